/* What pages of HTML share: words, pictures and colours, as they may stand in
 * them. The pages are well-formed XML too.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As text wherever it stands, in an attribute too; "\n" becomes a line break. NULL appends nothing. */
void moat_html_append_escaped (GString *out, const char *text);
/* What is shown of @text in one line, in an attribute too. */
void moat_html_append_label (GString *out, const char *text);
/* What is shown of @text, with the addresses in it as links. NULL appends nothing. */
void moat_html_append_words (GString *out, const char *text);

/* Appends an SVG that cairo wrote as an element of HTML: each of its ids with @prefix before it, so that
 * several can stand in one page, without style attributes, and with colours of roles (theme.h) as
 * properties. */
void moat_html_append_svg (GString *out, const char *svg, gsize length, const char *prefix);

/* The page up to <body>: its title, the colours of roles (--m-canvas, --m-open-paper and so on: light and
 * dark, with more contrast where that is asked for, and light on paper), then @style. Its policy forbids it
 * to load or run anything but that and @script, which may be NULL and stands where the page puts it, between
 * <script> and </script>. */
void moat_html_append_head (GString *out, const char *title, const char *style, const char *script);

G_END_DECLS
