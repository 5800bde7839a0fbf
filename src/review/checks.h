/* The acceptance check: what a model still misses, record by record, kept true
 * from change sets. The rules are one table, rules.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "evidence.h"

G_BEGIN_DECLS

/* How far a model must be: each gate asks what those before it ask, and more. */
typedef enum
{
  MOAT_GATE_DRAFT,  /* nothing is damaged */
  MOAT_GATE_REVIEW, /* the four questions of a security acceptance step can be answered */
  MOAT_GATE_BUILD,  /* everything */
} MoatGate;

typedef enum
{
  MOAT_SEVERITY_NOTE,
  MOAT_SEVERITY_WARNING,
  MOAT_SEVERITY_ERROR,
} MoatSeverity;

/* The four questions before building, and what stands round them. */
typedef enum
{
  MOAT_QUESTION_PICTURE,   /* Is the picture whole? */
  MOAT_QUESTION_THREATS,   /* What are the top threats? */
  MOAT_QUESTION_DECISIONS, /* What exactly did we decide? */
  MOAT_QUESTION_PLACES,    /* Where is it enforced? */
  MOAT_QUESTION_PROOF,     /* How is it verified? */
  MOAT_QUESTION_UPKEEP,    /* Who keeps it true? */
  MOAT_N_QUESTIONS,
} MoatQuestion;

typedef struct _MoatRule MoatRule;
typedef struct _MoatChecking MoatChecking;

/* One row of the table of rules. */
struct _MoatRule
{
  const char *id;
  MoatKind kind; /* of the records it judges; MOAT_N_KINDS: of all */
  MoatSeverity severity;
  MoatGate gate; /* the first one that asks it */
  MoatQuestion question;
  const char *what; /* translatable: what it asks for, one sentence */
  const char *why;  /* translatable: why that matters */
  const char *how;  /* translatable: how to put it right */
  void (*check) (MoatChecking *checking);
};

const MoatRule *moat_rules_get (guint *n_rules);
/* NULL when there is none. */
const MoatRule *moat_rules_find (const char *id);
/* Translated. */
const char *moat_question_get_label (MoatQuestion question);

extern const MoatValue moat_gates[];
extern const MoatValue moat_severities[];

/* What one rule says of one record. Never changes: whoever keeps one beyond the next change takes a
 * reference. */
typedef struct
{
  const MoatRule *rule;
  MoatRecord *record;    /* owned */
  char *message;         /* one translated sentence that names the record */
  MoatRecord *exemption; /* owned; NULL: it counts */
} MoatFinding;

MoatFinding *moat_finding_ref (const MoatFinding *finding);
void moat_finding_unref (MoatFinding *finding);

#define MOAT_TYPE_CHECKS (moat_checks_get_type ())
G_DECLARE_FINAL_TYPE (MoatChecks, moat_checks, MOAT, CHECKS, GObject)

/* Signal: "changed" (GPtrArray * of MoatRecord *): records, maybe no longer live, whose findings may differ
 * from before; emitted after the document's "changed".
 */

/* @today is the date (YYYY-MM-DD) by which exemptions, acceptances and reviews are judged. Judges the whole
 * model.
 */
MoatChecks *moat_checks_new (MoatDocument *document, const char *today) G_GNUC_WARN_UNUSED_RESULT;

MoatDocument *moat_checks_get_document (MoatChecks *self);
const char *moat_checks_get_today (MoatChecks *self);
/* Judges anew what depends on the date. */
void moat_checks_set_today (MoatChecks *self, const char *today);

/* What is known of the files and tests that the model cites, of the same document; NULL: nothing was looked
 * up. Holds a reference, follows it, and judges anew what cites something.
 */
void moat_checks_set_evidence (MoatChecks *self, MoatEvidence *evidence);

/* Of MoatFinding, by rule; those set aside too. NULL when there is none. Borrowed until the next change. */
GPtrArray *moat_checks_list (MoatChecks *self, const char *record_id);
/* All findings up to @gate, by question, then by rule, then by their records' order. Owned container,
 * findings borrowed until the next change.
 */
GPtrArray *moat_checks_list_all (MoatChecks *self, MoatGate gate) G_GNUC_WARN_UNUSED_RESULT;
/* How many count (are not set aside) that @gate asks for, of at least @severity. */
guint moat_checks_count (MoatChecks *self, MoatGate gate, MoatSeverity severity);
/* Sorts by the order that moat_checks_list_all() has. */
int moat_finding_compare (const MoatFinding *a, const MoatFinding *b);

/* What the model says now: for a review to remember. Owned. */
char *moat_checks_dup_digest (MoatChecks *self) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Putting right ---- */

/* The label of what one click can do about it (translated), or NULL. */
const char *moat_finding_get_fix (const MoatFinding *finding, MoatDocument *document);
/* Does it, as a transaction of its own. FALSE when there was nothing to do. */
gboolean moat_finding_fix (const MoatFinding *finding, MoatDocument *document);
/* Sets a finding aside: a transaction of its own. @until (YYYY-MM-DD) may be NULL: for good. */
void moat_finding_exempt (const MoatFinding *finding,
                          MoatDocument *document,
                          const char *reason,
                          const char *who,
                          const char *until);
/* Undoes that, as a transaction of its own. */
void moat_finding_count_again (const MoatFinding *finding, MoatDocument *document);
/* Whether it can be set aside: what is said of exemptions cannot. */
gboolean moat_finding_can_exempt (const MoatFinding *finding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatFinding, moat_finding_unref)

G_END_DECLS
