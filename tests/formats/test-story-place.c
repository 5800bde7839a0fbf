/* Where what a story brings is put: in its zones, on nobody, and without moving
 * what somebody placed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "geometry.h"
#include "moat-test.h"
#include "moat-test-seed.h"
#include "story-place.h"
#include "zones.h"

typedef struct
{
  MoatDocument *document;
  MoatRecord *use_case;
  MoatStoryLive *live;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->document = moat_document_new ();
  MOAT_TRANSACTION (self->document, "Set up")
  self->use_case = moat_edit_add_use_case (self->document, "");
  self->live = moat_story_live_new (self->document, moat_record_get_id (self->use_case), moat_story_place,
                                    NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  moat_story_live_free (self->live);
  g_assert_finalize_object (self->document);
}

static MoatRecord *
find (Fixture *self, MoatKind kind, const char *name)
{
  MoatRecord *record = moat_query_find_by_title (self->document, kind, name);

  g_assert_nonnull (record);

  return record;
}

static MoatRect
get_box (MoatRecord *element)
{
  return moat_element_state (element)->box;
}

static void
assert_inside (Fixture *self, const char *element, const char *zone)
{
  g_assert_true (moat_zones_is_inside (moat_zones_get (self->document),
                                       moat_record_get_id (find (self, MOAT_KIND_ELEMENT, element)),
                                       moat_record_get_id (find (self, MOAT_KIND_BOUNDARY, zone))));
}

static void
assert_outside (Fixture *self, const char *element)
{
  GPtrArray *containing
      = moat_zones_get_containing (moat_zones_get (self->document),
                                   moat_record_get_id (find (self, MOAT_KIND_ELEMENT, element)));

  g_assert_cmpuint (containing->len, ==, 0);
}

static void
assert_apart (Fixture *self)
{
  GPtrArray *elements = moat_document_list (self->document, MOAT_KIND_ELEMENT);

  for (guint i = 0; i < elements->len; i++)
    for (guint j = 0; j < i; j++)
      {
        MoatRect a = get_box (g_ptr_array_index (elements, i));
        MoatRect b = get_box (g_ptr_array_index (elements, j));

        g_assert_false (moat_rect_intersects (&a, &b));
      }
}

static void
nudge (Fixture *self, const char *name)
{
  MOAT_TRANSACTION (self->document, "Move")
  ((MoatElementState *) moat_document_edit (self->document, find (self, MOAT_KIND_ELEMENT, name)))->box.x
      += 10;
  moat_story_live_refresh (self->live);
}

#define STORY                                                                                                \
  "zone Internet: User\nzone Backend: API\nzone Backend / Data: Store\n"                                     \
  "1. User -> API: asks\n2. API -> Store: looks up"

/* As long as nobody has placed anything, it is laid out like a story that is read at once. */
static void
test_untouched (Fixture *self, gconstpointer data)
{
  for (gsize length = 1; length <= strlen (STORY); length++)
    {
      g_autofree char *text = g_strndup (STORY, length);

      moat_story_live_type (self->live, text);
    }
  assert_inside (self, "User", "Internet");
  assert_inside (self, "API", "Backend");
  assert_inside (self, "Store", "Backend");
  assert_inside (self, "Store", "Data");
  assert_apart (self);
  g_assert_cmpfloat (get_box (find (self, MOAT_KIND_ELEMENT, "User")).x, <,
                     get_box (find (self, MOAT_KIND_ELEMENT, "API")).x);
  g_assert_cmpfloat (get_box (find (self, MOAT_KIND_ELEMENT, "API")).x, <,
                     get_box (find (self, MOAT_KIND_ELEMENT, "Store")).x);
}

/* Then new things go beside it, into the zones that the text says. */
static void
test_beside (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "User", "API", "Store" };
  MoatRect before[G_N_ELEMENTS (names)];

  moat_story_live_type (self->live, STORY);
  nudge (self, "API");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    before[i] = get_box (find (self, MOAT_KIND_ELEMENT, names[i]));

  moat_story_live_type (self->live, STORY "\n3. API -> Mailer: sends\nzone Partner: Mail service\n"
                                          "4. Mailer -> Mail service\nzone Backend: Mailer");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      MoatRect after = get_box (find (self, MOAT_KIND_ELEMENT, names[i]));

      g_assert_cmpfloat (after.x, ==, before[i].x);
      g_assert_cmpfloat (after.y, ==, before[i].y);
    }
  assert_inside (self, "Mailer", "Backend");
  assert_inside (self, "Mail service", "Partner");
  assert_apart (self);
}

/* A member that the text moves to another zone, or out of all, moves there. */
static void
test_moves (Fixture *self, gconstpointer data)
{
  moat_story_live_type (self->live, STORY);
  nudge (self, "User");
  moat_story_live_type (self->live, "zone Internet: User, API\nzone Backend\nzone Backend / Data: Store\n"
                                    "1. User -> API: asks\n2. API -> Store: looks up");
  assert_inside (self, "API", "Internet");
  moat_story_live_type (self->live, "zone Internet: User\nzone Backend\nzone Backend / Data: Store\n"
                                    "1. User -> API: asks\n2. API -> Store: looks up");
  assert_outside (self, "API");
  assert_apart (self);
}

/* However long the story goes on, what is there stays, nothing covers anything, and zones hold their own. */
static void
test_goes_on (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (STORY);

  moat_story_live_type (self->live, text->str);
  nudge (self, "Store");
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("Part %u", i);
      g_autoptr (GPtrArray) elements = moat_document_list_children (self->document,
                                                                    moat_record_get_id (self->use_case),
                                                                    MOAT_KIND_ELEMENT);
      MoatRecord *other = g_ptr_array_index (elements,
                                             (guint) g_test_rand_int_range (0, (int) elements->len));
      MoatRect before = get_box (other);
      MoatRect after;
      gboolean is_inside = g_test_rand_bit ();

      g_string_append_printf (text, "\n%s -> %s: step", moat_record_get_title (other), name);
      if (is_inside)
        g_string_append_printf (text, "\nzone Backend: %s", name);
      moat_story_live_type (self->live, text->str);
      after = get_box (other);
      g_assert_cmpfloat (after.x, ==, before.x);
      g_assert_cmpfloat (after.y, ==, before.y);
      if (is_inside)
        assert_inside (self, name, "Backend");
      assert_apart (self);
    }
}

#define TEST(path, test) g_test_add ("/formats/story-place/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  moat_test_init (&argc, &argv);

  TEST ("untouched", test_untouched);
  TEST ("beside", test_beside);
  TEST ("moves", test_moves);
  TEST ("goes-on", test_goes_on);

  return g_test_run ();
}
