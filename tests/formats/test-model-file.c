/* What is promised of the model file to other people's programs: the page about
 * it is true, and files of every released version stay readable.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "moat-test.h"
#include "native.h"
#include "story-text.h"

#include <string.h>

static char *
read_file (const char *variable, const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv (variable), name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static char *
read_page (void)
{
  return read_file ("MOAT_SRCDIR", "data/help/model-file.md");
}

/* The first fenced block that opens with @fence and whose text begins with @begin. Owned. */
static char *
find_block (const char *page, const char *fence, const char *begin)
{
  const char *at = page;

  while ((at = strstr (at, fence)) != NULL)
    {
      const char *text = at + strlen (fence);
      const char *end = strstr (text, "\n```\n");

      g_assert_nonnull (end);
      if (g_str_has_prefix (text, begin))
        return g_strndup (text, (gsize) (end - text) + 1);
      at = end + strlen ("\n```\n");
    }
  g_error ("The page has no block that begins with “%s”", begin);
}

/* Reads without a word, and is written as it was. */
static MoatDocument *
assert_canonical (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GError) error = NULL;
  MoatDocument *document = moat_native_read (bytes, MOAT_NATIVE_WHOLE, report, &error);
  g_autoptr (GBytes) again = NULL;
  g_autofree char *again_text = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (moat_report_count (report), ==, 0);
  again = moat_native_write (document);
  again_text = g_strndup (g_bytes_get_data (again, NULL), g_bytes_get_size (again));
  g_assert_cmpstr (again_text, ==, text);

  return document;
}

/* The example opens, and is what its story gives. */
static void
test_example (void)
{
  g_autofree char *page = read_page ();
  g_autofree char *json = find_block (page, "```json\n", "{\n");
  g_autofree char *story = find_block (page, "```\n", "# ");
  g_autoptr (MoatDocument) document = assert_canonical (json);
  g_autoptr (GBytes) bytes = g_bytes_new (story, strlen (story));
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) told = moat_formats_load_bytes (bytes, "story.txt", NULL, NULL, &error);
  g_autofree char *dump = NULL;

  g_assert_no_error (error);
  dump = moat_test_dump (told);
  moat_test_assert_same_dump (document, dump);
}

/* Each part of the file is named on the page. */
static void
test_parts (void)
{
  g_autofree char *page = read_page ();

  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      g_autofree char *member = g_strdup_printf ("`%s`", moat_kind_get_info ((MoatKind) kind)->member);

      if (strstr (page, member) == NULL)
        g_error ("The page does not name %s", member);
    }
}

/* Every kind and field of format version 1, and members of a version to come: all is still read and kept. A
 * later format gets a file of its own beside this one, which never changes.
 */
static void
test_version_1 (void)
{
  g_autofree char *text = read_file ("MOAT_TEST_SRCDIR", "golden/version-1.moat");
  g_autoptr (MoatDocument) document = assert_canonical (text);

  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    g_assert_cmpuint (moat_document_count (document, (MoatKind) kind), >, 0);
  g_assert_cmpstr (moat_threat_state (moat_document_find (document, "threat-1"))->accepted_by, ==,
                   "threat acceptedBy");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/model-file/example", test_example);
  g_test_add_func ("/formats/model-file/parts", test_parts);
  g_test_add_func ("/formats/model-file/version-1", test_version_1);

  return g_test_run ();
}
