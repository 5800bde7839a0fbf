/* Writing Markdown from text that may say anything.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "markdown.h"

#include <string.h>

/* What begins or ends markup anywhere in a line: code, emphasis, links, images, HTML, entities, cells,
 * strike-through, and the mathematics that GitHub and GitLab add.
 */
#define ALWAYS_ESCAPED "\\`*[]<|~$"

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || (c & 0x80) != 0;
}

/* An underscore between letters is one; elsewhere it is emphasis. */
static gboolean
is_emphasis (const char *at, gboolean is_first)
{
  return *at == '_' && (is_first || !is_word (at[-1]) || !is_word (at[1]));
}

/* "&amp;" and "&#38;" would be shown as "&". */
static gboolean
begins_entity (const char *at)
{
  gsize length;

  if (*at != '&')
    return FALSE;
  length = strspn (at + 1, "#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

  return length > 0 && at[1 + length] == ';';
}

/* A colon behind the schemes that renderers make links of by themselves, other than http, https and mailto.
 */
static gboolean
ends_scheme (const char *text, const char *at)
{
  static const char *const schemes[] = { "xmpp", "ftp", "javascript", "data", "vbscript", "file" };

  if (*at != ':')
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      gsize length = strlen (schemes[i]);

      if ((gsize) (at - text) >= length && g_ascii_strncasecmp (at - length, schemes[i], length) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What would begin a block when it stands first in a line: a heading, a list, a quote, a rule, a setext
 * underline. */
static gboolean
begins_block (const char *at)
{
  gsize digits = strspn (at, "0123456789");

  if (strchr ("#-+=>", *at) != NULL)
    return TRUE;

  return digits > 0 && (at[digits] == '.' || at[digits] == ')');
}

static void
append_char (GString *out, const char *text, const char *at, gboolean is_first)
{
  /* Control characters have no place in a document; those that show text backwards could make it lie. */
  if (g_ascii_iscntrl (*at))
    {
      g_string_append_c (out, ' ');
      return;
    }
  if (strchr (ALWAYS_ESCAPED, *at) != NULL || is_emphasis (at, is_first) || begins_entity (at)
      || ends_scheme (text, at))
    g_string_append_c (out, '\\');
  g_string_append_c (out, *at);
}

/* Explicit directional overrides and isolates, which could turn the rest of a line round (Unicode TR 36,
 * section 3.3). */
static gsize
skip_override (const char *at)
{
  gunichar c = g_utf8_get_char (at);

  if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff)
    return g_utf8_skip[(guchar) *at];

  return 0;
}

/* @is_line_start: the text stands where a block can begin, as it cannot in a cell. */
static void
append_text (GString *out, const char *text, const char *line_break, gboolean is_line_start)
{
  const gboolean can_begin_block = is_line_start;
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  for (const char *at = stripped; *at != '\0';)
    {
      gsize skipped = skip_override (at);

      if (skipped > 0)
        {
          at += skipped;
          continue;
        }
      if (*at == '\r')
        {
          at++;
          continue;
        }
      if (*at == '\n')
        {
          g_string_append (out, line_break);
          is_line_start = can_begin_block;
          at++;
          continue;
        }
      if (is_line_start && begins_block (at))
        {
          gsize digits = strspn (at, "0123456789");

          g_string_append_len (out, at, digits);
          g_string_append_printf (out, "\\%c", at[digits]);
          at += digits + 1;
        }
      else
        {
          append_char (out, stripped, at, at == stripped);
          at++;
        }
      is_line_start = is_line_start && at[-1] == ' ';
    }
}

void
moat_markdown_append (GString *out, const char *text, const char *line_break)
{
  append_text (out, text, line_break, TRUE);
}

void
moat_markdown_heading (GString *out, guint level, const char *prefix, const char *text)
{
  for (guint i = 0; i < level; i++)
    g_string_append_c (out, '#');
  g_string_append_printf (out, " %s", prefix);
  moat_markdown_append (out, text, " ");
  g_string_append (out, "\n\n");
}

void
moat_markdown_paragraphs (GString *out, const char *text)
{
  g_autofree char *plain = g_strdup (text != NULL ? text : "");
  g_auto (GStrv) lines = NULL;
  gboolean is_open = FALSE;

  lines = g_strsplit (g_strdelimit (plain, "\r", ' '), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*g_strstrip (lines[i]) == '\0')
        {
          if (is_open)
            g_string_append (out, "\n\n");
          is_open = FALSE;
          continue;
        }
      /* A backslash at the end of a line keeps the line break. */
      if (is_open)
        g_string_append (out, "\\\n");
      moat_markdown_append (out, lines[i], " ");
      is_open = TRUE;
    }
  if (is_open)
    g_string_append (out, "\n\n");
}

void
moat_markdown_table_begin (MoatMarkdownTable *table, GString *out, const char *const *titles)
{
  *table = (MoatMarkdownTable){ .out = out, .n_columns = g_strv_length ((char **) titles) };

  for (guint i = 0; i < table->n_columns; i++)
    g_string_append_printf (out, "| %s ", titles[i]);
  g_string_append (out, "|\n");
  for (guint i = 0; i < table->n_columns; i++)
    g_string_append (out, "| --- ");
  g_string_append (out, "|\n");
}

static void
end_cell (MoatMarkdownTable *table)
{
  table->column++;
  if (table->column < table->n_columns)
    return;

  g_string_append (table->out, "|\n");
  table->column = 0;
  table->n_rows++;
}

void
moat_markdown_table_cell (MoatMarkdownTable *table, const char *text)
{
  g_string_append (table->out, "| ");
  append_text (table->out, text, "<br>", FALSE);
  if (table->out->str[table->out->len - 1] != ' ')
    g_string_append_c (table->out, ' ');
  end_cell (table);
}

void
moat_markdown_table_cells (MoatMarkdownTable *table, const GPtrArray *texts)
{
  g_string_append (table->out, "| ");
  for (guint i = 0; i < texts->len; i++)
    {
      if (i > 0)
        g_string_append (table->out, "<br>");
      append_text (table->out, g_ptr_array_index (texts, i), "<br>", FALSE);
    }
  if (table->out->str[table->out->len - 1] != ' ')
    g_string_append_c (table->out, ' ');
  end_cell (table);
}

void
moat_markdown_table_end (MoatMarkdownTable *table)
{
  while (table->column != 0)
    moat_markdown_table_cell (table, NULL);
  g_string_append_c (table->out, '\n');
}
