/* Open Threat Model, JSON or YAML: read in 0.1.0 and 0.2.0, written as JSON in
 * 0.2.0.
 *
 * Specification: https://github.com/iriusrisk/OpenThreatModel, with the places
 * as its tools take them: from the corner of the parent.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_otm_format;

G_END_DECLS
