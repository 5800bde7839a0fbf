/* Models and folders of models opened lately, kept by the desktop like every other program's.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  GFile *file;
  char *name;   /* "shop.moat" */
  char *folder; /* "~/payments/docs", for people */
  gboolean is_folder;
} MoatRecent;

void moat_recent_add (GFile *file);
/* A folder of models. */
void moat_recent_add_folder (GFile *folder);
void moat_recent_forget (GFile *file);
/* Models, the latest first, those that are gone left out; of MoatRecent *. */
GPtrArray *moat_recent_list (guint limit) G_GNUC_WARN_UNUSED_RESULT;
/* The same with folders, and without looking at any disk: some may be gone. */
GPtrArray *moat_recent_list_all (guint limit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
