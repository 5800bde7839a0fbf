/* Reading the risks of Threagile's models: those that somebody wrote, those that
 * Threagile found, and how the team tracks them.
 *
 * The id of a risk names its category and what it is about:
 * "ldap-injection@*@ldap-auth-server@*", with "*" for any. A tracked risk is
 * a move on the most precise of these things; Threagile's own rules are not
 * here, so one for which the file has no risk is made from its id.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "threagile-private.h"

#include "edit.h"
#include "html-text.h"
#include "import-words.h"
#include "json-get.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- What a risk is about ---- */

static MoatRecord *
find_thing (MoatThreagileReader *self, const char *id)
{
  static const MoatKind kinds[] = { MOAT_KIND_FLOW, MOAT_KIND_ELEMENT, MOAT_KIND_BOUNDARY };
  MoatRecord *found = NULL;

  for (gsize i = 0; found == NULL && i < G_N_ELEMENTS (kinds); i++)
    found = moat_import_find (self->import, kinds[i], id);
  return found;
}

/* Of several parts, a link says most. */
static MoatRecord *
find_by_risk_id (MoatThreagileReader *self, const char *risk_id)
{
  g_auto (GStrv) parts = g_strsplit (risk_id, "@", -1);
  MoatRecord *best = NULL;

  for (guint i = 1; parts[0] != NULL && parts[i] != NULL; i++)
    {
      MoatRecord *record = find_thing (self, parts[i]);

      if (record != NULL && (best == NULL || moat_record_get_kind (record) == MOAT_KIND_FLOW))
        best = record;
    }
  return best != NULL ? best : self->use_case;
}

static MoatRecord *
find_most_relevant (MoatThreagileReader *self, JsonObject *risk)
{
  static const char *const members[] = { "most_relevant_communication_link", "most_relevant_technical_asset",
                                         "most_relevant_trust_boundary" };
  g_autofree char *risk_id = moat_json_dup_text (risk, "synthetic_id");

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *id = moat_json_dup_text (risk, members[i]);
      MoatRecord *record = find_thing (self, id);

      if (record != NULL)
        return record;
    }
  return risk_id != NULL ? find_by_risk_id (self, risk_id) : self->use_case;
}

/* ---- Risks ---- */

static void
append_line (GString *text, JsonObject *object, const char *member)
{
  g_autofree char *value = moat_threagile_dup_plain (object, member);

  if (value != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", value);
}

/* What a category says of all its risks. */
static void
read_category (MoatThreagileReader *self, MoatRecord *threat, JsonObject *category)
{
  MoatThreatState *state = moat_document_edit (self->document, threat);
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autofree char *stride = moat_json_dup_text (category, "stride");
  int cwe = (int) CLAMP (moat_json_get_number (category, "cwe", 0), 0, 1e6);

  append_line (notes, category, "description");
  append_line (notes, category, "impact");
  append_line (notes, category, "risk_assessment");
  /* What is advised for any risk of the kind; nobody has decided it. */
  append_line (notes, category, "mitigation");
  append_line (notes, category, "check");
  moat_text_set (&state->notes, notes->str);
  state->stride = moat_import_words_stride (stride);
  if (cwe > 0)
    {
      g_autofree char *id = g_strdup_printf ("CWE-%d", cwe);

      moat_list_add (&state->cwe, id);
    }
}

/* @title may have tags: "<b>SQL injection</b> at <b>Database</b>". */
static void
add_risk (MoatThreagileReader *self, const char *title, JsonObject *risk, JsonObject *category)
{
  static const char *const understood[] = { "category",
                                            "title",
                                            "severity",
                                            "exploitation_likelihood",
                                            "exploitation_impact",
                                            "synthetic_id",
                                            "most_relevant_communication_link",
                                            "most_relevant_technical_asset",
                                            "most_relevant_trust_boundary",
                                            NULL };
  g_autofree char *text = moat_html_to_text (title);
  g_autofree char *own_id = moat_json_dup_text (risk, "synthetic_id");
  g_autofree char *severity = moat_json_dup_text (risk, "severity");
  g_autofree char *likelihood = moat_json_dup_text (risk, "exploitation_likelihood");
  g_autofree char *impact = moat_json_dup_text (risk, "exploitation_impact");
  MoatRecord *threat = moat_import_add_threat (self->import, find_most_relevant (self, risk),
                                               own_id != NULL ? own_id : title, text);
  MoatThreatState *state = moat_document_edit (self->document, threat);

  state->severity = moat_import_words_level (severity);
  state->likelihood = moat_import_words_level (likelihood);
  state->impact = moat_import_words_level (impact);
  read_category (self, threat, category);
  moat_import_keep (self->import, threat, risk, understood);
}

static void
read_identified (MoatThreagileReader *self, const char *title, JsonObject *risk, gpointer category)
{
  add_risk (self, title, risk, category);
}

static void
read_individual (MoatThreagileReader *self, const char *title, JsonObject *category, gpointer data)
{
  JsonNode *risks = json_object_get_member (category, "risks_identified");

  if (risks != NULL)
    moat_threagile_foreach (self, risks, read_identified, category);
}

/* ---- Risks that Threagile found ---- */

static JsonObject *
find_category (MoatThreagileReader *self, const char *id)
{
  static const char *const members[] = { "custom_risk_categories", "built_in_risk_categories" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonArray *list = moat_json_get_array (self->root, members[i]);

      for (guint j = 0; j < moat_json_len (list); j++)
        if (g_strcmp0 (moat_json_get_text (moat_json_object_at (list, j), "id"), id) == 0)
          return moat_json_object_at (list, j);
    }
  return NULL;
}

static void
read_generated (MoatThreagileReader *self)
{
  JsonObject *by_category = moat_json_get_object (self->root, "generated_risks_by_category");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (by_category == NULL)
    return;
  json_object_iter_init_ordered (&iter, by_category);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      JsonArray *risks = moat_json_as_array (node);
      JsonObject *category = find_category (self, name);

      for (guint i = 0; i < moat_json_len (risks); i++)
        {
          JsonObject *risk = moat_json_object_at (risks, i);
          g_autofree char *title = moat_json_dup_text (risk, "title");

          if (risk != NULL && moat_import_go_on (self->import, i, moat_json_len (risks)))
            add_risk (self, title != NULL ? title : name, risk, category);
        }
    }
}

/* ---- Tracking ---- */

/* "sql-nosql-injection@…" as "Sql nosql injection". */
static char *
dup_words (const char *risk_id)
{
  char *words = g_strndup (risk_id, strcspn (risk_id, "@"));

  g_strdelimit (words, "-", ' ');
  words[0] = g_ascii_toupper (words[0]);
  return words;
}

/* What became of it: accepted and false positives are settled, the rest is a decision. */
static void
apply_tracking (MoatThreagileReader *self, MoatRecord *threat, JsonObject *tracking)
{
  g_autofree char *status = moat_json_dup_text (tracking, "status");
  g_autofree char *justification = moat_threagile_dup_plain (tracking, "justification");
  g_autofree char *ticket = moat_json_dup_text (tracking, "ticket");
  g_autofree char *date = moat_json_dup_text (tracking, "date");
  g_autofree char *checked_by = moat_json_dup_text (tracking, "checked_by");
  MoatThreatState *state = moat_document_edit (self->document, threat);
  MoatDecisionState *decision;
  MoatRecord *record;

  state->status = moat_import_words_status (status, NULL);
  moat_text_set (&state->owner, checked_by);
  if (state->status != MOAT_THREAT_OPEN)
    {
      moat_text_set (&state->reason, justification);
      if (state->status == MOAT_THREAT_ACCEPTED)
        moat_text_set (&state->accepted_by, checked_by);
      if (ticket != NULL)
        moat_import_keep_text (self->import, threat, "ticket", ticket);
      return;
    }
  if (g_strcmp0 (status, "mitigated") != 0 && g_strcmp0 (status, "in-progress") != 0 && ticket == NULL)
    return;
  record = moat_import_add_decision (self->import, threat, NULL, justification);
  decision = moat_document_edit (self->document, record);
  decision->status = moat_import_words_progress (status);
  moat_text_set (&decision->ticket, ticket);
  moat_text_set (&decision->owner, checked_by);
  if (date != NULL && !moat_edit_set_text (self->document, record, "decidedOn", date, NULL))
    moat_import_keep_text (self->import, record, "date", date);
}

static void
read_tracking (MoatThreagileReader *self, const char *risk_id, JsonObject *tracking, gpointer data)
{
  static const char *const understood[] = { "synthetic_risk_id", "status", "justification", "ticket", "date",
                                            "checked_by",        NULL };
  g_autofree char *key = g_strconcat ("tracking ", risk_id, NULL);
  g_autofree char *words = dup_words (risk_id);
  MoatRecord *threat = moat_import_find (self->import, MOAT_KIND_THREAT, risk_id);

  if (threat == NULL)
    {
      threat = moat_import_add_threat (self->import, find_by_risk_id (self, risk_id), key, words);
      moat_import_keep_text (self->import, threat, "synthetic_risk_id", risk_id);
      if (strchr (risk_id, '*') != NULL)
        moat_import_lost (self->import, risk_id, threat,
                          _ ("It stands for all risks of a kind; here it is one move."));
    }
  apply_tracking (self, threat, tracking);
  moat_import_keep (self->import, threat, tracking, understood);
}

void
moat_threagile_read_risks (MoatThreagileReader *self)
{
  JsonNode *individual = json_object_get_member (self->root, "individual_risk_categories");
  JsonNode *tracking = json_object_get_member (self->root, "risk_tracking");

  if (individual != NULL)
    moat_threagile_foreach (self, individual, read_individual, NULL);
  read_generated (self);
  if (tracking != NULL)
    moat_threagile_foreach (self, tracking, read_tracking, NULL);
}
