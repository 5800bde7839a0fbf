/* Cells of SECURITY.md that stand for other records: a move's mitigations, a
 * decision's moves and proofs, a verification's decision. Each line is one of
 * them; which one, is found by comparing with what the cell said before.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sync-private.h"

#include "edit.h"
#include "ids.h"
#include "markdown.h"
#include "place.h"
#include "query.h"
#include "security-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
moat_sync_is_list (const MoatSecurityColumn *column)
{
  return column->meaning == MOAT_CELL_MITIGATIONS || column->meaning == MOAT_CELL_MOVES
         || column->meaning == MOAT_CELL_PROOFS || column->meaning == MOAT_CELL_DECISION;
}

/* ---- Who stands in a cell ---- */

static void
owner_free (gpointer data)
{
  MoatSyncOwner *owner = data;

  g_free (owner->id);
  g_strfreev (owner->lines);
  g_free (owner);
}

/* The lines of a cell that says @text. */
static GStrv
dup_lines (const char *text)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  GString *cell = g_string_new (NULL);
  g_auto (GStrv) texts = NULL;

  moat_markdown_append (cell, text, "<br>");
  g_ptr_array_add (cells, g_string_free (cell, FALSE));
  texts = moat_security_read_cells (cells);

  return g_strsplit (moat_text_get (texts[0]), "\n", -1);
}

static void
add_owner (GPtrArray *owners, MoatRecord *record)
{
  MoatSyncOwner *owner;

  if (record == NULL || *moat_record_get_title (record) == '\0')
    return;
  owner = g_new0 (MoatSyncOwner, 1);
  owner->id = g_strdup (moat_record_get_id (record));
  owner->lines = dup_lines (moat_record_get_title (record));
  g_ptr_array_add (owners, owner);
}

static void
add_moves (MoatSyncJob *job, GPtrArray *owners, MoatRecord *decision)
{
  const MoatList *ids = moat_decision_state (decision)->threats;

  for (guint i = 0; i < moat_list_len (ids); i++)
    {
      MoatRecord *threat = moat_document_find_kind (job->document, moat_list_get (ids, i), MOAT_KIND_THREAT);

      if (threat != NULL && !moat_threat_state (threat)->is_private)
        add_owner (owners, threat);
    }
}

GPtrArray *
moat_sync_list_owners (MoatSyncJob *job, const MoatSecurityColumn *column, const char *id)
{
  GPtrArray *owners = g_ptr_array_new_with_free_func (owner_free);
  MoatRecord *record = moat_document_find (job->document, id);
  g_autoptr (GPtrArray) others = NULL;

  if (record == NULL)
    return owners;
  if (column->meaning == MOAT_CELL_MOVES)
    add_moves (job, owners, record);
  else if (column->meaning == MOAT_CELL_DECISION)
    add_owner (owners, moat_document_find (job->document, moat_verification_state (record)->decision));
  else if (column->meaning == MOAT_CELL_MITIGATIONS)
    others = moat_query_decisions (job->document, id);
  else if (column->meaning == MOAT_CELL_PROOFS)
    others = moat_document_list_children (job->document, id, MOAT_KIND_VERIFICATION);
  for (guint i = 0; others != NULL && i < others->len; i++)
    if (column->meaning == MOAT_CELL_PROOFS
        || moat_security_is_public_decision (g_ptr_array_index (others, i)))
      add_owner (owners, g_ptr_array_index (others, i));

  return owners;
}

/* ---- Finding and making ---- */

static gboolean
same_words (const char *a, const char *b)
{
  g_autofree char *left = g_utf8_casefold (a, -1);
  g_autofree char *right = g_utf8_casefold (b, -1);

  return moat_security_digest (left) == moat_security_digest (right);
}

static gboolean
is_shown (MoatSyncJob *job, MoatRecord *record)
{
  MoatRecord *use_case = job->use_case != NULL ? moat_query_use_case (job->document, record) : NULL;

  if (job->use_case != NULL
      && (use_case == NULL || strcmp (moat_record_get_id (use_case), job->use_case) != 0))
    return FALSE;
  if (moat_record_get_kind (record) == MOAT_KIND_THREAT)
    return !moat_threat_state (record)->is_private;

  return moat_security_is_public_decision (record);
}

MoatRecord *
moat_sync_find_words (MoatSyncJob *job, MoatKind kind, const char *words)
{
  MoatRecord *by_id = moat_document_find_kind (job->document, words, kind);
  GPtrArray *records = moat_document_list (job->document, kind);

  if (by_id != NULL && is_shown (job, by_id))
    return by_id;
  for (guint i = 0; *words != '\0' && i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);

      if (is_shown (job, record) && same_words (moat_record_get_title (record), words))
        return record;
    }

  return NULL;
}

/* An id that somebody thought of has a digit in it; words such as "new" are none. */
static gboolean
is_meant_as_id (MoatSyncJob *job, const char *id)
{
  return moat_id_is_valid (id) && strcspn (id, "0123456789") < strlen (id)
         && moat_document_find (job->document, id) == NULL;
}

MoatRecord *
moat_sync_add_record (MoatSyncJob *job, MoatKind kind, const char *wanted_id, const char *words)
{
  const MoatModelState *model = moat_model_state (moat_document_get_model (job->document));
  MoatRecord *record = wanted_id != NULL && is_meant_as_id (job, wanted_id)
                           ? moat_document_add (job->document, kind, wanted_id)
                           : NULL;

  for (guint n = 1; record == NULL; n++)
    {
      g_autofree char *source = g_strdup_printf ("security-md/%s/%s/%u", moat_text_get (model->id), words, n);
      g_autofree char *id = moat_id_from_text (kind, source);

      record = moat_document_add (job->document, kind, id);
    }

  return record;
}

/* ---- Where a new move hangs ---- */

static gboolean
is_word_end (const char *before, const char *after)
{
  return (before == NULL || !g_unichar_isalnum (g_utf8_get_char (before)))
         && !g_unichar_isalnum (g_utf8_get_char (after));
}

/* Whether @words stand in @text, both case-folded, as words of their own. */
static gboolean
contains_words (const char *text, const char *words)
{
  gsize length = strlen (words);

  for (const char *at = text; length > 0 && (at = strstr (at, words)) != NULL; at++)
    if (is_word_end (at > text ? g_utf8_prev_char (at) : NULL, at + length))
      return TRUE;

  return FALSE;
}

static gsize
measure_flow (MoatSyncJob *job, MoatRecord *flow, const char *text)
{
  g_autofree char *ends = moat_query_flow_ends (job->document, flow);
  guint number = moat_query_number (job->document, flow);
  g_autofree char *by_number = g_strdup_printf ("flow %u", number);
  g_autofree char *by_step = g_strdup_printf ("step %u", number);
  const char *names[] = { moat_record_get_title (flow), ends, number > 0 ? by_number : "",
                          number > 0 ? by_step : "" };
  gsize longest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *folded = g_utf8_casefold (names[i], -1);

      if (contains_words (text, folded))
        longest = MAX (longest, strlen (folded));
    }

  return longest;
}

/* The flow that is named in the text, the longest name first. */
static MoatRecord *
find_flow_in (MoatSyncJob *job, const char *words)
{
  g_autoptr (GString) arrows = g_string_new (words);
  g_autofree char *text = NULL;
  GPtrArray *flows = moat_document_list (job->document, MOAT_KIND_FLOW);
  MoatRecord *best = NULL;
  gsize longest = 0;

  g_string_replace (arrows, "->", "→", 0);
  text = g_utf8_casefold (arrows->str, -1);
  for (guint i = 0; i < flows->len; i++)
    {
      MoatRecord *flow = g_ptr_array_index (flows, i);
      MoatRecord *use_case = moat_query_use_case (job->document, flow);
      gsize length;

      if (job->use_case != NULL
          && (use_case == NULL || strcmp (moat_record_get_id (use_case), job->use_case) != 0))
        continue;
      length = measure_flow (job, flow, text);
      if (length > longest)
        {
          longest = length;
          best = flow;
        }
    }

  return best;
}

static MoatRecord *
find_place (MoatSyncJob *job, const MoatSecurityRow *row, const char *words)
{
  GPtrArray *use_cases = moat_document_list (job->document, MOAT_KIND_USE_CASE);
  MoatRecord *place = NULL;

  for (guint i = 0; row->place != NULL && place == NULL && i < use_cases->len; i++)
    {
      const char *id = moat_record_get_id (g_ptr_array_index (use_cases, i));

      if (job->use_case == NULL || strcmp (id, job->use_case) == 0)
        place = moat_place_find (job->document, id, row->place);
    }
  if (place == NULL && row->place != NULL)
    place = find_flow_in (job, row->place);
  if (place == NULL)
    place = find_flow_in (job, words);
  for (guint i = 0; place == NULL && i < MOAT_SECURITY_MAX_COLUMNS; i++)
    if (row->cells[i] != NULL)
      place = find_flow_in (job, row->cells[i]);
  if (place == NULL)
    place = moat_document_find (job->document, job->use_case);

  return place != NULL ? place : moat_query_first_use_case (job->document);
}

MoatRecord *
moat_sync_add_threat (MoatSyncJob *job, const MoatSecurityRow *row, const char *wanted_id, const char *words)
{
  MoatRecord *place = find_place (job, row, words);
  MoatRecord *threat = moat_sync_add_record (job, MOAT_KIND_THREAT, wanted_id, words);
  MoatThreatState *state = moat_document_edit (job->document, threat);

  moat_text_set (&state->on, moat_record_get_id (place));
  moat_text_set (&state->text, words);

  return threat;
}

/* ---- What was done to a line ---- */

typedef struct
{
  MoatSyncJob *job;
  MoatSyncRow *row;
  guint column;
  const MoatSecurityColumn *info;
  MoatRecord *record; /* whose row it is */
} Edit;

static void
report (const Edit *edit, MoatSyncType type, const char *model, const char *file, char *message)
{
  moat_sync_report (edit->job, type, edit->row, edit->column, model, file, message);
}

static void
link_decision (const Edit *edit, MoatRecord *decision, MoatRecord *threat)
{
  moat_edit_link_decision (edit->job->document, decision, threat);
}

static void
add_proof (const Edit *edit, const char *words)
{
  g_autoptr (GPtrArray) proofs = moat_document_list_children (edit->job->document, edit->row->id,
                                                              MOAT_KIND_VERIFICATION);
  MoatRecord *proof;
  MoatVerificationState *state;

  for (guint i = 0; i < proofs->len; i++)
    if (same_words (moat_record_get_title (g_ptr_array_index (proofs, i)), words))
      return;
  proof = moat_sync_add_record (edit->job, MOAT_KIND_VERIFICATION, NULL, words);
  state = moat_document_edit (edit->job->document, proof);
  moat_text_set (&state->decision, edit->row->id);
  moat_text_set (&state->text, words);
}

static void
add_mitigation (const Edit *edit, const char *words)
{
  MoatRecord *decision = moat_sync_find_words (edit->job, MOAT_KIND_DECISION, words);

  if (decision == NULL)
    {
      decision = moat_sync_add_record (edit->job, MOAT_KIND_DECISION, NULL, words);
      moat_text_set (&((MoatDecisionState *) moat_document_edit (edit->job->document, decision))->text,
                     words);
    }
  link_decision (edit, decision, edit->record);
}

static void
add_move (const Edit *edit, const char *words)
{
  MoatRecord *threat = moat_sync_find_words (edit->job, MOAT_KIND_THREAT, words);

  if (threat == NULL)
    threat = moat_sync_add_threat (edit->job, edit->row->row, NULL, words);
  link_decision (edit, edit->record, threat);
}

static void
add_line (const Edit *edit, const char *words)
{
  if (edit->info->meaning == MOAT_CELL_PROOFS)
    add_proof (edit, words);
  else if (edit->info->meaning == MOAT_CELL_MITIGATIONS)
    add_mitigation (edit, words);
  else if (edit->info->meaning == MOAT_CELL_MOVES)
    add_move (edit, words);
  report (edit, MOAT_SYNC_TAKEN, NULL, words, NULL);
}

/* FALSE when the record would go with it and nobody said so. */
static gboolean
may_delete (const Edit *edit, MoatRecord *record)
{
  if (edit->job->options->prune || moat_sync_is_wanted (edit->job, edit->row, edit->column))
    return TRUE;
  report (edit, MOAT_SYNC_MISSING, moat_record_get_title (record), NULL, NULL);

  return FALSE;
}

static void
remove_mitigation (const Edit *edit, MoatRecord *decision)
{
  if (moat_list_len (moat_decision_state (decision)->threats) == 1 && !may_delete (edit, decision))
    return;
  report (edit, MOAT_SYNC_TAKEN, moat_record_get_title (decision), NULL, NULL);
  moat_edit_unlink_decision (edit->job->document, decision, edit->record);
}

static void
remove_move (const Edit *edit, MoatRecord *threat)
{
  if (moat_list_len (moat_decision_state (edit->record)->threats) == 1)
    {
      report (edit, MOAT_SYNC_REFUSED, moat_record_get_title (threat), NULL,
              g_strdup (_ ("A decision stops at least one move; delete its row instead.")));
      return;
    }
  report (edit, MOAT_SYNC_TAKEN, moat_record_get_title (threat), NULL, NULL);
  moat_edit_unlink_decision (edit->job->document, edit->record, threat);
}

static void
remove_line (const Edit *edit, MoatRecord *record)
{
  if (edit->info->meaning == MOAT_CELL_MITIGATIONS)
    remove_mitigation (edit, record);
  else if (edit->info->meaning == MOAT_CELL_MOVES)
    remove_move (edit, record);
  else if (edit->info->meaning == MOAT_CELL_PROOFS && may_delete (edit, record))
    {
      report (edit, MOAT_SYNC_DELETED, moat_record_get_title (record), NULL, NULL);
      moat_document_remove (edit->job->document, record);
    }
}

/* Puts another record that is there already in the place of @record; FALSE when the words are of none. */
static gboolean
relink (const Edit *edit, MoatRecord *record, const char *words)
{
  MoatKind kind = moat_record_get_kind (record);
  MoatRecord *other = kind == MOAT_KIND_VERIFICATION ? NULL : moat_sync_find_words (edit->job, kind, words);

  if (other == NULL || other == record)
    return FALSE;
  if (edit->info->meaning == MOAT_CELL_DECISION)
    {
      MoatVerificationState *state = moat_document_edit (edit->job->document, edit->record);

      moat_text_set (&state->decision, moat_record_get_id (other));
    }
  else if (edit->info->meaning == MOAT_CELL_MOVES)
    {
      link_decision (edit, edit->record, other);
      moat_edit_unlink_decision (edit->job->document, edit->record, record);
    }
  else
    {
      link_decision (edit, other, edit->record);
      remove_mitigation (edit, record);
    }

  return TRUE;
}

static void
change_line (const Edit *edit, const MoatSyncOwner *owner, const char *words)
{
  MoatRecord *record = moat_document_find (edit->job->document, owner->id);
  const MoatField *field;
  g_autofree char *before = g_strjoinv ("\n", owner->lines);
  const char *now;
  MoatState *state;

  if (record == NULL && moat_sync_is_wanted (edit->job, edit->row, edit->column))
    {
      add_line (edit, words);
      return;
    }
  if (record == NULL)
    {
      report (edit, MOAT_SYNC_CONFLICT, NULL, words, NULL);
      return;
    }
  now = moat_record_get_title (record);
  if (same_words (now, words))
    return;
  if (!same_words (now, before) && moat_security_digest (now) != moat_security_digest (before)
      && !moat_sync_is_wanted (edit->job, edit->row, edit->column))
    {
      report (edit, MOAT_SYNC_CONFLICT, now, words,
              g_strdup (_ ("The file says it in two places, and each says something else.")));
      return;
    }
  report (edit, MOAT_SYNC_TAKEN, now, words, NULL);
  if (relink (edit, record, words))
    return;
  field = moat_kind_find_field (moat_record_get_kind (record), "text");
  state = moat_document_edit (edit->job->document, record);
  moat_text_set (MOAT_FIELD_PTR (state, field), words);
}

/* ---- Which line is whose ---- */

static gboolean
stands_at (char **lines, const gboolean *is_claimed, guint n_lines, guint at, char **wanted)
{
  for (guint i = 0; wanted[i] != NULL; i++)
    if (at + i >= n_lines || is_claimed[at + i] || !same_words (lines[at + i], wanted[i]))
      return FALSE;

  return TRUE;
}

/* Claims the lines of an owner that is there unchanged. */
static gboolean
claim (char **lines, gboolean *is_claimed, guint n_lines, const MoatSyncOwner *owner)
{
  for (guint at = 0; at < n_lines; at++)
    {
      if (!stands_at (lines, is_claimed, n_lines, at, owner->lines))
        continue;
      for (guint i = 0; owner->lines[i] != NULL; i++)
        is_claimed[at + i] = TRUE;
      return TRUE;
    }

  return FALSE;
}

/* The next @n lines that nobody claimed; NULL for none. */
static char *
take_lines (char **lines, gboolean *is_claimed, guint n_lines, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint at = 0; at < n_lines && n > 0; at++)
    if (!is_claimed[at])
      {
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", lines[at]);
        is_claimed[at] = TRUE;
        n--;
      }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

void
moat_sync_apply_list (MoatSyncJob *job, MoatSyncRow *row, guint column)
{
  Edit edit = { job, row, column, &row->row->table->columns[column],
                moat_document_find (job->document, row->id) };
  g_auto (GStrv) lines = g_strsplit (moat_sync_row_get (row, column), "\n", -1);
  guint n_lines = g_strv_length (lines);
  g_autofree gboolean *is_claimed = g_new0 (gboolean, n_lines + 1);
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  GPtrArray *owners = row->owners[column];
  char *words;

  for (guint i = 0; i < n_lines; i++)
    is_claimed[i] = *lines[i] == '\0';
  for (guint i = 0; owners != NULL && i < owners->len; i++)
    if (!claim (lines, is_claimed, n_lines, g_ptr_array_index (owners, i)))
      g_ptr_array_add (changed, g_ptr_array_index (owners, i));

  for (guint i = 0; i < changed->len; i++)
    {
      const MoatSyncOwner *owner = g_ptr_array_index (changed, i);
      guint n = g_strv_length (owner->lines);
      gboolean takes_all = changed->len == 1 && (n > 1 || edit.info->meaning == MOAT_CELL_DECISION);
      g_autofree char *text = take_lines (lines, is_claimed, n_lines, takes_all ? n_lines : n);
      MoatRecord *record = moat_document_find (job->document, owner->id);

      if (text != NULL)
        change_line (&edit, owner, text);
      else if (record != NULL)
        remove_line (&edit, record);
    }
  while ((words = take_lines (lines, is_claimed, n_lines, 1)) != NULL)
    {
      add_line (&edit, words);
      g_free (words);
    }
}
