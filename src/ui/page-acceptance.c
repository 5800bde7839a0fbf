/* The acceptance check of a page: when the model is judged, the count in the
 * tab, and the way from a finding to what it is about.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "page-private.h"

#include "accessible.h"
#include "date-row.h"
#include "query.h"

#include <glib/gi18n-lib.h>

/* ---- From a finding to its place ---- */

/* What of the diagram a record is seen at. @threat and @decision, each perhaps NULL: on the way there. */
static MoatRecord *
resolve (MoatDocument *document, MoatRecord *record, MoatRecord **threat, MoatRecord **decision)
{
  MoatRecord *place = moat_query_place (document, record);

  *threat = NULL;
  *decision = NULL;
  if (moat_record_get_kind (record) == MOAT_KIND_VERIFICATION)
    record = moat_document_find (document, moat_verification_state (record)->decision);
  if (record != NULL && moat_record_get_kind (record) == MOAT_KIND_DECISION)
    {
      const MoatList *threats = moat_decision_state (record)->threats;

      *decision = record;
      record = moat_list_len (threats) > 0 ? moat_document_find (document, moat_list_get (threats, 0)) : NULL;
    }
  if (record != NULL && moat_record_get_kind (record) == MOAT_KIND_THREAT)
    *threat = record;

  return place;
}

void
moat_page_look_at (MoatPage *self, MoatRecord *record)
{
  MoatDocument *document = moat_page_get_document (self);
  MoatRecord *use_case = moat_query_use_case (document, record);
  MoatRecord *threat, *decision;
  MoatRecord *place = resolve (document, record, &threat, &decision);

  if (place == NULL || !moat_selection_can_hold (place) || use_case == NULL
      || g_strcmp0 (moat_record_get_id (use_case), self->use_case) != 0)
    return;

  if (threat != NULL)
    moat_selection_set_threat (self->selection, threat, decision);
  else
    moat_selection_set_only (self->selection, place);
  moat_selection_reveal (self->selection, place);
}

static void
show_use_case (MoatPage *self)
{
  moat_selection_clear (self->selection);
  moat_page_set_show_inspector (self, TRUE);
  moat_inspector_focus_title (self->inspector);
}

void
moat_page_go_to (MoatPage *self, MoatRecord *record)
{
  MoatDocument *document = moat_page_get_document (self);
  GActionGroup *actions = G_ACTION_GROUP (self->actions);
  MoatRecord *use_case = moat_query_use_case (document, record);
  MoatRecord *threat, *decision;
  MoatRecord *place = resolve (document, record, &threat, &decision);

  if (moat_record_get_kind (record) == MOAT_KIND_MODEL)
    g_action_group_activate_action (actions, "model-properties", NULL);
  if (moat_record_get_kind (record) == MOAT_KIND_EXEMPTION)
    g_action_group_activate_action (actions, "model-properties-at", g_variant_new_string ("reviews"));
  if (use_case == NULL || moat_record_get_kind (record) == MOAT_KIND_EXEMPTION)
    return;

  moat_page_set_use_case (self, moat_record_get_id (use_case));
  moat_page_look_at (self, record);
  if (threat != NULL)
    {
      moat_page_set_show_inspector (self, TRUE);
      moat_inspector_show_threat (self->inspector, threat);
      moat_selection_set_threat (self->selection, threat, decision);
    }
  else if (place != NULL && moat_selection_can_hold (place))
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  else
    show_use_case (self);
}

/* ---- Judging ---- */

static void
n_findings_cb (MoatPage *self)
{
  guint n_findings = moat_acceptance_view_get_n_findings (self->acceptance);
  GtkWidget *tab = gtk_widget_get_ancestor (GTK_WIDGET (self->findings_label), GTK_TYPE_TOGGLE_BUTTON);
  g_autofree char *text = g_strdup_printf ("%u", n_findings);
  /* TRANSLATORS: what a screen reader says of the tab. */
  g_autofree char *name = g_strdup_printf (ngettext ("Acceptance, %u finding", "Acceptance, %u findings",
                                                     n_findings),
                                           n_findings);

  gtk_label_set_text (self->findings_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->findings_label), n_findings > 0);
  moat_accessible_set_name (tab, n_findings > 0 ? name : _ ("Acceptance"));
}

/* Coming back to the window is when the files may be others. */
static void
is_active_cb (MoatPage *self, GParamSpec *pspec, GtkWindow *window)
{
  if (gtk_window_is_active (window) && self->evidence_watch != NULL)
    moat_evidence_watch_refresh (self->evidence_watch);
}

static void
watch_evidence (MoatPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  self->evidence_watch = moat_evidence_watch_new (self->session);
  moat_checks_set_evidence (self->checks, moat_evidence_watch_get_evidence (self->evidence_watch));
  if (root != NULL)
    g_signal_connect_object (root, "notify::is-active", G_CALLBACK (is_active_cb), self, G_CONNECT_SWAPPED);
}

void
moat_page_ensure_checks (MoatPage *self)
{
  g_autofree char *today = NULL;

  if (self->checks != NULL)
    return;

  g_clear_handle_id (&self->checks_source, g_source_remove);
  today = moat_date_dup_from_today (0);
  self->checks = moat_checks_new (moat_page_get_document (self), today);
  watch_evidence (self);
  moat_acceptance_view_set_checks (self->acceptance, self->checks);
}

static gboolean
idle_cb (gpointer user_data)
{
  MoatPage *self = user_data;

  self->checks_source = 0;
  moat_page_ensure_checks (self);

  return G_SOURCE_REMOVE;
}

/* ---- Attack paths ---- */

/* Lights a path on the canvas; its beginning comes into view. */
static void
light_cb (MoatPage *self, GPtrArray *records)
{
  moat_canvas_set_lit (self->canvas, records);
  if (records != NULL)
    moat_canvas_scroll_to (self->canvas, g_ptr_array_index (records, 0));
}

/* Whoever selects something else has done with the path. */
static void
selection_changed_cb (MoatPage *self)
{
  if (!moat_selection_is_empty (self->selection))
    moat_paths_view_unselect (self->paths);
}

static GtkWidget *
build_paths (MoatPage *self)
{
  GtkWidget *view = moat_paths_view_new (moat_page_get_document (self));

  self->paths = MOAT_PATHS_VIEW (view);
  g_signal_connect_object (view, "light", G_CALLBACK (light_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return view;
}

void
moat_page_build_acceptance (MoatPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->acceptance = MOAT_ACCEPTANCE_VIEW (
      moat_acceptance_view_new (moat_page_get_document (self), self->advice));
  gtk_widget_set_vexpand (GTK_WIDGET (self->acceptance), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->acceptance));
  gtk_box_append (GTK_BOX (box), build_paths (self));
  adw_bin_set_child (self->acceptance_bin, box);
  gtk_stack_add_named (self->bar_stack, moat_acceptance_view_detach_bar (self->acceptance), "acceptance");

  g_signal_connect_object (self->acceptance, "look", G_CALLBACK (moat_page_look_at), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->acceptance, "show-record", G_CALLBACK (moat_page_go_to), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->acceptance, "notify::n-findings", G_CALLBACK (n_findings_cb), self,
                           G_CONNECT_SWAPPED);
  n_findings_cb (self);

  /* A model of ten thousand flows takes a fifth of a second: the window comes first. */
  self->checks_source = g_idle_add_full (G_PRIORITY_LOW, idle_cb, self, NULL);
}

void
moat_page_dispose_acceptance (MoatPage *self)
{
  g_clear_handle_id (&self->checks_source, g_source_remove);
  g_clear_object (&self->checks);
  g_clear_object (&self->evidence_watch);
}
