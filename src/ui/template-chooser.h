/* The window to choose a template in: search, the list, and what the chosen one
 * is. A team's own are renamed and deleted here.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "template-details.h"

G_BEGIN_DECLS

#define MOAT_TYPE_TEMPLATE_CHOOSER (moat_template_chooser_get_type ())
G_DECLARE_FINAL_TYPE (MoatTemplateChooser, moat_template_chooser, MOAT, TEMPLATE_CHOOSER, AdwWindow)

/* Signal: "chosen" (const MoatTemplate *template, const MoatTemplateChoice *choice): do it; the window closes
 * afterwards.
 */

/* Over the window that @widget is in; to put a template into @use_case_id of @document, or, with NULL and
 * NULL, to make a model of one. @model_path: of the model's file, beside which the team's own lie; NULL when
 * it was never saved.
 */
MoatTemplateChooser *moat_template_chooser_new (GtkWidget *widget,
                                                MoatDocument *document,
                                                const char *use_case_id,
                                                const char *model_path) G_GNUC_WARN_UNUSED_RESULT;
/* As if Enter were pressed. */
void moat_template_chooser_accept (MoatTemplateChooser *self);
/* Where one types; borrowed. */
GtkWidget *moat_template_chooser_get_entry (MoatTemplateChooser *self);
/* The template that is selected; borrowed, or NULL. */
const MoatTemplate *moat_template_chooser_get_selected (MoatTemplateChooser *self);
/* Deletes the file of the selected one, which must be the team's own; restores the one deleted last. */
void moat_template_chooser_remove (MoatTemplateChooser *self);
void moat_template_chooser_restore (MoatTemplateChooser *self);

G_END_DECLS
