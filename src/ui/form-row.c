/* A row that shows and edits one field of one record (see form-row.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "form-row.h"

#include "edit.h"

#include <glib/gi18n-lib.h>

/* What ties a row to its field; the row owns it. */
typedef struct
{
  MoatDocument *document;
  MoatRecord *record;
  const MoatField *field;
  GtkWidget *input; /* borrowed: a part of the row, or the row */
  void (*show) (gpointer binding);
  /* The input is being filled: what it emits is not the user's doing. */
  gboolean is_updating;
} Binding;

static void
binding_free (gpointer data)
{
  Binding *binding = data;

  g_object_unref (binding->document);
  g_object_unref (binding->record);
  g_free (binding);
}

/* ---- Between row and model ---- */

static void
begin_edit (Binding *binding)
{
  g_autofree char *label = g_strdup_printf (_ ("Change %s"), _ (binding->field->label));
  g_autofree char *key = g_strdup_printf ("%s.%s", moat_record_get_id (binding->record),
                                          binding->field->name);

  moat_document_begin (binding->document, label);
  moat_document_set_merge_key (binding->document, key);
}

static gboolean
can_edit (Binding *binding)
{
  return !binding->is_updating && moat_record_is_live (binding->record);
}

static void
store_text (Binding *binding, const char *text)
{
  if (!can_edit (binding))
    return;

  begin_edit (binding);
  moat_edit_set_text (binding->document, binding->record, binding->field->name, text, NULL);
  moat_document_commit (binding->document);
}

static void
store_number (Binding *binding, int value)
{
  if (!can_edit (binding))
    return;

  begin_edit (binding);
  *(int *) MOAT_FIELD_PTR (moat_document_edit (binding->document, binding->record), binding->field) = value;
  moat_document_commit (binding->document);
}

static char *
dup_text (Binding *binding)
{
  return moat_field_to_text (binding->field, moat_record_get_state (binding->record));
}

static int
get_number (Binding *binding)
{
  return *(const int *) MOAT_FIELD_PTR (moat_record_get_state (binding->record), binding->field);
}

static void
refresh (Binding *binding)
{
  if (!moat_record_is_live (binding->record))
    return;

  binding->is_updating = TRUE;
  binding->show (binding);
  binding->is_updating = FALSE;
}

static void
changed_cb (GtkWidget *row, MoatChanges *changes)
{
  Binding *binding = g_object_get_data (G_OBJECT (row), "moat-binding");

  if (moat_changes_touch (changes, moat_record_get_kind (binding->record))
      || (binding->field->type == MOAT_REF && (changes->kinds & binding->field->ref_kinds)))
    refresh (binding);
}

static void
focus_left_cb (Binding *binding)
{
  moat_document_break_merge (binding->document);
}

static void
add_focus_watch (Binding *binding)
{
  GtkEventController *controller = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (controller, "leave", G_CALLBACK (focus_left_cb), binding);
  gtk_widget_add_controller (binding->input, controller);
}

/* ---- One line ---- */

static void
show_line (gpointer data)
{
  Binding *binding = data;
  g_autofree char *text = dup_text (binding);

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (binding->input)), text))
    gtk_editable_set_text (GTK_EDITABLE (binding->input), text);
}

/* Lists and numbers can be half typed; text that cannot be read yet is not stored. */
static void
line_changed_cb (Binding *binding)
{
  store_text (binding, gtk_editable_get_text (GTK_EDITABLE (binding->input)));
}

static GtkWidget *
new_line (Binding *binding)
{
  GtkWidget *row = adw_entry_row_new ();

  binding->input = row;
  binding->show = show_line;
  refresh (binding);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (line_changed_cb), binding);
  add_focus_watch (binding);

  return row;
}

/* ---- Some lines ---- */

static void
show_paragraphs (gpointer data)
{
  Binding *binding = data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (binding->input));
  g_autofree char *text = dup_text (binding);
  g_autofree char *shown = NULL;

  g_object_get (buffer, "text", &shown, NULL);
  if (g_strcmp0 (shown, text) != 0)
    gtk_text_buffer_set_text (buffer, text, -1);
}

static void
paragraphs_changed_cb (Binding *binding)
{
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (binding->input)), "text", &text, NULL);
  store_text (binding, text);
}

static GtkWidget *
new_paragraphs (Binding *binding)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_ (binding->field->label));
  GtkWidget *view = gtk_text_view_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "caption");
  gtk_widget_add_css_class (title, "dim-label");
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_set_size_request (view, -1, 48);
  gtk_widget_add_css_class (box, "moat-paragraphs");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), view);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (binding->field->label), -1);

  binding->input = view;
  binding->show = show_paragraphs;
  refresh (binding);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed",
                            G_CALLBACK (paragraphs_changed_cb), binding);
  add_focus_watch (binding);

  return row;
}

/* ---- A switch ---- */

static void
show_switch (gpointer data)
{
  Binding *binding = data;

  gtk_switch_set_active (GTK_SWITCH (binding->input), get_number (binding));
}

static void
switch_changed_cb (Binding *binding)
{
  store_number (binding, gtk_switch_get_active (GTK_SWITCH (binding->input)));
}

static GtkWidget *
new_switch (Binding *binding)
{
  GtkWidget *row = adw_action_row_new ();

  binding->input = gtk_switch_new ();
  binding->show = show_switch;
  gtk_widget_set_valign (binding->input, GTK_ALIGN_CENTER);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (binding->field->description));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), binding->input);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), binding->input);
  refresh (binding);
  g_signal_connect_swapped (binding->input, "notify::active", G_CALLBACK (switch_changed_cb), binding);

  return row;
}

/* ---- One of some values ---- */

static void
show_choice (gpointer data)
{
  Binding *binding = data;
  int value = get_number (binding);

  for (guint i = 0; binding->field->values[i].nick; i++)
    if (binding->field->values[i].value == value)
      adw_combo_row_set_selected (ADW_COMBO_ROW (binding->input), i);
}

static void
choice_changed_cb (Binding *binding)
{
  guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (binding->input));

  if (position != GTK_INVALID_LIST_POSITION)
    store_number (binding, binding->field->values[position].value);
}

static GtkWidget *
new_choice (Binding *binding)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);

  for (const MoatValue *value = binding->field->values; value->nick; value++)
    gtk_string_list_append (labels, _ (value->label));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (binding->field->description));

  binding->input = row;
  binding->show = show_choice;
  refresh (binding);
  g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (choice_changed_cb), binding);

  return row;
}

/* ---- One of the model's records ---- */

static MoatKind
get_ref_kind (const MoatField *field)
{
  return g_bit_nth_lsf (field->ref_kinds, -1);
}

/* The list begins with "none"; it is made anew when names change. */
static void
show_reference (gpointer data)
{
  Binding *binding = data;
  GPtrArray *records = moat_document_list (binding->document, get_ref_kind (binding->field));
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *id = dup_text (binding);
  guint selected = 0;

  gtk_string_list_append (names, _ ("None"));
  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);

      gtk_string_list_append (names, moat_record_get_title (record));
      if (g_str_equal (moat_record_get_id (record), id))
        selected = i + 1;
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (binding->input), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (binding->input), selected);
}

static void
reference_changed_cb (Binding *binding)
{
  GPtrArray *records = moat_document_list (binding->document, get_ref_kind (binding->field));
  guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (binding->input));
  gboolean is_none = position == 0 || position > records->len;

  if (!can_edit (binding))
    return;

  begin_edit (binding);
  moat_text_set (MOAT_FIELD_PTR (moat_document_edit (binding->document, binding->record), binding->field),
                 is_none ? NULL : moat_record_get_id (g_ptr_array_index (records, position - 1)));
  moat_document_commit (binding->document);
}

static GtkWidget *
new_reference (Binding *binding)
{
  GtkWidget *row = adw_combo_row_new ();

  binding->input = row;
  binding->show = show_reference;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (binding->field->description));
  refresh (binding);
  g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (reference_changed_cb), binding);

  return row;
}

/* ---- Any field ---- */

static GtkWidget *
new_row (Binding *binding, MoatFormSize size)
{
  switch (binding->field->type)
    {
    case MOAT_BOOL:
      return new_switch (binding);
    case MOAT_ENUM:
      return new_choice (binding);
    case MOAT_REF:
      return new_reference (binding);
    case MOAT_TEXT:
      return size == MOAT_FORM_PARAGRAPHS ? new_paragraphs (binding) : new_line (binding);
    case MOAT_ID_TEXT:
    case MOAT_DATE:
    case MOAT_LINES:
    case MOAT_NUMBER:
      return new_line (binding);
    case MOAT_REFS:
    case MOAT_FLAGS:
    case MOAT_POINT:
    case MOAT_RECT:
    case MOAT_POINTS:
    case MOAT_TRISTATE:
      break;
    }

  /* Such fields are edited elsewhere. */
  g_return_val_if_reached (NULL);
}

GtkWidget *
moat_form_row_new (MoatDocument *document, MoatRecord *record, const char *field_name, MoatFormSize size)
{
  const MoatField *field = moat_kind_find_field (moat_record_get_kind (record), field_name);
  Binding *binding;
  GtkWidget *row;

  g_return_val_if_fail (field != NULL, NULL);

  binding = g_new0 (Binding, 1);
  binding->document = g_object_ref (document);
  binding->record = g_object_ref (record);
  binding->field = field;

  row = new_row (binding, size);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (field->label));
  gtk_widget_set_tooltip_text (row, _ (field->description));
  g_object_set_data_full (G_OBJECT (row), "moat-binding", binding, binding_free);
  g_signal_connect_object (document, "changed", G_CALLBACK (changed_cb), row, G_CONNECT_SWAPPED);

  return row;
}
