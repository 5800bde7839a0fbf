/* Making a record with a tool: sizes, labels, where there is room, and what
 * happens right after. Shared by the pointer, the keyboard and the commands.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "tool.h"

G_BEGIN_DECLS

/* Translated label of the undo step: "Add process". */
const char *moat_create_get_label (MoatToolId tool);
/* The tool that makes elements of this kind. */
MoatToolId moat_create_get_tool (MoatElementType type);
/* The size that a click makes. A line goes from corner to corner. */
void moat_create_get_size (MoatToolId tool, double *width, double *height);
/* The box that a click at @center makes. */
MoatRect moat_create_get_box (MoatToolId tool, MoatPoint center, gboolean snaps);
/* A box where nothing stands yet: beside the primary, or near the middle of what is visible; a zone goes
 * round the selected elements. */
MoatRect moat_create_find_room (const MoatToolContext *context, MoatToolId tool);
/* The same for an element of @size, wherever its box is: on that side of @beside (to the right with @columns
 * 1, above it with @rows -1), or near the middle of what is visible when it is NULL.
 */
MoatRect moat_create_find_room_beside (const MoatToolContext *context,
                                       const MoatRect *size,
                                       MoatRecord *beside,
                                       int columns,
                                       int rows);
/* Adds the record inside the caller's transaction, which joins with the naming that follows. Borrowed. */
MoatRecord *moat_create_add (const MoatToolContext *context, MoatToolId tool, const MoatRect *box);
/* The same as one undo step. */
MoatRecord *moat_create_commit (const MoatToolContext *context, MoatToolId tool, const MoatRect *box);
/* Selects what was made, takes the select tool in hand (but with Shift keeps the one there is), and asks for
 * the name. */
void moat_create_finish (const MoatToolContext *context, MoatRecord *record, MoatModifiers modifiers);
/* Puts into the overlay what would be made in @box. */
void moat_create_describe (MoatToolId tool, const MoatRect *box, MoatOverlay *overlay);

G_END_DECLS
