/* From reports of test runs to verifications, with what the user sees of it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "test-results.h"

#include "choose-beside.h"
#include "compat.h"
#include "junit.h"
#include "toast.h"
#include "verify.h"

#include <glib/gi18n-lib.h>

/* The list of what is wrong is this wide, and scrolls from this height on, in pixels and letters. */
#define LIST_WIDTH   420
#define LIST_LETTERS 48
#define LIST_HEIGHT  320

static void
report_free (gpointer report)
{
  moat_test_report_free (report);
}

/* ---- What came out ---- */

static char *
describe (MoatTestReport *report, GPtrArray *list)
{
  guint n_tests = moat_test_report_get_size (report);
  g_autofree char *read = g_strdup_printf (ngettext ("%u test read.", "%u tests read.", n_tests), n_tests);
  g_autofree char *summary = moat_verified_summarize (list);

  if (list->len == 0)
    return g_strdup_printf (_ ("%s No verification names a test."), read);

  /* TRANSLATORS: "33 tests read. Verifications: 2 passing, 1 failing." */
  return g_strdup_printf (_ ("%s Verifications: %s."), read, summary);
}

/* A heading for each verification that is not as it should be, and under it why. */
static char *
list_problems (GPtrArray *list)
{
  GString *markup = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const MoatVerified *verified = g_ptr_array_index (list, i);
      g_autofree char *heading = NULL;

      if (moat_verified_is_good (verified))
        continue;
      /* TRANSLATORS: a result and a verification: "Failing: Test with two accounts". */
      heading = g_markup_printf_escaped (_ ("%s: %s"), moat_verified_get_label (verified),
                                         moat_record_get_title (verified->verification));
      g_string_append_printf (markup, "%s<b>%s</b>", markup->len > 0 ? "\n\n" : "", heading);
      for (guint j = 0; j < verified->notes->len; j++)
        {
          g_autofree char *note = g_markup_escape_text (g_ptr_array_index (verified->notes, j), -1);

          g_string_append_printf (markup, "\n%s", note);
        }
    }

  return g_string_free (markup, FALSE);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(MoatPage) page = user_data;
  GActionMap *actions = moat_page_get_actions (page);

  if (g_str_equal (moat_compat_ask_finish (result), "undo"))
    g_action_activate (g_action_map_lookup_action (actions, "undo"), NULL);
}

static void
show_problems (MoatPage *page, const char *markup, const char *text, gboolean can_undo)
{
  const MoatAnswer answers[] = { { "close", _ ("_Close"), ADW_RESPONSE_DEFAULT },
                                 { can_undo ? "undo" : NULL, _ ("_Undo"), ADW_RESPONSE_DEFAULT },
                                 { NULL } };
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *label = gtk_label_new (NULL);
  const MoatInquiry question = { .heading = _ ("Not everything is proven"),
                                 .body = text,
                                 .extra = scroller,
                                 .answers = answers,
                                 .preferred = "close" };

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  /* What it asks for in height is by this width. */
  gtk_label_set_max_width_chars (GTK_LABEL (label), LIST_LETTERS);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_widget_set_size_request (scroller, LIST_WIDTH, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);

  moat_compat_ask_async (GTK_WIDGET (page), &question, answered_cb, g_object_ref (page));
}

static void
apply (MoatPage *page, MoatTestReport *report)
{
  MoatDocument *document = moat_page_get_document (page);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autoptr(GPtrArray) list = NULL;
  g_autofree char *text = NULL;
  g_autofree char *problems = NULL;
  gboolean has_changed;

  /* One step more to undo tells that something is different. */
  moat_document_begin (document, _ ("Read test results"));
  list = moat_verify (document, report, today);
  has_changed = moat_document_commit (document);

  text = describe (report, list);
  problems = list_problems (list);
  if (*problems != '\0')
    show_problems (page, problems, text, has_changed);
  else if (has_changed)
    moat_toast_show_undo (GTK_WIDGET (page), text);
  else
    moat_toast_show (GTK_WIDGET (page), text);
}

/* ---- Reading ---- */

static void
read_in_thread (GTask *task, gpointer source, gpointer paths, GCancellable *cancellable)
{
  GError *error = NULL;
  MoatTestReport *report = moat_junit_load (paths, &error);

  if (report == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, report, report_free);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MoatPage *page = MOAT_PAGE (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(MoatTestReport) report = g_task_propagate_pointer (G_TASK (result), &error);
  const MoatAnswer answers[] = { { "close", _ ("_Close"), ADW_RESPONSE_DEFAULT }, { NULL } };
  g_autofree char *body = NULL;

  /* The window was closed, or shows another model. */
  if (gtk_widget_get_root (GTK_WIDGET (page)) == NULL)
    return;
  if (report != NULL)
    {
      apply (page, report);
      return;
    }

  body = g_strdup_printf (_ ("%s\n\nThe model is not affected."), error->message);
  moat_compat_ask_async (GTK_WIDGET (page),
                         &(MoatInquiry){
                             .heading = _ ("Test results not read"), .body = body, .answers = answers },
                         NULL, NULL);
}

void
moat_test_results_read (MoatPage *page, GListModel *files)
{
  g_autoptr(GStrvBuilder) paths = g_strv_builder_new ();
  g_autoptr(GTask) task = g_task_new (page, NULL, read_cb, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr(GFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        g_strv_builder_add (paths, path);
    }
  moat_page_finish_editing (page);
  g_task_set_task_data (task, g_strv_builder_end (paths), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, read_in_thread);
}

/* ---- Choosing ---- */

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(MoatPage) page = user_data;
  g_autoptr(GListModel) files = moat_compat_choose_file_finish (result, NULL);

  if (files != NULL)
    moat_test_results_read (page, files);
}

void
moat_test_results_choose (MoatPage *page)
{
  static const char *const suffixes[] = { "xml", NULL };

  moat_choose_beside_async (page,
                            &(MoatBeside){ .mode = MOAT_CHOOSE_OPEN_MANY,
                                           .title = _ ("Read test results"),
                                           .accept = _ ("_Read"),
                                           .kind = _ ("Test results (JUnit XML)"),
                                           .suffixes = suffixes },
                            chosen_cb, g_object_ref (page));
}
