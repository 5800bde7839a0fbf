/* Where places in a file are counted from: the corner of what something is in,
 * or that of the page. Tools and their writers disagree, within one format;
 * the file itself shows it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "geometry.h"

G_BEGIN_DECLS

/* How many centres lie in their zones when taken the one way and the other; begins zeroed. */
typedef struct
{
  guint n_relative;
  guint n_absolute;
} MoatImportOrigin;

/* One thing that the file says is in a zone; sizes may be 0. */
void moat_import_origin_add (MoatImportOrigin *self, const MoatRect *box, const MoatRect *zone);
/* Whether more of them fit, or as many, when counted from the zone's corner. */
gboolean moat_import_origin_is_relative (const MoatImportOrigin *self);

G_END_DECLS
