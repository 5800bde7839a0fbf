/* The questions of a sync as cards to choose from (see take-cards.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "take-cards.h"

#include <glib/gi18n-lib.h>

/* Beside the answers of a sync: the text that was published, for both. */
#define TAKE_PUBLISHED (MOAT_SYNC_TAKE_TEXT << 1)

typedef struct
{
  MoatChoiceCard *card;
  char *published; /* or NULL */
} Entry;

struct _MoatTakeCards
{
  MoatDocument *document;
  GHashTable *entries; /* key → Entry */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->card);
  g_free (entry->published);
  g_free (entry);
}

MoatTakeCards *
moat_take_cards_new (MoatDocument *document)
{
  MoatTakeCards *self = g_new0 (MoatTakeCards, 1);

  self->document = g_object_ref (document);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);

  return self;
}

void
moat_take_cards_free (MoatTakeCards *self)
{
  g_object_unref (self->document);
  g_hash_table_unref (self->entries);
  g_free (self);
}

/* ---- Words ---- */

static const char *
get_kind (const MoatSyncQuestion *question)
{
  switch (question->type)
    {
    case MOAT_SYNC_TAKEN:
      return _ ("Edited in SECURITY.md");
    case MOAT_SYNC_ADDED:
      return _ ("Row added");
    case MOAT_SYNC_DELETED:
      return _ ("Deleted with another row");
    case MOAT_SYNC_MISSING:
      if (question->table == NULL)
        return _ ("Text deleted");
      return question->column < 0 ? _ ("Row deleted") : _ ("Line deleted");
    case MOAT_SYNC_CONFLICT:
    case MOAT_SYNC_REFUSED:
      return moat_sync_type_get_label (question->type);
    }

  g_assert_not_reached ();
}

/* "Ticket of “Find the record by the signed-in user”", owned. */
static char *
dup_title (const MoatTakeCards *self, const MoatSyncQuestion *question)
{
  MoatRecord *record = moat_document_find (self->document, question->id);
  const char *name = record != NULL ? moat_record_get_title (record) : "";
  const char *column = NULL;
  g_autofree char *shortened = NULL;

  if (question->table == NULL)
    return g_strdup (_ ("A text of the document"));
  if (question->column < 0)
    return g_strdup (*name != '\0' ? name : _ ("A new row"));
  column = question->table->columns[question->column].title;
  if (*name == '\0' || g_str_equal (column, question->table->main))
    return g_strdup (column);
  shortened = moat_text_shorten (name, 80);

  /* TRANSLATORS: a column of a table and whose row it is: Ticket of “Expire tokens”. */
  return g_strdup_printf (_ ("%s of “%s”"), column, shortened);
}

static char *
dup_place (const MoatSyncQuestion *question)
{
  const char *heading = question->table != NULL ? question->table->heading : "";

  if (question->line == 0)
    return g_strdup (heading);
  if (question->table == NULL)
    return g_strdup_printf (_ ("line %u"), question->line);

  /* TRANSLATORS: a table's heading, and the line in the file. */
  return g_strdup_printf (_ ("%s, line %u"), heading, question->line);
}

static const char *
get_published_text (const MoatSyncQuestion *question)
{
  if (question->published != NULL)
    return question->published;

  return question->was_published ? _ ("Neither of these; the text itself is not known any more.")
                                 : _ ("Nothing is known of it.");
}

/* ---- Cards ---- */

static void
add_sides (MoatChoiceCard *card, const MoatSyncQuestion *question)
{
  gboolean takes_text = (question->answers & MOAT_SYNC_TAKE_TEXT) != 0;
  gboolean is_third = question->published != NULL && takes_text
                      && g_strcmp0 (question->published, question->model) != 0
                      && g_strcmp0 (question->published, question->file) != 0;
  const char *deleted = question->table != NULL ? _ ("The row was deleted.") : _ ("It was deleted.");

  moat_choice_card_add_side (card,
                             question->answers & MOAT_SYNC_TAKE_MODEL ? MOAT_SYNC_TAKE_MODEL
                                                                      : MOAT_CHOICE_NONE,
                             _ ("The model"), question->model != NULL ? question->model : deleted, NULL);
  moat_choice_card_add_side (card,
                             question->answers & MOAT_SYNC_TAKE_FILE ? MOAT_SYNC_TAKE_FILE : MOAT_CHOICE_NONE,
                             _ ("SECURITY.md"), question->file != NULL ? question->file : deleted, NULL);
  if (question->column >= 0 || question->table == NULL)
    moat_choice_card_add_side (card, is_third ? TAKE_PUBLISHED : MOAT_CHOICE_NONE, _ ("Last published"),
                               get_published_text (question), NULL);
  if (takes_text)
    moat_choice_card_add_text (card, MOAT_SYNC_TAKE_TEXT, _ ("Another text"), question->file);
}

/* A row as a whole is taken or not. */
static gboolean
is_row_to_tick (const MoatSyncQuestion *question)
{
  return question->table != NULL && question->column < 0 && question->answers != 0
         && question->type != MOAT_SYNC_CONFLICT;
}

static void
add_tick (MoatChoiceCard *card, const MoatSyncQuestion *question)
{
  gboolean is_refused = question->type == MOAT_SYNC_REFUSED;

  if (is_refused)
    moat_choice_card_add_check (card, MOAT_SYNC_TAKE_MODEL, MOAT_CHOICE_NONE,
                                _ ("Leave it out, and take it out of the file"), question->file);
  else if (question->file == NULL)
    moat_choice_card_add_check (card, MOAT_SYNC_TAKE_FILE, MOAT_SYNC_TAKE_MODEL,
                                _ ("Delete it in the model too; else its row is put back"), question->model);
  else
    moat_choice_card_add_check (card, MOAT_SYNC_TAKE_FILE, MOAT_SYNC_TAKE_MODEL,
                                _ ("Add it to the model; else it is taken out of the file"), question->file);
}

/* What nobody has to think about is as the file says; nothing is deleted unasked. */
static void
choose_usual (MoatChoiceCard *card, const MoatSyncQuestion *question)
{
  if (question->type == MOAT_SYNC_TAKEN || question->type == MOAT_SYNC_ADDED)
    moat_choice_card_set_choice (card, MOAT_SYNC_TAKE_FILE);
}

static GtkWidget *
new_card (MoatTakeCards *self, const MoatSyncQuestion *question)
{
  g_autofree char *title = dup_title (self, question);
  g_autofree char *place = dup_place (question);
  GtkWidget *card = moat_choice_card_new (get_kind (question), title, place);
  Entry *entry = g_new0 (Entry, 1);

  if (is_row_to_tick (question))
    add_tick (MOAT_CHOICE_CARD (card), question);
  else
    add_sides (MOAT_CHOICE_CARD (card), question);
  moat_choice_card_set_message (MOAT_CHOICE_CARD (card), question->message);
  choose_usual (MOAT_CHOICE_CARD (card), question);
  entry->card = g_object_ref_sink (MOAT_CHOICE_CARD (card));
  entry->published = g_strdup (question->published);
  g_hash_table_insert (self->entries, g_strdup (question->key), entry);

  return card;
}

static gboolean
needs_thought (const MoatSyncQuestion *question)
{
  return question->type == MOAT_SYNC_CONFLICT || question->type == MOAT_SYNC_REFUSED
         || question->type == MOAT_SYNC_MISSING;
}

static void
fill (MoatTakeCards *self,
      MoatChoiceDialog *dialog,
      const MoatSync *sync,
      gboolean with_thought,
      const char *heading)
{
  gboolean is_first = TRUE;

  for (guint i = 0; i < sync->questions->len; i++)
    {
      const MoatSyncQuestion *question = g_ptr_array_index (sync->questions, i);

      if (needs_thought (question) != with_thought)
        continue;
      if (is_first)
        moat_choice_dialog_add_heading (dialog, heading);
      is_first = FALSE;
      moat_choice_dialog_add_card (dialog, new_card (self, question));
    }
}

/* ---- API ---- */

void
moat_take_cards_fill (MoatTakeCards *self, MoatChoiceDialog *dialog, const MoatSync *sync)
{
  fill (self, dialog, sync, TRUE, _ ("To decide"));
  fill (self, dialog, sync, FALSE, _ ("Edited in the file alone"));
}

MoatChoiceCard *
moat_take_cards_update (MoatTakeCards *self, MoatChoiceDialog *dialog, const MoatSync *sync)
{
  MoatChoiceCard *first = NULL;

  for (guint i = 0; i < sync->questions->len; i++)
    {
      const MoatSyncQuestion *question = g_ptr_array_index (sync->questions, i);
      const Entry *entry = g_hash_table_lookup (self->entries, question->key);
      MoatChoiceCard *card = entry != NULL ? entry->card : NULL;

      if (!needs_thought (question))
        continue;
      if (card == NULL)
        card = moat_choice_dialog_insert_card (dialog, new_card (self, question));
      moat_choice_card_set_choice (card, MOAT_CHOICE_NONE);
      moat_choice_card_set_message (card, question->message != NULL
                                              ? question->message
                                              : _ ("This cannot be taken together with the rest."));
      first = first == NULL ? card : first;
    }

  return first;
}

GHashTable *
moat_take_cards_list_answers (MoatTakeCards *self)
{
  GHashTable *answers = moat_sync_answers_new ();
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Entry *entry = value;
      int choice = moat_choice_card_get_choice (entry->card);
      g_autofree char *text = moat_choice_card_dup_text (entry->card);

      if (choice == TAKE_PUBLISHED)
        moat_sync_answers_set (answers, key, MOAT_SYNC_TAKE_TEXT, entry->published);
      else if (choice != MOAT_CHOICE_NONE)
        moat_sync_answers_set (answers, key, (MoatSyncAnswer) choice, text);
    }

  return answers;
}
