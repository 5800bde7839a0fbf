/* Questions about a model that several views ask, answered once: numbers of
 * flows, standing of moves, severity, the class of what a flow carries, rows.
 * Nothing here is stored and nothing changes a document.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

G_BEGIN_DECLS

/* How a move stands: what its status says, or, for one that is open, whether a decision stops it. */
typedef enum
{
  MOAT_STANDING_OPEN,
  MOAT_STANDING_DECIDED,
  MOAT_STANDING_VERIFIED, /* decided, and each of its decisions has a passing verification */
  MOAT_STANDING_ACCEPTED,
  MOAT_STANDING_TRANSFERRED,
  MOAT_STANDING_AVOIDED,
  MOAT_STANDING_OUT_OF_SCOPE,
  MOAT_STANDING_NOT_APPLICABLE,
} MoatStanding;

/* One row of the table: a move and one of its decisions, or a move without any (decision NULL). */
typedef struct
{
  MoatRecord *threat;
  MoatRecord *decision;
  gboolean is_first; /* of its move's rows */
} MoatRow;

/* The use case a record belongs to, through its flow, move or decision; NULL for those of the whole model.
 * Borrowed. */
MoatRecord *moat_query_use_case (MoatDocument *document, MoatRecord *record);
/* What of the diagram a record is seen at: itself, what a move is on, what a decision's first move is on, the
 * flow of a step; a use case stands for itself. NULL for those of the whole model. Borrowed. */
MoatRecord *moat_query_place (MoatDocument *document, MoatRecord *record);
/* The record of this name, title or text, whatever the case of its letters and the spaces around; NULL for
 * none. Borrowed. */
MoatRecord *moat_query_find_by_title (MoatDocument *document, MoatKind kind, const char *title);

/* The review of the latest date, of several that day the one recorded last; NULL for none. */
MoatRecord *moat_query_last_review (MoatDocument *document);

/* The first use case, or NULL. */
MoatRecord *moat_query_first_use_case (MoatDocument *document);

/* The position of a step, or of a flow's (first) step, in its use case: from 1; 0 for none. */
guint moat_query_number (MoatDocument *document, MoatRecord *step_or_flow);
/* The numbers of all flows that have one, for who asks about many: MoatRecord * → GUINT_TO_POINTER. Owned,
 * with borrowed keys. */
GHashTable *moat_query_numbers (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;
/* Flows of a use case in story order: by step, then those without a step. Owned container. */
GPtrArray *moat_query_flows (MoatDocument *document, const char *use_case_id) G_GNUC_WARN_UNUSED_RESULT;
/* Elements of a use case as the story meets them, then the rest. Owned container. */
GPtrArray *moat_query_elements (MoatDocument *document, const char *use_case_id) G_GNUC_WARN_UNUSED_RESULT;
/* "User → Browser", a free end as "…". */
char *moat_query_flow_ends (MoatDocument *document, MoatRecord *flow) G_GNUC_WARN_UNUSED_RESULT;

MoatStanding moat_query_standing (MoatDocument *document, MoatRecord *threat);
const char *moat_standing_get_label (MoatStanding standing); /* translated */
const char *moat_standing_get_nick (MoatStanding standing);  /* for files */
/* Explicit, else from likelihood and impact, else unknown. */
MoatLevel moat_query_severity (const MoatThreatState *state);
/* Moves on a flow or element: how many are open, how many are settled in some way. */
void moat_query_count_moves (MoatDocument *document, const char *on_id, guint *n_open, guint *n_decided);

/* Rows of a use case (NULL: of all, in their order): moves by story order of what they are on. Of MoatRow,
 * owned. */
GArray *moat_query_rows (MoatDocument *document, const char *use_case_id) G_GNUC_WARN_UNUSED_RESULT;
/* Moves of a use case in the same order. Owned container. */
GPtrArray *moat_query_threats (MoatDocument *document, const char *use_case_id) G_GNUC_WARN_UNUSED_RESULT;
/* Decisions of a move, dropped ones last. Owned container. */
GPtrArray *moat_query_decisions (MoatDocument *document, const char *threat_id) G_GNUC_WARN_UNUSED_RESULT;

/* The highest class among the assets in @assets, or that flow into a store; NULL when none is classified. A
 * class record. */
MoatRecord *moat_query_class_of_assets (MoatDocument *document, const MoatList *assets);
MoatRecord *moat_query_class (MoatDocument *document, MoatRecord *flow_element_or_asset);
/* What colour and icon a class is shown with: 0 like Public, 1 like Sensitive, 2 like Secret, by its rank. */
guint moat_query_class_tone (const MoatClassState *state);

G_END_DECLS
