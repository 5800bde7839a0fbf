/* What the acceptance list keeps on its rows.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "acceptance-row.h"

G_BEGIN_DECLS

struct _MoatAcceptanceRow
{
  GObject parent_instance;
  guint section;
  MoatFinding *finding; /* owned; NULL in a header */
  /* What it was sorted in by: the record's own place may be another by now. */
  GRefString *order; /* owned, or NULL */
  guint nth;         /* among those of its rule and record */

  guint n_findings;
  gboolean is_open;
};

MoatAcceptanceRow *moat_acceptance_row_new_header (guint section);
/* The @nth finding that its rule has of its record. */
MoatAcceptanceRow *moat_acceptance_row_new (const MoatFinding *finding, guint nth);
/* Takes up @finding when that is the same one of before, judged anew. */
gboolean moat_acceptance_row_follow (MoatAcceptanceRow *self, const MoatFinding *finding, guint nth);
/* The order within a section. */
int moat_acceptance_row_compare (const MoatAcceptanceRow *a, const MoatAcceptanceRow *b);
void moat_acceptance_row_emit_changed (MoatAcceptanceRow *self);

G_END_DECLS
