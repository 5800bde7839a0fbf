/* Words and colours for pages of HTML (see html-parts.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "html-parts.h"

#include "plain-text.h"
#include "svg-text.h"
#include "theme.h"

#include <math.h>

/* ---- Words ---- */

void
moat_html_append_escaped (GString *out, const char *text)
{
  g_autofree char *escaped = moat_svg_text_escape (text != NULL ? text : "");
  g_auto (GStrv) lines = g_strsplit (escaped, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "<br/>\n" : "", lines[i]);
}

void
moat_html_append_label (GString *out, const char *text)
{
  g_autofree char *shown = moat_plain_text_dup_shown (text);

  g_strdelimit (shown, "\n", ' ');
  moat_html_append_escaped (out, shown);
}

void
moat_html_append_words (GString *out, const char *text)
{
  g_autofree char *shown = moat_plain_text_dup_shown (text);
  g_autoptr (GArray) links = moat_plain_text_find_links (shown);
  guint at = 0;

  for (guint i = 0; i < links->len; i++)
    {
      const MoatLinkSpan *span = &g_array_index (links, MoatLinkSpan, i);
      g_autofree char *before = g_strndup (shown + at, span->begin - at);
      g_autofree char *address = g_strndup (shown + span->begin, span->end - span->begin);

      moat_html_append_escaped (out, before);
      g_string_append (out, "<a rel=\"noreferrer\" href=\"");
      moat_html_append_escaped (out, address);
      g_string_append (out, "\">");
      moat_html_append_escaped (out, address);
      g_string_append (out, "</a>");
      at = span->end;
    }
  moat_html_append_escaped (out, shown + at);
}

/* ---- Colours ---- */

static void
append_scheme (GString *out, MoatScheme scheme)
{
  g_autoptr (MoatTheme) theme = moat_theme_new (scheme, NULL, NULL, 1);

  g_string_append (out, ":root {\n");
  for (guint i = 0; i < MOAT_N_COLORS; i++)
    {
      const MoatColor *color = &theme->colors[i];

      if (color->alpha <= 0)
        g_string_append_printf (out, "  --m-%s: transparent;\n", moat_theme_get_role_name (i));
      else
        g_string_append_printf (out, "  --m-%s: #%02x%02x%02x;\n", moat_theme_get_role_name (i),
                                (guint) round (color->red * 255), (guint) round (color->green * 255),
                                (guint) round (color->blue * 255));
    }
  g_string_append (out, "}\n");
}

static void
append_colors (GString *out)
{
  static const struct
  {
    const char *media; /* NULL: always, and on paper */
    MoatScheme scheme;
  } schemes[] = {
    { NULL, MOAT_SCHEME_LIGHT },
    { "(prefers-color-scheme: dark)", MOAT_SCHEME_DARK },
    { "(prefers-contrast: more)", MOAT_SCHEME_LIGHT_CONTRAST },
    { "(prefers-contrast: more) and (prefers-color-scheme: dark)", MOAT_SCHEME_DARK_CONTRAST },
  };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (schemes[i].media != NULL)
        g_string_append_printf (out, "@media screen and %s {\n", schemes[i].media);
      append_scheme (out, schemes[i].scheme);
      if (schemes[i].media != NULL)
        g_string_append (out, "}\n");
    }
}

/* ---- The head ---- */

/* What the policy calls a style or script of this content. */
static char *
dup_digest (const char *content)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autofree char *encoded = NULL;

  g_checksum_update (checksum, (const guchar *) content, -1);
  g_checksum_get_digest (checksum, digest, &length);
  encoded = g_base64_encode (digest, length);
  return g_strdup_printf ("'sha256-%s'", encoded);
}

void
moat_html_append_head (GString *out, const char *title, const char *style, const char *script)
{
  g_autoptr (GString) all = g_string_new ("\n");
  g_autofree char *script_digest = script != NULL ? dup_digest (script) : g_strdup ("'none'");
  g_autofree char *style_digest = NULL;

  append_colors (all);
  g_string_append (all, style);
  style_digest = dup_digest (all->str);

  g_string_append_printf (
      out,
      "<!DOCTYPE html>\n"
      "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" dir=\"ltr\">\n"
      "<head>\n"
      "<meta charset=\"utf-8\"/>\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src %s; "
      "script-src %s; base-uri 'none'; form-action 'none'\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
      "<meta name=\"generator\" content=\"Moat\"/>\n"
      "<title>",
      style_digest, script_digest);
  moat_html_append_label (out, title);
  g_string_append_printf (out, "</title>\n<style>%s</style>\n</head>\n", all->str);
}
