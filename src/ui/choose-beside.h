/* Asks for files to read, beginning in the folder of a page's model.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "compat.h"
#include "page.h"

G_BEGIN_DECLS

typedef struct
{
  MoatChoose mode;
  const char *title;
  const char *accept;
  const char *kind;            /* of file, for people */
  const char *const *suffixes; /* NULL-terminated, without the dot */
} MoatBeside;

/* Finish with moat_compat_choose_file_finish() or moat_compat_choose_one_finish(). */
void moat_choose_beside_async (MoatPage *page,
                               const MoatBeside *choice,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

G_END_DECLS
