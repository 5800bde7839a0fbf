/* How long Moat takes from its start to a painted window, and until that stays as
 * it is, and how much memory it has then, against a bare window. Looks at the
 * screen from outside, as a user does: a window is there when its middle is not
 * the root's colour any more. Processor time is what to compare on a machine that
 * does other things too.
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
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define N_ELEMENTS    10000
#define N_RUNS        11
#define POLL_US       1000
#define LOOK_US       4000
#define SETTLED_US    (8 * G_USEC_PER_SEC)
#define GIVE_UP_US    (60 * G_USEC_PER_SEC)
#define QUIET_POLL_US 500000
#define QUIET_CPU_MS  10

/* What is measured in every run, in milliseconds and megabytes. */
typedef enum
{
  SHOWN,          /* to the first paint */
  SHOWN_CPU,      /* the same, of processor time */
  COMPLETE,       /* to the last change of the picture */
  COMPLETE_CPU,   /* the same, of processor time */
  MEMORY,         /* when all is quiet */
  MEMORY_SETTLED, /* when it has been so for long */
  N_FIGURES,
} Figure;

typedef struct
{
  Display *display;
  const char *const *command;
  gboolean settles;
  double runs[N_FIGURES][N_RUNS];
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

/* Milliseconds of processor time that it has used so far, in all threads that it has or had. */
static double
read_cpu (const char *pid)
{
  clockid_t clock;
  struct timespec time;

  g_assert_cmpint (clock_getcpuclockid ((pid_t) g_ascii_strtoll (pid, NULL, 10), &clock), ==, 0);
  g_assert_cmpint (clock_gettime (clock, &time), ==, 0);
  return time.tv_sec * 1000.0 + time.tv_nsec / 1e6;
}

/* A number for what is in the column of pixels in the middle of the screen. */
static guint
hash_column (Display *display)
{
  int height = DisplayHeight (display, DefaultScreen (display));
  XImage *image = XGetImage (display, DefaultRootWindow (display),
                             DisplayWidth (display, DefaultScreen (display)) / 2, 0, 1, height, AllPlanes,
                             ZPixmap);
  guint hash = 5381;

  g_assert_nonnull (image);
  for (int y = 0; y < height; y++)
    hash = hash * 33 + (guint) XGetPixel (image, 0, y);
  XDestroyImage (image);

  return hash;
}

/* Until it has nothing more to do: notes when the picture changed last. */
static void
await_quiet (Subject *subject, guint run, const char *pid, gint64 start)
{
  guint shown = hash_column (subject->display);
  gint64 looked = g_get_monotonic_time ();
  double cpu = read_cpu (pid);
  double cpu_before;

  do
    {
      cpu_before = cpu;
      while (g_get_monotonic_time () - looked < QUIET_POLL_US)
        {
          guint now = hash_column (subject->display);

          if (now != shown)
            {
              subject->runs[COMPLETE][run] = (g_get_monotonic_time () - start) / 1000.0;
              subject->runs[COMPLETE_CPU][run] = read_cpu (pid);
            }
          shown = now;
          g_usleep (LOOK_US);
        }
      looked = g_get_monotonic_time ();
      cpu = read_cpu (pid);
    }
  while (cpu > cpu_before + QUIET_CPU_MS);
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
run_once (Subject *subject, guint run)
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
  subject->runs[SHOWN_CPU][run] = read_cpu (pid);
  subject->runs[SHOWN][run] = (g_get_monotonic_time () - start) / 1000.0;
  subject->runs[COMPLETE][run] = subject->runs[SHOWN][run];
  subject->runs[COMPLETE_CPU][run] = subject->runs[SHOWN_CPU][run];
  await_quiet (subject, run, pid, start);
  subject->runs[MEMORY][run] = read_memory (pid);
  if (subject->settles && run == 0)
    g_usleep (SETTLED_US);
  subject->runs[MEMORY_SETTLED][run] = read_memory (pid);

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
      run_once (&subjects[j], i);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *x = a;
  const double *y = b;

  return (*x > *y) - (*x < *y);
}

/* The one in the middle of the runs. */
static double
median (const Subject *subject, Figure figure)
{
  double sorted[N_RUNS];

  memcpy (sorted, subject->runs[figure], sizeof sorted);
  qsort (sorted, N_RUNS, sizeof *sorted, compare);
  return sorted[N_RUNS / 2];
}

static void
print_spread (const char *what, const Subject *subject, Figure figure)
{
  double sorted[N_RUNS];

  memcpy (sorted, subject->runs[figure], sizeof sorted);
  qsort (sorted, N_RUNS, sizeof *sorted, compare);
  g_print ("%-60s %.0f ms, %.0f to %.0f\n", what, median (subject, figure), sorted[0], sorted[N_RUNS - 1]);
}

/* Both as often as the bare window takes. */
static void
print_times (const char *what, const Subject *subject, const Subject *bare)
{
  g_autofree char *of_cpu = g_strconcat (what, ", of processor time", NULL);
  g_autofree char *until = g_strconcat (what, ", until complete, of it", NULL);

  print_spread (what, subject, SHOWN);
  print_spread (of_cpu, subject, SHOWN_CPU);
  print_spread (until, subject, COMPLETE_CPU);
  bench_print (what, median (subject, SHOWN) / median (bare, SHOWN), "times", "1.3");
  bench_print (of_cpu, median (subject, SHOWN_CPU) / median (bare, SHOWN_CPU), "times", "1.3");
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
    { display, bare },
    { display, empty },
    { display, example },
    { display, many, TRUE },
  };

  g_assert_cmpint (argc, ==, 4);
  g_assert_nonnull (display);
  run_all (subjects, G_N_ELEMENTS (subjects));

  print_spread ("a bare window is shown", &subjects[0], SHOWN);
  print_spread ("a bare window, of processor time", &subjects[0], SHOWN_CPU);
  print_times ("the choice of models", &subjects[1], &subjects[0]);
  print_times ("an example", &subjects[2], &subjects[0]);
  print_times ("10,000 elements", &subjects[3], &subjects[0]);
  bench_print ("memory of a bare window", median (&subjects[0], MEMORY), "MB", "none");
  bench_print ("memory beyond, with an example",
               median (&subjects[2], MEMORY) - median (&subjects[0], MEMORY), "MB", "30");
  bench_print ("memory beyond, with 10,000 elements",
               median (&subjects[3], MEMORY) - median (&subjects[0], MEMORY), "MB", "120");
  bench_print ("memory beyond, with 10,000 elements, a while later",
               subjects[3].runs[MEMORY_SETTLED][0] - median (&subjects[0], MEMORY), "MB", "120");

  XCloseDisplay (display);
  g_unlink (large);
  g_rmdir (folder);

  return 0;
}
