/* References in what was merged: nothing that is kept names something that is
 * gone, and no two records have one id.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "merge-private.h"

#include "ids.h"

#include <string.h>

/* What to do with one reference: member @field of @object, a merged record, names @id. */
typedef void (*VisitReference) (MoatMerge *self,
                                const MoatMergeRecord *record,
                                const MoatField *field,
                                const char *id,
                                gpointer data);

/* Borrowed; NULL when @object, which may be NULL, has none about @name. */
static JsonNode *
get_conflict (JsonObject *object, const char *name)
{
  JsonNode *conflicts = object != NULL ? json_object_get_member (object, MOAT_MERGE_CONFLICTS) : NULL;

  return conflicts != NULL && JSON_NODE_HOLDS_OBJECT (conflicts)
             ? json_object_get_member (json_node_get_object (conflicts), name)
             : NULL;
}

/* What theirs has instead of @object's value, where that is a conflict of this merge and not an older one. */
static JsonNode *
get_alternative (const MoatMergeRecord *record, JsonObject *object, const char *name)
{
  JsonNode *conflict = get_conflict (object, name);

  if (conflict == NULL || !JSON_NODE_HOLDS_OBJECT (conflict))
    return NULL;
  for (guint side = 0; side < MOAT_N_SIDES; side++)
    {
      JsonNode *older = get_conflict (record->sides[side], name);

      if (older != NULL && json_node_equal (older, conflict))
        return NULL;
    }

  return json_object_get_member (json_node_get_object (conflict), MOAT_MERGE_THEIRS);
}

static void
visit_value (MoatMerge *self,
             const MoatMergeRecord *record,
             const MoatField *field,
             JsonNode *value,
             VisitReference visit,
             gpointer data)
{
  g_autoptr (GPtrArray) ids = moat_merge_list_ids (value);

  for (guint i = 0; i < ids->len; i++)
    {
      if (g_ptr_array_index (ids, i) != NULL)
        visit (self, record, field, g_ptr_array_index (ids, i), data);
    }
}

/* All references of a merged record, those that somebody may yet choose too. */
static void
visit_references (MoatMerge *self, MoatKind kind, const char *id, VisitReference visit, gpointer data)
{
  g_autoptr (JsonObject) object = json_object_ref (g_hash_table_lookup (self->merged[kind], id));
  MoatMergeRecord record;

  moat_merge_look_up (self, kind, id, &record);
  for (guint i = 0; i < record.info->n_fields; i++)
    {
      const MoatField *field = &record.info->fields[i];

      if (field->ref_kinds == 0)
        continue;
      visit_value (self, &record, field, json_object_get_member (object, field->name), visit, data);
      visit_value (self, &record, field, get_alternative (&record, object, field->name), visit, data);
    }
}

/* Of all merged records; @visit may add to them, but sees only what was there before. */
static void
visit_all (MoatMerge *self, VisitReference visit, gpointer data)
{
  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      g_autofree gpointer *ids = g_hash_table_get_keys_as_array (self->merged[kind], NULL);
      g_auto (GStrv) copies = g_strdupv ((char **) ids);

      for (char **id = copies; *id != NULL; id++)
        visit_references (self, (MoatKind) kind, *id, visit, data);
    }
}

/* ---- What goes ---- */

/* A merged record that cannot be without another. */
typedef struct
{
  MoatKind kind;
  char *id;
} Place;

static Place *
place_new (MoatKind kind, const char *id)
{
  Place *place = g_new (Place, 1);

  place->kind = kind;
  place->id = g_strdup (id);

  return place;
}

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->id);
  g_free (place);
}

static GPtrArray *
places_new (void)
{
  return g_ptr_array_new_with_free_func (place_free);
}

static void
note_dependant (MoatMerge *self,
                const MoatMergeRecord *record,
                const MoatField *field,
                const char *id,
                gpointer data)
{
  GHashTable *dependants = data;
  GPtrArray *places = g_hash_table_lookup (dependants, id);

  if (field->on_delete == MOAT_UNLINK)
    return;
  if (places == NULL)
    {
      places = places_new ();
      g_hash_table_insert (dependants, g_strdup (id), places);
    }
  g_ptr_array_add (places, place_new (record->info->kind, record->id));
}

/* id → GPtrArray of Place: what cannot be without that record. Owned. */
static GHashTable *
index_dependants (MoatMerge *self)
{
  GHashTable *dependants = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                  (GDestroyNotify) g_ptr_array_unref);

  visit_all (self, note_dependant, dependants);

  return dependants;
}

static gboolean
is_touched (const MoatMerge *self, const MoatMergeRecord *record)
{
  return record->sides[MOAT_SIDE_OURS] == NULL || record->sides[MOAT_SIDE_THEIRS] == NULL
         || moat_merge_is_edited (self, record, MOAT_SIDE_OURS)
         || moat_merge_is_edited (self, record, MOAT_SIDE_THEIRS);
}

/* Adds what would go with a record to @gone, itself included. FALSE when somebody worked on part of that. */
static gboolean
list_gone (const MoatMerge *self, GHashTable *dependants, MoatKind kind, const char *id, GPtrArray *gone)
{
  GPtrArray *places = g_hash_table_lookup (dependants, id);
  MoatMergeRecord record;

  moat_merge_look_up (self, kind, id, &record);
  if (is_touched (self, &record))
    return FALSE;
  g_ptr_array_add (gone, place_new (kind, id));
  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const Place *place = g_ptr_array_index (places, i);

      if (g_hash_table_contains (self->merged[place->kind], place->id)
          && !list_gone (self, dependants, place->kind, place->id, gone))
        return FALSE;
    }

  return TRUE;
}

static void
drop (MoatMerge *self, GPtrArray *gone)
{
  for (guint i = 0; i < gone->len; i++)
    {
      const Place *place = g_ptr_array_index (gone, i);

      g_hash_table_remove (self->merged[place->kind], place->id);
    }
}

/* A decision whose moves were deleted, some by one side and the rest by the other, goes as it would have gone
 * with the last of them; unless somebody worked on it, which makes it a conflict.
 */
static void
settle_emptied (MoatMerge *self,
                GHashTable *dependants,
                MoatKind kind,
                const char *id,
                const MoatField *field)
{
  JsonObject *object = g_hash_table_lookup (self->merged[kind], id);
  g_autoptr (GPtrArray) gone = NULL;
  MoatMergeRecord record;
  JsonNode *values[MOAT_N_SIDES];

  moat_merge_look_up (self, kind, id, &record);
  for (guint side = 0; side < MOAT_N_SIDES; side++)
    values[side] = record.sides[side] != NULL ? json_object_get_member (record.sides[side], field->name)
                                              : NULL;
  if (json_object_has_member (object, field->name) || values[MOAT_SIDE_OURS] == NULL
      || values[MOAT_SIDE_THEIRS] == NULL)
    return;

  gone = places_new ();
  if (list_gone (self, dependants, kind, id, gone))
    {
      drop (self, gone);
      return;
    }
  moat_merge_add_conflict (object, field->name, values);
  json_object_set_member (object, field->name, json_node_copy (values[MOAT_SIDE_OURS]));
}

static void
settle_all_emptied (MoatMerge *self)
{
  g_autoptr (GHashTable) dependants = index_dependants (self);

  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      const MoatKindInfo *info = moat_kind_get_info ((MoatKind) kind);
      g_autofree gpointer *ids = g_hash_table_get_keys_as_array (self->merged[kind], NULL);
      g_auto (GStrv) copies = g_strdupv ((char **) ids);

      for (guint i = 0; i < info->n_fields; i++)
        {
          if (info->fields[i].on_delete != MOAT_CASCADE_LAST)
            continue;
          for (char **id = copies; *id != NULL; id++)
            settle_emptied (self, dependants, (MoatKind) kind, *id, &info->fields[i]);
        }
    }
}

/* ---- What comes back ---- */

/* A record that only one side has, which the other deleted, and which what is kept still names. */
static void
bring_back (MoatMerge *self,
            const MoatMergeRecord *referrer,
            const MoatField *field,
            const char *id,
            gpointer data)
{
  GPtrArray *back = data;

  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      if ((field->ref_kinds & (1u << kind)) != 0 && g_hash_table_contains (self->merged[kind], id))
        return;
    }
  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      MoatMergeRecord record;
      MoatSide side;

      if ((field->ref_kinds & (1u << kind)) == 0)
        continue;
      moat_merge_look_up (self, (MoatKind) kind, id, &record);
      side = record.sides[MOAT_SIDE_OURS] != NULL ? MOAT_SIDE_OURS : MOAT_SIDE_THEIRS;
      if (record.sides[side] == NULL)
        continue;
      g_hash_table_insert (self->merged[kind], g_strdup (id), moat_merge_keep (&record, side));
      g_ptr_array_add (back, place_new ((MoatKind) kind, id));
      return;
    }
}

static void
bring_back_all (MoatMerge *self)
{
  g_autoptr (GPtrArray) back = places_new ();

  visit_all (self, bring_back, back);
  /* It grows as what came back names more. */
  for (guint i = 0; i < back->len; i++)
    {
      const Place *place = g_ptr_array_index (back, i);

      visit_references (self, place->kind, place->id, bring_back, back);
    }
}

/* ---- Ids ---- */

/* A writable copy of @object with another id. */
static JsonObject *
with_id (JsonObject *object, const char *id)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (copy, name, json_node_copy (node));
  json_object_set_string_member (copy, "id", id);

  return copy;
}

typedef struct
{
  GHashTable *kinds;                 /* id → GUINT_TO_POINTER (kind + 1) */
  GHashTable *renamed[MOAT_N_KINDS]; /* old id → new id */
  guint n_renamed;
} Ids;

static void
rename_record (MoatMerge *self, Ids *ids, MoatKind kind, const char *id)
{
  JsonObject *object = g_hash_table_lookup (self->merged[kind], id);
  g_autofree char *fresh = NULL;

  for (guint try = 0; fresh == NULL || g_hash_table_contains (ids->kinds, fresh); try++)
    {
      g_autofree char *seed = g_strdup_printf ("merge %s %u", id, try);

      g_free (fresh);
      fresh = moat_id_from_text (kind, seed);
    }
  g_hash_table_insert (self->merged[kind], g_strdup (fresh), with_id (object, fresh));
  g_hash_table_insert (ids->renamed[kind], g_strdup (id), g_strdup (fresh));
  g_hash_table_insert (ids->kinds, g_strdup (fresh), GUINT_TO_POINTER (kind + 1));
  g_hash_table_remove (self->merged[kind], id);
  ids->n_renamed++;
}

/* The id that a reference to @id by @field means now; borrowed. */
static const char *
resolve (const Ids *ids, const MoatField *field, const char *id)
{
  guint kind = GPOINTER_TO_UINT (g_hash_table_lookup (ids->kinds, id));

  if (kind > 0 && (field->ref_kinds & (1u << (kind - 1))) != 0)
    return id;
  for (guint other = 0; other < MOAT_N_KINDS; other++)
    {
      const char *fresh = (field->ref_kinds & (1u << other)) != 0
                              ? g_hash_table_lookup (ids->renamed[other], id)
                              : NULL;

      if (fresh != NULL)
        return fresh;
    }

  return id;
}

static JsonNode *
resolve_value (const Ids *ids, const MoatField *field, JsonNode *value)
{
  JsonArray *array;
  JsonNode *node;

  if (!JSON_NODE_HOLDS_ARRAY (value))
    return json_node_init_string (json_node_alloc (), resolve (ids, field, json_node_get_string (value)));

  array = json_array_new ();
  for (guint i = 0; i < json_array_get_length (json_node_get_array (value)); i++)
    json_array_add_string_element (array,
                                   resolve (ids, field,
                                            json_array_get_string_element (json_node_get_array (value), i)));
  node = json_node_init_array (json_node_alloc (), array);
  json_array_unref (array);

  return node;
}

static void
resolve_all (MoatMerge *self, const Ids *ids)
{
  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      const MoatKindInfo *info = moat_kind_get_info ((MoatKind) kind);
      GHashTableIter iter;
      gpointer id, object;

      g_hash_table_iter_init (&iter, self->merged[kind]);
      while (g_hash_table_iter_next (&iter, &id, &object))
        {
          JsonObject *copy = with_id (object, id);

          for (guint i = 0; i < info->n_fields; i++)
            {
              const MoatField *field = &info->fields[i];
              JsonNode *value = field->ref_kinds != 0 ? json_object_get_member (object, field->name) : NULL;

              if (value != NULL)
                json_object_set_member (copy, field->name, resolve_value (ids, field, value));
            }
          g_hash_table_iter_replace (&iter, copy);
        }
    }
}

static void
part_ids (MoatMerge *self)
{
  g_autoptr (GHashTable) kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Ids ids = { .kinds = kinds };

  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      g_autofree gpointer *keys = g_hash_table_get_keys_as_array (self->merged[kind], NULL);
      g_auto (GStrv) copies = g_strdupv ((char **) keys);

      ids.renamed[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      for (char **id = copies; *id != NULL; id++)
        {
          if (g_hash_table_contains (kinds, *id))
            rename_record (self, &ids, (MoatKind) kind, *id);
          else
            g_hash_table_insert (kinds, g_strdup (*id), GUINT_TO_POINTER (kind + 1));
        }
    }
  if (ids.n_renamed > 0)
    resolve_all (self, &ids);
  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    g_hash_table_unref (ids.renamed[kind]);
}

void
moat_merge_settle_references (MoatMerge *self)
{
  settle_all_emptied (self);
  bring_back_all (self);
  part_ids (self);
}
