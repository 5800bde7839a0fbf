/* A row of small toggles, one for each flag, each with its first letter and its
 * name as tooltip: S T R I D E.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "kinds.h"

G_BEGIN_DECLS

#define MOAT_TYPE_VALUE_CHIPS (moat_value_chips_get_type ())
G_DECLARE_FINAL_TYPE (MoatValueChips, moat_value_chips, MOAT, VALUE_CHIPS, GtkWidget)

/* Signal: "changed" () when the user switched one. @values is borrowed for good. */
GtkWidget *moat_value_chips_new (const MoatValue *values) G_GNUC_WARN_UNUSED_RESULT;
void moat_value_chips_set_value (MoatValueChips *self, int value);
int moat_value_chips_get_value (MoatValueChips *self);

G_END_DECLS
