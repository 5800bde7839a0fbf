/* Prompts over the shipped catalogue: each idea once, answers remembered, the
 * right ones first, and nothing in the catalogue that cannot be or leads nowhere.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "moat-test.h"

#include "catalogs.h"
#include "facts.h"
#include "geometry.h"
#include "native.h"
#include "prompt-choices.h"

#include <json-glib/json-glib.h>
#include <string.h>

static const char *const examples[] = { "edit-profile", "photo-upload", "shipping-address", "shop" };

static MoatCatalog *
load_catalog (void)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  MoatCatalog *catalog = moat_catalogs_load (NULL, report);
  g_auto (GStrv) problems = moat_report_dup_lines (report);

  if (problems[0] != NULL)
    g_error ("the shipped catalogue: %s", problems[0]);

  return catalog;
}

static MoatDocument *
load_example (const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/resources/examples/%s.moat", g_getenv ("MOAT_SRCDIR"), name);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  MoatDocument *document;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (g_steal_pointer (&text), length);
  document = moat_native_read (bytes, MOAT_NATIVE_WHOLE, NULL, &error);
  g_assert_no_error (error);

  return document;
}

static void
remove_moves (MoatDocument *document)
{
  GPtrArray *threats;

  MOAT_TRANSACTION (document, "Without moves")
  while ((threats = moat_document_list (document, MOAT_KIND_THREAT))->len > 0)
    moat_document_remove (document, g_ptr_array_index (threats, 0));
}

static const MoatPrompt *
get_prompt (GPtrArray *list, guint index)
{
  return g_ptr_array_index (list, index);
}

static gboolean
asks_idea (MoatPrompts *prompts, const char *id, const char *idea)
{
  GPtrArray *list = moat_prompts_list (prompts, id);

  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (get_prompt (list, i)->move->idea, idea))
      return TRUE;

  return FALSE;
}

static MoatRecord *
get_first (MoatDocument *document, MoatKind kind)
{
  return g_ptr_array_index (moat_document_list (document, kind), 0);
}

/* ---- What is listed ---- */

/* The same idea is never asked twice at one place, and each flow that crosses a boundary has five questions.
 */
static void
test_ideas (void)
{
  g_autoptr (MoatCatalog) catalog = load_catalog ();

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autoptr (MoatDocument) document = load_example (examples[i]);
      g_autoptr (MoatPrompts) prompts = moat_prompts_new (document, catalog);
      GPtrArray *flows;

      remove_moves (document);
      flows = moat_document_list (document, MOAT_KIND_FLOW);
      for (guint j = 0; j < flows->len; j++)
        {
          const char *id = moat_record_get_id (g_ptr_array_index (flows, j));
          GPtrArray *list = moat_prompts_list (prompts, id);
          g_autoptr (GHashTable) ideas = g_hash_table_new (g_str_hash, g_str_equal);

          for (guint k = 0; k < list->len; k++)
            {
              g_assert_true (g_hash_table_add (ideas, get_prompt (list, k)->move->idea));
              g_assert_null (strpbrk (get_prompt (list, k)->text, "{}"));
            }
          g_assert_cmpuint (moat_prompts_count (prompts, id), ==, MIN (list->len, MOAT_PROMPTS_BEST));
        }
    }
}

/* Of the shipping-address example without its moves, the second flow's four are among its first five. */
static void
test_shipping_address (void)
{
  static const char *const expected[] = { "change-id-to-write", "send-script-or-sql", "replay-after-logout",
                                          "submit-many" };
  g_autoptr (MoatCatalog) catalog = load_catalog ();
  g_autoptr (MoatDocument) document = load_example ("shipping-address");
  g_autoptr (MoatPrompts) prompts = moat_prompts_new (document, catalog);
  g_autoptr (GPtrArray) flows = NULL;
  GPtrArray *list;

  remove_moves (document);
  flows = moat_query_flows (document, moat_record_get_id (moat_query_first_use_case (document)));
  list = moat_prompts_list (prompts, moat_record_get_id (g_ptr_array_index (flows, 1)));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      gboolean is_first = FALSE;

      for (guint j = 0; j < MOAT_PROMPTS_BEST; j++)
        is_first |= g_str_equal (get_prompt (list, j)->move->id, expected[i]);
      if (!is_first)
        g_error ("%s is not among the first five", expected[i]);
    }
}

/* What a move there says already, in its own words, is not asked. */
static void
test_said (void)
{
  g_autoptr (MoatCatalog) catalog = load_catalog ();
  g_autoptr (MoatDocument) document = load_example ("shipping-address");
  g_autoptr (MoatPrompts) prompts = moat_prompts_new (document, catalog);
  g_autoptr (GPtrArray) flows = moat_query_flows (document,
                                                  moat_record_get_id (moat_query_first_use_case (document)));
  const char *id = moat_record_get_id (g_ptr_array_index (flows, 1));

  g_assert_null (moat_prompts_find (prompts, id, "change-id-to-write"));
  g_assert_null (moat_prompts_find (prompts, id, "send-script-or-sql"));
  g_assert_null (moat_prompts_find (prompts, id, "replay-after-logout"));
  g_assert_null (moat_prompts_find (prompts, id, "submit-many"));
}

/* ---- Ranking ---- */

static double
get_best_score (MoatPrompts *prompts, MoatRecord *flow)
{
  GPtrArray *list = moat_prompts_list (prompts, moat_record_get_id (flow));

  g_assert_cmpuint (list->len, >, 0);

  return get_prompt (list, 0)->score;
}

/* Crossing a boundary and carrying Secret data rank above the rest; both follow the model, in the middle of a
 * gesture too.
 */
static void
test_ranking (void)
{
  g_autoptr (MoatCatalog) catalog = load_catalog ();
  g_autoptr (MoatDocument) document = moat_document_new ();
  g_autoptr (MoatPrompts) prompts = moat_prompts_new (document, catalog);
  const MoatRect web_box = MOAT_RECT_INIT (0, 0, 120, 60), api_box = MOAT_RECT_INIT (400, 0, 120, 60);
  const MoatRect elsewhere = MOAT_RECT_INIT (0, 500, 300, 200),
                 around_api = MOAT_RECT_INIT (350, -50, 300, 200);
  MoatRecord *flow = NULL, *zone = NULL, *asset = NULL;
  double inside, crossing;

  MOAT_TRANSACTION (document, "Draw")
  {
    MoatRecord *use_case = moat_edit_add_use_case (document, "Any");
    const char *id = moat_record_get_id (use_case);
    MoatRecord *web = moat_edit_add_element (document, id, MOAT_ELEMENT_PROCESS, "Web app", &web_box);
    MoatRecord *api = moat_edit_add_element (document, id, MOAT_ELEMENT_PROCESS, "API", &api_box);

    flow = moat_edit_add_flow (document, id, moat_record_get_id (web), moat_record_get_id (api), "saves");
    zone = moat_edit_add_zone (document, id, "Backend", &elsewhere);
    asset = moat_edit_ensure_asset (document, "Notes");
    moat_list_add (&((MoatFlowState *) moat_document_edit (document, flow))->assets,
                   moat_record_get_id (asset));
  }
  inside = get_best_score (prompts, flow);

  moat_document_begin (document, "Drag the boundary");
  ((MoatBoundaryState *) moat_document_edit (document, zone))->box = around_api;
  moat_document_publish (document);
  crossing = get_best_score (prompts, flow);
  g_assert_cmpfloat (crossing, >, inside + 3);
  moat_document_rollback (document);
  g_assert_cmpfloat (get_best_score (prompts, flow), ==, inside);

  MOAT_TRANSACTION (document, "Classify")
  moat_text_set (&((MoatAssetState *) moat_document_edit (document, asset))->asset_class, "secret");
  g_assert_cmpfloat (get_best_score (prompts, flow), >, inside + 3);
}

/* ---- Answers ---- */

static void
count_cb (MoatPrompts *prompts, GPtrArray *records, guint *n_calls)
{
  (*n_calls)++;
}

/* What was taken is not asked while the move is there; undo takes it back whole. */
static void
test_take (void)
{
  g_autoptr (MoatCatalog) catalog = load_catalog ();
  g_autoptr (MoatDocument) document = load_example ("shop");
  g_autoptr (MoatPrompts) prompts = moat_prompts_new (document, catalog);
  g_autofree char *before = moat_test_dump (document);
  const char *id = moat_record_get_id (get_first (document, MOAT_KIND_FLOW));
  const MoatPrompt *prompt = get_prompt (moat_prompts_list (prompts, id), 0);
  const MoatMove *move = prompt->move;
  guint n_calls = 0;
  MoatRecord *threat;

  g_signal_connect (prompts, "changed", G_CALLBACK (count_cb), &n_calls);
  threat = moat_prompt_take (document, prompt, id);
  g_assert_cmpstr (moat_threat_state (threat)->on, ==, id);
  g_assert_cmpstr (moat_threat_state (threat)->prompt, ==, move->id);
  g_assert_cmpint (moat_threat_state (threat)->stride, ==, move->stride);
  g_assert_cmpuint (moat_list_len (moat_threat_state (threat)->cwe), ==, g_strv_length (move->cwe));
  g_assert_false (asks_idea (prompts, id, move->idea));
  g_assert_cmpuint (n_calls, ==, 1);

  moat_document_undo (document);
  moat_test_assert_same_dump (document, before);
  g_assert_true (asks_idea (prompts, id, move->idea));
}

/* What was dismissed stays away with its whole idea, after saving and reading too, until it is asked again.
 */
static void
test_dismiss (void)
{
  g_autoptr (MoatCatalog) catalog = load_catalog ();
  g_autoptr (MoatDocument) document = load_example ("photo-upload");
  g_autoptr (MoatPrompts) prompts = moat_prompts_new (document, catalog);
  g_autofree char *id = g_strdup (moat_record_get_id (get_first (document, MOAT_KIND_FLOW)));
  const MoatMove *move = get_prompt (moat_prompts_list (prompts, id), 0)->move;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MoatDocument) again = NULL;
  g_autoptr (MoatPrompts) prompts_again = NULL;

  moat_prompt_dismiss (document, move->id, id, "The gateway does this");
  g_assert_false (asks_idea (prompts, id, move->idea));

  bytes = moat_native_write (document);
  again = moat_native_read (bytes, MOAT_NATIVE_WHOLE, NULL, NULL);
  prompts_again = moat_prompts_new (again, catalog);
  g_assert_false (asks_idea (prompts_again, id, move->idea));
  g_assert_cmpstr (moat_prompt_state (moat_prompt_find_dismissal (again, move->id, id))->reason, ==,
                   "The gateway does this");

  MOAT_TRANSACTION (again, "Ask again")
  moat_document_remove (again, moat_prompt_find_dismissal (again, move->id, id));
  g_assert_true (asks_idea (prompts_again, id, move->idea));
  moat_document_undo (document);
  g_assert_true (asks_idea (prompts, id, move->idea));
}

/* The decision of a pattern is made once in a use case: for a second move it is linked. */
static void
test_patterns (void)
{
  g_autoptr (MoatCatalog) catalog = load_catalog ();
  g_autoptr (MoatDocument) document = load_example ("shipping-address");
  const MoatMove *move = moat_catalog_find_move (catalog, "change-id-to-write");
  const MoatPattern *pattern = moat_catalog_find_pattern (catalog, move->patterns[0]);
  const char *id = moat_record_get_id (get_first (document, MOAT_KIND_FLOW));
  const MoatPrompt prompt = { .move = move, .text = move->text };
  MoatRecord *first = moat_prompt_take (document, &prompt, id);
  MoatRecord *second = moat_prompt_take (document, &prompt, id);
  g_autoptr (GPtrArray) offered = moat_prompt_list_patterns (document, catalog, first);
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GPtrArray) proofs = NULL;
  MoatRecord *decision;

  g_assert_cmpuint (offered->len, ==, g_strv_length (move->patterns));
  decision = moat_prompt_take_pattern (document, pattern, first);
  g_assert_true (moat_prompt_take_pattern (document, pattern, second) == decision);
  g_assert_cmpuint (moat_list_len (moat_decision_state (decision)->threats), ==, 2);
  g_assert_cmpint (moat_decision_state (decision)->type, ==, pattern->type);
  g_assert_cmpuint (moat_list_len (moat_decision_state (decision)->enforced), >, 0);
  proofs = moat_document_list_children (document, moat_record_get_id (decision), MOAT_KIND_VERIFICATION);
  g_assert_cmpuint (proofs->len, ==, 1);
  left = moat_prompt_list_patterns (document, catalog, first);
  g_assert_cmpuint (left->len, ==, offered->len - 1);
}

/* One answer for several flows is one undo step, and each idea is asked once for all of them. */
static void
test_choices (void)
{
  g_autoptr (MoatCatalog) catalog = load_catalog ();
  g_autoptr (MoatDocument) document = load_example ("shop");
  g_autoptr (MoatPrompts) prompts = moat_prompts_new (document, catalog);
  g_autofree char *before = NULL;
  g_autoptr (GPtrArray) choices = NULL;
  g_autoptr (GPtrArray) threats = NULL;
  g_autoptr (GHashTable) ideas = g_hash_table_new (g_str_hash, g_str_equal);
  const MoatPromptChoice *choice;
  GPtrArray *flows;

  remove_moves (document);
  before = moat_test_dump (document);
  flows = moat_document_list (document, MOAT_KIND_FLOW);
  choices = moat_prompt_choices_list (prompts, flows);
  for (guint i = 0; i < choices->len; i++)
    g_assert_true (
        g_hash_table_add (ideas, ((const MoatPromptChoice *) g_ptr_array_index (choices, i))->move->idea));

  choice = g_ptr_array_index (choices, 0);
  g_assert_cmpuint (choice->places->len, >, 1);
  threats = moat_prompt_choice_take (prompts, choice);
  g_assert_cmpuint (threats->len, ==, choice->places->len);
  for (guint i = 0; i < choice->places->len; i++)
    g_assert_false (asks_idea (prompts,
                               ((const MoatPromptPlace *) g_ptr_array_index (choice->places, i))->on_id,
                               choice->move->idea));
  moat_document_undo (document);
  moat_test_assert_same_dump (document, before);

  moat_prompt_choice_dismiss (prompts, choice, "Not here");
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_PROMPT), ==, choice->places->len);
  moat_document_undo (document);
  moat_test_assert_same_dump (document, before);
}

/* ---- The catalogue ---- */

/* Id → status, of one of MITRE's lists; NULL when it is not there to compare with. */
static GHashTable *
read_reference (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("MOAT_SRCDIR"), "..", "shared", "reference", name,
                                            NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GHashTable *statuses;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  statuses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 4);

      if (g_strv_length (fields) >= 3)
        g_hash_table_insert (statuses, g_strdup (fields[0]), g_strdup (fields[2]));
    }

  return statuses;
}

static void
assert_exist (const MoatMove *move, GStrv ids, GHashTable *statuses)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      const char *status = g_hash_table_lookup (statuses, strchr (ids[i], '-') + 1);

      if (status == NULL || g_str_equal (status, "Deprecated") || g_str_equal (status, "Obsolete"))
        g_error ("%s: %s %s", move->id, ids[i], status != NULL ? "is not in use any more" : "does not exist");
    }
}

static void
test_references (void)
{
  g_autoptr (MoatCatalog) catalog = load_catalog ();
  g_autoptr (GHashTable) cwe = read_reference ("cwe.tsv");
  g_autoptr (GHashTable) capec = read_reference ("capec.tsv");
  GPtrArray *moves = moat_catalog_get_moves (catalog);

  if (cwe == NULL || capec == NULL)
    {
      g_test_skip ("no reference lists beside the sources");
      return;
    }
  for (guint i = 0; i < moves->len; i++)
    {
      const MoatMove *move = g_ptr_array_index (moves, i);

      assert_exist (move, move->cwe, cwe);
      assert_exist (move, move->capec, capec);
    }
}

/* As much as was promised, each with what a team needs: a decision, two ways to prove it, what it costs. */
static void
test_whole (void)
{
  g_autoptr (MoatCatalog) catalog = load_catalog ();
  GPtrArray *moves = moat_catalog_get_moves (catalog);
  GPtrArray *patterns = moat_catalog_get_patterns (catalog);

  g_assert_cmpuint (moves->len, >=, 160);
  g_assert_cmpuint (patterns->len, >=, 60);
  for (guint i = 0; i < moves->len; i++)
    {
      const MoatMove *move = g_ptr_array_index (moves, i);

      if (move->patterns[0] == NULL || move->why == NULL || move->stride == 0 || move->cwe == NULL)
        g_error ("%s: line %u: the move %s is not whole", move->origin, move->line, move->id);
    }
  for (guint i = 0; i < patterns->len; i++)
    {
      const MoatPattern *pattern = g_ptr_array_index (patterns, i);

      if (pattern->proofs->len < 2 || pattern->tradeoff == NULL || pattern->enforced == NULL)
        g_error ("%s: line %u: the pattern %s is not whole", pattern->origin, pattern->line, pattern->id);
    }
}

/* ---- Every move can come up ---- */

/* The first phrase of a list, or NULL; owned. */
static char *
dup_phrase (JsonObject *hint, const char *member)
{
  JsonArray *list = json_object_has_member (hint, member) ? json_object_get_array_member (hint, member)
                                                          : NULL;
  char *phrase = list != NULL && json_array_get_length (list) > 0
                     ? g_strdup (json_array_get_string_element (list, 0))
                     : NULL;

  if (phrase != NULL && g_str_has_suffix (phrase, "*"))
    phrase[strlen (phrase) - 1] = '\0';

  return phrase;
}

/* Hint → a phrase that gives it, from the files themselves. */
static void
add_phrases (GHashTable *phrases, const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root;
  JsonArray *hints;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  hints = json_object_has_member (root, "hints") ? json_object_get_array_member (root, "hints") : NULL;
  for (guint i = 0; hints != NULL && i < json_array_get_length (hints); i++)
    {
      JsonObject *hint = json_array_get_object_element (hints, i);
      g_autofree char *phrase = dup_phrase (hint, "words");

      if (phrase == NULL)
        phrase = dup_phrase (hint, "names");
      if (phrase != NULL)
        g_hash_table_insert (phrases, g_strdup (json_object_get_string_member (hint, "id")),
                             g_steal_pointer (&phrase));
    }
}

static GHashTable *
read_phrases (void)
{
  GHashTable *phrases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *folder = g_build_filename (g_getenv ("MOAT_SRCDIR"), "resources", "catalog", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".json"))
        add_phrases (phrases, path);
    }

  return phrases;
}

/* Makes facts by chance that answer what a condition asks. */
typedef struct
{
  MoatCatalog *catalog;
  MoatDocument *document;
  GHashTable *phrases;
  GRand *rand;
} Making;

static const char *
pick_phrase (Making *making, const MoatHints *hints)
{
  guint n_names = hints->names != NULL ? g_strv_length (hints->names) : 0;

  return n_names == 0 ? NULL
                      : g_hash_table_lookup (making->phrases,
                                             hints->names[g_rand_int_range (making->rand, 0, (int) n_names)]);
}

/* One of the values that are asked for; any below @n_values when none is. */
static guint
pick_value (Making *making, guint asked, guint n_values)
{
  guint value;

  do
    value = (guint) g_rand_int_range (making->rand, 0, (int) n_values);
  while (asked != 0 && (asked & (1u << value)) == 0);

  return value;
}

static void
make_end (Making *making, MoatEndFacts *end, const MoatEndCondition *asked)
{
  const char *phrase;
  double rank;

  if (asked == NULL)
    return;
  if (asked->types != 0)
    end->type = (MoatElementType) pick_value (making, asked->types, 3);
  end->encrypted = (MoatTristate) pick_value (making, asked->encrypted, 3);
  end->backed_up = (MoatTristate) pick_value (making, asked->backed_up, 3);
  end->keeps_log = (MoatTristate) pick_value (making, asked->keeps_log, 3);
  end->privileged = (MoatTristate) pick_value (making, asked->privileged, 3);
  rank = moat_facts_get_class_rank (making->document, asked->at_least);
  end->rank = MAX (end->rank, rank);
  phrase = pick_phrase (making, &asked->is);
  if (phrase != NULL)
    moat_catalog_add_name_hints (making->catalog, phrase, end->type, &end->hints);
}

static void
make_flow (Making *making, MoatFacts *facts, const MoatFlowCondition *asked)
{
  if (asked == NULL)
    return;
  moat_catalog_add_hints (making->catalog, pick_phrase (making, &asked->is), &facts->hints);
  moat_catalog_add_hints (making->catalog, pick_phrase (making, &asked->protocol), &facts->protocol);
  facts->authenticated = (MoatTristate) pick_value (making, asked->authenticated, 3);
  facts->encrypted = (MoatTristate) pick_value (making, asked->encrypted, 3);
  facts->bidirectional = (gboolean) pick_value (making, asked->bidirectional, 2);
  if (asked->crosses != 0)
    facts->crosses = 1u << pick_value (making, asked->crosses, 4);
  if (asked->boundaries != 0)
    facts->boundaries |= 1u << pick_value (making, asked->boundaries, 8);
}

static void
make_facts (Making *making, MoatFacts *facts, const MoatCondition *when)
{
  make_end (making, &facts->source, when->source);
  make_end (making, &facts->target, when->target);
  make_end (making, &facts->element, when->element);
  make_flow (making, facts, when->flow);
  if (when->data != NULL)
    {
      moat_catalog_add_hints (making->catalog, pick_phrase (making, &when->data->is), &facts->data);
      facts->rank = MAX (facts->rank, moat_facts_get_class_rank (making->document, when->data->at_least));
    }
  if (when->any != NULL)
    make_facts (making, facts,
                g_ptr_array_index (when->any,
                                   (guint) g_rand_int_range (making->rand, 0, (int) when->any->len)));
}

static void
begin_end (Making *making, MoatEndFacts *end)
{
  end->is_there = TRUE;
  end->rank = MOAT_RANK_NONE;
  end->type = (MoatElementType) g_rand_int_range (making->rand, 0, 3);
}

static gboolean
can_come_up (Making *making, const MoatMove *move)
{
  for (guint i = 0; i < 2000; i++)
    {
      MoatFacts facts = { .is_flow = !move->on_element, .rank = MOAT_RANK_NONE };
      double fit;

      facts.crosses = 1u << g_rand_int_range (making->rand, 0, 4);
      begin_end (making, &facts.source);
      begin_end (making, &facts.target);
      begin_end (making, &facts.element);
      make_facts (making, &facts, move->when);
      moat_catalog_complete_hints (making->catalog, facts.source.type, &facts.source.hints);
      moat_catalog_complete_hints (making->catalog, facts.target.type, &facts.target.hints);
      moat_catalog_complete_hints (making->catalog, facts.element.type, &facts.element.hints);
      moat_hint_set_unite (&facts.data, &facts.hints);
      if (moat_facts_match (&facts, making->document, move->when, &fit))
        return TRUE;
    }

  return FALSE;
}

/* No condition contradicts itself: for each move there is a place where it is asked. */
static void
test_reachable (void)
{
  g_autoptr (MoatCatalog) catalog = load_catalog ();
  g_autoptr (MoatDocument) document = moat_document_new ();
  g_autoptr (GHashTable) phrases = read_phrases ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  Making making = { catalog, document, phrases, rand };
  GPtrArray *moves = moat_catalog_get_moves (catalog);

  for (guint i = 0; i < moves->len; i++)
    {
      const MoatMove *move = g_ptr_array_index (moves, i);

      if (!can_come_up (&making, move))
        g_error ("%s: line %u: nothing answers what %s asks", move->origin, move->line, move->id);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/review/prompts/ideas", test_ideas);
  g_test_add_func ("/review/prompts/shipping-address", test_shipping_address);
  g_test_add_func ("/review/prompts/said", test_said);
  g_test_add_func ("/review/prompts/ranking", test_ranking);
  g_test_add_func ("/review/prompts/take", test_take);
  g_test_add_func ("/review/prompts/dismiss", test_dismiss);
  g_test_add_func ("/review/prompts/patterns", test_patterns);
  g_test_add_func ("/review/prompts/choices", test_choices);
  g_test_add_func ("/review/catalog/references", test_references);
  g_test_add_func ("/review/catalog/whole", test_whole);
  g_test_add_func ("/review/catalog/reachable", test_reachable);

  return g_test_run ();
}
