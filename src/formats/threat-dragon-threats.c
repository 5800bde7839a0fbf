/* Threats of Threat Dragon, both ways: an attacker move, with what its
 * "mitigation" says as a decision, or as the reason why there is none.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "threat-dragon-private.h"

#include "import-words.h"
#include "kept.h"
#include "query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Words ---- */

static const struct
{
  MoatStride bit;
  const char *word;
} categories[] = {
  { MOAT_STRIDE_SPOOFING, "Spoofing" },        { MOAT_STRIDE_TAMPERING, "Tampering" },
  { MOAT_STRIDE_REPUDIATION, "Repudiation" },  { MOAT_STRIDE_DISCLOSURE, "Information disclosure" },
  { MOAT_STRIDE_DENIAL, "Denial of service" }, { MOAT_STRIDE_ELEVATION, "Elevation of privilege" },
};

static const char *const severities[] = {
  [MOAT_LEVEL_UNKNOWN] = "TBD", [MOAT_LEVEL_LOW] = "Low",           [MOAT_LEVEL_MEDIUM] = "Medium",
  [MOAT_LEVEL_HIGH] = "High",   [MOAT_LEVEL_CRITICAL] = "Critical",
};

/* Of settled moves; one that is open may be mitigated. */
static const char *const statuses[] = {
  [MOAT_THREAT_OPEN] = "Open",
  [MOAT_THREAT_ACCEPTED] = "Accepted",
  [MOAT_THREAT_TRANSFERRED] = "Transferred",
  [MOAT_THREAT_AVOIDED] = "Avoided",
  [MOAT_THREAT_OUT_OF_SCOPE] = "NotApplicable",
  [MOAT_THREAT_NOT_APPLICABLE] = "NotApplicable",
};

#define MITIGATED "Mitigated"

static const char *
get_category (MoatStride stride)
{
  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    if ((stride & categories[i].bit) != 0)
      return categories[i].word;
  return "";
}

/* Text that a person wrote, not the editor. */
static const char *
get_own_text (JsonObject *threat, const char *member, const char *placeholder)
{
  const char *text = moat_json_get_text (threat, member);

  return text != NULL && strcmp (text, placeholder) != 0 ? text : NULL;
}

/* ---- Reading ---- */

/* A word that is not the one that is written for it stays as it is. */
static void
keep_word (MoatImport *import, MoatRecord *record, const char *member, const char *text, const char *usual)
{
  if (text != NULL && strcmp (text, usual) != 0)
    moat_import_keep_text (import, record, member, text);
}

static void
read_category (MoatImport *import, MoatRecord *record, JsonObject *threat, const char *where)
{
  MoatThreatState *state = moat_document_edit (moat_import_get_document (import), record);
  const char *type = moat_json_get_text (threat, "type");

  state->stride = moat_import_words_stride (type);
  keep_word (import, record, "type", type, get_category (state->stride));
  if (type != NULL && state->stride == 0)
    moat_import_lost (import, where, record,
                      _ ("The category “%s” is none of STRIDE; it is kept but not shown."), type);
}

/* What is done about it, or why nothing is. */
static void
read_answer (MoatImport *import, MoatRecord *record, JsonObject *threat)
{
  MoatDocument *document = moat_import_get_document (import);
  MoatThreatState *state = moat_document_edit (document, record);
  const char *word = moat_json_get_text (threat, "status");
  const char *text = get_own_text (threat, "mitigation", THREAT_DRAGON_NO_MITIGATION);
  const char *raw = moat_json_get_text (threat, "mitigation");
  gboolean is_mitigated = FALSE;
  MoatRecord *decision;

  state->status = moat_import_words_status (word, &is_mitigated);
  keep_word (import, record, "status", word, is_mitigated ? MITIGATED : statuses[state->status]);
  if (raw != NULL && text == NULL)
    moat_import_keep_text (import, record, "mitigation", raw);
  if (state->status != MOAT_THREAT_OPEN)
    moat_text_set (&state->reason, text);
  else if (is_mitigated || text != NULL)
    {
      /* Numbered: it has no id of its own, and one threat has one. */
      decision = moat_import_add_decision (import, record, NULL, text != NULL ? text : MOAT_IMPORT_UNSAID);
      ((MoatDecisionState *) moat_document_edit (document, decision))->status = is_mitigated
                                                                                    ? MOAT_DECISION_BUILT
                                                                                    : MOAT_DECISION_PROPOSED;
    }
}

static void
keep_rest (MoatImport *import, MoatRecord *record, JsonObject *threat)
{
  static const char *const members[] = { "id",     "threatId",    "title",      "status",    "severity",
                                         "type",   "description", "mitigation", "modelType", "new",
                                         "number", "$$hashKey",   NULL };
  static const char *const quiet[] = { "id", "threatId", "number", "modelType", NULL };

  moat_import_keep (import, record, threat, members);
  moat_import_keep_quietly (import, record, threat, quiet);
}

static void
read_threat (MoatImport *import, MoatRecord *on, JsonObject *threat, const char *where)
{
  MoatDocument *document = moat_import_get_document (import);
  g_autofree char *own_id = moat_json_dup_text (threat, "id");
  g_autofree char *old_id = moat_json_dup_text (threat, "threatId");
  const char *title = moat_json_get_text (threat, "title");
  const char *description = get_own_text (threat, "description", THREAT_DRAGON_NO_DESCRIPTION);
  const char *severity = moat_json_get_text (threat, "severity");
  MoatRecord *record = moat_import_add_threat (import, on, own_id != NULL ? own_id : old_id,
                                               title != NULL ? title : description);
  MoatThreatState *state = moat_document_edit (document, record);

  if (title != NULL)
    moat_text_set (&state->notes, description);
  if (description == NULL && moat_json_get_text (threat, "description") != NULL)
    moat_import_keep_text (import, record, "description", THREAT_DRAGON_NO_DESCRIPTION);
  state->severity = moat_import_words_level (severity);
  keep_word (import, record, "severity", severity, severities[state->severity]);
  read_category (import, record, threat, where);
  read_answer (import, record, threat);
  keep_rest (import, record, threat);
}

void
threat_dragon_read_threats (MoatImport *import, MoatRecord *on, JsonArray *array, const char *where)
{
  for (guint i = 0; i < moat_json_len (array); i++)
    if (moat_json_object_at (array, i) != NULL)
      read_threat (import, on, moat_json_object_at (array, i), where);
}

/* ---- Writing ---- */

/* Decisions that are not dropped. Owned. */
static GPtrArray *
list_decisions (MoatDocument *document, MoatRecord *threat)
{
  GPtrArray *decisions = moat_query_decisions (document, moat_record_get_id (threat));

  while (decisions->len > 0
         && moat_decision_state (g_ptr_array_index (decisions, decisions->len - 1))->status
                == MOAT_DECISION_DROPPED)
    g_ptr_array_remove_index (decisions, decisions->len - 1);
  return decisions;
}

/* As far as Threat Dragon knows: something stops it, and all of that is there. */
static gboolean
is_mitigated (MoatDocument *document, MoatRecord *threat)
{
  g_autoptr (GPtrArray) decisions = list_decisions (document, threat);

  for (guint i = 0; i < decisions->len; i++)
    if (moat_decision_state (g_ptr_array_index (decisions, i))->status != MOAT_DECISION_BUILT)
      return FALSE;
  return decisions->len > 0;
}

gboolean
threat_dragon_is_open (MoatDocument *document, MoatRecord *threat)
{
  return moat_threat_state (threat)->status == MOAT_THREAT_OPEN && !is_mitigated (document, threat);
}

static void
append_line (GString *text, const char *label, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "\n%s: %s", label, value);
}

static void
append_decision (GString *text, MoatDocument *document, MoatRecord *decision)
{
  const MoatDecisionState *state = moat_decision_state (decision);
  g_autoptr (GPtrArray) proofs = moat_document_list_children (document, moat_record_get_id (decision),
                                                              MOAT_KIND_VERIFICATION);
  g_autofree char *enforced = moat_list_join (state->enforced, ", ");

  if (g_strcmp0 (state->text, MOAT_IMPORT_UNSAID) != 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", moat_text_get (state->text));
  append_line (text, "Where enforced", enforced);
  for (guint i = 0; i < proofs->len; i++)
    append_line (text, "How we verify", moat_verification_state (g_ptr_array_index (proofs, i))->text);
  append_line (text, "Owner", state->owner);
  append_line (text, "Ticket", state->ticket);
}

/* Owned. */
static char *
compose_mitigation (MoatDocument *document, MoatRecord *threat, JsonObject *kept)
{
  const MoatThreatState *state = moat_threat_state (threat);
  g_autoptr (GPtrArray) decisions = list_decisions (document, threat);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *placeholder = moat_json_get_text (kept, "mitigation");

  if (state->status != MOAT_THREAT_OPEN && state->reason != NULL)
    g_string_append (text, state->reason);
  for (guint i = 0; i < decisions->len; i++)
    append_decision (text, document, g_ptr_array_index (decisions, i));
  if (text->len == 0 && placeholder != NULL)
    g_string_append (text, placeholder);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The word of the file that it came from, as long as it says what the model says now. */
static const char *
choose_status (MoatDocument *document, MoatRecord *threat, JsonObject *kept)
{
  const MoatThreatState *state = moat_threat_state (threat);
  const char *word = moat_json_get_text (kept, "status");
  gboolean mitigated = state->status == MOAT_THREAT_OPEN && is_mitigated (document, threat);
  gboolean was_mitigated = FALSE;

  if (word != NULL && moat_import_words_status (word, &was_mitigated) == state->status
      && was_mitigated == mitigated)
    return word;
  return mitigated ? MITIGATED : statuses[state->status];
}

static const char *
choose_severity (const MoatThreatState *state, JsonObject *kept)
{
  const char *word = moat_json_get_text (kept, "severity");
  MoatLevel level = moat_query_severity (state);

  return word != NULL && moat_import_words_level (word) == level ? word : severities[level];
}

static const char *
choose_category (const MoatThreatState *state, JsonObject *kept)
{
  const char *word = moat_json_get_text (kept, "type");

  return word != NULL && moat_import_words_stride (word) == state->stride ? word
                                                                          : get_category (state->stride);
}

/* How many there are, for those that have more than the format can say. */
static guint
count_bits (guint bits)
{
  guint count = 0;

  for (; bits != 0; bits &= bits - 1)
    count++;
  return count;
}

JsonObject *
threat_dragon_write_threat (MoatDocument *document,
                            MoatRecord *threat,
                            const char *id,
                            guint number,
                            MoatReport *report)
{
  const MoatThreatState *state = moat_threat_state (threat);
  g_autoptr (JsonObject) kept = moat_kept_get (&state->base, THREAT_DRAGON);
  JsonObject *object = json_object_new ();
  const char *description = moat_text_get (state->notes);
  g_autofree char *mitigation = compose_mitigation (document, threat, kept);
  g_autofree char *score = moat_json_dup_text (kept, "score");
  g_autofree char *model_type = moat_json_dup_text (kept, "modelType");

  if (*description == '\0' && moat_json_get_text (kept, "description") != NULL)
    description = moat_json_get_text (kept, "description");
  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "title", moat_text_get (state->text));
  json_object_set_string_member (object, "status", choose_status (document, threat, kept));
  json_object_set_string_member (object, "severity", choose_severity (state, kept));
  json_object_set_string_member (object, "type", choose_category (state, kept));
  json_object_set_string_member (object, "description", description);
  json_object_set_string_member (object, "mitigation", mitigation);
  json_object_set_string_member (object, "modelType", model_type != NULL ? model_type : "STRIDE");
  json_object_set_boolean_member (object, "new", FALSE);
  json_object_set_int_member (object, "number", number);
  json_object_set_string_member (object, "score", score != NULL ? score : "");
  moat_kept_give_back (object, kept);
  if (count_bits (state->stride) > 1)
    moat_report_add_item (report, moat_record_get_title (threat), moat_record_get_id (threat),
                          _ ("A threat has one category in Threat Dragon; only “%s” is written."),
                          choose_category (state, kept));
  return object;
}
