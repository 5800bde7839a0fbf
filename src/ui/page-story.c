/* The story of a page's use case: its tab, and what it and the canvas show each
 * other.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "page-private.h"

static void
n_steps_cb (MoatPage *self)
{
  guint n_steps = moat_story_view_get_n_steps (self->story);
  g_autofree char *text = g_strdup_printf ("%u", n_steps);

  gtk_label_set_text (self->steps_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->steps_label), n_steps > 0);
}

static void
point_cb (MoatPage *self, MoatRecord *record)
{
  moat_canvas_set_pointed (self->canvas, record);
}

static void
pointed_cb (MoatPage *self, MoatRecord *record)
{
  g_set_object (&self->pointed, record);
  moat_story_view_set_pointed (self->story, record);
}

/* What one types stays in view as it grows. */
static void
drawn_cb (MoatPage *self)
{
  MoatRect extents;
  MoatRect visible = moat_viewport_get_visible (moat_canvas_get_viewport (self->canvas));

  if (moat_canvas_get_extents (self->canvas, &extents) && !moat_rect_contains_rect (&visible, &extents))
    moat_canvas_zoom_fit (self->canvas);
}

void
moat_page_build_story (MoatPage *self)
{
  self->story = MOAT_STORY_VIEW (moat_story_view_new (moat_page_get_document (self), self->selection));
  adw_bin_set_child (self->story_bin, GTK_WIDGET (self->story));
  {
    g_autoptr (GtkWidget) bar = moat_story_view_detach_bar (self->story);

    gtk_stack_add_named (self->bar_stack, bar, "story");
  }

  g_signal_connect_object (self->story, "notify::n-steps", G_CALLBACK (n_steps_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->story, "point", G_CALLBACK (point_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->story, "drawn", G_CALLBACK (drawn_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "pointed", G_CALLBACK (pointed_cb), self, G_CONNECT_SWAPPED);
  n_steps_cb (self);
}

/* A use case in which nothing was drawn or written yet: a story can begin there. */
static gboolean
is_blank (MoatDocument *document, const char *use_case_id)
{
  MoatRecord *use_case = moat_document_find_kind (document, use_case_id, MOAT_KIND_USE_CASE);

  return use_case != NULL && *moat_record_get_title (use_case) == '\0'
         && moat_use_case_state (use_case)->summary == NULL
         && !moat_document_has_referrers (document, use_case_id, MOAT_KIND_ELEMENT)
         && !moat_document_has_referrers (document, use_case_id, MOAT_KIND_BOUNDARY)
         && !moat_document_has_referrers (document, use_case_id, MOAT_KIND_NOTE)
         && !moat_document_has_referrers (document, use_case_id, MOAT_KIND_STEP)
         && !moat_document_has_referrers (document, use_case_id, MOAT_KIND_THREAT);
}

void
moat_page_write_story (MoatPage *self)
{
  g_return_if_fail (MOAT_IS_PAGE (self));

  if (!is_blank (moat_page_get_document (self), self->use_case))
    moat_page_add_use_case (self);
  moat_page_set_tab (self, "story");
  moat_page_make_room_for_story (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->story));
}
