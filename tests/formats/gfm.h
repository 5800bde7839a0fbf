/* Reading Markdown in tests as GitHub does: with tables, autolinks, strike-
 * through, task lists and its filter of tags.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <cmark-gfm.h>
#include <glib.h>

G_BEGIN_DECLS

/* Once, before the first parse. */
void moat_gfm_init (void);
/* Free with cmark_node_free(). */
cmark_node *moat_gfm_parse (const char *text, gssize length);

/* What a reader sees in a heading, paragraph or cell, a <br> or hard break as "\n". All that text may not
 * become (code, emphasis, HTML, images, strike-through, links other than http, https and mailto) shows as
 * MOAT_GFM_MARKUP and what it is, so that it never equals the words that were meant. Owned.
 */
#define MOAT_GFM_MARKUP "<markup "
char *moat_gfm_dup_words (cmark_node *block);

/* The words behind the heading called @title: the first block of @type before the next heading. NULL for
 * none. */
cmark_node *moat_gfm_find_heading (cmark_node *root, const char *title);
cmark_node *moat_gfm_find_block (cmark_node *heading, const char *type);

/* Of a table: rows count from 0, the header. */
guint moat_gfm_count_rows (cmark_node *table);
cmark_node *moat_gfm_get_cell (cmark_node *table, guint row, guint column);
/* Fails when a row has another number of cells than the header. */
void moat_gfm_assert_rectangular (cmark_node *table);

/* @text as it should come back: overrides dropped, control characters as spaces, blanks run together, lines
 * trimmed; line breaks as @line_break. Owned. */
char *moat_gfm_normalize (const char *text, const char *line_break);

G_END_DECLS
