/* moat-cli suggest: the attacker moves that the catalogue asks about, ranked.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "catalogs.h"
#include "cli.h"
#include "files.h"
#include "json-text.h"
#include "prompts.h"
#include "query.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

typedef struct
{
  char *flow;
  char **folders;
  gboolean as_json;
  gboolean all;
} Arguments;

static void
arguments_clear (Arguments *arguments)
{
  g_free (arguments->flow);
  g_strfreev (arguments->folders);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

/* ---- Choosing where ---- */

/* Every flow in story order, then the elements. Owned container. */
static GPtrArray *
list_places (MoatDocument *document)
{
  GPtrArray *use_cases = moat_document_list (document, MOAT_KIND_USE_CASE);
  GPtrArray *places = g_ptr_array_new ();

  for (guint i = 0; i < use_cases->len; i++)
    {
      const char *id = moat_record_get_id (g_ptr_array_index (use_cases, i));
      g_autoptr (GPtrArray) flows = moat_query_flows (document, id);
      g_autoptr (GPtrArray) elements = moat_query_elements (document, id);

      g_ptr_array_extend (places, flows, NULL, NULL);
      g_ptr_array_extend (places, elements, NULL, NULL);
    }

  return places;
}

/* By its id, or its number in the first use case. */
static gboolean
is_wanted (MoatDocument *document, MoatRecord *place, const char *wanted)
{
  g_autofree char *number = NULL;

  if (strcmp (moat_record_get_id (place), wanted) == 0)
    return TRUE;
  if (moat_record_get_kind (place) != MOAT_KIND_FLOW
      || moat_query_use_case (document, place) != moat_query_first_use_case (document))
    return FALSE;
  number = g_strdup_printf ("%u", moat_query_number (document, place));

  return strcmp (number, wanted) == 0;
}

/* ---- Text ---- */

static char *
describe_place (MoatDocument *document, MoatRecord *place)
{
  g_autofree char *ends = NULL;
  guint number;

  if (moat_record_get_kind (place) != MOAT_KIND_FLOW)
    return g_strdup (moat_record_get_title (place));
  ends = moat_query_flow_ends (document, place);
  number = moat_query_number (document, place);

  /* TRANSLATORS: number of the flow, its ends, its name. */
  return number == 0 ? g_strdup_printf (_ ("Flow %s: %s"), ends, moat_record_get_title (place))
                     : g_strdup_printf (_ ("Flow %u, %s: %s"), number, ends, moat_record_get_title (place));
}

static void
append_patterns (GString *text, MoatCatalog *catalog, const MoatMove *move)
{
  for (guint i = 0; move->patterns[i] != NULL; i++)
    {
      const MoatPattern *pattern = moat_catalog_find_pattern (catalog, move->patterns[i]);

      g_string_append_printf (text, "     => %s\n", pattern->text);
    }
}

static void
append_place (GString *text, MoatPrompts *prompts, MoatRecord *place, guint n_shown)
{
  MoatDocument *document = moat_prompts_get_document (prompts);
  GPtrArray *list = moat_prompts_list (prompts, moat_record_get_id (place));
  g_autofree char *title = describe_place (document, place);

  if (list->len == 0)
    return;
  g_string_append_printf (text, "%s%s\n", text->len > 0 ? "\n" : "", title);
  for (guint i = 0; i < MIN (list->len, n_shown); i++)
    {
      const MoatPrompt *prompt = g_ptr_array_index (list, i);
      g_autofree char *weaknesses = prompt->move->cwe == NULL ? g_strdup ("")
                                                              : g_strjoinv (", ", prompt->move->cwe);

      g_string_append_printf (text, "  %u. %s  [%s%s%s]\n", i + 1, prompt->text, prompt->move->id,
                              *weaknesses == '\0' ? "" : ", ", weaknesses);
      append_patterns (text, moat_prompts_get_catalog (prompts), prompt->move);
    }
}

/* ---- JSON ---- */

static void
add_texts (JsonBuilder *builder, const char *name, GStrv texts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    json_builder_add_string_value (builder, texts[i]);
  json_builder_end_array (builder);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, moat_text_get (text));
}

static void
add_pattern (JsonBuilder *builder, const MoatPattern *pattern)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", pattern->id);
  add_text (builder, "kind", moat_value_get_nick (moat_decision_types, pattern->type));
  add_text (builder, "text", pattern->text);
  add_texts (builder, "enforced", pattern->enforced);
  json_builder_set_member_name (builder, "verify");
  json_builder_begin_array (builder);
  for (guint i = 0; i < pattern->proofs->len; i++)
    json_builder_add_string_value (builder,
                                   ((const MoatPatternProof *) g_ptr_array_index (pattern->proofs, i))->text);
  json_builder_end_array (builder);
  add_text (builder, "tradeoff", pattern->tradeoff);
  json_builder_end_object (builder);
}

static void
add_stride (JsonBuilder *builder, MoatStride stride)
{
  json_builder_set_member_name (builder, "stride");
  json_builder_begin_array (builder);
  for (const MoatValue *value = moat_stride; value->nick != NULL; value++)
    {
      if ((stride & (guint) value->value) != 0)
        json_builder_add_string_value (builder, value->nick);
    }
  json_builder_end_array (builder);
}

static void
add_prompt (JsonBuilder *builder, MoatCatalog *catalog, const MoatPrompt *prompt)
{
  const MoatMove *move = prompt->move;

  json_builder_begin_object (builder);
  add_text (builder, "id", move->id);
  add_text (builder, "text", prompt->text);
  add_text (builder, "why", move->why);
  add_stride (builder, move->stride);
  add_texts (builder, "cwe", move->cwe);
  add_texts (builder, "capec", move->capec);
  add_text (builder, "likelihood", moat_value_get_nick (moat_levels, move->likelihood));
  add_text (builder, "impact", moat_value_get_nick (moat_levels, move->impact));
  json_builder_set_member_name (builder, "score");
  json_builder_add_double_value (builder, prompt->score);
  json_builder_set_member_name (builder, "decisions");
  json_builder_begin_array (builder);
  for (guint i = 0; move->patterns[i] != NULL; i++)
    add_pattern (builder, moat_catalog_find_pattern (catalog, move->patterns[i]));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_place (JsonBuilder *builder, MoatPrompts *prompts, MoatRecord *place, guint n_shown)
{
  GPtrArray *list = moat_prompts_list (prompts, moat_record_get_id (place));

  if (list->len == 0)
    return;
  json_builder_begin_object (builder);
  add_text (builder, "on", moat_record_get_id (place));
  add_text (builder, "kind", moat_kind_get_info (moat_record_get_kind (place))->name);
  add_text (builder, "name", moat_record_get_title (place));
  if (moat_record_get_kind (place) == MOAT_KIND_FLOW)
    {
      json_builder_set_member_name (builder, "number");
      json_builder_add_int_value (builder, moat_query_number (moat_prompts_get_document (prompts), place));
    }
  json_builder_set_member_name (builder, "prompts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < MIN (list->len, n_shown); i++)
    add_prompt (builder, moat_prompts_get_catalog (prompts), g_ptr_array_index (list, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* ---- The command ---- */

static MoatExit
print_prompts (MoatPrompts *prompts, GPtrArray *places, const Arguments *arguments)
{
  guint n_shown = arguments->all ? G_MAXUINT : MOAT_PROMPTS_BEST;
  g_autoptr (GString) text = g_string_new (NULL);

  if (arguments->as_json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
      g_autoptr (JsonNode) root = NULL;

      json_builder_begin_array (builder);
      for (guint i = 0; i < places->len; i++)
        add_place (builder, prompts, g_ptr_array_index (places, i), n_shown);
      json_builder_end_array (builder);
      root = json_builder_get_root (builder);
      moat_json_append_node (text, root, 0);
      g_string_append_c (text, '\n');
    }
  else
    {
      for (guint i = 0; i < places->len; i++)
        append_place (text, prompts, g_ptr_array_index (places, i), n_shown);
    }

  return moat_cli_print (text->str);
}

static MoatCatalog *
load_catalog (const char *path, const Arguments *arguments)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  g_auto (GStrv) own = moat_catalogs_list_folders (strcmp (path, "-") == 0 ? NULL : path);
  g_autoptr (GStrvBuilder) folders = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  MoatCatalog *catalog;

  g_strv_builder_addv (folders, (const char **) own);
  if (arguments->folders != NULL)
    g_strv_builder_addv (folders, (const char **) arguments->folders);
  all = g_strv_builder_end (folders);
  catalog = moat_catalogs_load ((const char *const *) all, report);
  moat_cli_print_report (path, report);

  return catalog;
}

static MoatExit
suggest (const char *path, const Arguments *arguments)
{
  g_autoptr (MoatDocument) document = moat_cli_load (path);
  g_autoptr (MoatCatalog) catalog = NULL;
  g_autoptr (MoatPrompts) prompts = NULL;
  g_autoptr (GPtrArray) places = NULL;

  if (document == NULL)
    return MOAT_EXIT_NOT_DONE;
  places = list_places (document);
  for (guint i = places->len; i > 0 && arguments->flow != NULL; i--)
    {
      if (!is_wanted (document, g_ptr_array_index (places, i - 1), arguments->flow))
        g_ptr_array_remove_index (places, i - 1);
    }
  if (places->len == 0 && arguments->flow != NULL)
    return moat_cli_usage_error (&moat_cmd_suggest, _ ("There is no flow “%s” in %s."), arguments->flow,
                                 path);

  catalog = load_catalog (path, arguments);
  prompts = moat_prompts_new (document, catalog);

  return print_prompts (prompts, places, arguments);
}

static MoatExit
run (int argc, char **argv)
{
  g_auto (Arguments) arguments = { 0 };
  MoatExit status;
  const GOptionEntry entries[] = {
    { "flow", 0, 0, G_OPTION_ARG_STRING, &arguments.flow,
      N_ ("Only this flow or element: its id, or its number in the first use case"), N_ ("ID") },
    { "all", 0, 0, G_OPTION_ARG_NONE, &arguments.all, N_ ("All that fit, not only the best five of each"),
      NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &arguments.as_json, N_ ("Print JSON"), NULL },
    { "catalog", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments.folders,
      N_ ("Also read the catalogue files of this folder"), N_ ("DIR") },
    G_OPTION_ENTRY_NULL,
  };

  if (!moat_cli_parse (&moat_cmd_suggest, entries, &argc, &argv, &status))
    return status;
  if (argc != 2)
    return moat_cli_usage_error (&moat_cmd_suggest, _ ("It takes one model."));

  return suggest (argv[1], &arguments);
}

const MoatCommand moat_cmd_suggest = {
  .name = "suggest",
  .arguments = "MODEL [--flow ID] [--all] [--json] [--catalog DIR]…",
  .summary = N_ ("suggest attacker moves for each flow"),
  .description = N_ (
      "  Prints for each flow and element the attacker moves that the catalogue suggests there,\n"
      "  the best first, each with the decisions that would stop it. What the model says already,\n"
      "  or has dismissed, is left out.\n"
      "\n"
      "  A team’s own entries are read from the folder “moat-catalog” beside the model and from\n"
      "  each --catalog folder; they win over those that ship when their ids are the same."),
  .examples = "  moat-cli suggest threats.moat\n"
              "  moat-cli suggest threats.moat --flow 2 --all\n"
              "  moat-cli suggest threats.moat --json | jq '.[].prompts[0].text'",
  .run = run,
};
