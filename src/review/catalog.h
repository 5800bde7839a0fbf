/* The catalogue: hints by which elements and flows are known, the moves an
 * attacker may make where they apply, and the patterns of decisions that stop
 * them. Data alone; formats/catalog-json reads it, prompts.h asks it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "states.h"
#include "words.h"

G_BEGIN_DECLS

/* ---- Hints ---- */

#define MOAT_MAX_HINTS 512

/* Which hints hold, by their index in the catalogue. */
typedef struct
{
  guint64 bits[MOAT_MAX_HINTS / 64];
} MoatHintSet;

void moat_hint_set_add (MoatHintSet *self, guint index);
void moat_hint_set_unite (MoatHintSet *self, const MoatHintSet *other);
gboolean moat_hint_set_intersects (const MoatHintSet *a, const MoatHintSet *b);
gboolean moat_hint_set_is_empty (const MoatHintSet *self);

/* What a name tells about the thing that has it. */
typedef struct
{
  char *id;
  GStrv words;    /* phrases; one that ends in "*" takes any ending */
  GStrv names;    /* phrases that tell a role wherever they stand in a name: "Stripe API" is a provider */
  GStrv places;   /* phrases in the name of a boundary around it; a role only where its own name tells none */
  GStrv includes; /* hints that give this one too */
  guint types;    /* bits (1 << MoatElementType) of the elements it may be said of; 0: of all */
  gboolean is_role;
  const char *origin; /* the file it came from, interned */
  guint line;         /* there, from 1; 0 when unknown */
} MoatHint;

/* ---- Conditions ---- */

/* Hints by name; the set is made of them when the catalogue is sealed. */
typedef struct
{
  GStrv names; /* NULL: nothing is asked */
  MoatHintSet set;
} MoatHints;

/* A member that is 0 or NULL asks nothing; bits are (1 << value). */
typedef struct
{
  MoatHints is;
  MoatHints is_not;
  guint types;     /* of MoatElementType */
  guint encrypted; /* of MoatTristate, as the next three */
  guint backed_up;
  guint keeps_log;
  guint privileged;
  char *at_least; /* a class's id or name: what it holds is of this class or a higher one */
} MoatEndCondition;

/* Bits of MoatFlowCondition.crosses. */
typedef enum
{
  MOAT_CROSSES_INBOUND = 1 << 0,
  MOAT_CROSSES_OUTBOUND = 1 << 1,
  MOAT_CROSSES_NONE = 1 << 2,
  MOAT_CROSSES_BOTH = 1 << 3, /* leaves one and enters another: besides the first two */
} MoatCrosses;

typedef struct
{
  MoatHints is;
  MoatHints is_not;
  MoatHints protocol;
  guint crosses;       /* of MoatCrosses */
  guint boundaries;    /* of MoatBoundaryType: it crosses one of these */
  guint authenticated; /* of MoatTristate, as the next one */
  guint encrypted;
  guint bidirectional; /* 1 << FALSE, 1 << TRUE */
} MoatFlowCondition;

typedef struct
{
  MoatHints is;
  MoatHints is_not;
  char *at_least; /* a class's id or name */
} MoatDataCondition;

/* All of it must hold, and one of @any when there are any. */
typedef struct
{
  MoatEndCondition *source; /* owned or NULL, as the next four */
  MoatEndCondition *target;
  MoatEndCondition *element; /* of moves on elements */
  MoatFlowCondition *flow;
  MoatDataCondition *data;
  GPtrArray *any; /* of MoatCondition; NULL: none */
} MoatCondition;

MoatCondition *moat_condition_new (void) G_GNUC_WARN_UNUSED_RESULT;
void moat_condition_free (MoatCondition *self);

/* ---- Moves and patterns ---- */

typedef struct
{
  char *id;
  char *idea;          /* at most one move of an idea is suggested at one place */
  gboolean on_element; /* else on a flow */
  MoatCondition *when;
  char *text; /* a template: prompt-text.h */
  char *why;
  MoatStride stride;
  MoatLevel likelihood;
  MoatLevel impact;
  GStrv cwe; /* "CWE-639" */
  GStrv capec;
  GStrv patterns; /* ids, the best first */
  int weight;     /* nudges its rank, −3 … 3 */
  const char *origin;
  guint line;
} MoatMove;

typedef struct
{
  MoatVerificationType type;
  char *text;
} MoatPatternProof;

typedef struct
{
  char *id;
  MoatDecisionType type;
  char *text;
  GStrv enforced;    /* words for people: "API" */
  GPtrArray *proofs; /* of MoatPatternProof: ways to verify, the best first */
  char *tradeoff;
  const char *origin;
  guint line;
} MoatPattern;

void moat_hint_free (MoatHint *self);
void moat_move_free (MoatMove *self);
void moat_pattern_proof_free (MoatPatternProof *self);
void moat_pattern_free (MoatPattern *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatHint, moat_hint_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatMove, moat_move_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatPattern, moat_pattern_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatPatternProof, moat_pattern_proof_free)

/* ---- The catalogue ---- */

/* Grows until it is sealed; from then on it does not change and may be shared. Reference counted. */
typedef struct _MoatCatalog MoatCatalog;

MoatCatalog *moat_catalog_new (void) G_GNUC_WARN_UNUSED_RESULT;
MoatCatalog *moat_catalog_ref (MoatCatalog *self);
void moat_catalog_unref (MoatCatalog *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatCatalog, moat_catalog_unref)

/* Take what they are given; what has an id that is there already replaces it at its place. FALSE, with @hint
 * freed, when there are MOAT_MAX_HINTS of them.
 */
gboolean moat_catalog_take_hint (MoatCatalog *self, MoatHint *hint);
void moat_catalog_take_move (MoatCatalog *self, MoatMove *move);
void moat_catalog_take_pattern (MoatCatalog *self, MoatPattern *pattern);
/* The role of elements of @type whose name tells none: a hint's id. */
void moat_catalog_set_default_role (MoatCatalog *self, MoatElementType type, const char *hint_id);

/* One entry names what is not there: a hint, a pattern. @origin and @line say where. */
typedef void (*MoatCatalogProblem) (const char *origin,
                                    guint line,
                                    const char *entry,
                                    const char *missing,
                                    gpointer user_data);

/* Resolves what entries name; those that name a hint that is not there are left out, a pattern that is not
 * there is left out of its move; @problem hears of both.
 */
void moat_catalog_seal (MoatCatalog *self, MoatCatalogProblem problem, gpointer user_data);

/* ---- Asking a sealed one ---- */

/* In the order they were first taken; borrowed. */
GPtrArray *moat_catalog_get_moves (MoatCatalog *self);
GPtrArray *moat_catalog_get_patterns (MoatCatalog *self);
/* NULL when there is none; borrowed. @id may be NULL. */
const MoatMove *moat_catalog_find_move (MoatCatalog *self, const char *id);
const MoatPattern *moat_catalog_find_pattern (MoatCatalog *self, const char *id);

/* Adds the hints that a flow's words, an asset's name or a protocol give. @text may be NULL. */
void moat_catalog_add_hints (MoatCatalog *self, const char *text, MoatHintSet *hints);
/* Adds those that an element's name gives: of its roles only those of the name's head, so that a "user
 * service" is a service and no user.
 */
void
moat_catalog_add_name_hints (MoatCatalog *self, const char *name, MoatElementType type, MoatHintSet *hints);
/* Adds those that the name of a boundary around an element gives: roles only while @hints has none. */
void
moat_catalog_add_place_hints (MoatCatalog *self, const char *name, MoatElementType type, MoatHintSet *hints);
/* Completes an element's hints: the role by default, and what each hint is included in. */
void moat_catalog_complete_hints (MoatCatalog *self, MoatElementType type, MoatHintSet *hints);
/* Whether the words of @text give the hint with this id: for a template that looks for credentials. */
gboolean moat_catalog_has_hint (MoatCatalog *self, const char *text, const char *hint_id);

G_END_DECLS
