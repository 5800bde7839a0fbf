/* What the tests of other tools' formats share.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "foreign.h"

#include <string.h>

MoatDocument *
moat_test_read_as (const char *format,
                   const char *text,
                   const char *folder,
                   MoatReport *report,
                   GError **error)
{
  const MoatFormat *found = moat_formats_find_by_name (moat_formats_get_all (), format);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  g_assert_true (moat_formats_find_by_content (moat_formats_get_all (), bytes, NULL) == found);
  return found->read (bytes, &(MoatImportOptions){ .base_name = "shop", .folder = folder }, report, error);
}

MoatRecord *
moat_test_find (MoatDocument *document, MoatKind kind, const char *title)
{
  MoatRecord *record = moat_query_find_by_title (document, kind, title);

  if (record == NULL)
    g_error ("There is no “%s”", title);
  return record;
}
