/* Typing a name where it stands: a small text view that the canvas lays over an
 * item. It knows no model; it hands the text back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "record.h"

G_BEGIN_DECLS

#define MOAT_TYPE_NAME_EDITOR (moat_name_editor_get_type ())
G_DECLARE_FINAL_TYPE (MoatNameEditor, moat_name_editor, MOAT, NAME_EDITOR, GtkWidget)

/* Signals:
 *   "changed" ()               the text is different: room may be needed
 *   "done" (gboolean is_kept)  Enter or leaving (TRUE), or Escape (FALSE); the editor is hidden already, its
 * record and text can still be asked for until the next opening
 */

MoatNameEditor *moat_name_editor_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Shows @text, all selected, and takes the focus. @placeholder says what the empty field is for. */
void
moat_name_editor_open (MoatNameEditor *self, MoatRecord *record, const char *text, const char *placeholder);
/* Ends the typing as leaving does (TRUE) or as Escape does; nothing when it is not open. */
void moat_name_editor_close (MoatNameEditor *self, gboolean is_kept);
gboolean moat_name_editor_is_open (MoatNameEditor *self);

/* Borrowed; NULL before the first opening. */
MoatRecord *moat_name_editor_get_record (MoatNameEditor *self);
char *moat_name_editor_dup_text (MoatNameEditor *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
