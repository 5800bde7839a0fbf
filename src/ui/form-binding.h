/* What ties an input to one field of some records: the inside of form rows, for
 * form-row.c (text), form-choice.c (values) and form-refs.c (other records).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "form-row.h"

G_BEGIN_DECLS

typedef struct _MoatFormBinding MoatFormBinding;

/* Owned by the row. */
struct _MoatFormBinding
{
  MoatDocument *document;
  GPtrArray *records;       /* of MoatRecord, at least one; they may have left the model */
  const MoatField **fields; /* of each record */
  const MoatField *field;   /* of the first one */
  GtkWidget *row;           /* borrowed */
  GtkWidget *input;         /* borrowed: a part of the row, or the row */
  GtkWidget *extra;         /* borrowed: a button that is not always there, or NULL */
  /* Fills the input from the records. */
  void (*show) (MoatFormBinding *binding);
  /* The input is being filled: what it emits is not the user's doing. */
  gboolean is_showing;
  /* The model is being changed by the input: filling it would disturb what is half typed. */
  gboolean is_storing;
};

/* Whether what the input says now is the user's doing and there is something to change. */
gboolean moat_form_binding_can_store (MoatFormBinding *binding);
/* Around changes that the input makes: one undo step for each visit of the row. */
void moat_form_binding_begin (MoatFormBinding *binding);
void moat_form_binding_end (MoatFormBinding *binding);
/* Sets the field of all records to a number (enum, flags, switch). */
void moat_form_binding_store_number (MoatFormBinding *binding, int value);
int moat_form_binding_get_number (MoatFormBinding *binding, guint index);
/* The first record that is still there; borrowed, or NULL. */
MoatRecord *moat_form_binding_get_live (MoatFormBinding *binding);
/* Whether the records say different things. */
gboolean moat_form_binding_is_mixed (MoatFormBinding *binding);
void moat_form_binding_refresh (MoatFormBinding *binding);

/* form-choice.c */
GtkWidget *moat_form_choice_new (MoatFormBinding *binding);
GtkWidget *moat_form_switch_new (MoatFormBinding *binding);
GtkWidget *moat_form_flags_new (MoatFormBinding *binding);

/* form-refs.c */
GtkWidget *moat_form_reference_new (MoatFormBinding *binding);
GtkWidget *moat_form_references_new (MoatFormBinding *binding);

G_END_DECLS
