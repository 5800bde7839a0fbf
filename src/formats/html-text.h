/* The text that HTML says, for formats that keep HTML in their labels and
 * descriptions. Not a parser: whatever the markup, some text comes out.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @html without its tags: blocks and breaks begin lines, runs of white space are one space, a link's address
 * follows its words in brackets, scripts and styles are left out. "" for NULL. Owned.
 */
char *moat_html_to_text (const char *html) G_GNUC_WARN_UNUSED_RESULT;
/* The same for text that may be HTML or not: its line ends are kept. */
char *moat_html_to_text_keep_lines (const char *html) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
