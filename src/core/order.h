/* Order keys: text that sorts records, with always room for one more between
 * two. Inserting a record changes that record alone, so two people's
 * insertions merge. Source of the idea: "Implementing Fractional Indexing",
 * David Greenspan, Observable 2020.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A key that sorts (by bytes) after @before and before @after; NULL for no bound. Owned. */
char *moat_order_between (const char *before, const char *after) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @key is one that moat_order_between() can have made. */
gboolean moat_order_is_valid (const char *key);

G_END_DECLS
