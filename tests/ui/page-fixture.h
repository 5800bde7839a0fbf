/* What tests of a window with a model share: opening and closing it, waiting for
 * something, and finding dialogs and widgets.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "window.h"

G_BEGIN_DECLS

typedef struct
{
  MoatWindow *window;
  MoatPage *page;
  MoatDocument *document;
  guint n_windows; /* without dialogs */
} PageFixture;

/* One that is registered, without claiming its name. */
MoatApplication *page_fixture_new_application (void) G_GNUC_WARN_UNUSED_RESULT;

/* Shows @session in a window. */
void page_fixture_open (PageFixture *self, gconstpointer application, MoatSession *session);
/* Closes it and all that is over it. */
void page_fixture_close (PageFixture *self);

gboolean page_fixture_has_dialog (PageFixture *self);
/* Borrowed; fails when there is none of @type. */
GtkWidget *page_fixture_get_dialog (GType type);
/* The first of its kind in @widget, itself included; borrowed, or NULL. */
GtkWidget *page_fixture_find (GtkWidget *widget, GType type);
void page_fixture_undo (PageFixture *self);

/* Until @is_done says so; fails when it never does. */
void page_fixture_wait (gboolean (*is_done) (gpointer data), gpointer data);

G_END_DECLS
