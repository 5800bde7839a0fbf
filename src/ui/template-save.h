/* Asks what a template of the team's own is called and where it goes, and saves
 * what is selected as one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "selection.h"

G_BEGIN_DECLS

/* Over the window that @widget is in, which has toasts. With nothing selected the whole of @use_case_id is
 * meant.
 * @model_path: of the model's file, beside which the team's templates lie; NULL when it was never saved.
 */
void moat_template_save_present (GtkWidget *widget,
                                 MoatSelection *selection,
                                 const char *use_case_id,
                                 const char *model_path);

G_END_DECLS
