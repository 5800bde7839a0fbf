/* What changed between two models, in the words of the meeting: what was added,
 * removed and changed, and what follows from where things are now. How it is
 * shown is formats/.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

G_BEGIN_DECLS

typedef enum
{
  MOAT_DIFFERENCE_ADDED,
  MOAT_DIFFERENCE_REMOVED,
  MOAT_DIFFERENCE_CHANGED,
  MOAT_DIFFERENCE_FOLLOWS, /* nobody typed it: a crossing that came or went */
  MOAT_DIFFERENCE_LAYOUT,  /* only where things are or how they are sorted: one line for all of it */
} MoatDifferenceType;

typedef struct
{
  MoatDifferenceType type;
  MoatKind kind;
  char *id;     /* NULL of layout */
  char **ids;   /* of layout: all that it is about, NULL-terminated; NULL of others */
  char *field;  /* the changed field's name; of layout "place" or "order"; NULL of others */
  char *before; /* of a changed field, as people read it; NULL of others */
  char *after;  /* the same */
  char *use_case_id;
  char *use_case; /* the title of the use case it is in; NULL: of the whole model */
  char *sentence; /* translated, on one line */
  guint section;  /* 0: the whole model, then the use cases in their order */
} MoatDifference;

/* All differences, by use case. Of MoatDifference, owned; empty when the models say the same. */
GPtrArray *moat_diff (MoatDocument *old_document, MoatDocument *new_document) G_GNUC_WARN_UNUSED_RESULT;

const char *moat_difference_get_type_nick (MoatDifferenceType type);

G_END_DECLS
