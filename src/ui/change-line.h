/* One line of the list of changes: a difference, or the name of the use case
 * that those below it are in.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "comparison.h"

G_BEGIN_DECLS

#define MOAT_TYPE_CHANGE_LINE (moat_change_line_get_type ())
G_DECLARE_FINAL_TYPE (MoatChangeLine, moat_change_line, MOAT, CHANGE_LINE, GObject)

/* All lines of a comparison, of MoatChangeLine; owned. */
GPtrArray *moat_change_line_list (MoatComparison *comparison) G_GNUC_WARN_UNUSED_RESULT;

/* NULL of a heading. Borrowed: lives as long as the line. */
const MoatDifference *moat_change_line_get_difference (MoatChangeLine *self);
const char *moat_change_line_get_text (MoatChangeLine *self);
/* "+", "−", "~", "›" or "·"; "" of a heading. */
const char *moat_change_line_get_sign (MoatChangeLine *self);
/* Whether both say the same of the same. */
gboolean moat_change_line_equal (MoatChangeLine *self, MoatChangeLine *other);

/* The sign of a type of difference, as above. */
const char *moat_change_line_get_type_sign (MoatDifferenceType type);

G_END_DECLS
