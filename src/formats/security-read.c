/* The managed region of a SECURITY.md as blocks.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "security-read.h"

#include "published.h"
#include "security-words.h"

#include <cmark-gfm-core-extensions.h>
#include <string.h>

/* ---- Reading Markdown ---- */

static cmark_node *
parse (const char *text, gsize length)
{
  static gsize is_ready = 0;
  cmark_parser *parser;
  cmark_node *root;

  /* Registering is done once for all threads. */
  if (g_once_init_enter (&is_ready))
    {
      cmark_gfm_core_extensions_ensure_registered ();
      g_once_init_leave (&is_ready, 1);
    }
  parser = cmark_parser_new (CMARK_OPT_SOURCEPOS);
  cmark_parser_attach_syntax_extension (parser, cmark_find_syntax_extension ("table"));
  cmark_parser_feed (parser, text, length);
  root = cmark_parser_finish (parser);
  cmark_parser_free (parser);

  return root;
}

/* ---- Tables ---- */

static void
row_free (gpointer data)
{
  MoatSecurityRow *row = data;

  for (guint i = 0; i < MOAT_SECURITY_MAX_COLUMNS; i++)
    g_free (row->cells[i]);
  g_free (row->id);
  g_free (row->other);
  g_free (row->place);
  g_free (row->extra);
  g_free (row);
}

static GStrv
dup_cells (cmark_node *row)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  for (cmark_node *cell = cmark_node_first_child (row); cell != NULL; cell = cmark_node_next (cell))
    {
      g_autofree char *words = moat_security_node_dup_words (cell);

      g_strv_builder_add (cells, words);
    }

  return g_strv_builder_end (cells);
}

/* Moat's table that has these columns: at least its main one and half of all. */
static const MoatSecurityTable *
recognize (char **titles)
{
  const MoatSecurityTable *best = NULL;
  guint most = 0;

  for (guint i = 0; i < MOAT_SECURITY_N_TABLES; i++)
    {
      const MoatSecurityTable *table = &moat_security_tables[i];
      gboolean has_main = FALSE;
      guint n_known = 0;

      for (guint j = 0; titles[j] != NULL; j++)
        {
          n_known += moat_security_table_find_column (table, titles[j]) >= 0;
          has_main = has_main || g_ascii_strcasecmp (titles[j], table->main) == 0;
        }
      if (has_main && n_known * 2 >= moat_security_table_count_columns (table) && n_known > most)
        {
          best = table;
          most = n_known;
        }
    }

  return best;
}

static gboolean
says_place (const char *title)
{
  static const char *const titles[] = { "Flow", "Data flow", "On", "Where", "Step", "Place" };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_ascii_strcasecmp (titles[i], title) == 0)
      return TRUE;

  return FALSE;
}

static void
add_other (MoatSecurityRow *row, const char *title, const char *text)
{
  char *known = row->other;

  if (*text == '\0')
    return;
  row->other = g_strdup_printf ("%s%s%s: %s", known != NULL ? known : "", known != NULL ? "\n" : "", title,
                                text);
  g_free (known);
}

/* What stands behind the last of @n_columns cells of a line, where renderers show nothing; owned, or NULL.
 * "\\|" is part of a cell (GFM 0.29, section 4.10).
 */
static char *
dup_extra (const char *line, guint n_columns)
{
  guint n_ends = 0;

  line += strspn (line, " \t");
  line += *line == '|';
  for (; *line != '\0' && n_ends < n_columns; line++)
    {
      n_ends += *line == '|';
      if (*line == '\\' && line[1] != '\0')
        line++;
    }

  return line[strspn (line, " \t|")] != '\0' ? g_strstrip (g_strdup (line)) : NULL;
}

static MoatSecurityRow *
read_row (const MoatSecurityTable *table, char **titles, cmark_node *node, guint line, const char *source)
{
  MoatSecurityRow *row = g_new0 (MoatSecurityRow, 1);
  g_auto (GStrv) cells = dup_cells (node);

  row->table = table;
  row->line = line;
  row->extra = dup_extra (source, g_strv_length (titles));
  for (guint i = 0; titles[i] != NULL && cells[i] != NULL; i++)
    {
      int column = moat_security_table_find_column (table, titles[i]);

      if (column >= 0 && row->cells[column] == NULL)
        row->cells[column] = g_strdup (cells[i]);
      else if (column < 0 && says_place (titles[i]) && row->place == NULL)
        row->place = g_strdup (cells[i]);
      else
        add_other (row, titles[i], cells[i]);
    }
  row->id = g_strdup (row->cells[0] != NULL ? row->cells[0] : "");

  return row;
}

/* What somebody typed into the line below a table belongs to the table, as its first cell. */
static gboolean
is_loose_line (const MoatSecurityText *text, const MoatSecurityRow *row)
{
  return strchr (text->lines[row->line], '|') == NULL;
}

/* ---- Blocks ---- */

static void
block_free (gpointer data)
{
  MoatSecurityBlock *block = data;

  g_clear_pointer (&block->rows, g_ptr_array_unref);
  g_free (block->words);
  g_free (block);
}

static MoatSecurityBlock *
add_block (MoatSecurityText *text, MoatBlockType type, guint line, guint n_lines)
{
  MoatSecurityBlock *block = g_new0 (MoatSecurityBlock, 1);

  block->type = type;
  block->line = line;
  block->n_lines = n_lines;
  g_ptr_array_add (text->blocks, block);

  return block;
}

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t")] == '\0';
}

/* Lines that no node stands for, such as definitions of links. */
static void
add_rest (MoatSecurityText *text, guint line, guint end)
{
  MoatSecurityBlock *block;
  g_autofree char *words = NULL;

  while (line < end && is_blank (text->lines[line]))
    line++;
  while (end > line && is_blank (text->lines[end - 1]))
    end--;
  if (line == end)
    return;

  block = add_block (text, MOAT_BLOCK_TEXT, line, end - line);
  words = moat_security_text_dup_blocks (text, text->blocks->len - 1, text->blocks->len - 1);
  block->digest = moat_security_digest (words);
}

static guint
count_body_rows (cmark_node *table)
{
  guint n_rows = 0;

  for (cmark_node *row = cmark_node_first_child (table); row != NULL; row = cmark_node_next (row))
    n_rows++;

  return n_rows - 1;
}

/* The rows stand line by line; a paragraph right above is counted to the table by cmark-gfm 0.29. */
static guint
find_table_start (cmark_node *table)
{
  return cmark_node_get_end_line (table) - 1 - count_body_rows (table) - 1;
}

/* A text that is being read, and the table of Moat's that stands right above, if one does. */
typedef struct
{
  MoatSecurityText *text;
  const MoatSecurityTable *table;
  GStrv titles; /* of its columns */
} Reader;

static void
forget_table (Reader *reader)
{
  reader->table = NULL;
  g_clear_pointer (&reader->titles, g_strfreev);
}

static MoatSecurityBlock *
add_table_block (Reader *reader, guint start, guint n_lines, guint64 digest)
{
  MoatSecurityBlock *block = add_block (reader->text, MOAT_BLOCK_TABLE, start, n_lines);

  block->table = reader->table;
  block->rows = g_ptr_array_new_with_free_func (row_free);
  block->digest = digest;

  return block;
}

static void
add_rows (Reader *reader, MoatSecurityBlock *block, cmark_node *table, guint line)
{
  for (cmark_node *child = cmark_node_next (cmark_node_first_child (table)); child != NULL;
       child = cmark_node_next (child))
    {
      MoatSecurityRow *row = read_row (reader->table, reader->titles, child, line, reader->text->lines[line]);

      line++;
      if (!is_loose_line (reader->text, row))
        {
          g_ptr_array_add (block->rows, row);
          continue;
        }
      add_rest (reader->text, row->line, row->line + 1);
      row_free (row);
    }
}

static gboolean
add_own_table (Reader *reader, cmark_node *node)
{
  guint start;
  guint n_lines;

  if (strcmp (cmark_node_get_type_string (node), "table") != 0)
    return FALSE;
  forget_table (reader);
  reader->titles = dup_cells (cmark_node_first_child (node));
  reader->table = recognize (reader->titles);
  if (reader->table == NULL)
    return FALSE;

  start = find_table_start (node);
  n_lines = cmark_node_get_end_line (node) - start;
  add_rows (reader, add_table_block (reader, start, n_lines, moat_security_node_digest (node)), node,
            start + 2);

  return TRUE;
}

/* ---- Tables that came apart ---- */

static gboolean
looks_like_row (const char *line)
{
  line += strspn (line, " ");

  return *line == '|' && strchr (line + 1, '|') != NULL;
}

static gboolean
looks_like_rule (const char *line)
{
  return strchr (line, '-') != NULL && line[strspn (line, " \t|:-")] == '\0';
}

/* Reads lines as rows below a head of @n_columns; *@table is in what is returned. */
static cmark_node *
parse_rows (char **lines, guint n_lines, guint n_columns, cmark_node **table)
{
  g_autoptr (GString) source = g_string_new (NULL);
  cmark_node *root;

  for (guint i = 0; i < n_columns; i++)
    g_string_append (source, "| - ");
  g_string_append (source, "|\n");
  for (guint i = 0; i < n_columns; i++)
    g_string_append (source, "| --- ");
  g_string_append (source, "|\n");
  for (guint i = 0; i < n_lines; i++)
    g_string_append_printf (source, "%s\n", lines[i]);
  root = parse (source->str, source->len);
  *table = cmark_node_first_child (root);

  return root;
}

/* Whether the line is the head of one of Moat's tables; if so, remembers it. */
static gboolean
take_head (Reader *reader, char **line)
{
  guint n_columns = 0;
  cmark_node *root;
  cmark_node *table;

  for (const char *at = *line; *at != '\0'; at++)
    n_columns += *at == '|';
  root = parse_rows (line, 1, n_columns, &table);
  forget_table (reader);
  reader->titles = dup_cells (cmark_node_last_child (table));
  reader->table = recognize (reader->titles);
  cmark_node_free (root);

  return reader->table != NULL;
}

/* Rows behind a blank line, or below a head whose rule was damaged, are a paragraph to everybody else. To who
 * wrote them they are rows.
 */
static gboolean
add_loose_rows (Reader *reader, cmark_node *node, guint start, guint end)
{
  char **lines = reader->text->lines;
  MoatSecurityBlock *block;
  cmark_node *root;
  cmark_node *table;
  guint line = start;

  while (end > start && is_blank (lines[end - 1]))
    end--;
  if (cmark_node_get_type (node) != CMARK_NODE_PARAGRAPH || !looks_like_row (lines[start]))
    return FALSE;
  for (guint i = start; i < end; i++)
    if (strchr (lines[i], '|') == NULL)
      return FALSE;
  if (reader->table == NULL && !take_head (reader, &lines[line++]))
    return FALSE;
  if (line < end && looks_like_rule (lines[line]))
    line++;

  block = add_table_block (reader, start, end - start, moat_security_node_digest (node));
  root = parse_rows (&lines[line], end - line, g_strv_length (reader->titles), &table);
  add_rows (reader, block, table, line);
  cmark_node_free (root);

  return TRUE;
}

/* ---- All blocks ---- */

static gboolean
is_digests (cmark_node *node)
{
  return cmark_node_get_type (node) == CMARK_NODE_HTML_BLOCK
         && g_str_has_prefix (cmark_node_get_literal (node), MOAT_PUBLISHED_MARK);
}

static guint
count_lines (const char *literal)
{
  guint n_lines = 0;

  for (; *literal != '\0'; literal++)
    n_lines += *literal == '\n' || literal[1] == '\0';

  return n_lines;
}

/* Whether all of the block is one line of words. */
static gboolean
has_words (cmark_node *node)
{
  cmark_node *child = cmark_node_first_child (node);
  int type = cmark_node_get_type (node);

  if (type == CMARK_NODE_ITEM)
    return child != NULL && cmark_node_next (child) == NULL
           && cmark_node_get_type (child) == CMARK_NODE_PARAGRAPH;

  return type == CMARK_NODE_HEADING || type == CMARK_NODE_PARAGRAPH;
}

/* As a cell's: markup that is typed is the text that Moat writes for it. */
guint64
moat_security_block_digest_words (const MoatSecurityBlock *block, const char *words)
{
  g_autofree char *text = g_strdup_printf ("%s %u\n%s", block->sort, block->level, words);

  return moat_security_digest (text);
}

/* Adds what stands at @node, which begins at line @start; the next begins at @end. */
static void
add_node (Reader *reader, cmark_node *node, guint start, guint end)
{
  MoatSecurityText *text = reader->text;
  MoatSecurityBlock *block;
  MoatBlockType type = MOAT_BLOCK_TEXT;
  guint last = cmark_node_get_end_line (node);

  if (add_own_table (reader, node))
    {
      add_rest (text, last, end);
      return;
    }
  if (add_loose_rows (reader, node, start, end))
    return;
  forget_table (reader);

  if (cmark_node_get_type (node) == CMARK_NODE_HEADING)
    type = MOAT_BLOCK_HEADING;
  else if (cmark_node_get_type (node) == CMARK_NODE_ITEM)
    type = MOAT_BLOCK_ITEM;
  else if (is_digests (node))
    type = MOAT_BLOCK_DIGESTS;
  /* The last line of HTML is not reliable; of a paragraph above a table there is none. */
  if (cmark_node_get_type (node) == CMARK_NODE_HTML_BLOCK)
    last = start + count_lines (cmark_node_get_literal (node));
  if (last <= start || last > end)
    last = end;
  while (last > start + 1 && is_blank (text->lines[last - 1]))
    last--;

  block = add_block (text, type, start, last - start);
  block->sort = cmark_node_get_type_string (node);
  if (type == MOAT_BLOCK_HEADING)
    block->level = cmark_node_get_heading_level (node);
  if (has_words (node))
    block->words = moat_security_node_dup_words (node);
  block->digest = block->words != NULL ? moat_security_block_digest_words (block, block->words)
                                       : moat_security_node_digest (node);
  add_rest (text, last, end);
}

/* Where the block begins; the paragraph above a table bears no line of its own. */
static guint
find_start (cmark_node *node)
{
  cmark_node *next = cmark_node_next (node);

  if (strcmp (cmark_node_get_type_string (node), "table") == 0)
    return find_table_start (node);
  if (cmark_node_get_start_line (node) == 0 && next != NULL)
    return cmark_node_get_start_line (next) - 1;

  return cmark_node_get_start_line (node) - 1;
}

/* Lists are taken apart, so that an item that was added to one is told from the others. */
static GPtrArray *
list_nodes (cmark_node *root)
{
  GPtrArray *nodes = g_ptr_array_new ();

  for (cmark_node *node = cmark_node_first_child (root); node != NULL; node = cmark_node_next (node))
    if (cmark_node_get_type (node) != CMARK_NODE_LIST)
      g_ptr_array_add (nodes, node);
    else
      for (cmark_node *item = cmark_node_first_child (node); item != NULL; item = cmark_node_next (item))
        g_ptr_array_add (nodes, item);

  return nodes;
}

MoatSecurityText *
moat_security_read (const char *source)
{
  MoatSecurityText *text = g_new0 (MoatSecurityText, 1);
  Reader reader = { .text = text };
  cmark_node *root = parse (source, strlen (source));
  g_autoptr (GPtrArray) nodes = list_nodes (root);
  guint n_lines;

  text->lines = g_strsplit (source, "\n", -1);
  text->blocks = g_ptr_array_new_with_free_func (block_free);
  n_lines = g_strv_length (text->lines);
  add_rest (text, 0, nodes->len > 0 ? find_start (g_ptr_array_index (nodes, 0)) : n_lines);
  for (guint i = 0; i < nodes->len; i++)
    {
      guint start = find_start (g_ptr_array_index (nodes, i));
      guint end = i + 1 < nodes->len ? find_start (g_ptr_array_index (nodes, i + 1)) : n_lines;

      add_node (&reader, g_ptr_array_index (nodes, i), start, MAX (end, start + 1));
    }
  forget_table (&reader);
  cmark_node_free (root);

  return text;
}

void
moat_security_text_free (MoatSecurityText *text)
{
  g_strfreev (text->lines);
  g_ptr_array_unref (text->blocks);
  g_free (text);
}

char *
moat_security_text_dup_blocks (const MoatSecurityText *text, guint first, guint last)
{
  GString *out = g_string_new (NULL);

  for (guint i = first; i <= last; i++)
    {
      const MoatSecurityBlock *block = g_ptr_array_index (text->blocks, i);
      const MoatSecurityBlock *before = i > first ? g_ptr_array_index (text->blocks, i - 1) : NULL;

      if (before != NULL && block->line >= before->line + before->n_lines)
        for (guint gap = before->line + before->n_lines; gap < block->line; gap++)
          g_string_append_c (out, '\n');
      else if (before != NULL)
        g_string_append_c (out, '\n');
      for (guint j = 0; j < block->n_lines; j++)
        g_string_append_printf (out, "%s%s", j > 0 || before != NULL ? "\n" : "",
                                text->lines[block->line + j]);
    }

  return g_string_free (out, FALSE);
}

GPtrArray *
moat_security_text_list_rows (const MoatSecurityText *text)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < text->blocks->len; i++)
    {
      const MoatSecurityBlock *block = g_ptr_array_index (text->blocks, i);

      for (guint j = 0; block->rows != NULL && j < block->rows->len; j++)
        g_ptr_array_add (rows, g_ptr_array_index (block->rows, j));
    }

  return rows;
}

GStrv
moat_security_read_cells (const GPtrArray *cells)
{
  g_autoptr (GString) source = g_string_new ("| - |\n| --- |\n");
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  cmark_node *root;
  cmark_node *row;

  for (guint i = 0; i < cells->len; i++)
    g_string_append_printf (source, "| %s |\n", (const char *) g_ptr_array_index (cells, i));
  root = parse (source->str, source->len);
  row = cmark_node_first_child (cmark_node_first_child (root));
  while ((row = cmark_node_next (row)) != NULL)
    {
      g_autofree char *words = moat_security_node_dup_words (cmark_node_first_child (row));

      g_strv_builder_add (texts, words);
    }
  cmark_node_free (root);

  return g_strv_builder_end (texts);
}
