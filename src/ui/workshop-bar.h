/* The agenda bar: one slim row below the header bar while a workshop is on,
 * with its phase, clock, question and counts, and what can be done to it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "page.h"

G_BEGIN_DECLS

#define MOAT_TYPE_WORKSHOP_BAR (moat_workshop_bar_get_type ())
G_DECLARE_FINAL_TYPE (MoatWorkshopBar, moat_workshop_bar, MOAT, WORKSHOP_BAR, AdwBin)

/* Shows itself while the workshop of the page's model is on. */
void moat_workshop_bar_set_page (MoatWorkshopBar *self, MoatPage *page);

G_END_DECLS
