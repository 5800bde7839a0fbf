/* Layouts: nothing on top of anything, zones round their members and nobody
 * else, and the story that comes back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "moat-test-seed.h"

#include "layout.h"
#include "story-text.h"
#include "story.h"
#include "zones.h"

#include <string.h>

static MoatDocument *
read_story (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  MoatDocument *document = moat_story_text_format.read (bytes, &(MoatImportOptions){ 0 }, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static void
assert_elements_apart (MoatDocument *document, const char *use_case_id)
{
  g_autoptr (GPtrArray) elements = moat_document_list_children (document, use_case_id, MOAT_KIND_ELEMENT);

  for (guint i = 0; i < elements->len; i++)
    for (guint j = 0; j < i; j++)
      {
        MoatRect a = moat_rect_inset (&moat_element_state (g_ptr_array_index (elements, i))->box, -5, -5);

        g_assert_false (
            moat_rect_intersects (&a, &moat_element_state (g_ptr_array_index (elements, j))->box));
      }
}

/* An element lies whole inside each zone it was put in, and whole outside of every other. */
static void
assert_membership (MoatDocument *document, MoatRecord *zone, MoatRecord *element, GHashTable *zone_of)
{
  const char *home = g_hash_table_lookup (zone_of, moat_record_get_id (element));
  const MoatRect *box = &moat_element_state (element)->box;
  gboolean is_member = FALSE;

  for (; home != NULL; home = g_hash_table_lookup (zone_of, home))
    is_member = is_member || strcmp (home, moat_record_get_id (zone)) == 0;

  if (is_member)
    g_assert_true (moat_rect_contains_rect (&moat_boundary_state (zone)->box, box));
  else
    g_assert_false (moat_rect_intersects (&moat_boundary_state (zone)->box, box));
}

static void
assert_layout (MoatDocument *document, const MoatStory *story)
{
  for (guint u = 0; u < story->use_cases->len; u++)
    {
      const char *id = moat_record_get_id (g_ptr_array_index (story->use_cases, u));
      g_autoptr (GPtrArray) elements = moat_document_list_children (document, id, MOAT_KIND_ELEMENT);
      g_autoptr (GPtrArray) zones = moat_document_list_children (document, id, MOAT_KIND_BOUNDARY);

      assert_elements_apart (document, id);
      for (guint i = 0; i < zones->len; i++)
        for (guint j = 0; j < elements->len; j++)
          assert_membership (document, g_ptr_array_index (zones, i), g_ptr_array_index (elements, j),
                             story->zone_of);
    }
}

static MoatStory *
arrange (MoatDocument *document, const char *text)
{
  g_autoptr (GError) error = NULL;
  MoatStory *story;

  moat_document_begin (document, "Story");
  story = moat_story_read (document, text);
  for (guint i = 0; i < story->use_cases->len; i++)
    moat_layout_arrange (document, moat_record_get_id (g_ptr_array_index (story->use_cases, i)),
                         story->zone_of, &error);
  moat_document_commit (document);
  g_assert_no_error (error);

  return story;
}

static void
test_example (void)
{
  g_autoptr (MoatDocument) document = moat_document_new ();
  g_autoptr (MoatStory) story = arrange (document,
                                         "# Address\nzone Internet: User, Web app\nzone Backend: API\n"
                                         "zone Backend / Data tier: Store\n1. User -> Web app: types\n"
                                         "2. Web app -> API: submits\n3. API -> Store: writes\n");
  MoatRecord *user = g_ptr_array_index (moat_document_list (document, MOAT_KIND_ELEMENT), 0);
  MoatRecord *api = g_ptr_array_index (moat_document_list (document, MOAT_KIND_ELEMENT), 2);
  MoatRecord *flow = g_ptr_array_index (moat_document_list (document, MOAT_KIND_FLOW), 1);

  assert_layout (document, story);
  /* Flows go from left to right, and their crossings are what the zones say. */
  g_assert_cmpfloat (moat_element_state (user)->box.x + 120, <, moat_element_state (api)->box.x);
  g_assert_cmpuint (moat_zones_count_crossings (moat_zones_get (document), moat_record_get_id (flow)), ==, 2);
}

static char *
random_story (void)
{
  GString *text = g_string_new ("# Random\n");
  guint n_elements = g_test_rand_int_range (1, 25);
  guint n_zones = g_test_rand_int_range (0, 6);
  guint n_flows = g_test_rand_int_range (0, 40);

  for (guint i = 0; i < n_zones; i++)
    {
      g_string_append_printf (text, "zone %sZ%u", i % 3 == 2 ? "Z0 / " : "", i);
      for (guint j = i; j < n_elements; j += n_zones + 1)
        g_string_append_printf (text, "%s Element number %u", j == i ? ":" : ",", j);
      g_string_append_c (text, '\n');
    }
  for (guint i = 0; i < n_elements; i++)
    g_string_append_printf (text, "process Element number %u\n", i);
  for (guint i = 0; i < n_flows; i++)
    g_string_append_printf (text, "%u. Element number %d -> Element number %d: asks for something\n", i + 1,
                            g_test_rand_int_range (0, n_elements), g_test_rand_int_range (0, n_elements));

  return g_string_free (text, FALSE);
}

static void
test_random (void)
{
  for (guint round = 0; round < 60; round++)
    {
      g_autofree char *text = random_story ();
      g_autoptr (MoatDocument) document = moat_document_new ();
      g_autoptr (MoatStory) story = arrange (document, text);

      assert_layout (document, story);
    }
}

/* Laid out anew from where things are, everything stays inside what it was inside of. */
static void
test_again (void)
{
  for (guint round = 0; round < 20; round++)
    {
      g_autofree char *text = random_story ();
      g_autoptr (MoatDocument) document = moat_document_new ();
      g_autoptr (MoatStory) story = arrange (document, text);
      g_autoptr (GError) error = NULL;

      moat_document_begin (document, "Arrange");
      moat_layout_arrange (document, moat_record_get_id (g_ptr_array_index (story->use_cases, 0)), NULL,
                           &error);
      moat_document_commit (document);
      g_assert_no_error (error);
      assert_layout (document, story);
    }
}

/* A model's story, read again, is the same story: zones too, now that they have places. */
static void
test_round_trip (void)
{
  for (guint round = 0; round < 20; round++)
    {
      g_autofree char *text = random_story ();
      g_autoptr (MoatDocument) document = read_story (text);
      g_autofree char *once = moat_story_write (document,
                                                moat_record_get_id (moat_query_first_use_case (document)));
      g_autoptr (MoatDocument) again = read_story (once);
      g_autofree char *twice = moat_story_write (again,
                                                 moat_record_get_id (moat_query_first_use_case (again)));

      g_assert_cmpstr (once, ==, twice);
    }
}

/* Long and wide names get boxes that hold them. */
static void
test_sizes (void)
{
  MoatRect small = moat_layout_estimate_element ("API");
  MoatRect long_name = moat_layout_estimate_element (
      "A service with a name that goes on and on for quite a while");
  MoatRect wide = moat_layout_estimate_element ("配送先住所サービス");

  g_assert_cmpfloat (small.width, ==, 120);
  g_assert_cmpfloat (small.height, ==, 60);
  g_assert_cmpfloat (long_name.width, ==, 220);
  g_assert_cmpfloat (long_name.height, >, 60);
  g_assert_cmpfloat (wide.width, >, 150);
}

int
main (int argc, char *argv[])
{
  moat_test_init (&argc, &argv);

  g_test_add_func ("/formats/layout/example", test_example);
  g_test_add_func ("/formats/layout/random", test_random);
  g_test_add_func ("/formats/layout/again", test_again);
  g_test_add_func ("/formats/layout/round-trip", test_round_trip);
  g_test_add_func ("/formats/layout/sizes", test_sizes);

  return g_test_run ();
}
