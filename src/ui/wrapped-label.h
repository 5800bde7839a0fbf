/* Words that are as high as they need to be, and rows of them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A label from the start of the line that breaks between words, and within those that are too long.
 * @css_class: NULL for none. */
GtkWidget *moat_wrapped_label_new (const char *text, const char *css_class) G_GNUC_WARN_UNUSED_RESULT;

/* A box for a line of changes: a label for the sign, as "+", before one for the words, both empty. */
GtkWidget *moat_wrapped_label_new_signed (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
