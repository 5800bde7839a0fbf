/* What a workshop goes through (see agenda.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "agenda.h"

#include <glib/gi18n-lib.h>

const MoatValue moat_agenda_panes[] = {
  { MOAT_PANE_STORY, "story", N_ ("The story") },
  { MOAT_PANE_DIAGRAM, "diagram", N_ ("The diagram") },
  { MOAT_PANE_MOVES, "moves", N_ ("The moves on each flow") },
  { MOAT_PANE_TABLE, "table", N_ ("The table of decisions") },
  { MOAT_PANE_ACCEPTANCE, "acceptance", N_ ("The acceptance check") },
  { MOAT_PANE_REPORT, "security-md", N_ ("SECURITY.md") },
  { MOAT_PANE_NONE, "none", N_ ("What was open before") },
  { 0, NULL, NULL },
};

static const struct
{
  const char *name;
  const char *question;
  guint minutes;
  MoatAgendaPane pane;
} usual[] = {
  { N_ ("Use case and happy path"), N_ ("What happens, step by step, when everything goes well?"), 10,
    MOAT_PANE_STORY },
  { N_ ("Assets, entry points, boundaries"), N_ ("What is worth protecting, and where does trust end?"), 10,
    MOAT_PANE_DIAGRAM },
  { N_ ("Attacker moves"), N_ ("What is the most damaging change an attacker would make here?"), 15,
    MOAT_PANE_MOVES },
  { N_ ("Decisions and owners"), N_ ("What do we build so that this fails, and who builds it?"), 10,
    MOAT_PANE_TABLE },
};

static void
phase_free (gpointer data)
{
  MoatAgendaPhase *phase = data;

  g_free (phase->name);
  g_free (phase->question);
  g_free (phase);
}

MoatAgenda *
moat_agenda_new (void)
{
  MoatAgenda *self = g_new0 (MoatAgenda, 1);

  self->phases = g_ptr_array_new_with_free_func (phase_free);

  return self;
}

MoatAgenda *
moat_agenda_new_default (void)
{
  MoatAgenda *self = moat_agenda_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    moat_agenda_add (self, _ (usual[i].name), _ (usual[i].question), usual[i].minutes, usual[i].pane);

  return self;
}

MoatAgenda *
moat_agenda_copy (const MoatAgenda *self)
{
  MoatAgenda *copy = moat_agenda_new ();

  for (guint i = 0; i < self->phases->len; i++)
    {
      const MoatAgendaPhase *phase = moat_agenda_get (self, i);

      moat_agenda_add (copy, phase->name, phase->question, phase->minutes, phase->pane);
    }

  return copy;
}

void
moat_agenda_free (MoatAgenda *self)
{
  g_ptr_array_unref (self->phases);
  g_free (self);
}

gboolean
moat_agenda_equal (const MoatAgenda *a, const MoatAgenda *b)
{
  if (a->phases->len != b->phases->len)
    return FALSE;

  for (guint i = 0; i < a->phases->len; i++)
    {
      const MoatAgendaPhase *x = moat_agenda_get (a, i);
      const MoatAgendaPhase *y = moat_agenda_get (b, i);

      if (g_strcmp0 (x->name, y->name) != 0 || g_strcmp0 (x->question, y->question) != 0
          || x->minutes != y->minutes || x->pane != y->pane)
        return FALSE;
    }

  return TRUE;
}

void
moat_agenda_add (MoatAgenda *self, const char *name, const char *question, guint minutes, MoatAgendaPane pane)
{
  MoatAgendaPhase *phase = g_new0 (MoatAgendaPhase, 1);

  phase->name = g_strdup (name);
  phase->question = question != NULL && *question != '\0' ? g_strdup (question) : NULL;
  phase->minutes = CLAMP (minutes, 1, MOAT_AGENDA_MAX_MINUTES);
  phase->pane = pane;
  g_ptr_array_add (self->phases, phase);
}

const MoatAgendaPhase *
moat_agenda_get (const MoatAgenda *self, guint index)
{
  g_return_val_if_fail (index < self->phases->len, NULL);

  return g_ptr_array_index (self->phases, index);
}

guint
moat_agenda_get_minutes (const MoatAgenda *self)
{
  guint minutes = 0;

  for (guint i = 0; i < self->phases->len; i++)
    minutes += moat_agenda_get (self, i)->minutes;

  return minutes;
}
