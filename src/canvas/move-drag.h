/* What a dragged attacker move is: the value of its drag, for whoever accepts
 * the drop. Rows of the table and of the inspector are sources; flows and
 * elements on the canvas, and rows of the table, accept.
 *
 * To accept: gtk_drop_target_new (MOAT_TYPE_MOVE_DRAG, GDK_ACTION_MOVE | GDK_ACTION_COPY); in "drop"
 *   moat_move_drag_drop (g_value_get_boxed (value), document, record, action)
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

/* A boxed value: the moves by their ids, and the document they live in. */
typedef struct _MoatMoveDrag MoatMoveDrag;

#define MOAT_TYPE_MOVE_DRAG (moat_move_drag_get_type ())
GType moat_move_drag_get_type (void);

MoatMoveDrag *moat_move_drag_new (MoatDocument *document, const char *const *threat_ids)
    G_GNUC_WARN_UNUSED_RESULT;
MoatMoveDrag *moat_move_drag_copy (const MoatMoveDrag *drag) G_GNUC_WARN_UNUSED_RESULT;
void moat_move_drag_free (MoatMoveDrag *drag);

/* Whether @on can take them: not when they come from another document. */
gboolean moat_move_drag_can_drop (const MoatMoveDrag *drag, MoatDocument *document, MoatRecord *on);
/* Moves (or with GDK_ACTION_COPY copies) them onto @on as one undo step. FALSE when @on takes no moves, is
 * what they are on already, or they come from another document.
 */
gboolean
moat_move_drag_drop (const MoatMoveDrag *drag, MoatDocument *document, MoatRecord *on, GdkDragAction action);

/* For a drag source's "drag-begin": what the pointer carries says which move it is. */
void moat_move_drag_set_icon (GdkDrag *gdk_drag);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatMoveDrag, moat_move_drag_free)

G_END_DECLS
