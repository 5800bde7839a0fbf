/* What has changed in a model since an earlier state of it: the pane that lists
 * the differences in words. The marks on the diagram are the canvas's.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "comparison.h"
#include "earlier.h"
#include "session.h"

G_BEGIN_DECLS

#define MOAT_TYPE_CHANGES_VIEW (moat_changes_view_get_type ())
G_DECLARE_FINAL_TYPE (MoatChangesView, moat_changes_view, MOAT, CHANGES_VIEW, GtkWidget)

/* Signals, about a MoatDifference:
 *   "look" (gpointer)   it was chosen: show what it is about, the keyboard stays here
 *   "go" (gpointer)     go there
 * Property: "comparison" (MoatComparison, read only, notified): what is listed, or NULL.
 */

/* Follows the document while it is mapped. Until it is told what to compare with it takes what was saved. */
GtkWidget *moat_changes_view_new (MoatSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* What stands beside the tabs; a new widget that the caller places. */
GtkWidget *moat_changes_view_detach_bar (MoatChangesView *self) G_GNUC_WARN_UNUSED_RESULT;

/* Reads @earlier and lists what has changed since. */
void moat_changes_view_compare (MoatChangesView *self, MoatEarlier *earlier);
/* Borrowed, or NULL. */
MoatComparison *moat_changes_view_get_comparison (MoatChangesView *self);
/* The list as Markdown, for a comment on a pull request; NULL when nothing is compared. Owned. */
char *moat_changes_view_dup_markdown (MoatChangesView *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
