/* A place for a widget that is made when it is first seen (see lazy-bin.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "lazy-bin.h"

#include "first-frame.h"

struct _MoatLazyBin
{
  AdwBin parent_instance;

  GType child_type;
};

enum
{
  PROP_0,
  PROP_CHILD_TYPE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MoatLazyBin, moat_lazy_bin, ADW_TYPE_BIN)

/* By then something else may be shown. */
static void
fill_cb (gpointer user_data)
{
  g_autoptr (MoatLazyBin) self = user_data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && adw_bin_get_child (ADW_BIN (self)) == NULL)
    adw_bin_set_child (ADW_BIN (self), g_object_new (self->child_type, NULL));
}

static void
moat_lazy_bin_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (moat_lazy_bin_parent_class)->map (widget);

  if (adw_bin_get_child (ADW_BIN (widget)) == NULL)
    moat_first_frame_await (widget, fill_cb, g_object_ref (widget));
}

static void
moat_lazy_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CHILD_TYPE:
      g_value_set_gtype (value, MOAT_LAZY_BIN (object)->child_type);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
moat_lazy_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CHILD_TYPE:
      MOAT_LAZY_BIN (object)->child_type = g_value_get_gtype (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
moat_lazy_bin_class_init (MoatLazyBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = moat_lazy_bin_get_property;
  object_class->set_property = moat_lazy_bin_set_property;
  GTK_WIDGET_CLASS (klass)->map = moat_lazy_bin_map;

  properties[PROP_CHILD_TYPE] = g_param_spec_gtype ("child-type", NULL, NULL, GTK_TYPE_WIDGET,
                                                    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                        | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
moat_lazy_bin_init (MoatLazyBin *self)
{
}
