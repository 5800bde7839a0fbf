/* What a file's path says to the audit before it is read: which folders are
 * somebody else's, which files are worth reading, and what a name promises.
 * Paths are relative to the repository, with "/" between folders.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MOAT_PATH_NOTHING,
  MOAT_PATH_SOURCE,   /* program text: its comments may state assumptions */
  MOAT_PATH_MANIFEST, /* lists what the program depends on */
  MOAT_PATH_SCHEMA,   /* says what data is stored */
  MOAT_PATH_MODEL,    /* may be a threat model that a tool made */
} MoatPathKind;

/* A folder that is not entered: of version control, of dependencies, of somebody else's code. */
gboolean moat_audit_path_skips_folder (const char *name);
/* Whether it stands in a folder of tests, templates or examples: it says nothing of this repository. */
gboolean moat_audit_path_is_example (const char *path);
/* Histories, licences and instructions to programs are no documentation, whatever they speak of. */
gboolean moat_audit_path_is_no_document (const char *path);
/* What it is beside a document. */
MoatPathKind moat_audit_path_get_kind (const char *path);

/* Whether the name is SECURITY with or without a suffix. */
gboolean moat_audit_path_is_security_md (const char *path);
/* Whether it is kept as an architecture decision record. */
gboolean moat_audit_path_is_decision_record (const char *path);
/* The last part, without its suffix. Owned. */
char *moat_audit_path_get_stem (const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
