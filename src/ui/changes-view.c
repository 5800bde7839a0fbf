/* What has changed since an earlier state (see changes-view.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "changes-view.h"

#include "accessible.h"
#include "change-line.h"
#include "diff-report.h"
#include "squeezer.h"
#include "wrapped-label.h"

#include <glib/gi18n-lib.h>

/* Milliseconds after a change: the whole model is compared. */
#define DELAY 300

struct _MoatChangesView
{
  GtkWidget parent_instance;

  MoatSession *session;
  MoatEarlier *earlier;    /* owned; NULL: nothing was asked for yet */
  MoatEarlierState *state; /* owned; what was read of it, or NULL */
  MoatComparison *comparison;
  GCancellable *cancellable; /* of what is being read */
  guint source;
  gboolean is_outdated; /* changed while nobody could see it */

  GtkStack *stack; /* "note", "list" */
  GtkLabel *note;  /* why there is no list */
  GtkLabel *hint;  /* above the list: what is not quite as asked for */
  GtkListView *list;
  GListStore *lines;
  GtkSingleSelection *chosen;
  GtkWidget *bar;
  GtkLabel *title;
  GtkLabel *counts;
};

enum
{
  LOOK,
  GO,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

enum
{
  PROP_0,
  PROP_COMPARISON,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MoatChangesView, moat_changes_view, GTK_TYPE_WIDGET)

/* ---- Rows ---- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = moat_wrapped_label_new_signed ();

  gtk_widget_add_css_class (box, "moat-change");
  gtk_widget_add_css_class (gtk_widget_get_first_child (box), "moat-sign");
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  MoatChangeLine *line = gtk_list_item_get_item (item);
  const MoatDifference *difference = moat_change_line_get_difference (line);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *sign = gtk_widget_get_first_child (box);
  GtkWidget *text = gtk_widget_get_last_child (box);
  const char *const classes[] = {
    "moat-change", difference != NULL ? moat_difference_get_type_nick (difference->type) : "heading", NULL
  };

  gtk_label_set_text (GTK_LABEL (sign), moat_change_line_get_sign (line));
  gtk_label_set_text (GTK_LABEL (text), moat_change_line_get_text (line));
  gtk_widget_set_css_classes (box, (const char **) classes);
  gtk_widget_set_visible (sign, difference != NULL);
  /* The row itself is what a screen reader stops at. */
  if (gtk_widget_get_parent (box) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, moat_change_line_get_text (line), -1);
  gtk_list_item_set_selectable (item, difference != NULL);
  gtk_list_item_set_activatable (item, difference != NULL);
}

static const MoatDifference *
get_difference (MoatChangesView *self, guint position)
{
  g_autoptr (MoatChangeLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), position);

  return line != NULL ? moat_change_line_get_difference (line) : NULL;
}

static void
chosen_cb (MoatChangesView *self)
{
  const MoatDifference *difference = get_difference (self, gtk_single_selection_get_selected (self->chosen));

  if (difference != NULL)
    g_signal_emit (self, signals[LOOK], 0, difference);
}

static void
activated_cb (MoatChangesView *self, guint position)
{
  const MoatDifference *difference = get_difference (self, position);

  if (difference != NULL)
    g_signal_emit (self, signals[GO], 0, difference);
}

/* Replaces only what differs, so that the list stays where it is scrolled to. */
static void
set_lines (MoatChangesView *self, GPtrArray *lines)
{
  GListModel *shown = G_LIST_MODEL (self->lines);
  guint n_old = g_list_model_get_n_items (shown);
  guint same = 0;

  for (; same < MIN (n_old, lines->len); same++)
    {
      g_autoptr (MoatChangeLine) old = g_list_model_get_item (shown, same);

      if (!moat_change_line_equal (old, g_ptr_array_index (lines, same)))
        break;
    }
  g_list_store_splice (self->lines, same, n_old - same, lines->pdata + same, lines->len - same);
}

/* ---- Showing ---- */

static void
show_note (MoatChangesView *self, const char *text)
{
  gtk_label_set_text (self->note, text);
  gtk_stack_set_visible_child_name (self->stack, "note");
}

/* "+ 2 added  − 1 removed": how many there are, and what the signs mean. */
static void
show_counts (MoatChangesView *self)
{
  static const struct
  {
    MoatDifferenceType type;
    const char *text;
  } parts[] = {
    { MOAT_DIFFERENCE_ADDED, N_ ("%u added") },
    { MOAT_DIFFERENCE_REMOVED, N_ ("%u removed") },
    { MOAT_DIFFERENCE_CHANGED, N_ ("%u changed") },
  };
  g_autoptr (GString) text = g_string_new (NULL);
  GPtrArray *differences = self->comparison != NULL ? moat_comparison_get_differences (self->comparison)
                                                    : NULL;

  for (guint i = 0; differences != NULL && i < G_N_ELEMENTS (parts); i++)
    {
      guint n = 0;

      for (guint j = 0; j < differences->len; j++)
        n += ((const MoatDifference *) g_ptr_array_index (differences, j))->type == parts[i].type;
      if (n == 0)
        continue;
      g_string_append_printf (text, "%s%s ", text->len > 0 ? "   " : "",
                              moat_change_line_get_type_sign (parts[i].type));
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_string_append_printf (text, _ (parts[i].text), n);
#pragma GCC diagnostic pop
    }
  gtk_label_set_text (self->counts, text->str);
}

static void
set_comparison (MoatChangesView *self, MoatComparison *comparison)
{
  if (!g_set_object (&self->comparison, comparison))
    return;
  show_counts (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPARISON]);
}

static void
compare (MoatChangesView *self)
{
  g_autoptr (MoatComparison) comparison = moat_comparison_new (self->state->document,
                                                               moat_session_get_document (self->session));
  g_autoptr (GPtrArray) lines = moat_change_line_list (comparison);

  self->is_outdated = FALSE;
  g_clear_handle_id (&self->source, g_source_remove);
  set_comparison (self, comparison);
  set_lines (self, lines);
  gtk_label_set_text (self->hint, self->state->note != NULL ? self->state->note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), self->state->note != NULL);
  if (lines->len > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    show_note (self, _ ("Nothing has changed."));
}

static void
forget (MoatChangesView *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->state, moat_earlier_state_free);
  g_list_store_remove_all (self->lines);
  set_comparison (self, NULL);
}

/* ---- Reading ---- */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MoatChangesView) self = user_data;
  g_autoptr (GError) error = NULL;
  MoatEarlierState *state = moat_earlier_read_finish (result, &error);
  g_autofree char *title = NULL;

  /* Another one was asked for meanwhile, or the view is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    {
      g_clear_pointer (&state, moat_earlier_state_free);
      return;
    }
  g_clear_object (&self->cancellable);
  if (state == NULL)
    {
      gtk_label_set_text (self->title, "");
      show_note (self, error->message);
      return;
    }
  self->state = state;
  /* TRANSLATORS: %s is what a model is compared with: "the saved file", "the review of 2026-02-01". */
  title = g_strdup_printf (_ ("Since %s"), state->title);
  gtk_label_set_text (self->title, title);
  compare (self);
}

static void
read_earlier (MoatChangesView *self)
{
  forget (self);
  show_note (self, _ ("Reading…"));
  self->cancellable = g_cancellable_new ();
  moat_earlier_read_async (self->earlier, self->cancellable, read_cb, g_object_ref (self));
}

void
moat_changes_view_compare (MoatChangesView *self, MoatEarlier *earlier)
{
  MoatEarlier *old;

  g_return_if_fail (MOAT_IS_CHANGES_VIEW (self));

  old = self->earlier;
  self->earlier = moat_earlier_ref (earlier);
  g_clear_pointer (&old, moat_earlier_unref);
  read_earlier (self);
}

/* ---- Following ---- */

static gboolean
compare_cb (gpointer data)
{
  MoatChangesView *self = data;

  self->source = 0;
  compare (self);

  return G_SOURCE_REMOVE;
}

static void
document_changed_cb (MoatChangesView *self)
{
  self->is_outdated = TRUE;
  if (self->state != NULL && self->source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->source = g_timeout_add (DELAY, compare_cb, self);
}

/* What was saved last is another state now. */
static void
saved_cb (MoatChangesView *self)
{
  if (moat_session_is_modified (self->session) || self->earlier == NULL
      || moat_earlier_get_type (self->earlier) != MOAT_EARLIER_SAVED)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_earlier (self);
  else
    g_clear_pointer (&self->earlier, moat_earlier_unref);
}

/* Without being asked: since it was saved. */
static void
begin (MoatChangesView *self)
{
  GFile *file = moat_session_get_file (self->session);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (MoatEarlier) saved = path != NULL ? moat_earlier_new_saved (path) : NULL;

  if (saved != NULL)
    moat_changes_view_compare (self, saved);
  else
    show_note (self, _ ("The model was never saved. It can be compared with a file."));
}

static void
moat_changes_view_map (GtkWidget *widget)
{
  MoatChangesView *self = MOAT_CHANGES_VIEW (widget);

  GTK_WIDGET_CLASS (moat_changes_view_parent_class)->map (widget);
  if (self->earlier == NULL)
    begin (self);
  else if (self->is_outdated && self->state != NULL)
    compare (self);
}

static gboolean
moat_changes_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MOAT_CHANGES_VIEW (widget)->list));
}

/* ---- The widget ---- */

static void
moat_changes_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COMPARISON)
    g_value_set_object (value, MOAT_CHANGES_VIEW (object)->comparison);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
moat_changes_view_dispose (GObject *object)
{
  MoatChangesView *self = MOAT_CHANGES_VIEW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer ((GtkWidget **) &self->stack, gtk_widget_unparent);
  g_clear_pointer (&self->state, moat_earlier_state_free);
  g_clear_pointer (&self->earlier, moat_earlier_unref);
  g_clear_object (&self->comparison);
  g_clear_object (&self->lines);
  g_clear_object (&self->bar);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (moat_changes_view_parent_class)->dispose (object);
}

static void
moat_changes_view_class_init (MoatChangesViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = moat_changes_view_get_property;
  object_class->dispose = moat_changes_view_dispose;
  widget_class->map = moat_changes_view_map;
  widget_class->grab_focus = moat_changes_view_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  properties[PROP_COMPARISON] = g_param_spec_object ("comparison", NULL, NULL, MOAT_TYPE_COMPARISON,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[LOOK] = g_signal_new ("look", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[GO] = g_signal_new ("go", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static GtkWidget *
new_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

/* The same, where there is no room for buttons. */
static GtkWidget *
new_menu (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("Copy as Markdown"), "page.copy-changes");
  g_menu_append (menu, _ ("Compare with…"), "page.compare");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  moat_accessible_set_name (button, _ ("Changes"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_END);

  return button;
}

static void
build_bar (MoatChangesView *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *squeezer;

  self->bar = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (self->title, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  self->counts = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->counts, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->counts), "dim-label");

  gtk_box_append (GTK_BOX (buttons), new_button (_ ("Copy as Markdown"), "page.copy-changes"));
  gtk_box_append (GTK_BOX (buttons), new_button (_ ("Compare with…"), "page.compare"));
  squeezer = moat_squeezer_new (buttons, new_menu ());
  gtk_widget_set_halign (squeezer, GTK_ALIGN_END);

  gtk_box_append (GTK_BOX (self->bar), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self->bar), GTK_WIDGET (self->counts));
  gtk_box_append (GTK_BOX (self->bar), squeezer);
  gtk_widget_add_css_class (self->bar, "moat-table-bar");
}

static GtkWidget *
new_text (GtkLabel **label)
{
  *label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (*label, TRUE);
  gtk_label_set_wrap_mode (*label, PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (GTK_WIDGET (*label), "dim-label");

  return GTK_WIDGET (*label);
}

static void
build_list (MoatChangesView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->lines = g_list_store_new (MOAT_TYPE_CHANGE_LINE);
  self->chosen = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->lines)));
  gtk_single_selection_set_autoselect (self->chosen, FALSE);
  gtk_single_selection_set_can_unselect (self->chosen, TRUE);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (self->chosen), factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "moat-changes");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What has changed"), -1);
  g_signal_connect_object (self->chosen, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
}

static void
moat_changes_view_init (MoatChangesView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  build_bar (self);
  build_list (self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), new_text (&self->hint));
  gtk_label_set_xalign (self->hint, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "moat-change");
  gtk_box_append (GTK_BOX (box), scroller);

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, new_text (&self->note), "note");
  gtk_label_set_justify (self->note, GTK_JUSTIFY_CENTER);
  gtk_stack_add_named (self->stack, box, "list");
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

GtkWidget *
moat_changes_view_new (MoatSession *session)
{
  MoatChangesView *self = g_object_new (MOAT_TYPE_CHANGES_VIEW, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (moat_session_get_document (session), "changed", G_CALLBACK (document_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::is-modified", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

GtkWidget *
moat_changes_view_detach_bar (MoatChangesView *self)
{
  g_return_val_if_fail (MOAT_IS_CHANGES_VIEW (self), NULL);

  return self->bar;
}

MoatComparison *
moat_changes_view_get_comparison (MoatChangesView *self)
{
  g_return_val_if_fail (MOAT_IS_CHANGES_VIEW (self), NULL);

  return self->comparison;
}

char *
moat_changes_view_dup_markdown (MoatChangesView *self)
{
  g_return_val_if_fail (MOAT_IS_CHANGES_VIEW (self), NULL);

  if (self->comparison == NULL)
    return NULL;
  /* It may be older than the last change. */
  compare (self);

  return moat_diff_report_markdown (moat_comparison_get_differences (self->comparison),
                                    _ ("What changed in the threat model"));
}
