/* What the command palette searches: commands, and the records of a document.
 * Which of the commands can be done now, and doing them, is the window's
 * (command-palette.h). No display here.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "command-match.h"
#include "command-table.h"
#include "document.h"

G_BEGIN_DECLS

/* One thing that can be found: a command, or a record. */
typedef struct
{
  MoatCommandInfo command; /* its strings are translated here; no action: it is a record */
  MoatRecord *record;      /* owned or NULL */
  guint number;            /* of a flow; 0: none */
  MoatCommandKey key;
} MoatCommandEntry;

typedef struct _MoatCommandIndex MoatCommandIndex;

/* @document may be NULL: then there are only commands. Begins with those of command-table.h. */
MoatCommandIndex *moat_command_index_new (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;
void moat_command_index_free (MoatCommandIndex *self);

/* Adds one that is not in the table because it is only known now, such as a recent file. The strings, all
 * translated and copied, are those of MoatCommandInfo; @phrase is left out.
 */
void moat_command_index_add (MoatCommandIndex *self, const MoatCommandInfo *command);

/* Makes up to @n more records ready to be found; TRUE while there are more. Searching does the rest at once,
 * which takes its time in a large model, so this is for the moments before.
 */
gboolean moat_command_index_collect (MoatCommandIndex *self, guint n);

/* At most @limit entries, the best first: with nothing typed, those used last and then the commands. Of
 * MoatCommandEntry, borrowed until the next search or until the document changes; owned container.
 */
GPtrArray *moat_command_index_search (MoatCommandIndex *self, const char *typed, guint limit)
    G_GNUC_WARN_UNUSED_RESULT;

/* What an entry is remembered by: its action, or its record's id. Borrowed. */
const char *moat_command_entry_get_id (const MoatCommandEntry *entry);
/* The entry is the one used last. */
void moat_command_index_note_use (MoatCommandIndex *self, const MoatCommandEntry *entry);
/* The actions that were used, the last one first; owned. Records are left out: their ids mean nothing in
 * another model.
 */
GStrv moat_command_index_dup_used (MoatCommandIndex *self) G_GNUC_WARN_UNUSED_RESULT;
/* Of ids: actions, or records. */
void moat_command_index_set_used (MoatCommandIndex *self, const char *const *ids);
gboolean moat_command_index_is_used (MoatCommandIndex *self, const MoatCommandEntry *entry);

/* What an entry is called: "Export SECURITY.md…", "2: submits the form". Owned. */
char *moat_command_entry_dup_title (MoatDocument *document, const MoatCommandEntry *entry)
    G_GNUC_WARN_UNUSED_RESULT;
/* What else it is found by; what its title is searched together with. Owned. */
char *moat_command_entry_dup_words (MoatDocument *document, const MoatCommandEntry *entry)
    G_GNUC_WARN_UNUSED_RESULT;
/* Where a record is: a flow's ends, what a move hangs on; NULL when there is nothing to say. Owned. */
char *moat_command_entry_dup_place (MoatDocument *document, const MoatCommandEntry *entry)
    G_GNUC_WARN_UNUSED_RESULT;
/* "Data store", "Attacker move", "Table"; translated. */
const char *moat_command_entry_get_kind (const MoatCommandEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatCommandIndex, moat_command_index_free)

G_END_DECLS
