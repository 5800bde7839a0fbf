/* The header bar of a dialog that does something or is given up: a button to
 * cancel, and one that does it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @accept receives the button that does it, borrowed, still without a label; the other one closes @dialog. */
GtkWidget *moat_dialog_header_new (GtkWindow *dialog, GtkWidget **accept) G_GNUC_WARN_UNUSED_RESULT;
/* Ctrl+Enter, before a text with several lines sees it. */
void moat_dialog_header_add_accept (GtkShortcutController *controller, GtkShortcutFunc accept);

G_END_DECLS
