/* Documents in four markups are read as the same headings, items and rows, and
 * the audit makes the same of them. What is hostile is read too.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "audit.h"
#include "folder.h"
#include "foreign-model.h"
#include "prose-read.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static const char marks[] = { 'h', 'p', 'i', 'H', 'r', 'd' };

/* One line a block: its line, its kind (and level), its text. */
static char *
dump (const char *name, const char *text)
{
  g_autoptr (MoatProse) prose = moat_prose_read (name, text, strlen (text));
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < prose->blocks->len; i++)
    {
      const MoatProseBlock *block = g_ptr_array_index (prose->blocks, i);

      g_string_append_printf (out, "%u %c", block->line, marks[block->kind]);
      if (block->level > 0)
        g_string_append_printf (out, "%u", block->level);
      g_string_append_printf (out, " %s\n", block->text);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
assert_dump (const char *name, const char *text, const char *expected)
{
  g_autofree char *found = dump (name, text);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_markdown (void)
{
  assert_dump (
      "a.md",
      "---\ntitle: x\n---\n# One *two*\n\ntext `code`\nmore\n\n- item\n  - [inner](b.md)\n\n**Bold:**\n\n"
      "| A | B |\n|---|---|\n| 1 | `2` |\n\n<!-- not this -->\n<p>html</p>\n\n"
      "```c\nint x;\n```\n\n```mermaid\na --> b\n```\n",
      "4 h1 One two\n6 p text code more\n9 i item\n10 i inner\n12 h7 Bold:\n14 H A. B\n16 r 1. 2\n"
      "19 p html\n25 d a --> b\n");
}

static void
test_rst (void)
{
  assert_dump (
      "a.rst",
      "=====\nTitle\n=====\n\n..\n   comment\n\nPart\n----\n\ntext\nmore\n\n* item\n  goes on\n\n"
      ".. list-table::\n   :header-rows: 1\n\n   * - A\n     - B\n   * - 1\n     - 2\n       3\n\nafter\n\n"
      "+---+---+\n| C | D |\n+===+===+\n| 1 | 2 |\n+---+---+\n\n"
      "===  ===\nE    F\n===  ===\n1    2\n===  ===\n\n.. note:: Mind this.\n",
      "2 h1 Title\n8 h2 Part\n11 p text more\n14 i item goes on\n20 H A. B\n22 r 1. 2 3\n26 p after\n"
      "29 H C. D\n31 r 1. 2\n35 H E. F\n37 r 1. 2\n40 p Mind this.\n");
}

static void
test_asciidoc (void)
{
  assert_dump (
      "a.adoc",
      "= Title\n:attr: x\n\n// comment\n== Part\n\ntext\nmore\n\n* item\n** inner\nterm:: what it is\n\n"
      "[cols=\"1,1\"]\n|===\n|A |B\n\n|1\n|2\n|===\n\n----\ncode\n----\n\n....\na -> b\n....\n",
      "1 h1 Title\n5 h2 Part\n7 p text more\n10 i item\n11 i inner\n12 i term:: what it is\n15 H A. B\n"
      "15 r 1. 2\n26 d a -> b\n");
}

static void
test_plain (void)
{
  assert_dump (
      "SECURITY", "TITLE IN CAPITALS\n\nUnder\n=====\n\n1. Numbered part\n\ntext\nmore\n\n - item\n - item\n",
      "1 h2 TITLE IN CAPITALS\n3 h1 Under\n6 h3 1. Numbered part\n8 p text more\n11 i item\n12 i item\n");
}

/* ---- What the audit makes of them ---- */

typedef struct
{
  const char *name;
  const char *text;
} File;

static const File same[] = {
  { "threats.md", "# Threat model of the relay\n\n## Trust boundaries\n\n- Public internet to relay: "
                  "messages are checked.\n"
                  "- Relay to archive: mutual TLS.\n\n## Sensitive data flows\n\n- Session tokens stay in "
                  "memory, never logged.\n"
                  "- Personal data of subscribers is encrypted at rest.\n\n## Who may do what\n\n"
                  "Operators sign in with client certificates. Only the admin role may change routes.\n"
                  "Writing needs authentication.\n\n## Threats\n\n| Threat | Mitigation |\n|---|---|\n"
                  "| Replay of a message | Sequence numbers |\n| Forged certificate | Pinning |\n" },
  { "threats.rst",
    "Threat model of the relay\n=========================\n\nTrust boundaries\n----------------\n\n"
    "* Public internet to relay: messages are checked.\n* Relay to archive: mutual TLS.\n\n"
    "Sensitive data flows\n--------------------\n\n* Session tokens stay in memory, never logged.\n"
    "* Personal data of subscribers is encrypted at rest.\n\nWho may do what\n---------------\n\n"
    "Operators sign in with client certificates. Only the admin role may change routes.\n"
    "Writing needs authentication.\n\nThreats\n-------\n\n===================  ================\n"
    "Threat               Mitigation\n===================  ================\n"
    "Replay of a message  Sequence numbers\nForged certificate   Pinning\n"
    "===================  ================\n" },
  { "threats.adoc", "= Threat model of the relay\n\n== Trust boundaries\n\n* Public internet to relay: "
                    "messages are checked.\n"
                    "* Relay to archive: mutual TLS.\n\n== Sensitive data flows\n\n* Session tokens stay in "
                    "memory, never logged.\n"
                    "* Personal data of subscribers is encrypted at rest.\n\n== Who may do what\n\n"
                    "Operators sign in with client certificates. Only the admin role may change routes.\n"
                    "Writing needs authentication.\n\n== Threats\n\n|===\n|Threat |Mitigation\n\n"
                    "|Replay of a message |Sequence numbers\n|Forged certificate |Pinning\n|===\n" },
  { "threats.txt",
    "THREAT MODEL OF THE RELAY\n\n1. Trust boundaries\n\n - Public internet to relay: messages are checked.\n"
    " - Relay to archive: mutual TLS.\n\n2. Sensitive data flows\n\n"
    " - Session tokens stay in memory, never logged.\n - Personal data of subscribers is encrypted at "
    "rest.\n\n"
    "3. Who may do what\n\nOperators sign in with client certificates. Only the admin role may change "
    "routes.\n"
    "Writing needs authentication.\n\n4. Threats\n\nThreat: replay of a message.\nMitigation: sequence "
    "numbers.\n\n"
    "Threat: forged certificate.\nMitigation: pinning.\n" },
};

static void
test_same_in_all (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (MoatProse) prose = moat_prose_read (same[i].name, same[i].text, strlen (same[i].text));

      g_test_message ("%s", same[i].name);
      g_assert_cmpuint (moat_audit_cover_prose (prose, FALSE).topics, ==, MOAT_AUDIT_ALL);
    }
}

/* What Moat itself writes is what it looks for. */
static void
test_own_document (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MOAT_SRCDIR"), "tests", "golden",
                                            "shipping-address.SECURITY.md", NULL);
  g_autofree char *text = NULL;
  g_autoptr (MoatProse) prose = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  prose = moat_prose_read ("SECURITY.md", text, length);
  g_assert_cmpuint (moat_audit_cover_prose (prose, FALSE).topics, ==, MOAT_AUDIT_ALL);
}

/* Neither deep nesting, nor tables without end, nor bytes that are no text bring a reader down. */
static void
test_hostile (void)
{
  static const char *const names[] = { "a.md", "a.rst", "a.adoc", "a.txt" };
  static const char *const pieces[] = {
    "*a **b ", "> - ",     "|a",   "+--",    "[[[",    "== \n|===\n|", "=== ===\n\n", ".. list-table::\n",
    "<!--",    "\xff\xfe", "`",    "a\n-\n", "----\n", "_ _\n",        "..\n",        "`<`",
    "`<",      ":: \n",    "[]\n", "*\n",    "#"
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint n = 0; n < 3000; n++)
        g_string_append (text, pieces[i]);
      for (guint name = 0; name < G_N_ELEMENTS (names); name++)
        {
          g_autoptr (MoatProse) prose = moat_prose_read (names[name], text->str, text->len);

          moat_audit_cover_prose (prose, FALSE);
        }
    }
}

/* ---- Models of other tools ---- */

static void
test_foreign (void)
{
  static const char dragon[]
      = "{\"summary\":{\"title\":\"Relay\"},\"detail\":{\"diagrams\":[{\"cells\":["
        "{\"data\":{\"type\":\"tm.BoundaryBox\",\"name\":\"Data centre\"}},"
        "{\"data\":{\"type\":\"tm.Boundary\",\"name\":\"Internet edge\"}},"
        "{\"data\":{\"type\":\"tm.Flow\",\"name\":\"Session token\",\"isEncrypted\":true,\"threats\":["
        "{\"title\":\"Replay\",\"mitigation\":\"Sequence numbers\"},"
        "{\"title\":\"Theft\",\"mitigation\":\"Short lives\"},{\"title\":\"Open\",\"mitigation\":\"\"}]}},"
        "{\"data\":{\"type\":\"tm.Flow\",\"name\":\"Password, hashed\"}}]}]}}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (dragon, strlen (dragon));
  const char *tool = moat_foreign_model_find_tool (dragon, strlen (dragon));
  g_autoptr (MoatProse) prose = NULL;
  guint topics;

  g_assert_cmpstr (tool, ==, "OWASP Threat Dragon");
  prose = moat_foreign_model_read (tool, bytes);
  topics = moat_audit_cover_prose (prose, FALSE).topics;
  g_assert_cmpuint (topics & (1 << MOAT_AUDIT_BOUNDARIES), !=, 0);
  g_assert_cmpuint (topics & (1 << MOAT_AUDIT_DATA_FLOWS), !=, 0);
  g_assert_cmpuint (topics & (1 << MOAT_AUDIT_THREATS), !=, 0);
  g_assert_cmpuint (topics & (1 << MOAT_AUDIT_AUTHORIZATION), ==, 0);
  g_assert_null (moat_foreign_model_find_tool ("{\"name\": 1}", strlen ("{\"name\": 1}")));
}

/* ---- Real files ---- */

static gboolean
is_among (const char *name, const char *const *beginnings)
{
  for (; *beginnings != NULL; beginnings++)
    {
      if (g_str_has_prefix (name, *beginnings))
        return TRUE;
    }
  return FALSE;
}

/* Judged by reading them first. */
static void
test_samples (void)
{
  static const char *const pass[] = { "dfetch-org__dfetch__doc_explanation_threat_model",
                                      "microsoft__hve-core__", NULL };
  const char *shared = g_getenv ("MOAT_SHARED");
  g_autofree char *folder = shared != NULL ? g_build_filename (shared, "samples", "security-md", NULL)
                                           : g_build_filename (g_getenv ("MOAT_SRCDIR"), "..", "shared",
                                                               "samples", "security-md", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL)
    {
      g_test_skip ("there are no samples beside the sources; MOAT_SHARED can name their folder");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (MoatProse) prose = NULL;
      gsize length;

      if (!moat_prose_read_knows (name) || !g_file_get_contents (path, &text, &length, NULL))
        continue;
      g_test_message ("%s", name);
      prose = moat_prose_read (name, text, length);
      g_assert_cmpint (moat_audit_cover_prose (prose, FALSE).topics == MOAT_AUDIT_ALL, ==,
                       is_among (name, pass));
    }
}

/* ---- Folders ---- */

static gboolean
skips_nothing (const char *name)
{
  return g_str_equal (name, "skipped");
}

static void
put (const char *root, const char *path)
{
  g_autofree char *full = g_build_filename (root, path, NULL);
  g_autofree char *folder = g_path_get_dirname (full);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (full, "x", 1, NULL));
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && (dir = g_dir_open (path, 0, NULL)) != NULL)
    {
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *below = g_build_filename (path, name, NULL);

          remove_all (below);
        }
    }
  g_remove (path);
}

static char *
join_files (GPtrArray *files)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    g_string_append_printf (text, "%s ", ((MoatFolderFile *) g_ptr_array_index (files, i))->path);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Loops and ways out through symbolic links are not taken, nor other repositories; bounds hold. */
static void
test_folder (void)
{
  g_autofree char *root = g_dir_make_tmp ("moat-folder-XXXXXX", NULL);
  g_autofree char *loop = g_build_filename (root, "a", "loop", NULL);
  g_autofree char *out = g_build_filename (root, "a", "out.md", NULL);
  MoatFolderBounds bounds = { 100, 10, skips_nothing };
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GPtrArray) few = NULL;
  g_autofree char *joined = NULL;
  gboolean is_cut;

  put (root, "b.md");
  put (root, "a/a.md");
  put (root, "a/skipped/c.md");
  put (root, "sub/.git/config");
  put (root, "sub/d.md");
  g_assert_cmpint (symlink ("..", loop), ==, 0);
  g_assert_cmpint (symlink ("/etc/hostname", out), ==, 0);

  files = moat_folder_list (root, &bounds, &is_cut, NULL, NULL);
  joined = join_files (files);
  g_assert_cmpstr (joined, ==, "a/a.md b.md ");
  g_assert_false (is_cut);

  bounds.max_files = 1;
  few = moat_folder_list (root, &bounds, &is_cut, NULL, NULL);
  g_assert_cmpuint (few->len, ==, 1);
  g_assert_true (is_cut);
  remove_all (root);
}

/* Folders with a .git at any depth, and those at the top that have none. */
static void
test_repositories (void)
{
  g_autofree char *root = g_dir_make_tmp ("moat-folder-XXXXXX", NULL);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  put (root, "owner/one/.git/config");
  put (root, "owner/two/.git/config");
  put (root, "plain/docs/a.md");
  put (root, "file.md");
  found = moat_folder_list_repositories (root, 3, NULL);
  g_assert_cmpuint (found->len, ==, 3);
  g_assert_true (g_str_has_suffix (g_ptr_array_index (found, 0), "owner/one"));
  g_assert_true (g_str_has_suffix (g_ptr_array_index (found, 2), "plain"));
  remove_all (root);

  g_assert_null (moat_folder_list_repositories (root, 3, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/prose/markdown", test_markdown);
  g_test_add_func ("/formats/prose/rst", test_rst);
  g_test_add_func ("/formats/prose/asciidoc", test_asciidoc);
  g_test_add_func ("/formats/prose/plain", test_plain);
  g_test_add_func ("/formats/prose/same-in-all", test_same_in_all);
  g_test_add_func ("/formats/prose/own-document", test_own_document);
  g_test_add_func ("/formats/prose/hostile", test_hostile);
  g_test_add_func ("/formats/prose/foreign", test_foreign);
  g_test_add_func ("/formats/prose/samples", test_samples);
  g_test_add_func ("/formats/folder/bounds", test_folder);
  g_test_add_func ("/formats/folder/repositories", test_repositories);
  return g_test_run ();
}
