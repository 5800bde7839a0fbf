/* Where places in a file are counted from.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "import-origin.h"

void
moat_import_origin_add (MoatImportOrigin *self, const MoatRect *box, const MoatRect *zone)
{
  MoatRect from_own_corner = MOAT_RECT_INIT (0, 0, zone->width, zone->height);
  MoatPoint centre = moat_rect_get_center (box);

  self->n_relative += moat_rect_contains_point (&from_own_corner, centre);
  self->n_absolute += moat_rect_contains_point (zone, centre);
}

gboolean
moat_import_origin_is_relative (const MoatImportOrigin *self)
{
  return self->n_relative >= self->n_absolute;
}
