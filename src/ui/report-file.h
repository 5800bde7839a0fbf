/* Where the SECURITY.md of a model goes: where it went last, else the root of
 * the git repository that the model is in, else beside the model. No widgets.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* NULL when only the user can say: @model is NULL, or it is a single file that a sandbox was lent, beside
 * which nothing can be written. Owned.
 */
GFile *moat_report_file_find (GSettings *settings, GFile *model) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @model is a single file that a sandbox was lent, and the user did not say yet where its report
 * goes. */
gboolean moat_report_file_is_asked (GSettings *settings, GFile *model);
/* Remembers that the user does not want to say it now. */
void moat_report_file_decline (GSettings *settings, GFile *model);
/* Remembers the choice for the next time. */
void moat_report_file_remember (GSettings *settings, GFile *model, GFile *report);
/* The nearest folder above that holds a git repository, or NULL. Owned. */
GFile *moat_report_file_find_repository (GFile *file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
