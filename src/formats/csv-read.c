/* Rows of a table become moves on flows and elements, which are made as their
 * names come up.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "csv-read.h"

#include "csv-columns.h"
#include "edit.h"
#include "import-words.h"
#include "import.h"
#include "story.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SNIFFED_BYTES 4096

typedef struct
{
  MoatImport *import;
  GPtrArray *columns;
  const MoatCsvRow *row;
  gboolean is_ours;  /* written by csv.c */
  const char *title; /* for moves without a use case; or NULL */
  /* All by text that tells them apart, owned: the model's records. */
  GHashTable *use_cases;
  GHashTable *elements;
  GHashTable *flows;
  GHashTable *threats;
  GHashTable *decisions;
  GHashTable *numbers; /* MoatRecord * of flows → GUINT_TO_POINTER (its number in the table) */
  MoatRecord *threat;  /* of the row before */
} Reader;

/* ---- Cells ---- */

static gpointer
edit (const Reader *reader, MoatRecord *record)
{
  return moat_document_edit (moat_import_get_document (reader->import), record);
}

/* The row's cell of that field; "" for none. */
static const char *
get (const Reader *reader, MoatCsvField field)
{
  int index = moat_csv_columns_find (reader->columns, field);

  return index >= 0 ? moat_csv_row_get (reader->row, (guint) index) : "";
}

static gboolean
says_yes (const char *text)
{
  static const char *const words[] = { "yes", "true", "1", "x", "y", "private", NULL };
  g_autofree char *folded = g_ascii_strdown (text, -1);

  return g_strv_contains (words, folded);
}

/* Adds to what a person reads beside the move: "Label: text". */
static void
add_note (const Reader *reader, MoatRecord *threat, const char *label, const char *text)
{
  MoatThreatState *state;

  if (*text == '\0')
    return;
  state = edit (reader, threat);
  if (state->notes != NULL && strstr (state->notes, text) != NULL)
    return;
  moat_text_take (&state->notes,
                  g_strdup_printf ("%s%s%s%s%s", moat_text_get (state->notes),
                                   state->notes != NULL ? "\n\n" : "", label != NULL ? label : "",
                                   label != NULL ? ": " : "", text));
}

/* ---- Places ---- */

/* The record of @key in @table, or NULL after noting the key in *taken for whoever makes it. */
static MoatRecord *
look_up (GHashTable *table, const char *scope, const char *name, char **key)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  *key = g_strconcat (scope, "\n", folded, NULL);

  return g_hash_table_lookup (table, *key);
}

static MoatRecord *
ensure_use_case (Reader *reader)
{
  const char *own = get (reader, MOAT_CSV_USE_CASE);
  const char *title = *own != '\0' ? own : reader->title != NULL ? reader->title : "";
  g_autofree char *key = NULL;
  MoatRecord *record = look_up (reader->use_cases, "", title, &key);

  if (record == NULL)
    {
      record = moat_import_add_use_case (reader->import, key, title);
      g_hash_table_insert (reader->use_cases, g_steal_pointer (&key), record);
    }

  return record;
}

static MoatRecord *
ensure_element (Reader *reader, MoatRecord *use_case, const char *name)
{
  g_autofree char *key = NULL;
  MoatRecord *record = look_up (reader->elements, moat_record_get_id (use_case), name, &key);

  if (record == NULL)
    {
      record = moat_import_add_element (reader->import, use_case, key, moat_story_guess_type (name), name);
      g_hash_table_insert (reader->elements, g_steal_pointer (&key), record);
    }

  return record;
}

/* Two names apart, as in "Browser → API: sends the form"; FALSE when there is no arrow. */
static gboolean
split_ends (const char *text, char **source, char **target, char **name)
{
  static const char *const arrows[] = { " → ", " -> ", "->", " => ", " ↔ ", " <-> " };

  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      const char *arrow = strstr (text, arrows[i]);
      const char *rest = arrow != NULL ? arrow + strlen (arrows[i]) : NULL;
      const char *colon = rest != NULL ? strstr (rest, ": ") : NULL;

      if (arrow == NULL)
        continue;
      *source = g_strstrip (g_strndup (text, arrow - text));
      *target = g_strstrip (colon != NULL ? g_strndup (rest, colon - rest) : g_strdup (rest));
      *name = g_strdup (colon != NULL ? colon + 2 : "");
      return TRUE;
    }

  return FALSE;
}

/* "2. submits the form": its number, and the rest in *rest; 0 for none. */
static guint
take_number (const char *text, const char **rest)
{
  char *end;
  guint64 number = g_ascii_strtoull (text, &end, 10);

  *rest = text;
  if (end == text || number == 0 || number > 100000 || end[0] != '.' || end[1] != ' ')
    return 0;
  *rest = end + 2;

  return (guint) number;
}

static void
attach (Reader *reader, MoatRecord *flow, MoatImportEnd end, MoatRecord *use_case, const char *name)
{
  if (*name != '\0' && strcmp (name, "…") != 0)
    moat_import_attach (reader->import, flow, end, ensure_element (reader, use_case, name), NULL);
}

/* A flow by what the table calls it; @source and @target may be "". */
static MoatRecord *
ensure_flow (Reader *reader, MoatRecord *use_case, const char *label, const char *source, const char *target)
{
  const char *words;
  guint number = take_number (label, &words);
  g_autofree char *own_source = NULL, *own_target = NULL, *name = NULL, *key = NULL;
  g_autofree char *scope = g_strconcat (moat_record_get_id (use_case), "\n", source, "\n", target, NULL);
  MoatRecord *flow = look_up (reader->flows, scope, label, &key);

  if (flow != NULL)
    return flow;
  if (*source == '\0' && *target == '\0')
    split_ends (words, &own_source, &own_target, &name);
  flow = moat_import_add_flow (reader->import, use_case, key, name != NULL ? name : words);
  attach (reader, flow, MOAT_IMPORT_SOURCE, use_case, own_source != NULL ? own_source : source);
  attach (reader, flow, MOAT_IMPORT_TARGET, use_case, own_target != NULL ? own_target : target);
  g_hash_table_insert (reader->flows, g_steal_pointer (&key), flow);
  if (number > 0)
    g_hash_table_insert (reader->numbers, flow, GUINT_TO_POINTER (number));

  return flow;
}

static gboolean
has_arrow (const char *label)
{
  g_autofree char *source = NULL, *target = NULL, *name = NULL;

  return split_ends (label, &source, &target, &name);
}

/* Whether a name in the column of flows is one. Moat's own table has elements and use cases there as well,
 * and a number before each flow. */
static gboolean
is_flow (const Reader *reader, const char *label)
{
  const char *rest;

  if (*label == '\0')
    return FALSE;

  return !reader->is_ours || take_number (label, &rest) > 0 || has_arrow (label);
}

/* What the row's move hangs on. */
static MoatRecord *
ensure_place (Reader *reader)
{
  MoatRecord *use_case = ensure_use_case (reader);
  const char *flow = get (reader, MOAT_CSV_FLOW), *element = get (reader, MOAT_CSV_ELEMENT);
  const char *source = get (reader, MOAT_CSV_SOURCE), *target = get (reader, MOAT_CSV_TARGET);

  if (*source != '\0' && *target != '\0')
    return ensure_flow (reader, use_case, flow, source, target);
  if (is_flow (reader, flow))
    return ensure_flow (reader, use_case, flow, "", "");
  if (*flow != '\0' && g_strcmp0 (flow, moat_record_get_title (use_case)) == 0)
    return use_case;
  if (*element == '\0')
    element = *flow != '\0' ? flow : *target != '\0' ? target : source;

  if (has_arrow (element))
    return ensure_flow (reader, use_case, element, "", "");

  return *element != '\0' ? ensure_element (reader, use_case, element) : use_case;
}

static void
carry_asset (const Reader *reader, MoatRecord *place)
{
  if (moat_record_get_kind (place) == MOAT_KIND_USE_CASE)
    return;
  for (guint i = 0; i < reader->columns->len; i++)
    {
      const MoatCsvColumn *column = g_ptr_array_index (reader->columns, i);
      g_auto (GStrv) names
              = g_strsplit_set (column->field == MOAT_CSV_ASSET ? moat_csv_row_get (reader->row, i) : "",
                                ";\n", -1);

      for (char **name = names; *name != NULL; name++)
        if (*g_strstrip (*name) != '\0')
          moat_import_carry (reader->import, place, moat_import_ensure_asset (reader->import, *name));
    }
}

/* ---- Moves ---- */

/* Words and letters of STRIDE; what is none of them goes into the notes. */
static void
set_category (const Reader *reader, MoatRecord *threat)
{
  const char *text = get (reader, MOAT_CSV_CATEGORY);
  g_auto (GStrv) words = g_strsplit_set (text, ";,/|\n&", -1);
  MoatStride stride = 0;
  gboolean is_all = TRUE;

  for (char **word = words; *word != NULL; word++)
    {
      MoatStride found = moat_import_words_stride (g_strstrip (*word));

      stride |= found;
      is_all = is_all && (found != 0 || **word == '\0');
    }
  /* "STE" */
  if (stride == 0 && *text != '\0' && strlen (text) <= 6 && strspn (text, "STRIDE") == strlen (text))
    {
      for (; *text != '\0'; text++)
        stride |= moat_import_words_stride ((const char[]){ *text, '\0' });
      is_all = TRUE;
    }
  ((MoatThreatState *) edit (reader, threat))->stride |= stride;
  if (!is_all)
    add_note (reader, threat, _ ("Category"), text);
}

/* "High", "3 - High", or a CVSS score; what is none of them goes into the notes. */
static MoatLevel
get_level (const Reader *reader, MoatRecord *threat, MoatCsvField field, const char *label)
{
  const char *text = get (reader, field);
  g_auto (GStrv) words = g_str_tokenize_and_fold (text, "C", NULL);
  MoatLevel level = moat_import_words_level (text);
  char *end;
  double score = g_ascii_strtod (text, &end);

  for (char **word = words; level == MOAT_LEVEL_UNKNOWN && *word != NULL; word++)
    level = moat_import_words_level (*word);
  if (level == MOAT_LEVEL_UNKNOWN && *text != '\0' && *end == '\0' && strchr (text, '.') != NULL
      && score <= 10)
    level = score >= 9   ? MOAT_LEVEL_CRITICAL
            : score >= 7 ? MOAT_LEVEL_HIGH
            : score >= 4 ? MOAT_LEVEL_MEDIUM
                         : MOAT_LEVEL_LOW;
  if (level == MOAT_LEVEL_UNKNOWN)
    add_note (reader, threat, label, text);

  return level;
}

static void
set_levels (const Reader *reader, MoatRecord *threat)
{
  MoatLevel severity = get_level (reader, threat, MOAT_CSV_SEVERITY, _ ("Severity"));
  MoatLevel likelihood = get_level (reader, threat, MOAT_CSV_LIKELIHOOD, _ ("Likelihood"));
  MoatLevel impact = get_level (reader, threat, MOAT_CSV_IMPACT, _ ("Impact"));
  MoatThreatState *state = edit (reader, threat);

  state->severity = severity;
  state->likelihood = likelihood;
  state->impact = impact;
}

/* Columns without a field of their own, each with its name; a description goes without. */
static void
add_notes (const Reader *reader, MoatRecord *threat)
{
  for (guint i = 0; i < reader->columns->len; i++)
    {
      const MoatCsvColumn *column = g_ptr_array_index (reader->columns, i);

      if (column->field == MOAT_CSV_NOTES)
        add_note (reader, threat, g_str_has_suffix (column->name, "escription") ? NULL : column->name,
                  moat_csv_row_get (reader->row, i));
    }
}

/* Words that an open move may have, too: it is not for a state that nobody knows. */
static gboolean
is_open_word (const char *text)
{
  static const char *const words[] = { "",
                                       "open",
                                       "new",
                                       "todo",
                                       "to do",
                                       "in progress",
                                       "identified",
                                       "decided",
                                       "verified",
                                       "not started",
                                       "needs investigation",
                                       "draft",
                                       NULL };
  g_autofree char *folded = g_ascii_strdown (text, -1);

  return g_strv_contains (words, folded);
}

static void
set_status (const Reader *reader, MoatRecord *threat, gboolean *is_mitigated)
{
  const char *word = get (reader, MOAT_CSV_STATUS);
  MoatThreatStatus status = moat_import_words_status (word, is_mitigated);
  MoatThreatState *state = edit (reader, threat);

  state->status = status;
  if (status != MOAT_THREAT_OPEN)
    moat_text_set (&state->reason, get (reader, MOAT_CSV_REASON));
  else
    add_note (reader, threat, _ ("Reason"), get (reader, MOAT_CSV_REASON));
  if (status == MOAT_THREAT_OPEN && !*is_mitigated && !is_open_word (word))
    add_note (reader, threat, _ ("Status"), word);
}

/* What tells a row's move apart: its id, else where it is and what it says. */
static char *
dup_threat_key (const Reader *reader, MoatRecord *place)
{
  const char *id = get (reader, MOAT_CSV_THREAT_ID);

  return *id != '\0' ? g_strconcat ("id ", id, NULL)
                     : g_strconcat (moat_record_get_id (place), "\n", get (reader, MOAT_CSV_THREAT), NULL);
}

/* The move of this row; of one without its text, that of the row before. NULL after saying that there is
 * none. */
static MoatRecord *
ensure_threat (Reader *reader, gboolean *is_mitigated)
{
  g_autofree char *key = NULL;
  MoatRecord *place, *threat;

  if (*get (reader, MOAT_CSV_THREAT) == '\0')
    {
      if (reader->threat == NULL || *get (reader, MOAT_CSV_DECISION) == '\0')
        moat_import_lost (reader->import, NULL, NULL,
                          _ ("line %u: The row names no attacker move; it was left out."), reader->row->line);
      return *get (reader, MOAT_CSV_DECISION) != '\0' ? reader->threat : NULL;
    }
  place = ensure_place (reader);
  carry_asset (reader, place);
  key = dup_threat_key (reader, place);
  threat = g_hash_table_lookup (reader->threats, key);
  if (threat != NULL)
    {
      /* A row is private when its move or its decision is: the move when all its rows are. */
      ((MoatThreatState *) edit (reader, threat))->is_private &= says_yes (get (reader, MOAT_CSV_PRIVATE));
      return threat;
    }

  threat = moat_import_add_threat (reader->import, place, key, get (reader, MOAT_CSV_THREAT));
  g_hash_table_insert (reader->threats, g_steal_pointer (&key), threat);
  add_notes (reader, threat);
  set_category (reader, threat);
  set_levels (reader, threat);
  set_status (reader, threat, is_mitigated);
  ((MoatThreatState *) edit (reader, threat))->is_private = says_yes (get (reader, MOAT_CSV_PRIVATE));
  moat_list_set_split (&((MoatThreatState *) edit (reader, threat))->cwe, get (reader, MOAT_CSV_CWE), ",");

  return threat;
}

/* ---- Decisions ---- */

/* Proofs stand in one cell, with semicolons or line breaks between them. */
static void
add_verifications (const Reader *reader, MoatRecord *decision)
{
  g_auto (GStrv) texts = g_strsplit_set (get (reader, MOAT_CSV_VERIFICATION), ";\n", -1);

  for (char **text = texts; *text != NULL; text++)
    {
      MoatRecord *record;
      MoatVerificationState *state;

      if (*g_strstrip (*text) == '\0')
        continue;
      record = moat_import_add (reader->import, MOAT_KIND_VERIFICATION, NULL);
      state = edit (reader, record);
      moat_text_set (&state->decision, moat_record_get_id (decision));
      moat_text_set (&state->text, *text);
    }
}

static void
fill_decision (const Reader *reader, MoatRecord *decision, gboolean is_mitigated)
{
  const char *progress = get (reader, MOAT_CSV_PROGRESS);
  g_autofree char *enforced = g_strdelimit (g_strdup (get (reader, MOAT_CSV_ENFORCED)), "\n", ';');
  g_autofree char *kind = g_strdelimit (g_ascii_strdown (get (reader, MOAT_CSV_KIND), -1), " ", '-');
  MoatDecisionState *state = edit (reader, decision);
  int value;

  moat_list_set_split (&state->enforced, enforced, ";");
  moat_text_set (&state->owner, get (reader, MOAT_CSV_OWNER));
  moat_text_set (&state->ticket, get (reader, MOAT_CSV_TICKET));
  state->status = *progress != '\0' ? moat_import_words_progress (progress)
                  : is_mitigated    ? MOAT_DECISION_BUILT
                                    : MOAT_DECISION_PROPOSED;
  if (moat_value_from_nick (moat_decision_types, kind, &value))
    state->type = (MoatDecisionType) value;
  state->is_private = says_yes (get (reader, MOAT_CSV_PRIVATE));
}

/* What belongs to a decision, where the table has none, is said beside the move. */
static void
note_without_decision (const Reader *reader, MoatRecord *threat)
{
  MoatThreatState *state = edit (reader, threat);

  if (state->owner == NULL)
    moat_text_set (&state->owner, get (reader, MOAT_CSV_OWNER));
  add_note (reader, threat, _ ("Ticket"), get (reader, MOAT_CSV_TICKET));
  add_note (reader, threat, _ ("Where enforced"), get (reader, MOAT_CSV_ENFORCED));
  add_note (reader, threat, _ ("How we verify"), get (reader, MOAT_CSV_VERIFICATION));
}

static void
add_decision (Reader *reader, MoatRecord *threat, gboolean is_mitigated)
{
  const char *id = get (reader, MOAT_CSV_DECISION_ID);
  const char *text = get (reader, MOAT_CSV_DECISION);
  g_autofree char *key = *id != '\0' ? g_strconcat ("id ", id, NULL)
                                     : g_strconcat (moat_record_get_id (threat), "\n", text, NULL);
  MoatRecord *decision;

  if (*text == '\0' && is_mitigated)
    text = _ ("Mitigated, but the file does not say how");
  if (*text == '\0')
    {
      note_without_decision (reader, threat);
      return;
    }
  decision = g_hash_table_lookup (reader->decisions, key);
  if (decision != NULL)
    {
      ((MoatDecisionState *) edit (reader, decision))->is_private &= says_yes (
          get (reader, MOAT_CSV_PRIVATE));
      moat_edit_link_decision (moat_import_get_document (reader->import), decision, threat);
      return;
    }
  decision = moat_import_add_decision (reader->import, threat, key, text);
  g_hash_table_insert (reader->decisions, g_steal_pointer (&key), decision);
  fill_decision (reader, decision, is_mitigated);
  add_verifications (reader, decision);
}

static void
add_row (Reader *reader)
{
  gboolean is_mitigated = FALSE;
  MoatRecord *threat = ensure_threat (reader, &is_mitigated);

  if (threat == NULL)
    return;
  add_decision (reader, threat, is_mitigated);
  reader->threat = threat;
}

/* ---- The table ---- */

/* Steps are in the order in which flows came up; where the table numbers them, it knows better. */
static int
compare_steps (gconstpointer a, gconstpointer b, gpointer data)
{
  GHashTable *numbers = ((Reader *) data)->numbers;
  MoatDocument *document = moat_import_get_document (((Reader *) data)->import);
  guint number[2];
  const gconstpointer steps[] = { a, b };

  for (guint i = 0; i < 2; i++)
    {
      MoatRecord *step = *(MoatRecord *const *) steps[i];
      MoatRecord *flow = moat_document_find (document, moat_step_state (step)->flow);

      number[i] = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, flow));
      if (number[i] == 0)
        number[i] = G_MAXUINT;
    }

  return number[0] != number[1] ? (number[0] < number[1] ? -1 : 1) : 0;
}

static void
sort_steps (Reader *reader)
{
  MoatDocument *document = moat_import_get_document (reader->import);
  GPtrArray *list = moat_document_list (document, MOAT_KIND_STEP);
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();

  if (g_hash_table_size (reader->numbers) == 0)
    return;
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (steps, g_ptr_array_index (list, i));
  g_ptr_array_sort_with_data (steps, compare_steps, reader);
  for (guint i = 0; i < steps->len; i++)
    moat_document_move_before (document, g_ptr_array_index (steps, i), NULL);
}

static void
report_columns (const Reader *reader)
{
  for (guint i = 0; i < reader->columns->len; i++)
    {
      const MoatCsvColumn *column = g_ptr_array_index (reader->columns, i);

      if (!column->is_sure)
        moat_import_tell (reader->import, NULL,
                          _ ("The column “%s” was read as %s; “--column \"%s=FIELD\"” decides otherwise."),
                          column->name, moat_value_get_nick (moat_csv_fields, column->field), column->name);
    }
}

static gboolean
check_columns (GPtrArray *columns, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  if (moat_csv_columns_find (columns, MOAT_CSV_THREAT) >= 0)
    return TRUE;

  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (list, "%s“%s”", i > 0 ? ", " : "",
                            ((MoatCsvColumn *) g_ptr_array_index (columns, i))->name);
  g_set_error (
      error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_UNKNOWN,
      _ ("line 1: No column of the table holds the attacker moves; there are %s. Call one “Threat”, or "
         "choose one with --column \"NAME=threat\"."),
      list->len > 0 ? list->str : _ ("none"));
  return FALSE;
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static MoatDocument *
read_rows (GPtrArray *rows,
           GPtrArray *columns,
           const MoatImportOptions *options,
           MoatReport *report,
           GError **error)
{
  g_autoptr (MoatImport) import = moat_import_new ("csv", options, report);
  Reader reader = {
    .import = import,
    .columns = columns,
    .is_ours = moat_csv_columns_find (columns, MOAT_CSV_DECISION_ID) >= 0
               && g_strcmp0 (moat_csv_row_get (g_ptr_array_index (rows, 0), 3), "Attacker move") == 0,
    .title = options->base_name,
    .use_cases = new_table (),
    .elements = new_table (),
    .flows = new_table (),
    .threats = new_table (),
    .decisions = new_table (),
    .numbers = g_hash_table_new (NULL, NULL),
  };

  for (guint i = 1; i < rows->len && moat_import_go_on (import, i, rows->len); i++)
    {
      reader.row = g_ptr_array_index (rows, i);
      add_row (&reader);
    }
  sort_steps (&reader);
  report_columns (&reader);
  g_hash_table_unref (reader.use_cases);
  g_hash_table_unref (reader.elements);
  g_hash_table_unref (reader.flows);
  g_hash_table_unref (reader.threats);
  g_hash_table_unref (reader.decisions);
  g_hash_table_unref (reader.numbers);

  return moat_import_finish (import, error);
}

MoatDocument *
moat_csv_read (GBytes *bytes, const MoatImportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (GPtrArray) rows = moat_csv_parse (bytes, error);
  g_autoptr (GPtrArray) columns = rows != NULL ? moat_csv_columns_new (rows, options->choices) : NULL;

  if (columns == NULL || !check_columns (columns, error))
    return NULL;

  return read_rows (rows, columns, options, report, error);
}

MoatImportChoices *
moat_csv_ask (GBytes *bytes, const MoatImportOptions *options, GError **error)
{
  g_autoptr (GPtrArray) rows = moat_csv_parse (bytes, error);

  return rows != NULL ? moat_csv_columns_ask (rows, options->choices) : NULL;
}

/* A table whose first line names columns that are known, moves among them. */
int
moat_csv_sniff (const char *data, gsize length)
{
  const char *end = memchr (data, '\n', MIN (length, SNIFFED_BYTES));
  g_autoptr (GBytes) first = g_bytes_new (data,
                                          end != NULL ? (gsize) (end - data) : MIN (length, SNIFFED_BYTES));
  g_autoptr (GPtrArray) rows = moat_csv_parse (first, NULL);
  g_autoptr (GPtrArray) columns = rows != NULL && rows->len > 0 ? moat_csv_columns_new (rows, NULL) : NULL;
  gboolean has_threats = FALSE;
  guint n_known = columns != NULL && columns->len > 1 ? moat_csv_columns_count_known (columns, &has_threats)
                                                      : 0;

  if (!has_threats || n_known < 2)
    return 0;

  return n_known >= 4 ? 80 : 40;
}
