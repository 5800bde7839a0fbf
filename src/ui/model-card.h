/* One model to choose, in a grid of them: its picture, its name, and where it
 * is. Also a folder of models.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "preview.h"

G_BEGIN_DECLS

#define MOAT_TYPE_MODEL_CARD (moat_model_card_get_type ())
G_DECLARE_FINAL_TYPE (MoatModelCard, moat_model_card, MOAT, MODEL_CARD, GtkFlowBoxChild)

/* In pixels; of the picture. */
#define MOAT_MODEL_CARD_WIDTH  208
#define MOAT_MODEL_CARD_HEIGHT 120

/* Signal: "removed" (): the user does not want it in the list. */

/* @caption says where it is. */
GtkWidget *moat_model_card_new_for_file (GFile *file, const char *title, const char *caption)
    G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *moat_model_card_new_for_folder (GFile *folder, const char *title, const char *caption)
    G_GNUC_WARN_UNUSED_RESULT;
/* Its title comes with its preview. */
GtkWidget *moat_model_card_new_for_example (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* Borrowed; NULL for an example. */
GFile *moat_model_card_get_file (MoatModelCard *self);
/* NULL for what is no example. */
const char *moat_model_card_get_example (MoatModelCard *self);
gboolean moat_model_card_is_folder (MoatModelCard *self);
/* Whether the file was not there when it was looked for. */
gboolean moat_model_card_is_missing (MoatModelCard *self);

/* Offers to take it off the list; the Delete key does the same. */
void moat_model_card_set_removable (MoatModelCard *self);

/* Shows @preview, or why there is none. */
void moat_model_card_set_preview (MoatModelCard *self, const MoatPreview *preview);
void moat_model_card_set_error (MoatModelCard *self, const GError *error);

G_END_DECLS
