/* Whether an installation has all that Moat needs (see self-test.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "self-test.h"

#include "catalogs.h"
#include "document.h"
#include "examples.h"
#include "export.h"
#include "formats.h"
#include "layout.h"
#include "native.h"
#include "surfaces.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

typedef struct
{
  const char *what;
  gboolean (*passes) (GError **error);
} Check;

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, message);
  return FALSE;
}

static gboolean
check_settings (GError **error)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL
                                           ? g_settings_schema_source_lookup (source, MOAT_SETTINGS_ID, TRUE)
                                           : NULL;

  return schema != NULL || fail (error, _ ("The schema of the settings is not installed or not compiled."));
}

static MoatDocument *
load_example (const char *name, GError **error)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GBytes) bytes = moat_examples_find (name, error);

  return bytes != NULL ? moat_formats_load_bytes (bytes, "example.moat", NULL, report, error) : NULL;
}

static gboolean
check_examples (GError **error)
{
  g_auto (GStrv) names = moat_examples_list ();

  for (char **name = names; *name != NULL; name++)
    {
      g_autoptr (MoatDocument) document = load_example (*name, error);

      if (document == NULL)
        return FALSE;
    }

  return names[0] != NULL || fail (error, _ ("There are no examples."));
}

/* What ships, without a team's own folders. */
static gboolean
check_catalog (GError **error)
{
  const char *const folders[] = { NULL };
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (MoatCatalog) catalog G_GNUC_UNUSED = moat_catalogs_load (folders, report);
  g_auto (GStrv) problems = moat_report_dup_lines (report);

  return problems[0] == NULL || fail (error, problems[0]);
}

static gboolean
check_layout (GError **error)
{
  g_autoptr (MoatDocument) document = load_example ("shipping-address", error);
  g_autoptr (MoatLayout) layout = document != NULL ? moat_layout_new_for_all (document, NULL) : NULL;

  return layout != NULL && moat_layout_compute (layout, NULL, error);
}

/* Fonts, libraries and the files that documents are made of are looked at by making each. */
static gboolean
check_exports (GError **error)
{
  static const char *const names[] = { "security-md", "html", "pdf", "svg", "png", "csv", "moat", NULL };
  const MoatExportOptions options = { .base_name = "shipping-address" };
  g_autoptr (MoatDocument) document = load_example ("shipping-address", error);

  for (const char *const *name = names; document != NULL && *name != NULL; name++)
    {
      const MoatFormat *format = moat_export_find_format (*name);
      g_autoptr (MoatReport) report = moat_report_new ();
      g_autoptr (GBytes) bytes = format != NULL ? format->write (document, &options, report, error) : NULL;

      if (bytes == NULL)
        return format != NULL ? FALSE : fail (error, *name);
    }

  return document != NULL;
}

static gboolean
check_fonts (GError **error)
{
  PangoFontFamily **families = NULL;
  int n_families = 0;

  pango_font_map_list_families (pango_cairo_font_map_get_default (), &families, &n_families);
  g_free (families);

  return n_families > 0 || fail (error, _ ("There is no font to write with."));
}

/* Those that come with Moat, which need no theme but a reader of SVG. */
static gboolean
check_icons (GError **error)
{
  GtkIconTheme *theme;

  if (!gtk_init_check ())
    return TRUE;
  theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  gtk_icon_theme_add_resource_path (theme, "/io/github/moat_app/Moat/icons");

  return (gtk_icon_theme_has_icon (theme, "moat-zone-symbolic")
          && gtk_icon_theme_has_icon (theme, "open-menu-symbolic"))
         || fail (error, _ ("The icons are missing; install the Adwaita icon theme."));
}

static gboolean
check_folders (GError **error)
{
  const char *const folders[] = { g_get_user_config_dir (), g_get_user_data_dir (), g_get_user_state_dir (),
                                  g_get_user_cache_dir () };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (folders[i], "moat", NULL);
      g_autofree char *path = g_build_filename (folder, "self-test", NULL);

      g_mkdir_with_parents (folder, 0700);
      if (!g_file_set_contents (path, "", 0, error))
        return FALSE;
      g_unlink (path);
    }

  return TRUE;
}

gboolean
moat_self_test_run (void)
{
  static const Check checks[] = {
    { N_ ("Settings"), check_settings },
    { N_ ("Examples"), check_examples },
    { N_ ("Catalogue of moves and decisions"), check_catalog },
    { N_ ("Layout by Graphviz"), check_layout },
    { N_ ("Fonts"), check_fonts },
    { N_ ("Documents and pictures"), check_exports },
    { N_ ("Icons"), check_icons },
    { N_ ("Folders to write to"), check_folders },
  };
  gboolean is_well = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autoptr (GError) error = NULL;

      if (checks[i].passes (&error))
        g_print ("ok      %s\n", _ (checks[i].what));
      else
        g_print ("FAILED  %s: %s\n", _ (checks[i].what), error->message);
      is_well = is_well && error == NULL;
    }

  return is_well;
}
