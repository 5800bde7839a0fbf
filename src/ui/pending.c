/* Stands in for the table and the inspector until they are built.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include <adwaita.h>

#include "inspector.h"
#include "table-view.h"

struct _MoatInspector
{
  GtkWidget parent_instance;
};

struct _MoatTableView
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (MoatInspector, moat_inspector, GTK_TYPE_WIDGET)
G_DEFINE_FINAL_TYPE (MoatTableView, moat_table_view, GTK_TYPE_WIDGET)

static void
moat_inspector_class_init (MoatInspectorClass *klass)
{
}

static void
moat_inspector_init (MoatInspector *self)
{
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
}

static void
moat_table_view_class_init (MoatTableViewClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = get_property;
  g_object_class_install_property (G_OBJECT_CLASS (klass), 1,
                                   g_param_spec_uint ("n-moves", NULL, NULL, 0, G_MAXUINT, 0,
                                                      G_PARAM_READABLE));
}

static void
moat_table_view_init (MoatTableView *self)
{
}

GtkWidget *
moat_inspector_new (MoatDocument *document, MoatSelection *selection)
{
  return g_object_new (MOAT_TYPE_INSPECTOR, NULL);
}

void
moat_inspector_set_use_case (MoatInspector *self, const char *use_case_id)
{
}

void
moat_inspector_focus_add_move (MoatInspector *self, MoatRecord *record)
{
}

void
moat_inspector_show_threat (MoatInspector *self, MoatRecord *threat)
{
}

void
moat_inspector_focus_title (MoatInspector *self)
{
}

GtkWidget *
moat_table_view_new (MoatDocument *document, MoatSelection *selection)
{
  return g_object_new (MOAT_TYPE_TABLE_VIEW, NULL);
}

void
moat_table_view_set_use_case (MoatTableView *self, const char *use_case_id)
{
}

guint
moat_table_view_get_n_moves (MoatTableView *self)
{
  return 0;
}

void
moat_table_view_focus_search (MoatTableView *self)
{
}

void
moat_table_view_show_threat (MoatTableView *self, MoatRecord *threat)
{
}
