/* What a workshop goes through: its phases, each with a name, a question, its
 * minutes, and what is looked at meanwhile. A plain value; its file is in
 * formats/agenda-json.h, the time in workshop-clock.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "kinds.h"

G_BEGIN_DECLS

/* What a phase works on: it is shown when the phase begins, and counted while it lasts. */
typedef enum
{
  MOAT_PANE_STORY,      /* counts steps */
  MOAT_PANE_DIAGRAM,    /* counts boundaries and assets */
  MOAT_PANE_MOVES,      /* walks the flows; counts the moves on each */
  MOAT_PANE_TABLE,      /* counts decisions, and those with an owner */
  MOAT_PANE_ACCEPTANCE, /* counts what MOAT_PANE_TABLE does */
  MOAT_PANE_REPORT,     /* the same */
  MOAT_PANE_NONE,       /* shows and counts nothing: a break, or talk */
} MoatAgendaPane;

/* By their nicks in files, with what people call them. */
extern const MoatValue moat_agenda_panes[];

/* What an agenda may hold. */
#define MOAT_AGENDA_MAX_PHASES  20
#define MOAT_AGENDA_MAX_MINUTES 240

/* So many decisions make a workshop that was worth it. */
#define MOAT_AGENDA_DECISIONS 5

typedef struct
{
  char *name;     /* never empty */
  char *question; /* NULL: none is asked */
  guint minutes;  /* 1 to MOAT_AGENDA_MAX_MINUTES */
  MoatAgendaPane pane;
} MoatAgendaPhase;

typedef struct
{
  GPtrArray *phases; /* of MoatAgendaPhase *, owned; at least one in an agenda that is used */
} MoatAgenda;

/* Without any phase. */
MoatAgenda *moat_agenda_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* The 45 minutes that ship, in the user's language. */
MoatAgenda *moat_agenda_new_default (void) G_GNUC_WARN_UNUSED_RESULT;
MoatAgenda *moat_agenda_copy (const MoatAgenda *self) G_GNUC_WARN_UNUSED_RESULT;
void moat_agenda_free (MoatAgenda *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatAgenda, moat_agenda_free)

gboolean moat_agenda_equal (const MoatAgenda *a, const MoatAgenda *b);

/* At the end. @minutes are brought within bounds; an empty @question is none. */
void moat_agenda_add (MoatAgenda *self,
                      const char *name,
                      const char *question,
                      guint minutes,
                      MoatAgendaPane pane);
/* Borrowed. */
const MoatAgendaPhase *moat_agenda_get (const MoatAgenda *self, guint index);
/* Of all phases together. */
guint moat_agenda_get_minutes (const MoatAgenda *self);

G_END_DECLS
