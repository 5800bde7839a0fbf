/* Tickets as a task list in Markdown.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_tickets_markdown_format;

G_END_DECLS
