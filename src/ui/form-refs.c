/* Form rows for fields that name other records: one of them, or any number.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "edit.h"

#include "accessible.h"
#include "form-binding.h"
#include "picker.h"

#include <glib/gi18n-lib.h>

static MoatKind
get_ref_kind (MoatFormBinding *binding)
{
  return (MoatKind) g_bit_nth_lsf (binding->field->ref_kinds, -1);
}

/* ---- One record ---- */

/* The list begins with "none"; it is made anew when names change. */
static void
show_reference (MoatFormBinding *binding)
{
  GPtrArray *records = moat_document_list (binding->document, get_ref_kind (binding));
  const MoatState *state = moat_record_get_state (moat_form_binding_get_live (binding));
  const char *id = *(char *const *) MOAT_FIELD_PTR (state, binding->field);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, _ ("None"));
  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);

      gtk_string_list_append (names, moat_record_get_title (record));
      if (g_strcmp0 (moat_record_get_id (record), id) == 0)
        selected = i + 1;
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (binding->input), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (binding->input),
                              moat_form_binding_is_mixed (binding) ? GTK_INVALID_LIST_POSITION : selected);
}

static void
reference_changed_cb (MoatFormBinding *binding)
{
  GPtrArray *records = moat_document_list (binding->document, get_ref_kind (binding));
  guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (binding->input));
  gboolean is_none = position == 0 || position > records->len;
  const char *id = is_none ? NULL : moat_record_get_id (g_ptr_array_index (records, position - 1));

  if (!moat_form_binding_can_store (binding) || position == GTK_INVALID_LIST_POSITION)
    return;

  moat_form_binding_begin (binding);
  for (guint i = 0; i < binding->records->len; i++)
    if (moat_record_is_live (g_ptr_array_index (binding->records, i)))
      moat_text_set (MOAT_FIELD_PTR (moat_document_edit (binding->document,
                                                         g_ptr_array_index (binding->records, i)),
                                     binding->fields[i]),
                     id);
  moat_form_binding_end (binding);
}

GtkWidget *
moat_form_reference_new (MoatFormBinding *binding)
{
  GtkWidget *row = adw_combo_row_new ();

  binding->row = row;
  binding->input = row;
  binding->show = show_reference;
  g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (reference_changed_cb), binding);

  return row;
}

/* ---- Any number of records ---- */

static const MoatList *
get_list (MoatFormBinding *binding, guint index)
{
  const MoatState *state = moat_record_get_state (g_ptr_array_index (binding->records, index));

  return state == NULL ? NULL : *(MoatList *const *) MOAT_FIELD_PTR (state, binding->fields[index]);
}

static const char *
get_class_name (MoatFormBinding *binding, MoatRecord *record)
{
  MoatRecord *asset_class = NULL;

  if (moat_record_get_kind (record) == MOAT_KIND_ASSET)
    asset_class = moat_document_find (binding->document, moat_asset_state (record)->asset_class);

  return asset_class == NULL ? NULL : moat_record_get_title (asset_class);
}

/* "Shipping address · Sensitive, Order" */
static void
show_references (MoatFormBinding *binding)
{
  const MoatList *list = get_list (binding, 0);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < moat_list_len (list); i++)
    {
      MoatRecord *record = moat_document_find (binding->document, moat_list_get (list, i));

      if (record == NULL)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", moat_record_get_title (record));
      if (get_class_name (binding, record) != NULL)
        g_string_append_printf (text, " · %s", get_class_name (binding, record));
      else if (moat_record_get_kind (record) == MOAT_KIND_ASSET)
        g_string_append_printf (text, " · %s", _ ("not classified"));
    }

  if (moat_form_binding_is_mixed (binding))
    g_string_assign (text, _ ("Differs"));
  else if (text->len == 0)
    g_string_assign (text, _ ("Nothing yet"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (binding->row), text->str);
  if (binding->extra != NULL)
    gtk_widget_set_visible (binding->extra, moat_list_len (list) > 0);
}

static void
set_listed (MoatFormBinding *binding, const char *id, gboolean is_listed)
{
  if (!moat_form_binding_can_store (binding))
    return;

  moat_form_binding_begin (binding);
  for (guint i = 0; i < binding->records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (binding->records, i);
      MoatList **list;

      if (!moat_record_is_live (record) || moat_list_contains (get_list (binding, i), id) == is_listed)
        continue;
      list = MOAT_FIELD_PTR (moat_document_edit (binding->document, record), binding->fields[i]);
      if (is_listed)
        moat_list_add (list, id);
      else
        moat_list_remove (list, id);
    }
  moat_form_binding_end (binding);
  moat_form_binding_refresh (binding);
}

static void
picked_cb (MoatFormBinding *binding, const char *id, gboolean is_checked)
{
  set_listed (binding, id, is_checked);
}

static void
create_cb (MoatFormBinding *binding, const char *name)
{
  MoatRecord *asset;

  moat_document_begin (binding->document, _ ("Add an asset"));
  asset = moat_edit_ensure_asset (binding->document, name);
  set_listed (binding, moat_record_get_id (asset), TRUE);
  moat_document_commit (binding->document);
}

static void
row_activated_cb (MoatFormBinding *binding)
{
  GPtrArray *records = moat_document_list (binding->document, get_ref_kind (binding));
  MoatPicker *picker = MOAT_PICKER (moat_picker_new (MOAT_PICKER_MANY, TRUE));

  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);

      moat_picker_add (picker, moat_record_get_id (record), moat_record_get_title (record),
                       get_class_name (binding, record),
                       moat_list_contains (get_list (binding, 0), moat_record_get_id (record)));
    }
  if (get_ref_kind (binding) == MOAT_KIND_ASSET)
    moat_picker_set_create_label (picker, _ ("Add “%s”"));

  /* The picker is a child of the row, which has the binding. */
  g_signal_connect_swapped (picker, "picked", G_CALLBACK (picked_cb), binding);
  g_signal_connect_swapped (picker, "create", G_CALLBACK (create_cb), binding);
  moat_picker_popup (picker, binding->row, NULL);
}

/* ---- Classes of what is listed ---- */

static void
class_picked_cb (MoatFormBinding *binding, const char *id, gboolean is_checked)
{
  g_auto (GStrv) ids = g_strsplit (id, " ", 2);
  MoatRecord *asset = moat_document_find_kind (binding->document, ids[0], MOAT_KIND_ASSET);

  if (asset == NULL)
    return;

  moat_document_begin (binding->document, _ ("Change the class of data"));
  moat_text_set (&((MoatAssetState *) moat_document_edit (binding->document, asset))->asset_class, ids[1]);
  moat_document_commit (binding->document);
  moat_form_binding_refresh (binding);
}

static void
add_classes (MoatFormBinding *binding, MoatPicker *picker, MoatRecord *asset)
{
  GPtrArray *classes = moat_document_list (binding->document, MOAT_KIND_CLASS);

  for (guint i = 0; i < classes->len; i++)
    {
      MoatRecord *class = g_ptr_array_index (classes, i);
      g_autofree char *ids = g_strdup_printf ("%s %s", moat_record_get_id (asset),
                                              moat_record_get_id (class));

      moat_picker_add (picker, ids, moat_record_get_title (class), moat_record_get_title (asset),
                       g_strcmp0 (moat_asset_state (asset)->asset_class, moat_record_get_id (class)) == 0);
    }
}

/* For each asset that is listed, the classes it could be of. */
static void
classes_clicked_cb (MoatFormBinding *binding)
{
  const MoatList *list = get_list (binding, 0);
  MoatPicker *picker = MOAT_PICKER (moat_picker_new (MOAT_PICKER_ONE, FALSE));

  for (guint i = 0; i < moat_list_len (list); i++)
    {
      MoatRecord *asset = moat_document_find_kind (binding->document, moat_list_get (list, i),
                                                   MOAT_KIND_ASSET);

      if (asset != NULL)
        add_classes (binding, picker, asset);
    }

  g_signal_connect_swapped (picker, "picked", G_CALLBACK (class_picked_cb), binding);
  moat_picker_popup (picker, binding->row, NULL);
}

static void
add_classes_button (MoatFormBinding *binding)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("changes-prevent-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Say how secret the data is"));
  moat_accessible_set_name (button, _ ("Class of the data"));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (classes_clicked_cb), binding);
  adw_action_row_add_suffix (ADW_ACTION_ROW (binding->row), button);
  binding->extra = button;
}

GtkWidget *
moat_form_references_new (MoatFormBinding *binding)
{
  GtkWidget *row = adw_action_row_new ();

  binding->row = row;
  binding->input = gtk_image_new_from_icon_name ("pan-down-symbolic");
  binding->show = show_references;
  if (get_ref_kind (binding) == MOAT_KIND_ASSET)
    add_classes_button (binding);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), binding->input);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_widget_add_css_class (row, "moat-value");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_swapped (row, "activated", G_CALLBACK (row_activated_cb), binding);

  return row;
}
