/* A row of the inspector that unfolds into all there is to say about one attacker
 * move, decision or verification, with what hangs on it: moves have decisions,
 * decisions have verifications.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "advice.h"

G_BEGIN_DECLS

#define MOAT_TYPE_RECORD_ROW (moat_record_row_get_type ())
G_DECLARE_FINAL_TYPE (MoatRecordRow, moat_record_row, MOAT, RECORD_ROW, AdwExpanderRow)

/* @advice, or NULL, suggests decisions for moves. @threat: the move below which a decision is listed, which
 * is what unlinking unlinks; NULL otherwise.
 */
GtkWidget *
moat_record_row_new (MoatDocument *document, MoatAdvice *advice, MoatRecord *record, MoatRecord *threat)
    G_GNUC_WARN_UNUSED_RESULT;
/* Borrowed. */
MoatRecord *moat_record_row_get_record (MoatRecordRow *self);
/* Unfolds it. */
void moat_record_row_open (MoatRecordRow *self);

G_END_DECLS
