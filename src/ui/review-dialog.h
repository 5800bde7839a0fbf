/* Asks when, who and why, and records a review of the model as it is now; and
 * asks why a finding is set aside.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "checks.h"

G_BEGIN_DECLS

/* Both over the window that @widget is in. */
void moat_review_dialog_present (GtkWidget *widget, MoatDocument *document);
void
moat_review_dialog_present_set_aside (GtkWidget *widget, MoatDocument *document, const MoatFinding *finding);

G_END_DECLS
