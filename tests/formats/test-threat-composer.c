/* Threat Composer's workspaces: statements as moves, mitigations as decisions
 * on what their links say, and pictures left out aloud.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "threat-composer.h"

#include <string.h>

static MoatDocument *
load (MoatReport *report)
{
  g_autofree char *path = g_build_filename (g_getenv ("MOAT_TEST_SRCDIR"), "formats", "foreign",
                                            "threat-composer", "kiosk.tc.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  MoatDocument *document;
  char *text = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (text, length);
  document = moat_threat_composer_format.read (bytes, &(MoatImportOptions){ .base_name = "x" }, report,
                                               &error);
  g_assert_no_error (error);
  return document;
}

static MoatRecord *
find (MoatDocument *document, MoatKind kind, const char *title)
{
  MoatRecord *record = moat_query_find_by_title (document, kind, title);

  g_assert_nonnull (record);
  return record;
}

#define STATEMENT "A thief can print tickets, resulting in reduced integrity of tickets and Money"
#define COMPOSED                                                                                             \
  "A buyer with a coin can jam the slot which leads to no sales resulting in reduced availability of Money"

static void
test_threats (void)
{
  g_autoptr (MoatDocument) document = load (NULL);
  const MoatThreatState *thief = moat_threat_state (find (document, MOAT_KIND_THREAT, STATEMENT));
  const MoatThreatState *buyer = moat_threat_state (find (document, MOAT_KIND_THREAT, COMPOSED));
  MoatRecord *bird = find (document, MOAT_KIND_THREAT, "A bird can sit on it");
  MoatRecord *storm = find (document, MOAT_KIND_THREAT, "A storm can drown it");

  g_assert_cmpstr (thief->on, ==, moat_record_get_id (find (document, MOAT_KIND_USE_CASE, "Kiosk")));
  g_assert_cmpint (thief->severity, ==, MOAT_LEVEL_HIGH);
  g_assert_cmpint (thief->stride, ==, MOAT_STRIDE_TAMPERING | MOAT_STRIDE_ELEVATION);
  g_assert_cmpstr (buyer->notes, ==, "Happened twice");
  g_assert_cmpint (moat_query_standing (document, bird), ==, MOAT_STANDING_NOT_APPLICABLE);
  g_assert_cmpint (moat_query_standing (document, storm), ==, MOAT_STANDING_DECIDED);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ASSET), ==, 2);
}

static void
test_mitigations (void)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (MoatDocument) document = load (report);
  const MoatDecisionState *sign = moat_decision_state (find (document, MOAT_KIND_DECISION, "Sign tickets"));
  const MoatDecisionState *watch = moat_decision_state (
      find (document, MOAT_KIND_DECISION, "Watch the door"));
  gboolean says_left_out = FALSE;

  g_assert_cmpuint (moat_list_len (sign->threats), ==, 2);
  g_assert_cmpint (sign->status, ==, MOAT_DECISION_BUILT);
  g_assert_cmpstr (moat_list_get (sign->enforced, 0), ==, "[sign.c](https://example.org/sign.c)");
  g_assert_cmpuint (moat_list_len (watch->threats), ==, 1);
  g_assert_cmpint (watch->status, ==, MOAT_DECISION_AGREED);
  for (guint i = 0; i < moat_report_count_items (report); i++)
    says_left_out = says_left_out
                    || strstr (moat_report_get_item (report, i)->text, "“Nothing yet” stops no") != NULL;
  g_assert_true (says_left_out);
}

static void
test_assumptions (void)
{
  g_autoptr (MoatDocument) document = load (NULL);
  const MoatAssumptionState *locked = moat_assumption_state (
      find (document, MOAT_KIND_ASSUMPTION, "The case is locked\n\nBy the fitter"));
  const MoatAssumptionState *trained = moat_assumption_state (
      find (document, MOAT_KIND_ASSUMPTION, "Staff is trained"));

  g_assert_cmpuint (moat_list_len (locked->threats), ==, 1);
  /* Through the mitigation that it is about. */
  g_assert_cmpuint (moat_list_len (trained->threats), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/threat-composer/threats", test_threats);
  g_test_add_func ("/formats/threat-composer/mitigations", test_mitigations);
  g_test_add_func ("/formats/threat-composer/assumptions", test_assumptions);

  return g_test_run ();
}
