/* The tests of one run, from one report or several, and finding those that an
 * entry of a verification's evidence means. Knows no format (formats/junit.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "citation.h"

G_BEGIN_DECLS

typedef enum
{
  MOAT_TEST_PASSED,
  MOAT_TEST_FAILED,  /* or ended in an error */
  MOAT_TEST_SKIPPED, /* or disabled: says nothing */
} MoatTestOutcome;

/* Texts are as the runner wrote them, "" for what it did not. */
typedef struct
{
  const char *suite;      /* the innermost one */
  const char *class_name; /* "tests.test_api.TestA", "com.acme.ApiTest", a Go package */
  const char *name;       /* "test_b[1]", "update()", "TestUpdate/other_user", "address form rejects" */
  const char *file;
  const char *date; /* ISO 8601 date of the run */
  MoatTestOutcome outcome;
} MoatTest;

typedef struct _MoatTestReport MoatTestReport;

MoatTestReport *moat_test_report_new (void) G_GNUC_WARN_UNUSED_RESULT;
void moat_test_report_free (MoatTestReport *self);

/* Copies @test. NULL texts are taken as "". */
void moat_test_report_add (MoatTestReport *self, const MoatTest *test);
guint moat_test_report_get_size (MoatTestReport *self);
/* The latest date that any test bears, "" when none does. Borrowed. */
const char *moat_test_report_get_date (MoatTestReport *self);

typedef enum
{
  MOAT_TESTS_NONE,
  MOAT_TESTS_FOUND,
  MOAT_TESTS_AMBIGUOUS, /* tests of several classes are called so */
} MoatTestsFound;

/* Puts the tests that @citation means in @tests (of const MoatTest *, borrowed until the next addition): a
 * test with all its parameters and repetitions, a class, or all of a file. In this order of trust: its whole
 * name; the end of its class and its name; its name alone; a class or suite. How a runner joins the parts of
 * a name (".", "#", "::", "/", " › ", a space) makes no difference.
 */
MoatTestsFound moat_test_report_find (MoatTestReport *self, const MoatCitation *citation, GPtrArray *tests);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatTestReport, moat_test_report_free)

G_END_DECLS
