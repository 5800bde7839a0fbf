/* The drawing's theme from the desktop's style (see widget-theme.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "widget-theme.h"

/* What GTK counts text sizes in: 96 dots an inch is 100 %. */
#define BASE_DPI (96.0 * 1024.0)

/* Light text stands on dark ground. Reading the colour that the style gives to text works with every way to
 * ask for a dark style: the application's, the desktop's, and a theme that is dark by itself.
 */
static gboolean
is_dark (GtkStyleContext *context)
{
  GdkRGBA color;

  gtk_style_context_get_color (context, &color);
  return 0.2126 * color.red + 0.7152 * color.green + 0.0722 * color.blue > 0.5;
}

static gboolean
find_accent (GtkStyleContext *context, MoatColor *accent)
{
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (context, "accent_color", &color)
      && !gtk_style_context_lookup_color (context, "theme_selected_bg_color", &color))
    return FALSE;
  *accent = (MoatColor){ color.red, color.green, color.blue, 1 };
  return TRUE;
}

static char *
dup_family (GtkSettings *settings)
{
  g_autofree char *name = NULL;
  g_autoptr (PangoFontDescription) font = NULL;

  g_object_get (settings, "gtk-font-name", &name, NULL);
  font = pango_font_description_from_string (name != NULL ? name : "");
  return g_strdup (pango_font_description_get_family (font));
}

static double
get_text_scale (GtkSettings *settings)
{
  int dpi = 0;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / BASE_DPI : 1.0;
}

static gboolean
has_high_contrast_theme (GtkSettings *settings)
{
  g_autofree char *name = NULL;

  g_object_get (settings, "gtk-theme-name", &name, NULL);
  return name != NULL && (g_str_has_prefix (name, "HighContrast") || g_str_has_suffix (name, "-hc"));
}

MoatTheme *
moat_widget_theme_new (GtkWidget *widget, gboolean has_high_contrast)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GtkSettings *settings = gtk_widget_get_settings (widget);
  gboolean has_contrast = has_high_contrast || has_high_contrast_theme (settings);
  MoatScheme scheme = is_dark (context) ? (has_contrast ? MOAT_SCHEME_DARK_CONTRAST : MOAT_SCHEME_DARK)
                                        : (has_contrast ? MOAT_SCHEME_LIGHT_CONTRAST : MOAT_SCHEME_LIGHT);
  g_autofree char *family = dup_family (settings);
  MoatColor accent;
  gboolean has_accent = find_accent (context, &accent);

  return moat_theme_new (scheme, has_accent ? &accent : NULL, family, get_text_scale (settings));
}
