/* The acceptance pane: what the model still misses for a gate, by question, with
 * what can be done about it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "acceptance-list.h"
#include "advice.h"

G_BEGIN_DECLS

#define MOAT_TYPE_ACCEPTANCE_VIEW (moat_acceptance_view_get_type ())
G_DECLARE_FINAL_TYPE (MoatAcceptanceView, moat_acceptance_view, MOAT, ACCEPTANCE_VIEW, GtkWidget)

/* Signals:
 *   "look" (MoatRecord *)   a finding about it was chosen: select it where it is in view anyway
 *   "show-record" (MoatRecord *)   go there
 * Property: "n-findings" (uint): how many count, of what is listed.
 */

/* @advice: what to take suggestions from, or NULL. */
GtkWidget *moat_acceptance_view_new (MoatDocument *document, MoatAdvice *advice) G_GNUC_WARN_UNUSED_RESULT;
/* What to choose from, for beside the tabs; a new widget that the caller places. */
GtkWidget *moat_acceptance_view_detach_bar (MoatAcceptanceView *self) G_GNUC_WARN_UNUSED_RESULT;

/* Until then there is nothing to show. */
void moat_acceptance_view_set_checks (MoatAcceptanceView *self, MoatChecks *checks);
/* The use case shown in the window; the user chooses whether only its findings are listed. */
void moat_acceptance_view_set_use_case (MoatAcceptanceView *self, const char *use_case_id);
guint moat_acceptance_view_get_n_findings (MoatAcceptanceView *self);

G_END_DECLS
