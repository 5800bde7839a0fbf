/* What the files of the audit share. Only they include this.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "audit.h"

G_BEGIN_DECLS

/* Whether a document is security documentation, and of what kind. */
gboolean moat_audit_find_kind (const char *path,
                               const MoatProse *prose,
                               const MoatAuditCoverage *coverage,
                               MoatAuditKind *kind);

/* Gives files that are one document the same part: those that point to one another, and threat models that
 * lie together in a folder of their own.
 */
void moat_audit_join_parts (GPtrArray *files);

/* Where a link from the file at @path leads to within the repository; NULL: out of it. Owned. */
char *moat_audit_resolve_link (const char *path, const char *link);

/* The verdict's sentences; owned. */
char *moat_audit_make_message (const MoatAuditResult *result);

G_END_DECLS
