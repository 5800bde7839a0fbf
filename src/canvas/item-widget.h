/* One element, flow, boundary or note of the diagram as a widget: it brings a
 * cached drawing, the focus, a hit test and a place in the accessibility tree.
 * It has no behaviour of its own; the canvas and its tools do.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "scene.h"

G_BEGIN_DECLS

#define MOAT_TYPE_ITEM_WIDGET (moat_item_widget_get_type ())
G_DECLARE_FINAL_TYPE (MoatItemWidget, moat_item_widget, MOAT, ITEM_WIDGET, GtkWidget)

/* What all items of a plane are drawn with; borrowed by them, changed by the plane. */
typedef struct
{
  MoatScene *scene;
  MoatPen pen;
  double zoom;
  MoatLook common; /* looks that every item has now: MOAT_LOOK_NO_TEXT when zoomed far out */
} MoatItemStyle;

/* @item must stay alive as long as the widget is in its plane. */
MoatItemWidget *moat_item_widget_new (MoatSceneItem *item, const MoatItemStyle *style)
    G_GNUC_WARN_UNUSED_RESULT;

MoatSceneItem *moat_item_widget_get_item (MoatItemWidget *self);
MoatRecord *moat_item_widget_get_record (MoatItemWidget *self);

/* Whether it is mapped: in view, or with the focus. */
gboolean moat_item_widget_get_is_shown (MoatItemWidget *self);
void moat_item_widget_set_is_shown (MoatItemWidget *self, gboolean is_shown);

/* Draws anew at the next frame. */
void moat_item_widget_invalidate (MoatItemWidget *self);
/* Puts @looks on or off; draws anew only when that differs. */
void moat_item_widget_set_look (MoatItemWidget *self, MoatLook looks, gboolean is_on);
/* Chips, pills, badges and marks, which lie above the bodies of all items, in the plane's coordinates. */
void moat_item_widget_snapshot_top (MoatItemWidget *self, GtkSnapshot *snapshot);
/* Brings what a screen reader says up to date. */
void moat_item_widget_update_label (MoatItemWidget *self);
/* What it was told last. Borrowed. */
const char *moat_item_widget_get_label (MoatItemWidget *self);

G_END_DECLS
