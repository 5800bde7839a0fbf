/* The flat report. Its members are documented in the user help.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "flat-report.h"

#include "json-text.h"
#include "place.h"
#include "public-copy.h"
#include "query.h"
#include "untranslated.h"
#include "zones.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define VERSION 1

typedef struct
{
  MoatDocument *document; /* without what is private */
  const char *only;       /* a use case, or NULL */
  GHashTable *numbers;    /* of flows */
  JsonBuilder *builder;
} Writer;

static const char *
id_of (MoatRecord *record)
{
  return record != NULL ? moat_record_get_id (record) : NULL;
}

/* ---- Members ---- */

/* NULL and empty text are null, so that every row has every member. */
static void
add_text (Writer *writer, const char *name, const char *text)
{
  json_builder_set_member_name (writer->builder, name);
  if (text != NULL && *text != '\0')
    json_builder_add_string_value (writer->builder, text);
  else
    json_builder_add_null_value (writer->builder);
}

static void
add_owned (Writer *writer, const char *name, char *text)
{
  add_text (writer, name, text);
  g_free (text);
}

static void
add_number (Writer *writer, const char *name, gint64 number)
{
  json_builder_set_member_name (writer->builder, name);
  json_builder_add_int_value (writer->builder, number);
}

static void
begin_list (Writer *writer, const char *name)
{
  json_builder_set_member_name (writer->builder, name);
  json_builder_begin_array (writer->builder);
}

static void
add_list (Writer *writer, const char *name, const MoatList *list)
{
  begin_list (writer, name);
  for (guint i = 0; i < moat_list_len (list); i++)
    json_builder_add_string_value (writer->builder, moat_list_get (list, i));
  json_builder_end_array (writer->builder);
}

static void
add_flags (Writer *writer, const char *name, const MoatValue *values, int flags)
{
  begin_list (writer, name);
  for (; values->nick != NULL; values++)
    if (flags & values->value)
      json_builder_add_string_value (writer->builder, values->nick);
  json_builder_end_array (writer->builder);
}

static void
add_level (Writer *writer, const char *name, MoatLevel level)
{
  add_text (writer, name, level != MOAT_LEVEL_UNKNOWN ? moat_value_get_nick (moat_levels, level) : NULL);
}

/* ---- Rows ---- */

static void
add_place (Writer *writer, MoatRecord *place)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (writer->numbers, place));

  add_text (writer, "placeId", id_of (place));
  if (place == NULL)
    {
      add_text (writer, "placeKind", NULL);
      add_text (writer, "place", NULL);
      add_text (writer, "boundaries", NULL);
      return;
    }
  add_text (writer, "placeKind", moat_kind_get_info (moat_record_get_kind (place))->name);
  add_owned (writer, "place", moat_place_dup_label_numbered (writer->document, place, number));
  add_owned (writer, "boundaries", moat_place_dup_boundaries (writer->document, place));
}

static void
add_move (Writer *writer, MoatRecord *move)
{
  const MoatThreatState *state = moat_threat_state (move);
  MoatRecord *use_case = moat_query_use_case (writer->document, move);

  add_text (writer, "useCaseId", id_of (use_case));
  add_text (writer, "useCase", use_case != NULL ? moat_record_get_title (use_case) : NULL);
  add_place (writer, moat_document_find (writer->document, state->on));
  add_text (writer, "moveId", id_of (move));
  add_text (writer, "move", state->text);
  add_flags (writer, "stride", moat_stride, state->stride);
  add_level (writer, "severity", moat_query_severity (state));
  add_level (writer, "likelihood", state->likelihood);
  add_level (writer, "impact", state->impact);
  add_text (writer, "status", moat_standing_get_nick (moat_query_standing (writer->document, move)));
  add_text (writer, "reason", state->reason);
  add_text (writer, "acceptedBy", state->accepted_by);
  add_text (writer, "until", state->until);
  add_text (writer, "moveOwner", state->owner);
  add_list (writer, "cwe", state->cwe);
  add_list (writer, "capec", state->capec);
}

static void
add_verifications (Writer *writer, MoatRecord *decision)
{
  g_autoptr (GPtrArray) all = moat_document_list_children (writer->document, id_of (decision),
                                                           MOAT_KIND_VERIFICATION);

  begin_list (writer, "verifications");
  for (guint i = 0; i < all->len; i++)
    {
      const MoatVerificationState *state = moat_verification_state (g_ptr_array_index (all, i));

      json_builder_begin_object (writer->builder);
      add_text (writer, "id", id_of (g_ptr_array_index (all, i)));
      add_text (writer, "text", state->text);
      add_text (writer, "kind", moat_value_get_nick (moat_verification_types, state->type));
      add_list (writer, "evidence", state->evidence);
      add_text (writer, "result", moat_value_get_nick (moat_results, state->result));
      add_text (writer, "checkedOn", state->checked_on);
      json_builder_end_object (writer->builder);
    }
  json_builder_end_array (writer->builder);
}

static void
add_decision (Writer *writer, MoatRecord *decision)
{
  static const MoatDecisionState none = { 0 };
  const MoatDecisionState *state = decision != NULL ? moat_decision_state (decision) : &none;

  add_text (writer, "decisionId", id_of (decision));
  add_text (writer, "decision", state->text);
  add_text (writer, "kind", decision != NULL ? moat_value_get_nick (moat_decision_types, state->type) : NULL);
  add_list (writer, "enforced", state->enforced);
  add_text (writer, "owner", state->owner);
  add_text (writer, "ticket", state->ticket);
  add_text (writer, "progress",
            decision != NULL ? moat_value_get_nick (moat_decision_statuses, state->status) : NULL);
  add_text (writer, "decidedOn", state->decided_on);
  if (decision != NULL)
    add_verifications (writer, decision);
  else
    add_list (writer, "verifications", NULL);
}

static void
add_rows (Writer *writer)
{
  g_autoptr (GArray) rows = moat_query_rows (writer->document, writer->only);

  begin_list (writer, "rows");
  for (guint i = 0; i < rows->len; i++)
    {
      const MoatRow *row = &g_array_index (rows, MoatRow, i);

      json_builder_begin_object (writer->builder);
      add_move (writer, row->threat);
      add_decision (writer, row->decision);
      json_builder_end_object (writer->builder);
    }
  json_builder_end_array (writer->builder);
}

/* ---- The whole ---- */

static guint
count_open (Writer *writer, const char *use_case)
{
  g_autoptr (GPtrArray) moves = moat_query_threats (writer->document, use_case);
  guint n = 0;

  for (guint i = 0; i < moves->len; i++)
    n += moat_query_standing (writer->document, g_ptr_array_index (moves, i)) == MOAT_STANDING_OPEN;

  return n;
}

static void
add_use_case (Writer *writer, MoatRecord *use_case)
{
  const MoatUseCaseState *state = moat_use_case_state (use_case);
  g_autoptr (GPtrArray) steps = moat_document_list_children (writer->document, id_of (use_case),
                                                             MOAT_KIND_STEP);
  g_autoptr (GPtrArray) elements = moat_query_elements (writer->document, id_of (use_case));
  g_autoptr (GPtrArray) flows = moat_query_flows (writer->document, id_of (use_case));
  g_autoptr (GPtrArray) boundaries = moat_document_list_children (writer->document, id_of (use_case),
                                                                  MOAT_KIND_BOUNDARY);
  g_autoptr (GPtrArray) moves = moat_query_threats (writer->document, id_of (use_case));

  json_builder_begin_object (writer->builder);
  add_text (writer, "id", id_of (use_case));
  add_text (writer, "title", state->title);
  add_text (writer, "summary", state->summary);
  add_text (writer, "attackTest", state->attack_test);
  add_number (writer, "steps", steps->len);
  add_number (writer, "elements", elements->len);
  add_number (writer, "flows", flows->len);
  add_number (writer, "boundaries", boundaries->len);
  add_number (writer, "moves", moves->len);
  add_number (writer, "openMoves", count_open (writer, id_of (use_case)));
  json_builder_end_object (writer->builder);
}

static void
add_use_cases (Writer *writer)
{
  GPtrArray *all = moat_document_list (writer->document, MOAT_KIND_USE_CASE);

  begin_list (writer, "useCases");
  for (guint i = 0; i < all->len; i++)
    if (writer->only == NULL || g_str_equal (id_of (g_ptr_array_index (all, i)), writer->only))
      add_use_case (writer, g_ptr_array_index (all, i));
  json_builder_end_array (writer->builder);
}

static GBytes *
write_untranslated (Writer *writer, gint64 n_held_back)
{
  g_auto (MoatUntranslated) untranslated G_GNUC_UNUSED = moat_untranslated_begin ();
  const MoatModelState *model = moat_model_state (moat_document_get_model (writer->document));
  g_autoptr (JsonNode) root = NULL;
  GString *text = g_string_new (NULL);

  json_builder_begin_object (writer->builder);
  add_text (writer, "format", "moat-report");
  add_number (writer, "version", VERSION);
  add_text (writer, "id", model->id);
  add_text (writer, "title", model->title);
  add_text (writer, "scope", model->scope);
  add_text (writer, "contact", model->contact);
  add_number (writer, "heldBack", n_held_back);
  add_use_cases (writer);
  add_rows (writer);
  json_builder_end_object (writer->builder);
  root = json_builder_get_root (writer->builder);
  moat_json_append_node (text, root, 0);
  g_string_append_c (text, '\n');

  return g_string_free_to_bytes (text);
}

static guint
count_confidential_kinds (MoatDocument *document)
{
  return moat_document_count (document, MOAT_KIND_THREAT) + moat_document_count (document, MOAT_KIND_DECISION)
         + moat_document_count (document, MOAT_KIND_ASSUMPTION);
}

static GBytes *
write_json (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (MoatDocument) shown = moat_public_copy_new (document, report);
  g_autoptr (GHashTable) numbers = moat_query_numbers (shown);
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  Writer writer = { .document = shown, .only = options->use_case_id, .numbers = numbers, .builder = builder };

  return write_untranslated (&writer,
                             (gint64) count_confidential_kinds (document) - count_confidential_kinds (shown));
}

static const char *const suffixes[] = { ".json", NULL };

const MoatFormat moat_flat_report_format = {
  .name = "json",
  .label = N_ ("Flat report (JSON)"),
  .suffixes = suffixes,
  .mime = "application/json",
  .flags = MOAT_FORMAT_PUBLIC,
  .write = write_json,
};
