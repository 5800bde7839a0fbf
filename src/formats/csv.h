/* The table of moves and decisions as comma-separated values (RFC 4180, UTF-8).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_csv_format;

G_END_DECLS
