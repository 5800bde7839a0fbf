/* Story text as a file format: reading lays the diagram out, writing gives the
 * story of every use case back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_story_text_format;

G_END_DECLS
