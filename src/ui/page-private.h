/* What page.c shares with page-actions.c and page-panes.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "page.h"
#include "paths-view.h"

#include "acceptance-view.h"
#include "canvas-view.h"
#include "changes-view.h"
#include "evidence-watch.h"
#include "inspector.h"
#include "selection.h"
#include "story-view.h"
#include "table-view.h"
#include "workshop.h"

G_BEGIN_DECLS

struct _MoatPage
{
  GtkWidget parent_instance;

  /* From the template. */
  GtkPaned *rows;
  GtkPaned *columns;
  AdwBin *inspector_bin;
  GtkWidget *bottom_pane;
  GtkStack *bottom_stack;
  GtkLabel *moves_label;
  GtkLabel *steps_label;
  GtkLabel *findings_label;
  GtkStack *bar_stack; /* what stands beside the tabs, by the name of the tab */
  AdwBin *table_bin;
  AdwBin *story_bin;
  AdwBin *acceptance_bin;
  AdwBin *preview_bin;
  AdwBin *changes_bin;

  MoatCanvasView *canvas_view;
  MoatCanvas *canvas;
  MoatInspector *inspector;
  MoatTableView *table;
  MoatStoryView *story;
  MoatAcceptanceView *acceptance;
  MoatPathsView *paths;
  MoatChangesView *changes;

  MoatSession *session;
  MoatSelection *selection;
  MoatAdvice *advice;
  MoatReportWatch *report_watch;
  MoatWorkshop *workshop;  /* the document's */
  guint workshop_phase;    /* that panes were opened for; G_MAXUINT: none */
  gboolean workshop_walks; /* flows without a move are lit */
  GSettings *settings;
  GSimpleActionGroup *actions;
  char *use_case;     /* the id of what is shown */
  MoatChecks *checks; /* owned; NULL until there was time to judge the model */
  guint checks_source;
  MoatEvidenceWatch *evidence_watch; /* owned, as long as the checks */

  /* What the user asked for; a narrow or low page may not have the room. */
  gboolean wants_inspector;
  int inspector_width;
  int table_height;
  gboolean is_writing_story; /* the story has just been begun, and has more room than the table would */
  /* Too narrow for canvas and inspector side by side. */
  gboolean is_narrow;
  gboolean will_be_narrow;
  guint adapt_source;
  /* What the page was given last, and whether it is giving out sizes now. */
  int width;
  int height;
  gboolean is_allocating;
  gboolean is_sized;
  GtkWidget *quick_move; /* weak: the entry for a move from anywhere, or NULL */
  MoatRecord *pointed;   /* owned: what the pointer rests on in the diagram, or NULL */
  GtkWindow *presenting; /* weak: the window that presents a use case, or NULL */
  /* An undo or redo is under way: show where it happened. */
  gboolean follows_changes;
};

/* ---- page-actions.c ---- */

void moat_page_install_actions (MoatPage *self);

/* ---- page-panes.c ---- */

/* Puts canvas, inspector and table in their places. */
void moat_page_build_panes (MoatPage *self);
/* Remembers how large they were made. */
void moat_page_save_panes (MoatPage *self);
/* Folds and unfolds by the room there is. */
void moat_page_adapt_panes (MoatPage *self, int width, int height);
void moat_page_set_show_inspector (MoatPage *self, gboolean show);
gboolean moat_page_get_show_inspector (MoatPage *self);
void moat_page_set_show_table (MoatPage *self, gboolean show);
gboolean moat_page_get_show_table (MoatPage *self);
/* Shows one page of the bottom pane: "threats", "story", "acceptance", "security-md" or
 * "changes". */
void moat_page_set_tab (MoatPage *self, const char *name);
/* Gives the bottom pane half of the page until another tab is shown, or a handle is moved. */
void moat_page_make_room_for_story (MoatPage *self);
const char *moat_page_get_tab (MoatPage *self);

/* ---- page-story.c ---- */

void moat_page_build_story (MoatPage *self);

/* ---- page-acceptance.c ---- */

void moat_page_build_acceptance (MoatPage *self);
void moat_page_dispose_acceptance (MoatPage *self);
/* Selects what a record is seen at, if that is in view anyway. */
void moat_page_look_at (MoatPage *self, MoatRecord *record);
/* Judges the model now, if that was not done yet. */
void moat_page_ensure_checks (MoatPage *self);

/* ---- page-changes.c ---- */

void moat_page_build_changes (MoatPage *self);
/* The actions; after the panes were built. */
void moat_page_install_changes (MoatPage *self);

/* ---- page-workshop.c ---- */

/* The actions, and what follows the phases; after the panes were built. */
void moat_page_install_workshop (MoatPage *self);

/* ---- page-templates.c ---- */

void moat_page_install_templates (MoatPage *self);

G_END_DECLS
