/* What the button beside a finding does: what the checks can put right by
 * themselves, or a dialog that asks for what is missing.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "advice.h"
#include "checks.h"

G_BEGIN_DECLS

/* Translated, or NULL when there is no such button. @advice: what the catalogue suggests, or NULL. */
const char *
moat_acceptance_fix_get_label (const MoatFinding *finding, MoatDocument *document, MoatAdvice *advice);
/* What exactly it would add, or NULL. Borrowed until the next change. */
const char *
moat_acceptance_fix_get_text (const MoatFinding *finding, MoatDocument *document, MoatAdvice *advice);
/* @widget: in the window, inside of a page. */
void moat_acceptance_fix_apply (GtkWidget *widget,
                                const MoatFinding *finding,
                                MoatDocument *document,
                                MoatAdvice *advice);

G_END_DECLS
