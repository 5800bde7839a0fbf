/* Story text to a model.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "edit.h"
#include "ids.h"
#include "query.h"
#include "story-words.h"
#include "story.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  MoatDocument *document;
  MoatStory *story;
  MoatRecord *use_case;
  GHashTable *elements; /* folded name → MoatRecord, of this use case */
  GHashTable *zones;    /* path of folded names → MoatRecord */
  MoatRecord *context;  /* what a move would hang on */
  MoatRecord *threat;   /* what a decision would stop; NULL before the first move */
  MoatRecord *subject;  /* what this line tells of */
  guint line;
  guint n_records;
  gboolean mints; /* ids at random: what is read is added to a model that others may add to as well */
} Reader;

/* ---- Making records ---- */

G_GNUC_PRINTF (2, 3)
static void
hint (Reader *reader, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  MoatStoryLine *line;
  va_list args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  /* TRANSLATORS: the number of a line of story text, and what about it */
  g_ptr_array_add (reader->story->hints, g_strdup_printf (_ ("Line %u: %s"), reader->line, sentence));
  line = g_ptr_array_index (reader->story->lines, reader->line - 1);
  if (line->hint == NULL)
    line->hint = g_steal_pointer (&sentence);
}

/* The id depends on the text alone: on what the record is, what it is called, and how many came before it. */
static MoatRecord *
add_record (Reader *reader, MoatKind kind, const char *text)
{
  g_autofree char *seed = g_strdup_printf ("story/%s/%u/%s",
                                           reader->use_case != NULL ? moat_record_get_title (reader->use_case)
                                                                    : "",
                                           reader->n_records++, text);
  g_autofree char *id = moat_id_from_text (kind, seed);
  MoatRecord *record = moat_document_add (reader->document, kind, reader->mints ? NULL : id);

  return record != NULL ? record : moat_document_add (reader->document, kind, NULL);
}

static void
begin_use_case (Reader *reader, const char *title)
{
  MoatRecord *record = add_record (reader, MOAT_KIND_USE_CASE, title);
  MoatUseCaseState *state = moat_document_edit (reader->document, record);

  moat_text_set (&state->title, title);
  reader->use_case = record;
  reader->context = record;
  reader->subject = record;
  reader->threat = NULL;
  g_hash_table_remove_all (reader->elements);
  g_hash_table_remove_all (reader->zones);
  g_ptr_array_add (reader->story->use_cases, g_object_ref (record));
}

static const char *
use_case_id (Reader *reader)
{
  if (reader->use_case == NULL)
    begin_use_case (reader, _ ("Use case"));

  return moat_record_get_id (reader->use_case);
}

static MoatRecord *
ensure_element (Reader *reader, const char *name)
{
  const char *use_case = use_case_id (reader);
  g_autofree char *folded = g_utf8_casefold (name, -1);
  MoatRecord *record = g_hash_table_lookup (reader->elements, folded);
  MoatElementState *state;

  if (record != NULL)
    return record;

  record = add_record (reader, MOAT_KIND_ELEMENT, name);
  state = moat_document_edit (reader->document, record);
  moat_text_set (&state->use_case, use_case);
  moat_text_set (&state->name, name);
  state->type = moat_story_guess_type (name);
  state->box = (MoatRect){ 0, 0, 120, 60 };
  g_hash_table_insert (reader->elements, g_steal_pointer (&folded), record);

  return record;
}

static MoatRecord *
ensure_zone (Reader *reader, const char *path, const char *name, MoatRecord *parent)
{
  const char *use_case = use_case_id (reader);
  g_autofree char *folded = g_utf8_casefold (path, -1);
  MoatRecord *record = g_hash_table_lookup (reader->zones, folded);
  MoatBoundaryState *state;

  if (record != NULL)
    return record;

  record = add_record (reader, MOAT_KIND_BOUNDARY, path);
  state = moat_document_edit (reader->document, record);
  moat_text_set (&state->use_case, use_case);
  moat_text_set (&state->name, name);
  g_hash_table_insert (reader->zones, g_steal_pointer (&folded), record);
  if (parent != NULL)
    g_hash_table_insert (reader->story->zone_of, g_strdup (moat_record_get_id (record)),
                         g_strdup (moat_record_get_id (parent)));

  return record;
}

static MoatRecord *
ensure_asset (Reader *reader, const char *name)
{
  MoatRecord *record = moat_query_find_by_title (reader->document, MOAT_KIND_ASSET, name);

  if (record == NULL)
    {
      record = add_record (reader, MOAT_KIND_ASSET, name);
      moat_text_set (&((MoatAssetState *) moat_document_edit (reader->document, record))->name, name);
    }

  return record;
}

/* The class of this name, made between the known ones when the team has its own. */
static MoatRecord *
ensure_class (Reader *reader, const char *name)
{
  MoatRecord *record = moat_query_find_by_title (reader->document, MOAT_KIND_CLASS, name);
  MoatClassState *state;

  if (record != NULL)
    return record;

  record = add_record (reader, MOAT_KIND_CLASS, name);
  state = moat_document_edit (reader->document, record);
  moat_text_set (&state->name, name);
  state->rank = 10;
  hint (reader, _ ("“%s” is a new data class, ranked like Sensitive."), name);

  return record;
}

/* ---- Lines ---- */

/* Where the words after @keyword begin, or NULL when the line does not start with it as a word. */
static const char *
after_keyword (const char *line, const char *keyword)
{
  gsize length = strlen (keyword);

  if (g_ascii_strncasecmp (line, keyword, length) != 0 || !g_ascii_isspace (line[length]))
    return NULL;

  line += length;
  while (g_ascii_isspace (*line))
    line++;

  return *line != '\0' ? line : NULL;
}

static gboolean
read_title (Reader *reader, const char *line)
{
  g_autofree char *title = NULL;

  if (*line != '#')
    return FALSE;

  title = moat_story_unquote (line + strspn (line, "#"), -1);
  begin_use_case (reader, title);

  return TRUE;
}

static gboolean
read_summary (Reader *reader, const char *line)
{
  g_autofree char *summary = NULL;
  MoatUseCaseState *state;

  if (*line != '>')
    return FALSE;

  use_case_id (reader);
  reader->subject = reader->use_case;
  state = moat_document_edit (reader->document, reader->use_case);
  summary = moat_story_unquote (line + 1, -1);
  if (state->summary != NULL)
    moat_text_take (&state->summary, g_strconcat (state->summary, "\n", summary, NULL));
  else
    moat_text_set (&state->summary, summary);

  return TRUE;
}

static gboolean
read_declaration (Reader *reader, const char *line)
{
  static const struct
  {
    const char *keyword;
    MoatElementType type;
  } keywords[] = {
    { "actor", MOAT_ELEMENT_EXTERNAL_ENTITY },
    { "process", MOAT_ELEMENT_PROCESS },
    { "store", MOAT_ELEMENT_DATA_STORE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    {
      const char *rest = after_keyword (line, keywords[i].keyword);
      g_auto (GStrv) names = NULL;

      /* "Store -> API: …" and "process the order" are steps; a declaration is a name alone. */
      if (rest == NULL || moat_story_find (rest, "->") != NULL || moat_story_find (rest, ":") != NULL)
        continue;
      names = moat_story_split (rest, ",");
      for (guint j = 0; names[j] != NULL; j++)
        {
          g_autofree char *name = moat_story_unquote (names[j], -1);
          MoatRecord *element;

          if (*name == '\0')
            continue;
          element = ensure_element (reader, name);
          ((MoatElementState *) moat_document_edit (reader->document, element))->type = keywords[i].type;
          g_hash_table_add (reader->story->typed, g_strdup (moat_record_get_id (element)));
          reader->context = element;
          reader->subject = element;
        }
      return TRUE;
    }

  return FALSE;
}

static void
read_members (Reader *reader, MoatRecord *zone, const char *text)
{
  g_auto (GStrv) names = moat_story_split (text, ",");

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = moat_story_unquote (names[i], -1);
      MoatRecord *element;

      if (*name == '\0')
        continue;
      element = ensure_element (reader, name);
      if (g_hash_table_contains (reader->story->zone_of, moat_record_get_id (element)))
        hint (reader, _ ("“%s” is in another zone already and stays there."), name);
      else
        g_hash_table_insert (reader->story->zone_of, g_strdup (moat_record_get_id (element)),
                             g_strdup (moat_record_get_id (zone)));
    }
}

static gboolean
read_zone (Reader *reader, const char *line)
{
  const char *rest = after_keyword (line, "zone");
  const char *colon = rest != NULL ? moat_story_find (rest, ":") : NULL;
  g_autofree char *head = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (GString) path = g_string_new (NULL);
  MoatRecord *zone = NULL;

  if (rest == NULL)
    return FALSE;

  head = colon != NULL ? g_strndup (rest, colon - rest) : g_strdup (rest);
  names = moat_story_split (head, "/");
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = moat_story_unquote (names[i], -1);

      g_string_append_printf (path, "/%s", name);
      zone = ensure_zone (reader, path->str, name, zone);
    }
  if (zone == NULL)
    return FALSE;

  if (colon != NULL)
    read_members (reader, zone, colon + 1);
  reader->context = zone;
  reader->subject = zone;

  return TRUE;
}

static gboolean
read_data (Reader *reader, const char *line)
{
  const char *rest = after_keyword (line, "data");
  const char *colon = rest != NULL ? moat_story_find (rest, ":") : NULL;
  g_autofree char *name = NULL;
  g_autofree char *class_name = NULL;
  MoatRecord *asset;

  if (rest == NULL || moat_story_find (rest, "->") != NULL)
    return FALSE;

  use_case_id (reader);
  name = moat_story_unquote (rest, colon != NULL ? colon - rest : -1);
  class_name = moat_story_unquote (colon != NULL ? colon + 1 : "", -1);
  asset = ensure_asset (reader, name);
  reader->subject = asset;
  if (*class_name != '\0')
    {
      const char *class_id = moat_record_get_id (ensure_class (reader, class_name));

      moat_text_set (&((MoatAssetState *) moat_document_edit (reader->document, asset))->asset_class,
                     class_id);
    }

  return TRUE;
}

static char *
end_id (Reader *reader, const char *text, gssize length)
{
  g_autofree char *quoted = g_strstrip (length < 0 ? g_strdup (text) : g_strndup (text, length));
  g_autofree char *name = moat_story_unquote (quoted, -1);

  if (*name == '\0' || moat_story_is_free_end (quoted))
    return NULL;

  return g_strdup (moat_record_get_id (ensure_element (reader, name)));
}

/* Takes "[A, B]" off the end of @words and puts the data onto the flow. */
static void
read_carried (Reader *reader, MoatRecord *flow, char *words)
{
  char *open = (char *) moat_story_find (words, "[");
  const char *close = open != NULL ? moat_story_find (open, "]") : NULL;
  g_autofree char *inner = NULL;
  g_auto (GStrv) names = NULL;

  if (close == NULL)
    return;

  inner = g_strndup (open + 1, close - open - 1);
  names = moat_story_split (inner, ",");
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = moat_story_unquote (names[i], -1);
      const char *id;

      if (*name == '\0')
        continue;
      id = moat_record_get_id (ensure_asset (reader, name));
      moat_list_add (&((MoatFlowState *) moat_document_edit (reader->document, flow))->assets, id);
    }
  *open = '\0';
}

/* "A -> B: words [data]"; NULL when there is no arrow. */
static MoatRecord *
read_flow (Reader *reader, const char *line)
{
  const char *arrow = moat_story_find (line, "->");
  gboolean is_both = arrow > line && arrow[-1] == '<';
  const char *colon;
  g_autofree char *source = NULL;
  g_autofree char *target = NULL;
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;
  MoatFlowState *state;
  MoatRecord *flow;

  if (arrow == NULL)
    return NULL;

  colon = moat_story_find (arrow + 2, ":");
  source = end_id (reader, line, arrow - line - (is_both ? 1 : 0));
  target = end_id (reader, arrow + 2, colon != NULL ? colon - arrow - 2 : -1);
  flow = add_record (reader, MOAT_KIND_FLOW, line);
  words = g_strdup (colon != NULL ? colon + 1 : "");
  read_carried (reader, flow, words);
  name = moat_story_unquote (words, -1);

  state = moat_document_edit (reader->document, flow);
  moat_text_set (&state->use_case, use_case_id (reader));
  moat_text_set (&state->source, source);
  moat_text_set (&state->target, target);
  moat_text_set (&state->name, name);
  state->bidirectional = is_both;
  reader->context = flow;
  reader->subject = flow;
  reader->threat = NULL;

  return flow;
}

static gboolean
read_loose_flow (Reader *reader, const char *line)
{
  const char *rest = after_keyword (line, "flow");

  return rest != NULL && read_flow (reader, rest) != NULL;
}

static void
read_step (Reader *reader, const char *line)
{
  const char *rest = moat_story_skip_number (line);
  const char *use_case = use_case_id (reader);
  g_autofree char *text = moat_story_unquote (rest, -1);
  MoatRecord *flow = read_flow (reader, rest);
  MoatRecord *step = add_record (reader, MOAT_KIND_STEP, text);
  MoatStepState *state = moat_document_edit (reader->document, step);

  reader->subject = step;
  moat_text_set (&state->use_case, use_case);
  if (flow != NULL)
    {
      moat_text_set (&state->flow, moat_record_get_id (flow));
      return;
    }

  moat_text_set (&state->text, text);
  reader->context = reader->use_case;
  reader->threat = NULL;
}

static gboolean
set_field (Reader *reader, MoatRecord *record, const char *field, const char *quoted)
{
  g_autofree char *text = moat_story_unquote (moat_text_get (quoted), -1);
  g_autoptr (GError) error = NULL;

  if (moat_edit_set_text (reader->document, record, field, text, &error))
    return TRUE;

  hint (reader, "%s.", error->message);
  return FALSE;
}

static gboolean
read_move (Reader *reader, const char *line)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *text = NULL;
  guint n_parts;

  if (*line != '!')
    return FALSE;

  use_case_id (reader);
  parts = moat_story_split (line + 1, "|");
  n_parts = g_strv_length (parts);
  text = moat_story_unquote (n_parts > 0 ? parts[0] : "", -1);
  reader->threat = add_record (reader, MOAT_KIND_THREAT, text);
  reader->subject = reader->threat;
  moat_edit_move_threat (reader->document, reader->threat, moat_record_get_id (reader->context));
  set_field (reader, reader->threat, "text", n_parts > 0 ? parts[0] : NULL);
  if (n_parts > 1)
    set_field (reader, reader->threat, "stride", parts[1]);
  if (n_parts > 2)
    set_field (reader, reader->threat, "severity", parts[2]);

  return TRUE;
}

/* "authorization: text": the kind when the words before the colon are one, and where the text begins. */
static const char *
read_decision_type (MoatDecisionState *state, const char *text)
{
  const char *colon = moat_story_find (text, ":");
  g_autofree char *word = NULL;
  int type;

  if (colon == NULL)
    return text;

  word = g_strdelimit (moat_story_unquote (text, colon - text), " ", '-');
  if (!moat_value_from_nick (moat_decision_types, word, &type))
    return text;

  state->type = (MoatDecisionType) type;
  return colon + 1;
}

static void
read_enforced (MoatDecisionState *state, const char *text)
{
  g_auto (GStrv) places = moat_story_split (text, ",");

  for (guint i = 0; places[i] != NULL; i++)
    {
      g_autofree char *place = moat_story_unquote (places[i], -1);

      if (*place != '\0')
        moat_list_add (&state->enforced, place);
    }
}

static void
read_proofs (Reader *reader, MoatRecord *decision, const char *text)
{
  g_auto (GStrv) proofs = moat_story_split (text, ";");

  for (guint i = 0; proofs[i] != NULL; i++)
    {
      g_autofree char *proof = moat_story_unquote (proofs[i], -1);
      MoatVerificationState *state;
      MoatRecord *record;

      if (*proof == '\0')
        continue;
      record = add_record (reader, MOAT_KIND_VERIFICATION, proof);
      state = moat_document_edit (reader->document, record);
      moat_text_set (&state->decision, moat_record_get_id (decision));
      moat_text_set (&state->text, proof);
    }
}

/* "@owner #ticket", each up to the next of the two. */
static void
read_owner_and_ticket (MoatDecisionState *state, const char *text)
{
  const char *at = moat_story_find (text, "@");
  const char *hash = moat_story_find (text, "#");

  if (at != NULL)
    moat_text_take (&state->owner, moat_story_unquote (at, hash != NULL && hash > at ? hash - at : -1));
  if (hash != NULL)
    moat_text_take (&state->ticket,
                    moat_story_unquote (hash + 1, at != NULL && at > hash ? at - hash - 1 : -1));
}

static gboolean
read_decision (Reader *reader, const char *line)
{
  g_auto (GStrv) parts = NULL;
  MoatDecisionState *state;
  MoatRecord *decision;
  const char *text;
  guint n_parts;

  if (!g_str_has_prefix (line, "=>"))
    return FALSE;
  if (reader->threat == NULL)
    {
      hint (reader,
            _ ("A decision needs a move before it (a line that begins with “!”); the line became a step."));
      return FALSE;
    }

  parts = moat_story_split (line + 2, "|");
  n_parts = g_strv_length (parts);
  decision = add_record (reader, MOAT_KIND_DECISION, line);
  reader->subject = decision;
  state = moat_document_edit (reader->document, decision);
  moat_list_add (&state->threats, moat_record_get_id (reader->threat));
  text = read_decision_type (state, n_parts > 0 ? parts[0] : "");
  moat_text_take (&state->text, moat_story_unquote (text, -1));
  if (n_parts > 1)
    read_enforced (state, parts[1]);
  if (n_parts > 3)
    read_owner_and_ticket (state, parts[3]);
  if (n_parts > 2)
    read_proofs (reader, decision, parts[2]);

  return TRUE;
}

typedef gboolean (*LineFunc) (Reader *reader, const char *line);

/* The first that understands the line takes it. */
static const LineFunc line_funcs[] = {
  read_title, read_summary, read_move, read_decision, read_declaration, read_zone, read_data, read_loose_flow,
};

static void
read_line (Reader *reader, const char *line)
{
  if (*line == '\0')
    return;

  for (guint i = 0; i < G_N_ELEMENTS (line_funcs); i++)
    if (line_funcs[i](reader, line))
      return;

  read_step (reader, line);
}

MoatStoryLine *
moat_story_line_new (const char *text, MoatRecord *record)
{
  MoatStoryLine *line = g_new0 (MoatStoryLine, 1);

  line->text = g_strdup (text);
  g_set_object (&line->record, record);

  return line;
}

void
moat_story_line_free (gpointer data)
{
  MoatStoryLine *line = data;

  g_free (line->text);
  g_clear_object (&line->record);
  g_free (line->hint);
  g_free (line);
}

void
moat_story_free (MoatStory *story)
{
  g_ptr_array_unref (story->use_cases);
  g_ptr_array_unref (story->lines);
  g_hash_table_unref (story->zone_of);
  g_hash_table_unref (story->typed);
  g_ptr_array_unref (story->hints);
  g_free (story);
}

static MoatStory *
story_new (void)
{
  MoatStory *story = g_new0 (MoatStory, 1);

  story->use_cases = g_ptr_array_new_with_free_func (g_object_unref);
  story->lines = g_ptr_array_new_with_free_func (moat_story_line_free);
  story->zone_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  story->typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  story->hints = g_ptr_array_new_with_free_func (g_free);

  return story;
}

MoatStory *
moat_story_read (MoatDocument *document, const char *text)
{
  g_autoptr (GHashTable) elements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_auto (GStrv) lines = g_strsplit (g_strdelimit (valid, "\t\r", ' '), "\n", -1);
  MoatStory *story = story_new ();
  Reader reader = { .document = document, .story = story, .elements = elements, .zones = zones };

  g_return_val_if_fail (moat_document_in_transaction (document), story);

  for (reader.line = 1; lines[reader.line - 1] != NULL; reader.line++)
    {
      MoatStoryLine *line = moat_story_line_new (lines[reader.line - 1], NULL);

      g_ptr_array_add (story->lines, line);
      reader.subject = NULL;
      read_line (&reader, g_strstrip (lines[reader.line - 1]));
      g_set_object (&line->record, reader.subject);
    }
  reader.line = MAX (story->lines->len, 1);
  use_case_id (&reader);

  return story;
}

MoatRecord *
moat_story_add_move (MoatDocument *document, MoatRecord *on, const char *text, char **hint)
{
  g_autoptr (MoatStory) story = story_new ();
  MoatStoryLine *line = moat_story_line_new (text, NULL);
  Reader reader = { .document = document, .story = story, .context = on, .line = 1, .mints = TRUE };
  g_autofree char *valid = g_strdelimit (g_utf8_make_valid (text, -1), "\t\r\n", ' ');
  g_auto (GStrv) parts = moat_story_split (valid, "=>");

  g_ptr_array_add (story->lines, line);
  if (hint != NULL)
    *hint = NULL;
  g_return_val_if_fail (moat_document_in_transaction (document), NULL);
  g_return_val_if_fail (MOAT_IS_RECORD (on), NULL);

  if (parts[0] == NULL || *parts[0] == '\0' || *parts[0] == '|')
    return NULL;
  reader.use_case = moat_query_use_case (document, on);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *part = g_strconcat (i == 0 ? "!" : "=>", parts[i], NULL);

      if (i == 0)
        read_move (&reader, part);
      else if (*parts[i] != '\0')
        read_decision (&reader, part);
    }
  if (hint != NULL)
    *hint = g_strdup (line->hint);
  return reader.threat;
}
