/* Records reviews and sets findings aside (see review-dialog.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "review-dialog.h"

#include "date-row.h"
#include "diff-report.h"
#include "digest.h"
#include "earlier.h"
#include "form-dialog.h"
#include "query.h"
#include "review-record.h"
#include "window.h"

#include <glib/gi18n-lib.h>

/* What is set aside counts again after this time, unless another is entered: a quarter. */
#define DAYS_ASIDE 90

/* The list of what has changed scrolls from here on, in pixels. */
#define MAX_DIFFERENCES_HEIGHT 160
#define LINE_HEIGHT            20

/* What a dialog asks; kept with it. */
typedef struct
{
  MoatFormDialog *dialog;
  MoatDocument *document; /* owned */
  MoatFinding *finding;   /* owned; NULL: a review */
  GtkWidget *date;
  GtkWidget *who;
  GtkWidget *reason;  /* of setting aside */
  GtkWidget *trigger; /* of a review, and: */
  GtkWidget *people;
  GtkTextBuffer *notes; /* borrowed */
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_object_unref (form->document);
  g_clear_pointer (&form->finding, moat_finding_unref);
  g_free (form);
}

static Form *
form_new (GtkWidget *widget, MoatDocument *document, const char *title, const char *accept)
{
  Form *form = g_new0 (Form, 1);

  form->dialog = moat_form_dialog_new (widget, title, accept);
  form->document = g_object_ref (document);
  g_object_set_data_full (G_OBJECT (form->dialog), "moat-form", form, form_free);

  return form;
}

/* ---- Reviews ---- */

static char *
dup_notes (Form *form)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (form->notes, &start, &end);
  text = g_strstrip (gtk_text_buffer_get_text (form->notes, &start, &end, FALSE));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
record_review (Form *form)
{
  g_autofree char *date = moat_date_row_dup_date (MOAT_DATE_ROW (form->date));
  g_autofree char *who = moat_form_dialog_dup_text (form->who);
  g_autofree char *people = moat_form_dialog_dup_text (form->people);
  g_autofree char *notes = dup_notes (form);
  const MoatReviewEntry entry = { .date = date,
                                  .who = who,
                                  .people = people,
                                  .notes = notes,
                                  .trigger = moat_review_trigger_row_get (form->trigger) };

  MOAT_TRANSACTION (form->document, _ ("Record a review"))
  moat_review_record (form->document, &entry);
  moat_form_dialog_remember_person (who);
}

static void
review_changed_cb (Form *form)
{
  g_autofree char *date = moat_date_row_dup_date (MOAT_DATE_ROW (form->date));
  g_autofree char *who = moat_form_dialog_dup_text (form->who);

  moat_form_dialog_set_valid (form->dialog, date != NULL && who != NULL);
}

/* ---- What has changed since the last one ---- */

/* The model's file, by the window that @widget is in or was opened from; NULL: never saved. Owned. */
static char *
find_path (GtkWidget *widget)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  MoatSession *session;
  GFile *file;

  while (window != NULL && !MOAT_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  session = window != NULL ? moat_window_get_session (MOAT_WINDOW (window)) : NULL;
  file = session != NULL ? moat_session_get_file (session) : NULL;

  return file != NULL ? g_file_get_path (file) : NULL;
}

/* The differences, to be unfolded. */
static void
add_differences (AdwExpanderRow *row, GPtrArray *differences, const char *note)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autofree char *list = moat_diff_report_text (differences);
  g_autofree char *text = note != NULL ? g_strdup_printf ("%s\n\n%s", note, list) : g_strdup (list);
  GtkWidget *label = gtk_label_new (g_strchomp (text));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "moat-differences");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  /* The window does not grow any more by itself. */
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller),
                                              MIN ((int) (differences->len + 2) * LINE_HEIGHT,
                                                   MAX_DIFFERENCES_HEIGHT));
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_DIFFERENCES_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  adw_expander_row_add_row (row, scroller);
  adw_expander_row_set_enable_expansion (row, TRUE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatEarlierState) state = moat_earlier_read_finish (result, &error);
  g_autoptr (GPtrArray) differences = NULL;
  g_autofree char *text = NULL;
  Form *form;

  /* The dialog was closed meanwhile. */
  if (gtk_widget_get_root (row) == NULL)
    return;
  form = g_object_get_data (G_OBJECT (gtk_widget_get_root (row)), "moat-form");
  if (state == NULL)
    {
      text = g_strdup_printf (_ ("The model has changed; what has cannot be told. %s"), error->message);
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), text);
      return;
    }
  differences = moat_diff (state->document, form->document);
  text = moat_diff_report_counts (differences);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), text);
  add_differences (ADW_EXPANDER_ROW (row), differences, state->note);
}

/* Since the last review: by its digest whether, out of git's history what. Nothing before the first one. */
static void
add_changes (Form *form, GtkWidget *widget)
{
  MoatRecord *last = moat_query_last_review (form->document);
  g_autofree char *digest = moat_digest_compute (form->document);
  g_autofree char *path = find_path (widget);
  g_autofree char *title = NULL;
  g_autoptr (MoatEarlier) reviewed = NULL;
  GtkWidget *row;

  if (last == NULL)
    return;
  row = moat_form_dialog_add (form->dialog, adw_expander_row_new ());
  title = g_strdup_printf (_ ("Since the review of %s"), moat_review_state (last)->date);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), FALSE);
  if (g_strcmp0 (moat_review_state (last)->digest, digest) == 0)
    {
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), _ ("The model says the same."));
      return;
    }
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), _ ("Reading…"));
  reviewed = moat_earlier_new_reviewed (path, last);
  moat_earlier_read_async (reviewed, NULL, read_cb, g_object_ref (row));
}

void
moat_review_dialog_present (GtkWidget *widget, MoatDocument *document)
{
  Form *form = form_new (widget, document, _ ("Record a review"), _ ("_Record"));
  g_autofree char *today = moat_date_dup_from_today (0);
  g_autofree char *person = moat_form_dialog_dup_person ();

  moat_form_dialog_set_description (form->dialog,
                                    _ ("The review holds for the model as it is now. When the model says "
                                       "something else later, the check asks for the next one."));
  add_changes (form, widget);
  form->date = moat_form_dialog_add (form->dialog, moat_date_row_new (_ ("Date"), today));
  form->who = moat_form_dialog_add_entry (form->dialog, _ ("Who reviewed"), person);
  form->trigger = moat_form_dialog_add (form->dialog, moat_review_trigger_row_new (document));
  form->people = moat_form_dialog_add_entry (form->dialog, _ ("Who else was there"), NULL);
  gtk_widget_set_tooltip_text (form->people, _ ("Names with commas between them"));
  form->notes = moat_form_dialog_add_paragraphs (form->dialog, _ ("What came out"));

  g_signal_connect_swapped (form->dialog, "changed", G_CALLBACK (review_changed_cb), form);
  g_signal_connect_swapped (form->dialog, "accepted", G_CALLBACK (record_review), form);
  review_changed_cb (form);
  moat_form_dialog_present (form->dialog, form->who);
}

/* ---- Setting aside ---- */

static void
set_aside (Form *form)
{
  g_autofree char *reason = moat_form_dialog_dup_text (form->reason);
  g_autofree char *who = moat_form_dialog_dup_text (form->who);
  g_autofree char *until = moat_date_row_dup_date (MOAT_DATE_ROW (form->date));

  /* It may have gone meanwhile, by an undo of a window beside. */
  if (moat_record_is_live (form->finding->record))
    moat_finding_exempt (form->finding, form->document, reason, who, until);
  moat_form_dialog_remember_person (who);
}

static void
set_aside_changed_cb (Form *form)
{
  g_autofree char *reason = moat_form_dialog_dup_text (form->reason);
  g_autofree char *who = moat_form_dialog_dup_text (form->who);
  g_autofree char *until = moat_date_row_dup_date (MOAT_DATE_ROW (form->date));
  g_autofree char *today = moat_date_dup_from_today (0);

  moat_form_dialog_set_valid (form->dialog, reason != NULL && who != NULL
                                                && moat_date_row_is_valid (MOAT_DATE_ROW (form->date))
                                                && (until == NULL || g_strcmp0 (until, today) >= 0));
}

void
moat_review_dialog_present_set_aside (GtkWidget *widget, MoatDocument *document, const MoatFinding *finding)
{
  Form *form = form_new (widget, document, _ ("Set aside"), _ ("_Set aside"));
  g_autofree char *until = moat_date_dup_from_today (DAYS_ASIDE);
  g_autofree char *person = moat_form_dialog_dup_person ();

  form->finding = moat_finding_ref (finding);
  moat_form_dialog_set_description (form->dialog, finding->message);
  form->reason = moat_form_dialog_add_entry (form->dialog, _ ("Why it need not be put right"), NULL);
  form->who = moat_form_dialog_add_entry (form->dialog, _ ("Who says so"), person);
  form->date = moat_form_dialog_add (form->dialog, moat_date_row_new (_ ("Until; empty for good"), until));

  g_signal_connect_swapped (form->dialog, "changed", G_CALLBACK (set_aside_changed_cb), form);
  g_signal_connect_swapped (form->dialog, "accepted", G_CALLBACK (set_aside), form);
  set_aside_changed_cb (form);
  moat_form_dialog_present (form->dialog, form->reason);
}
