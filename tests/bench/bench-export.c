/* How long moat-cli export takes to write SECURITY.md of a model with 1,000
 * moves: the whole process, as a pipeline runs it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "bench.h"
#include "moat-test.h"
#include "native.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#define N_FLOWS   200
#define N_THREATS 1000
#define N_RUNS    15

static MoatDocument *
make_document (void)
{
  MoatDocument *document = moat_test_document (N_FLOWS + 1);

  moat_document_begin (document, "Moves");
  for (guint i = 0; i < N_THREATS; i++)
    {
      g_autofree char *flow = g_strdup_printf ("f%u", i % N_FLOWS);
      MoatRecord *threat = moat_edit_add_threat (document, flow,
                                                 "Change the id to reach another user's record");
      MoatRecord *decision = moat_edit_add_decision (document, moat_record_get_id (threat),
                                                     "Look the record up by the signed-in user");

      moat_edit_add_verification (document, moat_record_get_id (decision),
                                  "Integration test with two accounts");
    }
  moat_document_commit (document);

  return document;
}

static void
run (gpointer arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("moat-bench-XXXXXX", NULL);
  g_autofree char *model = g_build_filename (folder, "model.moat", NULL);
  g_autofree char *output = g_build_filename (folder, "SECURITY.md", NULL);
  g_autoptr (MoatDocument) document = make_document ();
  g_autoptr (GBytes) bytes = moat_native_write (document);
  const char *export[] = { argv[1], "export", model, "-o", output, NULL };
  const char *nothing[] = { argv[1], "--version", NULL };

  g_assert_cmpint (argc, ==, 2);
  g_assert_true (g_file_set_contents (model, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  /* Into a file that is not there, then into its region. */
  bench_print ("moat-cli does nothing", bench_measure (N_RUNS, run, nothing), "ms", "none");
  bench_print ("moat-cli export to SECURITY.md, 1,000 moves", bench_measure (N_RUNS, run, export), "ms",
               "50");

  g_unlink (model);
  g_unlink (output);
  g_rmdir (folder);

  return 0;
}
