/* What a tool wants drawn above the diagram: keeping and emptying it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "overlay.h"

void
moat_overlay_init (MoatOverlay *overlay)
{
  *overlay = (MoatOverlay){ 0 };
  overlay->line = g_array_new (FALSE, FALSE, sizeof (MoatPoint));
  overlay->handles = g_array_new (FALSE, FALSE, sizeof (MoatHandle));
}

void
moat_overlay_clear (MoatOverlay *overlay)
{
  GArray *line = overlay->line;
  GArray *handles = overlay->handles;

  g_array_set_size (line, 0);
  g_array_set_size (handles, 0);
  g_clear_object (&overlay->hovered);
  g_clear_object (&overlay->target);
  g_clear_pointer (&overlay->hint, g_free);
  *overlay = (MoatOverlay){ .line = line, .handles = handles };
}

void
moat_overlay_free_contents (MoatOverlay *overlay)
{
  moat_overlay_clear (overlay);
  g_clear_pointer (&overlay->line, g_array_unref);
  g_clear_pointer (&overlay->handles, g_array_unref);
}
