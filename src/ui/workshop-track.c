/* All of a workshop's time as one thin line (see workshop-track.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "workshop-track.h"

#define HEIGHT 4
#define GAP    3 /* between two phases, in pixels */

/* What is not spent yet is drawn in the same colour, so much of it. */
#define DIM         0.2f
#define DIM_CURRENT 0.4f

typedef struct
{
  float share; /* of the whole, 0 to 1 */
  float spent; /* of the piece, 0 to 1 */
} Piece;

struct _MoatWorkshopTrack
{
  GtkWidget parent_instance;
  GArray *pieces; /* of Piece */
  guint current;
};

G_DEFINE_FINAL_TYPE (MoatWorkshopTrack, moat_workshop_track, GTK_TYPE_WIDGET)

static void
append_part (GtkSnapshot *snapshot, float x, float width, const GdkRGBA *color, float alpha)
{
  GdkRGBA dimmed = *color;

  dimmed.alpha *= alpha;
  if (width > 0)
    gtk_snapshot_append_color (snapshot, &dimmed, &GRAPHENE_RECT_INIT (x, 0, width, HEIGHT));
}

static void
moat_workshop_track_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MoatWorkshopTrack *self = MOAT_WORKSHOP_TRACK (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float whole = (float) gtk_widget_get_width (widget);
  float room = MAX (0, whole - GAP * (float) (self->pieces->len - 1));
  float x = 0;
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);
      float width = room * piece->share;
      float spent = width * piece->spent;
      float dim = i == self->current ? DIM_CURRENT : DIM;

      append_part (snapshot, is_rtl ? whole - x - spent : x, spent, &color, 1);
      append_part (snapshot, is_rtl ? whole - x - width : x + spent, width - spent, &color, dim);
      x += width + GAP;
    }
}

static void
moat_workshop_track_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 0;
}

static void
moat_workshop_track_finalize (GObject *object)
{
  g_array_unref (MOAT_WORKSHOP_TRACK (object)->pieces);

  G_OBJECT_CLASS (moat_workshop_track_parent_class)->finalize (object);
}

static void
moat_workshop_track_class_init (MoatWorkshopTrackClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = moat_workshop_track_finalize;
  widget_class->measure = moat_workshop_track_measure;
  widget_class->snapshot = moat_workshop_track_snapshot;
  /* Its numbers stand beside it in words. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_css_name (widget_class, "moat-track");
}

static void
moat_workshop_track_init (MoatWorkshopTrack *self)
{
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
}

GtkWidget *
moat_workshop_track_new (void)
{
  return g_object_new (MOAT_TYPE_WORKSHOP_TRACK, NULL);
}

void
moat_workshop_track_show (MoatWorkshopTrack *self, const MoatWorkshopClock *clock)
{
  double planned;

  g_return_if_fail (MOAT_IS_WORKSHOP_TRACK (self));

  g_array_set_size (self->pieces, 0);
  self->current = clock != NULL ? clock->phase : 0;
  planned = clock != NULL ? (double) moat_workshop_clock_get_planned (clock) : 1;
  for (guint i = 0; clock != NULL && i < clock->phases->len; i++)
    {
      const MoatClockPhase *phase = &g_array_index (clock->phases, MoatClockPhase, i);
      const Piece piece = { (float) ((double) phase->planned / planned),
                            MIN (1.0f, (float) ((double) phase->spent / (double) phase->planned)) };

      g_array_append_val (self->pieces, piece);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
