/* The colours, strokes and font of the drawing, and how well they can be told
 * apart.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "theme.h"

#include <math.h>

/* One role's value in each scheme, as 0xRRGGBBAA: light, dark, light of high contrast, dark of high contrast.
 * The first two stand on libadwaita's palette; high contrast has black, white and no tints.
 */
static const guint32 palette[MOAT_N_COLORS][MOAT_N_SCHEMES] = {
  [MOAT_COLOR_CANVAS] = { 0xffffffff, 0x1e1e1eff, 0xffffffff, 0x000000ff },
  [MOAT_COLOR_GRID] = { 0xdededeff, 0x37373bff, 0xb0b0b0ff, 0x606060ff },
  [MOAT_COLOR_FILL] = { 0xffffffff, 0x2e2e34ff, 0xffffffff, 0x000000ff },
  [MOAT_COLOR_STROKE] = { 0x3d3846ff, 0xd0cfccff, 0x000000ff, 0xffffffff },
  [MOAT_COLOR_TEXT] = { 0x1e1e1eff, 0xffffffff, 0x000000ff, 0xffffffff },
  [MOAT_COLOR_TEXT_DIM] = { 0x5e5c64ff, 0xb5b3baff, 0x000000ff, 0xffffffff },
  [MOAT_COLOR_TEXT_ON_STROKE] = { 0xffffffff, 0x1e1e1eff, 0xffffffff, 0x000000ff },
  [MOAT_COLOR_CHIP] = { 0xffffffff, 0x2e2e32ff, 0xffffffff, 0x000000ff },
  [MOAT_COLOR_CHIP_EDGE] = { 0xd5d5d5ff, 0x4e4e54ff, 0x000000ff, 0xffffffff },
  [MOAT_COLOR_BOUNDARY] = { 0x7a5aa6ff, 0xc3a6eeff, 0x000000ff, 0xffffffff },
  [MOAT_COLOR_BOUNDARY_TINT] = { 0x7a5aa60d, 0xc3a6ee10, 0x00000000, 0x00000000 },
  [MOAT_COLOR_ACCENT] = { 0x1c71d8ff, 0x78aeedff, 0x0b4296ff, 0x99c8ffff },
  [MOAT_COLOR_TEXT_ON_ACCENT] = { 0xffffffff, 0x1e1e1eff, 0xffffffff, 0x000000ff },
  [MOAT_COLOR_HALO] = { 0xd6e6fbff, 0x24406bff, 0xc9dcf7ff, 0x1d3c66ff },
  [MOAT_COLOR_NOTE] = { 0xfdf6d3ff, 0x3b3723ff, 0xffffffff, 0x000000ff },
  [MOAT_COLOR_NOTE_EDGE] = { 0x8f7a1eff, 0xb8a24aff, 0x000000ff, 0xffffffff },
  [MOAT_COLOR_OPEN] = { 0xa51d2dff, 0xff9f9fff, 0x000000ff, 0xffffffff },
  [MOAT_COLOR_OPEN_PAPER] = { 0xfbdcdcff, 0x5a1f24ff, 0xffffffff, 0x000000ff },
  [MOAT_COLOR_DECIDED] = { 0x26653aff, 0x8ff0a4ff, 0x000000ff, 0xffffffff },
  [MOAT_COLOR_DECIDED_PAPER] = { 0xdaf0ddff, 0x1e4028ff, 0xffffffff, 0x000000ff },
  [MOAT_COLOR_PUBLIC] = { 0x26653aff, 0x8ff0a4ff, 0x000000ff, 0xffffffff },
  [MOAT_COLOR_PUBLIC_PAPER] = { 0xdaf0ddff, 0x1e4028ff, 0xffffffff, 0x000000ff },
  [MOAT_COLOR_SENSITIVE] = { 0x9a5200ff, 0xffbe6fff, 0x000000ff, 0xffffffff },
  [MOAT_COLOR_SENSITIVE_PAPER] = { 0xfdebd0ff, 0x4a3212ff, 0xffffffff, 0x000000ff },
  [MOAT_COLOR_SECRET] = { 0xa51d2dff, 0xff9f9fff, 0x000000ff, 0xffffffff },
  [MOAT_COLOR_SECRET_PAPER] = { 0xfbdcdcff, 0x5a1f24ff, 0xffffffff, 0x000000ff },
};

#define TEXT_RATIO 4.5
#define LINE_RATIO 3.0

/* Of a colour that stands for a role; its green says which. */
#define ROLE_RED  254
#define ROLE_BLUE 127

/* The edge of a chip and the grid are decoration: nothing is lost without them. */
static const MoatColorPair pairs[] = {
  { MOAT_COLOR_TEXT, MOAT_COLOR_FILL, TEXT_RATIO },
  { MOAT_COLOR_TEXT, MOAT_COLOR_CHIP, TEXT_RATIO },
  { MOAT_COLOR_TEXT, MOAT_COLOR_CANVAS, TEXT_RATIO },
  { MOAT_COLOR_TEXT, MOAT_COLOR_NOTE, TEXT_RATIO },
  { MOAT_COLOR_TEXT_DIM, MOAT_COLOR_FILL, TEXT_RATIO },
  { MOAT_COLOR_TEXT_DIM, MOAT_COLOR_CANVAS, TEXT_RATIO },
  { MOAT_COLOR_TEXT_ON_STROKE, MOAT_COLOR_STROKE, TEXT_RATIO },
  { MOAT_COLOR_TEXT_ON_ACCENT, MOAT_COLOR_ACCENT, TEXT_RATIO },
  { MOAT_COLOR_BOUNDARY, MOAT_COLOR_CHIP, TEXT_RATIO },
  { MOAT_COLOR_OPEN, MOAT_COLOR_OPEN_PAPER, TEXT_RATIO },
  { MOAT_COLOR_DECIDED, MOAT_COLOR_DECIDED_PAPER, TEXT_RATIO },
  { MOAT_COLOR_PUBLIC, MOAT_COLOR_PUBLIC_PAPER, TEXT_RATIO },
  { MOAT_COLOR_SENSITIVE, MOAT_COLOR_SENSITIVE_PAPER, TEXT_RATIO },
  { MOAT_COLOR_SECRET, MOAT_COLOR_SECRET_PAPER, TEXT_RATIO },
  { MOAT_COLOR_STROKE, MOAT_COLOR_CANVAS, LINE_RATIO },
  { MOAT_COLOR_STROKE, MOAT_COLOR_FILL, LINE_RATIO },
  { MOAT_COLOR_BOUNDARY, MOAT_COLOR_CANVAS, LINE_RATIO },
  { MOAT_COLOR_ACCENT, MOAT_COLOR_CANVAS, LINE_RATIO },
  { MOAT_COLOR_ACCENT, MOAT_COLOR_FILL, LINE_RATIO },
  { MOAT_COLOR_ACCENT, MOAT_COLOR_HALO, LINE_RATIO },
  { MOAT_COLOR_NOTE_EDGE, MOAT_COLOR_CANVAS, LINE_RATIO },
};

static MoatColor
color_from_hex (guint32 hex)
{
  return (MoatColor){
    ((hex >> 24) & 0xff) / 255.0,
    ((hex >> 16) & 0xff) / 255.0,
    ((hex >> 8) & 0xff) / 255.0,
    (hex & 0xff) / 255.0,
  };
}

static MoatColor
color_mix (const MoatColor *a, const MoatColor *b, double share_of_b)
{
  return (MoatColor){
    a->red + (b->red - a->red) * share_of_b,
    a->green + (b->green - a->green) * share_of_b,
    a->blue + (b->blue - a->blue) * share_of_b,
    1,
  };
}

/* One channel made linear, as WCAG 2.1 defines it. */
static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (const MoatColor *color)
{
  return 0.2126 * linear (color->red) + 0.7152 * linear (color->green) + 0.0722 * linear (color->blue);
}

double
moat_color_get_contrast (const MoatColor *ink, const MoatColor *paper)
{
  MoatColor laid = color_mix (paper, ink, ink->alpha);
  double a = luminance (&laid);
  double b = luminance (paper);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

const MoatColorPair *
moat_theme_get_pairs (guint *n_pairs)
{
  *n_pairs = G_N_ELEMENTS (pairs);
  return pairs;
}

/* The system's accent, and the halo that goes with it, seen well on this canvas, whatever it is. */
static void
set_accent (MoatTheme *theme, const MoatColor *accent)
{
  const MoatColor black = { 0, 0, 0, 1 };
  const MoatColor white = { 1, 1, 1, 1 };
  const MoatColor *canvas = &theme->colors[MOAT_COLOR_CANVAS];
  const MoatColor *away = luminance (canvas) > 0.5 ? &black : &white;
  MoatColor seen = { accent->red, accent->green, accent->blue, 1 };
  MoatColor halo = color_mix (canvas, &seen, 0.18);
  gboolean is_light;

  for (guint i = 0; i < 40; i++)
    {
      halo = color_mix (canvas, &seen, 0.18);
      if (moat_color_get_contrast (&seen, &halo) >= LINE_RATIO
          && moat_color_get_contrast (&seen, &theme->colors[MOAT_COLOR_FILL]) >= LINE_RATIO)
        break;
      seen = color_mix (&seen, away, 0.1);
    }

  is_light = moat_color_get_contrast (&white, &seen) < moat_color_get_contrast (&black, &seen);
  theme->colors[MOAT_COLOR_ACCENT] = seen;
  theme->colors[MOAT_COLOR_TEXT_ON_ACCENT] = is_light ? black : white;
  theme->colors[MOAT_COLOR_HALO] = halo;
}

MoatTheme *
moat_theme_new (MoatScheme scheme, const MoatColor *accent, const char *family, double text_scale)
{
  gboolean is_contrast = scheme == MOAT_SCHEME_LIGHT_CONTRAST || scheme == MOAT_SCHEME_DARK_CONTRAST;
  MoatTheme *theme = g_atomic_rc_box_new0 (MoatTheme);

  g_assert (scheme < MOAT_N_SCHEMES);

  theme->scheme = scheme;
  for (guint i = 0; i < MOAT_N_COLORS; i++)
    theme->colors[i] = color_from_hex (palette[i][scheme]);
  if (accent != NULL)
    set_accent (theme, accent);

  theme->line = is_contrast ? 3 : 1.8;
  theme->line_selected = is_contrast ? 4.5 : 2.6;
  theme->line_boundary = is_contrast ? 3 : 2;
  theme->line_chip = is_contrast ? 2 : 1.4;
  theme->chips_have_edges = is_contrast;
  theme->family = g_strdup (family != NULL ? family : MOAT_THEME_DEFAULT_FAMILY);
  theme->text_scale = CLAMP (text_scale, 0.5, 3);
  return theme;
}

MoatTheme *
moat_theme_new_for_room (const MoatTheme *theme, double lines)
{
  MoatTheme *copy = g_atomic_rc_box_new0 (MoatTheme);

  *copy = *theme;
  copy->family = g_strdup (theme->family);
  copy->text_scale = 1;
  copy->line *= lines;
  copy->line_selected *= lines;
  copy->line_boundary *= lines;
  return copy;
}

static const char *const role_names[MOAT_N_COLORS] = {
  [MOAT_COLOR_CANVAS] = "canvas",
  [MOAT_COLOR_GRID] = "grid",
  [MOAT_COLOR_FILL] = "fill",
  [MOAT_COLOR_STROKE] = "stroke",
  [MOAT_COLOR_TEXT] = "text",
  [MOAT_COLOR_TEXT_DIM] = "text-dim",
  [MOAT_COLOR_TEXT_ON_STROKE] = "text-on-stroke",
  [MOAT_COLOR_CHIP] = "chip",
  [MOAT_COLOR_CHIP_EDGE] = "chip-edge",
  [MOAT_COLOR_BOUNDARY] = "boundary",
  [MOAT_COLOR_BOUNDARY_TINT] = "boundary-tint",
  [MOAT_COLOR_ACCENT] = "accent",
  [MOAT_COLOR_TEXT_ON_ACCENT] = "text-on-accent",
  [MOAT_COLOR_HALO] = "halo",
  [MOAT_COLOR_NOTE] = "note",
  [MOAT_COLOR_NOTE_EDGE] = "note-edge",
  [MOAT_COLOR_OPEN] = "open",
  [MOAT_COLOR_OPEN_PAPER] = "open-paper",
  [MOAT_COLOR_DECIDED] = "decided",
  [MOAT_COLOR_DECIDED_PAPER] = "decided-paper",
  [MOAT_COLOR_PUBLIC] = "public",
  [MOAT_COLOR_PUBLIC_PAPER] = "public-paper",
  [MOAT_COLOR_SENSITIVE] = "sensitive",
  [MOAT_COLOR_SENSITIVE_PAPER] = "sensitive-paper",
  [MOAT_COLOR_SECRET] = "secret",
  [MOAT_COLOR_SECRET_PAPER] = "secret-paper",
};

MoatTheme *
moat_theme_new_of_roles (void)
{
  MoatTheme *theme = moat_theme_new (MOAT_SCHEME_LIGHT, NULL, NULL, 1);

  for (guint i = 0; i < MOAT_N_COLORS; i++)
    {
      MoatColor *color = &theme->colors[i];

      *color = (MoatColor){ ROLE_RED / 255.0, (i + 1) / 255.0, ROLE_BLUE / 255.0, color->alpha };
    }

  return theme;
}

gboolean
moat_theme_find_role (guint red, guint green, guint blue, MoatColorRole *role)
{
  if (red != ROLE_RED || blue != ROLE_BLUE || green < 1 || green > MOAT_N_COLORS)
    return FALSE;

  *role = green - 1;
  return TRUE;
}

const char *
moat_theme_get_role_name (MoatColorRole role)
{
  g_return_val_if_fail (role < MOAT_N_COLORS, NULL);

  return role_names[role];
}

MoatTheme *
moat_theme_ref (MoatTheme *theme)
{
  return g_atomic_rc_box_acquire (theme);
}

static void
theme_clear (gpointer data)
{
  MoatTheme *theme = data;

  g_free (theme->family);
}

void
moat_theme_unref (MoatTheme *theme)
{
  g_atomic_rc_box_release_full (theme, theme_clear);
}

void
moat_theme_set_source (const MoatTheme *theme, cairo_t *cr, MoatColorRole role)
{
  const MoatColor *color = &theme->colors[role];

  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
}
