/* Reading Threagile's models: assets, links, boundaries, data. It has no
 * places. Risks are threagile-risks.c, included files threagile-includes.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "threagile-private.h"

#include "html-text.h"
#include "import-words.h"
#include "json-get.h"
#include "yaml-read.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Values ---- */

char *
moat_threagile_dup_plain (JsonObject *object, const char *name)
{
  g_autofree char *text = moat_json_dup_text (object, name);
  g_autofree char *plain = text != NULL ? g_strstrip (moat_html_to_text_keep_lines (text)) : NULL;

  return plain != NULL && *plain != '\0' ? g_steal_pointer (&plain) : NULL;
}

/* As Threagile makes one: letters and digits in lower case, dashes between. */
char *
moat_threagile_dup_id (JsonObject *object, const char *title)
{
  char *id = moat_json_dup_text (object, "id");

  if (id != NULL || title == NULL)
    return id;
  id = g_ascii_strdown (title, -1);
  return g_strdelimit (id, " \t_/\\", '-');
}

void
moat_threagile_foreach (MoatThreagileReader *self, JsonNode *things, MoatThreagileRead read, gpointer data)
{
  JsonObject *mapping = moat_json_as_object (things);
  JsonArray *list = moat_json_as_array (things);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  for (guint i = 0; i < moat_json_len (list); i++)
    {
      g_autofree char *title = moat_json_dup_text (moat_json_object_at (list, i), "title");

      if (moat_json_object_at (list, i) != NULL && moat_import_go_on (self->import, i, moat_json_len (list)))
        read (self, title != NULL ? title : "", moat_json_object_at (list, i), data);
    }
  if (mapping == NULL)
    return;
  json_object_iter_init_ordered (&iter, mapping);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      JsonObject *object = moat_json_as_object (node);
      g_autofree char *title = moat_json_dup_text (object, "title");

      if (object != NULL && moat_import_go_on (self->import, 0, 1))
        read (self, title != NULL ? title : name, object, data);
    }
}

static void
read_each (MoatThreagileReader *self, const char *member, MoatThreagileRead read)
{
  JsonNode *node = json_object_get_member (self->root, member);

  if (node != NULL)
    moat_threagile_foreach (self, node, read, NULL);
}

static const char *
class_of (const char *confidentiality)
{
  static const char *const classes[][2] = {
    { "public", "public" },       { "internal", "sensitive" },           { "restricted", "sensitive" },
    { "confidential", "secret" }, { "strictly-confidential", "secret" },
  };

  for (gsize i = 0; confidentiality != NULL && i < G_N_ELEMENTS (classes); i++)
    if (strcmp (classes[i][0], confidentiality) == 0)
      return classes[i][1];
  return NULL;
}

/* ---- Data ---- */

static void
read_data (MoatThreagileReader *self, const char *title, JsonObject *object, gpointer data)
{
  static const char *const understood[] = { "id", "title", "description", "owner", "confidentiality", NULL };
  static const char *const quietly[] = { "confidentiality", NULL };
  g_autofree char *id = moat_threagile_dup_id (object, title);
  g_autofree char *confidentiality = moat_json_dup_text (object, "confidentiality");
  MoatRecord *asset = moat_import_add (self->import, MOAT_KIND_ASSET, id);
  MoatAssetState *state = moat_document_edit (self->document, asset);

  moat_text_set (&state->name, title);
  moat_text_take (&state->description, moat_threagile_dup_plain (object, "description"));
  moat_json_set_text (&state->owner, object, "owner");
  moat_text_set (&state->asset_class, class_of (confidentiality));
  moat_import_keep (self->import, asset, object, understood);
  moat_import_keep_quietly (self->import, asset, object, quietly);
}

/* ---- Assets ---- */

/* The name of one technology, or those of a parsed model's list. */
static char *
dup_technology (JsonObject *object)
{
  char *technology = moat_json_dup_text (object, "technology");
  JsonArray *list = moat_json_get_array (object, "technologies");
  g_autoptr (GString) names = g_string_new (NULL);

  if (technology != NULL)
    return technology;
  for (guint i = 0; i < moat_json_len (list); i++)
    {
      JsonObject *entry = moat_json_object_at (list, i);
      g_autofree char *plain = moat_json_dup_as_text (json_array_get_element (list, i));
      const char *name = moat_json_get_text (entry, "name");

      if (name == NULL)
        name = moat_json_get_text (entry, "Name");
      if (name == NULL)
        name = plain;
      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static void
read_asset (MoatThreagileReader *self, const char *title, JsonObject *object, gpointer data)
{
  static const char *const understood[] = { "id",
                                            "title",
                                            "description",
                                            "type",
                                            "technology",
                                            "technologies",
                                            "tags",
                                            "out_of_scope",
                                            "justification_out_of_scope",
                                            "encryption",
                                            "data_assets_processed",
                                            "data_assets_stored",
                                            "communication_links",
                                            NULL };
  static const char *const quietly[] = { "encryption", NULL };
  g_autofree char *id = moat_threagile_dup_id (object, title);
  g_autofree char *type = moat_json_dup_text (object, "type");
  g_autofree char *encryption = moat_json_dup_text (object, "encryption");
  MoatRecord *element = moat_import_add_element (self->import, self->use_case, id,
                                                 moat_import_words_element_type (type, title), title);
  MoatElementState *state = moat_document_edit (self->document, element);

  moat_text_take (&state->description, moat_threagile_dup_plain (object, "description"));
  moat_text_take (&state->technology, dup_technology (object));
  moat_json_add_texts (&state->tags, moat_json_get_array (object, "tags"));
  if (encryption != NULL)
    state->encrypted = strcmp (encryption, "none") == 0 ? MOAT_NO : MOAT_YES;
  state->out_of_scope = moat_json_get_flag (object, "out_of_scope");
  if (state->out_of_scope)
    moat_text_take (&state->reason, moat_threagile_dup_plain (object, "justification_out_of_scope"));
  moat_import_carry_ids (self->import, element, moat_json_get_array (object, "data_assets_processed"));
  moat_import_carry_ids (self->import, element, moat_json_get_array (object, "data_assets_stored"));
  moat_import_keep (self->import, element, object, understood);
  moat_import_keep_quietly (self->import, element, object, quietly);
}

/* ---- Links ---- */

/* @data is the id of the asset that the link begins at. */
static void
read_link (MoatThreagileReader *self, const char *title, JsonObject *object, gpointer data)
{
  static const char *const understood[] = { "id",
                                            "title",
                                            "source_id",
                                            "target",
                                            "target_id",
                                            "description",
                                            "tags",
                                            "protocol",
                                            "authentication",
                                            "data_assets_sent",
                                            "data_assets_received",
                                            "vpn",
                                            "diagram_tweak_weight",
                                            "diagram_tweak_constraint",
                                            NULL };
  static const char *const quietly[] = { "authentication", "vpn", NULL };
  const char *source = data;
  g_autofree char *id = moat_threagile_dup_id (object, title);
  g_autofree char *whole_id = strchr (id, '>') != NULL ? g_strdup (id) : g_strconcat (source, ">", id, NULL);
  g_autofree char *target = moat_json_dup_text (object, "target");
  g_autofree char *authentication = moat_json_dup_text (object, "authentication");
  MoatRecord *flow = moat_import_add_flow (self->import, self->use_case, whole_id, title);
  MoatFlowState *state = moat_document_edit (self->document, flow);
  MoatRecord *element;

  if (target == NULL)
    target = moat_json_dup_text (object, "target_id");
  moat_text_take (&state->description, moat_threagile_dup_plain (object, "description"));
  moat_json_add_texts (&state->tags, moat_json_get_array (object, "tags"));
  moat_json_set_text (&state->protocol, object, "protocol");
  state->encrypted = moat_json_get_flag (object, "vpn") ? MOAT_YES
                                                        : moat_import_words_encrypted (state->protocol);
  if (authentication != NULL)
    state->authenticated = strcmp (authentication, "none") == 0 ? MOAT_NO : MOAT_YES;
  state->bidirectional = moat_json_len (moat_json_get_array (object, "data_assets_received")) > 0;
  moat_import_carry_ids (self->import, flow, moat_json_get_array (object, "data_assets_sent"));
  moat_import_carry_ids (self->import, flow, moat_json_get_array (object, "data_assets_received"));
  moat_import_attach (self->import, flow, MOAT_IMPORT_SOURCE,
                      moat_import_find (self->import, MOAT_KIND_ELEMENT, source), NULL);
  element = moat_import_find (self->import, MOAT_KIND_ELEMENT, target);
  if (element != NULL)
    moat_import_attach (self->import, flow, MOAT_IMPORT_TARGET, element, NULL);
  else
    moat_import_lost (self->import, title, flow,
                      _ ("Its target “%s” is no technical asset of the file; that end is free now."),
                      target != NULL ? target : "");
  moat_import_keep (self->import, flow, object, understood);
  moat_import_keep_quietly (self->import, flow, object, quietly);
}

static void
read_links (MoatThreagileReader *self, const char *title, JsonObject *object, gpointer data)
{
  g_autofree char *id = moat_threagile_dup_id (object, title);
  JsonNode *links = json_object_get_member (object, "communication_links");

  if (links != NULL && id != NULL)
    moat_threagile_foreach (self, links, read_link, id);
}

/* ---- Boundaries ---- */

static void
read_boundary (MoatThreagileReader *self, const char *title, JsonObject *object, gpointer data)
{
  static const char *const understood[] = {
    "id", "title", "description", "type", "tags", "technical_assets_inside", "trust_boundaries_nested", NULL
  };
  static const char *const quietly[] = { "type", NULL };
  g_autofree char *id = moat_threagile_dup_id (object, title);
  g_autofree char *type = moat_json_dup_text (object, "type");
  MoatRecord *zone = moat_import_add_zone (self->import, self->use_case, id, title);
  MoatBoundaryState *state = moat_document_edit (self->document, zone);

  moat_text_take (&state->description, moat_threagile_dup_plain (object, "description"));
  state->type = moat_import_words_boundary_type (type, title);
  moat_json_add_texts (&state->tags, moat_json_get_array (object, "tags"));
  moat_import_keep (self->import, zone, object, understood);
  moat_import_keep_quietly (self->import, zone, object, quietly);
}

static void
put_in (MoatThreagileReader *self, MoatRecord *zone, JsonArray *ids, MoatKind kind)
{
  for (guint i = 0; i < moat_json_len (ids); i++)
    {
      g_autofree char *id = moat_json_dup_as_text (json_array_get_element (ids, i));
      MoatRecord *record = moat_import_find (self->import, kind, id);

      if (record != NULL && record != zone)
        moat_import_put_in (self->import, record, zone);
      else if (id != NULL)
        moat_import_lost (self->import, moat_record_get_title (zone), zone,
                          _ ("It contains “%s”, which is not in the file."), id);
    }
}

static void
fill_boundary (MoatThreagileReader *self, const char *title, JsonObject *object, gpointer data)
{
  g_autofree char *id = moat_threagile_dup_id (object, title);
  MoatRecord *zone = moat_import_find (self->import, MOAT_KIND_BOUNDARY, id);

  if (zone == NULL)
    return;
  put_in (self, zone, moat_json_get_array (object, "technical_assets_inside"), MOAT_KIND_ELEMENT);
  put_in (self, zone, moat_json_get_array (object, "trust_boundaries_nested"), MOAT_KIND_BOUNDARY);
}

/* ---- Words ---- */

/* Each of a mapping of names and texts. */
static void
read_words (MoatThreagileReader *self,
            const char *member,
            void (*read) (MoatThreagileReader *, const char *, const char *))
{
  JsonObject *mapping = moat_json_get_object (self->root, member);
  JsonObjectIter iter;
  const char *name;

  if (mapping == NULL)
    return;
  json_object_iter_init_ordered (&iter, mapping);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    {
      g_autofree char *text = moat_threagile_dup_plain (mapping, name);

      read (self, name, text);
    }
}

/* An answer is what the team takes for granted; without one it is still open. */
static void
read_question (MoatThreagileReader *self, const char *question, const char *answer)
{
  g_autofree char *text = g_strdup_printf ("%s %s", question, answer != NULL ? answer : "(open question)");

  moat_import_add_assumption (self->import, NULL, text);
}

static void
read_requirement (MoatThreagileReader *self, const char *name, const char *text)
{
  g_autofree char *whole = text != NULL ? g_strdup_printf ("%s: %s", name, text) : g_strdup (name);

  moat_import_add_assumption (self->import, NULL, whole);
}

/* What an attacker would do with the whole: a move on the use case. */
static void
read_abuse_case (MoatThreagileReader *self, const char *name, const char *text)
{
  MoatRecord *threat = moat_import_add_threat (self->import, self->use_case, name, name);

  moat_text_set (&((MoatThreatState *) moat_document_edit (self->document, threat))->notes, text);
}

/* ---- The file ---- */

static void
read_runtime (MoatThreagileReader *self, const char *title, JsonObject *object, gpointer data)
{
  moat_import_lost (self->import, title, NULL,
                    _ ("A shared runtime has no place in the model; the model's file keeps it."));
}

static void
read_contributors (MoatThreagileReader *self)
{
  g_autofree char *author = moat_json_dup_text (moat_json_get_object (self->root, "author"), "name");
  JsonArray *list = moat_json_get_array (self->root, "contributors");

  moat_import_add_contributor (self->import, author);
  for (guint i = 0; i < moat_json_len (list); i++)
    {
      g_autofree char *name = moat_json_dup_text (moat_json_object_at (list, i), "name");

      moat_import_add_contributor (self->import, name);
    }
}

static void
read_overview (MoatThreagileReader *self, const MoatImportOptions *options)
{
  g_autofree char *title = moat_json_dup_text (self->root, "title");
  MoatModelState *model = moat_document_edit (self->document, moat_document_get_model (self->document));
  MoatUseCaseState *use_case;

  if (title == NULL)
    title = g_strdup (options->base_name);
  moat_text_set (&model->title, title);
  moat_text_take (&model->scope,
                  moat_threagile_dup_plain (moat_json_get_object (self->root, "business_overview"),
                                            "description"));
  read_contributors (self);
  self->use_case = moat_import_add_use_case (self->import, "model", title);
  use_case = moat_document_edit (self->document, self->use_case);
  moat_text_take (&use_case->summary, moat_threagile_dup_plain (self->root, "management_summary_comment"));
  moat_text_take (&use_case->notes,
                  moat_threagile_dup_plain (moat_json_get_object (self->root, "technical_overview"),
                                            "description"));
}

static void
read_all (MoatThreagileReader *self, const MoatImportOptions *options)
{
  /* What Threagile works out of the rest is of no use when the rest changes. */
  static const char *const understood[] = { "title",
                                            "contributors",
                                            "includes",
                                            "questions",
                                            "abuse_cases",
                                            "security_requirements",
                                            "data_assets",
                                            "technical_assets",
                                            "trust_boundaries",
                                            "risk_tracking",
                                            "individual_risk_categories",
                                            "custom_risk_categories",
                                            "shared_runtimes",
                                            "communication_links",
                                            "built_in_risk_categories",
                                            "generated_risks_by_category",
                                            "incoming_technical_communication_links_mapped_by_target_id",
                                            "direct_containing_trust_boundary_mapped_by_technical_asset_id",
                                            NULL };
  static const char *const quietly[] = { "shared_runtimes", NULL };
  MoatRecord *model = moat_document_get_model (self->document);

  read_overview (self, options);
  moat_import_keep (self->import, model, self->root, understood);
  moat_import_keep_quietly (self->import, model, self->root, quietly);
  read_each (self, "data_assets", read_data);
  read_each (self, "technical_assets", read_asset);
  read_each (self, "technical_assets", read_links);
  read_each (self, "trust_boundaries", read_boundary);
  read_each (self, "trust_boundaries", fill_boundary);
  read_each (self, "shared_runtimes", read_runtime);
  read_words (self, "questions", read_question);
  read_words (self, "security_requirements", read_requirement);
  read_words (self, "abuse_cases", read_abuse_case);
  moat_threagile_read_risks (self);
}

static MoatDocument *
read_threagile (GBytes *bytes, const MoatImportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (JsonNode) node = moat_yaml_or_json_read (bytes, report, error);
  g_autoptr (MoatImport) import = NULL;
  MoatThreagileReader reader = { .root = moat_json_as_object (node) };

  if (node == NULL
      || (reader.root != NULL && !moat_threagile_include (reader.root, options->folder, report, error)))
    return NULL;
  if (moat_json_get_object (reader.root, "technical_assets") == NULL)
    {
      g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED,
                   _ ("This is no Threagile model: it has no “technical_assets”. Check that it is the right "
                      "file."));
      return NULL;
    }
  import = moat_import_new (moat_threagile_format.name, options, report);
  reader.import = import;
  reader.document = moat_import_get_document (import);
  read_all (&reader, options);
  return moat_import_finish (import, error);
}

static int
sniff (const char *data, gsize length)
{
  return moat_yaml_peek (data, length, "technical_assets", NULL)
                 || moat_yaml_peek (data, length, "threagile_version", NULL)
                 || moat_json_peek (data, length, "technical_assets", NULL)
             ? 85
             : 0;
}

static const char *const suffixes[] = { "threagile.yaml", "threagile.yml", NULL };

const MoatFormat moat_threagile_format = {
  .name = "threagile",
  .label = N_ ("Threagile"),
  .suffixes = suffixes,
  .mime = "application/yaml",
  .sniff = sniff,
  .read = read_threagile,
};
