/* moat-cli verify as a pipeline sees it: what it writes, what it says, how it
 * ends.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  const char *program;
  char *folder;
  char *model;
  int status;
  char *output;
  char *errors;
} Fixture;

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

static char *
path_of (const Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
put (const Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = path_of (fixture, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static char *
read_model (const Fixture *fixture)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (fixture->model, &text, NULL, NULL));
  return text;
}

static void run (Fixture *fixture, const char *input, ...) G_GNUC_NULL_TERMINATED;

/* Runs the subcommand in the folder. */
static void
run (Fixture *fixture, const char *input, ...)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  const char *argument;
  va_list rest;

  g_ptr_array_add (argv, (char *) fixture->program);
  g_ptr_array_add (argv, (char *) "verify");
  va_start (rest, input);
  while ((argument = va_arg (rest, const char *)) != NULL)
    g_ptr_array_add (argv, (char *) argument);
  va_end (rest);
  g_ptr_array_add (argv, NULL);

  g_clear_pointer (&fixture->output, g_free);
  g_clear_pointer (&fixture->errors, g_free);
  g_subprocess_launcher_set_cwd (launcher, fixture->folder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &fixture->output, &fixture->errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  fixture->status = g_subprocess_get_exit_status (process);
}

static void
set_up (Fixture *fixture, gconstpointer program)
{
  g_autofree char *source = NULL;

  fixture->program = program;
  fixture->folder = g_dir_make_tmp ("moat-verify-XXXXXX", NULL);
  fixture->model = path_of (fixture, "model.moat");
  put (fixture, "model.moat", model);
  put (fixture, "passing.xml", passing);
  put (fixture, "failing.xml", failing);
  source = path_of (fixture, "src");
  g_assert_cmpint (g_mkdir (source, 0700), ==, 0);
  put (fixture, "src/orders.py", "def find(): pass\n");
}

static void
tear_down (Fixture *fixture, gconstpointer program)
{
  static const char *const names[]
      = { "model.moat", "passing.xml", "failing.xml", "src/orders.py", "src", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = path_of (fixture, names[i]);

      g_remove (path);
    }
  g_free (fixture->folder);
  g_free (fixture->model);
  g_free (fixture->output);
  g_free (fixture->errors);
}

static void
assert_says (const char *text, const char *what)
{
  if (strstr (text, what) == NULL)
    g_error ("“%s” does not say “%s”", text, what);
}

static void
assert_not_done (const Fixture *fixture, const char *what)
{
  g_autofree char *text = read_model (fixture);

  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_cmpstr (fixture->output, ==, "");
  g_assert_true (strchr (fixture->errors, '\n') == fixture->errors + strlen (fixture->errors) - 1);
  assert_says (fixture->errors, what);
  g_assert_cmpstr (text, ==, model);
}

/* Results and dates are written, and only where a test is named. */
static void
test_verify_writes (Fixture *fixture, gconstpointer program)
{
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  run (fixture, NULL, "model.moat", "--junit", "passing.xml", NULL);
  g_assert_cmpstr (fixture->errors, ==, "");
  g_assert_cmpint (fixture->status, ==, 0);
  assert_says (fixture->output, "Passing (was planned): Two accounts");
  assert_says (fixture->output, "1 passing");
  text = read_model (fixture);
  assert_says (text, "\"result\": \"passing\",\n      \"checkedOn\": \"2024-05-02\"");
  g_assert_null (strstr (strstr (text, "\"v-2\""), "result"));

  run (fixture, NULL, "model.moat", "--junit", "passing.xml", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_null (strstr (fixture->output, "was changed"));
  again = read_model (fixture);
  g_assert_cmpstr (again, ==, text);
}

/* What fails or is not there is something to report; so is one of several files in which it fails. */
static void
test_verify_fails (Fixture *fixture, gconstpointer program)
{
  g_autofree char *text = NULL;

  run (fixture, NULL, "--junit", "passing.xml", "failing.xml", "model.moat", "--today", "2024-06-01", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "Failing (was planned): Two accounts");
  assert_says (fixture->output, "shop.OrderTest.other failed.");
  text = read_model (fixture);
  assert_says (text, "\"result\": \"failing\"");

  put (fixture, "passing.xml", "<testsuites/>");
  run (fixture, NULL, "model.moat", "--junit", "passing.xml", "--today", "2024-06-01", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "Missing (was failing): Two accounts");
  assert_says (fixture->output, "No test is called “shop.OrderTest#other”.");
  g_free (text);
  text = read_model (fixture);
  assert_says (text, "\"result\": \"missing\",\n      \"checkedOn\": \"2024-06-01\"");
}

/* A dry run says the same and writes nothing. */
static void
test_verify_dry_run (Fixture *fixture, gconstpointer program)
{
  g_autofree char *text = NULL;

  run (fixture, NULL, "model.moat", "--junit", "failing.xml", "--dry-run", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "Failing (was planned): Two accounts");
  assert_says (fixture->output, "model.moat would be changed.");
  text = read_model (fixture);
  g_assert_cmpstr (text, ==, model);
}

/* As a filter: the model comes out, and what is said of it stands beside. */
static void
test_verify_stream (Fixture *fixture, gconstpointer program)
{
  run (fixture, model, "-", "--junit", "passing.xml", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_true (g_str_has_prefix (fixture->output, "{\n"));
  assert_says (fixture->output, "\"result\": \"passing\"");
  assert_says (fixture->errors, "1 passing");
}

/* Cited files are looked for with and without results, from the folder that is given. */
static void
test_verify_files (Fixture *fixture, gconstpointer program)
{
  run (fixture, NULL, "model.moat", NULL);
  g_assert_cmpstr (fixture->output, ==, "");
  g_assert_cmpint (fixture->status, ==, 0);

  put (fixture, "src/orders.py", "def search(): pass\n");
  run (fixture, NULL, "model.moat", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "src/orders.py has no “find”.\n  Decision: Look up by owner\n");

  run (fixture, NULL, "model.moat", "--root", "src", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "There is no file src/orders.py.");
}

/* Bad input is told by file and line, and the model stays as it was. */
static void
test_verify_bad (Fixture *fixture, gconstpointer program)
{
  put (fixture, "failing.xml", "<testsuites>\n<testsuite>\n");
  run (fixture, NULL, "model.moat", "--junit", "passing.xml", "failing.xml", NULL);
  assert_not_done (fixture, "failing.xml: line 2: The file is no whole XML document (it ends in the middle)");
  put (fixture, "failing.xml", "<coverage/>");
  run (fixture, NULL, "model.moat", "--junit", "failing.xml", NULL);
  assert_not_done (fixture, "failing.xml: line 1: ");
  run (fixture, NULL, "model.moat", "--junit", "gone.xml", NULL);
  assert_not_done (fixture, "gone.xml");
  run (fixture, NULL, "gone.moat", "--junit", "passing.xml", NULL);
  assert_not_done (fixture, "gone.moat");
  run (fixture, NULL, "passing.xml", "--junit", "passing.xml", NULL);
  assert_not_done (fixture, "passing.xml");
  run (fixture, NULL, NULL);
  assert_not_done (fixture, "--help");
  run (fixture, NULL, "model.moat", "other.moat", NULL);
  assert_not_done (fixture, "--junit");
  run (fixture, NULL, "model.moat", "--today", "yesterday", NULL);
  assert_not_done (fixture, "yesterday");
  run (fixture, NULL, "model.moat", "--root", "gone", NULL);
  assert_not_done (fixture, "gone");
}

/* A story can be read, but has no place for results. */
static void
test_verify_other_format (Fixture *fixture, gconstpointer program)
{
  run (fixture, "# Orders\n1. User -> API: reads\n", "-", "--junit", "passing.xml", NULL);
  assert_not_done (fixture, "moat-cli story");
}

#define TEST(path, test) g_test_add ("/cli/verify/" path, Fixture, program, set_up, test, tear_down)

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
