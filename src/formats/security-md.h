/* SECURITY.md: the model as the document that a repository carries, in a region
 * of its own. The sections and their order are a contract with other people's
 * checklists; see security-sections.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_security_md_format;

G_END_DECLS
