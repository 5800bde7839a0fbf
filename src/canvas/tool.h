/* What a tool is: a small state machine over MoatPointer and MoatKey that edits
 * the document and describes what to draw on top. The canvas talks to the
 * toolbox (toolbox.h), never to a tool.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "overlay.h"
#include "pointer.h"
#include "selection.h"

G_BEGIN_DECLS

typedef struct _MoatScene MoatScene;
typedef struct _MoatToolbox MoatToolbox;
typedef struct _MoatTool MoatTool;

typedef enum
{
  MOAT_TOOL_SELECT,
  MOAT_TOOL_EXTERNAL_ENTITY,
  MOAT_TOOL_PROCESS,
  MOAT_TOOL_DATA_STORE,
  MOAT_TOOL_FLOW,
  MOAT_TOOL_ZONE,
  MOAT_TOOL_LINE,
  MOAT_TOOL_NOTE,
  MOAT_N_TOOLS,
} MoatToolId;

/* What tools ask of the canvas; each may be NULL. */
typedef struct
{
  /* Open the in-place editor over the record's name, all selected. */
  void (*request_name_edit) (MoatRecord *record, gpointer user_data);
  /* Open the context menu; @record NULL: of the empty canvas. The record is selected already. */
  void (*request_menu) (MoatRecord *record, MoatPoint at, gpointer user_data);
  /* A flow was dropped on empty space: offer to make its target there, by moat_commands_create_end(). Closing
   * that menu keeps the free end. */
  void (*request_end) (MoatRecord *flow, gboolean is_source, MoatPoint at, gpointer user_data);
  /* Show the moves on this flow or element (its badge was clicked, or Enter pressed). */
  void (*open_moves) (MoatRecord *record, gpointer user_data);
  /* A screen reader should say this now. */
  void (*announce) (const char *sentence, gpointer user_data);
} MoatToolHost;

/* What a tool works with. The toolbox keeps it up to date. */
typedef struct
{
  MoatToolbox *toolbox;
  MoatDocument *document;
  MoatSelection *selection;
  MoatScene *scene;  /* NULL until the canvas has one */
  char *use_case_id; /* NULL until one is shown */
  MoatRect view;     /* what is visible, model units */
  double zoom;       /* screen pixels per model unit */
  gboolean snaps;    /* to the grid and to others, as the user prefers */
  MoatToolHost host;
  gpointer host_data;
} MoatToolContext;

/* Every function may be NULL. Pointer functions are called for the primary button only; between drag_begin
 * and drag_end or cancel nothing but drag comes.
 */
typedef struct
{
  gsize size; /* of the struct that begins with MoatTool */
  void (*enter) (MoatTool *tool);
  void (*leave) (MoatTool *tool);
  void (*hover) (MoatTool *tool, const MoatPointer *pointer); /* NULL: the pointer left */
  void (*press) (MoatTool *tool, const MoatPointer *pointer);
  void (*click) (MoatTool *tool, const MoatPointer *pointer); /* released before it became a drag */
  void (*drag_begin) (MoatTool *tool, const MoatPointer *start, const MoatPointer *now);
  void (*drag) (MoatTool *tool, const MoatPointer *pointer);
  void (*drag_end) (MoatTool *tool, const MoatPointer *pointer);
  /* Leaves nothing changed; FALSE when there was nothing to cancel. */
  gboolean (*cancel) (MoatTool *tool);
  gboolean (*key) (MoatTool *tool, const MoatKey *key); /* TRUE: taken */
  gboolean (*is_busy) (MoatTool *tool);                 /* in the middle of something between two presses */
  void (*describe) (MoatTool *tool, MoatOverlay *overlay);
} MoatToolClass;

struct _MoatTool
{
  const MoatToolClass *klass;
  const MoatToolContext *context; /* borrowed */
  MoatToolId id;
};

/* One line a tool: the palette, the menus, the shortcuts and the toolbox read it. */
typedef struct
{
  MoatToolId id;
  const char *name;      /* as in the action "canvas.tool::process" */
  const char *icon_name; /* symbolic */
  gunichar shortcut;     /* a letter, without modifiers, lower case */
  const char *label;     /* translatable: "Process" */
  const char *tip;       /* translatable: one line on how it is used */
} MoatToolInfo;

const MoatToolInfo *moat_tool_get_info (MoatToolId id);
gboolean moat_tool_from_name (const char *name, MoatToolId *id);
gboolean moat_tool_from_shortcut (gunichar letter, MoatToolId *id);

MoatTool *moat_tool_new (MoatToolId id, const MoatToolContext *context) G_GNUC_WARN_UNUSED_RESULT;
void moat_tool_free (MoatTool *tool);

/* The classes, one per source file. */
extern const MoatToolClass moat_tool_select_class;
extern const MoatToolClass moat_tool_create_class;
extern const MoatToolClass moat_tool_line_class;
extern const MoatToolClass moat_tool_flow_class;

G_END_DECLS
