/* The full document as one HTML file.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_html_document_format;

/* Appends an SVG that cairo wrote as an element of HTML, each of its ids with @prefix before it, so that
 * several can stand in one document.
 */
void moat_html_append_svg (GString *out, GBytes *svg, const char *prefix);

G_END_DECLS
