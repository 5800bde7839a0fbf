/* Words in files are English, and numbers have points.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "untranslated.h"

MoatUntranslated
moat_untranslated_begin (void)
{
  MoatUntranslated plain;

  /* gettext looks at the thread's locale, and translates nothing in "C". */
  plain.plain = newlocale (LC_ALL_MASK, "C", (locale_t) 0);
  g_assert (plain.plain != (locale_t) 0);
  plain.before = uselocale (plain.plain);

  return plain;
}

void
moat_untranslated_end (MoatUntranslated *plain)
{
  uselocale (plain->before);
  freelocale (plain->plain);
}
