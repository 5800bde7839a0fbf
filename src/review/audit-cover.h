/* Whether one document covers what a reviewer looks for: trust boundaries,
 * sensitive data flows, who may do what, and threats with what is done about
 * them. Judges structure and words; knows no file and no repository.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "prose.h"

G_BEGIN_DECLS

typedef enum
{
  MOAT_AUDIT_BOUNDARIES,
  MOAT_AUDIT_DATA_FLOWS,
  MOAT_AUDIT_AUTHENTICATION,
  MOAT_AUDIT_AUTHORIZATION,
  MOAT_AUDIT_THREATS,
} MoatAuditTopic;

#define MOAT_AUDIT_N_TOPICS 5
#define MOAT_AUDIT_ALL      ((1 << MOAT_AUDIT_N_TOPICS) - 1)

typedef struct
{
  guint topics; /* 1 << MoatAuditTopic for each that is covered */
  /* Where each covered topic is first spoken of; 0: it has no line. */
  guint lines[MOAT_AUDIT_N_TOPICS];
  /* A form that nobody has filled in yet: more of it asks than answers. */
  gboolean is_form;
  guint n_statements; /* sentences about security that say something */
} MoatAuditCoverage;

/* With @sections_only, only what stands in sections about security counts: the document is about other
 * things. */
MoatAuditCoverage moat_audit_cover_prose (const MoatProse *prose, gboolean sections_only);

/* "trust boundaries": translated. */
const char *moat_audit_topic_get_label (MoatAuditTopic topic);
/* "trust-boundaries": for files. */
const char *moat_audit_topic_get_nick (MoatAuditTopic topic);
/* "trust boundaries, and authorization assumptions" of 1 << MoatAuditTopic; translated, owned. */
char *moat_audit_topics_join (guint topics) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
