/* Help while a story is typed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "story-suggest.h"

#include "story-words.h"

#include <string.h>

/* ---- What is wanted ---- */

/* The byte after the last @mark in the first @length bytes of @text, or @text when there is none. */
static const char *
after_last (const char *text, gsize length, char mark)
{
  const char *last = text;

  for (const char *at = text; at < text + length; at++)
    {
      if (*at == '\\' && at + 1 < text + length)
        at++;
      else if (*at == mark)
        last = at + 1;
    }

  return last;
}

static const char *
skip_spaces (const char *text, const char *end)
{
  while (text < end && g_ascii_isspace (*text))
    text++;

  return text;
}

static gboolean
has_keyword (const char *text, const char *keyword)
{
  gsize length = strlen (keyword);

  return g_ascii_strncasecmp (text, keyword, length) == 0 && g_ascii_isspace (text[length]);
}

/* A step or a flow: an end before the arrow and after it, data in brackets. */
static MoatStoryWants
find_in_flow (const char *text, const char *end, const char **start)
{
  g_autofree char *part = g_strndup (text, end - text);
  const char *arrow = moat_story_find (part, "->");
  const char *colon = arrow != NULL ? moat_story_find (arrow, ":") : NULL;
  const char *bracket = colon != NULL ? moat_story_find (colon, "[") : NULL;

  if (bracket != NULL && moat_story_find (bracket, "]") == NULL)
    {
      *start = text + (after_last (bracket + 1, strlen (bracket + 1), ',') - part);
      return MOAT_STORY_WANTS_DATA;
    }
  if (colon != NULL || (arrow == NULL && moat_story_find (part, ":") != NULL))
    return MOAT_STORY_WANTS_NOTHING;

  *start = arrow != NULL ? text + (arrow - part) + 2 : text;
  return MOAT_STORY_WANTS_ELEMENT;
}

static MoatStoryWants
find_after_colon (const char *text, const char *end, const char **start, MoatStoryWants wants)
{
  g_autofree char *part = g_strndup (text, end - text);
  const char *colon = moat_story_find (part, ":");

  if (colon == NULL)
    return MOAT_STORY_WANTS_NOTHING;
  *start = text + (after_last (colon + 1, strlen (colon + 1), ',') - part);

  return wants;
}

MoatStoryWants
moat_story_find_wanted (const char *line, gsize offset, gsize *start)
{
  const char *end = line + MIN (offset, strlen (line));
  const char *text = skip_spaces (line, end);
  const char *found = text;
  MoatStoryWants wants;

  if (*text == '#' || *text == '>' || *text == '!' || g_str_has_prefix (text, "=>"))
    return MOAT_STORY_WANTS_NOTHING;

  if (has_keyword (text, "zone"))
    wants = find_after_colon (text, end, &found, MOAT_STORY_WANTS_ELEMENT);
  else if (has_keyword (text, "data"))
    wants = find_after_colon (text, end, &found, MOAT_STORY_WANTS_CLASS);
  else
    {
      const char *words = moat_story_skip_number (text);

      if (words > end)
        return MOAT_STORY_WANTS_NOTHING;
      if (has_keyword (words, "flow") && words + strlen ("flow ") <= end)
        words += strlen ("flow ");
      wants = find_in_flow (words, end, &found);
    }
  *start = (gsize) (skip_spaces (found, end) - line);

  return wants;
}

static int
compare_names (const void *a, const void *b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
moat_story_list_completions (GPtrArray *names, const char *prefix)
{
  GPtrArray *found = g_ptr_array_new ();
  g_autofree char *folded_prefix = g_utf8_casefold (prefix, -1);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *folded = g_utf8_casefold (g_ptr_array_index (names, i), -1);

      if (g_str_has_prefix (folded, folded_prefix) && strcmp (g_ptr_array_index (names, i), prefix) != 0)
        g_ptr_array_add (found, g_ptr_array_index (names, i));
    }
  g_ptr_array_sort (found, compare_names);

  return found;
}

/* ---- What a sentence tells ---- */

/* Words that are things which act, for a language that has them; names that are known need none. */
static const char *const nouns[] = {
  "actor",     "admin",     "administrator", "agent",    "api",     "app",      "application", "backend",
  "bank",      "browser",   "bucket",        "buyer",    "cache",   "client",   "cloud",       "courier",
  "customer",  "customers", "database",      "db",       "device",  "employee", "frontend",    "function",
  "gateway",   "guest",     "member",        "operator", "partner", "patient",  "phone",       "proxy",
  "queue",     "seller",    "server",        "service",  "shop",    "shopper",  "site",        "storage",
  "store",     "student",   "supplier",      "system",   "user",    "users",    "vendor",      "visitor",
  "warehouse", "webapp",    "website",       "worker",
};

/* A name does not begin with these, nor go on over them. */
static const char *const small_words[] = {
  "a",     "an",   "and",  "as",      "at", "back",  "by",  "for",  "from", "her",  "his",  "in",
  "into",  "is",   "its",  "it",      "my", "of",    "on",  "onto", "or",   "our",  "that", "the",
  "their", "then", "this", "through", "to", "using", "via", "when", "with", "your",
};

typedef struct
{
  gsize start; /* in bytes of the sentence */
  gsize end;
  char *name;
} Mention;

static void
mention_clear (gpointer data)
{
  g_free (((Mention *) data)->name);
}

static gboolean
is_listed (const char *word, const char *const *list, gsize n_words)
{
  for (gsize i = 0; i < n_words; i++)
    if (g_ascii_strcasecmp (word, list[i]) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_word_char (const char *at)
{
  gunichar c = g_utf8_get_char (at);

  return g_unichar_isalnum (c) || c == '\'' || c == '-' || c == '_';
}

static gboolean
is_word_edge (const char *text, const char *at)
{
  return at == text || *at == '\0' || !is_word_char (at) || !is_word_char (g_utf8_prev_char (at));
}

static gboolean
overlaps (GArray *mentions, gsize start, gsize end)
{
  for (guint i = 0; i < mentions->len; i++)
    {
      const Mention *other = &g_array_index (mentions, Mention, i);

      if (start < other->end && end > other->start)
        return TRUE;
    }

  return FALSE;
}

/* Known names, the longest first, where they stand as words of their own. */
static void
find_known (const char *text, GPtrArray *names, GArray *mentions)
{
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      gsize length = strlen (name);

      for (const char *at = text; length > 0 && *at != '\0'; at = g_utf8_next_char (at))
        {
          gsize start = (gsize) (at - text);
          Mention mention = { start, start + length, NULL };

          if (g_ascii_strncasecmp (at, name, length) != 0 || !is_word_edge (text, at)
              || !is_word_edge (text, at + length) || overlaps (mentions, start, start + length))
            continue;
          mention.name = g_strdup (name);
          g_array_append_val (mentions, mention);
        }
    }
}

static int
compare_lengths (const void *a, const void *b)
{
  gsize length_a = strlen (*(const char *const *) a);
  gsize length_b = strlen (*(const char *const *) b);

  return length_a > length_b ? -1 : length_a < length_b;
}

/* "payment service": a noun, with the words before it up to a small one; a verb may slip in, which one sees
 * and mends.
 */
static void
find_nouns (const char *text, GArray *mentions)
{
  const char *first = NULL; /* where the name would begin */
  const char *at = text;

  while (*at != '\0')
    {
      const char *start = at;
      g_autofree char *word = NULL;
      Mention mention;

      if (!is_word_char (at))
        {
          if (*at != ' ')
            first = NULL;
          at = g_utf8_next_char (at);
          continue;
        }
      while (*at != '\0' && is_word_char (at))
        at = g_utf8_next_char (at);
      word = g_strndup (start, at - start);
      if (is_listed (word, small_words, G_N_ELEMENTS (small_words)))
        {
          first = NULL;
          continue;
        }
      if (first == NULL)
        first = start;
      if (!is_listed (word, nouns, G_N_ELEMENTS (nouns)))
        continue;
      mention = (Mention){ (gsize) (first - text), (gsize) (at - text), NULL };
      first = NULL;
      if (overlaps (mentions, mention.start, mention.end))
        continue;
      mention.name = g_strndup (text + mention.start, mention.end - mention.start);
      g_array_append_val (mentions, mention);
    }
}

static int
compare_places (const void *a, const void *b)
{
  const Mention *first = a, *second = b;

  return first->start < second->start ? -1 : first->start > second->start;
}

/* "Customer" and "customer" are one. */
static const Mention *
find_other (GArray *mentions)
{
  const Mention *first = &g_array_index (mentions, Mention, 0);

  for (guint i = 1; i < mentions->len; i++)
    if (g_ascii_strcasecmp (g_array_index (mentions, Mention, i).name, first->name) != 0)
      return &g_array_index (mentions, Mention, i);

  return NULL;
}

char *
moat_story_suggest_flow (const char *line, GPtrArray *names)
{
  const char *text = moat_story_skip_number (line + strspn (line, " \t"));
  g_autoptr (GArray) mentions = g_array_new (FALSE, FALSE, sizeof (Mention));
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autofree char *words = NULL;
  g_autofree char *source = NULL;
  g_autofree char *target = NULL;
  const Mention *first, *second;

  if (strpbrk (text, ":[]|") != NULL || moat_story_find (text, "->") != NULL
      || strchr ("#>!=", *text) != NULL)
    return NULL;

  g_array_set_clear_func (mentions, mention_clear);
  for (guint i = 0; names != NULL && i < names->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (names, i));
  g_ptr_array_sort (sorted, compare_lengths);
  find_known (text, sorted, mentions);
  find_nouns (text, mentions);
  g_array_sort (mentions, compare_places);
  if (mentions->len < 2)
    return NULL;
  first = &g_array_index (mentions, Mention, 0);
  second = find_other (mentions);
  if (second == NULL)
    return NULL;

  words = g_strstrip (g_strdup (text + first->end));
  source = moat_story_quote (first->name, ":,[]/|#>");
  target = moat_story_quote (second->name, ":,[]/|#>");

  return g_strdup_printf ("%.*s%s -> %s: %s", (int) (text - line), line, source, target, words);
}
