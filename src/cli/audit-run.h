/* Reading a repository for the audit: which files, how much of each, and who
 * judges them (review/audit.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "audit.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One repository's audit. */
typedef struct
{
  char *path;              /* the folder, as it was named */
  MoatAuditResult *result; /* NULL: not done, and error says why */
  GError *error;
  char *note; /* what was left out, a sentence; or NULL */
} MoatAuditRun;

void moat_audit_run_free (MoatAuditRun *self);
/* Audits the repositories at @paths, several at once; of MoatAuditRun in the order of @paths, owned. */
GPtrArray *moat_audit_run_all (const GPtrArray *paths, gboolean is_prototype) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
