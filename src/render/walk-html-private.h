/* What walk-html.c and walk-html-moves.c share.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "walk.h"

G_BEGIN_DECLS

/* A list of moves, each with how it stands and its decisions; nothing when there are none. @show_places: with
 * what each is on. Of MoatRecord. */
void
moat_walk_html_append_moves (GString *out, MoatDocument *document, GPtrArray *moves, gboolean show_places);

G_END_DECLS
