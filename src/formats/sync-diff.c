/* The lines in which two SECURITY.md differ, as a person reads them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "published.h"
#include "sync.h"
#include "text-diff.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Lines round each difference. */
#define N_AROUND 2

char *
moat_sync_dup_readable (GBytes *bytes)
{
  gsize length = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : "";
  g_autofree char *text = g_utf8_make_valid (data != NULL ? data : "", length);
  g_autoptr (GString) out = g_string_new (text);
  char *mark;

  while ((mark = strstr (out->str, MOAT_PUBLISHED_MARK)) != NULL)
    {
      const char *end = strstr (mark, "-->");
      gsize n = end != NULL ? (gsize) (end - mark) + strlen ("-->") : strlen (mark);

      n += strspn (mark + n, "\r\n");
      g_string_erase (out, mark - out->str, n);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_near_change (const GArray *lines, guint at)
{
  guint first = at > N_AROUND ? at - N_AROUND : 0;
  guint last = MIN (at + N_AROUND, lines->len - 1);

  for (guint i = first; i <= last; i++)
    if (g_array_index (lines, MoatDiffLine, i).change != MOAT_LINE_SAME)
      return TRUE;

  return FALSE;
}

char *
moat_sync_diff (GBytes *old_bytes, GBytes *new_bytes)
{
  static const char signs[] = { [MOAT_LINE_SAME] = ' ', [MOAT_LINE_REMOVED] = '-', [MOAT_LINE_ADDED] = '+' };
  g_autofree char *old_text = moat_sync_dup_readable (old_bytes);
  g_autofree char *new_text = moat_sync_dup_readable (new_bytes);
  g_autoptr (GArray) lines = moat_text_diff (old_text, new_text);
  GString *out = g_string_new (NULL);
  gboolean was_shown = FALSE;
  guint number = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const MoatDiffLine *line = &g_array_index (lines, MoatDiffLine, i);
      gboolean is_shown = is_near_change (lines, i);

      number += line->change != MOAT_LINE_ADDED;
      if (is_shown && !was_shown)
        {
          /* TRANSLATORS: the place of a difference between two texts. */
          g_string_append_printf (out, _ ("line %u:"), MAX (number, 1));
          g_string_append_c (out, '\n');
        }
      if (is_shown)
        g_string_append_printf (out, "%c %.*s\n", signs[line->change], (int) line->length, line->text);
      was_shown = is_shown;
    }

  return g_string_free (out, FALSE);
}
