/* Record ids: a letter for the kind and twelve random base-32 digits (60 bits
 * from the kernel), so that two people never mint the same.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "states.h"

G_BEGIN_DECLS

char *moat_id_new (MoatKind kind) G_GNUC_WARN_UNUSED_RESULT;
/* The same text always gives the same id: for importers, whose output must not depend on chance. @text says
 * what the record is and where it stands in its source.
 */
char *moat_id_from_text (MoatKind kind, const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* Whether it is one that the two above give for a record of @kind. */
gboolean moat_id_is_minted (MoatKind kind, const char *id);
/* 1 to 64 bytes of letters, digits, '-', '_' and '.', as files of any origin may have them. */
gboolean moat_id_is_valid (const char *id);

G_END_DECLS
