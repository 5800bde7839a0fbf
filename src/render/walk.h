/* Walking through a use case for others to follow: first the whole diagram,
 * then step by step with what the step is about in focus and the rest faded.
 * What there is to say of each stop, how to look at it and how it is drawn. No
 * widgets: the presenting window shows it, and exports may.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "diagram.h"

G_BEGIN_DECLS

/* One place to stop at. */
typedef struct
{
  /* A step; or a flow that is no step, or an element or boundary that no step is about. NULL: the whole
   * diagram. Owned. */
  MoatRecord *step;
  MoatRecord *flow; /* owned, or NULL for words alone */
  /* What moves are on that come up here: the flow; of words alone the element they begin with, else the use
   * case. Owned. */
  MoatRecord *place;
  guint number; /* from 1; 0 for what is no step */
} MoatStop;

MoatStop *moat_stop_copy (const MoatStop *stop) G_GNUC_WARN_UNUSED_RESULT;
void moat_stop_free (MoatStop *stop);

/* The whole diagram, the steps in their order, then what has moves or may have them and is no step: flows,
 * and elements and boundaries with moves. Of MoatStop, owned; empty when there is no such use case. */
GPtrArray *moat_walk_list_stops (MoatDocument *document, const char *use_case_id) G_GNUC_WARN_UNUSED_RESULT;

/* The step's words, else the title of what it is about. Owned. */
char *moat_stop_dup_title (MoatDocument *document, const MoatStop *stop) G_GNUC_WARN_UNUSED_RESULT;
/* From where to where, what it carries and which boundaries it crosses, in one line; of the whole diagram the
 * summary, of an element or boundary what it is. "" for nothing. Owned. */
char *moat_stop_dup_detail (MoatDocument *document, const MoatStop *stop) G_GNUC_WARN_UNUSED_RESULT;
/* What it carries, with its class: "Sensitive: Shipping address"; NULL for nothing. Owned. */
char *moat_stop_dup_data (MoatDocument *document, const MoatStop *stop) G_GNUC_WARN_UNUSED_RESULT;
/* What its speaker notes are on: a use case, flow or step, which has a text field "notes"; NULL where there
 * are none. Borrowed. */
MoatRecord *moat_stop_get_noted (const MoatStop *stop);
/* How a move stands, with a sign: "▲ open", "✓ 2 decisions". Owned. */
char *moat_walk_dup_standing (MoatDocument *document, MoatRecord *move) G_GNUC_WARN_UNUSED_RESULT;
/* Ids of what is in focus: the flow, its ends, the boundaries it crosses; a boundary with what is inside.
 * NULL when the whole diagram is. Owned. */
GHashTable *moat_stop_list_lit (MoatDocument *document, const MoatStop *stop) G_GNUC_WARN_UNUSED_RESULT;

/* Where to look from. */
typedef struct
{
  MoatPoint center; /* the model's point in the middle of the view */
  double zoom;      /* pixels for a model unit */
} MoatFrame;

/* How a view of this size looks at @stop, with all type in focus at least @text pixels high: at all of the
 * diagram when that can be read, else near enough to what is in focus. */
MoatFrame
moat_walk_get_frame (MoatScene *scene, const MoatStop *stop, double width, double height, double text);
/* How much larger than life the elements in focus are drawn for type of @text model units: 1 or more, and
 * never so large that two of them meet. */
double moat_walk_get_growth (MoatScene *scene, const MoatStop *stop, double text);

/* @theme with lines of flows that go with type in focus of @text model units. */
MoatTheme *moat_walk_dup_theme (const MoatTheme *theme, double text) G_GNUC_WARN_UNUSED_RESULT;

/* Draws in model coordinates what of @area can be seen; type in focus is at least @text model units high. */
void moat_walk_draw (cairo_t *cr,
                     const MoatPen *pen,
                     MoatScene *scene,
                     const MoatStop *stop,
                     const MoatRect *area,
                     double text);
/* The two layers of that, for pages where many stops share their surroundings: everything as it is when it is
 * not in focus, but not faded; and what is in focus alone. Where nothing is, that is the whole diagram. */
void moat_walk_draw_around (cairo_t *cr, const MoatPen *pen, MoatScene *scene);
void moat_walk_draw_focus (cairo_t *cr,
                           const MoatPen *pen,
                           MoatScene *scene,
                           const MoatStop *stop,
                           const MoatRect *area,
                           double text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatStop, moat_stop_free)

G_END_DECLS
