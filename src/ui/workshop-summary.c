/* The end of a workshop (see workshop-summary.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "workshop-summary.h"

#include "date-row.h"
#include "dialog-header.h"
#include "export.h"
#include "form-dialog.h"
#include "review-record.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

#define WIDTH      940
#define HEIGHT     600
#define FORM_WIDTH 340

#define MOAT_TYPE_WORKSHOP_SUMMARY (moat_workshop_summary_get_type ())
G_DECLARE_FINAL_TYPE (MoatWorkshopSummary, moat_workshop_summary, MOAT, WORKSHOP_SUMMARY, AdwWindow)

struct _MoatWorkshopSummary
{
  AdwWindow parent_instance;

  MoatPage *page; /* weak */
  GtkWidget *record_button;
  GtkWidget *date;
  GtkWidget *who;
  GtkWidget *people;
  GtkWidget *trigger;
  GtkTextBuffer *notes; /* borrowed */
};

G_DEFINE_FINAL_TYPE (MoatWorkshopSummary, moat_workshop_summary, ADW_TYPE_WINDOW)

static MoatWorkshop *
get_workshop (MoatWorkshopSummary *self)
{
  return moat_page_get_workshop (self->page);
}

static guint
get_minutes (MoatWorkshopSummary *self)
{
  gint64 spent = moat_workshop_clock_get_spent (moat_workshop_get_clock (get_workshop (self)));

  return (guint) MAX (1, (spent + G_TIME_SPAN_MINUTE / 2) / G_TIME_SPAN_MINUTE);
}

/* ---- What came out ---- */

static char *
dup_result (const MoatTally *tally)
{
  guint n = tally->decisions->len;

  if (n == 0)
    return g_strdup (_ ("Not finished: no decision yet"));
  if (n < MOAT_AGENDA_DECISIONS)
    return g_strdup_printf (_ ("Not finished: %u of %u decisions"), n, (guint) MOAT_AGENDA_DECISIONS);

  return g_strdup_printf (ngettext ("%u decision", "%u decisions", n), n);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
row_activated_cb (MoatWorkshopSummary *self, GtkWidget *row)
{
  g_autoptr (MoatRecord) record = g_object_ref (g_object_get_data (G_OBJECT (row), "moat-record"));
  MoatPage *page = self->page;

  gtk_window_close (GTK_WINDOW (self));
  moat_page_go_to (page, record);
}

/* A row that goes to @record. */
static void
add_row (MoatWorkshopSummary *self, GtkWidget *group, MoatRecord *record, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (moat_record_get_title (record), -1);
  g_autofree char *escaped = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "moat-record", g_object_ref (record), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static GtkWidget *
new_decisions (MoatWorkshopSummary *self, const MoatTally *tally)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Decisions"));
  for (guint i = 0; i < tally->decisions->len; i++)
    {
      MoatRecord *decision = g_ptr_array_index (tally->decisions, i);
      const MoatDecisionState *state = moat_decision_state (decision);
      g_autofree char *text = g_strdup_printf ("%s · %s",
                                               state->owner != NULL ? state->owner : _ ("no owner yet"),
                                               state->ticket != NULL ? state->ticket : _ ("no ticket yet"));

      add_row (self, group, decision, text);
    }

  return group;
}

static GtkWidget *
new_open (MoatWorkshopSummary *self, const MoatTally *tally)
{
  GtkWidget *group = adw_preferences_group_new ();
  guint n = tally->open->len;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Still open"));
  for (guint i = 0; i < tally->open->len; i++)
    add_row (self, group, g_ptr_array_index (tally->open, i), _ ("No decision yet"));
  for (guint i = 0; i < tally->decisions->len; i++)
    {
      MoatRecord *decision = g_ptr_array_index (tally->decisions, i);
      gboolean is_unowned = g_ptr_array_find (tally->unowned, decision, NULL);
      gboolean is_unverified = g_ptr_array_find (tally->unverified, decision, NULL);

      if (is_unowned && is_unverified)
        add_row (self, group, decision, _ ("No owner yet, and nobody said how it is verified"));
      else if (is_unowned)
        add_row (self, group, decision, _ ("No owner yet"));
      else if (is_unverified)
        add_row (self, group, decision, _ ("Nobody said yet how it is verified"));
      n += is_unowned || is_unverified;
    }
  gtk_widget_set_visible (group, n > 0);

  return group;
}

static GtkWidget *
new_results (MoatWorkshopSummary *self)
{
  const MoatTally *tally = moat_workshop_get_tally (get_workshop (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  guint minutes = get_minutes (self);
  g_autofree char *result = dup_result (tally);
  g_autofree char *time = g_strdup_printf (ngettext ("In %u minute", "In %u minutes", minutes), minutes);

  gtk_box_append (GTK_BOX (head), new_label (result, "title-2"));
  gtk_box_append (GTK_BOX (head), new_label (time, "dim-label"));
  gtk_box_append (GTK_BOX (box), head);
  if (tally->decisions->len > 0)
    gtk_box_append (GTK_BOX (box), new_decisions (self, tally));
  gtk_box_append (GTK_BOX (box), new_open (self, tally));
  gtk_widget_add_css_class (box, "moat-summary");

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_hexpand (scroller, TRUE);

  return scroller;
}

/* ---- Taking it along ---- */

static void
export_clicked_cb (MoatWorkshopSummary *self, GtkWidget *button)
{
  MoatPage *page = self->page;
  const char *format = g_object_get_data (G_OBJECT (button), "moat-format");

  /* One window over the other would be in the way. */
  gtk_window_close (GTK_WINDOW (self));
  moat_export_run (page, format);
}

static GtkWidget *
new_exports (MoatWorkshopSummary *self)
{
  static const struct
  {
    const char *format;
    const char *label;
  } exports[] = {
    { "security-md", N_ ("SECURITY.md…") },
    { "pdf", N_ ("Document…") },
    { "tickets-csv", N_ ("Tickets…") },
    { "", N_ ("All formats…") },
  };
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (gsize i = 0; i < G_N_ELEMENTS (exports); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (_ (exports[i].label));

      g_object_set_data (G_OBJECT (button), "moat-format", (gpointer) exports[i].format);
      g_signal_connect_object (button, "clicked", G_CALLBACK (export_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_grid_attach (GTK_GRID (grid), button, (int) i % 2, (int) i / 2, 1, 1);
    }

  return grid;
}

/* ---- Its record ---- */

static char *
dup_notes (MoatWorkshopSummary *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->notes, &start, &end);

  return g_strstrip (gtk_text_buffer_get_text (self->notes, &start, &end, FALSE));
}

static void
record_clicked_cb (MoatWorkshopSummary *self)
{
  MoatPage *page = self->page;
  MoatDocument *document = moat_page_get_document (page);
  g_autofree char *date = moat_date_row_dup_date (MOAT_DATE_ROW (self->date));
  g_autofree char *who = moat_form_dialog_dup_text (self->who);
  g_autofree char *people = moat_form_dialog_dup_text (self->people);
  g_autofree char *notes = dup_notes (self);
  const MoatReviewEntry entry = { .date = date,
                                  .who = who,
                                  .people = people,
                                  .notes = notes,
                                  .trigger = moat_review_trigger_row_get (self->trigger),
                                  .minutes = get_minutes (self) };

  MOAT_TRANSACTION (document, _ ("Record the workshop"))
  {
    moat_review_record (document, &entry);
    moat_review_record_contributors (document, who, people);
  }
  moat_form_dialog_remember_person (who);
  moat_workshop_end (get_workshop (self));
  gtk_window_close (GTK_WINDOW (self));
  moat_toast_show_undo (GTK_WIDGET (page), _ ("The workshop is recorded as a review"));
}

static void
discard_clicked_cb (MoatWorkshopSummary *self)
{
  moat_workshop_end (get_workshop (self));
  gtk_window_close (GTK_WINDOW (self));
}

static void
form_changed_cb (MoatWorkshopSummary *self)
{
  g_autofree char *date = moat_date_row_dup_date (MOAT_DATE_ROW (self->date));
  g_autofree char *who = moat_form_dialog_dup_text (self->who);

  gtk_widget_set_sensitive (self->record_button, date != NULL && who != NULL);
}

/* In a list of its own: Tab leaves a list of GTK 4.8, and here goes to the next row by that. */
static GtkWidget *
append_row (GtkWidget *box, GtkWidget *row)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_box_append (GTK_BOX (box), group);

  return row;
}

static GtkWidget *
append_entry (MoatWorkshopSummary *self, GtkWidget *box, const char *title, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  g_signal_connect_object (row, "changed", G_CALLBACK (form_changed_cb), self, G_CONNECT_SWAPPED);

  return append_row (box, row);
}

/* What the counts say, to be written on. */
static char *
suggest_notes (const MoatTally *tally)
{
  g_autofree char *result = dup_result (tally);

  if (tally->open->len == 0)
    return g_strdup_printf ("%s.", result);

  return g_strdup_printf (ngettext ("%s. %u attacker move without a decision.",
                                    "%s. %u attacker moves without a decision.", tally->open->len),
                          result, tally->open->len);
}

static void
append_notes (MoatWorkshopSummary *self, GtkWidget *box)
{
  g_autofree char *text = suggest_notes (moat_workshop_get_tally (get_workshop (self)));
  GtkWidget *frame = gtk_frame_new (NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "moat-summary-notes");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What came out"),
                                  -1);
  self->notes = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_text (self->notes, text, -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 66);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_frame_set_child (GTK_FRAME (frame), scroller);
  gtk_box_append (GTK_BOX (box), frame);
}

/* Those who are known to work on it were probably there. */
static char *
suggest_people (MoatDocument *document, const char *who)
{
  const MoatList *contributors = moat_model_state (moat_document_get_model (document))->contributors;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < moat_list_len (contributors); i++)
    if (g_strcmp0 (moat_list_get (contributors, i), who) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", moat_list_get (contributors, i));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
new_form (MoatWorkshopSummary *self)
{
  MoatDocument *document = moat_page_get_document (self->page);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *discard = gtk_button_new_with_label (_ ("End without a record"));
  g_autoptr (GDateTime) began = g_date_time_new_from_unix_local (
      moat_workshop_get_began (get_workshop (self)));
  g_autofree char *day = g_date_time_format (began, "%Y-%m-%d");
  g_autofree char *person = moat_form_dialog_dup_person ();
  g_autofree char *people = suggest_people (document, person);

  gtk_box_append (GTK_BOX (box), new_label (_ ("Record as a review"), "heading"));
  self->who = append_entry (self, box, _ ("Who led it"), person);
  self->people = append_entry (self, box, _ ("Who else was there"), people);
  gtk_widget_set_tooltip_text (self->people, _ ("Names with commas between them"));
  self->date = append_row (box, moat_date_row_new (_ ("Date"), day));
  g_signal_connect_object (self->date, "changed", G_CALLBACK (form_changed_cb), self, G_CONNECT_SWAPPED);
  self->trigger = append_row (box, moat_review_trigger_row_new (document));
  append_notes (self, box);
  gtk_box_append (GTK_BOX (box), new_label (_ ("Take it along"), "heading"));
  gtk_box_append (GTK_BOX (box), new_exports (self));
  gtk_widget_add_css_class (discard, "flat");
  g_signal_connect_object (discard, "clicked", G_CALLBACK (discard_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), discard);
  gtk_widget_add_css_class (box, "moat-summary");

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_size_request (scroller, FORM_WIDTH, -1);

  return scroller;
}

/* ---- Window ---- */

static GtkWidget *
new_header (MoatWorkshopSummary *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *back = gtk_button_new_with_mnemonic (_ ("_Back"));

  self->record_button = gtk_button_new_with_mnemonic (_ ("_Record and end"));
  gtk_widget_add_css_class (self->record_button, "suggested-action");
  gtk_widget_set_tooltip_text (back, _ ("The workshop goes on when you go on with its clock"));
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), back);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->record_button);
  g_signal_connect_object (back, "clicked", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->record_button, "clicked", G_CALLBACK (record_clicked_cb), self,
                           G_CONNECT_SWAPPED);

  return header;
}

static gboolean
accept_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  MoatWorkshopSummary *self = MOAT_WORKSHOP_SUMMARY (widget);

  if (gtk_widget_get_sensitive (self->record_button))
    record_clicked_cb (self);

  return TRUE;
}

static void
moat_workshop_summary_dispose (GObject *object)
{
  g_clear_weak_pointer (&MOAT_WORKSHOP_SUMMARY (object)->page);

  G_OBJECT_CLASS (moat_workshop_summary_parent_class)->dispose (object);
}

static void
moat_workshop_summary_class_init (MoatWorkshopSummaryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_workshop_summary_dispose;
}

static void
moat_workshop_summary_init (MoatWorkshopSummary *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  moat_dialog_header_add_accept (GTK_SHORTCUT_CONTROLLER (controller), accept_cb);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  moat_export_close_by_escape (GTK_WIDGET (self));
}

void
moat_workshop_summary_present (MoatPage *page)
{
  MoatWorkshopSummary *self;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  g_return_if_fail (MOAT_IS_PAGE (page));
  g_return_if_fail (moat_workshop_is_on (moat_page_get_workshop (page)));

  self = g_object_new (MOAT_TYPE_WORKSHOP_SUMMARY, "title", _ ("Summary of the workshop"), "modal", TRUE,
                       "transient-for", gtk_widget_get_root (GTK_WIDGET (page)), "destroy-with-parent", TRUE,
                       "default-width", WIDTH, "default-height", HEIGHT, NULL);
  g_set_weak_pointer (&self->page, page);
  gtk_box_append (GTK_BOX (box), new_header (self));
  gtk_box_append (GTK_BOX (columns), new_results (self));
  gtk_box_append (GTK_BOX (columns), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (columns), new_form (self));
  gtk_widget_set_vexpand (columns, TRUE);
  gtk_box_append (GTK_BOX (box), columns);
  adw_window_set_content (ADW_WINDOW (self), box);
  form_changed_cb (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->who);
}
