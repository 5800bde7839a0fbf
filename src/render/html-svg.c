/* Several SVG files in one page: their ids are made different, style attributes
 * become attributes of their own, which no policy of the page has to allow, and
 * colours that stand for roles become properties.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "html-parts.h"

#include "theme.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Attributes whose whole value is an id, or lists of ids; and what stands before an id in others. */
static const char *const id_attributes[] = { "id", "aria-labelledby" };
static const char *const references[] = { "url(#", "#" };

static gboolean
is_id_attribute (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (id_attributes); i++)
    if (g_str_equal (id_attributes[i], name))
      return TRUE;

  return FALSE;
}

static void
append_ids (GString *out, const char *value, const char *prefix)
{
  g_auto (GStrv) ids = g_strsplit (value, " ", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    g_string_append_printf (out, "%s%s%s", i > 0 ? " " : "", prefix, ids[i]);
}

/* "url(#clip0)" anywhere in it, "#glyph0-1" alone; colours ("#ffffff") are left alone, which stand in fill
 * and the like and never in a link.
 */
static void
append_value (GString *out, const char *name, const char *value, const char *prefix)
{
  const char *reference = references[g_str_has_suffix (name, "href") ? 1 : 0];
  const char *at = strstr (value, reference);

  if (at == NULL || (reference == references[1] && at != value))
    {
      g_string_append (out, value);
      return;
    }
  at += strlen (reference);
  g_string_append_len (out, value, at - value);
  g_string_append (out, prefix);
  g_string_append (out, at);
}

/* ---- Attributes ---- */

/* What SVG takes for granted. */
static const char *const defaults[][2] = {
  { "fill-rule", "nonzero" },   { "fill-opacity", "1" },        { "stroke-opacity", "1" },
  { "stroke-linecap", "butt" }, { "stroke-linejoin", "miter" },
};

static gboolean
is_default (const char *name, const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (g_str_equal (name, defaults[i][0]) && g_str_equal (value, defaults[i][1]))
      return TRUE;

  return FALSE;
}

/* "rgb(99.6%,0.4%,49.8%)" or "#fe017f", when it stands for a role. */
static gboolean
find_role (const char *value, MoatColorRole *role)
{
  const char *at = value + strlen ("rgb(");
  double parts[3];
  guint red, green, blue;

  if (sscanf (value, "#%2x%2x%2x", &red, &green, &blue) == 3)
    return moat_theme_find_role (red, green, blue, role);
  if (!g_str_has_prefix (value, "rgb("))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      char *end;

      parts[i] = round (g_ascii_strtod (at, &end) * 2.55);
      at = end + strspn (end, "%, ");
    }
  return moat_theme_find_role (parts[0], parts[1], parts[2], role);
}

static void
append_attribute (GString *out, const char *name, const char *value, const char *prefix)
{
  MoatColorRole role;

  if (is_default (name, value))
    return;
  g_string_append_printf (out, " %s=\"", name);
  if (is_id_attribute (name))
    append_ids (out, value, prefix);
  else if (find_role (value, &role))
    g_string_append_printf (out, "var(--m-%s)", moat_theme_get_role_name (role));
  else
    append_value (out, name, value, prefix);
  g_string_append_c (out, '"');
}

/* "fill:none;stroke-width:1.8;" as attributes. */
static void
append_style (GString *out, const char *style, const char *prefix)
{
  g_auto (GStrv) rules = g_strsplit (style, ";", -1);

  for (guint i = 0; rules[i] != NULL; i++)
    {
      char *colon = strchr (rules[i], ':');

      if (colon == NULL)
        continue;
      *colon = '\0';
      append_attribute (out, g_strstrip (rules[i]), g_strstrip (colon + 1), prefix);
    }
}

/* From behind the tag's name to its ">". Returns what is behind that. */
static const char *
append_attributes (GString *out, const char *at, const char *end, const char *prefix)
{
  while (at < end && *at != '>')
    {
      const char *open = g_strstr_len (at, end - at, "=\"");
      const char *tag_end = memchr (at, '>', end - at);
      const char *close = open != NULL ? memchr (open + 2, '"', end - open - 2) : NULL;
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (close == NULL || (tag_end != NULL && tag_end < open))
        break;
      name = g_strstrip (g_strndup (at, open - at));
      value = g_strndup (open + 2, close - open - 2);
      if (g_str_equal (name, "style"))
        append_style (out, value, prefix);
      else
        append_attribute (out, name, value, prefix);
      at = close + 1;
    }
  for (; at < end && *at != '>'; at++)
    if (!g_ascii_isspace (*at))
      g_string_append_c (out, *at);
  if (at < end)
    g_string_append_c (out, *at++);

  return at;
}

void
moat_html_append_svg (GString *out, const char *svg, gsize length, const char *prefix)
{
  const char *end = svg + length;
  const char *at = g_strstr_len (svg, length, "<svg");

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
