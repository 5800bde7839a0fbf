/* The model that an exported SVG carries: its markup, and reading it back. The
 * picture itself is drawn by the render layer, which writes the format.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

/* Reads only. */
extern const MoatFormat moat_svg_model_format;

/* A <metadata> element that holds @document as its file does, to be put right after the title and description
 * of an SVG. Whoever gets the picture gets the model: hand in what moat_public_copy_new() left. Owned.
 */
char *moat_svg_model_dup_metadata (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
