/* TM-BOM: threat models of OWASP's threat model library, in JSON.
 *
 * Source: threat-model.schema.json 1.0.2 of OWASP/www-project-threat-model-library.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_tm_bom_format;

G_END_DECLS
