/* A small picture to draw into, and where in it something was drawn.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "shapes.h"

G_BEGIN_DECLS

typedef struct
{
  cairo_surface_t *surface;
  cairo_t *cr;
} MoatInk;

static inline MoatInk *
moat_ink_new (int width, int height)
{
  MoatInk *ink = g_new0 (MoatInk, 1);

  ink->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  ink->cr = cairo_create (ink->surface);
  return ink;
}

static inline void
moat_ink_free (MoatInk *ink)
{
  cairo_destroy (ink->cr);
  cairo_surface_destroy (ink->surface);
  g_free (ink);
}

/* The colour of a pixel as 0xAARRGGBB, premultiplied. */
static inline guint32
moat_ink_get (MoatInk *ink, int x, int y)
{
  const guint8 *data;

  cairo_surface_flush (ink->surface);
  data = cairo_image_surface_get_data (ink->surface);
  return *(const guint32 *) (data + y * cairo_image_surface_get_stride (ink->surface) + x * 4);
}

/* The smallest rectangle around all pixels with anything in them; no width when there are none. */
static inline MoatRect
moat_ink_get_extent (MoatInk *ink)
{
  int width = cairo_image_surface_get_width (ink->surface);
  int height = cairo_image_surface_get_height (ink->surface);
  MoatRect extent = { 0, 0, 0, 0 };

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        MoatRect pixel = { x, y, 1, 1 };

        if (moat_ink_get (ink, x, y) != 0)
          extent = extent.width > 0 ? moat_rect_union (&extent, &pixel) : pixel;
      }
  return extent;
}

static inline void
moat_ink_assert_within (MoatInk *ink, const MoatRect *allowed, const char *what)
{
  MoatRect extent = moat_ink_get_extent (ink);

  if (extent.width > 0 && !moat_rect_contains_rect (allowed, &extent))
    g_error ("%s: drawn at %g,%g %g×%g, outside of %g,%g %g×%g", what, extent.x, extent.y, extent.width,
             extent.height, allowed->x, allowed->y, allowed->width, allowed->height);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatInk, moat_ink_free)

G_END_DECLS
