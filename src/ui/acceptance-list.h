/* What the acceptance pane lists: the findings of a gate and of one use case or
 * all, by question, each question under a header that folds it, and those set
 * aside at the end. A GListModel of MoatAcceptanceRow that follows the checks row
 * by row; knows no widget.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

#include "acceptance-row.h"

G_BEGIN_DECLS

#define MOAT_TYPE_ACCEPTANCE_LIST (moat_acceptance_list_get_type ())
G_DECLARE_FINAL_TYPE (MoatAcceptanceList, moat_acceptance_list, MOAT, ACCEPTANCE_LIST, GObject)

/* Signal: "counts-changed" (): after rows came or went, or the gate is another one. */

/* Lists what counts for review, of all use cases, until told otherwise. */
MoatAcceptanceList *moat_acceptance_list_new (MoatChecks *checks) G_GNUC_WARN_UNUSED_RESULT;
MoatChecks *moat_acceptance_list_get_checks (MoatAcceptanceList *self);

/* What is said of the whole model is listed with every use case. @use_case_id: NULL for all. */
void moat_acceptance_list_set_scope (MoatAcceptanceList *self, MoatGate gate, const char *use_case_id);
MoatGate moat_acceptance_list_get_gate (MoatAcceptanceList *self);

/* Findings that count, with those in folded sections. */
guint moat_acceptance_list_get_count (MoatAcceptanceList *self);
guint moat_acceptance_list_get_count_of (MoatAcceptanceList *self, MoatSeverity severity);
guint moat_acceptance_list_get_n_aside (MoatAcceptanceList *self);

/* Shows or folds the section of this header. */
void moat_acceptance_list_toggle (MoatAcceptanceList *self, MoatAcceptanceRow *header);
/* FALSE when @row is not shown. */
gboolean moat_acceptance_list_find (MoatAcceptanceList *self, MoatAcceptanceRow *row, guint *position);

G_END_DECLS
