/* A small drawing of where a side of a merge put something (see conflict-preview.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "conflict-preview.h"

#include "native-merge.h"
#include "query.h"

#include <glib/gi18n-lib.h>

#define HEIGHT 120
#define MARGIN 6

struct _MoatConflictPreview
{
  GtkWidget parent_instance;

  GArray *elements;   /* of MoatRect */
  GArray *boundaries; /* of MoatRect: the others */
  MoatRect place;     /* of what it is about; as wide as nothing when it is a line */
  MoatPoints *line;   /* or NULL */
  gboolean is_boundary;
  MoatRect all; /* what is to be seen */
};

G_DEFINE_FINAL_TYPE (MoatConflictPreview, moat_conflict_preview, GTK_TYPE_WIDGET)

/* ---- What there is to draw ---- */

static const MoatField *
find_place_field (const MoatConflict *conflict)
{
  const MoatField *field = conflict->record != NULL && conflict->name != NULL
                               ? moat_kind_find_field (moat_record_get_kind (conflict->record),
                                                       conflict->name)
                               : NULL;

  if (field == NULL || (field->type != MOAT_RECT && field->type != MOAT_POINTS))
    return NULL;

  return field->type == MOAT_RECT || moat_record_get_kind (conflict->record) == MOAT_KIND_BOUNDARY ? field
                                                                                                   : NULL;
}

static void
add_rect (MoatRect *all, const MoatRect *rect)
{
  double right = MAX (all->x + all->width, rect->x + rect->width);
  double bottom = MAX (all->y + all->height, rect->y + rect->height);

  if (rect->width <= 0 && rect->height <= 0)
    return;
  if (all->width <= 0)
    {
      *all = *rect;
      return;
    }
  all->x = MIN (all->x, rect->x);
  all->y = MIN (all->y, rect->y);
  all->width = right - all->x;
  all->height = bottom - all->y;
}

static MoatRect
get_extents (const MoatPoints *points)
{
  MoatRect extents = { 0 };

  for (guint i = 0; i < moat_points_len (points); i++)
    add_rect (&extents, &(MoatRect){ points->items[i].x, points->items[i].y, 1, 1 });

  return extents;
}

/* Where the side put it. */
static void
read_side (MoatDocument *document,
           const MoatConflict *conflict,
           const MoatField *field,
           MoatConflictSide side,
           MoatRect *place,
           MoatPoints **line)
{
  g_autoptr(MoatState) state = moat_native_conflict_dup_state (document, conflict, side);

  *line = NULL;
  if (state == NULL)
    return;
  if (field->type == MOAT_RECT)
    {
      *place = *(const MoatRect *) MOAT_FIELD_PTR (state, field);
      return;
    }
  *line = *(MoatPoints **) MOAT_FIELD_PTR (state, field);
  *line = *line != NULL ? moat_points_ref (*line) : NULL;
  *place = get_extents (*line);
}

static void
collect (MoatConflictPreview *self, MoatDocument *document, MoatRecord *record)
{
  MoatRecord *use_case = moat_query_use_case (document, record);
  const char *id = use_case != NULL ? moat_record_get_id (use_case) : "";
  g_autoptr(GPtrArray) elements = moat_document_list_children (document, id, MOAT_KIND_ELEMENT);
  g_autoptr(GPtrArray) boundaries = moat_document_list_children (document, id, MOAT_KIND_BOUNDARY);

  for (guint i = 0; i < elements->len; i++)
    {
      MoatRect box = moat_element_state (g_ptr_array_index (elements, i))->box;

      if (g_ptr_array_index (elements, i) != record)
        g_array_append_val (self->elements, box);
      add_rect (&self->all, &box);
    }
  for (guint i = 0; i < boundaries->len; i++)
    {
      MoatRect box = moat_boundary_state (g_ptr_array_index (boundaries, i))->box;

      if (g_ptr_array_index (boundaries, i) != record && box.width > 0)
        g_array_append_val (self->boundaries, box);
      add_rect (&self->all, &box);
    }
}

/* ---- Drawing ---- */

static void
add_rounded (cairo_t *cr, const MoatRect *rect, double radius)
{
  radius = MIN (radius, MIN (rect->width, rect->height) / 2);
  cairo_new_sub_path (cr);
  cairo_arc (cr, rect->x + rect->width - radius, rect->y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, rect->x + rect->width - radius, rect->y + rect->height - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, rect->x + radius, rect->y + rect->height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, rect->x + radius, rect->y + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

static void
draw_others (MoatConflictPreview *self, cairo_t *cr, double unit)
{
  const double dashes[] = { 3 * unit, 3 * unit };

  cairo_set_line_width (cr, unit);
  for (guint i = 0; i < self->elements->len; i++)
    add_rounded (cr, &g_array_index (self->elements, MoatRect, i), 8);
  cairo_stroke (cr);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  for (guint i = 0; i < self->boundaries->len; i++)
    add_rounded (cr, &g_array_index (self->boundaries, MoatRect, i), 10);
  cairo_stroke (cr);
}

static void
draw_place (MoatConflictPreview *self, cairo_t *cr, double unit)
{
  const double dashes[] = { 6 * unit, 3 * unit };

  cairo_set_line_width (cr, 2.5 * unit);
  cairo_set_dash (cr, dashes, self->is_boundary ? G_N_ELEMENTS (dashes) : 0, 0);
  for (guint i = 0; i < moat_points_len (self->line); i++)
    cairo_line_to (cr, self->line->items[i].x, self->line->items[i].y);
  if (self->line == NULL)
    add_rounded (cr, &self->place, 10);
  cairo_stroke (cr);
}

static void
set_color (GtkWidget *widget, cairo_t *cr, const char *name, double alpha)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA color;

  if (name == NULL || !gtk_style_context_lookup_color (style, name, &color))
    gtk_style_context_get_color (style, &color);
  color.alpha *= alpha;
  gdk_cairo_set_source_rgba (cr, &color);
}

static void
moat_conflict_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MoatConflictPreview *self = MOAT_CONFLICT_PREVIEW (widget);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  double scale = MIN ((width - 2 * MARGIN) / MAX (self->all.width, 1),
                      (height - 2 * MARGIN) / MAX (self->all.height, 1));
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  cairo_translate (cr, (width - self->all.width * scale) / 2, (height - self->all.height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -self->all.x, -self->all.y);
  set_color (widget, cr, NULL, 0.5);
  draw_others (self, cr, 1 / scale);
  set_color (widget, cr, "accent_color", 1);
  draw_place (self, cr, 1 / scale);
  cairo_destroy (cr);
}

static void
moat_conflict_preview_measure (GtkWidget *widget,
                               GtkOrientation orientation,
                               int for_size,
                               int *minimum,
                               int *natural,
                               int *minimum_baseline,
                               int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : HEIGHT / 2;
}

/* ---- Widget ---- */

static void
moat_conflict_preview_finalize (GObject *object)
{
  MoatConflictPreview *self = MOAT_CONFLICT_PREVIEW (object);

  g_array_unref (self->elements);
  g_array_unref (self->boundaries);
  g_clear_pointer (&self->line, moat_points_unref);

  G_OBJECT_CLASS (moat_conflict_preview_parent_class)->finalize (object);
}

static void
moat_conflict_preview_class_init (MoatConflictPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = moat_conflict_preview_finalize;
  widget_class->snapshot = moat_conflict_preview_snapshot;
  widget_class->measure = moat_conflict_preview_measure;
  /* What it shows is told in words beside it. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
moat_conflict_preview_init (MoatConflictPreview *self)
{
  self->elements = g_array_new (FALSE, FALSE, sizeof (MoatRect));
  self->boundaries = g_array_new (FALSE, FALSE, sizeof (MoatRect));
}

GtkWidget *
moat_conflict_preview_new (MoatDocument *document, const MoatConflict *conflict, MoatConflictSide side)
{
  const MoatField *field = find_place_field (conflict);
  MoatConflictPreview *self;

  if (field == NULL)
    return NULL;
  self = g_object_new (MOAT_TYPE_CONFLICT_PREVIEW, NULL);
  self->is_boundary = moat_record_get_kind (conflict->record) == MOAT_KIND_BOUNDARY;
  collect (self, document, conflict->record);
  for (guint other = 0; other < MOAT_N_CONFLICT_SIDES; other++)
    {
      g_autoptr(MoatPoints) line = NULL;
      MoatRect place = { 0 };

      read_side (document, conflict, field, (MoatConflictSide) other, &place, &line);
      add_rect (&self->all, &place);
    }
  read_side (document, conflict, field, side, &self->place, &self->line);

  return GTK_WIDGET (self);
}

char *
moat_conflict_preview_dup_inside (MoatDocument *document, const MoatConflict *conflict, MoatConflictSide side)
{
  const MoatField *field = find_place_field (conflict);
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(GString) names = g_string_new (NULL);
  g_autoptr(MoatPoints) line = NULL;
  MoatRecord *use_case;
  MoatRect place = { 0 };

  if (field == NULL || field->type != MOAT_RECT
      || moat_record_get_kind (conflict->record) != MOAT_KIND_BOUNDARY)
    return NULL;
  read_side (document, conflict, field, side, &place, &line);
  use_case = moat_query_use_case (document, conflict->record);
  elements = moat_document_list_children (document, use_case != NULL ? moat_record_get_id (use_case) : "",
                                          MOAT_KIND_ELEMENT);
  for (guint i = 0; i < elements->len; i++)
    {
      const MoatElementState *state = moat_element_state (g_ptr_array_index (elements, i));
      double x = state->box.x + state->box.width / 2 - place.x;
      double y = state->box.y + state->box.height / 2 - place.y;

      if (x >= 0 && y >= 0 && x <= place.width && y <= place.height)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", moat_text_get (state->name));
    }

  return names->len > 0 ? g_strdup_printf (_ ("Inside: %s"), names->str)
                        : g_strdup (_ ("Nothing is inside."));
}
