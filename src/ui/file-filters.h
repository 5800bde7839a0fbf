/* What file choosers offer: every format that can be read, or Moat's own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* All models first, then each format by itself, then all files. Owned; of GtkFileFilter. */
GListModel *moat_file_filters_for_opening (void) G_GNUC_WARN_UNUSED_RESULT;
/* The same with other tools' formats first and without Moat's own. */
GListModel *moat_file_filters_for_importing (void) G_GNUC_WARN_UNUSED_RESULT;
GListModel *moat_file_filters_for_saving (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
