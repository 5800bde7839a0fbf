/* Story text: the happy path as one types it, to a model and back. Where
 * things stand is not part of it: a layout follows (formats/layout.h).
 *
 * Line by line, declarations in any order, indentation free:
 *
 *   # title                          begins a use case
 *   > summary
 *   actor NAME · process NAME · store NAME
 *   zone NAME: MEMBER, MEMBER        a nested one: zone OUTER / INNER: …
 *   data NAME: CLASS
 *   1. A -> B: what happens [DATA, DATA]
 *   1. what happens                  a step without a flow
 *   flow A -> B: what happens        a flow that is no step
 *   ! move | STRIDE, STRIDE | severity
 *   => kind: decision | where, where | proof; proof | @owner #ticket
 *
 * "<->" goes both ways, "…" stands for a free end. A move hangs on the line
 * before it: a step's flow, an element, a zone, or the use case; a decision
 * on the move before it. A backslash makes the next character plain, "\n" is
 * a line break within a name. A line of any other form is a plain step.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

G_BEGIN_DECLS

/* One line of a story, and what it is about. */
typedef struct
{
  char *text;         /* as it stands there, without the line's end */
  MoatRecord *record; /* the use case, element, zone, asset, step, flow without a step, move or decision that
                         the line tells of; of "actor A, B" the last one; NULL: none */
  char *hint;         /* what was taken in another way than meant, perhaps; or NULL */
} MoatStoryLine;

typedef struct
{
  GPtrArray *use_cases; /* of MoatRecord, owned: in the order of the text */
  GPtrArray *lines;     /* of MoatStoryLine, owned: all lines of the text */
  GHashTable *zone_of;  /* id of an element or zone → id of the zone it was said to be in */
  GHashTable *typed;    /* ids of the elements whose type a line declares */
  GPtrArray *hints; /* owned sentences, each with its line's number: what was taken in another way than meant,
                       perhaps */
} MoatStory;

/* Adds what @text says to @document inside the caller's transaction. Ids come from the text, so that the same
 * story always gives the same model; one that is taken is minted anew. Never fails: at worst a line is a
 * plain step.
 */
MoatStory *moat_story_read (MoatDocument *document, const char *text) G_GNUC_WARN_UNUSED_RESULT;
void moat_story_free (MoatStory *story);

/* One move in the words of a story, without "!", and its decisions in the same line: "move | STRIDE |
 * severity
 * => kind: decision | where | proof | @owner #ticket". Hangs it on @on (a flow, element, boundary or use
 * case), inside the caller's transaction. @hint, when given, receives what was taken in another way than
 * meant, or NULL; owned. Returns the move, borrowed; NULL when @text says none.
 */
MoatRecord *moat_story_add_move (MoatDocument *document, MoatRecord *on, const char *text, char **hint);

/* The text of one use case, which moat_story_read() takes for the same: its elements, zones with members,
 * data, steps, moves and decisions. Line boundaries, notes and places have no words and stay out.
 */
char *moat_story_write (MoatDocument *document, const char *use_case_id) G_GNUC_WARN_UNUSED_RESULT;

/* The same, line by line, each with what it tells of: of MoatStoryLine, owned. @names, when given, is
 * replaced by id → what each element and zone is called in the text, which differs from its name where two
 * share one; what it held before, if anything, goes on being called so.
 */
GPtrArray *moat_story_write_lines (MoatDocument *document, const char *use_case_id, GHashTable **names)
    G_GNUC_WARN_UNUSED_RESULT;

MoatStoryLine *moat_story_line_new (const char *text, MoatRecord *record) G_GNUC_WARN_UNUSED_RESULT;
void moat_story_line_free (gpointer line);

/* What an element of this name is when nobody says: "Customer" an external entity, "Orders database" a data
 * store, else a process. */
MoatElementType moat_story_guess_type (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatStory, moat_story_free)

G_END_DECLS
