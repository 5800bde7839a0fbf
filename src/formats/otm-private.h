/* What the reader and the writer of Open Threat Models share. Only otm-*.c
 * include it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "import.h"
#include "otm.h"

G_BEGIN_DECLS

/* Before the names of attributes that are ours. */
#define MOAT_OTM_PREFIX "moat."
/* The trust zone that the writer puts everything into that is in none; no zone when read. */
#define MOAT_OTM_OUTSIDE "moat-outside"

/* Fields that travel as attributes: the format has no other place for them. */
extern const char *const moat_otm_model_fields[];
extern const char *const moat_otm_use_case_fields[]; /* in a representation's attributes */
extern const char *const moat_otm_asset_fields[];
extern const char *const moat_otm_element_fields[];
extern const char *const moat_otm_boundary_fields[];
extern const char *const moat_otm_flow_fields[];
extern const char *const moat_otm_threat_fields[];
extern const char *const moat_otm_decision_fields[];
extern const char *const moat_otm_verification_fields[];
/* The attribute of a mitigation that is a list of objects with those. */
#define MOAT_OTM_VERIFICATIONS MOAT_OTM_PREFIX "verifications"

/* A representation that is a diagram: a use case, when something is shown there first. */
typedef struct
{
  char *id; /* NULL: there are none, and what has a place is on this one */
  JsonObject *object;
  MoatRecord *use_case; /* NULL: nothing is there that is not on an earlier one */
} MoatOtmDiagram;

/* More are counted as places of the last. */
#define MOAT_OTM_MAX_DIAGRAMS 100

/* All borrowed. */
typedef struct
{
  MoatImport *import;
  MoatDocument *document;
  JsonObject *root;
  GPtrArray *diagrams;     /* of MoatOtmDiagram, at least one */
  MoatRecord *use_case;    /* the first */
  GHashTable *threats;     /* id → JsonObject of its definition */
  GHashTable *mitigations; /* the same */
  GHashTable *used;        /* ids of threats that something names, as a set */
  GHashTable *decisions;   /* id and state of a mitigation → MoatRecord */
  guint n_recommended;     /* open moves for which something is recommended, and nothing more */
} MoatOtmReader;

/* The threats that a component or dataflow names, on @record. */
void moat_otm_read_threats (MoatOtmReader *self, MoatRecord *record, JsonArray *threats);
/* Those that nothing named, on the use case; the end of reading threats. */
void moat_otm_read_unused_threats (MoatOtmReader *self);

GBytes *
moat_otm_write (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* The class that a number from 0 (public) to 100 stands for, and back. */
const char *moat_otm_class_of (double confidentiality);
double moat_otm_confidentiality_of (MoatDocument *document, const char *class_id);

G_END_DECLS
