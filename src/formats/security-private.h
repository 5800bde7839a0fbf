/* What the two files of sections share: what a SECURITY.md is written from, and
 * the small words of its tables. For these alone.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"
#include "markdown.h"
#include "security-tables.h"

G_BEGIN_DECLS

typedef struct
{
  MoatDocument *document;
  const MoatModelState *model;
  const char *only;     /* the one use case to show, or NULL for all */
  GPtrArray *use_cases; /* those to show */
  GHashTable *numbers;  /* of flows */
  GPtrArray *threats;   /* public ones, in story order */
  GPtrArray *decisions; /* public ones that stop one of these, in the same order, each once */
  guint n_private;
  GString *out;
  GArray *tables; /* of MoatSecuritySpan: where they are in @out */
  GArray *spans;  /* of gsize: where each cell of their rows begins and ends */
} MoatSecurity;

typedef struct
{
  const MoatSecurityTable *table;
  gsize begin;
  gsize end;
  guint first; /* in spans */
  guint end_span;
} MoatSecuritySpan;

void moat_security_table_begin (MoatSecurity *self, MoatMarkdownTable *table, MoatSecurityTableId id);
void moat_security_table_end (MoatSecurity *self, MoatMarkdownTable *table);
/* Whether a record is of a use case that is shown. */
gboolean moat_security_is_shown (MoatSecurity *self, MoatRecord *record);
/* Neither private nor dropped nor empty. */
gboolean moat_security_is_public_decision (MoatRecord *decision);
char *moat_security_dup_flow_label (MoatSecurity *self, MoatRecord *flow) G_GNUC_WARN_UNUSED_RESULT;
/* Adds a copy, of text that is not empty. */
void moat_security_add_text (GPtrArray *texts, const char *text);
/* "Data flow", from the table of values. */
const char *moat_security_english (const MoatValue *values, int value);
void moat_security_append_bullet (GString *out, const char *text);

/* Each writes one section, or nothing when it would be empty and may be left out. */
void moat_security_write_threats (MoatSecurity *self);
void moat_security_write_decisions (MoatSecurity *self);
void moat_security_write_accepted_risks (MoatSecurity *self);
void moat_security_write_out_of_scope (MoatSecurity *self);
void moat_security_write_verification_plan (MoatSecurity *self);
void moat_security_write_dependencies (MoatSecurity *self);
void moat_security_write_review (MoatSecurity *self);
void moat_security_write_contact (MoatSecurity *self);

G_END_DECLS
