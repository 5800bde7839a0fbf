/* The lines of a live story, and both ways between them and the model.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "story-live-private.h"
#include "story-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Small things ---- */

static GHashTable *
new_map (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
buried_free (gpointer data)
{
  MoatBuried *buried = data;

  g_free (buried->id);
  moat_state_unref (buried->state);
  g_free (buried);
}

char *
moat_story_dup_place (MoatRecord *record)
{
  const MoatKindInfo *info = moat_kind_get_info (moat_record_get_kind (record));
  GString *place = g_string_new (NULL);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const MoatField *field = &info->fields[i];
      g_autofree char *text = NULL;

      if (field->type != MOAT_RECT && field->type != MOAT_POINT && field->type != MOAT_POINTS)
        continue;
      text = moat_field_to_text (field, moat_record_get_state (record));
      g_string_append_printf (place, "%s;", text);
    }

  return g_string_free (place, FALSE);
}

static char *
join_lines (const GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            ((const MoatStoryLine *) g_ptr_array_index (lines, i))->text);

  return g_string_free (text, FALSE);
}

/* ---- Reading ---- */

/* The classes of the model, so that their names are known. */
static void
lend_classes (MoatDocument *trial, MoatDocument *document)
{
  GPtrArray *classes = moat_document_list (document, MOAT_KIND_CLASS);

  for (guint i = 0; i < classes->len; i++)
    {
      const char *id = moat_record_get_id (g_ptr_array_index (classes, i));
      MoatRecord *twin = moat_document_find (trial, id);
      MoatClassState *state;

      if (twin == NULL)
        twin = moat_document_add (trial, MOAT_KIND_CLASS, id);
      state = moat_document_edit (trial, twin);
      moat_text_set (&state->name, moat_class_state (g_ptr_array_index (classes, i))->name);
      state->rank = moat_class_state (g_ptr_array_index (classes, i))->rank;
    }
}

static void
bind_classes (MoatStoryTwins *self)
{
  GPtrArray *classes = moat_document_list (self->trial, MOAT_KIND_CLASS);

  for (guint i = 0; i < classes->len; i++)
    {
      MoatRecord *trial = g_ptr_array_index (classes, i);
      MoatRecord *live = moat_document_find_kind (self->live->document, moat_record_get_id (trial),
                                                  MOAT_KIND_CLASS);

      if (live != NULL)
        g_hash_table_insert (self->live_of, trial, live);
    }
}

/* One pane shows one use case: its title may stand anywhere, and what follows another title stays text. The
 * lines as they are to be read, with the title's line left empty; its index, or -1, and that of the other
 * one.
 */
static char *
dup_readable (const char *text, int *title, int *other)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *readable = g_string_new (NULL);

  *title = *other = -1;
  for (int i = 0; lines[i] != NULL && *other < 0; i++)
    {
      gboolean is_title = *(lines[i] + strspn (lines[i], " \t")) == '#';

      if (is_title && *title >= 0)
        *other = i;
      else if (is_title)
        *title = i;
      if (*other < 0)
        g_string_append_printf (readable, "%s%s", i > 0 ? "\n" : "", is_title ? "" : lines[i]);
    }

  return g_string_free (readable, FALSE);
}

/* Puts the lines that were held back in again, as they were typed. */
static void
restore_lines (MoatStoryTwins *self, const char *text, int title, int other)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  MoatRecord *use_case = g_ptr_array_index (self->story->use_cases, 0);

  for (int i = 0; lines[i] != NULL; i++)
    {
      MoatStoryLine *line;

      if (i >= (int) self->story->lines->len)
        g_ptr_array_add (self->story->lines, moat_story_line_new (lines[i], NULL));
      line = g_ptr_array_index (self->story->lines, i);
      g_free (line->text);
      line->text = g_strdup (lines[i]);
      if (i == title)
        g_set_object (&line->record, use_case);
      if (i == other)
        line->hint = g_strdup (_ ("Another use case begins here: it stays text, and is not drawn."));
    }
  if (title >= 0)
    {
      MoatUseCaseState *state = moat_document_edit (self->trial, use_case);
      const char *line = lines[title] + strspn (lines[title], " \t");

      moat_text_take (&state->title, moat_story_unquote (line + strspn (line, "#"), -1));
    }
}

void
moat_story_twins_init (MoatStoryTwins *self, MoatStoryLive *live, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *readable = NULL;
  int title, other;

  readable = dup_readable (valid, &title, &other);
  self->live = live;
  self->trial = moat_document_new ();
  moat_document_begin (self->trial, "");
  lend_classes (self->trial, live->document);
  self->story = moat_story_read (self->trial, readable);
  restore_lines (self, valid, title, other);
  moat_document_commit (self->trial);

  self->from = moat_story_match_lines (live->lines, self->story->lines);
  self->live_of = g_hash_table_new (NULL, NULL);
  self->taken = g_hash_table_new (NULL, NULL);
  self->edited = g_hash_table_new (NULL, NULL);
  self->echoes = g_hash_table_new (NULL, NULL);
  self->made = g_hash_table_new (NULL, NULL);
  bind_classes (self);
  g_hash_table_insert (self->live_of, g_ptr_array_index (self->story->use_cases, 0),
                       moat_document_find (live->document, live->use_case));
  moat_story_match_records (self);
}

void
moat_story_twins_clear (MoatStoryTwins *self)
{
  moat_story_free (self->story);
  g_object_unref (self->trial);
  g_array_unref (self->from);
  g_hash_table_unref (self->live_of);
  g_hash_table_unref (self->taken);
  g_hash_table_unref (self->edited);
  g_hash_table_unref (self->echoes);
  g_hash_table_unref (self->made);
}

MoatRecord *
moat_story_twins_get_live (MoatStoryTwins *self, MoatRecord *trial)
{
  return trial != NULL ? g_hash_table_lookup (self->live_of, trial) : NULL;
}

GHashTable *
moat_story_twins_list_members (MoatStoryTwins *self)
{
  GHashTable *members = new_map ();
  GHashTableIter iter;
  gpointer inner, outer;

  g_hash_table_iter_init (&iter, self->story->zone_of);
  while (g_hash_table_iter_next (&iter, &inner, &outer))
    {
      MoatRecord *record = moat_story_twins_get_live (self, moat_document_find (self->trial, inner));
      MoatRecord *zone = moat_story_twins_get_live (self, moat_document_find (self->trial, outer));

      if (record != NULL && zone != NULL)
        g_hash_table_insert (members, g_strdup (moat_record_get_id (record)),
                             g_strdup (moat_record_get_id (zone)));
    }

  return members;
}

/* ---- What the model says ---- */

/* The nth line about a record is its own: a decision of two moves has two. */
static char *
dup_key (GHashTable *counts, MoatRecord *record)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, record));

  g_hash_table_insert (counts, record, GUINT_TO_POINTER (n + 1));

  return g_strdup_printf ("%s/%u", moat_record_get_id (record), n);
}

/* How the model would say it all: "id/n" → the nth line about that record. Owned. */
static GHashTable *
index_lines (const GPtrArray *lines)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTable *canon = new_map ();

  for (guint i = 0; i < lines->len; i++)
    {
      const MoatStoryLine *line = g_ptr_array_index (lines, i);

      g_hash_table_insert (canon, dup_key (counts, line->record), g_strdup (line->text));
    }

  return canon;
}

/* The model's own lines, of which note is taken. Owned. */
static GPtrArray *
take_canon (MoatStoryLive *self)
{
  GPtrArray *lines = moat_story_write_lines (self->document, self->use_case, &self->called);
  g_hash_table_unref (self->canon);
  self->canon = index_lines (lines);

  return lines;
}

/* Takes over what was read: the lines with the live records, and what they name. */
static void
take_twins (MoatStoryLive *self, MoatStoryTwins *twins)
{
  GHashTableIter iter;
  gpointer trial, live;

  g_ptr_array_unref (self->lines);
  self->lines = g_ptr_array_ref (twins->story->lines);
  for (guint i = 0; i < self->lines->len; i++)
    {
      MoatStoryLine *line = g_ptr_array_index (self->lines, i);

      g_set_object (&line->record, moat_story_twins_get_live (twins, line->record));
    }

  g_hash_table_remove_all (self->named);
  g_hash_table_iter_init (&iter, twins->live_of);
  while (g_hash_table_iter_next (&iter, &trial, &live))
    g_hash_table_add (self->named, g_strdup (moat_record_get_id (live)));
  g_hash_table_unref (self->members);
  self->members = moat_story_twins_list_members (twins);
}

/* Reads the lines as they are, to know what they name. FALSE when they do not say what the model says, and so
 * have to be written anew.
 */
static gboolean
learn (MoatStoryLive *self)
{
  g_autofree char *text = join_lines (self->lines);
  g_auto (MoatStoryTwins) twins = { 0 };
  gboolean is_same;

  moat_story_twins_init (&twins, self, text);
  is_same = moat_story_says_same (&twins);
  take_twins (self, &twins);

  return is_same;
}

/* ---- Following the model ---- */

typedef struct
{
  GHashTable *old;   /* "id/n" → what the model said before */
  GHashTable *said;  /* "id/n" → what it says now */
  GHashTable *shown; /* "id/n" that have a line */
  GPtrArray *lines;  /* the new ones */
} Following;

/* The old lines, as far as what they tell of is still there. */
static void
keep_lines (MoatStoryLive *self, Following *following)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const MoatStoryLine *line = g_ptr_array_index (self->lines, i);
      g_autofree char *key = line->record != NULL ? dup_key (counts, line->record) : NULL;
      const char *said = key != NULL ? g_hash_table_lookup (following->said, key) : NULL;
      const char *old = key != NULL ? g_hash_table_lookup (following->old, key) : NULL;

      /* Said otherwise, as a declaration that the model has no line for: it stands as long as its record. */
      if (key != NULL && said == NULL
          && (old != NULL || moat_document_find (self->document, moat_record_get_id (line->record)) == NULL))
        continue;
      g_ptr_array_add (following->lines,
                       moat_story_line_new (said == NULL || g_strcmp0 (said, old) == 0 ? line->text : said,
                                            line->record));
      if (key != NULL)
        g_hash_table_add (following->shown, g_steal_pointer (&key));
    }
}

static int
find_last_line (const GPtrArray *lines, MoatRecord *record)
{
  for (guint i = lines->len; i > 0; i--)
    if (((const MoatStoryLine *) g_ptr_array_index (lines, i - 1))->record == record)
      return (int) i - 1;

  return -1;
}

/* Whether moves and decisions that hang on what this line tells of follow it. */
static gboolean
hangs (const MoatStoryLine *line)
{
  return moat_record_get_kind (line->record) == MOAT_KIND_THREAT
         || moat_record_get_kind (line->record) == MOAT_KIND_DECISION;
}

/* New lines go behind the ones they follow in the model's own text; what they hang on comes with them. */
static void
add_lines (MoatStoryLive *self, Following *following, const GPtrArray *canon)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  int at = -1;

  for (guint i = 0; i < canon->len; i++)
    {
      const MoatStoryLine *line = g_ptr_array_index (canon, i);
      g_autofree char *key = dup_key (counts, line->record);
      gboolean is_known = g_hash_table_contains (following->old, key);
      gboolean is_needed = FALSE;
      int found;

      for (guint j = i + 1; is_known && j < canon->len && hangs (g_ptr_array_index (canon, j)); j++)
        is_needed
            |= !hangs (line)
               && !g_hash_table_contains (self->named,
                                          moat_record_get_id (
                                              ((MoatStoryLine *) g_ptr_array_index (canon, j))->record));
      if (g_hash_table_contains (following->shown, key))
        {
          found = find_last_line (following->lines, line->record);
          at = found;
          continue;
        }
      if (is_known && !is_needed)
        continue;
      at++;
      g_ptr_array_insert (following->lines, at, moat_story_line_new (line->text, line->record));
    }
}

static gboolean
is_same_text (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (strcmp (((const MoatStoryLine *) g_ptr_array_index (a, i))->text,
                ((const MoatStoryLine *) g_ptr_array_index (b, i))->text)
        != 0)
      return FALSE;

  return TRUE;
}

/* The model's own text in place of all lines. */
static void
start_over (GPtrArray *lines, const GPtrArray *canon)
{
  g_ptr_array_set_size (lines, 0);
  for (guint i = 0; i < canon->len; i++)
    {
      const MoatStoryLine *line = g_ptr_array_index (canon, i);

      g_ptr_array_add (lines, moat_story_line_new (line->text, line->record));
    }
}

gboolean
moat_story_live_refresh (MoatStoryLive *self)
{
  g_autoptr (GHashTable) old = g_hash_table_ref (self->canon);
  g_autoptr (GHashTable) shown = new_set ();
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (moat_story_line_free);
  g_autoptr (GPtrArray) canon = NULL;
  g_autoptr (GPtrArray) old_lines = NULL;

  if (moat_document_find (self->document, self->use_case) == NULL)
    return FALSE;

  canon = take_canon (self);
  {
    Following following = { old, self->canon, shown, lines };

    keep_lines (self, &following);
    add_lines (self, &following, canon);
  }
  old_lines = self->lines;
  self->lines = g_ptr_array_ref (lines);
  if (!learn (self))
    {
      start_over (lines, canon);
      g_ptr_array_unref (self->lines);
      self->lines = g_ptr_array_ref (lines);
      learn (self);
    }

  return !is_same_text (self->lines, old_lines);
}

/* ---- Typing ---- */

gboolean
moat_story_live_type (MoatStoryLive *self, const char *text)
{
  g_auto (MoatStoryTwins) twins = { 0 };
  g_autoptr (GPtrArray) canon = NULL;
  gboolean has_changed;

  if (moat_document_find (self->document, self->use_case) == NULL)
    return FALSE;

  moat_story_twins_init (&twins, self, text);
  moat_document_begin (self->document, _ ("Write the story"));
  moat_document_set_merge_key (self->document, "story");
  moat_story_apply (&twins);
  has_changed = moat_document_commit (self->document);
  take_twins (self, &twins);
  canon = take_canon (self);

  return has_changed;
}

/* ---- The whole ---- */

MoatStoryLive *
moat_story_live_new (MoatDocument *document,
                     const char *use_case_id,
                     MoatStoryPlaceFunc place,
                     gpointer user_data)
{
  MoatStoryLive *self = g_new0 (MoatStoryLive, 1);

  self->document = g_object_ref (document);
  self->use_case = g_strdup (use_case_id);
  self->place = place;
  self->place_data = user_data;
  self->canon = new_map ();
  self->called = new_map ();
  self->named = new_set ();
  self->members = new_map ();
  self->placed = new_map ();
  self->buried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, buried_free);
  self->assets = new_set ();
  self->lines = take_canon (self);
  learn (self);

  return self;
}

void
moat_story_live_free (MoatStoryLive *self)
{
  g_ptr_array_unref (self->lines);
  g_hash_table_unref (self->canon);
  g_hash_table_unref (self->called);
  g_hash_table_unref (self->named);
  g_hash_table_unref (self->members);
  g_hash_table_unref (self->placed);
  g_hash_table_unref (self->buried);
  g_hash_table_unref (self->assets);
  g_object_unref (self->document);
  g_free (self->use_case);
  g_free (self);
}

const GPtrArray *
moat_story_live_get_lines (MoatStoryLive *self)
{
  return self->lines;
}

char *
moat_story_live_dup_text (MoatStoryLive *self)
{
  return join_lines (self->lines);
}

int
moat_story_live_find_line (MoatStoryLive *self, MoatRecord *record)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const MoatStoryLine *line = g_ptr_array_index (self->lines, i);

      if (line->record == NULL)
        continue;
      if (line->record == record
          || (moat_record_get_kind (line->record) == MOAT_KIND_STEP
              && g_strcmp0 (moat_step_state (line->record)->flow, moat_record_get_id (record)) == 0))
        return (int) i;
    }

  return -1;
}

GPtrArray *
moat_story_live_list_names (MoatStoryLive *self, MoatKind kind)
{
  GPtrArray *records = moat_document_list (self->document, kind);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);
      const char *called = g_hash_table_lookup (self->called, moat_record_get_id (record));

      /* Elements of other use cases are called nothing here. */
      if (kind != MOAT_KIND_ELEMENT && called == NULL)
        called = moat_record_get_title (record);
      if (called != NULL && *called != '\0')
        g_ptr_array_add (names, g_strdup (called));
    }

  return names;
}

char *
moat_story_live_dup_numbered (MoatStoryLive *self)
{
  GString *text = g_string_new (NULL);
  guint number = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const MoatStoryLine *line = g_ptr_array_index (self->lines, i);
      const char *begin = line->text + strspn (line->text, " \t");
      const char *words = moat_story_skip_number (begin);

      g_string_append (text, i > 0 ? "\n" : "");
      if (line->record != NULL && moat_record_get_kind (line->record) == MOAT_KIND_STEP)
        number++;
      if (line->record == NULL || moat_record_get_kind (line->record) != MOAT_KIND_STEP
          || !g_ascii_isdigit (*begin) || words == begin)
        g_string_append (text, line->text);
      else
        g_string_append_printf (text, "%u. %s", number, words);
    }

  return g_string_free (text, FALSE);
}

static gboolean
hangs_on_another (MoatStoryLive *self, guint line)
{
  const char *text = ((const MoatStoryLine *) g_ptr_array_index (self->lines, line))->text;

  text += strspn (text, " \t");

  return *text == '!' || g_str_has_prefix (text, "=>");
}

void
moat_story_live_get_block (MoatStoryLive *self, guint line, guint *first, guint *end)
{
  *first = MIN (line, self->lines->len);
  while (*first > 0 && *first < self->lines->len && hangs_on_another (self, *first))
    (*first)--;
  *end = MIN (*first + 1, self->lines->len);
  while (*end < self->lines->len && hangs_on_another (self, *end))
    (*end)++;
}

char *
moat_story_live_dup_moved (MoatStoryLive *self, guint first, guint to, guint *line)
{
  g_autoptr (GPtrArray) moved = g_ptr_array_new ();
  guint end, to_end;

  moat_story_live_get_block (self, first, &first, &end);
  if (to < self->lines->len)
    moat_story_live_get_block (self, to, &to, &to_end);
  if (to >= first && to <= end)
    return NULL;

  for (guint i = 0; i <= self->lines->len; i++)
    {
      if (i == to)
        {
          *line = moved->len;
          for (guint j = first; j < end; j++)
            g_ptr_array_add (moved, g_ptr_array_index (self->lines, j));
        }
      if (i < self->lines->len && (i < first || i >= end))
        g_ptr_array_add (moved, g_ptr_array_index (self->lines, i));
    }

  return join_lines (moved);
}
