/* The catalogues in force: the one that ships, then those of folders of a
 * person and a team, which win over it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "catalog.h"
#include "report.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The folder beside a model that holds its team's own catalogue files. */
#define MOAT_CATALOG_FOLDER "moat-catalog"

/* A sealed catalogue: what ships, then the *.json files of each of @folders in name order, in the order
 * given; a folder that is not there is no mistake. A broken file is told to @report, with its line, and
 * skipped; so is an entry that names a hint or pattern that is not there. @folders may be NULL.
 */
MoatCatalog *moat_catalogs_load (const char *const *folders, MoatReport *report) G_GNUC_WARN_UNUSED_RESULT;

/* What tells one state of these folders' files from another: two that are the same make the same catalogue.
 * Owned; empty when there is no file.
 */
char *moat_catalogs_stamp (const char *const *folders) G_GNUC_WARN_UNUSED_RESULT;

/* The folders for the model at @model_path (NULL: not saved yet): the person's, then the one beside the
 * model. NULL-terminated and owned.
 */
GStrv moat_catalogs_list_folders (const char *model_path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
