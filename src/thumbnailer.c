/* moat-thumbnailer: a picture of a model for file managers, which call it by
 * data/moat.thumbnailer in a sandbox without network. It opens the one file,
 * writes the other, and bounds its own time and memory besides.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "files.h"
#include "thumbnail.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <sys/resource.h>

/* For files that are not what they seem: the largest example takes 0.1 seconds and 17 MB. */
#define MAX_SECONDS 20
#define MAX_BYTES   (1024 * 1024 * 1024L)

#define DEFAULT_SIDE 256
#define MIN_SIDE     16

static int
fail (const char *message)
{
  fprintf (stderr, "moat-thumbnailer: %s\n", message);
  return 2;
}

/* Where the system refuses, the file manager's own bounds are left. */
static void
bound (int resource, rlim_t most)
{
  struct rlimit limit;

  if (getrlimit (resource, &limit) != 0 || limit.rlim_cur <= most)
    return;
  limit.rlim_cur = most;
  setrlimit (resource, &limit);
}

static int
draw (const char *in, const char *out, int side)
{
  /* Diagrams are wide. File managers draw pictures in light frames in every style. */
  const MoatThumbnailLook look = { side, MAX (side * 3 / 4, MIN_SIDE), MOAT_SCHEME_LIGHT };
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatThumbnail) thumbnail = moat_thumbnail_new_for_path (in, &look, NULL, &error);

  if (thumbnail == NULL)
    return fail (error->message);
  if (thumbnail->png == NULL)
    return fail (_ ("Nothing is drawn in this model yet."));

  if (!g_file_set_contents (out, g_bytes_get_data (thumbnail->png, NULL),
                            (gssize) g_bytes_get_size (thumbnail->png), &error))
    return fail (error->message);

  return 0;
}

int
main (int argc, char **argv)
{
  int side = DEFAULT_SIDE;
  const GOptionEntry entries[] = {
    { "size", 's', 0, G_OPTION_ARG_INT, &side, N_ ("The longer side of the picture, in pixels"), "SIZE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("MODEL PICTURE"));
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, MOAT_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  bound (RLIMIT_CPU, MAX_SECONDS);
  bound (RLIMIT_AS, MAX_BYTES);

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return fail (error->message);
  if (argc != 3)
    return fail (_ ("It takes a model, and the PNG picture to write."));

  return draw (argv[1], argv[2], CLAMP (side, MIN_SIDE, MOAT_THUMBNAIL_MAX_SIDE));
}
