/* Recording a review: what the dialog that asks for one and the end of a
 * workshop both do.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

typedef struct
{
  const char *date; /* ISO 8601 */
  const char *who;
  const char *people; /* names with commas between them, or NULL */
  const char *notes;  /* or NULL */
  MoatReviewTrigger trigger;
  double minutes; /* 0: not known */
} MoatReviewEntry;

/* Inside the caller's transaction, of the model as it is before. Borrowed. */
MoatRecord *moat_review_record (MoatDocument *document, const MoatReviewEntry *entry);
/* Adds whom the model does not name yet to its contributors, inside the caller's transaction. */
void moat_review_record_contributors (MoatDocument *document, const char *who, const char *people);

/* A row for the reason, with the usual one of the next review chosen; and what is chosen in it. */
GtkWidget *moat_review_trigger_row_new (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;
MoatReviewTrigger moat_review_trigger_row_get (GtkWidget *row);

G_END_DECLS
