/* What the scene costs in a use case with 10,000 elements: making it, one frame
 * of dragging a boundary over 500 of them with all labels kept apart, and finding
 * what lies under the pointer.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "bench.h"
#include "moat-test.h"
#include "scene.h"

#define N_ELEMENTS 10000
#define N_OVER     500
#define N_FRAMES   100
#define N_PICKS    1000

typedef struct
{
  MoatDocument *document;
  const char *use_case;
  MoatTextMeasure *measure;
  MoatScene *scene;
  MoatRecord *boundary;
  MoatRect start;
  double step; /* model units a frame */
} Bench;

static void
make_scene (gpointer data)
{
  Bench *bench = data;

  g_clear_object (&bench->scene);
  bench->scene = moat_scene_new (bench->document, bench->use_case, bench->measure);
}

static void
drag_across (gpointer data)
{
  Bench *bench = data;

  moat_document_begin (bench->document, "Move boundary");
  for (guint frame = 1; frame <= N_FRAMES; frame++)
    {
      MoatBoundaryState *state = moat_document_edit (bench->document, bench->boundary);

      state->box.x = bench->start.x + frame * bench->step;
      moat_document_publish (bench->document);
    }
  moat_document_rollback (bench->document);
}

/* The same with what is inside: 500 elements and their flows move. */
static void
drag_contents (gpointer data)
{
  Bench *bench = data;
  GPtrArray *elements = moat_document_list (bench->document, MOAT_KIND_ELEMENT);
  g_autoptr (GPtrArray) moved = g_ptr_array_new ();

  for (guint i = 0; i < N_OVER; i++)
    g_ptr_array_add (moved, g_ptr_array_index (elements, i));

  moat_document_begin (bench->document, "Move elements");
  for (guint frame = 1; frame <= N_FRAMES; frame++)
    {
      moat_edit_move (bench->document, moved, 3, 2);
      moat_document_publish (bench->document);
    }
  moat_document_rollback (bench->document);
}

static void
pick_many (gpointer data)
{
  Bench *bench = data;
  MoatRect bounds = moat_scene_get_bounds (bench->scene);
  MoatHit hit;

  for (guint i = 0; i < N_PICKS; i++)
    moat_scene_pick (bench->scene,
                     (MoatPoint){ bounds.x + bounds.width * i / N_PICKS,
                                  bounds.y + bounds.height * i / N_PICKS },
                     6, &hit);
}

int
main (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (N_ELEMENTS);
  g_autoptr (MoatTheme) theme = moat_theme_new (MOAT_SCHEME_LIGHT, NULL, NULL, 1);
  g_autoptr (MoatTextMeasure) measure = moat_text_measure_new (theme, MOAT_TEXT_FOR_SCREEN);
  Bench bench = { .document = document,
                  .use_case = moat_record_get_id (moat_query_first_use_case (document)),
                  .measure = measure };
  MoatRect all;

  moat_zones_get (document);
  bench_print ("making the scene of 10,000 elements", bench_measure (3, make_scene, &bench), "ms", "none");

  all = moat_scene_get_bounds (bench.scene);
  bench.start = MOAT_RECT_INIT (all.x - all.width * 0.25, all.y - 50, all.width * 0.25, all.height + 100);
  bench.step = all.width * N_OVER / N_ELEMENTS / N_FRAMES;
  MOAT_TRANSACTION (document, "Add boundary")
  bench.boundary = moat_edit_add_zone (document, bench.use_case, "Dragged", &bench.start);
  bench_print ("one frame of a boundary dragged over 500 of them, with labels",
               bench_measure (5, drag_across, &bench) / N_FRAMES, "ms", "2");
  bench_print ("one frame of 500 elements dragged, with labels",
               bench_measure (2, drag_contents, &bench) / N_FRAMES, "ms", "none");
  bench_print ("finding what lies under the pointer", bench_measure (5, pick_many, &bench) / N_PICKS, "ms",
               "none");

  g_clear_object (&bench.scene);
  return 0;
}
