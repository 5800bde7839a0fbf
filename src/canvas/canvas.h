/* The canvas: one use case as a data-flow diagram that can be drawn, moved
 * about in and read by a screen reader. It shows a document and a selection
 * and owns neither; the palette, the zoom control and the minimap around it
 * are in canvas-view.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "comparison.h"
#include "scene.h"
#include "selection.h"
#include "viewport.h"

G_BEGIN_DECLS

#define MOAT_TYPE_CANVAS (moat_canvas_get_type ())
G_DECLARE_FINAL_TYPE (MoatCanvas, moat_canvas, MOAT, CANVAS, GtkWidget)

/* Signals:
 *   "moves-requested" (MoatRecord *)  show the moves on this flow, element or boundary: its badge was
 * clicked, or Enter was pressed on it "move-add-requested" (MoatRecord *)  begin typing a new move on it
 * (canvas.add-move, the key M) "suggestions-requested" (MoatRecord *)  show what else to ask about it
 * (canvas.suggest, the key A) "use-case-requested" (MoatRecord *)  open this use case: an element that
 * drills down was activated "status" (const char *)           a hint for a status line, translated; "" takes
 * it back "said" (const char *)  what just happened, for a toast, translated; "undoable": the same, and it
 * can be undone "busy" (const char *)  what takes its time, for a card with a button for
 * canvas.stop-arranging; "" when it is over "pointed" (MoatRecord *)  the pointer rests on this one now;
 * NULL: on none "viewport-changed" ()             the zoom, the place looked at, or the extents of what is
 * drawn Properties: "tool" (a nick, see below), "zoom" (double, 1 is 100 %), "show-grid", "snaps" (to grid
 * and others), "high-contrast" (booleans).
 *
 * Actions, in the widget's own group "canvas": select-all, select-none, delete, duplicate, copy, cut, paste,
 * rename, reverse-flow, bidirectional (stateful), add-move, suggest, show-moves, add-process,
 * add-external-entity, add-data-store, add-note, add-zone, add-line, add-flow, tool (string, stateful),
 * type, type-arrow (string: a way), align (string), distribute (string), arrange-all, arrange-selection,
 * arrange-inside, stop-arranging, zoom-in, zoom-out, zoom-fit, zoom-selection, zoom-100, context-menu. A
 * window that wants them in menus elsewhere takes moat_canvas_get_actions().
 */

MoatCanvas *moat_canvas_new (MoatDocument *document, MoatSelection *selection) G_GNUC_WARN_UNUSED_RESULT;

MoatDocument *moat_canvas_get_document (MoatCanvas *self);
MoatSelection *moat_canvas_get_selection (MoatCanvas *self);
/* Borrowed; insert it under the name "canvas" where menus and shortcuts need it. */
GActionGroup *moat_canvas_get_actions (MoatCanvas *self);

/* Which use case is shown: the id, or NULL for none. Each keeps the place it was last looked at. */
void moat_canvas_set_use_case (MoatCanvas *self, const char *use_case_id);
const char *moat_canvas_get_use_case (MoatCanvas *self);

/* Tools by name, as in tool.h: "select", "process", "flow"… */
void moat_canvas_set_tool (MoatCanvas *self, const char *name);
const char *moat_canvas_get_tool (MoatCanvas *self);

double moat_canvas_get_zoom (MoatCanvas *self);
/* About the middle of the view. */
void moat_canvas_set_zoom (MoatCanvas *self, double zoom);
void moat_canvas_zoom_in (MoatCanvas *self);
void moat_canvas_zoom_out (MoatCanvas *self);
/* Shows all that is drawn, at 100 % at most. */
void moat_canvas_zoom_fit (MoatCanvas *self);

void moat_canvas_set_show_grid (MoatCanvas *self, gboolean show_grid);
void moat_canvas_set_snaps (MoatCanvas *self, gboolean snaps);
void moat_canvas_set_high_contrast (MoatCanvas *self, gboolean high_contrast);

/* Lights these records and fades the rest, until told otherwise; NULL: shows all alike. */
void moat_canvas_set_lit (MoatCanvas *self, GPtrArray *records);
/* Shows marks on what differs from an earlier state, and what was removed, until told otherwise; NULL: none.
 * Whoever compares makes another one when the document has changed. */
void moat_canvas_set_comparison (MoatCanvas *self, MoatComparison *comparison);
/* Brings the place of what was removed into view. Returns whether it was in this use case. */
gboolean moat_canvas_scroll_to_removed (MoatCanvas *self, const char *id);
/* Shows this record as if the pointer rested on it, until told otherwise; NULL: none. */
void moat_canvas_set_pointed (MoatCanvas *self, MoatRecord *record);
/* Brings a record of this use case into view; its focus and selection stay as they are. */
void moat_canvas_scroll_to (MoatCanvas *self, MoatRecord *record);
/* Moves the keyboard focus to the record's item and scrolls to it. Returns whether there is one. */
gboolean moat_canvas_focus_record (MoatCanvas *self, MoatRecord *record);
/* Begins typing the record's name, label, title or text in place. */
void moat_canvas_edit_name (MoatCanvas *self, MoatRecord *record);

/* A sentence to add, owned, or NULL, where the pointer rests on the moves or the label of @record. */
typedef char *(*MoatCanvasHint) (MoatRecord *record, gpointer user_data);

/* @user_data must stay as long as the canvas, or until @func is NULL. */
void moat_canvas_set_hint_func (MoatCanvas *self, MoatCanvasHint func, gpointer user_data);

/* ---- For the widgets around the canvas ---- */

const MoatViewport *moat_canvas_get_viewport (MoatCanvas *self);
/* What is drawn, in model units; FALSE when nothing is. */
gboolean moat_canvas_get_extents (MoatCanvas *self, MoatRect *extents);
void moat_canvas_center_on (MoatCanvas *self, MoatPoint point);
/* What the diagram is drawn with and from; the scene is NULL while there is no use case. Borrowed. */
const MoatPen *moat_canvas_get_pen (MoatCanvas *self);
MoatScene *moat_canvas_get_scene (MoatCanvas *self);

G_END_DECLS
