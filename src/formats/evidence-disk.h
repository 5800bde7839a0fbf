/* Looking up on the disk what a model cites. Reads only inside one folder, and
 * never through a link that leads out of it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "evidence.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The folder that paths in the model at @model_path are relative to, owned, in the file system's encoding:
 * the nearest one at or above the model's that holds ".git", else the model's own.
 */
char *moat_evidence_disk_find_root (const char *model_path) G_GNUC_WARN_UNUSED_RESULT;

/* Looks up @entries (of char *) below @root. Touches neither documents nor static data, so any thread may
 * call it. Returns MoatEvidenceFacts, owned, in the same order; fewer when cancelled.
 *
 * The date of a file's last change is the one of its last commit, asked of git when @root is a repository and
 * git is installed. A file's own time is of no use: after a fresh clone every file is new.
 */
GPtrArray *moat_evidence_disk_look (const char *root, GPtrArray *entries, GCancellable *cancellable)
    G_GNUC_WARN_UNUSED_RESULT;

/* The same, for callers without a main loop: everything that @evidence wants, told to it. */
void moat_evidence_disk_fill (MoatEvidence *evidence, const char *root);

G_END_DECLS
