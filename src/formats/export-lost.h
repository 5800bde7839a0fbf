/* What a writer cannot say of a model, counted for its report.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"
#include "report.h"

G_BEGIN_DECLS

/* For each kind among the bits 1 << MoatKind, one sentence with how many records of it stay behind. */
void moat_export_lost_kinds (MoatDocument *document, guint kinds, MoatReport *report);
/* How many steps of the story without a flow stay behind. */
void moat_export_lost_steps (MoatDocument *document, MoatReport *report);
/* How many moves and decisions that are marked private are in the file, which keeps the mark. */
void moat_export_lost_privacy (MoatDocument *document, MoatReport *report);
/* How many moves and decisions lose their private mark. */
void moat_export_lost_marks (MoatDocument *document, MoatReport *report);

G_END_DECLS
