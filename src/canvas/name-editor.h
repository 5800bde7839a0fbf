/* Typing a name where it stands: a small text view that the canvas lays over an
 * item. It knows no model; it hands the text back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "record.h"

G_BEGIN_DECLS

/* Left and right of the text, in the editor's own units. */
#define MOAT_NAME_EDITOR_MARGIN 6
/* Characters that can be typed; each key lays the whole text out anew. */
#define MOAT_NAME_EDITOR_LIMIT 2000

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
/* How high the text is as it will be drawn: it stands in the middle of the editor. GtkTextView knows its own
 * height only some time after the typing.
 */
void moat_name_editor_set_text_height (MoatNameEditor *self, int height);
/* Inside its item the editor has no edge of its own. */
void moat_name_editor_set_fits (MoatNameEditor *self, gboolean fits);
/* Ends the typing as leaving does (TRUE) or as Escape does; nothing when it is not open. */
void moat_name_editor_close (MoatNameEditor *self, gboolean is_kept);
gboolean moat_name_editor_is_open (MoatNameEditor *self);

/* Borrowed; NULL before the first opening. */
MoatRecord *moat_name_editor_get_record (MoatNameEditor *self);
char *moat_name_editor_dup_text (MoatNameEditor *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
