/* What the tests of other tools' formats share.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"
#include "query.h"

G_BEGIN_DECLS

/* What @format (a name) makes of @text, after asserting that it is known by its content. @folder is where
 * what it includes may be; it and @report may be NULL. */
MoatDocument *moat_test_read_as (const char *format,
                                 const char *text,
                                 const char *folder,
                                 MoatReport *report,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The record of this name, title or text; fails when there is none. */
MoatRecord *moat_test_find (MoatDocument *document, MoatKind kind, const char *title);

G_END_DECLS
