/* The audit of a repository.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "audit.h"

#include "audit-path.h"
#include "audit-private.h"
#include "audit-words.h"

#include <string.h>

/* Fewer name something; they state nothing. */
#define MIN_COMMENT_WORDS 4

struct _MoatAudit
{
  GPtrArray *files;
  GPtrArray *comments;
  guint n_comments;
  MoatAuditData data;
  gboolean is_prototype;
};

static void
file_free (gpointer data)
{
  MoatAuditFile *file = data;

  g_free (file->path);
  g_free (file->tool);
  g_ptr_array_unref (file->links);
  g_free (file);
}

static void
comment_free (gpointer data)
{
  MoatAuditComment *comment = data;

  g_free (comment->path);
  g_free (comment->text);
  g_free (comment);
}

MoatAudit *
moat_audit_new (void)
{
  MoatAudit *self = g_new0 (MoatAudit, 1);

  self->files = g_ptr_array_new_with_free_func (file_free);
  self->comments = g_ptr_array_new_with_free_func (comment_free);
  return self;
}

void
moat_audit_free (MoatAudit *self)
{
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->comments);
  g_free (self);
}

/* ---- What is found ---- */

static MoatAuditFile *
add_file (MoatAudit *self, const char *path, MoatAuditKind kind)
{
  MoatAuditFile *file = g_new0 (MoatAuditFile, 1);

  file->path = g_strdup (path);
  file->kind = kind;
  file->is_read = TRUE;
  file->links = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->files, file);
  return file;
}

void
moat_audit_add_document (MoatAudit *self, const char *path, const MoatProse *prose)
{
  MoatAuditCoverage coverage;
  MoatAuditKind kind;
  MoatAuditFile *file;

  g_return_if_fail (self != NULL && path != NULL && prose != NULL);

  if (moat_audit_path_is_no_document (path) || moat_audit_path_is_example (path))
    return;
  if (!moat_audit_guess_kind (path, prose, &kind))
    return;
  coverage = moat_audit_cover_prose (prose, kind == MOAT_AUDIT_SECTION);
  if (!moat_audit_is_documentation (prose, &coverage, kind))
    return;
  if (coverage.is_form)
    coverage.topics = 0;

  file = add_file (self, path, kind);
  file->coverage = coverage;
  for (guint i = 0; i < prose->links->len; i++)
    {
      char *target = moat_audit_resolve_link (path, g_ptr_array_index (prose->links, i));

      if (target != NULL)
        g_ptr_array_add (file->links, target);
    }
}

void
moat_audit_add_model (MoatAudit *self,
                      const char *path,
                      const char *tool,
                      const MoatAuditCoverage *coverage,
                      gboolean is_prototype)
{
  MoatAuditFile *file;

  g_return_if_fail (self != NULL && path != NULL && tool != NULL);

  if (moat_audit_path_is_example (path))
    return;
  file = add_file (self, path, MOAT_AUDIT_MODEL);
  file->tool = g_strdup (tool);
  file->is_read = coverage != NULL;
  if (coverage != NULL)
    file->coverage = *coverage;
  self->is_prototype = self->is_prototype || is_prototype;
}

void
moat_audit_add_clue (MoatAudit *self, MoatClue clue, const char *text)
{
  g_autofree char *words = moat_audit_words_normalize (text);

  moat_audit_data_add (&self->data, clue, words);
}

void
moat_audit_set_prototype (MoatAudit *self)
{
  self->is_prototype = TRUE;
}

/* ---- Comments ---- */

static const char *const statements[]
    = { "threat model",           "trust boundar",      "security assumption",   "attacker model",
        "trust assumption",       "threat-model",       "trusted caller",        "caller is trusted",
        "caller must be trusted", "security invariant", "already authorized by", "already authenticated by" };

/* The part of a line that is a comment in one of the usual languages; NULL when none is. */
static const char *
find_comment (const char *line)
{
  static const char *const marks[] = { "//", "/*", "#", "*", "--", ";", "<!--", "\"\"\"", "%", "(*" };
  const char *start = line + strspn (line, " \t");
  const char *slashes = strstr (line, "// ");

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (g_str_has_prefix (start, marks[i]))
        return start + strlen (marks[i]);
    }
  return slashes;
}

static void
add_comment (MoatAudit *self, const char *path, guint line, const char *comment)
{
  MoatAuditComment *found;

  self->n_comments++;
  if (self->comments->len == MOAT_AUDIT_MAX_COMMENTS)
    return;
  found = g_new0 (MoatAuditComment, 1);
  found->path = g_strdup (path);
  found->line = line;
  found->text = g_strstrip (g_utf8_make_valid (comment, -1));
  g_ptr_array_add (self->comments, found);
}

static void
read_comment (MoatAudit *self, const char *path, guint line, const char *start, const char *end)
{
  g_autofree char *text = g_strndup (start, MIN (end - start, 300));
  const char *comment = find_comment (text);
  g_autofree char *words = moat_audit_words_normalize (comment != NULL ? comment : "");

  if (comment != NULL && moat_audit_words_count (words) >= MIN_COMMENT_WORDS)
    add_comment (self, path, line, comment);
}

void
moat_audit_add_source (MoatAudit *self, const char *path, const char *text)
{
  g_autofree char *stem = moat_audit_path_get_stem (path);
  guint line = 1;

  g_return_if_fail (self != NULL && path != NULL && text != NULL);

  if (moat_audit_path_is_example (path))
    return;
  moat_audit_add_clue (self, MOAT_CLUE_NAME, stem);
  while (*text != '\0')
    {
      gsize length = strcspn (text, "\n");

      for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
        {
          if (length < strlen (statements[i]) || g_strstr_len (text, length, statements[i]) == NULL)
            continue;
          read_comment (self, path, line, text, text + length);
          break;
        }
      text += length + (text[length] == '\n');
      line++;
    }
}

/* ---- The verdict ---- */

static int
compare_files (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const MoatAuditFile *const *) a)->path, (*(const MoatAuditFile *const *) b)->path);
}

static int
compare_comments (gconstpointer a, gconstpointer b)
{
  const MoatAuditComment *first = *(const MoatAuditComment *const *) a;
  const MoatAuditComment *second = *(const MoatAuditComment *const *) b;
  int order = strcmp (first->path, second->path);

  return order != 0 ? order : (first->line > second->line) - (first->line < second->line);
}

static guint
count_topics (guint topics)
{
  guint n = 0;

  for (guint topic = 0; topic < MOAT_AUDIT_N_TOPICS; topic++)
    n += (topics >> topic) & 1;
  return n;
}

static guint
part_topics (const GPtrArray *files, guint part)
{
  guint topics = 0;

  for (guint i = 0; i < files->len; i++)
    {
      const MoatAuditFile *file = g_ptr_array_index (files, i);

      if (file->part == part)
        topics |= file->coverage.topics;
    }
  return topics;
}

/* One file if one covers as much as any, else the files of one document that add something to one another. */
static void
find_best (MoatAuditResult *result)
{
  guint covered = 0;
  MoatAuditFile *best = NULL;

  for (guint i = 0; i < result->files->len; i++)
    {
      MoatAuditFile *file = g_ptr_array_index (result->files, i);

      if (count_topics (file->coverage.topics) <= count_topics (covered))
        continue;
      covered = file->coverage.topics;
      best = file;
    }
  if (best != NULL)
    g_ptr_array_add (result->best, best);

  for (guint i = 0; i < result->files->len && covered != MOAT_AUDIT_ALL; i++)
    {
      MoatAuditFile *file = g_ptr_array_index (result->files, i);
      guint topics = part_topics (result->files, file->part);
      guint added = 0;

      if (count_topics (topics) <= count_topics (covered))
        continue;
      covered = topics;
      g_ptr_array_set_size (result->best, 0);
      for (guint j = 0; j < result->files->len; j++)
        {
          MoatAuditFile *other = g_ptr_array_index (result->files, j);

          if (other->part != file->part || (other->coverage.topics & ~added) == 0)
            continue;
          added |= other->coverage.topics;
          g_ptr_array_add (result->best, other);
        }
    }
  result->missing = MOAT_AUDIT_ALL & ~covered;
}

MoatAuditResult *
moat_audit_finish (MoatAudit *self)
{
  MoatAuditResult *result = g_new0 (MoatAuditResult, 1);

  g_return_val_if_fail (self != NULL, NULL);

  g_ptr_array_sort (self->files, compare_files);
  g_ptr_array_sort (self->comments, compare_comments);
  moat_audit_join_parts (self->files);

  result->files = g_ptr_array_ref (self->files);
  result->comments = g_ptr_array_ref (self->comments);
  result->n_comments = self->n_comments;
  result->handles = moat_audit_data_get (&self->data);
  result->best = g_ptr_array_new ();
  find_best (result);
  result->verdict = result->missing == 0 ? MOAT_AUDIT_PASS : MOAT_AUDIT_FAIL;
  if (self->is_prototype)
    result->verdict = MOAT_AUDIT_NOT_APPLICABLE;
  result->message = moat_audit_make_message (result);
  return result;
}

void
moat_audit_result_free (MoatAuditResult *self)
{
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->comments);
  g_ptr_array_unref (self->best);
  g_free (self->message);
  g_free (self);
}
