/* Shows which lines of a text will change (see diff-view.h). A list, for its
 * rows are styled by the style sheet and only those in view cost anything.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "diff-view.h"

#include "text-diff.h"
#include "wrapped-label.h"

#include <glib/gi18n-lib.h>

/* A line in the list is a string that begins with its sign. */
typedef struct
{
  char mark; /* first character of the string */
  const char *sign;
  const char *css_class; /* or NULL */
  const char *spoken;    /* translatable, for screen readers: what stands before the line */
} LineStyle;

static const LineStyle styles[] = {
  [MOAT_LINE_SAME] = { ' ', "", NULL, NULL },
  [MOAT_LINE_REMOVED] = { '-', "−", "removed", N_ ("Removed: %s") },
  [MOAT_LINE_ADDED] = { '+', "+", "added", N_ ("Added: %s") },
};

struct _MoatDiffView
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListView *list;
  GtkStringList *lines;

  guint n_added;
  guint n_removed;
  guint first_change; /* GTK_INVALID_LIST_POSITION for none */
};

G_DEFINE_FINAL_TYPE (MoatDiffView, moat_diff_view, GTK_TYPE_WIDGET)

/* ---- Rows ---- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = moat_wrapped_label_new_signed ();

  gtk_widget_add_css_class (box, "line");
  gtk_widget_add_css_class (box, "monospace");
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
show_style (GtkWidget *box, GtkWidget *text, const LineStyle *style, const char *line)
{
  g_autofree char *spoken = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    if (styles[i].css_class)
      gtk_widget_remove_css_class (box, styles[i].css_class);
  if (style->css_class)
    gtk_widget_add_css_class (box, style->css_class);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  spoken = style->spoken ? g_strdup_printf (_ (style->spoken), line) : g_strdup (line);
#pragma GCC diagnostic pop
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const char *line = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *sign = gtk_widget_get_first_child (box);
  GtkWidget *text = gtk_widget_get_last_child (box);

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    if (styles[i].mark == line[0])
      {
        gtk_label_set_text (GTK_LABEL (sign), styles[i].sign);
        show_style (box, text, &styles[i], line + 1);
      }
  gtk_label_set_text (GTK_LABEL (text), line + 1);
}

/* ---- Widget ---- */

static void
moat_diff_view_dispose (GObject *object)
{
  MoatDiffView *self = MOAT_DIFF_VIEW (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->lines);

  G_OBJECT_CLASS (moat_diff_view_parent_class)->dispose (object);
}

static void
moat_diff_view_class_init (MoatDiffViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_diff_view_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
moat_diff_view_init (MoatDiffView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *model;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);

  self->first_change = GTK_INVALID_LIST_POSITION;
  self->lines = gtk_string_list_new (NULL);
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->lines))));
  self->list = GTK_LIST_VIEW (gtk_list_view_new (model, factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "moat-diff");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the file will be"), -1);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
moat_diff_view_new (void)
{
  return g_object_new (MOAT_TYPE_DIFF_VIEW, NULL);
}

/* ---- Filling ---- */

static char *
make_line (MoatDiffView *self, const MoatDiffLine *line, guint position)
{
  g_autofree char *text = g_utf8_make_valid (line->text, line->length);

  if (line->change != MOAT_LINE_SAME && self->first_change == GTK_INVALID_LIST_POSITION)
    self->first_change = position;
  self->n_added += line->change == MOAT_LINE_ADDED;
  self->n_removed += line->change == MOAT_LINE_REMOVED;

  return g_strdup_printf ("%c%s", styles[line->change].mark, text);
}

/* Replaces only what differs, so that the list stays where it is scrolled to. */
static void
set_lines (MoatDiffView *self, GPtrArray *lines)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->lines));
  guint n_new = lines->len - 1;
  guint head = 0;
  guint tail = 0;

  while (head < MIN (n_old, n_new)
         && g_str_equal (gtk_string_list_get_string (self->lines, head), g_ptr_array_index (lines, head)))
    head++;
  while (tail < MIN (n_old, n_new) - head
         && g_str_equal (gtk_string_list_get_string (self->lines, n_old - 1 - tail),
                         g_ptr_array_index (lines, n_new - 1 - tail)))
    tail++;

  /* The additions end with a NULL. */
  g_free (g_ptr_array_index (lines, n_new - tail));
  g_ptr_array_index (lines, n_new - tail) = NULL;
  gtk_string_list_splice (self->lines, head, n_old - head - tail,
                          (const char *const *) &g_ptr_array_index (lines, head));
}

void
moat_diff_view_set_texts (MoatDiffView *self, const char *old_text, const char *new_text)
{
  g_autoptr(GArray) diff = NULL;
  g_autoptr(GPtrArray) lines = NULL;

  g_return_if_fail (MOAT_IS_DIFF_VIEW (self));

  diff = moat_text_diff (old_text, new_text);
  lines = g_ptr_array_new_full (diff->len + 1, g_free);
  self->n_added = 0;
  self->n_removed = 0;
  self->first_change = GTK_INVALID_LIST_POSITION;
  for (guint i = 0; i < diff->len; i++)
    g_ptr_array_add (lines, make_line (self, &g_array_index (diff, MoatDiffLine, i), i));
  g_ptr_array_add (lines, NULL);

  set_lines (self, lines);
}

void
moat_diff_view_get_counts (MoatDiffView *self, guint *n_added, guint *n_removed)
{
  g_return_if_fail (MOAT_IS_DIFF_VIEW (self));

  *n_added = self->n_added;
  *n_removed = self->n_removed;
}

void
moat_diff_view_scroll_to_change (MoatDiffView *self)
{
  g_return_if_fail (MOAT_IS_DIFF_VIEW (self));

  if (self->first_change != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", self->first_change);
}
