/* Showing what changed between two models: as text, as Markdown for a comment
 * on a pull request, as JSON for programs; and a model as text that git can
 * compare.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "diff.h"

G_BEGIN_DECLS

/* All take moat_diff()'s list and give whole text, owned, with a final line end. */
char *moat_diff_report_text (GPtrArray *differences) G_GNUC_WARN_UNUSED_RESULT;
/* Text from the models never becomes markup. @title is the heading, or NULL for none. */
char *moat_diff_report_markdown (GPtrArray *differences, const char *title) G_GNUC_WARN_UNUSED_RESULT;
char *moat_diff_report_json (GPtrArray *differences) G_GNUC_WARN_UNUSED_RESULT;

/* "2 added, 1 removed, 3 changed.", in one line; owned. */
char *moat_diff_report_counts (GPtrArray *differences) G_GNUC_WARN_UNUSED_RESULT;

/* Every record and what it says, a field a line, names instead of ids, without places: what git shows
 * differences of. Owned.
 */
char *moat_diff_report_model (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
