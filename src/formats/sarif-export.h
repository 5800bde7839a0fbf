/* The attacker moves of a model as SARIF, for viewers and code scanning. What
 * the acceptance check finds is findings.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_sarif_export_format;

G_END_DECLS
