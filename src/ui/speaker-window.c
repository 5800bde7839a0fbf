/* What the speaker sees (see speaker-window.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "speaker-window.h"

#include "form-row.h"
#include "present-diagram.h"
#include "query.h"
#include "workshop.h"

#include <glib/gi18n-lib.h>

/* Type in the small diagrams, in pixels. */
#define TEXT_HEIGHT 11
#define MAX_WAITING 8

/* One step: its words and its diagram. */
typedef struct
{
  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *detail;
  MoatPresentDiagram *diagram;
} StepPane;

struct _MoatSpeakerWindow
{
  AdwWindow parent_instance;

  MoatPresentView *view; /* owned: it may go before this does */
  MoatDocument *document;
  char *use_case_id;
  gint64 began;
  guint clock_source;

  GtkLabel *elapsed;
  GtkLabel *time;
  GtkLabel *phase;
  GtkLabel *counter;
  StepPane now;
  StepPane next;
  GtkWidget *notes;  /* holds the row of what is noted on */
  MoatRecord *noted; /* owned or NULL */
  GtkLabel *waiting_title;
  GtkLabel *waiting;
  GtkWidget *back_button;
  GtkWidget *next_button;
  GtkToggleButton *blank_button;
};

enum
{
  PRESSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatSpeakerWindow, moat_speaker_window, ADW_TYPE_WINDOW)

/* ---- Time ---- */

char *
moat_speaker_window_dup_elapsed (gint64 seconds)
{
  int hours = (int) (seconds / 3600);
  int minutes = (int) (seconds / 60 % 60);
  int rest = (int) (seconds % 60);

  if (hours > 0)
    return g_strdup_printf ("%d:%02d:%02d", hours, minutes, rest);
  return g_strdup_printf ("%d:%02d", minutes, rest);
}

static void
show_phase (MoatSpeakerWindow *self)
{
  MoatWorkshop *workshop = moat_workshop_get (self->document);
  gboolean is_on = moat_workshop_is_on (workshop);

  if (is_on)
    {
      g_autofree char *left = moat_workshop_dup_time_text (workshop);
      g_autofree char *text = g_strdup_printf ("%s · %s", moat_workshop_get_phase (workshop)->name, left);

      gtk_label_set_text (self->phase, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->phase), is_on);
}

static void
show_time (MoatSpeakerWindow *self)
{
  g_autofree char *elapsed = moat_speaker_window_dup_elapsed ((g_get_monotonic_time () - self->began)
                                                              / G_USEC_PER_SEC);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  /* TRANSLATORS: the time of day, as g_date_time_format() has it */
  g_autofree char *time = g_date_time_format (now, _ ("%H:%M"));

  gtk_label_set_text (self->elapsed, elapsed);
  gtk_label_set_text (self->time, time);
}

static gboolean
second_cb (gpointer user_data)
{
  show_time (user_data);
  return G_SOURCE_CONTINUE;
}

/* ---- Steps ---- */

static void
show_step (MoatSpeakerWindow *self, StepPane *pane, const MoatStop *stop)
{
  g_autofree char *title = NULL;
  g_autofree char *numbered = NULL;
  g_autofree char *detail = NULL;

  if (stop == NULL)
    {
      gtk_label_set_text (pane->title, _ ("The end"));
      gtk_label_set_text (pane->detail, "");
      gtk_widget_set_opacity (GTK_WIDGET (pane->diagram), 0);
      return;
    }

  title = moat_stop_dup_title (self->document, stop);
  numbered = stop->number > 0 ? g_strdup_printf ("%u  %s", stop->number, title) : g_strdup (title);
  detail = moat_stop_dup_detail (self->document, stop);
  gtk_label_set_text (pane->title, numbered);
  gtk_label_set_text (pane->detail, detail);
  gtk_widget_set_opacity (GTK_WIDGET (pane->diagram), 1);
  moat_present_diagram_set_stop (pane->diagram, stop);
}

/* ---- Notes ---- */

/* A click beside the words goes into them. */
static void
notes_activated_cb (GtkListBox *list, GtkListBoxRow *row)
{
  gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
}

static void
show_notes (MoatSpeakerWindow *self, const MoatStop *stop)
{
  MoatRecord *noted = moat_stop_get_noted (stop);
  GtkWidget *child, *row;

  gtk_widget_set_visible (self->notes, noted != NULL);
  if (noted == self->noted)
    return;

  g_set_object (&self->noted, noted);
  while ((child = gtk_widget_get_first_child (self->notes)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->notes), child);
  if (noted == NULL)
    return;

  row = moat_form_row_new (self->document, noted, "notes", MOAT_FORM_PARAGRAPHS);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (self->notes), row);
}

/* ---- Moves that wait ---- */

/* Open moves of the stop on @lines, one a line; returns how many. */
static guint
list_open (MoatSpeakerWindow *self, const MoatStop *stop, GString *lines)
{
  g_autoptr(GPtrArray) moves = moat_document_list_children (self->document, moat_record_get_id (stop->place),
                                                             MOAT_KIND_THREAT);
  guint n = 0;

  for (guint i = 0; i < moves->len; i++)
    {
      MoatRecord *move = g_ptr_array_index (moves, i);

      if (moat_query_standing (self->document, move) != MOAT_STANDING_OPEN)
        continue;
      if (lines != NULL && n < MAX_WAITING)
        g_string_append_printf (lines, "%s▲ %s", lines->len > 0 ? "\n" : "", moat_record_get_title (move));
      n++;
    }

  return n;
}

/* Those here by their words, those elsewhere by their number. */
static void
show_waiting (MoatSpeakerWindow *self, const MoatStop *stop)
{
  g_autoptr(GPtrArray) moves = moat_query_threats (self->document, self->use_case_id);
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autofree char *title = NULL;
  guint n_here = list_open (self, stop, lines);
  guint n_all = 0;

  for (guint i = 0; i < moves->len; i++)
    n_all += moat_query_standing (self->document, g_ptr_array_index (moves, i)) == MOAT_STANDING_OPEN;

  if (n_here == 0)
    g_string_append (lines, _ ("No move waits for a decision here."));
  if (n_here > MAX_WAITING)
    g_string_append_printf (lines, "\n%s", _ ("…"));
  title = g_strdup_printf (_ ("Waiting for a decision: %u here, %u in all"), n_here, n_all);
  gtk_label_set_text (self->waiting_title, title);
  gtk_label_set_text (self->waiting, lines->str);
}

/* ---- All ---- */

static void
stopped_cb (MoatSpeakerWindow *self)
{
  guint index = moat_present_view_get_index (self->view);
  const MoatStop *stop = moat_present_view_get_stop (self->view);
  g_autofree char *counter = NULL;

  if (stop == NULL)
    return;

  show_step (self, &self->now, stop);
  show_step (self, &self->next, moat_present_view_get_nth (self->view, index + 1));
  show_notes (self, stop);
  show_waiting (self, stop);
  counter = moat_present_view_dup_counter (self->view);
  gtk_label_set_text (self->counter, counter);
  gtk_widget_set_sensitive (self->back_button, index > 0);
  gtk_widget_set_sensitive (self->next_button, index + 1 < moat_present_view_count (self->view));
  if (gtk_toggle_button_get_active (self->blank_button) != moat_present_view_is_blank (self->view))
    gtk_toggle_button_set_active (self->blank_button, moat_present_view_is_blank (self->view));
}

/* What is typed into the notes is theirs, but for the keys of a remote; Escape leaves them. */
static gboolean
pressed_cb (GtkEventControllerKey *controller,
            guint keyval,
            guint keycode,
            GdkModifierType modifiers,
            MoatSpeakerWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean is_of_remote = keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_F5;
  gboolean is_done = FALSE;

  if ((GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus)) && !is_of_remote)
    {
      if (keyval == GDK_KEY_Escape)
        gtk_window_set_focus (GTK_WINDOW (self), self->next_button);
      return keyval == GDK_KEY_Escape;
    }

  g_signal_emit (self, signals[PRESSED], 0, keyval, modifiers, &is_done);
  return is_done;
}

/* ---- Building ---- */

static GtkLabel *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

static void
name_widget (gpointer widget, const char *name)
{
  gtk_widget_set_tooltip_text (widget, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
new_clocks (MoatSpeakerWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);

  self->elapsed = new_label ("moat-speaker-clock");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->elapsed), _ ("Time since presenting began"));
  self->time = new_label ("moat-speaker-time");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->time), _ ("Time of day"));
  self->phase = new_label ("moat-speaker-phase");
  gtk_widget_set_hexpand (GTK_WIDGET (self->phase), TRUE);
  self->counter = new_label ("moat-speaker-time");
  gtk_widget_set_hexpand (GTK_WIDGET (self->counter), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->counter), GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->elapsed));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->time));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->phase));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->counter));
  return box;
}

static void
build_pane (MoatSpeakerWindow *self, StepPane *pane, const char *caption)
{
  GtkLabel *heading = new_label ("moat-speaker-caption");

  gtk_label_set_text (heading, caption);
  pane->title = new_label ("moat-speaker-title");
  pane->detail = new_label ("moat-speaker-detail");
  pane->diagram = MOAT_PRESENT_DIAGRAM (moat_present_diagram_new (self->document, self->use_case_id));
  moat_present_diagram_set_text_height (pane->diagram, TEXT_HEIGHT);
  gtk_widget_set_vexpand (GTK_WIDGET (pane->diagram), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (pane->diagram), 280, 130);

  pane->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (pane->box, "moat-speaker-pane");
  gtk_box_append (GTK_BOX (pane->box), GTK_WIDGET (heading));
  gtk_box_append (GTK_BOX (pane->box), GTK_WIDGET (pane->title));
  gtk_box_append (GTK_BOX (pane->box), GTK_WIDGET (pane->detail));
  gtk_box_append (GTK_BOX (pane->box), GTK_WIDGET (pane->diagram));
}

static GtkWidget *
new_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 110);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  return scrolled;
}

static GtkWidget *
new_notes (MoatSpeakerWindow *self)
{
  self->notes = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->notes), GTK_SELECTION_NONE);
  gtk_widget_set_valign (self->notes, GTK_ALIGN_START);
  g_signal_connect (self->notes, "row-activated", G_CALLBACK (notes_activated_cb), NULL);
  gtk_widget_add_css_class (self->notes, "boxed-list");
  gtk_widget_add_css_class (self->notes, "moat-speaker-notes");
  return new_scrolled (self->notes);
}

static GtkWidget *
new_waiting (MoatSpeakerWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->waiting_title = new_label ("moat-speaker-caption");
  self->waiting = new_label ("moat-speaker-waiting");
  gtk_label_set_wrap (self->waiting, TRUE);
  gtk_label_set_wrap_mode (self->waiting, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (self->waiting, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_yalign (self->waiting, 0);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->waiting_title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->waiting));
  return new_scrolled (box);
}

static void
back_clicked_cb (MoatSpeakerWindow *self)
{
  moat_present_view_press (self->view, GDK_KEY_Page_Up, 0);
}

static void
next_clicked_cb (MoatSpeakerWindow *self)
{
  moat_present_view_press (self->view, GDK_KEY_Page_Down, 0);
}

static void
blank_toggled_cb (MoatSpeakerWindow *self)
{
  moat_present_view_set_blank (self->view, gtk_toggle_button_get_active (self->blank_button));
}

static void
stop_clicked_cb (MoatSpeakerWindow *self)
{
  gboolean is_done;

  g_signal_emit (self, signals[PRESSED], 0, GDK_KEY_F5, 0, &is_done);
}

static GtkWidget *
new_button (MoatSpeakerWindow *self, const char *icon, const char *name, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  name_widget (button, name);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
new_header (MoatSpeakerWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *stop = gtk_button_new_with_label (_ ("Stop presenting"));

  self->back_button = new_button (self, "go-previous-symbolic", _ ("Step before"),
                                  G_CALLBACK (back_clicked_cb));
  self->next_button = new_button (self, "go-next-symbolic", _ ("Next step"), G_CALLBACK (next_clicked_cb));
  self->blank_button = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ ("Blank")));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->blank_button), _ ("Blank the screen"));
  g_signal_connect_swapped (self->blank_button, "toggled", G_CALLBACK (blank_toggled_cb), self);
  g_signal_connect_swapped (stop, "clicked", G_CALLBACK (stop_clicked_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->back_button);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->next_button);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), GTK_WIDGET (self->blank_button));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), stop);
  return header;
}

static void
build (MoatSpeakerWindow *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *grid = gtk_grid_new ();

  build_pane (self, &self->now, _ ("Now"));
  build_pane (self, &self->next, _ ("Next"));
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 12);
  gtk_widget_set_vexpand (grid, TRUE);
  gtk_grid_attach (GTK_GRID (grid), self->now.box, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), self->next.box, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), new_notes (self), 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), new_waiting (self), 1, 1, 1, 1);

  gtk_widget_add_css_class (page, "moat-speaker");
  gtk_box_append (GTK_BOX (page), new_clocks (self));
  gtk_box_append (GTK_BOX (page), grid);
  gtk_box_append (GTK_BOX (content), new_header (self));
  gtk_box_append (GTK_BOX (content), page);
  adw_window_set_content (ADW_WINDOW (self), content);
}

static void
moat_speaker_window_dispose (GObject *object)
{
  MoatSpeakerWindow *self = MOAT_SPEAKER_WINDOW (object);

  g_clear_handle_id (&self->clock_source, g_source_remove);
  g_clear_object (&self->noted);
  g_clear_object (&self->document);
  g_clear_pointer (&self->use_case_id, g_free);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (moat_speaker_window_parent_class)->dispose (object);
}

static void
moat_speaker_window_class_init (MoatSpeakerWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_speaker_window_dispose;

  signals[PRESSED] = g_signal_new ("pressed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 2,
                                   G_TYPE_UINT, GDK_TYPE_MODIFIER_TYPE);
}

static void
moat_speaker_window_init (MoatSpeakerWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Speaker view"));
  gtk_window_set_default_size (GTK_WINDOW (self), 1040, 640);
}

GtkWidget *
moat_speaker_window_new (MoatPresentView *view, MoatDocument *document, const char *use_case_id, gint64 began)
{
  MoatSpeakerWindow *self = g_object_new (MOAT_TYPE_SPEAKER_WINDOW, NULL);
  MoatWorkshop *workshop = moat_workshop_get (document);

  self->view = g_object_ref (view);
  self->document = g_object_ref (document);
  self->use_case_id = g_strdup (use_case_id);
  self->began = began;
  build (self);
  stopped_cb (self);
  show_time (self);
  show_phase (self);
  self->clock_source = g_timeout_add_seconds (1, second_cb, self);
  g_signal_connect_object (view, "stopped", G_CALLBACK (stopped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workshop, "ticked", G_CALLBACK (show_phase), self, G_CONNECT_SWAPPED);
  gtk_window_set_focus (GTK_WINDOW (self), self->next_button);
  return GTK_WIDGET (self);
}
