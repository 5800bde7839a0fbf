/* What the canvas' own files share: its fields, and the functions by which one
 * file calls another. canvas.c owns the fields' lives; canvas-looking.c zooms and scrolls; canvas-input.c
 * turns events into pointers and keys; canvas-actions.c has the actions and menus; canvas-focus.c walks with
 * Tab; canvas-theme.c reads the desktop's style.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "canvas.h"
#include "name-editor.h"
#include "plane.h"
#include "toolbox.h"
#include "typing-entry.h"

G_BEGIN_DECLS

enum
{
  MOAT_CANVAS_MOVES_REQUESTED,
  MOAT_CANVAS_MOVE_ADD_REQUESTED,
  MOAT_CANVAS_SUGGESTIONS_REQUESTED,
  MOAT_CANVAS_USE_CASE_REQUESTED,
  MOAT_CANVAS_STATUS,
  MOAT_CANVAS_UNDOABLE,
  MOAT_CANVAS_SAID,
  MOAT_CANVAS_BUSY,
  MOAT_CANVAS_POINTED,
  MOAT_CANVAS_VIEWPORT_CHANGED,
  MOAT_CANVAS_DRAWING_CHANGED,
  MOAT_CANVAS_N_SIGNALS,
};

typedef enum
{
  MOAT_PRESS_NONE,
  MOAT_PRESS_TOOL, /* the toolbox has it */
  MOAT_PRESS_PAN,  /* the plane follows the pointer */
} MoatPress;

/* What the event controllers remember between two events. */
typedef struct
{
  MoatPress press;
  guint button;
  guint n_press;
  gboolean is_touch;
  gboolean is_space_held;
  MoatPoint start; /* of the press; pixels, as all points here */
  MoatPoint last;  /* where the pointer was seen last */
  gboolean is_inside;
  guint32 click_time; /* of the press before, to tell a double click */
  MoatPoint click_at;
  GtkEventController *held_keys; /* of @held_root, while a tool's button is down */
  GtkWidget *held_root;          /* borrowed: the window */
  GtkEventController *root_keys; /* of @keyed_root: letters that nothing else wants */
  GtkWidget *keyed_root;         /* borrowed: the window the canvas is in */
  double pinch_zoom;             /* the zoom when the pinch began */
  MoatPoint pinch_last;
  double velocity_x; /* of the kinetic scroll, pixels a second */
  double velocity_y;
  guint glide_id; /* tick callback of the kinetic scroll */
  gint64 glide_time;
  guint edge_id; /* tick callback that pans while a drag is at the edge */
} MoatCanvasInput;

struct _MoatCanvas
{
  GtkWidget parent_instance;

  MoatDocument *document;
  MoatSelection *selection;
  char *use_case_id;
  MoatScene *scene;     /* owned; NULL without a use case */
  MoatRect extents;     /* of what the scene draws; no size when nothing */
  gboolean has_extents; /* whether that is up to date */
  MoatToolbox *toolbox; /* owned */
  guint overlay_id;     /* tick callback: the toolbox's overlay is to be looked at */
  MoatRecord *pointed;  /* owned or NULL: what is pointed at elsewhere */
  MoatRect followed;    /* what keys place: where it was when the view followed it last */

  MoatViewport viewport;
  /* Whether a resize fits the drawing anew: from a fit until the view is moved or the drawing touched. */
  gboolean is_fitted;
  gboolean needs_fit; /* at the next allocation */
  gboolean fits_all;  /* a fit shows all, however small; else as much as can be read */
  guint resized_id;   /* tick callback: others are to be told of what an allocation did to the view */
  GHashTable *views;  /* use case id → MoatViewport *: where each was looked at last */

  MoatTheme *theme;
  MoatTextMeasure *text;
  gboolean has_high_contrast;
  gboolean show_grid;
  GskRenderNode *grid; /* owned cache; NULL when outdated */

  MoatComparison *comparison; /* owned; NULL: nothing is compared */
  GskRenderNode *before;      /* owned cache of what it draws below the diagram; NULL when outdated */

  GtkWidget *plane;       /* child */
  MoatNameEditor *editor; /* child */
  MoatRecord *next_edit;  /* owned or NULL: to be named when the menu is gone */
  GtkWidget *popover;     /* child or NULL: the menu that is open */
  GtkWidget *typing;      /* child or NULL: the entry for elements and flows */
  guint typing_way;       /* on which side of what is selected they go */
  GSimpleActionGroup *actions;
  MoatCanvasInput input;
  /* Where a menu was opened: what it makes is made there. */
  gboolean has_menu_point;
  MoatPoint menu_point; /* model units */
  /* What others have to add where moves are explained; NULL: nobody. */
  MoatCanvasHint hint_func;
  gpointer hint_data;   /* borrowed */
  MoatRecord *end_flow; /* owned or NULL: its free end is offered a target by the open menu */
  gboolean end_is_source;
  GCancellable *arranging; /* owned; NULL when nothing is being arranged */
  guint busy_source;       /* tells of it when it takes its time */
};

void moat_canvas_emit (MoatCanvas *self, guint signal, MoatRecord *record);
void moat_canvas_say (MoatCanvas *self, guint signal, const char *sentence);

/* ---- canvas-looking.c ---- */

MoatPoint moat_canvas_to_model (MoatCanvas *self, double x, double y);
/* Every way to move the view ends here: keeps it near the drawing and tells all who need to know. */
void moat_canvas_set_viewport (MoatCanvas *self, const MoatViewport *viewport);
void moat_canvas_pan (MoatCanvas *self, double dx, double dy);
void moat_canvas_zoom_at (MoatCanvas *self, double zoom, MoatPoint pixel);
void moat_canvas_zoom_to_selection (MoatCanvas *self);
/* Pans until the area, in model units, is in view. */
void moat_canvas_scroll_to_area (MoatCanvas *self, const MoatRect *area);
/* As when a use case is shown for the first time: all of it, or as much as can be read. */
void moat_canvas_look_anew (MoatCanvas *self);
/* Fits what is drawn into the view, without telling anybody: within an allocation. */
void moat_canvas_fit (MoatCanvas *self);
/* Hands the viewport to the plane and the tools. */
void moat_canvas_apply_viewport (MoatCanvas *self);
/* Where the use case was looked at last; one that is new here is fitted. */
void moat_canvas_restore_view (MoatCanvas *self);

/* ---- canvas-naming.c ---- */

void moat_canvas_init_naming (MoatCanvas *self);
/* After a menu closed: what it asked to be named. */
void moat_canvas_edit_next (MoatCanvas *self);
/* Puts the open editor where its item's name is. */
void moat_canvas_allocate_editor (MoatCanvas *self);

/* ---- canvas-typing.c ---- */

/* Opens the entry for elements and flows with @text, or NULL, in it. */
void moat_canvas_begin_typing (MoatCanvas *self, const char *text);
/* The same for a flow from the selected element to what is typed: "right", "left", "down" or "up" of it. */
void moat_canvas_begin_typing_arrow (MoatCanvas *self, const char *way);
/* Whether a key began it: Ctrl and an arrow with one element selected; a capital letter, a slash, a dash. */
gboolean moat_canvas_type_key (MoatCanvas *self, guint keyval, GdkModifierType state);
gboolean moat_canvas_type_letter (MoatCanvas *self, const MoatKey *key);

/* ---- canvas-theme.c ---- */

/* Reads colours, contrast and font anew; TRUE when something differs. */
gboolean moat_canvas_update_theme (MoatCanvas *self);

/* ---- canvas-input.c ---- */

void moat_canvas_init_input (MoatCanvas *self);
void moat_canvas_dispose_input (MoatCanvas *self);
/* The window is @root, or none: its keys that nothing takes are tools' letters. */
void moat_canvas_follow_root_keys (MoatCanvas *self, GtkRoot *root);
/* canvas-drop.c */
void moat_canvas_init_drop (MoatCanvas *self);
void moat_canvas_update_cursor (MoatCanvas *self);
/* A click of the tool at this place, as if by the pointer. */
void moat_canvas_click_tool (MoatCanvas *self, MoatToolId tool, MoatPoint at);

/* ---- canvas-actions.c ---- */

void moat_canvas_class_init_actions (GtkWidgetClass *widget_class);
void moat_canvas_init_actions (MoatCanvas *self);
/* Which actions can be done now: the one place that decides. */
void moat_canvas_update_actions (MoatCanvas *self);

/* ---- canvas-arrange.c ---- */

typedef enum
{
  MOAT_ARRANGE_ALL,
  MOAT_ARRANGE_SELECTION, /* of a single zone: its inside */
  MOAT_ARRANGE_INSIDE,    /* the selected zone */
} MoatArrange;

/* Lays things out in a thread; the model changes when that is done, unless it was edited meanwhile. */
void moat_canvas_arrange (MoatCanvas *self, MoatArrange what);
/* The one zone that is selected, or NULL. Borrowed. */
MoatRecord *moat_canvas_get_single_zone (MoatCanvas *self);
/* Leaves everything as it is. */
void moat_canvas_stop_arranging (MoatCanvas *self);

/* ---- canvas-menu.c ---- */

void moat_canvas_show_menu (MoatCanvas *self, MoatRecord *record, MoatPoint at);
void moat_canvas_show_end_menu (MoatCanvas *self, MoatRecord *flow, gboolean is_source, MoatPoint at);

/* ---- canvas-clipboard.c ---- */

void moat_canvas_copy (MoatCanvas *self);
void moat_canvas_paste (MoatCanvas *self);

/* ---- canvas-focus.c ---- */

gboolean moat_canvas_focus (GtkWidget *widget, GtkDirectionType direction);
/* While the focus is inside the canvas, it is on what was selected last. */
void moat_canvas_focus_selected (MoatCanvas *self);
/* The record whose item has the focus, or NULL. Borrowed. */
MoatRecord *moat_canvas_get_focused (MoatCanvas *self);

/* ---- canvas-comparison.c ---- */

/* What was before, below the diagram. */
void moat_canvas_snapshot_before (MoatCanvas *self, GtkSnapshot *snapshot);
/* The marks, above it. */
void moat_canvas_snapshot_marks (MoatCanvas *self, GtkSnapshot *snapshot);
/* The view or the style is another: what was before is drawn anew. */
void moat_canvas_drop_before (MoatCanvas *self);

/* ---- canvas-tooltip.c ---- */

gboolean moat_canvas_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip);

G_END_DECLS
