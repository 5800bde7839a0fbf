/* A paper on sheets: title page, contents, text, tables that break between
 * rows under repeated headings, each diagram on a sheet of its own. PDF, print
 * and the window's preview draw the same sheets.
 *
 * Positions and sizes are in points, from the top left corner of a sheet.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <cairo.h>

#include "document.h"
#include "paper.h"

G_BEGIN_DECLS

typedef struct _MoatSheets MoatSheets;

/* A place to go to, as the outline of a PDF lists them. */
typedef struct
{
  const char *title;
  guint level; /* 2: a chapter; 3: in it */
  guint sheet; /* from 0 */
  double y;
} MoatSheetsPlace;

/* Sheets of @width × @height, upright; those of wide diagrams lie on their side. Takes what it needs of
 * @paper and of @document, whose diagrams are drawn once, here. Owned.
 */
MoatSheets *moat_sheets_new (const MoatPaper *paper, MoatDocument *document, double width, double height)
    G_GNUC_WARN_UNUSED_RESULT;
void moat_sheets_free (MoatSheets *self);

guint moat_sheets_count (MoatSheets *self);
void moat_sheets_get_size (MoatSheets *self, guint sheet, double *width, double *height);
/* The title of the whole. */
const char *moat_sheets_get_title (MoatSheets *self);
/* Of MoatSheetsPlace, in order. Borrowed. */
const GArray *moat_sheets_list_places (MoatSheets *self);

/* Draws one on @cr, without a background. */
void moat_sheets_draw (MoatSheets *self, guint sheet, cairo_t *cr);
/* The same for a screen, where Cairo before 1.17.4 would put each letter on the nearest pixel. */
void moat_sheets_draw_on_screen (MoatSheets *self, guint sheet, cairo_t *cr);
/* The same, with links and what they lead to, for a surface of PDF. Sheets come in order. */
void moat_sheets_draw_linked (MoatSheets *self, guint sheet, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatSheets, moat_sheets_free)

G_END_DECLS
