/* Models opened lately (see recent.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "recent.h"

#include "places.h"

#define MIME_TYPE   "application/vnd.moat+json"
#define FOLDER_TYPE "inode/directory"
#define APPLICATION "Moat"

static void
recent_free (MoatRecent *recent)
{
  g_clear_object (&recent->file);
  g_free (recent->name);
  g_free (recent->folder);
  g_free (recent);
}

static void
add (GFile *file, const char *mime_type)
{
  static char *groups[] = { NULL };
  g_autofree char *uri = g_file_get_uri (file);
  GtkRecentData data = { .mime_type = (char *) mime_type,
                         .app_name = (char *) APPLICATION,
                         .app_exec = (char *) "moat %u",
                         .groups = groups };

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

void
moat_recent_add (GFile *file)
{
  add (file, MIME_TYPE);
}

void
moat_recent_add_folder (GFile *folder)
{
  add (folder, FOLDER_TYPE);
}

void
moat_recent_forget (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  gtk_recent_manager_remove_item (gtk_recent_manager_get_default (), uri, NULL);
}

static int
compare_visits (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_visited ((GtkRecentInfo *) b),
                              gtk_recent_info_get_visited ((GtkRecentInfo *) a));
}

static MoatRecent *
recent_new (GtkRecentInfo *info)
{
  MoatRecent *recent = g_new0 (MoatRecent, 1);

  recent->file = g_file_new_for_uri (gtk_recent_info_get_uri (info));
  recent->name = g_strdup (gtk_recent_info_get_display_name (info));
  recent->folder = moat_places_describe_folder (recent->file);
  recent->is_folder = g_strcmp0 (gtk_recent_info_get_mime_type (info), FOLDER_TYPE) == 0;

  return recent;
}

static gboolean
is_model_that_is_there (GtkRecentInfo *info)
{
  return g_strcmp0 (gtk_recent_info_get_mime_type (info), FOLDER_TYPE) != 0 && gtk_recent_info_exists (info);
}

static GPtrArray *
list_some (guint limit, gboolean has_all)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) recent_free);
  GList *infos = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());

  infos = g_list_sort (infos, compare_visits);
  for (GList *l = infos; l && list->len < limit; l = l->next)
    if (gtk_recent_info_has_application (l->data, APPLICATION)
        && (has_all || is_model_that_is_there (l->data)))
      g_ptr_array_add (list, recent_new (l->data));

  g_list_free_full (infos, (GDestroyNotify) gtk_recent_info_unref);
  return list;
}

GPtrArray *
moat_recent_list (guint limit)
{
  return list_some (limit, FALSE);
}

GPtrArray *
moat_recent_list_all (guint limit)
{
  return list_some (limit, TRUE);
}
