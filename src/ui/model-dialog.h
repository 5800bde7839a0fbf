/* The properties of a model: what it is about, its data and classes, its
 * assumptions and dependencies, whom to tell of a weakness.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define MOAT_TYPE_MODEL_DIALOG (moat_model_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MoatModelDialog, moat_model_dialog, MOAT, MODEL_DIALOG, AdwPreferencesWindow)

/* @actions, the page's, are for undoing inside of it. */
GtkWidget *moat_model_dialog_new (MoatDocument *document, GActionGroup *actions) G_GNUC_WARN_UNUSED_RESULT;
/* Shows a page ("reviews") or puts the keyboard into a field of the model ("contact"). */
void moat_model_dialog_show (MoatModelDialog *self, const char *place);

G_END_DECLS
