/* Which monitor a presentation is shown on: the one that was chosen last, else
 * one that the editor is not on.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where to present what is edited in @editor; NULL when there is one monitor alone. Borrowed. */
GdkMonitor *moat_present_monitors_choose (GtkWindow *editor);
/* Of several with these names (@names NULL-ended), @here being the editor's: the one named @wanted, else the
 * first that is not @here; G_MAXUINT for none. */
guint moat_present_monitors_pick (const char *const *names, guint here, const char *wanted);

/* How to begin presenting, and where while there are several monitors: items for "page.present",
 * "page.present-speaking" and "app.present-monitor". It follows the monitors. Owned. */
GMenuModel *moat_present_monitors_new_menu (GdkDisplay *display) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
