/* Writing SARIF 2.1.0 (Static Analysis Results Interchange Format, OASIS
 * Standard of 27 March 2020): one run of moat-cli with its rules and results.
 * Knows no rule and reads no file.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MOAT_SARIF_NOTE,
  MOAT_SARIF_WARNING,
  MOAT_SARIF_ERROR,
  /* Nothing is wrong; SARIF calls these the kind of a result and gives them no level. */
  MOAT_SARIF_PASS,
  MOAT_SARIF_NOT_APPLICABLE,
} MoatSarifLevel;

/* All borrowed while the writer lives. */
typedef struct
{
  const char *id;
  const char *name;     /* a few words, without a full stop */
  const char *text;     /* what the rule asks for, whole sentences */
  const char *help;     /* why it matters and what to do; or NULL */
  MoatSarifLevel level; /* what its results are unless they say otherwise */
  /* The paragraphs of standards it rests on, NULL-ended; or NULL. */
  const char *const *references;
} MoatSarifRule;

/* Borrowed during the call. Zero and NULL: not known, and left out. */
typedef struct
{
  const char *rule; /* the id of one of the rules */
  MoatSarifLevel level;
  const char *message; /* whole sentences */
  /* The file: relative to the source root with "/" between folders, or absolute; in UTF-8 or not. */
  const char *path;
  guint line;   /* from 1 */
  guint column; /* from 1, in characters */
  /* What it is about in the model's own terms: a record's name. */
  const char *subject;
  /* Stays the same when lines move: a record's id, for instance. */
  const char *fingerprint;
  /* Why somebody has set it aside; it is listed, and viewers hide it. */
  const char *suppressed;
} MoatSarifResult;

typedef struct _MoatSarif MoatSarif;

/* @rules is an array of @n_rules, kept. */
MoatSarif *moat_sarif_new (const MoatSarifRule *rules, guint n_rules) G_GNUC_WARN_UNUSED_RESULT;
void moat_sarif_free (MoatSarif *self);
/* Results are written in the order in which they are added. */
void moat_sarif_add (MoatSarif *self, const MoatSarifResult *result);
/* The whole file, ending in "\n", owned. The same rules and results always give the same bytes. */
char *moat_sarif_write (const MoatSarif *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatSarif, moat_sarif_free)

G_END_DECLS
