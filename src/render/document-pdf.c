/* The full document as PDF: the sheets, with an outline, links, and fonts
 * embedded, as cairo always does.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "document-pdf.h"

#include "full-document.h"
#include "picture.h"
#include "public-copy.h"
#include "sheets.h"
#include "untranslated.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

void
moat_sheet_size_get (MoatSheetSize size, double *width, double *height)
{
  static const double sizes[][2] = {
    [MOAT_SHEET_A4] = { 595.276, 841.890 },
    [MOAT_SHEET_LETTER] = { 612, 792 },
  };

  *width = sizes[size][0];
  *height = sizes[size][1];
}

/* Chapters, and under each what is in it. */
static void
add_outline (cairo_surface_t *surface, MoatSheets *sheets)
{
  const GArray *places = moat_sheets_list_places (sheets);
  int chapter = CAIRO_PDF_OUTLINE_ROOT;

  for (guint i = 0; i < places->len; i++)
    {
      const MoatSheetsPlace *place = &g_array_index (places, MoatSheetsPlace, i);
      char y[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *attributes = NULL;
      int parent = place->level == 2 ? CAIRO_PDF_OUTLINE_ROOT : chapter;
      int id;

      g_ascii_formatd (y, sizeof y, "%.2f", place->y);
      attributes = g_strdup_printf ("page=%u pos=[0 %s]", place->sheet + 1, y);
      id = cairo_pdf_surface_add_outline (surface, parent, place->title, attributes,
                                          place->level == 2 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
      if (place->level == 2)
        chapter = id;
    }
}

static void
draw_all (cairo_surface_t *surface, MoatSheets *sheets)
{
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < moat_sheets_count (sheets); i++)
    {
      double width, height;

      moat_sheets_get_size (sheets, i, &width, &height);
      cairo_pdf_surface_set_size (surface, width, height);
      if (i == 0)
        cairo_tag_begin (cr, "Document", "");
      moat_sheets_draw_linked (sheets, i, cr);
      cairo_show_page (cr);
    }
  cairo_tag_end (cr, "Document");
  cairo_destroy (cr);
}

static GBytes *
write_sheets (MoatSheets *sheets, double width, double height, GError **error)
{
  GByteArray *collected = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (moat_picture_collect, collected, width,
                                                                  height);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, moat_sheets_get_title (sheets));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, "Threat model");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Moat");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, MOAT_PICTURE_DATE);
  add_outline (surface, sheets);
  draw_all (surface, sheets);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  return moat_picture_finish (status, collected, error);
}

static GBytes *
write_pdf (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (MoatPaper) paper = moat_full_document_compose (document, options, report);
  g_autoptr (MoatDocument) shown = moat_public_copy_new (document, NULL);
  g_auto (MoatUntranslated) untranslated G_GNUC_UNUSED = moat_untranslated_begin ();
  g_autoptr (MoatSheets) sheets = NULL;
  double width, height;

  moat_sheet_size_get (options->sheet_size, &width, &height);
  sheets = moat_sheets_new (paper, shown, width, height);

  return write_sheets (sheets, width, height, error);
}

static const char *const suffixes[] = { ".pdf", NULL };

const MoatFormat moat_pdf_document_format = {
  .name = "pdf",
  .label = N_ ("Full document (PDF)"),
  .suffixes = suffixes,
  .mime = "application/pdf",
  .flags = MOAT_FORMAT_PUBLIC | MOAT_FORMAT_BINARY,
  .write = write_pdf,
};
