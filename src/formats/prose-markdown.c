/* Reading Markdown (GitHub's flavour, by cmark-gfm) as prose.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "prose-read.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <string.h>

/* Emphasis within emphasis: nobody writes more, and a hostile file shall not use up the stack. */
#define MAX_DEPTH 50

static void append_inlines (GString *text, cmark_node *node, MoatProse *prose, guint depth);

static void
append_inline (GString *text, cmark_node *node, MoatProse *prose, guint depth)
{
  switch ((int) cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
      g_string_append (text, cmark_node_get_literal (node));
      break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
    case CMARK_NODE_HTML_INLINE:
      g_string_append_c (text, ' ');
      break;
    case CMARK_NODE_LINK:
      moat_prose_add_link (prose, cmark_node_get_url (node));
      append_inlines (text, node, prose, depth + 1);
      break;
    default:
      append_inlines (text, node, prose, depth + 1);
      break;
    }
}

static void
append_inlines (GString *text, cmark_node *node, MoatProse *prose, guint depth)
{
  if (depth == MAX_DEPTH)
    return;
  for (cmark_node *child = cmark_node_first_child (node); child != NULL; child = cmark_node_next (child))
    append_inline (text, child, prose, depth);
}

static char *
dup_text (cmark_node *node, MoatProse *prose)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_inlines (text, node, prose, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_strong (cmark_node *paragraph)
{
  cmark_node *only = cmark_node_first_child (paragraph);

  return only != NULL && cmark_node_next (only) == NULL
         && (cmark_node_get_type (only) == CMARK_NODE_STRONG
             || cmark_node_get_type (only) == CMARK_NODE_EMPH);
}

static gboolean
is_picture (cmark_node *paragraph)
{
  cmark_node *first = cmark_node_first_child (paragraph);

  return first != NULL && cmark_node_get_type (first) == CMARK_NODE_IMAGE;
}

static void
add_paragraph (MoatProse *prose, cmark_node *node)
{
  cmark_node *parent = cmark_node_parent (node);
  g_autofree char *text = dup_text (node, prose);
  guint line = cmark_node_get_start_line (node);

  if (is_picture (node))
    moat_prose_add (prose, MOAT_PROSE_DIAGRAM, line, text);
  else if (parent != NULL && cmark_node_get_type (parent) == CMARK_NODE_ITEM)
    moat_prose_add (prose, MOAT_PROSE_ITEM, line, text);
  else
    moat_prose_add_paragraph (prose, line, text, is_strong (node));
}

/* Of raw HTML, the words between the tags; comments are for other programs. */
static void
add_html (MoatProse *prose, cmark_node *node)
{
  const char *at = cmark_node_get_literal (node);
  g_autoptr (GString) text = g_string_new (NULL);

  while (*at != '\0')
    {
      const char *end;

      if (*at != '<')
        {
          g_string_append_c (text, *at++);
          continue;
        }
      end = g_str_has_prefix (at, "<!--") ? strstr (at, "-->") : strchr (at, '>');
      if (end == NULL)
        break;
      g_string_append_c (text, ' ');
      at = end + (g_str_has_prefix (at, "<!--") ? strlen ("-->") : 1);
    }
  moat_prose_add (prose, MOAT_PROSE_PARAGRAPH, cmark_node_get_start_line (node), text->str);
}

/* Code is no prose, but boxes and arrows are drawn in fences. */
static void
add_code (MoatProse *prose, cmark_node *node)
{
  static const char *const drawn[] = { "", "text", "txt", "mermaid", "plantuml", "ascii", "dot", "d2", NULL };
  const char *info = cmark_node_get_fence_info (node);

  if (g_strv_contains (drawn, info != NULL ? info : ""))
    moat_prose_add (prose, MOAT_PROSE_DIAGRAM, cmark_node_get_start_line (node),
                    cmark_node_get_literal (node));
}

static void
add_row (MoatProse *prose, cmark_node *node)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  for (cmark_node *cell = cmark_node_first_child (node); cell != NULL; cell = cmark_node_next (cell))
    {
      g_autofree char *text = dup_text (cell, prose);

      g_strv_builder_add (cells, text);
    }
  moat_prose_take_row (prose, cmark_gfm_extensions_get_table_row_is_header (node),
                       cmark_node_get_start_line (node), g_strv_builder_end (cells));
}

static void
add_node (MoatProse *prose, cmark_node *node)
{
  if (g_str_equal (cmark_node_get_type_string (node), "table_row")
      || g_str_equal (cmark_node_get_type_string (node), "table_header"))
    {
      add_row (prose, node);
      return;
    }
  switch ((int) cmark_node_get_type (node))
    {
    case CMARK_NODE_HEADING:
      {
        g_autofree char *text = dup_text (node, prose);

        moat_prose_add_heading (prose, cmark_node_get_heading_level (node), cmark_node_get_start_line (node),
                                text);
        break;
      }
    case CMARK_NODE_PARAGRAPH:
      add_paragraph (prose, node);
      break;
    case CMARK_NODE_HTML_BLOCK:
      add_html (prose, node);
      break;
    case CMARK_NODE_CODE_BLOCK:
      add_code (prose, node);
      break;
    default:
      break;
    }
}

/* Registering is done once for all threads. */
static cmark_syntax_extension *
get_tables (void)
{
  static gsize is_ready = 0;

  if (g_once_init_enter (&is_ready))
    {
      cmark_gfm_core_extensions_ensure_registered ();
      g_once_init_leave (&is_ready, 1);
    }
  return cmark_find_syntax_extension ("table");
}

/* How much of the text is data about the document, between two lines of "---" at its very beginning. */
static gsize
skip_front_matter (const char *text)
{
  const char *end;

  if (!g_str_has_prefix (text, "---\n") && !g_str_has_prefix (text, "---\r\n"))
    return 0;
  end = strstr (text + 3, "\n---");
  if (end == NULL)
    return 0;
  end += strlen ("\n---");
  return end - text + strcspn (end, "\n");
}

void
moat_prose_read_markdown (MoatProse *prose, const char *text, gsize length)
{
  cmark_parser *parser = cmark_parser_new (CMARK_OPT_DEFAULT);
  cmark_node *root;
  cmark_iter *iter;
  gsize skipped = skip_front_matter (text);

  cmark_parser_attach_syntax_extension (parser, get_tables ());
  /* Lines keep their numbers. */
  for (gsize i = 0; i < skipped; i++)
    {
      if (text[i] == '\n')
        cmark_parser_feed (parser, "\n", 1);
    }
  cmark_parser_feed (parser, text + skipped, length - skipped);
  root = cmark_parser_finish (parser);
  iter = cmark_iter_new (root);
  while (cmark_iter_next (iter) != CMARK_EVENT_DONE)
    {
      if (cmark_iter_get_event_type (iter) == CMARK_EVENT_ENTER)
        add_node (prose, cmark_iter_get_node (iter));
    }
  cmark_iter_free (iter);
  cmark_node_free (root);
  cmark_parser_free (parser);
}
