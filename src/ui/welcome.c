/* What a window shows before it has a model (see welcome.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "welcome.h"

#include "examples.h"
#include "recent.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

/* Two rows at most widths. */
#define MAX_RECENT 8

struct _MoatWelcome
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *big_story;
  GtkWidget *recent;
  MoatModelGrid *recent_grid;
  GtkWidget *examples;
  MoatModelGrid *examples_grid;
  GtkWidget *tour;
  GtkWidget *no_tour;

  GSettings *settings;
  gulong recent_handler;
  guint fill_source;
  GFile *removed; /* owned: off the list as long as that can be undone, then for good; or NULL */
};

G_DEFINE_FINAL_TYPE (MoatWelcome, moat_welcome, GTK_TYPE_WIDGET)

static void update_recent (MoatWelcome *self);

/* ---- Taking a model off the list ---- */

static void
forget_removed (MoatWelcome *self)
{
  g_autoptr (GFile) removed = g_steal_pointer (&self->removed);

  if (removed != NULL)
    moat_recent_forget (removed);
}

static void
restore_removed_cb (gpointer data)
{
  MoatWelcome *self = data;

  g_clear_object (&self->removed);
  update_recent (self);
}

/* The list of the desktop cannot put an entry back to where it was: so it leaves the list only when the next
 * one goes, or this page.
 */
static void
remove_file (MoatWelcome *self, GFile *file, const char *sentence)
{
  forget_removed (self);
  self->removed = g_object_ref (file);
  update_recent (self);
  moat_toast_show_with (GTK_WIDGET (self), sentence, _ ("_Undo"), restore_removed_cb, self);
}

static void
removed_cb (MoatWelcome *self, MoatModelCard *card)
{
  GFile *file = moat_model_card_get_file (card);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *sentence = g_strdup_printf (_ ("“%s” was taken off the list. The file stays."), name);

  remove_file (self, file, sentence);
}

/* ---- The lists ---- */

static GtkWidget *
new_recent_card (MoatWelcome *self, const MoatRecent *recent)
{
  GtkWidget *card = recent->is_folder
                        ? moat_model_card_new_for_folder (recent->file, recent->name, recent->folder)
                        : moat_model_card_new_for_file (recent->file, recent->name, recent->folder);

  moat_model_card_set_removable (MOAT_MODEL_CARD (card));
  g_signal_connect_object (card, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);

  return card;
}

static void
update_recent (MoatWelcome *self)
{
  /* One more, in the place of one that is off the list. */
  g_autoptr (GPtrArray) list = moat_recent_list_all (MAX_RECENT + 1);
  guint n_shown = 0;

  moat_model_grid_clear (self->recent_grid);
  for (guint i = 0; i < list->len && n_shown < MAX_RECENT; i++)
    {
      const MoatRecent *recent = g_ptr_array_index (list, i);

      if (self->removed != NULL && g_file_equal (recent->file, self->removed))
        continue;
      moat_model_grid_add (self->recent_grid, new_recent_card (self, recent));
      n_shown++;
    }
  gtk_widget_set_visible (self->recent, n_shown > 0);
}

static void
fill_examples (MoatWelcome *self)
{
  g_auto (GStrv) names = moat_examples_list ();

  if (moat_model_grid_get_n_cards (self->examples_grid) > 0)
    return;

  for (guint i = 0; names[i] != NULL; i++)
    moat_model_grid_add (self->examples_grid, moat_model_card_new_for_example (names[i]));
  gtk_widget_set_visible (self->examples, names[0] != NULL);
}

static void
chosen_cb (MoatWelcome *self, MoatModelCard *card)
{
  GFile *file = moat_model_card_get_file (card);
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  if (file == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-example", "s",
                                moat_model_card_get_example (card));
  else if (moat_model_card_is_missing (card))
    {
      g_autofree char *sentence
          = g_strdup_printf (_ ("“%s” is not where it was, and was taken off the list."), name);

      remove_file (self, file, sentence);
    }
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-recent", "s", uri);
}

/* ---- Widget ---- */

/* What can be done is on screen before the lists are made. */
static gboolean
fill_cb (gpointer user_data)
{
  MoatWelcome *self = user_data;

  self->fill_source = 0;
  update_recent (self);
  fill_examples (self);

  return G_SOURCE_REMOVE;
}

static void
no_tour_cb (MoatWelcome *self)
{
  g_settings_set_boolean (self->settings, "offer-tour", FALSE);
}

static void
moat_welcome_map (GtkWidget *widget)
{
  MoatWelcome *self = MOAT_WELCOME (widget);

  GTK_WIDGET_CLASS (moat_welcome_parent_class)->map (widget);

  self->recent_handler = g_signal_connect_swapped (gtk_recent_manager_get_default (), "changed",
                                                   G_CALLBACK (update_recent), self);
  /* Enter begins, rather than open the menu that is the first thing in the window. */
  gtk_widget_grab_focus (self->big_story);
  if (self->fill_source == 0)
    self->fill_source = g_idle_add_full (G_PRIORITY_LOW, fill_cb, self, NULL);
}

static void
moat_welcome_unmap (GtkWidget *widget)
{
  MoatWelcome *self = MOAT_WELCOME (widget);

  g_clear_signal_handler (&self->recent_handler, gtk_recent_manager_get_default ());
  g_clear_handle_id (&self->fill_source, g_source_remove);
  forget_removed (self);

  GTK_WIDGET_CLASS (moat_welcome_parent_class)->unmap (widget);
}

static void
moat_welcome_dispose (GObject *object)
{
  MoatWelcome *self = MOAT_WELCOME (object);

  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->settings);
  g_clear_object (&self->removed);

  G_OBJECT_CLASS (moat_welcome_parent_class)->dispose (object);
}

static void
moat_welcome_class_init (MoatWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_welcome_dispose;
  widget_class->map = moat_welcome_map;
  widget_class->unmap = moat_welcome_unmap;

  g_type_ensure (MOAT_TYPE_MODEL_GRID);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moat_app/Moat/ui/welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, MoatWelcome, scroller);
  gtk_widget_class_bind_template_child (widget_class, MoatWelcome, big_story);
  gtk_widget_class_bind_template_child (widget_class, MoatWelcome, recent);
  gtk_widget_class_bind_template_child (widget_class, MoatWelcome, recent_grid);
  gtk_widget_class_bind_template_child (widget_class, MoatWelcome, examples);
  gtk_widget_class_bind_template_child (widget_class, MoatWelcome, examples_grid);
  gtk_widget_class_bind_template_child (widget_class, MoatWelcome, tour);
  gtk_widget_class_bind_template_child (widget_class, MoatWelcome, no_tour);
}

static void
moat_welcome_init (MoatWelcome *self)
{
  self->settings = g_settings_new (MOAT_SETTINGS_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_settings_bind (self->settings, "offer-tour", self->tour, "visible", G_SETTINGS_BIND_GET);
  g_signal_connect_object (self->no_tour, "clicked", G_CALLBACK (no_tour_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recent_grid, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->examples_grid, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
moat_welcome_new (void)
{
  return g_object_new (MOAT_TYPE_WELCOME, NULL);
}

MoatModelGrid *
moat_welcome_get_recent (MoatWelcome *self)
{
  g_return_val_if_fail (MOAT_IS_WELCOME (self), NULL);

  return self->recent_grid;
}

MoatModelGrid *
moat_welcome_get_examples (MoatWelcome *self)
{
  g_return_val_if_fail (MOAT_IS_WELCOME (self), NULL);

  return self->examples_grid;
}
