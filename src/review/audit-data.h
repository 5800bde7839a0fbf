/* What kinds of data a repository's program handles, guessed from the words
 * of its README, its dependencies, its schemas and the names of its files.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MOAT_HANDLES_PAYMENT,
  MOAT_HANDLES_HEALTH,
  MOAT_HANDLES_PERSONAL,
  MOAT_HANDLES_CREDENTIALS,
} MoatHandles;

#define MOAT_HANDLES_N 4

typedef enum
{
  MOAT_CLUE_README,
  MOAT_CLUE_MANIFEST,
  MOAT_CLUE_SCHEMA,
  MOAT_CLUE_NAME,
} MoatClue;

#define MOAT_CLUE_N 4

/* Which words were met; a zeroed struct has met none. */
typedef struct
{
  guint32 met[MOAT_CLUE_N][MOAT_HANDLES_N];
} MoatAuditData;

/* Words of @text, normalized as audit-words.h has it. */
void moat_audit_data_add (MoatAuditData *self, MoatClue clue, const char *words);
/* 1 << MoatHandles for each kind that is surely handled: one clue alone is none. */
guint moat_audit_data_get (const MoatAuditData *self);
/* "payment and health": translated, owned. */
char *moat_audit_data_join (guint handles) G_GNUC_WARN_UNUSED_RESULT;
const char *moat_audit_data_get_nick (MoatHandles handles);

G_END_DECLS
