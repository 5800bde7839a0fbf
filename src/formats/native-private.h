/* What the parts of the native file's reader and writer share. Only native-*.c
 * and carried.c include it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "json.h"
#include "native.h"

G_BEGIN_DECLS

/* All borrowed. */
typedef struct
{
  MoatDocument *document;
  MoatJsonPlaces *places; /* NULL: not known */
  MoatReport *report;
  /* The record being read, for messages: its kind, where it is in its array (-1: the model), its id. */
  const MoatKindInfo *info;
  gssize index;
  const char *id;
} MoatNativeReader;

/* Set an error, or add to the report, a sentence led by the line and the record being read. */
void
moat_native_fail (const MoatNativeReader *self, GError **error, MoatFormatError code, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
void moat_native_report (const MoatNativeReader *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

gboolean moat_native_is_string (JsonNode *node);

/* Reads one field's value to @value, its place in a state. Words of an enum or of flags that this version
 * does not know are passed over.
 */
gboolean moat_native_read_value (MoatNativeReader *self,
                                 const MoatField *field,
                                 JsonNode *node,
                                 gpointer value,
                                 GError **error);
/* One field's value as JSON text. */
void moat_native_append_value (GString *text, const MoatField *field, const MoatState *state);

G_END_DECLS
