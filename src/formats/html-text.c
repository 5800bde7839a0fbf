/* Takes the text out of HTML, tag by tag.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "html-text.h"

#include <string.h>

typedef struct
{
  GString *out;
  gboolean keeps_lines;
  gboolean wants_space;
  gboolean has_no_more_tags; /* no ">" is left */
  /* In a link: its address, and where its words begin in the output. */
  char *address;
  gsize link_start;
} Strip;

/* ---- Writing ---- */

static void
append_char (Strip *strip, gunichar c)
{
  if (c == '\n' && strip->keeps_lines)
    {
      g_string_append_c (strip->out, '\n');
      strip->wants_space = FALSE;
    }
  else if (c == 0xa0 || g_unichar_isspace (c))
    {
      strip->wants_space = TRUE;
    }
  else
    {
      if (strip->wants_space && strip->out->len > 0 && strip->out->str[strip->out->len - 1] != '\n')
        g_string_append_c (strip->out, ' ');
      strip->wants_space = FALSE;
      g_string_append_unichar (strip->out, c);
    }
}

static void
begin_line (Strip *strip)
{
  strip->wants_space = FALSE;
  if (strip->out->len > 0 && strip->out->str[strip->out->len - 1] != '\n')
    g_string_append_c (strip->out, '\n');
}

/* ---- Entities ---- */

/* The names that tools write; the rest is left as it stands. */
static const struct
{
  const char *name;
  gunichar c;
} entities[] = {
  { "amp", '&' },      { "lt", '<' },       { "gt", '>' },       { "quot", '"' },      { "apos", '\'' },
  { "nbsp", 0xa0 },    { "ndash", 0x2013 }, { "mdash", 0x2014 }, { "hellip", 0x2026 }, { "lsquo", 0x2018 },
  { "rsquo", 0x2019 }, { "ldquo", 0x201c }, { "rdquo", 0x201d }, { "bull", 0x2022 },   { "rarr", 0x2192 },
  { "larr", 0x2190 },  { "copy", 0xa9 },    { "reg", 0xae },     { "trade", 0x2122 },  { "euro", 0x20ac },
  { "auml", 0xe4 },    { "ouml", 0xf6 },    { "uuml", 0xfc },    { "Auml", 0xc4 },     { "Ouml", 0xd6 },
  { "Uuml", 0xdc },    { "szlig", 0xdf },   { "eacute", 0xe9 },  { "egrave", 0xe8 },
};

/* The character of an entity's name, without & and ; — 0 when it is none. */
static gunichar
find_entity (const char *name, gsize length)
{
  g_autofree char *copy = g_strndup (name, length);
  guint64 number = 0;

  if (copy[0] == '#')
    {
      gboolean is_hex = g_ascii_tolower (copy[1]) == 'x';

      if (!g_ascii_string_to_unsigned (copy + (is_hex ? 2 : 1), is_hex ? 16 : 10, 1, 0x10ffff, &number, NULL)
          || !g_unichar_validate ((gunichar) number) || (number < 0x20 && !g_ascii_isspace ((char) number)))
        return 0;
      return (gunichar) number;
    }
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strcmp (entities[i].name, copy) == 0)
      return entities[i].c;

  return 0;
}

/* At "&": behind the entity, or behind "&" alone when there is none. */
static const char *
take_entity (Strip *strip, const char *at)
{
  gsize length = strcspn (at + 1, ";& <\n");
  gunichar c = at[1 + length] == ';' && length > 0 && length <= 10 ? find_entity (at + 1, length) : 0;

  append_char (strip, c != 0 ? c : '&');
  return c != 0 ? at + length + 2 : at + 1;
}

/* ---- Tags ---- */

/* A tag that is neither, as in "Vec<T>", is text. */
static const char *const blocks[] = {
  "p",  "div", "br", "li", "ul",    "ol",         "tr",    "table", "h1", "h2", "h3", "h4", "h5",
  "h6", "hr",  "td", "th", "thead", "blockquote", "tbody", "pre",   "dl", "dt", "dd", NULL,
};
static const char *const inlines[] = {
  "a",       "b",       "i",    "u",    "s",      "em",     "strong", "span",   "font",   "sub",
  "sup",     "small",   "big",  "code", "kbd",    "tt",     "img",    "center", "strike", "label",
  "html",    "body",    "head", "meta", "link",   "o:p",    "del",    "ins",    "abbr",   "mark",
  "section", "article", "main", "nav",  "header", "footer", "figure", "title",  NULL,
};
static const char *const hidden[] = { "script", "style", "svg", NULL };

/* The value of href="…" in a tag, or NULL. Owned. */
static char *
dup_address (const char *tag, const char *end)
{
  const char *at = g_strstr_len (tag, end - tag, "href=");
  const char *stop;

  if (at == NULL || end - at < 7)
    return NULL;
  at += strlen ("href=");
  if (*at == '"' || *at == '\'')
    {
      stop = memchr (at + 1, *at, end - at - 1);
      at++;
    }
  else
    {
      stop = at + strcspn (at, " >");
    }

  return stop != NULL && stop < end + 1 ? g_strndup (at, stop - at) : NULL;
}

static void
close_link (Strip *strip)
{
  g_autofree char *address = g_steal_pointer (&strip->address);
  gboolean is_said;

  if (address == NULL || *address == '\0')
    return;
  is_said = g_strrstr (strip->out->str + MIN (strip->link_start, strip->out->len), address) != NULL;
  if (is_said || !(g_str_has_prefix (address, "http://") || g_str_has_prefix (address, "https://")))
    return;
  strip->wants_space = TRUE;
  append_char (strip, '(');
  g_string_append (strip->out, address);
  append_char (strip, ')');
}

static void
take_named_tag (Strip *strip, const char *name, gboolean is_closing, const char *tag, const char *end)
{
  if (strcmp (name, "td") == 0 || strcmp (name, "th") == 0)
    strip->wants_space = TRUE;
  else if (g_strv_contains (blocks, name))
    begin_line (strip);
  if (strcmp (name, "li") == 0 && !is_closing)
    g_string_append (strip->out, "- ");
  if (strcmp (name, "a") == 0)
    {
      close_link (strip);
      if (!is_closing)
        {
          strip->address = dup_address (tag, end);
          strip->link_start = strip->out->len;
        }
    }
}

/* Behind the closing tag of what is never text; NULL when nothing closes it. */
static const char *
skip_content (const char *at, const char *name)
{
  g_autofree char *close = g_strdup_printf ("</%s>", name);

  for (; *at != '\0'; at++)
    if (*at == '<' && g_ascii_strncasecmp (at, close, strlen (close)) == 0)
      return at + strlen (close);

  return NULL;
}

/* At "<": behind the tag or comment; NULL when it begins none. */
static const char *
take_tag (Strip *strip, const char *at)
{
  gboolean is_closing = at[1] == '/';
  const char *name_start = at + (is_closing ? 2 : 1);
  const char *end = strip->has_no_more_tags ? NULL : strchr (at, '>');
  g_autofree char *name = NULL;

  if (end == NULL)
    {
      strip->has_no_more_tags = TRUE;
      return NULL;
    }
  if (g_str_has_prefix (at, "<!--"))
    {
      end = strstr (at, "-->");
      return end != NULL ? end + strlen ("-->") : NULL;
    }

  name = g_ascii_strdown (name_start, (gssize) strcspn (name_start, " \t\n/>"));
  if (!is_closing && g_strv_contains (hidden, name))
    return skip_content (end + 1, name);
  if (!g_strv_contains (blocks, name) && !g_strv_contains (inlines, name))
    return NULL;
  take_named_tag (strip, name, is_closing, at, end);

  return end + 1;
}

static char *
strip_tags (const char *html, gboolean keeps_lines)
{
  Strip strip = { .out = g_string_new (NULL), .keeps_lines = keeps_lines };
  const char *at = html != NULL ? html : "";

  while (*at != '\0')
    {
      const char *behind = *at == '<' ? take_tag (&strip, at) : NULL;

      if (behind != NULL)
        {
          at = behind;
        }
      else if (*at == '&')
        {
          at = take_entity (&strip, at);
        }
      else
        {
          append_char (&strip, g_utf8_get_char (at));
          at = g_utf8_next_char (at);
        }
    }
  g_free (strip.address);

  return g_strstrip (g_string_free (strip.out, FALSE));
}

char *
moat_html_to_text (const char *html)
{
  return strip_tags (html, FALSE);
}

char *
moat_html_to_text_keep_lines (const char *html)
{
  return strip_tags (html, TRUE);
}
