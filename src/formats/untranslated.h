/* Words in files are English, and numbers have points, whatever language the
 * program speaks: the same model gives the same bytes for everybody.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>
#include <locale.h>

G_BEGIN_DECLS

typedef struct
{
  locale_t before;
  locale_t plain;
} MoatUntranslated;

/* From here to the end of the scope this thread's words are not translated:
 *   g_auto (MoatUntranslated) untranslated G_GNUC_UNUSED = moat_untranslated_begin ();
 */
MoatUntranslated moat_untranslated_begin (void) G_GNUC_WARN_UNUSED_RESULT;
void moat_untranslated_end (MoatUntranslated *plain);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MoatUntranslated, moat_untranslated_end)

G_END_DECLS
