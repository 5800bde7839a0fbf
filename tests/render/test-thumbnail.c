/* Tests the small pictures of models: as large as asked for, in the colours
 * asked for, and refused rather than waited for.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "native.h"
#include "thumbnail.h"

#include <cairo.h>
#include <string.h>

static const MoatThumbnailLook light = { 200, 120, MOAT_SCHEME_LIGHT };
static const MoatThumbnailLook dark = { 320, 200, MOAT_SCHEME_DARK };

typedef struct
{
  GBytes *bytes;
  gsize at;
} Reader;

static cairo_status_t
read_cb (void *closure, unsigned char *data, unsigned int length)
{
  Reader *reader = closure;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (reader->bytes, &size);

  if (reader->at + length > size)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, bytes + reader->at, length);
  reader->at += length;
  return CAIRO_STATUS_SUCCESS;
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);

  return *(const guint32 *) (data + y * cairo_image_surface_get_stride (surface) + x * 4) & 0xffffff;
}

/* How many pixels are not as the corner is; and no edge of the picture cuts the diagram. */
static guint
count_ink (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  guint32 paper = get_pixel (surface, 0, 0);
  guint n_pixels = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (get_pixel (surface, x, y) != paper)
        {
          g_assert_true (x > 0 && y > 0 && x < width - 1 && y < height - 1);
          n_pixels++;
        }

  return n_pixels;
}

static void
assert_picture (const MoatThumbnailLook *look, guint32 paper)
{
  g_autoptr (MoatDocument) document = moat_test_document (9);
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatThumbnail) thumbnail = moat_thumbnail_new (document, look, NULL, &error);
  g_autoptr (MoatThumbnail) again = moat_thumbnail_new (document, look, NULL, &error);
  Reader reader = { NULL, 0 };
  cairo_surface_t *surface;

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (thumbnail->png, again->png));
  reader.bytes = thumbnail->png;
  surface = cairo_image_surface_create_from_png_stream (read_cb, &reader);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, look->width);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, look->height);
  g_assert_cmphex (get_pixel (surface, 0, 0), ==, paper);
  g_assert_cmpuint (count_ink (surface), >, 400);
  cairo_surface_destroy (surface);
}

static void
test_pictures (void)
{
  assert_picture (&light, 0xffffff);
  assert_picture (&dark, 0x1e1e1e);
}

/* What is said beside the picture is the model's own. */
static void
test_words (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autoptr (MoatThumbnail) thumbnail = NULL;
  MoatRecord *model = moat_document_get_model (document);
  MoatRecord *use_case = moat_query_first_use_case (document);
  guint n_open = 0, n_decided = 0;

  MOAT_TRANSACTION (document, "Title")
  {
    MoatUseCaseState *state = moat_document_edit (document, use_case);
    MoatModelState *model_state = moat_document_edit (document, model);

    moat_text_set (&model_state->title, NULL);
    moat_text_set (&state->title, "Pays a bill");
  }
  thumbnail = moat_thumbnail_new (document, &light, NULL, NULL);
  g_assert_cmpstr (thumbnail->title, ==, "Pays a bill");
  g_assert_cmpuint (thumbnail->n_use_cases, ==, 1);

  for (guint i = 0; i < moat_document_list (document, MOAT_KIND_THREAT)->len; i++)
    {
      MoatRecord *threat = g_ptr_array_index (moat_document_list (document, MOAT_KIND_THREAT), i);

      *(moat_query_standing (document, threat) == MOAT_STANDING_OPEN ? &n_open : &n_decided) += 1;
    }
  g_assert_cmpuint (thumbnail->n_open, ==, n_open);
  g_assert_cmpuint (thumbnail->n_decided, ==, n_decided);
}

/* A model in which nothing is drawn has words and no picture; one whose second use case is drawn has one. */
static void
test_empty (void)
{
  g_autoptr (MoatDocument) document = moat_document_new ();
  g_autoptr (MoatThumbnail) empty = NULL;
  g_autoptr (MoatThumbnail) drawn = NULL;

  MOAT_TRANSACTION (document, "Use cases")
  {
    moat_document_add (document, MOAT_KIND_USE_CASE, "u-1");
    moat_document_add (document, MOAT_KIND_USE_CASE, "u-2");
  }
  empty = moat_thumbnail_new (document, &light, NULL, NULL);
  g_assert_nonnull (empty);
  g_assert_null (empty->png);
  g_assert_cmpstr (empty->title, ==, "");

  MOAT_TRANSACTION (document, "Element")
  {
    MoatElementState *state = moat_document_edit (document,
                                                  moat_document_add (document, MOAT_KIND_ELEMENT, NULL));

    moat_text_set (&state->use_case, "u-2");
    state->box = (MoatRect){ 0, 0, 120, 60 };
  }
  drawn = moat_thumbnail_new (document, &light, NULL, NULL);
  g_assert_nonnull (drawn->png);
}

/* What is too large, damaged or no longer wanted gives an error and no half picture. */
static void
test_refused (void)
{
  g_autoptr (MoatDocument) many = moat_test_document (MOAT_THUMBNAIL_MAX_ITEMS + 1);
  g_autofree char *filler = g_strnfill (MOAT_THUMBNAIL_MAX_BYTES + 1, ' ');
  g_autoptr (GBytes) long_bytes = g_bytes_new (filler, strlen (filler));
  g_autoptr (GBytes) damaged = g_bytes_new_static ("{ \"format\": \"mo", 15);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (moat_thumbnail_new (many, &light, NULL, &error));
  g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_TOO_MUCH);
  g_clear_error (&error);

  g_assert_null (moat_thumbnail_new_for_bytes (long_bytes, &light, NULL, &error));
  g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_TOO_MUCH);
  g_clear_error (&error);

  g_assert_null (moat_thumbnail_new_for_bytes (damaged, &light, NULL, &error));
  g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED);
  g_clear_error (&error);

  g_assert_null (moat_thumbnail_new_for_path ("/nowhere/at all.moat", &light, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_null (moat_thumbnail_new (many, &light, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/render/thumbnail/pictures", test_pictures);
  g_test_add_func ("/render/thumbnail/words", test_words);
  g_test_add_func ("/render/thumbnail/empty", test_empty);
  g_test_add_func ("/render/thumbnail/refused", test_refused);

  return g_test_run ();
}
