/* Splitting and quoting the lines of a story.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "story-words.h"

#include <string.h>

const char *
moat_story_find (const char *text, const char *mark)
{
  gsize length = strlen (mark);

  for (; *text != '\0'; text++)
    {
      if (*text == '\\' && text[1] != '\0')
        text++;
      else if (strncmp (text, mark, length) == 0)
        return text;
    }

  return NULL;
}

GStrv
moat_story_split (const char *text, const char *mark)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  const char *end;

  while ((end = moat_story_find (text, mark)) != NULL)
    {
      g_autofree char *part = g_strstrip (g_strndup (text, end - text));

      g_strv_builder_add (parts, part);
      text = end + strlen (mark);
    }

  if (*text != '\0')
    {
      g_autofree char *last = g_strstrip (g_strdup (text));

      g_strv_builder_add (parts, last);
    }

  return g_strv_builder_end (parts);
}

char *
moat_story_unquote (const char *text, gssize length)
{
  g_autofree char *part = g_strstrip (length < 0 ? g_strdup (text) : g_strndup (text, length));
  GString *plain = g_string_new (NULL);

  for (const char *at = part; *at != '\0'; at++)
    {
      if (*at != '\\' || at[1] == '\0')
        {
          g_string_append_c (plain, *at);
          continue;
        }
      at++;
      g_string_append_c (plain, *at == 'n' ? '\n' : *at);
    }

  return g_string_free (plain, FALSE);
}

char *
moat_story_quote (const char *text, const char *specials)
{
  GString *quoted = g_string_new (NULL);
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  for (const char *at = stripped; *at != '\0'; at++)
    {
      gboolean is_arrow = at[0] == '-' && at[1] == '>';

      if (*at == '\n')
        {
          g_string_append (quoted, "\\n");
          continue;
        }
      if (*at == '\r')
        continue;
      if (*at == '\\' || is_arrow || strchr (specials, *at) != NULL)
        g_string_append_c (quoted, '\\');
      g_string_append_c (quoted, *at);
    }

  return g_string_free (quoted, FALSE);
}

gboolean
moat_story_is_free_end (const char *text)
{
  static const char *const marks[] = { MOAT_STORY_FREE_END, "...", "?", NULL };

  return g_strv_contains (marks, text);
}

const char *
moat_story_skip_number (const char *line)
{
  const char *at = line + strspn (line, "0123456789");

  if (at > line && (*at == '.' || *at == ')'))
    at++;
  else if (at == line && (*at == '-' || *at == '*') && g_ascii_isspace (at[1]))
    at++;
  else
    return line;

  return at + strspn (at, " \t");
}
