/* moat-cli diff: what changed between two models, in the words of the meeting
 * or as a picture; also since a commit, and since the last review.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "cli.h"
#include "comparison.h"
#include "diff-report.h"
#include "digest.h"
#include "files.h"
#include "git-history.h"
#include "query.h"
#include "surfaces.h"
#include "untranslated.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char *format;
  char *output;
  char *use_case;
  char *since; /* a revision */
  gboolean since_review;
  gboolean textconv;
} Arguments;

static void
arguments_clear (Arguments *arguments)
{
  g_free (arguments->format);
  g_free (arguments->output);
  g_free (arguments->use_case);
  g_free (arguments->since);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

/* ---- The two models ---- */

/* git hands over an empty file, or the null device, where there was no model. */
static MoatDocument *
load (const char *path)
{
  g_autoptr (GBytes) bytes = NULL;

  if (strcmp (path, "/dev/null") == 0)
    return moat_document_new ();
  if (strcmp (path, "-") == 0)
    return moat_cli_load (path);
  bytes = moat_files_read (path, NULL, NULL);

  return bytes != NULL && g_bytes_get_size (bytes) == 0 ? moat_document_new () : moat_cli_load (path);
}

static MoatDocument *
load_revision (const char *path, const char *revision)
{
  g_autoptr (GError) error = NULL;
  MoatDocument *document = moat_git_history_load (path, revision, NULL, &error);

  if (document == NULL)
    {
      g_prefix_error (&error, "%s: ", path);
      moat_cli_fail (error);
    }

  return document;
}

/* Says what is compared with, when that is not the very state that was reviewed. */
static void
tell_nearest (const char *path, const MoatReviewState *review, const MoatCommit *commit)
{
  g_autofree char *id = moat_commit_dup_short_id (commit);

  moat_cli_warn (_ ("%s: What was reviewed on %s was never committed; compared with the last commit until "
                    "then, %s of %s."),
                 path, review->date, id, commit->day);
}

/* The state that the last review of @document saw, @document itself when a review would see the same now. */
static MoatDocument *
load_reviewed (const char *path, MoatDocument *document)
{
  MoatRecord *record = moat_query_last_review (document);
  const MoatReviewState *review = record != NULL ? moat_review_state (record) : NULL;
  g_autofree char *digest = moat_digest_compute (document);
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatCommit) commit = NULL;
  gboolean is_exact = FALSE;
  MoatDocument *reviewed;

  if (review == NULL)
    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("%s: No review is recorded in it."), path);
  if (review != NULL && g_strcmp0 (review->digest, digest) == 0)
    return g_object_ref (document);

  reviewed = review != NULL ? moat_git_history_find_reviewed (path, review->digest, review->date, &is_exact,
                                                              &commit, NULL, &error)
                            : NULL;
  if (reviewed == NULL && review != NULL)
    g_prefix_error (&error,
                    review->digest != NULL
                        ? _ ("%s: It has changed since its review of %s; what has cannot be told: ")
                        : _ ("%s: What has changed since its review of %s cannot be told: "),
                    path, review->date);
  if (reviewed == NULL)
    moat_cli_fail (error);
  else if (!is_exact)
    tell_nearest (path, review, commit);

  return reviewed;
}

/* ---- What is written ---- */

static const char *const text_formats[] = { "text", "markdown", "json", NULL };

/* By its name, else by the name of the output; NULL for an unknown name. */
static const char *
find_format (const Arguments *arguments, const MoatFormat **picture)
{
  const MoatFormat *const *pictures = moat_surfaces_get_formats ();
  const char *path = arguments->output != NULL ? arguments->output : "-";

  *picture = arguments->format != NULL ? moat_formats_find_by_name (pictures, arguments->format)
                                       : moat_formats_find_by_suffix (pictures, path);
  if (*picture != NULL)
    return (*picture)->name;
  if (arguments->format != NULL)
    return g_strv_contains (text_formats, arguments->format) ? arguments->format : NULL;
  if (g_str_has_suffix (path, ".json"))
    return "json";

  return g_str_has_suffix (path, ".md") ? "markdown" : "text";
}

static char *
report (GPtrArray *differences, const char *format)
{
  if (strcmp (format, "markdown") == 0)
    return moat_diff_report_markdown (differences, _ ("What changed in the threat model"));
  if (strcmp (format, "json") == 0)
    return moat_diff_report_json (differences);

  return moat_diff_report_text (differences);
}

/* What is drawn: as asked for, else the first that changed. NULL after saying that there is none. */
static const char *
choose_use_case (MoatComparison *comparison, const char *wanted, MoatExit *status)
{
  MoatDocument *after = moat_comparison_get_after (comparison);
  g_autoptr (GPtrArray) changed = moat_comparison_list_use_cases (comparison);
  MoatRecord *first = moat_query_first_use_case (after);
  const char *id;

  if (wanted != NULL)
    {
      id = moat_cli_find_use_case (after, wanted);
      if (id == NULL)
        id = moat_cli_find_use_case (moat_comparison_get_before (comparison), wanted);
      if (id == NULL)
        *status = moat_cli_usage_error (&moat_cmd_diff, _ ("Neither model has a use case “%s”."), wanted);
      return id;
    }
  if (changed->len > 1)
    moat_cli_warn (g_dngettext (GETTEXT_PACKAGE,
                                "%u more diagram has changed; draw it with --use-case and its number.",
                                "%u more diagrams have changed; draw them with --use-case and their numbers.",
                                changed->len - 1),
                   changed->len - 1);
  if (changed->len > 0)
    return g_ptr_array_index (changed, 0);

  return first != NULL ? moat_record_get_id (first) : "";
}

static MoatExit
draw (MoatDocument *before, MoatDocument *after, const MoatFormat *format, const Arguments *arguments)
{
  g_autoptr (MoatComparison) comparison = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const char *path = arguments->output != NULL ? arguments->output : "-";
  const char *use_case;
  MoatExit status;

  if ((format->flags & MOAT_FORMAT_BINARY) != 0 && strcmp (path, "-") == 0 && isatty (STDOUT_FILENO))
    return moat_cli_usage_error (&moat_cmd_diff, _ ("A terminal cannot show %s; name a file with -o."),
                                 format->name);
  {
    /* As every picture, it says the same for everybody. */
    g_auto (MoatUntranslated) untranslated G_GNUC_UNUSED = moat_untranslated_begin ();

    comparison = moat_comparison_new (before, after);
  }
  use_case = choose_use_case (comparison, arguments->use_case, &status);
  if (use_case == NULL)
    return status;
  bytes = moat_surfaces_draw_changes (format, comparison, use_case, &error);
  if (bytes == NULL)
    return moat_cli_fail (error);
  status = moat_cli_write (path, bytes);

  return status == MOAT_EXIT_DONE && moat_comparison_get_differences (comparison)->len > 0 ? MOAT_EXIT_FOUND
                                                                                           : status;
}

static MoatExit
tell (MoatDocument *before, MoatDocument *after, const char *format, const Arguments *arguments)
{
  g_autoptr (GPtrArray) differences = moat_diff (before, after);
  g_autoptr (GBytes) bytes = NULL;
  char *text;
  MoatExit status;

  if (differences->len == 0 && strcmp (format, "text") == 0 && arguments->output == NULL)
    return MOAT_EXIT_DONE;
  text = report (differences, format);
  bytes = g_bytes_new_take (text, strlen (text));
  status = moat_cli_write (arguments->output != NULL ? arguments->output : "-", bytes);

  return status == MOAT_EXIT_DONE && differences->len > 0 ? MOAT_EXIT_FOUND : status;
}

/* ---- What is asked ---- */

/* The text that git compares; what is no model is shown as it is, so that git can show it at all. */
static MoatExit
convert (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = moat_files_read (path, NULL, &error);
  g_autoptr (MoatDocument) document = NULL;
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return moat_cli_fail (error);
  document = moat_formats_load_bytes (bytes, path, NULL, NULL, NULL);
  if (document == NULL)
    return moat_cli_write ("-", bytes);
  text = moat_diff_report_model (document);

  return moat_cli_print (text);
}

/* @paths: OLD and NEW, or the model alone when git knows the old state. */
static MoatExit
compare (char **paths, const Arguments *arguments)
{
  g_autoptr (MoatDocument) before = NULL;
  g_autoptr (MoatDocument) after = NULL;
  const MoatFormat *picture = NULL;
  const char *format = find_format (arguments, &picture);

  if (format == NULL)
    return moat_cli_usage_error (&moat_cmd_diff, _ ("There is no format “%s”."), arguments->format);
  for (char **path = paths; *path != NULL && arguments->output != NULL; path++)
    {
      if (moat_files_is_same (*path, arguments->output))
        return moat_cli_usage_error (&moat_cmd_diff, _ ("%s is a model; name another file with -o."),
                                     arguments->output);
    }

  after = load (arguments->since != NULL || arguments->since_review ? paths[0] : paths[1]);
  if (after == NULL)
    return MOAT_EXIT_NOT_DONE;
  if (arguments->since != NULL)
    before = load_revision (paths[0], arguments->since);
  else
    before = arguments->since_review ? load_reviewed (paths[0], after) : load (paths[0]);
  if (before == NULL)
    return MOAT_EXIT_NOT_DONE;

  return picture != NULL ? draw (before, after, picture, arguments) : tell (before, after, format, arguments);
}

static MoatExit
run (int argc, char **argv)
{
  g_auto (Arguments) arguments = { 0 };
  gboolean is_alone;
  MoatExit status;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &arguments.format,
      N_ ("What to write: text, Markdown for a comment on a pull request, JSON, or a picture; when not "
          "given, "
          "as the name of OUT tells, else text"),
      "text|markdown|json|svg|png|pdf" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &arguments.output, N_ ("Where to write it"), "OUT" },
    { "use-case", 0, 0, G_OPTION_ARG_STRING, &arguments.use_case,
      N_ ("Which use case a picture shows, by number or title; when not given, the first that changed"),
      "N" },
    { "since", 0, 0, G_OPTION_ARG_STRING, &arguments.since,
      N_ ("Compare with MODEL in this revision of its git repository"), "REV" },
    { "since-review", 0, 0, G_OPTION_ARG_NONE, &arguments.since_review,
      N_ ("Compare with what MODEL was at its last review, from its git repository"), NULL },
    { "textconv", 0, 0, G_OPTION_ARG_NONE, &arguments.textconv,
      N_ ("Print one model as text that git can compare, line by line"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!moat_cli_parse (&moat_cmd_diff, entries, &argc, &argv, &status))
    return status;
  is_alone = arguments.since != NULL || arguments.since_review;
  if (arguments.textconv)
    return argc == 2 ? convert (argv[1])
                     : moat_cli_usage_error (&moat_cmd_diff, _ ("With --textconv it takes one model."));
  if (arguments.since != NULL && arguments.since_review)
    return moat_cli_usage_error (&moat_cmd_diff, _ ("Either --since or --since-review, not both."));
  if (is_alone && (argc != 2 || strcmp (argv[1], "-") == 0))
    return moat_cli_usage_error (&moat_cmd_diff, _ ("With --since or --since-review it takes one file."));
  if (!is_alone && argc != 3)
    return moat_cli_usage_error (&moat_cmd_diff, _ ("It takes two models: OLD and NEW."));

  return compare (argv + 1, &arguments);
}

const MoatCommand moat_cmd_diff = {
  .name = "diff",
  .arguments = "OLD NEW [--format F] [-o OUT] | MODEL --since REV | MODEL --since-review | --textconv MODEL",
  .summary = N_ ("tell what changed between two models"),
  .description = N_ (
      "  Says in sentences what was added (+), removed (-) and changed (~) between OLD and NEW,\n"
      "  by use case, and what follows from that (>): which flows cross which trust boundary\n"
      "  now, and why. What was only moved or sorted is one line. Exit status 0 means that the\n"
      "  models say the same, 1 that they differ.\n"
      "\n"
      "  As a picture it is the diagram of one use case with the same signs on it, and what was\n"
      "  removed struck out.\n"
      "\n"
      "  With --since, OLD is MODEL in a commit, branch or tag of its git repository. With\n"
      "  --since-review it is what the last recorded review saw: the state in git’s history that\n"
      "  has the review’s digest, else the last one committed until that day, which it then\n"
      "  says. git is only read; nothing is fetched.\n"
      "\n"
      "  A file that is empty is an empty model. “moat-cli git-setup” makes git show changes of\n"
      "  models as text, by --textconv."),
  .examples = "  moat-cli diff before.moat after.moat\n"
              "  moat-cli diff threats.moat --since main --format markdown\n"
              "  moat-cli diff threats.moat --since main -o changes.svg\n"
              "  moat-cli diff threats.moat --since-review\n"
              "  git show main:threats.moat | moat-cli diff - threats.moat",
  .run = run,
};
