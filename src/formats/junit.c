/* Walking through JUnit's XML, suite by suite, test by test.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "junit.h"

#include "bounds.h"
#include "files.h"
#include "formats.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlreader.h>
#include <string.h>

/* No network, whatever the document asks for; whitespace is of no interest. Long texts are let through, as
 * what a test printed may be longer than libxml2's own bounds: the file's size is bounded already, its depth
 * here.
 */
#define OPTIONS (XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_HUGE | XML_PARSE_COMPACT)

/* A suite that is open. */
typedef struct
{
  char *name;
  char *file;
  char *date; /* its own or the one around it; "" for none */
} Suite;

typedef struct
{
  xmlTextReader *reader;
  MoatTestReport *report;
  GArray *suites; /* of Suite, the innermost last */
  /* The test that is open. */
  gboolean is_in_test;
  int test_depth;
  char *class_name;
  char *name;
  char *file;
  char *date;
  MoatTestOutcome outcome;
  /* What libxml2 found wrong first. */
  char *complaint;
  int complaint_line;
} Walk;

/* ---- Errors ---- */

static void
complain_cb (void *data, const char *message, xmlParserSeverities severity, xmlTextReaderLocatorPtr locator)
{
  Walk *walk = data;

  if (walk->complaint != NULL || severity != XML_PARSER_SEVERITY_ERROR)
    return;
  walk->complaint = g_utf8_make_valid (message, (gssize) strcspn (message, "!\n"));
  g_strstrip (walk->complaint);
  /* The locator knows only the line where the element around began. */
  walk->complaint_line = xmlTextReaderGetParserLineNumber (walk->reader);
}

/* About the node that the reader is at. */
static gboolean
fail (const Walk *walk, GError **error, int code, const char *what)
{
  long line = xmlGetLineNo (xmlTextReaderCurrentNode (walk->reader));

  g_set_error (error, MOAT_FORMAT_ERROR, code, _ ("line %ld: %s"), MAX (line, 1), what);
  return FALSE;
}

/* Before 2.14, libxml2 calls the end of a file that was cut off "extra content". */
static const char *
get_complaint (const Walk *walk)
{
  if (walk->complaint == NULL)
    return _ ("it is empty");
  if (g_str_has_prefix (walk->complaint, "Premature end of data")
      || (walk->suites != NULL && walk->suites->len > 0
          && g_str_has_prefix (walk->complaint, "Extra content")))
    return _ ("it ends in the middle");

  return walk->complaint;
}

static gboolean
fail_damaged (const Walk *walk, GError **error)
{
  g_set_error (
      error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED,
      _ ("line %d: The file is no whole XML document (%s). Run the tests again to have it written anew."),
      MAX (walk->complaint_line, 1), get_complaint (walk));
  return FALSE;
}

/* ---- Attributes ---- */

/* Owned; "" when there is none. */
static char *
get_attribute (const Walk *walk, const char *name)
{
  xmlChar *value = xmlTextReaderGetAttribute (walk->reader, BAD_CAST name);
  char *copy = g_strdup (value == NULL ? "" : (const char *) value);

  if (value != NULL)
    xmlFree (value);

  return copy;
}

/* The day in "2024-05-02T10:11:12.123+02:00", as the clock there showed it; "" when there is none. */
static char *
get_day (const Walk *walk)
{
  g_autofree char *stamp = get_attribute (walk, "timestamp");
  g_auto (GStrv) parts = NULL;
  guint64 year, month, day;

  if (strlen (stamp) < 10 || (stamp[10] != '\0' && stamp[10] != 'T' && stamp[10] != ' '))
    return g_strdup ("");
  stamp[10] = '\0';
  parts = g_strsplit (stamp, "-", -1);
  if (g_strv_length (parts) != 3 || strlen (parts[0]) != 4 || strlen (parts[1]) != 2
      || !g_ascii_string_to_unsigned (parts[0], 10, 1, 9999, &year, NULL)
      || !g_ascii_string_to_unsigned (parts[1], 10, 1, 12, &month, NULL)
      || !g_ascii_string_to_unsigned (parts[2], 10, 1, 31, &day, NULL)
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return g_strdup ("");

  return g_steal_pointer (&stamp);
}

static char *
choose (char *own, const char *other)
{
  if (*own != '\0')
    return own;
  g_free (own);

  return g_strdup (other);
}

/* ---- Suites ---- */

static void
suite_clear (gpointer data)
{
  Suite *suite = data;

  g_free (suite->name);
  g_free (suite->file);
  g_free (suite->date);
}

static const Suite *
get_suite (const Walk *walk)
{
  static const Suite none = { (char *) "", (char *) "", (char *) "" };

  return walk->suites->len == 0 ? &none : &g_array_index (walk->suites, Suite, walk->suites->len - 1);
}

static void
open_suite (Walk *walk)
{
  const Suite *outer = get_suite (walk);
  Suite suite;

  suite.name = get_attribute (walk, "name");
  suite.file = choose (get_attribute (walk, "file"), outer->file);
  suite.date = choose (get_day (walk), outer->date);
  g_array_append_val (walk->suites, suite);
}

static void
close_suite (Walk *walk)
{
  if (walk->suites->len > 0)
    g_array_set_size (walk->suites, walk->suites->len - 1);
}

/* ---- Tests ---- */

static void
clear_test (Walk *walk)
{
  walk->is_in_test = FALSE;
  g_clear_pointer (&walk->class_name, g_free);
  g_clear_pointer (&walk->name, g_free);
  g_clear_pointer (&walk->file, g_free);
  g_clear_pointer (&walk->date, g_free);
}

/* GoogleTest says in an attribute what others say in an element. */
static gboolean
says_skipped (const Walk *walk)
{
  static const char *const words[] = { "notrun", "skipped", "suppressed", "disabled", NULL };
  g_autofree char *status = get_attribute (walk, "status");
  g_autofree char *result = get_attribute (walk, "result");

  return g_strv_contains (words, status) || g_strv_contains (words, result);
}

static void
open_test (Walk *walk)
{
  const Suite *suite = get_suite (walk);
  g_autofree char *class_name = NULL;

  clear_test (walk);
  walk->is_in_test = TRUE;
  walk->test_depth = xmlTextReaderDepth (walk->reader);
  walk->name = get_attribute (walk, "name");
  /* PHPUnit has PHP's own spelling in "class", and one with dots in "classname". */
  class_name = get_attribute (walk, "classname");
  walk->class_name = choose (get_attribute (walk, "class"), class_name);
  walk->file = choose (get_attribute (walk, "file"), suite->file);
  walk->date = choose (get_day (walk), suite->date);
  walk->outcome = says_skipped (walk) ? MOAT_TEST_SKIPPED : MOAT_TEST_PASSED;
}

static void
close_test (Walk *walk)
{
  const MoatTest test = {
    .suite = get_suite (walk)->name,
    .class_name = walk->class_name,
    .name = walk->name,
    .file = walk->file,
    .date = walk->date,
    .outcome = walk->outcome,
  };

  if (walk->is_in_test)
    moat_test_report_add (walk->report, &test);
  clear_test (walk);
}

/* What stands in a test. Surefire's rerunFailure comes with a failure when no run passed; its flakyFailure
 * with none, as one did: neither says more. */
static void
note_outcome (Walk *walk, const char *element)
{
  if (!walk->is_in_test || xmlTextReaderDepth (walk->reader) != walk->test_depth + 1)
    return;
  if (strcmp (element, "failure") == 0 || strcmp (element, "error") == 0)
    walk->outcome = MOAT_TEST_FAILED;
  else if (strcmp (element, "skipped") == 0 && walk->outcome != MOAT_TEST_FAILED)
    walk->outcome = MOAT_TEST_SKIPPED;
}

/* ---- Walking ---- */

static gboolean
check_root (const Walk *walk, const char *element, GError **error)
{
  g_autofree char *what = NULL;

  if (xmlTextReaderDepth (walk->reader) > 0 || strcmp (element, "testsuites") == 0
      || strcmp (element, "testsuite") == 0)
    return TRUE;
  what = g_strdup_printf (
      _ ("This is no test report in JUnit’s XML: it begins with <%s>, not with <testsuites> or "
         "<testsuite>."),
      element);

  return fail (walk, error, MOAT_FORMAT_ERROR_UNKNOWN, what);
}

static gboolean
open_element (Walk *walk, GError **error)
{
  const char *element = (const char *) xmlTextReaderConstLocalName (walk->reader);

  if (!check_root (walk, element, error))
    return FALSE;
  if (xmlTextReaderDepth (walk->reader) > MOAT_MAX_DEPTH)
    return fail (
        walk, error, MOAT_FORMAT_ERROR_DAMAGED,
        _ ("The elements are nested too deeply for a test report. Check that it is the right file."));

  if (strcmp (element, "testsuite") == 0 || strcmp (element, "testsuites") == 0)
    {
      open_suite (walk);
      if (xmlTextReaderIsEmptyElement (walk->reader))
        close_suite (walk);
    }
  else if (strcmp (element, "testcase") == 0)
    {
      open_test (walk);
      if (xmlTextReaderIsEmptyElement (walk->reader))
        close_test (walk);
    }
  else
    {
      note_outcome (walk, element);
    }

  return TRUE;
}

static void
close_element (Walk *walk)
{
  const char *element = (const char *) xmlTextReaderConstLocalName (walk->reader);

  if (strcmp (element, "testsuite") == 0 || strcmp (element, "testsuites") == 0)
    close_suite (walk);
  else if (strcmp (element, "testcase") == 0)
    close_test (walk);
}

static gboolean
take_node (Walk *walk, GError **error)
{
  int type = xmlTextReaderNodeType (walk->reader);

  if (type == XML_READER_TYPE_DOCUMENT_TYPE)
    return fail (
        walk, error, MOAT_FORMAT_ERROR_DAMAGED,
        _ ("The file has a document type declaration, which no test report needs and which could make it "
           "huge. Remove it."));
  if (type == XML_READER_TYPE_ELEMENT)
    return open_element (walk, error);
  if (type == XML_READER_TYPE_END_ELEMENT)
    close_element (walk);

  return TRUE;
}

static gboolean
walk_nodes (Walk *walk, GError **error)
{
  int status;

  while ((status = xmlTextReaderRead (walk->reader)) == 1)
    {
      if (!take_node (walk, error))
        return FALSE;
    }

  return status == 0 && walk->complaint == NULL ? TRUE : fail_damaged (walk, error);
}

gboolean
moat_junit_read (GBytes *bytes, MoatTestReport *report, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  Walk walk = { .report = report };
  gboolean is_read;

  g_return_val_if_fail (length <= G_MAXINT, FALSE);

  walk.reader = xmlReaderForMemory (data == NULL ? "" : data, (int) length, NULL, NULL, OPTIONS);
  if (walk.reader == NULL)
    return fail_damaged (&walk, error);
  walk.suites = g_array_new (FALSE, FALSE, sizeof (Suite));
  g_array_set_clear_func (walk.suites, suite_clear);
  xmlTextReaderSetErrorHandler (walk.reader, complain_cb, &walk);

  is_read = walk_nodes (&walk, error);

  clear_test (&walk);
  g_array_unref (walk.suites);
  g_free (walk.complaint);
  xmlFreeTextReader (walk.reader);

  return is_read;
}

MoatTestReport *
moat_junit_load (const char *const *paths, GError **error)
{
  g_autoptr (MoatTestReport) report = moat_test_report_new ();

  for (; *paths != NULL; paths++)
    {
      g_autoptr (GBytes) bytes = moat_files_read (*paths, NULL, error);

      if (bytes == NULL)
        return NULL;
      if (!moat_junit_read (bytes, report, error))
        {
          g_autofree char *name = moat_files_get_name (*paths);

          g_prefix_error (error, "%s: ", name);
          return NULL;
        }
    }

  return g_steal_pointer (&report);
}
