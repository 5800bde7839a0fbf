/* Merging models, and settling what did not merge. How it is done stands in
 * core's merge.h; here it meets documents and the file.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "conflicts.h"
#include "formats.h"

G_BEGIN_DECLS

/* What both sides made of @base, as a new document: moat_conflicts_list() tells where they disagree.
 * @base NULL is an empty model. @report, when given, receives what was put right. NULL with an error when the
 * result is beyond what a file may hold.
 */
MoatDocument *moat_native_merge (MoatDocument *base,
                                 MoatDocument *ours,
                                 MoatDocument *theirs,
                                 MoatReport *report,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes one side's answer, MOAT_CONFLICT_OURS or _THEIRS, and forgets the conflict; inside the caller's
 * transaction. A value that cannot be taken (it names a record that is gone, or is none that the field can
 * have) is an error, and changes nothing.
 */
gboolean moat_native_settle (MoatDocument *document,
                             const MoatConflict *conflict,
                             MoatConflictSide side,
                             GError **error);

G_END_DECLS
