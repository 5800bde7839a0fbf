/* What the button beside a finding does: what the checks can put right by
 * themselves, or a dialog that asks for what is missing.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "checks.h"

G_BEGIN_DECLS

/* Translated, or NULL when there is no such button. */
const char *moat_acceptance_fix_get_label (const MoatFinding *finding, MoatDocument *document);
/* @widget: in the window, inside of a page. */
void moat_acceptance_fix_apply (GtkWidget *widget, const MoatFinding *finding, MoatDocument *document);

G_END_DECLS
