/* Reading test results into a page's model: choosing reports, reading them in a
 * thread, and saying what came out.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "page.h"

G_BEGIN_DECLS

/* Asks for reports in JUnit's XML and reads them. */
void moat_test_results_choose (MoatPage *page);
/* Reads @files (of GFile) as one run; one step to undo. Says in a toast that all is well, in a dialog what is
 * not. */
void moat_test_results_read (MoatPage *page, GListModel *files);

G_END_DECLS
