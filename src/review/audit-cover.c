/* Whether one document covers what a reviewer looks for.
 *
 * A topic is covered by a section of its own that says something, or by enough
 * sentences elsewhere; threats are covered by rows, labels or paragraphs that
 * pair a threat with what is done about it. Sections about reporting, versions
 * and people count for nothing, nor do sentences that are left to be filled in,
 * ask, explain terms or say that something is missing.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "audit-cover.h"

#include "audit-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is enough. Found by reading several dozen documents of real projects beforehand and comparing. */
#define ENOUGH_IN_SECTION 2
#define ENOUGH_BOUNDARIES 2.0
#define ENOUGH_TRUST      4
#define ENOUGH_DATA       3
#define ENOUGH_AUTH       2
#define ENOUGH_THREATS    3.0
#define PAIR_BY_STRUCTURE 1.5
#define PAIR_IN_SECTION   1.0
#define PAIR_IN_PASSING   0.5
/* All that is said in passing, however long the document: the rest has to be said where threats are the
 * matter. */
#define MOST_IN_PASSING 1.5
#define MAX_LABEL       40
#define MAX_LABEL_WORDS 4
#define MAX_LISTED      6
#define WORDS_OF_SENTENCES                                                                                   \
  (MOAT_WORD_BOUNDARY | MOAT_WORD_TRUST | MOAT_WORD_SECRET | MOAT_WORD_HANDLING | MOAT_WORD_AUTHENTICATION   \
   | MOAT_WORD_AUTHORIZATION | MOAT_WORD_THREAT | MOAT_WORD_MITIGATION)
#define WORDS_OF_HEADINGS                                                                                    \
  (MOAT_WORD_BOUNDARY | MOAT_WORD_DATA | MOAT_WORD_MITIGATIONS | MOAT_WORD_THREATS | MOAT_WORD_ELSEWHERE     \
   | MOAT_WORD_SECTION | MOAT_WORD_TITLE)

typedef struct
{
  guint level;
  MoatWord words;
  gboolean is_title;
  gboolean is_paired; /* what stands under it has been counted as an answer to a threat */
} Section;

typedef struct
{
  GArray *path; /* of Section, from the title down */
  gboolean has_title;
  MoatWord around; /* words of all sections in the path */
  MoatWord inside; /* the same without the title */
  gboolean is_elsewhere;
  gboolean sections_only;

  /* Columns of the table at hand, or -1. */
  int threat_column;
  int answer_column;
  gboolean has_boundary_column;
  guint n_open_threats; /* named and not yet answered */

  guint boundary_section, data_section, data_section_secret, data_section_handled;
  guint n_trust, n_boundary, n_data, n_authentication, n_authorization;
  double threats;
  guint n_said, n_asked;
  double in_passing; /* of threats */
  guint lines[MOAT_AUDIT_N_TOPICS];
  gboolean is_own_place[MOAT_AUDIT_N_TOPICS];
} Judge;

/* Where a topic is spoken of for the first time, or for the first time in a place of its own. */
static void
mark (Judge *judge, MoatAuditTopic topic, guint line, gboolean is_own_place)
{
  if (judge->lines[topic] != 0 && (!is_own_place || judge->is_own_place[topic]))
    return;
  judge->lines[topic] = line;
  judge->is_own_place[topic] = is_own_place;
}

/* ---- Sections ---- */

static void
update_path (Judge *judge)
{
  judge->around = judge->inside = 0;
  judge->is_elsewhere = FALSE;
  for (guint i = 0; i < judge->path->len; i++)
    {
      const Section *section = &g_array_index (judge->path, Section, i);
      gboolean is_last = i + 1 == judge->path->len;

      judge->around |= section->words;
      if (!section->is_title)
        judge->inside |= section->words;
      /* A title may say "report" of a whole threat model. */
      if ((section->words & MOAT_WORD_ELSEWHERE) != 0 && (!section->is_title || is_last))
        judge->is_elsewhere = TRUE;
    }
  if (judge->sections_only
      && (judge->inside & (MOAT_WORD_SECTION | MOAT_WORD_TITLE | MOAT_WORD_BOUNDARY)) == 0)
    judge->is_elsewhere = TRUE;
}

static void
enter_section (Judge *judge, const MoatProseBlock *block)
{
  g_autofree char *words = moat_audit_words_normalize (block->text);
  Section section = { .level = block->level, .is_title = !judge->has_title };

  section.words = moat_audit_words_find (words, WORDS_OF_HEADINGS);
  if (strstr (words, " boundar") != NULL)
    section.words |= MOAT_WORD_BOUNDARY;
  /* "Risk response" is an answer, "Reporting threats" is elsewhere, "Threats and mitigations" is both. */
  while (judge->path->len > 0
         && g_array_index (judge->path, Section, judge->path->len - 1).level >= block->level)
    g_array_set_size (judge->path, judge->path->len - 1);
  g_array_append_val (judge->path, section);
  judge->has_title = TRUE;
  judge->threat_column = judge->answer_column = -1;
  judge->has_boundary_column = FALSE;
  if ((section.words & MOAT_WORD_THREATS) != 0 && (section.words & MOAT_WORD_MITIGATIONS) == 0)
    judge->n_open_threats++;
  update_path (judge);
}

/* The lowest section, the title excepted, that has one of these words; NULL when there is none. */
static Section *
find_section (Judge *judge, MoatWord words)
{
  for (guint i = judge->path->len; i > 0; i--)
    {
      Section *section = &g_array_index (judge->path, Section, i - 1);

      if ((section->words & words) != 0 && !section->is_title)
        return section;
    }
  return NULL;
}

/* ---- Sentences ---- */

static void
add_boundary (Judge *judge, MoatWord words, guint line)
{
  if ((words & MOAT_WORD_BOUNDARY) != 0)
    judge->n_boundary++;
  else if ((words & MOAT_WORD_TRUST) != 0)
    judge->n_trust++;
  if ((judge->around & MOAT_WORD_BOUNDARY) != 0)
    judge->boundary_section++;
  if ((words & MOAT_WORD_BOUNDARY) != 0 || (judge->around & MOAT_WORD_BOUNDARY) != 0)
    mark (judge, MOAT_AUDIT_BOUNDARIES, line, (judge->around & MOAT_WORD_BOUNDARY) != 0);
}

static void
add_data (Judge *judge, MoatWord words, guint line)
{
  const MoatWord both = MOAT_WORD_SECRET | MOAT_WORD_HANDLING;

  if ((words & both) == both)
    judge->n_data++;
  if ((words & both) != 0 && (judge->around & MOAT_WORD_DATA) != 0)
    {
      judge->data_section++;
      judge->data_section_secret += (words & MOAT_WORD_SECRET) != 0;
      judge->data_section_handled += (words & MOAT_WORD_HANDLING) != 0;
    }
  if ((words & both) == both || ((words & both) != 0 && (judge->around & MOAT_WORD_DATA) != 0))
    mark (judge, MOAT_AUDIT_DATA_FLOWS, line, (judge->inside & MOAT_WORD_DATA) != 0);
}

static void
add_auth (Judge *judge, MoatWord words, guint line)
{
  /* "Attacker guesses the password" says what may happen, not what is assumed. */
  if ((words & MOAT_WORD_THREAT) != 0 && (words & MOAT_WORD_MITIGATION) == 0)
    return;
  if ((words & MOAT_WORD_AUTHENTICATION) != 0)
    {
      judge->n_authentication++;
      mark (judge, MOAT_AUDIT_AUTHENTICATION, line, FALSE);
    }
  if ((words & MOAT_WORD_AUTHORIZATION) != 0)
    {
      judge->n_authorization++;
      mark (judge, MOAT_AUDIT_AUTHORIZATION, line, FALSE);
    }
}

/* What the sentences of a text that say something speak of, taken together; each is counted. */
static MoatWord
add_sentences (Judge *judge, const char *text, guint line)
{
  g_auto (GStrv) sentences = moat_audit_words_split (text);
  MoatWord all = 0;

  for (char **sentence = sentences; *sentence != NULL; sentence++)
    {
      g_autofree char *normal = moat_audit_words_normalize (*sentence);
      MoatWord words = moat_audit_words_find (normal, WORDS_OF_SENTENCES);
      gboolean is_topical = words != 0 || judge->inside != 0;

      if (moat_audit_words_count (normal) == 0)
        continue;
      if (moat_audit_words_is_empty (*sentence, normal))
        {
          judge->n_asked += is_topical;
          continue;
        }
      judge->n_said += is_topical;
      add_boundary (judge, words, line);
      add_data (judge, words, line);
      add_auth (judge, words, line);
      all |= words;
    }
  return all;
}

/* ---- Threats and their answers ---- */

static void
add_pair (Judge *judge, double weight, guint line)
{
  if (weight == PAIR_IN_PASSING && judge->in_passing >= MOST_IN_PASSING)
    return;
  judge->in_passing += weight == PAIR_IN_PASSING ? weight : 0;
  judge->threats += weight;
  judge->n_open_threats -= MIN (judge->n_open_threats, 1);
  mark (judge, MOAT_AUDIT_THREATS, line, weight == PAIR_BY_STRUCTURE);
}

static gboolean
is_filled (const char *cell)
{
  static const char *const nothing[] = { " n a ", " none ", " unknown ", " na ",
                                         " no ",  " yes ",  " open ",    NULL };
  g_autofree char *words = moat_audit_words_normalize (cell);

  return moat_audit_words_count (words) > 0 && !g_strv_contains (nothing, words)
         && !moat_audit_words_is_placeholder (cell, words);
}

/* "Mitigation: the token expires" and "Threat: somebody replays the token"; what the label says, or 0. */
static MoatWord
find_inline_label (const char *text)
{
  const char *colon = strchr (text, ':');
  g_autofree char *label = NULL;
  g_autofree char *words = NULL;

  if (colon == NULL || colon - text > MAX_LABEL || colon[1] == '\0')
    return 0;
  label = g_strndup (text, colon - text);
  words = moat_audit_words_normalize (label);
  if (moat_audit_words_count (words) > MAX_LABEL_WORDS)
    return 0;
  return moat_audit_words_find (words, MOAT_WORD_MITIGATIONS | MOAT_WORD_THREATS);
}

/* How many things stand on one line between commas. */
static guint
count_listed (const char *text)
{
  guint n = 1;

  for (; *text != '\0' && n < MAX_LISTED; text++)
    n += *text == ',' || *text == ';';
  return n;
}

/* "… Mitigation: …" in the middle of a paragraph that began with the threat. */
static gboolean
has_answer_within (const char *text)
{
  static const char *const marks[] = { "mitigation:",    "mitigations:", "mitigated by",
                                       "countermeasure", "defense:",     "defence:",
                                       "control:",       "controls:",    "response:" };
  g_autofree char *lower = g_ascii_strdown (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *at = strstr (lower, marks[i]);

      if (at != NULL && at > lower && strlen (at) > strlen (marks[i]) + 3)
        return TRUE;
    }
  return FALSE;
}

/* Answers listed under one heading or label answer the threats that were listed before, one by one. */
static void
add_answers (Judge *judge, guint n, gboolean is_first, guint line)
{
  for (guint i = 0; i < n && judge->n_open_threats > 0; i++)
    add_pair (judge, is_first && i == 0 ? PAIR_BY_STRUCTURE : PAIR_IN_SECTION, line);
}

static void
add_text (Judge *judge, const MoatProseBlock *block)
{
  guint n_said = judge->n_said;
  MoatWord label = find_inline_label (block->text);
  MoatWord words = add_sentences (judge, block->text, block->line);
  gboolean is_pair = (words & MOAT_WORD_THREAT) != 0 && (words & MOAT_WORD_MITIGATION) != 0;
  Section *section = find_section (judge, MOAT_WORD_MITIGATIONS | MOAT_WORD_THREATS);
  MoatWord under = section != NULL ? section->words : 0;

  if (judge->n_said == n_said || !is_filled (block->text))
    return;
  if ((label & MOAT_WORD_MITIGATIONS) != 0)
    add_answers (judge, count_listed (block->text), TRUE, block->line);
  else if ((label & MOAT_WORD_THREATS) != 0 && !is_pair)
    judge->n_open_threats += count_listed (block->text);
  else if (is_pair && has_answer_within (block->text))
    add_pair (judge, PAIR_BY_STRUCTURE, block->line);
  else if ((under & MOAT_WORD_MITIGATIONS) != 0 && judge->n_open_threats > 0)
    {
      add_answers (judge, 1, !section->is_paired, block->line);
      section->is_paired = TRUE;
    }
  else if ((under & MOAT_WORD_THREATS) != 0 && !section->is_paired && (words & MOAT_WORD_MITIGATION) != 0)
    {
      section->is_paired = !is_pair;
      add_pair (judge, PAIR_IN_SECTION, block->line);
    }
  else if (is_pair)
    add_pair (judge, (judge->around & MOAT_WORD_THREATS) != 0 ? PAIR_IN_SECTION : PAIR_IN_PASSING,
              block->line);
  else if ((words & MOAT_WORD_THREAT) != 0 || (under & MOAT_WORD_THREATS) != 0)
    judge->n_open_threats++;
}

static void
read_columns (Judge *judge, const MoatProseBlock *block)
{
  g_autofree char *head = moat_audit_words_normalize (block->text);

  judge->threat_column = judge->answer_column = -1;
  judge->has_boundary_column = moat_audit_words_find (head, MOAT_WORD_BOUNDARY) != 0;
  for (guint i = 0; block->cells[i] != NULL; i++)
    {
      g_autofree char *words = moat_audit_words_normalize (block->cells[i]);
      MoatWord found = moat_audit_words_find (words, MOAT_WORD_MITIGATIONS | MOAT_WORD_THREATS);

      if ((found & MOAT_WORD_MITIGATIONS) != 0)
        judge->answer_column = judge->answer_column < 0 ? (int) i : judge->answer_column;
      else if ((found & MOAT_WORD_THREATS) != 0 && judge->threat_column < 0)
        judge->threat_column = i;
    }
  /* In a section on threats, a table of answers has its threats in the first other column. */
  if (judge->answer_column >= 0 && judge->threat_column < 0 && (judge->around & MOAT_WORD_THREATS) != 0
      && g_strv_length (block->cells) > 1)
    judge->threat_column = judge->answer_column == 0 ? 1 : 0;
}

static void
add_row (Judge *judge, const MoatProseBlock *block)
{
  int n = g_strv_length (block->cells);

  if (judge->has_boundary_column)
    {
      judge->boundary_section++;
      mark (judge, MOAT_AUDIT_BOUNDARIES, block->line, TRUE);
    }
  if (judge->threat_column < 0 || judge->answer_column < 0 || judge->threat_column >= n
      || judge->answer_column >= n)
    {
      add_text (judge, block);
      return;
    }
  if (is_filled (block->cells[judge->threat_column]) && is_filled (block->cells[judge->answer_column]))
    {
      add_pair (judge, PAIR_BY_STRUCTURE, block->line);
      add_sentences (judge, block->text, block->line);
    }
  else
    judge->n_asked++;
}

static void
add_diagram (Judge *judge, const MoatProseBlock *block)
{
  g_autofree char *words = moat_audit_words_normalize (block->text);
  MoatWord found = moat_audit_words_find (words, MOAT_WORD_BOUNDARY | MOAT_WORD_HANDLING);

  if ((judge->around & MOAT_WORD_BOUNDARY) != 0)
    judge->boundary_section++;
  if ((found & MOAT_WORD_BOUNDARY) != 0)
    judge->n_boundary++;
  if ((found & MOAT_WORD_BOUNDARY) != 0 || (judge->around & MOAT_WORD_BOUNDARY) != 0)
    mark (judge, MOAT_AUDIT_BOUNDARIES, block->line, TRUE);
  if ((judge->around & MOAT_WORD_DATA) != 0 && (found & MOAT_WORD_HANDLING) != 0)
    judge->data_section++;
}

/* ---- The whole ---- */

static void
add_block (Judge *judge, const MoatProseBlock *block)
{
  if (block->kind == MOAT_PROSE_HEADING)
    enter_section (judge, block);
  else if (judge->is_elsewhere)
    return;
  else if (block->kind == MOAT_PROSE_TABLE_HEAD)
    read_columns (judge, block);
  else if (block->kind == MOAT_PROSE_TABLE_ROW)
    add_row (judge, block);
  else if (block->kind == MOAT_PROSE_DIAGRAM)
    add_diagram (judge, block);
  else
    add_text (judge, block);
}

static gboolean
is_covered (const Judge *judge, MoatAuditTopic topic)
{
  guint n_auth = judge->n_authentication + judge->n_authorization;

  switch (topic)
    {
    case MOAT_AUDIT_BOUNDARIES:
      return judge->boundary_section >= ENOUGH_IN_SECTION
             || ((judge->n_boundary > 0 || judge->n_trust >= ENOUGH_TRUST)
                 && judge->n_boundary + judge->n_trust / 2.0 >= ENOUGH_BOUNDARIES);
    case MOAT_AUDIT_DATA_FLOWS:
      return (judge->data_section >= ENOUGH_IN_SECTION && judge->data_section_secret > 0
              && judge->data_section_handled > 0)
             || judge->data_section >= 2 * ENOUGH_IN_SECTION || judge->n_data >= ENOUGH_DATA;
    case MOAT_AUDIT_AUTHENTICATION:
      return judge->n_authentication > 0 && (judge->n_authentication >= ENOUGH_AUTH || n_auth > ENOUGH_AUTH);
    case MOAT_AUDIT_AUTHORIZATION:
      return judge->n_authorization > 0 && (judge->n_authorization >= ENOUGH_AUTH || n_auth > ENOUGH_AUTH);
    case MOAT_AUDIT_THREATS:
      return judge->threats >= ENOUGH_THREATS;
    }
  g_assert_not_reached ();
}

MoatAuditCoverage
moat_audit_cover_prose (const MoatProse *prose, gboolean sections_only)
{
  g_autoptr (GArray) path = g_array_new (FALSE, TRUE, sizeof (Section));
  Judge judge = { .path = path, .sections_only = sections_only, .threat_column = -1, .answer_column = -1 };
  MoatAuditCoverage coverage = { 0 };

  g_return_val_if_fail (prose != NULL, coverage);

  update_path (&judge);
  for (guint i = 0; i < prose->blocks->len; i++)
    add_block (&judge, g_ptr_array_index (prose->blocks, i));
  for (guint topic = 0; topic < MOAT_AUDIT_N_TOPICS; topic++)
    {
      if (!is_covered (&judge, topic))
        continue;
      coverage.topics |= 1 << topic;
      coverage.lines[topic] = judge.lines[topic];
    }
  coverage.n_statements = judge.n_said;
  coverage.is_form = judge.n_asked > judge.n_said;
  return coverage;
}

/* ---- Names ---- */

static const struct
{
  const char *nick;
  const char *label;
} names[MOAT_AUDIT_N_TOPICS] = {
  [MOAT_AUDIT_BOUNDARIES] = { "trust-boundaries", N_ ("trust boundaries") },
  [MOAT_AUDIT_DATA_FLOWS] = { "sensitive-data-flows", N_ ("sensitive data flows") },
  [MOAT_AUDIT_AUTHENTICATION] = { "authentication", N_ ("authentication assumptions") },
  [MOAT_AUDIT_AUTHORIZATION] = { "authorization", N_ ("authorization assumptions") },
  [MOAT_AUDIT_THREATS] = { "threats-and-mitigations", N_ ("identified threats with mitigations") },
};

const char *
moat_audit_topic_get_label (MoatAuditTopic topic)
{
  return _ (names[topic].label);
}

const char *
moat_audit_topic_get_nick (MoatAuditTopic topic)
{
  return names[topic].nick;
}

char *
moat_audit_topics_join (guint topics)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const guint both = 1 << MOAT_AUDIT_AUTHENTICATION | 1 << MOAT_AUDIT_AUTHORIZATION;
  guint rest = topics;

  for (guint topic = 0; topic < MOAT_AUDIT_N_TOPICS; topic++)
    {
      gboolean is_pair = topic == MOAT_AUDIT_AUTHENTICATION && (topics & both) == both;

      if ((rest & (1 << topic)) == 0)
        continue;
      rest &= is_pair ? ~both : ~(1u << topic);
      if (text->len > 0)
        /* TRANSLATORS: between the last two of a list, and between the others. */
        g_string_append (text, rest == 0 ? _ (" and ") : _ (", "));
      g_string_append (text, is_pair ? _ ("authentication and authorization assumptions")
                                     : moat_audit_topic_get_label (topic));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
