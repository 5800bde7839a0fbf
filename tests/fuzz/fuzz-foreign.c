/* For libFuzzer: whatever the bytes, each format that takes them for its own
 * gives an error or a model whose file reads back the same. Built as
 * fuzz-native.c is.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "formats.h"
#include "native.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
try_format (const MoatFormat *format, GBytes *bytes)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) document = format->read (bytes, &(MoatImportOptions){ .base_name = "fuzz" },
                                                    report, &error);
  g_autoptr (MoatDocument) again = NULL;
  g_autoptr (GBytes) once = NULL;
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (GBytes) back = NULL;

  g_assert_true ((document == NULL) == (error != NULL));
  if (document == NULL)
    return;
  once = moat_native_write (document);
  again = moat_native_read (once, MOAT_NATIVE_WHOLE, NULL, &error);
  g_assert_no_error (error);
  twice = moat_native_write (again);
  g_assert_true (g_bytes_equal (once, twice));
  if (format->write != NULL)
    back = format->write (document, &(MoatExportOptions){ 0 }, NULL, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  for (const MoatFormat *const *format = moat_formats_get_all (); *format != NULL; format++)
    if ((*format)->read != NULL && *format != &moat_native_format && size > 0
        && (*format)->sniff ((const char *) data, size) > 0)
      try_format (*format, bytes);
  return 0;
}
