/* The list of attack paths, found anew a moment after the model has changed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "paths-view.h"

#include "paths.h"
#include "query.h"

#include <glib/gi18n-lib.h>

/* Milliseconds after a change: paths are looked for over the whole use case. */
#define DELAY 300
/* Height that the list may take of the pane, in pixels. */
#define MAX_HEIGHT 180

/* What paths are made of. */
#define KINDS                                                                                                \
  ((1u << MOAT_KIND_FLOW) | (1u << MOAT_KIND_ELEMENT) | (1u << MOAT_KIND_BOUNDARY) | (1u << MOAT_KIND_ASSET) \
   | (1u << MOAT_KIND_CLASS) | (1u << MOAT_KIND_THREAT) | (1u << MOAT_KIND_DECISION))

struct _MoatPathsView
{
  GtkWidget parent_instance;
  MoatDocument *document;
  char *use_case; /* an id, or NULL */
  GPtrArray *paths;
  guint source;
  gboolean is_outdated; /* changed while nobody could see it */

  GtkToggleButton *header;
  GtkImage *arrow;
  GtkLabel *count;
  GtkRevealer *revealer;
  GtkListBox *list;
  GtkLabel *note;
};

enum
{
  SIGNAL_LIGHT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatPathsView, moat_paths_view, GTK_TYPE_WIDGET)

/* ---- Rows ---- */

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static GtkWidget *
create_row (MoatPathsView *self, const MoatPath *path)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *chain = moat_path_describe (self->document, path);
  g_autofree char *length = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u flow", "%u flows",
                                                          path->flows->len),
                                             path->flows->len);
  MoatRecord *class = moat_query_class (self->document, path->target);
  GtkWidget *label = add_label (box, chain, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  if (class != NULL)
    add_label (box, moat_record_get_title (class), "dim-label");
  add_label (box, length, "dim-label");
  gtk_widget_set_margin_start (box, 30);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 5);
  gtk_widget_set_margin_bottom (box, 5);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, chain, -1);

  return row;
}

static void
remove_rows (MoatPathsView *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

/* ---- Looking ---- */

static void
light (MoatPathsView *self, GPtrArray *records)
{
  g_signal_emit (self, signals[SIGNAL_LIGHT], 0, records);
}

/* Whether both go the same way. */
static gboolean
is_same_path (const MoatPath *a, const MoatPath *b)
{
  if (a->target != b->target || a->flows->len != b->flows->len)
    return FALSE;
  for (guint i = 0; i < a->flows->len; i++)
    {
      if (g_ptr_array_index (a->flows, i) != g_ptr_array_index (b->flows, i))
        return FALSE;
    }
  return TRUE;
}

/* The row of the path that was talked about, so that it stays lit when something else has changed. */
static GtkListBoxRow *
find_row (MoatPathsView *self, GPtrArray *old_paths, int old_index)
{
  if (old_index < 0 || self->paths == NULL)
    return NULL;
  for (guint i = 0; i < self->paths->len; i++)
    {
      if (is_same_path (g_ptr_array_index (self->paths, i), g_ptr_array_index (old_paths, old_index)))
        return gtk_list_box_get_row_at_index (self->list, (int) i);
    }
  return NULL;
}

static void
look (MoatPathsView *self)
{
  g_autofree char *count = NULL;
  g_autoptr (GPtrArray) old_paths = g_steal_pointer (&self->paths);
  GtkListBoxRow *chosen = gtk_list_box_get_selected_row (self->list);
  int old_index = chosen != NULL ? gtk_list_box_row_get_index (chosen) : -1;
  gboolean has_focus = chosen != NULL && gtk_widget_has_focus (GTK_WIDGET (chosen));
  gboolean is_complete = TRUE;

  self->is_outdated = FALSE;
  gtk_list_box_unselect_all (self->list);
  remove_rows (self);
  if (self->use_case != NULL && moat_document_find (self->document, self->use_case) != NULL)
    self->paths = moat_paths_find (self->document, self->use_case, &is_complete);
  for (guint i = 0; self->paths != NULL && i < self->paths->len; i++)
    gtk_list_box_append (self->list, create_row (self, g_ptr_array_index (self->paths, i)));

  count = g_strdup_printf (is_complete ? "%u" : "%u+", self->paths != NULL ? self->paths->len : 0);
  gtk_label_set_text (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->note), !is_complete);
  gtk_widget_set_visible (GTK_WIDGET (self->header), self->paths != NULL && self->paths->len > 0);
  if (!gtk_widget_get_visible (GTK_WIDGET (self->header)))
    gtk_toggle_button_set_active (self->header, FALSE);

  chosen = find_row (self, old_paths, old_index);
  if (chosen == NULL)
    return;
  gtk_list_box_select_row (self->list, chosen);
  if (has_focus)
    gtk_widget_grab_focus (GTK_WIDGET (chosen));
}

static gboolean
look_cb (gpointer data)
{
  MoatPathsView *self = data;

  self->source = 0;
  look (self);

  return G_SOURCE_REMOVE;
}

static void
look_later (MoatPathsView *self)
{
  self->is_outdated = TRUE;
  if (self->source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->source = g_timeout_add (DELAY, look_cb, self);
}

static void
document_changed_cb (MoatPathsView *self, const MoatChanges *changes)
{
  if ((changes->kinds & KINDS) != 0)
    look_later (self);
}

/* ---- Choosing ---- */

static void
row_selected_cb (MoatPathsView *self, GtkListBoxRow *row)
{
  const MoatPath *path;
  g_autoptr (GPtrArray) records = NULL;

  if (row == NULL || self->paths == NULL || (guint) gtk_list_box_row_get_index (row) >= self->paths->len)
    {
      light (self, NULL);
      return;
    }
  path = g_ptr_array_index (self->paths, gtk_list_box_row_get_index (row));
  records = moat_path_list_records (self->document, path);
  light (self, records);
}

static void
header_toggled_cb (MoatPathsView *self)
{
  gboolean is_open = gtk_toggle_button_get_active (self->header);

  gtk_revealer_set_reveal_child (self->revealer, is_open);
  gtk_image_set_from_icon_name (self->arrow, is_open ? "pan-down-symbolic" : "pan-end-symbolic");
  if (!is_open)
    gtk_list_box_unselect_all (self->list);
}

/* Escape lets the path go. */
static gboolean
key_pressed_cb (MoatPathsView *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape || gtk_list_box_get_selected_row (self->list) == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_list_box_unselect_all (self->list);

  return GDK_EVENT_STOP;
}

void
moat_paths_view_unselect (MoatPathsView *self)
{
  g_return_if_fail (MOAT_IS_PATHS_VIEW (self));

  gtk_list_box_unselect_all (self->list);
}

void
moat_paths_view_set_use_case (MoatPathsView *self, const char *use_case_id)
{
  g_return_if_fail (MOAT_IS_PATHS_VIEW (self));

  if (g_strcmp0 (self->use_case, use_case_id) == 0)
    return;
  g_free (self->use_case);
  self->use_case = g_strdup (use_case_id);
  look_later (self);
}

/* ---- The widget ---- */

static void
moat_paths_view_map (GtkWidget *widget)
{
  MoatPathsView *self = MOAT_PATHS_VIEW (widget);

  GTK_WIDGET_CLASS (moat_paths_view_parent_class)->map (widget);
  if (self->is_outdated)
    look (self);
}

/* Out of sight, nothing is talked about. */
static void
moat_paths_view_unmap (GtkWidget *widget)
{
  gtk_list_box_unselect_all (MOAT_PATHS_VIEW (widget)->list);
  GTK_WIDGET_CLASS (moat_paths_view_parent_class)->unmap (widget);
}

static void
moat_paths_view_dispose (GObject *object)
{
  MoatPathsView *self = MOAT_PATHS_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->source, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (moat_paths_view_parent_class)->dispose (object);
}

static void
moat_paths_view_finalize (GObject *object)
{
  g_free (MOAT_PATHS_VIEW (object)->use_case);
  G_OBJECT_CLASS (moat_paths_view_parent_class)->finalize (object);
}

static void
moat_paths_view_class_init (MoatPathsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_paths_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = moat_paths_view_finalize;
  widget_class->map = moat_paths_view_map;
  widget_class->unmap = moat_paths_view_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);

  signals[SIGNAL_LIGHT] = g_signal_new ("light", MOAT_TYPE_PATHS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
build_header (MoatPathsView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->header = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  self->arrow = GTK_IMAGE (gtk_image_new_from_icon_name ("pan-end-symbolic"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->arrow));
  add_label (box, _ ("Attack paths"), "heading");
  self->count = GTK_LABEL (add_label (box, "", "moat-count"));
  gtk_button_set_child (GTK_BUTTON (self->header), box);
  gtk_widget_set_halign (GTK_WIDGET (self->header), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->header), "moat-fold");
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->header),
      _ ("Ways from where an attacker may stand to Sensitive or Secret data, with an open "
         "move on every flow"));
  gtk_widget_set_visible (GTK_WIDGET (self->header), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->header), GTK_WIDGET (self));
  g_signal_connect_swapped (self->header, "toggled", G_CALLBACK (header_toggled_cb), self);
}

static void
build_list (MoatPathsView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "moat-paths");
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Attack paths"), -1);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_box_append (GTK_BOX (box), scroller);
  self->note = GTK_LABEL (
      add_label (box, _ ("There are more ways; a shortest one to each target is listed."), "dim-label"));
  gtk_label_set_xalign (self->note, 0);
  gtk_widget_set_margin_start (GTK_WIDGET (self->note), 30);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->note), 5);

  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (self->revealer, box);
  gtk_widget_set_parent (GTK_WIDGET (self->revealer), GTK_WIDGET (self));
}

static void
moat_paths_view_init (MoatPathsView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  self->is_outdated = TRUE;
  build_header (self);
  build_list (self);
}

GtkWidget *
moat_paths_view_new (MoatDocument *document)
{
  MoatPathsView *self = g_object_new (MOAT_TYPE_PATHS_VIEW, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
