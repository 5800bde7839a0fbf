/* What the acceptance check found, written for people, for other programs and
 * for the pipelines that run it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "checks.h"
#include "report.h"

G_BEGIN_DECLS

typedef enum
{
  MOAT_FINDINGS_TEXT,   /* a line each: file, line, severity, sentence, rule */
  MOAT_FINDINGS_JSON,   /* its members stand in the help of moat-cli check */
  MOAT_FINDINGS_SARIF,  /* 2.1.0 */
  MOAT_FINDINGS_GITHUB, /* workflow commands, shown as annotations of a pull request */
} MoatFindingsFormat;

extern const MoatValue moat_findings_formats[];

/* Gathers the findings of several models, in the order they are added. */
typedef struct _MoatFindings MoatFindings;

MoatFindings *moat_findings_new (MoatFindingsFormat format, MoatGate gate) G_GNUC_WARN_UNUSED_RESULT;
void moat_findings_free (MoatFindings *self);

/* Adds what @checks finds up to the gate in the model at @path, whose text is @bytes: from them the lines are
 * known. Repairs that reading told @damage of are findings too; it may be NULL.
 */
void moat_findings_add (MoatFindings *self,
                        const char *path,
                        GBytes *bytes,
                        MoatChecks *checks,
                        const MoatReport *damage);

/* Adds the attack paths of each use case of the model, as findings of a rule of their own. */
void moat_findings_add_paths (MoatFindings *self, const char *path, GBytes *bytes, MoatDocument *document);

/* Those that count. */
guint moat_findings_count (const MoatFindings *self);
/* Everything that was added. Owned. The same models give the same bytes; all but text is in English whatever
 * the language.
 */
char *moat_findings_write (MoatFindings *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatFindings, moat_findings_free)

G_END_DECLS
