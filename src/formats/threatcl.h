/* threatcl's models in JSON, as "threatcl export" writes them and as its own
 * language has them in JSON; read only.
 *
 * Source: the Go types of threatcl/spec (spec 0.7), and HCL's JSON syntax.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_threatcl_format;

G_END_DECLS
