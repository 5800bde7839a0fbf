/* Agenda files: what is written is read again, and a mistake is named with its
 * line.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "agenda-json.h"
#include "formats.h"

#include <glib/gstdio.h>
#include <string.h>

/* What is written is the same agenda when it is read, and the same bytes when it is written again. */
static void
test_round_trip (void)
{
  g_autoptr (MoatAgenda) agenda = moat_agenda_new_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (MoatAgenda) read = NULL;

  moat_agenda_add (agenda, "Break with “cake”", NULL, 240, MOAT_PANE_NONE);
  bytes = moat_agenda_json_write (agenda);
  read = moat_agenda_json_read (bytes, "agenda.json", &error);
  g_assert_no_error (error);
  g_assert_true (moat_agenda_equal (agenda, read));
  again = moat_agenda_json_write (read);
  g_assert_true (g_bytes_equal (bytes, again));
}

#define HEAD "{ \"format\": \"moat-agenda\", \"version\": 1,\n  \"phases\": [\n"

/* Each mistake is told with the file, its line, and what would be right. */
static void
test_mistakes (void)
{
  static const struct
  {
    const char *text;
    const char *message; /* a part of it */
  } cases[] = {
    { "{ \"format\": \"moat-catalog\", \"version\": 1, \"phases\": [] }",
      "a.json, line 1: This is no agenda" },
    { "[]", "a.json, line 1: This is no agenda" },
    { "{ \"format\": \"moat-agenda\", \"version\": 2 }", "a.json, line 1: “version” must be 1" },
    { HEAD "] }", "a.json, line 2: “phases” must be a list of 1 to 20" },
    { HEAD "{ \"name\": \"A\", \"minutes\": 5 },\n{ \"minutes\": 5 }\n] }",
      "a.json, line 4: The phase needs" },
    { HEAD "{ \"name\": \"A\", \"minutes\": 5.5 }\n] }", "a.json, line 3: “minutes” must be a whole number" },
    { HEAD "{ \"name\": \"A\", \"minutes\": \"ten\" }\n] }", "a.json, line 3: “minutes” must be" },
    { HEAD "{ \"name\": \"A\", \"minutes\": 241 }\n] }", "a.json, line 3: “minutes” must be" },
    { HEAD "{ \"name\": \"A\" }\n] }", "a.json, line 3: “minutes” must be" },
    { HEAD "{ \"name\": \"A\", \"minutes\": 5, \"pane\": \"tabel\" }\n] }",
      "line 3: “tabel” is no pane. There are: story" },
    { HEAD "{ \"name\": \"A\", \"minutes\": 5, \"panes\": \"table\" }\n] }",
      "line 3: A phase has no “panes”" },
    { HEAD "{ \"name\": \"A\", \"minutes\": 5, \"question\": [] }\n] }",
      "line 3: “question” must be a text" },
    { HEAD "5\n] }", "line 3: A phase must be an object" },
    { HEAD "{ \"name\": \"A\",, }\n] }", "a.json: " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (cases[i].text, strlen (cases[i].text));
      g_autoptr (GError) error = NULL;

      g_assert_null (moat_agenda_json_read (bytes, "a.json", &error));
      g_assert_nonnull (error);
      if (strstr (error->message, cases[i].message) == NULL)
        g_error ("%s\nsays: %s", cases[i].text, error->message);
    }
}

/* A pane that is not given is none. */
static void
test_short (void)
{
  const char *text = HEAD "{ \"name\": \"Talk\", \"minutes\": 5 }\n] }";
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (MoatAgenda) agenda = moat_agenda_json_read (bytes, "a.json", NULL);

  g_assert_nonnull (agenda);
  g_assert_cmpint (moat_agenda_get (agenda, 0)->pane, ==, MOAT_PANE_NONE);
  g_assert_null (moat_agenda_get (agenda, 0)->question);
}

static void
write_file (const char *path, const char *text)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
assert_first (const char *model, const char *name, gboolean is_of_team, const char *problem)
{
  g_autofree char *told = NULL;
  gboolean of_team;
  g_autoptr (MoatAgenda) agenda = moat_agenda_json_load (model, &of_team, &told);

  g_assert_cmpstr (moat_agenda_get (agenda, 0)->name, ==, name);
  g_assert_cmpint (of_team, ==, is_of_team);
  if (problem == NULL)
    g_assert_null (told);
  else
    g_assert_nonnull (strstr (told, problem));
}

/* The team's agenda wins over the person's, that one over what ships; a broken one is named and passed over.
 */
static void
test_which (void)
{
  g_autofree char *folder = g_dir_make_tmp ("moat-agenda-XXXXXX", NULL);
  g_autofree char *model = g_build_filename (folder, "shop.moat", NULL);
  g_autofree char *team = moat_agenda_json_get_team_path (model);
  g_autofree char *own = moat_agenda_json_get_own_path ();

  g_unlink (own);
  assert_first (model, "Use case and happy path", FALSE, NULL);
  assert_first (NULL, "Use case and happy path", FALSE, NULL);

  write_file (own, HEAD "{ \"name\": \"Mine\", \"minutes\": 5 }\n] }");
  assert_first (model, "Mine", FALSE, NULL);
  assert_first (NULL, "Mine", FALSE, NULL);

  write_file (team, HEAD "{ \"name\": \"Ours\", \"minutes\": 5 }\n] }");
  assert_first (model, "Ours", TRUE, NULL);

  write_file (team, HEAD "{ \"name\": \"Ours\", \"minutes\": 0 }\n] }");
  assert_first (model, "Mine", FALSE, MOAT_AGENDA_FILE ", line 3");

  g_unlink (team);
  g_unlink (own);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/formats/agenda-json/round-trip", test_round_trip);
  g_test_add_func ("/formats/agenda-json/mistakes", test_mistakes);
  g_test_add_func ("/formats/agenda-json/short", test_short);
  g_test_add_func ("/formats/agenda-json/which", test_which);

  return g_test_run ();
}
