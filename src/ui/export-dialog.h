/* The window for exporting: every format, what it is of, and how it will look.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "page.h"

G_BEGIN_DECLS

#define MOAT_TYPE_EXPORT_DIALOG (moat_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MoatExportDialog, moat_export_dialog, MOAT, EXPORT_DIALOG, AdwWindow)

/* For the model that @page shows, with the format of this name chosen; NULL: the one chosen last. */
GtkWidget *moat_export_dialog_new (MoatPage *page, const char *format) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
