/* A row from inside: what the lists of the table note on it. Only for
 * table-rows.c and table-model.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "table-columns.h"

G_BEGIN_DECLS

/* What makes a row that row. */
typedef struct
{
  MoatRecord *threat;   /* owned */
  MoatRecord *decision; /* owned, or NULL */
} MoatRowPair;

struct _MoatTableRow
{
  GObject parent_instance;
  MoatRowPair pair;
  MoatRecord *place; /* owned */

  /* Kept by MoatTableRows. */
  guint index;
  guint number; /* of the flow it is on, or 0 */
  guint rank;   /* of what it is on, in story order */

  /* Kept by MoatTableModel. */
  gboolean is_continuation;
  gboolean is_shown;               /* passes the filter */
  gboolean is_listed;              /* is among those announced */
  gboolean stays;                  /* stays listed in the change being announced */
  char *sort_keys[MOAT_N_COLUMNS]; /* as of when it was sorted in; NULL until a sort asks */
  char *search_text;               /* folded; NULL until a search asks */
};

MoatTableRow *moat_table_row_new (MoatRecord *threat, MoatRecord *decision, MoatRecord *place)
    G_GNUC_WARN_UNUSED_RESULT;
/* A first decision fills the row that had none, and the last one taken away empties it. */
void moat_table_row_set_decision (MoatTableRow *self, MoatRecord *decision);
void moat_table_row_emit_changed (MoatTableRow *self);

G_END_DECLS
