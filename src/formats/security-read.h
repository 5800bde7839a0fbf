/* The managed region of a SECURITY.md as blocks: headings, tables with their
 * rows, and text. Reads what anybody made of it; what it means for the model is
 * sync.h.
 *
 * Read with cmark-gfm (https://github.github.com/gfm/). A cell's text is what the
 * writer was given: escapes and entities are the signs that they stand for and
 * <br> is a line break. Markup that somebody typed stays as it is typed, so that
 * nothing of it is lost: `code` is "`code`", a link "[text](address)".
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "security-tables.h"

G_BEGIN_DECLS

typedef struct
{
  const MoatSecurityTable *table;
  guint line;                             /* from 0, in the text that was read */
  char *id;                               /* "" for none */
  char *cells[MOAT_SECURITY_MAX_COLUMNS]; /* by column; NULL: the table has no such column */
  char *other;                            /* what stands in columns that Moat does not know, or NULL */
  char *place;                            /* what stands in a column that says where, or NULL */
  char *extra;                            /* what stands behind the last column, or NULL */
} MoatSecurityRow;

typedef enum
{
  MOAT_BLOCK_HEADING,
  MOAT_BLOCK_TABLE, /* one of Moat's */
  MOAT_BLOCK_TEXT,
  MOAT_BLOCK_ITEM,   /* of a list */
  MOAT_BLOCK_DIGESTS /* the comment with what was published */
} MoatBlockType;

typedef struct
{
  MoatBlockType type;
  guint line; /* from 0 */
  guint n_lines;
  guint64 digest;
  char *words;                    /* of a heading, paragraph or item of one paragraph; else NULL */
  const char *sort;               /* cmark-gfm's word for it; NULL of what no node stands for */
  guint level;                    /* of a heading */
  const MoatSecurityTable *table; /* of a table */
  GPtrArray *rows;                /* of a table: of MoatSecurityRow */
} MoatSecurityBlock;

typedef struct
{
  char **lines;      /* as they stand */
  GPtrArray *blocks; /* of MoatSecurityBlock, in order, nothing but blank lines between */
} MoatSecurityText;

/* @text has lines ending in "\n" and is read for itself, whatever stands round it in its file. */
MoatSecurityText *moat_security_read (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void moat_security_text_free (MoatSecurityText *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatSecurityText, moat_security_text_free)

/* The lines of blocks @first to @last with what is between them, without an end to the last; owned. */
char *moat_security_text_dup_blocks (const MoatSecurityText *text, guint first, guint last)
    G_GNUC_WARN_UNUSED_RESULT;
/* What the digest of a block with words would be if it said @words. */
guint64 moat_security_block_digest_words (const MoatSecurityBlock *block, const char *words);
/* Rows of all tables of a kind, in order; of MoatSecurityRow, borrowed. Owned container. */
GPtrArray *moat_security_text_list_rows (const MoatSecurityText *text) G_GNUC_WARN_UNUSED_RESULT;

/* The texts that cells, written as Markdown, are read as: @cells is an array of Markdown. Owned. */
GStrv moat_security_read_cells (const GPtrArray *cells) G_GNUC_WARN_UNUSED_RESULT;

/* The same for all texts that differ in nothing but how much blank space is in them. */
guint64 moat_security_digest (const char *text);

G_END_DECLS
