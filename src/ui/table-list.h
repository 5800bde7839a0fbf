/* An array of rows as a GListModel: what the list of all rows (table-rows.h) and
 * that of the rows shown (table-model.h) have in common.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

#include "table-row.h"

G_BEGIN_DECLS

#define MOAT_TYPE_TABLE_LIST (moat_table_list_get_type ())
G_DECLARE_DERIVABLE_TYPE (MoatTableList, moat_table_list, MOAT, TABLE_LIST, GObject)

struct _MoatTableListClass
{
  GObjectClass parent_class;
};

/* The row at @position, borrowed, or NULL. */
MoatTableRow *moat_table_list_get (MoatTableList *self, guint position);

/* ---- For those that derive from it ---- */

/* Of MoatTableRow, borrowed: the same array for good. */
GPtrArray *moat_table_list_get_rows (MoatTableList *self);
/* Puts references of @n_added of @added, from @first, in the place of @n_removed rows. That is not announced:
 * the caller does when the rows are in order.
 */
void moat_table_list_splice (MoatTableList *self,
                             guint position,
                             guint n_removed,
                             GPtrArray *added,
                             guint first,
                             guint n_added);
/* How many of the @n_old rows from @position are those that @rows begins with, and how many of the others are
 * those that it ends with.
 */
void moat_table_list_compare (MoatTableList *self,
                              guint position,
                              guint n_old,
                              GPtrArray *rows,
                              guint *n_before,
                              guint *n_after);

G_END_DECLS
