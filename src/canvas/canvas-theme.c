/* The canvas' part that follows the desktop's style (widget-theme.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-private.h"
#include "widget-theme.h"

static gboolean
is_same_theme (const MoatTheme *a, const MoatTheme *b)
{
  return a->scheme == b->scheme && g_strcmp0 (a->family, b->family) == 0 && a->text_scale == b->text_scale
         && memcmp (&a->colors[MOAT_COLOR_ACCENT], &b->colors[MOAT_COLOR_ACCENT], sizeof (MoatColor)) == 0;
}

gboolean
moat_canvas_update_theme (MoatCanvas *self)
{
  g_autoptr(MoatTheme) theme = moat_widget_theme_new (GTK_WIDGET (self), self->has_high_contrast);

  if (self->theme != NULL && is_same_theme (self->theme, theme))
    return FALSE;
  g_clear_pointer (&self->theme, moat_theme_unref);
  self->theme = g_steal_pointer (&theme);
  g_clear_object (&self->text);
  self->text = moat_text_measure_new (self->theme, MOAT_TEXT_FOR_SCREEN);
  return TRUE;
}
