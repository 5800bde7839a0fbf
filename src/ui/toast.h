/* Short messages in the nearest toast overlay above a widget.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @text is plain, not markup. */
void moat_toast_show (GtkWidget *widget, const char *text);
/* With a button that undoes what was just done; @text says what that was. */
void moat_toast_show_undo (GtkWidget *widget, const char *text);
/* With a button called @label, a mnemonic, that does something else: @clicked is called with @object, and not
 * once that is gone.
 */
void moat_toast_show_with (GtkWidget *widget,
                           const char *text,
                           const char *label,
                           void (*clicked) (gpointer object),
                           gpointer object);

G_END_DECLS
