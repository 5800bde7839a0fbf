/* The full document: what a team shows to people who were not in the room. It
 * is composed here once; Markdown is written beside it, HTML, PDF and print
 * are the render layer's.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"
#include "paper.h"

G_BEGIN_DECLS

extern const MoatFormat moat_markdown_document_format;

/* Of one use case and what belongs to it, or of all when the options name none. Private records stay out,
 * and @report is told how many. In English whatever the language: the same model gives the same words for
 * everybody. The first heading, of level 1, is the title; what stands before the next one introduces the
 * whole. Owned.
 */
MoatPaper *moat_full_document_compose (MoatDocument *document,
                                       const MoatExportOptions *options,
                                       MoatReport *report) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
