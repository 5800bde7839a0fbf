/* The files that a Threagile model includes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "threagile-private.h"

#include "files.h"
#include "json-get.h"
#include "yaml-read.h"

#include <glib/gi18n-lib.h>

/* Enough for every asset of a large system in a file of its own. */
#define MAX_FILES 200
/* All of them together. */
#define MAX_BYTES (16 * 1024 * 1024)

/* All borrowed. */
typedef struct
{
  JsonObject *root;
  const char *folder;
  MoatReport *report;
  GHashTable *seen; /* names from the folder on, as a set */
  gsize n_bytes;
} Inclusion;

static gboolean include_all (Inclusion *self, JsonObject *object, const char *within, GError **error);

/* Members of mappings side by side, lists one after the other; of what both say, the first counts. */
static void
merge (Inclusion *self, JsonObject *from, const char *where)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, from);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      JsonNode *own = json_object_get_member (self->root, name);
      JsonObject *into = moat_json_as_object (own);
      JsonArray *list = moat_json_as_array (own);
      JsonObject *members = moat_json_as_object (node);
      JsonObjectIter member_iter;
      const char *member_name;
      JsonNode *member;

      if (own == NULL || JSON_NODE_HOLDS_NULL (own))
        json_object_set_member (self->root, name, json_node_copy (node));
      for (guint i = 0; list != NULL && i < moat_json_len (moat_json_as_array (node)); i++)
        json_array_add_element (list,
                                json_node_copy (json_array_get_element (json_node_get_array (node), i)));
      if (into == NULL || members == NULL)
        continue;
      json_object_iter_init_ordered (&member_iter, members);
      while (json_object_iter_next_ordered (&member_iter, &member_name, &member))
        {
          if (!json_object_has_member (into, member_name))
            json_object_set_member (into, member_name, json_node_copy (member));
          else
            moat_report_add_item (self->report, where, NULL,
                                  _ ("“%s” is in another file as well; that one counts."), member_name);
        }
    }
}

static gboolean
include_file (Inclusion *self, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *folder = g_path_get_dirname (path);

  if (!g_hash_table_add (self->seen, g_strdup (path)))
    return TRUE;
  bytes = moat_files_read_below (self->folder, path, error);
  if (bytes == NULL)
    return FALSE;
  self->n_bytes += g_bytes_get_size (bytes);
  if (g_hash_table_size (self->seen) > MAX_FILES || self->n_bytes > MAX_BYTES)
    {
      g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_TOO_MUCH,
                   _ ("%s: It includes more than %d files or %d MiB. Import parts of it."), path, MAX_FILES,
                   MAX_BYTES / (1024 * 1024));
      return FALSE;
    }
  node = moat_yaml_or_json_read (bytes, self->report, error);
  if (node == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  if (moat_json_as_object (node) == NULL)
    return TRUE;
  merge (self, moat_json_as_object (node), path);
  return include_all (self, moat_json_as_object (node), folder, error);
}

/* Paths are counted from the file that has them: @within, from the first file's folder on. As deep as there
 * are files, each once. */
static gboolean
include_all (Inclusion *self, JsonObject *object, const char *within, GError **error)
{
  JsonArray *includes = moat_json_get_array (object, "includes");
  g_autoptr (JsonArray) names = includes != NULL ? json_array_ref (includes) : json_array_new ();
  guint n_names = json_array_get_length (names);

  for (guint i = 0; i < n_names; i++)
    {
      const char *name = moat_json_text_at (names, i);
      g_autofree char *path = NULL;

      if (name == NULL)
        continue;
      path = g_strcmp0 (within, ".") == 0 || g_path_is_absolute (name)
                 ? g_strdup (name)
                 : g_build_filename (within, name, NULL);
      if (!include_file (self, path, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
moat_threagile_include (JsonObject *root, const char *folder, MoatReport *report, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Inclusion self = { root, folder, report, seen, 0 };

  if (moat_json_len (moat_json_get_array (root, "includes")) == 0)
    return TRUE;
  if (folder == NULL)
    {
      moat_report_add (report,
                       _ ("The model includes other files, which cannot be had here: open its file."));
      return TRUE;
    }
  return include_all (&self, root, ".", error);
}
