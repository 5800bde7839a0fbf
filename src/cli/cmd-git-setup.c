/* moat-cli git-setup: makes git merge models, and show what changed in them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "cli.h"
#include "files.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define BEGIN_LINE "# moat: begin"
#define END_LINE   "# moat: end"

/* What the attributes say of models, between two marks by which it is found again. The first mark also says
 * whether the text before it had a line end of its own, or was an empty file, so that taking it out gives
 * back the same bytes.
 */
#define BARE_LINE  BEGIN_LINE ", behind a line without an end"
#define EMPTY_LINE BEGIN_LINE ", in a file that was empty"
#define ATTRIBUTES "*.moat text eol=lf merge=moat diff=moat\n" END_LINE "\n"

/* What git runs, behind the program's name. */
static const struct
{
  const char *key;
  const char *value;
} settings[] = {
  { "merge.moat.driver", "merge %O %A %B" },
  { "diff.moat.textconv", "diff --textconv" },
};

/* ---- git ---- */

/* Runs git in @folder. Returns its exit status, or -1 with an error when it cannot be run. @output, when
 * given, receives what it printed, without the last line end.
 */
static int
run_git (const char *folder, const char *const *arguments, char **output, GError **error)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (argv, (gpointer) "git");
  g_ptr_array_add (argv, (gpointer) "-C");
  g_ptr_array_add (argv, (gpointer) folder);
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add (argv, (gpointer) *arguments);
  g_ptr_array_add (argv, NULL);

  process = g_subprocess_newv ((const char *const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, error);
  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, error))
    {
      g_prefix_error (error, _ ("git cannot be run, install it: "));
      return -1;
    }
  if (output != NULL)
    *output = g_strchomp (g_steal_pointer (&text));

  return g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : 1;
}

/* The top folder of the repository that @folder is in. Owned. */
static char *
find_top (const char *folder, GError **error)
{
  const char *const arguments[] = { "rev-parse", "--show-toplevel", NULL };
  g_autofree char *top = NULL;
  int status = run_git (folder, arguments, &top, error);

  if (status == 0)
    return g_steal_pointer (&top);
  if (status > 0)
    {
      g_autofree char *name = moat_files_get_name (folder);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _ ("%s: This is no git repository with files. Name the folder of one."), name);
    }

  return NULL;
}

static gboolean
configure (const char *top, const char *key, const char *value, GError **error)
{
  const char *const set[] = { "config", "--local", key, value, NULL };
  int status = run_git (top, set, NULL, error);

  if (status > 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 _ ("git would not set %s in %s/.git/config. Check that the file can be written."), key, top);

  return status == 0;
}

/* What was never set is fine. */
static gboolean
forget (const char *top, const char *section, GError **error)
{
  const char *const arguments[] = { "config", "--local", "--remove-section", section, NULL };

  return run_git (top, arguments, NULL, error) >= 0;
}

/* How git is to call this program: by its name where that finds it, else by its path. Owned. */
static char *
get_program (void)
{
  g_autofree char *path = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *found = g_find_program_in_path ("moat-cli");

  if (path == NULL || (found != NULL && strcmp (found, path) == 0))
    return g_strdup ("moat-cli");

  return g_shell_quote (path);
}

/* ---- .gitattributes ---- */

/* Where our part begins and ends in @text; FALSE when it is not there. */
static gboolean
find_part (const char *text, gsize *begin, gsize *end)
{
  const char *from = text;
  const char *to;

  while (from != NULL && !g_str_has_prefix (from, BEGIN_LINE "\n") && !g_str_has_prefix (from, BARE_LINE "\n")
         && !g_str_has_prefix (from, EMPTY_LINE "\n"))
    {
      from = strchr (from, '\n');
      from = from != NULL ? from + 1 : NULL;
    }
  to = from != NULL ? strstr (from, "\n" END_LINE "\n") : NULL;
  if (to == NULL)
    return FALSE;
  *begin = (gsize) (from - text) - (from > text && g_str_has_prefix (from, BARE_LINE "\n") ? 1 : 0);
  *end = (gsize) (to - text) + strlen ("\n" END_LINE "\n");

  return TRUE;
}

/* As it was before: NULL where there is no file, and where there was none. */
static char *
remove_part (const char *text)
{
  gsize begin, end;
  g_autofree char *before = NULL;

  if (text == NULL || !find_part (text, &begin, &end))
    return g_strdup (text);
  if (begin == 0 && text[end] == '\0' && !g_str_has_prefix (text, EMPTY_LINE "\n"))
    return NULL;
  before = g_strndup (text, begin);

  return g_strconcat (before, text + end, NULL);
}

/* @text, NULL where there is no file, with our part behind it, unless that is in it already. */
static char *
add_part (const char *text)
{
  gsize begin, end;

  if (text == NULL)
    return g_strdup (BEGIN_LINE "\n" ATTRIBUTES);
  if (find_part (text, &begin, &end))
    return g_strdup (text);
  if (*text == '\0')
    return g_strdup (EMPTY_LINE "\n" ATTRIBUTES);

  return g_strconcat (text, g_str_has_suffix (text, "\n") ? BEGIN_LINE "\n" : "\n" BARE_LINE "\n", ATTRIBUTES,
                      NULL);
}

/* Writes @text, or for NULL takes the file away. */
static gboolean
put_attributes (const char *path, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (text == NULL)
    {
      if (g_unlink (path) == 0 || errno == ENOENT)
        return TRUE;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("%s: It cannot be removed: %s."),
                   path, g_strerror (errno));
      return FALSE;
    }
  bytes = g_bytes_new (text, strlen (text));

  return moat_files_write (path, bytes, NULL, NULL, error);
}

static gboolean
change_attributes (const char *top, gboolean undo, GError **error)
{
  g_autofree char *path = g_build_filename (top, ".gitattributes", NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      bytes = moat_files_read (path, NULL, error);
      if (bytes == NULL)
        return FALSE;
    }
  if (bytes != NULL)
    before = g_bytes_get_size (bytes) > 0
                 ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
                 : g_strdup ("");
  after = undo ? remove_part (before) : add_part (before);

  return g_strcmp0 (before, after) == 0 || put_attributes (path, after, error);
}

/* ---- The command ---- */

static gboolean
set_up (const char *top, GError **error)
{
  g_autofree char *program = get_program ();

  if (!configure (top, "merge.moat.name", "Moat models, field by field", error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *call = g_strdup_printf ("%s %s", program, settings[i].value);

      if (!configure (top, settings[i].key, call, error))
        return FALSE;
    }

  return change_attributes (top, FALSE, error);
}

static gboolean
undo (const char *top, GError **error)
{
  return forget (top, "merge.moat", error) && forget (top, "diff.moat", error)
         && change_attributes (top, TRUE, error);
}

static MoatExit
run (int argc, char **argv)
{
  gboolean is_undone = FALSE;
  g_autoptr (GError) error = NULL;
  g_autofree char *top = NULL;
  g_autofree char *line = NULL;
  MoatExit status;
  const GOptionEntry entries[] = {
    { "undo", 0, 0, G_OPTION_ARG_NONE, &is_undone, N_ ("Take out again what it put in"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!moat_cli_parse (&moat_cmd_git_setup, entries, &argc, &argv, &status))
    return status;
  if (argc > 2)
    return moat_cli_usage_error (&moat_cmd_git_setup, _ ("It takes one folder."));

  top = find_top (argc == 2 ? argv[1] : ".", &error);
  if (top == NULL || !(is_undone ? undo : set_up) (top, &error))
    return moat_cli_fail (error);
  line = is_undone ? g_strdup_printf (_ ("git treats models in %s like any text again.\n"), top)
                   : g_strdup_printf (_ ("git merges models in %s field by field, and shows what changed in "
                                         "them.\nCommit .gitattributes; each clone runs this once.\n"),
                                      top);

  return moat_cli_print (line);
}

const MoatCommand moat_cmd_git_setup = {
  .name = "git-setup",
  .arguments = "[DIR] [--undo]",
  .summary = N_ ("make git merge models and show what changed in them"),
  .description = N_ (
      "  In the git repository that DIR, or the current folder, is in: names the drivers for\n"
      "  *.moat in .gitattributes, for everybody, and says in the repository’s own configuration\n"
      "  that they are “moat-cli merge” and “moat-cli diff --textconv”. Git takes no programs\n"
      "  from files that it fetches, so each clone runs this once; where nobody did, models\n"
      "  merge as lines of text.\n"
      "\n"
      "  Running it again changes nothing. With --undo, both are as they were."),
  .examples = "  moat-cli git-setup\n"
              "  moat-cli git-setup --undo ~/src/shop",
  .run = run,
};
