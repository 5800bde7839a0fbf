/* The list of templates (see template-list.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "template-list.h"

#include "scroll-to.h"
#include "template-details.h"

#include <glib/gi18n-lib.h>

/* Of a small picture, in pixels before scaling. */
#define WIDTH  96
#define HEIGHT 54

struct _MoatTemplateList
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListBox *list;
  GPtrArray *templates; /* that the rows are about; as long as there are rows */
  char *text;           /* what is searched for */
  guint drawing;        /* draws one small picture at a time */
};

enum
{
  SELECTED,
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatTemplateList, moat_template_list, GTK_TYPE_WIDGET)

static const MoatTemplate *
get_template (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "moat-template");
}

/* ---- Rows ---- */

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static GtkWidget *
new_row (const MoatTemplate *template)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *picture = gtk_picture_new ();
  GtkWidget *summary = new_label (moat_template_get_summary (template), "caption");

  gtk_widget_set_size_request (picture, WIDTH, HEIGHT);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (picture, "moat-template-picture");
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (summary), TRUE);
  gtk_label_set_lines (GTK_LABEL (summary), 2);
  gtk_widget_add_css_class (summary, "dim-label");
  gtk_box_append (GTK_BOX (words), new_label (moat_template_get_title (template), "heading"));
  gtk_box_append (GTK_BOX (words), summary);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_add_css_class (box, "moat-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  moat_template_get_title (template), -1);
  g_object_set_data (G_OBJECT (row), "moat-template", (gpointer) template);
  g_object_set_data (G_OBJECT (row), "moat-picture", picture);

  return row;
}

/* One at a time, between frames: the list can be used meanwhile. */
static gboolean
draw_next_cb (gpointer user_data)
{
  MoatTemplateList *self = user_data;
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      GtkPicture *picture = g_object_get_data (G_OBJECT (row), "moat-picture");
      g_autoptr (GdkTexture) texture = NULL;

      if (picture == NULL)
        continue;
      texture = moat_template_draw (get_template (row), GTK_WIDGET (self), WIDTH, HEIGHT);
      gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
      g_object_set_data (G_OBJECT (row), "moat-picture", NULL);
      return G_SOURCE_CONTINUE;
    }
  self->drawing = 0;

  return G_SOURCE_REMOVE;
}

/* ---- Order ---- */

static gboolean
is_searching (MoatTemplateList *self)
{
  return *self->text != '\0';
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer user_data)
{
  MoatTemplateList *self = user_data;

  return moat_template_match (get_template (row), self->text) > 0;
}

/* As they were given, or the best answer first. */
static int
sort_cb (GtkListBoxRow *a, GtkListBoxRow *b, gpointer user_data)
{
  MoatTemplateList *self = user_data;
  int order_a = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (a), "moat-order"));
  int order_b = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (b), "moat-order"));
  int difference = 0;

  if (is_searching (self))
    difference = (int) moat_template_match (get_template (b), self->text)
                 - (int) moat_template_match (get_template (a), self->text);

  return difference != 0 ? difference : order_a - order_b;
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  static const char *const titles[] = {
    [MOAT_TEMPLATE_TEAM] = N_ ("Your team"),
    [MOAT_TEMPLATE_SYSTEM] = N_ ("Small systems"),
    [MOAT_TEMPLATE_ELEMENT] = N_ ("Elements"),
  };
  MoatTemplateGroup group = get_template (row)->group;
  GtkWidget *label;

  if (is_searching (user_data) || (before != NULL && get_template (before)->group == group))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = new_label (_ (titles[group]), "heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "moat-template-group");
  gtk_list_box_row_set_header (row, label);
}

/* ---- Selecting ---- */

static GPtrArray *
list_shown (MoatTemplateList *self)
{
  GPtrArray *rows = g_ptr_array_new ();
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (filter_cb (row, self))
      g_ptr_array_add (rows, row);

  return rows;
}

static void
select_row (MoatTemplateList *self, GtkListBoxRow *row)
{
  gtk_list_box_select_row (self->list, row);
  if (row != NULL)
    moat_scroll_to (GTK_WIDGET (row));
}

static void
row_selected_cb (MoatTemplateList *self)
{
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
row_activated_cb (MoatTemplateList *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

void
moat_template_list_move (MoatTemplateList *self, int offset)
{
  g_autoptr (GPtrArray) rows = NULL;
  guint position = 0;

  g_return_if_fail (MOAT_IS_TEMPLATE_LIST (self));

  rows = list_shown (self);
  if (rows->len == 0)
    return;
  g_ptr_array_find (rows, gtk_list_box_get_selected_row (self->list), &position);
  select_row (self, g_ptr_array_index (rows, CLAMP ((int) position + offset, 0, (int) rows->len - 1)));
}

const MoatTemplate *
moat_template_list_get_selected (MoatTemplateList *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (MOAT_IS_TEMPLATE_LIST (self), NULL);

  row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? get_template (row) : NULL;
}

/* ---- Filling ---- */

void
moat_template_list_search (MoatTemplateList *self, const char *text)
{
  g_autoptr (GPtrArray) rows = NULL;
  char *searched;

  g_return_if_fail (MOAT_IS_TEMPLATE_LIST (self));

  searched = g_strstrip (g_strdup (text));
  g_free (self->text);
  self->text = searched;
  gtk_list_box_invalidate_sort (self->list);
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_invalidate_headers (self->list);
  rows = list_shown (self);
  select_row (self, rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL);
}

void
moat_template_list_set_templates (MoatTemplateList *self,
                                  GPtrArray *templates,
                                  gboolean has_elements,
                                  const char *path)
{
  GtkWidget *row;
  GtkListBoxRow *chosen = NULL;

  g_return_if_fail (MOAT_IS_TEMPLATE_LIST (self));

  while ((chosen = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (chosen));
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  self->templates = g_ptr_array_ref (templates);
  for (guint i = 0; i < templates->len; i++)
    {
      const MoatTemplate *template = g_ptr_array_index (templates, i);

      if (!has_elements && template->group == MOAT_TEMPLATE_ELEMENT)
        continue;
      row = new_row (template);
      g_object_set_data (G_OBJECT (row), "moat-order", GINT_TO_POINTER (i));
      gtk_list_box_append (self->list, row);
      if (path != NULL && g_strcmp0 (template->path, path) == 0)
        chosen = GTK_LIST_BOX_ROW (row);
    }
  if (chosen == NULL)
    moat_template_list_search (self, self->text);
  else
    select_row (self, chosen);
  if (self->drawing == 0)
    self->drawing = g_idle_add (draw_next_cb, self);
}

/* ---- Widget ---- */

static gboolean
moat_template_list_grab_focus (GtkWidget *widget)
{
  MoatTemplateList *self = MOAT_TEMPLATE_LIST (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
moat_template_list_dispose (GObject *object)
{
  MoatTemplateList *self = MOAT_TEMPLATE_LIST (object);

  g_clear_handle_id (&self->drawing, g_source_remove);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (moat_template_list_parent_class)->dispose (object);
}

static void
moat_template_list_finalize (GObject *object)
{
  MoatTemplateList *self = MOAT_TEMPLATE_LIST (object);

  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_free (self->text);

  G_OBJECT_CLASS (moat_template_list_parent_class)->finalize (object);
}

static void
moat_template_list_class_init (MoatTemplateListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_template_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = moat_template_list_finalize;
  widget_class->grab_focus = moat_template_list_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
}

static void
moat_template_list_init (MoatTemplateList *self)
{
  GtkWidget *nothing = gtk_label_new (_ ("No template answers that."));

  gtk_widget_add_css_class (nothing, "dim-label");
  gtk_widget_add_css_class (nothing, "moat-row");
  self->text = g_strdup ("");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_activate_on_single_click (self->list, FALSE);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_list_box_set_sort_func (self->list, sort_cb, self, NULL);
  gtk_list_box_set_header_func (self->list, header_cb, self, NULL);
  gtk_list_box_set_placeholder (self->list, nothing);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Templates"),
                                  -1);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

MoatTemplateList *
moat_template_list_new (void)
{
  return g_object_new (MOAT_TYPE_TEMPLATE_LIST, NULL);
}
