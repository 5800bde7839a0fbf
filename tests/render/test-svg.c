/* Tests that an SVG carries the model that it shows, that its text is text at
 * the right place, and that another renderer draws the same picture from it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "native.h"
#include "svg-model.h"
#include "surfaces.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <string.h>

static GBytes *
write_as (MoatDocument *document, const char *name, const MoatExportOptions *options, MoatReport *report)
{
  const MoatFormat *format = moat_formats_find_by_name (moat_surfaces_get_formats (), name);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = format->write (document, options, report, &error);

  g_assert_no_error (error);
  return bytes;
}

static char *
dup_text (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static MoatDocument *
read_svg (GBytes *bytes, GError **error)
{
  const MoatFormat *format = moat_formats_find_by_content (moat_formats_get_all (), bytes, "a.svg");

  g_assert_true (format == &moat_svg_model_format);
  return format->read (bytes, &(MoatImportOptions){ 0 }, NULL, error);
}

static void
rename_first (MoatDocument *document, MoatKind kind, const char *name)
{
  MoatRecord *record = g_ptr_array_index (moat_document_list (document, kind), 0);
  g_autoptr (GError) error = NULL;

  MOAT_TRANSACTION (document, "Rename")
  moat_edit_set_text (document, record, kind == MOAT_KIND_USE_CASE ? "title" : "name", name, &error);
  g_assert_no_error (error);
}

/* What comes out of the picture is what went in, whatever the texts; and the same picture comes of it. */
static void
test_round_trip (void)
{
  static const char *const awkward[] = {
    "plain",
    "]]> & <b>bold</b> &amp; &lt;",
    "</moat:model></metadata><script>alert(1)</script>",
    "tab\tand\nline",
    "ends in a backslash \\",
    "non-characters \xef\xbf\xbe \xef\xbf\xbf",
    "“é 漢字 🙂 שלום”",
    "<!--",
    "%s &#0;",
  };

  for (guint i = 0; i < G_N_ELEMENTS (awkward); i++)
    {
      g_autoptr (MoatDocument) document = moat_test_document (6);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) svg = NULL;
      g_autoptr (GBytes) again = NULL;
      g_autoptr (MoatDocument) read = NULL;
      g_autofree char *dump = NULL;

      rename_first (document, MOAT_KIND_ELEMENT, awkward[i]);
      rename_first (document, MOAT_KIND_USE_CASE, awkward[i]);
      svg = write_as (document, "svg", NULL, NULL);
      read = read_svg (svg, &error);
      g_assert_no_error (error);
      dump = moat_test_dump (document);
      moat_test_assert_same_dump (read, dump);
      again = write_as (read, "svg", NULL, NULL);
      g_assert_true (g_bytes_equal (svg, again));
    }
}

/* An SVG is public: private records are in neither the picture nor the model, and the report says how many.
 */
static void
test_private (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (6);
  MoatRecord *threat = g_ptr_array_index (moat_document_list (document, MOAT_KIND_THREAT), 0);
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GBytes) svg = NULL;
  g_autofree char *text = NULL;
  g_autofree char *before = moat_test_dump (document);
  g_autofree char *line = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  moat_document_begin (document, "Hide");
  {
    MoatThreatState *state = moat_document_edit (document, threat);
    MoatDecisionState *decision;

    state->is_private = TRUE;
    moat_text_set (&state->text, "the vault code is 1234");
    decision = moat_document_edit (document, moat_edit_add_decision (document, moat_record_get_id (threat),
                                                                     "move the vault"));
    g_assert_false (decision->is_private);
  }
  moat_document_publish (document);
  n = 1 + moat_query_decisions (document, moat_record_get_id (threat))->len;
  svg = write_as (document, "svg", NULL, report);
  text = dup_text (svg);
  g_assert_null (strstr (text, "vault"));
  lines = moat_report_dup_lines (report);
  line = g_strdup_printf ("%u private entries were held back.", n);
  g_assert_cmpstr (lines[0], ==, line);
  moat_document_rollback (document);
  moat_test_assert_same_dump (document, before);
}

/* Pictures of others, and ours without the model, are refused with a reason. */
static void
test_refused (void)
{
  static const char *const others[] = {
    "<svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>",
    "<svg><metadata/></svg>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (others[i], strlen (others[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (read_svg (bytes, &error));
      g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_UNKNOWN);
      g_assert_nonnull (strstr (error->message, "carries no model"));
    }
}

/* Names stand in the file as text, cut ones as they are seen, and what is drawn over a text comes after it.
 */
static void
test_text_is_text (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (2);
  GPtrArray *elements = moat_document_list (document, MOAT_KIND_ELEMENT);
  g_autoptr (GBytes) svg = NULL;
  g_autofree char *text = NULL;
  const char *under, *over;

  MOAT_TRANSACTION (document, "Stack")
  {
    MoatElementState *first = moat_document_edit (document, g_ptr_array_index (elements, 0));
    MoatElementState *second = moat_document_edit (document, g_ptr_array_index (elements, 1));

    moat_text_set (&first->name, "Lower");
    moat_text_set (&second->name, "Upper & <wordy> far beyond what fits into a box as small as this one is");
    second->box = first->box;
    second->box.height = 30;
  }
  svg = write_as (document, "svg", NULL, NULL);
  text = dup_text (svg);
  under = strstr (text, ">Lower</text>");
  over = strstr (text, ">Upper &amp; &lt;wordy&gt;");
  g_assert_nonnull (under);
  g_assert_nonnull (over);
  g_assert_nonnull (g_strstr_len (under, over - under, "<path "));
  g_assert_nonnull (strstr (over, "…</text>"));
  /* No mark is left. */
  g_assert_null (strstr (text, "12.3456"));
}

/* How many pixels differ by more than an eighth in any channel. */
static guint
count_different (cairo_surface_t *a, cairo_surface_t *b)
{
  int width = cairo_image_surface_get_width (a), height = cairo_image_surface_get_height (a);
  guint n = 0;

  g_assert_cmpint (width, ==, cairo_image_surface_get_width (b));
  g_assert_cmpint (height, ==, cairo_image_surface_get_height (b));
  for (int y = 0; y < height; y++)
    {
      const guint8 *row_a = cairo_image_surface_get_data (a) + y * cairo_image_surface_get_stride (a);
      const guint8 *row_b = cairo_image_surface_get_data (b) + y * cairo_image_surface_get_stride (b);

      for (int x = 0; x < width; x++)
        n += ABS (row_a[4 * x] - row_b[4 * x]) > 32 || ABS (row_a[4 * x + 1] - row_b[4 * x + 1]) > 32
             || ABS (row_a[4 * x + 2] - row_b[4 * x + 2]) > 32;
    }

  return n;
}

/* librsvg makes the same picture of the SVG as Cairo does of the drawing. */
static void
test_other_renderer (void)
{
  g_autofree char *program = g_find_program_in_path ("rsvg-convert");
  g_autoptr (MoatDocument) document = moat_test_document (9);
  MoatExportOptions options = { .scale = 2 };
  g_autofree char *folder = g_dir_make_tmp ("moat-XXXXXX", NULL);
  g_autofree char *svg_path = g_build_filename (folder, "a.svg", NULL);
  g_autofree char *ours_path = g_build_filename (folder, "ours.png", NULL);
  g_autofree char *theirs_path = g_build_filename (folder, "theirs.png", NULL);
  const char *argv[] = { program, "-o", theirs_path, svg_path, NULL };
  g_autoptr (GBytes) svg = write_as (document, "svg", &options, NULL);
  g_autoptr (GBytes) png = write_as (document, "png", &options, NULL);
  cairo_surface_t *ours, *theirs;
  int status = -1;

  if (program == NULL)
    {
      g_test_skip ("rsvg-convert is not installed");
      g_rmdir (folder);
      return;
    }
  g_file_set_contents (svg_path, g_bytes_get_data (svg, NULL), g_bytes_get_size (svg), NULL);
  g_file_set_contents (ours_path, g_bytes_get_data (png, NULL), g_bytes_get_size (png), NULL);
  g_assert_true (
      g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  ours = cairo_image_surface_create_from_png (ours_path);
  theirs = cairo_image_surface_create_from_png (theirs_path);
  /* One in a thousand: where edges of letters are smoothed otherwise. */
  g_assert_cmpuint (count_different (ours, theirs), <=,
                    cairo_image_surface_get_width (ours) * cairo_image_surface_get_height (ours) / 1000);
  cairo_surface_destroy (ours);
  cairo_surface_destroy (theirs);
  g_unlink (svg_path);
  g_unlink (ours_path);
  g_unlink (theirs_path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/svg/round-trip", test_round_trip);
  g_test_add_func ("/render/svg/private", test_private);
  g_test_add_func ("/render/svg/refused", test_refused);
  g_test_add_func ("/render/svg/text-is-text", test_text_is_text);
  g_test_add_func ("/render/svg/other-renderer", test_other_renderer);
  return g_test_run ();
}
