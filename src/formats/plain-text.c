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
