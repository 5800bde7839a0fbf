/* A few elements typed in one line, with the flows between them:
 *
 *   API                                    an element
 *   store Orders                           one of a kind: actor, process or store, in small letters
 *   User -> Web app: signs in -> API       elements and flows; a flow's words stand behind its target
 *   -> Orders: writes [Address]            from where one is; with the data it carries
 *   API <-> Cache                          both ways
 *
 * The rest is as in a story (story.h): a backslash makes the next character
 * plain, and a name that is there already means that element.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

G_BEGIN_DECLS

typedef struct
{
  char *name; /* plain; empty: where one is, or nothing typed yet */
  MoatElementType type;
  gboolean has_type; /* a word before the name said so; else it was guessed from the name */
  gboolean is_both;  /* the flow that leads here goes both ways */
  char *words;       /* of the flow that leads here, plain; empty: none */
  GStrv data;        /* names of what it carries, plain */
} MoatChainPart;

/* Of MoatChainPart, owned: at least one. With an arrow at the beginning the first part has no name. */
GPtrArray *moat_story_chain_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The byte at which the name that ends @text begins, to be completed; past the end when no name stands there.
 */
gsize moat_story_chain_find_last (const char *text);

/* The element of this name in the use case, whatever the case of its letters; NULL: none. Borrowed. */
MoatRecord *moat_story_chain_find (MoatDocument *document, const char *use_case_id, const char *name);

/* Where a new element goes: beside @after, or anywhere when it is NULL. What was made before it is in the
 * document already.
 */
typedef MoatRect (*MoatChainPlaceFunc) (const MoatChainPart *part, MoatRecord *after, gpointer user_data);

/* Makes what is not there yet, inside the caller's transaction; @from, an element or NULL, is where the first
 * arrow begins when no name stands before it. Returns the last element, borrowed; NULL when there was nothing
 * to make.
 */
MoatRecord *moat_story_chain_apply (MoatDocument *document,
                                    const char *use_case_id,
                                    GPtrArray *parts,
                                    MoatRecord *from,
                                    MoatChainPlaceFunc place,
                                    gpointer user_data);

G_END_DECLS
