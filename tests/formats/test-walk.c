/* A long life of a model: ten thousand edits, taken back and done again now and
 * then, and saved and opened again all along.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "moat-test-seed.h"
#include "native.h"

#define N_EDITS      10000
#define EDITS_A_SAVE 250

/* What was saved opens as what it was, and saving that gives the same bytes. */
static void
assert_survives_saving (MoatDocument *document)
{
  g_autofree char *dump = moat_test_dump (document);
  g_autoptr (GBytes) bytes = moat_native_write (document);
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) copy = moat_native_read (bytes, MOAT_NATIVE_WHOLE, report, &error);
  g_autoptr (GBytes) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (moat_report_count (report), ==, 0);
  moat_test_assert_same_dump (copy, dump);
  again = moat_native_write (copy);
  g_assert_true (g_bytes_equal (bytes, again));
}

/* Takes back up to @n_steps and does them again: the model is as before. */
static void
assert_back_and_forth (MoatDocument *document, guint n_steps)
{
  g_autofree char *dump = moat_test_dump (document);
  guint n_undone = 0;

  while (n_undone < n_steps && moat_document_undo (document))
    n_undone++;
  assert_survives_saving (document);
  for (guint i = 0; i < n_undone; i++)
    g_assert_true (moat_document_redo (document));
  moat_test_assert_same_dump (document, dump);
}

static void
test_walk (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (6);
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autofree char *first = moat_test_dump (document);
  g_autofree char *last = NULL;

  for (guint i = 0; i < N_EDITS / EDITS_A_SAVE; i++)
    {
      for (guint n = 0; n < EDITS_A_SAVE; n++)
        moat_test_random_edit (document, rand);
      assert_survives_saving (document);
      assert_back_and_forth (document, g_rand_int_range (rand, 0, 200));
    }

  last = moat_test_dump (document);
  while (moat_document_undo (document))
    ;
  moat_test_assert_same_dump (document, first);
  while (moat_document_redo (document))
    ;
  moat_test_assert_same_dump (document, last);
}

int
main (int argc, char **argv)
{
  moat_test_init (&argc, &argv);

  g_test_add_func ("/formats/walk", test_walk);

  return g_test_run ();
}
