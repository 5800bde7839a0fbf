/* A list of all records of one kind (see record-list.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "record-list.h"

#include "scroll-to.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

struct _MoatRecordList
{
  AdwPreferencesGroup parent_instance;

  MoatDocument *document;
  const MoatRecordListInfo *info;

  GPtrArray *rows; /* of AdwExpanderRow *, owned, in the order shown */
};

G_DEFINE_FINAL_TYPE (MoatRecordList, moat_record_list, ADW_TYPE_PREFERENCES_GROUP)

static MoatRecord *
get_record (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "moat-record");
}

static char *
dup_name (MoatRecordList *self, MoatRecord *record)
{
  const char *title = moat_record_get_title (record);

  if (self->info->dup_title)
    return self->info->dup_title (self->document, record);

  return g_strdup (*title ? title : _ (self->info->untitled));
}

/* ---- Rows ---- */

static void
remove_clicked_cb (GtkWidget *button)
{
  MoatRecordList *self = MOAT_RECORD_LIST (gtk_widget_get_ancestor (button, MOAT_TYPE_RECORD_LIST));
  MoatRecord *record = get_record (gtk_widget_get_ancestor (button, ADW_TYPE_EXPANDER_ROW));
  g_autofree char *name = dup_name (self, record);
  g_autofree char *text = g_strdup_printf (_ ("Removed “%s”"), name);

  moat_toast_show_undo (GTK_WIDGET (self), text);
  MOAT_TRANSACTION (self->document, _ (self->info->remove))
  moat_document_remove (self->document, record);
}

static void
lead_activated_cb (GtkWidget *lead)
{
  MoatRecordList *self = MOAT_RECORD_LIST (gtk_widget_get_ancestor (lead, MOAT_TYPE_RECORD_LIST));
  g_autoptr(GtkWindow) window = g_object_ref (GTK_WINDOW (gtk_widget_get_root (lead)));
  MoatRecord *record = get_record (gtk_widget_get_ancestor (lead, ADW_TYPE_EXPANDER_ROW));

  gtk_widget_activate_action (lead, self->info->lead_action, "s", moat_record_get_id (record));
  gtk_window_close (window);
}

static GtkWidget *
new_lead (const MoatRecordListInfo *info)
{
  GtkWidget *lead = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (lead), _ (info->lead));
  adw_action_row_add_suffix (ADW_ACTION_ROW (lead), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (lead), TRUE);
  g_signal_connect (lead, "activated", G_CALLBACK (lead_activated_cb), NULL);

  return lead;
}

static GtkWidget *
new_row (MoatRecordList *self, MoatRecord *record)
{
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  for (guint i = 0; self->info->fields[i]; i++)
    {
      GtkWidget *field = moat_form_row_new (self->document, record, self->info->fields[i], MOAT_FORM_LINE);

      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), field);
      if (i == 0)
        g_object_set_data (G_OBJECT (row), "moat-first-field", field);
    }

  if (self->info->lead)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), new_lead (self->info));

  if (!moat_document_is_builtin (self->document, record))
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (button, _ (self->info->remove));
      g_signal_connect (button, "clicked", G_CALLBACK (remove_clicked_cb), NULL);
      adw_expander_row_add_action (ADW_EXPANDER_ROW (row), button);
    }
  g_object_set_data_full (G_OBJECT (row), "moat-record", g_object_ref (record), g_object_unref);

  return g_object_ref_sink (row);
}

static GtkWidget *
find_row (MoatRecordList *self, MoatRecord *record)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (get_record (g_ptr_array_index (self->rows, i)) == record)
      return g_ptr_array_index (self->rows, i);

  return NULL;
}

static void
update_title (MoatRecordList *self, GtkWidget *row)
{
  g_autofree char *name = dup_name (self, get_record (row));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  if (self->info->dup_subtitle)
    {
      g_autofree char *about = self->info->dup_subtitle (self->document, get_record (row));

      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), about);
    }
}

static gboolean
is_in_step (MoatRecordList *self, GPtrArray *records)
{
  if (records->len != self->rows->len)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (get_record (g_ptr_array_index (self->rows, i)) != g_ptr_array_index (records, i))
      return FALSE;

  return TRUE;
}

/* Rows of records that stay keep what they show and where the keyboard is. */
static void
update (MoatRecordList *self)
{
  GPtrArray *records = moat_document_list (self->document, self->info->kind);

  if (!is_in_step (self, records))
    {
      g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i < records->len; i++)
        {
          MoatRecord *record = g_ptr_array_index (records, i);
          GtkWidget *row = find_row (self, record);

          g_ptr_array_add (rows, row ? g_object_ref (row) : new_row (self, record));
        }
      for (guint i = 0; i < self->rows->len; i++)
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
      for (guint i = 0; i < rows->len; i++)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (rows, i));
      g_ptr_array_unref (self->rows);
      self->rows = g_steal_pointer (&rows);
    }

  for (guint i = 0; i < self->rows->len; i++)
    update_title (self, g_ptr_array_index (self->rows, i));
}

static void
changed_cb (MoatRecordList *self, MoatChanges *changes)
{
  if (self->info->tells_all || moat_changes_touch (changes, self->info->kind)
      || (self->info->told_kind != MOAT_KIND_MODEL && moat_changes_touch (changes, self->info->told_kind)))
    update (self);
}

static void
add_clicked_cb (MoatRecordList *self)
{
  MoatRecord *record = NULL;
  GtkWidget *row;

  if (self->info->ask_for_one)
    {
      self->info->ask_for_one (GTK_WIDGET (self), self->document);
      return;
    }

  MOAT_TRANSACTION (self->document, _ (self->info->add))
  {
    record = moat_document_add (self->document, self->info->kind, NULL);
    if (self->info->fill)
      self->info->fill (self->document, record);
  }

  row = find_row (self, record);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  gtk_widget_grab_focus (g_object_get_data (G_OBJECT (row), "moat-first-field"));
  moat_scroll_to (row);
}

/* ---- GObject ---- */

static void
moat_record_list_dispose (GObject *object)
{
  MoatRecordList *self = MOAT_RECORD_LIST (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (moat_record_list_parent_class)->dispose (object);
}

static void
moat_record_list_class_init (MoatRecordListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_record_list_dispose;
}

static void
moat_record_list_init (MoatRecordList *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
add_button (MoatRecordList *self)
{
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");

  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_tooltip_text (add, _ (self->info->add));
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_clicked_cb), self);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), add);
}

GtkWidget *
moat_record_list_new (MoatDocument *document, const MoatRecordListInfo *info)
{
  MoatRecordList *self = g_object_new (MOAT_TYPE_RECORD_LIST, NULL);

  self->document = g_object_ref (document);
  self->info = info;

  if (info->add)
    add_button (self);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ (info->title));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _ (info->description));
  update (self);
  g_signal_connect_object (document, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
