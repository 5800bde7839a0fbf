/* The export window shows what every format that it lists will give.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "export-dialog.h"
#include "export.h"
#include "exports.h"
#include "moat-test.h"
#include "page-fixture.h"
#include "sheets-preview.h"

typedef PageFixture Fixture;

static void
set_up (Fixture *fixture, gconstpointer application)
{
  g_autoptr(MoatSession) session = moat_session_new (MOAT_NOTATION_DFD3);

  page_fixture_open (fixture, application, session);
  moat_document_begin (fixture->document, "Fill");
  moat_text_set (&((MoatModelState *) moat_document_edit (fixture->document,
                                                          moat_document_get_model (fixture->document)))
                      ->title,
                 "Hats");
  moat_document_commit (fixture->document);
}

static void
tear_down (Fixture *fixture, gconstpointer application)
{
  page_fixture_close (fixture);
}

static const char *
get_shown (GtkWidget *dialog)
{
  GtkWidget *sheets = page_fixture_find (dialog, MOAT_TYPE_SHEETS_PREVIEW);

  return gtk_stack_get_visible_child_name (GTK_STACK (gtk_widget_get_ancestor (sheets, GTK_TYPE_STACK)));
}

static GtkListBoxRow *
get_row (GtkWidget *dialog, int index)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (page_fixture_find (dialog, GTK_TYPE_LIST_BOX)), index);
}

typedef struct
{
  GtkWidget *dialog;
  const char *page;
} Wanted;

static gboolean
is_shown (gpointer data)
{
  Wanted *wanted = data;

  return g_str_equal (get_shown (wanted->dialog), wanted->page);
}

/* A document is shown as its pages, a diagram and a walk as a picture, all else as the text that it is. */
static void
test_formats (Fixture *fixture, gconstpointer application)
{
  g_autoptr(GPtrArray) formats = moat_exports_list ();
  Wanted wanted = { NULL };
  guint n_rows = 0;

  moat_export_run (fixture->page, "pdf");
  wanted.dialog = page_fixture_get_dialog (MOAT_TYPE_EXPORT_DIALOG);
  for (GtkListBoxRow *row; (row = get_row (wanted.dialog, (int) n_rows)); n_rows++)
    {
      const MoatFormat *format = g_object_get_data (G_OBJECT (row), "format");
      gboolean is_document = g_str_equal (format->name, "pdf") || g_str_equal (format->name, "html");
      gboolean is_drawn = g_str_equal (format->name, "svg") || g_str_equal (format->name, "html-walk")
                          || (format->flags & MOAT_FORMAT_BINARY) != 0;

      gtk_list_box_select_row (GTK_LIST_BOX (page_fixture_find (wanted.dialog, GTK_TYPE_LIST_BOX)), row);
      wanted.page = is_document ? "sheets" : is_drawn ? "picture" : "text";
      page_fixture_wait (is_shown, &wanted);
    }
  /* All but the model itself. */
  g_assert_cmpuint (n_rows, ==, formats->len - 1);
}

/* The format that was looked at last is the one that is offered first. */
static void
test_remembers (Fixture *fixture, gconstpointer application)
{
  GtkWidget *dialog;
  const MoatFormat *format;

  moat_export_run (fixture->page, "html");
  gtk_window_destroy (GTK_WINDOW (page_fixture_get_dialog (MOAT_TYPE_EXPORT_DIALOG)));
  moat_export_run (fixture->page, "");
  dialog = page_fixture_get_dialog (MOAT_TYPE_EXPORT_DIALOG);
  format = g_object_get_data (G_OBJECT (gtk_list_box_get_selected_row (
                                  GTK_LIST_BOX (page_fixture_find (dialog, GTK_TYPE_LIST_BOX)))),
                              "format");
  g_assert_cmpstr (format->name, ==, "html");
}

int
main (int argc, char *argv[])
{
  g_autoptr(MoatApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  application = page_fixture_new_application ();
  g_test_add ("/ui/export/formats", Fixture, application, set_up, test_formats, tear_down);
  g_test_add ("/ui/export/remembers", Fixture, application, set_up, test_remembers, tear_down);

  return g_test_run ();
}
