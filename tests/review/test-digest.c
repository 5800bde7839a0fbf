/* The digest of a model: what changes it and what does not.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "checks.h"
#include "digest.h"
#include "moat-test.h"
#include "moat-test-seed.h"

#define TODAY "2026-05-31"

/* However a model came to say what it says, the digest is the same; kept up to date it is as if made anew. */
static void
test_digest_random (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (8);
  g_autoptr (MoatChecks) checks = moat_checks_new (document, TODAY);
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autofree char *first = moat_digest_compute (document);
  g_autofree char *again = NULL;

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *kept = NULL;
      g_autofree char *made = NULL;

      moat_test_random_edit (document, rand);
      kept = moat_checks_dup_digest (checks);
      made = moat_digest_compute (document);
      g_assert_cmpstr (kept, ==, made);
    }
  while (moat_document_undo (document))
    ;
  again = moat_checks_dup_digest (checks);
  g_assert_cmpstr (again, ==, first);
}

/* A review holds when things were only put elsewhere, and not when a flow crosses another boundary. */
static void
test_digest_geometry (void)
{
  g_autoptr (MoatDocument) document = moat_document_new ();
  const MoatRect inside = { 100, 100, 100, 60 };
  const MoatRect outside = { 600, 100, 100, 60 };
  const MoatRect zone = { 50, 50, 300, 200 };
  g_autofree char *first = NULL;
  g_autofree char *nudged = NULL;
  g_autofree char *crossed = NULL;
  MoatRecord *use_case;
  MoatRecord *element;
  MoatRecord *other;

  moat_document_begin (document, "Test");
  use_case = moat_edit_add_use_case (document, "Test");
  element = moat_edit_add_element (document, moat_record_get_id (use_case), MOAT_ELEMENT_PROCESS, "A",
                                   &inside);
  other = moat_edit_add_element (document, moat_record_get_id (use_case), MOAT_ELEMENT_PROCESS, "B",
                                 &outside);
  moat_edit_add_flow (document, moat_record_get_id (use_case), moat_record_get_id (element),
                      moat_record_get_id (other), "asks");
  moat_edit_add_zone (document, moat_record_get_id (use_case), "Zone", &zone);
  moat_document_commit (document);

  first = moat_digest_compute (document);
  MOAT_TRANSACTION (document, "Nudge")
  ((MoatElementState *) moat_document_edit (document, element))->box.x += 20;
  nudged = moat_digest_compute (document);
  g_assert_cmpstr (nudged, ==, first);
  MOAT_TRANSACTION (document, "Move")
  ((MoatElementState *) moat_document_edit (document, element))->box.y += 500;
  crossed = moat_digest_compute (document);
  g_assert_cmpstr (crossed, !=, first);
}

int
main (int argc, char **argv)
{
  moat_test_init (&argc, &argv);
  g_test_add_func ("/review/digest/random", test_digest_random);
  g_test_add_func ("/review/digest/geometry", test_digest_geometry);
  return g_test_run ();
}
