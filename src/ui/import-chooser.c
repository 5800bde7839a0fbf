/* Asks what only a person can say about a file (see import-chooser.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "import-chooser.h"

#include "dialog-header.h"

#include <glib/gi18n-lib.h>

struct _MoatImportChooser
{
  AdwWindow parent_instance;

  MoatImportChoices *choices;
  GPtrArray *rows; /* of AdwComboRow, borrowed, as the choices */
  AdwPreferencesPage *page;
  gboolean is_answered;
};

enum
{
  ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatImportChooser, moat_import_chooser, ADW_TYPE_WINDOW)

static void
answer (MoatImportChooser *self, GHashTable *answers)
{
  if (self->is_answered)
    return;

  self->is_answered = TRUE;
  g_signal_emit (self, signals[ANSWERED], 0, answers);
}

void
moat_import_chooser_accept (MoatImportChooser *self)
{
  g_autoptr (GHashTable) answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_return_if_fail (MOAT_IS_IMPORT_CHOOSER (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      const MoatImportChoice *choice = g_ptr_array_index (self->choices->choices, i);
      guint selected = adw_combo_row_get_selected (g_ptr_array_index (self->rows, i));

      g_hash_table_insert (answers, g_strdup (choice->key), g_strdup (self->choices->values[selected].nick));
    }
  answer (self, answers);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
moat_import_chooser_close_request (GtkWindow *window)
{
  answer (MOAT_IMPORT_CHOOSER (window), NULL);

  return GTK_WINDOW_CLASS (moat_import_chooser_parent_class)->close_request (window);
}

GtkWidget *
moat_import_chooser_find_row (MoatImportChooser *self, const char *key)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (((const MoatImportChoice *) g_ptr_array_index (self->choices->choices, i))->key, key) == 0)
      return g_ptr_array_index (self->rows, i);

  return NULL;
}

/* ---- Rows ---- */

static GtkWidget *
new_row (const MoatImportChoices *choices, const MoatImportChoice *choice, GtkStringList *labels)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autofree char *title = g_markup_escape_text (choice->key, -1);
  g_autofree char *examples = g_markup_escape_text (choice->examples, -1);
  /* TRANSLATORS: how many there are of a shape, and some of them by name. */
  g_autofree char *subtitle = *examples != '\0' ? g_strdup_printf (_ ("%u: %s"), choice->count, examples)
                                                : g_strdup_printf ("%u", choice->count);
  guint guessed = 0;

  for (guint i = 0; choices->values[i].nick != NULL; i++)
    if (choices->values[i].value == choice->guess)
      guessed = i;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (choice->count > 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), guessed);

  return row;
}

/* What is guessed comes before what the file says. */
static void
add_groups (MoatImportChooser *self)
{
  AdwPreferencesGroup *groups[] = { ADW_PREFERENCES_GROUP (adw_preferences_group_new ()),
                                    ADW_PREFERENCES_GROUP (adw_preferences_group_new ()) };
  guint counts[] = { 0, 0 };
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (const MoatValue *value = self->choices->values; value->nick != NULL; value++)
    gtk_string_list_append (labels, _ (value->label));
  for (guint i = 0; i < self->choices->choices->len; i++)
    {
      const MoatImportChoice *choice = g_ptr_array_index (self->choices->choices, i);
      GtkWidget *row = new_row (self->choices, choice, labels);

      adw_preferences_group_add (groups[choice->is_sure ? 1 : 0], row);
      counts[choice->is_sure ? 1 : 0]++;
      g_ptr_array_add (self->rows, row);
    }

  adw_preferences_group_set_title (groups[0], self->choices->question);
  adw_preferences_group_set_description (
      groups[0], _ ("The file does not say. Moat guessed from names; change what is wrong."));
  adw_preferences_group_set_title (groups[1], _ ("What the file says"));
  for (guint i = 0; i < 2; i++)
    {
      adw_preferences_page_add (self->page, groups[i]);
      gtk_widget_set_visible (GTK_WIDGET (groups[i]), counts[i] > 0);
    }
}

/* ---- The window ---- */

/* With its parent it goes without being closed. */
static void
moat_import_chooser_dispose (GObject *object)
{
  answer (MOAT_IMPORT_CHOOSER (object), NULL);

  G_OBJECT_CLASS (moat_import_chooser_parent_class)->dispose (object);
}

static void
moat_import_chooser_finalize (GObject *object)
{
  MoatImportChooser *self = MOAT_IMPORT_CHOOSER (object);

  g_clear_pointer (&self->choices, moat_import_choices_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (moat_import_chooser_parent_class)->finalize (object);
}

static void
moat_import_chooser_class_init (MoatImportChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_import_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = moat_import_chooser_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = moat_import_chooser_close_request;

  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_HASH_TABLE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
moat_import_chooser_init (MoatImportChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *accept;
  GtkWidget *header = moat_dialog_header_new (GTK_WINDOW (self), &accept);

  self->rows = g_ptr_array_new ();
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  gtk_button_set_label (GTK_BUTTON (accept), _ ("_Import"));
  gtk_window_set_default_widget (GTK_WINDOW (self), accept);
  g_signal_connect_object (accept, "clicked", G_CALLBACK (moat_import_chooser_accept), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (GTK_WIDGET (self->page), TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->page));
  adw_window_set_content (ADW_WINDOW (self), box);
}

MoatImportChooser *
moat_import_chooser_new (GtkWindow *parent, const char *file_name, MoatImportChoices *choices)
{
  MoatImportChooser *self;
  g_autofree char *title = g_strdup_printf (_ ("Import “%s”"), file_name);

  self = g_object_new (MOAT_TYPE_IMPORT_CHOOSER, "title", title, "modal", TRUE, "transient-for", parent,
                       "destroy-with-parent", TRUE, "default-width", 560, "default-height", 520, NULL);
  self->choices = choices;
  add_groups (self);
  if (self->rows->len > 0)
    gtk_window_set_focus (GTK_WINDOW (self), g_ptr_array_index (self->rows, 0));

  return self;
}
