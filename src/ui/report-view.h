/* The SECURITY.md of a model: what will change in the file, where it is, and
 * the button that writes it. Follows the model while it is in view.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "report-watch.h"

G_BEGIN_DECLS

#define MOAT_TYPE_REPORT_VIEW (moat_report_view_get_type ())
G_DECLARE_FINAL_TYPE (MoatReportView, moat_report_view, MOAT, REPORT_VIEW, GtkWidget)

/* Signals:
 *   "written" (const char *)   a translated sentence on what was written
 *   "review" ()   what the file says of its own is to be looked at
 */

GtkWidget *moat_report_view_new (MoatSession *session, MoatReportWatch *watch) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
