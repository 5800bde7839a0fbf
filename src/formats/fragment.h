/* Parts of a model as text, for the clipboard and for drag and drop between
 * windows.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

G_BEGIN_DECLS

#define MOAT_FRAGMENT_MIME "application/vnd.moat.fragment+json"

/* @records and what hangs on them (moat_edit_collect_closure()), as JSON text. Owned. */
char *moat_fragment_write (MoatDocument *document, GPtrArray *records) G_GNUC_WARN_UNUSED_RESULT;

/* Inserts copies with new ids into @use_case_id, moved by dx, dy model units, inside the caller's
 * transaction. Returns the new records in an owned container, or NULL when @json is not such text: nothing is
 * changed then.
 */
GPtrArray *moat_fragment_paste (MoatDocument *document,
                                const char *json,
                                const char *use_case_id,
                                double dx,
                                double dy,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
