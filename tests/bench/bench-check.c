/* How many model files a second moat-cli check judges: the whole process, as a
 * pipeline runs it over a folder of repositories.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "bench.h"
#include "moat-test.h"
#include "native.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#define N_FILES    1000
#define N_RUNS     3
#define N_ELEMENTS 6
#define N_MOVES    6

/* About as much as the example of the shipping address says. */
static MoatDocument *
make_document (void)
{
  MoatDocument *document = moat_test_document (N_ELEMENTS);

  moat_document_begin (document, "Moves");
  for (guint i = 0; i < N_MOVES; i++)
    {
      g_autofree char *flow = g_strdup_printf ("f%u", i % (N_ELEMENTS - 1));
      MoatRecord *threat
          = moat_edit_add_threat (document, flow,
                                  "Change the id in the request to reach another user's record");

      for (guint j = 0; j < 2; j++)
        {
          MoatRecord *decision = moat_edit_add_decision (document, moat_record_get_id (threat),
                                                         "Look the record up by the signed-in user");

          moat_edit_add_verification (document, moat_record_get_id (decision),
                                      "Integration test with two accounts");
        }
    }
  moat_document_commit (document);

  return document;
}

/* Findings are expected: only what is no answer at all is a failure. */
static void
run (gpointer arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_cmpint (g_subprocess_get_exit_status (process), <=, 1);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("moat-bench-XXXXXX", NULL);
  g_autoptr (MoatDocument) document = make_document ();
  g_autoptr (GBytes) bytes = moat_native_write (document);
  g_autoptr (GPtrArray) check = g_ptr_array_new_with_free_func (g_free);

  g_assert_cmpint (argc, ==, 2);
  g_ptr_array_add (check, g_strdup (argv[1]));
  g_ptr_array_add (check, g_strdup ("check"));
  for (guint i = 0; i < N_FILES; i++)
    {
      char *path = g_strdup_printf ("%s/%u.moat", folder, i);

      g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                          (gssize) g_bytes_get_size (bytes), NULL));
      g_ptr_array_add (check, path);
    }
  g_ptr_array_add (check, NULL);

  bench_print ("models that moat-cli check judges in a second",
               N_FILES * 1000 / bench_measure (N_RUNS, run, check->pdata), "files", "500 at least");

  for (guint i = 2; i + 1 < check->len; i++)
    g_unlink (g_ptr_array_index (check, i));
  g_rmdir (folder);
  return 0;
}
