/* What a room sees (see present-view.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "present-private.h"

#include "accessible.h"
#include "present-table.h"
#include "query.h"
#include "workshop.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* Type of one em is this share of the height; the smallest in style-present.css is 0.9 em. */
#define EM_SHARE           (1.0 / 36.0)
#define LEAST_SHARE        (0.9 * EM_SHARE)
#define DECISIONS_WANTED   5
#define LEFT_TO_RIGHT_MARK "\xe2\x80\x8e"

enum
{
  FINISHED,
  STOPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatPresentView, moat_present_view, GTK_TYPE_WIDGET)

double
moat_present_view_get_text_height (int height)
{
  return height * LEAST_SHARE;
}

/* ---- What is shown ---- */

char *
moat_present_view_dup_counter (MoatPresentView *self)
{
  guint n_steps = self->stops->len - 1;

  if (self->typed_number > 0)
    return g_strdup_printf (_ ("Go to step %u…"), self->typed_number);
  if (self->index == 0)
    return g_strdup_printf (ngettext ("%u step", "%u steps", n_steps), n_steps);
  return g_strdup_printf (_ ("Step %u of %u"), self->index, n_steps);
}

static void
show_counter (MoatPresentView *self)
{
  g_autofree char *text = moat_present_view_dup_counter (self);

  gtk_label_set_text (self->counter, text);
}

/* While a workshop is on, what its phase asks. */
static const char *
get_question (MoatPresentView *self, const MoatStop *stop, guint n_moves)
{
  MoatWorkshop *workshop = moat_workshop_get (self->document);

  if (moat_workshop_is_on (workshop) && moat_workshop_get_phase (workshop)->question != NULL)
    return moat_workshop_get_phase (workshop)->question;
  if (self->stops->len == 1)
    return _ ("There are no steps yet. Press N to add a move, Escape to go back to the story");
  if (stop->step == NULL)
    return _ ("Space goes to the first step");
  return n_moves > 0 ? _ ("What is the most damaging change an attacker would make here?")
                     : _ ("What would an attacker do here instead? Press N to add a move");
}

static void
show_decisions (MoatPresentView *self)
{
  g_autoptr(GPtrArray) threats = moat_query_threats (self->document, self->use_case_id);
  g_autoptr(GHashTable) decided = g_hash_table_new (NULL, NULL);
  g_autofree char *text = NULL;
  guint n_open = 0, n;

  for (guint i = 0; i < threats->len; i++)
    {
      MoatRecord *threat = g_ptr_array_index (threats, i);
      g_autoptr(GPtrArray) decisions = moat_query_decisions (self->document, moat_record_get_id (threat));

      for (guint j = 0; j < decisions->len; j++)
        g_hash_table_add (decided, g_ptr_array_index (decisions, j));
      n_open += moat_query_standing (self->document, threat) == MOAT_STANDING_OPEN;
    }

  n = g_hash_table_size (decided);
  if (n < DECISIONS_WANTED)
    text = g_strdup_printf (_ ("%u open · decisions %u of %u"), n_open, n, DECISIONS_WANTED);
  else
    text = g_strdup_printf (ngettext ("%u open · %u decision", "%u open · %u decisions", n), n_open, n);
  gtk_label_set_text (self->decisions, text);
}

/* Names of another direction than the interface's do not turn the whole line round. */
static void
show_detail (MoatPresentView *self, const char *detail)
{
  g_autofree char *turned = g_strconcat (LEFT_TO_RIGHT_MARK, detail, NULL);

  gtk_label_set_text (self->detail, detail);
  if (pango_layout_get_direction (gtk_label_get_layout (self->detail), 0) == PANGO_DIRECTION_RTL
      && gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_LTR)
    gtk_label_set_text (self->detail, turned);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *detail != '\0');
}

static void
show_question (MoatPresentView *self)
{
  const MoatStop *stop = moat_present_view_get_stop (self);

  if (stop != NULL)
    gtk_label_set_text (self->question, get_question (self, stop, moat_present_cards_count (self->cards)));
}

static void
show_phase (MoatPresentView *self)
{
  MoatWorkshop *workshop = moat_workshop_get (self->document);

  if (moat_workshop_is_on (workshop))
    {
      g_autofree char *left = moat_workshop_dup_time_text (workshop);
      g_autofree char *text = g_strdup_printf ("%s · %s", moat_workshop_get_phase (workshop)->name, left);

      gtk_label_set_text (self->phase, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->phase), moat_workshop_is_on (workshop));
}

void
moat_present_view_refresh (MoatPresentView *self)
{
  const MoatStop *stop = moat_present_view_get_stop (self);
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *number = NULL;

  if (stop == NULL)
    return;

  title = moat_stop_dup_title (self->document, stop);
  detail = moat_stop_dup_detail (self->document, stop);
  number = stop->number > 0 ? g_strdup_printf ("%u", stop->number) : g_strdup ("");
  gtk_label_set_text (self->number, number);
  gtk_widget_set_visible (GTK_WIDGET (self->number), stop->number > 0);
  gtk_label_set_text (self->title, title);
  show_detail (self, detail);
  show_counter (self);
  moat_present_diagram_set_stop (self->diagram, stop);
  moat_present_cards_set_place (self->cards, stop->place);
  show_question (self);
  gtk_progress_bar_set_fraction (self->progress,
                                 self->stops->len > 1 ? (double) self->index / (self->stops->len - 1) : 0);
  show_decisions (self);
  gtk_widget_set_sensitive (self->back_button, self->index > 0);
  gtk_widget_set_sensitive (self->next_button, self->index + 1 < self->stops->len);
  g_signal_emit (self, signals[STOPPED], 0);
}

void
moat_present_view_toggle_table (MoatPresentView *self)
{
  gboolean is_table = g_strcmp0 (gtk_stack_get_visible_child_name (self->stage), "table") == 0;

  gtk_stack_set_visible_child_name (self->stage, is_table ? "diagram" : "table");
}

void
moat_present_view_finish (MoatPresentView *self)
{
  g_signal_emit (self, signals[FINISHED], 0);
}

/* ---- Following the document ---- */

/* Where @step is now; where it was when it is gone. */
static guint
find_stop (MoatPresentView *self, MoatRecord *step)
{
  for (guint i = 0; i < self->stops->len; i++)
    if (((MoatStop *) g_ptr_array_index (self->stops, i))->step == step)
      return i;

  return MIN (self->index, self->stops->len - 1);
}

static void
changed_cb (MoatPresentView *self)
{
  const MoatStop *stop = moat_present_view_get_stop (self);
  g_autoptr(MoatRecord) step = stop != NULL && stop->step != NULL ? g_object_ref (stop->step) : NULL;

  g_ptr_array_unref (self->stops);
  self->stops = moat_walk_list_stops (self->document, self->use_case_id);
  if (self->stops->len == 0)
    {
      moat_present_view_finish (self);
      return;
    }
  self->index = find_stop (self, step);
  moat_present_view_refresh (self);
}

/* ---- The size of type ---- */

static gboolean
resize_type_cb (gpointer user_data)
{
  MoatPresentView *self = user_data;
  g_autofree char *css = NULL;

  self->size_source = 0;
  css = g_strdup_printf (".moat-present { font-size: %.1fpx; }", self->sized_for * EM_SHARE);
  gtk_css_provider_load_from_data (self->type_size, css, -1);
  moat_present_diagram_set_text_height (self->diagram, moat_present_view_get_text_height (self->sized_for));
  return G_SOURCE_REMOVE;
}

/* Style cannot change within an allocation. */
static void
moat_present_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MoatPresentView *self = MOAT_PRESENT_VIEW (widget);

  gtk_widget_allocate (self->overlay, width, height, baseline, NULL);
  if (height == self->sized_for)
    return;
  self->sized_for = height;
  if (self->size_source == 0)
    self->size_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, resize_type_cb, self, NULL);
}

static void
moat_present_view_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  gtk_widget_measure (MOAT_PRESENT_VIEW (widget)->overlay, orientation, for_size, minimum, natural, NULL,
                      NULL);
}

/* ---- Building ---- */

static GtkLabel *
append_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
new_head (MoatPresentView *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->number = append_label (line, "moat-present-number");
  self->title = append_label (line, "moat-present-title");
  gtk_label_set_wrap (self->title, TRUE);
  gtk_label_set_lines (self->title, 2);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  self->counter = append_label (line, "moat-present-quiet");
  gtk_box_append (GTK_BOX (head), line);
  self->detail = append_label (head, "moat-present-detail");
  gtk_label_set_ellipsize (self->detail, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (head, "moat-present-head");
  return head;
}

static GtkWidget *
new_button (MoatPresentView *self, const char *icon, const char *name, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  moat_accessible_set_name (button, name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_focusable (button, FALSE);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static void
back_clicked_cb (MoatPresentView *self)
{
  if (self->index > 0)
    moat_present_view_go_to (self, self->index - 1);
}

static void
next_clicked_cb (MoatPresentView *self)
{
  moat_present_view_go_to (self, self->index + 1);
}

static GtkWidget *
new_bar (MoatPresentView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkLabel *keys;

  self->back_button = new_button (self, "go-previous-symbolic", _ ("Step before"),
                                  G_CALLBACK (back_clicked_cb));
  self->next_button = new_button (self, "go-next-symbolic", _ ("Next step"), G_CALLBACK (next_clicked_cb));
  gtk_box_append (GTK_BOX (bar), self->back_button);
  gtk_box_append (GTK_BOX (bar), self->next_button);

  self->phase = append_label (bar, "moat-present-count");
  gtk_label_set_ellipsize (self->phase, PANGO_ELLIPSIZE_END);
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->progress), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->progress), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Steps walked"), -1);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->progress));

  keys = append_label (bar, "moat-present-quiet");
  gtk_label_set_ellipsize (keys, PANGO_ELLIPSIZE_END);
  gtk_label_set_text (keys, _ ("N move · D decision · C table · B blank · Esc"));
  self->decisions = append_label (bar, "moat-present-count");
  gtk_box_append (GTK_BOX (bar), new_button (self, "window-close-symbolic", _ ("Stop presenting"),
                                             G_CALLBACK (moat_present_view_finish)));
  gtk_widget_add_css_class (bar, "moat-present-bar");
  return bar;
}

static GtkWidget *
new_stage (MoatPresentView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->diagram = MOAT_PRESENT_DIAGRAM (moat_present_diagram_new (self->document, self->use_case_id));
  gtk_widget_set_vexpand (GTK_WIDGET (self->diagram), TRUE);
  self->cards = MOAT_PRESENT_CARDS (moat_present_cards_new (self->document));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->diagram));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->cards));

  self->stage = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stage, box, "diagram");
  gtk_stack_add_named (self->stage, moat_present_table_new (self->document, self->use_case_id), "table");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stage), TRUE);
  return GTK_WIDGET (self->stage);
}

static void
build (MoatPresentView *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (page), new_head (self));
  gtk_box_append (GTK_BOX (page), new_stage (self));
  moat_present_view_build_typing (self, GTK_BOX (page));
  gtk_box_append (GTK_BOX (page), new_bar (self));

  self->blank = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->blank, "moat-present-blank");
  gtk_widget_set_visible (self->blank, FALSE);

  self->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), page);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->blank);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
}

static void
moat_present_view_dispose (GObject *object)
{
  MoatPresentView *self = MOAT_PRESENT_VIEW (object);

  moat_present_view_forget_number (self);
  g_clear_handle_id (&self->size_source, g_source_remove);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_object (&self->decided);
  g_clear_object (&self->type_size);
  g_clear_object (&self->document);
  g_clear_pointer (&self->stops, g_ptr_array_unref);
  g_clear_pointer (&self->use_case_id, g_free);

  G_OBJECT_CLASS (moat_present_view_parent_class)->dispose (object);
}

static void
moat_present_view_class_init (MoatPresentViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_present_view_dispose;
  widget_class->measure = moat_present_view_measure;
  widget_class->size_allocate = moat_present_view_size_allocate;

  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
  signals[STOPPED] = g_signal_new ("stopped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
contrast_changed_cb (MoatPresentView *self)
{
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    gtk_widget_add_css_class (GTK_WIDGET (self), "high-contrast");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "high-contrast");
}

static void
moat_present_view_init (MoatPresentView *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "moat-present");
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (contrast_changed_cb), self, G_CONNECT_SWAPPED);
  contrast_changed_cb (self);
  self->type_size = gtk_css_provider_new ();
  gtk_style_context_add_provider (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                  GTK_STYLE_PROVIDER (self->type_size),
                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
}

GtkWidget *
moat_present_view_new (MoatDocument *document, const char *use_case_id)
{
  MoatPresentView *self = g_object_new (MOAT_TYPE_PRESENT_VIEW, NULL);

  self->document = g_object_ref (document);
  self->use_case_id = g_strdup (use_case_id);
  self->stops = moat_walk_list_stops (document, use_case_id);
  build (self);
  moat_present_view_refresh (self);
  show_phase (self);
  g_signal_connect_object (moat_workshop_get (document), "ticked", G_CALLBACK (show_phase), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (moat_workshop_get (document), "changed", G_CALLBACK (show_question), self,
                           G_CONNECT_SWAPPED);
  /* After the scene and the table, which follow it too. */
  g_signal_connect_object (document, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return GTK_WIDGET (self);
}

void
moat_present_view_go_to (MoatPresentView *self, guint index)
{
  g_return_if_fail (MOAT_IS_PRESENT_VIEW (self));

  index = MIN (index, self->stops->len - 1);
  if (self->index == index)
    return;
  self->index = index;
  moat_present_view_refresh (self);
}

void
moat_present_view_go_to_flow (MoatPresentView *self, MoatRecord *flow)
{
  g_return_if_fail (MOAT_IS_PRESENT_VIEW (self));

  for (guint i = 0; i < self->stops->len; i++)
    if (((MoatStop *) g_ptr_array_index (self->stops, i))->flow == flow)
      {
        moat_present_view_go_to (self, i);
        return;
      }
}

guint
moat_present_view_get_index (MoatPresentView *self)
{
  g_return_val_if_fail (MOAT_IS_PRESENT_VIEW (self), 0);

  return self->index;
}

guint
moat_present_view_count (MoatPresentView *self)
{
  g_return_val_if_fail (MOAT_IS_PRESENT_VIEW (self), 0);

  return self->stops->len;
}

const MoatStop *
moat_present_view_get_stop (MoatPresentView *self)
{
  g_return_val_if_fail (MOAT_IS_PRESENT_VIEW (self), NULL);

  return self->index < self->stops->len ? g_ptr_array_index (self->stops, self->index) : NULL;
}

const MoatStop *
moat_present_view_get_nth (MoatPresentView *self, guint index)
{
  g_return_val_if_fail (MOAT_IS_PRESENT_VIEW (self), NULL);

  return index < self->stops->len ? g_ptr_array_index (self->stops, index) : NULL;
}

gboolean
moat_present_view_is_blank (MoatPresentView *self)
{
  g_return_val_if_fail (MOAT_IS_PRESENT_VIEW (self), FALSE);

  return gtk_widget_get_visible (self->blank);
}

void
moat_present_view_set_blank (MoatPresentView *self, gboolean blank)
{
  g_return_if_fail (MOAT_IS_PRESENT_VIEW (self));

  if (moat_present_view_is_blank (self) == blank)
    return;
  gtk_widget_set_visible (self->blank, blank);
  g_signal_emit (self, signals[STOPPED], 0);
}

gboolean
moat_present_view_is_typing (MoatPresentView *self)
{
  g_return_val_if_fail (MOAT_IS_PRESENT_VIEW (self), FALSE);

  return self->typing != MOAT_TYPING_NOTHING;
}
