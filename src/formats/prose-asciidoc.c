/* Reading AsciiDoc as prose: sections, lists, tables and the blocks that
 * matter, line by line (https://docs.asciidoctor.org/asciidoc/latest/).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "prose-read.h"

#include <string.h>

typedef struct
{
  MoatProse *prose;
  char **lines;
  guint i;
  MoatProseRun run;
  guint n_columns; /* that the block's attributes name for the next table; 0: none */
} Reader;

/* ---- Tables ---- */

/* [cols="1,2,3"] or [cols="3*"] */
static guint
count_columns (const char *attributes)
{
  const char *start = strstr (attributes, "cols=");
  guint n = 1;

  if (start == NULL)
    return 0;
  start += strlen ("cols=");
  start += *start == '"';
  if (g_ascii_isdigit (*start) && start[strspn (start, "0123456789")] == '*')
    return CLAMP (g_ascii_strtoull (start, NULL, 10), 1, 100);
  for (; *start != '\0' && *start != '"' && *start != ']'; start++)
    n += *start == ',';
  return n;
}

static void
append_to_last (GPtrArray *cells, const char *text)
{
  char *joined;

  if (cells->len == 0)
    return;
  joined = g_strjoin (" ", g_ptr_array_index (cells, cells->len - 1), text, NULL);
  g_free (cells->pdata[cells->len - 1]);
  cells->pdata[cells->len - 1] = joined;
}

/* The cells that begin on a line, each behind a "|", with what stands before the bar: "2+|", "a|", "h|". */
static guint
split_cells (GPtrArray *cells, const char *line)
{
  guint n = 0;

  while (*line == '|')
    {
      const char *end = strchr (line + 1, '|');
      g_autofree char *cell = end != NULL ? g_strndup (line + 1, end - line - 1) : g_strdup (line + 1);

      g_ptr_array_add (cells, g_strdup (g_strstrip (cell)));
      n++;
      if (end == NULL)
        break;
      line = end;
    }
  return n;
}

static void
read_table (Reader *reader)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  guint n_columns = reader->n_columns;
  guint start = reader->i + 1;

  for (reader->i++; reader->lines[reader->i] != NULL && !g_str_has_prefix (reader->lines[reader->i], "|===");
       reader->i++)
    {
      const char *line = reader->lines[reader->i];
      const char *bar = strchr (line, '|');
      guint n = 0;

      if (bar != NULL && bar - line <= 3)
        n = split_cells (cells, bar);
      else if (*line != '\0')
        append_to_last (cells, line);
      if (n_columns == 0 && n > 0)
        n_columns = n;
    }
  reader->i += reader->lines[reader->i] != NULL;
  reader->n_columns = 0;

  for (guint i = 0; n_columns > 0 && i < cells->len; i += n_columns)
    {
      g_autoptr (GStrvBuilder) row = g_strv_builder_new ();

      for (guint column = 0; column < n_columns && i + column < cells->len; column++)
        g_strv_builder_add (row, g_ptr_array_index (cells, i + column));
      moat_prose_take_row (reader->prose, i == 0, start, g_strv_builder_end (row));
    }
}

/* ---- Blocks ---- */

/* To the line that closes it, which is the same as the one that opens it. */
static void
read_delimited (Reader *reader, gboolean is_drawn)
{
  const char *delimiter = reader->lines[reader->i];
  guint start = reader->i + 1;
  g_autoptr (GString) text = g_string_new (NULL);

  for (reader->i++; reader->lines[reader->i] != NULL; reader->i++)
    {
      if (g_str_equal (reader->lines[reader->i], delimiter))
        {
          reader->i++;
          break;
        }
      g_string_append_printf (text, "%s\n", reader->lines[reader->i]);
    }
  if (is_drawn)
    moat_prose_add (reader->prose, MOAT_PROSE_DIAGRAM, start, text->str);
}

static void
find_links (MoatProse *prose, const char *line)
{
  static const char *const marks[] = { "xref:", "link:" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *at = strstr (line, marks[i]);

      if (at != NULL)
        {
          g_autofree char *target = g_strndup (at + 5, strcspn (at + 5, "[ "));

          moat_prose_add_link (prose, target);
        }
    }
}

/* "* item", "** item", ". item", "term:: text" */
static gsize
item_mark (const char *line)
{
  gsize indent = strspn (line, " \t");
  gsize marks = strspn (line + indent, "*.-");

  if (marks > 0 && marks < 6 && line[indent + marks] == ' ')
    return indent + marks + 1;
  return moat_prose_item_mark (line);
}

static void
read_text (Reader *reader, const char *line)
{
  gsize mark = item_mark (line);
  const char *colons = strstr (line, ":: ");
  gboolean is_item = mark > 0 || (colons != NULL && colons - line < 60);

  find_links (reader->prose, line);
  if (is_item)
    moat_prose_run_end (&reader->run);
  moat_prose_run_add (&reader->run, is_item ? MOAT_PROSE_ITEM : MOAT_PROSE_PARAGRAPH, reader->i + 1,
                      line + mark);
  reader->i++;
}

/* A line that is no text: an attribute, a comment, a block's attributes or its edge. */
static gboolean
is_markup (const char *line)
{
  gsize length = strlen (line);

  return g_str_has_prefix (line, "//") || (line[0] == ':' && strchr (line + 1, ':') != NULL)
         || (line[0] == '[' && line[length - 1] == ']') || g_str_equal (line, "+")
         || moat_prose_is_rule (line, 2) || g_str_has_prefix (line, "include::")
         || g_str_has_prefix (line, "ifdef::") || g_str_has_prefix (line, "endif::");
}

static void
read_line (Reader *reader)
{
  const char *line = reader->lines[reader->i];
  gsize equals = strspn (line, "=");

  if (equals > 0 && equals <= 6 && line[equals] == ' ')
    {
      moat_prose_run_end (&reader->run);
      moat_prose_add_heading (reader->prose, equals, reader->i + 1, line + equals + 1);
    }
  else if (line[0] == '.' && g_ascii_isalpha (line[1]))
    {
      moat_prose_run_end (&reader->run);
      moat_prose_add_heading (reader->prose, MOAT_PROSE_LABEL, reader->i + 1, line + 1);
    }
  else if (*line == '\0' || is_markup (line))
    {
      moat_prose_run_end (&reader->run);
      if (*line == '[')
        reader->n_columns = count_columns (line);
    }
  else if (g_str_has_prefix (line, "image::"))
    {
      moat_prose_run_end (&reader->run);
      moat_prose_add (reader->prose, MOAT_PROSE_DIAGRAM, reader->i + 1, line);
    }
  else
    {
      read_text (reader, line);
      return;
    }
  reader->i++;
}

void
moat_prose_read_asciidoc (MoatProse *prose, char **lines)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Reader reader = { .prose = prose, .lines = lines, .run = { .prose = prose, .text = text } };

  while (lines[reader.i] != NULL)
    {
      const char *line = lines[reader.i];
      gboolean is_code = g_str_has_prefix (line, "----") || g_str_has_prefix (line, "////")
                         || g_str_has_prefix (line, "++++") || g_str_has_prefix (line, "```");
      gboolean is_table = g_str_has_prefix (line, "|===");
      gboolean is_drawn = g_str_has_prefix (line, "....");

      if (is_table || ((is_code || is_drawn) && (moat_prose_is_rule (line, 4) || *line == '`')))
        moat_prose_run_end (&reader.run);
      if (is_table)
        read_table (&reader);
      else if (is_drawn && moat_prose_is_rule (line, 4))
        read_delimited (&reader, TRUE);
      else if (is_code && moat_prose_is_rule (line, 4))
        read_delimited (&reader, FALSE);
      else
        read_line (&reader);
    }
  moat_prose_run_end (&reader.run);
}
