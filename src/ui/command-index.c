/* What the command palette searches (see command-index.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "command-index.h"

#include "query.h"

#include <glib/gi18n-lib.h>

/* How many uses are remembered, and what the last one adds to a score; earlier ones less. */
#define MAX_USED   12
#define USED_BONUS 48
/* A command comes before records that answer as well. */
#define COMMAND_BONUS 4
/* What answers so many times worse than the best is not what was meant. */
#define WORSE 2
/* What of a long title is shown. */
#define MAX_TITLE 300

struct _MoatCommandIndex
{
  MoatDocument *document; /* owned or NULL */
  GPtrArray *commands;    /* of MoatCommandEntry, owned */
  GHashTable *actions;    /* action → MoatCommandEntry, borrowed: one that is there twice is found once */
  GStringChunk *strings;  /* what is not in the program */
  GPtrArray *used;        /* of char *, owned: ids, the last one first */

  GPtrArray *records;  /* of MoatCommandEntry, owned: those collected so far */
  GHashTable *numbers; /* of flows; NULL until collecting has begun */
  guint kind;          /* how far collecting is: in kinds, and in that kind's list */
  guint position;
  GPtrArray *recalled; /* of MoatCommandEntry, owned: used records, found without collecting */
};

/* Found in this order when they answer alike. */
static const MoatKind kinds[] = {
  MOAT_KIND_USE_CASE,   MOAT_KIND_ELEMENT,    MOAT_KIND_FLOW,  MOAT_KIND_BOUNDARY,
  MOAT_KIND_THREAT,     MOAT_KIND_DECISION,   MOAT_KIND_ASSET, MOAT_KIND_VERIFICATION,
  MOAT_KIND_ASSUMPTION, MOAT_KIND_DEPENDENCY, MOAT_KIND_NOTE,
};

/* ---- Entries ---- */

static void
entry_free (gpointer data)
{
  MoatCommandEntry *entry = data;

  moat_command_key_clear (&entry->key);
  g_clear_object (&entry->record);
  g_free (entry);
}

const char *
moat_command_entry_get_id (const MoatCommandEntry *entry)
{
  return entry->record != NULL ? moat_record_get_id (entry->record) : entry->command.action;
}

const char *
moat_command_entry_get_kind (const MoatCommandEntry *entry)
{
  if (entry->record == NULL)
    return moat_command_table_get_group_title (entry->command.group);
  if (moat_record_get_kind (entry->record) == MOAT_KIND_ELEMENT)
    return moat_value_get_label (moat_element_types, moat_element_state (entry->record)->type);

  return _ (moat_kind_get_info (moat_record_get_kind (entry->record))->label);
}

/* Without line breaks, and no longer than anybody reads. */
static char *
dup_line (const char *text)
{
  const char *end = text;
  char *line;

  for (guint i = 0; i < MAX_TITLE && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  line = g_strndup (text, (gsize) (end - text));
  return g_strdelimit (line, "\r\n\t", ' ');
}

char *
moat_command_entry_dup_title (MoatDocument *document, const MoatCommandEntry *entry)
{
  g_autofree char *line = NULL;

  if (entry->record == NULL)
    return g_strdup (entry->command.title);

  line = dup_line (moat_record_get_title (entry->record));
  if (moat_record_get_kind (entry->record) == MOAT_KIND_FLOW)
    {
      g_autofree char *ends = *line == '\0' ? moat_query_flow_ends (document, entry->record) : NULL;

      if (entry->number > 0)
        return g_strdup_printf ("%u: %s", entry->number, ends != NULL ? ends : line);
      return g_strdup (ends != NULL ? ends : line);
    }
  if (*line == '\0')
    /* TRANSLATORS: something without a name; %s is what it is, such as "Process" */
    return g_strdup_printf (_ ("%s without a name"), moat_command_entry_get_kind (entry));

  return g_steal_pointer (&line);
}

char *
moat_command_entry_dup_words (MoatDocument *document, const MoatCommandEntry *entry)
{
  const char *kind = moat_command_entry_get_kind (entry);
  g_autofree char *ends = NULL;

  if (entry->record == NULL || moat_record_get_kind (entry->record) != MOAT_KIND_FLOW)
    return g_strdup (kind);

  ends = moat_query_flow_ends (document, entry->record);
  return g_strconcat (ends, " ", kind, NULL);
}

/* "2: submits the form" for a flow, else its name. */
static char *
dup_place_title (MoatDocument *document, MoatRecord *place)
{
  MoatCommandEntry entry = { .record = place };

  if (moat_record_get_kind (place) == MOAT_KIND_FLOW)
    entry.number = moat_query_number (document, place);
  return moat_command_entry_dup_title (document, &entry);
}

char *
moat_command_entry_dup_place (MoatDocument *document, const MoatCommandEntry *entry)
{
  MoatRecord *place, *use_case;

  if (entry->record == NULL || !moat_record_is_live (entry->record))
    return NULL;
  if (moat_record_get_kind (entry->record) == MOAT_KIND_FLOW
      && *moat_record_get_title (entry->record) != '\0')
    return moat_query_flow_ends (document, entry->record);

  place = moat_query_place (document, entry->record);
  if (place != NULL && place != entry->record)
    return dup_place_title (document, place);

  use_case = moat_query_use_case (document, entry->record);
  if (use_case != NULL && use_case != entry->record && moat_document_count (document, MOAT_KIND_USE_CASE) > 1)
    return dup_line (moat_record_get_title (use_case));
  return NULL;
}

/* ---- Collecting ---- */

static void
make_key (MoatCommandIndex *self, MoatCommandEntry *entry)
{
  g_autofree char *title = moat_command_entry_dup_title (self->document, entry);
  g_autofree char *words = moat_command_entry_dup_words (self->document, entry);

  moat_command_key_init (&entry->key, title, words);
}

static const char *
keep (MoatCommandIndex *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (self->strings, text) : NULL;
}

void
moat_command_index_add (MoatCommandIndex *self, const MoatCommandInfo *command)
{
  MoatCommandEntry *entry;

  g_return_if_fail (self != NULL);
  g_return_if_fail (command != NULL && command->action != NULL && command->title != NULL);

  if (g_hash_table_contains (self->actions, command->action))
    return;
  entry = g_new0 (MoatCommandEntry, 1);
  entry->command = *command;
  entry->command.action = keep (self, command->action);
  entry->command.keys = keep (self, command->keys);
  entry->command.title = keep (self, command->title);
  entry->command.wants = keep (self, command->wants);
  entry->command.phrase = NULL;
  make_key (self, entry);
  g_ptr_array_add (self->commands, entry);
  g_hash_table_insert (self->actions, (gpointer) entry->command.action, entry);
}

static void
add_table (MoatCommandIndex *self)
{
  for (const MoatCommandInfo *line = moat_command_table_get (); line->title != NULL; line++)
    {
      MoatCommandInfo command = *line;

      if (line->action == NULL)
        continue;
      command.title = line->phrase != NULL ? _ (line->phrase) : _ (line->title);
      command.wants = line->wants != NULL ? _ (line->wants) : NULL;
      moat_command_index_add (self, &command);
    }
}

static MoatCommandEntry *
make_record_entry (MoatCommandIndex *self, MoatRecord *record, guint number)
{
  MoatCommandEntry *entry = g_new0 (MoatCommandEntry, 1);

  entry->record = g_object_ref (record);
  entry->number = number;
  make_key (self, entry);
  return entry;
}

gboolean
moat_command_index_collect (MoatCommandIndex *self, guint n)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->document == NULL)
    return FALSE;
  if (self->numbers == NULL)
    self->numbers = moat_query_numbers (self->document);

  for (; self->kind < G_N_ELEMENTS (kinds); self->kind++, self->position = 0)
    {
      GPtrArray *list = moat_document_list (self->document, kinds[self->kind]);

      for (; self->position < list->len; self->position++)
        {
          MoatRecord *record = g_ptr_array_index (list, self->position);
          guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, record));

          if (n-- == 0)
            return TRUE;
          g_ptr_array_add (self->records, make_record_entry (self, record, number));
        }
    }
  return FALSE;
}

/* Collected again when it is searched next: one does not search while one edits. */
static void
changed_cb (MoatCommandIndex *self)
{
  g_ptr_array_set_size (self->records, 0);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  self->kind = 0;
  self->position = 0;
}

MoatCommandIndex *
moat_command_index_new (MoatDocument *document)
{
  MoatCommandIndex *self = g_new0 (MoatCommandIndex, 1);

  self->document = document != NULL ? g_object_ref (document) : NULL;
  self->commands = g_ptr_array_new_with_free_func (entry_free);
  self->actions = g_hash_table_new (g_str_hash, g_str_equal);
  self->used = g_ptr_array_new_with_free_func (g_free);
  self->strings = g_string_chunk_new (1024);
  self->records = g_ptr_array_new_with_free_func (entry_free);
  self->recalled = g_ptr_array_new_with_free_func (entry_free);
  add_table (self);
  if (document != NULL)
    g_signal_connect_swapped (document, "changed", G_CALLBACK (changed_cb), self);
  return self;
}

void
moat_command_index_free (MoatCommandIndex *self)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_ptr_array_unref (self->commands);
  g_ptr_array_unref (self->records);
  g_ptr_array_unref (self->recalled);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_hash_table_unref (self->actions);
  g_ptr_array_unref (self->used);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/* ---- Searching ---- */

typedef struct
{
  MoatCommandEntry *entry;
  int score;
  guint position; /* before others that answer alike */
} Hit;

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *one = a;
  const Hit *other = b;

  if (one->score != other->score)
    return one->score > other->score ? -1 : 1;
  return one->position < other->position ? -1 : one->position > other->position;
}

static int
get_used_bonus (MoatCommandIndex *self, const MoatCommandEntry *entry)
{
  const char *id = moat_command_entry_get_id (entry);

  for (guint i = 0; i < self->used->len; i++)
    if (g_str_equal (id, g_ptr_array_index (self->used, i)))
      return (int) (USED_BONUS * (self->used->len - i) / self->used->len);
  return 0;
}

static void
find (MoatCommandIndex *self, MoatCommandQuery *query, GPtrArray *entries, int bonus, GArray *hits)
{
  for (guint i = 0; i < entries->len; i++)
    {
      MoatCommandEntry *entry = g_ptr_array_index (entries, i);
      Hit hit = { entry, moat_command_query_score (query, &entry->key), hits->len };

      if (hit.score == 0)
        continue;
      hit.score += bonus + get_used_bonus (self, entry);
      g_array_append_val (hits, hit);
    }
}

/* What was used and is still there, the last one first. */
static void
recall (MoatCommandIndex *self, GPtrArray *found)
{
  g_ptr_array_set_size (self->recalled, 0);
  for (guint i = 0; i < self->used->len; i++)
    {
      const char *id = g_ptr_array_index (self->used, i);
      MoatCommandEntry *entry = g_hash_table_lookup (self->actions, id);
      MoatRecord *record = self->document != NULL ? moat_document_find (self->document, id) : NULL;

      if (entry == NULL && record != NULL)
        {
          gboolean is_flow = moat_record_get_kind (record) == MOAT_KIND_FLOW;

          entry = make_record_entry (self, record, is_flow ? moat_query_number (self->document, record) : 0);
          g_ptr_array_add (self->recalled, entry);
        }
      if (entry != NULL)
        g_ptr_array_add (found, entry);
    }
}

static void
list_unused_commands (MoatCommandIndex *self, GPtrArray *found)
{
  for (guint i = 0; i < self->commands->len; i++)
    if (!moat_command_index_is_used (self, g_ptr_array_index (self->commands, i)))
      g_ptr_array_add (found, g_ptr_array_index (self->commands, i));
}

static void
find_all (MoatCommandIndex *self, MoatCommandQuery *query, guint limit, GPtrArray *found)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));

  moat_command_index_collect (self, G_MAXUINT);
  find (self, query, self->commands, COMMAND_BONUS, hits);
  find (self, query, self->records, 0, hits);
  g_array_sort (hits, compare_hits);

  for (guint i = 0; i < MIN (hits->len, limit); i++)
    {
      const Hit *hit = &g_array_index (hits, Hit, i);

      if (hit->score < g_array_index (hits, Hit, 0).score / WORSE)
        break;
      g_ptr_array_add (found, hit->entry);
    }
}

GPtrArray *
moat_command_index_search (MoatCommandIndex *self, const char *typed, guint limit)
{
  GPtrArray *found = g_ptr_array_new ();
  g_autoptr (MoatCommandQuery) query = NULL;

  g_return_val_if_fail (self != NULL, found);
  g_return_val_if_fail (typed != NULL, found);

  query = moat_command_query_new (typed);
  if (!moat_command_query_is_empty (query))
    {
      find_all (self, query, limit, found);
      return found;
    }
  recall (self, found);
  list_unused_commands (self, found);
  if (found->len > limit)
    g_ptr_array_set_size (found, (int) limit);
  return found;
}

/* ---- Use ---- */

void
moat_command_index_note_use (MoatCommandIndex *self, const MoatCommandEntry *entry)
{
  g_autofree char *id = NULL;
  guint position;

  g_return_if_fail (self != NULL);
  g_return_if_fail (entry != NULL);

  id = g_strdup (moat_command_entry_get_id (entry));
  if (g_ptr_array_find_with_equal_func (self->used, id, g_str_equal, &position))
    g_ptr_array_remove_index (self->used, position);
  g_ptr_array_insert (self->used, 0, g_steal_pointer (&id));
  if (self->used->len > MAX_USED)
    g_ptr_array_set_size (self->used, MAX_USED);
}

GStrv
moat_command_index_dup_used (MoatCommandIndex *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->used->len; i++)
    if (g_hash_table_contains (self->actions, g_ptr_array_index (self->used, i)))
      g_strv_builder_add (builder, g_ptr_array_index (self->used, i));
  return g_strv_builder_end (builder);
}

void
moat_command_index_set_used (MoatCommandIndex *self, const char *const *ids)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_set_size (self->used, 0);
  for (guint i = 0; ids != NULL && ids[i] != NULL && i < MAX_USED; i++)
    g_ptr_array_add (self->used, g_strdup (ids[i]));
}

gboolean
moat_command_index_is_used (MoatCommandIndex *self, const MoatCommandEntry *entry)
{
  return get_used_bonus (self, entry) > 0;
}
