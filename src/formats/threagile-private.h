/* What the parts of the reader of Threagile's models share. Only threagile*.c
 * include it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "import.h"
#include "threagile.h"

G_BEGIN_DECLS

/* All borrowed. */
typedef struct
{
  MoatImport *import;
  MoatDocument *document;
  JsonObject *root;
  MoatRecord *use_case;
} MoatThreagileReader;

/* Things are kept in mappings by title; a parsed model has them by id, or in lists, with the title inside. */
typedef void (*MoatThreagileRead) (MoatThreagileReader *self,
                                   const char *title,
                                   JsonObject *object,
                                   gpointer data);
void
moat_threagile_foreach (MoatThreagileReader *self, JsonNode *things, MoatThreagileRead read, gpointer data);
/* The id of @object, else what @title becomes as one; owned. */
char *moat_threagile_dup_id (JsonObject *object, const char *title) G_GNUC_WARN_UNUSED_RESULT;

/* @object's member without the tags that Threagile allows in texts; owned, NULL for none. */
char *moat_threagile_dup_plain (JsonObject *object, const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* Puts what the files in “includes” say beside what @root says. They come from @folder and below only. FALSE
 * with an error when one cannot be had.
 */
gboolean moat_threagile_include (JsonObject *root, const char *folder, MoatReport *report, GError **error);

/* Risks that somebody wrote or Threagile found, and how they are tracked. */
void moat_threagile_read_risks (MoatThreagileReader *self);

G_END_DECLS
