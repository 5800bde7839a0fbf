/* What a workshop does to a page: each phase opens its pane, and goes from one
 * thing that is still open to the next.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "page-private.h"

#include "query.h"
#include "toast.h"
#include "workshop-agenda.h"
#include "workshop-summary.h"

#include <glib/gi18n-lib.h>

/* ---- Walking what is open ---- */

static MoatRecord *
get_selected (MoatPage *self, MoatKind kind)
{
  MoatRecord *record = moat_selection_get_single (self->selection);

  return record != NULL && moat_record_get_kind (record) == kind ? record : NULL;
}

void
moat_page_add_move (MoatPage *self, MoatRecord *flow)
{
  g_return_if_fail (MOAT_IS_PAGE (self));

  moat_page_set_show_inspector (self, TRUE);
  moat_inspector_focus_add_move (self->inspector, flow);
  moat_canvas_scroll_to (self->canvas, flow);
}

/* Flows without a move, with the entry for one ready. */
static void
walk_moves (MoatPage *self, MoatWalk walk)
{
  const MoatTally *tally = moat_workshop_get_tally (self->workshop);
  MoatRecord *flow = moat_tally_find_bare (tally, get_selected (self, MOAT_KIND_FLOW), walk);

  if (flow != NULL)
    moat_page_add_move (self, flow);
  else if (tally->flows->len > 0)
    moat_toast_show (GTK_WIDGET (self), _ ("Every flow has an attacker move"));
  else
    moat_toast_show (GTK_WIDGET (self), _ ("There is no flow yet"));
}

/* Flows one after the other: what does each carry, and what does it cross? */
static void
walk_flows (MoatPage *self, MoatWalk walk)
{
  GArray *flows = moat_workshop_get_tally (self->workshop)->flows;
  MoatRecord *selected = get_selected (self, MOAT_KIND_FLOW);
  guint at = walk == MOAT_WALK_BACKWARD ? 0 : flows->len - 1;
  MoatRecord *flow;

  if (flows->len == 0)
    {
      moat_toast_show (GTK_WIDGET (self), _ ("There is no flow yet"));
      return;
    }
  for (guint i = 0; i < flows->len; i++)
    if (g_array_index (flows, MoatTallyFlow, i).flow == selected)
      at = i;
  flow = g_array_index (flows, MoatTallyFlow,
                        (walk == MOAT_WALK_BACKWARD ? at + flows->len - 1 : at + 1) % flows->len)
             .flow;
  moat_page_set_show_inspector (self, TRUE);
  moat_selection_set_only (self->selection, flow);
  moat_canvas_focus_record (self->canvas, flow);
}

/* Moves without a decision, then decisions without an owner; the cell is ready to type in. */
static void
walk_decisions (MoatPage *self, MoatWalk walk)
{
  const MoatTally *tally = moat_workshop_get_tally (self->workshop);
  MoatRecord *threat = moat_tally_find_open (tally, moat_selection_get_threat (self->selection), walk);
  MoatRecord *decision = NULL;

  if (threat == NULL)
    decision = moat_tally_find_unowned (tally, moat_selection_get_decision (self->selection), walk);
  if (decision != NULL)
    threat = moat_document_find (moat_page_get_document (self),
                                 moat_list_get (moat_decision_state (decision)->threats, 0));

  moat_page_set_tab (self, "threats");
  if (threat != NULL)
    moat_table_view_decide (self->table, threat, decision);
  else if (tally->moves->len > 0)
    moat_toast_show (GTK_WIDGET (self), _ ("Every move has a decision, every decision an owner"));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
walk_nothing (MoatPage *self, MoatWalk walk)
{
}

/* ---- Opening panes ---- */

static void
focus_pane (MoatPage *self, const char *name)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "focus", g_variant_new_string (name));
}

static void
open_story (MoatPage *self)
{
  focus_pane (self, "story");
}

static void
open_diagram (MoatPage *self)
{
  moat_page_set_show_inspector (self, TRUE);
  moat_canvas_zoom_fit (self->canvas);
  focus_pane (self, "canvas");
}

/* At the first flow without a move, or else at the first one. */
static void
open_moves (MoatPage *self)
{
  const MoatTally *tally = moat_workshop_get_tally (self->workshop);
  MoatRecord *flow = moat_tally_find_bare (tally, NULL, MOAT_WALK_FORWARD);

  /* What is found gathers below. */
  moat_page_set_tab (self, "threats");
  if (flow == NULL && tally->flows->len > 0)
    flow = g_array_index (tally->flows, MoatTallyFlow, 0).flow;
  if (flow != NULL)
    moat_page_add_move (self, flow);
  else
    open_diagram (self);
}

static void
open_table (MoatPage *self)
{
  moat_selection_set_threat (self->selection, NULL, NULL);
  walk_decisions (self, MOAT_WALK_FORWARD);
}

static void
open_acceptance (MoatPage *self)
{
  focus_pane (self, "acceptance");
}

static void
open_report (MoatPage *self)
{
  moat_page_set_tab (self, "security-md");
}

static void
open_nothing (MoatPage *self)
{
}

static const struct
{
  void (*open) (MoatPage *self);
  void (*walk) (MoatPage *self, MoatWalk walk);
} panes[] = {
  [MOAT_PANE_STORY] = { open_story, walk_flows },
  [MOAT_PANE_DIAGRAM] = { open_diagram, walk_flows },
  [MOAT_PANE_MOVES] = { open_moves, walk_moves },
  [MOAT_PANE_TABLE] = { open_table, walk_decisions },
  [MOAT_PANE_ACCEPTANCE] = { open_acceptance, walk_decisions },
  [MOAT_PANE_REPORT] = { open_report, walk_decisions },
  [MOAT_PANE_NONE] = { open_nothing, walk_nothing },
};

/* ---- Following the workshop ---- */

static gboolean
walks_moves (MoatPage *self)
{
  return moat_workshop_is_on (self->workshop)
         && moat_workshop_get_phase (self->workshop)->pane == MOAT_PANE_MOVES;
}

static void
add_lit (MoatPage *self, GPtrArray *lit, MoatRecord *flow)
{
  const MoatFlowState *state = moat_flow_state (flow);
  const char *ends[] = { state->source, state->target };

  g_ptr_array_add (lit, flow);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      MoatRecord *end = moat_document_find (moat_page_get_document (self), ends[i]);

      if (end != NULL)
        g_ptr_array_add (lit, end);
    }
}

/* The flows without a move, with what they connect, and the flow that is talked about. */
static void
light_bare_flows (MoatPage *self)
{
  const MoatTally *tally = moat_workshop_get_tally (self->workshop);
  MoatRecord *selected = get_selected (self, MOAT_KIND_FLOW);
  g_autoptr (GPtrArray) lit = g_ptr_array_new ();

  for (guint i = 0; tally->n_bare > 0 && i < tally->flows->len; i++)
    {
      const MoatTallyFlow *entry = &g_array_index (tally->flows, MoatTallyFlow, i);

      if (entry->n_moves == 0 || entry->flow == selected)
        add_lit (self, lit, entry->flow);
    }
  moat_canvas_set_lit (self->canvas, lit->len > 0 ? lit : NULL);
}

static void
selection_changed_cb (MoatPage *self)
{
  if (walks_moves (self))
    light_bare_flows (self);
}

static void
changed_cb (MoatPage *self)
{
  const MoatWorkshopClock *clock = moat_workshop_get_clock (self->workshop);
  guint phase = clock != NULL ? clock->phase : G_MAXUINT;
  gboolean was_walking = self->workshop_walks;

  self->workshop_walks = walks_moves (self);
  if (phase != self->workshop_phase)
    {
      self->workshop_phase = phase;
      if (clock != NULL)
        panes[moat_workshop_get_phase (self->workshop)->pane].open (self);
    }
  if (self->workshop_walks)
    light_bare_flows (self);
  else if (was_walking)
    moat_canvas_set_lit (self->canvas, NULL);
}

/* ---- Actions ---- */

static void
begin_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_workshop_begin (MOAT_PAGE (user_data)->workshop);
}

static void
pause_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatWorkshop *workshop = MOAT_PAGE (user_data)->workshop;

  if (moat_workshop_is_paused (workshop))
    moat_workshop_go_on (workshop);
  else
    moat_workshop_pause (workshop);
}

static void
count_away_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_workshop_count_away (MOAT_PAGE (user_data)->workshop);
}

static void
end_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatPage *self = user_data;

  moat_page_finish_editing (self);
  moat_workshop_pause (self->workshop);
  moat_workshop_summary_present (self);
}

static void
next_phase_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatPage *self = user_data;
  const MoatWorkshopClock *clock = moat_workshop_get_clock (self->workshop);

  if (clock->phase + 1 < clock->phases->len)
    moat_workshop_step (self->workshop, 1);
  else
    end_activated (action, NULL, self);
}

static void
previous_phase_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_workshop_step (MOAT_PAGE (user_data)->workshop, -1);
}

static void
extend_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_workshop_extend (MOAT_PAGE (user_data)->workshop, (guint) MAX (1, g_variant_get_int32 (parameter)));
}

/* Whether the keyboard is where something is typed. */
static gboolean
is_typing (MoatPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus);
}

static void
walk_open (MoatPage *self, MoatWalk walk)
{
  moat_page_finish_editing (self);
  panes[moat_workshop_get_phase (self->workshop)->pane].walk (self, walk);
}

/* Who types in one is done with it. Who does not may have come to one that is open, as by Enter in the table,
 * which goes down a row.
 */
static void
next_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  walk_open (user_data, is_typing (user_data) ? MOAT_WALK_FORWARD : MOAT_WALK_HERE);
}

static void
previous_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  walk_open (user_data, MOAT_WALK_BACKWARD);
}

static void
agenda_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_workshop_agenda_present (user_data, MOAT_PAGE (user_data)->workshop);
}

static const GActionEntry entries[] = {
  { "workshop-begin", begin_activated },
  { "workshop-pause", pause_activated },
  { "workshop-count-away", count_away_activated },
  { "workshop-next-phase", next_phase_activated },
  { "workshop-previous-phase", previous_phase_activated },
  { "workshop-extend", extend_activated, "i" },
  { "workshop-next", next_activated },
  { "workshop-previous", previous_activated },
  { "workshop-end", end_activated },
  { "workshop-agenda", agenda_activated },
};

void
moat_page_install_workshop (MoatPage *self)
{
  self->workshop_phase = G_MAXUINT;
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->workshop, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
}
