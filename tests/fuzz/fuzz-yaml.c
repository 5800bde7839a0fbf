/* For libFuzzer: whatever the bytes, reading them as YAML gives an error or
 * values that, written, read back the same. Built as fuzz-native.c is.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "yaml-read.h"
#include "yaml-write.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = moat_yaml_read (bytes, report, &error);
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (GBytes) once = NULL;

  g_assert_true ((node == NULL) == (error != NULL));
  if (node == NULL)
    return 0;
  once = moat_yaml_write (node, NULL);
  again = moat_yaml_read (once, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (json_node_equal (node, again));
  return 0;
}
