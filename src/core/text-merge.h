/* What two people made of one text, together, where each changed other words of
 * it; and how alike two texts are.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MOAT_TEXT_WORDS, /* with the blanks before them */
  MOAT_TEXT_TERMS, /* words without the signs beside them, and those by themselves */
  MOAT_TEXT_LINES,
} MoatTextUnit;

/* @base with the changes of both, by "A Formal Investigation of Diff3" (Khanna, Kunal and Pierce, 2007). NULL
 * when changes meet: between any two of them is at least one word (or line) that nobody changed. Owned.
 * Swapping @ours and @theirs changes nothing.
 */
char *moat_text_merge (const char *base, const char *ours, const char *theirs, MoatTextUnit unit)
    G_GNUC_WARN_UNUSED_RESULT;

/* Whether @text is what both began from. */
typedef gboolean (*MoatTextTest) (const char *text, gpointer data);

/* The same where of the base nothing is left but a way to know it again, as its digest. When no changes meet,
 * it says in each place that differs what one of the two says, so that it can be found by trying; NULL also
 * beyond ten such places.
 */
char *moat_text_merge_found (const char *ours,
                             const char *theirs,
                             MoatTextUnit unit,
                             MoatTextTest is_base,
                             gpointer data) G_GNUC_WARN_UNUSED_RESULT;

/* The texts on the way from @from to @to, @to last, each with one more place changed; of strings. NULL beyond
 * ten places. Owned.
 */
GPtrArray *moat_text_list_steps (const char *from, const char *to, MoatTextUnit unit)
    G_GNUC_WARN_UNUSED_RESULT;

/* How many of the words of both are in the other one too, in order, whatever their case: 0 … 1. */
double moat_text_measure_likeness (const char *a, const char *b);

G_END_DECLS
