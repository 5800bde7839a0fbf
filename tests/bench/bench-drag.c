/* What one frame of dragging a boundary costs the model in a use case with
 * 10,000 elements, 500 of which it passes over: publishing the edit, and
 * computing what is inside and what crosses. Drawing is not in it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "bench.h"
#include "moat-test.h"
#include "zones.h"

#define N_ELEMENTS 10000
#define N_OVER     500
#define N_FRAMES   100

typedef struct
{
  MoatDocument *document;
  MoatRecord *boundary;
  MoatRect start;
  double step;    /* model units a frame */
  guint n_inside; /* at the end */
} Drag;

static void
drag_across (gpointer data)
{
  Drag *drag = data;

  moat_document_begin (drag->document, "Move boundary");
  for (guint frame = 1; frame <= N_FRAMES; frame++)
    {
      MoatBoundaryState *state = moat_document_edit (drag->document, drag->boundary);

      state->box.x = drag->start.x + frame * drag->step;
      moat_document_publish (drag->document);
    }
  drag->n_inside
      = moat_zones_get_inside (moat_zones_get (drag->document), moat_record_get_id (drag->boundary))->len;
  moat_document_rollback (drag->document);
}

int
main (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (N_ELEMENTS);
  MoatRecord *use_case = g_ptr_array_index (moat_document_list (document, MOAT_KIND_USE_CASE), 0);
  const MoatElementState *first = moat_element_state (
      g_ptr_array_index (moat_document_list (document, MOAT_KIND_ELEMENT), 0));
  const MoatElementState *last = moat_element_state (
      g_ptr_array_index (moat_document_list (document, MOAT_KIND_ELEMENT), N_ELEMENTS - 1));
  double width = last->box.x + last->box.width - first->box.x;
  double height = last->box.y + last->box.height - first->box.y;
  /* As high as the drawing, left of it at first, then moved over as much of it as holds N_OVER. */
  double share = (double) N_OVER / N_ELEMENTS;
  MoatRect box = { first->box.x - width * 0.25, first->box.y - 50, width * 0.25, height + 100 };
  Drag drag = { .document = document, .start = box, .step = width * share / N_FRAMES };

  MOAT_TRANSACTION (document, "Add boundary")
  drag.boundary = moat_edit_add_zone (document, moat_record_get_id (use_case), "Dragged", &box);
  moat_zones_get (document);

  bench_print ("one frame of a boundary dragged over 500 of 10,000 elements",
               bench_measure (5, drag_across, &drag) / N_FRAMES, "ms", "2");
  bench_print ("elements it had inside at the end", drag.n_inside, "", "none");
  return 0;
}
