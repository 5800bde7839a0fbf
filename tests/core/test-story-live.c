/* A story that is typed and drawn at once: text and records follow each other.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "moat-test-seed.h"

#include "query.h"
#include "story-live.h"

#include <string.h>

static const char story[]
    = "# User updates their shipping address\n"
      "> Signed-in customers change where parcels go.\n"
      "actor User\n"
      "zone Public internet: User, Browser\n"
      "zone Backend: API\n"
      "zone Backend / Data tier: Profile store\n"
      "data Shipping address: sensitive\n"
      "1. User -> Browser: signs in [Credentials]\n"
      "2. Browser -> API: submits the address form [Shipping address]\n"
      "   ! Change the id to update another user's address | tampering, elevation-of-privilege | high\n"
      "   => authorization: Look the record up by the user | API, data access layer | Test with two accounts "
      "| @api-team #SHOP-12\n"
      "3. API: validates the input\n"
      "4. API -> Profile store: writes the address [Shipping address]";

typedef struct
{
  MoatDocument *document;
  MoatRecord *use_case;
  MoatStoryLive *live;
  double x;           /* of the next new element */
  guint n_placed;     /* how often something was to be placed */
  gboolean untouched; /* what the last call said */
} Fixture;

static void
place_cb (MoatDocument *document, const char *use_case_id, const MoatStoryPlaces *places, gpointer data)
{
  Fixture *self = data;

  self->untouched = places->is_untouched;
  for (guint i = 0; i < places->elements->len; i++, self->x += 200)
    {
      MoatElementState *state = moat_document_edit (document, g_ptr_array_index (places->elements, i));

      state->box = (MoatRect){ self->x, 0, 120, 60 };
      self->n_placed++;
    }
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->document = moat_document_new ();
  MOAT_TRANSACTION (self->document, "Set up")
  self->use_case = moat_edit_add_use_case (self->document, "");
  moat_document_clear_history (self->document);
  self->live = moat_story_live_new (self->document, moat_record_get_id (self->use_case), place_cb, self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  moat_story_live_free (self->live);
  g_assert_finalize_object (self->document);
}

static MoatRecord *
nth (Fixture *self, MoatKind kind, guint index)
{
  GPtrArray *list = moat_document_list (self->document, kind);

  g_assert_cmpuint (index, <, list->len);
  return g_ptr_array_index (list, index);
}

static int
compare_lines (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* What a text says, whatever its order and numbers: the lines of the model that it is. */
static char *
dup_sorted (MoatDocument *document, MoatRecord *use_case)
{
  g_autofree char *text = moat_story_write (document, moat_record_get_id (use_case));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  qsort (lines, g_strv_length (lines), sizeof (char *), compare_lines);

  return g_strjoinv ("\n", lines);
}

static char *
dup_meaning (const char *text)
{
  g_autoptr (MoatDocument) document = moat_document_new ();
  g_autoptr (MoatStory) read = NULL;

  moat_document_begin (document, "Read");
  read = moat_story_read (document, text);
  moat_document_commit (document);

  return moat_story_write (document, moat_record_get_id (g_ptr_array_index (read->use_cases, 0)));
}

/* Zones have no places in these tests, so that nothing lies in them: what is said of members is left out. */
static char *
drop_members (char *text)
{
  g_autoptr (GRegex) members = g_regex_new ("^(zone [^:\n]*?)( /[^:\n]*)?(:.*)?$", G_REGEX_MULTILINE, 0,
                                            NULL);
  char *dropped = g_regex_replace (members, text, -1, 0, "zone", 0, NULL);

  g_free (text);

  return dropped;
}

static void
assert_says (Fixture *self, const char *text)
{
  g_autofree char *said = drop_members (
      moat_story_write (self->document, moat_record_get_id (self->use_case)));
  g_autofree char *meant = drop_members (dup_meaning (text));

  g_assert_cmpstr (said, ==, meant);
}

/* Typed letter by letter it is in the end what it is when read at once, and one step to undo. */
static void
test_letter_by_letter (Fixture *self, gconstpointer data)
{
  for (gsize length = 1; length <= strlen (story); length++)
    {
      g_autofree char *text = g_strndup (story, length);

      moat_story_live_type (self->live, text);
    }
  assert_says (self, story);
  g_assert_cmpuint (moat_document_count (self->document, MOAT_KIND_ELEMENT), ==, 4);
  g_assert_cmpuint (moat_document_count (self->document, MOAT_KIND_ASSET), ==, 2);
  g_assert_cmpuint (moat_document_count (self->document, MOAT_KIND_BOUNDARY), ==, 3);

  g_assert_true (moat_document_undo (self->document));
  g_assert_false (moat_document_can_undo (self->document));
  g_assert_cmpuint (moat_document_count (self->document, MOAT_KIND_ELEMENT), ==, 0);
  g_assert_true (moat_story_live_refresh (self->live));
  g_assert_cmpuint (moat_story_live_get_lines (self->live)->len, ==, 0);
}

/* What is deleted from its end, letter by letter, goes as well. */
static void
test_backspace (Fixture *self, gconstpointer data)
{
  moat_story_live_type (self->live, story);
  for (gsize length = strlen (story); length > 0; length--)
    {
      g_autofree char *text = g_strndup (story, length - 1);

      moat_story_live_type (self->live, text);
    }
  for (int kind = 0; kind < MOAT_N_KINDS; kind++)
    if (kind != MOAT_KIND_MODEL && kind != MOAT_KIND_CLASS && kind != MOAT_KIND_USE_CASE)
      g_assert_cmpuint (moat_document_count (self->document, (MoatKind) kind), ==, 0);
}

/* Typing what stands there already changes nothing. */
static void
test_same (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  moat_story_live_type (self->live, story);
  g_assert_false (moat_story_live_type (self->live, story));
  g_assert_false (moat_story_live_refresh (self->live));
  text = moat_story_live_dup_text (self->live);
  g_assert_cmpstr (text, ==, story);
}

static char *
replace (const char *text, const char *what, const char *with)
{
  g_autoptr (GString) replaced = g_string_new (text);

  g_assert_cmpuint (g_string_replace (replaced, what, with, 1), ==, 1);

  return g_strdup (replaced->str);
}

/* An edited line is the same flow, with all that hangs on it and all that the text has no words for. */
static void
test_edit_line (Fixture *self, gconstpointer data)
{
  g_autofree char *text = replace (story, "submits the address form", "sends the form");
  MoatRecord *flow;

  moat_story_live_type (self->live, story);
  flow = nth (self, MOAT_KIND_FLOW, 1);
  MOAT_TRANSACTION (self->document, "Protocol")
  moat_text_set (&((MoatFlowState *) moat_document_edit (self->document, flow))->protocol, "HTTPS");

  moat_story_live_refresh (self->live);
  moat_story_live_type (self->live, text);
  g_assert_true (nth (self, MOAT_KIND_FLOW, 1) == flow);
  g_assert_cmpstr (moat_flow_state (flow)->name, ==, "sends the form");
  g_assert_cmpstr (moat_flow_state (flow)->protocol, ==, "HTTPS");
  assert_says (self, text);
}

/* Cut, and pasted elsewhere, it comes back as it was. */
static void
test_cut_and_paste (Fixture *self, gconstpointer data)
{
  static const char line[] = "2. Browser -> API: submits the address form [Shipping address]\n";
  g_autofree char *cut = replace (story, line, "");
  g_autofree char *pasted = g_strconcat (cut, "\n", line, NULL);
  MoatRecord *flow;
  g_autofree char *id = NULL;

  moat_story_live_type (self->live, story);
  flow = nth (self, MOAT_KIND_FLOW, 1);
  id = g_strdup (moat_record_get_id (flow));
  MOAT_TRANSACTION (self->document, "Protocol")
  moat_text_set (&((MoatFlowState *) moat_document_edit (self->document, flow))->protocol, "HTTPS");
  moat_story_live_refresh (self->live);

  moat_story_live_type (self->live, cut);
  g_assert_null (moat_document_find (self->document, id));
  moat_story_live_type (self->live, pasted);
  g_assert_nonnull (moat_document_find (self->document, id));
  g_assert_cmpstr (moat_flow_state (moat_document_find (self->document, id))->protocol, ==, "HTTPS");
  assert_says (self, pasted);
}

/* Lines in another order are steps in another order, the same ones. */
static void
test_reorder (Fixture *self, gconstpointer data)
{
  MoatRecord *first, *second, *third;
  g_autofree char *numbered = NULL;

  moat_story_live_type (self->live, "1. A -> B: one\n2. B -> C: two\n3. C -> A: three");
  first = nth (self, MOAT_KIND_FLOW, 0);
  second = nth (self, MOAT_KIND_FLOW, 1);
  third = nth (self, MOAT_KIND_FLOW, 2);
  moat_story_live_type (self->live, "3. C -> A: three\n1. A -> B: one\n2. B -> C: two");
  g_assert_cmpuint (moat_query_number (self->document, third), ==, 1);
  g_assert_cmpuint (moat_query_number (self->document, first), ==, 2);
  g_assert_cmpuint (moat_query_number (self->document, second), ==, 3);
  numbered = moat_story_live_dup_numbered (self->live);
  g_assert_cmpstr (numbered, ==, "1. C -> A: three\n2. A -> B: one\n3. B -> C: two");
  g_assert_cmpint (moat_story_live_find_line (self->live, third), ==, 0);
}

/* A line moves with what hangs on it, and not into what hangs on another. */
static void
test_moved (Fixture *self, gconstpointer data)
{
  guint line = 99;
  g_autofree char *down = NULL;
  g_autofree char *up = NULL;

  moat_story_live_type (self->live, "1. A -> B\n! one\n=> two\n2. B -> C\n! three\n3. C -> A");
  down = moat_story_live_dup_moved (self->live, 0, 5, &line);
  g_assert_cmpstr (down, ==, "2. B -> C\n! three\n1. A -> B\n! one\n=> two\n3. C -> A");
  g_assert_cmpuint (line, ==, 2);
  up = moat_story_live_dup_moved (self->live, 5, 4, &line);
  g_assert_cmpstr (up, ==, "1. A -> B\n! one\n=> two\n3. C -> A\n2. B -> C\n! three");
  g_assert_cmpuint (line, ==, 3);
  g_assert_null (moat_story_live_dup_moved (self->live, 0, 3, &line));
  g_assert_null (moat_story_live_dup_moved (self->live, 5, 6, &line));
}

/* A name that is typed letter by letter is one element, placed once; what was placed by hand stays. */
static void
test_names_while_typed (Fixture *self, gconstpointer data)
{
  MoatRecord *user;
  const char *names[] = { "B", "Br", "Bro", "Brow", "Browser" };

  moat_story_live_type (self->live, "1. User -> ");
  user = nth (self, MOAT_KIND_ELEMENT, 0);
  g_assert_true (self->untouched);
  MOAT_TRANSACTION (self->document, "Move")
  ((MoatElementState *) moat_document_edit (self->document, user))->box.x = 777;
  moat_story_live_refresh (self->live);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = g_strdup_printf ("1. User -> %s", names[i]);

      moat_story_live_type (self->live, text);
      g_assert_cmpuint (moat_document_count (self->document, MOAT_KIND_ELEMENT), ==, 2);
      g_assert_false (self->untouched);
    }
  g_assert_cmpuint (self->n_placed, ==, 2);
  g_assert_cmpfloat (moat_element_state (user)->box.x, ==, 777);
  g_assert_cmpint (moat_element_state (nth (self, MOAT_KIND_ELEMENT, 1))->type, ==,
                   MOAT_ELEMENT_EXTERNAL_ENTITY);
}

/* What others change shows in the lines it concerns; the other lines stay as they were typed. */
static void
test_follows (Fixture *self, gconstpointer data)
{
  static const char typed[] = "actor   User\n\n1)  User->API: asks\n2)  API   ->  User: answers";
  g_autofree char *renamed = NULL;
  g_autofree char *added = NULL;
  MoatRecord *flow;

  moat_story_live_type (self->live, typed);
  flow = nth (self, MOAT_KIND_FLOW, 0);
  MOAT_TRANSACTION (self->document, "Rename")
  moat_text_set (&((MoatFlowState *) moat_document_edit (self->document, flow))->name, "orders");
  g_assert_true (moat_story_live_refresh (self->live));
  renamed = moat_story_live_dup_text (self->live);
  g_assert_cmpstr (renamed, ==, "actor   User\n\n1. User -> API: orders\n2)  API   ->  User: answers");

  MOAT_TRANSACTION (self->document, "Add")
  moat_edit_add_threat (self->document, moat_record_get_id (flow), "Orders for another");
  g_assert_true (moat_story_live_refresh (self->live));
  added = moat_story_live_dup_text (self->live);
  g_assert_cmpstr (
      added, ==,
      "actor   User\n\n1. User -> API: orders\n   ! Orders for another\n2)  API   ->  User: answers");
}

/* A move that somebody hangs on an element of which no line tells brings the element's line with it. */
static void
test_brings_line (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  moat_story_live_type (self->live, "1. User -> API: asks");
  MOAT_TRANSACTION (self->document, "Add")
  moat_edit_add_threat (self->document, moat_record_get_id (nth (self, MOAT_KIND_ELEMENT, 1)), "Floods it");
  moat_story_live_refresh (self->live);
  text = moat_story_live_dup_text (self->live);
  g_assert_nonnull (strstr (text, "process API\n   ! Floods it"));
  g_assert_false (moat_story_live_type (self->live, text));
}

/* A decision of two moves has two lines; the edited one speaks for both. */
static void
test_shared_decision (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *edited = NULL;
  g_autofree char *after = NULL;
  MoatRecord *decision;

  moat_story_live_type (self->live, "1. A -> B\n! one\n=> Check it | B | A test\n! two");
  decision = nth (self, MOAT_KIND_DECISION, 0);
  MOAT_TRANSACTION (self->document, "Link")
  moat_edit_link_decision (self->document, decision, nth (self, MOAT_KIND_THREAT, 1));
  moat_story_live_refresh (self->live);
  text = moat_story_live_dup_text (self->live);
  g_assert_false (moat_story_live_type (self->live, text));

  edited = replace (text, "=> Check it | B | A test", "=> Check it twice | B | Two tests");
  moat_story_live_type (self->live, edited);
  g_assert_cmpuint (moat_document_count (self->document, MOAT_KIND_DECISION), ==, 1);
  g_assert_cmpuint (moat_document_count (self->document, MOAT_KIND_VERIFICATION), ==, 1);
  g_assert_cmpstr (moat_decision_state (decision)->text, ==, "Check it twice");
  g_assert_cmpuint (moat_list_len (moat_decision_state (decision)->threats), ==, 2);
  moat_story_live_refresh (self->live);
  after = moat_story_live_dup_text (self->live);
  g_assert_null (strstr (after, "Check it | B"));
}

/* What the text cannot say is not taken away by typing in another line: a proof without words, an owner
 * without the sign, a name in other letters.
 */
static void
test_untold (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *edited = NULL;
  MoatRecord *decision, *proof, *asset;

  moat_story_live_type (self->live, "1. A -> B: asks [Orders]\n! one\n=> Check it | B | A test | @bob");
  decision = nth (self, MOAT_KIND_DECISION, 0);
  asset = nth (self, MOAT_KIND_ASSET, 0);
  MOAT_TRANSACTION (self->document, "Set")
  {
    proof = moat_edit_add_verification (self->document, moat_record_get_id (decision), "");
    moat_text_set (&((MoatDecisionState *) moat_document_edit (self->document, decision))->owner, "bob");
    moat_text_set (&((MoatAssetState *) moat_document_edit (self->document, asset))->name, "ORDERS");
  }
  moat_story_live_refresh (self->live);
  text = moat_story_live_dup_text (self->live);
  edited = g_strconcat (text, "\n2. B -> C: looks [orders]", NULL);
  moat_story_live_type (self->live, edited);
  g_assert_true (moat_record_is_live (proof));
  g_assert_cmpstr (moat_decision_state (decision)->owner, ==, "bob");
  g_assert_cmpstr (moat_asset_state (asset)->name, ==, "ORDERS");
  g_assert_cmpuint (moat_document_count (self->document, MOAT_KIND_ASSET), ==, 1);
  g_assert_false (moat_story_live_refresh (self->live));

  /* Nor by typing in its own. */
  {
    g_autofree char *own = replace (edited, "Check it", "Check it twice");

    moat_story_live_type (self->live, own);
  }
  g_assert_true (moat_record_is_live (proof));
  g_assert_cmpstr (moat_decision_state (decision)->owner, ==, "bob");
  g_assert_cmpstr (moat_decision_state (decision)->text, ==, "Check it twice");
}

/* A second title does not mix two stories. */
static void
test_second_title (Fixture *self, gconstpointer data)
{
  const GPtrArray *lines;

  moat_story_live_type (self->live, "1. A -> B\n# First\n# Second\n1. C -> D");
  g_assert_cmpstr (moat_record_get_title (self->use_case), ==, "First");
  g_assert_cmpuint (moat_document_count (self->document, MOAT_KIND_ELEMENT), ==, 2);
  lines = moat_story_live_get_lines (self->live);
  g_assert_cmpuint (lines->len, ==, 4);
  g_assert_nonnull (((MoatStoryLine *) g_ptr_array_index (lines, 2))->hint);
}

/* ---- Anything at all ---- */

static const char *const words[] = { "A", "B", "API", "Orders store", "User" };
static const char *const patterns[] = { "1. %s -> %s: does it",
                                        "%s -> %s",
                                        "%s does what %s wants",
                                        "actor %s",
                                        "store %s",
                                        "zone Inside: %s, %s",
                                        "! %s attacks %s",
                                        "=> %s checks | %s | A test of it",
                                        "flow %s -> %s: beside",
                                        "2. %s -> %s: sends [Orders, %s]" };

static char *
random_line (void)
{
  const char *pattern = patterns[g_test_rand_int_range (0, G_N_ELEMENTS (patterns))];
  g_autoptr (GString) line = g_string_new (pattern);

  while (strstr (line->str, "%s") != NULL)
    g_string_replace (line, "%s", words[g_test_rand_int_range (0, G_N_ELEMENTS (words))], 1);

  return g_strdup (line->str);
}

static char *
random_edit (const char *text)
{
  g_auto (GStrv) split = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  guint at;

  for (guint i = 0; split[i] != NULL; i++)
    g_ptr_array_add (lines, split[i]);
  at = (guint) g_test_rand_int_range (0, (int) lines->len + 1);
  if (g_test_rand_int_range (0, 3) == 0 && at < lines->len)
    g_ptr_array_remove_index (lines, at);
  else if (g_test_rand_int_range (0, 3) == 0 && at + 1 < lines->len)
    {
      gpointer line = g_ptr_array_steal_index (lines, at);

      g_ptr_array_insert (lines, g_test_rand_int_range (0, (int) lines->len + 1), line);
    }
  else
    {
      g_autofree char *line = random_line ();

      g_ptr_array_insert (lines, (int) at, line);
      g_ptr_array_add (lines, NULL);
      return g_strjoinv ("\n", (char **) lines->pdata);
    }
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
random_change (Fixture *self)
{
  static const MoatKind changed[] = { MOAT_KIND_FLOW, MOAT_KIND_THREAT, MOAT_KIND_DECISION,
                                      MOAT_KIND_ELEMENT };
  MoatKind kind = changed[g_test_rand_int_range (0, G_N_ELEMENTS (changed))];
  GPtrArray *records = moat_document_list (self->document, kind);
  MoatRecord *record;

  if (records->len == 0)
    return;
  record = g_ptr_array_index (records, (guint) g_test_rand_int_range (0, (int) records->len));
  MOAT_TRANSACTION (self->document, "Change")
  {
    if (g_test_rand_int_range (0, 3) == 0)
      moat_document_remove (self->document, record);
    else if (kind == MOAT_KIND_FLOW && g_test_rand_bit ())
      moat_edit_add_threat (self->document, moat_record_get_id (record), "A new move");
    else
      moat_edit_set_text (self->document, record,
                          kind == MOAT_KIND_FLOW || kind == MOAT_KIND_ELEMENT ? "name" : "text",
                          words[g_test_rand_int_range (0, G_N_ELEMENTS (words))], NULL);
  }
}

/* Whoever edits, text and model say the same, and all of it can be undone. */
static void
test_random (Fixture *self, gconstpointer data)
{
  for (guint round = 0; round < 300; round++)
    {
      g_autofree char *text = moat_story_live_dup_text (self->live);
      g_autofree char *edited = NULL;
      g_autofree char *said = NULL;
      g_autofree char *again = NULL;

      moat_document_break_merge (self->document);
      if (g_test_rand_int_range (0, 4) == 0)
        {
          random_change (self);
          moat_story_live_refresh (self->live);
          edited = moat_story_live_dup_text (self->live);
        }
      else
        {
          edited = random_edit (text);
          moat_story_live_type (self->live, edited);
          if (moat_story_live_refresh (self->live))
            {
              again = moat_story_live_dup_text (self->live);
              g_error ("%s\n---- was rewritten to\n%s", edited, again);
            }
        }
      said = dup_sorted (self->document, self->use_case);
      if (moat_story_live_type (self->live, edited))
        {
          again = dup_sorted (self->document, self->use_case);
          g_error ("%s\n---- was\n%s\n---- says\n%s\n---- and then\n%s", text, edited, said, again);
        }
      again = dup_sorted (self->document, self->use_case);
      g_assert_cmpstr (said, ==, again);
    }

  while (moat_document_undo (self->document))
    moat_story_live_refresh (self->live);
  g_assert_cmpuint (moat_document_count (self->document, MOAT_KIND_ELEMENT), ==, 0);
  g_assert_cmpuint (moat_document_count (self->document, MOAT_KIND_STEP), ==, 0);
}

#define TEST(path, test) g_test_add ("/core/story-live/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  moat_test_init (&argc, &argv);

  TEST ("letter-by-letter", test_letter_by_letter);
  TEST ("backspace", test_backspace);
  TEST ("same", test_same);
  TEST ("edit-line", test_edit_line);
  TEST ("cut-and-paste", test_cut_and_paste);
  TEST ("reorder", test_reorder);
  TEST ("moved", test_moved);
  TEST ("names-while-typed", test_names_while_typed);
  TEST ("follows", test_follows);
  TEST ("brings-line", test_brings_line);
  TEST ("shared-decision", test_shared_decision);
  TEST ("untold", test_untold);
  TEST ("second-title", test_second_title);
  TEST ("random", test_random);

  return g_test_run ();
}
