/* A grid of models (see model-grid.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "model-grid.h"

#include "widget-theme.h"

#define MAX_COLUMNS 4

struct _MoatModelGrid
{
  GtkWidget parent_instance;

  GtkFlowBox *box;
  GQueue waiting;            /* of owned cards whose picture is to be drawn */
  GCancellable *cancellable; /* of the one that is being drawn; NULL: none is */
  guint source;
  MoatScheme scheme; /* of the pictures that there are */
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatModelGrid, moat_model_grid, GTK_TYPE_WIDGET)

static void load_next (MoatModelGrid *self);

/* ---- Pictures ---- */

typedef struct
{
  MoatModelGrid *grid; /* owned */
  MoatModelCard *card; /* owned */
} Loading;

static void
loading_free (Loading *loading)
{
  g_object_unref (loading->grid);
  g_object_unref (loading->card);
  g_free (loading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loading, loading_free)

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Loading) loading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatPreview) preview = moat_preview_load_finish (result, &error);

  /* Cancelled: the grid waits for nothing any more, or for another picture. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (preview != NULL)
    moat_model_card_set_preview (loading->card, preview);
  else
    moat_model_card_set_error (loading->card, error);
  g_clear_object (&loading->grid->cancellable);
  load_next (loading->grid);
}

static void
load_next (MoatModelGrid *self)
{
  g_autoptr (MoatModelCard) card = NULL;
  MoatThumbnailLook look = { .scheme = self->scheme };
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  Loading *loading;

  if (self->cancellable != NULL)
    return;
  do
    {
      g_clear_object (&card);
      card = g_queue_pop_head (&self->waiting);
    }
  while (card != NULL && moat_model_card_is_folder (card));
  if (card == NULL)
    return;

  look.width = MOAT_MODEL_CARD_WIDTH * scale;
  look.height = MOAT_MODEL_CARD_HEIGHT * scale;
  loading = g_new0 (Loading, 1);
  loading->grid = g_object_ref (self);
  loading->card = g_object_ref (card);
  self->cancellable = g_cancellable_new ();
  moat_preview_load_async (moat_model_card_get_file (card), moat_model_card_get_example (card), &look,
                           self->cancellable, loaded_cb, loading);
}

static gboolean
load_cb (gpointer user_data)
{
  MoatModelGrid *self = user_data;

  self->source = 0;
  load_next (self);
  return G_SOURCE_REMOVE;
}

/* After what the window has to draw now. */
static void
load_later (MoatModelGrid *self)
{
  if (self->source == 0 && !g_queue_is_empty (&self->waiting) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->source = g_idle_add_full (G_PRIORITY_LOW, load_cb, self, NULL);
}

static void
stop_loading (MoatModelGrid *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_queue_clear_full (&self->waiting, g_object_unref);
}

static void
load_all (MoatModelGrid *self)
{
  MoatModelCard *card;

  stop_loading (self);
  for (guint i = 0; (card = moat_model_grid_get_card (self, i)) != NULL; i++)
    g_queue_push_tail (&self->waiting, g_object_ref (card));
  load_later (self);
}

/* ---- Widget ---- */

static void
activated_cb (MoatModelGrid *self, GtkFlowBoxChild *child)
{
  g_signal_emit (self, signals[CHOSEN], 0, child);
}

static MoatScheme
find_scheme (MoatModelGrid *self)
{
  g_autoptr (MoatTheme) theme = moat_widget_theme_new (GTK_WIDGET (self), FALSE);

  return theme->scheme;
}

/* Pictures are drawn again only where light became dark or the other way round. */
static void
moat_model_grid_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  MoatModelGrid *self = MOAT_MODEL_GRID (widget);
  MoatScheme scheme;

  GTK_WIDGET_CLASS (moat_model_grid_parent_class)->css_changed (widget, change);

  scheme = find_scheme (self);
  if (scheme != self->scheme)
    {
      self->scheme = scheme;
      load_all (self);
    }
}

static void
moat_model_grid_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (moat_model_grid_parent_class)->map (widget);

  load_later (MOAT_MODEL_GRID (widget));
}

static void
moat_model_grid_dispose (GObject *object)
{
  MoatModelGrid *self = MOAT_MODEL_GRID (object);

  stop_loading (self);
  g_clear_pointer ((GtkWidget **) &self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (moat_model_grid_parent_class)->dispose (object);
}

static void
moat_model_grid_class_init (MoatModelGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_model_grid_dispose;
  widget_class->css_changed = moat_model_grid_css_changed;
  widget_class->map = moat_model_grid_map;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, MOAT_TYPE_MODEL_CARD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
moat_model_grid_init (MoatModelGrid *self)
{
  g_queue_init (&self->waiting);
  self->box = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->box, GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (self->box, TRUE);
  gtk_flow_box_set_max_children_per_line (self->box, MAX_COLUMNS);
  gtk_flow_box_set_column_spacing (self->box, 12);
  gtk_flow_box_set_row_spacing (self->box, 12);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "moat-grid");
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
  g_signal_connect_swapped (self->box, "child-activated", G_CALLBACK (activated_cb), self);
}

/* ---- Public ---- */

GtkWidget *
moat_model_grid_new (void)
{
  return g_object_new (MOAT_TYPE_MODEL_GRID, NULL);
}

void
moat_model_grid_add (MoatModelGrid *self, GtkWidget *card)
{
  g_return_if_fail (MOAT_IS_MODEL_GRID (self));
  g_return_if_fail (MOAT_IS_MODEL_CARD (card));

  gtk_flow_box_append (self->box, card);
  g_queue_push_tail (&self->waiting, g_object_ref (card));
  load_later (self);
}

void
moat_model_grid_clear (MoatModelGrid *self)
{
  MoatModelCard *card;

  g_return_if_fail (MOAT_IS_MODEL_GRID (self));

  stop_loading (self);
  while ((card = moat_model_grid_get_card (self, 0)) != NULL)
    gtk_flow_box_remove (self->box, GTK_WIDGET (card));
}

guint
moat_model_grid_get_n_cards (MoatModelGrid *self)
{
  guint n_cards = 0;

  while (moat_model_grid_get_card (self, n_cards) != NULL)
    n_cards++;

  return n_cards;
}

MoatModelCard *
moat_model_grid_get_card (MoatModelGrid *self, guint index)
{
  g_return_val_if_fail (MOAT_IS_MODEL_GRID (self), NULL);

  return (MoatModelCard *) gtk_flow_box_get_child_at_index (self->box, (int) index);
}

gboolean
moat_model_grid_is_loaded (MoatModelGrid *self)
{
  g_return_val_if_fail (MOAT_IS_MODEL_GRID (self), FALSE);

  return self->cancellable == NULL && g_queue_is_empty (&self->waiting);
}
