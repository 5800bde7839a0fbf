/* Evidence: what is known of the files that a model's decisions and
 * verifications cite. Somebody with a disk looks them up (formats/
 * evidence-disk.h) and tells; checks and the interface ask here.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

G_BEGIN_DECLS

typedef enum
{
  MOAT_EVIDENCE_UNKNOWN,    /* not looked up, or it could not be read: says nothing either way */
  MOAT_EVIDENCE_NOT_LOOKED, /* never looked up: plain words, a link, a test without its file */
  MOAT_EVIDENCE_FOUND,      /* there, with the line or the symbol where one is named */
  MOAT_EVIDENCE_CHANGED,    /* found, but changed after the decision that names it was made */
  MOAT_EVIDENCE_NO_FILE,    /* nothing at that path */
  MOAT_EVIDENCE_NO_LINE,    /* the file is shorter */
  MOAT_EVIDENCE_NO_SYMBOL,  /* the file does not hold that word */
  MOAT_EVIDENCE_OUTSIDE,    /* leads out of the repository, so nobody looked */
} MoatEvidenceStatus;

/* Whether what is cited is known not to be there. */
gboolean moat_evidence_status_is_missing (MoatEvidenceStatus status);
/* What @status says of @entry, as a sentence: "src/api.py has no “update”." Translated, owned; NULL when
 * there is nothing to say (found, unknown, not looked up). */
char *moat_evidence_status_describe (MoatEvidenceStatus status, const char *entry) G_GNUC_WARN_UNUSED_RESULT;

/* What somebody found out about one entry. */
typedef struct
{
  char *entry;               /* as it stands in the model */
  MoatEvidenceStatus status; /* never MOAT_EVIDENCE_CHANGED: that depends on who cites it */
  char *changed_on;          /* ISO 8601 date of the file's last change, or NULL when nobody knows */
} MoatEvidenceFact;

MoatEvidenceFact *moat_evidence_fact_new (const char *entry,
                                          MoatEvidenceStatus status,
                                          const char *changed_on) G_GNUC_WARN_UNUSED_RESULT;
void moat_evidence_fact_free (MoatEvidenceFact *fact);

#define MOAT_TYPE_EVIDENCE (moat_evidence_get_type ())
G_DECLARE_FINAL_TYPE (MoatEvidence, moat_evidence, MOAT, EVIDENCE, GObject)

/* Signals:
 *   "changed" (GPtrArray * of MoatRecord *)  decisions and verifications that cite something of which other
 *                                            things are known now than before
 *   "wanted" ()                              there are entries to look up: moat_evidence_steal_wanted()
 * An edit of a record itself, of its entries or its date, is told by the document alone.
 */

/* Knows nothing yet, and wants all that the document cites. Holds a reference to it. */
MoatEvidence *moat_evidence_new (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;

/* What is known of @entry as @record (a decision or a verification) cites it. O(1). @self may be NULL:
 * nothing was looked up then. */
MoatEvidenceStatus moat_evidence_get (MoatEvidence *self, MoatRecord *record, const char *entry);
/* The entries of a decision's “where enforced” or a verification's evidence; NULL for other kinds. Borrowed.
 */
const MoatList *moat_evidence_get_entries (MoatRecord *record);

gboolean moat_evidence_has_wanted (MoatEvidence *self);
/* Entries that cite a file and were not looked up yet, in the order they came up. Owned strings, so that
 * another thread can work on them. */
GPtrArray *moat_evidence_steal_wanted (MoatEvidence *self) G_GNUC_WARN_UNUSED_RESULT;
/* Takes in what was found; of MoatEvidenceFact. */
void moat_evidence_tell (MoatEvidence *self, GPtrArray *facts);
/* Wants everything again (the files may be others now); what was known holds until it is told anew. */
void moat_evidence_want_all (MoatEvidence *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatEvidenceFact, moat_evidence_fact_free)

G_END_DECLS
