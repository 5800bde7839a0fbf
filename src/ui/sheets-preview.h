/* Shows sheets one at a time, as they will be printed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "sheets.h"

G_BEGIN_DECLS

#define MOAT_TYPE_SHEETS_PREVIEW (moat_sheets_preview_get_type ())
G_DECLARE_FINAL_TYPE (MoatSheetsPreview, moat_sheets_preview, MOAT, SHEETS_PREVIEW, GtkWidget)

GtkWidget *moat_sheets_preview_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Takes @sheets, or shows nothing for NULL. Stays at the same sheet where there is one. */
void moat_sheets_preview_take (MoatSheetsPreview *self, MoatSheets *sheets);

G_END_DECLS
