/* Typing a story draws it, drawing writes it, and a line and its flow select
 * each other.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "edit.h"
#include "query.h"
#include "story-view.h"

#include <string.h>

typedef struct
{
  MoatDocument *document;
  MoatSelection *selection;
  MoatRecord *use_case;
  GtkWidget *window;
  MoatStoryView *view;
  GtkTextView *text;
  GtkTextBuffer *buffer;
} Fixture;

static GtkTextView *
find_text (GtkWidget *widget)
{
  GtkTextView *found = GTK_IS_TEXT_VIEW (widget) ? GTK_TEXT_VIEW (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_text (child);

  return found;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->document = moat_document_new ();
  MOAT_TRANSACTION (self->document, "Set up")
  self->use_case = moat_edit_add_use_case (self->document, "");
  moat_document_clear_history (self->document);
  self->selection = moat_selection_new (self->document);
  self->view = MOAT_STORY_VIEW (moat_story_view_new (self->document, self->selection));
  moat_story_view_set_use_case (self->view, moat_record_get_id (self->use_case));
  self->text = find_text (GTK_WIDGET (self->view));
  self->buffer = gtk_text_view_get_buffer (self->text);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 600, 300);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->view));
  gtk_window_present (GTK_WINDOW (self->window));
  while (!gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->selection);
  g_object_unref (self->document);
}

static char *
dup_text (Fixture *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

static void
type (Fixture *self, const char *text)
{
  gtk_text_buffer_insert_at_cursor (self->buffer, text, -1);
  moat_story_view_finish (self->view);
}

static void
wait_for_text (Fixture *self, const char *expected)
{
  g_autofree char *text = dup_text (self);

  while (strcmp (text, expected) != 0)
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (text);
      text = dup_text (self);
    }
}

static MoatRecord *
get_flow (Fixture *self, guint index)
{
  return g_ptr_array_index (moat_document_list (self->document, MOAT_KIND_FLOW), index);
}

static void
test_both_ways (Fixture *self, gconstpointer data)
{
  type (self, "1. User -> API: asks\n2. API -> Store: reads");
  g_assert_cmpuint (moat_document_count (self->document, MOAT_KIND_ELEMENT), ==, 3);
  g_assert_cmpuint (moat_story_view_get_n_steps (self->view), ==, 2);

  MOAT_TRANSACTION (self->document, "Rename")
  moat_text_set (&((MoatFlowState *) moat_document_edit (self->document, get_flow (self, 1)))->name,
                 "looks up");
  wait_for_text (self, "1. User -> API: asks\n2. API -> Store: looks up");

  g_assert_true (moat_document_undo (self->document));
  wait_for_text (self, "1. User -> API: asks\n2. API -> Store: reads");
  g_assert_true (moat_document_undo (self->document));
  wait_for_text (self, "");
  g_assert_true (moat_document_redo (self->document));
  wait_for_text (self, "actor User\nprocess API\nstore Store\n1. User -> API: asks\n2. API -> Store: reads");
}

/* The cursor stays in the line in which one types while another changes. */
static void
test_cursor_stays (Fixture *self, gconstpointer data)
{
  GtkTextIter at;

  type (self, "1. User -> API: asks\n2. API -> Store: reads");
  MOAT_TRANSACTION (self->document, "Rename")
  moat_text_set (&((MoatFlowState *) moat_document_edit (self->document, get_flow (self, 0)))->name, "wants");
  wait_for_text (self, "1. User -> API: wants\n2. API -> Store: reads");
  gtk_text_buffer_get_iter_at_mark (self->buffer, &at, gtk_text_buffer_get_insert (self->buffer));
  g_assert_cmpint (gtk_text_iter_get_line (&at), ==, 1);
  g_assert_true (gtk_text_iter_ends_line (&at));
}

static void
test_selects (Fixture *self, gconstpointer data)
{
  GtkTextIter at;

  type (self, "1. User -> API: asks\n2. API -> Store: reads");
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  moat_selection_set_only (self->selection, get_flow (self, 0));
  gtk_text_buffer_get_iter_at_mark (self->buffer, &at, gtk_text_buffer_get_insert (self->buffer));
  g_assert_cmpint (gtk_text_iter_get_line (&at), ==, 0);

  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  gtk_text_buffer_get_iter_at_line (self->buffer, &at, 1);
  gtk_text_buffer_place_cursor (self->buffer, &at);
  g_assert_true (moat_selection_get_single (self->selection) == get_flow (self, 1));
}

#define TEST(path, test) g_test_add ("/ui/story-view/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  TEST ("both-ways", test_both_ways);
  TEST ("cursor-stays", test_cursor_stays);
  TEST ("selects", test_selects);

  return g_test_run ();
}
