/* One row of the acceptance pane: a finding, or the header of a section of them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "checks.h"

G_BEGIN_DECLS

/* A section for each question, and one for what was set aside. */
#define MOAT_ACCEPTANCE_ASIDE      MOAT_N_QUESTIONS
#define MOAT_N_ACCEPTANCE_SECTIONS (MOAT_N_QUESTIONS + 1)

#define MOAT_TYPE_ACCEPTANCE_ROW (moat_acceptance_row_get_type ())
G_DECLARE_FINAL_TYPE (MoatAcceptanceRow, moat_acceptance_row, MOAT, ACCEPTANCE_ROW, GObject)

/* Signal: "changed" (): it says something else than before. */

/* NULL in a header. Borrowed until the row changes. */
const MoatFinding *moat_acceptance_row_get_finding (MoatAcceptanceRow *self);
guint moat_acceptance_row_get_section (MoatAcceptanceRow *self);

/* ---- Headers ---- */

/* Translated. */
const char *moat_acceptance_row_get_title (MoatAcceptanceRow *self);
/* The findings of its section. */
guint moat_acceptance_row_get_size (MoatAcceptanceRow *self);
/* Whether they are shown. */
gboolean moat_acceptance_row_is_open (MoatAcceptanceRow *self);

G_END_DECLS
