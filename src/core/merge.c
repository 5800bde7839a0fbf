/* Three-way merging of models, record by record and field by field. What is
 * about references between records stands in merge-refs.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "merge-private.h"

#include "merge-lists.h"
#include "text-merge.h"

#include <string.h>

static const char *const side_names[] = { MOAT_MERGE_BASE, MOAT_MERGE_OURS, MOAT_MERGE_THEIRS };

/* ---- JSON ---- */

/* Borrowed; NULL for what is left out, of an object that may be NULL. */
static JsonNode *
get (JsonObject *object, const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

static void
set (JsonObject *object, const char *name, JsonNode *value)
{
  if (value != NULL)
    json_object_set_member (object, name, json_node_copy (value));
}

static gboolean
same (JsonNode *a, JsonNode *b)
{
  return a == b || (a != NULL && b != NULL && json_node_equal (a, b));
}

static gboolean
same_object (JsonObject *a, JsonObject *b)
{
  return a == b || (a != NULL && b != NULL && json_object_equal (a, b));
}

/* A copy that can be written to; its members are shared. */
static JsonObject *
copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (copy, name, json_node_copy (node));

  return copy;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The members that any of @objects has, sorted so that the sides can be swapped. Owned container, borrowed
 * names. */
static GPtrArray *
list_members (JsonObject *const *objects)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *names = g_ptr_array_new ();

  for (guint side = 0; side < MOAT_N_SIDES; side++)
    {
      JsonObjectIter iter;
      const char *name;

      if (objects[side] == NULL)
        continue;
      json_object_iter_init (&iter, objects[side]);
      while (json_object_iter_next (&iter, &name, NULL))
        {
          if (g_hash_table_add (seen, (gpointer) name))
            g_ptr_array_add (names, (gpointer) name);
        }
    }
  g_ptr_array_sort (names, compare_names);

  return names;
}

GPtrArray *
moat_merge_list_ids (JsonNode *value)
{
  GPtrArray *ids = g_ptr_array_new ();

  if (value != NULL && JSON_NODE_HOLDS_ARRAY (value))
    {
      for (guint i = 0; i < json_array_get_length (json_node_get_array (value)); i++)
        g_ptr_array_add (ids, (gpointer) json_array_get_string_element (json_node_get_array (value), i));
    }
  else if (value != NULL)
    {
      g_ptr_array_add (ids, (gpointer) json_node_get_string (value));
    }

  return ids;
}

/* ---- Conflicts ---- */

/* The object of conflicts in @object, made when there is none. Borrowed. */
static JsonObject *
ensure_conflicts (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, MOAT_MERGE_CONFLICTS);
  JsonObject *conflicts;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    conflicts = copy_object (json_node_get_object (node));
  else
    conflicts = json_object_new ();
  json_object_set_object_member (object, MOAT_MERGE_CONFLICTS, conflicts);

  return conflicts;
}

/* Takes @entry. */
static void
add_entry (JsonObject *object, const char *name, JsonObject *entry)
{
  JsonObject *conflicts = ensure_conflicts (object);

  set (entry, MOAT_MERGE_EARLIER, json_object_get_member (conflicts, name));
  json_object_set_object_member (conflicts, name, entry);
}

void
moat_merge_add_conflict (JsonObject *object, const char *name, JsonNode *const *values)
{
  JsonObject *entry = json_object_new ();

  for (guint side = 0; side < MOAT_N_SIDES; side++)
    set (entry, side_names[side], values[side]);
  add_entry (object, name, entry);
}

JsonObject *
moat_merge_keep (const MoatMergeRecord *record, MoatSide side)
{
  JsonObject *kept = copy_object (record->sides[side]);
  JsonObject *entry = json_object_new ();

  json_object_set_string_member (entry, MOAT_MERGE_DELETED_BY,
                                 side_names[side == MOAT_SIDE_OURS ? MOAT_SIDE_THEIRS : MOAT_SIDE_OURS]);
  add_entry (kept, MOAT_MERGE_RECORD, entry);

  return kept;
}

/* ---- Values ---- */

/* Where a record stands among its kind: keys that both changed differ for no reason that a person gave,
 * unless the order itself says something.
 */
static JsonNode *
choose_order (JsonNode *const *values)
{
  JsonNode *ours = values[MOAT_SIDE_OURS];
  JsonNode *theirs = values[MOAT_SIDE_THEIRS];

  if (ours == NULL || theirs == NULL)
    return ours != NULL ? ours : theirs;

  return g_strcmp0 (json_node_get_string (ours), json_node_get_string (theirs)) <= 0 ? ours : theirs;
}

static gboolean
merge_lists (const MoatField *field, JsonNode *const *values, JsonNode **merged)
{
  gboolean is_set = field->type == MOAT_REFS || field->type == MOAT_FLAGS
                    || (field->type == MOAT_LINES && !field->is_sequence);

  if (!is_set && field->type != MOAT_LINES)
    return FALSE;

  return (is_set ? moat_merge_sets : moat_merge_sequences) (values[MOAT_SIDE_BASE], values[MOAT_SIDE_OURS],
                                                            values[MOAT_SIDE_THEIRS], merged);
}

/* A text of several words of which each side changed others. */
static gboolean
merge_texts (const MoatField *field, JsonNode *const *values, JsonNode **merged)
{
  g_autofree char *text = NULL;

  if (field->type != MOAT_TEXT)
    return FALSE;
  for (guint side = 0; side < MOAT_N_SIDES; side++)
    {
      if (values[side] == NULL || json_node_get_value_type (values[side]) != G_TYPE_STRING)
        return FALSE;
    }
  text = moat_text_merge (json_node_get_string (values[MOAT_SIDE_BASE]),
                          json_node_get_string (values[MOAT_SIDE_OURS]),
                          json_node_get_string (values[MOAT_SIDE_THEIRS]), MOAT_TEXT_WORDS);
  if (text == NULL)
    return FALSE;
  *merged = json_node_init_string (json_node_alloc (), text);

  return TRUE;
}

/* The value of member @name to *@merged, owned; NULL when it is left out. FALSE: the sides disagree, and
 * *@merged is that of ours. @info is NULL for what is not a record of a known kind.
 */
static gboolean
merge_value (const MoatKindInfo *info, const char *name, JsonNode *const *values, JsonNode **merged)
{
  const MoatField *field = info != NULL ? moat_kind_find_field (info->kind, name) : NULL;
  JsonNode *ours = values[MOAT_SIDE_OURS];
  JsonNode *theirs = values[MOAT_SIDE_THEIRS];
  JsonNode *chosen = ours;
  gboolean agree = TRUE;

  if (same (ours, theirs) || same (theirs, values[MOAT_SIDE_BASE]))
    chosen = ours;
  else if (same (ours, values[MOAT_SIDE_BASE]))
    chosen = theirs;
  else if (field != NULL && (merge_lists (field, values, merged) || merge_texts (field, values, merged)))
    return TRUE;
  else if (field == NULL && info != NULL && !info->is_ordered && strcmp (name, "order") == 0)
    chosen = choose_order (values);
  else
    agree = FALSE;

  *merged = chosen != NULL ? json_node_copy (chosen) : NULL;
  return agree;
}

static void
get_values (JsonObject *const *objects, const char *name, JsonNode **values)
{
  for (guint side = 0; side < MOAT_N_SIDES; side++)
    values[side] = get (objects[side], name);
}

/* The conflicts that the sides brought with them: entries as whole values. Where both changed one, its new
 * entry holds the three.
 */
static void
merge_conflicts (JsonObject *const *objects, JsonObject *result)
{
  JsonObject *members[MOAT_N_SIDES] = { NULL };
  g_autoptr (GPtrArray) names = NULL;
  gboolean is_used = FALSE;

  for (guint side = 0; side < MOAT_N_SIDES; side++)
    {
      JsonNode *node = get (objects[side], MOAT_MERGE_CONFLICTS);

      if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
        members[side] = json_node_get_object (node);
      is_used = is_used || members[side] != NULL;
    }
  if (!is_used)
    return;

  names = list_members (members);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      JsonNode *values[MOAT_N_SIDES];
      g_autoptr (JsonNode) merged = NULL;

      get_values (members, name, values);
      if (!merge_value (NULL, name, values, &merged))
        moat_merge_add_conflict (result, name, values);
      else if (merged != NULL)
        set (ensure_conflicts (result), name, merged);
    }
}

/* Member by member. Owned. */
static JsonObject *
merge_members (const MoatKindInfo *info, JsonObject *const *objects)
{
  g_autoptr (GPtrArray) names = list_members (objects);
  JsonObject *result = json_object_new ();

  merge_conflicts (objects, result);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      JsonNode *values[MOAT_N_SIDES];
      g_autoptr (JsonNode) merged = NULL;

      if (strcmp (name, MOAT_MERGE_CONFLICTS) == 0)
        continue;
      get_values (objects, name, values);
      if (!merge_value (info, name, values, &merged))
        moat_merge_add_conflict (result, name, values);
      set (result, name, merged);
    }

  return result;
}

/* ---- Records ---- */

void
moat_merge_look_up (const MoatMerge *self, MoatKind kind, const char *id, MoatMergeRecord *record)
{
  record->info = moat_kind_get_info (kind);
  record->id = id;
  for (guint side = 0; side < MOAT_N_SIDES; side++)
    record->sides[side] = g_hash_table_lookup (self->records[side][kind], id);
}

static gboolean
has_record (const MoatMerge *self, MoatSide side, guint kinds, const char *id)
{
  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      if ((kinds & (1u << kind)) != 0 && g_hash_table_contains (self->records[side][kind], id))
        return TRUE;
    }

  return FALSE;
}

static gboolean
names_id (GPtrArray *ids, const char *id)
{
  return g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL);
}

/* Whether @side's value is that of base but for records that @side has no more. */
static gboolean
only_lets_go (const MoatMerge *self, const MoatField *field, MoatSide side, JsonNode *base, JsonNode *now)
{
  g_autoptr (GPtrArray) before = moat_merge_list_ids (base);
  g_autoptr (GPtrArray) after = moat_merge_list_ids (now);

  for (guint i = 0; i < before->len; i++)
    {
      const char *id = g_ptr_array_index (before, i);

      if (!names_id (after, id) && has_record (self, side, field->ref_kinds, id))
        return FALSE;
    }
  for (guint i = 0; i < after->len; i++)
    {
      if (!names_id (before, g_ptr_array_index (after, i)))
        return FALSE;
    }

  return TRUE;
}

gboolean
moat_merge_is_edited (const MoatMerge *self, const MoatMergeRecord *record, MoatSide side)
{
  JsonObject *const objects[MOAT_N_SIDES] = { record->sides[MOAT_SIDE_BASE], record->sides[side], NULL };
  g_autoptr (GPtrArray) names = NULL;

  if (objects[0] == NULL || same_object (objects[0], objects[1]))
    return objects[0] == NULL;

  names = list_members (objects);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const MoatField *field = moat_kind_find_field (record->info->kind, name);
      JsonNode *base = get (objects[0], name);
      JsonNode *now = get (objects[1], name);

      /* Moving a record to another place in its list is no reason to keep it. */
      if (same (base, now) || (field == NULL && strcmp (name, "order") == 0))
        continue;
      if (field == NULL || field->ref_kinds == 0 || !only_lets_go (self, field, side, base, now))
        return TRUE;
    }

  return FALSE;
}

/* What becomes of a record, owned; NULL when it goes. */
static JsonObject *
merge_record (const MoatMerge *self, const MoatMergeRecord *record)
{
  JsonObject *base = record->sides[MOAT_SIDE_BASE];
  JsonObject *ours = record->sides[MOAT_SIDE_OURS];
  JsonObject *theirs = record->sides[MOAT_SIDE_THEIRS];
  MoatSide side = ours != NULL ? MOAT_SIDE_OURS : MOAT_SIDE_THEIRS;

  if (ours != NULL && theirs != NULL)
    {
      if (same_object (ours, theirs) || same_object (theirs, base))
        return json_object_ref (ours);
      return same_object (ours, base) ? json_object_ref (theirs)
                                      : merge_members (record->info, record->sides);
    }
  if (base == NULL)
    return json_object_ref (record->sides[side]);

  return record->sides[side] != NULL && moat_merge_is_edited (self, record, side)
             ? moat_merge_keep (record, side)
             : NULL;
}

static void
merge_kind (MoatMerge *self, MoatKind kind)
{
  for (guint side = 0; side < MOAT_N_SIDES; side++)
    {
      GHashTableIter iter;
      gpointer id;

      g_hash_table_iter_init (&iter, self->records[side][kind]);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        {
          MoatMergeRecord record;
          JsonObject *merged;

          if (g_hash_table_contains (self->merged[kind], id))
            continue;
          moat_merge_look_up (self, kind, id, &record);
          merged = merge_record (self, &record);
          if (merged != NULL)
            g_hash_table_insert (self->merged[kind], g_strdup (id), merged);
        }
    }
}

/* ---- The top level ---- */

/* id → JsonObject of an array's elements, all borrowed; NULL when it is no list of records. */
static GHashTable *
index_array (JsonNode *node)
{
  g_autoptr (GHashTable) records = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *array;

  if (node == NULL)
    return g_steal_pointer (&records);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return NULL;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonNode *id = JSON_NODE_HOLDS_OBJECT (element) ? get (json_node_get_object (element), "id") : NULL;

      if (id == NULL || json_node_get_string (id) == NULL
          || !g_hash_table_insert (records, (gpointer) json_node_get_string (id),
                                   json_node_get_object (element)))
        return NULL;
    }

  return g_steal_pointer (&records);
}

/* Records of a kind that this version does not know: added and removed, and changed on one side. */
static gboolean
merge_unknown_records (JsonNode *const *values, JsonNode **merged)
{
  g_autoptr (GHashTable) base = index_array (values[MOAT_SIDE_BASE]);
  g_autoptr (GHashTable) ours = index_array (values[MOAT_SIDE_OURS]);
  g_autoptr (GHashTable) theirs = index_array (values[MOAT_SIDE_THEIRS]);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (JsonArray) result = json_array_new ();
  GHashTable *const sides[] = { ours, theirs };

  if (base == NULL || ours == NULL || theirs == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      GHashTableIter iter;
      gpointer id;

      g_hash_table_iter_init (&iter, sides[i]);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        {
          if (i == 0 || !g_hash_table_contains (ours, id))
            g_ptr_array_add (ids, id);
        }
    }
  g_ptr_array_sort (ids, compare_names);
  for (guint i = 0; i < ids->len; i++)
    {
      gconstpointer id = g_ptr_array_index (ids, i);
      JsonObject *before = g_hash_table_lookup (base, id);
      JsonObject *our = g_hash_table_lookup (ours, id);
      JsonObject *their = g_hash_table_lookup (theirs, id);
      JsonObject *chosen = same_object (our, before) ? their : our;

      if (!same_object (our, their) && !same_object (our, before) && !same_object (their, before))
        return FALSE;
      if (chosen != NULL)
        json_array_add_object_element (result, json_object_ref (chosen));
    }
  *merged = json_array_get_length (result) > 0 ? json_node_init_array (json_node_alloc (), result) : NULL;

  return TRUE;
}

/* The version of the newer side: what is kept in the file may need it. */
static JsonNode *
choose_version (JsonNode *const *values)
{
  JsonNode *ours = values[MOAT_SIDE_OURS];
  JsonNode *theirs = values[MOAT_SIDE_THEIRS];

  if (ours == NULL || theirs == NULL)
    return ours != NULL ? ours : theirs;

  return json_node_get_int (ours) >= json_node_get_int (theirs) ? ours : theirs;
}

static gboolean
is_version (const char *name)
{
  return strcmp (name, "version") == 0 || strcmp (name, "readableFrom") == 0;
}

static gboolean
is_kind_member (const char *name)
{
  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      if (strcmp (moat_kind_get_info ((MoatKind) kind)->member, name) == 0)
        return TRUE;
    }

  return strcmp (name, MOAT_MERGE_CONFLICTS) == 0;
}

static void
merge_other_members (const MoatMerge *self, JsonObject *result)
{
  g_autoptr (GPtrArray) names = list_members (self->roots);

  merge_conflicts (self->roots, result);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      JsonNode *values[MOAT_N_SIDES];
      g_autoptr (JsonNode) merged = NULL;
      gboolean agree;

      if (is_kind_member (name))
        continue;
      get_values (self->roots, name, values);
      agree = merge_value (NULL, name, values, &merged);
      if (!agree && is_version (name))
        {
          set (result, name, choose_version (values));
          continue;
        }
      if (!agree)
        {
          g_clear_pointer (&merged, json_node_unref);
          agree = merge_unknown_records (values, &merged);
        }
      if (!agree)
        moat_merge_add_conflict (result, name, values);
      set (result, name, agree ? merged : values[MOAT_SIDE_OURS]);
    }
}

/* ---- A whole model ---- */

static void
index_side (MoatMerge *self, MoatSide side)
{
  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      JsonNode *node = get (self->roots[side], moat_kind_get_info ((MoatKind) kind)->member);
      GHashTable *records = g_hash_table_new (g_str_hash, g_str_equal);
      JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      self->records[side][kind] = records;
      for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
        {
          JsonObject *record = json_array_get_object_element (array, i);

          g_hash_table_insert (records, (gpointer) json_object_get_string_member (record, "id"), record);
        }
    }
}

static void
merge_model (const MoatMerge *self, JsonObject *result)
{
  const MoatKindInfo *info = moat_kind_get_info (MOAT_KIND_MODEL);
  JsonObject *sides[MOAT_N_SIDES];
  g_autoptr (JsonObject) none = json_object_new ();

  for (guint side = 0; side < MOAT_N_SIDES; side++)
    {
      JsonNode *node = get (self->roots[side], info->member);

      sides[side] = node != NULL ? json_node_get_object (node) : none;
    }
  if (same_object (sides[MOAT_SIDE_THEIRS], sides[MOAT_SIDE_BASE]))
    json_object_set_object_member (result, info->member, json_object_ref (sides[MOAT_SIDE_OURS]));
  else if (same_object (sides[MOAT_SIDE_OURS], sides[MOAT_SIDE_BASE]))
    json_object_set_object_member (result, info->member, json_object_ref (sides[MOAT_SIDE_THEIRS]));
  else
    json_object_set_object_member (result, info->member, merge_members (info, sides));
}

static void
add_records (const MoatMerge *self, MoatKind kind, JsonObject *result)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (JsonArray) array = json_array_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->merged[kind]);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, id);
  g_ptr_array_sort (ids, compare_names);
  for (guint i = 0; i < ids->len; i++)
    json_array_add_object_element (array, json_object_ref (g_hash_table_lookup (self->merged[kind],
                                                                                g_ptr_array_index (ids, i))));
  if (ids->len > 0)
    json_object_set_array_member (result, moat_kind_get_info (kind)->member, g_steal_pointer (&array));
}

JsonNode *
moat_merge (JsonNode *base, JsonNode *ours, JsonNode *theirs)
{
  MoatMerge merge = { .roots = { json_node_get_object (base), json_node_get_object (ours),
                                 json_node_get_object (theirs) } };
  JsonObject *result = json_object_new ();
  JsonNode *node;

  for (guint side = 0; side < MOAT_N_SIDES; side++)
    index_side (&merge, (MoatSide) side);
  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      merge.merged[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                  (GDestroyNotify) json_object_unref);
      merge_kind (&merge, (MoatKind) kind);
    }
  moat_merge_settle_references (&merge);

  merge_other_members (&merge, result);
  merge_model (&merge, result);
  for (guint kind = MOAT_KIND_MODEL + 1; kind < MOAT_N_KINDS; kind++)
    add_records (&merge, (MoatKind) kind, result);

  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      for (guint side = 0; side < MOAT_N_SIDES; side++)
        g_hash_table_unref (merge.records[side][kind]);
      g_hash_table_unref (merge.merged[kind]);
    }
  node = json_node_init_object (json_node_alloc (), result);
  json_object_unref (result);

  return node;
}
