/* Gathers tickets from decisions and use cases.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "tickets.h"

#include "query.h"

static void
ticket_free (gpointer data)
{
  MoatTicket *ticket = data;

  g_free (ticket->id);
  g_free (ticket->title);
  g_free (ticket->use_case);
  g_free (ticket->owner);
  g_free (ticket->ticket);
  g_ptr_array_unref (ticket->moves);
  g_ptr_array_unref (ticket->places);
  g_ptr_array_unref (ticket->proofs);
  g_free (ticket);
}

/* On one line: titles and cells of lists have no other. */
static char *
dup_line (const char *text)
{
  char *line = g_strdup (moat_text_get (text));

  return g_strstrip (g_strdelimit (line, "\r\n\t", ' '));
}

static void
add_line (GPtrArray *lines, const char *text)
{
  char *line = dup_line (text);

  if (*line != '\0')
    g_ptr_array_add (lines, line);
  else
    g_free (line);
}

static MoatTicket *
ticket_new (MoatRecord *record, MoatRecord *use_case)
{
  MoatTicket *ticket = g_new0 (MoatTicket, 1);

  ticket->id = g_strdup (moat_record_get_id (record));
  ticket->use_case = dup_line (use_case != NULL ? moat_record_get_title (use_case) : "");
  ticket->type = "";
  ticket->moves = g_ptr_array_new_with_free_func (g_free);
  ticket->places = g_ptr_array_new_with_free_func (g_free);
  ticket->proofs = g_ptr_array_new_with_free_func (g_free);

  return ticket;
}

static void
add_move (MoatTicket *ticket, MoatRecord *move)
{
  const MoatThreatState *state = moat_threat_state (move);

  add_line (ticket->moves, state->text);
  ticket->priority = MAX (ticket->priority, moat_query_severity (state));
}

static const char *
find_type (int type)
{
  for (const MoatValue *value = moat_decision_types; value->nick != NULL; value++)
    if (value->value == type)
      return value->label;

  return "";
}

static MoatTicket *
make_decision_ticket (MoatDocument *document, MoatRecord *decision)
{
  const MoatDecisionState *state = moat_decision_state (decision);
  g_autoptr (GPtrArray) proofs = moat_document_list_children (document, moat_record_get_id (decision),
                                                              MOAT_KIND_VERIFICATION);
  MoatTicket *ticket = ticket_new (decision, moat_query_use_case (document, decision));

  ticket->title = dup_line (state->text);
  ticket->owner = dup_line (state->owner);
  ticket->ticket = dup_line (state->ticket);
  ticket->is_done = state->status == MOAT_DECISION_BUILT;
  ticket->type = find_type (state->type);
  for (guint i = 0; i < moat_list_len (state->threats); i++)
    {
      MoatRecord *move = moat_document_find_kind (document, moat_list_get (state->threats, i),
                                                  MOAT_KIND_THREAT);

      if (move != NULL)
        add_move (ticket, move);
    }
  for (guint i = 0; i < moat_list_len (state->enforced); i++)
    add_line (ticket->places, moat_list_get (state->enforced, i));
  for (guint i = 0; i < proofs->len; i++)
    add_line (ticket->proofs, moat_record_get_title (g_ptr_array_index (proofs, i)));

  return ticket;
}

static gboolean
is_work (MoatRecord *decision)
{
  const MoatDecisionState *state = moat_decision_state (decision);

  return state->text != NULL && state->status != MOAT_DECISION_DROPPED;
}

/* Plays every move of the use case, as an attacker would. */
static MoatTicket *
make_test_ticket (MoatDocument *document, MoatRecord *use_case)
{
  const MoatUseCaseState *state = moat_use_case_state (use_case);
  g_autoptr (GPtrArray) moves = moat_query_threats (document, moat_record_get_id (use_case));
  MoatTicket *ticket = ticket_new (use_case, use_case);

  ticket->is_test = TRUE;
  ticket->title = g_strconcat ("Attack test: ", *ticket->use_case != '\0' ? ticket->use_case : "Untitled",
                               NULL);
  ticket->owner = g_strdup ("");
  ticket->ticket = dup_line (state->attack_test);
  for (guint i = 0; i < moves->len; i++)
    {
      add_line (ticket->proofs, moat_record_get_title (g_ptr_array_index (moves, i)));
      ticket->priority = MAX (ticket->priority,
                              moat_query_severity (moat_threat_state (g_ptr_array_index (moves, i))));
    }

  return ticket;
}

/* Decisions of a use case's moves, each once. */
static void
add_use_case (GPtrArray *tickets, MoatDocument *document, MoatRecord *use_case, GHashTable *seen)
{
  g_autoptr (GPtrArray) moves = moat_query_threats (document, moat_record_get_id (use_case));

  for (guint i = 0; i < moves->len; i++)
    {
      g_autoptr (GPtrArray) decisions
                 = moat_query_decisions (document, moat_record_get_id (g_ptr_array_index (moves, i)));

      for (guint j = 0; j < decisions->len; j++)
        if (is_work (g_ptr_array_index (decisions, j))
            && g_hash_table_add (seen, g_ptr_array_index (decisions, j)))
          g_ptr_array_add (tickets, make_decision_ticket (document, g_ptr_array_index (decisions, j)));
    }
  g_ptr_array_add (tickets, make_test_ticket (document, use_case));
}

/* Decisions that no use case's move asks for. */
static void
add_others (GPtrArray *tickets, MoatDocument *document, GHashTable *seen)
{
  GPtrArray *decisions = moat_document_list (document, MOAT_KIND_DECISION);

  for (guint i = 0; i < decisions->len; i++)
    if (is_work (g_ptr_array_index (decisions, i))
        && g_hash_table_add (seen, g_ptr_array_index (decisions, i)))
      g_ptr_array_add (tickets, make_decision_ticket (document, g_ptr_array_index (decisions, i)));
}

GPtrArray *
moat_tickets_list (MoatDocument *document, const char *use_case_id)
{
  GPtrArray *tickets = g_ptr_array_new_with_free_func (ticket_free);
  GPtrArray *use_cases = moat_document_list (document, MOAT_KIND_USE_CASE);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < use_cases->len; i++)
    if (use_case_id == NULL
        || g_str_equal (moat_record_get_id (g_ptr_array_index (use_cases, i)), use_case_id))
      add_use_case (tickets, document, g_ptr_array_index (use_cases, i), seen);
  if (use_case_id == NULL)
    add_others (tickets, document, seen);

  return tickets;
}
