/* What the readers of the parts of a .tm7 share. For tm7*.c alone.
 *
 * Elements are found by their names alone: programs of others that write such
 * files mistake the namespaces.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "import.h"
#include "xml.h"

G_BEGIN_DECLS

#define MOAT_TM7_MODEL    "http://schemas.datacontract.org/2004/07/ThreatModeling.Model"
#define MOAT_TM7_INSTANCE "http://www.w3.org/2001/XMLSchema-instance"

typedef struct
{
  MoatImport *import;
  const MoatXmlNode *root;
  /* Of the template that the file brings: id of a stencil → its name; ids of those that are annotations; id
   * or name of a threat property → its label; id of a category → its name; texts that the template says of a
   * category. All owned. */
  GHashTable *stencils;
  GHashTable *annotations;
  GHashTable *labels;
  GHashTable *categories;
  GHashTable *category_texts;
  /* Machine and user names that were seen and left out. */
  GHashTable *people;
  guint done;
  guint total;
} MoatTm7;

/* What @html says, however often it was escaped. Owned. */
char *moat_tm7_plain_text (const char *html) G_GNUC_WARN_UNUSED_RESULT;
/* The text of a child without HTML and in one paragraph or more; "" for none. Owned. */
char *moat_tm7_dup_text (const MoatXmlNode *node, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* The local part of i:type: "Connector". Owned. */
char *moat_tm7_dup_type (const MoatXmlNode *node) G_GNUC_WARN_UNUSED_RESULT;

/* Each reads its part of the file; FALSE when it was cancelled or is too much. */
void moat_tm7_read_template (MoatTm7 *self);
gboolean moat_tm7_read_drawings (MoatTm7 *self);
gboolean moat_tm7_read_threats (MoatTm7 *self);

G_END_DECLS
