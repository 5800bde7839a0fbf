/* Taking text apart into words and finding phrases among them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "words.h"

#include <string.h>

/* A phrase behind its first word. */
typedef struct
{
  GStrv words;      /* all of them, the first one too */
  gboolean is_open; /* any ending of the last word will do */
  guint value;
} Phrase;

/* Phrases are found by the first letters of their first word: an open one of a single word has no whole word
 * to be found by.
 */
struct _MoatWordIndex
{
  GHashTable *by_word;   /* first word → GPtrArray of Phrase; owned */
  GHashTable *by_prefix; /* first two characters of an open single word → GPtrArray of Phrase; owned */
};

static gboolean
is_apostrophe (gunichar character)
{
  return character == '\'' || character == 0x2019;
}

static void
take_word (GStrvBuilder *words, GString *word)
{
  g_autofree char *folded = NULL;

  if (word->len == 0)
    return;
  folded = g_utf8_casefold (word->str, (gssize) word->len);
  g_strv_builder_add (words, folded);
  g_string_truncate (word, 0);
}

/* Past the ending of a possessive: "customer's". */
static const char *
skip_ending (const char *at)
{
  while (g_unichar_isalnum (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);

  return at;
}

static GStrv
split (const char *text, gboolean at_humps)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr (GString) word = g_string_new (NULL);
  gunichar before = 0;

  for (const char *at = text != NULL ? text : ""; *at != '\0';)
    {
      gunichar character = g_utf8_get_char (at);

      at = g_utf8_next_char (at);
      if (g_unichar_isalnum (character) || g_unichar_ismark (character))
        {
          if (at_humps && g_unichar_isupper (character) && g_unichar_islower (before))
            take_word (words, word);
          g_string_append_unichar (word, character);
        }
      else
        {
          if (is_apostrophe (character) && word->len > 0)
            at = skip_ending (at);
          take_word (words, word);
        }
      before = character;
    }
  take_word (words, word);

  return g_strv_builder_end (words);
}

GStrv
moat_words_split (const char *text)
{
  return split (text, TRUE);
}

GStrv
moat_words_split_names (const char *text)
{
  return split (text, FALSE);
}

/* Letters of a word that tell it from others, whatever its ending: "validate", "validation". */
#define STEM_LETTERS 5

static const char *const common_words[] = {
  "a",   "all",   "an", "and", "another", "are",  "as",   "at",  "be",   "by",   "can",     "for", "from",
  "has", "in",    "is", "it",  "its",     "not",  "of",   "on",  "one",  "or",   "so",      "own", "that",
  "the", "their", "to", "was", "we",      "what", "when", "who", "will", "with", "without",
};

static gboolean
is_common (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (common_words); i++)
    {
      if (strcmp (common_words[i], word) == 0)
        return TRUE;
    }

  return FALSE;
}

/* The stems of the words that matter: a set of owned strings. */
static GHashTable *
collect_stems (const char *text)
{
  g_auto (GStrv) words = moat_words_split (text);
  GHashTable *stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (!is_common (words[i]))
        g_hash_table_add (stems,
                          g_utf8_substring (words[i], 0, MIN (g_utf8_strlen (words[i], -1), STEM_LETTERS)));
    }

  return stems;
}

static guint
count_shared (GHashTable *first, GHashTable *second)
{
  GHashTableIter iter;
  gpointer stem;
  guint n_shared = 0;

  g_hash_table_iter_init (&iter, first);
  while (g_hash_table_iter_next (&iter, &stem, NULL))
    n_shared += g_hash_table_contains (second, stem);

  return n_shared;
}

double
moat_words_compare (const char *a, const char *b)
{
  g_autoptr (GHashTable) first = collect_stems (a);
  g_autoptr (GHashTable) second = collect_stems (b);
  guint n_shared = count_shared (first, second);
  guint n_all = g_hash_table_size (first) + g_hash_table_size (second) - n_shared;

  return n_all == 0 ? 0 : (double) n_shared / n_all;
}

/* Two words are shared by sentences about quite different things. */
#define MIN_CONTAINED 3

double
moat_words_contain (const char *a, const char *b)
{
  g_autoptr (GHashTable) first = collect_stems (a);
  g_autoptr (GHashTable) second = collect_stems (b);
  guint n_fewer = MIN (g_hash_table_size (first), g_hash_table_size (second));

  return n_fewer < MIN_CONTAINED ? 0 : (double) count_shared (first, second) / n_fewer;
}

static void
phrase_free (gpointer data)
{
  Phrase *phrase = data;

  g_strfreev (phrase->words);
  g_free (phrase);
}

static GHashTable *
new_index (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

MoatWordIndex *
moat_word_index_new (void)
{
  MoatWordIndex *self = g_new0 (MoatWordIndex, 1);

  self->by_word = new_index ();
  self->by_prefix = new_index ();
  return self;
}

void
moat_word_index_free (MoatWordIndex *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_word);
  g_hash_table_unref (self->by_prefix);
  g_free (self);
}

/* The key of an open word: its first two bytes; a shorter one has no such key and is taken as closed. */
static char *
dup_prefix (const char *word)
{
  return g_strndup (word, 2);
}

static void
add_under (GHashTable *index, char *key, Phrase *phrase)
{
  GPtrArray *phrases = g_hash_table_lookup (index, key);

  if (phrases == NULL)
    {
      phrases = g_ptr_array_new_with_free_func (phrase_free);
      g_hash_table_insert (index, g_strdup (key), phrases);
    }
  g_ptr_array_add (phrases, phrase);
}

void
moat_word_index_add (MoatWordIndex *self, const char *phrase, guint value)
{
  g_autofree char *key = NULL;
  Phrase *entry;
  GStrv words = moat_words_split (phrase);
  gsize length = strlen (phrase);

  if (words[0] == NULL)
    {
      g_strfreev (words);
      return;
    }

  entry = g_new0 (Phrase, 1);
  entry->words = words;
  entry->is_open = length > 0 && phrase[length - 1] == '*';
  entry->value = value;
  if (entry->is_open && words[1] == NULL && strlen (words[0]) >= 2)
    {
      key = dup_prefix (words[0]);
      add_under (self->by_prefix, key, entry);
    }
  else
    {
      key = g_strdup (words[0]);
      add_under (self->by_word, key, entry);
    }
}

static gboolean
phrase_is_at (const Phrase *phrase, const char *const *words)
{
  for (guint i = 0; phrase->words[i] != NULL; i++)
    {
      gboolean is_open = phrase->is_open && phrase->words[i + 1] == NULL;

      if (words[i] == NULL)
        return FALSE;
      if (is_open ? !g_str_has_prefix (words[i], phrase->words[i]) : strcmp (words[i], phrase->words[i]) != 0)
        return FALSE;
    }

  return TRUE;
}

void
moat_word_index_match (const MoatWordIndex *self,
                       const char *const *words,
                       MoatWordFound found,
                       gpointer user_data)
{
  for (guint at = 0; words[at] != NULL; at++)
    {
      g_autofree char *prefix = dup_prefix (words[at]);
      const GPtrArray *candidates[] = { g_hash_table_lookup (self->by_word, words[at]),
                                        g_hash_table_lookup (self->by_prefix, prefix) };

      for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
        for (guint j = 0; candidates[i] != NULL && j < candidates[i]->len; j++)
          {
            const Phrase *phrase = g_ptr_array_index (candidates[i], j);

            if (phrase_is_at (phrase, words + at))
              found (phrase->value, at, g_strv_length (phrase->words), user_data);
          }
    }
}
