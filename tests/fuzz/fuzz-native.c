/* For libFuzzer: whatever the bytes, reading them gives an error or a model
 * whose file reads back the same.
 *
 *   CC=clang meson setup build-fuzz -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false
 *   ninja -C build-fuzz tests/fuzz/fuzz-native
 *   build-fuzz/tests/fuzz/fuzz-native -max_total_time=60 NEW_CORPUS_FOLDER tests/formats
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "native.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) document = moat_native_read (bytes, MOAT_NATIVE_WHOLE, report, &error);
  g_autoptr (MoatDocument) again = NULL;
  g_autoptr (GBytes) once = NULL;
  g_autoptr (GBytes) twice = NULL;

  g_assert_true ((document == NULL) == (error != NULL));
  if (document == NULL)
    return 0;
  once = moat_native_write (document);
  again = moat_native_read (once, MOAT_NATIVE_WHOLE, NULL, &error);
  g_assert_no_error (error);
  twice = moat_native_write (again);
  g_assert_true (g_bytes_equal (once, twice));
  return 0;
}
