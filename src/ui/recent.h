/* Models opened lately, kept by the desktop like every other program's.
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
} MoatRecent;

void moat_recent_add (GFile *file);
void moat_recent_forget (GFile *file);
/* The latest first, those that are gone left out; of MoatRecent *. */
GPtrArray *moat_recent_list (guint limit) G_GNUC_WARN_UNUSED_RESULT;
/* Where a file is, as people say it: "~/payments/docs"; "" when nothing sensible can be said. */
char *moat_recent_describe_folder (GFile *file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
