/* A row that shows and edits one field (see form-row.h): the binding and text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "form-row.h"

#include "edit.h"
#include "form-binding.h"
#include "text-area.h"

#include <glib/gi18n-lib.h>

/* Characters from which on GTK's text view, which needs the square of a paragraph's length in time, would
 * keep the window waiting; and how much of such a text is shown.
 */
#define MAX_EDITED     10000
#define OUTLINE_LENGTH 300

/* ---- The binding ---- */

static void
binding_free (gpointer data)
{
  MoatFormBinding *binding = data;

  g_object_unref (binding->document);
  g_ptr_array_unref (binding->records);
  g_free (binding->fields);
  g_free (binding);
}

MoatRecord *
moat_form_binding_get_live (MoatFormBinding *binding)
{
  for (guint i = 0; i < binding->records->len; i++)
    if (moat_record_is_live (g_ptr_array_index (binding->records, i)))
      return g_ptr_array_index (binding->records, i);

  return NULL;
}

gboolean
moat_form_binding_can_store (MoatFormBinding *binding)
{
  return !binding->is_showing && moat_form_binding_get_live (binding) != NULL;
}

void
moat_form_binding_begin (MoatFormBinding *binding)
{
  g_autofree char *label = g_strdup_printf (_ ("Change %s"), _ (binding->field->label));
  g_autoptr (GString) key = g_string_new (binding->field->name);

  for (guint i = 0; i < binding->records->len; i++)
    g_string_append_printf (key, " %s", moat_record_get_id (g_ptr_array_index (binding->records, i)));

  binding->is_storing = TRUE;
  moat_document_begin (binding->document, label);
  moat_document_set_merge_key (binding->document, key->str);
}

void
moat_form_binding_end (MoatFormBinding *binding)
{
  moat_document_commit (binding->document);
  binding->is_storing = FALSE;
}

void
moat_form_binding_store_number (MoatFormBinding *binding, int value)
{
  if (!moat_form_binding_can_store (binding))
    return;

  moat_form_binding_begin (binding);
  for (guint i = 0; i < binding->records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (binding->records, i);

      if (moat_record_is_live (record))
        *(int *) MOAT_FIELD_PTR (moat_document_edit (binding->document, record), binding->fields[i]) = value;
    }
  moat_form_binding_end (binding);
  moat_form_binding_refresh (binding);
}

int
moat_form_binding_get_number (MoatFormBinding *binding, guint index)
{
  const MoatState *state = moat_record_get_state (g_ptr_array_index (binding->records, index));

  return state == NULL ? 0 : *(const int *) MOAT_FIELD_PTR (state, binding->fields[index]);
}

static char *
dup_text (MoatFormBinding *binding, guint index)
{
  const MoatState *state = moat_record_get_state (g_ptr_array_index (binding->records, index));

  return state == NULL ? NULL : moat_field_to_text (binding->fields[index], state);
}

gboolean
moat_form_binding_is_mixed (MoatFormBinding *binding)
{
  g_autofree char *first = dup_text (binding, 0);

  for (guint i = 1; i < binding->records->len; i++)
    {
      g_autofree char *other = dup_text (binding, i);

      if (g_strcmp0 (first, other) != 0)
        return TRUE;
    }

  return FALSE;
}

void
moat_form_binding_refresh (MoatFormBinding *binding)
{
  if (moat_form_binding_get_live (binding) == NULL)
    return;

  binding->is_showing = TRUE;
  binding->show (binding);
  binding->is_showing = FALSE;
}

static void
changed_cb (GtkWidget *row, MoatChanges *changes)
{
  MoatFormBinding *binding = g_object_get_data (G_OBJECT (row), "moat-binding");
  guint kinds = binding->field->ref_kinds;

  /* Of assets also their classes are said. */
  if ((kinds & (1u << MOAT_KIND_ASSET)) != 0)
    kinds |= 1u << MOAT_KIND_CLASS;
  for (guint i = 0; i < binding->records->len; i++)
    kinds |= 1u << moat_record_get_kind (g_ptr_array_index (binding->records, i));

  if ((changes->kinds & kinds) != 0 && !binding->is_storing)
    moat_form_binding_refresh (binding);
}

static void
focus_left_cb (MoatFormBinding *binding)
{
  moat_document_break_merge (binding->document);
  moat_form_binding_refresh (binding);
}

static void
add_focus_watch (MoatFormBinding *binding)
{
  GtkEventController *controller = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (controller, "leave", G_CALLBACK (focus_left_cb), binding);
  gtk_widget_add_controller (binding->input, controller);
}

/* ---- Text ---- */

/* Text that cannot be read yet, as half of a date, is not stored; it is shown as wrong until it can. */
static void
store_text (MoatFormBinding *binding, const char *text)
{
  gboolean is_understood = TRUE;

  if (!moat_form_binding_can_store (binding))
    return;

  moat_form_binding_begin (binding);
  for (guint i = 0; i < binding->records->len; i++)
    if (moat_record_is_live (g_ptr_array_index (binding->records, i)))
      is_understood = moat_edit_set_text (binding->document, g_ptr_array_index (binding->records, i),
                                          binding->fields[i]->name, text, NULL)
                      && is_understood;
  moat_form_binding_end (binding);

  if (is_understood)
    gtk_widget_remove_css_class (binding->input, "error");
  else
    gtk_widget_add_css_class (binding->input, "error");
}

static void
show_line (MoatFormBinding *binding)
{
  g_autofree char *text = moat_form_binding_is_mixed (binding) ? g_strdup ("") : dup_text (binding, 0);
  g_autofree char *title = moat_form_binding_is_mixed (binding)
                               /* TRANSLATORS: a field whose value is not the same in all that is selected. */
                               ? g_strdup_printf (_ ("%s (differs)"), _ (binding->field->label))
                               : g_strdup (_ (binding->field->label));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (binding->row), title);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (binding->input)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (binding->input), text);
  gtk_widget_remove_css_class (binding->input, "error");
}

static void
line_changed_cb (MoatFormBinding *binding)
{
  store_text (binding, gtk_editable_get_text (GTK_EDITABLE (binding->input)));
}

static GtkWidget *
new_line (MoatFormBinding *binding)
{
  binding->row = adw_entry_row_new ();
  binding->input = binding->row;
  binding->show = show_line;
  g_signal_connect_swapped (binding->row, "changed", G_CALLBACK (line_changed_cb), binding);
  add_focus_watch (binding);

  return binding->row;
}

/* Of a text that is too long to be laid out, how it begins and how long it is; else NULL. */
static char *
dup_outline (const char *text)
{
  glong length = text != NULL ? g_utf8_strlen (text, -1) : 0;
  g_autofree char *start = NULL;

  if (length <= MAX_EDITED)
    return NULL;

  start = moat_text_shorten (text, OUTLINE_LENGTH);
  /* TRANSLATORS: how a text begins, and of how many characters it is. */
  return g_strdup_printf (_ ("%s (%ld characters, too many to edit here)"), start, length);
}

static void
show_paragraphs (MoatFormBinding *binding)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (binding->input));
  g_autofree char *text = moat_form_binding_is_mixed (binding) ? g_strdup ("") : dup_text (binding, 0);
  g_autofree char *outline = dup_outline (text);
  g_autofree char *shown = NULL;

  gtk_text_view_set_editable (GTK_TEXT_VIEW (binding->input), outline == NULL);
  if (outline != NULL)
    {
      gtk_text_buffer_set_text (buffer, outline, -1);
      return;
    }
  g_object_get (buffer, "text", &shown, NULL);
  if (g_strcmp0 (shown, text) != 0)
    gtk_text_buffer_set_text (buffer, text, -1);
}

static void
paragraphs_changed_cb (MoatFormBinding *binding)
{
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (binding->input)), "text", &text, NULL);
  store_text (binding, text);
}

static GtkWidget *
new_text_view (MoatFormBinding *binding)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_set_hexpand (view, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (binding->field->label), -1);

  binding->input = view;
  binding->show = show_paragraphs;
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed",
                            G_CALLBACK (paragraphs_changed_cb), binding);
  add_focus_watch (binding);

  return view;
}

static GtkWidget *
new_paragraphs (MoatFormBinding *binding)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_ (binding->field->label));
  GtkWidget *view = new_text_view (binding);

  binding->row = adw_preferences_row_new ();
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "caption");
  gtk_widget_add_css_class (title, "dim-label");
  gtk_widget_add_css_class (box, "moat-paragraphs");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), moat_text_area_new (GTK_TEXT_VIEW (view)));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (binding->row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (binding->row), FALSE);
  gtk_widget_set_focusable (binding->row, FALSE);

  return binding->row;
}

/* ---- Any field ---- */

gboolean
moat_form_row_can_show (const MoatField *field)
{
  return field->type != MOAT_POINT && field->type != MOAT_RECT && field->type != MOAT_POINTS;
}

static GtkWidget *
new_row (MoatFormBinding *binding, MoatFormSize size)
{
  switch (binding->field->type)
    {
    case MOAT_BOOL:
      return moat_form_switch_new (binding);
    case MOAT_ENUM:
    case MOAT_TRISTATE:
      return moat_form_choice_new (binding);
    case MOAT_FLAGS:
      return moat_form_flags_new (binding);
    case MOAT_REF:
      return moat_form_reference_new (binding);
    case MOAT_REFS:
      return moat_form_references_new (binding);
    case MOAT_TEXT:
      return size == MOAT_FORM_PARAGRAPHS ? new_paragraphs (binding) : new_line (binding);
    case MOAT_ID_TEXT:
    case MOAT_DATE:
    case MOAT_LINES:
    case MOAT_NUMBER:
      return new_line (binding);
    case MOAT_POINT:
    case MOAT_RECT:
    case MOAT_POINTS:
      break;
    }

  g_return_val_if_reached (NULL);
}

static MoatFormBinding *
binding_new (MoatDocument *document, GPtrArray *records, const char *field_name)
{
  MoatFormBinding *binding = g_new0 (MoatFormBinding, 1);

  binding->document = g_object_ref (document);
  binding->records = g_ptr_array_new_with_free_func (g_object_unref);
  binding->fields = g_new0 (const MoatField *, records->len);
  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);

      g_ptr_array_add (binding->records, g_object_ref (record));
      binding->fields[i] = moat_kind_find_field (moat_record_get_kind (record), field_name);
      g_assert (binding->fields[i] != NULL);
    }
  binding->field = binding->fields[0];

  return binding;
}

static void
bind (GtkWidget *widget, MoatFormBinding *binding)
{
  g_object_set_data_full (G_OBJECT (widget), "moat-binding", binding, binding_free);
  moat_form_binding_refresh (binding);
  g_signal_connect_object (binding->document, "changed", G_CALLBACK (changed_cb), widget, G_CONNECT_SWAPPED);
}

GtkWidget *
moat_form_row_new_many (MoatDocument *document, GPtrArray *records, const char *field_name, MoatFormSize size)
{
  MoatFormBinding *binding;
  GtkWidget *row;

  g_return_val_if_fail (records->len > 0, NULL);

  binding = binding_new (document, records, field_name);
  row = new_row (binding, size);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (binding->field->label));
  gtk_widget_set_tooltip_text (row, _ (binding->field->description));
  bind (row, binding);

  return row;
}

GtkWidget *
moat_form_row_new (MoatDocument *document, MoatRecord *record, const char *field_name, MoatFormSize size)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, record);

  return moat_form_row_new_many (document, records, field_name, size);
}

/* ---- Titles ---- */

/* A title is one thought: Enter is done with it, Shift+Enter makes another line. */
static gboolean
title_key_cb (GtkWidget *view, guint keyval, guint keycode, GdkModifierType state)
{
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) || (state & GDK_SHIFT_MASK) != 0)
    return FALSE;

  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (view)), GTK_DIR_TAB_FORWARD);

  return TRUE;
}

static void
title_hint_cb (GtkTextBuffer *buffer, GtkWidget *hint)
{
  gtk_widget_set_visible (hint, gtk_text_buffer_get_char_count (buffer) == 0);
}

/* A text view has no placeholder of its own: without one, an empty title would be a hole that nobody clicks
 * into. */
static void
add_title_hint (GtkTextView *view, const char *text)
{
  GtkWidget *hint = gtk_label_new (text);

  gtk_widget_add_css_class (hint, "dim-label");
  gtk_widget_set_can_target (hint, FALSE);
  gtk_text_view_add_overlay (view, hint, 0, 0);
  g_signal_connect_object (gtk_text_view_get_buffer (view), "changed", G_CALLBACK (title_hint_cb), hint, 0);
  title_hint_cb (gtk_text_view_get_buffer (view), hint);
}

GtkWidget *
moat_form_title_new (MoatDocument *document, MoatRecord *record, const char *field_name)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  MoatFormBinding *binding;
  GtkWidget *view;

  g_ptr_array_add (records, record);
  binding = binding_new (document, records, field_name);
  view = new_text_view (binding);
  binding->row = view;
  gtk_widget_add_css_class (view, "moat-title-text");
  add_title_hint (GTK_TEXT_VIEW (view), _ (binding->field->label));
  gtk_widget_set_tooltip_text (view, _ (binding->field->description));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (title_key_cb), view);
  gtk_widget_add_controller (view, keys);
  bind (view, binding);

  return view;
}
