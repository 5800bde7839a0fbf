/* One model to choose (see model-card.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "model-card.h"

#include "accessible.h"
#include "formats.h"
#include "places.h"

#include <glib/gi18n-lib.h>

struct _MoatModelCard
{
  GtkFlowBoxChild parent_instance;

  GFile *file;   /* owned; or NULL */
  char *example; /* or NULL */
  gboolean is_folder;
  gboolean is_missing;

  GtkStack *picture; /* "icon" until there is a preview */
  GtkImage *icon;
  GtkPicture *drawing;
  GtkLabel *title;
  GtkLabel *caption;
  GtkOverlay *overlay;
};

enum
{
  REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatModelCard, moat_model_card, GTK_TYPE_FLOW_BOX_CHILD)

/* What is read out; @more may be NULL. */
static void
update_description (MoatModelCard *self, const char *more)
{
  const char *caption = gtk_label_get_text (self->caption);
  g_autofree char *text = more != NULL && *caption != '\0' ? g_strdup_printf ("%s, %s", caption, more)
                                                           : g_strdup (more != NULL ? more : caption);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->title), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
remove_card (MoatModelCard *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static gboolean
delete_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  remove_card (MOAT_MODEL_CARD (widget));
  return GDK_EVENT_STOP;
}

/* ---- Its parts ---- */

static GtkWidget *
build_picture (MoatModelCard *self)
{
  self->icon = GTK_IMAGE (gtk_image_new_from_icon_name ("x-office-drawing-symbolic"));
  gtk_image_set_pixel_size (self->icon, 32);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), "dim-label");
  self->drawing = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_can_shrink (self->drawing, TRUE);

  self->picture = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->picture, GTK_WIDGET (self->icon), "icon");
  gtk_stack_add_named (self->picture, GTK_WIDGET (self->drawing), "drawing");
  gtk_widget_set_size_request (GTK_WIDGET (self->picture), -1, MOAT_MODEL_CARD_HEIGHT);
  gtk_widget_set_overflow (GTK_WIDGET (self->picture), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self->picture), "moat-card-picture");

  return GTK_WIDGET (self->picture);
}

static GtkLabel *
new_label (const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  /* As wide as the picture, however long the name is. */
  gtk_label_set_max_width_chars (label, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (label), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);

  return label;
}

static void
moat_model_card_dispose (GObject *object)
{
  MoatModelCard *self = MOAT_MODEL_CARD (object);

  g_clear_object (&self->file);

  G_OBJECT_CLASS (moat_model_card_parent_class)->dispose (object);
}

static void
moat_model_card_finalize (GObject *object)
{
  MoatModelCard *self = MOAT_MODEL_CARD (object);

  g_free (self->example);

  G_OBJECT_CLASS (moat_model_card_parent_class)->finalize (object);
}

static void
moat_model_card_class_init (MoatModelCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = moat_model_card_dispose;
  object_class->finalize = moat_model_card_finalize;

  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
moat_model_card_init (MoatModelCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->title = new_label ("heading");
  self->caption = new_label ("caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "dim-label");
  gtk_widget_add_css_class (words, "moat-card-words");
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->caption));
  gtk_box_append (GTK_BOX (box), build_picture (self));
  gtk_box_append (GTK_BOX (box), words);

  self->overlay = GTK_OVERLAY (gtk_overlay_new ());
  gtk_overlay_set_child (self->overlay, box);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (self), GTK_WIDGET (self->overlay));
  gtk_widget_set_size_request (GTK_WIDGET (self), MOAT_MODEL_CARD_WIDTH, -1);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "activatable");
  gtk_widget_add_css_class (GTK_WIDGET (self), "moat-card");
}

/* ---- Public ---- */

static MoatModelCard *
card_new (GFile *file, const char *title, const char *caption)
{
  MoatModelCard *self = g_object_new (MOAT_TYPE_MODEL_CARD, NULL);
  g_autofree char *name = file != NULL ? moat_places_describe (file) : NULL;

  self->file = file != NULL ? g_object_ref (file) : NULL;
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->caption, caption);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  update_description (self, NULL);

  return self;
}

GtkWidget *
moat_model_card_new_for_file (GFile *file, const char *title, const char *caption)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  return GTK_WIDGET (card_new (file, title, caption));
}

GtkWidget *
moat_model_card_new_for_folder (GFile *folder, const char *title, const char *caption)
{
  MoatModelCard *self;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  self = card_new (folder, title, caption);
  self->is_folder = TRUE;
  gtk_image_set_from_icon_name (self->icon, "folder-symbolic");

  return GTK_WIDGET (self);
}

GtkWidget *
moat_model_card_new_for_example (const char *name)
{
  MoatModelCard *self = card_new (NULL, "", "");

  self->example = g_strdup (name);

  return GTK_WIDGET (self);
}

GFile *
moat_model_card_get_file (MoatModelCard *self)
{
  g_return_val_if_fail (MOAT_IS_MODEL_CARD (self), NULL);

  return self->file;
}

const char *
moat_model_card_get_example (MoatModelCard *self)
{
  g_return_val_if_fail (MOAT_IS_MODEL_CARD (self), NULL);

  return self->example;
}

gboolean
moat_model_card_is_folder (MoatModelCard *self)
{
  g_return_val_if_fail (MOAT_IS_MODEL_CARD (self), FALSE);

  return self->is_folder;
}

gboolean
moat_model_card_is_missing (MoatModelCard *self)
{
  g_return_val_if_fail (MOAT_IS_MODEL_CARD (self), FALSE);

  return self->is_missing;
}

void
moat_model_card_set_removable (MoatModelCard *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkEventController *controller = gtk_shortcut_controller_new ();

  g_return_if_fail (MOAT_IS_MODEL_CARD (self));

  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _ ("Remove from the list (Delete)"));
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "moat-card-remove");
  moat_accessible_set_name (button, _ ("Remove from the list"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_card), self, G_CONNECT_SWAPPED);
  gtk_overlay_add_overlay (self->overlay, button);

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Delete, 0),
                                                          gtk_callback_action_new (delete_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
moat_model_card_set_preview (MoatModelCard *self, const MoatPreview *preview)
{
  g_autofree char *open = NULL;

  g_return_if_fail (MOAT_IS_MODEL_CARD (self));

  self->is_missing = FALSE;
  /* An example has no file's name; what it is about stands in its place. */
  if (self->example != NULL)
    {
      gtk_label_set_text (self->title, preview->title);
      gtk_label_set_text (self->caption, preview->summary);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self), preview->summary);
    }
  gtk_picture_set_paintable (self->drawing, GDK_PAINTABLE (preview->texture));
  gtk_stack_set_visible_child_name (self->picture, preview->texture != NULL ? "drawing" : "icon");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "missing");

  open = g_strdup_printf (ngettext ("%u open attacker move", "%u open attacker moves", preview->n_open),
                          preview->n_open);
  update_description (self, preview->n_open > 0 ? open : NULL);
}

void
moat_model_card_set_error (MoatModelCard *self, const GError *error)
{
  g_return_if_fail (MOAT_IS_MODEL_CARD (self));

  self->is_missing = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  gtk_stack_set_visible_child_name (self->picture, "icon");
  if (self->is_missing)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "missing");
      gtk_label_set_text (self->caption, _ ("Not there any more"));
      gtk_image_set_from_icon_name (self->icon, "edit-delete-symbolic");
      update_description (self, NULL);
    }
  /* What is too large for a picture, or on another machine, is nobody's mistake. */
  else if (g_error_matches (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED)
           || g_error_matches (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_TOO_NEW)
           || g_error_matches (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_UNKNOWN))
    {
      gtk_label_set_text (self->caption, _ ("Cannot be read"));
      gtk_widget_set_tooltip_text (GTK_WIDGET (self), error->message);
      gtk_image_set_from_icon_name (self->icon, "dialog-warning-symbolic");
      update_description (self, error->message);
    }
}
