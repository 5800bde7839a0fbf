/* Two states of a model in one drawing: who gets which mark, that each mark has
 * a sign of its own, and that the picture says the same each time.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "comparison.h"
#include "ink.h"
#include "moat-test.h"
#include "moat-test-seed.h"
#include "surfaces.h"

#include <string.h>

/* Two models that are alike until a test edits the second. */
typedef struct
{
  MoatDocument *before;
  MoatDocument *after;
} Pair;

static void
set_up (Pair *pair, gconstpointer data)
{
  pair->before = moat_test_document (4);
  pair->after = moat_test_document (4);
  moat_document_begin (pair->after, "Edit");
}

static void
tear_down (Pair *pair, gconstpointer data)
{
  g_object_unref (pair->before);
  g_object_unref (pair->after);
}

static MoatComparison *
compare (Pair *pair)
{
  moat_document_commit (pair->after);

  return moat_comparison_new (pair->before, pair->after);
}

static gpointer
edit (Pair *pair, const char *id)
{
  return moat_document_edit (pair->after, moat_document_find (pair->after, id));
}

static GBytes *
draw (MoatComparison *comparison)
{
  g_autoptr (GPtrArray) use_cases = moat_comparison_list_use_cases (comparison);
  const MoatFormat *svg = moat_formats_find_by_name (moat_surfaces_get_formats (), "svg");
  MoatRecord *first = moat_query_first_use_case (moat_comparison_get_after (comparison));
  const char *use_case = first != NULL ? moat_record_get_id (first) : "";

  if (use_cases->len > 0)
    use_case = g_ptr_array_index (use_cases, 0);

  return moat_surfaces_draw_changes (svg, comparison, use_case, NULL);
}

static gboolean
says (GBytes *bytes, const char *text)
{
  return g_strstr_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text) != NULL;
}

/* The strongest mark counts, and only what is on the diagram has one. */
static void
test_marks (Pair *pair, gconstpointer data)
{
  MoatRecord *added = moat_document_add (pair->after, MOAT_KIND_ELEMENT, NULL);
  g_autoptr (MoatComparison) comparison = NULL;

  moat_text_set (&((MoatElementState *) edit (pair, moat_record_get_id (added)))->use_case, "u0");
  ((MoatElementState *) edit (pair, "e0"))->box.y += 5;
  ((MoatElementState *) edit (pair, "e3"))->box.y += 5;
  moat_text_set (&((MoatElementState *) edit (pair, "e3"))->name, "Renamed");
  moat_text_set (&((MoatAssetState *) edit (pair, "a0"))->owner, "Ada");
  moat_document_remove (pair->after, moat_document_find (pair->after, "f0"));
  comparison = compare (pair);

  g_assert_cmpint (moat_comparison_get_mark (comparison, moat_record_get_id (added)), ==, MOAT_MARK_ADDED);
  g_assert_cmpint (moat_comparison_get_mark (comparison, "e0"), ==, MOAT_MARK_MOVED);
  g_assert_cmpint (moat_comparison_get_mark (comparison, "e3"), ==, MOAT_MARK_CHANGED);
  g_assert_cmpint (moat_comparison_get_mark (comparison, "f0"), ==, MOAT_MARK_REMOVED);
  g_assert_cmpint (moat_comparison_get_mark (comparison, "e1"), ==, MOAT_MARK_NONE);
  g_assert_cmpint (moat_comparison_get_mark (comparison, "a0"), ==, MOAT_MARK_NONE);
}

/* What is not drawn itself marks what it is seen at: a move its flow, a decision the flows of all its moves.
 */
static void
test_seen_at (Pair *pair, gconstpointer data)
{
  g_autoptr (MoatComparison) comparison = NULL;
  const char *first = moat_threat_state (moat_document_find (pair->after, "t0"))->on;
  const char *second = moat_threat_state (moat_document_find (pair->after, "t1"))->on;

  g_assert_cmpstr (first, !=, second);
  moat_list_add (&((MoatDecisionState *) edit (pair, "d0"))->threats, "t1");
  comparison = compare (pair);

  g_assert_cmpint (moat_comparison_get_mark (comparison, first), ==, MOAT_MARK_CHANGED);
  g_assert_cmpint (moat_comparison_get_mark (comparison, second), ==, MOAT_MARK_CHANGED);
}

/* A boundary that gains a flow marks the flow: nobody edited it, but it crosses something now. */
static void
test_crossing (Pair *pair, gconstpointer data)
{
  g_autoptr (MoatComparison) comparison = NULL;

  ((MoatBoundaryState *) edit (pair, "b0"))->box.x -= 1000;
  comparison = compare (pair);
  g_assert_cmpint (moat_comparison_get_mark (comparison, "b0"), ==, MOAT_MARK_MOVED);
  g_assert_cmpint (moat_comparison_get_mark (comparison, "f0"), ==, MOAT_MARK_CHANGED);
}

/* A use case that is gone is drawn from the state before. */
static void
test_removed_use_case (Pair *pair, gconstpointer data)
{
  g_autoptr (MoatComparison) comparison = NULL;
  g_autoptr (GPtrArray) use_cases = NULL;
  g_autoptr (GBytes) svg = NULL;

  moat_document_remove (pair->after, moat_document_find (pair->after, "u0"));
  comparison = compare (pair);
  use_cases = moat_comparison_list_use_cases (comparison);
  g_assert_cmpuint (use_cases->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (use_cases, 0), ==, "u0");
  g_assert_cmpint (moat_comparison_get_mark (comparison, "e0"), ==, MOAT_MARK_REMOVED);
  svg = draw (comparison);
  g_assert_true (says (svg, "was removed"));
}

/* The same models, the same bytes; it says in words what it shows. */
static void
test_picture (Pair *pair, gconstpointer data)
{
  g_autoptr (MoatComparison) comparison = NULL;
  g_autoptr (MoatComparison) again = NULL;
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (GBytes) same = NULL;

  moat_document_remove (pair->after, moat_document_find (pair->after, "e3"));
  comparison = compare (pair);
  again = moat_comparison_new (pair->before, pair->after);
  svg = draw (comparison);
  same = draw (again);
  g_assert_true (g_bytes_equal (svg, same));
  g_assert_true (says (svg, "Element 3” was removed."));
}

/* What is left of two pictures when the colours are taken away: which pixels differ from the ground. */
static GBytes *
draw_shape (MoatScheme scheme, MoatMark mark)
{
  g_autoptr (MoatTheme) theme = moat_theme_new (scheme, NULL, NULL, 1);
  g_autoptr (MoatTextMeasure) measure = moat_text_measure_new (theme, MOAT_TEXT_FOR_PICTURES);
  MoatPen pen = { theme, measure };
  MoatInk *ink = moat_ink_new (24, 24);
  GByteArray *shape = g_byte_array_new ();

  moat_shapes_draw_mark (ink->cr, &pen, mark, (MoatPoint){ 12, 12 });
  for (int i = 0; i < 24 * 24; i++)
    {
      /* Of the disc's middle, where nothing but paper and sign is: as dark as the sign or not. */
      guint32 pixel = moat_ink_get (ink, i % 24, i / 24);
      guint32 corner = moat_ink_get (ink, 12, 6);
      guint8 is_sign = pixel != corner;

      g_byte_array_append (shape, &is_sign, 1);
    }
  moat_ink_free (ink);

  return g_byte_array_free_to_bytes (shape);
}

/* Without colours too, no mark looks like another, in any scheme. */
static void
test_signs_differ (void)
{
  for (guint scheme = 0; scheme < MOAT_N_SCHEMES; scheme++)
    for (guint mark = MOAT_MARK_MOVED; mark < MOAT_N_MARKS; mark++)
      {
        g_autoptr (GBytes) shape = draw_shape ((MoatScheme) scheme, (MoatMark) mark);

        for (guint other = mark + 1; other < MOAT_N_MARKS; other++)
          {
            g_autoptr (GBytes) other_shape = draw_shape ((MoatScheme) scheme, (MoatMark) other);

            g_assert_false (g_bytes_equal (shape, other_shape));
          }
      }
}

/* Whatever was edited, it can be drawn, and every difference on a diagram is in the list of use cases. */
static void
test_random (void)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (MoatDocument) before = moat_test_document (5);
      g_autoptr (MoatDocument) after = moat_test_document (5);
      g_autoptr (MoatComparison) comparison = NULL;
      g_autoptr (GBytes) svg = NULL;

      moat_test_random_edits (before, (guint32) g_test_rand_int (), 20);
      moat_test_random_edits (after, (guint32) g_test_rand_int (), 20);
      comparison = moat_comparison_new (before, after);
      svg = draw (comparison);
      g_assert_nonnull (svg);
    }
}

int
main (int argc, char **argv)
{
  moat_test_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Pair, NULL, set_up, function, tear_down)
  ADD ("/render/comparison/marks", test_marks);
  ADD ("/render/comparison/seen-at", test_seen_at);
  ADD ("/render/comparison/crossing", test_crossing);
  ADD ("/render/comparison/removed-use-case", test_removed_use_case);
  ADD ("/render/comparison/picture", test_picture);
  g_test_add_func ("/render/comparison/signs-differ", test_signs_differ);
  g_test_add_func ("/render/comparison/random", test_random);

  return g_test_run ();
}
