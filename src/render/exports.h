/* All formats that can be written, texts and pictures alike, for whoever
 * exports: the command line and the window.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

/* By its name, or NULL; one that only reads counts as none. */
const MoatFormat *moat_exports_find_by_name (const char *name);
/* By the end of a file's name, or NULL. */
const MoatFormat *moat_exports_find_by_suffix (const char *file_name);
/* Those that write, in the order of their tables. Owned container of borrowed MoatFormat *. */
GPtrArray *moat_exports_list (void) G_GNUC_WARN_UNUSED_RESULT;

/* Writes @document to @path ("-": standard output). What the file holds already is kept where the format does
 * so. The file is left as it was when it cannot be done.
 */
gboolean moat_exports_write_file (const MoatFormat *format,
                                  MoatDocument *document,
                                  const char *path,
                                  const MoatExportOptions *options,
                                  MoatReport *report,
                                  GError **error);

G_END_DECLS
