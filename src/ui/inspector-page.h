/* What the inspector shows of one record of the diagram, of several, or of a use
 * case: a heading, sections of fields, its attacker moves, and what else to ask.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "moves-list.h"
#include "suggestions-list.h"

G_BEGIN_DECLS

#define MOAT_TYPE_INSPECTOR_PAGE (moat_inspector_page_get_type ())
G_DECLARE_FINAL_TYPE (MoatInspectorPage, moat_inspector_page, MOAT, INSPECTOR_PAGE, GtkWidget)

/* @records of MoatRecord, at least one: flows, elements, boundaries and notes, or one use case. Without
 * @advice, NULL, nothing is suggested.
 */
GtkWidget *moat_inspector_page_new (MoatDocument *document, MoatAdvice *advice, GPtrArray *records)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean moat_inspector_page_shows (MoatInspectorPage *self, GPtrArray *records);
/* The list of moves, borrowed; NULL for what has none. */
MoatMovesList *moat_inspector_page_get_moves (MoatInspectorPage *self);
/* The same for the suggestions. */
MoatSuggestionsList *moat_inspector_page_get_suggestions (MoatInspectorPage *self);
void moat_inspector_page_focus_title (MoatInspectorPage *self);

/* The fields that a page of this kind shows, in all its sections; of const char *, NULL-terminated, owned
 * container. Those left out are places, order and parents.
 */
const char **moat_inspector_page_list_fields (MoatKind kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
