/* SECURITY.md: the sections that checklists look for, what is in their rows, and
 * that nothing private leaves.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "gfm.h"
#include "moat-test.h"

#include "examples.h"
#include "formats.h"
#include "security-md.h"
#include "zones.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

static char *
write_text (const MoatFormat *format,
            MoatDocument *document,
            const MoatExportOptions *options,
            guint *n_reported)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = format->write (document, options, report, &error);
  g_auto (GStrv) lines = moat_report_dup_lines (report);

  g_assert_no_error (error);
  if (n_reported != NULL)
    *n_reported = g_strv_length (lines);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
write_md (MoatDocument *document)
{
  return write_text (&moat_security_md_format, document, &(MoatExportOptions){ .base_name = "model" }, NULL);
}

static MoatDocument *
load_example (const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/resources/examples/%s.moat", g_getenv ("MOAT_SRCDIR"), name);
  g_autoptr (GError) error = NULL;
  MoatDocument *document = moat_formats_load (path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return document;
}

/* The titles of level two and three, in order. */
static char *
dup_headings (cmark_node *root)
{
  GString *titles = g_string_new (NULL);

  for (cmark_node *node = cmark_node_first_child (root); node != NULL; node = cmark_node_next (node))
    if (cmark_node_get_type (node) == CMARK_NODE_HEADING)
      {
        g_autofree char *words = moat_gfm_dup_words (node);

        g_string_append_printf (titles, "%d %s\n", cmark_node_get_heading_level (node), words);
      }

  return g_string_free (titles, FALSE);
}

/* ---- Sections ---- */

static void
test_order (void)
{
  g_autoptr (MoatDocument) document = load_example ("shipping-address");
  g_autofree char *text = NULL;
  g_autofree char *titles = NULL;
  cmark_node *root;

  moat_document_begin (document, "Accept");
  {
    MoatRecord *threat = g_ptr_array_index (moat_document_list (document, MOAT_KIND_THREAT), 0);
    MoatThreatState *state = moat_document_edit (document, threat);

    state->status = MOAT_THREAT_ACCEPTED;
  }
  moat_document_commit (document);
  text = write_md (document);
  root = moat_gfm_parse (text, -1);
  titles = dup_headings (root);
  g_assert_cmpstr (titles, ==,
                   "1 Security\n"
                   "2 Reporting a vulnerability\n"
                   "2 Threat Model Summary\n"
                   "3 Data Flow Diagram\n"
                   "3 Trust Boundaries\n"
                   "3 Sensitive Data Flows\n"
                   "3 Use Case: User updates their shipping address\n"
                   "3 Threats and Mitigations\n"
                   "3 Decisions\n"
                   "3 Accepted Risks\n"
                   "3 Out of Scope\n"
                   "3 Verification Plan\n"
                   "3 Dependencies\n"
                   "3 Review\n"
                   "2 Security Contact\n");
  cmark_node_free (root);
}

static void
test_empty_model (void)
{
  g_autoptr (MoatDocument) document = moat_document_new ();
  g_autofree char *text = write_md (document);
  cmark_node *root = moat_gfm_parse (text, -1);
  g_autofree char *titles = dup_headings (root);

  g_assert_cmpstr (titles, ==,
                   "1 Security\n2 Reporting a vulnerability\n2 Threat Model Summary\n3 Trust Boundaries\n"
                   "3 Sensitive Data Flows\n3 Threats and Mitigations\n");
  g_assert_nonnull (strstr (text, "No trust boundary"));
  g_assert_nonnull (strstr (text, "No data is classed as sensitive"));
  g_assert_nonnull (strstr (text, "No threat is written down"));
  cmark_node_free (root);
}

static void
assert_cell (cmark_node *table, guint row, guint column, const char *wanted)
{
  g_autofree char *words = moat_gfm_dup_words (moat_gfm_get_cell (table, row, column));

  g_assert_cmpstr (words, ==, wanted);
}

static void
test_rows (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autofree char *text = write_md (document);
  cmark_node *root = moat_gfm_parse (text, -1);
  cmark_node *table = moat_gfm_find_block (moat_gfm_find_heading (root, "Trust Boundaries"), "table");

  assert_cell (table, 1, 0, "b0");
  assert_cell (table, 1, 1, "Backend");
  assert_cell (table, 1, 3, "Element 1\nElement 2");
  assert_cell (table, 1, 4,
               "1. sends something: Element 0 → Element 1 (inbound)\n"
               "3. sends something: Element 2 → Element 3 (outbound)");

  table = moat_gfm_find_block (moat_gfm_find_heading (root, "Sensitive Data Flows"), "table");
  assert_cell (table, 1, 1, "Address");
  assert_cell (table, 1, 2, "Sensitive");
  assert_cell (table, 1, 3,
               "1. sends something: Element 0 → Element 1\n3. sends something: Element 2 → Element 3");

  table = moat_gfm_find_block (moat_gfm_find_heading (root, "Threats and Mitigations"), "table");
  g_assert_cmpuint (moat_gfm_count_rows (table), ==, 4);
  assert_cell (table, 0, 5, "Mitigation");
  assert_cell (table, 1, 0, "t0");
  assert_cell (table, 1, 1, "Change the id to reach another user's record");
  assert_cell (table, 1, 2, "Tampering\nElevation of privilege");
  assert_cell (table, 1, 3, "High");
  assert_cell (table, 1, 4, "Decided");
  assert_cell (table, 1, 5, "Look the record up by the signed-in user");
  assert_cell (table, 3, 4, "Open");
  assert_cell (table, 3, 5, "");

  table = moat_gfm_find_block (moat_gfm_find_heading (root, "Decisions"), "table");
  g_assert_cmpuint (moat_gfm_count_rows (table), ==, 3);
  assert_cell (table, 2, 0, "d1");
  assert_cell (table, 2, 3, "API");
  assert_cell (table, 2, 4, "Integration test with two accounts");

  table = moat_gfm_find_block (moat_gfm_find_heading (root, "Verification Plan"), "table");
  assert_cell (table, 1, 0, "v0");
  assert_cell (table, 1, 5, "Planned");
  cmark_node_free (root);
}

/* A class that a team adds counts by its rank: what is above Secret is sensitive data too, with its rules. */
static void
test_team_class (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  MoatRecord *asset = g_ptr_array_index (moat_document_list (document, MOAT_KIND_ASSET), 0);
  MoatRecord *flow = NULL;
  g_autofree char *text = NULL;
  cmark_node *root, *table;

  MOAT_TRANSACTION (document, "Classify")
  {
    MoatRecord *restricted = moat_document_add (document, MOAT_KIND_CLASS, "restricted");
    MoatClassState *rules = moat_document_edit (document, restricted);

    moat_text_set (&rules->name, "Restricted");
    moat_text_set (&rules->retention, "One day");
    rules->rank = 30;
    rules->never_logged = TRUE;
    moat_text_set (&((MoatAssetState *) moat_document_edit (document, asset))->asset_class, "restricted");
  }
  text = write_md (document);
  root = moat_gfm_parse (text, -1);
  table = moat_gfm_find_block (moat_gfm_find_heading (root, "Sensitive Data Flows"), "table");
  assert_cell (table, 1, 2, "Restricted");
  assert_cell (table, 1, 5, "Retention: One day\nNever logged");
  cmark_node_free (root);

  /* It is the highest that its flows carry; without it they have none. */
  flow = g_ptr_array_index (moat_document_list (document, MOAT_KIND_FLOW), 0);
  g_assert_cmpstr (moat_record_get_id (moat_query_class (document, flow)), ==, "restricted");
  MOAT_TRANSACTION (document, "Remove")
  moat_document_remove (document, moat_document_find (document, "restricted"));
  g_assert_null (moat_asset_state (asset)->asset_class);
  g_assert_null (moat_query_class (document, flow));
}

/* A decision that was dropped mitigates nothing and is not listed. */
static void
test_dropped (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autofree char *text = NULL;

  moat_document_begin (document, "Drop");
  ((MoatDecisionState *) moat_document_edit (document, moat_document_find (document, "d0")))->status
      = MOAT_DECISION_DROPPED;
  moat_document_commit (document);
  text = write_md (document);
  g_assert_null (strstr (text, "| d0 |"));
  g_assert_null (strstr (text, "| v0 |"));
  g_assert_nonnull (strstr (text, "| t0 |"));
}

static void
test_accepted_and_out_of_scope (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (5);
  g_autofree char *text = NULL;
  cmark_node *root;
  cmark_node *table;
  MoatThreatState *threat;
  MoatElementState *element;

  moat_document_begin (document, "Settle");
  threat = moat_document_edit (document, moat_document_find (document, "t0"));
  threat->status = MOAT_THREAT_ACCEPTED;
  moat_text_set (&threat->reason, "Costs more than it saves");
  moat_text_set (&threat->accepted_by, "Ada");
  moat_text_set (&threat->until, "2027-01-31");
  threat = moat_document_edit (document, moat_document_find (document, "t1"));
  threat->status = MOAT_THREAT_OUT_OF_SCOPE;
  moat_text_set (&threat->reason, "Theirs to solve");
  element = moat_document_edit (document, moat_document_find (document, "e4"));
  element->out_of_scope = TRUE;
  moat_text_set (&element->reason, "A vendor's");
  moat_document_commit (document);

  text = write_md (document);
  root = moat_gfm_parse (text, -1);
  table = moat_gfm_find_block (moat_gfm_find_heading (root, "Accepted Risks"), "table");
  g_assert_cmpuint (moat_gfm_count_rows (table), ==, 2);
  assert_cell (table, 1, 0, "t0");
  assert_cell (table, 1, 2, "Costs more than it saves");
  assert_cell (table, 1, 3, "Ada");
  assert_cell (table, 1, 4, "2027-01-31");
  g_assert_nonnull (strstr (text, "- Element 4: A vendor's\n"));
  g_assert_nonnull (strstr (text, "- Change the id to reach another user's record: Theirs to solve\n"));
  cmark_node_free (root);
}

/* One of several use cases can be asked for; nothing of the others comes with it. */
static void
test_one_use_case (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  MoatRecord *second;
  MoatRecord *element;
  g_autofree char *all = NULL;
  g_autofree char *one = NULL;

  moat_document_begin (document, "Second");
  second = moat_edit_add_use_case (document, "Another story");
  element = moat_edit_add_element (document, moat_record_get_id (second), MOAT_ELEMENT_PROCESS, "Elsewhere",
                                   &(MoatRect){ 0, 0, 120, 60 });
  moat_edit_add_zone (document, moat_record_get_id (second), "Far away", &(MoatRect){ -50, -50, 300, 300 });
  moat_edit_add_threat (document, moat_record_get_id (element), "Move in the second");
  moat_document_commit (document);

  all = write_md (document);
  one = write_text (&moat_security_md_format, document,
                    &(MoatExportOptions){ .base_name = "model", .use_case_id = moat_record_get_id (second) },
                    NULL);
  g_assert_nonnull (strstr (all, "Move in the second"));
  g_assert_nonnull (strstr (all, "| t0 |"));
  g_assert_nonnull (strstr (all, "- User does something\n- Another story\n"));
  g_assert_nonnull (strstr (one, "Move in the second"));
  g_assert_nonnull (strstr (one, "Far away"));
  g_assert_null (strstr (one, "User does something"));
  g_assert_null (strstr (one, "Backend"));
  g_assert_null (strstr (one, "Element 1"));
  g_assert_null (strstr (one, "| t0 |"));
  g_assert_null (strstr (one, "| d0 |"));
}

/* ---- Private ---- */

#define SECRET "Xyzzy"

/* All of a private record's words, and of what hangs on it, stay; the rest is as if it had never been. */
static void
test_private (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (6);
  g_autofree char *text = NULL;
  MoatThreatState *threat;
  MoatDecisionState *decision;
  MoatVerificationState *verification;
  MoatAssumptionState *assumption;
  MoatRecord *record;
  guint n_reported;

  moat_document_begin (document, "Hide");
  threat = moat_document_edit (document, moat_document_find (document, "t0"));
  threat->is_private = TRUE;
  threat->status = MOAT_THREAT_ACCEPTED;
  moat_text_set (&threat->text, SECRET " move");
  moat_text_set (&threat->reason, SECRET " reason");
  moat_text_set (&threat->accepted_by, SECRET " person");
  /* For the private move alone, though not marked itself. */
  decision = moat_document_edit (document, moat_document_find (document, "d0"));
  moat_text_set (&decision->text, SECRET " decision of a private move");
  verification = moat_document_edit (document, moat_document_find (document, "v0"));
  moat_text_set (&verification->text, SECRET " proof");
  moat_list_add (&verification->evidence, SECRET " evidence");
  /* A private decision for a public move. */
  decision = moat_document_edit (document, moat_document_find (document, "d1"));
  decision->is_private = TRUE;
  moat_text_set (&decision->text, SECRET " decision");
  moat_text_set (&decision->owner, SECRET " owner");
  verification = moat_document_edit (document, moat_document_find (document, "v1"));
  moat_text_set (&verification->text, SECRET " proof");
  /* A public decision for a public and a private move. */
  decision = moat_document_edit (document, moat_document_find (document, "d3"));
  moat_list_add (&decision->threats, "t0");
  threat = moat_document_edit (document, moat_document_find (document, "t4"));
  threat->is_private = TRUE;
  threat->status = MOAT_THREAT_OUT_OF_SCOPE;
  moat_text_set (&threat->text, SECRET " out of scope");
  record = moat_document_add (document, MOAT_KIND_ASSUMPTION, NULL);
  assumption = moat_document_edit (document, record);
  assumption->is_private = TRUE;
  moat_text_set (&assumption->text, SECRET " assumption");
  moat_document_commit (document);

  text = write_text (&moat_security_md_format, document, &(MoatExportOptions){ .base_name = "model" },
                     &n_reported);
  g_assert_null (strstr (text, SECRET));
  g_assert_nonnull (strstr (text, "| d3 |"));
  g_assert_nonnull (strstr (text, "| t1 |"));
  /* t0, t4, d0, d1, d4 and the assumption. */
  g_assert_nonnull (strstr (text, "Private and not shown here: 6.\n"));
  g_assert_cmpuint (n_reported, ==, 1);
}

/* ---- Words ---- */

/* In every field of every record, whatever it says: the tables keep their shape and nothing is markup. */
static void
test_hostile (void)
{
  static const char *const texts[] = {
    "<!-- moat:end model -->", "a | b \\| c \\",          "](javascript:alert(1)) <b>x</b>",
    "```\n# x\n```",           "| --- |\n- x\n1. y\n> z", "&lt;script&gt; https://x.y/\\<script>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (MoatDocument) document = load_example ("shipping-address");
      g_autofree char *text = NULL;
      cmark_node *root;

      moat_document_begin (document, "Hostile");
      for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
        {
          GPtrArray *records = moat_document_list (document, (MoatKind) kind);
          const MoatKindInfo *info = moat_kind_get_info ((MoatKind) kind);

          for (guint j = 0; j < records->len; j++)
            for (guint k = 0; k < info->n_fields; k++)
              if (info->fields[k].type == MOAT_TEXT)
                {
                  gpointer state = moat_document_edit (document, g_ptr_array_index (records, j));

                  moat_text_set ((GRefString **) MOAT_FIELD_PTR (state, &info->fields[k]), texts[i]);
                }
        }
      moat_document_commit (document);

      text = write_md (document);
      root = moat_gfm_parse (text, -1);
      for (cmark_node *node = cmark_node_first_child (root); node != NULL; node = cmark_node_next (node))
        {
          const char *type = cmark_node_get_type_string (node);

          if (strcmp (type, "table") == 0)
            moat_gfm_assert_rectangular (node);
          else if (strcmp (type, "html_block") == 0)
            g_assert_true (g_str_has_prefix (cmark_node_get_literal (node), "<!-- moat:"));
          else
            g_assert_cmpint (cmark_node_get_type (node), !=, CMARK_NODE_THEMATIC_BREAK);
        }
      g_assert_nonnull (moat_gfm_find_block (moat_gfm_find_heading (root, "Verification Plan"), "table"));
      g_assert_nonnull (moat_gfm_find_heading (root, "Security Contact"));
      cmark_node_free (root);
    }
}

/* ---- The same bytes ---- */

static void
append_le32 (GByteArray *out, guint32 value)
{
  guint32 swapped = GUINT32_TO_LE (value);

  g_byte_array_append (out, (const guint8 *) &swapped, 4);
}

/* A catalogue of translations with one entry beside its header, as GNU gettext's manual describes MO files.
 */
static void
write_catalogue (const char *path, const char *id, const char *translation)
{
  static const char header[] = "Content-Type: text/plain; charset=UTF-8\n";
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint32 start = 28 + 4 * 8;
  guint32 numbers[] = {
    0x950412de,
    0,
    2,
    28,
    44,
    0,
    60,
    0,
    start,
    strlen (id),
    start + 1,
    sizeof header - 1,
    start + 1 + strlen (id) + 1,
    strlen (translation),
    start + 1 + strlen (id) + 1 + sizeof header,
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    append_le32 (out, numbers[i]);
  g_byte_array_append (out, (const guint8 *) "", 1);
  g_byte_array_append (out, (const guint8 *) id, strlen (id) + 1);
  g_byte_array_append (out, (const guint8 *) header, sizeof header);
  g_byte_array_append (out, (const guint8 *) translation, strlen (translation) + 1);
  g_assert_true (g_file_set_contents (path, (const char *) out->data, out->len, NULL));
}

/* What is written is English in every language that the program speaks. */
static void
test_language (void)
{
  g_autofree char *folder = g_dir_make_tmp ("moat-language-XXXXXX", NULL);
  g_autofree char *messages = g_build_filename (folder, "de", "LC_MESSAGES", NULL);
  g_autofree char *path = g_build_filename (messages, GETTEXT_PACKAGE ".mo", NULL);
  g_autoptr (MoatDocument) document = load_example ("shipping-address");
  const MoatFormat *const *formats = moat_formats_get_all ();
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; formats[i] != NULL; i++)
    if (formats[i]->write != NULL)
      g_ptr_array_add (before, write_text (formats[i], document, &(MoatExportOptions){ 0 }, NULL));

  g_assert_cmpint (g_mkdir_with_parents (messages, 0700), ==, 0);
  write_catalogue (path, "%u. %s", "Nr. %u: %s");
  g_setenv ("LANGUAGE", "de", TRUE);
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  /* Would the program speak it at all? */
  if (strcmp (dgettext (GETTEXT_PACKAGE, "%u. %s"), "Nr. %u: %s") != 0)
    g_test_skip ("this C library translates nothing in C.UTF-8");
  else
    for (guint i = 0, j = 0; formats[i] != NULL; i++)
      if (formats[i]->write != NULL)
        {
          g_autofree char *after = write_text (formats[i], document, &(MoatExportOptions){ 0 }, NULL);

          g_assert_cmpstr (after, ==, g_ptr_array_index (before, j++));
        }

  g_unsetenv ("LANGUAGE");
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (messages), ==, 0);
  *strrchr (messages, '/') = '\0';
  g_assert_cmpint (g_rmdir (messages), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* The example as it is published. MOAT_REFRESH_GOLDEN=1 writes the files anew: look at the difference before
 * it is committed.
 */
static void
test_golden (gconstpointer suffix)
{
  g_autofree char *path = g_strdup_printf ("%s/golden/shipping-address.%s", g_getenv ("MOAT_TEST_SRCDIR"),
                                           (const char *) suffix);
  g_autoptr (MoatDocument) document = load_example ("shipping-address");
  const MoatFormat *format = moat_formats_find_by_suffix (moat_formats_get_all (), path);
  g_autofree char *text = write_text (format, document,
                                      &(MoatExportOptions){ .base_name = "shipping-address" }, NULL);
  g_autofree char *golden = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("MOAT_REFRESH_GOLDEN") != NULL)
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_file_get_contents (path, &golden, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, golden);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  moat_gfm_init ();

  g_test_add_func ("/formats/security-md/order", test_order);
  g_test_add_func ("/formats/security-md/empty-model", test_empty_model);
  g_test_add_func ("/formats/security-md/rows", test_rows);
  g_test_add_func ("/formats/security-md/team-class", test_team_class);
  g_test_add_func ("/formats/security-md/dropped", test_dropped);
  g_test_add_func ("/formats/security-md/accepted-and-out-of-scope", test_accepted_and_out_of_scope);
  g_test_add_func ("/formats/security-md/one-use-case", test_one_use_case);
  g_test_add_func ("/formats/security-md/private", test_private);
  g_test_add_func ("/formats/security-md/hostile", test_hostile);
  g_test_add_func ("/formats/security-md/language", test_language);
  g_test_add_data_func ("/formats/security-md/golden", "SECURITY.md", test_golden);
  g_test_add_data_func ("/formats/csv/golden", "csv", test_golden);
  g_test_add_data_func ("/formats/mermaid/golden", "mmd", test_golden);
  g_test_add_data_func ("/formats/story/golden", "story.txt", test_golden);

  return g_test_run ();
}
