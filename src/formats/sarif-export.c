/* Moves as SARIF: a rule for each category of STRIDE, a result for each move.
 * An open move is a failure as grave as the move is; one that is decided
 * passes; one that was set aside is suppressed, with the reason.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sarif-export.h"

#include "native.h"
#include "place.h"
#include "public-copy.h"
#include "query.h"
#include "sarif.h"
#include "untranslated.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In the order of the bits; the last is for moves without a category. */
static const MoatSarifRule rules[] = {
  { "spoofing", "Spoofing", "Nobody can pass for somebody or something else.", NULL, MOAT_SARIF_WARNING,
    NULL },
  { "tampering", "Tampering", "Nobody can change data or programs without being allowed to.", NULL,
    MOAT_SARIF_WARNING, NULL },
  { "repudiation", "Repudiation", "Nobody can deny what they did.", NULL, MOAT_SARIF_WARNING, NULL },
  { "information-disclosure", "Information disclosure", "Nobody can read what is not meant for them.", NULL,
    MOAT_SARIF_WARNING, NULL },
  { "denial-of-service", "Denial of service", "Nobody can keep others from using the system.", NULL,
    MOAT_SARIF_WARNING, NULL },
  { "elevation-of-privilege", "Elevation of privilege", "Nobody can do what they have no right to.", NULL,
    MOAT_SARIF_WARNING, NULL },
  { "attacker-move", "Attacker move", "What an attacker would do is stopped by a decision.", NULL,
    MOAT_SARIF_WARNING, NULL },
};

static const MoatSarifRule *
find_rule (MoatStride stride)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (rules) - 1 && !(stride & (1u << i)))
    i++;

  return &rules[i];
}

static MoatSarifLevel
find_level (MoatStanding standing, MoatLevel severity)
{
  static const MoatSarifLevel levels[] = {
    [MOAT_LEVEL_UNKNOWN] = MOAT_SARIF_WARNING, [MOAT_LEVEL_LOW] = MOAT_SARIF_NOTE,
    [MOAT_LEVEL_MEDIUM] = MOAT_SARIF_WARNING,  [MOAT_LEVEL_HIGH] = MOAT_SARIF_ERROR,
    [MOAT_LEVEL_CRITICAL] = MOAT_SARIF_ERROR,
  };

  if (standing == MOAT_STANDING_DECIDED || standing == MOAT_STANDING_VERIFIED)
    return MOAT_SARIF_PASS;

  return levels[severity];
}

/* "Accepted: the data is public." */
static char *
dup_reason (const MoatThreatState *state, MoatStanding standing)
{
  g_autofree char *words = g_strdelimit (g_strdup (moat_standing_get_nick (standing)), "-", ' ');

  if (standing <= MOAT_STANDING_VERIFIED)
    return NULL;
  words[0] = g_ascii_toupper (words[0]);

  return state->reason != NULL ? g_strdup_printf ("%s: %s", words, state->reason)
                               : g_strdup_printf ("%s.", words);
}

static char *
dup_message (MoatDocument *document, MoatRecord *move)
{
  g_autoptr (GPtrArray) decisions = moat_query_decisions (document, moat_record_get_id (move));
  GString *message = g_string_new (moat_record_get_title (move));

  for (guint i = 0; i < decisions->len; i++)
    {
      const MoatDecisionState *state = moat_decision_state (g_ptr_array_index (decisions, i));

      if (state->text != NULL && state->status != MOAT_DECISION_DROPPED)
        g_string_append_printf (message, "\nDecision: %s", state->text);
    }

  return g_string_free (message, FALSE);
}

static void
add_move (MoatSarif *sarif, MoatDocument *document, MoatRecord *move, GHashTable *lines, const char *path)
{
  const MoatThreatState *state = moat_threat_state (move);
  MoatRecord *place = moat_document_find (document, state->on);
  MoatStanding standing = moat_query_standing (document, move);
  g_autofree char *subject = place != NULL ? moat_place_dup_label (document, place) : NULL;
  g_autofree char *message = dup_message (document, move);
  g_autofree char *reason = dup_reason (state, standing);
  const MoatSarifResult result = {
    .rule = find_rule (state->stride)->id,
    .level = find_level (standing, moat_query_severity (state)),
    .message = message,
    .path = path,
    .line = GPOINTER_TO_UINT (g_hash_table_lookup (lines, moat_record_get_id (move))),
    .subject = subject,
    .fingerprint = moat_record_get_id (move),
    .suppressed = reason,
  };

  moat_sarif_add (sarif, &result);
}

/* Never one that says where somebody keeps things. */
static char *
dup_path (const MoatExportOptions *options)
{
  if (options->model_path != NULL && strcmp (options->model_path, "-") != 0)
    return g_path_is_absolute (options->model_path) ? g_path_get_basename (options->model_path)
                                                    : g_strdup (options->model_path);

  return g_strconcat (options->base_name != NULL ? options->base_name : "model", ".moat", NULL);
}

/* Lines are those of the model as Moat saves it, private moves and all. */
static char *
write_untranslated (MoatDocument *document, MoatDocument *shown, const MoatExportOptions *options)
{
  g_auto (MoatUntranslated) untranslated G_GNUC_UNUSED = moat_untranslated_begin ();
  g_autoptr (MoatSarif) sarif = moat_sarif_new (rules, G_N_ELEMENTS (rules));
  g_autoptr (GBytes) saved = moat_native_write (document);
  g_autoptr (GHashTable) lines = moat_native_find_lines (saved);
  g_autoptr (GPtrArray) moves = moat_query_threats (shown, options->use_case_id);
  g_autofree char *path = dup_path (options);

  for (guint i = 0; i < moves->len; i++)
    add_move (sarif, shown, g_ptr_array_index (moves, i), lines, path);

  return moat_sarif_write (sarif);
}

static GBytes *
write_sarif (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (MoatDocument) shown = moat_public_copy_new (document, report);
  char *text = write_untranslated (document, shown, options);

  return g_bytes_new_take (text, strlen (text));
}

static const char *const suffixes[] = { ".sarif", ".sarif.json", NULL };

const MoatFormat moat_sarif_export_format = {
  .name = "sarif",
  .label = N_ ("Attacker moves (SARIF)"),
  .suffixes = suffixes,
  .mime = "application/sarif+json",
  .flags = MOAT_FORMAT_PUBLIC,
  .write = write_sarif,
};
