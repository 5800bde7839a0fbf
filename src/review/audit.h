/* The audit of a repository: which of its files are security documentation,
 * and whether one document covers trust boundaries, sensitive data flows,
 * authentication and authorization assumptions, and threats with mitigations.
 * Judges texts that are handed to it; opens nothing.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "audit-cover.h"
#include "audit-data.h"
#include "prose.h"

G_BEGIN_DECLS

#define MOAT_AUDIT_CHECK_ID "security-hardening.infra-monitoring.threat-modeling"

typedef enum
{
  MOAT_AUDIT_SECURITY_MD,
  MOAT_AUDIT_THREAT_MODEL,
  MOAT_AUDIT_DECISION_RECORD,
  MOAT_AUDIT_REVIEW,
  MOAT_AUDIT_DOCUMENT, /* another document about security */
  MOAT_AUDIT_SECTION,  /* a document with a section about security */
  MOAT_AUDIT_MODEL,    /* made with a tool */
} MoatAuditKind;

typedef enum
{
  MOAT_AUDIT_PASS,
  MOAT_AUDIT_FAIL,
  MOAT_AUDIT_NOT_APPLICABLE,
} MoatAuditVerdict;

typedef struct
{
  char *path;
  MoatAuditKind kind;
  char *tool; /* of a model, its maker's name; else NULL */
  MoatAuditCoverage coverage;
  gboolean is_read; /* of a model: whether its content could be judged */

  GPtrArray *links; /* of char *: paths in the repository that it points to */
  guint part;       /* documents of one number are one document in several files */
} MoatAuditFile;

/* A comment in a program's text that states what is assumed. */
typedef struct
{
  char *path;
  guint line;
  char *text;
} MoatAuditComment;

typedef struct
{
  MoatAuditVerdict verdict;
  GPtrArray *files;    /* of MoatAuditFile, by path */
  GPtrArray *comments; /* of MoatAuditComment, by path and line, at most MOAT_AUDIT_MAX_COMMENTS */
  guint n_comments;    /* all of them */
  guint handles;       /* 1 << MoatHandles */
  guint missing;       /* 1 << MoatAuditTopic */
  GPtrArray *best;     /* of MoatAuditFile, borrowed: what covers most, or all */
  char *message;       /* the verdict in whole sentences, translated */
} MoatAuditResult;

#define MOAT_AUDIT_MAX_COMMENTS 20

typedef struct _MoatAudit MoatAudit;

MoatAudit *moat_audit_new (void) G_GNUC_WARN_UNUSED_RESULT;
void moat_audit_free (MoatAudit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatAudit, moat_audit_free)

/* Paths are relative to the repository, with "/" between folders, in UTF-8. */
/* A document that people wrote; those that are not about security are passed over. */
void moat_audit_add_document (MoatAudit *self, const char *path, const MoatProse *prose);
/* A model. @coverage is NULL when @tool's files cannot be read. */
void moat_audit_add_model (MoatAudit *self,
                           const char *path,
                           const char *tool,
                           const MoatAuditCoverage *coverage,
                           gboolean is_prototype);
/* A program's text, for its comments and its name. */
void moat_audit_add_source (MoatAudit *self, const char *path, const char *text);
/* A README, a list of dependencies or a schema, for the data that is handled. */
void moat_audit_add_clue (MoatAudit *self, MoatClue clue, const char *text);
/* Somebody says that this is a prototype. */
void moat_audit_set_prototype (MoatAudit *self);

/* The verdict; once, when all is added. */
MoatAuditResult *moat_audit_finish (MoatAudit *self) G_GNUC_WARN_UNUSED_RESULT;
void moat_audit_result_free (MoatAuditResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatAuditResult, moat_audit_result_free)

/* "threat model": translated; "threat-model": for files. */
const char *moat_audit_kind_get_label (MoatAuditKind kind);
const char *moat_audit_kind_get_nick (MoatAuditKind kind);
/* What a file covers, as a phrase: translated, owned. */
char *moat_audit_file_describe (const MoatAuditFile *file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
