/* Story text, both ways.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "moat-test-seed.h"

#include "story.h"

#include <string.h>

static const char story[]
    = "# User updates their shipping address\n"
      "> Signed-in customers change where parcels go.\n"
      "actor User\n"
      "store Profile store\n"
      "zone Public internet: User, Browser\n"
      "zone Backend: API\n"
      "zone Backend / Data tier: Profile store\n"
      "data Shipping address: sensitive\n"
      "1. User -> Browser: signs in [Credentials]\n"
      "2. Browser -> API: submits the address form [Shipping address]\n"
      "   ! Change the id to update another user's address | tampering, elevation | high\n"
      "   => authorization: Look the record up by the authenticated user | API, data access layer | "
      "Integration test with two "
      "accounts | @api-team #SHOP-12\n"
      "3. API: validates the input\n"
      "4. API -> Profile store: writes the address [Shipping address]\n";

static MoatStory *
read_into (MoatDocument *document, const char *text)
{
  MoatStory *read;

  moat_document_begin (document, "Story");
  read = moat_story_read (document, text);
  moat_document_commit (document);

  return read;
}

static MoatRecord *
nth (MoatDocument *document, MoatKind kind, guint index)
{
  GPtrArray *list = moat_document_list (document, kind);

  g_assert_cmpuint (index, <, list->len);
  return g_ptr_array_index (list, index);
}

static void
test_example (void)
{
  g_autoptr (MoatDocument) document = moat_document_new ();
  g_autoptr (MoatStory) read = read_into (document, story);
  const MoatThreatState *threat = moat_threat_state (nth (document, MOAT_KIND_THREAT, 0));
  const MoatDecisionState *decision = moat_decision_state (nth (document, MOAT_KIND_DECISION, 0));

  g_assert_cmpuint (read->hints->len, ==, 0);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ELEMENT), ==, 4);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_FLOW), ==, 3);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_STEP), ==, 4);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_BOUNDARY), ==, 3);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ASSET), ==, 2);
  g_assert_cmpuint (moat_query_number (document, nth (document, MOAT_KIND_FLOW, 2)), ==, 4);
  g_assert_cmpstr (threat->on, ==, moat_record_get_id (nth (document, MOAT_KIND_FLOW, 1)));
  g_assert_cmpint (threat->stride, ==, MOAT_STRIDE_TAMPERING | MOAT_STRIDE_ELEVATION);
  g_assert_cmpint (threat->severity, ==, MOAT_LEVEL_HIGH);
  g_assert_cmpint (decision->type, ==, MOAT_DECISION_AUTHORIZATION);
  g_assert_cmpstr (decision->text, ==, "Look the record up by the authenticated user");
  g_assert_cmpuint (moat_list_len (decision->enforced), ==, 2);
  g_assert_cmpstr (decision->owner, ==, "@api-team");
  g_assert_cmpstr (decision->ticket, ==, "SHOP-12");
  g_assert_cmpuint (g_hash_table_size (read->zone_of), ==, 5);
}

/* The same text gives the same model, whoever reads it. */
static void
test_deterministic (void)
{
  g_autoptr (MoatDocument) one = moat_document_new ();
  g_autoptr (MoatDocument) two = moat_document_new ();
  g_autoptr (MoatStory) first G_GNUC_UNUSED = read_into (one, story);
  g_autoptr (MoatStory) second G_GNUC_UNUSED = read_into (two, story);
  g_autofree char *dump = moat_test_dump (one);

  moat_test_assert_same_dump (two, dump);
}

static void
test_types (void)
{
  g_assert_cmpint (moat_story_guess_type ("Customer"), ==, MOAT_ELEMENT_EXTERNAL_ENTITY);
  g_assert_cmpint (moat_story_guess_type ("Web browser"), ==, MOAT_ELEMENT_EXTERNAL_ENTITY);
  g_assert_cmpint (moat_story_guess_type ("Customer database"), ==, MOAT_ELEMENT_DATA_STORE);
  g_assert_cmpint (moat_story_guess_type ("Queue of orders"), ==, MOAT_ELEMENT_DATA_STORE);
  g_assert_cmpint (moat_story_guess_type ("User service"), ==, MOAT_ELEMENT_PROCESS);
  g_assert_cmpint (moat_story_guess_type (""), ==, MOAT_ELEMENT_PROCESS);
  g_assert_cmpint (moat_story_guess_type ("Geschäftskunde"), ==, MOAT_ELEMENT_EXTERNAL_ENTITY);
  g_assert_cmpint (moat_story_guess_type ("HÄNDLER"), ==, MOAT_ELEMENT_EXTERNAL_ENTITY);
  g_assert_cmpint (moat_story_guess_type ("Kundendatenbank"), ==, MOAT_ELEMENT_DATA_STORE);
  g_assert_cmpint (moat_story_guess_type ("Warteschlange für Kunden"), ==, MOAT_ELEMENT_DATA_STORE);
  g_assert_cmpint (moat_story_guess_type ("Kundendienst"), ==, MOAT_ELEMENT_PROCESS);
}

/* What cannot be understood is a plain step, never an error and never lost. */
static void
test_anything_is_a_step (void)
{
  static const char *const lines[] = {
    "Frontend shows the address", "=> no move before this", "[", "|||", "\\", "zone", "data", "!",
    "process the order: quickly", "\xff\xfe broken bytes",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (MoatDocument) document = moat_document_new ();
      g_autoptr (MoatStory) read = read_into (document, lines[i]);

      g_assert_cmpuint (read->use_cases->len, ==, 1);
      if (*lines[i] != '!')
        g_assert_cmpuint (moat_document_count (document, MOAT_KIND_STEP), ==, 1);
      else
        g_assert_cmpuint (moat_document_count (document, MOAT_KIND_THREAT), ==, 1);
    }
}

static void
test_arrows (void)
{
  g_autoptr (MoatDocument) document = moat_document_new ();
  g_autoptr (MoatStory) read = read_into (document,
                                          "A <-> B: asks\nA -> …: leaves\nA -> A: loops\nflow … -> B\n");
  const MoatFlowState *both = moat_flow_state (nth (document, MOAT_KIND_FLOW, 0));
  const MoatFlowState *leaves = moat_flow_state (nth (document, MOAT_KIND_FLOW, 1));
  const MoatFlowState *loops = moat_flow_state (nth (document, MOAT_KIND_FLOW, 2));

  g_assert_true (both->bidirectional);
  g_assert_null (leaves->target);
  g_assert_cmpstr (loops->source, ==, loops->target);
  g_assert_cmpuint (moat_query_number (document, nth (document, MOAT_KIND_FLOW, 3)), ==, 0);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ELEMENT), ==, 2);
  g_assert_cmpuint (read->hints->len, ==, 0);
}

static char *
rewrite (const char *text)
{
  g_autoptr (MoatDocument) document = moat_document_new ();
  g_autoptr (MoatStory) read = read_into (document, text);

  return moat_story_write (document, moat_record_get_id (g_ptr_array_index (read->use_cases, 0)));
}

/* Written and read again, a story stays what it is. Without its zones, which have no members before a layout.
 */
static void
test_fixpoint (void)
{
  g_auto (GStrv) lines = g_strsplit (story, "\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    if (!g_str_has_prefix (lines[i], "zone"))
      g_string_append_printf (text, "%s\n", lines[i]);
  once = rewrite (text->str);
  twice = rewrite (once);
  g_assert_cmpstr (once, ==, twice);
  g_assert_nonnull (strstr (
      once, "! Change the id to update another user's address | tampering, elevation-of-privilege | high\n"));
  g_assert_nonnull (
      strstr (once,
              "=> authorization: Look the record up by the authenticated user | API, data access layer | "
              "Integration test with two accounts | @api-team #SHOP-12\n"));
  g_assert_nonnull (strstr (once, "4. API -> Profile store: writes the address [Shipping address]\n"));
}

/* No name or sentence, however odd, changes what the text says. */
static void
test_odd_words (void)
{
  static const char *const odd[] = {
    "a -> b",      "x: y", "[z]",         "1. one",      "# hash",     "! move",    "=> so",
    "with, comma", "a/b",  "pipe | pipe", "back\\slash", "two\nlines", "ends\\",    "@me #1",
    "…",           "\\n",  "semi; colon", "<->",         "שלום",       "e\xcc\x81",
  };
  g_autoptr (MoatDocument) document = moat_document_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  MoatRecord *use_case;

  moat_document_begin (document, "Build");
  use_case = moat_edit_add_use_case (document, "Odd: # words");
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      const char *id = moat_record_get_id (use_case);
      MoatRect box = { 0, 0, 120, 60 };
      MoatRecord *element = moat_edit_add_element (document, id, MOAT_ELEMENT_PROCESS, odd[i], &box);
      MoatRecord *flow = moat_edit_add_flow (document, id, moat_record_get_id (element),
                                             moat_record_get_id (element), odd[i]);
      MoatRecord *threat = moat_edit_add_threat (document, moat_record_get_id (flow), odd[i]);
      MoatRecord *decision = moat_edit_add_decision (document, moat_record_get_id (threat), odd[i]);

      moat_list_add (&((MoatFlowState *) moat_document_edit (document, flow))->assets,
                     moat_record_get_id (moat_edit_ensure_asset (document, odd[i])));
      moat_list_add (&((MoatDecisionState *) moat_document_edit (document, decision))->enforced, odd[i]);
      moat_edit_add_verification (document, moat_record_get_id (decision), odd[i]);
      moat_edit_add_step (document, id, NULL, odd[i], NULL);
    }
  moat_document_commit (document);

  first = moat_story_write (document, moat_record_get_id (use_case));
  {
    g_autoptr (MoatDocument) again = moat_document_new ();
    g_autoptr (MoatStory) read = read_into (again, first);

    for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
      g_assert_cmpuint (moat_document_count (again, (MoatKind) kind), ==,
                        moat_document_count (document, (MoatKind) kind));
    for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
      {
        const MoatDecisionState *decision = moat_decision_state (nth (again, MOAT_KIND_DECISION, i));

        g_assert_cmpstr (moat_record_get_title (nth (again, MOAT_KIND_THREAT, i)), ==, odd[i]);
        g_assert_cmpstr (decision->text, ==, odd[i]);
        g_assert_cmpstr (moat_list_get (decision->enforced, 0), ==, odd[i]);
        g_assert_cmpstr (moat_record_get_title (nth (again, MOAT_KIND_VERIFICATION, i)), ==, odd[i]);
        g_assert_cmpstr (moat_record_get_title (nth (again, MOAT_KIND_FLOW, i)), ==, odd[i]);
        g_assert_cmpstr (moat_record_get_title (nth (again, MOAT_KIND_ELEMENT, i)), ==, odd[i]);
      }
    second = moat_story_write (again, moat_record_get_id (g_ptr_array_index (read->use_cases, 0)));
  }
  g_assert_cmpstr (first, ==, second);
}

/* Random bytes never crash the reader, and what it made of them is whole. */
static void
test_noise (void)
{
  static const char alphabet[] = "ab:->[]|!#=@\\/,.1 \n\t…>";

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (MoatDocument) document = moat_document_new ();
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (MoatStory) read = NULL;
      g_autoptr (GPtrArray) report = NULL;

      for (guint i = 0; i < 200; i++)
        g_string_append_c (text, alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)]);
      read = read_into (document, text->str);
      report = moat_document_repair (document);
      g_assert_cmpuint (report->len, ==, 0);
    }
}

/* One line adds a move and its decisions to what is there, in the words of a story. */
static void
test_add_move (void)
{
  g_autoptr (MoatDocument) document = moat_document_new ();
  g_autoptr (MoatStory) read G_GNUC_UNUSED = read_into (document, "1. User -> API: signs in");
  MoatRecord *flow = nth (document, MOAT_KIND_FLOW, 0);
  MoatRecord *move = NULL;
  const MoatThreatState *threat;
  const MoatDecisionState *decision;
  g_autofree char *hint = NULL;

  MOAT_TRANSACTION (document, "Add")
  move
      = moat_story_add_move (document, flow,
                             "Guess the password | spoofing | high => authorization: Lock after five | API | "
                             "Try six | @team #SHOP-1 => Tell the user",
                             &hint);
  threat = moat_threat_state (move);
  g_assert_null (hint);
  g_assert_cmpstr (threat->text, ==, "Guess the password");
  g_assert_cmpstr (threat->on, ==, moat_record_get_id (flow));
  g_assert_cmpint (threat->severity, ==, MOAT_LEVEL_HIGH);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_DECISION), ==, 2);
  decision = moat_decision_state (nth (document, MOAT_KIND_DECISION, 0));
  g_assert_cmpint (decision->type, ==, MOAT_DECISION_AUTHORIZATION);
  g_assert_cmpstr (decision->text, ==, "Lock after five");
  g_assert_cmpstr (decision->owner, ==, "@team");
  g_assert_cmpstr (decision->ticket, ==, "SHOP-1");
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_VERIFICATION), ==, 1);

  MOAT_TRANSACTION (document, "Add")
  {
    g_assert_null (moat_story_add_move (document, flow, "  ", NULL));
    g_assert_null (moat_story_add_move (document, flow, "| high", NULL));
    g_assert_nonnull (moat_story_add_move (document, flow, "Read it | nonsense", &hint));
  }
  g_assert_nonnull (hint);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_THREAT), ==, 2);
}

int
main (int argc, char *argv[])
{
  moat_test_init (&argc, &argv);

  g_test_add_func ("/core/story/example", test_example);
  g_test_add_func ("/core/story/deterministic", test_deterministic);
  g_test_add_func ("/core/story/types", test_types);
  g_test_add_func ("/core/story/anything-is-a-step", test_anything_is_a_step);
  g_test_add_func ("/core/story/arrows", test_arrows);
  g_test_add_func ("/core/story/fixpoint", test_fixpoint);
  g_test_add_func ("/core/story/odd-words", test_odd_words);
  g_test_add_func ("/core/story/noise", test_noise);
  g_test_add_func ("/core/story/add-move", test_add_move);

  return g_test_run ();
}
