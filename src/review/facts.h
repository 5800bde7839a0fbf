/* What the catalogue's conditions ask about: everything that a model says of
 * one flow or element, looked up once.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "catalog.h"
#include "document.h"

G_BEGIN_DECLS

/* The rank of what nobody classified: below Public. */
#define MOAT_RANK_NONE (-1.0)

typedef struct
{
  gboolean is_there; /* FALSE: a free end, for which no condition holds */
  MoatHintSet hints;
  MoatElementType type;
  MoatTristate encrypted;
  MoatTristate backed_up;
  MoatTristate keeps_log;
  MoatTristate privileged;
  double rank; /* of the highest class that it holds, or that flows into it */
} MoatEndFacts;

typedef struct
{
  gboolean is_flow;
  MoatEndFacts source; /* of a flow */
  MoatEndFacts target;
  MoatEndFacts element; /* of an element */
  MoatHintSet hints;    /* of a flow's words */
  MoatHintSet data;
  MoatHintSet protocol;
  guint crosses;    /* bits of MoatCrosses */
  guint boundaries; /* bits (1 << MoatBoundaryType) of those crossed */
  MoatTristate authenticated;
  MoatTristate encrypted;
  gboolean bidirectional;
  double rank; /* of the highest class it carries */
} MoatFacts;

/* The facts of a live flow or element, for a sealed catalogue. */
void moat_facts_collect (MoatFacts *facts, MoatCatalog *catalog, MoatDocument *document, MoatRecord *record);

/* The rank of the class with this id or name, whatever the case of its letters; NULL gives MOAT_RANK_NONE, a
 * class that is not there HUGE_VAL, so that no condition on it holds.
 */
double moat_facts_get_class_rank (MoatDocument *document, const char *class_name);

/* Whether @when holds; *@fit, when it does, says how closely: more for what is asked more specially. */
gboolean
moat_facts_match (const MoatFacts *facts, MoatDocument *document, const MoatCondition *when, double *fit);

G_END_DECLS
