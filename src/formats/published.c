/* What was last written into SECURITY.md.
 *
 *   <!-- moat:published 1 DIGEST [use-case=ID]: …
 *   threats
 *   t-1ewz4cwnbfmf 7k3m9x2pq4wz000000…     six signs a cell
 *   =7k3m9x 2pq4wz …                        headings, paragraphs and items
 *   -->
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "published.h"

#include "ids.h"

#include <string.h>

#define N_SIGNS   6
#define PER_LINE  12
#define N_WHOLE   12
#define VERSION   "1"
#define USE_CASE  "use-case="
#define NO_DIGEST "-"
#define FIRST_LINE                                                                                           \
  "what stands above, as digests: by these “moat-cli sync” knows what you changed; leave them as they are"

struct _MoatPublished
{
  char *use_case;
  GHashTable *rows;   /* "threats t-1" → its digests, as text */
  GHashTable *blocks; /* of digests, as text */
  GString *body;
  const MoatSecurityTable *last_table;
  guint n_in_line;
};

MoatPublished *
moat_published_new (const char *use_case_id)
{
  MoatPublished *self = g_new0 (MoatPublished, 1);

  self->use_case = g_strdup (use_case_id);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->blocks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->body = g_string_new (NULL);

  return self;
}

void
moat_published_free (MoatPublished *self)
{
  g_free (self->use_case);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->blocks);
  g_string_free (self->body, TRUE);
  g_free (self);
}

/* ---- Signs ---- */

/* Crockford's base 32, five bits a sign, from the digest's low end after folding its high end in. */
static void
write_signs (char *signs, guint64 digest, guint n_signs)
{
  static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

  digest ^= digest >> 31;
  for (guint i = 0; i < n_signs; i++)
    {
      signs[i] = alphabet[digest & 31];
      digest >>= 5;
    }
  signs[n_signs] = '\0';
}

static char *
make_key (const MoatSecurityTable *table, const char *id)
{
  return g_strconcat (table->nick, " ", id, NULL);
}

/* ---- Writing ---- */

static void
end_line (MoatPublished *self)
{
  if (self->body->len > 0 && self->body->str[self->body->len - 1] != '\n')
    g_string_append_c (self->body, '\n');
  self->n_in_line = 0;
}

void
moat_published_add_row (MoatPublished *self,
                        const MoatSecurityTable *table,
                        const char *id,
                        const guint64 *digests)
{
  guint n_cells = moat_security_table_count_columns (table) - 1;
  char signs[N_SIGNS * MOAT_SECURITY_MAX_COLUMNS + 1];

  for (guint i = 0; i < n_cells; i++)
    write_signs (signs + i * N_SIGNS, digests[i], N_SIGNS);
  g_hash_table_insert (self->rows, make_key (table, id), g_strdup (signs));

  end_line (self);
  if (table != self->last_table)
    g_string_append_printf (self->body, "%s\n", table->nick);
  self->last_table = table;
  g_string_append_printf (self->body, "%s %s\n", id, signs);
}

void
moat_published_add_block (MoatPublished *self, guint64 digest)
{
  char signs[N_SIGNS + 1];

  write_signs (signs, digest, N_SIGNS);
  g_hash_table_add (self->blocks, g_strdup (signs));
  if (self->n_in_line == PER_LINE)
    end_line (self);
  g_string_append_printf (self->body, "%s%s", self->n_in_line == 0 ? "=" : " ", signs);
  self->n_in_line++;
}

char *
moat_published_write (const MoatPublished *self, const char *content)
{
  char whole[N_WHOLE + 1];
  GString *out = g_string_new (NULL);

  if (content != NULL)
    write_signs (whole, moat_security_digest (content), N_WHOLE);
  g_string_append_printf (out, MOAT_PUBLISHED_MARK " " VERSION " %s", content != NULL ? whole : NO_DIGEST);
  if (self->use_case != NULL)
    g_string_append_printf (out, " " USE_CASE "%s", self->use_case);
  g_string_append_printf (out, ": " FIRST_LINE "\n%s%s-->\n", self->body->str,
                          self->n_in_line > 0 ? "\n" : "");

  return g_string_free (out, FALSE);
}

/* ---- Reading ---- */

static gboolean
is_signs (const char *text)
{
  return strspn (text, "0123456789abcdefghjkmnpqrstvwxyz") == strlen (text) && strlen (text) % N_SIGNS == 0;
}

static void
read_row (MoatPublished *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  if (g_strv_length (words) == 2 && moat_id_is_valid (words[0]) && is_signs (words[1])
      && strlen (words[1]) / N_SIGNS == moat_security_table_count_columns (self->last_table) - 1)
    g_hash_table_insert (self->rows, make_key (self->last_table, words[0]), g_strdup (words[1]));
}

static void
read_blocks (MoatPublished *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (is_signs (words[i]) && strlen (words[i]) == N_SIGNS)
      g_hash_table_add (self->blocks, g_strdup (words[i]));
}

static void
read_line (MoatPublished *self, const char *line)
{
  const MoatSecurityTable *table = moat_security_table_find (line);

  if (table != NULL)
    self->last_table = table;
  else if (*line == '=')
    read_blocks (self, line + 1);
  else if (self->last_table != NULL)
    read_row (self, line);
}

/* "<!-- moat:published 1 DIGEST use-case=ID: …" */
static MoatPublished *
read_head (const char *line)
{
  g_auto (GStrv) words = g_strsplit_set (line + strlen (MOAT_PUBLISHED_MARK), " :", -1);
  const char *use_case = NULL;

  if (g_strv_length (words) < 3 || strcmp (words[1], VERSION) != 0)
    return NULL;
  if (words[3] != NULL && g_str_has_prefix (words[3], USE_CASE)
      && moat_id_is_valid (words[3] + strlen (USE_CASE)))
    use_case = words[3] + strlen (USE_CASE);

  return moat_published_new (use_case);
}

MoatPublished *
moat_published_read (const MoatSecurityText *text)
{
  for (guint i = 0; i < text->blocks->len; i++)
    {
      const MoatSecurityBlock *block = g_ptr_array_index (text->blocks, i);
      MoatPublished *self;

      if (block->type != MOAT_BLOCK_DIGESTS)
        continue;
      self = read_head (text->lines[block->line]);
      for (guint j = 1; self != NULL && j < block->n_lines; j++)
        {
          g_autofree char *line = g_strstrip (g_strdup (text->lines[block->line + j]));

          read_line (self, line);
        }
      return self;
    }

  return NULL;
}

const char *
moat_published_get_use_case (const MoatPublished *self)
{
  return self->use_case;
}

gboolean
moat_published_has_row (const MoatPublished *self, const MoatSecurityTable *table, const char *id)
{
  g_autofree char *key = make_key (table, id);

  return g_hash_table_contains (self->rows, key);
}

gboolean
moat_published_has_block (const MoatPublished *self, guint64 digest)
{
  char signs[N_SIGNS + 1];

  write_signs (signs, digest, N_SIGNS);

  return g_hash_table_contains (self->blocks, signs);
}

static void
collect_signs (GHashTable *all, const MoatSecurityText *text)
{
  for (guint i = 0; i < text->blocks->len; i++)
    {
      char signs[N_SIGNS + 1];

      write_signs (signs, ((const MoatSecurityBlock *) g_ptr_array_index (text->blocks, i))->digest, N_SIGNS);
      g_hash_table_add (all, g_strdup (signs));
    }
}

gboolean
moat_published_has_lost_block (const MoatPublished *self,
                               const MoatSecurityText *file,
                               const MoatSecurityText *written)
{
  g_autoptr (GHashTable) present = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer signs;

  collect_signs (present, file);
  collect_signs (present, written);
  g_hash_table_iter_init (&iter, self->blocks);
  while (g_hash_table_iter_next (&iter, &signs, NULL))
    if (!g_hash_table_contains (present, signs))
      return TRUE;

  return FALSE;
}

void
moat_published_claim_block (MoatPublished *self, guint64 digest)
{
  char signs[N_SIGNS + 1];

  write_signs (signs, digest, N_SIGNS);
  g_hash_table_add (self->blocks, g_strdup (signs));
}

gboolean
moat_published_has_cell (const MoatPublished *self,
                         const MoatSecurityTable *table,
                         const char *id,
                         guint column,
                         guint64 digest,
                         gboolean *is_known)
{
  g_autofree char *key = make_key (table, id);
  const char *row = g_hash_table_lookup (self->rows, key);
  char signs[N_SIGNS + 1];

  *is_known = row != NULL && column > 0;
  if (!*is_known)
    return FALSE;
  write_signs (signs, digest, N_SIGNS);

  return memcmp (row + (column - 1) * N_SIGNS, signs, N_SIGNS) == 0;
}

gboolean
moat_published_is_untouched (const char *text)
{
  const char *mark = g_strrstr (text, MOAT_PUBLISHED_MARK " " VERSION " ");
  g_autofree char *content = NULL;
  const char *end = mark != NULL ? strstr (mark, "-->") : NULL;
  char whole[N_WHOLE + 1];

  if (end == NULL || end[strlen ("-->") + strspn (end + strlen ("-->"), " \t\n")] != '\0')
    return FALSE;
  content = g_strndup (text, mark - text);
  write_signs (whole, moat_security_digest (content), N_WHOLE);

  return g_str_has_prefix (mark + strlen (MOAT_PUBLISHED_MARK " " VERSION " "), whole);
}

static gboolean
same_rows (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_strcmp0 (g_hash_table_lookup (b, key), value) != 0)
      return FALSE;

  return g_hash_table_size (a) == g_hash_table_size (b);
}

static gboolean
same_blocks (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (b, key))
      return FALSE;

  return g_hash_table_size (a) == g_hash_table_size (b);
}

gboolean
moat_published_equal (const MoatPublished *a, const MoatPublished *b)
{
  return g_strcmp0 (a->use_case, b->use_case) == 0 && same_rows (a->rows, b->rows)
         && same_blocks (a->blocks, b->blocks);
}
