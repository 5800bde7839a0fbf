/* JUnit's XML: what each tool's dialect says, what an entry finds in it, and
 * that no file does harm.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "formats.h"
#include "junit.h"
#include "moat-test-seed.h"

#include <string.h>

static char *
get_path (const char *name)
{
  return g_build_filename (g_getenv ("MOAT_TEST_SRCDIR"), "formats", "junit", name, NULL);
}

static MoatTestReport *
load (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = get_path (name);
  const char *const paths[] = { path, NULL };
  MoatTestReport *report = moat_junit_load (paths, &error);

  g_assert_no_error (error);
  return report;
}

/* ---- Dialects ---- */

typedef struct
{
  const char *file;
  const char *entry;
  /* "date class name outcome" of each test found, one a line; "" for none; "?" when unclear. */
  const char *found;
} Case;

static const char *const outcomes[] = { "passed", "failed", "skipped" };

static char *
find (MoatTestReport *report, const char *entry)
{
  g_autoptr (GPtrArray) tests = g_ptr_array_new ();
  g_auto (MoatCitation) citation = { 0 };
  GString *found = g_string_new (NULL);
  MoatTestsFound result;

  moat_citation_init (&citation, entry);
  if (citation.cites == MOAT_CITES_NOTHING)
    citation.test = g_strdup (entry);
  result = moat_test_report_find (report, &citation, tests);
  g_assert_true ((result == MOAT_TESTS_NONE) == (tests->len == 0));
  if (result == MOAT_TESTS_AMBIGUOUS)
    {
      g_string_append_c (found, '?');
      return g_string_free (found, FALSE);
    }
  for (guint i = 0; i < tests->len; i++)
    {
      const MoatTest *test = g_ptr_array_index (tests, i);

      g_string_append_printf (found, "%s%s %s", found->len > 0 ? ", " : "", test->name,
                              outcomes[test->outcome]);
    }

  return g_string_free (found, FALSE);
}

/* However a person writes the name of a test, its file or its class, it is found in what the tool wrote; and
 * nothing is that is not called so. */
static void
test_junit_find (void)
{
  static const Case cases[] = {
    /* As pytest prints it, whole or with its parameters, from the folder above, or without the file. */
    { "pytest.xml", "tests/test_address.py::TestUpdate::test_other_user", "test_other_user failed" },
    { "pytest.xml", "backend/tests/test_address.py::TestUpdate::test_other_user", "test_other_user failed" },
    { "pytest.xml", "test_address.py::TestUpdate::test_own_address", "test_own_address passed" },
    { "pytest.xml", "tests/test_address.py::test_other_user", "test_other_user failed" },
    { "pytest.xml", "tests/test_address.py::test_length",
      "test_length[1000] passed, test_length[a/b.c] passed" },
    { "pytest.xml", "tests/test_address.py::test_length[a/b.c]", "test_length[a/b.c] passed" },
    { "pytest.xml", "tests/test_address.py::test_length[2]", "" },
    { "pytest.xml", "tests/test_address.py::TestUpdate", "test_own_address passed, test_other_user failed" },
    { "pytest.xml", "tests/test_address.py",
      "test_own_address passed, test_other_user failed, test_length[1000] passed, test_length[a/b.c] passed, "
      "test_log skipped, test_known_gap skipped" },
    { "pytest.xml", "tests/test_address.py:31",
      "test_own_address passed, test_other_user failed, test_length[1000] passed, test_length[a/b.c] passed, "
      "test_log skipped, test_known_gap skipped" },
    { "pytest.xml", "tests/test_address.py#test_log", "test_log skipped" },
    { "pytest.xml", "tests.test_address.TestUpdate.test_own_address", "test_own_address passed" },
    { "pytest.xml", "TestUpdate.test_own_address", "test_own_address passed" },
    { "pytest.xml", "test_own_address", "test_own_address passed" },
    { "pytest.xml", "own_address", "" },
    { "pytest.xml", "tests/test_other.py::TestUpdate::test_own_address", "" },
    { "pytest.xml", "other/test_address.py::TestUpdate::test_own_address", "" },
    { "surefire.xml", "com.acme.shop.AddressTest.rejectsOtherUser", "rejectsOtherUser failed" },
    { "surefire.xml", "com.acme.shop.AddressTest#rejectsOtherUser", "rejectsOtherUser failed" },
    { "surefire.xml", "AddressTest#retriesLogin", "retriesLogin passed" },
    { "surefire.xml", "AddressTest.retriesLogin()", "retriesLogin passed" },
    { "surefire.xml", "AddressTest#length", "length(String)[1] failed" },
    { "surefire.xml", "AddressTest#length(String)", "length(String)[1] failed" },
    { "surefire.xml", "src/test/java/com/acme/shop/AddressTest.java#updatesOwnAddress",
      "updatesOwnAddress passed" },
    { "surefire.xml", "AddressTest$Logging#auditLog", "auditLog skipped" },
    { "surefire.xml", "com.acme.shop.AddressTest",
      "updatesOwnAddress passed, rejectsOtherUser failed, retriesLogin passed, length(String)[1] failed, "
      "auditLog skipped" },
    { "surefire.xml", "printed", "" },
    { "surefire.xml", "OtherTest#updatesOwnAddress", "" },
    { "gradle.xml", "LoginTest#locksAfterFiveTries", "locksAfterFiveTries() passed" },
    { "gradle.xml", "LoginTest.locksAfterFiveTries()", "locksAfterFiveTries() passed" },
    { "gradle.xml", "LoginTest", "locksAfterFiveTries() passed, [1] admin passed" },
    { "jest.xml", "address form › rejects another user's id",
      "address form rejects another user's id failed" },
    { "jest.xml", "address form rejects another user's id", "address form rejects another user's id failed" },
    { "jest.xml", "address form > saves an address", "address form saves an address passed" },
    { "jest.xml", "rejects another user's id", "address form rejects another user's id failed" },
    { "jest.xml", "address form › with a token › refuses a stale one",
      "address form with a token refuses a stale one skipped" },
    { "jest.xml", "address form",
      "address form saves an address passed, address form rejects another user's id failed, "
      "address form with a token refuses a stale one skipped" },
    { "jest.xml", "one", "" },
    { "jest.xml", "an address", "" },
    { "vitest.xml", "address form › saves an address", "address form > saves an address passed" },
    { "vitest.xml", "address form > rejects > another user", "address form > rejects > another user passed" },
    { "vitest.xml", "src/address.test.ts::address form > saves an address",
      "address form > saves an address passed" },
    { "vitest.xml", "web/src/address.test.ts",
      "address form > saves an address passed, address form > rejects > another user passed" },
    { "vitest.xml", "src/other.test.ts", "" },
    { "gotestsum.xml", "TestUpdate/other_user", "TestUpdate/other_user failed" },
    { "gotestsum.xml", "TestUpdate/other user", "" },
    { "gotestsum.xml", "TestUpdate", "?" },
    { "gotestsum.xml", "address.TestUpdate", "TestUpdate failed" },
    { "gotestsum.xml", "github.com/acme/shop/login.TestUpdate", "TestUpdate passed" },
    { "gotestsum.xml", "login/login_test.go::TestUpdate", "TestUpdate passed" },
    { "gotestsum.xml", "FuzzParse", "FuzzParse passed" },
    { "gotestsum.xml", "other_user", "" },
    { "phpunit.xml", "App\\Tests\\AddressTest::testOwnAddress", "testOwnAddress passed" },
    { "phpunit.xml", "tests/AddressTest.php::testOwnAddress", "testOwnAddress passed" },
    { "phpunit.xml", "AddressTest#testOwnAddress", "testOwnAddress passed" },
    { "googletest.xml", "AddressTest.OtherUser", "OtherUser failed" },
    { "googletest.xml", "tests/address_test.cc#DISABLED_Log", "DISABLED_Log skipped" },
    { "googletest.xml", "tests/address_test.cc",
      "OwnAddress passed, OtherUser failed, DISABLED_Log skipped" },
    { "node.xml", "address form › saves an address", "saves an address passed" },
    { "node.xml", "with a token › refuses a stale one", "refuses a stale one passed" },
    { "node.xml", "refuses a stale one", "refuses a stale one passed" },
    { "node.xml", "starts", "starts passed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MoatTestReport) report = load (cases[i].file);
      g_autofree char *found = find (report, cases[i].entry);

      g_test_message ("%s: %s", cases[i].file, cases[i].entry);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

typedef struct
{
  const char *file;
  guint n_tests;
  const char *date;
} Dialect;

/* No test is lost and none is made up; the day is the one that the report bears. */
static void
test_junit_dialects (void)
{
  static const Dialect dialects[] = {
    { "pytest.xml", 7, "2024-05-02" },
    { "surefire.xml", 5, "" },
    { "gradle.xml", 2, "2024-05-03" },
    { "jest.xml", 3, "2024-05-04" },
    { "vitest.xml", 2, "2024-05-05" },
    { "gotestsum.xml", 5, "2024-05-06" },
    { "phpunit.xml", 3, "" },
    { "googletest.xml", 3, "2024-05-07" },
    { "node.xml", 3, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      g_autoptr (MoatTestReport) report = load (dialects[i].file);

      g_test_message ("%s", dialects[i].file);
      g_assert_cmpuint (moat_test_report_get_size (report), ==, dialects[i].n_tests);
      g_assert_cmpstr (moat_test_report_get_date (report), ==, dialects[i].date);
    }
}

/* Several reports are one run: what failed in any of them failed, and the date is the latest. */
static void
test_junit_several (void)
{
  g_autofree char *pytest = get_path ("pytest.xml");
  g_autofree char *go = get_path ("gotestsum.xml");
  const char *const paths[] = { go, pytest, pytest, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatTestReport) report = moat_junit_load (paths, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (moat_test_report_get_size (report), ==, 19);
  g_assert_cmpstr (moat_test_report_get_date (report), ==, "2024-05-06");
  found = find (report, "test_other_user");
  g_assert_cmpstr (found, ==, "test_other_user failed, test_other_user failed");
}

/* ---- Bad input ---- */

static gboolean
read_text (const char *text, gsize length, MoatTestReport *report, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return moat_junit_read (bytes, report, error);
}

typedef struct
{
  const char *text;
  int code;
  const char *says;
} Bad;

/* What is no report is refused, with the line. */
static void
test_junit_bad (void)
{
  static const Bad cases[] = {
    { "", MOAT_FORMAT_ERROR_DAMAGED, "line 1: *" },
    { "\n\n", MOAT_FORMAT_ERROR_DAMAGED, "line *" },
    { "{\"tests\": []}", MOAT_FORMAT_ERROR_DAMAGED, "line 1: *" },
    { "<testsuites>\n<testsuite>\n</testsuites>", MOAT_FORMAT_ERROR_DAMAGED, "line 3: *" },
    { "<testsuite/>\n<testsuite/>", MOAT_FORMAT_ERROR_DAMAGED, "line 2: *" },
    { "<testsuite name=\"\xff\"/>", MOAT_FORMAT_ERROR_DAMAGED, "line 1: *" },
    { "<testsuite>&undefined;</testsuite>", MOAT_FORMAT_ERROR_DAMAGED, "line 1: *" },
    { "\n<html><body/></html>", MOAT_FORMAT_ERROR_UNKNOWN, "line 2: *<html>*" },
    { "<coverage/>", MOAT_FORMAT_ERROR_UNKNOWN, "line 1: *<coverage>*" },
    { "<!DOCTYPE testsuite [<!ENTITY a \"b\">]>\n<testsuite name=\"&a;\"/>", MOAT_FORMAT_ERROR_DAMAGED,
      "line 1: *document type*" },
    { "<!DOCTYPE testsuite SYSTEM \"file:///etc/passwd\">\n<testsuite/>", MOAT_FORMAT_ERROR_DAMAGED,
      "line 1: *document type*" },
    { "<!DOCTYPE t [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
      "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">"
      "<!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;\">"
      "<!ENTITY g \"&f;&f;&f;&f;&f;&f;&f;&f;\"><!ENTITY h \"&g;&g;&g;&g;&g;&g;&g;&g;\">"
      "<!ENTITY i \"&h;&h;&h;&h;&h;&h;&h;&h;\">]><testsuite name=\"&i;\">&i;</testsuite>",
      MOAT_FORMAT_ERROR_DAMAGED, "line 1: *" }, /* newer libxml2 stops before we do */
    { "<!DOCTYPE t [<!ENTITY % x SYSTEM \"http://localhost:1/x\"> %x;]><testsuite/>",
      MOAT_FORMAT_ERROR_DAMAGED, "line 1: *document type*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MoatTestReport) report = moat_test_report_new ();
      g_autoptr (GError) error = NULL;

      g_test_message ("case %zu", i);
      g_assert_false (read_text (cases[i].text, strlen (cases[i].text), report, &error));
      g_assert_error (error, MOAT_FORMAT_ERROR, cases[i].code);
      g_assert_true (g_pattern_match_simple (cases[i].says, error->message));
      g_assert_null (strchr (error->message, '\n'));
    }
}

/* A report that was cut off anywhere is refused: a test that is not in it would be called missing. */
static void
test_junit_truncated (void)
{
  static const char *const names[] = { "pytest.xml", "surefire.xml", "gotestsum.xml" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = get_path (names[i]);
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      length = strlen (g_strchomp (text));
      for (gsize n = 0; n < length; n++)
        {
          g_autoptr (MoatTestReport) report = moat_test_report_new ();
          g_autoptr (GError) error = NULL;

          g_assert_false (read_text (text, n, report, &error));
          g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED);
        }
    }
}

/* Any byte may be another one: it is read or refused, never a crash. */
static void
test_junit_scrambled (void)
{
  g_autofree char *path = get_path ("surefire.xml");
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (MoatTestReport) report = moat_test_report_new ();
      g_autofree char *copy = g_memdup2 (text, length);
      g_autoptr (GError) error = NULL;

      copy[g_test_rand_int_range (0, (int) length)] = (char) g_test_rand_int_range (0, 256);
      g_assert_true (read_text (copy, length, report, &error) == (error == NULL));
    }
}

/* Deep nesting ends in an error, not in the stack. */
static void
test_junit_deep (void)
{
  g_autoptr (MoatTestReport) report = moat_test_report_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 100000; i++)
    g_string_append (text, "<testsuite>");
  g_assert_false (read_text (text->str, text->len, report, &error));
  g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED);
}

/* A large project's whole run, and a test that printed more than libxml2 takes by itself. */
static void
test_junit_large (void)
{
  const guint n_tests = 200000;
  g_autoptr (MoatTestReport) report = moat_test_report_new ();
  g_autoptr (GString) text = g_string_new ("<testsuites><testsuite name=\"all\">");
  g_autofree char *output = g_strnfill (12 * 1000 * 1000, 'x');
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  g_autofree char *unclear = NULL;

  for (guint i = 0; i < n_tests; i++)
    g_string_append_printf (text, "<testcase classname=\"pkg.Class%u\" name=\"test_%u\"/>", i % 5000, i / 4);
  g_string_append_printf (text, "<system-out>%s</system-out></testsuite></testsuites>", output);

  g_assert_true (read_text (text->str, text->len, report, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (moat_test_report_get_size (report), ==, n_tests);
  found = find (report, "Class7.test_1");
  g_assert_cmpstr (found, ==, "test_1 passed");
  unclear = find (report, "test_1");
  g_assert_cmpstr (unclear, ==, "?");
}

/* What cannot be opened is named. */
static void
test_junit_no_file (void)
{
  const char *const paths[] = { "/nowhere/results.xml", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (moat_junit_load (paths, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "results.xml"));
}

int
main (int argc, char **argv)
{
  moat_test_init (&argc, &argv);
  g_test_add_func ("/formats/junit/dialects", test_junit_dialects);
  g_test_add_func ("/formats/junit/find", test_junit_find);
  g_test_add_func ("/formats/junit/several", test_junit_several);
  g_test_add_func ("/formats/junit/bad", test_junit_bad);
  g_test_add_func ("/formats/junit/truncated", test_junit_truncated);
  g_test_add_func ("/formats/junit/scrambled", test_junit_scrambled);
  g_test_add_func ("/formats/junit/deep", test_junit_deep);
  g_test_add_func ("/formats/junit/large", test_junit_large);
  g_test_add_func ("/formats/junit/no-file", test_junit_no_file);
  return g_test_run ();
}
