/* ThreatForge's .thf, version 1.0: YAML, read and written.
 *
 * Source of the format: https://github.com/exit-zero-labs/threat-forge,
 * docs/knowledge/file-format.md and the program's own types.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_threatforge_format;

G_END_DECLS
