/* What people do to a SECURITY.md besides editing its cells: tables that come
 * apart, rows without ids, words of Moat's own edited, texts deleted; and both
 * sides changing one text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sync-fixture.h"

#include "formats.h"

#include <string.h>

/* ---- Tables that came apart ---- */

static const MoatSyncOptions pruning = { .base_name = "model", .prune = TRUE };
static const MoatSyncOptions model_first = { .base_name = "model", .prefer = MOAT_SYNC_PREFER_MODEL };

/* Rows behind a blank line are rows to who wrote them, whatever renderers make of it; nothing is pruned. */
static void
test_loose_rows (Fixture *fixture, gconstpointer data)
{
  fixture_edit_file (fixture, "\n| d-wnyxfr3qn9xk |", "\n\n| d-wnyxfr3qn9xk |");
  fixture_edit_file (fixture, "| SHOP-20 |", "| SHOP-2000 |");
  fixture_edit_file (
      fixture, "\n\n### Out of Scope",
      "\n\n| | Read addresses out of a stolen backup | Encrypt the backups | | | | |\n\n### Out of Scope");
  fixture_run_with (fixture, &pruning);
  g_assert_false (fixture->sync->is_blocked);
  g_assert_cmpuint (fixture->sync->items->len, ==, 2);
  g_assert_nonnull (moat_document_find (fixture->document, "d-wnyxfr3qn9xk"));
  fixture_assert_field (fixture, "d-hax8nbt13kk9", "ticket", "SHOP-2000");
  fixture_assert_file_has (fixture, "| Encrypt the backups |");
  fixture_assert_settled (fixture);
}

static void
test_damaged_rule (Fixture *fixture, gconstpointer data)
{
  fixture_edit_file (fixture, "| --- | --- | --- | --- | --- | --- | --- |\n| d-", "| --- | --- |\n| d-");
  fixture_edit_file (fixture, "| SHOP-20 |", "| SHOP-2000 |");
  fixture_run_with (fixture, &pruning);
  g_assert_cmpuint (fixture->sync->items->len, ==, 1);
  fixture_assert_field (fixture, "d-hax8nbt13kk9", "ticket", "SHOP-2000");
  fixture_assert_settled (fixture);
}

/* A bare | moves all behind it into the next column, and the last one out of sight. */
static void
test_overfull_row (Fixture *fixture, gconstpointer data)
{
  fixture_edit_file (fixture, "| Identity team |", "| Identity | team |");
  fixture_run_with (fixture, &(MoatSyncOptions){ .base_name = "model", .prefer = MOAT_SYNC_PREFER_FILE });
  g_assert_true (fixture->sync->is_blocked);
  g_assert_cmpuint (fixture_count_items (fixture, MOAT_SYNC_REFUSED, "Dependencies"), ==, 1);
  g_assert_cmpuint (fixture->sync->items->len, ==, 1);
  fixture_run_with (fixture, &model_first);
  fixture_assert_file_has (fixture, "| Identity team | Team |");
}

static void
test_lost_id (Fixture *fixture, gconstpointer data)
{
  fixture_edit_file (fixture, "| y-saf5t7kcacw8 |", "| |");
  fixture_edit_file (fixture, "| Issues and revokes access tokens |", "| Issues tokens |");
  fixture_run (fixture);
  g_assert_false (fixture->sync->is_blocked);
  g_assert_cmpuint (fixture->sync->items->len, ==, 1);
  fixture_assert_field (fixture, "y-saf5t7kcacw8", "description", "Issues tokens");
  fixture_assert_settled (fixture);
}

/* The head says which table it is; without it nobody knows, and then nothing is deleted. */
static void
test_renamed_head (Fixture *fixture, gconstpointer data)
{
  fixture_edit_file (fixture, "| Id | Dependency |", "| Id | Whom we need |");
  fixture_run_with (fixture, &pruning);
  g_assert_true (fixture->sync->is_blocked);
  g_assert_cmpuint (fixture_count_items (fixture, MOAT_SYNC_REFUSED, "Dependencies, y-"), ==, 2);
}

/* ---- Words of both ---- */

static void
test_both_words (Fixture *fixture, gconstpointer data)
{
  fixture_edit_model (fixture, "t-94ew95etaah5", "text", "Read all addresses out of a stolen backup");
  fixture_edit_file (fixture, "| Read addresses out of a stolen backup |",
                     "| Read addresses out of a lost backup |");
  fixture_edit_model (
      fixture, "u-bnr5k1b93sdv", "summary",
      "Signed-in customers change where their letters go. Assets: personal data, the order history and "
      "the integrity of the account.");
  fixture_edit_file (fixture, "integrity of the account.", "integrity of their account.");
  fixture_run (fixture);
  g_assert_false (fixture->sync->is_blocked);
  g_assert_cmpuint (fixture_count_items (fixture, MOAT_SYNC_TAKEN, ""), ==, 2);
  fixture_assert_field (fixture, "t-94ew95etaah5", "text", "Read all addresses out of a lost backup");
  fixture_assert_file_has (fixture, "| Read all addresses out of a lost backup |");
  fixture_assert_file_has (fixture,
                           "change where their letters go. Assets: personal data, the order history and the "
                           "integrity of their account.");
  fixture_assert_settled (fixture);
}

/* The same of cells in which each line is a record: one has another one more on either side. */
static void
test_both_lines (Fixture *fixture, gconstpointer data)
{
  fixture_edit_model (fixture, "v-4j09h4w64jdw", "text", "Negative test with six wrong passwords in a row");
  fixture_edit_file (fixture, "<br>Log check for bursts of failed sign-ins |",
                     "<br>Log check for bursts of failed sign-ins<br>Alert on them |");
  fixture_run (fixture);
  g_assert_false (fixture->sync->is_blocked);
  fixture_assert_field (fixture, "v-4j09h4w64jdw", "text", "Negative test with six wrong passwords in a row");
  fixture_assert_file_has (
      fixture, "| Negative test with six wrong passwords in a row<br>Log check for bursts of failed "
               "sign-ins<br>Alert on them |");
  fixture_assert_settled (fixture);
}

static void
test_both_in_one_text (Fixture *fixture, gconstpointer data)
{
  fixture_edit_model (fixture, "model", "scope", "Changing the delivery address of a signed-in customer.");
  fixture_edit_file (fixture, "Changing the shipping address of a signed-in customer,",
                     "Changing the postal address of a signed-in customer,");
  fixture_run (fixture);
  g_assert_true (fixture->sync->is_blocked);
  g_assert_cmpuint (fixture_count_items (fixture, MOAT_SYNC_CONFLICT, "Text"), ==, 1);
  fixture_run_with (fixture, &(MoatSyncOptions){ .base_name = "model", .prefer = MOAT_SYNC_PREFER_FILE });
  fixture_assert_file_has (fixture, "\n\nChanging the postal address");
  fixture_assert_settled (fixture);
}

/* Several texts in one line. */
static void
test_step (Fixture *fixture, gconstpointer data)
{
  fixture_edit_file (fixture, "1. User → Web app: signs in (Credentials)",
                     "1. User → Shop: logs in (Credentials)");
  fixture_run (fixture);
  g_assert_false (fixture->sync->is_blocked);
  fixture_assert_field (fixture, "f-2w3043w44z1v", "name", "logs in");
  fixture_assert_field (fixture, "e-8t63nnj9kmj0", "name", "Shop");
  fixture_assert_settled (fixture);
}

/* What says the same in every file, or follows from the drawing, is not said twice. */
static void
test_refused_texts (void)
{
  static const struct
  {
    const char *old;
    const char *new;
  } edits[] = {
    { "### Decisions\n", "### Design decisions\n" },
    { "How often: Every year.", "How often: Every quarter." },
    { "Assumptions about authentication:", "Assumptions about authentication are these:" },
    { "  n2 -->|\"2 submits", "  n2 -->|\"2 sends" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      Fixture fixture = { 0 };

      fixture_set_up (&fixture, NULL);
      fixture_edit_file (&fixture, edits[i].old, edits[i].new);
      fixture_run (&fixture);
      g_assert_true (fixture.sync->is_blocked);
      g_assert_cmpuint (fixture_count_items (&fixture, MOAT_SYNC_REFUSED, "Text"), ==, 1);
      fixture_run_with (&fixture, &model_first);
      g_assert_false (fixture.sync->is_blocked);
      fixture_assert_file_has (&fixture, edits[i].old);
      fixture_assert_settled (&fixture);
      fixture_tear_down (&fixture, NULL);
    }
}

/* As for rows: it asks. */
static void
test_deleted_text (Fixture *fixture, gconstpointer data)
{
  fixture_edit_file (fixture, "- TLS ends at the gateway with certificates that renew themselves.\n", "");
  fixture_edit_file (fixture, "Attack test: SHOP-25\n\n", "");
  fixture_run (fixture);
  g_assert_true (fixture->sync->is_blocked);
  g_assert_cmpuint (fixture_count_items (fixture, MOAT_SYNC_MISSING, "Assumption"), ==, 1);
  g_assert_cmpuint (fixture_count_items (fixture, MOAT_SYNC_MISSING, "Use case"), ==, 1);
  fixture_run_with (fixture, &pruning);
  g_assert_false (fixture->sync->is_blocked);
  g_assert_null (moat_document_find (fixture->document, "h-zv6sz7ty5zm8"));
  fixture_assert_field (fixture, "u-bnr5k1b93sdv", "attackTest", "");
  fixture_assert_settled (fixture);
}

/* The last boundary takes nothing of the diagram with it. */
static void
test_pruned_boundaries (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = fixture_dup_text (fixture->file);
  const char *from = strstr (text, "### Trust Boundaries");
  const char *to = strstr (text, "### Sensitive Data Flows");
  g_autofree char *section = g_strndup (from, to - from);

  fixture_edit_file (fixture, section, "");
  fixture_run_with (fixture, &pruning);
  g_assert_cmpuint (fixture_count_items (fixture, MOAT_SYNC_DELETED, "Trust Boundaries"), ==, 3);
  fixture_assert_file_has (fixture, "(\"API\")");
  fixture_assert_settled (fixture);
}

/* Data that somebody writes down as sensitive stays in its table. */
static void
test_added_data (Fixture *fixture, gconstpointer data)
{
  fixture_edit_file (fixture, "\n\n### Use Case:", "\n|  | Phone number |  |  |  |  |\n\n### Use Case:");
  fixture_run (fixture);
  g_assert_false (fixture->sync->is_blocked);
  fixture_assert_file_has (fixture, "| Phone number | Sensitive |");
  fixture_edit_file (fixture, "| Phone number | Sensitive |", "| Phone number | Public |");
  fixture_run (fixture);
  g_assert_false (fixture->sync->is_blocked);
  fixture_assert_settled (fixture);
}

/* What git left for somebody to choose is neither side's. */
static void
test_unsettled_merge (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MoatSync *sync;

  fixture_edit_file (fixture, "| d-hax8nbt13kk9 |", "<<<<<<< HEAD\n| d-hax8nbt13kk9 |");
  fixture_edit_file (fixture, "| SHOP-20 |\n", "| SHOP-20 |\n=======\n>>>>>>> other\n");
  sync = moat_sync_run (fixture->document, fixture->file, &pruning, &error);
  g_assert_null (sync);
  g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_CONFLICT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, test)                                                                                     \
  g_test_add ("/formats/sync-apart/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  TEST ("loose-rows", test_loose_rows);
  TEST ("damaged-rule", test_damaged_rule);
  TEST ("overfull-row", test_overfull_row);
  TEST ("lost-id", test_lost_id);
  TEST ("renamed-head", test_renamed_head);
  TEST ("both-words", test_both_words);
  TEST ("both-lines", test_both_lines);
  TEST ("both-in-one-text", test_both_in_one_text);
  TEST ("step", test_step);
  g_test_add_func ("/formats/sync-apart/refused-texts", test_refused_texts);
  TEST ("deleted-text", test_deleted_text);
  TEST ("pruned-boundaries", test_pruned_boundaries);
  TEST ("added-data", test_added_data);
  TEST ("unsettled-merge", test_unsettled_merge);

  return g_test_run ();
}
