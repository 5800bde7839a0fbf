/* Reading what people wrote (Markdown, reStructuredText, AsciiDoc, plain text)
 * as headings, paragraphs, items and rows. Never fails: what is not understood
 * is a paragraph. Bounded by the size of the text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "prose.h"

G_BEGIN_DECLS

/* Whether the file's name says that it is such a text. */
gboolean moat_prose_read_knows (const char *file_name);
/* By the file's name. @text may hold anything; it is made valid UTF-8 first. */
MoatProse *moat_prose_read (const char *file_name, const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;

/* The readers, each in a file of its own; @text is valid UTF-8. */
void moat_prose_read_markdown (MoatProse *prose, const char *text, gsize length);
void moat_prose_read_rst (MoatProse *prose, char **lines);
void moat_prose_read_asciidoc (MoatProse *prose, char **lines);
void moat_prose_read_plain (MoatProse *prose, char **lines);

/* Helpers that the readers of lines share. */
/* Collects the lines of one paragraph or item, which ends with a blank line or another construct. */
typedef struct
{
  MoatProse *prose;
  GString *text;
  MoatProseKind kind;
  guint line;
} MoatProseRun;

void moat_prose_run_add (MoatProseRun *run, MoatProseKind kind, guint line, const char *text);
void moat_prose_run_end (MoatProseRun *run);
/* How long the mark and its spaces are when a list item begins there: "- ", "* ", "1. ", "#. "; else 0. */
gsize moat_prose_item_mark (const char *line);
/* Whether the stripped line is one punctuation character repeated at least @least times. */
gboolean moat_prose_is_rule (const char *line, guint least);

G_END_DECLS
