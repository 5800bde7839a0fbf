/* Text of any origin as the formats want it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "plain-text.h"

#include "formats.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
moat_plain_text_check (const char *text, gsize length, GError **error)
{
  const char *bad;
  guint line = 1;

  if (g_utf8_validate_len (text, length, &bad))
    return TRUE;
  for (const char *at = text; at < bad; at++)
    line += *at == '\n';
  g_set_error (
      error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED,
      _ ("line %u: This is not text in UTF-8. Check that it is the right file, or save it anew in UTF-8."),
      line);
  return FALSE;
}

char *
moat_plain_text_decode (GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = NULL;
  gboolean lost = FALSE;
  char *clean;

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  if (length == 0)
    return g_strdup ("");
  if (!moat_plain_text_check (data, length, error))
    return NULL;
  text = g_strndup (data, length);
  clean = moat_plain_text_clean (text, &lost);
  return clean != NULL ? clean : g_steal_pointer (&text);
}

static gboolean
is_kept (guchar c)
{
  return (c >= 0x20 && c != 0x7f) || c == '\n' || c == '\t';
}

char *
moat_plain_text_clean (const char *value, gboolean *lost)
{
  GString *clean;
  const char *at = value;

  while (*at != '\0' && is_kept (*at))
    at++;
  if (*at == '\0')
    return NULL;

  clean = g_string_new_len (value, at - value);
  for (; *at != '\0'; at++)
    {
      if (is_kept (*at))
        g_string_append_c (clean, *at);
      else if (*at == '\r' && at[1] != '\n')
        g_string_append_c (clean, '\n');
      else if (*at != '\r')
        *lost = TRUE;
    }
  return g_string_free (clean, FALSE);
}

/* Explicit directional overrides and isolates could turn the rest of a line round and make a document lie
 * (Unicode TR 36, section 3.3); a byte order mark in the middle is one that strayed.
 */
static gboolean
is_override (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

/* Next line, line separator and paragraph separator: line breaks to some readers. */
static gboolean
is_line_end (gunichar c)
{
  return c == '\n' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

GStrv
moat_plain_text_dup_lines (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autoptr (GString) clean = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c >= ' ' && c < 0x7f)
        g_string_append_c (clean, (char) c);
      else if (is_line_end (c) || (c == '\r' && at[1] != '\n'))
        g_string_append_c (clean, '\n');
      else if (g_unichar_iscntrl (c))
        g_string_append_c (clean, ' ');
      else if (!is_override (c))
        g_string_append_unichar (clean, c);
    }

  lines = g_strsplit (g_strstrip (clean->str), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_strstrip (lines[i]);

  return g_steal_pointer (&lines);
}

char *
moat_plain_text_dup_shown (const char *text)
{
  g_auto (GStrv) lines = moat_plain_text_dup_lines (text);

  return g_strjoinv ("\n", lines);
}

/* ---- Links ---- */

/* The length of the scheme of an address that begins at @at, with at least one sign behind it; else 0. */
static gsize
measure_scheme (const char *at)
{
  static const char *const schemes[] = { "https://", "http://", "mailto:" };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      gsize length = strlen (schemes[i]);

      if (g_ascii_strncasecmp (at, schemes[i], length) == 0
          && g_unichar_isalnum (g_utf8_get_char (at + length)))
        return length;
    }

  return 0;
}

/* Up to a blank or a sign that no address has; without what ends the sentence. */
static const char *
find_link_end (const char *begin, gsize scheme)
{
  const char *end = begin + scheme;
  gboolean has_bracket = FALSE;

  for (; *end != '\0'; end = g_utf8_next_char (end))
    {
      gunichar c = g_utf8_get_char (end);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || (c < 0x80 && strchr ("<>\"`|\\^{}", c) != NULL))
        break;
      has_bracket = has_bracket || c == '(';
    }
  while (end > begin + scheme && strchr (has_bracket ? "?!.,:;*_~'" : "?!.,:;*_~')]", end[-1]) != NULL)
    end--;

  return end;
}

GArray *
moat_plain_text_find_links (const char *text)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (MoatLinkSpan));
  const char *at = text;

  while (*at != '\0')
    {
      gboolean is_word_start = at == text || !g_ascii_isalnum (at[-1]);
      gsize scheme = is_word_start && strchr ("hHmM", *at) != NULL ? measure_scheme (at) : 0;
      MoatLinkSpan span = { .begin = at - text };

      if (scheme == 0)
        {
          at++;
          continue;
        }
      at = find_link_end (at, scheme);
      span.end = at - text;
      g_array_append_val (spans, span);
    }

  return spans;
}
