/* What a tool wants drawn above the diagram just now: a description, filled by
 * the tools and drawn by the canvas. In model units; widths and handle sizes
 * are the drawer's, in screen pixels.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "handles.h"

G_BEGIN_DECLS

/* What a create tool is about to make. */
typedef enum
{
  MOAT_GHOST_NONE,
  MOAT_GHOST_ELEMENT, /* @ghost_box with the outline of @ghost_element */
  MOAT_GHOST_NOTE,
  MOAT_GHOST_ZONE,
  MOAT_GHOST_LINE, /* a boundary's line through @line */
  MOAT_GHOST_FLOW, /* an arrow through @line */
} MoatGhost;

typedef struct
{
  MoatGhost ghost;
  MoatElementType ghost_element;
  MoatRect ghost_box;
  gboolean is_ghost_placed; /* by keys, not by the pointer: it may be out of view */
  GArray *line;             /* of MoatPoint; never NULL */

  gboolean has_band;
  MoatRect band; /* the rubber band */

  gboolean has_frame;
  MoatRect frame; /* what several selected things cover together: the handles are on it */

  MoatGuides guides;
  GArray *handles; /* of MoatHandle; never NULL */

  MoatRecord *hovered; /* owned or NULL: shown with the hover halo */
  MoatRecord *target;  /* owned or NULL: what a drop would land on: outlined in the accent colour */

  const char *cursor; /* static CSS name, or NULL for the default */
  char *hint;         /* owned, translated, or NULL: one line that says what a release or a key would do */
} MoatOverlay;

void moat_overlay_init (MoatOverlay *overlay);
void moat_overlay_clear (MoatOverlay *overlay); /* empties it, to be filled anew */
void moat_overlay_free_contents (MoatOverlay *overlay);

G_END_DECLS
