/* One use case as a story that is typed and drawn at once: lines of text on one
 * side, records on the other, each following the other. Where new things are
 * put is for the caller to say (formats/story-place.h).
 *
 * A line keeps what it means while it is edited: the flow of "2. Web app -> API"
 * stays the same flow, with all that hangs on it, when a word of it changes, when
 * the line moves, and when the line is gone for a moment and comes back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "story.h"

G_BEGIN_DECLS

/* What the text has just made or moved, for who finds the place. */
typedef struct
{
  GPtrArray *elements; /* of MoatRecord: new ones */
  GPtrArray *zones;    /* of MoatRecord: new ones */
  GPtrArray *moved; /* of MoatRecord: elements and zones that the text now puts into another zone, or none */
  GHashTable *zone_of; /* id of every element and zone → id of the zone it is to be in; those in none are left
                          out */
  gboolean is_untouched; /* nothing in the use case was ever placed by hand: all of it may be arranged anew */
} MoatStoryPlaces;

/* Gives everything in @places its box, inside the transaction that made it; what is not in there stays. */
typedef void (*MoatStoryPlaceFunc) (MoatDocument *document,
                                    const char *use_case_id,
                                    const MoatStoryPlaces *places,
                                    gpointer user_data);

typedef struct _MoatStoryLive MoatStoryLive;

/* Begins with the use case's own text. @place may be NULL: new things stay at the origin. */
MoatStoryLive *moat_story_live_new (MoatDocument *document,
                                    const char *use_case_id,
                                    MoatStoryPlaceFunc place,
                                    gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void moat_story_live_free (MoatStoryLive *self);

/* Of MoatStoryLine, borrowed until the next call below; the records are the document's own. The text is that
 * of the person who typed it, where it says what the model says.
 */
const GPtrArray *moat_story_live_get_lines (MoatStoryLive *self);
char *moat_story_live_dup_text (MoatStoryLive *self) G_GNUC_WARN_UNUSED_RESULT;
/* The first line that tells of @record, of a flow also through its step; -1: none does. */
int moat_story_live_find_line (MoatStoryLive *self, MoatRecord *record);

/* Brings the model to what @text says now, in one transaction that joins the one before it unless
 * moat_document_break_merge() came between. Never fails. Whether the model changed.
 */
gboolean moat_story_live_type (MoatStoryLive *self, const char *text);

/* Brings the lines to what the model says now, after others have changed it, or after undo. Lines that still
 * say what the model says stay as they were typed. Whether any line differs now.
 */
gboolean moat_story_live_refresh (MoatStoryLive *self);

/* The names that the text may say for elements, or of data and classes; plain. Of owned strings, owned. */
GPtrArray *moat_story_live_list_names (MoatStoryLive *self, MoatKind kind) G_GNUC_WARN_UNUSED_RESULT;

/* The text with its numbered lines numbered as their steps are; owned. */
char *moat_story_live_dup_numbered (MoatStoryLive *self) G_GNUC_WARN_UNUSED_RESULT;

/* The lines from @first to before @end that belong together with @line: one, and the moves and decisions that
 * hang on it.
 */
void moat_story_live_get_block (MoatStoryLive *self, guint line, guint *first, guint *end);
/* The text with the block that begins at line @first before the block of line @to, which may be one past the
 * last; @line receives where it then begins. NULL when it is there already. Owned.
 */
char *moat_story_live_dup_moved (MoatStoryLive *self, guint first, guint to, guint *line)
    G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatStoryLive, moat_story_live_free)

G_END_DECLS
