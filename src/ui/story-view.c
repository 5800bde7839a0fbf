/* The story as text to type in (see story-view.h). What a line means is told by
 * MoatStoryLive; how it looks is in story-style.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "story-view.h"

#include "accessible.h"
#include "query.h"
#include "scroll-to.h"
#include "story-complete.h"
#include "story-gutter.h"
#include "story-live.h"
#include "story-place.h"
#include "story-placeholder.h"
#include "story-style.h"
#include "story-suggest.h"
#include "text-diff.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A pause in typing after which what follows is a step of its own to undo. */
#define PAUSE 1500

struct _MoatStoryView
{
  GtkWidget parent_instance;
  MoatDocument *document;
  MoatSelection *selection;
  char *use_case;      /* an id, or NULL */
  MoatStoryLive *live; /* NULL until the text is first looked at */

  GtkTextView *text;
  GtkTextBuffer *buffer; /* borrowed from the text view */
  MoatStoryGutter *gutter;
  MoatStoryComplete *complete;
  GtkWidget *bar; /* owned until it is detached */
  GtkLabel *status;
  GtkButton *draw;    /* offers to make a flow of a sentence */
  GtkWidget *example; /* fills an empty text */
  char *offer;        /* the line that the button puts in, or NULL */

  guint n_steps;
  guint type_source;     /* what was typed is to be read */
  guint pause_source;    /* nothing was typed for a while */
  guint refresh_source;  /* the model changed */
  gboolean is_outdated;  /* it changed while nobody looked */
  gboolean is_reading;   /* our own change of the model */
  gboolean is_writing;   /* our own change of the text */
  gboolean is_selecting; /* our own change of the selection */
  gboolean was_typed;    /* the cursor stands where something was typed just now */
  int line;              /* where the cursor was last */
  MoatRecord *pointed;   /* owned or NULL: what the pointer is on */
};

enum
{
  PROP_0,
  PROP_N_STEPS,
  N_PROPS
};

enum
{
  SIGNAL_POINT,
  SIGNAL_DRAWN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatStoryView, moat_story_view, GTK_TYPE_WIDGET)

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

/* ---- The text ---- */

static char *
dup_text (MoatStoryView *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

static char *
dup_line (MoatStoryView *self, int line)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (self->buffer, &start, line);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

static int
get_cursor_line (MoatStoryView *self)
{
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &at, gtk_text_buffer_get_insert (self->buffer));

  return gtk_text_iter_get_line (&at);
}

static const MoatStoryLine *
get_line (MoatStoryView *self, int line)
{
  const GPtrArray *lines = self->live != NULL ? moat_story_live_get_lines (self->live) : NULL;

  return lines != NULL && line >= 0 && line < (int) lines->len ? g_ptr_array_index (lines, line) : NULL;
}

static void
delete_line (MoatStoryView *self, int line)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (self->buffer, &start, line);
  gtk_text_buffer_get_iter_at_line (self->buffer, &end, line + 1);
  if (line + 1 >= gtk_text_buffer_get_line_count (self->buffer))
    {
      gtk_text_buffer_get_end_iter (self->buffer, &end);
      gtk_text_iter_backward_char (&start);
    }
  gtk_text_buffer_delete (self->buffer, &start, &end);
}

static void
insert_line (MoatStoryView *self, int line, const char *text, gsize length)
{
  GtkTextIter at;

  if (line >= gtk_text_buffer_get_line_count (self->buffer))
    {
      gtk_text_buffer_get_end_iter (self->buffer, &at);
      gtk_text_buffer_insert (self->buffer, &at, "\n", 1);
      gtk_text_buffer_insert (self->buffer, &at, text, (int) length);
      return;
    }
  gtk_text_buffer_get_iter_at_line (self->buffer, &at, line);
  gtk_text_buffer_insert (self->buffer, &at, text, (int) length);
  gtk_text_buffer_insert (self->buffer, &at, "\n", 1);
}

/* Only lines that differ are touched, so that the cursor and what one looks at stay. */
static void
set_text (MoatStoryView *self, const char *text)
{
  g_autofree char *old_text = dup_text (self);
  g_autofree char *old_lines = g_strconcat (old_text, "\n", NULL);
  g_autofree char *new_lines = g_strconcat (text, "\n", NULL);
  g_autoptr (GArray) diff = moat_text_diff (old_lines, new_lines);
  int line = 0;

  self->is_writing = TRUE;
  for (guint i = 0; i < diff->len; i++)
    {
      const MoatDiffLine *change = &g_array_index (diff, MoatDiffLine, i);

      if (change->change == MOAT_LINE_ADDED)
        insert_line (self, line++, change->text, change->length);
      else if (change->change == MOAT_LINE_SAME)
        line++;
      else
        {
          /* An edited line is edited, for the cursor that stands in it. */
          const MoatDiffLine *next = i + 1 < diff->len ? &g_array_index (diff, MoatDiffLine, i + 1) : NULL;

          if (next != NULL && next->change == MOAT_LINE_ADDED)
            {
              moat_story_style_replace_line (self->buffer, line++, next->text, next->length);
              i++;
            }
          else
            delete_line (self, line);
        }
    }
  self->is_writing = FALSE;
}

/* ---- Beside the text ---- */

static void
update_numbers (MoatStoryView *self)
{
  const GPtrArray *lines = moat_story_live_get_lines (self->live);
  g_autofree guint *numbers = g_new0 (guint, lines->len + 1);
  guint number = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const MoatStoryLine *line = g_ptr_array_index (lines, i);

      if (line->record != NULL && moat_record_get_kind (line->record) == MOAT_KIND_STEP)
        numbers[i] = ++number;
    }
  moat_story_gutter_set_numbers (self->gutter, numbers, lines->len);
}

static gboolean
is_plain_step (const MoatStoryLine *line)
{
  return line != NULL && line->record != NULL && moat_record_get_kind (line->record) == MOAT_KIND_STEP
         && moat_step_state (line->record)->flow == NULL;
}

/* What the line under the cursor could be, or what is odd about it. */
static void
update_bar (MoatStoryView *self)
{
  const MoatStoryLine *line = get_line (self, get_cursor_line (self));
  gboolean is_empty = gtk_text_buffer_get_char_count (self->buffer) == 0;

  g_clear_pointer (&self->offer, g_free);
  if (is_plain_step (line))
    {
      g_autoptr (GPtrArray) names = moat_story_live_list_names (self->live, MOAT_KIND_ELEMENT);

      self->offer = moat_story_suggest_flow (line->text, names);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->draw), self->offer != NULL);
  if (self->offer != NULL)
    {
      g_autofree char *stripped = g_strstrip (g_strdup (self->offer));
      /* TRANSLATORS: %s is a line of story text, such as "1. User -> API: asks". */
      g_autofree char *label = g_strdup_printf (_ ("Draw “%s”"), stripped);

      gtk_label_set_text (GTK_LABEL (gtk_button_get_child (self->draw)), label);
      moat_accessible_set_name (GTK_WIDGET (self->draw), label);
    }

  gtk_widget_set_visible (self->example, is_empty);
  if (line != NULL && line->hint != NULL)
    gtk_label_set_text (self->status, line->hint);
  else if (is_empty || is_plain_step (line))
    gtk_label_set_text (self->status, _ ("One line a step: who -> whom: what happens [data]"));
  else
    gtk_label_set_text (self->status, "");
}

static void
update_all (MoatStoryView *self)
{
  moat_story_style_apply (self->buffer, moat_story_live_get_lines (self->live));
  update_numbers (self);
  update_bar (self);
}

/* ---- Reading what was typed ---- */

static void
offer_names (MoatStoryView *self)
{
  int line = get_cursor_line (self);
  g_autofree char *text = dup_line (self, line);
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *prefix = NULL;
  GtkTextIter at;
  gsize start = 0, offset;
  MoatStoryWants wants;
  static const MoatKind kinds[] = { [MOAT_STORY_WANTS_ELEMENT] = MOAT_KIND_ELEMENT,
                                    [MOAT_STORY_WANTS_DATA] = MOAT_KIND_ASSET,
                                    [MOAT_STORY_WANTS_CLASS] = MOAT_KIND_CLASS };

  gtk_text_buffer_get_iter_at_mark (self->buffer, &at, gtk_text_buffer_get_insert (self->buffer));
  offset = (gsize) gtk_text_iter_get_line_index (&at);
  wants = self->was_typed ? moat_story_find_wanted (text, offset, &start) : MOAT_STORY_WANTS_NOTHING;
  /* Only at the end of a word: else what follows would be joined to the name. */
  if (wants == MOAT_STORY_WANTS_NOTHING || start >= offset || g_ascii_isalnum (text[offset]))
    {
      moat_story_complete_offer (self->complete, NULL, 0);
      return;
    }

  prefix = g_strndup (text + start, offset - start);
  names = moat_story_live_list_names (self->live, kinds[wants]);
  found = moat_story_list_completions (names, prefix);
  moat_story_complete_offer (self->complete, found, offset - start);
}

static void
read_typed (MoatStoryView *self)
{
  g_autofree char *text = dup_text (self);
  gboolean has_changed;

  g_clear_handle_id (&self->type_source, g_source_remove);
  if (self->live == NULL)
    return;
  self->is_reading = TRUE;
  has_changed = moat_story_live_type (self->live, text);
  self->is_reading = FALSE;
  update_all (self);
  if (has_changed)
    g_signal_emit (self, signals[SIGNAL_DRAWN], 0);
}

static gboolean
read_cb (gpointer data)
{
  MoatStoryView *self = data;

  self->type_source = 0;
  read_typed (self);
  offer_names (self);
  self->was_typed = FALSE;

  return G_SOURCE_REMOVE;
}

static gboolean
pause_cb (gpointer data)
{
  MoatStoryView *self = data;

  self->pause_source = 0;
  moat_document_break_merge (self->document);

  return G_SOURCE_REMOVE;
}

static void
text_changed_cb (MoatStoryView *self)
{
  if (self->is_writing)
    return;
  self->was_typed = TRUE;
  if (self->type_source == 0)
    self->type_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, read_cb, self, NULL);
  g_clear_handle_id (&self->pause_source, g_source_remove);
  self->pause_source = g_timeout_add (PAUSE, pause_cb, self);
}

void
moat_story_view_finish (MoatStoryView *self)
{
  g_return_if_fail (MOAT_IS_STORY_VIEW (self));

  if (self->type_source != 0)
    read_typed (self);
}

/* ---- Following the model ---- */

static void
count_steps (MoatStoryView *self)
{
  g_autoptr (GPtrArray) steps = NULL;
  guint n_steps = 0;

  if (self->use_case != NULL)
    {
      steps = moat_document_list_children (self->document, self->use_case, MOAT_KIND_STEP);
      n_steps = steps->len;
    }
  if (n_steps == self->n_steps)
    return;
  self->n_steps = n_steps;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_STEPS]);
}

static void
show_line (MoatStoryView *self, MoatRecord *record)
{
  int line = record != NULL && self->live != NULL ? moat_story_live_find_line (self->live, record) : -1;
  GtkTextIter at;

  moat_story_style_mark (self->buffer, MOAT_STORY_MARK_SELECTED, line);
  if (line < 0 || gtk_widget_is_focus (GTK_WIDGET (self->text)))
    return;

  gtk_text_buffer_get_iter_at_line (self->buffer, &at, line);
  gtk_text_buffer_place_cursor (self->buffer, &at);
  moat_scroll_to_cursor (self->text);
}

static void
show_selected (MoatStoryView *self)
{
  MoatRecord *threat = moat_selection_get_threat (self->selection);
  MoatRecord *record = threat != NULL ? threat : moat_selection_get_single (self->selection);

  show_line (self, record);
}

/* Whatever was typed comes first: it is older than what this reacts to. */
static void
refresh (MoatStoryView *self)
{
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  self->is_outdated = FALSE;
  if (self->use_case == NULL || moat_document_find (self->document, self->use_case) == NULL)
    return;

  if (self->live == NULL)
    self->live = moat_story_live_new (self->document, self->use_case, moat_story_place, NULL);
  else
    {
      moat_story_view_finish (self);
      moat_story_live_refresh (self->live);
    }

  {
    g_autofree char *text = moat_story_live_dup_text (self->live);

    set_text (self, text);
  }
  update_all (self);
  show_selected (self);
}

static gboolean
refresh_cb (gpointer data)
{
  MoatStoryView *self = data;

  self->refresh_source = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

static void
document_changed_cb (MoatStoryView *self, const MoatChanges *changes)
{
  if (moat_changes_touch (changes, MOAT_KIND_STEP))
    count_steps (self);
  if (self->is_reading)
    return;

  self->is_outdated = TRUE;
  if (self->refresh_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refresh_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 10, refresh_cb, self, NULL);
}

static void
moat_story_view_map (GtkWidget *widget)
{
  MoatStoryView *self = MOAT_STORY_VIEW (widget);

  GTK_WIDGET_CLASS (moat_story_view_parent_class)->map (widget);
  if (self->is_outdated || self->live == NULL)
    refresh (self);
  else
    show_selected (self);
}

void
moat_story_view_set_use_case (MoatStoryView *self, const char *use_case_id)
{
  g_return_if_fail (MOAT_IS_STORY_VIEW (self));

  if (g_strcmp0 (self->use_case, use_case_id) == 0)
    return;
  moat_story_view_finish (self);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_pointer (&self->live, moat_story_live_free);
  g_free (self->use_case);
  self->use_case = g_strdup (use_case_id);
  self->is_writing = TRUE;
  gtk_text_buffer_set_text (self->buffer, "", 0);
  self->is_writing = FALSE;
  count_steps (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (self);
}

guint
moat_story_view_get_n_steps (MoatStoryView *self)
{
  return self->n_steps;
}

/* ---- Selecting ---- */

/* What can be selected of what a line tells of. */
static void
select_record (MoatStoryView *self, MoatRecord *record)
{
  if (moat_record_get_kind (record) == MOAT_KIND_STEP)
    record = moat_document_find (self->document, moat_step_state (record)->flow);

  if (record == NULL)
    moat_selection_clear (self->selection);
  else if (moat_record_get_kind (record) == MOAT_KIND_THREAT)
    moat_selection_set_threat (self->selection, record, NULL);
  else if (moat_record_get_kind (record) == MOAT_KIND_DECISION)
    {
      const MoatList *threats = moat_decision_state (record)->threats;
      MoatRecord *threat = moat_list_len (threats) > 0
                               ? moat_document_find (self->document, moat_list_get (threats, 0))
                               : NULL;

      if (threat != NULL)
        moat_selection_set_threat (self->selection, threat, record);
    }
  else if (moat_selection_can_hold (record))
    {
      moat_selection_set_only (self->selection, record);
      moat_selection_reveal (self->selection, record);
    }
}

/* Going to another line selects what it tells of; typing in one does not take the selection away. */
static void
cursor_moved_cb (MoatStoryView *self)
{
  int number = get_cursor_line (self);
  const MoatStoryLine *line;

  if (self->is_writing || self->live == NULL)
    return;
  if (!gtk_widget_is_focus (GTK_WIDGET (self->text)))
    {
      self->line = number;
      return;
    }
  if (!self->was_typed)
    moat_story_complete_offer (self->complete, NULL, 0);
  if (number == self->line)
    return;
  self->line = number;
  moat_document_break_merge (self->document);
  if (self->type_source != 0)
    return;

  line = get_line (self, number);
  update_bar (self);
  self->is_selecting = TRUE;
  if (line != NULL && line->record != NULL && moat_record_is_live (line->record))
    select_record (self, line->record);
  self->is_selecting = FALSE;
  moat_story_style_mark (self->buffer, MOAT_STORY_MARK_SELECTED, number);
}

static void
selection_changed_cb (MoatStoryView *self)
{
  if (!self->is_selecting && gtk_widget_get_mapped (GTK_WIDGET (self)) && self->type_source == 0)
    show_selected (self);
}

/* ---- Pointing ---- */

static void
set_pointed (MoatStoryView *self, MoatRecord *record)
{
  if (record != NULL && moat_record_get_kind (record) == MOAT_KIND_STEP)
    record = moat_document_find (self->document, moat_step_state (record)->flow);
  if (g_set_object (&self->pointed, record))
    g_signal_emit (self, signals[SIGNAL_POINT], 0, record);
}

static void
motion_cb (MoatStoryView *self, double x, double y)
{
  const MoatStoryLine *line;
  GtkTextIter iter;
  int buffer_y;

  gtk_text_view_window_to_buffer_coords (self->text, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, NULL,
                                         &buffer_y);
  gtk_text_view_get_line_at_y (self->text, &iter, buffer_y, NULL);
  line = get_line (self, gtk_text_iter_get_line (&iter));
  set_pointed (self, line != NULL && line->record != NULL && moat_record_is_live (line->record) ? line->record
                                                                                                : NULL);
}

static void
leave_cb (MoatStoryView *self)
{
  set_pointed (self, NULL);
}

void
moat_story_view_set_pointed (MoatStoryView *self, MoatRecord *record)
{
  int line = record != NULL && self->live != NULL ? moat_story_live_find_line (self->live, record) : -1;

  moat_story_style_mark (self->buffer, MOAT_STORY_MARK_POINTED, line);
}

/* ---- Moving lines ---- */

/* Puts a line and what hangs on it before another one, and numbers the steps anew. */
static void
move_block (MoatStoryView *self, guint first, guint to)
{
  guint cursor = 0;
  g_autofree char *text = moat_story_live_dup_moved (self->live, first, to, &cursor);
  g_autofree char *numbered = NULL;
  GtkTextIter at;

  if (text == NULL)
    return;
  moat_document_break_merge (self->document);
  self->is_reading = TRUE;
  moat_story_live_type (self->live, text);
  numbered = moat_story_live_dup_numbered (self->live);
  moat_story_live_type (self->live, numbered);
  self->is_reading = FALSE;
  moat_document_break_merge (self->document);

  set_text (self, numbered);
  update_all (self);
  gtk_text_buffer_get_iter_at_line (self->buffer, &at, (int) cursor);
  gtk_text_buffer_place_cursor (self->buffer, &at);
}

static void
gutter_moved_cb (MoatStoryView *self, guint from, guint to)
{
  moat_story_view_finish (self);
  if (from < moat_story_live_get_lines (self->live)->len)
    move_block (self, from, to);
}

/* One line earlier or later, with what hangs on it. */
static void
move_by (MoatStoryView *self, int direction)
{
  guint line = (guint) get_cursor_line (self);
  guint first, end;

  moat_story_view_finish (self);
  moat_story_live_get_block (self->live, line, &first, &end);
  if (direction > 0 && end < moat_story_live_get_lines (self->live)->len)
    {
      moat_story_live_get_block (self->live, end, &line, &end);
      move_block (self, first, end);
    }
  else if (direction < 0 && first > 0)
    {
      moat_story_live_get_block (self->live, first - 1, &line, &end);
      move_block (self, first, line);
    }
}

/* ---- Keys and buttons ---- */

static void
take_offer (MoatStoryView *self)
{
  g_autofree char *offer = g_steal_pointer (&self->offer);

  if (offer == NULL)
    return;
  moat_story_style_replace_line (self->buffer, get_cursor_line (self), offer, strlen (offer));
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
insert_example (MoatStoryView *self)
{
  gtk_text_buffer_set_text (self->buffer, _ (example), -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static gboolean
key_pressed_cb (MoatStoryView *self, guint keyval, guint keycode, GdkModifierType state)
{
  GdkModifierType held = state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK);

  if (moat_story_complete_press (self->complete, keyval, state))
    return GDK_EVENT_STOP;
  if (held == GDK_ALT_MASK && (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down) && self->live != NULL)
    {
      move_by (self, keyval == GDK_KEY_Up ? -1 : 1);
      return GDK_EVENT_STOP;
    }
  if (held == GDK_CONTROL_MASK && (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
      && self->offer != NULL)
    {
      take_offer (self);
      return GDK_EVENT_STOP;
    }
  /* Undo is one for text and diagram: the text view's own shall not see the keys. */
  if ((held & GDK_CONTROL_MASK) != 0 && gdk_keyval_to_lower (keyval) == GDK_KEY_z)
    {
      moat_story_view_finish (self);
      gtk_widget_activate_action (GTK_WIDGET (self), (held & GDK_SHIFT_MASK) != 0 ? "page.redo" : "page.undo",
                                  NULL);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
focus_left_cb (MoatStoryView *self)
{
  moat_story_complete_offer (self->complete, NULL, 0);
  moat_document_break_merge (self->document);
}

/* ---- Its parts ---- */

static GtkWidget *
build_text (MoatStoryView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->text = GTK_TEXT_VIEW (gtk_text_view_new ());
  self->buffer = gtk_text_view_get_buffer (self->text);
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
  moat_story_style_install (self->buffer);
  gtk_text_view_set_wrap_mode (self->text, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->text, FALSE);
  gtk_text_view_set_top_margin (self->text, 6);
  gtk_text_view_set_bottom_margin (self->text, 12);
  gtk_text_view_set_left_margin (self->text, 6);
  gtk_text_view_set_right_margin (self->text, 12);
  gtk_text_view_set_pixels_above_lines (self->text, 2);
  gtk_text_view_set_pixels_below_lines (self->text, 2);
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "moat-story");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Story"),
                                  -1);
  self->gutter = MOAT_STORY_GUTTER (moat_story_gutter_new (self->text));
  gtk_text_view_set_gutter (self->text, GTK_TEXT_WINDOW_LEFT, GTK_WIDGET (self->gutter));

  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "notify::cursor-position", G_CALLBACK (cursor_moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->gutter, "moved", G_CALLBACK (gutter_moved_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->text), motion);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->text), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->text), focus);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->text));

  return moat_story_placeholder_new (scroller, self->text);
}

static void
build_bar (MoatStoryView *self)
{
  GtkWidget *offer = gtk_label_new (NULL);

  self->bar = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  gtk_widget_add_css_class (self->bar, "moat-table-bar");
  self->status = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->status, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->status, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->status), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->status), "dim-label");

  gtk_label_set_ellipsize (GTK_LABEL (offer), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (offer), 50);
  self->draw = GTK_BUTTON (gtk_button_new ());
  gtk_button_set_child (self->draw, offer);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->draw), _ ("Make a flow of this sentence (Ctrl+Enter)"));
  gtk_widget_set_valign (GTK_WIDGET (self->draw), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->draw, "clicked", G_CALLBACK (take_offer), self, G_CONNECT_SWAPPED);

  self->example = gtk_button_new_with_mnemonic (_ ("_Insert an example"));
  gtk_widget_set_valign (self->example, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->example, "clicked", G_CALLBACK (insert_example), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (self->bar), GTK_WIDGET (self->status));
  gtk_box_append (GTK_BOX (self->bar), GTK_WIDGET (self->draw));
  gtk_box_append (GTK_BOX (self->bar), self->example);
}

GtkWidget *
moat_story_view_detach_bar (MoatStoryView *self)
{
  g_return_val_if_fail (MOAT_IS_STORY_VIEW (self), NULL);

  return g_object_ref (self->bar);
}

static gboolean
moat_story_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MOAT_STORY_VIEW (widget)->text));
}

static void
moat_story_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (moat_story_view_parent_class)->css_changed (widget, change);
  moat_story_style_set_colors (MOAT_STORY_VIEW (widget)->buffer, widget);
}

static void
moat_story_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_N_STEPS)
    g_value_set_uint (value, MOAT_STORY_VIEW (object)->n_steps);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
moat_story_view_dispose (GObject *object)
{
  MoatStoryView *self = MOAT_STORY_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->type_source, g_source_remove);
  g_clear_handle_id (&self->pause_source, g_source_remove);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->live, moat_story_live_free);
  g_clear_object (&self->bar);
  g_clear_object (&self->pointed);
  g_clear_object (&self->selection);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (moat_story_view_parent_class)->dispose (object);
}

static void
moat_story_view_finalize (GObject *object)
{
  MoatStoryView *self = MOAT_STORY_VIEW (object);

  g_free (self->use_case);
  g_free (self->offer);
  G_OBJECT_CLASS (moat_story_view_parent_class)->finalize (object);
}

static void
moat_story_view_class_init (MoatStoryViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = moat_story_view_get_property;
  object_class->dispose = moat_story_view_dispose;
  object_class->finalize = moat_story_view_finalize;
  widget_class->map = moat_story_view_map;
  widget_class->grab_focus = moat_story_view_grab_focus;
  widget_class->css_changed = moat_story_view_css_changed;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  properties[PROP_N_STEPS] = g_param_spec_uint ("n-steps", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_POINT] = g_signal_new ("point", MOAT_TYPE_STORY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, MOAT_TYPE_RECORD);
  signals[SIGNAL_DRAWN] = g_signal_new ("drawn", MOAT_TYPE_STORY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
}

static void
moat_story_view_init (MoatStoryView *self)
{
  GtkWidget *scroller = build_text (self);

  self->line = -1;
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
  self->complete = moat_story_complete_new (GTK_WIDGET (self), self->text);
  build_bar (self);
}

GtkWidget *
moat_story_view_new (MoatDocument *document, MoatSelection *selection)
{
  MoatStoryView *self = g_object_new (MOAT_TYPE_STORY_VIEW, NULL);

  self->document = g_object_ref (document);
  self->selection = g_object_ref (selection);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
