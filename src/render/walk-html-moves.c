/* Attacker moves and decisions in a walk as HTML.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "walk-html-private.h"

#include "html-parts.h"
#include "query.h"

/* The English word of a value, which its table marks for translation. */
static const char *
get_word (const MoatValue *values, int value)
{
  for (; values->nick != NULL; values++)
    if (values->value == value)
      return values->label;

  return NULL;
}

/* "Where enforced: API"; nothing without @text. */
static void
append_fact (GString *out, const char *name, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (out, "<p class=\"fact\" dir=\"auto\">%s: ", name);
  moat_html_append_words (out, text);
  g_string_append (out, "</p>\n");
}

static void
append_proofs (GString *out, MoatDocument *document, MoatRecord *decision)
{
  g_autoptr (GPtrArray) proofs = moat_document_list_children (document, moat_record_get_id (decision),
                                                              MOAT_KIND_VERIFICATION);

  for (guint i = 0; i < proofs->len; i++)
    {
      const MoatVerificationState *state = moat_verification_state (g_ptr_array_index (proofs, i));
      const char *result = get_word (moat_results, state->result);
      g_autofree char *text = result != NULL && state->result != MOAT_RESULT_PLANNED
                                  ? g_strdup_printf ("%s (%s)", state->text != NULL ? state->text : "",
                                                     result)
                                  : g_strdup (state->text);

      append_fact (out, "How we verify", text);
    }
}

static void
append_decision (GString *out, MoatDocument *document, MoatRecord *decision)
{
  const MoatDecisionState *state = moat_decision_state (decision);
  g_autofree char *places = moat_list_join (state->enforced, ", ");
  gboolean is_dropped = state->status == MOAT_DECISION_DROPPED;

  g_string_append (out, is_dropped ? "<li class=\"dropped\"><p dir=\"auto\">" : "<li><p dir=\"auto\">");
  moat_html_append_words (out, moat_record_get_title (decision));
  g_string_append (out, "</p>\n");
  if (is_dropped)
    append_fact (out, "Status", get_word (moat_decision_statuses, state->status));
  append_fact (out, "Kind", get_word (moat_decision_types, state->type));
  append_fact (out, "Where enforced", places);
  append_proofs (out, document, decision);
  append_fact (out, "Owner", state->owner);
  append_fact (out, "Ticket", state->ticket);
  g_string_append (out, "</li>\n");
}

/* "High · Tampering, Elevation of privilege" */
static char *
dup_risk (const MoatThreatState *state)
{
  GString *text = g_string_new (NULL);
  MoatLevel severity = moat_query_severity (state);
  const char *before = "";

  if (severity != MOAT_LEVEL_UNKNOWN)
    {
      g_string_append (text, get_word (moat_levels, severity));
      before = " · ";
    }
  for (const MoatValue *value = moat_stride; value->nick != NULL; value++)
    if (state->stride & value->value)
      {
        g_string_append_printf (text, "%s%s", before, value->label);
        before = ", ";
      }

  return g_string_free (text, FALSE);
}

static void
append_place (GString *out, MoatDocument *document, const char *id)
{
  MoatRecord *place = moat_document_find (document, id);
  g_autofree char *ends = NULL;

  if (place == NULL)
    return;
  if (moat_record_get_kind (place) == MOAT_KIND_FLOW)
    ends = moat_query_flow_ends (document, place);
  append_fact (out, "On", ends != NULL ? ends : moat_record_get_title (place));
}

static void
append_decisions (GString *out, MoatDocument *document, MoatRecord *move)
{
  g_autoptr (GPtrArray) decisions = moat_query_decisions (document, moat_record_get_id (move));

  if (decisions->len == 0)
    {
      if (moat_query_standing (document, move) == MOAT_STANDING_OPEN)
        g_string_append (out, "<p class=\"undecided\">No decision yet</p>\n");
      return;
    }
  g_string_append (out, "<ul class=\"decisions\">\n");
  for (guint i = 0; i < decisions->len; i++)
    append_decision (out, document, g_ptr_array_index (decisions, i));
  g_string_append (out, "</ul>\n");
}

static void
append_move (GString *out, MoatDocument *document, MoatRecord *move, gboolean show_places)
{
  const MoatThreatState *state = moat_threat_state (move);
  const char *title = moat_record_get_title (move);
  gboolean is_open = moat_query_standing (document, move) == MOAT_STANDING_OPEN;
  g_autofree char *standing = moat_walk_dup_standing (document, move);
  g_autofree char *risk = dup_risk (state);

  g_string_append (out, is_open ? "<li class=\"open\">\n" : "<li>\n");
  g_string_append (out, "<p class=\"what\" dir=\"auto\">");
  moat_html_append_words (out, *title != '\0' ? title : "Not named yet");
  g_string_append (out, "</p>\n<p><span class=\"badge\">");
  moat_html_append_escaped (out, standing);
  g_string_append_printf (out, "</span> <span class=\"risk\">%s</span></p>\n", risk);
  if (show_places)
    append_place (out, document, state->on);
  append_fact (out, "Reason", state->reason);
  append_decisions (out, document, move);
  g_string_append (out, "</li>\n");
}

void
moat_walk_html_append_moves (GString *out, MoatDocument *document, GPtrArray *moves, gboolean show_places)
{
  if (moves->len == 0)
    return;
  g_string_append (out, "<ul class=\"moves\">\n");
  for (guint i = 0; i < moves->len; i++)
    append_move (out, document, g_ptr_array_index (moves, i), show_places);
  g_string_append (out, "</ul>\n");
}
