/* Text of any origin as the formats want it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether @text is UTF-8 without zero bytes; else FALSE with a MOAT_FORMAT_ERROR that gives the line. */
gboolean moat_plain_text_check (const char *text, gsize length, GError **error);
/* The text that @bytes hold, in UTF-8 without a byte order mark, its line ends \n; or NULL with an error as
 * above. Owned.
 */
char *moat_plain_text_decode (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @value with \n for every line end and without other control characters but the tab: no font shows them and
 * no XML may hold them. NULL when it is fine as it is. *lost becomes TRUE when some were taken out.
 */
char *moat_plain_text_clean (const char *value, gboolean *lost) G_GNUC_WARN_UNUSED_RESULT;

/* The lines of @text, which may be NULL, without control characters, directional overrides and blanks at
 * their ends; none for empty text, and no empty ones first or last. Owned.
 */
GStrv moat_plain_text_dup_lines (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* The same, with "\n" between. */
char *moat_plain_text_dup_shown (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Where an address that may be a link stands. */
typedef struct
{
  guint begin; /* in bytes */
  guint end;
} MoatLinkSpan;

/* The http, https and mailto addresses in @text, in order; of MoatLinkSpan. Nothing else ever becomes a link.
 */
GArray *moat_plain_text_find_links (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
