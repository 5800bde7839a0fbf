/* Which mark each record of the diagram gets (see comparison.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "comparison-private.h"

#include "query.h"

G_DEFINE_FINAL_TYPE (MoatComparison, moat_comparison, G_TYPE_OBJECT)

/* What the mark of each type of difference is, of a record of the diagram itself. */
static const MoatMark marks[] = {
  [MOAT_DIFFERENCE_ADDED] = MOAT_MARK_ADDED,     [MOAT_DIFFERENCE_REMOVED] = MOAT_MARK_REMOVED,
  [MOAT_DIFFERENCE_CHANGED] = MOAT_MARK_CHANGED, [MOAT_DIFFERENCE_FOLLOWS] = MOAT_MARK_CHANGED,
  [MOAT_DIFFERENCE_LAYOUT] = MOAT_MARK_MOVED,
};

/* The strongest counts. */
static void
put_mark (MoatComparison *self, const char *id, MoatMark mark)
{
  if (moat_comparison_get_mark (self, id) < mark)
    g_hash_table_replace (self->marks, g_strdup (id), GINT_TO_POINTER (mark));
}

/* What something that is not drawn itself is seen at has changed, if it is still there. */
static void
mark_place (MoatComparison *self, MoatDocument *document, MoatRecord *record)
{
  MoatRecord *place = record != NULL ? moat_query_place (document, record) : NULL;

  if (place != NULL && moat_document_find (self->after, moat_record_get_id (place)) != NULL)
    put_mark (self, moat_record_get_id (place), MOAT_MARK_CHANGED);
}

/* A decision is seen at all the moves that it stops. */
static void
mark_decision (MoatComparison *self, MoatDocument *document, MoatRecord *decision)
{
  const MoatList *threats = moat_decision_state (decision)->threats;

  for (guint i = 0; i < moat_list_len (threats); i++)
    mark_place (self, document, moat_document_find (document, moat_list_get (threats, i)));
}

static void
mark_record (MoatComparison *self, const MoatDifference *difference)
{
  MoatDocument *document = difference->type == MOAT_DIFFERENCE_REMOVED ? self->before : self->after;
  MoatRecord *record = moat_document_find (document, difference->id);
  MoatRecord *place = record != NULL ? moat_query_place (document, record) : NULL;

  if (record == NULL)
    return;
  if (moat_record_get_kind (record) == MOAT_KIND_VERIFICATION)
    record = moat_document_find (document, moat_verification_state (record)->decision);
  if (place == record)
    put_mark (self, difference->id, marks[difference->type]);
  else if (record != NULL && moat_record_get_kind (record) == MOAT_KIND_DECISION)
    mark_decision (self, document, record);
  else
    mark_place (self, document, record);
}

static void
mark_layout (MoatComparison *self, const MoatDifference *difference)
{
  if (g_strcmp0 (difference->field, "place") != 0)
    return;
  for (char **id = difference->ids; *id != NULL; id++)
    {
      MoatRecord *record = moat_document_find (self->after, *id);

      put_mark (self, *id, MOAT_MARK_MOVED);
      if (moat_record_get_kind (record) == MOAT_KIND_BOUNDARY)
        g_hash_table_add (self->moved, g_strdup (*id));
    }
}

/* A use case that went takes all that was in it along, which nobody tells one by one. */
static void
mark_removed_contents (MoatComparison *self)
{
  static const MoatKind kinds[] = { MOAT_KIND_ELEMENT, MOAT_KIND_FLOW, MOAT_KIND_BOUNDARY, MOAT_KIND_NOTE };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *records = moat_document_list (self->before, kinds[i]);

      for (guint j = 0; j < records->len; j++)
        {
          const char *id = moat_record_get_id (g_ptr_array_index (records, j));

          if (moat_document_find_kind (self->after, id, kinds[i]) == NULL)
            put_mark (self, id, MOAT_MARK_REMOVED);
        }
    }
}

static void
moat_comparison_finalize (GObject *object)
{
  MoatComparison *self = MOAT_COMPARISON (object);

  g_clear_object (&self->scene);
  g_clear_object (&self->measure);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  g_hash_table_unref (self->marks);
  g_hash_table_unref (self->moved);
  g_clear_object (&self->before);
  g_clear_object (&self->after);
  G_OBJECT_CLASS (moat_comparison_parent_class)->finalize (object);
}

static void
moat_comparison_class_init (MoatComparisonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_comparison_finalize;
}

static void
moat_comparison_init (MoatComparison *self)
{
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->moved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

MoatComparison *
moat_comparison_new (MoatDocument *before, MoatDocument *after)
{
  MoatComparison *self;

  g_return_val_if_fail (MOAT_IS_DOCUMENT (before), NULL);
  g_return_val_if_fail (MOAT_IS_DOCUMENT (after), NULL);

  self = g_object_new (MOAT_TYPE_COMPARISON, NULL);
  self->before = g_object_ref (before);
  self->after = g_object_ref (after);
  self->differences = moat_diff (before, after);
  for (guint i = 0; i < self->differences->len; i++)
    {
      const MoatDifference *difference = g_ptr_array_index (self->differences, i);

      if (difference->type == MOAT_DIFFERENCE_LAYOUT)
        mark_layout (self, difference);
      else
        mark_record (self, difference);
    }
  mark_removed_contents (self);

  return self;
}

MoatDocument *
moat_comparison_get_before (MoatComparison *self)
{
  g_return_val_if_fail (MOAT_IS_COMPARISON (self), NULL);

  return self->before;
}

MoatDocument *
moat_comparison_get_after (MoatComparison *self)
{
  g_return_val_if_fail (MOAT_IS_COMPARISON (self), NULL);

  return self->after;
}

char *
moat_comparison_describe (MoatComparison *self, const char *use_case_id)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (MOAT_IS_COMPARISON (self), g_string_free (text, FALSE));

  for (guint i = 0; i < self->differences->len; i++)
    {
      const MoatDifference *difference = g_ptr_array_index (self->differences, i);

      if (g_strcmp0 (difference->use_case_id, use_case_id) == 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", difference->sentence);
    }

  return g_string_free (text, FALSE);
}

GPtrArray *
moat_comparison_get_differences (MoatComparison *self)
{
  g_return_val_if_fail (MOAT_IS_COMPARISON (self), NULL);

  return self->differences;
}

MoatMark
moat_comparison_get_mark (MoatComparison *self, const char *id)
{
  g_return_val_if_fail (MOAT_IS_COMPARISON (self), MOAT_MARK_NONE);

  return (MoatMark) GPOINTER_TO_INT (g_hash_table_lookup (self->marks, id));
}

/* The ids of the use cases of @document that @touched has, in their order; each is taken out. */
static void
collect_use_cases (MoatDocument *document, GHashTable *touched, GPtrArray *ids)
{
  GPtrArray *use_cases = moat_document_list (document, MOAT_KIND_USE_CASE);

  for (guint i = 0; i < use_cases->len; i++)
    {
      const char *id = moat_record_get_id (g_ptr_array_index (use_cases, i));

      if (g_hash_table_remove (touched, id))
        g_ptr_array_add (ids, (gpointer) id);
    }
}

GPtrArray *
moat_comparison_list_use_cases (MoatComparison *self)
{
  g_autoptr (GHashTable) touched = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *ids = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id, mark;

  g_return_val_if_fail (MOAT_IS_COMPARISON (self), ids);

  g_hash_table_iter_init (&iter, self->marks);
  while (g_hash_table_iter_next (&iter, &id, &mark))
    {
      MoatDocument *document = GPOINTER_TO_INT (mark) == MOAT_MARK_REMOVED ? self->before : self->after;
      MoatRecord *record = moat_document_find (document, id);
      MoatRecord *use_case = record != NULL ? moat_query_use_case (document, record) : NULL;

      if (use_case != NULL)
        g_hash_table_add (touched, (gpointer) moat_record_get_id (use_case));
    }
  collect_use_cases (self->after, touched, ids);
  collect_use_cases (self->before, touched, ids);

  return ids;
}
