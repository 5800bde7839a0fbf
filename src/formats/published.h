/* What was last written into SECURITY.md, as a digest of each cell and block, in
 * a comment at the end of the region. It tells an edit made there by hand from
 * a change of the model, in every clone and without a word in the model's file.
 * There are no words of the model in it, only ids and digests.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "security-read.h"

G_BEGIN_DECLS

#define MOAT_PUBLISHED_MARK "<!-- moat:published"

typedef struct _MoatPublished MoatPublished;

/* Of one use case, or of all (NULL). */
MoatPublished *moat_published_new (const char *use_case_id) G_GNUC_WARN_UNUSED_RESULT;
void moat_published_free (MoatPublished *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatPublished, moat_published_free)

/* A row, by the digests of its table's cells, the first one (the id) left out. */
void moat_published_add_row (MoatPublished *self,
                             const MoatSecurityTable *table,
                             const char *id,
                             const guint64 *digests);
/* A heading, paragraph or item. */
void moat_published_add_block (MoatPublished *self, guint64 digest);

/* The comment, with a line end; @content is what stands before it in the region, NULL when words of others
 * are in it. Owned.
 */
char *moat_published_write (const MoatPublished *self, const char *content) G_GNUC_WARN_UNUSED_RESULT;
/* From the region's text; NULL when it has no such comment, or one of another version. What is damaged in it
 * counts as not published.
 */
MoatPublished *moat_published_read (const MoatSecurityText *text) G_GNUC_WARN_UNUSED_RESULT;

const char *moat_published_get_use_case (const MoatPublished *self);
gboolean moat_published_has_row (const MoatPublished *self, const MoatSecurityTable *table, const char *id);
gboolean moat_published_has_block (const MoatPublished *self, guint64 digest);
/* Whether a block was published that is in none of the two, as one that both sides changed. */
gboolean moat_published_has_lost_block (const MoatPublished *self,
                                        const MoatSecurityText *file,
                                        const MoatSecurityText *written);
/* From now on a block of this digest counts as published: what is written anew does not keep it. */
void moat_published_claim_block (MoatPublished *self, guint64 digest);
/* Whether the cell was published with a text of this digest; *@is_known is FALSE when nothing is known of it.
 */
gboolean moat_published_has_cell (const MoatPublished *self,
                                  const MoatSecurityTable *table,
                                  const char *id,
                                  guint column,
                                  guint64 digest,
                                  gboolean *is_known);

gboolean moat_published_equal (const MoatPublished *a, const MoatPublished *b);

/* Whether the region's @text, lines ending in "\n", is byte for byte what Moat wrote, with nobody's words in
 * it. Costs next to nothing.
 */
gboolean moat_published_is_untouched (const char *text);

G_END_DECLS
