/* TM-BOM: the table's line, and the words of the format.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "tm-bom-private.h"

#include "json-get.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *word;
  int value; /* of several words for one value, the first is written */
} Word;

static const Word likelihoods[] = {
  { "unlikely", MOAT_LEVEL_LOW }, { "rare", MOAT_LEVEL_LOW },         { "possible", MOAT_LEVEL_MEDIUM },
  { "likely", MOAT_LEVEL_HIGH },  { "certain", MOAT_LEVEL_CRITICAL }, { "possible", MOAT_LEVEL_UNKNOWN },
};

static const Word impacts[] = {
  { "minor", MOAT_LEVEL_LOW },  { "negligible", MOAT_LEVEL_LOW },  { "moderate", MOAT_LEVEL_MEDIUM },
  { "major", MOAT_LEVEL_HIGH }, { "severe", MOAT_LEVEL_CRITICAL }, { "moderate", MOAT_LEVEL_UNKNOWN },
};

static const Word bands[] = {
  { "low", MOAT_LEVEL_LOW },           { "medium", MOAT_LEVEL_MEDIUM },  { "high", MOAT_LEVEL_HIGH },
  { "critical", MOAT_LEVEL_CRITICAL }, { "medium", MOAT_LEVEL_UNKNOWN },
};

static const Word statuses[] = {
  { "active", MOAT_DECISION_BUILT },       { "approved", MOAT_DECISION_AGREED },
  { "scheduled", MOAT_DECISION_AGREED },   { "assumed", MOAT_DECISION_AGREED },
  { "suggested", MOAT_DECISION_PROPOSED }, { "under_review", MOAT_DECISION_PROPOSED },
  { "wont_do", MOAT_DECISION_DROPPED },    { "retired", MOAT_DECISION_DROPPED },
};

static int
find_value (const Word *words, guint n_words, const char *word, int fallback)
{
  for (guint i = 0; word != NULL && i < n_words; i++)
    if (g_ascii_strcasecmp (words[i].word, word) == 0)
      return words[i].value;
  return fallback;
}

static const char *
find_word (const Word *words, guint n_words, int value)
{
  for (guint i = 0; i < n_words; i++)
    if (words[i].value == value)
      return words[i].word;
  g_assert_not_reached ();
}

const char *
tm_bom_likelihood (MoatLevel level)
{
  return find_word (likelihoods, G_N_ELEMENTS (likelihoods), level);
}

const char *
tm_bom_impact (MoatLevel level)
{
  return find_word (impacts, G_N_ELEMENTS (impacts), level);
}

const char *
tm_bom_band (MoatLevel level)
{
  return find_word (bands, G_N_ELEMENTS (bands), level);
}

MoatLevel
tm_bom_parse_likelihood (const char *word)
{
  return find_value (likelihoods, G_N_ELEMENTS (likelihoods), word, MOAT_LEVEL_UNKNOWN);
}

MoatLevel
tm_bom_parse_impact (const char *word)
{
  return find_value (impacts, G_N_ELEMENTS (impacts), word, MOAT_LEVEL_UNKNOWN);
}

MoatDecisionStatus
tm_bom_parse_status (const char *word)
{
  return find_value (statuses, G_N_ELEMENTS (statuses), word, MOAT_DECISION_PROPOSED);
}

const char *
tm_bom_status (MoatDecisionStatus status)
{
  return find_word (statuses, G_N_ELEMENTS (statuses), status);
}

static int
sniff (const char *data, gsize length)
{
  if (moat_json_peek (data, length, "trust_zones", "trust_boundaries", NULL)
      || moat_json_peek (data, length, "scope", "trust_zones", "data_flows", NULL))
    return 95;
  /* Goes by the same name; reading it says what it is. */
  return moat_json_peek (data, length, "bomFormat", "specVersion", NULL) ? 40 : 0;
}

static const char *const suffixes[] = { ".tmbom.json", ".tm-bom.json", NULL };

const MoatFormat moat_tm_bom_format = {
  .name = TM_BOM,
  .label = N_ ("OWASP TM-BOM"),
  .suffixes = suffixes,
  .mime = "application/json",
  .sniff = sniff,
  .read = tm_bom_read,
  .write = tm_bom_write,
};
