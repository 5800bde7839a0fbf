/* The steps of a use case, numbered, to reorder; a step that
 * is a flow says the flow's name.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define MOAT_TYPE_STEPS_LIST (moat_steps_list_get_type ())
G_DECLARE_FINAL_TYPE (MoatStepsList, moat_steps_list, MOAT, STEPS_LIST, AdwPreferencesGroup)

GtkWidget *moat_steps_list_new (MoatDocument *document, const char *use_case_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
