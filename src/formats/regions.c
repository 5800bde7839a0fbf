/* The managed region of a Markdown file.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "regions.h"

#include "formats.h"

#include <cmark-gfm.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define BEGIN_MARK "<!-- moat:begin"
#define END_MARK   "<!-- moat:end"

static void
region_free (gpointer data)
{
  MoatRegion *region = data;

  g_free (region->name);
  g_free (region);
}

/* ---- Lines ---- */

/* Offsets of the lines' starts, and of the end; lines end as cmark has it: "\n", "\r\n" or a lone "\r". */
static GArray *
find_lines (const char *data, gsize length)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize start = 0;

  g_array_append_val (lines, start);
  for (gsize i = 0; i < length; i++)
    {
      if (data[i] != '\n' && !(data[i] == '\r' && (i + 1 == length || data[i + 1] != '\n')))
        continue;
      start = i + 1;
      g_array_append_val (lines, start);
    }
  g_array_append_val (lines, length);

  return lines;
}

static gsize
line_offset (GArray *lines, guint line)
{
  return g_array_index (lines, gsize, MIN (line - 1, lines->len - 1));
}

/* ---- Markers ---- */

typedef struct
{
  GArray *lines;
  GPtrArray *regions;
  MoatRegion *open; /* begun and not ended: the last of regions */
} Finder;

/* The word behind the mark; "model" when there is none. */
static char *
marker_name (const char *text, const char *mark)
{
  const char *start = text + strlen (mark);
  gsize length;

  start += strspn (start, " \t");
  length = strcspn (start, " \t\r\n:");
  if (length == 0 || g_str_has_prefix (start, "-->"))
    return g_strdup ("model");

  return g_strndup (start, length);
}

static gboolean
fail (GError **error, guint line, const char *what)
{
  g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_CONFLICT, _ ("line %u: %s"), line, what);

  return FALSE;
}

static gboolean
begin_region (Finder *finder, guint line, const char *text, GError **error)
{
  g_autofree char *name = marker_name (text, BEGIN_MARK);

  if (finder->open != NULL)
    return fail (error, line, _ ("A moat:begin comment stands inside another region; end that one first."));
  for (guint i = 0; i < finder->regions->len; i++)
    if (strcmp (((MoatRegion *) g_ptr_array_index (finder->regions, i))->name, name) == 0)
      return fail (error, line, _ ("This model has a second region here; remove one of the two."));

  finder->open = g_new0 (MoatRegion, 1);
  finder->open->name = g_steal_pointer (&name);
  finder->open->begin_line = line;
  finder->open->begin = line_offset (finder->lines, line);
  g_ptr_array_add (finder->regions, finder->open);

  return TRUE;
}

static gboolean
end_region (Finder *finder, guint line, GError **error)
{
  if (finder->open == NULL)
    return fail (error, line, _ ("A moat:end comment has no moat:begin before it; add that or remove this."));

  finder->open->end = line_offset (finder->lines, line + 1);
  finder->open = NULL;

  return TRUE;
}

/* Raw text in HTML of this kind is as good as code. */
static gboolean
is_raw_html (const char *literal)
{
  static const char *const tags[] = { "<pre", "<script", "<style", "<textarea" };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (g_ascii_strncasecmp (literal, tags[i], strlen (tags[i])) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
look_at_block (Finder *finder, cmark_node *node, GError **error)
{
  const char *literal = cmark_node_get_literal (node);
  guint line = cmark_node_get_start_line (node);
  g_auto (GStrv) lines = NULL;

  if (literal == NULL || is_raw_html (literal))
    return TRUE;

  lines = g_strsplit (literal, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *text = lines[i] + strspn (lines[i], " ");

      if (g_str_has_prefix (text, BEGIN_MARK) && !begin_region (finder, line + i, text, error))
        return FALSE;
      if (g_str_has_prefix (text, END_MARK) && !end_region (finder, line + i, error))
        return FALSE;
    }

  return TRUE;
}

/* A marker is an HTML comment of its own at the top level of the document; in lists, quotes and code it is
 * text. */
static gboolean
look_at_document (Finder *finder, cmark_node *root, GError **error)
{
  for (cmark_node *node = cmark_node_first_child (root); node != NULL; node = cmark_node_next (node))
    if (cmark_node_get_type (node) == CMARK_NODE_HTML_BLOCK && !look_at_block (finder, node, error))
      return FALSE;

  if (finder->open != NULL)
    return fail (error, finder->open->begin_line,
                 _ ("The region that begins here has no moat:end comment; add it."));

  return TRUE;
}

GPtrArray *
moat_regions_find (const char *data, gsize length, GError **error)
{
  g_autoptr (GArray) lines = find_lines (data, length);
  g_autoptr (GPtrArray) regions = g_ptr_array_new_with_free_func (region_free);
  cmark_node *root = cmark_parse_document (data, length, CMARK_OPT_SOURCEPOS);
  Finder finder = { .lines = lines, .regions = regions };
  gboolean is_good = look_at_document (&finder, root, error);

  cmark_node_free (root);

  return is_good ? g_steal_pointer (&regions) : NULL;
}

/* ---- Replacing ---- */

char *
moat_regions_make_name (const char *base_name)
{
  GString *name = g_string_new (NULL);

  for (const char *at = base_name != NULL ? base_name : ""; *at != '\0'; at++)
    if (g_ascii_isalnum (*at) || strchr ("-_.", *at) != NULL)
      g_string_append_c (name, *at);
    else if (name->len > 0 && name->str[name->len - 1] != '-')
      g_string_append_c (name, '-');

  /* Two hyphens end a comment in some eyes. */
  while (strstr (name->str, "--") != NULL)
    g_string_erase (name, strstr (name->str, "--") - name->str, 1);
  if (name->len == 0)
    g_string_append (name, "model");

  return g_string_free (name, FALSE);
}

char *
moat_regions_wrap (const char *name, const char *content)
{
  return g_strconcat (
      BEGIN_MARK " ", name,
      ": written by Moat from the model; text outside of this region is yours and stays -->\n\n", content,
      END_MARK " ", name, " -->\n", NULL);
}

/* How the file ends its lines: as its first line does. */
static const char *
line_end_of (const char *data, gsize length)
{
  const char *end = memchr (data, '\n', length);

  return end != NULL && end > data && end[-1] == '\r' ? "\r\n" : "\n";
}

static void
append_with_ends (GByteArray *out, const char *text, const char *line_end)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        g_byte_array_append (out, (const guint8 *) line_end, strlen (line_end));
      g_byte_array_append (out, (const guint8 *) lines[i], strlen (lines[i]));
    }
}

static gboolean
ends_with_line_end (const char *data, gsize length)
{
  return length == 0 || data[length - 1] == '\n' || data[length - 1] == '\r';
}

static gboolean
ends_with_blank_line (const char *data, gsize length, const char *line_end)
{
  g_autofree char *blank = g_strconcat (line_end, line_end, NULL);
  gsize n = strlen (blank);

  return length == 0 || (length >= n && memcmp (data + length - n, blank, n) == 0);
}

static MoatRegion *
find_region (GPtrArray *regions, const char *name)
{
  for (guint i = 0; i < regions->len; i++)
    if (strcmp (((MoatRegion *) g_ptr_array_index (regions, i))->name, name) == 0)
      return g_ptr_array_index (regions, i);

  return NULL;
}

GBytes *
moat_regions_replace (GBytes *existing, const char *name, const char *content, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (existing, &length);
  const char *line_end = line_end_of (data, length);
  g_autoptr (GPtrArray) regions = moat_regions_find (data, length, error);
  g_autofree char *wrapped = moat_regions_wrap (name, content);
  GByteArray *out;
  MoatRegion *region;

  if (regions == NULL)
    return NULL;

  out = g_byte_array_new ();
  region = find_region (regions, name);
  g_byte_array_append (out, (const guint8 *) data, region != NULL ? region->begin : length);
  if (region == NULL && !ends_with_line_end (data, length))
    append_with_ends (out, "\n", line_end);
  if (region == NULL && !ends_with_blank_line ((char *) out->data, out->len, line_end))
    append_with_ends (out, "\n", line_end);
  append_with_ends (out, wrapped, line_end);
  if (region != NULL && region->end == length && !ends_with_line_end (data, length))
    /* The file had no line end behind the region; it gets none. */
    g_byte_array_set_size (out, out->len - strlen (line_end));
  if (region != NULL)
    g_byte_array_append (out, (const guint8 *) data + region->end, length - region->end);

  return g_byte_array_free_to_bytes (out);
}
