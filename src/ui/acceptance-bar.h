/* What the acceptance pane lets one choose, for beside the tabs: the gate, which
 * use cases, and recording a review. The choices are settings.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MOAT_TYPE_ACCEPTANCE_BAR (moat_acceptance_bar_get_type ())
G_DECLARE_FINAL_TYPE (MoatAcceptanceBar, moat_acceptance_bar, MOAT, ACCEPTANCE_BAR, AdwBin)

/* Brings an action group "acceptance" for itself; uses the page's "record-review". */
GtkWidget *moat_acceptance_bar_new (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;
/* In words. */
void moat_acceptance_bar_set_counts (MoatAcceptanceBar *self, const char *counts);
/* Where there is only one, there is nothing to choose. */
void moat_acceptance_bar_set_n_use_cases (MoatAcceptanceBar *self, guint n_use_cases);

G_END_DECLS
