/* A record: the identity of one thing in a model, and what the interface binds
 * to. It points to an immutable state; only a document swaps that pointer.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "kinds.h"

G_BEGIN_DECLS

#define MOAT_TYPE_RECORD (moat_record_get_type ())
G_DECLARE_FINAL_TYPE (MoatRecord, moat_record, MOAT, RECORD, GObject)

const char *moat_record_get_id (MoatRecord *self);
MoatKind moat_record_get_kind (MoatRecord *self);

/* The state now, NULL while the record is not in its document (deleted, or its creation undone). Borrowed
 * until the main loop's next turn or the next edit; moat_state_ref() keeps it longer.
 */
const MoatState *moat_record_get_state (MoatRecord *self);
gboolean moat_record_is_live (MoatRecord *self);

/* Typed views of the state; assert that the kind fits. */
#define MOAT_RECORD_STATES(X)                                                                                \
  X (model, Model, MODEL)                                                                                    \
  X (class, Class, CLASS)                                                                                    \
  X (use_case, UseCase, USE_CASE)                                                                            \
  X (element, Element, ELEMENT)                                                                              \
  X (flow, Flow, FLOW)                                                                                       \
  X (boundary, Boundary, BOUNDARY)                                                                           \
  X (note, Note, NOTE)                                                                                       \
  X (step, Step, STEP)                                                                                       \
  X (asset, Asset, ASSET)                                                                                    \
  X (threat, Threat, THREAT)                                                                                 \
  X (decision, Decision, DECISION)                                                                           \
  X (verification, Verification, VERIFICATION)                                                               \
  X (assumption, Assumption, ASSUMPTION)                                                                     \
  X (dependency, Dependency, DEPENDENCY)                                                                     \
  X (prompt, Prompt, PROMPT)                                                                                 \
  X (exemption, Exemption, EXEMPTION)                                                                        \
  X (review, Review, REVIEW)

#define X(name, Name, NAME)                                                                                  \
  static inline const Moat##Name##State *moat_##name##_state (MoatRecord *record)                            \
  {                                                                                                          \
    const MoatState *state = moat_record_get_state (record);                                                 \
    g_assert (state == NULL || state->kind == MOAT_KIND_##NAME);                                             \
    return (const Moat##Name##State *) state;                                                                \
  }
MOAT_RECORD_STATES (X)
#undef X

/* The name or first words that a person would call it by, never NULL; empty when nothing was typed yet. */
const char *moat_record_get_title (MoatRecord *self);

G_END_DECLS
