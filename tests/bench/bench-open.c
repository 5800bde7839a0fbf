/* How long a large model takes to open and to save, against json-glib parsing
 * the same bytes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "bench.h"
#include "moat-test.h"
#include "native.h"

#include <json-glib/json-glib.h>

#define N_ELEMENTS 10000
#define N_RUNS     5

static void
parse (gpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gboolean parsed = json_parser_load_from_data (parser, g_bytes_get_data (data, NULL),
                                                g_bytes_get_size (data), NULL);

  g_assert_true (parsed);
}

static void
open_model (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) document G_GNUC_UNUSED = moat_native_read (data, MOAT_NATIVE_WHOLE, NULL, &error);

  g_assert_no_error (error);
}

static void
save_model (gpointer data)
{
  g_autoptr (GBytes) bytes G_GNUC_UNUSED = moat_native_write (data);
}

int
main (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (N_ELEMENTS);
  g_autoptr (GBytes) bytes = moat_native_write (document);
  double parsing = bench_measure (N_RUNS, parse, bytes);
  double opening = bench_measure (N_RUNS, open_model, bytes);

  bench_print ("size of a model with 10,000 elements", g_bytes_get_size (bytes) / 1e6, "MB", "none");
  bench_print ("json-glib parses it", parsing, "ms", "none");
  bench_print ("Moat opens it", opening, "ms", "none");
  bench_print ("Moat opens it, against json-glib", opening / parsing, "times", "3");
  bench_print ("Moat writes it", bench_measure (N_RUNS, save_model, document), "ms", "none");
  return 0;
}
