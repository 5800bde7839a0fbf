/* How a cell of the table is edited: text in its entry, choices, flags and places
 * in a picker beside it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "table-view-private.h"

#include "picker.h"
#include "place-picker.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

GdkRectangle
moat_table_edit_get_spot (MoatTableView *self)
{
  MoatTableCell *cell = self->cursor_row == NULL
                            ? NULL
                            : moat_table_keys_find_cell (self, self->cursor_row, self->cursor_column);
  GdkRectangle view = { 0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                        gtk_widget_get_height (GTK_WIDGET (self)) };
  GdkRectangle spot = { view.width / 2, 0, 1, 1 };
  graphene_rect_t bounds;

  if (cell != NULL && gtk_widget_compute_bounds (GTK_WIDGET (cell), GTK_WIDGET (self), &bounds))
    spot = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                           (int) bounds.size.height };

  /* A cell may have been scrolled out of view, even off the screen: what is about it then stays at the edge.
   */
  if (!gdk_rectangle_intersect (&spot, &view, &spot))
    spot = (GdkRectangle){ CLAMP (spot.x, 0, view.width), CLAMP (spot.y, 0, view.height), 1, 1 };

  return spot;
}

static void
set_text (MoatTableView *self, MoatTableRow *row, const MoatColumn *column, const char *text)
{
  MoatTableCell *cell = moat_table_keys_find_cell (self, row, moat_column_get_id (column));
  g_autoptr (GError) error = NULL;

  if (moat_column_set_text (column, self->document, row, text, &error))
    return;

  if (cell != NULL)
    moat_table_cell_show_error (cell, error->message);
  moat_toast_show (GTK_WIDGET (self), error->message);
}

/* ---- Pickers ---- */

/* Which cell a picker is for. Cells are given to other rows as the list scrolls, so the row is kept. */
typedef struct
{
  MoatTableView *view; /* lives longer than its popovers */
  MoatTableRow *row;   /* owned */
  const MoatColumn *column;
} Target;

static void
target_free (gpointer data, GClosure *closure)
{
  Target *target = data;

  g_object_unref (target->row);
  g_free (target);
}

static void
value_picked_cb (MoatPicker *picker, const char *id, gboolean is_checked, Target *target)
{
  const MoatColumn *column = target->column;
  int value = moat_column_get_value (column, target->row);
  int picked = 0;

  if (!moat_value_from_nick (column->values, id, &picked))
    return;
  if (column->editor == MOAT_CELL_FLAGS)
    picked = is_checked ? value | picked : value & ~picked;
  moat_column_set_value (column, target->view->document, target->row, picked);
}

static void
place_picked_cb (MoatPicker *picker, const char *id, gboolean is_checked, Target *target)
{
  moat_place_move_threat (target->view->document, moat_table_row_get_threat (target->row), id);
}

static MoatPicker *
make_value_picker (const MoatColumn *column, MoatTableRow *row)
{
  gboolean is_flags = column->editor == MOAT_CELL_FLAGS;
  int current = moat_column_get_value (column, row);
  GtkWidget *picker = moat_picker_new (is_flags ? MOAT_PICKER_MANY : MOAT_PICKER_ONE, FALSE);

  for (const MoatValue *value = column->values; value->nick != NULL; value++)
    moat_picker_add (MOAT_PICKER (picker), value->nick, _ (value->label), NULL,
                     is_flags ? (current & value->value) != 0 : current == value->value);

  return MOAT_PICKER (picker);
}

static MoatPicker *
make_picker (MoatTableView *self, MoatTableCell *cell)
{
  Target *target = g_new0 (Target, 1);
  MoatPicker *picker;

  target->view = self;
  target->row = g_object_ref (moat_table_cell_get_row (cell));
  target->column = moat_column_get (moat_table_cell_get_column (cell));

  if (target->column->editor == MOAT_CELL_PLACE)
    {
      MoatRecord *place = moat_table_row_get_place (target->row);

      picker = moat_place_picker_new (self->document,
                                      moat_record_get_id (moat_query_use_case (self->document, place)),
                                      place);
      g_signal_connect_data (picker, "picked", G_CALLBACK (place_picked_cb), target, target_free, 0);
    }
  else
    {
      picker = make_value_picker (target->column, target->row);
      g_signal_connect_data (picker, "picked", G_CALLBACK (value_picked_cb), target, target_free, 0);
    }

  return picker;
}

/* The keyboard goes back to the cell when a picker closes. */
static void
picker_closed_cb (MoatTableView *self)
{
  MoatTableCell *cell = self->cursor_row == NULL
                            ? NULL
                            : moat_table_keys_find_cell (self, self->cursor_row, self->cursor_column);

  if (cell != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (cell));
}

static void
popup_picker (MoatTableView *self, MoatPicker *picker)
{
  GdkRectangle spot = moat_table_edit_get_spot (self);

  g_signal_connect_object (picker, "closed", G_CALLBACK (picker_closed_cb), self, G_CONNECT_SWAPPED);
  moat_picker_popup (picker, GTK_WIDGET (self), &spot);
}

/* ---- Beginning ---- */

void
moat_table_edit_begin (MoatTableView *self, MoatTableCell *cell)
{
  if (moat_table_cell_get_row (cell) == NULL)
    return;

  switch (moat_column_get (moat_table_cell_get_column (cell))->editor)
    {
    case MOAT_CELL_TEXT:
      moat_table_cell_begin_edit (cell);
      break;
    case MOAT_CELL_CHOICE:
    case MOAT_CELL_FLAGS:
    case MOAT_CELL_PLACE:
      popup_picker (self, make_picker (self, cell));
      break;
    case MOAT_CELL_READ_ONLY:
      gtk_widget_error_bell (GTK_WIDGET (cell));
      break;
    }
}

/* A letter that only one value begins with sets it at once; else the picker opens for the next letter. */
static gboolean
type_choice (MoatTableView *self, MoatTableCell *cell, gunichar letter)
{
  const MoatColumn *column = moat_column_get (moat_table_cell_get_column (cell));
  MoatPicker *picker = g_object_ref_sink (make_picker (self, cell));
  const char *nick = moat_picker_find_letter (picker, letter);
  int value = 0;

  if (nick != NULL && moat_value_from_nick (column->values, nick, &value))
    {
      if (column->editor == MOAT_CELL_FLAGS)
        value ^= moat_column_get_value (column, moat_table_cell_get_row (cell));
      moat_column_set_value (column, self->document, moat_table_cell_get_row (cell), value);
    }
  else
    {
      popup_picker (self, picker);
    }
  g_object_unref (picker);

  return TRUE;
}

gboolean
moat_table_edit_type (MoatTableView *self, MoatTableCell *cell, GtkEventControllerKey *keys, gunichar letter)
{
  switch (moat_column_get (moat_table_cell_get_column (cell))->editor)
    {
    case MOAT_CELL_TEXT:
      moat_table_cell_begin_edit (cell);
      /* The entry's own key handling, input methods included, gets the key; all is selected, so it replaces.
       */
      return gtk_event_controller_key_forward (keys, moat_table_cell_get_entry (cell));
    case MOAT_CELL_CHOICE:
    case MOAT_CELL_FLAGS:
      return g_unichar_isalnum (letter) && type_choice (self, cell, letter);
    case MOAT_CELL_PLACE:
      moat_table_edit_begin (self, cell);
      return TRUE;
    case MOAT_CELL_READ_ONLY:
      return FALSE;
    }

  return FALSE;
}

void
moat_table_edit_clear (MoatTableView *self, MoatTableCell *cell)
{
  const MoatColumn *column = moat_column_get (moat_table_cell_get_column (cell));
  MoatTableRow *row = moat_table_cell_get_row (cell);

  if (column->is_decision && moat_table_row_get_decision (row) == NULL)
    return;

  if (column->values != NULL)
    moat_column_set_value (column, self->document, row, 0);
  else if (column->editor == MOAT_CELL_TEXT)
    set_text (self, row, column, "");
}

/* ---- Ending ---- */

static void
commit (MoatTableView *self, MoatTableRow *row, const MoatColumn *column, const char *text)
{
  gboolean is_new = g_strcmp0 (self->new_threat, moat_record_get_id (moat_table_row_get_threat (row))) == 0;

  if (!moat_record_is_live (moat_table_row_get_threat (row)))
    return;

  /* Making the move and saying what it is are one step. */
  moat_document_begin (self->document, is_new ? _ ("Add an attacker move") : _ (column->label));
  if (is_new)
    moat_document_set_merge_key (self->document, self->new_threat);
  set_text (self, row, column, text);
  moat_document_commit (self->document);
}

/* A move that was added here and that nobody said anything of goes again. */
static void
drop_empty_move (MoatTableView *self)
{
  g_autofree char *id = g_steal_pointer (&self->new_threat);
  MoatRecord *threat = moat_document_find_kind (self->document, id, MOAT_KIND_THREAT);

  if (threat == NULL || moat_threat_state (threat)->text != NULL)
    return;

  moat_document_begin (self->document, _ ("Add an attacker move"));
  moat_document_set_merge_key (self->document, id);
  moat_document_remove (self->document, threat);
  moat_document_commit (self->document);
}

static void
ended_cb (MoatTableView *self, MoatTableRow *row, const char *text, MoatTableCell *cell)
{
  if (text != NULL)
    commit (self, row, moat_column_get (moat_table_cell_get_column (cell)), text);
  drop_empty_move (self);
}

typedef struct
{
  MoatTableRow *row; /* owned */
  const MoatColumn *column;
  char *text; /* NULL when it was not changed */
} CutOff;

static void
cut_off_free (gpointer data)
{
  CutOff *cut_off = data;

  g_object_unref (cut_off->row);
  g_free (cut_off->text);
  g_free (cut_off);
}

void
moat_table_edit_flush (MoatTableView *self)
{
  g_autoptr (GPtrArray) all = g_steal_pointer (&self->cut_off);

  moat_table_edit_init (self);
  g_clear_handle_id (&self->cut_off_source, g_source_remove);
  for (guint i = 0; i < all->len; i++)
    {
      CutOff *cut_off = g_ptr_array_index (all, i);

      if (cut_off->text != NULL)
        commit (self, cut_off->row, cut_off->column, cut_off->text);
      drop_empty_move (self);
    }
}

static gboolean
flush_cb (gpointer data)
{
  MoatTableView *self = data;

  self->cut_off_source = 0;
  moat_table_edit_flush (self);

  return G_SOURCE_REMOVE;
}

/* The list is amidst a change of its own: what was typed is written when it is done, and before the next
 * event. */
static void
cut_off_cb (MoatTableView *self, MoatTableRow *row, const char *text, MoatTableCell *cell)
{
  CutOff *cut_off = g_new0 (CutOff, 1);

  cut_off->row = g_object_ref (row);
  cut_off->column = moat_column_get (moat_table_cell_get_column (cell));
  cut_off->text = g_strdup (text);
  g_ptr_array_add (self->cut_off, cut_off);
  if (self->cut_off_source == 0)
    self->cut_off_source = g_idle_add_full (G_PRIORITY_HIGH, flush_cb, self, NULL);
}

void
moat_table_edit_init (MoatTableView *self)
{
  self->cut_off = g_ptr_array_new_with_free_func (cut_off_free);
}

void
moat_table_edit_add (MoatTableView *self, MoatTableCell *cell)
{
  g_signal_connect_object (cell, "edit-ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cell, "edit-cut-off", G_CALLBACK (cut_off_cb), self, G_CONNECT_SWAPPED);
}
