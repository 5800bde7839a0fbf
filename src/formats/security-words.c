/* The words of a node of Markdown as Moat keeps them, and digests of words.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "security-words.h"

#include "security-read.h"

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

char *
moat_security_node_dup_words (cmark_node *node)
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

guint64
moat_security_node_digest (cmark_node *node)
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
