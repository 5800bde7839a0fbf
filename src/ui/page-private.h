/* What page.c shares with page-actions.c and page-layout.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "page.h"

G_BEGIN_DECLS

struct _MoatPage
{
  GtkWidget parent_instance;

  /* From the template. */
  GtkPaned *rows;
  GtkPaned *columns;
  AdwBin *canvas_bin;
  AdwBin *inspector_bin;
  GtkWidget *bottom_pane;
  AdwBin *table_bin;

  MoatSession *session;
  GSettings *settings;
  GSimpleActionGroup *actions;
  char *use_case; /* the id of what is shown */
};

void moat_page_install_actions (MoatPage *self);

G_END_DECLS
