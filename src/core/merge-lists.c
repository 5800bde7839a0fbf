/* Three-way merging of lists of words: as sets, as sequences, or as a text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "merge-lists.h"

#include <string.h>

/* Beyond this many pairs of words a sequence is compared as a whole: nobody typed that. */
#define MAX_PAIRS (1000 * 1000)

typedef enum
{
  BASE,
  OURS,
  THEIRS,
  N_SIDES,
} Side;

/* The words of @node, borrowed from it; NULL when it is something else than a list of them. */
static GPtrArray *
list_words (JsonNode *node)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  JsonArray *array;

  if (node == NULL)
    return g_steal_pointer (&words);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return NULL;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (item) || json_node_get_value_type (item) != G_TYPE_STRING)
        return NULL;
      g_ptr_array_add (words, (gpointer) json_node_get_string (item));
    }

  return g_steal_pointer (&words);
}

/* Owned; NULL of no words. */
static JsonNode *
words_to_node (GPtrArray *words)
{
  JsonArray *array;

  if (words->len == 0)
    return NULL;
  array = json_array_sized_new (words->len);
  for (guint i = 0; i < words->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (words, i));

  return json_node_init_array (json_node_alloc (), array);
}

static gboolean
read_sides (JsonNode *base, JsonNode *ours, JsonNode *theirs, GPtrArray **words)
{
  words[BASE] = list_words (base);
  words[OURS] = list_words (ours);
  words[THEIRS] = list_words (theirs);

  return words[BASE] != NULL && words[OURS] != NULL && words[THEIRS] != NULL;
}

static void
clear_sides (GPtrArray **words)
{
  for (guint side = 0; side < N_SIDES; side++)
    g_clear_pointer (&words[side], g_ptr_array_unref);
}

static GHashTable *
make_set (GPtrArray *words)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < words->len; i++)
    g_hash_table_add (set, g_ptr_array_index (words, i));

  return set;
}

/* Whose words come first where both put some in: not a matter of which side is which. */
static gboolean
theirs_come_first (GPtrArray *ours, GPtrArray *theirs)
{
  for (guint i = 0; i < ours->len && i < theirs->len; i++)
    {
      int order = strcmp (g_ptr_array_index (ours, i), g_ptr_array_index (theirs, i));

      if (order != 0)
        return order > 0;
    }

  return theirs->len < ours->len;
}

/* Adds both, each word that both have once. */
static void
append_both (GPtrArray *merged, GPtrArray *ours, GPtrArray *theirs)
{
  GPtrArray *first = theirs_come_first (ours, theirs) ? theirs : ours;
  GPtrArray *second = first == ours ? theirs : ours;
  g_autoptr (GHashTable) seen = make_set (first);

  g_ptr_array_extend (merged, first, NULL, NULL);
  for (guint i = 0; i < second->len; i++)
    {
      if (!g_hash_table_contains (seen, g_ptr_array_index (second, i)))
        g_ptr_array_add (merged, g_ptr_array_index (second, i));
    }
}

/* ---- Sets ---- */

/* Owned container: what @side has and base has not, each once. */
static GPtrArray *
list_added (GPtrArray *side, GHashTable *in_base)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *added = g_ptr_array_new ();

  for (guint i = 0; i < side->len; i++)
    {
      gpointer word = g_ptr_array_index (side, i);

      if (!g_hash_table_contains (in_base, word) && g_hash_table_add (seen, word))
        g_ptr_array_add (added, word);
    }

  return added;
}

gboolean
moat_merge_sets (JsonNode *base, JsonNode *ours, JsonNode *theirs, JsonNode **merged)
{
  GPtrArray *words[N_SIDES];
  gboolean all_words = read_sides (base, ours, theirs, words);

  if (all_words)
    {
      g_autoptr (GHashTable) in_base = make_set (words[BASE]);
      g_autoptr (GHashTable) in_ours = make_set (words[OURS]);
      g_autoptr (GHashTable) in_theirs = make_set (words[THEIRS]);
      g_autoptr (GPtrArray) our_news = list_added (words[OURS], in_base);
      g_autoptr (GPtrArray) their_news = list_added (words[THEIRS], in_base);
      g_autoptr (GPtrArray) result = g_ptr_array_new ();

      for (guint i = 0; i < words[BASE]->len; i++)
        {
          gpointer word = g_ptr_array_index (words[BASE], i);

          if (g_hash_table_contains (in_ours, word) && g_hash_table_contains (in_theirs, word))
            g_ptr_array_add (result, word);
        }
      append_both (result, our_news, their_news);
      *merged = words_to_node (result);
    }
  clear_sides (words);

  return all_words;
}

/* ---- Sequences ---- */

int *
moat_merge_match (GPtrArray *base, GPtrArray *side)
{
  gsize width = side->len + 1;
  g_autofree guint *length = NULL;
  int *partner;
  guint i, j;

  if ((gsize) base->len * side->len > MAX_PAIRS)
    return NULL;
  length = g_new0 (guint, (base->len + 1) * width);
  partner = g_new (int, base->len + 1);

  for (i = base->len; i-- > 0;)
    for (j = side->len; j-- > 0;)
      length[i * width + j] = strcmp (g_ptr_array_index (base, i), g_ptr_array_index (side, j)) == 0
                                  ? length[(i + 1) * width + j + 1] + 1
                                  : MAX (length[(i + 1) * width + j], length[i * width + j + 1]);

  for (i = 0, j = 0; i < base->len;)
    {
      if (j < side->len && strcmp (g_ptr_array_index (base, i), g_ptr_array_index (side, j)) == 0)
        partner[i++] = (int) j++;
      else if (j < side->len && length[i * width + j + 1] > length[(i + 1) * width + j])
        j++;
      else
        partner[i++] = -1;
    }

  return partner;
}

static GPtrArray *
slice (GPtrArray *words, guint from, guint to)
{
  GPtrArray *part = g_ptr_array_new ();

  for (guint i = from; i < to; i++)
    g_ptr_array_add (part, g_ptr_array_index (words, i));

  return part;
}

static gboolean
words_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      if (strcmp (g_ptr_array_index (a, i), g_ptr_array_index (b, i)) != 0)
        return FALSE;
    }

  return TRUE;
}

/* One stretch between words that all three have. */
static gboolean
merge_stretch (GPtrArray *base, GPtrArray *ours, GPtrArray *theirs, gboolean keeps_both, GPtrArray *result)
{
  if (words_equal (ours, theirs) || words_equal (theirs, base))
    g_ptr_array_extend (result, ours, NULL, NULL);
  else if (words_equal (ours, base))
    g_ptr_array_extend (result, theirs, NULL, NULL);
  else if (base->len == 0 && keeps_both)
    append_both (result, ours, theirs);
  else
    return FALSE;

  return TRUE;
}

static gboolean
merge_stretches (GPtrArray *const *words, gboolean keeps_both, GPtrArray *result)
{
  g_autofree int *our_place = moat_merge_match (words[BASE], words[OURS]);
  g_autofree int *their_place = moat_merge_match (words[BASE], words[THEIRS]);
  guint from[N_SIDES] = { 0, 0, 0 };

  if (our_place == NULL || their_place == NULL)
    return FALSE;

  for (guint i = 0; i <= words[BASE]->len; i++)
    {
      gboolean is_end = i == words[BASE]->len;
      g_autoptr (GPtrArray) base = NULL;
      g_autoptr (GPtrArray) ours = NULL;
      g_autoptr (GPtrArray) theirs = NULL;

      if (!is_end && (our_place[i] < 0 || their_place[i] < 0))
        continue;
      base = slice (words[BASE], from[BASE], i);
      ours = slice (words[OURS], from[OURS], is_end ? words[OURS]->len : (guint) our_place[i]);
      theirs = slice (words[THEIRS], from[THEIRS], is_end ? words[THEIRS]->len : (guint) their_place[i]);
      if (!merge_stretch (base, ours, theirs, keeps_both, result))
        return FALSE;
      if (is_end)
        continue;
      g_ptr_array_add (result, g_ptr_array_index (words[BASE], i));
      from[BASE] = i + 1;
      from[OURS] = (guint) our_place[i] + 1;
      from[THEIRS] = (guint) their_place[i] + 1;
    }

  return TRUE;
}

gboolean
moat_merge_sequences (JsonNode *base, JsonNode *ours, JsonNode *theirs, JsonNode **merged)
{
  GPtrArray *words[N_SIDES];
  g_autoptr (GPtrArray) result = g_ptr_array_new ();
  gboolean agree = read_sides (base, ours, theirs, words);

  agree = agree && merge_stretches (words, TRUE, result);
  if (agree)
    *merged = words_to_node (result);
  clear_sides (words);

  return agree;
}

gboolean
moat_merge_pieces (GPtrArray *base, GPtrArray *ours, GPtrArray *theirs, GPtrArray *merged)
{
  GPtrArray *const words[] = { base, ours, theirs };

  return merge_stretches (words, FALSE, merged);
}
