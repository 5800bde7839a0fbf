/* moat-cli as scripts see it: exit statuses, what goes where, and messages.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  const char *program;
  char *folder;
  char *path; /* of a file in the folder that is not there yet */
  /* Of the last run. */
  int status;
  char *output;
  char *errors;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer program)
{
  fixture->program = program;
  fixture->folder = g_dir_make_tmp ("moat-cli-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "model.moat", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer program)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
  g_free (fixture->output);
  g_free (fixture->errors);
}

/* Runs the program with @input as its standard input, which may be NULL, and the arguments. */
static void run (Fixture *fixture, const char *input, ...) G_GNUC_NULL_TERMINATED;

static void
run (Fixture *fixture, const char *input, ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  const char *argument;
  va_list rest;

  g_strv_builder_add (builder, fixture->program);
  va_start (rest, input);
  while ((argument = va_arg (rest, const char *)) != NULL)
    g_strv_builder_add (builder, argument);
  va_end (rest);
  arguments = g_strv_builder_end (builder);

  g_clear_pointer (&fixture->output, g_free);
  g_clear_pointer (&fixture->errors, g_free);
  process = g_subprocess_newv ((const char *const *) arguments,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                   | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input != NULL ? input : "", NULL, &fixture->output,
                                 &fixture->errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  fixture->status = g_subprocess_get_exit_status (process);
}

static void
assert_done (const Fixture *fixture)
{
  g_assert_cmpstr (fixture->errors, ==, "");
  g_assert_cmpint (fixture->status, ==, 0);
}

/* Status 2, nothing on standard output, and one line on standard error that says @says, without colour. */
static void
assert_not_done (const Fixture *fixture, const char *says)
{
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_cmpstr (fixture->output, ==, "");
  g_assert_true (g_str_has_prefix (fixture->errors, "moat-cli: "));
  g_assert_true (strchr (fixture->errors, '\n') == fixture->errors + strlen (fixture->errors) - 1);
  g_assert_null (strchr (fixture->errors, '\033'));
  if (strstr (fixture->errors, says) == NULL)
    g_error ("“%s” does not say “%s”", fixture->errors, says);
}

static char *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
put (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* ---- The program ---- */

/* Each command that --help lists tells of itself as a man page does. */
static void
test_help (Fixture *fixture, gconstpointer program)
{
  g_auto (GStrv) lines = NULL;
  guint n_commands = 0;

  run (fixture, NULL, "--help", NULL);
  assert_done (fixture);
  lines = g_strsplit (strstr (fixture->output, "COMMANDS\n"), "\n", -1);
  for (char **line = lines + 1; **line == ' '; line++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (*line), " ", 2);
      g_autofree char *synopsis = g_strdup_printf ("moat-cli %s ", words[0]);

      n_commands++;
      run (fixture, NULL, words[0], "--help", NULL);
      assert_done (fixture);
      g_assert_nonnull (strstr (fixture->output, synopsis));
      g_assert_nonnull (strstr (fixture->output, "EXIT STATUS"));
    }
  g_assert_cmpuint (n_commands, >=, 3);
}

static void
test_version (Fixture *fixture, gconstpointer program)
{
  run (fixture, NULL, "--version", NULL);
  assert_done (fixture);
  g_assert_cmpstr (fixture->output, ==, "moat-cli " MOAT_VERSION "\n");
}

static void
test_usage (Fixture *fixture, gconstpointer program)
{
  run (fixture, NULL, NULL);
  assert_not_done (fixture, "There is no command.");
  run (fixture, NULL, "dance", NULL);
  assert_not_done (fixture, "There is no command “dance”");
  run (fixture, NULL, "fmt", NULL);
  assert_not_done (fixture, "See moat-cli fmt --help");
  run (fixture, NULL, "fmt", "--loudly", "x", NULL);
  assert_not_done (fixture, "--loudly");
  run (fixture, NULL, "new", "a", "b", NULL);
  assert_not_done (fixture, "one file");
  run (fixture, NULL, "schema", "a", NULL);
  assert_not_done (fixture, "no file");
}

/* ---- new ---- */

static void
test_new (Fixture *fixture, gconstpointer program)
{
  g_autofree char *text = NULL;
  g_autofree char *after = NULL;

  run (fixture, NULL, "new", fixture->path, NULL);
  assert_done (fixture);
  text = read_file (fixture->path);
  g_assert_nonnull (strstr (text, "\"useCases\""));

  run (fixture, NULL, "new", fixture->path, NULL);
  assert_not_done (fixture, "--force");
  g_assert_nonnull (strstr (fixture->errors, fixture->path));
  after = read_file (fixture->path);
  g_assert_cmpstr (after, ==, text);

  put (fixture->path, "old");
  run (fixture, NULL, "new", "--force", fixture->path, NULL);
  assert_done (fixture);
  run (fixture, NULL, "fmt", "--check", fixture->path, NULL);
  assert_done (fixture);
}

/* An example is written as it ships, canonical; a template with new ids and canonical too. */
static void
assert_written (Fixture *fixture, const char *name, const char *option)
{
  g_autofree char *text = NULL;

  run (fixture, NULL, "new", "--force", fixture->path, option, name, NULL);
  assert_done (fixture);
  run (fixture, NULL, "fmt", "--check", fixture->path, NULL);
  assert_done (fixture);
  if (strcmp (option, "--template") == 0)
    return;
  run (fixture, NULL, "new", "-", option, name, NULL);
  assert_done (fixture);
  text = read_file (fixture->path);
  g_assert_cmpstr (text, ==, fixture->output);
}

/* Everything that --list names can be had. */
static void
test_examples (Fixture *fixture, gconstpointer program)
{
  g_auto (GStrv) lines = NULL;

  run (fixture, NULL, "new", "--list", NULL);
  assert_done (fixture);
  lines = g_strsplit (g_strchomp (fixture->output), "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) columns = g_strsplit (*line, "\t", -1);
      g_autofree char *option = g_strconcat ("--", columns[1], NULL);

      if (!g_str_has_prefix (columns[0], "element-"))
        assert_written (fixture, columns[0], option);
    }
  run (fixture, NULL, "new", "-", "--template", "nonsense", NULL);
  assert_not_done (fixture, "There is no template “nonsense”");
  run (fixture, NULL, "new", "-", "--template", "payment", "--example", "shop", NULL);
  assert_not_done (fixture, "Choose an example or a template");
  run (fixture, NULL, "new", "-", "--example", "nonsense", NULL);
  assert_not_done (fixture, "There is no example “nonsense”");
}

static void
test_new_cannot_write (Fixture *fixture, gconstpointer program)
{
  run (fixture, NULL, "new", "/proc/nowhere/model.moat", NULL);
  assert_not_done (fixture, "/proc/nowhere/model.moat");
  run (fixture, NULL, "new", "--force", fixture->folder, NULL);
  assert_not_done (fixture, "This is a folder");
  run (fixture, NULL, "new", "--force", "/dev/full", NULL);
  assert_not_done (fixture, "no space left");
}

/* ---- fmt ---- */

static const char messy[]
    = "{\"version\":1, \"format\":\"moat\",\n\"useCases\":[{\"id\":\"u1\",\"title\":\"Buy\"}]}";
static const char tidy[] = "{\n"
                           "  \"format\": \"moat\",\n"
                           "  \"version\": 1,\n"
                           "  \"useCases\": [\n"
                           "    {\n"
                           "      \"id\": \"u1\",\n"
                           "      \"order\": \"a0\",\n"
                           "      \"title\": \"Buy\"\n"
                           "    }\n"
                           "  ]\n"
                           "}\n";

static void
test_fmt (Fixture *fixture, gconstpointer program)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  put (fixture->path, messy);
  run (fixture, NULL, "fmt", "--check", fixture->path, NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  g_assert_nonnull (strstr (fixture->output, fixture->path));
  before = read_file (fixture->path);
  g_assert_cmpstr (before, ==, messy);

  run (fixture, NULL, "fmt", fixture->path, NULL);
  assert_done (fixture);
  after = read_file (fixture->path);
  g_assert_cmpstr (after, ==, tidy);
  run (fixture, NULL, "fmt", "--check", fixture->path, NULL);
  assert_done (fixture);
}

static void
test_fmt_standard_streams (Fixture *fixture, gconstpointer program)
{
  run (fixture, messy, "fmt", "-", NULL);
  assert_done (fixture);
  g_assert_cmpstr (fixture->output, ==, tidy);
  run (fixture, "{", "fmt", "-", NULL);
  assert_not_done (fixture, "standard input: line 1: The file ends in the middle");
}

/* The good are formatted, the bad are named, and the worst counts. */
static void
test_fmt_several (Fixture *fixture, gconstpointer program)
{
  g_autofree char *after = NULL;

  put (fixture->path, messy);
  run (fixture, NULL, "fmt", "/no/such/file", fixture->path, NULL);
  assert_not_done (fixture, "/no/such/file: There is no such file");
  after = read_file (fixture->path);
  g_assert_cmpstr (after, ==, tidy);
}

/* A name with line ends and escapes in it gives one plain line all the same. */
static void
test_hostile_name (Fixture *fixture, gconstpointer program)
{
  run (fixture, NULL, "fmt", "/no/\033[31mred\nsecond line", NULL);
  assert_not_done (fixture, "There is no such file");
}

/* What cannot be read stays as it is. */
static void
test_fmt_damaged (Fixture *fixture, gconstpointer program)
{
  static const char *const texts[] = { "", "{", "nonsense", "{\"format\": \"moat\", \"version\": 99}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *after = NULL;

      put (fixture->path, texts[i]);
      run (fixture, NULL, "fmt", fixture->path, NULL);
      assert_not_done (fixture, "line 1");
      g_assert_nonnull (strstr (fixture->errors, fixture->path));
      after = read_file (fixture->path);
      g_assert_cmpstr (after, ==, texts[i]);
    }
}

static void
test_fmt_repairs (Fixture *fixture, gconstpointer program)
{
  put (fixture->path, "{\"format\": \"moat\", \"version\": 1, \"useCases\": [{\"id\": \"u1\"}],\n"
                      "\"flows\": [{\"id\": \"f1\", \"useCase\": \"u1\", \"source\": \"gone\"}]}");
  run (fixture, NULL, "fmt", fixture->path, NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_nonnull (strstr (fixture->errors, fixture->path));
  g_assert_nonnull (strstr (fixture->errors, "gone"));
  run (fixture, NULL, "fmt", "--check", fixture->path, NULL);
  assert_done (fixture);
}

/* ---- Whatever reads a model ---- */

/* Each command refuses each damaged model in one line that names it, and writes nothing. */
static void
test_damaged_everywhere (Fixture *fixture, gconstpointer program)
{
  static const char *const texts[] = {
    "",
    "{",
    "nonsense",
    "[]",
    "\xff\xfe{",
    "{\"format\": \"moat\", \"version\": 99}",
    "{\"format\": \"moat\"}",
  };
  static const char *const outputs[][2] = {
    { "export", "SECURITY.md" }, { "export", "out.csv" }, { "export", "out.svg" },
    { "export", "out.png" },     { "story", "out.txt" },  { "story", "out.moat" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts) * G_N_ELEMENTS (outputs); i++)
    {
      const char *const *output = outputs[i % G_N_ELEMENTS (outputs)];
      g_autofree char *path = g_build_filename (fixture->folder, output[1], NULL);

      put (fixture->path, texts[i / G_N_ELEMENTS (outputs)]);
      run (fixture, NULL, output[0], fixture->path, "-o", path, NULL);
      assert_not_done (fixture, fixture->path);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

/* ---- export and story ---- */

static void
test_export (Fixture *fixture, gconstpointer program)
{
  g_autofree char *output = g_build_filename (fixture->folder, "SECURITY.md", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, "link.md", NULL);
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  GStatBuf before;
  GStatBuf after;

  run (fixture, NULL, "new", fixture->path, "--example", "shipping-address", NULL);
  assert_done (fixture);
  run (fixture, NULL, "export", fixture->path, "-o", output, NULL);
  assert_done (fixture);
  g_assert_cmpstr (fixture->output, ==, "");
  first = read_file (output);
  g_assert_nonnull (strstr (first, "\n### Threats and Mitigations\n"));

  /* The same bytes again, through a link, with the mode that the file had. */
  g_assert_cmpint (g_chmod (output, 0640), ==, 0);
  g_assert_cmpint (symlink ("SECURITY.md", link), ==, 0);
  g_assert_cmpint (g_stat (output, &before), ==, 0);
  run (fixture, NULL, "export", fixture->path, "-o", link, NULL);
  assert_done (fixture);
  again = read_file (output);
  g_assert_cmpstr (again, ==, first);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (g_stat (output, &after), ==, 0);
  g_assert_cmpint (after.st_mode, ==, before.st_mode);

  put (output, "# Mine\n\n```\nnever closed\n");
  run (fixture, NULL, "export", fixture->path, "-o", output, NULL);
  assert_not_done (fixture, "SECURITY.md: line 3: ");
  g_unlink (link);
  g_unlink (output);
}

static void
test_export_refuses (Fixture *fixture, gconstpointer program)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  run (fixture, NULL, "new", fixture->path, "--example", "shipping-address", NULL);
  before = read_file (fixture->path);
  run (fixture, NULL, "export", fixture->path, NULL);
  assert_not_done (fixture, "-o");
  run (fixture, NULL, "export", fixture->path, "-o", "x.unknown", NULL);
  assert_not_done (fixture, "--format");
  run (fixture, NULL, "export", fixture->path, "-o", "x", "--format", "dance", NULL);
  assert_not_done (fixture, "“dance” is not a format");
  run (fixture, NULL, "export", fixture->path, "-o", "-", "--format", "csv", "--use-case", "9", NULL);
  assert_not_done (fixture, "no use case “9”");
  run (fixture, NULL, "export", "/no/such/file", "-o", "x.csv", NULL);
  assert_not_done (fixture, "/no/such/file: There is no such file");
  run (fixture, "{\"format\": \"moat\",", "export", "-", "-o", "-", "--format", "csv", NULL);
  assert_not_done (fixture, "standard input: line 1");
  run (fixture, NULL, "export", fixture->path, "-o", "/dev/full", "--format", "csv", NULL);
  assert_not_done (fixture, "no space left");
  run (fixture, NULL, "export", fixture->path, "-o", "/proc/nowhere/x.csv", NULL);
  assert_not_done (fixture, "/proc/nowhere/x.csv");
  /* The model is never written over with something that is none. */
  run (fixture, NULL, "export", fixture->path, "-o", fixture->path, "--format", "csv", NULL);
  assert_not_done (fixture, "is the model itself");
  after = read_file (fixture->path);
  g_assert_cmpstr (after, ==, before);
}

static void
test_story (Fixture *fixture, gconstpointer program)
{
  static const char text[] = "# Buy\nactor User\nprocess Shop\n1. User -> Shop: pays\n";

  run (fixture, text, "story", "-", "-o", fixture->path, NULL);
  assert_done (fixture);
  run (fixture, NULL, "story", fixture->path, "-o", "-", NULL);
  assert_done (fixture);
  g_assert_cmpstr (fixture->output, ==, text);

  run (fixture, NULL, "story", fixture->path, NULL);
  assert_not_done (fixture, "-o");
  run (fixture, NULL, "story", "/no/such/file", "-o", "-", NULL);
  assert_not_done (fixture, "/no/such/file: There is no such file");
  run (fixture, text, "story", "-", "-o", "/dev/full", NULL);
  assert_not_done (fixture, "no space left");
}

/* ---- schema ---- */

static void
test_schema (Fixture *fixture, gconstpointer program)
{
  run (fixture, NULL, "schema", NULL);
  assert_done (fixture);
  g_assert_true (g_str_has_prefix (fixture->output,
                                   "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\""));
  g_assert_true (g_str_has_suffix (fixture->output, "\n}\n"));
}

int
main (int argc, char **argv)
{
  const char *program;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];

#define ADD(name, function) g_test_add ("/cli/" name, Fixture, program, set_up, function, tear_down)
  ADD ("help", test_help);
  ADD ("version", test_version);
  ADD ("usage", test_usage);
  ADD ("new", test_new);
  ADD ("examples", test_examples);
  ADD ("new-cannot-write", test_new_cannot_write);
  ADD ("fmt", test_fmt);
  ADD ("fmt-standard-streams", test_fmt_standard_streams);
  ADD ("fmt-several", test_fmt_several);
  ADD ("hostile-name", test_hostile_name);
  ADD ("fmt-damaged", test_fmt_damaged);
  ADD ("fmt-repairs", test_fmt_repairs);
  ADD ("damaged-everywhere", test_damaged_everywhere);
  ADD ("export", test_export);
  ADD ("export-refuses", test_export_refuses);
  ADD ("story", test_story);
  ADD ("schema", test_schema);
#undef ADD

  return g_test_run ();
}
