/* Whether a model, as it stands in Moat, covers what a reviewer looks for.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "audit-cover.h"
#include "document.h"

G_BEGIN_DECLS

MoatAuditCoverage moat_audit_cover_model (MoatDocument *document);
/* Whether it says that it is of a prototype, to which the audit does not apply. */
gboolean moat_audit_model_is_prototype (MoatDocument *document);

G_END_DECLS
