/* Reading reStructuredText as prose: sections, lists, the three kinds of
 * tables and the directives that matter, line by line, after the reference of
 * docutils (https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html).
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
  GString
      *styles; /* adornments in the order in which they were met: each a level; overlined ones as capitals */
} Reader;

static gboolean
is_indented (const char *line)
{
  return *line == ' ' || *line == '\t';
}

static guint
indent_of (const char *line)
{
  return strspn (line, " \t");
}

/* ---- Sections ---- */

/* A level is the order in which its adornment was first used; one with a line above is another one. */
static guint
level_of (Reader *reader, char adornment, gboolean is_overlined)
{
  char style[] = { adornment, is_overlined ? '^' : '_' };

  for (gsize i = 0; i < reader->styles->len; i += sizeof style)
    {
      if (memcmp (reader->styles->str + i, style, sizeof style) == 0)
        return i / sizeof style + 1;
    }
  g_string_append_len (reader->styles, style, sizeof style);
  return reader->styles->len / sizeof style;
}

static gboolean
read_heading (Reader *reader)
{
  char **at = reader->lines + reader->i;
  gboolean is_overlined = moat_prose_is_rule (at[0], 3) && at[1] != NULL && *at[1] != '\0' && at[2] != NULL
                          && moat_prose_is_rule (at[2], 3) && at[0][0] == at[2][0];
  const char *title = is_overlined ? at[1] : at[0];
  const char *under = is_overlined ? at[2] : at[1];

  if (*title == '\0' || under == NULL || !moat_prose_is_rule (under, 3) || moat_prose_is_rule (title, 3)
      || (!is_overlined && is_indented (title)) || reader->run.text->len > 0
      || strlen (under) + 3 < (gsize) g_utf8_strlen (title, -1))
    return FALSE;
  moat_prose_add_heading (reader->prose, level_of (reader, *under, is_overlined),
                          reader->i + 1 + is_overlined, title);
  reader->i += is_overlined ? 3 : 2;
  return TRUE;
}

/* ---- Tables ---- */

static void
take_cells (Reader *reader, GPtrArray *cells, gboolean is_head, guint line)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < cells->len; i++)
    {
      GString *cell = g_ptr_array_index (cells, i);

      g_strv_builder_add (builder, cell->str);
    }
  moat_prose_take_row (reader->prose, is_head, line, g_strv_builder_end (builder));
  g_ptr_array_set_size (cells, 0);
}

static void
cell_free (gpointer cell)
{
  g_string_free (cell, TRUE);
}

static void
append_cell (GPtrArray *cells, guint index, const char *text, gsize length)
{
  g_autofree char *part = g_strndup (text, length);
  GString *cell;

  while (cells->len <= index)
    g_ptr_array_add (cells, g_string_new (NULL));
  cell = g_ptr_array_index (cells, index);
  if (*g_strstrip (part) != '\0')
    g_string_append_printf (cell, "%s%s", cell->len > 0 ? " " : "", part);
}

/* +-----+-----+ with rows of | cell | cell |; "=" under the head. */
static void
read_grid (Reader *reader)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (cell_free);
  guint start = reader->i;
  gboolean has_head = FALSE;

  for (guint i = start; reader->lines[i] != NULL && strchr ("+|", *g_strchug (reader->lines[i])) != NULL
                        && *reader->lines[i] != '\0';
       i++)
    has_head = has_head || g_str_has_prefix (reader->lines[i], "+=");
  for (; reader->lines[reader->i] != NULL && *reader->lines[reader->i] != '\0'
         && strchr ("+|", *reader->lines[reader->i]) != NULL;
       reader->i++)
    {
      const char *line = reader->lines[reader->i];
      g_auto (GStrv) parts = NULL;

      if (*line == '+')
        {
          if (cells->len > 0)
            take_cells (reader, cells, has_head, start + 1);
          has_head = has_head && !g_str_has_prefix (line, "+=");
          start = reader->i + 1;
          continue;
        }
      parts = g_strsplit (line + 1, "|", -1);
      for (guint i = 0; parts[i] != NULL && parts[i + 1] != NULL; i++)
        append_cell (cells, i, parts[i], strlen (parts[i]));
    }
  if (cells->len > 0)
    take_cells (reader, cells, FALSE, start + 1);
}

static gboolean
is_simple_rule (const char *line)
{
  return g_str_has_prefix (line, "==") && strspn (line, "= ") == strlen (line) && strstr (line, " =") != NULL;
}

/* Columns stand under the runs of "=" of the first line; a row continues where its first cell is empty. */
static void
read_simple_table (Reader *reader)
{
  const char *rule = reader->lines[reader->i];
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (cell_free);
  guint start = reader->i + 1;
  guint n_rules = 1;

  for (reader->i++; reader->lines[reader->i] != NULL && n_rules < 3; reader->i++)
    {
      const char *line = reader->lines[reader->i];
      gsize length = strlen (line);
      gsize at = 0;

      if (is_simple_rule (line) || (*line != '\0' && !is_indented (line) && cells->len > 0))
        {
          if (cells->len > 0)
            take_cells (reader, cells, n_rules == 1 && is_simple_rule (line), start + 1);
          n_rules += is_simple_rule (line);
          start = reader->i + is_simple_rule (line);
          if (is_simple_rule (line))
            continue;
        }
      for (guint column = 0; rule[at] != '\0' && at < length; column++)
        {
          gsize width = strspn (rule + at, "=") + strspn (rule + at + strspn (rule + at, "="), " ");

          append_cell (cells, column, line + at,
                       rule[at + width] == '\0' ? length - at : MIN (width, length - at));
          at += width;
        }
    }
  if (cells->len > 0)
    take_cells (reader, cells, FALSE, start + 1);
}

/* "* - cell" begins a row, "  - cell" the next one; other lines go on. */
static void
read_list_table (Reader *reader, guint indent)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (cell_free);
  gboolean is_head = FALSE;
  guint start = reader->i;

  for (; reader->lines[reader->i] != NULL
         && (*reader->lines[reader->i] == '\0' || indent_of (reader->lines[reader->i]) > indent);
       reader->i++)
    {
      const char *line = reader->lines[reader->i] + indent_of (reader->lines[reader->i]);
      gboolean is_row = g_str_has_prefix (line, "* -");

      if (g_str_has_prefix (line, ":header-rows:"))
        is_head = TRUE;
      if (*line == '\0' || (*line == ':' && cells->len == 0))
        continue;
      if (is_row && cells->len > 0)
        {
          take_cells (reader, cells, is_head, start + 1);
          is_head = FALSE;
        }
      if (is_row)
        start = reader->i;
      if (is_row || *line == '-')
        append_cell (cells, cells->len, line + (is_row ? 3 : 1), strlen (line + (is_row ? 3 : 1)));
      else if (cells->len > 0)
        append_cell (cells, cells->len - 1, line, strlen (line));
    }
  if (cells->len > 0)
    take_cells (reader, cells, FALSE, start + 1);
}

/* ---- Directives ---- */

typedef enum
{
  SKIP,  /* comments, raw HTML, code */
  TEXT,  /* notes: their lines are read as any others */
  DRAWN, /* pictures */
  TABLE,
} Directive;

static Directive
find_directive (const char *line)
{
  static const struct
  {
    const char *name;
    Directive kind;
  } known[] = {
    { "list-table::", TABLE }, { "uml::", DRAWN },    { "mermaid::", DRAWN },   { "graphviz::", DRAWN },
    { "image::", DRAWN },      { "figure::", DRAWN }, { "note::", TEXT },       { "warning::", TEXT },
    { "important::", TEXT },   { "caution::", TEXT }, { "danger::", TEXT },     { "attention::", TEXT },
    { "tip::", TEXT },         { "hint::", TEXT },    { "admonition::", TEXT }, { "topic::", TEXT },
    { "sidebar::", TEXT },     { "table::", TEXT },   { "tab::", TEXT },        { "dropdown::", TEXT },
    { "container::", TEXT },   { "rubric::", TEXT },  { "needtable::", SKIP },  { "digraph::", DRAWN },
  };
  /* A comment may be two dots alone. */
  const char *name = line + MIN (strlen (line), strlen (".. "));

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (g_str_has_prefix (name, known[i].name))
        return known[i].kind;
    }
  return SKIP;
}

static void
read_directive (Reader *reader)
{
  const char *line = reader->lines[reader->i] + indent_of (reader->lines[reader->i]);
  guint indent = indent_of (reader->lines[reader->i]);
  guint first = reader->i + 1;
  Directive kind = find_directive (line);
  const char *argument = strstr (line, "::");
  g_autoptr (GString) drawn = g_string_new (line);

  reader->i++;
  if (kind == TABLE)
    read_list_table (reader, indent);
  if (kind == TEXT && argument != NULL)
    moat_prose_run_add (&reader->run, MOAT_PROSE_PARAGRAPH, first, argument + 2);
  if (kind == TABLE || kind == TEXT)
    return;
  for (; reader->lines[reader->i] != NULL
         && (*reader->lines[reader->i] == '\0' || indent_of (reader->lines[reader->i]) > indent);
       reader->i++)
    g_string_append_printf (drawn, "\n%s", reader->lines[reader->i]);
  if (kind == DRAWN)
    moat_prose_add (reader->prose, MOAT_PROSE_DIAGRAM, first, drawn->str);
}

/* ---- The whole ---- */

/* Targets of links: `text <target>`_ and :doc:`text <target>` or :doc:`target`. */
static void
find_links (MoatProse *prose, const char *line)
{
  while ((line = strchr (line, '`')) != NULL)
    {
      const char *end = strchr (line + 1, '`');
      const char *open = end != NULL ? memchr (line, '<', end - line) : NULL;
      g_autofree char *target = NULL;

      if (end == NULL)
        return;
      if (open != NULL)
        target = g_strndup (open + 1, strcspn (open + 1, ">`"));
      else
        target = g_strndup (line + 1, end - line - 1);
      moat_prose_add_link (prose, target);
      line = end + 1;
    }
}

static void
read_line (Reader *reader)
{
  const char *line = reader->lines[reader->i];
  const char *text = line + indent_of (line);
  gsize mark = moat_prose_item_mark (line);

  find_links (reader->prose, line);
  reader->i++;
  if (*text == '\0' || moat_prose_is_rule (text, 4))
    {
      moat_prose_run_end (&reader->run);
      return;
    }
  if (mark > 0)
    moat_prose_run_end (&reader->run);
  moat_prose_run_add (&reader->run, mark > 0 ? MOAT_PROSE_ITEM : MOAT_PROSE_PARAGRAPH, reader->i,
                      line + mark);
}

void
moat_prose_read_rst (MoatProse *prose, char **lines)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) styles = g_string_new (NULL);
  Reader reader
      = { .prose = prose, .lines = lines, .run = { .prose = prose, .text = text }, .styles = styles };

  while (lines[reader.i] != NULL)
    {
      const char *line = lines[reader.i] + indent_of (lines[reader.i]);

      if (read_heading (&reader))
        continue;
      if (g_str_has_prefix (line, "+--") || g_str_has_prefix (line, "+=="))
        {
          moat_prose_run_end (&reader.run);
          read_grid (&reader);
        }
      else if (is_simple_rule (line))
        {
          moat_prose_run_end (&reader.run);
          read_simple_table (&reader);
        }
      else if (g_str_has_prefix (line, ".. ") || g_str_equal (line, ".."))
        {
          moat_prose_run_end (&reader.run);
          read_directive (&reader);
        }
      else
        read_line (&reader);
    }
  moat_prose_run_end (&reader.run);
}
