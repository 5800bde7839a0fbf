/* The table of pictures, and what they share: the scene of one use case in the
 * light colours, drawn on white without grid or selection.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "surfaces.h"

#include "document-html.h"
#include "document-pdf.h"
#include "picture.h"
#include "public-copy.h"
#include "query.h"
#include "svg-model.h"
#include "untranslated.h"
#include "walk-html.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PNG_SCALE 2.0

/* In the lower left corner, where add_comparison() made room for it. */
static void
draw_legend (const MoatPicture *picture, cairo_t *cr)
{
  MoatRect area = { picture->bounds.x + MOAT_DIAGRAM_MARGIN, 0, 0, 0 };

  moat_shapes_measure_legend (&picture->pen, &area.width, &area.height);
  area.y = picture->bounds.y + picture->bounds.height - MOAT_DIAGRAM_MARGIN - area.height;
  moat_shapes_draw_legend (cr, &picture->pen, &area);
}

void
moat_picture_draw (const MoatPicture *picture, cairo_t *cr)
{
  cairo_scale (cr, picture->scale, picture->scale);
  cairo_translate (cr, -picture->bounds.x, -picture->bounds.y);
  moat_theme_set_source (picture->pen.theme, cr, MOAT_COLOR_CANVAS);
  cairo_rectangle (cr, picture->bounds.x, picture->bounds.y, picture->bounds.width, picture->bounds.height);
  cairo_fill (cr);
  if (picture->comparison != NULL)
    moat_comparison_draw_before (picture->comparison, cr, &picture->pen, picture->scene);
  moat_diagram_draw (cr, &picture->pen, picture->scene, NULL, 0);
  if (picture->comparison != NULL)
    {
      moat_comparison_draw_marks (picture->comparison, cr, &picture->pen, picture->scene);
      draw_legend (picture, cr);
    }
}

cairo_status_t
moat_picture_collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
moat_picture_finish (cairo_status_t status, GByteArray *collected, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (collected);

  g_byte_array_unref (collected);
  g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_TOO_MUCH, _ ("The picture could not be drawn: %s"),
               cairo_status_to_string (status));
  return NULL;
}

/* The use case that is asked for, or the first; NULL and no error for a model without any. */
static gboolean
find_use_case (MoatDocument *document, const MoatExportOptions *options, const char **id, GError **error)
{
  MoatRecord *use_case = moat_query_first_use_case (document);

  if (options != NULL && options->use_case_id != NULL)
    {
      use_case = moat_document_find_kind (document, options->use_case_id, MOAT_KIND_USE_CASE);
      if (use_case == NULL)
        {
          g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_OPTION,
                       _ ("The model has no use case with the id “%s”"), options->use_case_id);
          return FALSE;
        }
    }
  *id = use_case != NULL ? moat_record_get_id (use_case) : NULL;
  return TRUE;
}

/* Room for what is no more, and for the legend. */
static void
add_comparison (MoatPicture *picture)
{
  MoatRect before = moat_comparison_get_bounds (picture->comparison, &picture->pen, picture->scene);
  double width, height;

  if (before.width > 0)
    {
      before = moat_rect_inset (&before, -MOAT_DIAGRAM_MARGIN, -MOAT_DIAGRAM_MARGIN);
      picture->bounds = moat_scene_get_bounds (picture->scene).width > 0
                            ? moat_rect_union (&picture->bounds, &before)
                            : before;
    }
  moat_shapes_measure_legend (&picture->pen, &width, &height);
  picture->bounds.width = ceil (MAX (picture->bounds.width, width + 2 * MOAT_DIAGRAM_MARGIN));
  picture->bounds.height = ceil (picture->bounds.height + height + MOAT_DIAGRAM_MARGIN);
}

/* How a format is drawn. */
typedef struct
{
  MoatTextUse use;
  double scale; /* when none is asked for */
  GBytes *(*write) (const MoatPicture *picture, GError **error);
} Surface;

static const Surface svg_surface = { MOAT_TEXT_FOR_VECTORS, 1, moat_svg_write };
static const Surface png_surface = { MOAT_TEXT_FOR_PICTURES, PNG_SCALE, moat_png_write };
static const Surface pdf_surface = { MOAT_TEXT_FOR_VECTORS, 1, moat_pdf_write };

/* What is drawn says the same for everybody: no word of it depends on the language. @comparison: NULL for the
 * diagram alone.
 */
static GBytes *
draw_picture (const Surface *surface,
              MoatDocument *document,
              MoatComparison *comparison,
              const char *use_case,
              double scale,
              const char *metadata,
              GError **error)
{
  g_auto (MoatUntranslated) untranslated G_GNUC_UNUSED = moat_untranslated_begin ();
  g_autoptr (MoatTheme) theme = moat_theme_new (MOAT_SCHEME_LIGHT, NULL, NULL, 1);
  g_autoptr (MoatTextMeasure) measure = moat_text_measure_new (theme, surface->use);
  g_autoptr (MoatScene) scene = moat_scene_new (document, use_case, measure);
  MoatPicture picture = { .pen = { theme, measure },
                          .scene = scene,
                          .bounds = moat_diagram_get_bounds (scene),
                          .scale = scale,
                          .metadata = metadata,
                          .comparison = comparison };

  if (comparison != NULL)
    add_comparison (&picture);

  return surface->write (&picture, error);
}

static GBytes *
write_picture (const Surface *surface,
               MoatDocument *document,
               const MoatExportOptions *options,
               const char *metadata,
               GError **error)
{
  const char *use_case = NULL;
  double scale = options != NULL && options->scale > 0 ? CLAMP (options->scale, 0.1, 10) : surface->scale;

  if (!find_use_case (document, options, &use_case, error))
    return NULL;

  return draw_picture (surface, document, NULL, use_case, scale, metadata, error);
}

/* Carries the model that it shows, so private records are in neither. */
static GBytes *
write_svg (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (MoatDocument) shown = moat_public_copy_new (document, report);
  g_autofree char *metadata = moat_svg_model_dup_metadata (shown);

  return write_picture (&svg_surface, shown, options, metadata, error);
}

static GBytes *
write_png (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error)
{
  return write_picture (&png_surface, document, options, NULL, error);
}

static GBytes *
write_pdf (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error)
{
  return write_picture (&pdf_surface, document, options, NULL, error);
}

static const char *const svg_suffixes[] = { ".svg", NULL };
static const char *const png_suffixes[] = { ".png", NULL };
static const char *const pdf_suffixes[] = { ".diagram.pdf", NULL };

static const MoatFormat svg_format = {
  .name = "svg",
  .label = N_ ("Diagram (SVG)"),
  .suffixes = svg_suffixes,
  .mime = "image/svg+xml",
  .flags = MOAT_FORMAT_PUBLIC | MOAT_FORMAT_ONE_USE_CASE,
  .write = write_svg,
};

static const MoatFormat png_format = {
  .name = "png",
  .label = N_ ("Diagram (PNG picture)"),
  .suffixes = png_suffixes,
  .mime = "image/png",
  .flags = MOAT_FORMAT_ONE_USE_CASE | MOAT_FORMAT_BINARY,
  .write = write_png,
};

static const MoatFormat pdf_format = {
  .name = "diagram-pdf",
  .label = N_ ("Diagram (PDF)"),
  .suffixes = pdf_suffixes,
  .mime = "application/pdf",
  .flags = MOAT_FORMAT_ONE_USE_CASE | MOAT_FORMAT_BINARY,
  .write = write_pdf,
};

static const MoatFormat *const formats[] = { &svg_format,
                                             &png_format,
                                             &pdf_format,
                                             &moat_pdf_document_format,
                                             &moat_html_document_format,
                                             &moat_walk_html_format,
                                             NULL };

const MoatFormat *const *
moat_surfaces_get_formats (void)
{
  return formats;
}

GBytes *
moat_surfaces_draw_changes (const MoatFormat *format,
                            MoatComparison *comparison,
                            const char *use_case_id,
                            GError **error)
{
  static const Surface *const surfaces[] = { &svg_surface, &png_surface, &pdf_surface };

  g_return_val_if_fail (MOAT_IS_COMPARISON (comparison), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (surfaces); i++)
    {
      if (formats[i] == format)
        return draw_picture (surfaces[i], moat_comparison_get_after (comparison), comparison, use_case_id,
                             surfaces[i]->scale, NULL, error);
    }

  g_return_val_if_reached (NULL);
}
