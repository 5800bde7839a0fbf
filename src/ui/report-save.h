/* Writing SECURITY.md with the model that it says: the model first, so that the
 * file never tells of what no model holds. No widgets.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "session.h"

G_BEGIN_DECLS

/* Whether writing saves the model too: it has a file, which is not what the model is now. */
gboolean moat_report_save_needs_model (MoatSession *session);

/* Saves the model if need be, then writes @bytes to @file, which must still be as it was at @etag (NULL: it
 * was not there, or does not matter), and remembers that the report goes there. When the model cannot be
 * saved, nothing is written.
 */
void moat_report_save_async (MoatSession *session,
                             GFile *file,
                             GBytes *bytes,
                             const char *etag,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean moat_report_save_finish (MoatSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
