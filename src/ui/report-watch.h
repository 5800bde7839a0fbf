/* Notices when somebody edited the SECURITY.md of a session's model: how many
 * changes it has that the model has not heard of. Looks when the file changes on
 * disk, when the model does, and when asked. No widgets.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "session.h"

G_BEGIN_DECLS

#define MOAT_TYPE_REPORT_WATCH (moat_report_watch_get_type ())
G_DECLARE_FINAL_TYPE (MoatReportWatch, moat_report_watch, MOAT, REPORT_WATCH, GObject)

/* Properties, read only and notified: "n-changes" (uint). Signal: "file-changed" (): another program wrote
 * the file, or it came or went, or it is another one.
 */

MoatReportWatch *moat_report_watch_new (MoatSession *session) G_GNUC_WARN_UNUSED_RESULT;

/* Where SECURITY.md goes, borrowed; NULL when nobody said, see report-file.h. */
GFile *moat_report_watch_get_file (MoatReportWatch *self);
guint moat_report_watch_get_n_changes (MoatReportWatch *self);
/* Looks soon, where the system does not tell: costs next to nothing while the file is the same. */
void moat_report_watch_check (MoatReportWatch *self);

G_END_DECLS
