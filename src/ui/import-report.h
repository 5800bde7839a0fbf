/* What an import could not carry, one thing a row, in a window of its own that
 * may stay open beside the diagram.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "page.h"

G_BEGIN_DECLS

#define MOAT_TYPE_IMPORT_REPORT (moat_import_report_get_type ())
G_DECLARE_FINAL_TYPE (MoatImportReport, moat_import_report, MOAT, IMPORT_REPORT, AdwWindow)

/* Of what @page shows, which was imported. A row that is about something in the model shows it there. */
GtkWidget *moat_import_report_new (MoatPage *page) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
