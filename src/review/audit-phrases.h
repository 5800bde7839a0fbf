/* The phrases by which the audit knows what a sentence speaks of. Only
 * audit-words.c includes this.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "audit-words.h"

G_BEGIN_DECLS

typedef struct
{
  MoatWord word;
  const char *const *phrases; /* NULL-ended */
} MoatAuditPhrases;

/* Ends with a row without phrases. */
extern const MoatAuditPhrases moat_audit_phrases[];

/* Attacks named after what they defeat; no words about how that is done. */
extern const char *const moat_audit_phrases_defeated[];
/* What stands where something is to be written. */
extern const char *const moat_audit_phrases_placeholders[];
/* Beginnings of sentences that ask the reader to write, or just ask. */
extern const char *const moat_audit_phrases_instructions[];
/* What says that something has not been done or is not there. */
extern const char *const moat_audit_phrases_absences[];
/* What explains a term. */
extern const char *const moat_audit_phrases_explanations[];
/* Beginnings of sentences that point to another text. */
extern const char *const moat_audit_phrases_pointers[];

G_END_DECLS
