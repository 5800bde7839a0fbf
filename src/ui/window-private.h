/* What window.c shares with the other window-*.c files.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "banner.h"
#include "use-case-switcher.h"
#include "window.h"
#include "workshop-bar.h"
#include "workshop-button.h"

G_BEGIN_DECLS

/* What the banner tells of, one at a time: the first of those that there are. */
typedef enum
{
  MOAT_BANNER_DISK,
  MOAT_BANNER_RECOVERED,
  MOAT_BANNER_IMPORTED,
  MOAT_BANNER_REPAIRED,
  MOAT_BANNER_CONFLICTS, /* of a merge */
  MOAT_BANNER_REPORT,    /* SECURITY.md was edited */
  MOAT_BANNER_ALONE,     /* a sandbox was lent the model's file, and not its folder */
  MOAT_BANNER_CATALOG,
  MOAT_BANNER_AGENDA,
  MOAT_N_BANNER_REASONS,
} MoatBannerReason;

typedef struct
{
  char *text;   /* NULL: there is nothing to tell */
  char *button; /* or NULL */
} MoatBannerEntry;

typedef struct _MoatOpening MoatOpening;
typedef struct _MoatTour MoatTour;

struct _MoatWindow
{
  AdwApplicationWindow parent_instance;

  /* From the template. */
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *loading_label;
  GtkProgressBar *progress_bar;
  GtkWidget *stop_button;
  GtkWidget *drop_hint;
  GtkBox *box;
  MoatBanner *banner;
  MoatWorkshopButton *workshop_button;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkMenuButton *title_button;
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
  GtkWidget *present_button;
  GtkWidget *inspector_button;
  GtkMenuButton *menu_button;
  GMenuModel *primary_menu;
  GMenu *recent_menu;

  /* Made for the first model. */
  MoatUseCaseSwitcher *switcher;
  MoatWorkshopBar *workshop_bar;

  MoatPage *page; /* a child of the stack, or NULL while the welcome page is shown */
  GSettings *settings;
  MoatTour *tour;       /* owned; NULL while none is taken */
  MoatOpening *opening; /* the file that is being read, or NULL; its callback's own */

  MoatBannerEntry banners[MOAT_N_BANNER_REASONS];
  GtkWidget *focus_before_menu; /* weak */
  GtkWidget *commands;          /* weak: the command palette; NULL until it was opened once */
  guint look_source;            /* looks at the file on disk now and then, while the window is in use */

  /* The user was asked and does not want to keep what is unsaved. */
  gboolean may_close;
  /* The user was asked and wants it saved first. */
  gboolean closes_when_saved;
  gboolean is_asking;
};

/* ---- window.c ---- */

/* Whether it was closed while something was under way for it. */
gboolean moat_window_is_closed (MoatWindow *self);
/* Shows nothing, until it is clear what. */
void moat_window_show_blank (MoatWindow *self);
/* Shows that a file is being read, or what there was before. */
void moat_window_set_loading (MoatWindow *self, gboolean is_loading);

/* ---- window-actions.c ---- */

void moat_window_install_actions (MoatWindow *self);
/* The one place that decides which actions can be used now. */
void moat_window_update_actions (MoatWindow *self);

/* Where a new session is shown: here while there is nothing here yet, else in a window of its own. */
MoatWindow *moat_window_get_for_session (MoatWindow *self);

/* Shows a shipped example: here or in a window of its own. Which window that is, borrowed; NULL when it could
 * not be read, which was said. */
MoatWindow *moat_window_open_example (MoatWindow *self, const char *name);

/* ---- window-tour.c ---- */

/* Shows what is where, on what is open or on an example. */
void moat_window_take_tour (MoatWindow *self);
/* Puts back what was shown before; nothing while no tour is taken. */
void moat_window_end_tour (MoatWindow *self);

/* ---- window-folder.c ---- */

void moat_window_choose_folder (MoatWindow *self);

/* ---- window-file.c ---- */

void moat_window_save (MoatWindow *self);
void moat_window_save_as (MoatWindow *self);
/* Asks whether to keep unsaved changes, and closes unless told not to. */
void moat_window_confirm_close (MoatWindow *self);
/* Reads the file again: at once, or after asking when that loses something. */
void moat_window_reload (MoatWindow *self);
void moat_window_revert (MoatWindow *self);

/* ---- window-open.c ---- */

void moat_window_choose_and_open (MoatWindow *self);
void moat_window_choose_and_import (MoatWindow *self);
/* Gives up the file that is being read; the window shows what it did before. */
void moat_window_stop_opening (MoatWindow *self);
/* The same with nothing shown, for a window that closes. What is returned lives until its thread is done. */
MoatOpening *moat_window_forget_opening (MoatWindow *self);
/* What reading put right. */
void moat_window_show_repairs (MoatWindow *self);
/* What the import of the model left out. */
void moat_window_show_import_report (MoatWindow *self);
/* What the banner offers after an import. */
void moat_window_follow_import (MoatWindow *self);
/* Files are opened where they are dropped. */
void moat_window_install_drop (MoatWindow *self);
/* The model's file, or what it was imported from; NULL for neither. Borrowed. */
GFile *moat_window_get_file (MoatWindow *self);

/* ---- window-banner.c ---- */

void moat_window_install_banner (MoatWindow *self);
/* Tells of mistakes in a team's catalogue files. */
void moat_window_watch_advice (MoatWindow *self, MoatAdvice *advice);
void moat_window_watch_disk (MoatWindow *self, MoatSession *session);
/* Tells of conflicts that a merge left in the model, and of edits of its SECURITY.md. */
void moat_window_watch_page (MoatWindow *self, MoatPage *page);
/* Nothing is told of what was shown before. */
void moat_window_clear_banners (MoatWindow *self);
/* @button is a label with a mnemonic, or NULL. */
void
moat_window_show_banner (MoatWindow *self, MoatBannerReason reason, const char *text, const char *button);
void moat_window_hide_banner (MoatWindow *self, MoatBannerReason reason);

G_END_DECLS
