/* What a model says, in one short text: the same digest exactly when a review
 * of the one holds for the other. Where things stand on the canvas does not
 * count, but which boundary a flow crosses does.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

G_BEGIN_DECLS

/* Kept over a document's life, each change costs as much as the records it touched. */
typedef struct _MoatDigest MoatDigest;

MoatDigest *moat_digest_new (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;
void moat_digest_free (MoatDigest *self);
/* @record was added, changed or removed, or crosses other boundaries. */
void moat_digest_update (MoatDigest *self, MoatRecord *record);
/* "d-" and 32 hexadecimal digits. Owned. */
char *moat_digest_get (const MoatDigest *self) G_GNUC_WARN_UNUSED_RESULT;

/* The digest of @document as it is. Owned. */
char *moat_digest_compute (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatDigest, moat_digest_free)

G_END_DECLS
