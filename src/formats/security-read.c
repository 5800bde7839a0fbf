/* The managed region of a SECURITY.md as blocks.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "security-read.h"

#include "published.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <string.h>

/* Emphasis within emphasis: nobody writes more, and a hostile file shall not use up the stack. */
#define MAX_DEPTH 50

/* ---- Digests ---- */

/* 64-bit FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/): told apart from an edit, not from an attack. */
static guint64
digest_byte (guint64 digest, char byte)
{
  return (digest ^ (guint8) byte) * G_GUINT64_CONSTANT (0x100000001b3);
}

guint64
moat_security_digest (const char *text)
{
  guint64 digest = G_GUINT64_CONSTANT (0xcbf29ce484222325);
  gboolean is_first = TRUE;

  while (*text != '\0')
    {
      gboolean is_blank = FALSE;
      guint n_ends = 0;

      for (; g_ascii_isspace (*text); text++)
        {
          is_blank = TRUE;
          n_ends += *text == '\n';
        }
      if (*text == '\0')
        break;
      for (guint i = 0; i < MIN (n_ends, 2) && !is_first; i++)
        digest = digest_byte (digest, '\n');
      if (is_blank && n_ends == 0 && !is_first)
        digest = digest_byte (digest, ' ');
      is_first = FALSE;
      digest = digest_byte (digest, *text++);
    }

  return digest;
}

/* ---- Inlines ---- */

static void append_inlines (GString *text, cmark_node *node, guint depth);

static gboolean
is_line_break (const char *tag)
{
  gsize length = strlen ("<br");

  return g_ascii_strncasecmp (tag, "<br", length) == 0
         && strspn (tag + length, " /") + 1 == strlen (tag + length);
}

static void
append_code (GString *text, const char *literal)
{
  const char *fence = strchr (literal, '`') != NULL ? "``" : "`";

  g_string_append_printf (text, "%s%s%s", fence, literal, fence);
}

static void
append_link (GString *text, cmark_node *node, guint depth)
{
  const char *url = cmark_node_get_url (node);
  const char *title = cmark_node_get_title (node);
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean is_image = cmark_node_get_type (node) == CMARK_NODE_IMAGE;

  append_inlines (words, node, depth + 1);
  if (!is_image && *title == '\0'
      && (strcmp (words->str, url) == 0
          || (g_str_has_prefix (url, "mailto:") && strcmp (words->str, url + strlen ("mailto:")) == 0)))
    {
      g_string_append (text, words->str);
      return;
    }

  g_string_append_printf (text, "%s[%s](%s", is_image ? "!" : "", words->str, url);
  if (*title != '\0')
    g_string_append_printf (text, " \"%s\"", title);
  g_string_append_c (text, ')');
}

static void
append_between (GString *text, cmark_node *node, const char *mark, guint depth)
{
  g_string_append (text, mark);
  append_inlines (text, node, depth + 1);
  g_string_append (text, mark);
}

static void
append_inline (GString *text, cmark_node *node, guint depth)
{
  const char *literal = cmark_node_get_literal (node);

  switch ((int) cmark_node_get_type (node))
    {
    case CMARK_NODE_SOFTBREAK:
      g_string_append_c (text, ' ');
      break;
    case CMARK_NODE_LINEBREAK:
      g_string_append_c (text, '\n');
      break;
    case CMARK_NODE_CODE:
      append_code (text, literal);
      break;
    case CMARK_NODE_HTML_INLINE:
      g_string_append (text, is_line_break (literal) ? "\n" : literal);
      break;
    case CMARK_NODE_EMPH:
      append_between (text, node, "*", depth);
      break;
    case CMARK_NODE_STRONG:
      append_between (text, node, "**", depth);
      break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
      append_link (text, node, depth);
      break;
    default:
      if (literal != NULL)
        g_string_append (text, literal);
      else
        append_inlines (text, node, depth + 1);
      break;
    }
}

static void
append_inlines (GString *text, cmark_node *node, guint depth)
{
  if (depth == MAX_DEPTH)
    return;
  for (cmark_node *child = cmark_node_first_child (node); child != NULL; child = cmark_node_next (child))
    append_inline (text, child, depth);
}

/* Valid UTF-8, without blanks at the ends of lines. */
static char *
dup_words (cmark_node *node)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  g_autofree char *joined = NULL;

  append_inlines (text, node, 0);
  lines = g_strsplit (text->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_strstrip (lines[i]);
  joined = g_strjoinv ("\n", lines);

  return g_utf8_make_valid (g_strstrip (joined), -1);
}

/* Of everything in a block: what kinds of nodes, and their words. */
static guint64
digest_block (cmark_node *node)
{
  g_autoptr (GString) text = g_string_new (NULL);
  cmark_iter *iter = cmark_iter_new (node);

  while (cmark_iter_next (iter) != CMARK_EVENT_DONE)
    {
      cmark_node *at = cmark_iter_get_node (iter);
      const char *literal = cmark_node_get_literal (at);
      int type = cmark_node_get_type (at);

      if (cmark_iter_get_event_type (iter) != CMARK_EVENT_ENTER)
        continue;
      if (type == CMARK_NODE_SOFTBREAK)
        g_string_append_c (text, ' ');
      else if (type != CMARK_NODE_TEXT)
        g_string_append_printf (text, "\x01%s\x01", cmark_node_get_type_string (at));
      if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)
        g_string_append (text, cmark_node_get_url (at));
      if (literal != NULL)
        g_string_append (text, literal);
    }
  cmark_iter_free (iter);

  return moat_security_digest (text->str);
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
  g_free (row);
}

static GStrv
dup_cells (cmark_node *row)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  for (cmark_node *cell = cmark_node_first_child (row); cell != NULL; cell = cmark_node_next (cell))
    {
      g_autofree char *words = dup_words (cell);

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

static MoatSecurityRow *
read_row (const MoatSecurityTable *table, char **titles, cmark_node *node)
{
  MoatSecurityRow *row = g_new0 (MoatSecurityRow, 1);
  g_auto (GStrv) cells = dup_cells (node);

  row->table = table;
  row->line = cmark_node_get_start_line (node) - 1;
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

static void
add_table (MoatSecurityText *text, cmark_node *node, const MoatSecurityTable *table, char **titles)
{
  guint start = find_table_start (node);
  guint n_lines = cmark_node_get_end_line (node) - start;
  MoatSecurityBlock *block = add_block (text, MOAT_BLOCK_TABLE, start, n_lines);

  block->table = table;
  block->rows = g_ptr_array_new_with_free_func (row_free);
  block->digest = digest_block (node);
  for (cmark_node *child = cmark_node_next (cmark_node_first_child (node)); child != NULL;
       child = cmark_node_next (child))
    {
      MoatSecurityRow *row = read_row (table, titles, child);

      if (!is_loose_line (text, row))
        {
          g_ptr_array_add (block->rows, row);
          continue;
        }
      add_rest (text, row->line, row->line + 1);
      row_free (row);
    }
}

static gboolean
add_own_table (MoatSecurityText *text, cmark_node *node)
{
  g_auto (GStrv) titles = NULL;
  const MoatSecurityTable *table;

  if (strcmp (cmark_node_get_type_string (node), "table") != 0)
    return FALSE;
  titles = dup_cells (cmark_node_first_child (node));
  table = recognize (titles);
  if (table != NULL)
    add_table (text, node, table, titles);

  return table != NULL;
}

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
static guint64
digest_words (cmark_node *node, const char *words)
{
  g_autofree char *text = g_strdup_printf ("%s %d\n%s", cmark_node_get_type_string (node),
                                           cmark_node_get_type (node) == CMARK_NODE_HEADING
                                               ? cmark_node_get_heading_level (node)
                                               : 0,
                                           words);

  return moat_security_digest (text);
}

/* Adds what stands at @node, which begins at line @start; the next begins at @end. */
static void
add_node (MoatSecurityText *text, cmark_node *node, guint start, guint end)
{
  MoatSecurityBlock *block;
  MoatBlockType type = MOAT_BLOCK_TEXT;
  guint last = cmark_node_get_end_line (node);

  if (add_own_table (text, node))
    {
      add_rest (text, last, end);
      return;
    }

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
  if (has_words (node))
    block->words = dup_words (node);
  block->digest = block->words != NULL ? digest_words (node, block->words) : digest_block (node);
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

      add_node (text, g_ptr_array_index (nodes, i), start, MAX (end, start + 1));
    }
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
      g_autofree char *words = dup_words (cmark_node_first_child (row));

      g_strv_builder_add (texts, words);
    }
  cmark_node_free (root);

  return g_strv_builder_end (texts);
}
