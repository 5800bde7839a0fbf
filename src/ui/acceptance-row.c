/* One row of the acceptance pane (see acceptance-row.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "acceptance-row-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatAcceptanceRow, moat_acceptance_row, G_TYPE_OBJECT)

static void
moat_acceptance_row_finalize (GObject *object)
{
  MoatAcceptanceRow *self = MOAT_ACCEPTANCE_ROW (object);

  g_clear_pointer (&self->finding, moat_finding_unref);
  g_clear_pointer (&self->order, g_ref_string_release);

  G_OBJECT_CLASS (moat_acceptance_row_parent_class)->finalize (object);
}

static void
moat_acceptance_row_class_init (MoatAcceptanceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_acceptance_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
moat_acceptance_row_init (MoatAcceptanceRow *self)
{
}

/* ---- For the list ---- */

static guint
choose_section (const MoatFinding *finding)
{
  return finding->exemption != NULL ? MOAT_ACCEPTANCE_ASIDE : (guint) finding->rule->question;
}

static GRefString *
get_order (const MoatFinding *finding)
{
  const MoatState *state = moat_record_get_state (finding->record);

  return state == NULL ? NULL : state->order;
}

MoatAcceptanceRow *
moat_acceptance_row_new_header (guint section)
{
  MoatAcceptanceRow *self = g_object_new (MOAT_TYPE_ACCEPTANCE_ROW, NULL);

  self->section = section;
  self->is_open = section != MOAT_ACCEPTANCE_ASIDE;

  return self;
}

MoatAcceptanceRow *
moat_acceptance_row_new (const MoatFinding *finding, guint nth)
{
  MoatAcceptanceRow *self = g_object_new (MOAT_TYPE_ACCEPTANCE_ROW, NULL);
  GRefString *order = get_order (finding);

  self->finding = moat_finding_ref (finding);
  self->section = choose_section (finding);
  self->order = order == NULL ? NULL : g_ref_string_acquire (order);
  self->nth = nth;

  return self;
}

gboolean
moat_acceptance_row_follow (MoatAcceptanceRow *self, const MoatFinding *finding, guint nth)
{
  gboolean is_changed;

  if (self->finding->rule != finding->rule || self->nth != nth || self->section != choose_section (finding)
      || g_strcmp0 (self->order, get_order (finding)) != 0)
    return FALSE;

  /* An exemption says more than its finding, and is there for as long as it says another thing. */
  is_changed = strcmp (self->finding->message, finding->message) != 0 || finding->exemption != NULL;
  moat_finding_unref (self->finding);
  self->finding = moat_finding_ref (finding);
  if (is_changed)
    moat_acceptance_row_emit_changed (self);

  return TRUE;
}

int
moat_acceptance_row_compare (const MoatAcceptanceRow *a, const MoatAcceptanceRow *b)
{
  int order;

  /* Rules are rows of one table that is in the order of the questions. */
  if (a->finding->rule != b->finding->rule)
    return a->finding->rule < b->finding->rule ? -1 : 1;
  order = strcmp (moat_text_get (a->order), moat_text_get (b->order));
  if (order == 0)
    order = strcmp (moat_record_get_id (a->finding->record), moat_record_get_id (b->finding->record));
  if (order == 0 && a->nth != b->nth)
    order = a->nth < b->nth ? -1 : 1;

  return order;
}

void
moat_acceptance_row_emit_changed (MoatAcceptanceRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- API ---- */

const MoatFinding *
moat_acceptance_row_get_finding (MoatAcceptanceRow *self)
{
  g_return_val_if_fail (MOAT_IS_ACCEPTANCE_ROW (self), NULL);

  return self->finding;
}

guint
moat_acceptance_row_get_section (MoatAcceptanceRow *self)
{
  g_return_val_if_fail (MOAT_IS_ACCEPTANCE_ROW (self), 0);

  return self->section;
}

const char *
moat_acceptance_row_get_title (MoatAcceptanceRow *self)
{
  g_return_val_if_fail (MOAT_IS_ACCEPTANCE_ROW (self), NULL);

  return self->section == MOAT_ACCEPTANCE_ASIDE ? _ ("Set aside")
                                                : moat_question_get_label ((MoatQuestion) self->section);
}

guint
moat_acceptance_row_get_size (MoatAcceptanceRow *self)
{
  g_return_val_if_fail (MOAT_IS_ACCEPTANCE_ROW (self), 0);

  return self->n_findings;
}

gboolean
moat_acceptance_row_is_open (MoatAcceptanceRow *self)
{
  g_return_val_if_fail (MOAT_IS_ACCEPTANCE_ROW (self), FALSE);

  return self->is_open;
}
