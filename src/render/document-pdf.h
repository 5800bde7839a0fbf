/* The full document as PDF.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_pdf_document_format;

/* The sides of an upright sheet, in points. */
void moat_sheet_size_get (MoatSheetSize size, double *width, double *height);

G_END_DECLS
