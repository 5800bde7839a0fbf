/* The one table of tools.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "tool.h"

#include <glib/gi18n-lib.h>

static const MoatToolInfo tools[MOAT_N_TOOLS] = {
  { MOAT_TOOL_SELECT, "select", "moat-select-symbolic", 'v', N_ ("Select"),
    N_ ("Select, move and connect; drag over empty space to select several") },
  { MOAT_TOOL_EXTERNAL_ENTITY, "external-entity", "moat-external-entity-symbolic", 'e',
    N_ ("External entity"), N_ ("Someone or something outside: click, or drag its size") },
  { MOAT_TOOL_PROCESS, "process", "moat-process-symbolic", 'p', N_ ("Process"),
    N_ ("Something that works on data: click, or drag its size") },
  { MOAT_TOOL_DATA_STORE, "data-store", "moat-data-store-symbolic", 'd', N_ ("Data store"),
    N_ ("Where data rests: click, or drag its size") },
  { MOAT_TOOL_FLOW, "flow", "moat-flow-symbolic", 'f', N_ ("Data flow"),
    N_ ("Drag or click from one element to another, to itself, or to empty space") },
  { MOAT_TOOL_ZONE, "zone", "moat-zone-symbolic", 'b', N_ ("Trust boundary"),
    N_ ("Drag a box around what trusts each other") },
  { MOAT_TOOL_LINE, "line", "moat-line-symbolic", 'l', N_ ("Boundary line"),
    N_ ("Drag a line, or click its points and press Enter") },
  { MOAT_TOOL_NOTE, "note", "moat-note-symbolic", 'n', N_ ("Note"),
    N_ ("Text beside the diagram: click, or drag its size") },
};

static const MoatToolClass *
get_class (MoatToolId id)
{
  switch (id)
    {
    case MOAT_TOOL_SELECT:
      return &moat_tool_select_class;
    case MOAT_TOOL_FLOW:
      return &moat_tool_flow_class;
    case MOAT_TOOL_LINE:
      return &moat_tool_line_class;
    case MOAT_TOOL_EXTERNAL_ENTITY:
    case MOAT_TOOL_PROCESS:
    case MOAT_TOOL_DATA_STORE:
    case MOAT_TOOL_ZONE:
    case MOAT_TOOL_NOTE:
      return &moat_tool_create_class;
    case MOAT_N_TOOLS:
      break;
    }
  g_assert_not_reached ();
}

const MoatToolInfo *
moat_tool_get_info (MoatToolId id)
{
  g_return_val_if_fail (id < MOAT_N_TOOLS, &tools[0]);
  g_assert (tools[id].id == id);
  return &tools[id];
}

gboolean
moat_tool_from_name (const char *name, MoatToolId *id)
{
  for (guint i = 0; i < MOAT_N_TOOLS; i++)
    if (g_strcmp0 (tools[i].name, name) == 0)
      {
        *id = tools[i].id;
        return TRUE;
      }
  return FALSE;
}

gboolean
moat_tool_from_shortcut (gunichar letter, MoatToolId *id)
{
  for (guint i = 0; i < MOAT_N_TOOLS; i++)
    if (tools[i].shortcut == letter)
      {
        *id = tools[i].id;
        return TRUE;
      }
  return FALSE;
}

MoatTool *
moat_tool_new (MoatToolId id, const MoatToolContext *context)
{
  const MoatToolClass *klass = get_class (id);
  MoatTool *tool = g_malloc0 (klass->size);

  tool->klass = klass;
  tool->context = context;
  tool->id = id;
  return tool;
}

void
moat_tool_free (MoatTool *tool)
{
  g_free (tool);
}
