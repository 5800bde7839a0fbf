/* What a merge left to people: conflicts as they stand in a model, and what to
 * call them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "conflicts.h"

#include "json-text.h"
#include "merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Characters of a text that one line quotes. */
#define MAX_QUOTED 80

static const char *const side_names[] = { MOAT_MERGE_BASE, MOAT_MERGE_OURS, MOAT_MERGE_THEIRS };

void
moat_conflict_free (MoatConflict *conflict)
{
  if (conflict == NULL)
    return;
  g_clear_object (&conflict->record);
  for (guint side = 0; side < MOAT_N_CONFLICT_SIDES; side++)
    g_clear_pointer (&conflict->values[side], json_node_unref);
  g_clear_pointer (&conflict->entry, json_node_unref);
  g_free (conflict->name);
  g_free (conflict);
}

gboolean
moat_conflict_equal (const MoatConflict *a, const MoatConflict *b)
{
  const char *a_id = a->record != NULL ? moat_record_get_id (a->record) : NULL;
  const char *b_id = b->record != NULL ? moat_record_get_id (b->record) : NULL;

  return g_strcmp0 (a_id, b_id) == 0 && g_strcmp0 (a->name, b->name) == 0
         && json_node_equal (a->entry, b->entry);
}

/* ---- Reading ---- */

static gboolean
is_string (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

/* One entry; NULL of what is none, as somebody may have written. */
static MoatConflict *
read_entry (MoatRecord *record, const char *name, JsonNode *node)
{
  JsonObject *entry = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *deleted_by = entry != NULL ? json_object_get_member (entry, MOAT_MERGE_DELETED_BY) : NULL;
  MoatConflict *conflict;

  if (entry == NULL)
    return NULL;
  conflict = g_new0 (MoatConflict, 1);
  conflict->record = record != NULL ? g_object_ref (record) : NULL;
  conflict->entry = json_node_ref (node);
  if (record != NULL && strcmp (name, MOAT_MERGE_RECORD) == 0 && is_string (deleted_by))
    {
      conflict->deleted_by = strcmp (json_node_get_string (deleted_by), MOAT_MERGE_OURS) == 0
                                 ? MOAT_CONFLICT_OURS
                                 : MOAT_CONFLICT_THEIRS;
      return conflict;
    }
  conflict->name = g_strdup (name);
  for (guint side = 0; side < MOAT_N_CONFLICT_SIDES; side++)
    {
      JsonNode *value = json_object_get_member (entry, side_names[side]);

      conflict->values[side] = value != NULL ? json_node_ref (value) : NULL;
    }

  return conflict;
}

gboolean
moat_conflicts_has (const char *extra)
{
  return extra != NULL && strstr (extra, "\"" MOAT_MERGE_CONFLICTS "\"") != NULL;
}

/* @extra: members that this version keeps without knowing them, as text; may be NULL. */
static void
read_extra (MoatRecord *record, const char *extra, GPtrArray *conflicts)
{
  g_autoptr (JsonNode) node = NULL;
  JsonNode *member;
  JsonObjectIter iter;
  const char *name;
  JsonNode *entry;

  /* Most records have none, and are not worth parsing. */
  if (!moat_conflicts_has (extra))
    return;
  node = json_from_string (extra, NULL);
  member = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
               ? json_object_get_member (json_node_get_object (node), MOAT_MERGE_CONFLICTS)
               : NULL;
  if (member == NULL || !JSON_NODE_HOLDS_OBJECT (member))
    return;
  json_object_iter_init_ordered (&iter, json_node_get_object (member));
  while (json_object_iter_next_ordered (&iter, &name, &entry))
    {
      MoatConflict *conflict = read_entry (record, name, entry);

      if (conflict != NULL)
        g_ptr_array_add (conflicts, conflict);
    }
}

GPtrArray *
moat_conflicts_list_of (MoatRecord *record)
{
  GPtrArray *conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) moat_conflict_free);
  const MoatState *state = moat_record_get_state (record);

  if (state != NULL)
    read_extra (record, state->extra, conflicts);

  return conflicts;
}

GPtrArray *
moat_conflicts_list_of_file (MoatDocument *document)
{
  GPtrArray *conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) moat_conflict_free);

  read_extra (NULL, moat_document_get_extra (document), conflicts);

  return conflicts;
}

GPtrArray *
moat_conflicts_list (MoatDocument *document)
{
  GPtrArray *conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) moat_conflict_free);

  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      GPtrArray *list = moat_document_list (document, (MoatKind) kind);

      for (guint i = 0; i < list->len; i++)
        {
          MoatRecord *record = g_ptr_array_index (list, i);

          read_extra (record, moat_record_get_state (record)->extra, conflicts);
        }
    }
  read_extra (NULL, moat_document_get_extra (document), conflicts);

  return conflicts;
}

/* ---- Forgetting ---- */

/* @extra without its conflict about @name, or with NULL without any. Owned; NULL when nothing is left. */
static char *
without_conflict (const char *extra, const char *name)
{
  g_autoptr (JsonNode) node = moat_conflicts_has (extra) ? json_from_string (extra, NULL) : NULL;
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  JsonNode *member = object != NULL ? json_object_get_member (object, MOAT_MERGE_CONFLICTS) : NULL;
  JsonObject *entries = member != NULL && JSON_NODE_HOLDS_OBJECT (member) ? json_node_get_object (member)
                                                                          : NULL;
  GString *text;

  if (entries == NULL || (name != NULL && !json_object_has_member (entries, name)))
    return g_strdup (extra);
  if (name != NULL)
    json_object_remove_member (entries, name);
  if (name == NULL || json_object_get_size (entries) == 0)
    json_object_remove_member (object, MOAT_MERGE_CONFLICTS);
  if (json_object_get_size (object) == 0)
    return NULL;
  text = g_string_new (NULL);
  moat_json_append_node (text, node, 0);

  return g_string_free (text, FALSE);
}

char *
moat_conflicts_strip (const char *extra)
{
  return without_conflict (extra, NULL);
}

void
moat_conflict_forget (MoatDocument *document, const MoatConflict *conflict)
{
  const char *name = conflict->name != NULL ? conflict->name : MOAT_MERGE_RECORD;

  if (conflict->record == NULL)
    {
      g_autofree char *extra = without_conflict (moat_document_get_extra (document), name);

      moat_document_set_extra (document, extra);
    }
  else if (moat_record_is_live (conflict->record))
    {
      MoatState *state = moat_document_edit (document, conflict->record);

      moat_text_take (&state->extra, without_conflict (state->extra, name));
    }
}

/* ---- Words ---- */

static const MoatField *
get_field (const MoatConflict *conflict)
{
  return conflict->record != NULL && conflict->name != NULL
             ? moat_kind_find_field (moat_record_get_kind (conflict->record), conflict->name)
             : NULL;
}

const char *
moat_conflict_get_label (const MoatConflict *conflict)
{
  const MoatField *field = get_field (conflict);

  if (field != NULL)
    return _ (field->label);
  if (conflict->record != NULL && g_strcmp0 (conflict->name, "order") == 0)
    return _ ("Place in the list");

  return conflict->name != NULL ? conflict->name : _ ("Deleted");
}

static char *
quote (const char *text)
{
  g_autofree char *shortened = moat_text_shorten (text, MAX_QUOTED);

  g_strdelimit (shortened, "\r\n\t", ' ');

  return g_strdup_printf (_ ("“%s”"), shortened);
}

static void
append_word (MoatDocument *document, const MoatField *field, JsonNode *node, GString *text)
{
  const char *word = json_node_get_string (node);
  MoatRecord *named = field != NULL && field->ref_kinds != 0 ? moat_document_find (document, word) : NULL;
  const char *title = named != NULL ? moat_record_get_title (named) : "";
  int value;

  if (field != NULL && field->values != NULL && moat_value_from_nick (field->values, word, &value))
    g_string_append (text, moat_value_get_label (field->values, value));
  else
    g_string_append (text, *title != '\0' ? title : word);
}

static void
append_value (MoatDocument *document, const MoatField *field, JsonNode *node, GString *text)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          if (i > 0)
            g_string_append (text, ", ");
          append_value (document, field, json_array_get_element (array, i), text);
        }
    }
  else if (is_string (node))
    {
      append_word (document, field, node, text);
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    {
      g_string_append (text, json_node_get_boolean (node) ? _ ("Yes") : _ ("No"));
    }
  else
    {
      g_autofree char *json = json_to_string (node, FALSE);

      g_string_append (text, json);
    }
}

/* A step that is a flow is called by it. Borrowed, maybe "". */
static const char *
get_title (MoatDocument *document, MoatRecord *record)
{
  const char *title = moat_record_get_title (record);
  MoatRecord *flow = *title == '\0' && moat_record_get_kind (record) == MOAT_KIND_STEP
                         ? moat_document_find (document, moat_step_state (record)->flow)
                         : NULL;

  return flow != NULL ? moat_record_get_title (flow) : title;
}

const char *
moat_conflict_get_title (MoatDocument *document, const MoatConflict *conflict)
{
  return conflict->record != NULL ? get_title (document, conflict->record) : "";
}

/* What a record's list is ordered under: its parent's id, or "". */
static const char *
get_parent (MoatRecord *record)
{
  const MoatState *state = moat_record_get_state (record);
  const MoatKindInfo *info = moat_kind_get_info (state->kind);

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].is_parent && info->fields[i].type == MOAT_REF)
      return moat_text_get (*(char *const *) MOAT_FIELD_PTR (state, &info->fields[i]));

  return "";
}

/* The one that is just before that place now, the record itself left out, or NULL. */
static MoatRecord *
find_before (MoatDocument *document, MoatRecord *record, const char *order)
{
  GPtrArray *list = moat_document_list (document, moat_record_get_kind (record));
  const char *parent = get_parent (record);
  MoatRecord *before = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      MoatRecord *other = g_ptr_array_index (list, i);

      if (other != record && strcmp (moat_text_get (moat_record_get_state (other)->order), order) < 0
          && strcmp (get_parent (other), parent) == 0)
        before = other;
    }

  return before;
}

/* A key says nothing to people; what stands before does. */
static void
append_order (MoatDocument *document, const MoatConflict *conflict, JsonNode *node, GString *text)
{
  MoatRecord *before = find_before (document, conflict->record, json_node_get_string (node));
  const char *title = before != NULL ? get_title (document, before) : "";

  if (before == NULL)
    g_string_append (text, _ ("First"));
  else
    g_string_append_printf (text, _ ("After “%s”"), *title != '\0' ? title : moat_record_get_id (before));
}

/* [x, y, width, height], rounded: nobody drew it by the thousandth. */
static gboolean
append_box (const MoatField *field, JsonNode *node, GString *text)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (field == NULL || field->type != MOAT_RECT || array == NULL || json_array_get_length (array) != 4)
    return FALSE;
  /* TRANSLATORS: the size of a box in the diagram, and where its left upper corner is. */
  g_string_append_printf (text, _ ("%.0f × %.0f at %.0f, %.0f"), json_array_get_double_element (array, 2),
                          json_array_get_double_element (array, 3), json_array_get_double_element (array, 0),
                          json_array_get_double_element (array, 1));

  return TRUE;
}

char *
moat_conflict_dup_value (MoatDocument *document, const MoatConflict *conflict, MoatConflictSide side)
{
  const MoatField *field = get_field (conflict);
  GString *text = g_string_new (NULL);
  gboolean is_order = field == NULL && conflict->record != NULL && g_strcmp0 (conflict->name, "order") == 0;

  if (is_order && is_string (conflict->values[side]))
    append_order (document, conflict, conflict->values[side], text);
  else if (conflict->values[side] != NULL && append_box (field, conflict->values[side], text))
    return g_string_free (text, FALSE);
  else if (conflict->values[side] != NULL)
    append_value (document, field, conflict->values[side], text);
  else if (field != NULL && field->type == MOAT_ENUM)
    g_string_append (text, moat_value_get_label (field->values, 0));
  else
    /* TRANSLATORS: what a field says that nothing was typed into. */
    g_string_append (text, _ ("nothing"));

  return g_string_free (text, FALSE);
}

/* "Decision “Look the record up…”", or the file. */
static char *
name_subject (MoatDocument *document, const MoatConflict *conflict)
{
  const char *title = moat_conflict_get_title (document, conflict);
  const char *label;
  g_autofree char *quoted = NULL;

  if (conflict->record == NULL)
    return g_strdup (_ ("The file"));
  label = _ (moat_kind_get_info (moat_record_get_kind (conflict->record))->label);
  if (*title == '\0')
    return g_strdup_printf ("%s %s", label, moat_record_get_id (conflict->record));
  quoted = quote (title);

  /* TRANSLATORS: a kind of record and its name in quotes: Decision “Expire tokens”. */
  return g_strdup_printf (_ ("%s %s"), label, quoted);
}

char *
moat_conflict_describe (MoatDocument *document, const MoatConflict *conflict)
{
  g_autofree char *subject = name_subject (document, conflict);
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *our_quote = NULL;
  g_autofree char *their_quote = NULL;

  if (conflict->name == NULL && conflict->deleted_by == MOAT_CONFLICT_OURS)
    return g_strdup_printf (_ ("%s: deleted in ours, but changed or used in theirs; it was kept."), subject);
  if (conflict->name == NULL)
    return g_strdup_printf (_ ("%s: deleted in theirs, but changed or used in ours; it was kept."), subject);

  ours = moat_conflict_dup_value (document, conflict, MOAT_CONFLICT_OURS);
  theirs = moat_conflict_dup_value (document, conflict, MOAT_CONFLICT_THEIRS);
  our_quote = quote (ours);
  their_quote = quote (theirs);

  /* TRANSLATORS: what is in conflict, which of its fields, and both values in quotes. */
  return g_strdup_printf (_ ("%s, %s: ours says %s, theirs says %s."), subject,
                          moat_conflict_get_label (conflict), our_quote, their_quote);
}
