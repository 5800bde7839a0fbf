/* The entry in which elements and flows are typed over the canvas, in the words
 * of core/story-chain.h. It says what Enter would make and completes names; it
 * changes no model.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

#define MOAT_TYPE_TYPING_ENTRY (moat_typing_entry_get_type ())
G_DECLARE_FINAL_TYPE (MoatTypingEntry, moat_typing_entry, MOAT, TYPING_ENTRY, GtkPopover)

/* Signals:
 *   "entered" (const char *text, gboolean goes_on)  Enter, or Shift+Enter to go on from what was typed; it
 * is closed already. Escape and leaving only close it.
 */

MoatTypingEntry *moat_typing_entry_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Shows it with @text, the cursor behind it. @from is the element that an arrow at the beginning goes on
 * from, or NULL.
 */
void moat_typing_entry_open (MoatTypingEntry *self,
                             MoatDocument *document,
                             const char *use_case_id,
                             MoatRecord *from,
                             const char *text);

/* Where one types, and what Enter would do; borrowed. For tests and screen readers. */
GtkWidget *moat_typing_entry_get_entry (MoatTypingEntry *self);
const char *moat_typing_entry_get_hint (MoatTypingEntry *self);
/* The next kind for the last name, as Tab asks for. */
void moat_typing_entry_next_type (MoatTypingEntry *self);

G_END_DECLS
