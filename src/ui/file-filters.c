/* What file choosers offer, made from the table of formats.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "file-filters.h"

#include "native.h"

#include <glib/gi18n-lib.h>

/* GTK matches suffixes whatever the case of their letters, and patterns as they are. */
static void
add_suffixes (GtkFileFilter *filter, const MoatFormat *format)
{
  for (const char *const *suffix = format->suffixes; *suffix != NULL; suffix++)
    if ((*suffix)[0] == '.')
      gtk_file_filter_add_suffix (filter, *suffix + 1);
    else
      {
        g_autofree char *pattern = g_strconcat ("*", *suffix, NULL);

        gtk_file_filter_add_pattern (filter, pattern);
      }
}

static GtkFileFilter *
append_filter (GListStore *filters, const char *name)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  g_list_store_append (filters, filter);
  return filter;
}

static void
append_format (GListStore *filters, const MoatFormat *format)
{
  add_suffixes (append_filter (filters, _ (format->label)), format);
}

static GListModel *
list_readable (const char *all, gboolean has_native)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  GtkFileFilter *any = append_filter (filters, all);

  if (has_native)
    append_format (filters, &moat_native_format);
  for (const MoatFormat *const *format = moat_formats_get_all (); *format != NULL; format++)
    if ((*format)->read != NULL && (has_native || *format != &moat_native_format))
      {
        add_suffixes (any, *format);
        if (*format != &moat_native_format)
          append_format (filters, *format);
      }
  gtk_file_filter_add_pattern (append_filter (filters, _ ("All files")), "*");

  return G_LIST_MODEL (filters);
}

GListModel *
moat_file_filters_for_opening (void)
{
  return list_readable (_ ("All models"), TRUE);
}

GListModel *
moat_file_filters_for_importing (void)
{
  return list_readable (_ ("Models of other tools"), FALSE);
}

GListModel *
moat_file_filters_for_saving (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  append_format (filters, &moat_native_format);
  gtk_file_filter_add_pattern (append_filter (filters, _ ("All files")), "*");

  return G_LIST_MODEL (filters);
}
