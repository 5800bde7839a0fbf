/* Shows which lines of a text will change, with signs as well as colours. Where
 * the lines come from is text-diff.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MOAT_TYPE_DIFF_VIEW (moat_diff_view_get_type ())
G_DECLARE_FINAL_TYPE (MoatDiffView, moat_diff_view, MOAT, DIFF_VIEW, GtkWidget)

GtkWidget *moat_diff_view_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Keeps the place scrolled to. */
void moat_diff_view_set_texts (MoatDiffView *self, const char *old_text, const char *new_text);
/* Lines of the texts set last. */
void moat_diff_view_get_counts (MoatDiffView *self, guint *n_added, guint *n_removed);
void moat_diff_view_scroll_to_change (MoatDiffView *self);

G_END_DECLS
