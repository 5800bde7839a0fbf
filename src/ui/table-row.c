/* One row of the table: a move, what it is on, and one of its decisions or none.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "table-row-private.h"

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatTableRow, moat_table_row, G_TYPE_OBJECT)

static void
moat_table_row_finalize (GObject *object)
{
  MoatTableRow *self = MOAT_TABLE_ROW (object);

  g_clear_object (&self->pair.threat);
  g_clear_object (&self->pair.decision);
  g_clear_object (&self->place);
  for (guint i = 0; i < MOAT_N_COLUMNS; i++)
    g_free (self->sort_keys[i]);
  g_free (self->search_text);

  G_OBJECT_CLASS (moat_table_row_parent_class)->finalize (object);
}

static void
moat_table_row_class_init (MoatTableRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = moat_table_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
moat_table_row_init (MoatTableRow *self)
{
}

MoatTableRow *
moat_table_row_new (MoatRecord *threat, MoatRecord *decision, MoatRecord *place)
{
  MoatTableRow *self = g_object_new (MOAT_TYPE_TABLE_ROW, NULL);

  self->pair.threat = g_object_ref (threat);
  g_set_object (&self->pair.decision, decision);
  self->place = g_object_ref (place);

  return self;
}

void
moat_table_row_set_decision (MoatTableRow *self, MoatRecord *decision)
{
  g_set_object (&self->pair.decision, decision);
}

void
moat_table_row_emit_changed (MoatTableRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

MoatRecord *
moat_table_row_get_threat (MoatTableRow *self)
{
  g_return_val_if_fail (MOAT_IS_TABLE_ROW (self), NULL);

  return self->pair.threat;
}

MoatRecord *
moat_table_row_get_decision (MoatTableRow *self)
{
  g_return_val_if_fail (MOAT_IS_TABLE_ROW (self), NULL);

  return self->pair.decision;
}

MoatRecord *
moat_table_row_get_place (MoatTableRow *self)
{
  g_return_val_if_fail (MOAT_IS_TABLE_ROW (self), NULL);

  return self->place;
}

guint
moat_table_row_get_number (MoatTableRow *self)
{
  g_return_val_if_fail (MOAT_IS_TABLE_ROW (self), 0);

  return self->number;
}

guint
moat_table_row_get_rank (MoatTableRow *self)
{
  g_return_val_if_fail (MOAT_IS_TABLE_ROW (self), 0);

  return self->rank;
}

guint
moat_table_row_get_index (MoatTableRow *self)
{
  g_return_val_if_fail (MOAT_IS_TABLE_ROW (self), 0);

  return self->index;
}

gboolean
moat_table_row_is_continuation (MoatTableRow *self)
{
  g_return_val_if_fail (MOAT_IS_TABLE_ROW (self), FALSE);

  return self->is_continuation;
}
