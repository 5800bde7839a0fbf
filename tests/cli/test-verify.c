/* moat-cli verify as a pipeline sees it: what it writes, what it says, how it
 * ends.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-run.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static const char model[]
    = "{\n"
      "  \"format\": \"moat\",\n"
      "  \"version\": 1,\n"
      "  \"useCases\": [{ \"id\": \"u-1\", \"title\": \"Orders\" }],\n"
      "  \"threats\": [{ \"id\": \"t-1\", \"on\": \"u-1\", \"text\": \"Reads the orders of others\" }],\n"
      "  \"decisions\": [{ \"id\": \"d-1\", \"threats\": [\"t-1\"], \"text\": \"Look up by owner\",\n"
      "    \"enforced\": [\"API\", \"src/orders.py#find\"] }],\n"
      "  \"verifications\": [\n"
      "    { \"id\": \"v-1\", \"decision\": \"d-1\", \"text\": \"Two accounts\",\n"
      "      \"evidence\": [\"shop.OrderTest#other\"] },\n"
      "    { \"id\": \"v-2\", \"decision\": \"d-1\", \"text\": \"Talk with the vendor\",\n"
      "      \"evidence\": [\"https://example.com/notes\"] }\n"
      "  ]\n"
      "}\n";

static const char passing[] = "<testsuite timestamp=\"2024-05-02T10:00:00\"><testcase "
                              "classname=\"shop.OrderTest\" name=\"other\"/></testsuite>";
static const char failing[]
    = "<testsuite><testcase classname=\"shop.OrderTest\" name=\"other\"><failure/></testcase></testsuite>";

#define MODEL "model.moat"

static void
set_up (MoatRun *run, gconstpointer program)
{
  moat_run_init (run, program);
  moat_run_put (run, MODEL, model);
  moat_run_put (run, "passing.xml", passing);
  moat_run_put (run, "failing.xml", failing);
  moat_run_put (run, "src/orders.py", "def find(): pass\n");
}

static void
tear_down (MoatRun *run, gconstpointer program)
{
  moat_run_clear (run);
}

/* Runs the subcommand in the folder. */
#define verify(run, input, ...) moat_run ((run), (input), "verify", __VA_ARGS__)

static void
assert_says (const char *text, const char *what)
{
  if (strstr (text, what) == NULL)
    g_error ("“%s” does not say “%s”", text, what);
}

static void
assert_not_done (const MoatRun *fixture, const char *what)
{
  g_autofree char *text = moat_run_get (fixture, MODEL);

  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_cmpstr (fixture->output, ==, "");
  g_assert_true (strchr (fixture->errors, '\n') == fixture->errors + strlen (fixture->errors) - 1);
  assert_says (fixture->errors, what);
  g_assert_cmpstr (text, ==, model);
}

/* Results and dates are written, and only where a test is named. */
static void
test_verify_writes (MoatRun *fixture, gconstpointer program)
{
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  verify (fixture, NULL, "model.moat", "--junit", "passing.xml", NULL);
  g_assert_cmpstr (fixture->errors, ==, "");
  g_assert_cmpint (fixture->status, ==, 0);
  assert_says (fixture->output, "Passing (was planned): Two accounts");
  assert_says (fixture->output, "1 passing");
  text = moat_run_get (fixture, MODEL);
  assert_says (text, "\"result\": \"passing\",\n      \"checkedOn\": \"2024-05-02\"");
  g_assert_null (strstr (strstr (text, "\"v-2\""), "result"));

  verify (fixture, NULL, "model.moat", "--junit", "passing.xml", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_null (strstr (fixture->output, "was changed"));
  again = moat_run_get (fixture, MODEL);
  g_assert_cmpstr (again, ==, text);
}

/* What fails or is not there is something to report; so is one of several files in which it fails. */
static void
test_verify_fails (MoatRun *fixture, gconstpointer program)
{
  g_autofree char *text = NULL;

  verify (fixture, NULL, "--junit", "passing.xml", "failing.xml", "model.moat", "--today", "2024-06-01",
          NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "Failing (was planned): Two accounts");
  assert_says (fixture->output, "shop.OrderTest.other failed.");
  text = moat_run_get (fixture, MODEL);
  assert_says (text, "\"result\": \"failing\"");

  moat_run_put (fixture, "passing.xml", "<testsuites/>");
  verify (fixture, NULL, "model.moat", "--junit", "passing.xml", "--today", "2024-06-01", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "Missing (was failing): Two accounts");
  assert_says (fixture->output, "No test is called “shop.OrderTest#other”.");
  g_free (text);
  text = moat_run_get (fixture, MODEL);
  assert_says (text, "\"result\": \"missing\",\n      \"checkedOn\": \"2024-06-01\"");
}

/* A dry run says the same and writes nothing. */
static void
test_verify_dry_run (MoatRun *fixture, gconstpointer program)
{
  g_autofree char *text = NULL;

  verify (fixture, NULL, "model.moat", "--junit", "failing.xml", "--dry-run", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "Failing (was planned): Two accounts");
  assert_says (fixture->output, "model.moat would be changed.");
  text = moat_run_get (fixture, MODEL);
  g_assert_cmpstr (text, ==, model);
}

/* As a filter: the model comes out, and what is said of it stands beside. */
static void
test_verify_stream (MoatRun *fixture, gconstpointer program)
{
  verify (fixture, model, "-", "--junit", "passing.xml", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_true (g_str_has_prefix (fixture->output, "{\n"));
  assert_says (fixture->output, "\"result\": \"passing\"");
  assert_says (fixture->errors, "1 passing");
}

/* Cited files are looked for with and without results, from the folder that is given. */
static void
test_verify_files (MoatRun *fixture, gconstpointer program)
{
  verify (fixture, NULL, "model.moat", NULL);
  g_assert_cmpstr (fixture->output, ==, "");
  g_assert_cmpint (fixture->status, ==, 0);

  moat_run_put (fixture, "src/orders.py", "def search(): pass\n");
  verify (fixture, NULL, "model.moat", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "src/orders.py has no “find”.\n  Decision: Look up by owner\n");

  verify (fixture, NULL, "model.moat", "--root", "src", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "There is no file src/orders.py.");
}

/* Bad input is told by file and line, and the model stays as it was. */
static void
test_verify_bad (MoatRun *fixture, gconstpointer program)
{
  moat_run_put (fixture, "failing.xml", "<testsuites>\n<testsuite>\n");
  verify (fixture, NULL, "model.moat", "--junit", "passing.xml", "failing.xml", NULL);
  /* Where the end is, is counted differently by libxml2's versions. */
  assert_not_done (fixture, "failing.xml: line ");
  assert_says (fixture->errors, "The file is no whole XML document (it ends in the middle)");
  moat_run_put (fixture, "failing.xml", "<coverage/>");
  verify (fixture, NULL, "model.moat", "--junit", "failing.xml", NULL);
  assert_not_done (fixture, "failing.xml: line 1: ");
  verify (fixture, NULL, "model.moat", "--junit", "gone.xml", NULL);
  assert_not_done (fixture, "gone.xml");
  verify (fixture, NULL, "gone.moat", "--junit", "passing.xml", NULL);
  assert_not_done (fixture, "gone.moat");
  verify (fixture, NULL, "passing.xml", "--junit", "passing.xml", NULL);
  assert_not_done (fixture, "passing.xml");
  verify (fixture, NULL, NULL);
  assert_not_done (fixture, "--help");
  verify (fixture, NULL, "model.moat", "other.moat", NULL);
  assert_not_done (fixture, "--junit");
  verify (fixture, NULL, "model.moat", "--today", "yesterday", NULL);
  assert_not_done (fixture, "yesterday");
  verify (fixture, NULL, "model.moat", "--root", "gone", NULL);
  assert_not_done (fixture, "gone");
}

/* A story can be read, but has no place for results. */
static void
test_verify_other_format (MoatRun *fixture, gconstpointer program)
{
  verify (fixture, "# Orders\n1. User -> API: reads\n", "-", "--junit", "passing.xml", NULL);
  assert_not_done (fixture, "moat-cli story");
}

#define TEST(path, test) g_test_add ("/cli/verify/" path, MoatRun, program, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *program = NULL;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  /* It is run in another folder. */
  program = g_canonicalize_filename (argv[1], NULL);

  TEST ("writes", test_verify_writes);
  TEST ("fails", test_verify_fails);
  TEST ("dry-run", test_verify_dry_run);
  TEST ("stream", test_verify_stream);
  TEST ("files", test_verify_files);
  TEST ("bad", test_verify_bad);
  TEST ("other-format", test_verify_other_format);
  return g_test_run ();
}
