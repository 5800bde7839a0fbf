/* What the parts of the reader of pytm's JSON share. Only pytm*.c include it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "import.h"
#include "pytm.h"

G_BEGIN_DECLS

/* All borrowed. */
typedef struct
{
  MoatImport *import;
  MoatDocument *document;
  JsonObject *root;
  MoatRecord *use_case;
} MoatPytmReader;

/* The findings of the file, each on what it is about. */
void moat_pytm_read_findings (MoatPytmReader *self);

G_END_DECLS
