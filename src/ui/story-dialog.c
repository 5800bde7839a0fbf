/* The happy path, typed (see story-dialog.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "story-dialog.h"

#include "layout.h"
#include "query.h"
#include "story.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

struct _MoatStoryDialog
{
  AdwWindow parent_instance;

  GtkWidget *view;
  GtkTextBuffer *buffer; /* borrowed from the view */
  GtkLabel *summary;
  GtkWidget *draw_button;

  MoatPage *page; /* borrowed: the dialog goes before its parent window does */
};

G_DEFINE_FINAL_TYPE (MoatStoryDialog, moat_story_dialog, ADW_TYPE_WINDOW)

static const char example[] = N_ (
    "# User updates their shipping address\n"
    "zone Public internet: User, Web app\n"
    "zone Backend: API\n"
    "zone Backend / Data tier: Profile store\n"
    "data Shipping address: sensitive\n"
    "1. User -> Web app: signs in\n"
    "2. Web app -> API: submits the form [Shipping address]\n"
    "   ! Change the id to update another user’s address\n"
    "   => authorization: Find the record by the signed-in user | API | Test with two accounts\n"
    "3. API -> Profile store: writes the address [Shipping address]\n");

static char *
dup_text (MoatStoryDialog *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

/* ---- What it will be ---- */

static char *
dup_count (MoatKind kind, guint count)
{
  switch ((int) kind)
    {
    case MOAT_KIND_STEP:
      return g_strdup_printf (ngettext ("%u step", "%u steps", count), count);
    case MOAT_KIND_ELEMENT:
      return g_strdup_printf (ngettext ("%u element", "%u elements", count), count);
    case MOAT_KIND_BOUNDARY:
      return g_strdup_printf (ngettext ("%u boundary", "%u boundaries", count), count);
    case MOAT_KIND_THREAT:
      return g_strdup_printf (ngettext ("%u attacker move", "%u attacker moves", count), count);
    default:
      return g_strdup_printf (ngettext ("%u decision", "%u decisions", count), count);
    }
}

/* Reads the text into a model of its own, to tell what is understood while it is typed. */
static char *
describe (const char *text)
{
  static const MoatKind told[] = { MOAT_KIND_STEP, MOAT_KIND_ELEMENT, MOAT_KIND_BOUNDARY, MOAT_KIND_THREAT,
                                   MOAT_KIND_DECISION };
  g_autoptr (MoatDocument) trial = moat_document_new ();
  g_autoptr (MoatStory) story = NULL;
  GString *out = g_string_new (NULL);

  moat_document_begin (trial, "");
  story = moat_story_read (trial, text);
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    {
      guint count = moat_document_count (trial, told[i]);
      g_autofree char *phrase = dup_count (told[i], count);

      if (count > 0)
        g_string_append_printf (out, "%s%s", out->len > 0 ? " · " : "", phrase);
    }
  moat_document_rollback (trial);

  if (story->hints->len > 0)
    g_string_append_printf (out, "\n%s", (const char *) g_ptr_array_index (story->hints, 0));

  return g_string_free (out, FALSE);
}

static void
update (MoatStoryDialog *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *summary = *stripped != '\0' ? describe (text) : NULL;

  gtk_label_set_label (self->summary,
                       summary != NULL ? summary : _ ("One line a step: who -> whom: what happens"));
  gtk_widget_set_sensitive (self->draw_button, summary != NULL);
}

/* ---- Drawing it ---- */

/* A use case in which nothing was drawn or written yet: the story takes its place. */
static gboolean
is_blank (MoatDocument *document, const char *use_case_id)
{
  MoatRecord *use_case = moat_document_find_kind (document, use_case_id, MOAT_KIND_USE_CASE);

  return use_case != NULL && *moat_record_get_title (use_case) == '\0'
         && moat_use_case_state (use_case)->summary == NULL
         && !moat_document_has_referrers (document, use_case_id, MOAT_KIND_ELEMENT)
         && !moat_document_has_referrers (document, use_case_id, MOAT_KIND_BOUNDARY)
         && !moat_document_has_referrers (document, use_case_id, MOAT_KIND_NOTE)
         && !moat_document_has_referrers (document, use_case_id, MOAT_KIND_STEP)
         && !moat_document_has_referrers (document, use_case_id, MOAT_KIND_THREAT);
}

static gboolean
arrange_all (MoatDocument *document, const MoatStory *story, GError **error)
{
  for (guint i = 0; i < story->use_cases->len; i++)
    {
      const char *id = moat_record_get_id (g_ptr_array_index (story->use_cases, i));

      if (!moat_layout_arrange (document, id, story->zone_of, error))
        return FALSE;
    }

  return TRUE;
}

static void
draw (MoatStoryDialog *self)
{
  MoatDocument *document = moat_page_get_document (self->page);
  g_autofree char *text = dup_text (self);
  g_autofree char *before = g_strdup (moat_page_get_use_case (self->page));
  g_autofree char *shown = NULL;
  g_autoptr (MoatStory) story = NULL;
  g_autoptr (GError) error = NULL;

  moat_document_begin (document, _ ("Draw a story"));
  story = moat_story_read (document, text);
  if (!arrange_all (document, story, &error))
    {
      moat_document_rollback (document);
      gtk_label_set_label (self->summary, error->message);
      return;
    }
  shown = g_strdup (moat_record_get_id (g_ptr_array_index (story->use_cases, 0)));
  if (is_blank (document, before))
    moat_document_remove (document, moat_document_find (document, before));
  moat_document_commit (document);

  moat_page_set_use_case (self->page, shown);
  g_action_group_activate_action (moat_page_get_canvas_actions (self->page), "zoom-fit", NULL);
  if (story->hints->len > 0)
    moat_toast_show (GTK_WIDGET (self->page), g_ptr_array_index (story->hints, 0));
  gtk_window_close (GTK_WINDOW (self));
}

static void
insert_example (MoatStoryDialog *self)
{
  gtk_text_buffer_set_text (self->buffer, _ (example), -1);
}

/* ---- Its parts ---- */

static GtkWidget *
new_header (MoatStoryDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->draw_button = gtk_button_new_with_mnemonic (_ ("_Draw it"));
  gtk_widget_add_css_class (self->draw_button, "suggested-action");
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draw_button, "clicked", G_CALLBACK (draw), self, G_CONNECT_SWAPPED);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->draw_button);

  return header;
}

static GtkWidget *
new_editor (MoatStoryDialog *self)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Story"), -1);
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_add_css_class (scroller, "view");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  self->view = view;

  return scroller;
}

static GtkWidget *
new_footer (MoatStoryDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *fill = gtk_button_new_with_mnemonic (_ ("_Insert an example"));

  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_label_set_xalign (self->summary, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->summary), TRUE);
  gtk_widget_set_valign (fill, GTK_ALIGN_CENTER);
  g_signal_connect_object (fill, "clicked", G_CALLBACK (insert_example), self, G_CONNECT_SWAPPED);

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (box), fill);

  return box;
}

static gboolean
close_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static gboolean
draw_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MoatStoryDialog *self = MOAT_STORY_DIALOG (widget);

  if (gtk_widget_get_sensitive (self->draw_button))
    draw (self);
  return TRUE;
}

/* Before the text view sees it: for that, Ctrl+Enter is a line break. */
static void
add_shortcuts (MoatStoryDialog *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (
                                                              "<Control>Return|<Control>KP_Enter"),
                                                          gtk_callback_action_new (draw_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
moat_story_dialog_class_init (MoatStoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_cb, NULL);
}

static void
moat_story_dialog_init (MoatStoryDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), new_header (self));
  gtk_box_append (GTK_BOX (box), new_editor (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), new_footer (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  add_shortcuts (self);
  gtk_window_set_default_size (GTK_WINDOW (self), 680, 480);
  update (self);
}

void
moat_story_dialog_present (MoatPage *page)
{
  MoatStoryDialog *self = g_object_new (MOAT_TYPE_STORY_DIALOG, "title", _ ("Write a story"), "modal", TRUE,
                                        "transient-for", gtk_widget_get_root (GTK_WIDGET (page)),
                                        "destroy-with-parent", TRUE, NULL);

  self->page = page;
  gtk_window_set_focus (GTK_WINDOW (self), self->view);
  gtk_window_present (GTK_WINDOW (self));
}
