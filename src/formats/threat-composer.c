/* Reading AWS Threat Composer's workspaces.
 *
 * A workspace has threat statements and mitigations, and pictures instead of
 * diagrams: so all moves hang on one use case, until somebody draws it and
 * gives them to its flows. A statement is an attacker move as it stands; a
 * mitigation is a decision, and links say which stops what.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "threat-composer.h"

#include "bounds.h"
#include "import-words.h"
#include "import.h"
#include "json-get.h"
#include "json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FORMAT "threat-composer"

/* What people write before a link to the code, in a comment on a mitigation. */
#define IN_CODE "Implementation in code"

/* Links through mitigations multiply; people make some hundreds. */
#define MAX_LINKS 1000000

typedef struct
{
  MoatImport *import;
  MoatDocument *document;
  JsonObject *root;
  MoatRecord *use_case;
  guint n_done;
  guint n_total;
  guint n_links; /* from mitigations and assumptions to threats */
} Reader;

static gboolean
go_on (Reader *self)
{
  return moat_import_go_on (self->import, self->n_done++, self->n_total);
}

/* ---- Metadata ---- */

/* The first value of @key: a text, or the texts of a list joined. Owned, or NULL. */
static char *
dup_metadata (JsonObject *object, const char *key)
{
  JsonArray *metadata = moat_json_get_array (object, "metadata");

  for (guint i = 0; i < moat_json_len (metadata); i++)
    {
      JsonObject *entry = moat_json_object_at (metadata, i);
      JsonArray *list = moat_json_get_array (entry, "value");
      g_autoptr (GString) joined = NULL;

      if (g_strcmp0 (moat_json_get_text (entry, "key"), key) != 0)
        continue;
      if (list == NULL)
        return moat_json_dup_text (entry, "value");
      joined = g_string_new (NULL);
      for (guint j = 0; j < moat_json_len (list); j++)
        if (moat_json_text_at (list, j) != NULL)
          g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", moat_json_text_at (list, j));
      return g_string_free (g_steal_pointer (&joined), FALSE);
    }
  return NULL;
}

/* Metadata of other keys, kept by those keys, and tags. */
static void
keep_rest (Reader *self, MoatRecord *record, JsonObject *object, const char *const *understood)
{
  static const char *const known[] = { "Priority", "STRIDE", "Comments", NULL };
  /* What the statement says too, in other parts. */
  static const char *const quiet[] = { "id",           "numericId",     "displayOrder",
                                       "threatSource", "prerequisites", "threatAction",
                                       "threatImpact", "impactedGoal",  NULL };
  JsonArray *metadata = moat_json_get_array (object, "metadata");

  moat_import_keep (self->import, record, object, understood);
  moat_import_keep_quietly (self->import, record, object, quiet);
  for (guint i = 0; i < moat_json_len (metadata); i++)
    {
      JsonObject *entry = moat_json_object_at (metadata, i);
      const char *key = moat_json_get_text (entry, "key");

      if (key != NULL && !g_strv_contains (known, key))
        moat_import_keep_within (self->import, record, key, entry, (const char *const[]){ "key", NULL });
    }
}

/* ---- Threats ---- */

static MoatStride
read_stride (JsonObject *threat)
{
  g_autofree char *letters = dup_metadata (threat, "STRIDE");
  g_auto (GStrv) parts = g_strsplit (letters != NULL ? letters : "", " ", -1);
  MoatStride stride = 0;

  for (char **part = parts; *part != NULL; part++)
    stride |= moat_import_words_stride (*part);
  return stride;
}

/* "a, b and c"; owned, NULL of nothing. */
static char *
join_list (JsonArray *list)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint count = moat_json_len (list);

  for (guint i = 0; i < count; i++)
    if (moat_json_text_at (list, i) != NULL)
      g_string_append_printf (text, "%s%s",
                              text->len == 0  ? ""
                              : i + 1 < count ? ", "
                                              : " and ",
                              moat_json_text_at (list, i));
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
append_part (GString *text, const char *before, const char *part)
{
  if (part != NULL)
    g_string_append_printf (text, "%s%s%s", text->len > 0 ? " " : "", before, part);
}

/* The statement, or what its parts say, in the words that the tool puts between them. Owned, or NULL. */
static char *
dup_statement (JsonObject *threat)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *goals = join_list (moat_json_get_array (threat, "impactedGoal"));
  g_autofree char *assets = join_list (moat_json_get_array (threat, "impactedAssets"));
  const char *statement = moat_json_get_text (threat, "statement");

  if (statement != NULL)
    return g_strdup (statement);
  text = g_string_new (NULL);
  append_part (text, "A ", moat_json_get_text (threat, "threatSource"));
  append_part (text, "", moat_json_get_text (threat, "prerequisites"));
  append_part (text, "can ", moat_json_get_text (threat, "threatAction"));
  append_part (text, "which leads to ", moat_json_get_text (threat, "threatImpact"));
  append_part (text, "resulting in reduced ", goals);
  append_part (text, "of ", assets);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
read_threat (Reader *self, JsonObject *object)
{
  static const char *const understood[] = { "id",
                                            "numericId",
                                            "displayOrder",
                                            "statement",
                                            "metadata",
                                            "status",
                                            "displayedStatement",
                                            "impactedAssets",
                                            "threatSource",
                                            "prerequisites",
                                            "threatAction",
                                            "threatImpact",
                                            "impactedGoal",
                                            NULL };
  g_autofree char *id = moat_json_dup_text (object, "id");
  g_autofree char *statement = dup_statement (object);
  g_autofree char *comments = dup_metadata (object, "Comments");
  g_autofree char *priority = dup_metadata (object, "Priority");
  JsonArray *assets = moat_json_get_array (object, "impactedAssets");
  const char *status = moat_json_get_text (object, "status");
  MoatRecord *record = moat_import_add_threat (self->import, self->use_case, id, statement);
  MoatThreatState *state = moat_document_edit (self->document, record);

  moat_text_set (&state->notes, comments);
  state->severity = moat_import_words_level (priority);
  state->stride = read_stride (object);
  state->status = moat_import_words_status (status, NULL);
  if (g_strcmp0 (status, "threatResolvedNotUseful") == 0)
    state->status = MOAT_THREAT_NOT_APPLICABLE;
  for (guint i = 0; i < moat_json_len (assets); i++)
    if (moat_json_text_at (assets, i) != NULL)
      moat_import_ensure_asset (self->import, moat_json_text_at (assets, i));
  keep_rest (self, record, object, understood);
}

/* ---- Mitigations ---- */

/* Each once. */
static void
set_threats (MoatList **list, const GPtrArray *threats)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < threats->len && ids->len < MOAT_MAX_LIST; i++)
    if (g_hash_table_add (seen, g_ptr_array_index (threats, i)))
      g_ptr_array_add (ids, (gpointer) moat_record_get_id (g_ptr_array_index (threats, i)));
  g_ptr_array_add (ids, NULL);
  moat_list_set (list, (const char *const *) ids->pdata);
}

/* What a comment says about where the code is: "Implementation in code - [here](https://…)". */
static void
read_places (MoatList **places, const char *comments)
{
  g_auto (GStrv) lines = g_strsplit (comments != NULL ? comments : "", "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      const char *at = strstr (*line, IN_CODE);

      if (at == NULL)
        continue;
      for (at += strlen (IN_CODE); *at != '\0' && strchr (" -:\t", *at) != NULL; at++)
        ;
      if (*at != '\0')
        moat_list_add (places, at);
    }
}

static void
read_decision (Reader *self, JsonObject *object, const char *id, GPtrArray *threats)
{
  static const char *const understood[] = { "id",     "numericId", "displayOrder", "content", "metadata",
                                            "status", NULL };
  g_autofree char *comments = dup_metadata (object, "Comments");
  MoatRecord *record = moat_import_add_decision (self->import, g_ptr_array_index (threats, 0), id,
                                                 moat_json_get_text (object, "content"));
  MoatDecisionState *state = moat_document_edit (self->document, record);

  set_threats (&state->threats, threats);
  moat_text_set (&state->notes, comments);
  read_places (&state->enforced, comments);
  state->status = moat_import_words_progress (moat_json_get_text (object, "status"));
  keep_rest (self, record, object, understood);
}

/* What the links of @list lead to: id of what is linked (@from) → GPtrArray of borrowed threats. A link may
 * go through a mitigation that is in @through. Owned.
 */
static GHashTable *
collect_links (Reader *self, const char *list, const char *from, GHashTable *through)
{
  JsonArray *links = moat_json_get_array (self->root, list);
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < moat_json_len (links) && go_on (self); i++)
    {
      JsonObject *link = moat_json_object_at (links, i);
      g_autofree char *id = moat_json_dup_text (link, from);
      g_autofree char *linked = moat_json_dup_text (link, "linkedId");
      MoatRecord *threat = moat_import_find (self->import, MOAT_KIND_THREAT, linked);
      GPtrArray *more = through != NULL && linked != NULL ? g_hash_table_lookup (through, linked) : NULL;
      GPtrArray *threats = id != NULL ? g_hash_table_lookup (found, id) : NULL;

      if (id == NULL || (threat == NULL && more == NULL))
        continue;
      if (threats == NULL)
        {
          threats = g_ptr_array_new ();
          g_hash_table_insert (found, g_strdup (id), threats);
        }
      self->n_links += threat != NULL ? 1 : more->len;
      if (self->n_links > MAX_LINKS)
        {
          moat_import_lost (self->import, NULL, NULL,
                            _ ("There are more than %u links; the rest was left out."), MAX_LINKS);
          break;
        }
      if (threat != NULL)
        g_ptr_array_add (threats, threat);
      else
        g_ptr_array_extend (threats, more, NULL, NULL);
    }
  return found;
}

/* Mitigations, and the controls that some editions have beside them. */
static void
read_mitigations (Reader *self, const char *list, const char *label, GHashTable *links)
{
  JsonArray *mitigations = moat_json_get_array (self->root, list);

  for (guint i = 0; i < moat_json_len (mitigations) && go_on (self); i++)
    {
      JsonObject *object = moat_json_object_at (mitigations, i);
      g_autofree char *id = moat_json_dup_text (object, "id");
      GPtrArray *threats = id != NULL ? g_hash_table_lookup (links, id) : NULL;
      const char *content = moat_json_get_text (object, "content");

      if (object == NULL)
        continue;
      if (threats != NULL)
        read_decision (self, object, id, threats);
      else
        moat_import_lost (self->import, label, NULL,
                          _ ("“%s” stops no threat, so it is no decision; it was left out."),
                          content != NULL ? content : "");
    }
}

/* ---- Assumptions ---- */

static void
read_assumptions (Reader *self, GHashTable *mitigations)
{
  static const char *const understood[] = { "id", "numericId", "displayOrder", "content", "metadata", NULL };
  JsonArray *assumptions = moat_json_get_array (self->root, "assumptions");
  g_autoptr (GHashTable) links = collect_links (self, "assumptionLinks", "assumptionId", mitigations);

  for (guint i = 0; i < moat_json_len (assumptions) && go_on (self); i++)
    {
      JsonObject *object = moat_json_object_at (assumptions, i);
      g_autofree char *id = moat_json_dup_text (object, "id");
      g_autofree char *comments = dup_metadata (object, "Comments");
      const char *content = moat_json_get_text (object, "content");
      g_autofree char *whole = comments != NULL && content != NULL
                                   ? g_strdup_printf ("%s\n\n%s", content, comments)
                                   : g_strdup (content);
      GPtrArray *threats = id != NULL ? g_hash_table_lookup (links, id) : NULL;
      MoatRecord *record;
      MoatAssumptionState *state;

      if (object == NULL)
        continue;
      record = moat_import_add_assumption (self->import, id, whole);
      state = moat_document_edit (self->document, record);
      if (threats != NULL)
        set_threats (&state->threats, threats);
      keep_rest (self, record, object, understood);
    }
}

/* ---- The file ---- */

/* A threat that is resolved is stopped by something, even where nobody said by what. */
static void
settle_resolved (Reader *self)
{
  JsonArray *threats = moat_json_get_array (self->root, "threats");

  for (guint i = 0; i < moat_json_len (threats); i++)
    {
      JsonObject *object = moat_json_object_at (threats, i);
      g_autofree char *id = moat_json_dup_text (object, "id");
      MoatRecord *record = moat_import_find (self->import, MOAT_KIND_THREAT, id);
      MoatRecord *decision;

      if (record == NULL || g_strcmp0 (moat_json_get_text (object, "status"), "threatResolved") != 0
          || moat_document_has_referrers (self->document, moat_record_get_id (record), MOAT_KIND_DECISION))
        continue;
      decision = moat_import_add_decision (self->import, record, NULL, MOAT_IMPORT_UNSAID);
      ((MoatDecisionState *) moat_document_edit (self->document, decision))->status = MOAT_DECISION_BUILT;
    }
}

static void
read_head (Reader *self)
{
  static const char *const understood[] = { "schema",       "applicationInfo", "architecture",
                                            "dataflow",     "threats",         "mitigations",
                                            "assumptions",  "mitigationLinks", "controls",
                                            "controlLinks", "assumptionLinks", NULL };
  JsonObject *info = moat_json_get_object (self->root, "applicationInfo");
  JsonObject *dataflow = moat_json_get_object (self->root, "dataflow");
  JsonObject *architecture = moat_json_get_object (self->root, "architecture");
  MoatRecord *record = moat_document_get_model (self->document);
  MoatModelState *model = moat_document_edit (self->document, record);
  MoatUseCaseState *use_case;

  moat_text_set (&model->title, moat_json_get_text (info, "name"));
  moat_text_set (&model->scope, moat_json_get_text (info, "description"));
  self->use_case = moat_import_add_use_case (self->import, NULL, moat_json_get_text (info, "name"));
  use_case = moat_document_edit (self->document, self->use_case);
  moat_text_set (&use_case->summary, moat_json_get_text (dataflow, "description"));
  moat_text_set (&use_case->notes, moat_json_get_text (architecture, "description"));
  if (moat_json_get_text (dataflow, "image") != NULL)
    moat_import_lost (self->import, _ ("Data flow"), NULL,
                      _ ("The picture of the data flow is not carried."));
  if (moat_json_get_text (architecture, "image") != NULL)
    moat_import_lost (self->import, _ ("Architecture"), NULL,
                      _ ("The picture of the architecture is not carried."));
  moat_import_keep (self->import, record, self->root, understood);
}

static guint
count_all (JsonObject *root)
{
  static const char *const lists[] = { "threats",  "mitigations",  "assumptions",    "mitigationLinks",
                                       "controls", "controlLinks", "assumptionLinks" };
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    count += moat_json_len (moat_json_get_array (root, lists[i]));
  return count;
}

static void
read_all (Reader *self)
{
  JsonArray *threats = moat_json_get_array (self->root, "threats");
  g_autoptr (GHashTable) mitigations = NULL;
  g_autoptr (GHashTable) controls = NULL;

  read_head (self);
  for (guint i = 0; i < moat_json_len (threats) && go_on (self); i++)
    if (moat_json_object_at (threats, i) != NULL)
      read_threat (self, moat_json_object_at (threats, i));
  mitigations = collect_links (self, "mitigationLinks", "mitigationId", NULL);
  controls = collect_links (self, "controlLinks", "controlId", mitigations);
  read_mitigations (self, "mitigations", _ ("Mitigations"), mitigations);
  read_mitigations (self, "controls", _ ("Controls"), controls);
  read_assumptions (self, mitigations);
  settle_resolved (self);
}

static MoatDocument *
read_workspace (GBytes *bytes, const MoatImportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (JsonNode) node = moat_json_parse (bytes, NULL, error);
  g_autoptr (MoatImport) import = NULL;
  Reader reader = { 0 };

  if (node == NULL)
    return NULL;
  if (moat_json_get_array (moat_json_as_object (node), "threats") == NULL
      && moat_json_get_object (moat_json_as_object (node), "applicationInfo") == NULL)
    {
      g_set_error_literal (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED,
                           _ ("A Threat Composer workspace has “threats” or an “applicationInfo”. Check that "
                              "it is the right file."));
      return NULL;
    }
  import = moat_import_new (FORMAT, options, report);
  reader.import = import;
  reader.document = moat_import_get_document (import);
  reader.root = moat_json_as_object (node);
  reader.n_total = count_all (reader.root);
  read_all (&reader);
  return moat_import_finish (import, error);
}

static int
sniff (const char *data, gsize length)
{
  if (moat_json_peek (data, length, "applicationInfo", "threats", NULL)
      || moat_json_peek (data, length, "schema", "threats", "mitigationLinks", NULL))
    return 95;
  return moat_json_peek (data, length, "schema", "applicationInfo", NULL) ? 80 : 0;
}

static const char *const suffixes[] = { ".tc.json", NULL };

const MoatFormat moat_threat_composer_format = {
  .name = FORMAT,
  .label = N_ ("AWS Threat Composer"),
  .suffixes = suffixes,
  .mime = "application/json",
  .sniff = sniff,
  .read = read_workspace,
};
