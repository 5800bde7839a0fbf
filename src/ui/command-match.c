/* Finding by a few typed letters (see command-match.h).
 *
 * For each typed word the best way through the text is found as in the
 * alignment of Smith and Waterman (1981), with the steps that command-match.h
 * allows: a table of typed letters by the text's letters, filled row by row.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "command-match.h"

#include <string.h>

#define WORD_START      ((gunichar) 1 << 31)
#define QUERY_LIMIT     40 /* letters of one typed word */
#define WORDS_LIMIT     8  /* typed words */
#define DECOMPOSED      18 /* letters that one can become at most (g_unichar_fully_decompose) */
#define NOWHERE         G_MININT16
#define IS_START(l)     (((l) &WORD_START) != 0)
#define IS_LETTER(a, b) ((((a) ^ (b)) & ~WORD_START) == 0)

/* What a step is worth; the sum is the score. */
#define AT_TITLE_START 12
#define AT_WORD_START  10
#define IN_WORD        2
#define NEXT_LETTER    8
#define NEXT_WORD      4 /* a later word's first letter */
#define WORD_BETWEEN   1 /* taken off for each word on the way there, itself as well */
#define LEFT_OUT       1 /* letters of the word were left out */
#define WHOLE_WORD     3
#define WHOLE_TITLE    20

/* How a letter was come to: in a word that was entered at its beginning, or not. */
typedef enum
{
  LAYER_ANCHORED,
  LAYER_FREE,
  N_LAYERS,
} Layer;

typedef struct
{
  gint16 score[N_LAYERS];
  gint16 from[N_LAYERS]; /* the letter before: its place times N_LAYERS plus its layer; -1: none */
} Cell;

typedef struct
{
  gunichar letters[QUERY_LIMIT];
  guint n_letters;
} Word;

/* Places in a text, both ends included. */
typedef struct
{
  guint first;
  guint last;
} Range;

struct _MoatCommandQuery
{
  Word words[WORDS_LIMIT];
  guint n_words;
  guint64 mask;
  Cell cells[QUERY_LIMIT * MOAT_COMMAND_KEY_LIMIT]; /* scratch */
};

/* ---- Folding ---- */

typedef struct
{
  gunichar letters[MOAT_COMMAND_KEY_LIMIT];
  guint n;
} Letters;

static guint64
get_bit (gunichar letter)
{
  return (guint64) 1 << (letter % 64);
}

/* Letters such as "ø" and "ł", which have no decomposition, as the ones they look like. */
static guint
fold_latin (gunichar letter, gunichar *folded)
{
  char utf8[7] = "";
  g_autofree char *ascii = NULL;
  guint n = 0;

  g_unichar_to_utf8 (letter, utf8);
  ascii = g_str_to_ascii (utf8, "C");
  for (const char *c = ascii; *c != '\0' && n < DECOMPOSED; c++)
    if (g_ascii_isalnum (*c))
      folded[n++] = (gunichar) g_ascii_tolower (*c);
  if (n > 0)
    return n;
  folded[0] = letter;
  return 1;
}

/* A letter or digit without case and marks. Returns how many letters it becomes. */
static guint
fold (gunichar letter, gunichar *folded)
{
  gunichar parts[DECOMPOSED];
  gsize n_parts;
  guint n = 0;

  if (letter < 0x80)
    {
      folded[0] = (gunichar) g_ascii_tolower ((char) letter);
      return 1;
    }

  n_parts = g_unichar_fully_decompose (letter, TRUE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < n_parts; i++)
    if (g_unichar_isalnum (parts[i]))
      folded[n++] = g_unichar_tolower (parts[i]);
  if (n == 1 && folded[0] >= 0x80 && g_unichar_get_script (folded[0]) == G_UNICODE_SCRIPT_LATIN)
    return fold_latin (folded[0], folded);
  return n;
}

/* What a character is, as far as words are told by it. */
typedef enum
{
  SHAPE_OTHER, /* neither letter nor digit */
  SHAPE_MARK,  /* belongs to the letter before it */
  SHAPE_DIGIT,
  SHAPE_UPPER,
  SHAPE_LOWER, /* or a letter of a script without case */
} Shape;

static Shape
get_shape (gunichar letter)
{
  if (letter < 0x80)
    return g_ascii_islower ((char) letter)   ? SHAPE_LOWER
           : g_ascii_isupper ((char) letter) ? SHAPE_UPPER
           : g_ascii_isdigit ((char) letter) ? SHAPE_DIGIT
                                             : SHAPE_OTHER;
  if (g_unichar_ismark (letter))
    return SHAPE_MARK;
  if (!g_unichar_isalnum (letter))
    return SHAPE_OTHER;
  return g_unichar_isdigit (letter) ? SHAPE_DIGIT : g_unichar_isupper (letter) ? SHAPE_UPPER : SHAPE_LOWER;
}

/* "Web API", "getToken", "SHOP12": a word begins after what is no letter, with a capital after a small one,
 * and between letters and digits.
 */
static gboolean
begins_word (Shape before, Shape shape)
{
  if (before == SHAPE_OTHER)
    return TRUE;
  if (shape == SHAPE_UPPER && before == SHAPE_LOWER)
    return TRUE;
  return (shape == SHAPE_DIGIT) != (before == SHAPE_DIGIT);
}

/* Appends the letters of @text; @offsets, when given, receives for each the byte it begins at. */
static void
append_letters (Letters *letters, GArray *offsets, const char *text)
{
  Shape before = SHAPE_OTHER;

  for (const char *c = text; *c != '\0' && letters->n < MOAT_COMMAND_KEY_LIMIT; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);
      Shape shape = get_shape (letter);
      gunichar start = begins_word (before, shape) ? WORD_START : 0;
      guint offset = (guint) (c - text);
      gunichar folded[DECOMPOSED];
      guint n = shape > SHAPE_MARK ? fold (letter, folded) : 0;

      if (shape != SHAPE_MARK)
        before = shape;
      for (guint i = 0; i < n && letters->n < MOAT_COMMAND_KEY_LIMIT; i++)
        {
          letters->letters[letters->n++] = folded[i] | (i == 0 ? start : 0);
          if (offsets != NULL)
            g_array_append_val (offsets, offset);
        }
    }
}

static void
key_init (MoatCommandKey *key, GArray *offsets, const char *title, const char *more)
{
  Letters letters;

  letters.n = 0;
  append_letters (&letters, offsets, title);
  key->n_title = letters.n;
  if (more != NULL)
    append_letters (&letters, NULL, more);

  key->letters = g_memdup2 (letters.letters, letters.n * sizeof (gunichar));
  key->n_letters = letters.n;
  key->mask = 0;
  for (guint i = 0; i < key->n_letters; i++)
    key->mask |= get_bit (key->letters[i] & ~WORD_START);
}

void
moat_command_key_init (MoatCommandKey *key, const char *title, const char *more)
{
  g_return_if_fail (key != NULL);
  g_return_if_fail (title != NULL);

  key_init (key, NULL, title, more);
}

void
moat_command_key_clear (MoatCommandKey *key)
{
  g_clear_pointer (&key->letters, g_free);
  key->n_letters = 0;
}

static void
add_word (MoatCommandQuery *query, const char *text)
{
  Letters letters;
  Word *word = &query->words[query->n_words];

  letters.n = 0;
  append_letters (&letters, NULL, text);
  if (letters.n == 0 || query->n_words == WORDS_LIMIT)
    return;

  word->n_letters = MIN (letters.n, QUERY_LIMIT);
  for (guint i = 0; i < word->n_letters; i++)
    {
      word->letters[i] = letters.letters[i] & ~WORD_START;
      query->mask |= get_bit (word->letters[i]);
    }
  query->n_words++;
}

MoatCommandQuery *
moat_command_query_new (const char *text)
{
  MoatCommandQuery *query = g_new0 (MoatCommandQuery, 1);
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (text != NULL, query);

  words = g_strsplit_set (text, " \t\n", -1);
  for (guint i = 0; words[i] != NULL && query->n_words < WORDS_LIMIT; i++)
    add_word (query, words[i]);
  return query;
}

void
moat_command_query_free (MoatCommandQuery *query)
{
  g_free (query);
}

gboolean
moat_command_query_is_empty (MoatCommandQuery *query)
{
  return query->n_words == 0;
}

/* ---- Matching ---- */

/* Where the typed letters can be at all: the leftmost and the rightmost way to find them in order. Most texts
 * that are passed over fail here.
 */
static gboolean
find_ranges (const Word *word, const MoatCommandKey *key, Range *ranges)
{
  guint found = 0;

  for (guint at = 0; at < key->n_letters && found < word->n_letters; at++)
    if (IS_LETTER (key->letters[at], word->letters[found]))
      ranges[found++].first = at;
  if (found < word->n_letters)
    return FALSE;
  for (guint at = key->n_letters; at > 0 && found > 0; at--)
    if (IS_LETTER (key->letters[at - 1], word->letters[found - 1]))
      ranges[--found].last = at - 1;
  return TRUE;
}

static gint16
weigh (const MoatCommandKey *key, guint at, int worth)
{
  return (gint16) (at < key->n_title ? worth : (worth + 1) / 2);
}

static void
offer (Cell *cell, Layer layer, int score, int from)
{
  if (score <= cell->score[layer])
    return;
  cell->score[layer] = (gint16) score;
  cell->from[layer] = (gint16) from;
}

/* The first typed letter at @at. */
static void
begin (Cell *cell, const MoatCommandKey *key, guint at)
{
  gboolean is_start = IS_START (key->letters[at]);
  int worth = at == 0 ? AT_TITLE_START : is_start ? AT_WORD_START : IN_WORD;

  offer (cell, is_start ? LAYER_ANCHORED : LAYER_FREE, weigh (key, at, worth), -1);
}

/* The best that was passed in a row so far, to go on from. */
typedef struct
{
  int score;
  int from;
} Best;

static void
keep_best (Best *best, const Cell *cell, guint at, Layer layer)
{
  if (cell->score[layer] != NOWHERE && cell->score[layer] > best->score)
    *best = (Best){ cell->score[layer], (int) (at * N_LAYERS + layer) };
}

/* A later typed letter at @at: from the letter before it (NULL: none was found there), from any before when a
 * word begins here, or from one of the same word.
 */
static void
go_on (Cell *cell, const Cell *before, const MoatCommandKey *key, guint at, const Best *any, const Best *word)
{
  gboolean is_start = IS_START (key->letters[at]);

  for (Layer layer = 0; before != NULL && at != key->n_title && layer < N_LAYERS; layer++)
    if (before->score[layer] != NOWHERE)
      offer (cell, is_start ? LAYER_ANCHORED : layer, before->score[layer] + weigh (key, at, NEXT_LETTER),
             (int) ((at - 1) * N_LAYERS + layer));
  if (is_start && any->score > NOWHERE)
    offer (cell, LAYER_ANCHORED, any->score + weigh (key, at, NEXT_WORD), any->from);
  if (!is_start && word->score > NOWHERE)
    offer (cell, LAYER_ANCHORED, word->score + weigh (key, at, LEFT_OUT), word->from);
}

/* Forgets what cannot be gone on from at @at. */
static void
pass (const MoatCommandKey *key, guint at, Best *any, Best *in_word)
{
  gboolean is_start = IS_START (key->letters[at]);

  if (is_start || at == key->n_title)
    *in_word = (Best){ NOWHERE, -1 };
  /* What was typed in one go is either in the title or in the other words. */
  if (at == key->n_title)
    *any = (Best){ NOWHERE, -1 };
  else if (is_start && any->score > 0)
    any->score -= WORD_BETWEEN;
}

/* @ranges are this row's and, before it, that of the row before: only there cells are read and written. */
static void
fill_row (const Word *word, guint row, const MoatCommandKey *key, const Range *ranges, Cell *cells)
{
  const Cell *before = row > 0 ? cells - key->n_letters : NULL;
  guint begins = row > 0 ? ranges[-1].first : ranges->first;
  Best any = { NOWHERE, -1 };
  Best in_word = { NOWHERE, -1 };

  for (guint at = begins; at <= ranges->last; at++)
    {
      pass (key, at, &any, &in_word);
      if (at >= ranges->first)
        cells[at] = (Cell){ { NOWHERE, NOWHERE }, { -1, -1 } };
      if (at >= ranges->first && IS_LETTER (key->letters[at], word->letters[row]))
        {
          gboolean is_after = row > 0 && at > begins && at - 1 <= ranges[-1].last;

          if (row == 0)
            begin (&cells[at], key, at);
          else
            go_on (&cells[at], is_after ? &before[at - 1] : NULL, key, at, &any, &in_word);
        }
      if (row == 0 || at > ranges[-1].last)
        continue;
      for (Layer layer = 0; layer < N_LAYERS; layer++)
        keep_best (&any, &before[at], at, layer);
      keep_best (&in_word, &before[at], at, LAYER_ANCHORED);
    }
}

/* The best cell of the last row, as its place times N_LAYERS plus its layer; -1: the word is not there. */
static int
find_end (const MoatCommandKey *key, const Range *range, const Cell *cells, int *score)
{
  int end = -1;

  *score = 0;
  for (guint at = range->first; at <= range->last; at++)
    for (Layer layer = 0; layer < N_LAYERS; layer++)
      {
        gboolean is_whole = at + 1 == key->n_letters || IS_START (key->letters[at + 1]);
        int reached = cells[at].score[layer] + (is_whole ? weigh (key, at, WHOLE_WORD) : 0);

        if (cells[at].score[layer] == NOWHERE || reached <= *score)
          continue;
        *score = reached;
        end = (int) (at * N_LAYERS + layer);
      }
  return end;
}

/* Fills the scratch table for one typed word, as far as it can be in the text. Where it ends; -1: nowhere. */
static int
align (MoatCommandQuery *query, const Word *word, const MoatCommandKey *key, int *score)
{
  guint last = word->n_letters - 1;
  Range ranges[QUERY_LIMIT];

  *score = 0;
  if (!find_ranges (word, key, ranges))
    return -1;
  for (guint row = 0; row <= last; row++)
    fill_row (word, row, key, &ranges[row], query->cells + row * key->n_letters);
  return find_end (key, &ranges[last], query->cells + last * key->n_letters, score);
}

int
moat_command_query_score (MoatCommandQuery *query, const MoatCommandKey *key)
{
  int sum = 0;
  guint n_typed = 0;

  g_return_val_if_fail (query != NULL, 0);
  g_return_val_if_fail (key != NULL, 0);

  if ((query->mask & ~key->mask) != 0)
    return 0;
  for (guint i = 0; i < query->n_words; i++)
    {
      int score;

      if (align (query, &query->words[i], key, &score) < 0)
        return 0;
      sum += score;
      n_typed += query->words[i].n_letters;
    }
  if (n_typed == key->n_title && n_typed > 0)
    sum += WHOLE_TITLE;
  /* Of two that answer alike, the shorter. */
  return MAX (sum * 4 - (int) (key->n_title / 8), 1);
}

/* ---- Marks ---- */

static void
mark_letters (MoatCommandQuery *query, const Word *word, const MoatCommandKey *key, gboolean *is_marked)
{
  int score;
  int place = align (query, word, key, &score);

  for (guint row = word->n_letters; place >= 0 && row > 0; row--)
    {
      guint at = (guint) place / N_LAYERS;

      is_marked[at] = TRUE;
      place = query->cells[(row - 1) * key->n_letters + at].from[place % N_LAYERS];
    }
}

GArray *
moat_command_query_list_marks (MoatCommandQuery *query, const char *title, const char *more)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (MoatCommandMark));
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean is_marked[MOAT_COMMAND_KEY_LIMIT] = { FALSE };
  g_auto (MoatCommandKey) key = { NULL };

  g_return_val_if_fail (query != NULL, marks);
  g_return_val_if_fail (title != NULL, marks);

  key_init (&key, offsets, title, more);
  for (guint i = 0; i < query->n_words; i++)
    mark_letters (query, &query->words[i], &key, is_marked);

  for (guint i = 0; i < key.n_title; i++)
    {
      guint start = g_array_index (offsets, guint, i);
      MoatCommandMark mark = { start, (guint) (g_utf8_next_char (title + start) - title) };
      MoatCommandMark *last = marks->len > 0 ? &g_array_index (marks, MoatCommandMark, marks->len - 1) : NULL;

      if (!is_marked[i])
        continue;
      if (last != NULL && last->end >= mark.start)
        last->end = MAX (last->end, mark.end);
      else
        g_array_append_val (marks, mark);
    }
  return marks;
}
