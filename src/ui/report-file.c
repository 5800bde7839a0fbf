/* Where the SECURITY.md of a model goes (see report-file.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "report-file.h"

#include "files.h"

#define NAME "SECURITY.md"
#define KEY  "report-paths"

GFile *
moat_report_file_find_repository (GFile *file)
{
  g_autoptr(GFile) folder = g_file_get_parent (file);

  while (folder)
    {
      g_autoptr(GFile) git = g_file_get_child (folder, ".git");
      GFile *parent;

      /* A folder, or in a work tree of its own a file. */
      if (g_file_query_exists (git, NULL))
        return g_steal_pointer (&folder);

      parent = g_file_get_parent (folder);
      g_object_unref (folder);
      folder = parent;
    }

  return NULL;
}

/* What was remembered of a model: an address, "" for declined, or NULL. Owned. */
static char *
recall (GSettings *settings, GFile *model)
{
  g_autoptr(GVariant) paths = g_settings_get_value (settings, KEY);
  g_autofree char *key = g_file_get_uri (model);
  const char *uri;

  return g_variant_lookup (paths, key, "&s", &uri) ? g_strdup (uri) : NULL;
}

static gboolean
is_alone (GFile *model)
{
  g_autofree char *path = g_file_get_path (model);

  return path == NULL || !moat_files_has_siblings (path);
}

GFile *
moat_report_file_find (GSettings *settings, GFile *model)
{
  g_autofree char *uri = NULL;
  g_autoptr(GFile) repository = NULL;
  g_autoptr(GFile) folder = NULL;

  if (!model)
    return NULL;

  uri = recall (settings, model);
  if (uri && *uri)
    return g_file_new_for_uri (uri);
  if (is_alone (model))
    return NULL;

  repository = moat_report_file_find_repository (model);
  if (repository)
    return g_file_get_child (repository, NAME);

  folder = g_file_get_parent (model);
  return g_file_get_child (folder, NAME);
}

gboolean
moat_report_file_is_asked (GSettings *settings, GFile *model)
{
  g_autofree char *uri = model ? recall (settings, model) : NULL;

  return model && !uri && is_alone (model);
}

/* @uri as recall() gives it back. */
static void
remember (GSettings *settings, GFile *model, const char *uri)
{
  g_autoptr(GVariant) paths = NULL;
  g_autofree char *key = NULL;
  GVariantBuilder builder;

  key = g_file_get_uri (model);
  paths = g_settings_get_value (settings, KEY);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  for (gsize i = 0; i < g_variant_n_children (paths); i++)
    {
      const char *name;
      const char *value;

      g_variant_get_child (paths, i, "{&s&s}", &name, &value);
      if (!g_str_equal (name, key))
        g_variant_builder_add (&builder, "{ss}", name, value);
    }
  g_variant_builder_add (&builder, "{ss}", key, uri);
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

void
moat_report_file_remember (GSettings *settings, GFile *model, GFile *report)
{
  g_autofree char *uri = g_file_get_uri (report);

  if (model)
    remember (settings, model, uri);
}

void
moat_report_file_decline (GSettings *settings, GFile *model)
{
  remember (settings, model, "");
}
