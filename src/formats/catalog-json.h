/* Reading files of the catalogue of attacker moves and decision patterns.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "catalog.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Adds what @bytes hold to @catalog, which is not sealed yet; entries that are there already are replaced.
 * With any mistake in it nothing is added: FALSE, and the error has @name, the line and what to do. @name is
 * kept as the origin of the entries. The format is documented in the user help.
 */
gboolean moat_catalog_json_read (MoatCatalog *catalog, GBytes *bytes, const char *name, GError **error);

G_END_DECLS
