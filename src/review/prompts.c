/* Prompts: asking the catalogue about each flow and element, and keeping the
 * answers until something changes what they came from.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "prompts.h"

#include "affected.h"
#include "facts.h"
#include "prompt-text.h"
#include "zones.h"

#include <string.h>

/* What is added to each prompt at a place, so that prompts of several places can be put in one order. */
#define SCORE_CROSSING  6
#define SCORE_SENSITIVE 2
#define SCORE_SECRET    4
/* Ranks at which data counts as sensitive and as secret: those of the classes of these names. */
#define RANK_SENSITIVE 10
#define RANK_SECRET    20
#define SCORE_WEIGHT   2
/* Taken off for each better prompt of the same category there, so that the first ones differ. */
#define SCORE_REPEATED 1
/* From how alike two sentences are the same move; from there, if their weakness is the same too. */
#define ALIKE             0.5
#define ALIKE_IF_WEAKNESS 0.15
/* How much of the shorter one must be in the longer one to be the same move said at greater length. */
#define CONTAINED 0.75

struct _MoatPrompts
{
  GObject parent_instance;
  MoatDocument *document;
  MoatCatalog *catalog;
  GHashTable *lists;    /* id → GPtrArray of MoatPrompt; owned, what was asked since it last changed */
  GHashTable *affected; /* set of MoatRecord: told by the zones, not announced yet */
  GPtrArray *none;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatPrompts, moat_prompts, G_TYPE_OBJECT)

static void
prompt_free (gpointer data)
{
  MoatPrompt *prompt = data;

  g_free (prompt->text);
  g_free (prompt);
}

/* ---- What was said already ---- */

static gboolean
is_same_weakness (const MoatMove *move, const MoatThreatState *threat)
{
  return move->cwe != NULL && move->cwe[0] != NULL && moat_list_contains (threat->cwe, move->cwe[0]);
}

static gboolean
is_said_by (const MoatPrompt *prompt, const MoatThreatState *threat, MoatCatalog *catalog)
{
  const MoatMove *source = moat_catalog_find_move (catalog, threat->prompt);
  double alike;

  if (source != NULL)
    return strcmp (source->idea, prompt->move->idea) == 0;
  alike = moat_words_compare (prompt->text, threat->text);
  return alike >= ALIKE || moat_words_contain (prompt->text, threat->text) >= CONTAINED
         || (alike >= ALIKE_IF_WEAKNESS && is_same_weakness (prompt->move, threat));
}

/* What people said about a place: moves typed or taken, and prompts dismissed. */
typedef struct
{
  MoatCatalog *catalog;
  GPtrArray *threats; /* owned */
  GPtrArray *answers; /* owned */
} Said;

static void
said_init (Said *said, MoatPrompts *self, const char *id)
{
  said->catalog = self->catalog;
  said->threats = moat_document_list_children (self->document, id, MOAT_KIND_THREAT);
  said->answers = moat_document_list_children (self->document, id, MOAT_KIND_PROMPT);
}

static void
said_clear (Said *said)
{
  g_ptr_array_unref (said->threats);
  g_ptr_array_unref (said->answers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, said_clear)

/* With a move its whole idea is set aside. */
static gboolean
is_dismissed (const Said *said, const MoatMove *move)
{
  for (guint i = 0; i < said->answers->len; i++)
    {
      const MoatPromptState *answer = moat_prompt_state (g_ptr_array_index (said->answers, i));
      const MoatMove *dismissed = moat_catalog_find_move (said->catalog, answer->entry);

      if (answer->answer == MOAT_PROMPT_DISMISSED && dismissed != NULL
          && strcmp (dismissed->idea, move->idea) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_said (const Said *said, const MoatPrompt *prompt)
{
  for (guint i = 0; i < said->threats->len; i++)
    {
      if (is_said_by (prompt, moat_threat_state (g_ptr_array_index (said->threats, i)), said->catalog))
        return TRUE;
    }

  return FALSE;
}

/* ---- Ranking ---- */

static double
score_place (const MoatFacts *facts)
{
  double score = 0;

  if ((facts->crosses & (MOAT_CROSSES_INBOUND | MOAT_CROSSES_OUTBOUND)) != 0)
    score += SCORE_CROSSING;
  if (facts->rank >= RANK_SECRET)
    score += SCORE_SECRET;
  else if (facts->rank >= RANK_SENSITIVE)
    score += SCORE_SENSITIVE;

  return score;
}

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const MoatPrompt *first = *(MoatPrompt *const *) a;
  const MoatPrompt *second = *(MoatPrompt *const *) b;

  if (first->score != second->score)
    return first->score > second->score ? -1 : 1;
  return strcmp (first->move->id, second->move->id);
}

static gboolean
has_idea (const GPtrArray *prompts, const char *idea)
{
  for (guint i = 0; i < prompts->len; i++)
    {
      const MoatPrompt *prompt = g_ptr_array_index (prompts, i);

      if (strcmp (prompt->move->idea, idea) == 0)
        return TRUE;
    }

  return FALSE;
}

static guint
count_category (const GPtrArray *prompts, MoatStride stride)
{
  guint n_same = 0;

  for (guint i = 0; i < prompts->len; i++)
    {
      const MoatPrompt *prompt = g_ptr_array_index (prompts, i);

      n_same += prompt->move->stride == stride;
    }

  return n_same;
}

/* Moves the prompts of @sorted into a list where each idea is once and no category crowds the others out. */
static GPtrArray *
take_ranked (GPtrArray *sorted)
{
  GPtrArray *ranked = g_ptr_array_new_with_free_func (prompt_free);

  for (guint i = 0; i < sorted->len; i++)
    {
      MoatPrompt *prompt = g_ptr_array_index (sorted, i);

      if (has_idea (ranked, prompt->move->idea))
        continue;
      prompt->score -= SCORE_REPEATED * count_category (ranked, prompt->move->stride);
      g_ptr_array_add (ranked, g_steal_pointer (&sorted->pdata[i]));
    }
  g_ptr_array_sort (ranked, compare_scores);

  return ranked;
}

static MoatPrompt *
ask (MoatPrompts *self, MoatRecord *record, const MoatFacts *facts, const MoatMove *move, const Said *said)
{
  MoatPrompt *prompt;
  double fit;

  if (move->on_element == facts->is_flow || is_dismissed (said, move)
      || !moat_facts_match (facts, self->document, move->when, &fit))
    return NULL;

  prompt = g_new0 (MoatPrompt, 1);
  prompt->move = move;
  prompt->text = moat_prompt_text_fill (move->text, self->catalog, self->document, record);
  prompt->score = score_place (facts) + fit + SCORE_WEIGHT * move->weight + move->likelihood + move->impact;
  if (is_said (said, prompt))
    g_clear_pointer (&prompt, prompt_free);

  return prompt;
}

static void
free_left (gpointer data)
{
  g_clear_pointer (&data, prompt_free);
}

static GPtrArray *
make_list (MoatPrompts *self, MoatRecord *record)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (free_left);
  GPtrArray *moves = moat_catalog_get_moves (self->catalog);
  g_auto (Said) said = { 0 };
  MoatFacts facts;

  said_init (&said, self, moat_record_get_id (record));
  moat_facts_collect (&facts, self->catalog, self->document, record);
  for (guint i = 0; i < moves->len; i++)
    {
      MoatPrompt *prompt = ask (self, record, &facts, g_ptr_array_index (moves, i), &said);

      if (prompt != NULL)
        g_ptr_array_add (found, prompt);
    }
  g_ptr_array_sort (found, compare_scores);

  return take_ranked (found);
}

/* What nobody defends gets no questions. */
static gboolean
is_asked_about (MoatRecord *record)
{
  if (record == NULL || !moat_record_is_live (record))
    return FALSE;
  if (moat_record_get_kind (record) == MOAT_KIND_FLOW)
    return !moat_flow_state (record)->out_of_scope;
  if (moat_record_get_kind (record) == MOAT_KIND_ELEMENT)
    return !moat_element_state (record)->out_of_scope;

  return FALSE;
}

GPtrArray *
moat_prompts_list (MoatPrompts *self, const char *id)
{
  MoatRecord *record;
  GPtrArray *list;

  g_return_val_if_fail (MOAT_IS_PROMPTS (self), NULL);

  record = moat_document_find (self->document, id);
  if (!is_asked_about (record))
    return self->none;
  list = g_hash_table_lookup (self->lists, id);
  if (list == NULL)
    {
      list = make_list (self, record);
      g_hash_table_insert (self->lists, g_strdup (id), list);
    }

  return list;
}

guint
moat_prompts_count (MoatPrompts *self, const char *id)
{
  return MIN (moat_prompts_list (self, id)->len, MOAT_PROMPTS_BEST);
}

const MoatPrompt *
moat_prompts_find (MoatPrompts *self, const char *id, const char *move_id)
{
  GPtrArray *list = moat_prompts_list (self, id);

  for (guint i = 0; i < list->len; i++)
    {
      const MoatPrompt *prompt = g_ptr_array_index (list, i);

      if (g_strcmp0 (prompt->move->id, move_id) == 0)
        return prompt;
    }

  return NULL;
}

/* ---- Changes ---- */

/* Crossings and places changed: told while the document derives, announced when it has changed. */
static void
zones_changed_cb (MoatPrompts *self, GPtrArray *records)
{
  moat_affected_add_moved (self->document, records, self->affected);
}

static void
document_changed_cb (MoatPrompts *self, const MoatChanges *changes)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer record;

  moat_affected_add (self->document, changes, self->affected);
  g_hash_table_iter_init (&iter, self->affected);
  while (g_hash_table_iter_next (&iter, &record, NULL))
    {
      g_hash_table_remove (self->lists, moat_record_get_id (record));
      g_ptr_array_add (records, g_object_ref (record));
    }
  for (guint i = 0; i < changes->items->len; i++)
    {
      const MoatChange *change = g_ptr_array_index (changes->items, i);

      if (change->new_state == NULL)
        g_hash_table_remove (self->lists, moat_record_get_id (change->record));
    }
  g_hash_table_remove_all (self->affected);
  if (records->len > 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, records);
}

/* ---- The object ---- */

static void
moat_prompts_finalize (GObject *object)
{
  MoatPrompts *self = MOAT_PROMPTS (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->catalog, moat_catalog_unref);
  g_hash_table_unref (self->lists);
  g_hash_table_unref (self->affected);
  g_ptr_array_unref (self->none);

  G_OBJECT_CLASS (moat_prompts_parent_class)->finalize (object);
}

static void
moat_prompts_class_init (MoatPromptsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_prompts_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", MOAT_TYPE_PROMPTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
moat_prompts_init (MoatPrompts *self)
{
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->affected = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->none = g_ptr_array_new ();
}

MoatPrompts *
moat_prompts_new (MoatDocument *document, MoatCatalog *catalog)
{
  MoatPrompts *self = g_object_new (MOAT_TYPE_PROMPTS, NULL);

  self->document = g_object_ref (document);
  self->catalog = moat_catalog_ref (catalog);
  g_signal_connect_object (moat_zones_get (document), "changed", G_CALLBACK (zones_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

MoatCatalog *
moat_prompts_get_catalog (MoatPrompts *self)
{
  g_return_val_if_fail (MOAT_IS_PROMPTS (self), NULL);

  return self->catalog;
}

MoatDocument *
moat_prompts_get_document (MoatPrompts *self)
{
  g_return_val_if_fail (MOAT_IS_PROMPTS (self), NULL);

  return self->document;
}
