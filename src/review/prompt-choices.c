/* Putting the prompts of several places together.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "prompt-choices.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
place_free (gpointer data)
{
  MoatPromptPlace *place = data;

  g_free (place->on_id);
  g_free (place->move_id);
  g_free (place);
}

static void
choice_free (gpointer data)
{
  MoatPromptChoice *choice = data;

  g_free (choice->text);
  g_ptr_array_unref (choice->places);
  g_free (choice);
}

/* ---- Listing ---- */

static MoatPromptChoice *
find_idea (GHashTable *ideas, GPtrArray *choices, const MoatPrompt *prompt)
{
  MoatPromptChoice *choice = g_hash_table_lookup (ideas, prompt->move->idea);

  if (choice != NULL)
    return choice;

  choice = g_new0 (MoatPromptChoice, 1);
  choice->places = g_ptr_array_new_with_free_func (place_free);
  g_ptr_array_add (choices, choice);
  g_hash_table_insert (ideas, prompt->move->idea, choice);

  return choice;
}

/* @best holds, beside each choice, the score of the prompt whose words it has. */
static void
add_prompt (MoatPromptChoice *choice, const MoatPrompt *prompt, const char *on_id, GHashTable *best)
{
  MoatPromptPlace *place = g_new0 (MoatPromptPlace, 1);
  const MoatPrompt *shown = g_hash_table_lookup (best, choice);

  place->on_id = g_strdup (on_id);
  place->move_id = g_strdup (prompt->move->id);
  g_ptr_array_add (choice->places, place);
  choice->score += prompt->score;
  if (shown != NULL && shown->score >= prompt->score)
    return;

  g_hash_table_insert (best, choice, (gpointer) prompt);
  choice->move = prompt->move;
  g_free (choice->text);
  choice->text = g_strdup (prompt->text);
}

static int
compare_choices (gconstpointer a, gconstpointer b)
{
  const MoatPromptChoice *first = *(MoatPromptChoice *const *) a;
  const MoatPromptChoice *second = *(MoatPromptChoice *const *) b;

  if (first->score != second->score)
    return first->score > second->score ? -1 : 1;
  return strcmp (first->move->id, second->move->id);
}

GPtrArray *
moat_prompt_choices_list (MoatPrompts *prompts, GPtrArray *records)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (choice_free);
  g_autoptr (GHashTable) ideas = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) best = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const char *id = moat_record_get_id (g_ptr_array_index (records, i));
      GPtrArray *list = moat_prompts_list (prompts, id);

      for (guint j = 0; j < list->len; j++)
        {
          const MoatPrompt *prompt = g_ptr_array_index (list, j);

          add_prompt (find_idea (ideas, choices, prompt), prompt, id, best);
        }
    }
  g_ptr_array_sort (choices, compare_choices);

  return choices;
}

/* ---- Answering ---- */

GPtrArray *
moat_prompt_choice_take (MoatPrompts *prompts, const MoatPromptChoice *choice)
{
  MoatDocument *document = moat_prompts_get_document (prompts);
  GPtrArray *threats = g_ptr_array_new ();

  MOAT_TRANSACTION (document, _ ("Take a Suggestion"))
  for (guint i = 0; i < choice->places->len; i++)
    {
      const MoatPromptPlace *place = g_ptr_array_index (choice->places, i);
      const MoatPrompt *prompt = moat_prompts_find (prompts, place->on_id, place->move_id);

      if (prompt != NULL)
        g_ptr_array_add (threats, moat_prompt_take (document, prompt, place->on_id));
    }

  return threats;
}

void
moat_prompt_choice_dismiss (MoatPrompts *prompts, const MoatPromptChoice *choice, const char *reason)
{
  MoatDocument *document = moat_prompts_get_document (prompts);

  MOAT_TRANSACTION (document, _ ("Dismiss a Suggestion"))
  for (guint i = 0; i < choice->places->len; i++)
    {
      const MoatPromptPlace *place = g_ptr_array_index (choice->places, i);

      if (moat_prompts_find (prompts, place->on_id, place->move_id) != NULL)
        moat_prompt_dismiss (document, place->move_id, place->on_id, reason);
    }
}
