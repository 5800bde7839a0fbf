/* A change set: what one commit (or one frame of a gesture) did to a document.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "changes.h"

/**
 * moat_change_touches_offset:
 * @offset: of a field in the record's state, or of the order that each has, as G_STRUCT_OFFSET() gives it
 *
 * Returns: whether that field is different now; %TRUE for what was added or removed
 */
gboolean
moat_change_touches_offset (const MoatChange *change, gsize offset)
{
  const MoatKindInfo *info;

  if (change->old_state == NULL || change->new_state == NULL)
    return TRUE;
  if (offset == G_STRUCT_OFFSET (MoatState, order))
    return g_strcmp0 (change->old_state->order, change->new_state->order) != 0;

  info = moat_kind_get_info (change->new_state->kind);
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].offset == offset)
      return !moat_field_equal (&info->fields[i], change->old_state, change->new_state);

  g_return_val_if_reached (TRUE);
}
