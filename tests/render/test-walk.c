/* Tests the walk through a use case: its stops, what is in focus, and that what
 * is in focus can be read from the back of a room.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "story.h"
#include "walk.h"

#define NAME_SIZE 14.0

static const char story[] = "# Orders\n"
                            "> What customers buy.\n"
                            "zone Outside: User\n"
                            "zone Inside: API\n"
                            "data Card: secret\n"
                            "1. User -> API: pays [Card]\n"
                            "2. API: checks the amount\n"
                            "3. somebody waits\n"
                            "flow API -> User: sends a receipt\n";

typedef struct
{
  MoatTheme *theme;
  MoatTextMeasure *measure;
  MoatDocument *document;
  char *use_case;
  MoatScene *scene;
  GPtrArray *stops;
} Fixture;

static MoatRecord *
find (Fixture *fixture, MoatKind kind, const char *title)
{
  MoatRecord *record = moat_query_find_by_title (fixture->document, kind, title);

  g_assert_nonnull (record);
  return record;
}

static void
place_element (Fixture *fixture, const char *name, double x)
{
  MoatElementState *state = moat_document_edit (fixture->document, find (fixture, MOAT_KIND_ELEMENT, name));

  state->box = MOAT_RECT_INIT (x, 100, 120, 60);
}

static void
place_zone (Fixture *fixture, const char *name, double x)
{
  MoatBoundaryState *state = moat_document_edit (fixture->document, find (fixture, MOAT_KIND_BOUNDARY, name));

  state->box = MOAT_RECT_INIT (x, 40, 240, 200);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->theme = moat_theme_new (MOAT_SCHEME_LIGHT, NULL, NULL, 1);
  fixture->measure = moat_text_measure_new (fixture->theme, MOAT_TEXT_FOR_SCREEN);
  fixture->document = moat_document_new ();
  MOAT_TRANSACTION (fixture->document, "Set up")
  {
    g_autoptr(MoatStory) read = moat_story_read (fixture->document, story);

    fixture->use_case = g_strdup (moat_record_get_id (g_ptr_array_index (read->use_cases, 0)));
    place_element (fixture, "User", 60);
    place_element (fixture, "API", 660);
    place_zone (fixture, "Outside", 0);
    place_zone (fixture, "Inside", 600);
  }
  fixture->scene = moat_scene_new (fixture->document, fixture->use_case, fixture->measure);
  fixture->stops = moat_walk_list_stops (fixture->document, fixture->use_case);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->stops, g_ptr_array_unref);
  g_assert_finalize_object (fixture->scene);
  g_clear_object (&fixture->document);
  g_clear_object (&fixture->measure);
  g_clear_pointer (&fixture->theme, moat_theme_unref);
  g_clear_pointer (&fixture->use_case, g_free);
}

static const MoatStop *
get_stop (Fixture *fixture, guint index)
{
  g_assert_cmpuint (index, <, fixture->stops->len);
  return g_ptr_array_index (fixture->stops, index);
}

/* The whole diagram, then the steps in their order, then the flow that is no step. */
static void
test_stops (Fixture *fixture, gconstpointer data)
{
  static const char *const titles[] = { "Orders", "pays", "API: checks the amount", "somebody waits",
                                        "sends a receipt" };
  static const guint numbers[] = { 0, 1, 2, 3, 0 };

  g_assert_cmpuint (fixture->stops->len, ==, G_N_ELEMENTS (titles));
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *title = moat_stop_dup_title (fixture->document, get_stop (fixture, i));

      g_assert_cmpstr (title, ==, titles[i]);
      g_assert_cmpuint (get_stop (fixture, i)->number, ==, numbers[i]);
    }
}

/* Moves on a step hang where one would look for them. */
static void
test_places (Fixture *fixture, gconstpointer data)
{
  MoatRecord *use_case = moat_document_find (fixture->document, fixture->use_case);

  g_assert_true (get_stop (fixture, 0)->place == use_case);
  g_assert_true (get_stop (fixture, 1)->place == find (fixture, MOAT_KIND_FLOW, "pays"));
  g_assert_true (get_stop (fixture, 2)->place == find (fixture, MOAT_KIND_ELEMENT, "API"));
  g_assert_true (get_stop (fixture, 3)->place == use_case);
}

/* Moves on an element or boundary have a stop of their own at the end, unless a step is about it. */
static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  MoatRecord *user = find (fixture, MOAT_KIND_ELEMENT, "User");
  MoatRecord *api = find (fixture, MOAT_KIND_ELEMENT, "API");
  MoatRecord *inside = find (fixture, MOAT_KIND_BOUNDARY, "Inside");
  guint n_stops = fixture->stops->len;
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;
  g_autoptr (GHashTable) lit = NULL;

  MOAT_TRANSACTION (fixture->document, "Add moves")
  {
    moat_edit_add_threat (fixture->document, moat_record_get_id (user), "Leave the telephone in a train");
    moat_edit_add_threat (fixture->document, moat_record_get_id (api), "Fill its disk");
    moat_edit_add_threat (fixture->document, moat_record_get_id (inside), "Walk into the server room");
  }
  g_clear_pointer (&fixture->stops, g_ptr_array_unref);
  fixture->stops = moat_walk_list_stops (fixture->document, fixture->use_case);

  g_assert_cmpuint (fixture->stops->len, ==, n_stops + 2);
  g_assert_true (get_stop (fixture, n_stops)->place == user);
  g_assert_true (get_stop (fixture, n_stops + 1)->place == inside);
  g_assert_null (moat_stop_get_noted (get_stop (fixture, n_stops)));

  title = moat_stop_dup_title (fixture->document, get_stop (fixture, n_stops + 1));
  detail = moat_stop_dup_detail (fixture->document, get_stop (fixture, n_stops + 1));
  lit = moat_stop_list_lit (fixture->document, get_stop (fixture, n_stops + 1));
  g_assert_cmpstr (title, ==, "Inside");
  g_assert_cmpstr (detail, ==, "Trust boundary");
  g_assert_cmpuint (g_hash_table_size (lit), ==, 2);
  g_assert_true (g_hash_table_contains (lit, moat_record_get_id (api)));
}

/* A step says from where to where, what it carries and what it crosses, and lights just that. */
static void
test_focus (Fixture *fixture, gconstpointer data)
{
  g_autofree char *detail = moat_stop_dup_detail (fixture->document, get_stop (fixture, 1));
  g_autoptr(GHashTable) lit = moat_stop_list_lit (fixture->document, get_stop (fixture, 1));
  g_autoptr(GHashTable) alone = moat_stop_list_lit (fixture->document, get_stop (fixture, 2));

  g_assert_cmpstr (detail, ==, "User → API · Secret: Card · leaves Outside · enters Inside");
  g_assert_cmpuint (g_hash_table_size (lit), ==, 5);
  g_assert_cmpuint (g_hash_table_size (alone), ==, 1);
  g_assert_null (moat_stop_list_lit (fixture->document, get_stop (fixture, 0)));
  g_assert_null (moat_stop_list_lit (fixture->document, get_stop (fixture, 3)));
}

/* On every size of screen, and however long the way, the names in focus are as large as asked for. */
static void
test_readable (Fixture *fixture, gconstpointer data)
{
  static const double screens[][2] = { { 1024, 768 }, { 1280, 720 }, { 3840, 2160 } };
  static const double ways[] = { 200, 660, 3000, 9000 };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      MOAT_TRANSACTION (fixture->document, "Farther")
      {
        place_element (fixture, "API", 60 + ways[i]);
        place_zone (fixture, "Inside", ways[i]);
      }
      for (guint j = 0; j < G_N_ELEMENTS (screens); j++)
        {
          double text = screens[j][1] / 40;
          MoatFrame frame = moat_walk_get_frame (fixture->scene, get_stop (fixture, 1), screens[j][0],
                                                 screens[j][1] / 2, text);
          double growth = moat_walk_get_growth (fixture->scene, get_stop (fixture, 1), text / frame.zoom);

          if (ways[i] <= 3000)
            g_assert_cmpfloat (NAME_SIZE * frame.zoom * growth, >=, screens[j][1] / 45);
        }
    }
}

/* Elements that are drawn larger do not meet. */
static void
test_apart (Fixture *fixture, gconstpointer data)
{
  MOAT_TRANSACTION (fixture->document, "Nearer")
  {
    place_element (fixture, "API", 60 + 180);
  }
  g_assert_cmpfloat (moat_walk_get_growth (fixture->scene, get_stop (fixture, 1), 60), >=, 1);
  g_assert_cmpfloat (120 * moat_walk_get_growth (fixture->scene, get_stop (fixture, 1), 60), <, 180);
}

/* What is beside the flow is still there, and can be told from what is in focus. */
static void
test_draws (Fixture *fixture, gconstpointer data)
{
  MoatPen pen = { fixture->theme, fixture->measure };
  MoatRect area = moat_diagram_get_bounds (fixture->scene);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);

  for (guint i = 0; i < fixture->stops->len; i++)
    {
      cairo_t *cr = cairo_create (surface);

      moat_walk_draw (cr, &pen, fixture->scene, get_stop (fixture, i), &area, 24);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
    }
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/render/walk/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("stops", test_stops);
  ADD ("places", test_places);
  ADD ("elsewhere", test_elsewhere);
  ADD ("focus", test_focus);
  ADD ("readable", test_readable);
  ADD ("apart", test_apart);
  ADD ("draws", test_draws);
#undef ADD

  return g_test_run ();
}
