/* Pictures of a diagram as file formats: SVG, PNG and PDF, all from the one
 * drawing, in the light colours on white.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "comparison.h"
#include "formats.h"

G_BEGIN_DECLS

/* The formats that draw, for moat_formats_find_by_name() and the like; NULL-ended. */
const MoatFormat *const *moat_surfaces_get_formats (void);

/* The diagram of a use case, of either model, with what changed in it marked. @format is one of these. The
 * description in an SVG says what changed in the words of @comparison's differences.
 */
GBytes *moat_surfaces_draw_changes (const MoatFormat *format,
                                    MoatComparison *comparison,
                                    const char *use_case_id,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
