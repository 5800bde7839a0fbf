/* What the files of the audit share. Only they include this.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "audit.h"

G_BEGIN_DECLS

/* Of what kind a document is by its name, title and headings; FALSE when it is not about security. */
gboolean moat_audit_guess_kind (const char *path, const MoatProse *prose, MoatAuditKind *kind);
/* Whether it is security documentation, now that its coverage is known. */
gboolean
moat_audit_is_documentation (const MoatProse *prose, const MoatAuditCoverage *coverage, MoatAuditKind kind);

/* Gives files that are one document the same part: those that point to one another, and threat models that
 * lie together in a folder of their own.
 */
void moat_audit_join_parts (GPtrArray *files);

/* Where a link from the file at @path leads to within the repository; NULL: out of it. Owned. */
char *moat_audit_resolve_link (const char *path, const char *link);

/* The verdict's sentences; owned. */
char *moat_audit_make_message (const MoatAuditResult *result);

G_END_DECLS
