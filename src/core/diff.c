/* What changed between two models. The words stand in diff-words.c and
 * diff-fields.c, what follows from places in diff-crossings.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "diff-private.h"

#include "conflicts.h"
#include "query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many names one line of layout has before it counts. */
#define MAX_NAMES 8

static void
difference_free (gpointer data)
{
  MoatDifference *difference = data;

  g_free (difference->id);
  g_strfreev (difference->ids);
  g_free (difference->field);
  g_free (difference->before);
  g_free (difference->after);
  g_free (difference->use_case_id);
  g_free (difference->use_case);
  g_free (difference->sentence);
  g_free (difference);
}

const char *
moat_difference_get_type_nick (MoatDifferenceType type)
{
  static const char *const nicks[] = { "added", "removed", "changed", "follows", "layout" };

  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (nicks), NULL);

  return nicks[type];
}

/* ---- Sections ---- */

/* Use cases that are gone come last. */
static guint
get_section (MoatDiff *self, MoatDocument *document, MoatRecord *use_case)
{
  GPtrArray *now = moat_document_list (self->new_document, MOAT_KIND_USE_CASE);
  GPtrArray *before = moat_document_list (self->old_document, MOAT_KIND_USE_CASE);
  MoatRecord *current;
  guint index;

  if (use_case == NULL)
    return 0;
  current = moat_document_find_kind (self->new_document, moat_record_get_id (use_case), MOAT_KIND_USE_CASE);
  if (current != NULL && g_ptr_array_find (now, current, &index))
    return index + 1;

  return g_ptr_array_find (before, use_case, &index) ? now->len + index + 1 : 0;
}

MoatDifference *
moat_diff_tell (MoatDiff *self,
                MoatDifferenceType type,
                MoatDocument *document,
                MoatRecord *record,
                char *sentence)
{
  MoatDifference *difference = g_new0 (MoatDifference, 1);
  MoatRecord *use_case = moat_query_use_case (document, record);

  difference->type = type;
  difference->kind = moat_record_get_kind (record);
  difference->id = g_strdup (moat_record_get_id (record));
  difference->sentence = g_strdelimit (sentence, "\r\n\t", ' ');
  difference->section = get_section (self, document, use_case);
  difference->use_case_id = use_case != NULL ? g_strdup (moat_record_get_id (use_case)) : NULL;
  difference->use_case = use_case != NULL ? g_strdup (moat_record_get_title (use_case)) : NULL;
  g_ptr_array_add (self->differences, difference);

  return difference;
}

/* ---- Added and removed ---- */

static const char *
get_parent_id (MoatRecord *record)
{
  const MoatState *state = moat_record_get_state (record);
  const MoatKindInfo *info = moat_kind_get_info (state->kind);

  for (guint i = 0; i < info->n_fields; i++)
    {
      if (info->fields[i].is_parent && info->fields[i].type == MOAT_REF)
        return *(char *const *) MOAT_FIELD_PTR (state, &info->fields[i]);
    }

  return NULL;
}

/* Whether @record came or went only with what it belongs to, which is told already. @other is the model
 * that does not have it.
 */
static gboolean
goes_without_saying (MoatDocument *document, MoatDocument *other, MoatRecord *record, gboolean is_added)
{
  MoatRecord *use_case = moat_query_use_case (document, record);
  const char *parent = get_parent_id (record);

  switch (moat_record_get_kind (record))
    {
    case MOAT_KIND_STEP:
      parent = moat_step_state (record)->flow;
      if (parent != NULL && moat_document_find (other, parent) == NULL)
        return TRUE;
      break;
    case MOAT_KIND_VERIFICATION:
    case MOAT_KIND_PROMPT:
    case MOAT_KIND_EXEMPTION:
      if (!is_added && parent != NULL && moat_document_find (other, parent) == NULL)
        return TRUE;
      break;
    case MOAT_KIND_MODEL:
    case MOAT_KIND_CLASS:
    case MOAT_KIND_USE_CASE:
    case MOAT_KIND_ELEMENT:
    case MOAT_KIND_FLOW:
    case MOAT_KIND_BOUNDARY:
    case MOAT_KIND_NOTE:
    case MOAT_KIND_ASSET:
    case MOAT_KIND_THREAT:
    case MOAT_KIND_DECISION:
    case MOAT_KIND_ASSUMPTION:
    case MOAT_KIND_DEPENDENCY:
    case MOAT_KIND_REVIEW:
    case MOAT_N_KINDS:
      break;
    }

  return !is_added && use_case != NULL && use_case != record
         && moat_document_find (other, moat_record_get_id (use_case)) == NULL;
}

static void
tell_verification (MoatDiff *self, MoatDocument *document, MoatRecord *record, gboolean is_added)
{
  const MoatVerificationState *state = moat_verification_state (record);
  MoatRecord *decision = moat_document_find (document, state->decision);
  g_autofree char *name = moat_diff_name (document, decision != NULL ? decision : record);
  g_autofree char *text = moat_diff_quote (state->text);

  moat_diff_tell (self, is_added ? MOAT_DIFFERENCE_ADDED : MOAT_DIFFERENCE_REMOVED, document, record,
                  is_added ? g_strdup_printf (_ ("%s gained the verification %s."), name, text)
                           : g_strdup_printf (_ ("%s lost its verification %s."), name, text));
}

static void
tell_presence (MoatDiff *self, MoatDocument *document, MoatRecord *record, gboolean is_added)
{
  MoatDocument *other = is_added ? self->old_document : self->new_document;
  g_autofree char *name = NULL;

  if (goes_without_saying (document, other, record, is_added))
    return;
  if (moat_record_get_kind (record) == MOAT_KIND_VERIFICATION)
    {
      tell_verification (self, document, record, is_added);
      return;
    }
  name = moat_diff_name (document, record);
  moat_diff_tell (self, is_added ? MOAT_DIFFERENCE_ADDED : MOAT_DIFFERENCE_REMOVED, document, record,
                  is_added ? g_strdup_printf (_ ("%s was added."), name)
                           : g_strdup_printf (_ ("%s was removed."), name));
}

/* ---- Changed ---- */

static void
note_places (MoatDiff *self, const MoatDiffPair *pair)
{
  const MoatState *before = moat_record_get_state (pair->old_record);
  const MoatState *after = moat_record_get_state (pair->new_record);
  const MoatKindInfo *info = moat_kind_get_info (after->kind);

  for (guint i = 0; i < info->n_fields; i++)
    {
      if (!moat_diff_is_geometry (&info->fields[i]) || moat_field_equal (&info->fields[i], before, after))
        continue;
      g_ptr_array_add (self->moved, pair->new_record);
      break;
    }
  if (g_strcmp0 (before->order, after->order) != 0)
    g_ptr_array_add (self->sorted, pair->new_record);
}

static gboolean
has_equal (GPtrArray *conflicts, const MoatConflict *conflict)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      if (moat_conflict_equal (g_ptr_array_index (conflicts, i), conflict))
        return TRUE;
    }

  return FALSE;
}

/* @before and @after: of MoatConflict. */
static void
tell_conflicts (MoatDiff *self, GPtrArray *before, GPtrArray *after)
{
  for (guint i = 0; i < after->len; i++)
    {
      const MoatConflict *conflict = g_ptr_array_index (after, i);
      g_autofree char *line = NULL;

      if (has_equal (before, conflict))
        continue;
      line = moat_conflict_describe (self->new_document, conflict);
      moat_diff_tell (self, MOAT_DIFFERENCE_CHANGED, self->new_document,
                      conflict->record != NULL ? conflict->record
                                               : moat_document_get_model (self->new_document),
                      g_strdup_printf (_ ("A merge left open: %s"), line));
    }
  for (guint i = 0; i < before->len; i++)
    {
      const MoatConflict *conflict = g_ptr_array_index (before, i);
      g_autofree char *line = NULL;

      if (has_equal (after, conflict))
        continue;
      line = moat_conflict_describe (self->old_document, conflict);
      moat_diff_tell (self, MOAT_DIFFERENCE_CHANGED, self->old_document,
                      conflict->record != NULL ? conflict->record
                                               : moat_document_get_model (self->old_document),
                      g_strdup_printf (_ ("Settled: %s"), line));
    }
}

static void
tell_unknown (MoatDiff *self, const MoatDiffPair *pair)
{
  const MoatState *before = moat_record_get_state (pair->old_record);
  const MoatState *after = moat_record_get_state (pair->new_record);
  g_autoptr (GPtrArray) old_conflicts = NULL;
  g_autoptr (GPtrArray) new_conflicts = NULL;
  g_autofree char *name = NULL;
  guint n_before = self->differences->len;

  if (g_strcmp0 (before->extra, after->extra) == 0)
    return;
  old_conflicts = moat_conflicts_list_of (pair->old_record);
  new_conflicts = moat_conflicts_list_of (pair->new_record);
  tell_conflicts (self, old_conflicts, new_conflicts);
  if (self->differences->len > n_before)
    return;
  name = moat_diff_name (self->new_document, pair->new_record);
  moat_diff_tell (self, MOAT_DIFFERENCE_CHANGED, self->new_document, pair->new_record,
                  g_strdup_printf (_ ("%s: something changed that this version of Moat does not know."),
                                   name));
}

static void
compare_kind (MoatDiff *self, MoatKind kind)
{
  GPtrArray *now = moat_document_list (self->new_document, kind);
  GPtrArray *before = moat_document_list (self->old_document, kind);

  for (guint i = 0; i < now->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (now, i);
      MoatDiffPair pair = { moat_document_find_kind (self->old_document, moat_record_get_id (record), kind),
                            record };

      if (pair.old_record == NULL)
        {
          tell_presence (self, self->new_document, record, TRUE);
          continue;
        }
      if (moat_state_equal (moat_record_get_state (pair.old_record), moat_record_get_state (record)))
        continue;
      moat_diff_tell_fields (self, &pair);
      note_places (self, &pair);
      tell_unknown (self, &pair);
    }
  for (guint i = 0; i < before->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (before, i);

      if (moat_document_find_kind (self->new_document, moat_record_get_id (record), kind) == NULL)
        tell_presence (self, self->old_document, record, FALSE);
    }
}

/* ---- Layout ---- */

/* One line for each use case that has some of @records: their names behind @what. */
static void
tell_layout (MoatDiff *self, GPtrArray *records, const char *field, const char *what)
{
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *use_case = moat_query_use_case (self->new_document, g_ptr_array_index (records, i));
      g_autoptr (GStrvBuilder) ids = NULL;
      g_autoptr (GString) names = NULL;
      MoatDifference *difference;
      guint n_names = 0;

      if (!g_hash_table_add (told, use_case))
        continue;
      ids = g_strv_builder_new ();
      names = g_string_new (NULL);
      for (guint j = i; j < records->len; j++)
        {
          MoatRecord *record = g_ptr_array_index (records, j);
          g_autofree char *name = NULL;

          if (moat_query_use_case (self->new_document, record) != use_case)
            continue;
          g_strv_builder_add (ids, moat_record_get_id (record));
          if (n_names++ >= MAX_NAMES)
            continue;
          name = moat_diff_short_name (self->new_document, record);
          g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
        }
      if (n_names > MAX_NAMES)
        g_string_append_printf (names, _ (" and %u more"), n_names - MAX_NAMES);
      difference = moat_diff_tell (self, MOAT_DIFFERENCE_LAYOUT, self->new_document,
                                   g_ptr_array_index (records, i),
                                   g_strdup_printf (_ ("%s: %s."), what, names->str));
      g_clear_pointer (&difference->id, g_free);
      difference->ids = g_strv_builder_end (ids);
      difference->field = g_strdup (field);
    }
}

static int
compare_sections (gconstpointer a, gconstpointer b)
{
  const MoatDifference *const *left = a;
  const MoatDifference *const *right = b;

  return (*left)->section < (*right)->section ? -1 : (*left)->section > (*right)->section;
}

GPtrArray *
moat_diff (MoatDocument *old_document, MoatDocument *new_document)
{
  g_autoptr (GPtrArray) moved = g_ptr_array_new ();
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (GPtrArray) before = moat_conflicts_list_of_file (old_document);
  g_autoptr (GPtrArray) after = moat_conflicts_list_of_file (new_document);
  MoatDiff self = { .old_document = old_document,
                    .new_document = new_document,
                    .differences = g_ptr_array_new_with_free_func (difference_free),
                    .moved = moved,
                    .sorted = sorted };

  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      compare_kind (&self, (MoatKind) kind);
      if (kind == MOAT_KIND_BOUNDARY)
        moat_diff_tell_crossings (&self);
    }
  tell_conflicts (&self, before, after);
  if (before->len == 0 && after->len == 0
      && g_strcmp0 (moat_document_get_extra (old_document), moat_document_get_extra (new_document)) != 0)
    moat_diff_tell (&self, MOAT_DIFFERENCE_CHANGED, new_document, moat_document_get_model (new_document),
                    g_strdup (_ ("The file: something changed that this version of Moat does not know.")));
  /* TRANSLATORS: a list of names follows behind a colon. */
  tell_layout (&self, moved, "place", _ ("Moved, resized or routed anew"));
  /* TRANSLATORS: a list of names follows behind a colon. */
  tell_layout (&self, sorted, "order", _ ("Put in another order"));
  g_ptr_array_sort (self.differences, compare_sections);

  return self.differences;
}
