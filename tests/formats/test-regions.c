/* The managed region: every other byte of a file stays, whatever the file holds.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "formats.h"
#include "regions.h"
#include "moat-test-seed.h"

#include <string.h>

static const char content_a[] = "## Threat Model Summary\n\nOne.\n\n";
static const char content_b[]
    = "## Threat Model Summary\n\nTwo, and | more.\n\n```mermaid\nflowchart LR\n```\n\n";

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static GBytes *
replace (GBytes *existing, const char *name, const char *content)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = moat_regions_replace (existing, name, NULL, content, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
assert_equal_bytes (GBytes *a, GBytes *b)
{
  g_assert_cmpmem (g_bytes_get_data (a, NULL), g_bytes_get_size (a), g_bytes_get_data (b, NULL),
                   g_bytes_get_size (b));
}

static gboolean
holds (GBytes *bytes, const char *words)
{
  return g_bytes_get_size (bytes) > 0
         && memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), words, strlen (words)) != NULL;
}

/* The file without its region of @name; what stood before it is *n_before bytes. */
static GBytes *
cut_out (GBytes *bytes, const char *name, gsize *n_before)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) regions = moat_regions_find (data, length, &error);
  GByteArray *out = g_byte_array_new ();

  g_assert_no_error (error);
  for (guint i = 0; i < regions->len; i++)
    {
      MoatRegion *region = g_ptr_array_index (regions, i);

      if (strcmp (region->name, name) != 0)
        continue;
      *n_before = region->begin;
      g_byte_array_append (out, (const guint8 *) data, region->begin);
      g_byte_array_append (out, (const guint8 *) data + region->end, length - region->end);

      return g_byte_array_free_to_bytes (out);
    }

  g_assert_not_reached ();
}

/* Inserting adds line ends around the region and nothing else; writing again, in any order of contents,
 * touches the region alone.
 */
static void
check_file (GBytes *file)
{
  g_autoptr (GBytes) first = replace (file, "model", content_a);
  g_autoptr (GBytes) again = replace (first, "model", content_a);
  g_autoptr (GBytes) edited = replace (first, "model", content_b);
  g_autoptr (GBytes) back = replace (edited, "model", content_a);
  gsize n_before;
  gsize n_before_edited;
  g_autoptr (GBytes) outside = cut_out (first, "model", &n_before);
  g_autoptr (GBytes) outside_edited = cut_out (edited, "model", &n_before_edited);
  const char *data = g_bytes_get_data (outside, NULL);
  gsize length = g_bytes_get_size (file);

  assert_equal_bytes (first, again);
  assert_equal_bytes (first, back);
  assert_equal_bytes (outside, outside_edited);
  g_assert_cmpuint (n_before, ==, n_before_edited);

  /* Cut out of a file that had none, it leaves the file and a few line ends. */
  if (!holds (file, "moat:end"))
    {
      g_assert_cmpuint (g_bytes_get_size (outside), <=, length + 6);
      g_assert_cmpmem (data, length, g_bytes_get_data (file, NULL), length);
      for (gsize i = length; i < g_bytes_get_size (outside); i++)
        g_assert_true (data[i] == '\r' || data[i] == '\n');
    }
}

/* A second model's region leaves the first one alone, and the other way round. */
static void
check_two (GBytes *file)
{
  g_autoptr (GBytes) first = replace (file, "model", content_a);
  g_autoptr (GBytes) second = replace (first, "other", content_b);
  g_autoptr (GBytes) changed = replace (second, "model", content_b);
  gsize ignored;
  g_autoptr (GBytes) without = cut_out (changed, "model", &ignored);
  g_autoptr (GBytes) without_before = cut_out (second, "model", &ignored);

  g_assert_cmpmem (g_bytes_get_data (second, NULL), g_bytes_get_size (first), g_bytes_get_data (first, NULL),
                   g_bytes_get_size (first));
  assert_equal_bytes (without, without_before);
}

/* ---- Files that are kept ---- */

static const char *const files[] = {
  "x",
  "# Security\n",
  "# Security\n\n",
  "# Security\n\n\n\n",
  "# Security",
  "Security\n========\n\nReport\n------\n\nMail us.\n",
  "\xef\xbb\xbf# With a mark\n\ntext\n",
  "# Windows\r\n\r\ntext\r\n",
  "# Windows\r\n\r\ntext",
  "# Old Macintosh\r\rtext\r",
  "# Mixed\r\ntext\nmore\r\n",
  "---\ntitle: Security\ntags: [a, b]\n---\n\n# Security\n",
  "<!-- a comment -->\n\n# Security\n\n<!--\nover\nlines\n-->\n",
  "<!-- BEGIN ANSIBLE MANAGED BLOCK -->\nkept\n<!-- END ANSIBLE MANAGED BLOCK -->\n",
  ("<!-- BEGIN MICROSOFT SECURITY.MD V0.0.9 BLOCK -->\n\n## Security\n\n<!-- END MICROSOFT SECURITY.MD BLOCK "
   "-->"),
  "```\n<!-- moat:begin model -->\n```\n",
  "~~~md\n<!-- moat:begin model -->\n<!-- moat:end model -->\n~~~\n",
  "    <!-- moat:begin model -->\n\ntext\n",
  "\t<!-- moat:end model -->\n",
  "> <!-- moat:begin model -->\n",
  "> text\n> <!-- moat:end model -->\n",
  "- item\n  <!-- moat:begin model -->\n",
  "1. item\n\n   <!-- moat:end -->\n",
  "text <!-- moat:begin model --> text\n",
  "text\n    <!-- moat:begin model -->\n",
  "`<!-- moat:begin model -->`\n",
  "<!-- <!-- moat:begin model -->\n",
  "<!-- as in\n<!-- moat:begin model -->\n",
  "<!--\n\n<!-- moat:begin model -->\n",
  "<div>\n<!-- as in\n<!-- moat:begin model -->\n</div>\n",
  "<pre>\n<!-- moat:begin model -->\n</pre>\n",
  "  <PRE>\n<!-- moat:begin model -->\n\n</PRE>\n",
  "<script>\n<!-- moat:begin model -->\n</script>\n",
  "<?xml\n<!-- moat:begin model -->\n?>\n",
  "<!DOCTYPE x\n<!-- moat:begin y -->\n",
  "<![CDATA[\n<!-- moat:begin model -->\n]]>\n",
  "<details>\n<summary>More</summary>\n\ntext\n\n</details>\n",
  "<div>\n<p>open\n",
  "<!-- moat:beginning -->\n",
  "<!-- moat: begin model -->\n",
  "<!--moat:begin model-->\n",
  "&lt;!-- moat:begin model --&gt;\n",
  "\\<!-- moat:begin model -->\n",
  "| a \\| b | `c|d` |\n| --- | --- |\n| <!-- moat:begin model --> | x |\n",
  "a | b\n- | -\n1 | 2",
  "- a list\n  - deep\n",
  "> a quote\n",
  "[ref]: https://example.com\n",
  "- ```\n  a fence that the list closes\n",
  "> ```\n> a fence that the quote closes\n",
  "text\\\n",
  "trailing blanks   \n   \n \t",
  "not UTF-8: \xff\xfe\xc3\x28 \x80\n",
  "<div \xff>\n\n\xf0\x28\n",
  "caf\u00e9 \u202ereversed\u202c\n",
};

static void
test_kept (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) file = bytes_of (files[i]);

      check_file (file);
      check_two (file);
    }
}

static void
test_nul_bytes (void)
{
  static const char file[] = "a\0b\n<div>\0\n<!-- moat:begin model -->\nold\n<!-- moat:end -->\0 tail\n\0";
  static const char tail[] = "-->\0 tail\n\0";
  g_autoptr (GBytes) bytes = g_bytes_new_static (file, sizeof file - 1);
  g_autoptr (GBytes) written = replace (bytes, "model", content_a);
  gsize length;
  const char *data = g_bytes_get_data (written, &length);

  g_assert_cmpmem (data, 11, file, 11);
  g_assert_cmpmem (data + length - (sizeof tail - 1), sizeof tail - 1, tail, sizeof tail - 1);
  g_assert_null (memmem (data + 11, length - 11, "old", 3));
}

static void
test_empty (void)
{
  g_autoptr (GBytes) empty = bytes_of ("");
  g_autoptr (GBytes) written = replace (empty, "model", "x\n");

  g_assert_true (g_str_has_prefix (g_bytes_get_data (written, NULL), "<!-- moat:begin model"));
}

/* Whatever stands on the markers' lines beside them is kept too. */
static void
test_beside_markers (void)
{
  static const char before[]
      = "  <!-- moat:begin model: by hand -->\nold\n <!-- moat:end model -->  \t kept\nafter";
  g_autoptr (GBytes) bytes = bytes_of (before);
  g_autoptr (GBytes) written = replace (bytes, "model", content_a);
  gsize length;
  const char *data = g_bytes_get_data (written, &length);
  static const char tail[] = "-->  \t kept\nafter";

  g_assert_true (g_str_has_prefix (data, "  <!-- moat:begin model"));
  g_assert_cmpmem (data + length - strlen (tail), strlen (tail), tail, strlen (tail));
}

/* A region that a person put in place by hand, without a name. */
static void
test_in_the_middle (void)
{
  g_autoptr (GBytes) bytes = bytes_of ("top\n\n<!-- moat:begin -->\n<!-- moat:end -->\nbottom\n");
  g_autoptr (GBytes) written = replace (bytes, "model", "x\n");

  g_assert_true (g_str_has_prefix (g_bytes_get_data (written, NULL), "top\n\n<!-- moat:begin model"));
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (written, NULL), g_bytes_get_size (written),
                                  "\n\nx\n<!-- moat:end model -->\nbottom\n"));
}

/* A region's lines end as those of the file do. */
static void
test_line_ends (void)
{
  static const struct
  {
    const char *file;
    const char *wanted;
  } cases[] = {
    { "a\r\n", "\r\n\r\nx\r\n" },
    { "a\r", "\r\rx\r" },
    { "a\n", "\n\nx\n" },
    { "a", "\n\nx\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = bytes_of (cases[i].file);
      g_autoptr (GBytes) written = replace (bytes, "model", "x\n");
      const char *data = g_bytes_get_data (written, NULL);

      g_assert_nonnull (g_strstr_len (data, g_bytes_get_size (written), cases[i].wanted));
    }
}

/* ---- Whose a region is ---- */

/* A model's region is found by the model's id, whatever its file is called; two models whose files have one
 * name own one each; what has no id is known by the name.
 */
static void
test_owner (void)
{
  static const struct
  {
    const char *region; /* name and id in the marker that is there */
    const char *name;
    const char *id;
    gboolean is_found;
  } cases[] = {
    { "shop id=m-1: by Moat", "shop", "m-1", TRUE },  { "shop id=m-1: by Moat", "renamed", "m-1", TRUE },
    { "shop id=m-1", "renamed", "m-1", TRUE },        { "shop id=m-1: by Moat", "shop", "m-2", FALSE },
    { "shop: by Moat", "shop", "m-1", TRUE },         { "shop: id=m-1", "renamed", "m-1", FALSE },
    { "shop for id=m-1", "renamed", "m-1", FALSE },   { "shop id=m-1: by Moat", "shop", NULL, TRUE },
    { "shop id=m-1: by Moat", "other", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("<!-- moat:begin %s -->\nold\n<!-- moat:end -->\n",
                                               cases[i].region);
      g_autoptr (GBytes) bytes = bytes_of (text);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) written = moat_regions_replace (bytes, cases[i].name, cases[i].id, content_a,
                                                         &error);
      g_autoptr (GBytes) again = NULL;

      g_assert_no_error (error);
      g_assert_cmpint (holds (written, "old"), ==, !cases[i].is_found);
      again = moat_regions_replace (written, cases[i].name, cases[i].id, content_a, &error);
      g_assert_no_error (error);
      assert_equal_bytes (written, again);
    }
}

/* ---- Files that are refused ---- */

static void
test_refused (void)
{
  static const struct
  {
    const char *file;
    guint line;
  } cases[] = {
    { "a\n\n<!-- moat:begin model -->\nrest\n", 3 },
    { "<!-- moat:begin a id=m-1: -->\n<!-- moat:end -->\n\n<!-- moat:begin b id=m-1: -->\n<!-- moat:end "
      "-->\n",
      4 },
    { "<!-- moat:begin a id=m-1: -->\n<!-- moat:end -->\n\n<!-- moat:begin a -->\n<!-- moat:end -->\n", 4 },
    { "a\n\n<!-- moat:end model -->\nrest\n", 3 },
    { "<!-- moat:begin model -->\n<!-- moat:begin other -->\n<!-- moat:end -->\n", 2 },
    { "<!-- moat:begin model -->\n<!-- moat:end -->\n\n<!-- moat:begin model -->\n<!-- moat:end -->\n", 4 },
    { "<!-- moat:begin -->\n<!-- moat:end -->\ntext\n<!-- moat:begin -->\n<!-- moat:end -->\n", 4 },
    { "<!-- moat:begin model -->\n\n<!-- moat:end other -->\n", 3 },
    { "x\r\ry\r<!-- moat:end model -->\r", 4 },
    { "a\r\n\r\n<!-- moat:end model -->\r\n", 3 },
    { "a\n<!-- moat:begin model\nmore -->\n<!-- moat:end -->\n", 2 },
    { "a\n\n```\nnever closed\n", 3 },
    { "a\n\n~~~~\nnever closed\n\n```\n", 3 },
    { "text\n<!-- never closed\n\nmore\n", 2 },
    { "a\n\n<pre>\nnever closed\n", 3 },
    { "<?never closed\n", 1 },
    { "<!-- moat:begin other -->\n<!-- moat:end -->\n\n```\n", 4 },
    { "\xff\xfe#\xff", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = bytes_of (cases[i].file);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) written = moat_regions_replace (bytes, "model", NULL, content_a, &error);
      g_autofree char *place = g_strdup_printf ("line %u: ", cases[i].line);

      g_assert_null (written);
      g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_CONFLICT);
      if (!g_str_has_prefix (error->message, place))
        g_error ("“%s” for:\n%s", error->message, cases[i].file);
    }
}

/* ---- Many files ---- */

static char *
find_samples (void)
{
  const char *shared = g_getenv ("MOAT_SHARED");

  if (shared != NULL)
    return g_build_filename (shared, "samples", "security-md", NULL);

  return g_build_filename (g_getenv ("MOAT_SRCDIR"), "..", "shared", "samples", "security-md", NULL);
}

static void
check_with_line_ends (const char *text, const char *line_end)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *other = g_strjoinv (line_end, lines);
  g_autoptr (GBytes) bytes = bytes_of (other);

  check_file (bytes);
}

static void
test_samples (void)
{
  g_autofree char *folder = find_samples ();
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
      g_autoptr (GBytes) bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      bytes = g_bytes_new (text, length);
      check_file (bytes);
      check_two (bytes);
      check_with_line_ends (text, "\r\n");
      check_with_line_ends (g_strchomp (text), "\r");
    }
}

/* Lines of all sorts in any order: either the bytes outside stay, or the file is refused as it is. */
static void
test_random (void)
{
  for (guint round = 0; round < 1500; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) written = NULL;
      g_autoptr (GError) error = NULL;

      for (gint n = g_test_rand_int_range (0, 8); n > 0; n--)
        g_string_append (text, files[g_test_rand_int_range (0, G_N_ELEMENTS (files))]);
      if (text->len >= 2 && memcmp (text->str, "\xff\xfe", 2) == 0)
        continue;
      bytes = g_bytes_new (text->str, text->len);
      written = moat_regions_replace (bytes, "model", NULL, content_a, &error);
      if (written != NULL)
        check_file (bytes);
      else
        g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_CONFLICT);
    }
}

static void
test_large (void)
{
  g_autoptr (GString) text = g_string_new ("# Large\n\n");
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; text->len < 1024 * 1024; i++)
    g_string_append_printf (text,
                            "- item %u with *words*, a [link](x) and `code`\n\n| a | b |\n| --- | --- |\n\n",
                            i);
  bytes = g_bytes_new (text->str, text->len);
  check_file (bytes);
}

/* ---- New files and names ---- */

static void
test_begin_file (void)
{
  g_autoptr (GBytes) blank = bytes_of ("\xef\xbb\xbf\r\n\r\n");
  g_autoptr (GBytes) marked = moat_regions_begin_file (blank, "a\nb\n");
  g_autoptr (GBytes) plain = moat_regions_begin_file (NULL, "a\nb\n");

  g_assert_cmpmem (g_bytes_get_data (marked, NULL), g_bytes_get_size (marked),
                   "\xef\xbb\xbf"
                   "a\r\nb\r\n",
                   9);
  g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), "a\nb\n", 4);
}

/* A name never ends its comment, and is found as it was written. */
static void
test_names (void)
{
  static const char *const names[] = { "model", "My model", "a--b", "--",    "-->", "<!--",
                                       "",      "配送",     "x:y",  "a b c", ">",   "a-" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = moat_regions_make_name (names[i]);
      g_autoptr (GBytes) empty = bytes_of ("text\n");
      g_autoptr (GBytes) written = replace (empty, name, content_a);
      g_autoptr (GPtrArray) regions = moat_regions_find (g_bytes_get_data (written, NULL),
                                                         g_bytes_get_size (written), NULL);

      g_assert_cmpstr (name, !=, "");
      g_assert_null (strstr (name, "--"));
      g_assert_cmpuint (regions->len, ==, 1);
      g_assert_cmpstr (((MoatRegion *) g_ptr_array_index (regions, 0))->name, ==, name);
      g_assert_cmpuint (((MoatRegion *) g_ptr_array_index (regions, 0))->begin_line, ==, 3);
    }
}

int
main (int argc, char *argv[])
{
  moat_test_init (&argc, &argv);

  g_test_add_func ("/formats/regions/kept", test_kept);
  g_test_add_func ("/formats/regions/nul-bytes", test_nul_bytes);
  g_test_add_func ("/formats/regions/empty", test_empty);
  g_test_add_func ("/formats/regions/beside-markers", test_beside_markers);
  g_test_add_func ("/formats/regions/in-the-middle", test_in_the_middle);
  g_test_add_func ("/formats/regions/line-ends", test_line_ends);
  g_test_add_func ("/formats/regions/owner", test_owner);
  g_test_add_func ("/formats/regions/refused", test_refused);
  g_test_add_func ("/formats/regions/samples", test_samples);
  g_test_add_func ("/formats/regions/random", test_random);
  g_test_add_func ("/formats/regions/large", test_large);
  g_test_add_func ("/formats/regions/begin-file", test_begin_file);
  g_test_add_func ("/formats/regions/names", test_names);

  return g_test_run ();
}
