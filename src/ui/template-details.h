/* What a template is, beside the list of them: its picture, its words, and how it
 * is to be put in.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "templates.h"

G_BEGIN_DECLS

/* How a template is to be put in. */
typedef struct
{
  gboolean is_apart;  /* as a use case of its own */
  gboolean joins;     /* with the elements of the same name and type that are there */
  gboolean has_moves; /* with attacker moves, decisions and verifications */
} MoatTemplateChoice;

#define MOAT_TYPE_TEMPLATE_DETAILS (moat_template_details_get_type ())
G_DECLARE_FINAL_TYPE (MoatTemplateDetails, moat_template_details, MOAT, TEMPLATE_DETAILS, GtkBox)

/* Signals: "rename" (), "remove" (): for a template of the team's own. */

/* For @use_case_id of @document; with NULL and NULL for a model to be made. */
MoatTemplateDetails *moat_template_details_new (MoatDocument *document, const char *use_case_id)
    G_GNUC_WARN_UNUSED_RESULT;
/* Borrowed until another one is set; NULL: there is none. */
void moat_template_details_set_template (MoatTemplateDetails *self, const MoatTemplate *template);
void moat_template_details_get_choice (MoatTemplateDetails *self, MoatTemplateChoice *choice);

/* A template drawn into so many pixels of @widget's style; NULL when nothing can be drawn. Owned. */
GdkTexture *moat_template_draw (const MoatTemplate *template, GtkWidget *widget, int width, int height)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
