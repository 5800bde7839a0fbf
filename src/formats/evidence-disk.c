/* Looking up cited files: is it there, is the line, is the word, since when.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "evidence-disk.h"

#include "citation.h"
#include "files.h"
#include "git-dates.h"

#include <stdlib.h>
#include <string.h>

/* One look at a folder: the file read last is kept, as the entries come sorted by their paths. */
typedef struct
{
  char *root; /* as the system resolves it: no links, no dots */
  char *path; /* of @bytes */
  GBytes *bytes;
} Look;

static void
look_clear (Look *look)
{
  free (look->root);
  g_free (look->path);
  g_clear_pointer (&look->bytes, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, look_clear)

char *
moat_evidence_disk_find_root (const char *model_path)
{
  g_autofree char *whole = g_canonicalize_filename (model_path, NULL);
  g_autofree char *own = g_path_get_dirname (whole);
  g_autofree char *folder = g_strdup (own);

  while (TRUE)
    {
      g_autofree char *git = g_build_filename (folder, ".git", NULL);
      char *above;

      /* A folder, or in a work tree beside another one a file. */
      if (g_file_test (git, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&folder);
      above = g_path_get_dirname (folder);
      if (strcmp (above, folder) == 0)
        {
          g_free (above);
          return g_steal_pointer (&own);
        }
      g_free (folder);
      folder = above;
    }
}

/* ---- Staying inside ---- */

static gboolean
is_below (const char *root, const char *path)
{
  gsize length = strlen (root);

  return strncmp (root, path, length) == 0
         && (path[length] == '\0' || path[length] == '/' || (length == 1 && root[0] == '/'));
}

/* Where @inside (without "." and "..") really is, links followed; owned, to free(). NULL with *@status saying
 * why not. Of something that is not there, what is there of its path decides whether it would be inside, so
 * that nobody learns what exists elsewhere.
 */
static char *
resolve (const Look *look, const char *inside, MoatEvidenceStatus *status)
{
  g_autofree char *path = g_build_filename (look->root, inside, NULL);
  char *real = realpath (path, NULL);

  if (real != NULL && is_below (look->root, real))
    return real;
  *status = real == NULL ? MOAT_EVIDENCE_NO_FILE : MOAT_EVIDENCE_OUTSIDE;
  while (real == NULL && strlen (path) > strlen (look->root))
    {
      char *above = g_path_get_dirname (path);

      g_free (path);
      path = above;
      real = realpath (path, NULL);
      if (real != NULL && !is_below (look->root, real))
        *status = MOAT_EVIDENCE_OUTSIDE;
    }
  free (real);

  return NULL;
}

/* ---- What is in a file ---- */

static gboolean
has_line (GBytes *bytes, guint line)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *end = data + length;
  guint n_lines = 0;

  while (data < end && n_lines < line)
    {
      const char *newline = memchr (data, '\n', (gsize) (end - data));

      n_lines++;
      data = newline == NULL ? end : newline + 1;
    }

  return n_lines >= line;
}

static gboolean
is_word_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (c & 0x80) != 0;
}

/* Whether @word stands at @at and neither goes on before nor after. */
static gboolean
is_word_at (const char *data, gsize length, gsize at, const char *word, gsize word_length, gboolean fold)
{
  if ((at > 0 && is_word_char (data[at - 1]))
      || (at + word_length < length && is_word_char (data[at + word_length])))
    return FALSE;

  return fold ? g_ascii_strncasecmp (data + at, word, word_length) == 0
              : memcmp (data + at, word, word_length) == 0;
}

static gboolean
has_word (GBytes *bytes, const char *word, gsize word_length, gboolean fold)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  for (gsize at = 0; at + word_length <= length; at++)
    {
      if ((fold || data[at] == word[0]) && is_word_at (data, length, at, word, word_length, fold))
        return TRUE;
    }

  return FALSE;
}

/* Links to a heading of a document write it in lower case. */
static gboolean
is_prose (const char *path)
{
  static const char *const suffixes[] = { ".md", ".markdown", ".rst", ".adoc", ".html", ".txt" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      if (g_str_has_suffix (path, suffixes[i]))
        return TRUE;
    }

  return FALSE;
}

/* Whether each word of @symbol ("Api.update", "TestA::test_b") is there: which one belongs to which is a
 * matter of languages. */
static gboolean
has_symbol (GBytes *bytes, const char *symbol, gboolean fold)
{
  const char *at = symbol;

  while (*at != '\0')
    {
      const char *start;

      while (*at != '\0' && !is_word_char (*at))
        at++;
      start = at;
      while (is_word_char (*at))
        at++;
      if (at > start && !has_word (bytes, start, (gsize) (at - start), fold))
        return FALSE;
    }

  return TRUE;
}

/* ---- Looking ---- */

/* The file's bytes, borrowed; NULL when it cannot be read. */
static GBytes *
read_file (Look *look, const char *path)
{
  if (g_strcmp0 (look->path, path) == 0)
    return look->bytes;
  g_clear_pointer (&look->bytes, g_bytes_unref);
  g_free (look->path);
  look->path = g_strdup (path);
  look->bytes = moat_files_read (path, NULL, NULL);

  return look->bytes;
}

/* A test's name as it stands in its file: without parameters, and without the cases that Go adds to it. */
static char *
dup_symbol (const MoatCitation *citation)
{
  if (citation->symbol != NULL)
    return g_strdup (citation->symbol);
  if (citation->test != NULL)
    return g_strndup (citation->test, strcspn (citation->test, "[(/"));

  return NULL;
}

static MoatEvidenceStatus
look_inside (Look *look, const MoatCitation *citation, const char *path)
{
  g_autofree char *symbol = dup_symbol (citation);
  GBytes *bytes;

  if (symbol == NULL && citation->line == 0)
    return MOAT_EVIDENCE_FOUND;
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return symbol == NULL ? MOAT_EVIDENCE_NO_LINE : MOAT_EVIDENCE_NO_SYMBOL;
  bytes = read_file (look, path);
  if (bytes == NULL)
    return MOAT_EVIDENCE_UNKNOWN;
  if (citation->line > 0 && !has_line (bytes, citation->line))
    return MOAT_EVIDENCE_NO_LINE;
  if (symbol != NULL && !has_symbol (bytes, symbol, is_prose (path)))
    return MOAT_EVIDENCE_NO_SYMBOL;

  return MOAT_EVIDENCE_FOUND;
}

/* What is found, without a date. *@inside is the file's path below the root when it is there; owned. */
static MoatEvidenceStatus
look_up (Look *look, const char *entry, char **inside)
{
  g_auto (MoatCitation) citation = { 0 };
  g_autofree char *path = NULL;
  MoatEvidenceStatus status;
  char *real;

  moat_citation_init (&citation, entry);
  if (citation.path == NULL)
    return MOAT_EVIDENCE_NOT_LOOKED;
  path = moat_citation_dup_inside (citation.path);
  if (path == NULL)
    return MOAT_EVIDENCE_OUTSIDE;
  if (look->root == NULL)
    return MOAT_EVIDENCE_UNKNOWN;
  real = resolve (look, path, &status);
  if (real == NULL)
    return status;

  status = look_inside (look, &citation, real);
  free (real);
  *inside = g_steal_pointer (&path);

  return status;
}

static int
compare_entries (gconstpointer a, gconstpointer b, gpointer entries)
{
  const GPtrArray *array = entries;

  return strcmp (array->pdata[*(const guint *) a], array->pdata[*(const guint *) b]);
}

/* The entries' positions in the order of their texts, so that those of one file come together. */
static guint *
sort_entries (GPtrArray *entries)
{
  guint *order = g_new (guint, entries->len + 1);

  for (guint i = 0; i < entries->len; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) entries->len, sizeof *order, compare_entries, entries);

  return order;
}

static void
set_dates (const char *root, GPtrArray *facts, GPtrArray *paths, GCancellable *cancellable)
{
  g_autoptr (GHashTable) dates = moat_git_dates (root, paths, cancellable);

  for (guint i = 0; dates != NULL && i < facts->len; i++)
    {
      MoatEvidenceFact *fact = g_ptr_array_index (facts, i);
      const char *path = g_ptr_array_index (paths, i);

      if (fact != NULL && path != NULL)
        fact->changed_on = g_strdup (g_hash_table_lookup (dates, path));
    }
}

static void
free_fact (gpointer fact)
{
  if (fact != NULL)
    moat_evidence_fact_free (fact);
}

/* What was not looked up any more leaves a gap. */
static void
drop_empty (GPtrArray *facts)
{
  guint n_kept = 0;

  for (guint i = 0; i < facts->len; i++)
    {
      gpointer fact = g_steal_pointer (&facts->pdata[i]);

      if (fact != NULL)
        facts->pdata[n_kept++] = fact;
    }
  g_ptr_array_set_size (facts, (int) n_kept);
}

GPtrArray *
moat_evidence_disk_look (const char *root, GPtrArray *entries, GCancellable *cancellable)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (free_fact);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree guint *order = sort_entries (entries);
  g_auto (Look) look = { .root = realpath (root, NULL) };

  g_ptr_array_set_size (facts, (int) entries->len);
  g_ptr_array_set_size (paths, (int) entries->len);
  for (guint i = 0; i < entries->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const char *entry = g_ptr_array_index (entries, order[i]);
      MoatEvidenceStatus status = look_up (&look, entry, (char **) &paths->pdata[order[i]]);

      facts->pdata[order[i]] = moat_evidence_fact_new (entry, status, NULL);
    }
  set_dates (root, facts, paths, cancellable);
  drop_empty (facts);

  return facts;
}

void
moat_evidence_disk_fill (MoatEvidence *evidence, const char *root)
{
  g_autoptr (GPtrArray) wanted = moat_evidence_steal_wanted (evidence);
  g_autoptr (GPtrArray) facts = moat_evidence_disk_look (root, wanted, NULL);

  moat_evidence_tell (evidence, facts);
}
