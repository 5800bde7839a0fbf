/* The file of a workshop's agenda: a person's own, or a team's beside its model.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "agenda.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Lies beside a model, for its team. */
#define MOAT_AGENDA_FILE "moat-agenda.json"

/* The agenda that @bytes hold; or NULL and an error that has @name, the line and what to do. The format is
 * documented in the user help. Owned.
 */
MoatAgenda *moat_agenda_json_read (GBytes *bytes, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same bytes for the same agenda. Owned. */
GBytes *moat_agenda_json_write (const MoatAgenda *agenda) G_GNUC_WARN_UNUSED_RESULT;

/* Where the person's own is, and the one beside the model at @model_path (NULL: not saved yet). Owned; the
 * second may be NULL.
 */
char *moat_agenda_json_get_own_path (void) G_GNUC_WARN_UNUSED_RESULT;
char *moat_agenda_json_get_team_path (const char *model_path) G_GNUC_WARN_UNUSED_RESULT;

/* The agenda in force: the team's when there is one, else the person's, else the one that ships. A broken
 * file is passed over: @problem then receives what is wrong with it, owned. @is_of_team receives whose it is.
 */
MoatAgenda *moat_agenda_json_load (const char *model_path, gboolean *is_of_team, char **problem)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
