/* The questions of a sync as cards to choose from: what the model says, what
 * SECURITY.md says and what was last published.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "choice-dialog.h"
#include "sync.h"

G_BEGIN_DECLS

typedef struct _MoatTakeCards MoatTakeCards;

MoatTakeCards *moat_take_cards_new (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;
void moat_take_cards_free (MoatTakeCards *self);

/* Adds a card for each question, those that somebody has to decide before those that go without saying. */
void moat_take_cards_fill (MoatTakeCards *self, MoatChoiceDialog *dialog, const MoatSync *sync);
/* After a run that was blocked: what it could not do is open again, with the reason. Borrowed: the first of
 * these, or NULL.
 */
MoatChoiceCard *moat_take_cards_update (MoatTakeCards *self, MoatChoiceDialog *dialog, const MoatSync *sync);
/* What was chosen, for the next run. */
GHashTable *moat_take_cards_list_answers (MoatTakeCards *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
