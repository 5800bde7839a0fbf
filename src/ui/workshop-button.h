/* The button in the header bar for the workshop: its clock, and below it the
 * agenda, to start it, look at it, and edit it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "page.h"

G_BEGIN_DECLS

#define MOAT_TYPE_WORKSHOP_BUTTON (moat_workshop_button_get_type ())
G_DECLARE_FINAL_TYPE (MoatWorkshopButton, moat_workshop_button, MOAT, WORKSHOP_BUTTON, AdwBin)

void moat_workshop_button_set_page (MoatWorkshopButton *self, MoatPage *page);
/* Shows the agenda, with the keyboard in it. */
void moat_workshop_button_popup (MoatWorkshopButton *self);

G_END_DECLS
