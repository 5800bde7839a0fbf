/* What an empty story shows (see story-placeholder.h). GtkTextView has nothing
 * of the kind.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "story-placeholder.h"

#include <glib/gi18n-lib.h>

/* TRANSLATORS: keep the signs at the start of the lines, and "->". */
static const char words[] = N_ ("# What somebody does, in a few words\n"
                                "1. User -> Web app: signs in [Credentials]\n"
                                "2. Web app -> API: submits the form [Address]\n"
                                "   ! What an attacker would do instead\n"
                                "   => What we build so that it fails | Where | How we verify it\n"
                                "zone Backend: API");

/* Where the first line would stand, beside the cursor rather than under it. */
static gboolean
place_cb (GtkTextView *text, GtkWidget *label, GdkRectangle *place, GtkOverlay *overlay)
{
  GtkTextIter start;
  GdkRectangle at;
  GtkRequisition size;
  int x;
  int y;

  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (text), &start);
  gtk_text_view_get_iter_location (text, &start, &at);
  gtk_text_view_buffer_to_window_coords (text, GTK_TEXT_WINDOW_WIDGET, at.x, at.y, &x, &y);
  gtk_widget_get_preferred_size (label, NULL, &size);
  *place = (GdkRectangle){ x + 3, MAX (y, 0), size.width, size.height };
  place->width = CLAMP (gtk_widget_get_width (GTK_WIDGET (overlay)) - place->x, 1, size.width);

  return TRUE;
}

static void
update (GtkWidget *label, GtkTextBuffer *buffer)
{
  gtk_widget_set_visible (label, gtk_text_buffer_get_char_count (buffer) == 0);
}

GtkWidget *
moat_story_placeholder_new (GtkWidget *scroller, GtkTextView *text)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *label = gtk_label_new (_ (words));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_can_target (label, FALSE);
  gtk_widget_add_css_class (label, "moat-story-placeholder");
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, _ (words), -1);

  gtk_overlay_set_child (GTK_OVERLAY (overlay), scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), label);
  gtk_overlay_set_clip_overlay (GTK_OVERLAY (overlay), label, TRUE);
  g_signal_connect_object (overlay, "get-child-position", G_CALLBACK (place_cb), text, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (update), label, G_CONNECT_SWAPPED);
  update (label, buffer);

  return overlay;
}
