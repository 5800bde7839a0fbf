/* Tests the pictures: same model, same bytes; what is drawn is there; what
 * cannot be drawn is refused with a reason.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "surfaces.h"

#include <cairo.h>
#include <string.h>

static GBytes *
write_as (MoatDocument *document, const char *name, const MoatExportOptions *options, GError **error)
{
  const MoatFormat *format = moat_formats_find_by_name (moat_surfaces_get_formats (), name);

  g_assert_nonnull (format);
  return format->write (document, options, NULL, error);
}

static const char *const names[] = { "svg", "png", "diagram-pdf" };

/* With what draws through clips as well: an element out of scope, a name that does not fit. */
static MoatDocument *
make_document (void)
{
  MoatDocument *document = moat_test_document (9);

  MOAT_TRANSACTION (document, "Odd")
  {
    MoatElementState *state
        = moat_document_edit (document,
                              g_ptr_array_index (moat_document_list (document, MOAT_KIND_ELEMENT), 3));

    state->out_of_scope = TRUE;
    state->box.height = 12;
    moat_text_set (&state->name, "A long name in an element that is far too small for it");
  }
  return document;
}

/* Writing twice gives the same bytes, and so does another document that says the same. */
static void
test_deterministic (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (MoatDocument) document = make_document ();
      g_autoptr (MoatDocument) same = make_document ();
      g_autoptr (GBytes) first = write_as (document, names[i], NULL, NULL);
      g_autoptr (GBytes) second = write_as (document, names[i], NULL, NULL);
      g_autoptr (GBytes) third = write_as (same, names[i], NULL, NULL);

      g_assert_nonnull (first);
      g_assert_true (g_bytes_equal (first, second));
      g_assert_true (g_bytes_equal (first, third));
    }
}

/* Run as a program of its own, so that what a process counts up or sets up cannot hide. */
static void
test_deterministic_across_processes (void)
{
  g_autoptr (MoatDocument) document = make_document ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) here = write_as (document, names[i], NULL, NULL);
      g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, here);
      g_autofree char *there = NULL;
      const char *argv[] = { "/proc/self/exe", "--print-checksum", names[i], NULL };
      g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
      int status = -1;

      argv[0] = self;
      g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &there, NULL,
                                   &status, NULL));
      g_assert_cmpint (status, ==, 0);
      g_assert_cmpstr (g_strstrip (there), ==, sum);
    }
}

static int
print_checksum (const char *name)
{
  g_autoptr (MoatDocument) document = make_document ();
  g_autoptr (GBytes) other = write_as (document, "svg", NULL, NULL);
  g_autoptr (GBytes) bytes = write_as (document, name, NULL, NULL);
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  g_assert_nonnull (other);
  g_print ("%s\n", sum);
  return 0;
}

static char *
dup_text (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* The SVG is well formed, as large as the drawing, and says what it shows; markup in names stays text. */
static void
test_svg_structure (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  MoatRecord *use_case = moat_query_first_use_case (document);
  GMarkupParser parser = { 0 };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *svg = NULL;

  MOAT_TRANSACTION (document, "Rename")
  {
    MoatUseCaseState *state = moat_document_edit (document, use_case);

    moat_text_set (&state->title, "<script> & \"friends\"");
  }
  bytes = write_as (document, "svg", NULL, NULL);
  svg = dup_text (bytes);

  g_assert_true (g_markup_parse_context_parse (context, svg, -1, NULL));
  g_assert_true (g_markup_parse_context_end_parse (context, NULL));
  g_assert_nonnull (strstr (svg, "role=\"img\""));
  g_assert_nonnull (strstr (svg, "&lt;script&gt; &amp; &quot;friends&quot;</title>"));
  g_assert_nonnull (strstr (svg, "<desc id=\"moat-description\">1. "));
  g_assert_null (strstr (svg, "<script"));
  /* All is vectors: nothing fell back to pixels. */
  g_assert_null (strstr (svg, "<image"));
}

static cairo_status_t
read_png (void *closure, unsigned char *data, unsigned int length)
{
  GByteArray *left = closure;

  if (left->len < length)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, left->data, length);
  g_byte_array_remove_range (left, 0, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
get_png_size (GBytes *bytes, int *width, int *height)
{
  g_autoptr (GByteArray) left = g_byte_array_new ();
  cairo_surface_t *surface;

  g_byte_array_append (left, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  surface = cairo_image_surface_create_from_png_stream (read_png, left);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  *width = cairo_image_surface_get_width (surface);
  *height = cairo_image_surface_get_height (surface);
  cairo_surface_destroy (surface);
}

/* The scale is pixels per unit; without one it is 2. */
static void
test_png_scale (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  MoatExportOptions options = { .scale = 1 };
  g_autoptr (GBytes) small = write_as (document, "png", &options, NULL);
  g_autoptr (GBytes) usual = write_as (document, "png", NULL, NULL);
  int width, height, double_width, double_height;

  get_png_size (small, &width, &height);
  get_png_size (usual, &double_width, &double_height);
  g_assert_cmpint (double_width, ==, 2 * width);
  g_assert_cmpint (double_height, ==, 2 * height);
}

/* Two elements a million units apart are refused as PNG, with what to do, and drawn as SVG and PDF. */
static void
test_huge (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (2);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (GBytes) pdf = NULL;

  MOAT_TRANSACTION (document, "Move")
  {
    MoatElementState *state
        = moat_document_edit (document,
                              g_ptr_array_index (moat_document_list (document, MOAT_KIND_ELEMENT), 0));

    state->box.x = 1e6;
    state->box.y = -1e6;
  }
  g_assert_null (write_as (document, "png", NULL, &error));
  g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_TOO_MUCH);
  g_assert_nonnull (strstr (error->message, "SVG"));

  svg = write_as (document, "svg", NULL, NULL);
  g_assert_nonnull (svg);
  pdf = write_as (document, "diagram-pdf", NULL, NULL);
  g_assert_nonnull (pdf);
}

/* A model without anything gives a small white picture rather than an error. */
static void
test_empty (void)
{
  g_autoptr (MoatDocument) document = moat_document_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) bytes = write_as (document, names[i], NULL, NULL);

      g_assert_nonnull (bytes);
      g_assert_cmpuint (g_bytes_get_size (bytes), >, 100);
    }
}

/* The use case that is asked for is the one that is drawn; one that is not there is an error. */
static void
test_use_case (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  MoatExportOptions options = { .use_case_id = "u-nowhere" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *svg = NULL;

  g_assert_null (write_as (document, "svg", &options, &error));
  g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_OPTION);
  g_assert_nonnull (strstr (error->message, "u-nowhere"));

  MOAT_TRANSACTION (document, "Add")
  options.use_case_id = moat_record_get_id (moat_edit_add_use_case (document, "The other one"));
  bytes = write_as (document, "svg", &options, NULL);
  svg = dup_text (bytes);
  g_assert_nonnull (strstr (svg, "The other one</title>"));
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--print-checksum"))
    return print_checksum (argv[2]);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/surfaces/deterministic", test_deterministic);
  g_test_add_func ("/render/surfaces/deterministic-across-processes", test_deterministic_across_processes);
  g_test_add_func ("/render/surfaces/svg-structure", test_svg_structure);
  g_test_add_func ("/render/surfaces/png-scale", test_png_scale);
  g_test_add_func ("/render/surfaces/huge", test_huge);
  g_test_add_func ("/render/surfaces/empty", test_empty);
  g_test_add_func ("/render/surfaces/use-case", test_use_case);
  return g_test_run ();
}
