/* One line of the acceptance pane: a header, or a finding with what can be done
 * about it. It follows the row it is given.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "acceptance-row.h"
#include "advice.h"

G_BEGIN_DECLS

/* What a line's buttons ask for. */
typedef enum
{
  MOAT_ACCEPTANCE_SHOW,
  MOAT_ACCEPTANCE_FIX,
  MOAT_ACCEPTANCE_SET_ASIDE,
  MOAT_ACCEPTANCE_COUNT_AGAIN,
} MoatAcceptanceDeed;

#define MOAT_TYPE_ACCEPTANCE_LINE (moat_acceptance_line_get_type ())
G_DECLARE_FINAL_TYPE (MoatAcceptanceLine, moat_acceptance_line, MOAT, ACCEPTANCE_LINE, GtkWidget)

/* Signal: "asked" (int: MoatAcceptanceDeed). */

/* @advice: what to take suggestions from, or NULL. */
GtkWidget *moat_acceptance_line_new (MoatDocument *document, MoatAdvice *advice) G_GNUC_WARN_UNUSED_RESULT;
/* NULL: none. */
void moat_acceptance_line_set_row (MoatAcceptanceLine *self, MoatAcceptanceRow *row);
MoatAcceptanceRow *moat_acceptance_line_get_row (MoatAcceptanceLine *self);
/* Says why it matters and what to do, too. */
void moat_acceptance_line_set_unfolded (MoatAcceptanceLine *self, gboolean is_unfolded);

G_END_DECLS
