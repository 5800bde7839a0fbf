/* The attack paths of a use case under the findings: chains of flows that have
 * an open move at every step, folded until somebody looks.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

#define MOAT_TYPE_PATHS_VIEW (moat_paths_view_get_type ())
G_DECLARE_FINAL_TYPE (MoatPathsView, moat_paths_view, MOAT, PATHS_VIEW, GtkWidget)

/* Signal: "light" (GPtrArray * of MoatRecord, or NULL): what is on the path that was chosen; NULL: none is
 * any more.
 */

/* Follows the document while it is mapped. Hidden when there is no path. */
GtkWidget *moat_paths_view_new (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;
void moat_paths_view_set_use_case (MoatPathsView *self, const char *use_case_id);
/* Chooses none. */
void moat_paths_view_unselect (MoatPathsView *self);

G_END_DECLS
