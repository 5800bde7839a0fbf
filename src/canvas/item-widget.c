/* One element, flow, boundary or note of the diagram as a widget.
 *
 * The widget's own snapshot is the item's body, which GTK caches until it is
 * queued; the top layer is a render node kept here, because tops of all items
 * lie above the bodies of all items and so cannot be part of one widget.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "item-widget.h"

#include "describe.h"
#include "diagram.h"

/* Half the width of what a flow's line or a boundary's edge is hit with, in pixels. */
#define HIT_TOLERANCE 6.0

struct _MoatItemWidget
{
  GtkWidget parent_instance;

  MoatSceneItem *item;        /* borrowed from the scene */
  const MoatItemStyle *style; /* borrowed from the plane */
  MoatLook looks;
  gboolean is_shown;
  GskRenderNode *top; /* owned; NULL until drawn and whenever outdated */
  char *label;        /* what the accessibility tree was told last */
};

G_DEFINE_FINAL_TYPE (MoatItemWidget, moat_item_widget, GTK_TYPE_WIDGET)

static void
draw_layer (MoatItemWidget *self, GtkSnapshot *snapshot, MoatLayer layer, MoatPoint origin)
{
  const MoatRect *bounds = &self->item->bounds;
  graphene_rect_t area = GRAPHENE_RECT_INIT (bounds->x - origin.x, bounds->y - origin.y, bounds->width,
                                             bounds->height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &area);

  cairo_translate (cr, -origin.x, -origin.y);
  moat_diagram_draw_item (cr, &self->style->pen, self->style->scene, self->item, layer,
                          self->looks | self->style->common);
  cairo_destroy (cr);
}

/* The ring goes round what names the item: a box, or a flow's label, for a flow's bounds say nothing. */
static MoatRect
get_focus_box (const MoatSceneItem *item)
{
  if (item->kind == MOAT_KIND_FLOW && item->label.width > 0)
    return item->label;
  if (item->box.width > 0)
    return item->box;
  return item->pill.width > 0 ? item->pill : item->body;
}

static void
draw_focus (MoatItemWidget *self, GtkSnapshot *snapshot)
{
  MoatRect box = get_focus_box (self->item);
  double room = 8 / self->style->zoom;
  graphene_rect_t area = GRAPHENE_RECT_INIT (box.x - room, box.y - room, box.width + 2 * room,
                                             box.height + 2 * room);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &area);

  moat_shapes_draw_focus (cr, &self->style->pen, &box, self->style->zoom);
  cairo_destroy (cr);
}

static void
moat_item_widget_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MoatItemWidget *self = MOAT_ITEM_WIDGET (widget);

  draw_layer (self, snapshot, MOAT_LAYER_BODY, (MoatPoint){ self->item->bounds.x, self->item->bounds.y });
}

void
moat_item_widget_snapshot_top (MoatItemWidget *self, GtkSnapshot *snapshot)
{
  if (self->top == NULL)
    {
      g_autoptr (GtkSnapshot) own = gtk_snapshot_new ();

      draw_layer (self, own, MOAT_LAYER_TOP, (MoatPoint){ 0, 0 });
      /* What is selected shows that already, and the selection goes with the focus. */
      if (gtk_widget_has_visible_focus (GTK_WIDGET (self)) && (self->looks & MOAT_LOOK_SELECTED) == 0)
        draw_focus (self, own);
      self->top = gtk_snapshot_free_to_node (g_steal_pointer (&own));
    }
  if (self->top != NULL)
    gtk_snapshot_append_node (snapshot, self->top);
}

/* One rule for the pointer, tooltips and assistive technology: the scene's. The bounds are asked first,
 * because GTK asks every item on the way.
 */
static gboolean
moat_item_widget_contains (GtkWidget *widget, double x, double y)
{
  MoatItemWidget *self = MOAT_ITEM_WIDGET (widget);
  const MoatRect *bounds = &self->item->bounds;
  MoatHit hit;

  if (x < 0 || y < 0 || x > bounds->width || y > bounds->height)
    return FALSE;
  return moat_scene_pick (self->style->scene, (MoatPoint){ bounds->x + x, bounds->y + y },
                          HIT_TOLERANCE / self->style->zoom, &hit)
         && hit.item == self->item;
}

static gboolean
moat_item_widget_grab_focus (GtkWidget *widget)
{
  /* An item out of view is unmapped, and what is unmapped cannot have the focus. */
  moat_item_widget_set_is_shown (MOAT_ITEM_WIDGET (widget), TRUE);
  return GTK_WIDGET_CLASS (moat_item_widget_parent_class)->grab_focus (widget);
}

static void
moat_item_widget_state_flags_changed (GtkWidget *widget, GtkStateFlags old)
{
  const GtkStateFlags focus = GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_VISIBLE;

  if ((old & focus) != (gtk_widget_get_state_flags (widget) & focus))
    moat_item_widget_invalidate (MOAT_ITEM_WIDGET (widget));
  GTK_WIDGET_CLASS (moat_item_widget_parent_class)->state_flags_changed (widget, old);
}

static void
moat_item_widget_finalize (GObject *object)
{
  MoatItemWidget *self = MOAT_ITEM_WIDGET (object);

  g_clear_pointer (&self->top, gsk_render_node_unref);
  g_free (self->label);
  G_OBJECT_CLASS (moat_item_widget_parent_class)->finalize (object);
}

static void
moat_item_widget_class_init (MoatItemWidgetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = moat_item_widget_finalize;
  widget_class->snapshot = moat_item_widget_snapshot;
  widget_class->contains = moat_item_widget_contains;
  widget_class->grab_focus = moat_item_widget_grab_focus;
  widget_class->state_flags_changed = moat_item_widget_state_flags_changed;
  gtk_widget_class_set_css_name (widget_class, "diagram-item");
}

static void
moat_item_widget_init (MoatItemWidget *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/* A boundary is a group of what is inside it; the others are what one goes through one by one. */
static GtkAccessibleRole
get_role (MoatKind kind)
{
  return kind == MOAT_KIND_BOUNDARY ? GTK_ACCESSIBLE_ROLE_GROUP : GTK_ACCESSIBLE_ROLE_LIST_ITEM;
}

MoatItemWidget *
moat_item_widget_new (MoatSceneItem *item, const MoatItemStyle *style)
{
  MoatItemWidget *self = g_object_new (MOAT_TYPE_ITEM_WIDGET, "accessible-role", get_role (item->kind), NULL);

  self->item = item;
  self->style = style;
  return self;
}

MoatSceneItem *
moat_item_widget_get_item (MoatItemWidget *self)
{
  return self->item;
}

MoatRecord *
moat_item_widget_get_record (MoatItemWidget *self)
{
  return self->item->record;
}

gboolean
moat_item_widget_get_is_shown (MoatItemWidget *self)
{
  return self->is_shown;
}

void
moat_item_widget_set_is_shown (MoatItemWidget *self, gboolean is_shown)
{
  self->is_shown = is_shown;
  gtk_widget_set_child_visible (GTK_WIDGET (self), is_shown);
}

void
moat_item_widget_invalidate (MoatItemWidget *self)
{
  g_clear_pointer (&self->top, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
moat_item_widget_set_look (MoatItemWidget *self, MoatLook looks, gboolean is_on)
{
  MoatLook wanted = is_on ? self->looks | looks : self->looks & ~looks;

  if (wanted == self->looks)
    return;
  if (((wanted ^ self->looks) & MOAT_LOOK_SELECTED) != 0)
    gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED,
                                 (wanted & MOAT_LOOK_SELECTED) != 0, -1);
  self->looks = wanted;
  moat_item_widget_invalidate (self);
}

void
moat_item_widget_update_label (MoatItemWidget *self)
{
  g_autofree char *label = moat_describe (moat_scene_get_document (self->style->scene), self->item->record,
                                          self->item->number);

  if (g_strcmp0 (label, self->label) == 0)
    return;
  g_free (self->label);
  self->label = g_steal_pointer (&label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->label, -1);
}

const char *
moat_item_widget_get_label (MoatItemWidget *self)
{
  return self->label;
}
