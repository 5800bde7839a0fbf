/* The catalogue's entries: kept by id, resolved once, then only read.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "catalog.h"

#include <string.h>

/* Entries of one list, found by id, in the order they came. */
typedef struct
{
  GPtrArray *items; /* owned */
  GDestroyNotify free_item;
  GHashTable *by_id; /* id (borrowed from the item) → its index + 1 */
} Entries;

struct _MoatCatalog
{
  Entries hints;
  Entries moves;
  Entries patterns;
  char *default_roles[MOAT_ELEMENT_DATA_STORE + 1];

  /* Made when it is sealed. */
  gboolean is_sealed;
  MoatWordIndex *index;  /* phrase → the hint's index */
  MoatWordIndex *places; /* the same for names of boundaries */
  MoatHintSet roles;
  MoatHintSet *gives; /* by hint: itself and all that include it, however far */
};

/* Beside a hint's index in the word index: its role is told wherever the phrase stands. */
#define IS_NAME (1u << 16)

/* ---- Sets ---- */

void
moat_hint_set_add (MoatHintSet *self, guint index)
{
  g_assert (index < MOAT_MAX_HINTS);

  self->bits[index / 64] |= G_GUINT64_CONSTANT (1) << (index % 64);
}

void
moat_hint_set_unite (MoatHintSet *self, const MoatHintSet *other)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->bits); i++)
    self->bits[i] |= other->bits[i];
}

gboolean
moat_hint_set_intersects (const MoatHintSet *a, const MoatHintSet *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (a->bits); i++)
    {
      if ((a->bits[i] & b->bits[i]) != 0)
        return TRUE;
    }

  return FALSE;
}

gboolean
moat_hint_set_is_empty (const MoatHintSet *self)
{
  return !moat_hint_set_intersects (self, self);
}

static gboolean
set_has (const MoatHintSet *set, guint index)
{
  return (set->bits[index / 64] >> (index % 64)) & 1;
}

/* ---- Entries' memory ---- */

void
moat_hint_free (MoatHint *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_strfreev (self->words);
  g_strfreev (self->names);
  g_strfreev (self->places);
  g_strfreev (self->includes);
  g_free (self);
}

static void
end_condition_free (MoatEndCondition *end)
{
  if (end == NULL)
    return;
  g_strfreev (end->is.names);
  g_strfreev (end->is_not.names);
  g_free (end->at_least);
  g_free (end);
}

MoatCondition *
moat_condition_new (void)
{
  return g_new0 (MoatCondition, 1);
}

void
moat_condition_free (MoatCondition *self)
{
  if (self == NULL)
    return;
  end_condition_free (self->source);
  end_condition_free (self->target);
  end_condition_free (self->element);
  if (self->flow != NULL)
    {
      g_strfreev (self->flow->is.names);
      g_strfreev (self->flow->is_not.names);
      g_strfreev (self->flow->protocol.names);
      g_free (self->flow);
    }
  if (self->data != NULL)
    {
      g_strfreev (self->data->is.names);
      g_strfreev (self->data->is_not.names);
      g_free (self->data->at_least);
      g_free (self->data);
    }
  g_clear_pointer (&self->any, g_ptr_array_unref);
  g_free (self);
}

void
moat_move_free (MoatMove *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->idea);
  moat_condition_free (self->when);
  g_free (self->text);
  g_free (self->why);
  g_strfreev (self->cwe);
  g_strfreev (self->capec);
  g_strfreev (self->patterns);
  g_free (self);
}

void
moat_pattern_proof_free (MoatPatternProof *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self);
}

void
moat_pattern_free (MoatPattern *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->text);
  g_strfreev (self->enforced);
  g_clear_pointer (&self->proofs, g_ptr_array_unref);
  g_free (self->tradeoff);
  g_free (self);
}

/* ---- Entries by id ---- */

static void
entries_init (Entries *entries, GDestroyNotify free_item)
{
  entries->items = g_ptr_array_new_with_free_func (free_item);
  entries->free_item = free_item;
  entries->by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
entries_clear (Entries *entries)
{
  g_hash_table_unref (entries->by_id);
  g_ptr_array_unref (entries->items);
}

/* The index, or -1. */
static int
entries_find (const Entries *entries, const char *id)
{
  return id == NULL ? -1 : GPOINTER_TO_INT (g_hash_table_lookup (entries->by_id, id)) - 1;
}

static gpointer
entries_get (const Entries *entries, const char *id)
{
  int index = entries_find (entries, id);

  return index < 0 ? NULL : g_ptr_array_index (entries->items, index);
}

/* Takes @item, whose own @id is. */
static void
entries_take (Entries *entries, const char *id, gpointer item)
{
  int index = entries_find (entries, id);

  if (index < 0)
    {
      index = (int) entries->items->len;
      g_ptr_array_add (entries->items, item);
    }
  else
    {
      g_hash_table_remove (entries->by_id, id);
      entries->free_item (entries->items->pdata[index]);
      entries->items->pdata[index] = item;
    }
  g_hash_table_insert (entries->by_id, (gpointer) id, GINT_TO_POINTER (index + 1));
}

/* ---- Growing ---- */

static void
catalog_init (MoatCatalog *self)
{
  entries_init (&self->hints, (GDestroyNotify) moat_hint_free);
  entries_init (&self->moves, (GDestroyNotify) moat_move_free);
  entries_init (&self->patterns, (GDestroyNotify) moat_pattern_free);
}

static void
catalog_clear (gpointer data)
{
  MoatCatalog *self = data;

  entries_clear (&self->hints);
  entries_clear (&self->moves);
  entries_clear (&self->patterns);
  for (guint i = 0; i < G_N_ELEMENTS (self->default_roles); i++)
    g_free (self->default_roles[i]);
  g_clear_pointer (&self->index, moat_word_index_free);
  g_clear_pointer (&self->places, moat_word_index_free);
  g_free (self->gives);
}

MoatCatalog *
moat_catalog_new (void)
{
  MoatCatalog *self = g_atomic_rc_box_new0 (MoatCatalog);

  catalog_init (self);
  return self;
}

MoatCatalog *
moat_catalog_ref (MoatCatalog *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
moat_catalog_unref (MoatCatalog *self)
{
  g_atomic_rc_box_release_full (self, catalog_clear);
}

gboolean
moat_catalog_take_hint (MoatCatalog *self, MoatHint *hint)
{
  g_return_val_if_fail (!self->is_sealed, FALSE);

  if (entries_find (&self->hints, hint->id) < 0 && self->hints.items->len == MOAT_MAX_HINTS)
    {
      moat_hint_free (hint);
      return FALSE;
    }
  entries_take (&self->hints, hint->id, hint);
  return TRUE;
}

void
moat_catalog_take_move (MoatCatalog *self, MoatMove *move)
{
  g_return_if_fail (!self->is_sealed);

  entries_take (&self->moves, move->id, move);
}

void
moat_catalog_take_pattern (MoatCatalog *self, MoatPattern *pattern)
{
  g_return_if_fail (!self->is_sealed);

  entries_take (&self->patterns, pattern->id, pattern);
}

void
moat_catalog_set_default_role (MoatCatalog *self, MoatElementType type, const char *hint_id)
{
  g_return_if_fail (!self->is_sealed);
  g_return_if_fail ((guint) type < G_N_ELEMENTS (self->default_roles));

  g_free (self->default_roles[type]);
  self->default_roles[type] = g_strdup (hint_id);
}

/* ---- Sealing ---- */

typedef struct
{
  MoatCatalog *catalog;
  MoatCatalogProblem problem;
  gpointer user_data;
  /* Of the entry at hand. */
  const char *origin;
  guint line;
  const char *entry;
} Sealing;

static void
tell_missing (Sealing *sealing, const char *missing)
{
  if (sealing->problem != NULL)
    sealing->problem (sealing->origin, sealing->line, sealing->entry, missing, sealing->user_data);
}

/* FALSE when a name is no hint's. */
static gboolean
resolve_hints (Sealing *sealing, MoatHints *hints)
{
  gboolean is_whole = TRUE;

  for (guint i = 0; hints->names != NULL && hints->names[i] != NULL; i++)
    {
      int index = entries_find (&sealing->catalog->hints, hints->names[i]);

      if (index < 0)
        {
          tell_missing (sealing, hints->names[i]);
          is_whole = FALSE;
        }
      else
        {
          moat_hint_set_add (&hints->set, (guint) index);
        }
    }

  return is_whole;
}

static gboolean
resolve_end (Sealing *sealing, MoatEndCondition *end)
{
  return end == NULL || (resolve_hints (sealing, &end->is) && resolve_hints (sealing, &end->is_not));
}

static gboolean
resolve_flow (Sealing *sealing, MoatFlowCondition *flow)
{
  return flow == NULL
         || (resolve_hints (sealing, &flow->is) && resolve_hints (sealing, &flow->is_not)
             && resolve_hints (sealing, &flow->protocol));
}

static gboolean
resolve_condition (Sealing *sealing, MoatCondition *condition)
{
  MoatDataCondition *data = condition->data;
  gboolean is_whole = resolve_end (sealing, condition->source) && resolve_end (sealing, condition->target)
                      && resolve_end (sealing, condition->element) && resolve_flow (sealing, condition->flow);

  if (data != NULL)
    is_whole = is_whole && resolve_hints (sealing, &data->is) && resolve_hints (sealing, &data->is_not);
  for (guint i = 0; condition->any != NULL && i < condition->any->len; i++)
    is_whole = resolve_condition (sealing, g_ptr_array_index (condition->any, i)) && is_whole;

  return is_whole;
}

/* Leaves out of @move the patterns that are not there. */
static void
resolve_patterns (Sealing *sealing, MoatMove *move)
{
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  GStrv names = move->patterns;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      if (entries_find (&sealing->catalog->patterns, names[i]) >= 0)
        g_strv_builder_add (found, names[i]);
      else
        tell_missing (sealing, names[i]);
    }
  move->patterns = g_strv_builder_end (found);
  g_strfreev (names);
}

static void
resolve_moves (Sealing *sealing)
{
  Entries *moves = &sealing->catalog->moves;
  Entries whole;

  entries_init (&whole, (GDestroyNotify) moat_move_free);
  for (guint i = 0; i < moves->items->len; i++)
    {
      MoatMove *move = g_steal_pointer (&moves->items->pdata[i]);

      sealing->origin = move->origin;
      sealing->line = move->line;
      sealing->entry = move->id;
      if (resolve_condition (sealing, move->when))
        {
          resolve_patterns (sealing, move);
          entries_take (&whole, move->id, move);
        }
      else
        {
          moat_move_free (move);
        }
    }
  g_ptr_array_set_free_func (moves->items, NULL);
  entries_clear (moves);
  *moves = whole;
}

/* Adds hint @index to what gives it, and on to what that is included in. */
static void
spread (MoatCatalog *self, guint index, guint given)
{
  for (guint i = 0; i < self->hints.items->len; i++)
    {
      const MoatHint *hint = g_ptr_array_index (self->hints.items, i);
      const MoatHint *part = g_ptr_array_index (self->hints.items, given);

      if (hint->includes == NULL || !g_strv_contains ((const char *const *) hint->includes, part->id)
          || set_has (&self->gives[index], i))
        continue;
      moat_hint_set_add (&self->gives[index], i);
      spread (self, index, i);
    }
}

static void
index_hints (Sealing *sealing)
{
  MoatCatalog *self = sealing->catalog;

  self->index = moat_word_index_new ();
  self->places = moat_word_index_new ();
  self->gives = g_new0 (MoatHintSet, MAX (self->hints.items->len, 1));
  for (guint i = 0; i < self->hints.items->len; i++)
    {
      const MoatHint *hint = g_ptr_array_index (self->hints.items, i);
      MoatHints included = { .names = hint->includes };

      for (guint j = 0; hint->words != NULL && hint->words[j] != NULL; j++)
        moat_word_index_add (self->index, hint->words[j], i);
      for (guint j = 0; hint->names != NULL && hint->names[j] != NULL; j++)
        moat_word_index_add (self->index, hint->names[j], i | IS_NAME);
      for (guint j = 0; hint->places != NULL && hint->places[j] != NULL; j++)
        moat_word_index_add (self->places, hint->places[j], i);
      if (hint->is_role)
        moat_hint_set_add (&self->roles, i);
      moat_hint_set_add (&self->gives[i], i);
      spread (self, i, i);

      sealing->origin = hint->origin;
      sealing->line = hint->line;
      sealing->entry = hint->id;
      resolve_hints (sealing, &included);
    }
}

void
moat_catalog_seal (MoatCatalog *self, MoatCatalogProblem problem, gpointer user_data)
{
  Sealing sealing = { .catalog = self, .problem = problem, .user_data = user_data };

  g_return_if_fail (!self->is_sealed);

  self->is_sealed = TRUE;
  index_hints (&sealing);
  resolve_moves (&sealing);
}

/* ---- Asking ---- */

GPtrArray *
moat_catalog_get_moves (MoatCatalog *self)
{
  return self->moves.items;
}

GPtrArray *
moat_catalog_get_patterns (MoatCatalog *self)
{
  return self->patterns.items;
}

const MoatMove *
moat_catalog_find_move (MoatCatalog *self, const char *id)
{
  return entries_get (&self->moves, id);
}

const MoatPattern *
moat_catalog_find_pattern (MoatCatalog *self, const char *id)
{
  return entries_get (&self->patterns, id);
}

static void
add_found_cb (guint hint, guint at, guint n_words, gpointer user_data)
{
  moat_hint_set_add (user_data, hint & ~IS_NAME);
}

/* "PayPal" is one word, "orderDatabase" two: both ways are tried. */
typedef GStrv (*SplitFunc) (const char *text);

static const SplitFunc ways_to_split[] = { moat_words_split, moat_words_split_names };

void
moat_catalog_add_hints (MoatCatalog *self, const char *text, MoatHintSet *hints)
{
  guint n_before = 0;

  g_return_if_fail (self->is_sealed);

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (ways_to_split); i++)
    {
      g_auto (GStrv) words = ways_to_split[i](text);

      /* The second way differs only where it finds fewer words. */
      if (g_strv_length (words) != n_before)
        moat_word_index_match (self->index, (const char *const *) words, add_found_cb, hints);
      n_before = g_strv_length (words);
    }
}

/* What is found in a name, sorted into what its head says and the rest. */
typedef struct
{
  MoatCatalog *catalog;
  MoatElementType type;
  guint n_words;
  guint head_length;       /* of the longest role that ends the name; 0: none yet */
  MoatHintSet head;        /* the roles of that length */
  MoatHintSet head_before; /* those of the way to split before */
  MoatHintSet roles;       /* those elsewhere */
  MoatHintSet rest;
} NameSearch;

static gboolean
fits_type (const MoatHint *hint, MoatElementType type)
{
  return hint->types == 0 || (hint->types & (1u << type)) != 0;
}

static void
name_found_cb (guint found, guint at, guint n_words, gpointer user_data)
{
  NameSearch *search = user_data;
  guint index = found & ~IS_NAME;
  const MoatHint *hint = g_ptr_array_index (search->catalog->hints.items, index);

  if (!fits_type (hint, search->type))
    return;
  if (!hint->is_role || (found & IS_NAME) != 0)
    {
      moat_hint_set_add (&search->rest, index);
    }
  else if (at + n_words < search->n_words || n_words < search->head_length)
    {
      moat_hint_set_add (&search->roles, index);
    }
  else
    {
      if (n_words > search->head_length)
        search->head = search->head_before;
      search->head_length = n_words;
      moat_hint_set_add (&search->head, index);
    }
}

/* How many words @words has without numbers at its end, which only tell copies apart: "Server 2". */
static guint
count_words (const char *const *words)
{
  guint n_words = g_strv_length ((GStrv) words);

  while (n_words > 1 && g_ascii_isdigit (words[n_words - 1][0]))
    n_words--;

  return n_words;
}

void
moat_catalog_add_name_hints (MoatCatalog *self, const char *name, MoatElementType type, MoatHintSet *hints)
{
  g_autofree char *head = NULL;
  NameSearch search = { .catalog = self, .type = type };
  const char *aside = name != NULL ? strpbrk (name, "([,") : NULL;

  g_return_if_fail (self->is_sealed);

  /* What stands in brackets tells more about it, and is no part of its name. */
  head = aside != NULL && aside != name ? g_strndup (name, (gsize) (aside - name)) : g_strdup (name);
  for (guint i = 0; i < G_N_ELEMENTS (ways_to_split); i++)
    {
      g_auto (GStrv) words = ways_to_split[i](head);

      search.n_words = count_words ((const char *const *) words);
      search.head_length = 0;
      search.head_before = search.head;
      moat_word_index_match (self->index, (const char *const *) words, name_found_cb, &search);
    }

  moat_hint_set_unite (hints, &search.rest);
  moat_hint_set_unite (hints, moat_hint_set_is_empty (&search.head) ? &search.roles : &search.head);
  if (aside != NULL && aside != name)
    moat_catalog_add_name_hints (self, aside + 1, type, hints);
}

/* What is found in the name of a place. */
typedef struct
{
  MoatCatalog *catalog;
  MoatElementType type;
  gboolean has_role; /* its own name told one */
  MoatHintSet *hints;
} PlaceSearch;

static void
place_found_cb (guint index, guint at, guint n_words, gpointer user_data)
{
  PlaceSearch *search = user_data;
  const MoatHint *hint = g_ptr_array_index (search->catalog->hints.items, index);

  if (fits_type (hint, search->type) && !(hint->is_role && search->has_role))
    moat_hint_set_add (search->hints, index);
}

void
moat_catalog_add_place_hints (MoatCatalog *self, const char *name, MoatElementType type, MoatHintSet *hints)
{
  g_auto (GStrv) words = moat_words_split (name);
  PlaceSearch search = { self, type, moat_hint_set_intersects (hints, &self->roles), hints };

  g_return_if_fail (self->is_sealed);

  moat_word_index_match (self->places, (const char *const *) words, place_found_cb, &search);
}

void
moat_catalog_complete_hints (MoatCatalog *self, MoatElementType type, MoatHintSet *hints)
{
  MoatHintSet complete;
  int role = entries_find (&self->hints, self->default_roles[type]);

  g_return_if_fail (self->is_sealed);

  if (role >= 0 && !moat_hint_set_intersects (hints, &self->roles))
    moat_hint_set_add (hints, (guint) role);
  complete = *hints;
  for (guint i = 0; i < self->hints.items->len; i++)
    {
      if (set_has (hints, i))
        moat_hint_set_unite (&complete, &self->gives[i]);
    }
  *hints = complete;
}

gboolean
moat_catalog_has_hint (MoatCatalog *self, const char *text, const char *hint_id)
{
  int index = entries_find (&self->hints, hint_id);
  MoatHintSet hints = { 0 };

  if (index < 0)
    return FALSE;
  moat_catalog_add_hints (self, text, &hints);
  return set_has (&hints, (guint) index);
}
