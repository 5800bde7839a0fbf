/* Keeps what is known of the files that a session's model cites: looks them up
 * in a thread when one is cited, when the model gets a file, and when asked.
 * No widgets here.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "evidence.h"
#include "session.h"

G_BEGIN_DECLS

#define MOAT_TYPE_EVIDENCE_WATCH (moat_evidence_watch_get_type ())
G_DECLARE_FINAL_TYPE (MoatEvidenceWatch, moat_evidence_watch, MOAT, EVIDENCE_WATCH, GObject)

MoatEvidenceWatch *moat_evidence_watch_new (MoatSession *session) G_GNUC_WARN_UNUSED_RESULT;

/* Borrowed. It knows nothing while the model was never saved, or is a single file that a sandbox was lent. */
MoatEvidence *moat_evidence_watch_get_evidence (MoatEvidenceWatch *self);
/* Looks at all of it again: somebody may have worked on the files. */
void moat_evidence_watch_refresh (MoatEvidenceWatch *self);

G_END_DECLS
