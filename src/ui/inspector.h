/* The inspector: all there is to say about what is selected, be it one record,
 * several, or nothing (then the use case). Pages of it stand in inspector-*.c,
 * the rows of fields in field-rows.h, moves and decisions in moves-list.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "advice.h"

G_BEGIN_DECLS

typedef struct _MoatSelection MoatSelection;

#define MOAT_TYPE_INSPECTOR (moat_inspector_get_type ())
G_DECLARE_FINAL_TYPE (MoatInspector, moat_inspector, MOAT, INSPECTOR, GtkWidget)

/* Scrolls by itself; wants about 320 px of width. Without @advice, NULL, nothing is suggested. */
GtkWidget *moat_inspector_new (MoatDocument *document, MoatSelection *selection, MoatAdvice *advice)
    G_GNUC_WARN_UNUSED_RESULT;

/* The use case shown while nothing is selected; NULL for the first one. */
void moat_inspector_set_use_case (MoatInspector *self, const char *use_case_id);

/* Puts the keyboard into the entry for one more attacker move on @record (a flow, element, boundary or use
 * case), which becomes selected.
 */
void moat_inspector_focus_add_move (MoatInspector *self, MoatRecord *record);
/* Puts the keyboard on the first suggestion about what is selected. */
void moat_inspector_focus_suggestions (MoatInspector *self);
/* Selects what the move is on, and opens the move's row. */
void moat_inspector_show_threat (MoatInspector *self, MoatRecord *threat);
/* Puts the keyboard into the title of what is shown. */
void moat_inspector_focus_title (MoatInspector *self);

G_END_DECLS
