/* Recent models in the desktop's search: GNOME Shell asks over the session bus
 * while one types in its overview, and starts the program for it.
 *
 * Source: the interface org.gnome.Shell.SearchProvider2, version 2.
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MOAT_TYPE_SEARCH_PROVIDER (moat_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (MoatSearchProvider, moat_search_provider, MOAT, SEARCH_PROVIDER, GObject)

/* Signals: "open" (GFile *) when a result was chosen, "launch" when the program itself was. */
MoatSearchProvider *moat_search_provider_new (void);

/* Answers on @connection below @path (the application's) until the provider is no more or unexported.
 * Errors: those of g_dbus_connection_register_object().
 */
gboolean moat_search_provider_export (MoatSearchProvider *self,
                                      GDBusConnection *connection,
                                      const char *path,
                                      GError **error);
void moat_search_provider_unexport (MoatSearchProvider *self);

/* Whether each of @terms, a NULL-ended list, is found in the words of @text: letters as people compare them,
 * without case and accents, from the beginning of a word.
 */
gboolean moat_search_provider_matches (const char *text, const char *const *terms);

G_END_DECLS
