/* The table of moves and decisions as comma-separated values.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "csv.h"

#include "place.h"
#include "query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The titles are what programs look for, so they are the same in every language. */
static const char *const titles[] = {
  "Use case", "Flow",     "Boundary", "Attacker move",  "STRIDE",        "Severity",
  "Status",   "Decision", "Kind",     "Where enforced", "How we verify", "Owner",
  "Ticket",   "Progress", "Private",  "Move id",        "Decision id",
};

/* Quoted where commas, quotes or line breaks ask for it. A spreadsheet would run a cell that begins like a
 * formula, so that one gets an apostrophe before it (OWASP, "CSV Injection").
 */
static void
append_cell (GString *out, const char *text)
{
  gboolean is_formula = *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
  gboolean needs_quotes = strpbrk (text, ",\"\r\n") != NULL;

  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, ',');
  if (needs_quotes)
    g_string_append_c (out, '"');
  if (is_formula)
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

static void
append_owned (GString *out, char *text)
{
  append_cell (out, text);
  g_free (text);
}

static void
end_row (GString *out)
{
  g_string_append (out, "\r\n");
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
append_threat (GString *out, MoatDocument *document, MoatRecord *threat)
{
  const MoatThreatState *state = moat_threat_state (threat);
  MoatRecord *place = moat_document_find (document, state->on);
  MoatRecord *use_case = moat_query_use_case (document, threat);
  MoatLevel severity = moat_query_severity (state);

  append_cell (out, use_case != NULL ? moat_record_get_title (use_case) : "");
  /* An empty first cell leaves no trace that the next one's comma could see. */
  if (out->str[out->len - 1] == '\n')
    g_string_append (out, "\"\"");
  append_owned (out, moat_place_dup_label (document, place));
  append_owned (out, moat_place_dup_boundaries (document, place));
  append_cell (out, moat_text_get (state->text));
  append_owned (out, dup_flags (moat_stride, state->stride));
  append_cell (out, severity != MOAT_LEVEL_UNKNOWN ? moat_value_get_nick (moat_levels, severity) : "");
  append_cell (out, moat_standing_get_nick (moat_query_standing (document, threat)));
}

static void
append_decision (GString *out, MoatDocument *document, MoatRecord *decision)
{
  const MoatDecisionState *state = decision != NULL ? moat_decision_state (decision) : NULL;

  if (state == NULL)
    {
      for (guint i = 0; i < 7; i++)
        append_cell (out, "");
      return;
    }

  append_cell (out, moat_text_get (state->text));
  append_cell (out, moat_value_get_nick (moat_decision_types, state->type));
  append_owned (out, moat_list_join (state->enforced, "; "));
  append_owned (out, dup_proofs (document, decision));
  append_cell (out, moat_text_get (state->owner));
  append_cell (out, moat_text_get (state->ticket));
  append_cell (out, moat_value_get_nick (moat_decision_statuses, state->status));
}

static GBytes *
write_csv (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (GArray) rows = moat_query_rows (document, options->use_case_id);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    append_cell (out, titles[i]);
  end_row (out);

  for (guint i = 0; i < rows->len; i++)
    {
      const MoatRow *row = &g_array_index (rows, MoatRow, i);
      gboolean is_private = moat_threat_state (row->threat)->is_private
                            || (row->decision != NULL && moat_decision_state (row->decision)->is_private);

      append_threat (out, document, row->threat);
      append_decision (out, document, row->decision);
      append_cell (out, is_private ? "yes" : "");
      append_cell (out, moat_record_get_id (row->threat));
      append_cell (out, row->decision != NULL ? moat_record_get_id (row->decision) : "");
      end_row (out);
    }

  return g_string_free_to_bytes (out);
}

static const char *const suffixes[] = { ".csv", NULL };

const MoatFormat moat_csv_format = {
  .name = "csv",
  .label = N_ ("Table (CSV)"),
  .suffixes = suffixes,
  .mime = "text/csv",
  .write = write_csv,
};
