/* How long a large Threat Dragon model takes to come in and to go out, against
 * json-glib parsing the same bytes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "bench.h"
#include "moat-test.h"
#include "threat-dragon.h"

#include <json-glib/json-glib.h>

#define N_ELEMENTS 10000
#define N_RUNS     3

static void
parse (gpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gboolean parsed = json_parser_load_from_data (parser, g_bytes_get_data (data, NULL),
                                                g_bytes_get_size (data), NULL);

  g_assert_true (parsed);
}

static void
import_model (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (MoatDocument) document G_GNUC_UNUSED
             = moat_threat_dragon_format.read (data, &(MoatImportOptions){ 0 }, report, &error);

  g_assert_no_error (error);
}

static void
export_model (gpointer data)
{
  g_autoptr (GBytes) bytes G_GNUC_UNUSED = moat_threat_dragon_format.write (data, &(MoatExportOptions){ 0 },
                                                                            NULL, NULL);
}

int
main (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (N_ELEMENTS);
  g_autoptr (GBytes) bytes = moat_threat_dragon_format.write (document, &(MoatExportOptions){ 0 }, NULL,
                                                              NULL);

  bench_print ("size of a Threat Dragon model with 10,000 elements", g_bytes_get_size (bytes) / 1e6, "MB",
               "none");
  bench_print ("json-glib parses it", bench_measure (N_RUNS, parse, bytes), "ms", "none");
  bench_print ("Moat imports it", bench_measure (N_RUNS, import_model, bytes), "ms", "2000");
  bench_print ("Moat exports it", bench_measure (N_RUNS, export_model, document), "ms", "none");
  return 0;
}
