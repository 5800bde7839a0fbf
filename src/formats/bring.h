/* Bringing use cases of one model into another: as use cases of their own, or
 * their contents into one that is there. Templates come this way too.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

G_BEGIN_DECLS

typedef struct
{
  const char *use_case_id; /* where the contents go; NULL: each use case comes as one of its own */
  gboolean joins;          /* an element of the same name and type is the one that is there; zones likewise */
  gboolean has_moves;      /* with attacker moves, decisions and verifications */
  gboolean has_model;      /* with what is said of the whole model: all assumptions, and dependencies */
  const MoatPoint *at;     /* the middle of what comes; NULL: right of what is there */
} MoatBringing;

/* The elements of @use_case_id in @target that elements of @use_case_id in @source would be joined with: of
 * the same type and the same name, whatever the case of its letters. Of MoatRecord * of @target; owned
 * container.
 */
GPtrArray *moat_bring_list_shared (MoatDocument *target,
                                   const char *target_id,
                                   MoatDocument *source,
                                   const char *source_id) G_GNUC_WARN_UNUSED_RESULT;

/* Copies @use_cases of @source, with all that hangs on them, inside the caller's transaction in @target. Ids
 * are new. Data, classes, equal decisions and equal assumptions are those that are there; steps come after
 * the ones that are there; nothing that is there moves. Where elements are joined, the others
 * settle in the zones that are there, which grow for them, or come below everything; else all stand to each
 * other as they did. @source may be @target. Returns what is new; owned container.
 */
GPtrArray *moat_bring_use_cases (MoatDocument *target,
                                 MoatDocument *source,
                                 GPtrArray *use_cases,
                                 const MoatBringing *how) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
