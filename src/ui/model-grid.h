/* A grid of models to choose from by their pictures, which are drawn one after
 * another once the grid is seen, in the colours of the style.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "model-card.h"

G_BEGIN_DECLS

#define MOAT_TYPE_MODEL_GRID (moat_model_grid_get_type ())
G_DECLARE_FINAL_TYPE (MoatModelGrid, moat_model_grid, MOAT, MODEL_GRID, GtkWidget)

/* Signal: "chosen" (MoatModelCard *). */

GtkWidget *moat_model_grid_new (void) G_GNUC_WARN_UNUSED_RESULT;

void moat_model_grid_add (MoatModelGrid *self, GtkWidget *card);
void moat_model_grid_clear (MoatModelGrid *self);
guint moat_model_grid_get_n_cards (MoatModelGrid *self);
/* From 0; NULL beyond the last. Borrowed. */
MoatModelCard *moat_model_grid_get_card (MoatModelGrid *self, guint index);
/* Whether every picture was drawn, or could not be. */
gboolean moat_model_grid_is_loaded (MoatModelGrid *self);

G_END_DECLS
