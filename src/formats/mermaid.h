/* A use case as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html),
 * which GitHub and GitLab draw: trust boundaries are subgraphs.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_mermaid_format;

/* The chart alone, without a code fence; owned. No text of the model can end its label or be a directive. */
char *moat_mermaid_write_use_case (MoatDocument *document, const char *use_case_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
