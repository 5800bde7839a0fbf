/* Printing the full document: the same sheets as its PDF, on the paper that the
 * print dialog says.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "page.h"

#include "formats.h"
#include "sheets.h"

G_BEGIN_DECLS

/* Shows the print dialog. */
void moat_print_run (MoatPage *page);

/* The sheets of the page's model, without what is private, on paper of this size in points. Owned. */
MoatSheets *moat_print_new_sheets (MoatPage *page,
                                   const MoatExportOptions *options,
                                   double width,
                                   double height,
                                   MoatReport *report) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
