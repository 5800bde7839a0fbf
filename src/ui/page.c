/* A page: one view of one model (see page.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "page-private.h"

#include "query.h"

enum
{
  PROP_0,
  PROP_USE_CASE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MoatPage, moat_page, GTK_TYPE_WIDGET)

static void
moat_page_dispose (GObject *object)
{
  MoatPage *self = MOAT_PAGE (object);

  g_clear_pointer ((GtkWidget **) &self->rows, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->use_case, g_free);

  G_OBJECT_CLASS (moat_page_parent_class)->dispose (object);
}

static void
moat_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MoatPage *self = MOAT_PAGE (object);

  switch (id)
    {
    case PROP_USE_CASE:
      g_value_set_string (value, self->use_case);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
moat_page_class_init (MoatPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = moat_page_dispose;
  object_class->get_property = moat_page_get_property;

  properties[PROP_USE_CASE] = g_param_spec_string ("use-case", NULL, NULL, NULL,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moat_app/Moat/ui/page.ui");
  gtk_widget_class_bind_template_child (widget_class, MoatPage, rows);
  gtk_widget_class_bind_template_child (widget_class, MoatPage, columns);
  gtk_widget_class_bind_template_child (widget_class, MoatPage, canvas_bin);
  gtk_widget_class_bind_template_child (widget_class, MoatPage, inspector_bin);
  gtk_widget_class_bind_template_child (widget_class, MoatPage, bottom_pane);
  gtk_widget_class_bind_template_child (widget_class, MoatPage, table_bin);
}

static void
moat_page_init (MoatPage *self)
{
  self->settings = g_settings_new (MOAT_APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
moat_page_new (MoatSession *session)
{
  MoatPage *self = g_object_new (MOAT_TYPE_PAGE, NULL);
  MoatRecord *first = moat_query_first_use_case (moat_session_get_document (session));

  self->session = g_object_ref (session);
  moat_page_install_actions (self);
  moat_page_set_use_case (self, first ? moat_record_get_id (first) : NULL);

  return GTK_WIDGET (self);
}

MoatSession *
moat_page_get_session (MoatPage *self)
{
  g_return_val_if_fail (MOAT_IS_PAGE (self), NULL);

  return self->session;
}

MoatDocument *
moat_page_get_document (MoatPage *self)
{
  g_return_val_if_fail (MOAT_IS_PAGE (self), NULL);

  return moat_session_get_document (self->session);
}

GActionMap *
moat_page_get_actions (MoatPage *self)
{
  g_return_val_if_fail (MOAT_IS_PAGE (self), NULL);

  return G_ACTION_MAP (self->actions);
}

void
moat_page_set_use_case (MoatPage *self, const char *use_case_id)
{
  g_return_if_fail (MOAT_IS_PAGE (self));

  if (g_strcmp0 (self->use_case, use_case_id) == 0)
    return;

  g_free (self->use_case);
  self->use_case = g_strdup (use_case_id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USE_CASE]);
}

const char *
moat_page_get_use_case (MoatPage *self)
{
  g_return_val_if_fail (MOAT_IS_PAGE (self), NULL);

  return self->use_case;
}

void
moat_page_finish_editing (MoatPage *self)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_if_fail (MOAT_IS_PAGE (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root ? gtk_root_get_focus (root) : NULL;
  if (!GTK_IS_EDITABLE (focus) && !GTK_IS_TEXT_VIEW (focus))
    return;

  /* Entries take what was typed when the focus leaves them. */
  g_object_ref (focus);
  gtk_root_set_focus (root, NULL);
  if (gtk_widget_get_root (focus) == root && gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (focus);
  g_object_unref (focus);
}
