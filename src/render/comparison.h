/* Two states of a model in one drawing: what was added, changed or moved is
 * marked on the diagram as it is now, and what was removed is drawn from the
 * state before, struck out. What changed in words is diff.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "diagram.h"
#include "diff.h"

G_BEGIN_DECLS

#define MOAT_TYPE_COMPARISON (moat_comparison_get_type ())
G_DECLARE_FINAL_TYPE (MoatComparison, moat_comparison, MOAT, COMPARISON, GObject)

typedef struct
{
  MoatMark mark;
  MoatPoint at; /* its middle */
} MoatPlacedMark;

/* Compares the two as they are now; make another one when either has changed. */
MoatComparison *moat_comparison_new (MoatDocument *before, MoatDocument *after) G_GNUC_WARN_UNUSED_RESULT;

MoatDocument *moat_comparison_get_before (MoatComparison *self);
MoatDocument *moat_comparison_get_after (MoatComparison *self);
/* Of MoatDifference, as moat_diff() gives them. Borrowed. */
GPtrArray *moat_comparison_get_differences (MoatComparison *self);
/* The differences of one use case, by its id, a sentence a line; owned. */
char *moat_comparison_describe (MoatComparison *self, const char *use_case_id) G_GNUC_WARN_UNUSED_RESULT;
/* What became of a record of the diagram. A move, decision or step that changed marks what it is seen at. */
MoatMark moat_comparison_get_mark (MoatComparison *self, const char *id);
/* The use cases whose diagrams have marks: of char *, ids, in the order of the model, removed ones last.
 * Owned container of borrowed ids.
 */
GPtrArray *moat_comparison_list_use_cases (MoatComparison *self) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Drawing; @scene: of the model as it is after, in model coordinates ---- */

/* Below the diagram: what was removed, and where boundaries were before they were moved. */
void moat_comparison_draw_before (MoatComparison *self, cairo_t *cr, const MoatPen *pen, MoatScene *scene);
/* Where the marks are, those of what was removed first. Of MoatPlacedMark, owned. */
GArray *moat_comparison_list_marks (MoatComparison *self, const MoatPen *pen, MoatScene *scene)
    G_GNUC_WARN_UNUSED_RESULT;
/* Above the diagram: the same, drawn. */
void moat_comparison_draw_marks (MoatComparison *self, cairo_t *cr, const MoatPen *pen, MoatScene *scene);
/* Of what moat_comparison_draw_before() draws; no size when that is nothing. */
MoatRect moat_comparison_get_bounds (MoatComparison *self, const MoatPen *pen, MoatScene *scene);
/* Where a removed record was, FALSE when it is none of @scene's use case. */
gboolean moat_comparison_get_place (MoatComparison *self,
                                    const MoatPen *pen,
                                    MoatScene *scene,
                                    const char *id,
                                    MoatRect *place);

G_END_DECLS
