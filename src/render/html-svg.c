/* Several SVG files in one document: their ids are made different.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "document-html.h"

#include <string.h>

/* Attributes whose whole value is an id, or lists of ids; and what stands before an id in others. */
static const char *const id_attributes[] = { "id", "aria-labelledby" };
static const char *const references[] = { "url(#", "#" };

static gboolean
is_id_attribute (const char *name, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (id_attributes); i++)
    if (strlen (id_attributes[i]) == length && strncmp (name, id_attributes[i], length) == 0)
      return TRUE;

  return FALSE;
}

static void
append_ids (GString *out, const char *value, gsize length, const char *prefix)
{
  g_autofree char *text = g_strndup (value, length);
  g_auto (GStrv) ids = g_strsplit (text, " ", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    g_string_append_printf (out, "%s%s%s", i > 0 ? " " : "", prefix, ids[i]);
}

/* "url(#clip0)" anywhere in it, "#glyph0-1" alone; colours ("#ffffff") are left alone, which stand in fill
 * and the like and never in a link.
 */
static void
append_value (GString *out,
              const char *name,
              gsize name_length,
              const char *value,
              gsize length,
              const char *prefix)
{
  gboolean is_link = name_length >= 4 && strncmp (name + name_length - 4, "href", 4) == 0;
  const char *at = g_strstr_len (value, length, is_link ? references[1] : references[0]);
  gsize before;

  if (at == NULL || (is_link && at != value))
    {
      g_string_append_len (out, value, length);
      return;
    }
  before = at - value + strlen (is_link ? references[1] : references[0]);
  g_string_append_len (out, value, before);
  g_string_append (out, prefix);
  g_string_append_len (out, value + before, length - before);
}

/* From behind the tag's name to its ">". Returns what is behind that. */
static const char *
append_attributes (GString *out, const char *at, const char *end, const char *prefix)
{
  while (at < end && *at != '>')
    {
      const char *equals = at;
      const char *close;

      while (equals < end && *equals != '=' && *equals != '>')
        equals++;
      if (equals == end || *equals == '>' || equals[1] != '"')
        {
          g_string_append_len (out, at, equals - at);
          at = equals;
          if (at < end && *at == '=')
            g_string_append_c (out, *at++);
          continue;
        }
      close = memchr (equals + 2, '"', end - equals - 2);
      if (close == NULL)
        return end;
      while (at < equals && g_ascii_isspace (*at))
        g_string_append_c (out, *at++);
      g_string_append_len (out, at, equals - at);
      g_string_append (out, "=\"");
      if (is_id_attribute (at, equals - at))
        append_ids (out, equals + 2, close - equals - 2, prefix);
      else
        append_value (out, at, equals - at, equals + 2, close - equals - 2, prefix);
      g_string_append_c (out, '"');
      at = close + 1;
    }
  if (at < end)
    g_string_append_c (out, *at++);

  return at;
}

void
moat_html_append_svg (GString *out, GBytes *svg, const char *prefix)
{
  gsize length;
  const char *data = g_bytes_get_data (svg, &length);
  const char *end = data + length;
  const char *at = g_strstr_len (data, length, "<svg");

  while (at != NULL && at < end)
    {
      const char *tag = memchr (at, '<', end - at);

      if (tag == NULL)
        break;
      g_string_append_len (out, at, tag - at);
      for (at = tag; at < end && !g_ascii_isspace (*at) && *at != '>'; at++)
        g_string_append_c (out, *at);
      at = append_attributes (out, at, end, prefix);
    }
  g_string_append_c (out, '\n');
}
