/* What a paragraph, item or heading of SECURITY.md is written from: a text of a
 * record, or several with words of Moat's own round them. Which it is, is found
 * by changing the text that explains an edit and writing anew.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sync-sources.h"

#include "text-merge.h"

#include <string.h>

/* What the blocks that Moat writes from texts are written from. */
static const MoatKind kinds[] = { MOAT_KIND_MODEL,      MOAT_KIND_USE_CASE, MOAT_KIND_STEP, MOAT_KIND_FLOW,
                                  MOAT_KIND_ASSUMPTION, MOAT_KIND_ELEMENT,  MOAT_KIND_ASSET };

/* Records of one name, as in several use cases: more are not tried. */
#define MAX_TRIES 20

/* A paragraph of a text of a record that a block shows, and what the block says in its place now. */
typedef struct
{
  MoatRecord *record;
  const MoatField *field;
  gsize length; /* of the paragraph */
  char *text;   /* what the whole field becomes */
} Source;

static void
source_free (gpointer data)
{
  Source *source = data;

  g_free (source->text);
  g_free (source);
}

static const char *
get_text (MoatRecord *record, const MoatField *field)
{
  return moat_text_get (*(char *const *) MOAT_FIELD_PTR (moat_record_get_state (record), field));
}

static void
set_text (MoatSyncJob *job, MoatRecord *record, const MoatField *field, const char *text)
{
  MoatState *state = moat_document_edit (job->document, record);

  moat_text_set (MOAT_FIELD_PTR (state, field), text);
}

/* ---- Which text explains an edit ---- */

/* What stands in @edited where @paragraph stands in @written, when all round it is the same; owned, or NULL.
 */
static char *
dup_replacement (const char *written, const char *edited, const char *paragraph)
{
  for (const char *at = strstr (written, paragraph); at != NULL; at = strstr (at + 1, paragraph))
    {
      gsize before = at - written;
      gsize after = strlen (at) - strlen (paragraph);

      if (strlen (edited) > before + after && strncmp (written, edited, before) == 0
          && strcmp (at + strlen (paragraph), edited + strlen (edited) - after) == 0)
        return g_strndup (edited + before, strlen (edited) - before - after);
    }

  return NULL;
}

static void
look_at_field (GPtrArray *sources,
               MoatRecord *record,
               const MoatField *field,
               const char *written,
               const char *edited)
{
  const char *text = get_text (record, field);
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_autofree char *replacement = *g_strstrip (paragraphs[i]) != '\0'
                                         ? dup_replacement (written, edited, paragraphs[i])
                                         : NULL;
      g_autoptr (GString) whole = NULL;
      Source *source;

      if (replacement == NULL)
        continue;
      whole = g_string_new (text);
      g_string_replace (whole, paragraphs[i], replacement, 1);
      source = g_new0 (Source, 1);
      *source = (Source){ record, field, strlen (paragraphs[i]), g_strdup (whole->str) };
      g_ptr_array_add (sources, source);
    }
}

static int
compare_sources (gconstpointer a, gconstpointer b)
{
  const Source *left = *(const Source *const *) a;
  const Source *right = *(const Source *const *) b;

  return left->length > right->length ? -1 : left->length < right->length;
}

/* All texts that explain the difference, the longest first. Of Source, owned. */
static GPtrArray *
list_sources (MoatSyncJob *job, const char *written, const char *edited)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func (source_free);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const MoatKindInfo *info = moat_kind_get_info (kinds[i]);
      GPtrArray *records = moat_document_list (job->document, kinds[i]);

      for (guint j = 0; j < records->len; j++)
        for (guint k = 0; k < info->n_fields; k++)
          if (info->fields[k].type == MOAT_TEXT)
            look_at_field (sources, g_ptr_array_index (records, j), &info->fields[k], written, edited);
    }
  g_ptr_array_sort (sources, compare_sources);

  return sources;
}

/* ---- Taking it ---- */

static gboolean
says_now (MoatSyncJob *job, guint64 digest)
{
  moat_sync_side_read (&job->now, job->document, job->use_case);
  for (guint i = 0; i < job->now.text->blocks->len; i++)
    if (((const MoatSecurityBlock *) g_ptr_array_index (job->now.text->blocks, i))->digest == digest)
      return TRUE;

  return FALSE;
}

/* One text is changed. @before and @words are what the block said and is to say. */
static gboolean
take_step (MoatSyncJob *job,
           const MoatSecurityBlock *written,
           const char *before,
           const char *words,
           MoatRecord **record,
           const MoatField **field)
{
  g_autoptr (GPtrArray) sources = list_sources (job, before, words);
  guint64 digest = moat_security_block_digest_words (written, words);

  for (guint i = 0; i < MIN (sources->len, MAX_TRIES); i++)
    {
      const Source *source = g_ptr_array_index (sources, i);
      g_autofree char *text = g_strdup (get_text (source->record, source->field));

      set_text (job, source->record, source->field, source->text);
      if (says_now (job, digest))
        {
          *record = source->record;
          *field = source->field;
          return TRUE;
        }
      set_text (job, source->record, source->field, *text != '\0' ? text : NULL);
    }

  return FALSE;
}

static gboolean
take_steps (MoatSyncJob *job,
            const MoatSecurityBlock *written,
            const char *words,
            MoatRecord **record,
            const MoatField **field)
{
  g_autoptr (GPtrArray) steps = moat_text_list_steps (written->words, words, MOAT_TEXT_TERMS);
  const char *before = written->words;

  if (steps == NULL || steps->len < 2)
    return FALSE;
  for (guint i = 0; i < steps->len; i++)
    {
      if (!take_step (job, written, before, g_ptr_array_index (steps, i), record, field))
        return FALSE;
      before = g_ptr_array_index (steps, i);
    }

  return TRUE;
}

gboolean
moat_sync_take_words (MoatSyncJob *job,
                      const MoatSecurityBlock *written,
                      const char *words,
                      MoatRecord **record,
                      const MoatField **field)
{
  if (take_step (job, written, written->words, words, record, field))
    return TRUE;

  moat_document_begin (job->document, NULL);
  if (take_steps (job, written, words, record, field))
    {
      moat_document_commit (job->document);
      return TRUE;
    }
  moat_document_rollback (job->document);

  return FALSE;
}

/* ---- Taking it away ---- */

/* Texts that a model can be without; other words of Moat's stand round some. */
static const struct
{
  MoatKind kind;
  const char *field;
  const char *label; /* what Moat writes before it */
} droppable[] = {
  { MOAT_KIND_MODEL, "scope", "" },      { MOAT_KIND_MODEL, "outOfScope", "" },
  { MOAT_KIND_MODEL, "contact", "" },    { MOAT_KIND_MODEL, "updateWhen", "Update this: " },
  { MOAT_KIND_USE_CASE, "summary", "" }, { MOAT_KIND_USE_CASE, "attackTest", "Attack test: " },
  { MOAT_KIND_ASSUMPTION, "text", "" },
};

/* Where the paragraph that the block is stands in the text; NULL when it is none of it. */
static char *
dup_without (const char *text, const char *paragraph)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);
  g_autoptr (GString) rest = g_string_new (NULL);
  gboolean is_found = FALSE;

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      if (!is_found && moat_security_digest (paragraphs[i]) == moat_security_digest (paragraph))
        is_found = TRUE;
      else
        g_string_append_printf (rest, "%s%s", rest->len > 0 ? "\n\n" : "", paragraphs[i]);
    }

  return is_found ? g_strdup (rest->str) : NULL;
}

gboolean
moat_sync_find_whole_text (MoatSyncJob *job,
                           const MoatSecurityBlock *written,
                           MoatRecord **record,
                           const MoatField **field)
{
  for (guint i = 0; i < G_N_ELEMENTS (droppable); i++)
    {
      GPtrArray *records = moat_document_list (job->document, droppable[i].kind);

      if (!g_str_has_prefix (written->words, droppable[i].label))
        continue;
      *field = moat_kind_find_field (droppable[i].kind, droppable[i].field);
      for (guint j = 0; j < records->len; j++)
        {
          g_autofree char *rest = NULL;

          *record = g_ptr_array_index (records, j);
          rest = dup_without (get_text (*record, *field), written->words + strlen (droppable[i].label));
          if (rest != NULL)
            return TRUE;
        }
    }

  return FALSE;
}

void
moat_sync_remove_text (MoatSyncJob *job,
                       const MoatSecurityBlock *written,
                       MoatRecord *record,
                       const MoatField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (droppable); i++)
    {
      g_autofree char *rest = NULL;

      if (moat_kind_find_field (droppable[i].kind, droppable[i].field) != field)
        continue;
      if (droppable[i].kind == MOAT_KIND_ASSUMPTION)
        {
          moat_document_remove (job->document, record);
          return;
        }
      rest = dup_without (get_text (record, field), written->words + strlen (droppable[i].label));
      set_text (job, record, field, rest != NULL && *rest != '\0' ? rest : NULL);
    }
}
