/* The toolbox of a canvas: which tool is in hand, and the one door for pointer
 * and keys. It tells a click from a drag, carries Escape, and keeps the overlay.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "tool.h"

G_BEGIN_DECLS

#define MOAT_TYPE_TOOLBOX (moat_toolbox_get_type ())
G_DECLARE_FINAL_TYPE (MoatToolbox, moat_toolbox, MOAT, TOOLBOX, GObject)

/* Signals:
 *   "tool-changed" ()     another tool is in hand
 *   "overlay-changed" ()  moat_toolbox_get_overlay() says something else (its cursor and hint too): queue a
 * draw
 */

/* @host is copied; @host_data must outlive the toolbox. */
MoatToolbox *moat_toolbox_new (MoatDocument *document,
                               MoatSelection *selection,
                               const MoatToolHost *host,
                               gpointer host_data) G_GNUC_WARN_UNUSED_RESULT;

/* Cancels what is going on, and takes the select tool in hand. @scene is borrowed until the next call. */
void moat_toolbox_set_scene (MoatToolbox *self, MoatScene *scene, const char *use_case_id);
/* Call whenever the viewport moves or zooms. @view in model units. */
void moat_toolbox_set_view (MoatToolbox *self, const MoatRect *view, double zoom);
void moat_toolbox_set_snaps (MoatToolbox *self, gboolean snaps);
const MoatToolContext *moat_toolbox_get_context (MoatToolbox *self);

/* Taking the same tool again starts it anew. */
void moat_toolbox_set_tool (MoatToolbox *self, MoatToolId id);
MoatToolId moat_toolbox_get_tool (MoatToolbox *self);

/* Any button, press to release; the toolbox ignores middle, and secondary opens the menu. */
void moat_toolbox_press (MoatToolbox *self, const MoatPointer *pointer);
void moat_toolbox_motion (MoatToolbox *self, const MoatPointer *pointer);
void moat_toolbox_release (MoatToolbox *self, const MoatPointer *pointer);
void moat_toolbox_leave (MoatToolbox *self);
/* A modifier went down or up without the pointer moving: a drag follows it at once. */
void moat_toolbox_modifiers_changed (MoatToolbox *self, MoatModifiers modifiers);
/* TRUE when a tool took it; else it is the canvas's. */
gboolean moat_toolbox_key (MoatToolbox *self, const MoatKey *key);
/* What Escape does, and what a lost grab must do: the gesture leaves nothing changed. Without a gesture, back
 * to the select tool, then clears the selection. FALSE when there was nothing left to do.
 */
gboolean moat_toolbox_cancel (MoatToolbox *self);
/* Whether a press, a drag, or a flow whose end is being chosen is under way: Tab is the tool's, no other edit
 * begins, undo waits. */
gboolean moat_toolbox_is_busy (MoatToolbox *self);

/* Borrowed, good until the next call of any function here. */
const MoatOverlay *moat_toolbox_get_overlay (MoatToolbox *self);
/* For tools: what they describe is different now. */
void moat_toolbox_queue_overlay (MoatToolbox *self);

G_END_DECLS
