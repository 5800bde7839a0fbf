/* Reading test results in JUnit's XML, in the dialects of pytest, Maven
 * Surefire, Gradle, jest-junit, gotestsum, PHPUnit, GoogleTest and others.
 *
 * Nobody has standardised it: "Ant's JUnit task wrote it once" is the whole
 * specification, https://llg.cubic.org/docs/junit/ gathers what tools made of it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "test-report.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Adds the tests in @bytes to @report. Nothing is fetched and no entity is replaced: a file with a document
 * type declaration is refused. FALSE with an error (MOAT_FORMAT_ERROR) that names the line when it is damaged
 * or no such report; @report may hold some of its tests then.
 */
gboolean moat_junit_read (GBytes *bytes, MoatTestReport *report, GError **error);

/* The tests of the files at @paths ("-": standard input), or NULL with an error that names file and line. Any
 * thread may call it. */
MoatTestReport *moat_junit_load (const char *const *paths, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
