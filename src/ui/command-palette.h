/* The command palette (Ctrl+K): type a few letters of anything that can be done
 * or found in a window, and Enter does it or goes there. What there is comes
 * from command-table.h and the document; how it is found, command-match.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "window.h"

G_BEGIN_DECLS

#define MOAT_TYPE_COMMAND_PALETTE (moat_command_palette_get_type ())
G_DECLARE_FINAL_TYPE (MoatCommandPalette, moat_command_palette, MOAT, COMMAND_PALETTE, GtkPopover)

/* A child of @window, which keeps it until it is destroyed. */
MoatCommandPalette *moat_command_palette_new (MoatWindow *window) G_GNUC_WARN_UNUSED_RESULT;

/* Shows it with @typed in its entry and the keyboard there; once more closes it. */
void moat_command_palette_toggle (MoatCommandPalette *self, const char *typed);

/* Where one types; borrowed. */
GtkWidget *moat_command_palette_get_entry (MoatCommandPalette *self);
/* What is found now, of MoatCommandItem; borrowed. */
GListModel *moat_command_palette_get_found (MoatCommandPalette *self);

G_END_DECLS
