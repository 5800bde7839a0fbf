/* Writing what audits found: as lines to read, JSON, or SARIF.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "audit-run.h"

G_BEGIN_DECLS

/* Each takes MoatAuditRun and gives the whole output, owned. Runs that were not done are left out. */
char *moat_audit_report_text (const GPtrArray *runs) G_GNUC_WARN_UNUSED_RESULT;
char *moat_audit_report_json (const GPtrArray *runs) G_GNUC_WARN_UNUSED_RESULT;
char *moat_audit_report_sarif (const GPtrArray *runs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
