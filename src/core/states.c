/* States as values: made, copied, compared and freed by the table of kinds, so
 * that no kind needs code of its own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "kinds.h"

#include <string.h>

/* What kind of pointer a field holds, for taking and dropping a reference. */
typedef enum
{
  HOLDS_NOTHING,
  HOLDS_TEXT,
  HOLDS_LIST,
  HOLDS_POINTS,
} Holds;

static Holds
field_holds (const MoatField *field)
{
  switch (field->type)
    {
    case MOAT_TEXT:
    case MOAT_ID_TEXT:
    case MOAT_DATE:
    case MOAT_REF:
      return HOLDS_TEXT;
    case MOAT_LINES:
    case MOAT_REFS:
      return HOLDS_LIST;
    case MOAT_POINTS:
      return HOLDS_POINTS;
    case MOAT_ENUM:
    case MOAT_FLAGS:
    case MOAT_NUMBER:
    case MOAT_POINT:
    case MOAT_RECT:
    case MOAT_BOOL:
    case MOAT_TRISTATE:
      return HOLDS_NOTHING;
    }

  g_assert_not_reached ();
}

static void
acquire_field (const MoatField *field, MoatState *state)
{
  gpointer *held = MOAT_FIELD_PTR (state, field);

  switch (field_holds (field))
    {
    case HOLDS_TEXT:
      if (*held != NULL)
        g_ref_string_acquire (*held);
      break;
    case HOLDS_LIST:
      moat_list_ref (*held);
      break;
    case HOLDS_POINTS:
      moat_points_ref (*held);
      break;
    case HOLDS_NOTHING:
      break;
    }
}

static void
release_field (const MoatField *field, MoatState *state)
{
  gpointer *held = MOAT_FIELD_PTR (state, field);

  switch (field_holds (field))
    {
    case HOLDS_TEXT:
      if (*held != NULL)
        g_ref_string_release (*held);
      break;
    case HOLDS_LIST:
      moat_list_unref (*held);
      break;
    case HOLDS_POINTS:
      moat_points_unref (*held);
      break;
    case HOLDS_NOTHING:
      break;
    }
}

/**
 * moat_state_new:
 *
 * Returns: (transfer full): a state of @kind whose fields have their defaults (empty, unknown, no, 0)
 */
MoatState *
moat_state_new (MoatKind kind)
{
  MoatState *state = g_atomic_rc_box_alloc0 (moat_kind_get_info (kind)->size);

  state->kind = kind;

  return state;
}

/* What only the model's state has beside its fields; borrowed, NULL for other kinds. */
static GRefString **
get_file_extra (const MoatState *state)
{
  return state->kind == MOAT_KIND_MODEL ? &((MoatModelState *) state)->file_extra : NULL;
}

static gboolean
same_file_extra (const MoatState *a, const MoatState *b)
{
  return a->kind != MOAT_KIND_MODEL || g_strcmp0 (*get_file_extra (a), *get_file_extra (b)) == 0;
}

/**
 * moat_state_copy:
 *
 * Returns: (transfer full): a private copy that shares @state's text, lists and points
 */
MoatState *
moat_state_copy (const MoatState *state)
{
  const MoatKindInfo *info = moat_kind_get_info (state->kind);
  MoatState *copy = g_atomic_rc_box_dup (info->size, (MoatState *) state);

  if (copy->order != NULL)
    g_ref_string_acquire (copy->order);
  if (copy->extra != NULL)
    g_ref_string_acquire (copy->extra);
  if (get_file_extra (copy) != NULL && *get_file_extra (copy) != NULL)
    g_ref_string_acquire (*get_file_extra (copy));
  for (guint i = 0; i < info->n_fields; i++)
    acquire_field (&info->fields[i], copy);

  return copy;
}

MoatState *
moat_state_ref (MoatState *state)
{
  return state != NULL ? g_atomic_rc_box_acquire (state) : NULL;
}

static void
state_clear (gpointer data)
{
  MoatState *state = data;
  const MoatKindInfo *info = moat_kind_get_info (state->kind);

  for (guint i = 0; i < info->n_fields; i++)
    release_field (&info->fields[i], state);
  g_clear_pointer (&state->order, g_ref_string_release);
  g_clear_pointer (&state->extra, g_ref_string_release);
  if (get_file_extra (state) != NULL)
    g_clear_pointer (get_file_extra (state), g_ref_string_release);
}

void
moat_state_unref (MoatState *state)
{
  if (state != NULL)
    g_atomic_rc_box_release_full (state, state_clear);
}

/**
 * moat_state_equal:
 *
 * Returns: whether the two are of one kind and say the same; %NULL equals only %NULL
 */
gboolean
moat_state_equal (const MoatState *a, const MoatState *b)
{
  const MoatKindInfo *info;

  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->kind != b->kind)
    return FALSE;
  if (g_strcmp0 (a->order, b->order) != 0 || g_strcmp0 (a->extra, b->extra) != 0 || !same_file_extra (a, b))
    return FALSE;

  info = moat_kind_get_info (a->kind);
  for (guint i = 0; i < info->n_fields; i++)
    if (!moat_field_equal (&info->fields[i], a, b))
      return FALSE;

  return TRUE;
}

/**
 * moat_field_copy:
 *
 * Makes @field of @target, a private state, what it is in @source.
 */
void
moat_field_copy (const MoatField *field, MoatState *target, const MoatState *source)
{
  gpointer to = MOAT_FIELD_PTR (target, field);
  gconstpointer from = MOAT_FIELD_PTR (source, field);
  gsize size = moat_field_get_size (field);

  if (target == source)
    return;

  release_field (field, target);
  memcpy (to, from, size);
  acquire_field (field, target);
}
