/* Printing, with a preview of our own: it needs no other program.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "print.h"

#include "export.h"
#include "full-document.h"
#include "public-copy.h"
#include "sheets-preview.h"
#include "toast.h"
#include "untranslated.h"

#include <glib/gi18n-lib.h>

/* One printing, from the dialog to the last sheet. */
typedef struct
{
  MoatPage *page; /* owned */
  MoatSheets *sheets;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->sheets, moat_sheets_free);
  g_object_unref (job->page);
  g_free (job);
}

MoatSheets *
moat_print_new_sheets (MoatPage *page,
                       const MoatExportOptions *options,
                       double width,
                       double height,
                       MoatReport *report)
{
  MoatDocument *document = moat_page_get_document (page);
  g_autofree char *base_name = moat_export_dup_base_name (moat_page_get_session (page));
  MoatExportOptions complete = *options;
  g_autoptr(MoatPaper) paper = NULL;
  g_autoptr(MoatDocument) shown = NULL;
  g_auto(MoatUntranslated) untranslated = { 0 };

  complete.base_name = base_name;
  paper = moat_full_document_compose (document, &complete, report);
  shown = moat_public_copy_new (document, NULL);
  untranslated = moat_untranslated_begin ();

  return moat_sheets_new (paper, shown, width, height);
}

/* ---- Sheets ---- */

static MoatSheets *
new_sheets_for (Job *job, GtkPrintContext *context)
{
  GtkPageSetup *setup = gtk_print_context_get_page_setup (context);
  const MoatExportOptions options = { 0 };

  return moat_print_new_sheets (job->page, &options, gtk_page_setup_get_paper_width (setup, GTK_UNIT_POINTS),
                                gtk_page_setup_get_paper_height (setup, GTK_UNIT_POINTS), NULL);
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Job *job)
{
  g_clear_pointer (&job->sheets, moat_sheets_free);
  job->sheets = new_sheets_for (job, context);
  gtk_print_operation_set_n_pages (operation, moat_sheets_count (job->sheets));
}

/* Sheets of wide diagrams lie on their side. */
static void
request_setup_cb (GtkPrintOperation *operation,
                  GtkPrintContext *context,
                  int sheet,
                  GtkPageSetup *setup,
                  Job *job)
{
  double width, height;

  moat_sheets_get_size (job->sheets, sheet, &width, &height);
  gtk_page_setup_set_orientation (setup, width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                        : GTK_PAGE_ORIENTATION_PORTRAIT);
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int sheet, Job *job)
{
  moat_sheets_draw (job->sheets, sheet, gtk_print_context_get_cairo_context (context));
}

/* ---- Preview ---- */

static void
preview_closed_cb (GtkPrintOperationPreview *preview)
{
  gtk_print_operation_preview_end_preview (preview);
}

static void
show_preview (Job *job, GtkPrintOperationPreview *preview, MoatSheets *sheets, GtkWindow *parent)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *view = moat_sheets_preview_new ();

  moat_sheets_preview_take (MOAT_SHEETS_PREVIEW (view), sheets);
  gtk_widget_set_vexpand (view, TRUE);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Print preview"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 640, 760);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), view);
  adw_window_set_content (ADW_WINDOW (window), box);
  moat_export_close_by_escape (window);
  g_signal_connect_object (window, "destroy", G_CALLBACK (preview_closed_cb), preview, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static gboolean
preview_cb (GtkPrintOperation *operation,
            GtkPrintOperationPreview *preview,
            GtkPrintContext *context,
            GtkWindow *parent,
            Job *job)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);

  /* GTK wants one there although nothing is drawn on it. */
  gtk_print_context_set_cairo_context (context, cr, 72, 72);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  show_preview (job, preview, new_sheets_for (job, context), parent);

  return TRUE;
}

/* ---- Running ---- */

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Job *job)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  text = g_strdup_printf (_ ("Not printed: %s"), error ? error->message : _ ("the printer did not take it"));
  moat_toast_show (GTK_WIDGET (job->page), text);
}

void
moat_print_run (MoatPage *page)
{
  g_autoptr(GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autofree char *name = NULL;
  Job *job;

  g_return_if_fail (MOAT_IS_PAGE (page));

  moat_page_finish_editing (page);
  name = moat_export_dup_base_name (moat_page_get_session (page));
  job = g_new0 (Job, 1);
  job->page = g_object_ref (page);
  g_object_set_data_full (G_OBJECT (operation), "moat-job", job, job_free);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), job);
  g_signal_connect (operation, "request-page-setup", G_CALLBACK (request_setup_cb), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), job);
  g_signal_connect (operation, "preview", G_CALLBACK (preview_cb), job);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), job);

  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), NULL);
}
