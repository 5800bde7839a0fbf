/* What moves of a use case can hang on, in story order, and their runs of rows.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "table-places.h"

typedef struct
{
  MoatRecord *record; /* owned */
  guint number;       /* of a flow, from 1 */
  guint n_rows;
  guint start; /* good while starts_are_valid */
} Place;

struct _MoatTablePlaces
{
  GArray *places;        /* of Place */
  GHashTable *by_record; /* record → index + 1 */
  GHashTable *by_id;     /* the records' ids, borrowed from them */
  gboolean starts_are_valid;
};

static void
place_clear (gpointer data)
{
  Place *place = data;

  g_clear_object (&place->record);
}

static void
add_place (MoatTablePlaces *self, MoatRecord *record, GHashTable *numbers)
{
  Place place = { .record = g_object_ref (record) };

  if (numbers != NULL)
    place.number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, moat_record_get_id (record)));

  g_array_append_val (self->places, place);
  g_hash_table_insert (self->by_record, record, GUINT_TO_POINTER (self->places->len));
  g_hash_table_add (self->by_id, (gpointer) moat_record_get_id (record));
}

static void
add_places (MoatTablePlaces *self, GPtrArray *records, GHashTable *numbers)
{
  for (guint i = 0; i < records->len; i++)
    add_place (self, g_ptr_array_index (records, i), numbers);
}

/* A flow's id → the position of its first step. All at once, since asking for one counts all. */
static GHashTable *
number_flows (GPtrArray *steps)
{
  GHashTable *numbers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < steps->len; i++)
    {
      const char *flow = moat_step_state (g_ptr_array_index (steps, i))->flow;

      if (flow != NULL && !g_hash_table_contains (numbers, flow))
        g_hash_table_insert (numbers, (gpointer) flow, GUINT_TO_POINTER (i + 1));
    }

  return numbers;
}

static void
add_use_case (MoatTablePlaces *self, MoatDocument *document, MoatRecord *use_case)
{
  const char *id = moat_record_get_id (use_case);
  g_autoptr (GPtrArray) steps = moat_document_list_children (document, id, MOAT_KIND_STEP);
  g_autoptr (GHashTable) numbers = number_flows (steps);
  g_autoptr (GPtrArray) flows = moat_query_flows (document, id);
  g_autoptr (GPtrArray) elements = moat_query_elements (document, id);
  g_autoptr (GPtrArray) boundaries = moat_document_list_children (document, id, MOAT_KIND_BOUNDARY);

  add_places (self, flows, numbers);
  add_places (self, elements, NULL);
  add_places (self, boundaries, NULL);
  add_place (self, use_case, NULL);
}

MoatTablePlaces *
moat_table_places_new (MoatDocument *document, const char *use_case_id)
{
  MoatTablePlaces *self = g_new0 (MoatTablePlaces, 1);
  MoatRecord *use_case;
  GPtrArray *all;

  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_array_set_clear_func (self->places, place_clear);
  self->by_record = g_hash_table_new (NULL, NULL);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);

  if (document == NULL)
    return self;

  if (use_case_id != NULL)
    {
      use_case = moat_document_find_kind (document, use_case_id, MOAT_KIND_USE_CASE);
      if (use_case != NULL)
        add_use_case (self, document, use_case);
      return self;
    }

  all = moat_document_list (document, MOAT_KIND_USE_CASE);
  for (guint i = 0; i < all->len; i++)
    add_use_case (self, document, g_ptr_array_index (all, i));

  return self;
}

void
moat_table_places_free (MoatTablePlaces *self)
{
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_record);
  g_array_unref (self->places);
  g_free (self);
}

guint
moat_table_places_get_n (MoatTablePlaces *self)
{
  return self->places->len;
}

MoatRecord *
moat_table_places_get (MoatTablePlaces *self, guint index)
{
  g_return_val_if_fail (index < self->places->len, NULL);

  return g_array_index (self->places, Place, index).record;
}

static Place *
find_place (MoatTablePlaces *self, MoatRecord *record)
{
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_record, record));

  return position == 0 ? NULL : &g_array_index (self->places, Place, position - 1);
}

gboolean
moat_table_places_has_id (MoatTablePlaces *self, const char *id)
{
  return id != NULL && g_hash_table_contains (self->by_id, id);
}

guint
moat_table_places_get_number (MoatTablePlaces *self, MoatRecord *place)
{
  Place *found = find_place (self, place);

  return found == NULL ? 0 : found->number;
}

guint
moat_table_places_get_rank (MoatTablePlaces *self, MoatRecord *place)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->by_record, place));
}

static void
ensure_starts (MoatTablePlaces *self)
{
  guint start = 0;

  if (self->starts_are_valid)
    return;

  for (guint i = 0; i < self->places->len; i++)
    {
      Place *place = &g_array_index (self->places, Place, i);

      place->start = start;
      start += place->n_rows;
    }
  self->starts_are_valid = TRUE;
}

gboolean
moat_table_places_get_run (MoatTablePlaces *self, MoatRecord *place, guint *start, guint *n_rows)
{
  Place *found = find_place (self, place);

  if (found == NULL)
    return FALSE;

  ensure_starts (self);
  *start = found->start;
  *n_rows = found->n_rows;

  return TRUE;
}

void
moat_table_places_set_n_rows (MoatTablePlaces *self, MoatRecord *place, guint n_rows)
{
  Place *found = find_place (self, place);

  g_return_if_fail (found != NULL);

  found->n_rows = n_rows;
  self->starts_are_valid = FALSE;
}
