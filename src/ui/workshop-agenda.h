/* Editing a workshop's agenda: its phases with their names, minutes, panes and
 * questions, and whose it is.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "workshop.h"

G_BEGIN_DECLS

/* Over the window that @widget is in. */
void moat_workshop_agenda_present (GtkWidget *widget, MoatWorkshop *workshop);

G_END_DECLS
