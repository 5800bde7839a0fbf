/* Commands on what is selected, called by actions, menus and keys: each is one
 * undo step with a translated label. No display here.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "selection.h"
#include "tool.h"

G_BEGIN_DECLS

/* ---- Selecting ---- */

/* Elements, flows, boundaries and notes of the use case. */
void moat_commands_select_all (MoatSelection *selection, const char *use_case_id);
/* The next (or previous) element or flow as the story tells it: User, flow 1, Browser, flow 2, …; then the
 * rest, boundaries and notes. Selects and reveals it. Returns it, borrowed, or NULL in an empty use case.
 */
MoatRecord *moat_commands_select_next (MoatSelection *selection, const char *use_case_id, gboolean backwards);
/* The order that the function above walks through. Owned container. */
GPtrArray *moat_commands_list_in_story_order (MoatDocument *document, const char *use_case_id)
    G_GNUC_WARN_UNUSED_RESULT;

/* ---- Arranging ---- */

typedef enum
{
  MOAT_ALIGN_LEFT,
  MOAT_ALIGN_CENTER,
  MOAT_ALIGN_RIGHT,
  MOAT_ALIGN_TOP,
  MOAT_ALIGN_MIDDLE,
  MOAT_ALIGN_BOTTOM,
} MoatAlign;

/* Arrow keys: one grid step, or with Shift ten units (@fine). Presses in a row join into one undo step.
 * @with_contents: what is inside a selected boundary comes along.
 */
void
moat_commands_nudge (MoatSelection *selection, int columns, int rows, gboolean fine, gboolean with_contents);
/* Makes each selected box larger or smaller by grid steps at its right and bottom edges. */
void moat_commands_grow (MoatSelection *selection, int columns, int rows);
/* What arrow keys do to a flow: its label goes a step, back home when it comes near there; its middle bend
 * goes a step, is made when there is none, and goes away in line with its neighbours.
 */
void moat_commands_nudge_label (const MoatToolContext *context, MoatRecord *flow, int columns, int rows);
void moat_commands_nudge_bend (const MoatToolContext *context, MoatRecord *flow, int columns, int rows);
/* To the primary's edge or centre. */
void moat_commands_align (MoatSelection *selection, MoatAlign align);
/* Equal gaps from left to right (@is_level) or from top to bottom: the outermost two stay, those between
 * them move. Nothing with fewer than three boxes.
 */
void moat_commands_distribute (MoatSelection *selection, gboolean is_level);

/* ---- Making ---- */

/* Makes an element, note or zone at once, where there is room near the primary or in the middle of what is
 * visible (a zone: round what is selected), selects it and asks for its name. Borrowed.
 */
MoatRecord *moat_commands_create (const MoatToolContext *context, MoatToolId tool);
/* The box that moat_commands_create() would take. */
MoatRect moat_commands_find_room (const MoatToolContext *context, MoatToolId tool);
/* Connects the selected elements in the order they were selected; one alone: to itself. Returns the last
 * flow, borrowed, or NULL when no element is selected. */
MoatRecord *moat_commands_connect (MoatSelection *selection);
/* Makes an element at a flow's free end and attaches it, joined with the step that made the flow when that
 * was the last one. Returns the element, borrowed. */
MoatRecord *moat_commands_create_end (MoatSelection *selection,
                                      MoatRecord *flow,
                                      gboolean is_source,
                                      MoatElementType type);
/* With what hangs on them (moves, decisions), beside the originals; the copies are selected. */
void moat_commands_duplicate (MoatSelection *selection);

/* ---- Changing ---- */

/* @text becomes the name (a note's text). Right after the record was made it joins that undo step; inside a
 * caller's transaction that is the caller's to arrange: the merge key is the record's id, broken after the
 * commit.
 */
void moat_commands_rename (MoatDocument *document, MoatRecord *record, const char *text);
void moat_commands_reverse (MoatSelection *selection);
/* All selected flows become bidirectional, or none when all were. */
void moat_commands_toggle_bidirectional (MoatSelection *selection);
/* Removes what is selected and all that hangs on it. Returns a translated sentence that counts what went
 * ("Deleted 2 elements, 3 flows and 4 attacker moves"), for a toast with Undo; NULL when nothing was
 * selected.
 */
char *moat_commands_delete (MoatSelection *selection) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Attacker moves ---- */

/* Adds a move with this one sentence to each selected flow, element or boundary. Returns the last one,
 * borrowed and looked at; NULL when @sentence is blank or nothing fits. */
MoatRecord *moat_commands_add_move (MoatSelection *selection, const char *sentence);
/* Hangs moves on another flow, element or boundary, or copies them there. Of MoatRecord *. */
void moat_commands_move_threats (MoatSelection *selection, GPtrArray *threats, MoatRecord *on);
void moat_commands_copy_threats (MoatSelection *selection, GPtrArray *threats, MoatRecord *on);
/* Whether moves can hang on it. */
gboolean moat_commands_can_have_moves (MoatRecord *record);

G_END_DECLS
