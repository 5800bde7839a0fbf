/* One cell of the table: shows a text, can have the keyboard, and becomes an
 * entry while it is edited.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "table-cell.h"

#include "query.h"
#include "table-decision.h"

#include <glib/gi18n-lib.h>

struct _MoatTableCell
{
  GtkWidget parent_instance;
  MoatDocument *document; /* owned */
  MoatColumnId column;
  MoatTableRow *row;   /* owned, or NULL */
  GtkWidget *text;     /* the inscription, always there */
  GtkWidget *mark;     /* of what is private, or NULL */
  GtkWidget *entry;    /* while edited */
  char *text_of_entry; /* what it began with */
  gboolean is_ending;  /* the entry is being taken away: its losing the focus says nothing */
  guint leave_source;  /* the entry has lost the focus, perhaps for good: looked at when GTK has moved it */
};

enum
{
  EDIT_ENDED,
  EDIT_CUT_OFF,
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatTableCell, moat_table_cell, GTK_TYPE_WIDGET)

/* ---- Showing ---- */

static const char *
get_placeholder (MoatTableCell *self)
{
  if (self->column == MOAT_COLUMN_DECISION)
    return _ ("What do we build so that this fails?");
  if (self->column == MOAT_COLUMN_MOVE)
    return _ ("What would an attacker do?");

  return "";
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean has_it)
{
  if (has_it)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

/* What is said of the move is not said again in the rows of its other decisions. */
static gboolean
is_repetition (MoatTableCell *self)
{
  const MoatColumn *column = moat_column_get (self->column);

  return moat_table_row_is_continuation (self->row) && !column->is_decision
         && self->column != MOAT_COLUMN_OWNER;
}

/* Standing is told by a sign and a word, and by colour only besides. */
static char *
mark_standing (MoatTableCell *self, const char *text)
{
  MoatStanding standing = moat_query_standing (self->document, moat_table_row_get_threat (self->row));

  set_class (self->text, "error", standing == MOAT_STANDING_OPEN);
  set_class (self->text, "success", standing == MOAT_STANDING_DECIDED || standing == MOAT_STANDING_VERIFIED);

  if (standing == MOAT_STANDING_OPEN)
    return g_strconcat ("▲ ", text, NULL);
  if (standing == MOAT_STANDING_DECIDED || standing == MOAT_STANDING_VERIFIED)
    return g_strconcat ("✓ ", text, NULL);

  return g_strdup (text);
}

/* What came out stands before what was to be done: a narrow column cuts off the end. */
static char *
mark_result (MoatTableCell *self, const char *text)
{
  MoatRecord *decision = moat_table_row_get_decision (self->row);
  MoatResult worst = MOAT_RESULT_PLANNED;
  g_autofree char *result = NULL;

  if (decision != NULL && moat_record_is_live (decision))
    result = moat_verifications_dup_result (self->document, decision, &worst);
  set_class (self->text, "error", worst == MOAT_RESULT_FAILING || worst == MOAT_RESULT_MISSING);
  set_class (self->text, "success", worst == MOAT_RESULT_PASSING);

  return result == NULL ? g_strdup (text) : g_strconcat (result, " · ", text, NULL);
}

static void
describe (MoatTableCell *self, const char *text)
{
  g_autofree char *long_text = moat_column_dup_long_text (moat_column_get (self->column), self->document,
                                                          self->row);
  g_autofree char *name = g_strdup_printf ("%s: %s", _ (moat_column_get (self->column)->title),
                                           *long_text != '\0' ? long_text : C_ ("an empty cell", "empty"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), *long_text != '\0' ? long_text : NULL);
}

static gboolean
is_private (MoatTableCell *self)
{
  MoatRecord *decision = moat_table_row_get_decision (self->row);

  if (self->column == MOAT_COLUMN_MOVE)
    return moat_threat_state (moat_table_row_get_threat (self->row))->is_private && !is_repetition (self);

  return self->column == MOAT_COLUMN_DECISION && decision != NULL && moat_record_is_live (decision)
         && moat_decision_state (decision)->is_private;
}

static void
mark_private (MoatTableCell *self)
{
  if (!is_private (self))
    {
      g_clear_pointer (&self->mark, gtk_widget_unparent);
      return;
    }
  if (self->mark != NULL)
    return;

  self->mark = gtk_image_new_from_icon_name ("changes-prevent-symbolic");
  gtk_widget_set_tooltip_text (self->mark, _ ("Private: kept out of public exports"));
  gtk_widget_add_css_class (self->mark, "dim-label");
  gtk_widget_set_parent (self->mark, GTK_WIDGET (self));
}

static void
refresh (MoatTableCell *self)
{
  g_autofree char *text = NULL;
  g_autofree char *marked = NULL;

  if (self->row == NULL || !moat_record_is_live (moat_table_row_get_threat (self->row)))
    {
      gtk_inscription_set_text (GTK_INSCRIPTION (self->text), NULL);
      return;
    }

  text = moat_column_dup_text (moat_column_get (self->column), self->document, self->row);
  describe (self, text);
  mark_private (self);
  if (self->column == MOAT_COLUMN_STATUS)
    marked = mark_standing (self, text);
  else if (self->column == MOAT_COLUMN_VERIFY)
    marked = mark_result (self, text);

  set_class (self->text, "dim-label", *text == '\0');
  if (is_repetition (self))
    gtk_inscription_set_text (GTK_INSCRIPTION (self->text), NULL);
  else if (*text == '\0')
    gtk_inscription_set_text (GTK_INSCRIPTION (self->text), get_placeholder (self));
  else
    gtk_inscription_set_text (GTK_INSCRIPTION (self->text),
                              g_strdelimit (marked != NULL ? marked : text, "\n", ' '));
}

/* ---- Editing ---- */

/* Takes the entry away. Returns what was typed when that is to be kept and is other than before, owned. */
static char *
close_entry (MoatTableCell *self, gboolean commits)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autofree char *before = g_steal_pointer (&self->text_of_entry);

  self->is_ending = TRUE;
  g_clear_handle_id (&self->leave_source, g_source_remove);
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  gtk_widget_set_visible (self->text, TRUE);
  set_class (GTK_WIDGET (self), "editing", FALSE);
  self->is_ending = FALSE;

  return commits && g_strcmp0 (text, before) != 0 ? g_steal_pointer (&text) : NULL;
}

static void
end_edit (MoatTableCell *self, gboolean commits)
{
  g_autoptr (MoatTableRow) row = NULL;
  g_autofree char *text = NULL;

  if (self->entry == NULL || self->is_ending)
    return;

  row = g_object_ref (self->row);
  text = close_entry (self, commits);
  g_signal_emit (self, signals[EDIT_ENDED], 0, row, text);
}

static gboolean
left_for_good_cb (gpointer data)
{
  MoatTableCell *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  self->leave_source = 0;
  if (root == NULL || self->entry == NULL)
    return G_SOURCE_REMOVE;
  /* A menu or another window in front does not end the edit; another widget of this one does. */
  if (focus != NULL && (focus == self->entry || gtk_widget_is_ancestor (focus, self->entry)))
    return G_SOURCE_REMOVE;

  end_edit (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* GTK is on its way from the entry up through its parents and must find them there: what comes of the edit
 * waits until it has arrived, yet comes before the next event.
 */
static void
entry_left_cb (MoatTableCell *self)
{
  if (!self->is_ending && self->entry != NULL && self->leave_source == 0)
    self->leave_source = g_idle_add_full (G_PRIORITY_HIGH, left_for_good_cb, self, NULL);
}

static void
entry_activated_cb (MoatTableCell *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

void
moat_table_cell_begin_edit (MoatTableCell *self)
{
  GtkEventController *focus;

  g_return_if_fail (MOAT_IS_TABLE_CELL (self));
  g_return_if_fail (self->row != NULL);

  if (self->entry != NULL)
    return;

  self->text_of_entry = moat_column_dup_text (moat_column_get (self->column), self->document, self->row);
  self->entry = gtk_text_new ();
  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->text_of_entry);
  gtk_text_set_placeholder_text (GTK_TEXT (self->entry), get_placeholder (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (moat_column_get (self->column)->title), -1);

  focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (entry_left_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activated_cb), self);
  gtk_widget_add_controller (self->entry, focus);

  gtk_widget_set_visible (self->text, FALSE);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_widget_insert_before (self->entry, GTK_WIDGET (self), self->mark);
  set_class (GTK_WIDGET (self), "editing", TRUE);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

void
moat_table_cell_end_edit (MoatTableCell *self, gboolean commits)
{
  g_return_if_fail (MOAT_IS_TABLE_CELL (self));

  end_edit (self, commits);
}

GtkWidget *
moat_table_cell_get_entry (MoatTableCell *self)
{
  g_return_val_if_fail (MOAT_IS_TABLE_CELL (self), NULL);

  return self->entry;
}

void
moat_table_cell_show_error (MoatTableCell *self, const char *message)
{
  g_return_if_fail (MOAT_IS_TABLE_CELL (self));

  gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), message);
}

/* The list takes the row away from an open entry: what was typed there belongs to that row. */
static void
cut_off_edit (MoatTableCell *self)
{
  g_autofree char *text = NULL;

  if (self->entry == NULL || self->is_ending)
    return;

  text = close_entry (self, TRUE);
  g_signal_emit (self, signals[EDIT_CUT_OFF], 0, self->row, text);
}

/* ---- Widget ---- */

static gboolean
moat_table_cell_grab_focus (GtkWidget *widget)
{
  MoatTableCell *self = MOAT_TABLE_CELL (widget);

  if (self->entry != NULL && !self->is_ending)
    return gtk_widget_grab_focus (self->entry);

  return GTK_WIDGET_CLASS (moat_table_cell_parent_class)->grab_focus (widget);
}

static void
align (MoatTableCell *self)
{
  gboolean is_mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  /* An inscription's alignment is not mirrored by itself. */
  gtk_inscription_set_xalign (GTK_INSCRIPTION (self->text), is_mirrored ? 1 : 0);
}

static void
moat_table_cell_direction_changed (GtkWidget *widget, GtkTextDirection before)
{
  align (MOAT_TABLE_CELL (widget));
  GTK_WIDGET_CLASS (moat_table_cell_parent_class)->direction_changed (widget, before);
}

static void
moat_table_cell_dispose (GObject *object)
{
  MoatTableCell *self = MOAT_TABLE_CELL (object);
  GtkWidget *child;

  g_clear_handle_id (&self->leave_source, g_source_remove);
  moat_table_cell_set_row (self, NULL);
  self->entry = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->text = NULL;
  self->mark = NULL;
  g_clear_pointer (&self->text_of_entry, g_free);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (moat_table_cell_parent_class)->dispose (object);
}

static void
moat_table_cell_class_init (MoatTableCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = moat_table_cell_dispose;
  widget_class->grab_focus = moat_table_cell_grab_focus;
  widget_class->direction_changed = moat_table_cell_direction_changed;

  signals[EDIT_ENDED] = g_signal_new ("edit-ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 2, MOAT_TYPE_TABLE_ROW, G_TYPE_STRING);
  signals[EDIT_CUT_OFF] = g_signal_new ("edit-cut-off", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 2, MOAT_TYPE_TABLE_ROW, G_TYPE_STRING);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "moat-cell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
moat_table_cell_init (MoatTableCell *self)
{
  self->text = gtk_inscription_new (NULL);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (self->text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (self->text), 1);
  gtk_widget_set_hexpand (self->text, TRUE);
  gtk_widget_set_valign (self->text, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
  align (self);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
moat_table_cell_new (MoatDocument *document, MoatColumnId column)
{
  MoatTableCell *self = g_object_new (MOAT_TYPE_TABLE_CELL, NULL);

  self->document = g_object_ref (document);
  self->column = column;

  return GTK_WIDGET (self);
}

void
moat_table_cell_set_row (MoatTableCell *self, MoatTableRow *row)
{
  g_return_if_fail (MOAT_IS_TABLE_CELL (self));

  if (self->row == row)
    return;

  cut_off_edit (self);
  if (self->row != NULL)
    g_signal_handlers_disconnect_by_func (self->row, refresh, self);
  g_set_object (&self->row, row);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  if (row == NULL)
    return;

  g_signal_connect_swapped (row, "changed", G_CALLBACK (refresh), self);
  refresh (self);
}

MoatTableRow *
moat_table_cell_get_row (MoatTableCell *self)
{
  g_return_val_if_fail (MOAT_IS_TABLE_CELL (self), NULL);

  return self->row;
}

MoatColumnId
moat_table_cell_get_column (MoatTableCell *self)
{
  g_return_val_if_fail (MOAT_IS_TABLE_CELL (self), MOAT_COLUMN_FLOW);

  return self->column;
}
