/* Pictures of a diagram as file formats: SVG, PNG and PDF, all from the one
 * drawing, in the light colours on white.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

/* The formats that draw, for moat_formats_find_by_name() and the like; NULL-ended. */
const MoatFormat *const *moat_surfaces_get_formats (void);

G_END_DECLS
