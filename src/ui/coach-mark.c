/* A popover that explains parts of a window (see coach-mark.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "coach-mark.h"

#include <glib/gi18n-lib.h>

#define WIDTH 330
/* A part that is larger than both of these is no button. */
#define LARGE_WIDTH  250
#define LARGE_HEIGHT 120

struct _MoatCoachMark
{
  GtkPopover parent_instance;

  GtkLabel *title;
  GtkLabel *text;
  GtkLabel *count;
  GtkWidget *back;
  GtkWidget *next;
  GtkWidget *target;   /* weak */
  GdkSurface *surface; /* owned; of the window, whose size is followed */
  guint place_source;
};

enum
{
  MOVED,
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatCoachMark, moat_coach_mark, GTK_TYPE_POPOVER)

/* ---- Where it points ---- */

/* A large part is pointed at from the side that the mark is on, so that neither covers more than it must; the
 * mark stays inside of the window where it has to come from within.
 */
static void
narrow (GdkRectangle *at, GtkPositionType position)
{
  const int middle = at->x + at->width / 2;
  const int upper = at->y + at->height / 4;

  if (at->width < LARGE_WIDTH || at->height < LARGE_HEIGHT)
    return;

  switch (position)
    {
    case GTK_POS_LEFT:
      *at = (GdkRectangle){ at->x, upper, 1, 1 };
      break;
    case GTK_POS_RIGHT:
      *at = (GdkRectangle){ at->x + at->width, upper, 1, 1 };
      break;
    case GTK_POS_TOP:
      *at = (GdkRectangle){ middle, at->y, 1, 1 };
      break;
    case GTK_POS_BOTTOM:
      *at = (GdkRectangle){ middle, upper, 1, 1 };
      break;
    }
}

static void
point (MoatCoachMark *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  graphene_rect_t bounds;
  GdkRectangle at;

  if (self->target == NULL || !gtk_widget_compute_bounds (self->target, parent, &bounds))
    return;

  at = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                       (int) bounds.size.height };
  narrow (&at, gtk_popover_get_position (GTK_POPOVER (self)));
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &at);
  gtk_popover_present (GTK_POPOVER (self));
}

static gboolean
place_cb (gpointer user_data)
{
  MoatCoachMark *self = user_data;

  self->place_source = 0;
  point (self);
  return G_SOURCE_REMOVE;
}

/* Where the target is then is known when the new size has been given out. */
static void
layout_cb (MoatCoachMark *self)
{
  if (self->place_source == 0)
    self->place_source = g_idle_add (place_cb, self);
}

static void
set_target (MoatCoachMark *self, GtkWidget *target)
{
  if (self->target != NULL)
    gtk_widget_remove_css_class (self->target, "moat-coached");
  g_set_weak_pointer (&self->target, target);
  if (target != NULL)
    gtk_widget_add_css_class (target, "moat-coached");
}

/* ---- Keys and buttons ---- */

static void
next_cb (MoatCoachMark *self)
{
  g_signal_emit (self, signals[MOVED], 0, 1);
}

static void
back_cb (MoatCoachMark *self)
{
  g_signal_emit (self, signals[MOVED], 0, -1);
}

static void
leave_cb (MoatCoachMark *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static gboolean
key_pressed_cb (MoatCoachMark *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  leave_cb (self);
  return GDK_EVENT_STOP;
}

/* ---- Its parts ---- */

static GtkLabel *
new_label (const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);

  return label;
}

static GtkWidget *
build_buttons (MoatCoachMark *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *leave = gtk_button_new_with_mnemonic (_ ("_Leave the tour"));

  self->count = new_label ("dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  self->back = gtk_button_new_with_mnemonic (_ ("_Back"));
  self->next = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->next), TRUE);
  gtk_widget_add_css_class (leave, "flat");
  gtk_widget_add_css_class (self->next, "suggested-action");
  g_signal_connect_object (leave, "clicked", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next, "clicked", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (box), leave);
  gtk_box_append (GTK_BOX (box), self->back);
  gtk_box_append (GTK_BOX (box), self->next);

  return box;
}

static void
moat_coach_mark_unmap (GtkWidget *widget)
{
  MoatCoachMark *self = MOAT_COACH_MARK (widget);

  if (self->surface != NULL)
    g_signal_handlers_disconnect_by_data (self->surface, self);
  g_clear_object (&self->surface);
  g_clear_handle_id (&self->place_source, g_source_remove);

  GTK_WIDGET_CLASS (moat_coach_mark_parent_class)->unmap (widget);
}

static void
moat_coach_mark_dispose (GObject *object)
{
  MoatCoachMark *self = MOAT_COACH_MARK (object);

  set_target (self, NULL);
  g_clear_handle_id (&self->place_source, g_source_remove);
  g_clear_object (&self->surface);

  G_OBJECT_CLASS (moat_coach_mark_parent_class)->dispose (object);
}

static void
moat_coach_mark_class_init (MoatCoachMarkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_coach_mark_dispose;
  GTK_WIDGET_CLASS (klass)->unmap = moat_coach_mark_unmap;

  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT);
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_DIALOG);
}

static void
moat_coach_mark_init (MoatCoachMark *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->title = new_label ("heading");
  self->text = new_label ("body");
  gtk_widget_set_size_request (box, WIDTH, -1);
  gtk_label_set_max_width_chars (self->text, 40);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (box), build_buttons (self));
  gtk_widget_add_css_class (box, "moat-coach");
  gtk_popover_set_child (GTK_POPOVER (self), box);
  /* What it points at can be used meanwhile. */
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* ---- Public ---- */

MoatCoachMark *
moat_coach_mark_new (GtkWidget *parent)
{
  MoatCoachMark *self = g_object_new (MOAT_TYPE_COACH_MARK, NULL);

  gtk_widget_set_parent (GTK_WIDGET (self), parent);

  return self;
}

static void
set_words (MoatCoachMark *self, const MoatCoachWords *words)
{
  /* TRANSLATORS: which step of the tour this is, such as "2 of 6". */
  g_autofree char *count = g_strdup_printf (_ ("%u of %u"), words->number, words->total);
  g_autofree char *spoken = g_strdup_printf ("%s. %s (%s)", words->title, words->text, count);

  gtk_label_set_text (self->title, words->title);
  gtk_label_set_text (self->text, words->text);
  gtk_label_set_text (self->count, count);
  gtk_button_set_label (GTK_BUTTON (self->next), words->number < words->total ? _ ("_Next") : _ ("_Done"));
  gtk_widget_set_sensitive (self->back, words->number > 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->text, -1);
  /* The button that gets the keyboard says it as well, to readers that pass over what is around it. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->next), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken,
                                  -1);
}

void
moat_coach_mark_show (MoatCoachMark *self,
                      const MoatCoachWords *words,
                      GtkWidget *target,
                      GtkPositionType position)
{
  GtkNative *native;

  g_return_if_fail (MOAT_IS_COACH_MARK (self));
  g_return_if_fail (GTK_IS_WIDGET (target));

  /* The focus leaves and comes back, so that a screen reader reads what is new. */
  gtk_popover_popdown (GTK_POPOVER (self));
  set_words (self, words);
  set_target (self, target);
  gtk_popover_set_position (GTK_POPOVER (self), position);
  gtk_popover_popup (GTK_POPOVER (self));
  point (self);
  gtk_widget_grab_focus (self->next);

  native = gtk_widget_get_native (gtk_widget_get_parent (GTK_WIDGET (self)));
  if (self->surface == NULL && native != NULL)
    {
      self->surface = g_object_ref (gtk_native_get_surface (native));
      g_signal_connect_object (self->surface, "layout", G_CALLBACK (layout_cb), self, G_CONNECT_SWAPPED);
    }
}
