/* A bar for a lasting state: one sentence, what can be done about it, and a
 * way to put it away.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MOAT_TYPE_BANNER (moat_banner_get_type ())
G_DECLARE_FINAL_TYPE (MoatBanner, moat_banner, MOAT, BANNER, GtkWidget)

/* Signals: "button-clicked" (), "closed" (): the user put it away. */

GtkWidget *moat_banner_new (void);
/* Shows @text, and a button when @button is not NULL. Text is plain, not markup. */
void moat_banner_show (MoatBanner *self, const char *text, const char *button);
void moat_banner_hide (MoatBanner *self);
gboolean moat_banner_is_shown (MoatBanner *self);

G_END_DECLS
