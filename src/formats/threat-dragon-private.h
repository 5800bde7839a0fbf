/* What the files of the Threat Dragon format share: its words, both ways.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "import.h"
#include "json-get.h"
#include "threat-dragon.h"

G_BEGIN_DECLS

#define THREAT_DRAGON "threat-dragon"

/* Coordinates of curves may be this far off when a spline becomes a line. */
#define THREAT_DRAGON_TOLERANCE 4.0

typedef enum
{
  THREAT_DRAGON_ACTOR,
  THREAT_DRAGON_PROCESS,
  THREAT_DRAGON_STORE,
  THREAT_DRAGON_TEXT,
  THREAT_DRAGON_BOX,
  THREAT_DRAGON_CURVE,
  THREAT_DRAGON_FLOW,
  THREAT_DRAGON_N_SHAPES,
} ThreatDragonShape;

/* What its editor puts into a new threat for people to write over. */
#define THREAT_DRAGON_NO_DESCRIPTION "Provide a description for this threat"
#define THREAT_DRAGON_NO_MITIGATION  "Provide remediation for this threat or a reason if status is N/A"

/* A truth value of a cell that is a tag of ours. */
typedef struct
{
  const char *member;
  const char *tag;
  guint shapes; /* 1 << ThreatDragonShape that have it */
} ThreatDragonFlag;

extern const ThreatDragonFlag threat_dragon_flags[];
extern const guint threat_dragon_n_flags;

/* Of a process: how much it may do, in the file's words, follows this in a tag. */
#define THREAT_DRAGON_PRIVILEGE "privilege level: "
/* Of a store that keeps such. */
#define THREAT_DRAGON_CREDENTIALS "Credentials"

MoatDocument *
threat_dragon_read (GBytes *bytes, const MoatImportOptions *options, MoatReport *report, GError **error);
GBytes *threat_dragon_write (MoatDocument *document,
                             const MoatExportOptions *options,
                             MoatReport *report,
                             GError **error);

/* All threats of @array on @on. @where is the cell, for the report. */
void threat_dragon_read_threats (MoatImport *import, MoatRecord *on, JsonArray *array, const char *where);
/* One as its format has it, owned. @number is for one that has none yet. */
JsonObject *threat_dragon_write_threat (MoatDocument *document,
                                        MoatRecord *threat,
                                        const char *id,
                                        guint number,
                                        MoatReport *report) G_GNUC_WARN_UNUSED_RESULT;
/* Whether Threat Dragon would show it as open. */
gboolean threat_dragon_is_open (MoatDocument *document, MoatRecord *threat);

G_END_DECLS
