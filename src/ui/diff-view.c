/* Shows which lines of a text will change (see diff-view.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "diff-view.h"

#include "text-diff.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *sign;
  const char *tag;        /* or NULL */
  const char *background; /* light, then dark */
  const char *dark_background;
  const char *foreground;
  const char *dark_foreground;
} LineStyle;

static const LineStyle styles[] = {
  [MOAT_LINE_SAME] = { "  ", NULL },
  [MOAT_LINE_REMOVED] = { "− ", "removed", "#fbdcdc", "#5a1f24", "#a51d2d", "#ff9f9f" },
  [MOAT_LINE_ADDED] = { "+ ", "added", "#daf0dd", "#1e4028", "#26653a", "#8ff0a4" },
};

struct _MoatDiffView
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkTextView *view;
  GtkTextBuffer *buffer;

  guint n_added;
  guint n_removed;
  int first_change; /* a line, or -1 */
};

G_DEFINE_FINAL_TYPE (MoatDiffView, moat_diff_view, GTK_TYPE_WIDGET)

static void
update_colors (MoatDiffView *self)
{
  GtkTextTagTable *tags = gtk_text_buffer_get_tag_table (self->buffer);
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    if (styles[i].tag)
      g_object_set (gtk_text_tag_table_lookup (tags, styles[i].tag), "paragraph-background",
                    is_dark ? styles[i].dark_background : styles[i].background, "foreground",
                    is_dark ? styles[i].dark_foreground : styles[i].foreground, NULL);
}

static void
moat_diff_view_dispose (GObject *object)
{
  MoatDiffView *self = MOAT_DIFF_VIEW (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);

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
  self->first_change = -1;
  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  self->buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_view_set_editable (self->view, FALSE);
  gtk_text_view_set_monospace (self->view, TRUE);
  gtk_text_view_set_cursor_visible (self->view, FALSE);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_top_margin (self->view, 6);
  gtk_text_view_set_bottom_margin (self->view, 6);
  gtk_text_view_set_left_margin (self->view, 12);
  gtk_text_view_set_right_margin (self->view, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the file will be"), -1);

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    if (styles[i].tag)
      gtk_text_buffer_create_tag (self->buffer, styles[i].tag, NULL, NULL);
  update_colors (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (update_colors), self,
                           G_CONNECT_SWAPPED);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
moat_diff_view_new (void)
{
  return g_object_new (MOAT_TYPE_DIFF_VIEW, NULL);
}

static void
append_line (MoatDiffView *self, const MoatDiffLine *line)
{
  const LineStyle *style = &styles[line->change];
  g_autofree char *valid = g_utf8_make_valid (line->text, line->length);
  g_autofree char *text = g_strconcat (style->sign, valid, "\n", NULL);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (self->buffer, &end);
  if (style->tag && self->first_change < 0)
    self->first_change = gtk_text_iter_get_line (&end);
  gtk_text_buffer_insert_with_tags_by_name (self->buffer, &end, text, -1, style->tag, NULL);

  self->n_added += line->change == MOAT_LINE_ADDED;
  self->n_removed += line->change == MOAT_LINE_REMOVED;
}

void
moat_diff_view_set_texts (MoatDiffView *self, const char *old_text, const char *new_text)
{
  g_autoptr(GArray) lines = NULL;
  GtkAdjustment *adjustment;
  double value;

  g_return_if_fail (MOAT_IS_DIFF_VIEW (self));

  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  value = gtk_adjustment_get_value (adjustment);
  lines = moat_text_diff (old_text, new_text);
  self->n_added = 0;
  self->n_removed = 0;
  self->first_change = -1;
  gtk_text_buffer_set_text (self->buffer, "", 0);
  for (guint i = 0; i < lines->len; i++)
    append_line (self, &g_array_index (lines, MoatDiffLine, i));
  gtk_adjustment_set_value (adjustment, value);
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
  GtkTextIter iter;

  g_return_if_fail (MOAT_IS_DIFF_VIEW (self));

  if (self->first_change < 0)
    return;

  gtk_text_buffer_get_iter_at_line (self->buffer, &iter, self->first_change);
  gtk_text_buffer_place_cursor (self->buffer, &iter);
  gtk_text_view_scroll_to_mark (self->view, gtk_text_buffer_get_insert (self->buffer), 0, TRUE, 0, 0.2);
}
