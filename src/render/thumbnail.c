/* A model as a small picture (see thumbnail.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "thumbnail.h"

#include "diagram.h"
#include "files.h"
#include "native.h"
#include "picture.h"
#include "query.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>

/* Around the diagram, in pixels for each 100 of the picture's width. */
#define MARGIN 4.0
/* A diagram of two boxes is not blown up. */
#define MAX_SCALE 1.0
/* Below this, words are smaller than can be read. */
#define MIN_TEXT_SCALE 0.45
/* Lines are never thinner, in pixels for each 200 of the picture's width. */
#define MIN_LINE 0.8

void
moat_thumbnail_free (MoatThumbnail *thumbnail)
{
  g_free (thumbnail->title);
  g_free (thumbnail->summary);
  g_clear_pointer (&thumbnail->png, g_bytes_unref);
  g_free (thumbnail);
}

/* ---- What it is of ---- */

static gboolean
is_drawn_in (MoatDocument *document, MoatRecord *use_case)
{
  const char *id = moat_record_get_id (use_case);

  return moat_document_has_referrers (document, id, MOAT_KIND_ELEMENT)
         || moat_document_has_referrers (document, id, MOAT_KIND_BOUNDARY)
         || moat_document_has_referrers (document, id, MOAT_KIND_NOTE);
}

static MoatRecord *
find_drawn (MoatDocument *document)
{
  GPtrArray *use_cases = moat_document_list (document, MOAT_KIND_USE_CASE);

  for (guint i = 0; i < use_cases->len; i++)
    if (is_drawn_in (document, g_ptr_array_index (use_cases, i)))
      return g_ptr_array_index (use_cases, i);

  return NULL;
}

static void
describe (MoatThumbnail *thumbnail, MoatDocument *document)
{
  MoatRecord *use_case = moat_query_first_use_case (document);
  GPtrArray *threats = moat_document_list (document, MOAT_KIND_THREAT);
  const char *title = moat_record_get_title (moat_document_get_model (document));

  if (*title == '\0' && use_case != NULL)
    title = moat_record_get_title (use_case);
  thumbnail->title = g_strdup (title);
  thumbnail->summary = g_strdup (use_case != NULL ? moat_text_get (moat_use_case_state (use_case)->summary)
                                                  : "");
  thumbnail->n_use_cases = moat_document_count (document, MOAT_KIND_USE_CASE);
  for (guint i = 0; i < threats->len; i++)
    {
      if (moat_query_standing (document, g_ptr_array_index (threats, i)) == MOAT_STANDING_OPEN)
        thumbnail->n_open++;
      else
        thumbnail->n_decided++;
    }
}

/* ---- Drawing ---- */

static double
get_scale (const MoatThumbnailLook *look, const MoatRect *bounds)
{
  double margin = 2 * MARGIN * look->width / 100;
  double scale = MIN ((look->width - margin) / MAX (bounds->width, 1),
                      (look->height - margin) / MAX (bounds->height, 1));

  return MIN (scale, MAX_SCALE * look->width / 200);
}

/* With lines as thick as the size needs, and without words that nobody could read. */
static cairo_status_t
draw (MoatScene *scene,
      MoatTheme *plain,
      MoatTextMeasure *measure,
      const MoatThumbnailLook *look,
      GByteArray *png)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, look->width, look->height);
  MoatRect bounds = moat_scene_get_bounds (scene);
  double scale = get_scale (look, &bounds);
  double lines = MIN_LINE * look->width / 200 / (plain->line * scale);
  g_autoptr (MoatTheme) theme = moat_theme_new_for_room (plain, MAX (lines, 1));
  const MoatPen pen = { theme, measure };
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  moat_theme_set_source (theme, cr, MOAT_COLOR_CANVAS);
  cairo_paint (cr);
  cairo_translate (cr, look->width / 2.0, look->height / 2.0);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -(bounds.x + bounds.width / 2), -(bounds.y + bounds.height / 2));
  moat_diagram_draw (cr, &pen, scene, NULL, scale < MIN_TEXT_SCALE ? MOAT_LOOK_NO_TEXT : 0);

  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, moat_picture_collect, png);
  cairo_surface_destroy (surface);
  return status;
}

static void
set_too_large (GError **error)
{
  g_set_error_literal (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_TOO_MUCH,
                       _ ("The model is too large for a small picture"));
}

static gboolean
check_size (MoatDocument *document, GError **error)
{
  static const MoatKind kinds[] = { MOAT_KIND_ELEMENT, MOAT_KIND_FLOW, MOAT_KIND_BOUNDARY, MOAT_KIND_NOTE };
  guint n_items = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    n_items += moat_document_count (document, kinds[i]);
  if (n_items <= MOAT_THUMBNAIL_MAX_ITEMS)
    return TRUE;

  set_too_large (error);
  return FALSE;
}

static gboolean
draw_use_case (MoatThumbnail *thumbnail,
               MoatDocument *document,
               MoatRecord *use_case,
               const MoatThumbnailLook *look,
               GError **error)
{
  g_autoptr (MoatTheme) theme = moat_theme_new (look->scheme, NULL, NULL, 1);
  g_autoptr (MoatTextMeasure) measure = moat_text_measure_new (theme, MOAT_TEXT_FOR_PICTURES);
  g_autoptr (MoatScene) scene = moat_scene_new (document, moat_record_get_id (use_case), measure);
  GByteArray *png = g_byte_array_new ();
  cairo_status_t status = draw (scene, theme, measure, look, png);

  thumbnail->png = moat_picture_finish (status, png, error);
  return thumbnail->png != NULL;
}

MoatThumbnail *
moat_thumbnail_new (MoatDocument *document,
                    const MoatThumbnailLook *look,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (MoatThumbnail) thumbnail = NULL;
  MoatRecord *use_case;

  g_return_val_if_fail (MOAT_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (look->width > 0 && look->width <= MOAT_THUMBNAIL_MAX_SIDE, NULL);
  g_return_val_if_fail (look->height > 0 && look->height <= MOAT_THUMBNAIL_MAX_SIDE, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !check_size (document, error))
    return NULL;

  thumbnail = g_new0 (MoatThumbnail, 1);
  describe (thumbnail, document);
  use_case = find_drawn (document);
  if (use_case != NULL && !draw_use_case (thumbnail, document, use_case, look, error))
    return NULL;

  return g_steal_pointer (&thumbnail);
}

MoatThumbnail *
moat_thumbnail_new_for_bytes (GBytes *bytes,
                              const MoatThumbnailLook *look,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (MoatDocument) document = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (g_bytes_get_size (bytes) > MOAT_THUMBNAIL_MAX_BYTES)
    {
      set_too_large (error);
      return NULL;
    }

  document = moat_native_read (bytes, MOAT_NATIVE_WHOLE, NULL, error);
  return document != NULL ? moat_thumbnail_new (document, look, cancellable, error) : NULL;
}

MoatThumbnail *
moat_thumbnail_new_for_path (const char *path,
                             const MoatThumbnailLook *look,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  GStatBuf info;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  /* Before it is all read. */
  if (g_stat (path, &info) == 0 && info.st_size > MOAT_THUMBNAIL_MAX_BYTES)
    {
      set_too_large (error);
      return NULL;
    }

  bytes = moat_files_read (path, NULL, error);
  return bytes != NULL ? moat_thumbnail_new_for_bytes (bytes, look, cancellable, error) : NULL;
}
