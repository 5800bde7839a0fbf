/* The rules of a class of data, in words: what the list of classes and that of
 * data show below a name.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

G_BEGIN_DECLS

/* "In transit: TLS 1.3 · Never logged"; owned, "" when the class has no rule. */
char *moat_class_rules_describe (MoatDocument *document, MoatRecord *class_record) G_GNUC_WARN_UNUSED_RESULT;
/* The class of an asset, and its rules; owned. */
char *moat_class_rules_describe_asset (MoatDocument *document, MoatRecord *asset) G_GNUC_WARN_UNUSED_RESULT;

/* For a class that begins: above all others, which is what one adds a class for. Within a transaction. */
void moat_class_rules_rank_highest (MoatDocument *document, MoatRecord *class_record);

G_END_DECLS
