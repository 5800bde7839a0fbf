/* What the files of sections share: what a SECURITY.md and the full document
 * are composed from, and the small words of their tables. For these alone.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"
#include "paper-markdown.h"
#include "published.h"

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
  MoatPaper *paper;
  guint level;        /* of a section's heading */
  gboolean shows_ids; /* tables begin with the ids of their rows, by which edits find back */
} MoatSecurity;

/* Finds what is public. The paper is empty. */
void moat_security_init (MoatSecurity *self, MoatDocument *document, const char *use_case_id);
void moat_security_clear (MoatSecurity *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MoatSecurity, moat_security_clear)

void moat_security_heading (MoatSecurity *self, const char *title);
void moat_security_table (MoatSecurity *self, MoatSecurityTableId id);
/* A row with its id where ids are shown; else it is the row's anchor. */
void moat_security_begin_row (MoatSecurity *self, MoatRecord *record);
/* Whether a record is of a use case that is shown. */
gboolean moat_security_is_shown (MoatSecurity *self, MoatRecord *record);
/* Neither private nor dropped nor empty. */
gboolean moat_security_is_public_decision (MoatRecord *decision);
/* Never empty. Borrowed. */
const char *moat_security_use_case_title (MoatRecord *use_case);
char *moat_security_dup_flow_label (MoatSecurity *self, MoatRecord *flow) G_GNUC_WARN_UNUSED_RESULT;
/* "Decided": how a move stands. */
char *moat_security_dup_standing (MoatSecurity *self, MoatRecord *threat) G_GNUC_WARN_UNUSED_RESULT;
/* Adds a copy, of text that is not empty. */
void moat_security_add_text (GPtrArray *texts, const char *text);
/* "Data flow", from the table of values. */
const char *moat_security_english (const MoatValue *values, int value);

/* Each appends what it says, or nothing when there is nothing to say. */
void moat_security_append_assumptions (MoatSecurity *self);
void moat_security_append_last_review (MoatSecurity *self);
void moat_security_append_steps (MoatSecurity *self, MoatRecord *use_case);
void moat_security_append_attack_test (MoatSecurity *self, MoatRecord *use_case);
void moat_security_append_private (MoatSecurity *self);

/* Each writes one section, or nothing when it would be empty and may be left out. */
void moat_security_write_boundaries (MoatSecurity *self);
void moat_security_write_sensitive_data (MoatSecurity *self);
void moat_security_write_threats (MoatSecurity *self);
void moat_security_write_decisions (MoatSecurity *self);
void moat_security_write_accepted_risks (MoatSecurity *self);
void moat_security_write_out_of_scope (MoatSecurity *self);
void moat_security_write_verification_plan (MoatSecurity *self);
void moat_security_write_dependencies (MoatSecurity *self);
void moat_security_write_review (MoatSecurity *self);
void moat_security_write_contact (MoatSecurity *self);

/* Digests of what moat_paper_write_markdown() gave. */
MoatPublished *
moat_security_publish (const char *use_case_id, const char *text, const GArray *tables, const GArray *cells)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
