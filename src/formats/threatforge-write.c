/* Writing ThreatForge's .thf: one use case, which is all that such a file has
 * room for.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "threatforge-private.h"

#include "carried.h"
#include "export-lost.h"
#include "json-get.h"
#include "json-put.h"
#include "kept.h"
#include "query.h"
#include "untranslated.h"
#include "yaml-write.h"
#include "zones.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ThreatForge wants dates where a model may have none. */
#define NO_DATE "1970-01-01"

typedef struct
{
  MoatDocument *document;
  MoatZones *zones;
  MoatReport *report;
  const char *use_case_id;
  JsonObject *root;
  GHashTable *ids;   /* record → its id in the file, owned */
  GHashTable *taken; /* ids that are in the file, as a set */
  guint n_uncategorized;
} Writer;

/* ---- Values ---- */

static const char *
get_id (Writer *self, const char *record_id)
{
  return g_hash_table_lookup (self->ids, moat_document_find (self->document, record_id));
}

/* The id that the file had for it when it was read, unless another has it now. */
static const char *
claim_id (Writer *self, MoatRecord *record)
{
  g_autoptr (JsonObject) kept = moat_kept_get (moat_record_get_state (record), MOAT_THREATFORGE_NAME);
  char *id = moat_json_dup_text (kept, "id");

  if (id == NULL || g_hash_table_contains (self->taken, id))
    {
      g_free (id);
      id = g_strdup (moat_record_get_id (record));
    }
  g_hash_table_add (self->taken, g_strdup (id));
  g_hash_table_insert (self->ids, record, id);
  return id;
}

static JsonObject *
get_kept (MoatRecord *record)
{
  JsonObject *kept = moat_kept_get (moat_record_get_state (record), MOAT_THREATFORGE_NAME);

  return kept != NULL ? kept : json_object_new ();
}

/* What ThreatForge has no field for, and then what it had besides. */
static void
finish (JsonObject *object, MoatRecord *record, JsonObject *kept, const char *const *fields)
{
  g_autoptr (JsonObject) own = json_object_new ();

  if (fields != NULL)
    moat_carried_write (own, "", moat_record_get_state (record), fields);
  if (json_object_get_size (own) > 0)
    json_object_set_object_member (object, MOAT_THREATFORGE_OWN, json_object_ref (own));
  moat_kept_give_back (object, kept);
}

static void
put_position (JsonObject *object, const MoatRect *box, MoatPoint corner)
{
  JsonObject *position = moat_json_ensure_object (object, "position");
  JsonObject *size = moat_json_ensure_object (object, "size");

  moat_json_put_number (position, "x", box->x - corner.x);
  moat_json_put_number (position, "y", box->y - corner.y);
  moat_json_put_number (size, "width", box->width);
  moat_json_put_number (size, "height", box->height);
}

static void
put_assets (Writer *self, JsonObject *object, const char *name, const MoatList *assets)
{
  g_autoptr (MoatList) names = NULL;

  for (guint i = 0; i < moat_list_len (assets); i++)
    {
      MoatRecord *asset = moat_document_find_kind (self->document, moat_list_get (assets, i),
                                                   MOAT_KIND_ASSET);

      if (asset != NULL && *moat_record_get_title (asset) != '\0')
        moat_list_add (&names, moat_record_get_title (asset));
    }
  moat_json_put_list (object, name, names);
}

/* ---- Elements and notes ---- */

/* The type that was read while it means the same, else ThreatForge's own word. */
static const char *
get_type (const MoatElementState *state, JsonObject *kept)
{
  static const char *const types[] = {
    [MOAT_ELEMENT_PROCESS] = "process",
    [MOAT_ELEMENT_EXTERNAL_ENTITY] = "external_entity",
    [MOAT_ELEMENT_DATA_STORE] = "data_store",
  };
  const char *before = moat_json_get_text (kept, "type");
  const char *subtype = moat_json_get_text (kept, "subtype");

  return before != NULL && moat_threatforge_element_type (before, subtype, state->name) == state->type
             ? before
             : types[state->type];
}

static void
put_technologies (JsonObject *object, const char *technology)
{
  g_autoptr (MoatList) list = NULL;

  moat_list_set_split (&list, technology, ",");
  moat_json_put_list (object, "technologies", list);
}

static void
put_encryption (JsonObject *object, MoatTristate encrypted, JsonObject *kept)
{
  const char *before = moat_json_get_text (kept, "encryption");
  gboolean was_none = before != NULL && g_ascii_strcasecmp (before, "none") == 0;

  if (encrypted == MOAT_YES)
    json_object_set_string_member (object, "encryption", before != NULL && !was_none ? before : "yes");
  else if (encrypted == MOAT_NO)
    json_object_set_string_member (object, "encryption", was_none ? before : "none");
  moat_json_drop (kept, (const char *const[]){ "encryption", NULL });
}

static void
write_element (Writer *self, JsonArray *array, MoatRecord *element)
{
  const MoatElementState *state = moat_element_state (element);
  GPtrArray *containing = moat_zones_get_containing (self->zones, moat_record_get_id (element));
  const MoatRect *zone = containing->len > 0 ? &moat_boundary_state (g_ptr_array_index (containing, 0))->box
                                             : NULL;
  g_autoptr (JsonObject) kept = get_kept (element);
  JsonObject *object = moat_json_add_object (array);

  json_object_set_string_member (object, "id", claim_id (self, element));
  json_object_set_string_member (object, "type", get_type (state, kept));
  json_object_set_string_member (object, "name", moat_text_get (state->name));
  json_object_set_string_member (object, "trust_zone",
                                 moat_text_get (moat_json_get_text (kept, "trust_zone")));
  moat_json_put_text (object, "description", state->description);
  put_technologies (object, state->technology);
  moat_json_put_list (object, "tags", state->tags);
  put_assets (self, object, "stores", state->assets);
  put_encryption (object, state->encrypted, kept);
  /* ThreatForge draws what a boundary contains from the boundary's corner. */
  put_position (object, &state->box, zone != NULL ? (MoatPoint){ zone->x, zone->y } : (MoatPoint){ 0, 0 });
  finish (object, element, kept, moat_threatforge_element_fields);
}

static void
write_note (Writer *self, JsonArray *array, MoatRecord *note)
{
  const MoatNoteState *state = moat_note_state (note);
  g_autoptr (JsonObject) kept = get_kept (note);
  JsonObject *object = moat_json_add_object (array);

  json_object_set_string_member (object, "id", claim_id (self, note));
  json_object_set_string_member (object, "type", "text");
  json_object_set_string_member (object, "name", moat_text_get (state->text));
  json_object_set_string_member (object, "trust_zone", "");
  put_position (object, &state->box, (MoatPoint){ 0, 0 });
  finish (object, note, kept, NULL);
}

static void
write_elements (Writer *self)
{
  g_autoptr (GPtrArray) elements = moat_document_list_children (self->document, self->use_case_id,
                                                                MOAT_KIND_ELEMENT);
  g_autoptr (GPtrArray) notes = moat_document_list_children (self->document, self->use_case_id,
                                                             MOAT_KIND_NOTE);
  JsonArray *array = moat_json_ensure_array (self->root, "elements");

  for (guint i = 0; i < elements->len; i++)
    write_element (self, array, g_ptr_array_index (elements, i));
  for (guint i = 0; i < notes->len; i++)
    write_note (self, array, g_ptr_array_index (notes, i));
}

/* ---- Flows and boundaries ---- */

static void
write_flow (Writer *self, JsonArray *array, MoatRecord *flow)
{
  const MoatFlowState *state = moat_flow_state (flow);
  g_autoptr (JsonObject) kept = get_kept (flow);
  const char *source = get_id (self, state->source);
  const char *target = get_id (self, state->target);
  guint number = moat_query_number (self->document, flow);
  JsonObject *object;
  JsonObject *offset;

  if (source == NULL || target == NULL)
    {
      moat_report_add_item (self->report, moat_record_get_title (flow), moat_record_get_id (flow), "%s",
                            _ ("A flow with a free end has no place in the file."));
      return;
    }
  object = moat_json_add_object (array);
  json_object_set_string_member (object, "id", claim_id (self, flow));
  if (number > 0)
    json_object_set_int_member (object, "flow_number", number);
  moat_json_put_text (object, "name", state->name);
  json_object_set_string_member (object, "from", source);
  json_object_set_string_member (object, "to", target);
  json_object_set_string_member (object, "protocol", moat_text_get (state->protocol));
  moat_json_ensure_array (object, "data");
  put_assets (self, object, "data", state->assets);
  json_object_set_boolean_member (object, "authenticated", state->authenticated == MOAT_YES);
  if (state->label_offset.x != 0 || state->label_offset.y != 0)
    {
      offset = moat_json_ensure_object (object, "label_offset");
      moat_json_put_number (offset, "x", state->label_offset.x);
      moat_json_put_number (offset, "y", state->label_offset.y);
    }
  finish (object, flow, kept, moat_threatforge_flow_fields);
}

static void
write_flows (Writer *self)
{
  g_autoptr (GPtrArray) flows = moat_query_flows (self->document, self->use_case_id);
  JsonArray *array = moat_json_ensure_array (self->root, "data_flows");

  for (guint i = 0; i < flows->len; i++)
    write_flow (self, array, g_ptr_array_index (flows, i));
}

/* Each element in the innermost zone alone, as ThreatForge takes one. */
static void
put_contents (Writer *self, JsonObject *object, MoatRecord *zone)
{
  GPtrArray *inside = moat_zones_get_inside (self->zones, moat_record_get_id (zone));
  JsonArray *contains = moat_json_ensure_array (object, "contains");

  for (guint i = 0; i < inside->len; i++)
    {
      const char *id = moat_record_get_id (g_ptr_array_index (inside, i));

      if (g_ptr_array_index (moat_zones_get_containing (self->zones, id), 0) == zone)
        json_array_add_string_element (contains, get_id (self, id));
    }
}

static void
write_boundary (Writer *self, JsonArray *array, MoatRecord *zone)
{
  const MoatBoundaryState *state = moat_boundary_state (zone);
  g_autoptr (JsonObject) kept = get_kept (zone);
  JsonObject *object;

  if (state->shape == MOAT_BOUNDARY_LINE)
    {
      moat_report_add_item (self->report, moat_record_get_title (zone), moat_record_get_id (zone), "%s",
                            _ ("A line has no place in the file; only zones have."));
      return;
    }
  object = moat_json_add_object (array);
  json_object_set_string_member (object, "id", claim_id (self, zone));
  json_object_set_string_member (object, "name", moat_text_get (state->name));
  put_contents (self, object, zone);
  put_position (object, &state->box, (MoatPoint){ 0, 0 });
  finish (object, zone, kept, moat_threatforge_boundary_fields);
}

static void
write_boundaries (Writer *self)
{
  g_autoptr (GPtrArray) zones = moat_document_list_children (self->document, self->use_case_id,
                                                             MOAT_KIND_BOUNDARY);
  JsonArray *array = moat_json_ensure_array (self->root, "trust_boundaries");

  for (guint i = 0; i < zones->len; i++)
    write_boundary (self, array, g_ptr_array_index (zones, i));
}

/* ---- Threats ---- */

/* A threat has one category, and always one. */
static const char *
get_category (Writer *self, MoatStride stride)
{
  static const struct
  {
    MoatStride stride;
    const char *category;
  } categories[] = {
    { MOAT_STRIDE_SPOOFING, "Spoofing" },        { MOAT_STRIDE_TAMPERING, "Tampering" },
    { MOAT_STRIDE_REPUDIATION, "Repudiation" },  { MOAT_STRIDE_DISCLOSURE, "Information Disclosure" },
    { MOAT_STRIDE_DENIAL, "Denial of Service" }, { MOAT_STRIDE_ELEVATION, "Elevation of Privilege" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    if ((stride & categories[i].stride) != 0)
      return categories[i].category;
  self->n_uncategorized++;
  return "Tampering";
}

static const char *
get_severity (MoatLevel level, JsonObject *kept)
{
  const char *before = moat_json_get_text (kept, "severity");

  if (level == MOAT_LEVEL_UNKNOWN)
    return "medium";
  return level == MOAT_LEVEL_LOW && g_strcmp0 (before, "info") == 0
             ? before
             : moat_value_get_nick (moat_levels, level);
}

static const char *
get_mitigation_status (const MoatThreatState *state, GPtrArray *decisions)
{
  static const char *const words[] = {
    [MOAT_THREAT_OPEN] = "not_started",        [MOAT_THREAT_ACCEPTED] = "accepted",
    [MOAT_THREAT_TRANSFERRED] = "transferred", [MOAT_THREAT_AVOIDED] = "mitigated",
    [MOAT_THREAT_OUT_OF_SCOPE] = "accepted",   [MOAT_THREAT_NOT_APPLICABLE] = "accepted",
  };
  gboolean is_begun = FALSE;

  for (guint i = 0; state->status == MOAT_THREAT_OPEN && i < decisions->len; i++)
    {
      const MoatDecisionState *decision = moat_decision_state (g_ptr_array_index (decisions, i));

      if (decision->status == MOAT_DECISION_BUILT)
        return "mitigated";
      is_begun = is_begun || decision->status == MOAT_DECISION_AGREED;
    }
  return is_begun ? "in_progress" : words[state->status];
}

static void
put_mitigation (JsonObject *object, const MoatThreatState *state, GPtrArray *decisions)
{
  g_autoptr (GString) text = g_string_new (NULL);
  JsonObject *mitigation;

  for (guint i = 0; state->status == MOAT_THREAT_OPEN && i < decisions->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            moat_text_get (moat_decision_state (g_ptr_array_index (decisions, i))->text));
  if (state->status != MOAT_THREAT_OPEN)
    g_string_append (text, moat_text_get (state->reason));
  if (state->status == MOAT_THREAT_OPEN && decisions->len == 0)
    return;
  mitigation = moat_json_ensure_object (object, "mitigation");
  json_object_set_string_member (mitigation, "status", get_mitigation_status (state, decisions));
  json_object_set_string_member (mitigation, "description", text->str);
}

/* A threat there has one category and one severity: none, or several, go along as ours. So do states that
 * ThreatForge lacks.
 */
static void
finish_threat (JsonObject *object, MoatRecord *threat, JsonObject *kept)
{
  const MoatThreatState *state = moat_threat_state (threat);
  gboolean is_one = (state->stride & (state->stride - 1)) == 0 && state->stride != 0;
  JsonObject *own;

  finish (object, threat, kept, moat_threatforge_threat_fields);
  own = moat_json_ensure_object (object, MOAT_THREATFORGE_OWN);
  if (is_one)
    moat_json_drop (own, (const char *const[]){ "stride", NULL });
  else if (state->stride == 0)
    moat_json_ensure_array (own, "stride");
  if (state->severity != MOAT_LEVEL_UNKNOWN)
    moat_json_drop (own, (const char *const[]){ "severity", NULL });
  else
    json_object_set_string_member (own, "severity", moat_value_get_nick (moat_levels, MOAT_LEVEL_UNKNOWN));
  if (state->status == MOAT_THREAT_ACCEPTED || state->status == MOAT_THREAT_TRANSFERRED)
    moat_json_drop (own, (const char *const[]){ "status", NULL });
  if (json_object_get_size (own) == 0)
    json_object_remove_member (object, MOAT_THREATFORGE_OWN);
}

static void
write_threat (Writer *self, JsonArray *array, MoatRecord *threat)
{
  const MoatThreatState *state = moat_threat_state (threat);
  MoatRecord *on = moat_document_find (self->document, state->on);
  MoatKind kind = moat_record_get_kind (on);
  g_autoptr (GPtrArray) decisions = moat_query_decisions (self->document, moat_record_get_id (threat));
  g_autoptr (JsonObject) kept = get_kept (threat);
  g_autofree char *element = moat_json_dup_text (kept, "element");
  const char *place = get_id (self, state->on);
  JsonObject *object = moat_json_add_object (array);

  json_object_set_string_member (object, "id", claim_id (self, threat));
  json_object_set_string_member (object, "title", moat_text_get (state->text));
  json_object_set_string_member (object, "category", get_category (self, state->stride));
  moat_json_drop (kept, (const char *const[]){ "element", NULL });
  if (kind == MOAT_KIND_ELEMENT)
    json_object_set_string_member (object, "element", place);
  else if (kind == MOAT_KIND_FLOW && element != NULL && g_hash_table_contains (self->taken, element))
    json_object_set_string_member (object, "element", element);
  if (kind == MOAT_KIND_FLOW && place != NULL)
    json_object_set_string_member (object, "flow", place);
  if (kind == MOAT_KIND_BOUNDARY || (kind == MOAT_KIND_FLOW && place == NULL))
    moat_report_add_item (self->report, moat_record_get_title (threat), moat_record_get_id (threat), "%s",
                          _ ("It stands in the file without saying where: only elements and flows have moves "
                             "there."));
  json_object_set_string_member (object, "severity", get_severity (moat_query_severity (state), kept));
  moat_json_put_text (object, "description", state->notes);
  put_mitigation (object, state, decisions);
  finish_threat (object, threat, kept);
}

static void
write_threats (Writer *self)
{
  g_autoptr (GPtrArray) threats = moat_query_threats (self->document, self->use_case_id);
  JsonArray *array = moat_json_ensure_array (self->root, "threats");

  for (guint i = 0; i < threats->len; i++)
    write_threat (self, array, g_ptr_array_index (threats, i));
  if (self->n_uncategorized > 0)
    moat_report_add (self->report,
                     ngettext ("%u move without a category is written as Tampering: the format wants one.",
                               "%u moves without a category are written as Tampering: the format wants one.",
                               self->n_uncategorized),
                     self->n_uncategorized);
}

/* ---- The file ---- */

/* The last time that it was looked at. */
static const char *
get_date (MoatDocument *document)
{
  GPtrArray *reviews = moat_document_list (document, MOAT_KIND_REVIEW);
  const char *last = NULL;

  for (guint i = 0; i < reviews->len; i++)
    {
      const char *date = moat_review_state (g_ptr_array_index (reviews, i))->date;

      if (date != NULL && (last == NULL || strcmp (date, last) > 0))
        last = date;
    }
  return last != NULL ? last : NO_DATE;
}

static void
write_metadata (Writer *self, MoatRecord *use_case, JsonObject *kept)
{
  const MoatModelState *model = moat_model_state (moat_document_get_model (self->document));
  JsonObject *metadata = moat_json_ensure_object (self->root, "metadata");
  const char *author = moat_list_len (model->contributors) > 0 ? moat_list_get (model->contributors, 0) : "";
  const char *date = get_date (self->document);

  json_object_set_string_member (metadata, "title",
                                 model->title != NULL ? model->title : moat_record_get_title (use_case));
  json_object_set_string_member (metadata, "author", author);
  json_object_set_string_member (metadata, "created",
                                 json_object_has_member (kept, "created")
                                     ? moat_json_get_text (kept, "created")
                                     : date);
  json_object_set_string_member (metadata, "modified",
                                 json_object_has_member (kept, "modified")
                                     ? moat_json_get_text (kept, "modified")
                                     : date);
  moat_json_put_text (metadata, "description", moat_use_case_state (use_case)->summary);
  moat_json_drop (kept, (const char *const[]){ "id", NULL });
  moat_kept_give_back (metadata, kept);
}

static void
write_diagrams (Writer *self, MoatRecord *use_case, JsonObject *kept_model)
{
  JsonArray *before = moat_json_get_array (kept_model, "diagrams");
  JsonArray *array = before != NULL ? json_array_ref (before) : json_array_new ();
  JsonObject *diagram = moat_json_object_at (array, 0);

  json_object_set_array_member (self->root, "diagrams", array);
  if (diagram == NULL)
    diagram = moat_json_add_object (array);
  if (!json_object_has_member (diagram, "id"))
    json_object_set_string_member (diagram, "id", moat_record_get_id (use_case));
  json_object_set_string_member (diagram, "name", moat_record_get_title (use_case));
  moat_json_drop (diagram, (const char *const[]){ "layout_file", NULL });
}

/* Other use cases, and what a mitigation there cannot say. */
static void
report_left (Writer *self, gboolean is_chosen)
{
  GPtrArray *decisions = moat_document_list (self->document, MOAT_KIND_DECISION);
  guint n_others = moat_document_count (self->document, MOAT_KIND_USE_CASE) - 1;
  guint n_decisions = 0;

  if (!is_chosen && n_others > 0)
    moat_report_add (self->report,
                     ngettext ("%u other use case is not in the file, which has room for one.",
                               "%u other use cases are not in the file, which has room for one.", n_others),
                     n_others);
  for (guint i = 0; i < decisions->len; i++)
    {
      const MoatDecisionState *state = moat_decision_state (g_ptr_array_index (decisions, i));

      n_decisions += moat_list_len (state->enforced) > 0 || state->owner != NULL || state->ticket != NULL;
    }
  if (n_decisions > 0)
    moat_report_add (
        self->report,
        ngettext ("Where %u decision is enforced, its owner and ticket have no place in the format.",
                  "Where %u decisions are enforced, their owners and tickets have no place in the "
                  "format.",
                  n_decisions),
        n_decisions);
}

static void
write_all (Writer *self, MoatRecord *use_case)
{
  g_autoptr (JsonObject) kept_model = get_kept (moat_document_get_model (self->document));
  g_autoptr (JsonObject) kept = get_kept (use_case);

  json_object_set_string_member (self->root, "version", "1.0");
  write_metadata (self, use_case, kept);
  write_elements (self);
  write_flows (self);
  write_boundaries (self);
  write_threats (self);
  write_diagrams (self, use_case, kept_model);
  moat_kept_give_back (self->root, kept_model);
}

GBytes *
moat_threatforge_write (MoatDocument *document,
                        const MoatExportOptions *options,
                        MoatReport *report,
                        GError **error)
{
  static const guint lost = 1 << MOAT_KIND_VERIFICATION | 1 << MOAT_KIND_ASSUMPTION
                            | 1 << MOAT_KIND_DEPENDENCY | 1 << MOAT_KIND_EXEMPTION | 1 << MOAT_KIND_REVIEW;
  g_autoptr (JsonObject) root = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  MoatRecord *use_case = options->use_case_id != NULL
                             ? moat_document_find_kind (document, options->use_case_id, MOAT_KIND_USE_CASE)
                             : moat_query_first_use_case (document);
  Writer self = { .document = document,
                  .zones = moat_zones_get (document),
                  .report = report,
                  .root = root,
                  .ids = ids,
                  .taken = taken };

  if (use_case == NULL)
    {
      g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_OPTION, _ ("There is no use case to write."));
      return NULL;
    }
  self.use_case_id = moat_record_get_id (use_case);
  {
    g_auto (MoatUntranslated) untranslated G_GNUC_UNUSED = moat_untranslated_begin ();

    write_all (&self, use_case);
  }
  report_left (&self, options->use_case_id != NULL);
  moat_export_lost_kinds (document, lost, report);
  moat_export_lost_steps (document, report);
  moat_export_lost_privacy (document, report);
  node = json_node_init_object (json_node_alloc (), root);
  return moat_yaml_write (node, MOAT_THREATFORGE_HEADING);
}
