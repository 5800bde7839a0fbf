/* Stands in for the inspector until it is built.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include <adwaita.h>

#include "inspector.h"

struct _MoatInspector
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (MoatInspector, moat_inspector, GTK_TYPE_WIDGET)

static void
moat_inspector_class_init (MoatInspectorClass *klass)
{
}

static void
moat_inspector_init (MoatInspector *self)
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
