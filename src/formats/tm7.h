/* Models of Microsoft's Threat Modeling Tool, .tm7: what its
 * DataContractSerializer writes of its object tree. There is no specification;
 * this follows files of versions 7.1 to 7.3 ("4.3" inside).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_tm7_format;

G_END_DECLS
