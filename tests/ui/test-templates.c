/* Choosing templates with the keyboard, inserting them, saving a selection as
 * one, and use cases between two models.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "form-dialog.h"
#include "moat-test.h"
#include "template-chooser.h"
#include "use-case-copy.h"
#include "window.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  MoatApplication *application;
  MoatWindow *window;
  MoatDocument *document;
  MoatPage *page;
} Fixture;

static void
set_up (Fixture *self, gconstpointer application)
{
  g_autoptr (MoatSession) session = NULL;

  self->document = moat_test_document (4);
  session = moat_session_new_for_document (self->document, "Ours");
  self->application = MOAT_APPLICATION ((gpointer) application);
  self->window = moat_window_new (self->application);
  moat_window_set_session (self->window, session);
  self->page = moat_window_get_page (self->window);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
tear_down (Fixture *self, gconstpointer application)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  iterate ();
  g_object_unref (self->document);
}

static void
activate (Fixture *self, const char *action, const char *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (moat_page_get_actions (self->page)), action,
                                  parameter != NULL ? g_variant_new_string (parameter) : NULL);
}

/* The window of @type that is open over another one. */
static gpointer
find_window (GType type)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

/* A few letters and Enter: it is there, in one step that undo takes back. */
static void
test_insert (Fixture *self, gconstpointer data)
{
  g_autofree char *before = moat_test_dump (self->document);
  guint n_flows = moat_document_count (self->document, MOAT_KIND_FLOW);
  MoatTemplateChooser *chooser;

  activate (self, "insert-template", NULL);
  chooser = find_window (MOAT_TYPE_TEMPLATE_CHOOSER);
  g_assert_nonnull (chooser);
  g_assert_nonnull (moat_template_chooser_get_selected (chooser));
  gtk_editable_set_text (GTK_EDITABLE (moat_template_chooser_get_entry (chooser)), "webhook");
  g_assert_cmpstr (moat_template_chooser_get_selected (chooser)->id, ==, "webhook");
  moat_template_chooser_accept (chooser);
  iterate ();
  g_assert_null (find_window (MOAT_TYPE_TEMPLATE_CHOOSER));

  g_assert_cmpuint (moat_document_count (self->document, MOAT_KIND_FLOW), ==, n_flows + 5);
  g_assert_cmpuint (moat_document_count (self->document, MOAT_KIND_USE_CASE), ==, 1);
  g_assert_true (moat_document_undo (self->document));
  moat_test_assert_same_dump (self->document, before);
}

/* Nothing answers: nothing can be inserted. */
static void
test_nothing (Fixture *self, gconstpointer data)
{
  MoatTemplateChooser *chooser;

  activate (self, "insert-template", NULL);
  chooser = find_window (MOAT_TYPE_TEMPLATE_CHOOSER);
  gtk_editable_set_text (GTK_EDITABLE (moat_template_chooser_get_entry (chooser)), "zeppelin");
  g_assert_null (moat_template_chooser_get_selected (chooser));
  moat_template_chooser_accept (chooser);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (chooser)));
  gtk_window_close (GTK_WINDOW (chooser));
  iterate ();
}

/* From the palette, by its id, at once. */
static void
test_named (Fixture *self, gconstpointer data)
{
  guint n_elements = moat_document_count (self->document, MOAT_KIND_ELEMENT);

  activate (self, "insert-template-named", "element-cache");
  g_assert_cmpuint (moat_document_count (self->document, MOAT_KIND_ELEMENT), ==, n_elements + 1);
  g_assert_nonnull (moat_query_find_by_title (self->document, MOAT_KIND_ELEMENT, "Cache"));
  activate (self, "insert-template-named", "nonsense");
  g_assert_cmpuint (moat_document_count (self->document, MOAT_KIND_ELEMENT), ==, n_elements + 1);
}

/* A person's own: listed, deleted, brought back. */
static void
test_own (Fixture *self, gconstpointer data)
{
  g_auto (GStrv) folders = moat_templates_list_folders (NULL);
  g_autoptr (MoatDocument) own = moat_test_document (2);
  g_autofree char *path = moat_template_save (own, folders[0], NULL);
  MoatTemplateChooser *chooser;

  activate (self, "insert-template", NULL);
  chooser = find_window (MOAT_TYPE_TEMPLATE_CHOOSER);
  g_assert_cmpstr (moat_template_chooser_get_selected (chooser)->path, ==, path);
  moat_template_chooser_remove (chooser);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_null (moat_template_chooser_get_selected (chooser)->path);
  /* What ships stays. */
  moat_template_chooser_remove (chooser);
  moat_template_chooser_restore (chooser);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpstr (moat_template_chooser_get_selected (chooser)->path, ==, path);
  gtk_window_close (GTK_WINDOW (chooser));
  iterate ();
  g_unlink (path);
}

/* Those that are chosen come as use cases, in one step; the first is, unless one says otherwise. */
static void
test_bring (Fixture *self, gconstpointer data)
{
  g_autoptr (MoatDocument) other = moat_test_document (3);
  g_autofree char *before = moat_test_dump (self->document);
  GtkWindow *dialog;

  MOAT_TRANSACTION (other, "Two")
  moat_edit_add_use_case (other, "Second");
  moat_use_case_bring_present (self->page, other);
  dialog = find_window (MOAT_TYPE_FORM_DIALOG);
  g_assert_nonnull (dialog);
  g_signal_emit_by_name (dialog, "accepted");
  gtk_window_close (dialog);
  iterate ();

  g_assert_cmpuint (moat_document_count (self->document, MOAT_KIND_USE_CASE), ==, 2);
  g_assert_null (moat_query_find_by_title (self->document, MOAT_KIND_USE_CASE, "Second"));
  g_assert_cmpstr (moat_page_get_use_case (self->page), !=,
                   moat_record_get_id (moat_query_first_use_case (self->document)));
  g_assert_true (moat_document_undo (self->document));
  moat_test_assert_same_dump (self->document, before);
}

/* Without another model there is nowhere to copy to, and nothing is asked. */
static void
test_copy_alone (Fixture *self, gconstpointer data)
{
  activate (self, "copy-use-case", NULL);
  g_assert_null (find_window (MOAT_TYPE_FORM_DIALOG));
}

/* All of the use case when nothing is selected; it is the first in the list then. */
static void
test_save (Fixture *self, gconstpointer data)
{
  g_auto (GStrv) folders = moat_templates_list_folders (NULL);
  g_autofree char *path = g_build_filename (folders[0], "our-own.moat", NULL);
  g_autoptr (GPtrArray) templates = NULL;
  GtkWindow *dialog;

  activate (self, "save-template", NULL);
  dialog = find_window (MOAT_TYPE_FORM_DIALOG);
  g_assert_nonnull (dialog);
  gtk_editable_set_text (GTK_EDITABLE (gtk_window_get_focus (dialog)), "Our own");
  g_signal_emit_by_name (dialog, "accepted");
  gtk_window_close (dialog);
  iterate ();

  templates = moat_templates_load ((const char *const *) folders, NULL);
  g_assert_cmpstr (((MoatTemplate *) g_ptr_array_index (templates, 0))->path, ==, path);
  g_assert_cmpuint (moat_document_count (((MoatTemplate *) g_ptr_array_index (templates, 0))->document,
                                         MOAT_KIND_ELEMENT),
                    ==, moat_document_count (self->document, MOAT_KIND_ELEMENT));
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_autoptr (MoatApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  application = moat_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  g_test_add ("/ui/templates/insert", Fixture, application, set_up, test_insert, tear_down);
  g_test_add ("/ui/templates/nothing", Fixture, application, set_up, test_nothing, tear_down);
  g_test_add ("/ui/templates/named", Fixture, application, set_up, test_named, tear_down);
  g_test_add ("/ui/templates/own", Fixture, application, set_up, test_own, tear_down);
  g_test_add ("/ui/templates/bring", Fixture, application, set_up, test_bring, tear_down);
  g_test_add ("/ui/templates/copy-alone", Fixture, application, set_up, test_copy_alone, tear_down);
  g_test_add ("/ui/templates/save", Fixture, application, set_up, test_save, tear_down);

  return g_test_run ();
}
