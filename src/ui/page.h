/* A page: one view of one model, made of canvas, inspector and table around one
 * selection. It shows one use case at a time. Its actions are the group "page".
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "advice.h"
#include "earlier.h"
#include "report-watch.h"
#include "selection.h"
#include "session.h"
#include "workshop.h"

G_BEGIN_DECLS

#define MOAT_TYPE_PAGE (moat_page_get_type ())
G_DECLARE_FINAL_TYPE (MoatPage, moat_page, MOAT, PAGE, GtkWidget)

/* Properties: "use-case" (string: the id of what is shown; notified also when its name changes),
 * "show-inspector", "show-table" (boolean), "tab" (string: "threats", "story", "acceptance", "security-md" or
 * "changes", what the pane below shows).
 */

GtkWidget *moat_page_new (MoatSession *session) G_GNUC_WARN_UNUSED_RESULT;

/* Borrowed. */
MoatSession *moat_page_get_session (MoatPage *self);
MoatDocument *moat_page_get_document (MoatPage *self);
MoatAdvice *moat_page_get_advice (MoatPage *self);
MoatReportWatch *moat_page_get_report_watch (MoatPage *self);
MoatWorkshop *moat_page_get_workshop (MoatPage *self);
MoatSelection *moat_page_get_selection (MoatPage *self);
GActionMap *moat_page_get_actions (MoatPage *self);
/* The actions of the canvas, for menus outside of it. */
GActionGroup *moat_page_get_canvas_actions (MoatPage *self);

/* Parts of it, for who points at them. */
typedef enum
{
  MOAT_PAGE_CANVAS,
  MOAT_PAGE_INSPECTOR,
  MOAT_PAGE_BOTTOM,
  MOAT_PAGE_N_PARTS,
} MoatPagePart;

/* Borrowed; folded parts are not mapped. */
GtkWidget *moat_page_get_part (MoatPage *self, MoatPagePart part);

void moat_page_set_use_case (MoatPage *self, const char *use_case_id);
const char *moat_page_get_use_case (MoatPage *self);

/* Adds an empty one and shows it. */
void moat_page_add_use_case (MoatPage *self);

/* Lists what has changed since then, with marks on the diagram. */
void moat_page_compare_with (MoatPage *self, MoatEarlier *earlier);
/* Opens the story to type in: of this use case while it is empty, else of a new one. */
void moat_page_write_story (MoatPage *self);

/* Goes to where @record is, in whatever use case, with the keyboard. */
void moat_page_go_to (MoatPage *self, MoatRecord *record);

/* Selects @flow, with the entry for one more move on it ready. */
void moat_page_add_move (MoatPage *self, MoatRecord *flow);

/* Takes what is being typed somewhere into the model, for saving. */
void moat_page_finish_editing (MoatPage *self);

G_END_DECLS
