/* The model as a flat report in JSON: one row for each move and decision, with
 * all that is known of both, for dashboards and scripts. Model files are
 * native.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_flat_report_format;

G_END_DECLS
