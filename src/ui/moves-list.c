/* The attacker moves on one place, and an entry for one more.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moves-list.h"

#include "accessible.h"
#include "edit.h"
#include "record-row.h"
#include "scroll-to.h"
#include "value-chips.h"

#include <glib/gi18n-lib.h>

struct _MoatMovesList
{
  AdwPreferencesGroup parent_instance;
  MoatDocument *document; /* owned */
  MoatAdvice *advice;     /* owned, or NULL */
  GPtrArray *places;      /* of MoatRecord, owned */
  GPtrArray *rows;        /* of MoatRecordRow, owned, as listed */

  GtkWidget *entry;   /* owned */
  GtkWidget *choices; /* the row below it, owned */
  GtkWidget *stride;
  GtkWidget *likelihood;
  GtkWidget *impact;
};

enum
{
  ADDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatMovesList, moat_moves_list, ADW_TYPE_PREFERENCES_GROUP)

/* ---- Listing ---- */

static GtkWidget *
find_row (MoatMovesList *self, MoatRecord *threat)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (moat_record_row_get_record (g_ptr_array_index (self->rows, i)) == threat)
      return g_ptr_array_index (self->rows, i);

  return NULL;
}

static gboolean
lists_same (MoatMovesList *self, GPtrArray *threats)
{
  if (threats->len != self->rows->len)
    return FALSE;

  for (guint i = 0; i < threats->len; i++)
    if (moat_record_row_get_record (g_ptr_array_index (self->rows, i)) != g_ptr_array_index (threats, i))
      return FALSE;

  return TRUE;
}

/* A group only appends: the entry is taken off and put back at the end, with the keyboard if it had that. */
static void
relist (MoatMovesList *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  g_autoptr (GPtrArray) threats = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean entry_has_focus = gtk_widget_get_focus_child (self->entry) != NULL;

  if (self->places->len != 1)
    return;

  threats = moat_document_list_children (self->document,
                                         moat_record_get_id (g_ptr_array_index (self->places, 0)),
                                         MOAT_KIND_THREAT);
  if (lists_same (self, threats))
    return;

  for (guint i = 0; i < threats->len; i++)
    {
      MoatRecord *threat = g_ptr_array_index (threats, i);
      GtkWidget *row = find_row (self, threat);

      g_ptr_array_add (rows,
                       g_object_ref_sink (
                           row != NULL ? row
                                       : moat_record_row_new (self->document, self->advice, threat, NULL)));
    }

  /* As in a record's row: the keyboard must come back to it anew. */
  if (entry_has_focus)
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (self->rows, i));
  adw_preferences_group_remove (group, self->entry);
  adw_preferences_group_remove (group, self->choices);
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_add (group, g_ptr_array_index (rows, i));
  adw_preferences_group_add (group, self->entry);
  adw_preferences_group_add (group, self->choices);

  g_ptr_array_unref (self->rows);
  self->rows = g_steal_pointer (&rows);
  if (entry_has_focus)
    {
      gtk_widget_grab_focus (self->entry);
      moat_scroll_to (self->entry);
    }
}

static void
document_changed_cb (MoatMovesList *self, MoatChanges *changes)
{
  if (moat_changes_touch (changes, MOAT_KIND_THREAT))
    relist (self);
}

/* ---- Adding ---- */

static MoatLevel
get_level (GtkWidget *choice)
{
  return (MoatLevel) moat_levels[gtk_drop_down_get_selected (GTK_DROP_DOWN (choice))].value;
}

static MoatRecord *
add_to (MoatMovesList *self, MoatRecord *place, const char *text)
{
  MoatRecord *threat = moat_edit_add_threat (self->document, moat_record_get_id (place), text);
  MoatThreatState *state = moat_document_edit (self->document, threat);

  state->stride = (MoatStride) moat_value_chips_get_value (MOAT_VALUE_CHIPS (self->stride));
  state->likelihood = get_level (self->likelihood);
  state->impact = get_level (self->impact);

  return threat;
}

static void
clear_entry (MoatMovesList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  moat_value_chips_set_value (MOAT_VALUE_CHIPS (self->stride), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->likelihood), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->impact), 0);
}

static void
entered_cb (MoatMovesList *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  MoatRecord *threat = NULL;

  if (*text == '\0')
    return;

  moat_document_begin (self->document, _ ("Add an attacker move"));
  for (guint i = 0; i < self->places->len; i++)
    if (moat_record_is_live (g_ptr_array_index (self->places, i)))
      threat = add_to (self, g_ptr_array_index (self->places, i), text);
  moat_document_commit (self->document);

  clear_entry (self);
  if (threat != NULL && self->places->len == 1)
    g_signal_emit (self, signals[ADDED], 0, threat);
}

/* Escape leaves without a move, back to where M is pressed. */
static gboolean
escaped_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  MoatMovesList *self = data;

  clear_entry (self);

  return gtk_widget_activate_action (widget, "page.focus", "s", "canvas");
}

static void
add_escape (MoatMovesList *self, GtkWidget *widget)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (escaped_cb, self, NULL)));
  gtk_widget_add_controller (widget, shortcuts);
}

/* The quick choices are there while a move is being typed. */
static void
typed_cb (MoatMovesList *self)
{
  gboolean is_typing = *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';

  if (gtk_widget_get_visible (self->choices) == is_typing)
    return;

  gtk_widget_set_visible (self->choices, is_typing);
  if (is_typing)
    moat_scroll_to (self->choices);
}

static GtkWidget *
make_level (const char *title)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *choice;

  /* The first one, "not set", says what the choice is about. */
  g_ptr_array_add (names, g_strdup (title));
  for (const MoatValue *value = moat_levels + 1; value->nick != NULL; value++)
    g_ptr_array_add (names, g_strdup (_ (value->label)));
  g_ptr_array_add (names, NULL);

  choice = gtk_drop_down_new_from_strings ((const char *const *) names->pdata);
  gtk_widget_add_css_class (choice, "flat");
  gtk_widget_set_hexpand (choice, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return choice;
}

static void
make_adding (MoatMovesList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *levels = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->entry = g_object_ref_sink (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), _ ("What would an attacker do here?"));
  gtk_widget_set_tooltip_text (self->entry, _ ("One sentence; Enter adds it"));
  gtk_widget_add_css_class (self->entry, "moat-adding"); /* moat_page_finish_editing() */
  g_signal_connect_object (self->entry, "entry-activated", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);

  self->stride = moat_value_chips_new (moat_stride);
  gtk_widget_set_halign (self->stride, GTK_ALIGN_FILL);
  self->likelihood = make_level (_ ("Likelihood"));
  self->impact = make_level (_ ("Impact"));
  gtk_box_append (GTK_BOX (levels), self->likelihood);
  gtk_box_append (GTK_BOX (levels), self->impact);
  gtk_box_append (GTK_BOX (box), self->stride);
  gtk_box_append (GTK_BOX (box), levels);
  gtk_widget_add_css_class (box, "moat-paragraphs");

  self->choices = g_object_ref_sink (adw_preferences_row_new ());
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->choices), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->choices), FALSE);
  gtk_widget_set_focusable (self->choices, FALSE);
  gtk_widget_set_visible (self->choices, FALSE);
  add_escape (self, self->entry);
  add_escape (self, self->choices);
}

/* Says its key, which works in the canvas and in the inspector. */
static GtkWidget *
make_add_button (MoatMovesList *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  /* TRANSLATORS: the key that adds an attacker move. */
  GtkWidget *key = gtk_label_new (C_ ("key", "M"));

  gtk_widget_add_css_class (key, "dim-label");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("Add")));
  gtk_box_append (GTK_BOX (box), key);
  gtk_button_set_child (GTK_BUTTON (button), box);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "accent");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Add an attacker move (M)"));
  moat_accessible_set_name (button, _ ("Add an attacker move"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (moat_moves_list_focus_add), self,
                           G_CONNECT_SWAPPED);

  return button;
}

/* ---- GObject ---- */

static void
moat_moves_list_dispose (GObject *object)
{
  MoatMovesList *self = MOAT_MOVES_LIST (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_object (&self->entry);
  g_clear_object (&self->choices);
  g_clear_object (&self->advice);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (moat_moves_list_parent_class)->dispose (object);
}

static void
moat_moves_list_class_init (MoatMovesListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_moves_list_dispose;

  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, MOAT_TYPE_RECORD);
}

static void
moat_moves_list_init (MoatMovesList *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->places = g_ptr_array_new_with_free_func (g_object_unref);
}

GtkWidget *
moat_moves_list_new (MoatDocument *document, MoatAdvice *advice, GPtrArray *places)
{
  MoatMovesList *self = g_object_new (MOAT_TYPE_MOVES_LIST, NULL);
  GtkWidget *add = make_add_button (self);

  self->document = g_object_ref (document);
  g_set_object (&self->advice, advice);
  for (guint i = 0; i < places->len; i++)
    g_ptr_array_add (self->places, g_object_ref (g_ptr_array_index (places, i)));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self),
                                   places->len == 1 ? _ ("Attacker moves") : _ ("Add a move to each"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), add);

  make_adding (self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->entry);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->choices);
  relist (self);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
moat_moves_list_focus_add (MoatMovesList *self)
{
  g_return_if_fail (MOAT_IS_MOVES_LIST (self));

  gtk_widget_grab_focus (self->entry);
  moat_scroll_to (self->entry);
}

void
moat_moves_list_mark (MoatMovesList *self, MoatRecord *threat)
{
  g_return_if_fail (MOAT_IS_MOVES_LIST (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      if (moat_record_row_get_record (MOAT_RECORD_ROW (row)) == threat)
        gtk_widget_add_css_class (row, "moat-looked-at");
      else
        gtk_widget_remove_css_class (row, "moat-looked-at");
    }
}

gboolean
moat_moves_list_show (MoatMovesList *self, MoatRecord *threat)
{
  GtkWidget *row;

  g_return_val_if_fail (MOAT_IS_MOVES_LIST (self), FALSE);

  row = find_row (self, threat);
  if (row == NULL)
    return FALSE;

  moat_record_row_open (MOAT_RECORD_ROW (row));
  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
  moat_scroll_to (row);

  return TRUE;
}
