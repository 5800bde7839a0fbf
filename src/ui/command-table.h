/* The one table of what can be done in the window: every action with its title
 * and keys. The application's shortcuts and the shortcuts window (accels.h) and
 * the command palette (command-palette.h) are read from it.
 *
 * A new action takes two lines: its GActionEntry where it is done, and its line
 * here. A test fails for an action that has none.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Headings of the shortcuts window, and what the palette says behind a command. */
typedef enum
{
  MOAT_COMMANDS_FILE,
  MOAT_COMMANDS_EDIT,
  MOAT_COMMANDS_VIEW,
  MOAT_COMMANDS_USE_CASES,
  MOAT_COMMANDS_TOOLS,
  MOAT_COMMANDS_NAMES,
  MOAT_COMMANDS_SELECTION,
  MOAT_COMMANDS_DRAGGING,
  MOAT_COMMANDS_CHANGES,
  MOAT_COMMANDS_FLOWS,
  MOAT_COMMANDS_LOOKING,
  MOAT_COMMANDS_CELLS,
  MOAT_COMMANDS_CELL_EDITING,
  MOAT_COMMANDS_ROWS,
  MOAT_COMMANDS_FINDINGS,
  MOAT_COMMANDS_CAPTURE,
  MOAT_COMMANDS_COMPARING,
  MOAT_COMMANDS_STORY,
  MOAT_COMMANDS_WALKING,
  MOAT_COMMANDS_MEETING,
  MOAT_COMMANDS_WORKSHOP,
  MOAT_COMMANDS_SETTINGS,
  MOAT_N_COMMAND_GROUPS,
} MoatCommandGroup;

typedef enum
{
  /* The keys work wherever the focus is, and are shown beside the menu item. */
  MOAT_COMMAND_EVERYWHERE,
  /* The same, but what has the focus has the first say. */
  MOAT_COMMAND_YIELDING,
  /* What has the focus handles the keys itself; they are here for the shortcuts window. */
  MOAT_COMMAND_LISTED,
  /* Only in the palette: without keys, or with keys that the shortcuts window tells of in another line. */
  MOAT_COMMAND_UNLISTED,
} MoatCommandScope;

typedef struct
{
  MoatCommandGroup group;
  MoatCommandScope scope;
  const char *action; /* detailed name; NULL: only in the shortcuts window */
  const char *keys;   /* one or more accelerators between spaces, or NULL */
  const char *title;  /* translatable */
  const char *phrase; /* translatable: what the palette says where the title alone says too little; or NULL */
  const char *wants;  /* translatable: what to do first when it cannot be done now. NULL: the palette does not
                         offer it then */
} MoatCommandInfo;

/* Ends with a line without a title. */
const MoatCommandInfo *moat_command_table_get (void);
/* Translated. */
const char *moat_command_table_get_group_title (MoatCommandGroup group);

G_END_DECLS
