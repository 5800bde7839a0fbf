/* What present-view.c shares with present-typing.c and present-keys.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "present-cards.h"
#include "present-diagram.h"
#include "present-view.h"

G_BEGIN_DECLS

typedef enum
{
  MOAT_TYPING_NOTHING,
  MOAT_TYPING_MOVE,
  MOAT_TYPING_DECISION,
} MoatTyping;

struct _MoatPresentView
{
  GtkWidget parent_instance;

  MoatDocument *document;
  char *use_case_id;
  GPtrArray *stops; /* of MoatStop */
  guint index;

  GtkWidget *overlay; /* child */
  GtkLabel *number;
  GtkLabel *title;
  GtkLabel *detail;
  GtkLabel *counter;
  GtkStack *stage; /* "diagram" or "table" */
  MoatPresentDiagram *diagram;
  MoatPresentCards *cards;
  GtkStack *ask; /* "question" or "typing" */
  GtkLabel *question;
  GtkLabel *prompt;
  GtkEditable *entry;
  GtkLabel *phase; /* of a workshop that is on */
  GtkProgressBar *progress;
  GtkLabel *decisions;
  GtkWidget *back_button;
  GtkWidget *next_button;
  GtkWidget *blank;

  MoatTyping typing;
  MoatRecord *decided; /* owned or NULL: the move that a decision is typed for */
  guint typed_number;  /* digits so far; 0 for none */
  guint number_source; /* goes there when no digit follows */

  GtkCssProvider *type_size;
  int sized_for; /* the height that type is sized for */
  guint size_source;
};

void moat_present_view_refresh (MoatPresentView *self);
void moat_present_view_toggle_table (MoatPresentView *self);
void moat_present_view_finish (MoatPresentView *self);

/* ---- present-typing.c ---- */

void moat_present_view_build_typing (MoatPresentView *self, GtkBox *page);
void moat_present_view_begin_typing (MoatPresentView *self, MoatTyping typing);
/* What was typed and not entered is dropped. */
void moat_present_view_end_typing (MoatPresentView *self);

/* ---- present-keys.c ---- */

/* Digits typed are forgotten. */
void moat_present_view_forget_number (MoatPresentView *self);

G_END_DECLS
