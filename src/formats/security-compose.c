/* The whole of the managed region.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "security-compose.h"

#include "security-prose.h"

#include <string.h>

static char *
add_comment (const char *content, const MoatPublished *published, gboolean is_pure)
{
  g_autofree char *comment = moat_published_write (published, is_pure ? content : NULL);

  return g_strconcat (content, comment, "\n", NULL);
}

/* The first of @texts that is part of none of @others. */
static const char *
find_lost (GPtrArray *texts, GPtrArray *others)
{
  for (guint i = 0; i < texts->len; i++)
    {
      gboolean is_found = FALSE;

      for (guint j = 0; j < others->len && !is_found; j++)
        is_found = strstr (g_ptr_array_index (others, j), g_ptr_array_index (texts, i)) != NULL;
      if (!is_found)
        return g_ptr_array_index (texts, i);
    }

  return NULL;
}

static guint
count_rows (const MoatSecurityText *text)
{
  g_autoptr (GPtrArray) rows = moat_security_text_list_rows (text);

  return rows->len;
}

char *
moat_security_compose (const char *content,
                       const MoatPublished *published,
                       const MoatSecurityText *file,
                       const MoatPublished *before,
                       char **lost)
{
  g_autoptr (MoatSecurityText) written = NULL;
  g_autoptr (MoatSecurityText) again = NULL;
  g_autoptr (GPtrArray) prose = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autofree char *merged = NULL;
  const char *missing;

  if (file == NULL)
    return add_comment (content, published, TRUE);
  written = moat_security_read (content);
  merged = moat_security_prose_merge (file, before, written);
  if (merged == NULL)
    return add_comment (content, published, TRUE);

  /* Whether it is read again as what it is. */
  again = moat_security_read (merged);
  prose = moat_security_prose_list (file, before, written);
  kept = moat_security_prose_list (again, published, written);
  missing = find_lost (prose, kept);
  if (missing != NULL || count_rows (again) != count_rows (written))
    {
      *lost = g_strdup (missing != NULL ? missing : g_ptr_array_index (prose, 0));
      return NULL;
    }

  return add_comment (merged, published, FALSE);
}
