/* The words of a node of Markdown as Moat keeps them. For security-read.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <cmark-gfm.h>
#include <glib.h>

G_BEGIN_DECLS

/* Valid UTF-8, without blanks at the ends of lines; owned. */
char *moat_security_node_dup_words (cmark_node *node) G_GNUC_WARN_UNUSED_RESULT;
/* Of everything in a block: what kinds of nodes, and their words. */
guint64 moat_security_node_digest (cmark_node *node);

G_END_DECLS
