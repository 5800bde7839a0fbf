/* What the files of the import floor share: adding (import.c) and giving places
 * (import-place.c).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "import.h"

G_BEGIN_DECLS

/* Where a record is, by the file. */
typedef struct
{
  MoatRect box;       /* from the page's or the parent's corner; sizes may be 0 */
  MoatRecord *parent; /* NULL: the page */
} MoatImportPlace;

struct _MoatImport
{
  const char *format;
  MoatImportOptions options;
  MoatReport *report; /* NULL: nobody asked */
  MoatDocument *document;

  char *scope;            /* NULL: the whole file */
  GHashTable *ids;        /* kind, scope and foreign id → borrowed record */
  GHashTable *assets;     /* name without case → borrowed record */
  GHashTable *kept;       /* borrowed record → JsonObject, until it is finished */
  GHashTable *n_kept;     /* name of a member → how many records keep one */
  GPtrArray *names;       /* those names as they came */
  GHashTable *n_numbered; /* kind and parent → how many records without an id of their own */
  GHashTable *places;     /* borrowed record → MoatImportPlace */
  GHashTable *zone_of;    /* borrowed record → borrowed zone */
  guint n_records;
  guint percent; /* last told */
  gboolean is_cancelled;
};

double moat_import_round (double value);
MoatPoint moat_import_round_point (MoatPoint point);
/* Gives everything its place; the last thing before the end. */
gboolean moat_import_arrange (MoatImport *self, GError **error);

G_END_DECLS
