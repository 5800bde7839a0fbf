/* Where files are, outside of the sandbox that Moat may run in: as people say it, and as the desktop's
 * dialogs, which run there, can go to it. No widgets.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The folder of @file, "~/payments/docs"; "" when nothing sensible can be said. */
char *moat_places_describe_folder (GFile *file) G_GNUC_WARN_UNUSED_RESULT;
/* @file itself, "~/payments/docs/shop.moat", or as much of it as can be said. */
char *moat_places_describe (GFile *file) G_GNUC_WARN_UNUSED_RESULT;
/* The folder of @file for a dialog to start in. NULL for NULL, and when nobody tells where a file really is
 * that the sandbox was lent: the portal's own folder, which is all that is seen of it, keeps nothing that is
 * saved there. Owned.
 */
GFile *moat_places_find_folder (GFile *file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
