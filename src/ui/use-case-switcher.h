/* The popover below the window's title: the model's use cases, to switch to,
 * add, rename, reorder, duplicate and delete.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "page.h"

G_BEGIN_DECLS

#define MOAT_TYPE_USE_CASE_SWITCHER (moat_use_case_switcher_get_type ())
G_DECLARE_FINAL_TYPE (MoatUseCaseSwitcher, moat_use_case_switcher, MOAT, USE_CASE_SWITCHER, GtkPopover)

GtkWidget *moat_use_case_switcher_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* NULL for none. */
void moat_use_case_switcher_set_page (MoatUseCaseSwitcher *self, MoatPage *page);
/* Puts the keyboard into the entry for the current use case's title, all of it selected. */
void moat_use_case_switcher_focus_title (MoatUseCaseSwitcher *self);

G_END_DECLS
