/* What the parts of a live story share: the story itself (story-live.c), which
 * old line each new one was (story-match.c), bringing what was typed into the
 * model (story-apply.c).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "story-live.h"

G_BEGIN_DECLS

struct _MoatStoryLive
{
  MoatDocument *document;
  char *use_case;
  MoatStoryPlaceFunc place;
  gpointer place_data;

  GPtrArray *lines;    /* of MoatStoryLine */
  GHashTable *canon;   /* "id/n" → the nth line that the model's own text has about that record */
  GHashTable *called;  /* id of an element or zone → its name in the text */
  GHashTable *named;   /* ids of all records that the text told of when it was last read */
  GHashTable *members; /* id of an element or zone → id of the zone that the text then said it is in */
  GHashTable *placed;  /* id → where we put it, as text */
  GHashTable *buried;  /* what the text took away, by kind and name, to come back as it was: MoatBuried */
  GHashTable *assets;  /* ids of assets that came from this text */
};

typedef struct
{
  char *id;
  MoatState *state;
} MoatBuried;

/* A text that was read into a document of its own, and which live record each of its records is. */
typedef struct
{
  MoatStoryLive *live;
  MoatDocument *trial;
  MoatStory *story;
  GArray *from;        /* of int: the old line that each line was, or -1 */
  GHashTable *live_of; /* trial record → live record; borrowed */
  GHashTable *taken;   /* live records that are in use as such */
  GHashTable *edited;  /* trial records whose line is not as it was */
  GHashTable *echoes;  /* trial decisions that only repeat, as it was, what another line says anew */
  GHashTable *made;    /* live records that were not there before */
} MoatStoryTwins;

/* Reads @text for @live and finds out what is what. */
void moat_story_twins_init (MoatStoryTwins *self, MoatStoryLive *live, const char *text);
void moat_story_twins_clear (MoatStoryTwins *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MoatStoryTwins, moat_story_twins_clear)

/* What a record of the text is in the document, or NULL. */
MoatRecord *moat_story_twins_get_live (MoatStoryTwins *self, MoatRecord *trial);
/* id of every element and zone that the text names → id of the zone it says they are in. Owned. */
GHashTable *moat_story_twins_list_members (MoatStoryTwins *self) G_GNUC_WARN_UNUSED_RESULT;

/* Which old line each of the new @lines was: by its words, wherever it stands now, else the one in whose
 * place it stands and that tells of the same kind of thing. Of int, -1 for none; owned.
 */
GArray *moat_story_match_lines (const GPtrArray *old_lines, const GPtrArray *lines) G_GNUC_WARN_UNUSED_RESULT;
/* Fills in live_of, taken, edited and echoes: by line, by name, and by the place in a line where another name
 * stood.
 */
void moat_story_match_records (MoatStoryTwins *twins);

/* Makes what is new, edits what differs, removes what went; inside the caller's transaction. */
void moat_story_apply (MoatStoryTwins *twins);

/* Whether the text says what the document says already, as far as a story can. */
gboolean moat_story_says_same (MoatStoryTwins *twins);

/* All of a record's fields that say where it is, as text; owned. */
char *moat_story_dup_place (MoatRecord *record) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
