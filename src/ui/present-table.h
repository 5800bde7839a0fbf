/* The table as a room reads it: few columns in large type, looked at only.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

GtkWidget *moat_present_table_new (MoatDocument *document, const char *use_case_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
