/* The native .moat file: JSON in canonical bytes. The format in words stands at
 * the top of native-write.c; its schema comes from schema.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

#define MOAT_NATIVE_VERSION 1
#define MOAT_NATIVE_MIME    "application/vnd.moat+json"
#define MOAT_NATIVE_SUFFIX  ".moat"

extern const MoatFormat moat_native_format;

/* What saving writes: the same document always gives the same bytes. */
GBytes *moat_native_write (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;
/* The same, with the classes that every model has even where they are as they come. */
GBytes *moat_native_write_all (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;
/* Only @records, for the clipboard and for storage of parts; references may lead out of it. */
GBytes *moat_native_write_records (GPtrArray *records) G_GNUC_WARN_UNUSED_RESULT;

typedef enum
{
  MOAT_NATIVE_WHOLE,
  MOAT_NATIVE_PART, /* references may lead nowhere: moat_document_repair() is not called */
} MoatNativeExtent;

/* A whole new document with nothing to undo, or NULL with an error that gives the line and what to do.
 * @report, when given, receives what was put right.
 */
MoatDocument *moat_native_read (GBytes *bytes, MoatNativeExtent extent, MoatReport *report, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Where each record begins in the text of a model: id → GUINT_TO_POINTER (line from 1); empty for what is no
 * model. Owned.
 */
GHashTable *moat_native_find_lines (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
