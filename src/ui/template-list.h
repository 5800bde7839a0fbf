/* A list of templates with small pictures, by groups, or by how well they answer
 * what is searched for.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "templates.h"

G_BEGIN_DECLS

#define MOAT_TYPE_TEMPLATE_LIST (moat_template_list_get_type ())
G_DECLARE_FINAL_TYPE (MoatTemplateList, moat_template_list, MOAT, TEMPLATE_LIST, GtkWidget)

/* Signals: "selected" (): another one, or none, is selected; "activated" (): Enter or two clicks. */

MoatTemplateList *moat_template_list_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Of MoatTemplate; without those of one element when @has_elements is FALSE.
 * The one whose path is @path is selected, else the first.
 */
void moat_template_list_set_templates (MoatTemplateList *self,
                                       GPtrArray *templates,
                                       gboolean has_elements,
                                       const char *path);
void moat_template_list_search (MoatTemplateList *self, const char *text);
/* Borrowed; NULL when nothing is found. */
const MoatTemplate *moat_template_list_get_selected (MoatTemplateList *self);
/* Selects the one @offset places further on, for keys in an entry above. */
void moat_template_list_move (MoatTemplateList *self, int offset);

G_END_DECLS
