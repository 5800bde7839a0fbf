/* The native file says everything a model says, in bytes that do not depend on
 * anything else.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "formats.h"
#include "fragment.h"
#include "moat-test.h"
#include "moat-test-seed.h"
#include "native.h"

#include <locale.h>
#include <string.h>

static char *
write_text (MoatDocument *document)
{
  g_autoptr (GBytes) bytes = moat_native_write (document);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  return g_strndup (text, length);
}

/* The document of a text that is fine. */
static MoatDocument *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GError) error = NULL;
  MoatDocument *document = moat_native_read (bytes, MOAT_NATIVE_WHOLE, report, &error);

  g_assert_no_error (error);
  if (moat_report_count (report) > 0)
    {
      g_auto (GStrv) lines = moat_report_dup_lines (report);

      g_error ("%s", lines[0]);
    }
  return document;
}

/* The text is canonical: reading and writing gives it again. */
static void
assert_canonical (const char *text)
{
  g_autoptr (MoatDocument) document = read_text (text);
  g_autofree char *again = write_text (document);

  g_assert_cmpstr (again, ==, text);
}

/* ---- Everything comes back ---- */

static void
test_random (void)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (MoatDocument) document = moat_test_document (8);
      g_autoptr (MoatDocument) copy = NULL;
      g_autofree char *text = NULL;
      g_autofree char *dump = NULL;

      moat_test_random_edits (document, g_test_rand_int (), 200);
      text = write_text (document);
      copy = read_text (text);
      dump = moat_test_dump (document);
      moat_test_assert_same_dump (copy, dump);
      assert_canonical (text);
      g_assert_false (moat_document_can_undo (copy));
      g_assert_false (moat_document_is_modified (copy));
    }
}

/* The id of a record of a kind that @field may name; fill_document() makes one of each kind. */
static const char *
get_target (const MoatField *field)
{
  static const char *const ids[MOAT_N_KINDS] = {
    "model", "c0", "u0", "e0", "f0", "b0", "n0", "s0", "a0", "t0", "d0", "v0", "p0", "q0", "r0", "x0", "w0",
  };

  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      if ((field->ref_kinds & (1u << kind)) != 0)
        return kind == MOAT_KIND_CLASS ? "secret" : ids[kind];
    }
  return NULL;
}

/* Something that is not the default, different for each field. */
static void
fill_field (const MoatField *field, MoatState *state, guint number)
{
  gpointer at = MOAT_FIELD_PTR (state, field);
  g_autofree char *text = g_strdup_printf ("%s “%u”\n\t\\ \"é\"", field->name, number);
  const char *const lines[] = { text, "مرحبا", "e\xcc\x81", NULL };

  switch (field->type)
    {
    case MOAT_TEXT:
    case MOAT_ID_TEXT:
      moat_text_set (at, text);
      break;
    case MOAT_DATE:
      moat_text_set (at, "2026-11-22");
      break;
    case MOAT_LINES:
      moat_list_set (at, lines);
      break;
    case MOAT_REF:
      moat_text_set (at, get_target (field));
      break;
    case MOAT_REFS:
      moat_list_add (at, get_target (field));
      break;
    case MOAT_ENUM:
      *(int *) at = field->values[1].value;
      break;
    case MOAT_FLAGS:
      *(int *) at = field->values[0].value | field->values[2].value;
      break;
    case MOAT_NUMBER:
      *(double *) at = number + 0.5;
      break;
    case MOAT_POINT:
      *(MoatPoint *) at = (MoatPoint){ -1.5, number };
      break;
    case MOAT_RECT:
      *(MoatRect *) at = (MoatRect){ -10.1, 20, number + 30.0, 40 };
      break;
    case MOAT_POINTS:
      moat_points_set (at, (const MoatPoint[]){ { 1, 2 }, { -3.3, number } }, 2);
      break;
    case MOAT_BOOL:
      *(gboolean *) at = TRUE;
      break;
    case MOAT_TRISTATE:
      *(MoatTristate *) at = number % 2 == 0 ? MOAT_YES : MOAT_NO;
      break;
    }
}

/* One record of each kind, with every field set. */
static MoatDocument *
fill_document (void)
{
  static const char *const ids[MOAT_N_KINDS] = {
    NULL, "c0", "u0", "e0", "f0", "b0", "n0", "s0", "a0", "t0", "d0", "v0", "p0", "q0", "r0", "x0", "w0",
  };
  MoatDocument *document = moat_document_new ();

  moat_document_begin (document, "Fill");
  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      const MoatKindInfo *info = moat_kind_get_info (kind);
      MoatRecord *record = kind == MOAT_KIND_MODEL ? moat_document_get_model (document)
                                                   : moat_document_add (document, kind, ids[kind]);
      MoatState *state = moat_document_edit (document, record);

      for (guint i = 0; i < info->n_fields; i++)
        fill_field (&info->fields[i], state, i);
    }
  moat_document_commit (document);
  return document;
}

static void
test_every_field (void)
{
  g_autoptr (MoatDocument) document = fill_document ();
  g_autofree char *text = write_text (document);
  g_autofree char *dump = moat_test_dump (document);
  g_autoptr (MoatDocument) copy = read_text (text);

  moat_test_assert_same_dump (copy, dump);
  assert_canonical (text);
}

/* Files of every released version stay readable, and their bytes stay theirs. After a change of the format,
 * add a file of the new version; never change this one.
 */
static void
test_version_1 (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MOAT_TEST_SRCDIR"), "formats", "version-1.moat", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  assert_canonical (text);
}

/* ---- Canonical bytes ---- */

static void
test_form_does_not_matter (void)
{
  g_autoptr (MoatDocument) document = read_text (
      "\xef\xbb\xbf{\r\n\"useCases\":[{\"title\":\"\\u0041 \\ud83d\\ude00\",\"id\":\"u1\"}],"
      "\"elements\":[{\"box\":[1.04,-0.04,1e2,50.25],\"useCase\":\"u1\",\"type\":\"process\","
      "\"id\":\"e1\",\"order\":\"a0\",\"tags\":[],\"name\":null}],\"version\":1,\"format\":\"moat\"}");
  g_autofree char *text = write_text (document);

  g_assert_cmpstr (text, ==,
                   "{\n"
                   "  \"format\": \"moat\",\n"
                   "  \"version\": 1,\n"
                   "  \"useCases\": [\n"
                   "    {\n"
                   "      \"id\": \"u1\",\n"
                   "      \"order\": \"a0\",\n"
                   "      \"title\": \"A 😀\"\n"
                   "    }\n"
                   "  ],\n"
                   "  \"elements\": [\n"
                   "    {\n"
                   "      \"id\": \"e1\",\n"
                   "      \"order\": \"a0\",\n"
                   "      \"useCase\": \"u1\",\n"
                   "      \"box\": [1, 0, 100, 50.3]\n"
                   "    }\n"
                   "  ]\n"
                   "}\n");
}

/* A language that writes 1,5 changes nothing. */
static void
test_locale_does_not_matter (void)
{
  g_autoptr (MoatDocument) document = fill_document ();
  g_autofree char *text = write_text (document);
  g_autofree char *there = NULL;

  if (setlocale (LC_ALL, "de_DE.UTF-8") == NULL && setlocale (LC_ALL, "fr_FR.UTF-8") == NULL)
    {
      g_test_skip ("no such language here");
      return;
    }
  there = write_text (document);
  assert_canonical (there);
  setlocale (LC_ALL, "C.UTF-8");
  g_assert_cmpstr (there, ==, text);
}

/* The lines that differ: from @first, @n_old of the old text gave way to @n_new of the new. */
static void
compare_lines (char **old, char **new, guint *first, guint *n_old, guint *n_new)
{
  guint old_length = g_strv_length (old);
  guint new_length = g_strv_length (new);
  guint head = 0;
  guint tail = 0;

  while (head < MIN (old_length, new_length) && strcmp (old[head], new[head]) == 0)
    head++;
  while (tail < MIN (old_length, new_length) - head
         && strcmp (old[old_length - tail - 1], new[new_length - tail - 1]) == 0)
    tail++;
  *first = head;
  *n_old = old_length - tail - head;
  *n_new = new_length - tail - head;
}

static gboolean
is_record_start (const char *line)
{
  return strcmp (line, "    {") == 0 || strcmp (line, "    }, {") == 0;
}

/* Whether lines @first to @first + @n stand in the record with this id. */
static gboolean
is_within_record (char **lines, guint first, guint n, const char *id)
{
  g_autofree char *id_line = g_strdup_printf ("      \"id\": \"%s\",", id);

  for (guint i = first; i < first + n; i++)
    {
      if (is_record_start (lines[i]) || lines[i][4] == '}')
        return FALSE;
    }
  while (first > 0 && !is_record_start (lines[first]))
    first--;
  return strcmp (lines[first + 1], id_line) == 0;
}

/* Changing a record changes lines of that record alone. */
static void
test_change_touches_own_lines (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (8);
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 200; i++)
    {
      MoatRecord *record = moat_test_pick (document, rand, i % 2 == 0 ? MOAT_KIND_FLOW : MOAT_KIND_THREAT);
      const MoatKindInfo *info = moat_kind_get_info (moat_record_get_kind (record));
      const MoatField *field = &info->fields[g_rand_int_range (rand, 0, info->n_fields)];
      g_autofree char *before = write_text (document);
      g_autofree char *after = NULL;
      g_auto (GStrv) old = g_strsplit (before, "\n", -1);
      g_auto (GStrv) new = NULL;
      guint first, n_old, n_new;

      if (field->ref_kinds != 0)
        continue;
      moat_document_begin (document, "Change");
      fill_field (field, moat_document_edit (document, record), g_rand_int_range (rand, 0, 100));
      moat_document_commit (document);
      after = write_text (document);
      new = g_strsplit (after, "\n", -1);

      compare_lines (old, new, &first, &n_old, &n_new);
      g_assert_true (n_old == 0 || is_within_record (old, first, n_old, moat_record_get_id (record)));
      g_assert_true (n_new == 0 || is_within_record (new, first, n_new, moat_record_get_id (record)));
    }
}

/* Adding a record among others adds lines and changes none; removing it takes them out again. */
static void
test_new_record_adds_lines (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (8);
  MoatRecord *siblings[] = {
    g_ptr_array_index (moat_document_list (document, MOAT_KIND_ELEMENT), 0),
    g_ptr_array_index (moat_document_list (document, MOAT_KIND_ELEMENT), 4),
    NULL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (siblings); i++)
    {
      g_autofree char *before = write_text (document);
      g_autofree char *after = NULL;
      g_auto (GStrv) old = g_strsplit (before, "\n", -1);
      g_auto (GStrv) new = NULL;
      guint first, n_old, n_new;

      moat_document_begin (document, "Add");
      moat_document_move_before (document,
                                 moat_edit_add_element (document, "u0", MOAT_ELEMENT_DATA_STORE, "New",
                                                        &(MoatRect){ 0, 0, 9, 9 }),
                                 siblings[i]);
      moat_document_commit (document);
      after = write_text (document);
      new = g_strsplit (after, "\n", -1);
      compare_lines (old, new, &first, &n_old, &n_new);
      g_assert_cmpuint (n_old, ==, 0);
      g_assert_cmpuint (n_new, ==, 7);
    }
}

/* ---- Other versions ---- */

/* What this version does not know comes back where it can stand: members, kinds, words. */
static const char from_the_future[] = "{\n"
                                      "  \"format\": \"moat\",\n"
                                      "  \"version\": 7,\n"
                                      "  \"readableFrom\": 1,\n"
                                      "  \"model\": {\n"
                                      "    \"title\": \"Shop\",\n"
                                      "    \"mood\": \"calm\"\n"
                                      "  },\n"
                                      "  \"useCases\": [\n"
                                      "    {\n"
                                      "      \"id\": \"u1\",\n"
                                      "      \"order\": \"a0\",\n"
                                      "      \"title\": \"Buy\"\n"
                                      "    }\n"
                                      "  ],\n"
                                      "  \"elements\": [\n"
                                      "    {\n"
                                      "      \"id\": \"e1\",\n"
                                      "      \"order\": \"a0\",\n"
                                      "      \"useCase\": \"u1\",\n"
                                      "      \"type\": \"robot\",\n"
                                      "      \"name\": \"Arm\",\n"
                                      "      \"joints\": {\n"
                                      "        \"count\": 6,\n"
                                      "        \"angles\": [0.1, 1.0, -2.5e+30],\n"
                                      "        \"free\": null\n"
                                      "      }\n"
                                      "    }\n"
                                      "  ],\n"
                                      "  \"threats\": [\n"
                                      "    {\n"
                                      "      \"id\": \"t1\",\n"
                                      "      \"order\": \"a0\",\n"
                                      "      \"on\": \"e1\",\n"
                                      "      \"text\": \"Push it\",\n"
                                      "      \"stride\": [\"tampering\", \"gravity\"]\n"
                                      "    }\n"
                                      "  ],\n"
                                      "  \"rumours\": [\n"
                                      "    {\n"
                                      "      \"id\": \"r1\"\n"
                                      "    }, {\n"
                                      "      \"id\": \"r2\",\n"
                                      "      \"empty\": {},\n"
                                      "      \"none\": []\n"
                                      "    }\n"
                                      "  ]\n"
                                      "}\n";

static MoatDocument *
read_future (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (from_the_future, strlen (from_the_future));
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GError) error = NULL;
  MoatDocument *document = moat_native_read (bytes, MOAT_NATIVE_WHOLE, report, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (moat_report_count (report), ==, 1);
  return document;
}

static void
test_unknown_is_kept (void)
{
  g_autoptr (MoatDocument) document = read_future ();
  g_autofree char *text = write_text (document);

  g_assert_cmpstr (text, ==, from_the_future);
}

/* A word that was chosen since wins over the one that was not known; flags are joined. */
static void
test_unknown_gives_way (void)
{
  g_autoptr (MoatDocument) document = read_future ();
  g_autofree char *text = NULL;

  moat_document_begin (document, "Change");
  ((MoatElementState *) moat_document_edit (document, moat_document_find (document, "e1")))->type
      = MOAT_ELEMENT_DATA_STORE;
  ((MoatThreatState *) moat_document_edit (document, moat_document_find (document, "t1")))->stride = 0;
  moat_document_commit (document);
  text = write_text (document);
  g_assert_null (strstr (text, "robot"));
  g_assert_nonnull (strstr (text, "\"type\": \"data-store\""));
  g_assert_nonnull (strstr (text, "\"stride\": [\"gravity\"]"));
}

static void
test_too_new (void)
{
  static const char *const texts[] = {
    "{\"format\": \"moat\",\n\"version\": 2}",
    "{\"format\": \"moat\",\n\"version\": 3, \"readableFrom\": 2}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (moat_native_read (bytes, MOAT_NATIVE_WHOLE, NULL, &error));
      g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_TOO_NEW);
      g_assert_true (g_str_has_prefix (error->message, "line 2: "));
      g_assert_nonnull (strstr (error->message, "Update Moat"));
    }
}

/* ---- Parts of a model ---- */

static GPtrArray *
paste (MoatDocument *document, const char *json)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *pasted;

  moat_document_begin (document, "Paste");
  pasted = moat_fragment_paste (document, json, "u0", 10, 20, &error);
  moat_document_commit (document);
  g_assert_no_error (error);
  return pasted;
}

static char *
copy_two_elements (MoatDocument *document)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, moat_document_find (document, "e0"));
  g_ptr_array_add (records, moat_document_find (document, "e1"));
  g_ptr_array_add (records, moat_document_find (document, "f0"));
  return moat_fragment_write (document, records);
}

/* What is pasted has new ids, is moved, and brings its moves; data is meant and not copied. */
static void
test_paste (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autofree char *json = copy_two_elements (document);
  g_autofree char *before = moat_test_dump (document);
  guint n_threats = moat_document_count (document, MOAT_KIND_THREAT);
  g_autoptr (GPtrArray) pasted = paste (document, json);
  guint n_flows = 0;

  for (guint i = 0; i < pasted->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (pasted, i);

      if (moat_record_get_kind (record) != MOAT_KIND_FLOW)
        continue;
      n_flows++;
      g_assert_cmpstr (moat_flow_state (record)->source, !=, "e0");
      g_assert_nonnull (moat_document_find (document, moat_flow_state (record)->source));
    }
  g_assert_cmpuint (n_flows, ==, 1);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ELEMENT), ==, 6);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ASSET), ==, 1);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_THREAT), ==, n_threats + 1);

  g_assert_true (moat_document_undo (document));
  moat_test_assert_same_dump (document, before);
}

/* Into another model, the data comes along, and only that. */
static void
test_paste_elsewhere (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autoptr (MoatDocument) other = moat_document_new ();
  g_autofree char *json = copy_two_elements (document);
  g_autoptr (GPtrArray) pasted = NULL;

  moat_document_begin (other, "Use case");
  moat_document_add (other, MOAT_KIND_USE_CASE, "u0");
  moat_document_commit (other);
  pasted = paste (other, json);
  g_assert_cmpuint (moat_document_count (other, MOAT_KIND_ELEMENT), ==, 2);
  g_assert_cmpuint (moat_document_count (other, MOAT_KIND_FLOW), ==, 1);
  g_assert_cmpuint (moat_document_count (other, MOAT_KIND_ASSET), ==, 1);
  g_assert_cmpuint (moat_document_count (other, MOAT_KIND_CLASS), ==, 3);
  g_assert_cmpuint (moat_document_count (other, MOAT_KIND_USE_CASE), ==, 1);
}

static void
test_paste_nonsense (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autofree char *before = moat_test_dump (document);
  g_autoptr (GError) error = NULL;

  moat_document_begin (document, "Paste");
  g_assert_null (moat_fragment_paste (document, "just some words", "u0", 0, 0, &error));
  moat_document_commit (document);
  g_assert_nonnull (error);
  moat_test_assert_same_dump (document, before);
}

/* ---- Finding the format ---- */

static void
test_find (void)
{
  const MoatFormat *const *all = moat_formats_get_all ();
  g_autoptr (GBytes) model = g_bytes_new_static (from_the_future, strlen (from_the_future));
  g_autoptr (GBytes) other = g_bytes_new_static ("hello", 5);

  g_assert_true (moat_formats_find_by_name (all, "moat") == &moat_native_format);
  g_assert_null (moat_formats_find_by_name (all, "nonsense"));
  g_assert_true (moat_formats_find_by_suffix (all, "Shop.MOAT") == &moat_native_format);
  g_assert_true (moat_formats_find_by_content (all, model, "shop.json") == &moat_native_format);
  g_assert_true (moat_formats_find_by_content (all, other, "shop.moat") == &moat_native_format);
}

/* Every format offers what its row says, under a name of its own. */
static void
test_all_formats (void)
{
  const MoatFormat *const *all = moat_formats_get_all ();

  for (const MoatFormat *const *format = all; *format != NULL; format++)
    {
      g_assert_true (moat_formats_find_by_name (all, (*format)->name) == *format);
      g_assert_nonnull ((*format)->label);
      g_assert_nonnull ((*format)->mime);
      g_assert_nonnull ((*format)->suffixes[0]);
      g_assert_true ((*format)->read != NULL || (*format)->write != NULL);
      g_assert_true (((*format)->read != NULL) == ((*format)->sniff != NULL));
    }
}

int
main (int argc, char **argv)
{
  moat_test_init (&argc, &argv);

  g_test_add_func ("/formats/native/random", test_random);
  g_test_add_func ("/formats/native/every-field", test_every_field);
  g_test_add_func ("/formats/native/version-1", test_version_1);
  g_test_add_func ("/formats/native/form-does-not-matter", test_form_does_not_matter);
  g_test_add_func ("/formats/native/locale-does-not-matter", test_locale_does_not_matter);
  g_test_add_func ("/formats/native/change-touches-own-lines", test_change_touches_own_lines);
  g_test_add_func ("/formats/native/new-record-adds-lines", test_new_record_adds_lines);
  g_test_add_func ("/formats/native/unknown-is-kept", test_unknown_is_kept);
  g_test_add_func ("/formats/native/unknown-gives-way", test_unknown_gives_way);
  g_test_add_func ("/formats/native/too-new", test_too_new);
  g_test_add_func ("/formats/fragment/paste", test_paste);
  g_test_add_func ("/formats/fragment/paste-elsewhere", test_paste_elsewhere);
  g_test_add_func ("/formats/fragment/paste-nonsense", test_paste_nonsense);
  g_test_add_func ("/formats/table/find", test_find);
  g_test_add_func ("/formats/table/all", test_all_formats);

  return g_test_run ();
}
