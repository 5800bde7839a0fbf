/* How long Moat takes from its start to a painted window, and how much memory it
 * has then, against a bare window. Looks at the screen from outside, as a user
 * does: a window is there when its middle is not the root's colour any more.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "bench.h"
#include "moat-test.h"
#include "native.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define N_ELEMENTS    10000
#define N_RUNS        5
#define POLL_US       1000
#define GIVE_UP_US    (60 * G_USEC_PER_SEC)
#define QUIET_POLL_US 250000

typedef struct
{
  Display *display;
  const char *const *command;
  double shown;  /* milliseconds to the first paint: the best of the runs */
  double memory; /* megabytes when all is quiet: the least of the runs */
} Subject;

static gulong
get_middle (Display *display)
{
  Window root = DefaultRootWindow (display);
  int x = DisplayWidth (display, DefaultScreen (display)) / 2;
  int y = DisplayHeight (display, DefaultScreen (display)) / 2;
  XImage *image = XGetImage (display, root, x, y, 1, 1, AllPlanes, ZPixmap);
  gulong pixel = image != NULL ? XGetPixel (image, 0, 0) : 0;

  if (image != NULL)
    XDestroyImage (image);
  return pixel;
}

/* Waits until the middle of the screen is, or is not, @pixel. */
static void
await_middle (Display *display, gulong pixel, gboolean is_equal)
{
  gint64 start = g_get_monotonic_time ();

  while ((get_middle (display) == pixel) != is_equal)
    {
      g_assert_cmpint (g_get_monotonic_time () - start, <, GIVE_UP_US);
      g_usleep (POLL_US);
    }
}

/* Field number @index, from 0, of what stands behind the name of the program in /proc/PID/stat. */
static guint64
read_stat (const char *pid, guint index)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "stat", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) fields = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  fields = g_strsplit (strrchr (text, ')') + 2, " ", -1);
  return g_ascii_strtoull (fields[index], NULL, 10);
}

/* User and system time, fields 14 and 15 of proc(5). */
static guint64
read_ticks (const char *pid)
{
  return read_stat (pid, 11) + read_stat (pid, 12);
}

/* Until it has nothing more to do. */
static void
await_quiet (const char *pid)
{
  guint64 before;

  do
    {
      before = read_ticks (pid);
      g_usleep (QUIET_POLL_US);
    }
  while (read_ticks (pid) > before + 1);
}

/* Megabytes that are its own: anonymous memory, in use (proc(5), RssAnon). */
static double
read_memory (const char *pid)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "status", NULL);
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  line = strstr (text, "RssAnon:");
  g_assert_nonnull (line);
  return g_ascii_strtoull (line + strlen ("RssAnon:") + strspn (line + strlen ("RssAnon:"), " \t"), NULL, 10)
         / 1000.0;
}

static void
run_once (Subject *subject)
{
  gulong background = get_middle (subject->display);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (subject->command, G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                                       &error);
  g_autofree char *pid = NULL;

  g_assert_no_error (error);
  pid = g_strdup (g_subprocess_get_identifier (process));
  await_middle (subject->display, background, FALSE);
  subject->shown = MIN (subject->shown, (g_get_monotonic_time () - start) / 1000.0);
  await_quiet (pid);
  subject->memory = MIN (subject->memory, read_memory (pid));

  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  await_middle (subject->display, background, TRUE);
}

/* In turns, so that what else the machine does falls on all of them. */
static void
run_all (Subject *subjects, gsize n_subjects)
{
  for (guint i = 0; i < N_RUNS; i++)
    for (gsize j = 0; j < n_subjects; j++)
      run_once (&subjects[j]);
}

static char *
write_large_model (const char *folder)
{
  g_autoptr (MoatDocument) document = moat_test_document (N_ELEMENTS);
  g_autoptr (GBytes) bytes = moat_native_write (document);
  char *path = g_build_filename (folder, "large.moat", NULL);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  return path;
}

/* Arguments: the bare window's program, Moat's, and an example model. */
int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("moat-bench-XXXXXX", NULL);
  g_autofree char *large = write_large_model (folder);
  Display *display = XOpenDisplay (NULL);
  const char *const bare[] = { argv[1], NULL };
  const char *const empty[] = { argv[2], NULL };
  const char *const example[] = { argv[2], argv[3], NULL };
  const char *const many[] = { argv[2], large, NULL };
  Subject subjects[] = {
    { display, bare, G_MAXDOUBLE, G_MAXDOUBLE },
    { display, empty, G_MAXDOUBLE, G_MAXDOUBLE },
    { display, example, G_MAXDOUBLE, G_MAXDOUBLE },
    { display, many, G_MAXDOUBLE, G_MAXDOUBLE },
  };

  g_assert_cmpint (argc, ==, 4);
  g_assert_nonnull (display);
  run_all (subjects, G_N_ELEMENTS (subjects));

  bench_print ("a bare window is shown", subjects[0].shown, "ms", "none");
  bench_print ("Moat's window, with the choice of models", subjects[1].shown / subjects[0].shown, "times",
               "1.3");
  bench_print ("Moat's window, with an example", subjects[2].shown / subjects[0].shown, "times", "1.3");
  bench_print ("Moat's window, while it reads 10,000 elements", subjects[3].shown / subjects[0].shown,
               "times", "1.3");
  bench_print ("memory of a bare window", subjects[0].memory, "MB", "none");
  bench_print ("Moat's memory beyond, with an example", subjects[2].memory - subjects[0].memory, "MB", "30");
  bench_print ("Moat's memory beyond, with 10,000 elements", subjects[3].memory - subjects[0].memory, "MB",
               "120");

  XCloseDisplay (display);
  g_unlink (large);
  g_rmdir (folder);

  return 0;
}
