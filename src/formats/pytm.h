/* pytm's JSON, read only: what “--json” writes, and what its TM.load() takes.
 *
 * Source of the format: https://github.com/OWASP/pytm, pytm/json.py and what
 * pytm 1.3 writes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_pytm_format;

G_END_DECLS
