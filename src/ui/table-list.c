/* An array of rows as a GListModel (see table-list.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "table-list.h"

#include <string.h>

typedef struct
{
  GPtrArray *rows; /* of MoatTableRow, owned */
} MoatTableListPrivate;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (MoatTableList,
                                  moat_table_list,
                                  G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (MoatTableList)
                                      G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GPtrArray *
get_rows (gpointer self)
{
  MoatTableListPrivate *priv = moat_table_list_get_instance_private (MOAT_TABLE_LIST (self));

  return priv->rows;
}

/* ---- GListModel ---- */

static GType
get_item_type (GListModel *model)
{
  return MOAT_TYPE_TABLE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return get_rows (model)->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  MoatTableRow *row = moat_table_list_get (MOAT_TABLE_LIST (model), position);

  return row == NULL ? NULL : g_object_ref (row);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ---- GObject ---- */

static void
moat_table_list_finalize (GObject *object)
{
  g_ptr_array_unref (get_rows (object));

  G_OBJECT_CLASS (moat_table_list_parent_class)->finalize (object);
}

static void
moat_table_list_class_init (MoatTableListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_table_list_finalize;
}

static void
moat_table_list_init (MoatTableList *self)
{
  MoatTableListPrivate *priv = moat_table_list_get_instance_private (self);

  priv->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

/* ---- API ---- */

MoatTableRow *
moat_table_list_get (MoatTableList *self, guint position)
{
  GPtrArray *rows;

  g_return_val_if_fail (MOAT_IS_TABLE_LIST (self), NULL);

  rows = get_rows (self);

  return position < rows->len ? g_ptr_array_index (rows, position) : NULL;
}

GPtrArray *
moat_table_list_get_rows (MoatTableList *self)
{
  g_return_val_if_fail (MOAT_IS_TABLE_LIST (self), NULL);

  return get_rows (self);
}

void
moat_table_list_splice (MoatTableList *self,
                        guint position,
                        guint n_removed,
                        GPtrArray *added,
                        guint first,
                        guint n_added)
{
  g_autoptr (GPtrArray) tail = NULL;
  GPtrArray *rows;

  g_return_if_fail (MOAT_IS_TABLE_LIST (self));
  g_return_if_fail (position + n_removed <= get_rows (self)->len);
  g_return_if_fail (n_added == 0 || first + n_added <= added->len);

  rows = get_rows (self);
  tail = g_ptr_array_new_full (rows->len - position - n_removed, g_object_unref);
  for (guint i = position + n_removed; i < rows->len; i++)
    g_ptr_array_add (tail, g_object_ref (g_ptr_array_index (rows, i)));

  g_ptr_array_set_size (rows, (int) position);
  for (guint i = first; i < first + n_added; i++)
    g_ptr_array_add (rows, g_object_ref (g_ptr_array_index (added, i)));
  g_ptr_array_extend_and_steal (rows, g_steal_pointer (&tail));
}

void
moat_table_list_compare (MoatTableList *self,
                         guint position,
                         guint n_old,
                         GPtrArray *rows,
                         guint *n_before,
                         guint *n_after)
{
  guint n_common = MIN (n_old, rows->len);
  GPtrArray *old;
  guint before = 0;
  guint after = 0;

  g_return_if_fail (MOAT_IS_TABLE_LIST (self));
  g_return_if_fail (position + n_old <= get_rows (self)->len);

  old = get_rows (self);
  while (before < n_common && g_ptr_array_index (old, position + before) == g_ptr_array_index (rows, before))
    before++;
  while (after < n_common - before
         && g_ptr_array_index (old, position + n_old - 1 - after)
                == g_ptr_array_index (rows, rows->len - 1 - after))
    after++;

  *n_before = before;
  *n_after = after;
}
