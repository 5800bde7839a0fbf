/* Reading the threats and mitigations of Open Threat Models. The file defines
 * each once and names it wherever it is; a move here is on one thing, so it is
 * one for each of these. A mitigation is one decision for all moves that it
 * stops in the same state.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "otm-private.h"

#include "carried.h"
#include "edit.h"
#include "import-words.h"
#include "json-get.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static JsonObject *
get_attributes (JsonObject *object)
{
  return moat_json_get_object (object, "attributes");
}

/* ---- Definitions ---- */

static void
read_categories (MoatThreatState *state, JsonArray *categories)
{
  for (guint i = 0; i < moat_json_len (categories); i++)
    {
      g_autofree char *category = moat_json_dup_as_text (json_array_get_element (categories, i));

      state->stride |= moat_import_words_stride (category);
    }
}

static void
read_definition (MoatOtmReader *self, MoatRecord *threat, JsonObject *definition)
{
  static const char *const understood[] = { "id", "name", "description", "cwes", "risk", "categories", NULL };
  static const char *const quietly[] = { "risk", "categories", NULL };
  MoatThreatState *state = moat_document_edit (self->document, threat);
  JsonObject *risk = moat_json_get_object (definition, "risk");

  moat_json_set_text (&state->text, definition, "name");
  moat_json_set_text (&state->notes, definition, "description");
  moat_json_add_texts (&state->cwe, moat_json_get_array (definition, "cwes"));
  read_categories (state, moat_json_get_array (definition, "categories"));
  state->likelihood = moat_import_words_level_of (moat_json_get_number (risk, "likelihood", 0));
  state->impact = moat_import_words_level_of (moat_json_get_number (risk, "impact", 0));
  moat_import_keep (self->import, threat, definition, understood);
  moat_import_keep_quietly (self->import, threat, definition, quietly);
}

/* ---- Mitigations ---- */

static void
read_verifications (MoatOtmReader *self, MoatRecord *decision, JsonArray *list)
{
  for (guint i = 0; i < moat_json_len (list); i++)
    {
      MoatRecord *record = moat_import_add (self->import, MOAT_KIND_VERIFICATION, NULL);
      MoatVerificationState *state = moat_document_edit (self->document, record);

      moat_text_set (&state->decision, moat_record_get_id (decision));
      moat_carried_read (self->document, record, moat_json_object_at (list, i), "",
                         moat_otm_verification_fields);
    }
}

static MoatRecord *
add_decision (MoatOtmReader *self, MoatRecord *threat, const char *id, const char *state_word)
{
  static const char *const understood[] = { "id", "name", "description", NULL };
  JsonObject *definition = g_hash_table_lookup (self->mitigations, id);
  MoatRecord *decision;
  MoatDecisionState *state;

  decision = moat_import_add_decision (self->import, threat,
                                       moat_import_find (self->import, MOAT_KIND_DECISION, id) == NULL ? id
                                                                                                       : NULL,
                                       id);
  if (definition == NULL)
    moat_import_lost (self->import, moat_record_get_title (threat), decision,
                      _ ("The mitigation “%s” is not described in the file."), id);
  state = moat_document_edit (self->document, decision);
  moat_json_set_text (&state->text, definition, "name");
  moat_json_set_text (&state->notes, definition, "description");
  state->status = moat_import_words_progress (state_word);
  moat_carried_read (self->document, decision, get_attributes (definition), MOAT_OTM_PREFIX,
                     moat_otm_decision_fields);
  moat_import_keep (self->import, decision, definition, understood);
  moat_import_keep_text (self->import, decision, "id", id);
  moat_import_keep_text (self->import, decision, "state", state_word);
  read_verifications (self, decision,
                      moat_json_get_array (get_attributes (definition), MOAT_OTM_VERIFICATIONS));
  return decision;
}

static void
read_mitigation (MoatOtmReader *self, MoatRecord *threat, JsonObject *object)
{
  g_autofree char *id = moat_json_dup_text (object, "mitigation");
  g_autofree char *state = moat_json_dup_text (object, "state");
  g_autofree char *key = NULL;
  MoatRecord *decision;

  if (id == NULL)
    return;
  key = g_strconcat (id, "\n", state, NULL);
  decision = g_hash_table_lookup (self->decisions, key);
  if (decision != NULL)
    {
      moat_edit_link_decision (self->document, decision, threat);
      return;
    }
  decision = add_decision (self, threat, id, state != NULL ? state : "");
  g_hash_table_insert (self->decisions, g_steal_pointer (&key), decision);
}

/* ---- Threats ---- */

/* Something stops it, but the file does not say what. */
static void
add_unnamed_decision (MoatOtmReader *self, MoatRecord *threat)
{
  MoatRecord *decision = moat_import_add_decision (self->import, threat, NULL, NULL);

  ((MoatDecisionState *) moat_document_edit (self->document, decision))->status = MOAT_DECISION_BUILT;
  moat_import_lost (self->import, NULL, threat,
                    _ ("“%s” is mitigated, but the file does not say how; its decision is empty."),
                    moat_record_get_title (threat));
}

static MoatRecord *
add_threat (MoatOtmReader *self, MoatRecord *on, const char *id, const char *state_word)
{
  JsonObject *definition = g_hash_table_lookup (self->threats, id);
  /* The first thing that names it has the id to itself. */
  g_autofree char *own_id = moat_import_find (self->import, MOAT_KIND_THREAT, id) == NULL
                                ? g_strdup (id)
                                : g_strconcat (id, " ", moat_record_get_id (on), NULL);
  gboolean is_twice = moat_import_find (self->import, MOAT_KIND_THREAT, own_id) != NULL;
  MoatRecord *threat = moat_import_add_threat (self->import, on, is_twice ? NULL : own_id, id);
  MoatThreatState *state;
  gboolean is_mitigated;

  if (definition == NULL)
    moat_import_lost (self->import, moat_record_get_title (on), threat,
                      _ ("The threat “%s” is not described in the file."), id);
  read_definition (self, threat, definition);
  state = moat_document_edit (self->document, threat);
  state->status = moat_import_words_status (state_word, &is_mitigated);
  moat_carried_read (self->document, threat, get_attributes (definition), MOAT_OTM_PREFIX,
                     moat_otm_threat_fields);
  moat_import_keep_text (self->import, threat, "id", id);
  moat_import_keep_text (self->import, threat, "state", state_word);
  return threat;
}

/* A tool's advice is a decision here, though nobody may have decided it. */
static gboolean
is_only_recommended (MoatOtmReader *self, MoatRecord *threat)
{
  g_autoptr (GPtrArray) decisions = moat_document_list_children (self->document, moat_record_get_id (threat),
                                                                 MOAT_KIND_DECISION);

  for (guint i = 0; i < decisions->len; i++)
    if (moat_decision_state (g_ptr_array_index (decisions, i))->status != MOAT_DECISION_PROPOSED)
      return FALSE;
  return decisions->len > 0 && moat_threat_state (threat)->status == MOAT_THREAT_OPEN;
}

void
moat_otm_read_threats (MoatOtmReader *self, MoatRecord *record, JsonArray *threats)
{
  for (guint i = 0; i < moat_json_len (threats); i++)
    {
      JsonObject *object = moat_json_object_at (threats, i);
      JsonArray *mitigations = moat_json_get_array (object, "mitigations");
      g_autofree char *id = moat_json_dup_text (object, "threat");
      g_autofree char *state = moat_json_dup_text (object, "state");
      gboolean is_mitigated;
      MoatRecord *threat;

      if (id == NULL)
        continue;
      threat = add_threat (self, record, id, state != NULL ? state : "");
      g_hash_table_add (self->used, g_steal_pointer (&id));
      for (guint j = 0; j < moat_json_len (mitigations); j++)
        read_mitigation (self, threat, moat_json_object_at (mitigations, j));
      self->n_recommended += is_only_recommended (self, threat);
      moat_import_words_status (state, &is_mitigated);
      if (is_mitigated && moat_json_len (mitigations) == 0)
        add_unnamed_decision (self, threat);
    }
}

void
moat_otm_read_unused_threats (MoatOtmReader *self)
{
  JsonArray *threats = moat_json_get_array (self->root, "threats");

  for (guint i = 0; i < moat_json_len (threats); i++)
    {
      g_autofree char *id = moat_json_dup_text (moat_json_object_at (threats, i), "id");

      if (id == NULL || g_hash_table_contains (self->used, id))
        continue;
      add_threat (self, self->use_case, id, "");
      g_hash_table_add (self->used, g_steal_pointer (&id));
    }
  if (self->n_recommended > 0)
    moat_import_lost (
        self->import, NULL, NULL,
        ngettext ("For %u open threat the file has recommended mitigations and nothing more: they "
                  "are proposed decisions, by which the move counts as decided.",
                  "For %u open threats the file has recommended mitigations and nothing more: "
                  "they are proposed decisions, by which the moves count as decided.",
                  self->n_recommended),
        self->n_recommended);
}
