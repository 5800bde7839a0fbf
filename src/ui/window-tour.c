/* The tour: what is where in the window, in six steps, on the model that is open
 * or on an example. It changes what is shown, and puts that back; never the
 * model.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "window-private.h"

#include "coach-mark.h"
#include "query.h"

#include <glib/gi18n-lib.h>

#define EXAMPLE "shipping-address"

typedef struct
{
  const char *title;
  const char *text;
  const char *tab; /* shown for this step; or NULL */
  MoatPagePart part;
  GtkPositionType position;
} Step;

static const Step steps[] = {
  { N_ ("The happy path, drawn"),
    N_ ("Who does what, step by step. The dashed boxes are trust boundaries: where you stop assuming that "
        "the "
        "other side is friendly. Drag one by its name, and what crosses it follows."),
    NULL, MOAT_PAGE_CANVAS, GTK_POS_BOTTOM },
  { N_ ("The same as a story"),
    N_ ("One line a step. What you type is drawn while you type it, and what you draw stands here."), "story",
    MOAT_PAGE_BOTTOM, GTK_POS_TOP },
  { N_ ("What would an attacker do instead?"),
    N_ ("Select a flow and press M to write a move down, in one sentence. A asks for suggestions."), NULL,
    MOAT_PAGE_INSPECTOR, GTK_POS_LEFT },
  { N_ ("What do you build so that it fails?"),
    N_ ("Every move gets a decision: where it is enforced, how you verify it, who does it. Type into the "
        "empty "
        "cells. A move without a decision is still open."),
    "threats", MOAT_PAGE_BOTTOM, GTK_POS_TOP },
  { N_ ("What is still missing"),
    N_ ("The questions that a review would ask, and what can be done about each. Nothing here keeps you from "
        "working."),
    "acceptance", MOAT_PAGE_BOTTOM, GTK_POS_TOP },
  { N_ ("Show it, and keep it"),
    N_ ("This button presents the story step by step. Save the model into your repository, and write its "
        "SECURITY.md from the tab of that name. The tour stays in the main menu."),
    NULL, MOAT_PAGE_N_PARTS, GTK_POS_BOTTOM },
};

struct _MoatTour
{
  MoatWindow *window;  /* borrowed: it owns this */
  MoatPage *page;      /* owned */
  MoatCoachMark *mark; /* a child of the page */
  guint step;
  gulong unmap_handler;

  /* What was shown before. */
  char *tab;
  gboolean has_table;
  GPtrArray *selected; /* owned container and records */
};

/* ---- What is shown ---- */

static GtkWidget *
find_target (MoatTour *tour, const Step *step)
{
  GtkWidget *part;

  if (step->part == MOAT_PAGE_N_PARTS)
    return tour->window->present_button;

  part = moat_page_get_part (tour->page, step->part);
  /* Folded: what unfolds it. */
  if (step->part == MOAT_PAGE_INSPECTOR && !gtk_widget_get_mapped (part))
    return tour->window->inspector_button;

  return part;
}

/* A flow that something is written on, else any. */
static MoatRecord *
find_flow (MoatTour *tour)
{
  MoatDocument *document = moat_page_get_document (tour->page);
  g_autoptr (GPtrArray) flows = moat_query_flows (document, moat_page_get_use_case (tour->page));

  for (guint i = 0; i < flows->len; i++)
    if (moat_document_has_referrers (document, moat_record_get_id (g_ptr_array_index (flows, i)),
                                     MOAT_KIND_THREAT))
      return g_ptr_array_index (flows, i);

  return flows->len > 0 ? g_ptr_array_index (flows, 0) : NULL;
}

static void
show_step (MoatTour *tour)
{
  const Step *step = &steps[tour->step];
  const MoatCoachWords words = { _ (step->title), _ (step->text), tour->step + 1, G_N_ELEMENTS (steps) };
  GtkPositionType position = step->position;
  GtkWidget *target;

  if (step->tab != NULL)
    g_object_set (tour->page, "show-table", TRUE, "tab", step->tab, NULL);
  if (step->part == MOAT_PAGE_INSPECTOR)
    moat_selection_set_only (moat_page_get_selection (tour->page), find_flow (tour));

  target = find_target (tour, step);
  if (target == tour->window->inspector_button)
    position = GTK_POS_BOTTOM;
  else if (position == GTK_POS_LEFT && gtk_widget_get_direction (target) == GTK_TEXT_DIR_RTL)
    position = GTK_POS_RIGHT;
  moat_coach_mark_show (tour->mark, &words, target, position);
}

/* ---- From beginning to end ---- */

/* What is there still. */
static void
select_again (MoatTour *tour)
{
  MoatSelection *selection = moat_page_get_selection (tour->page);

  moat_selection_clear (selection);
  for (guint i = 0; i < tour->selected->len; i++)
    if (moat_record_is_live (g_ptr_array_index (tour->selected, i)))
      moat_selection_add (selection, g_ptr_array_index (tour->selected, i));
}

void
moat_window_end_tour (MoatWindow *self)
{
  MoatTour *tour = g_steal_pointer (&self->tour);

  if (tour == NULL)
    return;

  g_clear_signal_handler (&tour->unmap_handler, tour->page);
  gtk_widget_unparent (GTK_WIDGET (tour->mark));
  g_object_set (tour->page, "tab", tour->tab, "show-table", tour->has_table, NULL);
  select_again (tour);
  if (gtk_widget_get_mapped (GTK_WIDGET (tour->page)))
    gtk_widget_grab_focus (GTK_WIDGET (tour->page));

  g_object_unref (tour->page);
  g_ptr_array_unref (tour->selected);
  g_free (tour->tab);
  g_free (tour);
}

static void
moved_cb (MoatWindow *self, int by)
{
  MoatTour *tour = self->tour;

  if (tour->step + 1 == G_N_ELEMENTS (steps) && by > 0)
    {
      moat_window_end_tour (self);
      return;
    }

  tour->step += by;
  show_step (tour);
}

static gboolean
begin_cb (gpointer user_data)
{
  MoatWindow *self = user_data;
  MoatTour *tour;

  if (self->page == NULL || self->tour != NULL || moat_window_is_closed (self))
    return G_SOURCE_REMOVE;

  tour = g_new0 (MoatTour, 1);
  tour->window = self;
  tour->page = g_object_ref (self->page);
  tour->selected = moat_selection_list (moat_page_get_selection (self->page));
  g_object_get (self->page, "tab", &tour->tab, "show-table", &tour->has_table, NULL);
  tour->mark = moat_coach_mark_new (GTK_WIDGET (self->page));
  tour->unmap_handler = g_signal_connect_swapped (self->page, "unmap", G_CALLBACK (moat_window_end_tour),
                                                  self);
  g_signal_connect_object (tour->mark, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tour->mark, "left", G_CALLBACK (moat_window_end_tour), self, G_CONNECT_SWAPPED);
  self->tour = tour;
  show_step (tour);

  return G_SOURCE_REMOVE;
}

/* Where there is something to look at. */
static gboolean
has_flows (MoatWindow *self)
{
  return self->page != NULL
         && moat_document_has_referrers (moat_page_get_document (self->page),
                                         moat_page_get_use_case (self->page), MOAT_KIND_FLOW);
}

void
moat_window_take_tour (MoatWindow *self)
{
  g_settings_set_boolean (self->settings, "offer-tour", FALSE);
  if (!has_flows (self))
    self = moat_window_open_example (self, EXAMPLE);
  /* Once the page has its size: the mark points at what is in it. */
  if (self != NULL)
    g_idle_add_full (G_PRIORITY_LOW, begin_cb, g_object_ref (self), g_object_unref);
}
