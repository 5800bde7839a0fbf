/* The catalogues that this program has read, shared by its windows: those
 * whose folders hold the same files share one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

#include "catalog.h"

G_BEGIN_DECLS

/* A catalogue, and what was wrong with the files it was read from. Reference counted, never changes. */
typedef struct
{
  MoatCatalog *catalog;
  char **problems; /* sentences with file and line, NULL-terminated */
} MoatCatalogLoad;

MoatCatalogLoad *moat_catalog_load_ref (MoatCatalogLoad *self);
void moat_catalog_load_unref (MoatCatalogLoad *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatCatalogLoad, moat_catalog_load_unref)

#define MOAT_TYPE_CATALOG_STORE (moat_catalog_store_get_type ())
G_DECLARE_FINAL_TYPE (MoatCatalogStore, moat_catalog_store, MOAT, CATALOG_STORE, GObject)

/* The program's one store; a new one where no program runs, as in tests. Owned. */
MoatCatalogStore *moat_catalog_store_dup (void) G_GNUC_WARN_UNUSED_RESULT;

/* Reads what ships and @folders (formats/catalogs.h) in a thread, unless that was done already and nothing
 * there is different now.
 */
void moat_catalog_store_load_async (MoatCatalogStore *self,
                                    const char *const *folders,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* NULL only when it was cancelled. */
MoatCatalogLoad *moat_catalog_store_load_finish (MoatCatalogStore *self, GAsyncResult *result, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
