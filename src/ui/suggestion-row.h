/* A row of the inspector that asks about one attacker move: the sentence, what
 * can be answered, and, unfolded, why it is asked and what would stop it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "prompt-choices.h"

G_BEGIN_DECLS

#define MOAT_TYPE_SUGGESTION_ROW (moat_suggestion_row_get_type ())
G_DECLARE_FINAL_TYPE (MoatSuggestionRow, moat_suggestion_row, MOAT, SUGGESTION_ROW, AdwPreferencesRow)

/* Signals: "taken" (); "dismissed" (const char *): with the reason, which may be "". The row does nothing to
 * a model itself. Keys, while it has the focus: Enter takes, D or Delete dismisses, W unfolds.
 */

/* @where says where it is asked when that is not plain, or is NULL. */
GtkWidget *moat_suggestion_row_new (MoatCatalog *catalog, const MoatPromptChoice *choice, const char *where)
    G_GNUC_WARN_UNUSED_RESULT;

/* Whether it already says just this. */
gboolean
moat_suggestion_row_shows (MoatSuggestionRow *self, const MoatPromptChoice *choice, const char *where);
/* The idea that it asks about, borrowed. */
const char *moat_suggestion_row_get_idea (MoatSuggestionRow *self);
/* Asks for the reason to dismiss it. */
void moat_suggestion_row_ask_reason (MoatSuggestionRow *self);

G_END_DECLS
