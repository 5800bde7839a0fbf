/* What a paragraph, item or heading of SECURITY.md is written from. For sync*.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "sync-private.h"

G_BEGIN_DECLS

/* Changes the texts of the model that @written, a block of job->before, comes from, so that it says @words in
 * its place. FALSE, and nothing is changed, when no texts would do. *@record and *@field receive the last
 * one.
 */
gboolean moat_sync_take_words (MoatSyncJob *job,
                               const MoatSecurityBlock *written,
                               const char *words,
                               MoatRecord **record,
                               const MoatField **field);

/* The text that is all of what the block says, and that the model can be without; FALSE for none. */
gboolean moat_sync_find_whole_text (MoatSyncJob *job,
                                    const MoatSecurityBlock *written,
                                    MoatRecord **record,
                                    const MoatField **field);
/* Takes it out of the model. */
void moat_sync_remove_text (MoatSyncJob *job,
                            const MoatSecurityBlock *written,
                            MoatRecord *record,
                            const MoatField *field);

G_END_DECLS
