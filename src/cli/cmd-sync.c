/* moat-cli sync: SECURITY.md and the model, each with what was changed in the other.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "cli.h"
#include "files.h"
#include "native.h"
#include "sync.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  gboolean checks;
  gboolean is_dry;
  gboolean prunes;
  char *prefer;
} Arguments;

static void
arguments_clear (Arguments *arguments)
{
  g_free (arguments->prefer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

/* A file on disk, as it was when it was read. */
typedef struct
{
  const char *path;
  char *name;
  char *etag;
  GBytes *bytes; /* NULL: there is none */
} File;

static void
file_clear (File *file)
{
  g_free (file->name);
  g_free (file->etag);
  g_clear_pointer (&file->bytes, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (File, file_clear)

static gboolean
file_read (File *file, const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;

  file->path = path;
  file->name = moat_files_get_name (path);
  file->bytes = moat_files_read (path, &file->etag, &problem);
  if (file->bytes != NULL || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/* ---- What there is to say ---- */

/* Lines of a cell behind one another. */
static void
append_value (GString *text, const char *label, const char *value)
{
  g_autofree char *line = NULL;

  if (value == NULL)
    return;
  line = g_strdelimit (g_strdup (value), "\n", '/');
  g_string_append_printf (text, "    %s %s\n", label, *line != '\0' ? line : _ ("(empty)"));
}

static void
append_item (GString *text, const MoatSyncItem *item, const char *name)
{
  g_string_append_printf (text, "%s: ", moat_sync_type_get_label (item->type));
  if (item->line > 0)
    g_string_append_printf (text, _ ("%s, line %u: "), name, item->line);
  g_string_append_printf (text, "%s\n", item->what);
  /* TRANSLATORS: of a value that the model and the file say differently. */
  append_value (text, _ ("model:"), item->model);
  append_value (text, _ ("file: "), item->file);
  if (item->message != NULL)
    g_string_append_printf (text, "    %s\n", item->message);
}

static gboolean
has_type (const MoatSync *sync, MoatSyncType type)
{
  for (guint i = 0; i < sync->items->len; i++)
    if (((const MoatSyncItem *) g_ptr_array_index (sync->items, i))->type == type)
      return TRUE;

  return FALSE;
}

/* What can be done about it. */
static void
append_advice (GString *text, const MoatSync *sync)
{
  g_string_append (text, _ ("Nothing was written.\n"));
  if (has_type (sync, MOAT_SYNC_MISSING))
    g_string_append (text, _ ("Put deleted rows back, or delete their records too with --prune.\n"));
  if (has_type (sync, MOAT_SYNC_CONFLICT))
    g_string_append (text,
                     _ ("Make both sides say the same, or decide with --prefer model or --prefer file.\n"));
  if (has_type (sync, MOAT_SYNC_REFUSED))
    g_string_append (text, _ ("Undo what cannot be taken, or overwrite it with --prefer model.\n"));
}

/* ---- Writing ---- */

/* The model first: where the second is not written any more, the next run finds that both say the same. */
static gboolean
write_both (MoatDocument *document, const File *model, const File *file, GBytes *bytes, GError **error)
{
  g_autoptr (GBytes) native = NULL;

  if (moat_document_is_modified (document))
    {
      native = moat_native_write (document);
      if (!moat_files_write (model->path, native, model->etag, NULL, error))
        return FALSE;
    }
  if (file->bytes != NULL && g_bytes_equal (file->bytes, bytes))
    return TRUE;

  if (moat_files_write (file->path, bytes, file->etag, NULL, error))
    return TRUE;
  /* TRANSLATORS: what went wrong with another file follows. */
  if (native != NULL)
    g_prefix_error (error, _ ("%s was changed; run this again when this is mended: "), model->name);

  return FALSE;
}

static void
append_written (GString *text,
                MoatDocument *document,
                const File *model,
                const File *file,
                GBytes *bytes,
                gboolean is_dry)
{
  gboolean is_changed = file->bytes == NULL || !g_bytes_equal (file->bytes, bytes);

  if (moat_document_is_modified (document))
    g_string_append_printf (text, is_dry ? _ ("%s would be changed.\n") : _ ("%s was changed.\n"),
                            model->name);
  if (is_changed)
    g_string_append_printf (text, is_dry ? _ ("%s would be changed.\n") : _ ("%s was changed.\n"),
                            file->name);
  if (is_dry && is_changed)
    {
      g_autofree char *diff = moat_sync_diff (file->bytes, bytes);

      g_string_append_printf (text, "%s%s", *diff != '\0' ? "\n" : "", diff);
    }
}

static MoatExit
fail_with_name (const File *file, GError *error)
{
  if (error->domain == MOAT_FORMAT_ERROR)
    g_prefix_error (&error, "%s: ", file->name);

  return moat_cli_fail (error);
}

static MoatExit
check (MoatDocument *document, const File *file, const MoatSyncOptions *options)
{
  gboolean is_same = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = moat_sync_write (document, file->bytes, options, &is_same, &error);
  g_autofree char *diff = NULL;
  g_autofree char *text = NULL;
  MoatExit status;

  if (bytes == NULL)
    return fail_with_name (file, g_steal_pointer (&error));
  if (is_same)
    return MOAT_EXIT_DONE;
  diff = moat_sync_diff (file->bytes, bytes);
  text = g_strdup_printf (_ ("%s does not say what the model says (+: the model, -: the file).\n%s"),
                          file->name, diff);
  status = moat_cli_print (text);

  return status == MOAT_EXIT_DONE ? MOAT_EXIT_FOUND : status;
}

static MoatExit
sync_both (MoatDocument *document,
           const File *model,
           const File *file,
           const MoatSyncOptions *options,
           gboolean is_dry)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatSync) sync = moat_sync_run (document, file->bytes, options, &error);
  g_autoptr (GString) text = g_string_new (NULL);
  MoatExit status;

  if (sync == NULL)
    return fail_with_name (file, g_steal_pointer (&error));
  for (guint i = 0; i < sync->items->len; i++)
    append_item (text, g_ptr_array_index (sync->items, i), file->name);
  if (sync->is_blocked)
    append_advice (text, sync);
  else if (!is_dry && !write_both (document, model, file, sync->bytes, &error))
    return moat_cli_fail (error);
  else
    append_written (text, document, model, file, sync->bytes, is_dry);
  status = moat_cli_print (text->str);

  return status == MOAT_EXIT_DONE && sync->is_blocked ? MOAT_EXIT_FOUND : status;
}

/* ---- The command ---- */

static MoatDocument *
load (File *model, const char *path, GError **error)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  const MoatFormat *format = NULL;
  g_autoptr (MoatDocument) document = moat_formats_load (path, &format, &model->etag, report, error);

  model->path = path;
  model->name = moat_files_get_name (path);
  if (document == NULL)
    return NULL;
  if (format != &moat_native_format)
    {
      g_set_error (
          error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_UNKNOWN,
          _ ("%s: This is no model of Moat, so nothing can be written into it. Turn it into one with "
             "“moat-cli story” or “moat-cli import”."),
          model->name);
      return NULL;
    }
  moat_cli_print_report (path, report);

  return g_steal_pointer (&document);
}

/* Beside the model, where a repository has it. */
static char *
find_beside (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return strcmp (folder, ".") == 0 ? g_strdup ("SECURITY.md")
                                   : g_build_filename (folder, "SECURITY.md", NULL);
}

static MoatExit
sync_files (const char *model_path,
            const char *file_path,
            const Arguments *arguments,
            MoatSyncPreference prefer)
{
  g_auto (File) model = { 0 };
  g_auto (File) file = { 0 };
  g_autofree char *base_name = moat_files_get_base_name (model_path);
  const MoatSyncOptions options = { .base_name = base_name, .prune = arguments->prunes, .prefer = prefer };
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) document = load (&model, model_path, &error);

  if (document == NULL || !file_read (&file, file_path, &error))
    return moat_cli_fail (error);
  if (arguments->checks)
    return check (document, &file, &options);

  return sync_both (document, &model, &file, &options, arguments->is_dry);
}

static gboolean
read_preference (const char *text, MoatSyncPreference *prefer)
{
  *prefer = MOAT_SYNC_ASK;
  if (text != NULL && strcmp (text, "model") == 0)
    *prefer = MOAT_SYNC_PREFER_MODEL;
  else if (text != NULL && strcmp (text, "file") == 0)
    *prefer = MOAT_SYNC_PREFER_FILE;

  return text == NULL || *prefer != MOAT_SYNC_ASK;
}

static MoatExit
run (int argc, char **argv)
{
  g_auto (Arguments) arguments = { 0 };
  g_autofree char *beside = NULL;
  MoatSyncPreference prefer;
  MoatExit status;
  const GOptionEntry entries[] = {
    { "check", 0, 0, G_OPTION_ARG_NONE, &arguments.checks,
      N_ ("Only say whether SECURITY.md says what the model says"), NULL },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &arguments.is_dry, N_ ("Only say what would change"), NULL },
    { "prune", 0, 0, G_OPTION_ARG_NONE, &arguments.prunes,
      N_ ("Delete from the model what was deleted from the tables"), NULL },
    { "prefer", 0, 0, G_OPTION_ARG_STRING, &arguments.prefer, N_ ("Who is right where both were changed"),
      "model|file" },
    G_OPTION_ENTRY_NULL,
  };

  if (!moat_cli_parse (&moat_cmd_sync, entries, &argc, &argv, &status))
    return status;
  if (argc < 2 || argc > 3)
    return moat_cli_usage_error (&moat_cmd_sync, _ ("It takes a model, and the SECURITY.md."));
  if (strcmp (argv[1], "-") == 0 || (argc == 3 && strcmp (argv[2], "-") == 0))
    return moat_cli_usage_error (&moat_cmd_sync, _ ("It takes files, since both may be written."));
  if (!read_preference (arguments.prefer, &prefer))
    return moat_cli_usage_error (&moat_cmd_sync, _ ("--prefer is followed by “model” or “file”."));
  beside = argc == 3 ? g_strdup (argv[2]) : find_beside (argv[1]);

  return sync_files (argv[1], beside, &arguments, prefer);
}

const MoatCommand moat_cmd_sync = {
  .name = "sync",
  .arguments = "MODEL [SECURITY.md] [--check] [--dry-run] [--prune] [--prefer SIDE]",
  .summary = N_ ("bring a model and its SECURITY.md together, edited on either side"),
  .description = N_ (
      "  Takes what was edited in the tables of SECURITY.md (by default the one beside MODEL) into\n"
      "  the model, then writes the region between the moat: comments anew. A row added by hand\n"
      "  becomes a record: a move hangs on the flow that is named in it, else on the use case. The\n"
      "  order and form of tables do not matter. Text that somebody wrote in the region stays where\n"
      "  it is, and every byte outside of it.\n"
      "\n"
      "  What was last published is known from digests at the end of the region, cell by cell. Where\n"
      "  both sides changed other words of a cell, both changes are kept; where they changed the same\n"
      "  differently, it is a conflict. For a row or text that was deleted it asks; --prune deletes\n"
      "  it from the model too. Conflicts, deletions and what cannot be taken are listed with both\n"
      "  values, and then nothing is written.\n"
      "\n"
      "  With --check nothing is written either: it prints where SECURITY.md does not say what the\n"
      "  model says.\n"
      "\n"
      "  Exits with 1 when something is to be decided, or with --check, when they differ."),
  .examples = "  moat-cli sync threats.moat\n"
              "  moat-cli sync threats.moat docs/SECURITY.md --dry-run\n"
              "  moat-cli sync threats.moat --check",
  .run = run,
};
