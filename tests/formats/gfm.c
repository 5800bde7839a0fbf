/* Reading Markdown in tests as GitHub does.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "gfm.h"

#include <cmark-gfm-core-extensions.h>
#include <string.h>

void
moat_gfm_init (void)
{
  cmark_gfm_core_extensions_ensure_registered ();
}

cmark_node *
moat_gfm_parse (const char *text, gssize length)
{
  static const char *const names[] = { "table", "autolink", "strikethrough", "tagfilter", "tasklist" };
  cmark_parser *parser = cmark_parser_new (CMARK_OPT_FOOTNOTES);
  cmark_node *root;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (cmark_parser_attach_syntax_extension (parser, cmark_find_syntax_extension (names[i])));
  cmark_parser_feed (parser, text, length < 0 ? strlen (text) : (gsize) length);
  root = cmark_parser_finish (parser);
  cmark_parser_free (parser);

  return root;
}

/* http, https and mailto are what a reader may follow. */
static gboolean
is_harmless_link (cmark_node *node)
{
  static const char *const schemes[] = { "http://", "https://", "mailto:" };
  const char *url = cmark_node_get_url (node);

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (url, schemes[i], strlen (schemes[i])) == 0)
      return *cmark_node_get_title (node) == '\0';

  return FALSE;
}

static void
append_words (GString *words, cmark_node *inline_node)
{
  const char *type = cmark_node_get_type_string (inline_node);
  const char *literal = cmark_node_get_literal (inline_node);

  if (strcmp (type, "text") == 0)
    g_string_append (words, literal);
  else if (strcmp (type, "linebreak") == 0
           || (strcmp (type, "html_inline") == 0 && strcmp (literal, "<br>") == 0))
    g_string_append_c (words, '\n');
  else if (strcmp (type, "link") == 0 && is_harmless_link (inline_node))
    for (cmark_node *child = cmark_node_first_child (inline_node); child != NULL;
         child = cmark_node_next (child))
      append_words (words, child);
  else
    g_string_append_printf (words, MOAT_GFM_MARKUP "%s: %s%s>", type, literal != NULL ? literal : "",
                            strcmp (type, "link") == 0 ? cmark_node_get_url (inline_node) : "");
}

char *
moat_gfm_dup_words (cmark_node *block)
{
  GString *words = g_string_new (NULL);

  for (cmark_node *child = cmark_node_first_child (block); child != NULL; child = cmark_node_next (child))
    append_words (words, child);

  return g_string_free (words, FALSE);
}

cmark_node *
moat_gfm_find_heading (cmark_node *root, const char *title)
{
  for (cmark_node *node = cmark_node_first_child (root); node != NULL; node = cmark_node_next (node))
    {
      g_autofree char *words = NULL;

      if (cmark_node_get_type (node) != CMARK_NODE_HEADING)
        continue;
      words = moat_gfm_dup_words (node);
      if (strcmp (words, title) == 0)
        return node;
    }

  return NULL;
}

cmark_node *
moat_gfm_find_block (cmark_node *heading, const char *type)
{
  g_assert_nonnull (heading);

  for (cmark_node *node = cmark_node_next (heading);
       node != NULL && cmark_node_get_type (node) != CMARK_NODE_HEADING; node = cmark_node_next (node))
    if (strcmp (cmark_node_get_type_string (node), type) == 0)
      return node;

  return NULL;
}

static cmark_node *
nth_child (cmark_node *parent, guint index)
{
  cmark_node *child = cmark_node_first_child (parent);

  while (child != NULL && index-- > 0)
    child = cmark_node_next (child);

  return child;
}

static guint
count_children (cmark_node *parent)
{
  guint n_children = 0;

  for (cmark_node *child = cmark_node_first_child (parent); child != NULL; child = cmark_node_next (child))
    n_children++;

  return n_children;
}

guint
moat_gfm_count_rows (cmark_node *table)
{
  return count_children (table);
}

cmark_node *
moat_gfm_get_cell (cmark_node *table, guint row, guint column)
{
  cmark_node *cell = nth_child (nth_child (table, row), column);

  g_assert_nonnull (cell);

  return cell;
}

/* cmark pads short rows and cuts long ones, so a missing or a torn cell shows in words, not in numbers; a row
 * that is cut apart altogether ends the table, which shows here.
 */
void
moat_gfm_assert_rectangular (cmark_node *table)
{
  guint n_columns = count_children (cmark_node_first_child (table));

  for (cmark_node *row = cmark_node_first_child (table); row != NULL; row = cmark_node_next (row))
    g_assert_cmpuint (count_children (row), ==, n_columns);
}

/* ---- What comes back ---- */

static gboolean
is_line_end (gunichar c)
{
  return c == '\n' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static gboolean
is_override (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

static void
trim_space (GString *out)
{
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
}

char *
moat_gfm_normalize (const char *text, const char *line_break)
{
  g_auto (GStrv) pieces = g_strsplit (text, "\r\n", -1);
  g_autofree char *joined = g_strjoinv ("\n", pieces);
  g_autofree char *plain = g_strdelimit (g_steal_pointer (&joined), "\r", '\n');
  GString *out = g_string_new (NULL);
  gboolean at_start = TRUE;

  for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_override (c))
        continue;
      if (is_line_end (c))
        {
          trim_space (out);
          g_string_append_c (out, '\n');
          at_start = TRUE;
        }
      else if (c == ' ' || g_unichar_iscntrl (c))
        {
          if (!at_start && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
        }
      else
        {
          g_string_append_unichar (out, c);
          at_start = FALSE;
        }
    }

  g_strstrip (out->str);
  out->len = strlen (out->str);
  g_string_replace (out, "\n", line_break, 0);

  return g_string_free (out, FALSE);
}
