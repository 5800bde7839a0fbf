/* The table of moves and decisions as comma-separated values.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "csv.h"

#include "csv-read.h"
#include "place.h"
#include "untranslated.h"
#include "query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The titles are what programs look for, so they are the same in every language. */
static const char *const titles[] = {
  "Use case", "Flow",     "Boundary", "Attacker move",  "STRIDE",        "Severity",
  "Status",   "Decision", "Kind",     "Where enforced", "How we verify", "Owner",
  "Ticket",   "Progress", "Private",  "Move id",        "Decision id",
};

typedef struct
{
  MoatDocument *document;
  GHashTable *numbers; /* of flows */
  GString *out;
  gboolean is_row_open;
} Writer;

/* A spreadsheet would run what begins like a formula, so that gets an apostrophe before it (OWASP, "CSV
 * Injection"); the wide forms are taken for the others where Chinese or Japanese is written.
 */
static gboolean
is_formula (const char *text)
{
  static const gunichar signs[] = { '=', '+', '-', '@', '\t', '\r', '\n', 0xff1d, 0xff0b, 0xff0d, 0xff20 };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_utf8_get_char (text) == signs[i])
      return TRUE;

  return FALSE;
}

/* Quoted where commas, quotes or line breaks ask for it (RFC 4180). */
void
moat_csv_append_cell (GString *out, const char *text, gboolean *is_open)
{
  gboolean needs_quotes = strpbrk (text, ",\"\r\n") != NULL;

  if (*is_open)
    g_string_append_c (out, ',');
  *is_open = TRUE;
  if (needs_quotes)
    g_string_append_c (out, '"');
  if (is_formula (text))
    g_string_append_c (out, '\'');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *text);
    }
  if (needs_quotes)
    g_string_append_c (out, '"');
}

void
moat_csv_end_row (GString *out, gboolean *is_open)
{
  g_string_append (out, "\r\n");
  *is_open = FALSE;
}

static void
append_cell (Writer *writer, const char *text)
{
  moat_csv_append_cell (writer->out, text, &writer->is_row_open);
}

static void
append_owned (Writer *writer, char *text)
{
  append_cell (writer, text);
  g_free (text);
}

static char *
dup_flags (const MoatValue *values, int flags)
{
  GString *nicks = g_string_new (NULL);

  for (; values->nick != NULL; values++)
    if (flags & values->value)
      g_string_append_printf (nicks, "%s%s", nicks->len > 0 ? "; " : "", values->nick);

  return g_string_free (nicks, FALSE);
}

static char *
dup_proofs (MoatDocument *document, MoatRecord *decision)
{
  g_autoptr (GPtrArray) proofs = moat_document_list_children (document, moat_record_get_id (decision),
                                                              MOAT_KIND_VERIFICATION);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < proofs->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "",
                            moat_record_get_title (g_ptr_array_index (proofs, i)));

  return g_string_free (text, FALSE);
}

static void
append_threat (Writer *writer, MoatRecord *threat)
{
  MoatDocument *document = writer->document;
  const MoatThreatState *state = moat_threat_state (threat);
  MoatRecord *place = moat_document_find (document, state->on);
  MoatRecord *use_case = moat_query_use_case (document, threat);
  MoatLevel severity = moat_query_severity (state);

  append_cell (writer, use_case != NULL ? moat_record_get_title (use_case) : "");
  append_owned (writer, moat_place_dup_label_numbered (document, place,
                                                       GPOINTER_TO_UINT (
                                                           g_hash_table_lookup (writer->numbers, place))));
  append_owned (writer, moat_place_dup_boundaries (document, place));
  append_cell (writer, moat_text_get (state->text));
  append_owned (writer, dup_flags (moat_stride, state->stride));
  append_cell (writer, severity != MOAT_LEVEL_UNKNOWN ? moat_value_get_nick (moat_levels, severity) : "");
  append_cell (writer, moat_standing_get_nick (moat_query_standing (document, threat)));
}

static void
append_decision (Writer *writer, MoatRecord *decision)
{
  const MoatDecisionState *state = decision != NULL ? moat_decision_state (decision) : NULL;

  if (state == NULL)
    {
      for (guint i = 0; i < 7; i++)
        append_cell (writer, "");
      return;
    }

  append_cell (writer, moat_text_get (state->text));
  append_cell (writer, moat_value_get_nick (moat_decision_types, state->type));
  append_owned (writer, moat_list_join (state->enforced, "; "));
  append_owned (writer, dup_proofs (writer->document, decision));
  append_cell (writer, moat_text_get (state->owner));
  append_cell (writer, moat_text_get (state->ticket));
  append_cell (writer, moat_value_get_nick (moat_decision_statuses, state->status));
}

static gboolean
is_private (const MoatRow *row)
{
  return moat_threat_state (row->threat)->is_private
         || (row->decision != NULL && moat_decision_state (row->decision)->is_private);
}

static void
append_row (Writer *writer, const MoatRow *row)
{
  append_threat (writer, row->threat);
  append_decision (writer, row->decision);
  append_cell (writer, is_private (row) ? "yes" : "");
  append_cell (writer, moat_record_get_id (row->threat));
  append_cell (writer, row->decision != NULL ? moat_record_get_id (row->decision) : "");
  moat_csv_end_row (writer->out, &writer->is_row_open);
}

/* The table is the team's own, so they are in it; but it should not leave without that being known. */
static void
report_private (MoatReport *report, const GArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += is_private (&g_array_index (rows, MoatRow, i));
  if (n > 0)
    moat_report_add (report,
                     g_dngettext (GETTEXT_PACKAGE, "%u row is private: keep this table in the team.",
                                  "%u rows are private: keep this table in the team.", n),
                     n);
}

static GBytes *
write_csv (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (GArray) rows = moat_query_rows (document, options->use_case_id);
  g_autoptr (GHashTable) numbers = moat_query_numbers (document);
  g_auto (MoatUntranslated) untranslated G_GNUC_UNUSED = { 0 };
  Writer writer = { .document = document, .numbers = numbers, .out = g_string_new (NULL) };

  report_private (report, rows);
  untranslated = moat_untranslated_begin ();
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    append_cell (&writer, titles[i]);
  moat_csv_end_row (writer.out, &writer.is_row_open);
  for (guint i = 0; i < rows->len; i++)
    append_row (&writer, &g_array_index (rows, MoatRow, i));

  return g_string_free_to_bytes (writer.out);
}

static const char *const suffixes[] = { ".csv", NULL };

const MoatFormat moat_csv_format = {
  .name = "csv",
  .label = N_ ("Table (CSV)"),
  .suffixes = suffixes,
  .mime = "text/csv",
  .sniff = moat_csv_sniff,
  .read = moat_csv_read,
  .ask = moat_csv_ask,
  .write = write_csv,
};
