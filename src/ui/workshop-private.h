/* What workshop.c shares with workshop-text.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "workshop-keep.h"
#include "workshop.h"

G_BEGIN_DECLS

struct _MoatWorkshop
{
  GObject parent_instance;

  MoatDocument *document; /* which owns this */
  MoatSession *session;   /* weak */
  char *model;            /* names the model in the state folder; NULL: nothing is kept */
  char *use_case;

  MoatAgenda *agenda;
  gboolean is_of_team;
  char *problem; /* of an agenda file that was passed over, or NULL */

  MoatWorkshopClock *clock; /* NULL: none is on */
  gint64 began;
  MoatTally *tally; /* NULL: counted when it is asked for */

  MoatWorkshopNow now_func;
  gpointer now_data;
  guint source;  /* due when the clock shows another second */
  guint n_ticks; /* since it was kept last */
};

G_END_DECLS
