/* The work that a model asks for: a ticket for each decision, and one attack
 * test for each use case. How they are written is tickets-csv and
 * tickets-markdown.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;           /* of its record: the same in every export */
  char *title;        /* on one line */
  char *use_case;     /* its title */
  char *owner;        /* "" for none */
  char *ticket;       /* what the work item is called, or its address; "" for none yet */
  MoatLevel priority; /* the worst of the moves */
  gboolean is_test;   /* the attack test of a use case */
  gboolean is_done;   /* the decision is built */
  const char *type;   /* "Authorization"; English, borrowed */
  GPtrArray *moves;   /* of char *: what it stops */
  GPtrArray *places;  /* of char *: where it is enforced */
  GPtrArray *proofs;  /* of char *: how it is verified; of a test, what to try */
} MoatTicket;

/* Of one use case, or of all (NULL), in the order of the story. @document holds nothing private. Of
 * MoatTicket, owned.
 */
GPtrArray *moat_tickets_list (MoatDocument *document, const char *use_case_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
