/* SECURITY.md edited on either side: what comes into the model, what is a
 * conflict, and that nothing of either side is lost.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sync-fixture.h"

#include "formats.h"
#include "native.h"
#include "security-md.h"
#include "sync.h"

#include <string.h>

static const MoatSyncOptions defaults = { .base_name = "model" };

/* ---- Edits of one side ---- */

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  fixture_assert_settled (fixture);
}

typedef struct
{
  const char *old;
  const char *new;
  const char *id;
  const char *field;
  const char *wanted;
} CellEdit;

static const CellEdit cell_edits[] = {
  { "| Read addresses out of a stolen backup |", "| Read *all* addresses \\| of a `backup` |",
    "t-94ew95etaah5", "text", "Read *all* addresses | of a `backup`" },
  { "stolen backup | Information disclosure | High |", "stolen backup | Tampering<br>Spoofing | low |",
    "t-94ew95etaah5", "severity", "Low" },
  { "stolen backup | Information disclosure | High | Open |", "stolen backup | Tampering | High | Accepted |",
    "t-94ew95etaah5", "status", "Accepted" },
  { "| Find the record by the signed-in user, never by an id from the client | API, data access layer |",
    "| Find it | API, data access layer |", "d-wnyxfr3qn9xk", "text", "Find it" },
  { "| API, data access layer |", "| API, data access layer, Gateway |", "d-wnyxfr3qn9xk", "enforced",
    "API, data access layer, Gateway" },
  { "| @api-team | SHOP-12 |", "| @web\\_team | SHOP-12 |", "d-wnyxfr3qn9xk", "owner", "@web_team" },
  { "| @api-team | SHOP-12 |", "| @api-team | <https://x.example/SHOP-12> |", "d-wnyxfr3qn9xk", "ticket",
    "https://x.example/SHOP-12" },
  { "| SHOP-12 |", "| |", "d-wnyxfr3qn9xk", "ticket", "" },
  { "Integration test with two users' tokens<br>", "Integration test with three users<br>", "v-rc2003ked23t",
    "text", "Integration test with three users" },
  { "| Integration test | Integration test with two users' tokens | | Planned |",
    "| Unit test | Integration test with two users' tokens | tests/a.py<br>tests/b.py | Passing (2026-05-31) "
    "|",
    "v-rc2003ked23t", "evidence", "tests/a.py, tests/b.py" },
  { "| Issues and revokes access tokens |", "| Issues tokens |", "y-saf5t7kcacw8", "description",
    "Issues tokens" },
  { "| Anybody can send anything from here. |", "| A &amp; B &lt;here&gt; |", "b-stm3ranxjdr9", "description",
    "A & B <here>" },
};

/* Each editable cell, alone: it comes into the field that it shows, and then both say the same. */
static void
test_cells (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cell_edits); i++)
    {
      Fixture fixture = { 0 };

      fixture_set_up (&fixture, NULL);
      fixture_edit_file (&fixture, cell_edits[i].old, cell_edits[i].new);
      fixture_run (&fixture);
      g_assert_false (fixture.sync->is_blocked);
      fixture_assert_field (&fixture, cell_edits[i].id, cell_edits[i].field, cell_edits[i].wanted);
      fixture_assert_settled (&fixture);
      g_assert_true (moat_document_undo (fixture.document));
      fixture_tear_down (&fixture, NULL);
    }
}

static void
test_model_alone (Fixture *fixture, gconstpointer data)
{
  fixture_edit_model (fixture, "d-wnyxfr3qn9xk", "ticket", "SHOP-1200");
  fixture_run (fixture);
  g_assert_false (fixture->sync->is_blocked);
  g_assert_cmpuint (fixture->sync->items->len, ==, 0);
  fixture_assert_file_has (fixture, "| SHOP-1200 |");
  fixture_assert_settled (fixture);
}

/* Sorted rows, aligned columns, columns in another order, more blank lines: nobody said anything. */
static void
test_form (Fixture *fixture, gconstpointer data)
{
  fixture_edit_file (
      fixture,
      "| y-saf5t7kcacw8 | Identity team | Team | Issues and revokes access tokens | @identity-team |\n"
      "| y-1djjp17gpdjh | Gateway | Service | Ends TLS and limits requests | @platform-team |",
      "|y-1djjp17gpdjh|Gateway|Service|Ends TLS and limits requests|@platform-team|\n"
      "| y-saf5t7kcacw8  | Identity  team   |  Team |   Issues and revokes access tokens   | "
      "@identity-team |");
  fixture_edit_file (fixture, "| --- | --- | --- | --- | --- |\n",
                     "|:----|---:|:---:|-----|----------------|\n");
  fixture_edit_file (fixture, "### Dependencies\n\n", "### Dependencies\n\n\n\n");
  fixture_edit_file (fixture, "- Customers sign in", "* Customers sign in");
  fixture_assert_settled (fixture);
  fixture_edit_model (fixture, "d-wnyxfr3qn9xk", "ticket", "SHOP-1200");
  fixture_run (fixture);
  fixture_assert_file_has (fixture, "| y-saf5t7kcacw8 | Identity team | Team |");
  fixture_assert_file_has (fixture, "\n- Customers sign in");
}

/* ---- Both sides ---- */

static void
test_both (Fixture *fixture, gconstpointer data)
{
  fixture_edit_file (fixture, "| @api-team | SHOP-12 |", "| @api-team | SHOP-1212 |");
  fixture_edit_model (fixture, "d-wnyxfr3qn9xk", "owner", "@new-team");
  fixture_edit_model (fixture, "t-94ew95etaah5", "text", "Read it all");
  fixture_run (fixture);
  g_assert_false (fixture->sync->is_blocked);
  fixture_assert_file_has (fixture, "| @new-team | SHOP-1212 |");
  fixture_assert_file_has (fixture, "| Read it all |");
  fixture_assert_field (fixture, "d-wnyxfr3qn9xk", "ticket", "SHOP-1212");
  fixture_assert_settled (fixture);
}

static void
test_same_on_both (Fixture *fixture, gconstpointer data)
{
  fixture_edit_file (fixture, "| @api-team | SHOP-12 |", "| @api-team | SHOP-1212 |");
  fixture_edit_model (fixture, "d-wnyxfr3qn9xk", "ticket", "SHOP-1212");
  fixture_run (fixture);
  g_assert_false (fixture->sync->is_blocked);
  fixture_assert_settled (fixture);
}

static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  const MoatSyncItem *item;
  g_autofree char *before = NULL;

  fixture_edit_file (fixture, "| @api-team | SHOP-12 |", "| @api-team | SHOP-F |");
  fixture_edit_file (fixture, "| SHOP-9 |", "| SHOP-99 |");
  fixture_edit_model (fixture, "d-wnyxfr3qn9xk", "ticket", "SHOP-M");
  before = moat_test_dump (fixture->document);
  fixture_run (fixture);
  g_assert_true (fixture->sync->is_blocked);
  g_assert_null (fixture->sync->bytes);
  g_assert_cmpuint (fixture_count_items (fixture, MOAT_SYNC_CONFLICT, ""), ==, 1);
  for (guint i = 0; i < fixture->sync->items->len; i++)
    {
      item = g_ptr_array_index (fixture->sync->items, i);
      if (item->type != MOAT_SYNC_CONFLICT)
        continue;
      g_assert_cmpstr (item->what, ==, "Decisions, d-wnyxfr3qn9xk: Ticket");
      g_assert_cmpstr (item->model, ==, "SHOP-M");
      g_assert_cmpstr (item->file, ==, "SHOP-F");
      g_assert_cmpuint (item->line, >, 0);
    }
  moat_test_assert_same_dump (fixture->document, before);

  fixture_run_with (fixture, &(MoatSyncOptions){ .base_name = "model", .prefer = MOAT_SYNC_PREFER_FILE });
  fixture_assert_field (fixture, "d-wnyxfr3qn9xk", "ticket", "SHOP-F");
  fixture_assert_field (fixture, "d-52vw09fvfz1c", "ticket", "SHOP-99");
  fixture_assert_settled (fixture);
}

/* The same text stands in three tables; whoever edits one of them means the record. */
static void
test_said_twice (Fixture *fixture, gconstpointer data)
{
  fixture_edit_file (fixture, "<br>Take the user id out of the request, so that there is nothing to change |",
                     "<br>Drop the id |");
  fixture_run (fixture);
  g_assert_false (fixture->sync->is_blocked);
  fixture_assert_field (fixture, "d-a7mr3ep5rmfv", "text", "Drop the id");
  fixture_assert_settled (fixture);

  fixture_edit_file (fixture, "<br>Drop the id |", "<br>Drop it |");
  fixture_edit_file (fixture, "| Drop the id | API |", "| Remove it | API |");
  fixture_run (fixture);
  g_assert_true (fixture->sync->is_blocked);
}

/* What follows from the drawing cannot be taken, and is not thrown away. */
static void
test_computed (Fixture *fixture, gconstpointer data)
{
  fixture_edit_file (fixture, "| User<br>Web app |", "| User<br>Web app<br>Phone |");
  fixture_run (fixture);
  g_assert_true (fixture->sync->is_blocked);
  g_assert_cmpuint (fixture_count_items (fixture, MOAT_SYNC_REFUSED, "Inside"), ==, 1);
  fixture_run_with (fixture, &(MoatSyncOptions){ .base_name = "model", .prefer = MOAT_SYNC_PREFER_MODEL });
  g_assert_false (fixture->sync->is_blocked);
  fixture_assert_settled (fixture);
}

/* ---- Rows ---- */

#define LAST_THREAT                                                                                          \
  "| t-94ew95etaah5 | Read addresses out of a stolen backup | Information disclosure | High | Open | |\n"

static void
test_add (Fixture *fixture, gconstpointer data)
{
  MoatRecord *threat;
  MoatRecord *decision;

  fixture_edit_file (
      fixture, LAST_THREAT,
      LAST_THREAT
      "| | Replay it when the app submits the address form | Spoofing | High | Open | Use a nonce |\n"
      "| T-9 | Something else | | | | |\n");
  fixture_edit_file (
      fixture, "\n### Out of Scope",
      "| new | Something else | Stop that | API | Try it<br>Try again | @x | |\n\n### Out of Scope");
  fixture_run (fixture);
  g_assert_false (fixture->sync->is_blocked);
  g_assert_cmpuint (fixture_count_items (fixture, MOAT_SYNC_ADDED, "Threats"), ==, 2);
  threat = moat_query_find_by_title (fixture->document, MOAT_KIND_THREAT,
                                     "Replay it when the app submits the address form");
  g_assert_cmpstr (moat_record_get_title (
                       moat_document_find (fixture->document, moat_threat_state (threat)->on)),
                   ==, "submits the address form");
  g_assert_cmpint (moat_threat_state (threat)->severity, ==, MOAT_LEVEL_HIGH);
  decision = moat_query_find_by_title (fixture->document, MOAT_KIND_DECISION, "Use a nonce");
  g_assert_true (moat_list_contains (moat_decision_state (decision)->threats, moat_record_get_id (threat)));
  threat = moat_document_find (fixture->document, "T-9");
  g_assert_cmpint (moat_record_get_kind (
                       moat_document_find (fixture->document, moat_threat_state (threat)->on)),
                   ==, MOAT_KIND_USE_CASE);
  decision = moat_query_find_by_title (fixture->document, MOAT_KIND_DECISION, "Stop that");
  g_assert_true (moat_list_contains (moat_decision_state (decision)->threats, "T-9"));
  g_assert_nonnull (moat_query_find_by_title (fixture->document, MOAT_KIND_VERIFICATION, "Try again"));
  fixture_assert_settled (fixture);
}

/* When the model was written and SECURITY.md was not any more, the next run does not add it all again. */
static void
test_broken_off (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) edited = NULL;
  g_autofree char *after = NULL;

  fixture_edit_file (fixture, LAST_THREAT,
                     LAST_THREAT "| | Another one | Spoofing | High | Open | Use a nonce |\n");
  fixture_edit_file (fixture, "| @api-team | SHOP-12 |", "| @api-team | SHOP-1212 |");
  edited = g_bytes_ref (fixture->file);
  fixture_run (fixture);
  after = moat_test_dump (fixture->document);

  g_bytes_unref (fixture->file);
  fixture->file = g_bytes_ref (edited);
  fixture_run (fixture);
  g_assert_false (fixture->sync->is_blocked);
  moat_test_assert_same_dump (fixture->document, after);
  fixture_assert_settled (fixture);
}

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  fixture_edit_file (fixture, LAST_THREAT, "");
  fixture_run (fixture);
  g_assert_true (fixture->sync->is_blocked);
  g_assert_cmpuint (fixture_count_items (fixture, MOAT_SYNC_MISSING, "t-94ew95etaah5"), ==, 1);
  g_assert_nonnull (moat_document_find (fixture->document, "t-94ew95etaah5"));

  fixture_edit_model (fixture, "t-94ew95etaah5", "text", "Changed meanwhile");
  fixture_run_with (fixture, &(MoatSyncOptions){ .base_name = "model", .prune = TRUE });
  g_assert_true (fixture->sync->is_blocked);
  g_assert_cmpuint (fixture_count_items (fixture, MOAT_SYNC_CONFLICT, "t-94ew95etaah5"), ==, 1);

  g_assert_true (moat_document_undo (fixture->document));
  fixture_run_with (fixture, &(MoatSyncOptions){ .base_name = "model", .prune = TRUE });
  g_assert_false (fixture->sync->is_blocked);
  g_assert_null (moat_document_find (fixture->document, "t-94ew95etaah5"));
  fixture_assert_settled (fixture);
}

static void
test_deleted_in_model (Fixture *fixture, gconstpointer data)
{
  moat_document_begin (fixture->document, "Delete");
  moat_document_remove (fixture->document, moat_document_find (fixture->document, "t-94ew95etaah5"));
  moat_document_commit (fixture->document);
  fixture_edit_file (fixture, "Read addresses out of a stolen backup",
                     "Read everything out of a stolen backup");
  fixture_run (fixture);
  g_assert_true (fixture->sync->is_blocked);
  g_assert_cmpuint (fixture_count_items (fixture, MOAT_SYNC_CONFLICT, "t-94ew95etaah5"), ==, 1);
  fixture_edit_file (fixture, "Read everything out of a stolen backup",
                     "Read addresses out of a stolen backup");
  fixture_run (fixture);
  g_assert_false (fixture->sync->is_blocked);
  fixture_assert_settled (fixture);
}

static void
test_accepted (Fixture *fixture, gconstpointer data)
{
  fixture_edit_file (
      fixture, "\n### Out of Scope",
      "\n### Accepted Risks\n\n| Id | Risk | Why | Accepted by | Until |\n|---|---|---|---|---|\n"
      "| t-94ew95etaah5 | Read addresses out of a stolen backup | Too dear | Ada | 2027-01-31 |\n"
      "\n### Out of Scope");
  fixture_run (fixture);
  g_assert_false (fixture->sync->is_blocked);
  fixture_assert_field (fixture, "t-94ew95etaah5", "status", "Accepted");
  fixture_assert_field (fixture, "t-94ew95etaah5", "reason", "Too dear");
  fixture_assert_field (fixture, "t-94ew95etaah5", "until", "2027-01-31");
  fixture_assert_settled (fixture);

  fixture_edit_file (fixture, "| Too dear | Ada | 2027-01-31 |", "| Too dear by far | Bob | 2028-01-31 |");
  fixture_run (fixture);
  fixture_assert_field (fixture, "t-94ew95etaah5", "reason", "Too dear by far");
  fixture_assert_field (fixture, "t-94ew95etaah5", "acceptedBy", "Bob");

  fixture_edit_file (fixture, "| Too dear by far | Bob | 2028-01-31 |", "| Too dear by far | Bob | soon |");
  fixture_run (fixture);
  g_assert_true (fixture->sync->is_blocked);
  g_assert_cmpuint (fixture_count_items (fixture, MOAT_SYNC_REFUSED, "Until"), ==, 1);
}

/* ---- Prose ---- */

static const char *const proses[] = {
  "Just a paragraph of ours.\n",
  "Two lines\nof it.\n\nAnd a second paragraph.\n",
  "- an item\n- another\n\n  with more\n",
  "#### A heading of ours\n\n| Our | Table |\n| --- | --- |\n| a | b |\n",
  "<!-- a note to ourselves -->\n",
  "```\n<!-- moat:end model -->\n```\n",
  "[link]: https://example.com \"Title\"\n",
  "> A quote\n",
  "***\n",
  "<details>\n<summary>More</summary>\n</details>\n",
};

/* Between any two blocks: it stays as it is, also when the model changes round it. */
static void
test_prose (void)
{
  static const char *const places[] = { "### Trust Boundaries\n", "### Decisions\n",
                                        "### Out of Scope\n",     "Use cases:\n",
                                        "## Security Contact\n",  "<!-- moat:published" };

  for (guint i = 0; i < G_N_ELEMENTS (proses); i++)
    for (guint j = 0; j < G_N_ELEMENTS (places); j++)
      {
        Fixture fixture = { 0 };
        g_autofree char *with = g_strdup_printf ("%s\n%s", proses[i], places[j]);

        fixture_set_up (&fixture, NULL);
        fixture_edit_file (&fixture, places[j], with);
        fixture_assert_settled (&fixture);
        fixture_edit_model (&fixture, "d-wnyxfr3qn9xk", "ticket", "SHOP-1200");
        fixture_run (&fixture);
        g_assert_false (fixture.sync->is_blocked);
        fixture_assert_file_has (&fixture, proses[i]);
        fixture_assert_file_has (&fixture, with);
        fixture_assert_settled (&fixture);
        fixture_edit_model (&fixture, "d-wnyxfr3qn9xk", "ticket", "SHOP-12");
        fixture_run (&fixture);
        fixture_assert_file_has (&fixture, with);
        fixture_tear_down (&fixture, NULL);
      }
}

static const CellEdit text_edits[] = {
  { "Changing the shipping address of a signed-in customer", "Changing the *billing* address of a customer",
    "model", "scope", "Changing the *billing* address of a customer, from the form to the profile store." },
  { "**Shipping address**", "**Addresses**", "model", "title", "Addresses" },
  { "- Customers sign in with a password and a second factor;", "- Customers sign in with a key;", "h-",
    "text", "Customers sign in with a key; the session service is the only one that issues tokens." },
  { "Attack test: SHOP-25", "Attack test: SHOP-26", "u-", "attackTest", "SHOP-26" },
  { "### Use Case: User updates", "### Use Case: Customer updates", "u-", "title",
    "Customer updates their shipping address" },
  { "Web app → API: submits the address form (", "Web app → API: sends the form (", "f-dmmbpr9rwh1k", NULL,
    NULL },
  { "that has a model of its own.", "that has another model.", "model", NULL, NULL },
  { "Update this: Before the first deployment,", "Update this: Before any deployment,", "model", NULL, NULL },
};

/* Words outside of tables come into the text that they were written from, and are not said twice. */
static void
test_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (text_edits); i++)
    {
      const CellEdit *edit = &text_edits[i];
      Fixture fixture = { 0 };
      g_autofree char *text = NULL;

      fixture_set_up (&fixture, NULL);
      fixture_edit_file (&fixture, edit->old, edit->new);
      fixture_run (&fixture);
      g_assert_false (fixture.sync->is_blocked);
      g_assert_cmpuint (fixture.sync->items->len, ==, 1);
      if (edit->field != NULL && moat_document_find (fixture.document, edit->id) != NULL)
        fixture_assert_field (&fixture, edit->id, edit->field, edit->wanted);
      text = fixture_dup_text (fixture.file);
      g_assert_null (strstr (text, edit->old));
      fixture_assert_settled (&fixture);
      fixture_tear_down (&fixture, NULL);
    }
}

/* The section goes, what was written in it stays. */
static void
test_prose_of_section (Fixture *fixture, gconstpointer data)
{
  fixture_edit_model (fixture, "t-94ew95etaah5", "status", "accepted");
  fixture_run (fixture);
  fixture_edit_file (fixture, "\n### Out of Scope", "\nAgreed in the meeting.\n\n### Out of Scope");
  fixture_edit_model (fixture, "t-94ew95etaah5", "status", "open");
  fixture_run (fixture);
  fixture_assert_file_has (fixture, "### Accepted Risks\n\nAgreed in the meeting.\n\n### Out of Scope");
  fixture_assert_settled (fixture);
}

/* Writing anew does not throw away what is in no model yet. */
static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const MoatExportOptions *options;

  fixture_edit_file (fixture, "### Decisions\n", "Ours.\n\n### Decisions\n");
  bytes = fixture_export (fixture->document, fixture->file);
  g_assert_nonnull (
      g_strstr_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "Ours.\n\n### Decisions\n"));
  fixture_edit_file (fixture, "| @api-team | SHOP-12 |", "| @api-team | SHOP-1212 |");
  options = &(MoatExportOptions){ .base_name = "model", .existing = fixture->file };
  g_assert_null (moat_security_md_format.write (fixture->document, options, NULL, &error));
  g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "moat-cli sync"));
}

static void
test_check (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) same = NULL;
  g_autoptr (GBytes) other = NULL;
  g_autofree char *diff = NULL;
  gboolean is_same = FALSE;

  same = moat_sync_write (fixture->document, fixture->file, &defaults, &is_same, NULL);
  g_assert_true (is_same);
  fixture_edit_model (fixture, "d-wnyxfr3qn9xk", "ticket", "SHOP-1200");
  other = moat_sync_write (fixture->document, fixture->file, &defaults, &is_same, NULL);
  g_assert_false (is_same);
  diff = moat_sync_diff (fixture->file, other);
  g_assert_nonnull (strstr (diff, "\n- | d-wnyxfr3qn9xk |"));
  g_assert_nonnull (strstr (diff, "\n+ | d-wnyxfr3qn9xk |"));
  g_assert_null (strstr (diff, "moat:published"));
}

/* ---- Answers ---- */

/* The question about something: by its table's cell, or with no column about the row. */
static const MoatSyncQuestion *
find_question (Fixture *fixture, MoatSyncType type, const char *column)
{
  for (guint i = 0; i < fixture->sync->questions->len; i++)
    {
      const MoatSyncQuestion *question = g_ptr_array_index (fixture->sync->questions, i);
      const char *title = question->column >= 0 ? question->table->columns[question->column].title : NULL;

      if (question->type == type && g_strcmp0 (title, column) == 0)
        return question;
    }
  g_error ("no such question: %s", column);
}

static const MoatSyncQuestion *
ask (Fixture *fixture, MoatSyncType type, const char *column)
{
  fixture_run_with (fixture, &(MoatSyncOptions){ .base_name = "model", .is_dry = TRUE });

  return find_question (fixture, type, column);
}

/* Gives the answer to the question of the last run, and runs again. */
static void
answer (Fixture *fixture, const MoatSyncQuestion *question, MoatSyncAnswer choice, const char *text)
{
  g_autoptr (GHashTable) answers = moat_sync_answers_new ();

  g_assert_cmpuint (question->answers & choice, ==, choice);
  moat_sync_answers_set (answers, question->key, choice, text);
  fixture_run_with (fixture, &(MoatSyncOptions){ .base_name = "model", .answers = answers });
}

/* Both sides of a conflict in full, and each answer does what it says. */
static void
test_answer_conflict (void)
{
  static const struct
  {
    MoatSyncAnswer answer;
    const char *text;
    const char *wanted;
  } cases[] = { { MOAT_SYNC_TAKE_MODEL, NULL, "SHOP-M" },
                { MOAT_SYNC_TAKE_FILE, NULL, "SHOP-F" },
                { MOAT_SYNC_TAKE_TEXT, "SHOP-M, SHOP-F", "SHOP-M, SHOP-F" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture = { 0 };
      const MoatSyncQuestion *question;
      g_autofree char *cell = g_strdup_printf ("| @api-team | %s |", cases[i].wanted);

      fixture_set_up (&fixture, NULL);
      fixture_edit_file (&fixture, "| @api-team | SHOP-12 |", "| @api-team | SHOP-F |");
      fixture_edit_model (&fixture, "d-wnyxfr3qn9xk", "ticket", "SHOP-M");
      question = ask (&fixture, MOAT_SYNC_CONFLICT, "Ticket");
      g_assert_cmpstr (question->model, ==, "SHOP-M");
      g_assert_cmpstr (question->file, ==, "SHOP-F");
      g_assert_true (question->was_published);
      g_assert_null (question->published);

      answer (&fixture, question, cases[i].answer, cases[i].text);
      g_assert_false (fixture.sync->is_blocked);
      fixture_assert_field (&fixture, "d-wnyxfr3qn9xk", "ticket", cases[i].wanted);
      fixture_assert_file_has (&fixture, cell);
      fixture_assert_settled (&fixture);
      fixture_tear_down (&fixture, NULL);
    }
}

/* What was published is told where its text is still somewhere: in the model, or in an older file. */
static void
test_published_text (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) older = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const MoatSyncQuestion *question;

  g_ptr_array_add (older, g_bytes_new_static ("# Nothing of ours\n", 18));
  g_ptr_array_add (older, g_bytes_ref (fixture->file));
  fixture_edit_file (fixture, "| @api-team | SHOP-12 |", "| @api-team | SHOP-F |");
  question = ask (fixture, MOAT_SYNC_TAKEN, "Ticket");
  g_assert_cmpstr (question->published, ==, "SHOP-12");

  fixture_edit_model (fixture, "d-wnyxfr3qn9xk", "ticket", "SHOP-M");
  fixture_run_with (fixture, &(MoatSyncOptions){ .base_name = "model", .is_dry = TRUE, .older = older });
  question = find_question (fixture, MOAT_SYNC_CONFLICT, "Ticket");
  g_assert_cmpstr (question->published, ==, "SHOP-12");
}

/* An edit that is not wanted goes, and so does a row. */
static void
test_answer_discard (Fixture *fixture, gconstpointer data)
{
  guint n_threats = moat_document_count (fixture->document, MOAT_KIND_THREAT);

  fixture_edit_file (fixture, "| @api-team | SHOP-12 |", "| @api-team | SHOP-F |");
  answer (fixture, ask (fixture, MOAT_SYNC_TAKEN, "Ticket"), MOAT_SYNC_TAKE_MODEL, NULL);
  fixture_assert_field (fixture, "d-wnyxfr3qn9xk", "ticket", "SHOP-12");
  fixture_assert_file_has (fixture, "| @api-team | SHOP-12 |");
  fixture_assert_settled (fixture);

  fixture_edit_file (fixture, "| t-94ew95etaah5 |", "| | Made up | | High | Open | |\n| t-94ew95etaah5 |");
  answer (fixture, ask (fixture, MOAT_SYNC_ADDED, NULL), MOAT_SYNC_TAKE_MODEL, NULL);
  g_assert_cmpuint (moat_document_count (fixture->document, MOAT_KIND_THREAT), ==, n_threats);
  fixture_assert_settled (fixture);
}

/* For each deleted row: put back, or deleted in the model too. */
static void
test_answer_deleted_row (Fixture *fixture, gconstpointer data)
{
  const char *row
      = "| y-1djjp17gpdjh | Gateway | Service | Ends TLS and limits requests | @platform-team |\n";

  fixture_edit_file (fixture, row, "");
  answer (fixture, ask (fixture, MOAT_SYNC_MISSING, NULL), MOAT_SYNC_TAKE_MODEL, NULL);
  fixture_assert_file_has (fixture, row);
  fixture_assert_settled (fixture);

  fixture_edit_file (fixture, row, "");
  answer (fixture, ask (fixture, MOAT_SYNC_MISSING, NULL), MOAT_SYNC_TAKE_FILE, NULL);
  g_assert_null (moat_document_find (fixture->document, "y-1djjp17gpdjh"));
  fixture_assert_settled (fixture);
}

/* A word that no list has can be put right, or given up. */
static void
test_answer_refused (Fixture *fixture, gconstpointer data)
{
  fixture_edit_file (fixture, "stolen backup | Information disclosure | High |",
                     "stolen backup | Information disclosure | Hgh |");
  answer (fixture, ask (fixture, MOAT_SYNC_REFUSED, "Severity"), MOAT_SYNC_TAKE_TEXT, "Low");
  fixture_assert_field (fixture, "t-94ew95etaah5", "severity", "Low");
  fixture_assert_settled (fixture);

  fixture_edit_file (fixture, "stolen backup | Information disclosure | Low |",
                     "stolen backup | Information disclosure | Hgh |");
  answer (fixture, ask (fixture, MOAT_SYNC_REFUSED, "Severity"), MOAT_SYNC_TAKE_MODEL, NULL);
  fixture_assert_field (fixture, "t-94ew95etaah5", "severity", "Low");
  fixture_assert_settled (fixture);
}

/* The file says it in two places: one of them is chosen, the other given up. */
static void
test_answer_said_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) answers = moat_sync_answers_new ();

  fixture_edit_file (fixture, "<br>Take the user id out of the request, so that there is nothing to change |",
                     "<br>Drop it |");
  fixture_edit_file (fixture,
                     "| Take the user id out of the request, so that there is nothing to change | API",
                     "| Remove it | API");
  fixture_run_with (fixture, &(MoatSyncOptions){ .base_name = "model", .is_dry = TRUE });
  g_assert_true (fixture->sync->is_blocked);
  moat_sync_answers_set (answers, find_question (fixture, MOAT_SYNC_CONFLICT, "Mitigation")->key,
                         MOAT_SYNC_TAKE_MODEL, NULL);
  fixture_run_with (fixture, &(MoatSyncOptions){ .base_name = "model", .answers = answers });
  g_assert_false (fixture->sync->is_blocked);
  fixture_assert_field (fixture, "d-a7mr3ep5rmfv", "text", "Remove it");
  fixture_assert_settled (fixture);
}

static void
changed_cb (void)
{
  g_assert_not_reached ();
}

/* To look costs nothing: the document is as it was, and nobody is told of anything. */
static void
test_dry (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = moat_test_dump (fixture->document);
  g_autofree char *text = NULL;

  fixture_edit_file (fixture, "| @api-team | SHOP-12 |", "| @api-team | SHOP-F |");
  fixture_edit_file (fixture, "| t-94ew95etaah5 |", "| | Made up | | High | Open | |\n| t-94ew95etaah5 |");
  g_signal_connect (fixture->document, "changed", G_CALLBACK (changed_cb), NULL);
  fixture_run_with (fixture, &(MoatSyncOptions){ .base_name = "model", .is_dry = TRUE });
  g_assert_cmpuint (fixture->sync->questions->len, ==, 2);
  moat_test_assert_same_dump (fixture->document, before);
  g_assert_false (moat_document_can_undo (fixture->document));
  /* What the file would hold is told. */
  text = fixture_dup_text (fixture->sync->bytes);
  g_assert_nonnull (strstr (text, "| Made up |"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, test)                                                                                     \
  g_test_add ("/formats/sync/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  TEST ("nothing", test_nothing);
  g_test_add_func ("/formats/sync/cells", test_cells);
  TEST ("model-alone", test_model_alone);
  TEST ("form", test_form);
  TEST ("both", test_both);
  TEST ("same-on-both", test_same_on_both);
  TEST ("conflict", test_conflict);
  TEST ("said-twice", test_said_twice);
  TEST ("computed", test_computed);
  g_test_add_func ("/formats/sync/answer-conflict", test_answer_conflict);
  TEST ("published-text", test_published_text);
  TEST ("answer-discard", test_answer_discard);
  TEST ("answer-deleted-row", test_answer_deleted_row);
  TEST ("answer-refused", test_answer_refused);
  TEST ("answer-said-twice", test_answer_said_twice);
  TEST ("dry", test_dry);
  TEST ("add", test_add);
  TEST ("broken-off", test_broken_off);
  TEST ("delete", test_delete);
  TEST ("deleted-in-model", test_deleted_in_model);
  TEST ("accepted", test_accepted);
  g_test_add_func ("/formats/sync/prose", test_prose);
  g_test_add_func ("/formats/sync/texts", test_texts);
  TEST ("prose-of-section", test_prose_of_section);
  TEST ("export", test_export);
  TEST ("check", test_check);

  return g_test_run ();
}
