/* What zones cost in a use case with 10,000 elements, 10,000 flows and 50
 * boundaries, in the gestures that touch many of them. Drawing is not in it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "bench.h"
#include "moat-test.h"
#include "zones.h"

#define N_ELEMENTS 10000
#define N_ZONES    50
#define N_MOVED    500
#define N_FRAMES   50

typedef struct
{
  MoatDocument *document;
  MoatRecord *zone;     /* with a good 500 elements in it */
  GPtrArray *moved;     /* of MoatRecord: 500 elements */
  MoatRect whole;       /* of the drawing */
  const char *use_case; /* borrowed id */
} Model;

static void
model_init (Model *model)
{
  GPtrArray *elements;
  MoatRect box;

  model->document = moat_test_document (N_ELEMENTS);
  model->use_case = moat_record_get_id (moat_query_first_use_case (model->document));
  elements = moat_document_list (model->document, MOAT_KIND_ELEMENT);
  model->moved = g_ptr_array_new ();
  model->whole = moat_element_state (g_ptr_array_index (elements, 0))->box;
  for (guint i = 0; i < elements->len; i++)
    {
      model->whole = moat_rect_union (&model->whole,
                                      &moat_element_state (g_ptr_array_index (elements, i))->box);
      if (i < N_MOVED)
        g_ptr_array_add (model->moved, g_ptr_array_index (elements, i));
    }

  MOAT_TRANSACTION (model->document, "Add boundaries")
  for (guint i = 0; i < N_ZONES; i++)
    {
      box = MOAT_RECT_INIT (model->whole.x + model->whole.width * i / N_ZONES, model->whole.y - 50,
                            model->whole.width * 0.05, model->whole.height + 100);
      model->zone = moat_edit_add_zone (model->document, model->use_case, "Zone", &box);
      moat_zones_get (model->document);
    }
}

/* Every frame asks for what is inside, as a view that shows the count does. */
static void
change_zone (Model *model, double dx, double dwidth)
{
  moat_document_begin (model->document, "Change boundary");
  for (guint frame = 0; frame < N_FRAMES; frame++)
    {
      MoatBoundaryState *state = moat_document_edit (model->document, model->zone);

      state->box.x += dx;
      state->box.width += dwidth;
      moat_document_publish (model->document);
      moat_zones_get_inside (moat_zones_get (model->document), moat_record_get_id (model->zone));
    }
  moat_document_rollback (model->document);
}

static void
move_zone (gpointer data)
{
  change_zone (data, -7, 0);
}

static void
resize_zone (gpointer data)
{
  change_zone (data, -7, 7);
}

static void
move_elements (gpointer data)
{
  Model *model = data;

  moat_document_begin (model->document, "Move elements");
  for (guint frame = 0; frame < N_FRAMES; frame++)
    {
      for (guint i = 0; i < model->moved->len; i++)
        ((MoatElementState *) moat_document_edit (model->document, g_ptr_array_index (model->moved, i)))
            ->box.x
            += 3;
      moat_document_publish (model->document);
    }
  moat_document_rollback (model->document);
}

static void
compute_all (gpointer data)
{
  Model *model = data;

  g_object_set_qdata (G_OBJECT (model->document), g_quark_from_static_string ("moat-zones"), NULL);
  moat_zones_get (model->document);
}

int
main (void)
{
  Model model;

  model_init (&model);
  bench_print ("zones of 10,000 elements and 50 boundaries from nothing",
               bench_measure (3, compute_all, &model), "ms", "none");
  bench_print ("one frame of moving a boundary with 500 elements in it",
               bench_measure (5, move_zone, &model) / N_FRAMES, "ms", "2");
  bench_print ("one frame of resizing it", bench_measure (5, resize_zone, &model) / N_FRAMES, "ms", "2");
  bench_print ("one frame of moving 500 elements", bench_measure (5, move_elements, &model) / N_FRAMES, "ms",
               "none");

  g_ptr_array_unref (model.moved);
  g_object_unref (model.document);
  return 0;
}
