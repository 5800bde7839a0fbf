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
#define ID_MARK    "id="

static void
region_free (gpointer data)
{
  MoatRegion *region = data;

  g_free (region->name);
  g_free (region->id);
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
  const char *data;
  GArray *lines;
  GPtrArray *regions;
  MoatRegion *open; /* begun and not ended: the last of regions */
} Finder;

/* A comment that may be a marker: from "<!--" to behind "-->", on one line. */
typedef struct
{
  const char *start;
  const char *end;
  guint line;
} Comment;

static gboolean
fail (GError **error, guint line, const char *what)
{
  g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_CONFLICT, _ ("line %u: %s"), line, what);

  return FALSE;
}

static gboolean
has_mark (const Comment *comment, const char *mark)
{
  gsize length = strlen (mark);

  return (gsize) (comment->end - comment->start) >= length + strlen ("-->")
         && memcmp (comment->start, mark, length) == 0 && strchr (" \t:-", comment->start[length]) != NULL;
}

/* The next word before @last, behind which @at is put; NULL when there is none before a colon. */
static char *
take_word (const char **at, const char *last)
{
  const char *start = *at;

  while (start < last && (*start == ' ' || *start == '\t'))
    start++;
  for (*at = start; *at < last && strchr (" \t:", **at) == NULL; (*at)++)
    ;

  return *at > start ? g_strndup (start, *at - start) : NULL;
}

/* The name and the id in a marker that begins with @mark; each is NULL when it is not there. */
static void
read_mark (const Comment *comment, const char *mark, char **name, char **id)
{
  const char *at = comment->start + strlen (mark);
  const char *last = comment->end - strlen ("-->");
  g_autofree char *word = NULL;

  *name = take_word (&at, last);
  word = *name != NULL ? take_word (&at, last) : NULL;
  *id = word != NULL && g_str_has_prefix (word, ID_MARK) ? g_strdup (word + strlen (ID_MARK)) : NULL;
}

/* Ids decide where both have one, names otherwise. */
static MoatRegion *
find_region (GPtrArray *regions, const char *name, const char *id)
{
  MoatRegion *namesake = NULL;

  for (guint i = 0; i < regions->len; i++)
    {
      MoatRegion *region = g_ptr_array_index (regions, i);

      if (region->id != NULL && id != NULL && strcmp (region->id, id) == 0)
        return region;
      if ((region->id == NULL || id == NULL) && strcmp (region->name, name) == 0)
        namesake = region;
    }

  return namesake;
}

static gboolean
begin_region (Finder *finder, const Comment *comment, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;

  read_mark (comment, BEGIN_MARK, &name, &id);
  if (name == NULL)
    name = g_strdup ("model");
  if (finder->open != NULL)
    return fail (error, comment->line,
                 _ ("A moat:begin comment stands inside another region; end that one first."));
  if (find_region (finder->regions, name, id) != NULL)
    return fail (error, comment->line, _ ("This model has a second region here; remove one of the two."));

  finder->open = g_new0 (MoatRegion, 1);
  finder->open->name = g_steal_pointer (&name);
  finder->open->id = g_steal_pointer (&id);
  finder->open->begin_line = comment->line;
  finder->open->begin = comment->start - finder->data;
  finder->open->content = comment->end - finder->data;
  g_ptr_array_add (finder->regions, finder->open);

  return TRUE;
}

static gboolean
end_region (Finder *finder, const Comment *comment, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;

  read_mark (comment, END_MARK, &name, &id);
  if (finder->open == NULL)
    return fail (error, comment->line,
                 _ ("A moat:end comment has no moat:begin before it; add that or remove this."));
  if (name != NULL && strcmp (name, finder->open->name) != 0)
    return fail (
        error, comment->line,
        _ ("This moat:end comment is for another region than the one that is open; end that first."));

  finder->open->content_end = comment->start - finder->data;
  finder->open->end = comment->end - finder->data;
  finder->open = NULL;

  return TRUE;
}

/* ---- Where markers can be ---- */

/* Blocks of HTML in which a comment is none: raw text, instructions, declarations. */
static gboolean
is_raw_html (const char *literal)
{
  static const char *const starts[] = { "<pre", "<script", "<style", "<textarea", "<?", "<![" };

  literal += strspn (literal, " ");
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_ascii_strncasecmp (literal, starts[i], strlen (starts[i])) == 0)
      return TRUE;

  return g_str_has_prefix (literal, "<!") && g_ascii_isalpha (literal[2]);
}

static guint
count_line_ends (const char *text)
{
  guint n_ends = 0;

  for (; *text != '\0'; text++)
    n_ends += *text == '\n' || (*text == '\r' && text[1] != '\n');

  return n_ends;
}

static gboolean
stands_first (const Finder *finder, const Comment *comment)
{
  const char *start = finder->data + line_offset (finder->lines, comment->line);

  return strspn (start, " ") >= (gsize) (comment->start - start);
}

/* Files may hold NUL bytes. */
static const char *
find_in (const char *start, const char *end, const char *what)
{
  return memmem (start, end - start, what, strlen (what));
}

static gboolean
look_at_comment (Finder *finder, const Comment *comment, GError **error)
{
  gboolean begins = has_mark (comment, BEGIN_MARK);
  gboolean ends = has_mark (comment, END_MARK);

  if ((!begins && !ends) || !stands_first (finder, comment))
    return TRUE;
  if (memchr (comment->start, '\n', comment->end - comment->start) != NULL
      || memchr (comment->start, '\r', comment->end - comment->start) != NULL)
    return fail (error, comment->line, _ ("This moat: comment does not end on its line; end it with -->."));

  return begins ? begin_region (finder, comment, error) : end_region (finder, comment, error);
}

/* The comments of a block of HTML, one after the other, so that what a comment quotes is none. */
static gboolean
look_at_block (Finder *finder, cmark_node *node, GError **error)
{
  const char *literal = cmark_node_get_literal (node);
  Comment comment = { .line = cmark_node_get_start_line (node) };
  const char *at;
  const char *end;

  if (literal == NULL || is_raw_html (literal))
    return TRUE;

  /* The block in the file itself: its text has no offsets, and its last line is not reliable for HTML. */
  at = finder->data + line_offset (finder->lines, comment.line);
  end = finder->data + line_offset (finder->lines, comment.line + count_line_ends (literal));
  while ((comment.start = find_in (at, end, "<!--")) != NULL)
    {
      const char *closing = find_in (comment.start + 2, end, "-->");

      comment.end = closing != NULL ? closing + strlen ("-->") : end;
      while (finder->data + line_offset (finder->lines, comment.line + 1) <= comment.start)
        comment.line++;
      if (!look_at_comment (finder, &comment, error))
        return FALSE;
      at = comment.end;
    }

  return TRUE;
}

/* A marker is a comment of its own at the top level of the document; in lists, quotes and code it is text. */
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
  Finder finder = { .data = data, .lines = lines, .regions = regions };
  gboolean is_good = look_at_document (&finder, root, error);

  cmark_node_free (root);

  return is_good ? g_steal_pointer (&regions) : NULL;
}

/* ---- Looking inside ---- */

static gboolean
is_utf16 (const char *data, gsize length)
{
  return length >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0);
}

/* With "\n" at the end of each line. */
static char *
dup_with_plain_ends (const char *data, gsize length)
{
  GString *text = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    if (data[i] != '\r')
      g_string_append_c (text, data[i]);
    else if (i + 1 == length || data[i + 1] != '\n')
      g_string_append_c (text, '\n');

  return g_string_free (text, FALSE);
}

/* The line, from 1, at which git has put two versions into @text for somebody to choose; 0 for none. */
static guint
find_merge_marks (const char *text)
{
  static const char *const marks[] = { "<<<<<<< ", "=======\n", ">>>>>>> " };
  guint found[G_N_ELEMENTS (marks)];
  guint n_found = 0;
  guint line = 1;

  for (const char *at = text; at != NULL && n_found < G_N_ELEMENTS (marks); line++)
    {
      if (g_str_has_prefix (at, marks[n_found]))
        found[n_found++] = line;
      at = strchr (at, '\n');
      at = at != NULL ? at + 1 : NULL;
    }

  return n_found == G_N_ELEMENTS (marks) ? found[0] : 0;
}

char *
moat_regions_dup_content (GBytes *existing,
                          const char *name,
                          const char *id,
                          MoatRegion *place,
                          GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (existing, &length);
  g_autoptr (GPtrArray) regions = NULL;
  g_autofree char *content = NULL;
  MoatRegion *region;
  guint marks;

  if (is_utf16 (data, length))
    {
      fail (error, 1, _ ("This file is encoded in UTF-16; save it as UTF-8 first."));
      return NULL;
    }
  regions = moat_regions_find (data, length, error);
  region = regions != NULL ? find_region (regions, name, id) : NULL;
  if (region == NULL)
    return NULL;
  *place = *region;
  place->name = NULL;
  place->id = NULL;
  if (memchr (data + region->content, '\0', region->content_end - region->content) != NULL)
    {
      fail (error, region->begin_line, _ ("There is a NUL byte in this region; remove it."));
      return NULL;
    }

  content = dup_with_plain_ends (data + region->content, region->content_end - region->content);
  marks = find_merge_marks (content);
  if (marks > 0)
    {
      fail (
          error, region->begin_line + marks - 1,
          _ ("A merge by git is not settled here; choose what stays, and take its marks out. Of the digests "
             "at the region’s end either side will do."));
      return NULL;
    }

  return g_steal_pointer (&content);
}

/* ---- Replacing ---- */

char *
moat_regions_make_name (const char *text)
{
  GString *name = g_string_new (NULL);

  for (const char *at = text != NULL ? text : ""; *at != '\0'; at++)
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
moat_regions_wrap (const char *name, const char *id, const char *content)
{
  return g_strconcat (
      BEGIN_MARK " ", name, id != NULL ? " " ID_MARK : "", id != NULL ? id : "",
      ": written by Moat from the model; text outside of this region is yours and stays -->\n\n", content,
      END_MARK " ", name, " -->", NULL);
}

/* How the file ends its lines: as its first line does. */
static const char *
line_end_of (const char *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (data[i] == '\n')
        return "\n";
      if (data[i] == '\r')
        return i + 1 < length && data[i + 1] == '\n' ? "\r\n" : "\r";
    }

  return "\n";
}

static void
append_with_ends (GByteArray *out, const char *text, const char *line_end)
{
  const char *end;

  for (; (end = strchr (text, '\n')) != NULL; text = end + 1)
    {
      g_byte_array_append (out, (const guint8 *) text, end - text);
      g_byte_array_append (out, (const guint8 *) line_end, strlen (line_end));
    }
  g_byte_array_append (out, (const guint8 *) text, strlen (text));
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

/* The line of the block that goes on to the end of the file: a fence or a comment that nobody closed. */
static guint
find_unclosed (const char *data, gsize length)
{
  cmark_node *root = cmark_parse_document (data, length, CMARK_OPT_SOURCEPOS);
  cmark_node *last = cmark_node_last_child (root);
  guint line = last != NULL ? cmark_node_get_start_line (last) : 1;

  cmark_node_free (root);

  return line;
}

/* Whether a reader of @bytes finds the region that was put in at @begin. */
static gboolean
is_found (GBytes *bytes, const char *name, const char *id, gsize begin)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GPtrArray) regions = moat_regions_find (data, length, NULL);
  MoatRegion *region = regions != NULL ? find_region (regions, name, id) : NULL;

  return region != NULL && region->begin == begin;
}

/* Behind everything, with a blank line between. */
static GBytes *
append_region (GBytes *existing, const char *name, const char *id, const char *wrapped, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (existing, &length);
  const char *line_end = line_end_of (data, length);
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  gsize begin;

  g_byte_array_append (out, (const guint8 *) data, length);
  if (!ends_with_line_end (data, length))
    append_with_ends (out, "\n", line_end);
  if (!ends_with_blank_line ((char *) out->data, out->len, line_end))
    append_with_ends (out, "\n", line_end);
  begin = out->len;
  append_with_ends (out, wrapped, line_end);
  append_with_ends (out, "\n", line_end);
  bytes = g_byte_array_free_to_bytes (out);

  if (is_found (bytes, name, id, begin))
    return g_steal_pointer (&bytes);

  fail (
      error, find_unclosed (data, length),
      _ ("What begins here goes on to the end of the file, so nothing can be added behind it; close the code "
         "fence or comment first."));
  return NULL;
}

GBytes *
moat_regions_put (GBytes *existing,
                  const MoatRegion *place,
                  const char *name,
                  const char *id,
                  const char *content)
{
  gsize length;
  const char *data = g_bytes_get_data (existing, &length);
  g_autofree char *wrapped = moat_regions_wrap (name, id, content);
  GByteArray *out = g_byte_array_sized_new (length + strlen (wrapped));

  g_byte_array_append (out, (const guint8 *) data, place->begin);
  append_with_ends (out, wrapped, line_end_of (data, length));
  g_byte_array_append (out, (const guint8 *) data + place->end, length - place->end);

  return g_byte_array_free_to_bytes (out);
}

GBytes *
moat_regions_replace (GBytes *existing, const char *name, const char *id, const char *content, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (existing, &length);
  g_autoptr (GPtrArray) regions = NULL;
  g_autofree char *wrapped = NULL;
  MoatRegion *region;

  if (is_utf16 (data, length))
    {
      fail (error, 1, _ ("This file is encoded in UTF-16; save it as UTF-8 first."));
      return NULL;
    }
  regions = moat_regions_find (data, length, error);
  if (regions == NULL)
    return NULL;
  region = find_region (regions, name, id);
  if (region != NULL)
    return moat_regions_put (existing, region, name, id, content);
  wrapped = moat_regions_wrap (name, id, content);

  return append_region (existing, name, id, wrapped, error);
}

GBytes *
moat_regions_begin_file (GBytes *blank, const char *text)
{
  gsize length = 0;
  const char *data = blank != NULL ? g_bytes_get_data (blank, &length) : "";
  GByteArray *out = g_byte_array_new ();

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    g_byte_array_append (out, (const guint8 *) data, 3);
  append_with_ends (out, text, line_end_of (data, length));

  return g_byte_array_free_to_bytes (out);
}
