/* One line of the command palette: what it says. What it stands for is the
 * entry of the index (command-index.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "command-index.h"

G_BEGIN_DECLS

#define MOAT_TYPE_COMMAND_ITEM (moat_command_item_get_type ())
G_DECLARE_FINAL_TYPE (MoatCommandItem, moat_command_item, MOAT, COMMAND_ITEM, GObject)

/* How a command stands. */
typedef struct
{
  gboolean is_enabled;
  gboolean is_switch; /* it is on or off, or one choice of several */
  gboolean is_on;
  gboolean is_used; /* one of those used last */
} MoatCommandStanding;

/* @entry is borrowed for as long as the index keeps it. */
MoatCommandItem *moat_command_item_new (MoatDocument *document,
                                        const MoatCommandEntry *entry,
                                        MoatCommandQuery *query,
                                        const MoatCommandStanding *standing) G_GNUC_WARN_UNUSED_RESULT;

/* All borrowed. */
const MoatCommandEntry *moat_command_item_get_entry (MoatCommandItem *self);
const MoatCommandStanding *moat_command_item_get_standing (MoatCommandItem *self);
const char *moat_command_item_get_icon (MoatCommandItem *self);
/* With the letters that answer marked; for a label that takes markup. */
const char *moat_command_item_get_markup (MoatCommandItem *self);
/* Beside the title, dimly: where a record is, or why a command cannot be done; NULL for nothing. */
const char *moat_command_item_get_place (MoatCommandItem *self);
/* "Data flow", "Model", "On". */
const char *moat_command_item_get_kind (MoatCommandItem *self);
/* "Ctrl+S", or NULL. */
const char *moat_command_item_get_keys (MoatCommandItem *self);
/* All of it in one sentence, for a screen reader. */
const char *moat_command_item_get_description (MoatCommandItem *self);

G_END_DECLS
