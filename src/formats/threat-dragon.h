/* OWASP Threat Dragon's models: reads versions 1 and 2, writes version 2.
 *
 * Source: the schemas threat-dragon-v1.schema.json and
 * threat-dragon-v2.schema.json of OWASP Threat Dragon 2.6, and what its files
 * really hold, which is more.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_threat_dragon_format;

G_END_DECLS
