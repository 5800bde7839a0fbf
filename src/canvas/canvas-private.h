/* What the canvas' own files share: its fields and the seams between them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "canvas.h"

G_BEGIN_DECLS

struct _MoatCanvas
{
  GtkWidget parent_instance;

  MoatDocument *document;
  MoatSelection *selection;
  char *use_case_id;

  MoatViewport viewport;
  /* Whether the view follows the drawing's extents on resize: from a fit until the next pan or zoom. */
  gboolean is_fitted;
  gboolean show_grid;
  char *tool_nick;

  GSimpleActionGroup *actions;
};

enum
{
  MOAT_CANVAS_MOVES_REQUESTED,
  MOAT_CANVAS_MOVE_ADD_REQUESTED,
  MOAT_CANVAS_USE_CASE_REQUESTED,
  MOAT_CANVAS_STATUS,
  MOAT_CANVAS_VIEWPORT_CHANGED,
  MOAT_CANVAS_N_SIGNALS,
};

G_END_DECLS
