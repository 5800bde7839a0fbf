/* Test results onto verifications: which pass, fail, or have lost their test.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"
#include "test-report.h"

G_BEGIN_DECLS

/* What came out for one verification that names tests. */
typedef struct
{
  MoatRecord *verification; /* owned */
  MoatResult before;
  MoatResult after;
  gboolean is_settled; /* FALSE: its entries do not say which test is meant, so it is as it was */
  guint n_tests;       /* that its entries name */
  GPtrArray *notes;    /* sentences that say why, owned; empty for one that passes */
} MoatVerified;

/* Sets result and date of every verification that names tests, in one transaction; nothing is said of those
 * whose evidence is only links, documents, or words that are no test's name, nor of decisions that were
 * dropped. The date is the latest of the tests'; @today (ISO 8601, or NULL) where the report bears none.
 *
 * Plain words name a test when some test is called so; where the verification is of a kind that is run
 * (unit, integration, negative, fuzz, load) they are taken for a name even when none is.
 * One failing test makes a verification fail; one without any test, or with skipped ones only, misses.
 *
 * Returns MoatVerified in the verifications' order; owned.
 */
GPtrArray *moat_verify (MoatDocument *document, MoatTestReport *report, const char *today)
    G_GNUC_WARN_UNUSED_RESULT;

/* Whether it is as the team wants it: it passes, and it is known which test says so. */
gboolean moat_verified_is_good (const MoatVerified *verified);
/* "Passing", "Failing", "Missing", "Unclear": translated, borrowed. */
const char *moat_verified_get_label (const MoatVerified *verified);
/* "2 passing, 1 failing, 3 missing"; translated, owned. */
char *moat_verified_summarize (GPtrArray *list) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
