/* The popover below the window's title (see use-case-switcher.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "use-case-switcher.h"

#include "query.h"

#include <glib/gi18n-lib.h>

struct _MoatUseCaseSwitcher
{
  GtkPopover parent_instance;

  GtkEditable *title_entry;
  GtkListBox *list;

  MoatPage *page; /* owned, or NULL */
  gulong document_handler;
  gulong page_handler;
  /* The list or the entry is being filled: what they emit is not the user's doing. */
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (MoatUseCaseSwitcher, moat_use_case_switcher, GTK_TYPE_POPOVER)

/* ---- Rows ---- */

static MoatRecord *
get_row_use_case (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "moat-use-case");
}

static char *
describe (MoatDocument *document, MoatRecord *use_case)
{
  g_autoptr(GPtrArray) steps = moat_document_list_children (document, moat_record_get_id (use_case),
                                                             MOAT_KIND_STEP);
  g_autoptr(GPtrArray) threats = moat_query_threats (document, moat_record_get_id (use_case));
  g_autofree char *n_steps = g_strdup_printf (ngettext ("%u step", "%u steps", steps->len), steps->len);
  g_autofree char *n_moves
      = g_strdup_printf (ngettext ("%u attacker move", "%u attacker moves", threats->len), threats->len);

  return g_strdup_printf ("%s · %s", n_steps, n_moves);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  return gdk_content_provider_new_typed (GTK_TYPE_LIST_BOX_ROW, user_data);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, gpointer user_data)
{
  g_autoptr(GdkPaintable) picture = gtk_widget_paintable_new (user_data);

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

/* Dropping a row on another one puts it in its place. */
static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  MoatUseCaseSwitcher *self = user_data;
  GtkListBoxRow *place = GTK_LIST_BOX_ROW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)));
  GtkListBoxRow *moved = g_value_get_object (value);
  MoatDocument *document = moat_page_get_document (self->page);
  int from = gtk_list_box_row_get_index (moved);
  int to = gtk_list_box_row_get_index (place);
  GtkListBoxRow *before = gtk_list_box_get_row_at_index (self->list, from < to ? to + 1 : to);

  if (from == to || gtk_widget_get_parent (GTK_WIDGET (moved)) != GTK_WIDGET (self->list))
    return FALSE;

  MOAT_TRANSACTION (document, _ ("Move use case"))
  moat_document_move_before (document, get_row_use_case (moved), before ? get_row_use_case (before) : NULL);

  return TRUE;
}

static void
add_drag_and_drop (MoatUseCaseSwitcher *self, GtkWidget *row)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (GTK_TYPE_LIST_BOX_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), row);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

static GtkWidget *
new_row (MoatUseCaseSwitcher *self, MoatRecord *use_case)
{
  MoatDocument *document = moat_page_get_document (self->page);
  const char *title = moat_record_get_title (use_case);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  GtkWidget *name = gtk_label_new (*title ? title : _ ("Untitled use case"));
  g_autofree char *details = describe (document, use_case);
  GtkWidget *caption = gtk_label_new (details);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (name), 32);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 48);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_widget_add_css_class (handle, "dim-label");

  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), caption);
  gtk_box_append (GTK_BOX (box), handle);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_add_css_class (box, "moat-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "moat-use-case", g_object_ref (use_case), g_object_unref);
  add_drag_and_drop (self, row);

  return row;
}

/* ---- Filling ---- */

static void
update_entry (MoatUseCaseSwitcher *self)
{
  MoatRecord *use_case = moat_document_find (moat_page_get_document (self->page),
                                             moat_page_get_use_case (self->page));
  const char *title = use_case ? moat_record_get_title (use_case) : "";

  if (!g_str_equal (gtk_editable_get_text (self->title_entry), title))
    gtk_editable_set_text (self->title_entry, title);
}

static void
update (MoatUseCaseSwitcher *self)
{
  GPtrArray *use_cases;
  GtkWidget *row;

  if (!self->page || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  self->is_updating = TRUE;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);

  use_cases = moat_document_list (moat_page_get_document (self->page), MOAT_KIND_USE_CASE);
  for (guint i = 0; i < use_cases->len; i++)
    {
      MoatRecord *use_case = g_ptr_array_index (use_cases, i);

      row = new_row (self, use_case);
      gtk_list_box_append (self->list, row);
      if (g_strcmp0 (moat_record_get_id (use_case), moat_page_get_use_case (self->page)) == 0)
        gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
    }
  update_entry (self);
  self->is_updating = FALSE;
}

/* Another use case is shown; unless that was chosen here, where the row is selected already. */
static void
use_case_changed_cb (MoatUseCaseSwitcher *self)
{
  if (!self->is_updating)
    update (self);
}

static void
document_changed_cb (MoatUseCaseSwitcher *self, MoatChanges *changes)
{
  if (moat_changes_touch (changes, MOAT_KIND_USE_CASE))
    update (self);
}

/* ---- What the user does ---- */

static void
row_selected_cb (MoatUseCaseSwitcher *self, GtkListBoxRow *row)
{
  if (self->is_updating || !row)
    return;

  self->is_updating = TRUE;
  moat_page_set_use_case (self->page, moat_record_get_id (get_row_use_case (row)));
  update_entry (self);
  self->is_updating = FALSE;
}

static void
row_activated_cb (MoatUseCaseSwitcher *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
title_changed_cb (MoatUseCaseSwitcher *self)
{
  MoatDocument *document;
  MoatRecord *use_case;
  g_autofree char *key = NULL;

  if (self->is_updating || !self->page)
    return;

  document = moat_page_get_document (self->page);
  use_case = moat_document_find (document, moat_page_get_use_case (self->page));
  if (!use_case)
    return;

  key = g_strconcat ("title ", moat_record_get_id (use_case), NULL);
  moat_document_begin (document, _ ("Rename use case"));
  moat_document_set_merge_key (document, key);
  moat_text_set (&((MoatUseCaseState *) moat_document_edit (document, use_case))->title,
                 gtk_editable_get_text (self->title_entry));
  moat_document_commit (document);
}

static void
title_done_cb (MoatUseCaseSwitcher *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* However it was closed, on to what it is about: on its button, Enter would open it again, and the name of an
 * element one means to draw would become that of the use case.
 */
static void
closed_cb (MoatUseCaseSwitcher *self)
{
  if (!self->page)
    return;

  moat_document_break_merge (moat_page_get_document (self->page));
  gtk_widget_grab_focus (GTK_WIDGET (self->page));
}

/* ---- Widget ---- */

static void
moat_use_case_switcher_show (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (moat_use_case_switcher_parent_class)->show (widget);
  update (MOAT_USE_CASE_SWITCHER (widget));
}

static void
moat_use_case_switcher_dispose (GObject *object)
{
  moat_use_case_switcher_set_page (MOAT_USE_CASE_SWITCHER (object), NULL);

  G_OBJECT_CLASS (moat_use_case_switcher_parent_class)->dispose (object);
}

static void
moat_use_case_switcher_class_init (MoatUseCaseSwitcherClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_use_case_switcher_dispose;
  widget_class->show = moat_use_case_switcher_show;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/moat_app/Moat/ui/use-case-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, MoatUseCaseSwitcher, title_entry);
  gtk_widget_class_bind_template_child (widget_class, MoatUseCaseSwitcher, list);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
}

static void
moat_use_case_switcher_init (MoatUseCaseSwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
moat_use_case_switcher_new (void)
{
  return g_object_new (MOAT_TYPE_USE_CASE_SWITCHER, NULL);
}

void
moat_use_case_switcher_set_page (MoatUseCaseSwitcher *self, MoatPage *page)
{
  g_return_if_fail (MOAT_IS_USE_CASE_SWITCHER (self));

  if (self->page)
    {
      g_clear_signal_handler (&self->document_handler, moat_page_get_document (self->page));
      g_clear_signal_handler (&self->page_handler, self->page);
    }
  g_set_object (&self->page, page);
  if (page)
    {
      self->document_handler = g_signal_connect_swapped (moat_page_get_document (page), "changed",
                                                         G_CALLBACK (document_changed_cb), self);
      self->page_handler = g_signal_connect_swapped (page, "notify::use-case",
                                                     G_CALLBACK (use_case_changed_cb), self);
    }
}

void
moat_use_case_switcher_focus_title (MoatUseCaseSwitcher *self)
{
  g_return_if_fail (MOAT_IS_USE_CASE_SWITCHER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->title_entry));
  gtk_editable_select_region (self->title_entry, 0, -1);
}
