/* Whatever a file holds, reading it gives a whole model or a message that says
 * where and what to do; what can be put right is, with a report.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "bounds.h"
#include "files.h"
#include "formats.h"
#include "moat-test.h"
#include "moat-test-seed.h"
#include "native.h"

#include <glib/gstdio.h>
#include <string.h>

#define HEAD     "{\"format\": \"moat\", \"version\": 1,\n"
#define USE_CASE "\"useCases\": [{\"id\": \"u1\", \"title\": \"Buy\"}],\n"

static MoatDocument *
read_bytes (const char *data, gsize length, MoatReport *report, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);

  return moat_native_read (bytes, MOAT_NATIVE_WHOLE, report, error);
}

/* A refusal gives a line, is one sentence or more on one line, and is UTF-8. */
static void
assert_good_message (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == MOAT_FORMAT_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (g_str_has_prefix (error->message, "line "));
  g_assert_true (g_ascii_isdigit (error->message[5]));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_cmpuint (strlen (error->message), <, 400);
}

/* A model that was read can be written, and comes back the same: it is whole. */
static void
assert_whole (MoatDocument *document)
{
  g_autoptr (GBytes) once = moat_native_write (document);
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) again = moat_native_read (once, MOAT_NATIVE_WHOLE, report, &error);
  g_autoptr (GBytes) twice = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (moat_report_count (report), ==, 0);
  twice = moat_native_write (again);
  g_assert_true (g_bytes_equal (once, twice));
}

static void
assert_refused (const char *text, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) document = read_bytes (text, strlen (text), NULL, &error);

  g_assert_null (document);
  assert_good_message (error);
  if (strstr (error->message, says) == NULL)
    g_error ("“%s” does not say “%s”", error->message, says);
}

/* Reads @text, which says something else than it means; the report says @says. */
static MoatDocument *
read_repaired (const char *text, const char *says)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GError) error = NULL;
  MoatDocument *document = read_bytes (text, strlen (text), report, &error);
  g_auto (GStrv) lines = moat_report_dup_lines (report);
  g_autofree char *all = g_strjoinv ("\n", lines);

  g_assert_no_error (error);
  if (says == NULL ? *all != '\0' : strstr (all, says) == NULL)
    g_error ("“%s” does not say “%s”", all, says);
  assert_whole (document);
  return document;
}

static char *
sample_text (gsize *length)
{
  g_autoptr (MoatDocument) document = moat_test_document (3);
  g_autoptr (GBytes) bytes = moat_native_write (document);
  const char *text = g_bytes_get_data (bytes, length);

  return g_strndup (text, *length);
}

/* ---- Not a whole file ---- */

static void
test_truncated (void)
{
  gsize length;
  g_autofree char *text = sample_text (&length);

  /* Without the last line end, nothing is missing. */
  for (gsize i = 0; i < length - 1; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_bytes (text, i, NULL, &error));
      assert_good_message (error);
    }
}

static void
test_mutated (void)
{
  static const char signs[] = "{}[]\",:\\0159-.eEtfn \n\x01\x7f\xc3\xff";
  gsize length;
  g_autofree char *text = sample_text (&length);
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *changed = g_memdup2 (text, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (MoatDocument) document = NULL;

      for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
        changed[g_rand_int_range (rand, 0, length)] = signs[g_rand_int_range (rand, 0, sizeof signs - 1)];
      document = read_bytes (changed, length, NULL, &error);
      if (document != NULL)
        assert_whole (document);
      else
        assert_good_message (error);
    }
}

static void
test_not_json (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } cases[] = {
    { "", "line 1: The file is empty" },
    { " \n\n", "line 3: The file ends in the middle" },
    { "hello", "line 1, column 1: Expected a value but found “h”" },
    { "{\n  'format': 1}", "line 2, column 3: Expected a name in double quotes but found “'”" },
    { "{\"format\": \"moat\",\n // a comment\n\"version\": 1}", "line 2, column 2" },
    { "{\"a\": [1, 2,]}", "Expected a value but found “]”" },
    { "{\"a\": 1} trailing", "Expected the end of the file but found “t”" },
    { "{\"a\": 01}", "Expected “,” or “}” but found “1”" },
    { "{\"a\": .5}", "Expected a value" },
    { "{\"a\": 5.}", "Expected a digit" },
    { "{\"a\": NaN}", "Expected a value but found “N”" },
    { "{\"a\": Infinity}", "Expected a value but found “I”" },
    { "{\"a\": -Infinity}", "Expected a digit but found “I”" },
    { "{\"a\": truth}", "Expected a value" },
    { "{\"a\": \"tab\there\"}", "found “U+0009”" },
    { "{\"a\": \"line\nend\"}", "found “U+000A”" },
    { "{\"a\": \"\\x\"}", "Expected an escape" },
    { "{\"a\": \"\\u12g4\"}", "hexadecimal" },
    { "{\"a\": \"\\u0000\"}", "U+0000" },
    { "{\"a\": \"\\ud800\"}", "Half a character" },
    { "{\"a\": \"\\ud800\\u0041\"}", "Half a character" },
    { "{\"a\": \"\\udc00\"}", "Half a character" },
    { "{\"a\": 1234567890123456789012}", "more than 18 digits" },
    { "{\n<<<<<<< ours\n\"a\": 1,\n=======\n", "line 2, column 1: Here is a merge conflict" },
    { "{\n\"a\": \"caf\xe9\"}", "line 2: This is not text in UTF-8" },
    { "\xff\xfe{\0", "not text in UTF-8" },
    { "\xef\xbb\xbf", "line 1: The file ends" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (cases[i].text, cases[i].says);
}

static void
test_zero_bytes (void)
{
  static const char text[] = HEAD "\"model\": {\"title\": \"a\0b\"}}";
  g_autoptr (GError) error = NULL;

  g_assert_null (read_bytes (text, sizeof text - 1, NULL, &error));
  assert_good_message (error);
}

/* ---- The wrong shape ---- */

static void
test_not_a_model (void)
{
  static const char *const texts[] = {
    "[]",
    "{}",
    "null",
    "\"moat\"",
    "{\"format\": \"boat\", \"version\": 1}",
    "{\"format\": 1, \"version\": 1}",
    "{\"format\": [\"moat\"], \"version\": 1}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], "This is not a Moat model");
}

static void
test_version (void)
{
  static const char *const texts[] = {
    "{\"format\": \"moat\"}",
    "{\"format\": \"moat\", \"version\": 0}",
    "{\"format\": \"moat\", \"version\": -1}",
    "{\"format\": \"moat\", \"version\": 1.5}",
    "{\"format\": \"moat\", \"version\": \"1\"}",
    "{\"format\": \"moat\", \"version\": null}",
    "{\"format\": \"moat\", \"version\": {}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], "must be a whole number from 1");
  assert_refused ("{\"format\": \"moat\", \"version\": 99}", "Update Moat");
}

static void
test_wrong_shape (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } cases[] = {
    { "\"model\": []", "line 2: Model: “model” must be an object" },
    { "\"model\": {\"title\": 5}", "line 2: Model: “title” must be text" },
    { "\"model\": {\"prototype\": \"yes\"}", "“prototype” must be true or false" },
    { "\"elements\": {}", "“elements” must be a list" },
    { "\"elements\": \"none\"", "“elements” must be a list" },
    { "\"elements\": [\n\n5]", "line 4: Element: It must be an object" },
    { "\"elements\": [[]]", "It must be an object" },
    { "\"elements\": [null]", "It must be an object" },
    { "\"elements\": [{\"id\": 5}]", "Its “id” must be text" },
    { "\"elements\": [{\"id\": \"\"}]", "Its “id” must be text" },
    { "\"elements\": [{\"id\": \"a b\"}]", "Its “id” must be text" },
    { "\"elements\": [{\"id\": \"../../etc\"}]", "Its “id” must be text" },
    { "\"elements\": [\n{\"id\": \"e1\"},\n{\"id\": \"e2\", \"name\": []}]",
      "line 4: Element “e2”: “name” must be text" },
    { "\"elements\": [{\"id\": \"e1\", \"type\": 1}]", "“type” must be one of its words" },
    { "\"elements\": [{\"id\": \"e1\", \"box\": 1}]", "“box” must be four numbers" },
    { "\"elements\": [{\"id\": \"e1\", \"box\": [1, 2, 3]}]", "“box” must be four numbers" },
    { "\"elements\": [{\"id\": \"e1\", \"box\": [1, 2, 3, \"4\"]}]", "“box” must be four numbers" },
    { "\"elements\": [{\"id\": \"e1\", \"box\": [1, 2, 3, null]}]", "“box” must be four numbers" },
    { "\"elements\": [{\"id\": \"e1\", \"tags\": \"a\"}]", "“tags” must be a list of texts" },
    { "\"elements\": [{\"id\": \"e1\", \"tags\": [1]}]", "“tags” must be a list of texts" },
    { "\"elements\": [{\"id\": \"e1\", \"assets\": {}}]", "“assets” must be a list of texts" },
    { "\"elements\": [{\"id\": \"e1\", \"encrypted\": 1}]", "“encrypted” must be true or false" },
    { "\"flows\": [{\"id\": \"f1\", \"bends\": [1, 2]}]", "“bends” must be a list of points" },
    { "\"flows\": [{\"id\": \"f1\", \"sourcePoint\": [1]}]", "“sourcePoint” must be two numbers" },
    { "\"threats\": [{\"id\": \"t1\", \"stride\": \"spoofing\"}]", "“stride” must be a list of its words" },
    { "\"classes\": [{\"id\": \"c1\", \"rank\": \"high\"}]", "“rank” must be a number" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (HEAD, cases[i].text, "}", NULL);

      assert_refused (text, cases[i].says);
    }
}

/* Any JSON value in the place of any field of any kind is read or refused, never worse. */
static void
test_every_field_with_every_shape (void)
{
  static const char *const values[] = {
    "null",
    "true",
    "0",
    "-1e308",
    "\"\"",
    "\"x\"",
    "[]",
    "{}",
    "[[]]",
    "[null]",
    "[1]",
    "[{}]",
    "[\"\"]",
    "[[1, 2], [3]]",
    "{\"id\": \"a\"}",
    "[[1, 2]]",
    "[1, 2]",
    "[1, 2, 3, 4]",
  };

  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      const MoatKindInfo *info = moat_kind_get_info (kind);

      for (guint i = 0; i < info->n_fields * G_N_ELEMENTS (values); i++)
        {
          const char *name = info->fields[i / G_N_ELEMENTS (values)].name;
          const char *value = values[i % G_N_ELEMENTS (values)];
          g_autofree char *text = g_strdup_printf (kind == MOAT_KIND_MODEL
                                                       ? "%s\"%s\": {\"%s\": %s}}"
                                                       : "%s\"%s\": [{\"id\": \"r1\", \"%s\": %s}]}",
                                                   HEAD, info->member, name, value);
          g_autoptr (GError) error = NULL;
          g_autoptr (MoatDocument) document = read_bytes (text, strlen (text), NULL, &error);

          if (document != NULL)
            assert_whole (document);
          else
            assert_good_message (error);
        }
    }
}

/* ---- Put right, with a report ---- */

static void
test_duplicate_ids (void)
{
  g_autoptr (MoatDocument) document
             = read_repaired (HEAD USE_CASE
                              "\"elements\": [\n"
                              "{\"id\": \"e1\", \"useCase\": \"u1\", \"name\": \"First\"},\n"
                              "{\"id\": \"e1\", \"useCase\": \"u1\", \"name\": \"Second\"}],\n"
                              "\"flows\": [{\"id\": \"u1\", \"useCase\": \"u1\", \"source\": \"e1\"}]}",
                              "line 5: Element “e1”: Another record has this id");
  MoatRecord *flow = g_ptr_array_index (moat_document_list (document, MOAT_KIND_FLOW), 0);

  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ELEMENT), ==, 2);
  g_assert_cmpstr (moat_record_get_title (moat_document_find (document, "e1")), ==, "First");
  g_assert_cmpstr (moat_flow_state (flow)->source, ==, "e1");
}

static void
test_no_id (void)
{
  const char *text = HEAD USE_CASE "\"notes\": [{\"text\": \"Hello\"}, {\"text\": \"Hello\"}]}";
  g_autoptr (MoatDocument) document = read_repaired (text, "It had no id and got “n-");
  g_autoptr (MoatDocument) again = read_repaired (text, "It had no id and got “n-");
  g_autofree char *dump = moat_test_dump (document);

  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_NOTE), ==, 2);
  moat_test_assert_same_dump (again, dump);
}

static void
test_dangling (void)
{
  g_autoptr (MoatDocument) document = read_repaired (
      HEAD USE_CASE
      "\"elements\": [{\"id\": \"e1\", \"useCase\": \"gone\", \"name\": \"Kept\", \"assets\": [\"gone\", "
      "\"a1\"], \"opens\": \"e1\"}],\n"
      "\"flows\": [{\"id\": \"f1\", \"useCase\": \"u1\", \"source\": \"e1\", \"target\": \"gone\"}],\n"
      "\"assets\": [{\"id\": \"a1\", \"class\": \"gone\"}],\n"
      "\"threats\": [{\"id\": \"t1\", \"on\": \"gone\", \"text\": \"Kept too\"}]}",
      "“target” named gone, which does not exist");
  const MoatElementState *element = moat_element_state (moat_document_find (document, "e1"));

  g_assert_cmpstr (element->use_case, ==, "u1");
  g_assert_cmpuint (moat_list_len (element->assets), ==, 1);
  g_assert_null (element->opens);
  g_assert_null (moat_flow_state (moat_document_find (document, "f1"))->target);
  g_assert_nonnull (moat_document_find (document, "t1"));
}

/* What refers round and round is read as it is. */
static void
test_cycles (void)
{
  g_autoptr (MoatDocument) document = read_repaired (
      HEAD "\"useCases\": [{\"id\": \"u1\"}, {\"id\": \"u2\"}],\n"
           "\"elements\": [{\"id\": \"e1\", \"useCase\": \"u1\", \"opens\": \"u2\"},\n"
           "{\"id\": \"e2\", \"useCase\": \"u2\", \"opens\": \"u1\"},\n"
           "{\"id\": \"e3\", \"useCase\": \"u1\", \"opens\": \"u1\"}],\n"
           "\"flows\": [{\"id\": \"f1\", \"useCase\": \"u1\", \"source\": \"e1\", \"target\": \"e1\"}]}",
      NULL);

  g_assert_cmpstr (moat_element_state (moat_document_find (document, "e1"))->opens, ==, "u2");
  moat_document_begin (document, "Remove");
  moat_document_remove (document, moat_document_find (document, "u1"));
  moat_document_commit (document);
  g_assert_nonnull (moat_document_find (document, "e2"));
  assert_whole (document);
}

/* A record that names itself, where the kind allows it or not. */
static void
test_names_itself (void)
{
  for (guint kind = MOAT_KIND_CLASS; kind < MOAT_N_KINDS; kind++)
    {
      const MoatKindInfo *info = moat_kind_get_info (kind);

      for (guint i = 0; i < info->n_fields; i++)
        {
          const MoatField *field = &info->fields[i];
          g_autofree char *text = g_strdup_printf (field->type == MOAT_REFS ? HEAD
                                                       "\"%s\": [{\"id\": \"x1\", \"%s\": [\"x1\", \"x1\"]}]}"
                                                                            : HEAD
                                                       "\"%s\": [{\"id\": \"x1\", \"%s\": \"x1\"}]}",
                                                   info->member, field->name);
          g_autoptr (MoatDocument) document = NULL;

          if (field->ref_kinds == 0)
            continue;
          document = read_bytes (text, strlen (text), NULL, NULL);
          g_assert_nonnull (document);
          assert_whole (document);
        }
    }
}

static void
test_far_away (void)
{
  g_autoptr (MoatDocument) document = read_repaired (
      HEAD USE_CASE
      "\"elements\": [{\"id\": \"e1\", \"useCase\": \"u1\", \"box\": [1e308, -1e308, 1e999, 10]},\n"
      "{\"id\": \"e2\", \"useCase\": \"u1\", \"box\": [100, 50, -40, 30]},\n"
      "{\"id\": \"e3\", \"useCase\": \"u1\", \"box\": [1e-320, -0, 0.04, 123456789012345678]}]}",
      "Element “e1”: A number of “box” was too large and is now 1000000");
  MoatRect box = moat_element_state (moat_document_find (document, "e1"))->box;

  g_assert_cmpfloat (box.x, ==, MOAT_MAX_COORDINATE);
  g_assert_cmpfloat (box.y, ==, -MOAT_MAX_COORDINATE);
  g_assert_cmpfloat (box.width, ==, MOAT_MAX_COORDINATE);
  box = moat_element_state (moat_document_find (document, "e2"))->box;
  g_assert_cmpfloat (box.x, ==, 60);
  g_assert_cmpfloat (box.width, ==, 40);
}

static void
test_twice (void)
{
  g_autoptr (MoatDocument) document = read_repaired (
      HEAD USE_CASE "\"notes\": [{\"id\": \"n1\", \"useCase\": \"u1\", \"text\": \"a\", \"text\": \"b\"}]}",
      "line 3: Note “n1”: A member stands there twice");

  g_assert_cmpstr (moat_record_get_title (moat_document_find (document, "n1")), ==, "b");
  g_clear_object (&document);
  document = read_repaired (HEAD USE_CASE "\"useCases\": [{\"id\": \"u2\"}]}", "stands there twice");
}

/* ---- Text ---- */

static void
test_text (void)
{
  g_autoptr (MoatDocument) document = read_repaired (
      HEAD USE_CASE "\"notes\": [\n"
                    "{\"id\": \"n1\", \"useCase\": \"u1\", \"text\": \"a\\u0007b\\u001b[31m\\u007fc\"},\n"
                    "{\"id\": \"n2\", \"useCase\": \"u1\", \"text\": \"one\\r\\ntwo\\rthree\\n\\tfour\"},\n"
                    "{\"id\": \"n3\", \"useCase\": \"u1\", \"text\": \"مرحبا e\\u0301 \\u202eabc\\u202c "
                    "👩‍👩‍👧\"}]}",
      "line 4: Note “n1”: Control characters were taken out of “text”.");

  g_assert_cmpstr (moat_record_get_title (moat_document_find (document, "n1")), ==, "ab[31mc");
  g_assert_cmpstr (moat_record_get_title (moat_document_find (document, "n2")), ==,
                   "one\ntwo\nthree\n\tfour");
  g_assert_cmpstr (moat_record_get_title (moat_document_find (document, "n3")), ==,
                   "مرحبا e\xcc\x81 \xe2\x80\xae"
                   "abc\xe2\x80\xac 👩‍👩‍👧");
}

/* A name of 100,000 characters is loaded; a text beyond the limit is refused; and a report stays short. */
static void
test_long_text (void)
{
  g_autofree char *name = g_strnfill (100000, 'x');
  g_autofree char *text
      = g_strdup_printf (HEAD USE_CASE
                         "\"elements\": [{\"id\": \"e1\", \"useCase\": \"gone\", \"name\": \"%s\"}]}",
                         name);
  g_autoptr (MoatDocument) document = read_repaired (text, "e1");
  g_autofree char *longer = g_strnfill (MOAT_MAX_TEXT_BYTES + 1, 'x');
  g_autofree char *refused = g_strdup_printf (HEAD "\"model\": {\"title\": \"%s\"}}", longer);

  g_assert_cmpstr (moat_record_get_title (moat_document_find (document, "e1")), ==, name);
  assert_refused (refused, "longer than 16 MiB");
}

/* ---- Too much ---- */

static char *
nest (guint depth)
{
  GString *text = g_string_new (HEAD "\"deep\": ");

  for (guint i = 1; i < depth; i++)
    g_string_append_c (text, '[');
  for (guint i = 1; i < depth; i++)
    g_string_append_c (text, ']');
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *fifty = nest (50);
  g_autofree char *most = nest (MOAT_MAX_DEPTH);
  g_autofree char *more = nest (MOAT_MAX_DEPTH + 1);
  g_autofree char *many = nest (100000);
  g_autoptr (MoatDocument) document = read_bytes (fifty, strlen (fifty), NULL, NULL);

  g_assert_nonnull (document);
  assert_whole (document);
  g_clear_object (&document);
  document = read_bytes (most, strlen (most), NULL, NULL);
  g_assert_nonnull (document);
  assert_refused (more, "nested more than 100 deep");
  assert_refused (many, "nested more than 100 deep");
}

/* Fifty boundaries in one another are nothing special. */
static void
test_nested_boundaries (void)
{
  GString *text = g_string_new (HEAD USE_CASE "\"boundaries\": [");
  g_autoptr (MoatDocument) document = NULL;

  for (guint i = 0; i < 50; i++)
    g_string_append_printf (text, "%s{\"id\": \"b%u\", \"useCase\": \"u1\", \"box\": [%u, %u, %u, %u]}",
                            i > 0 ? "," : "", i, i * 10, i * 10, 2000 - i * 20, 2000 - i * 20);
  g_string_append (text, "]}");
  document = read_repaired (text->str, NULL);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_BOUNDARY), ==, 50);
  g_string_free (text, TRUE);
}

static void
test_too_many_records (void)
{
  GString *text = g_string_new (HEAD "\"notes\": [{}");

  for (guint i = 0; i < MOAT_MAX_RECORDS; i++)
    g_string_append (text, ",{}");
  g_string_append (text, "]}");
  assert_refused (text->str, "more than 500000 records");
  g_string_free (text, TRUE);
}

/* A thousand repairs are told in a hundred lines and a count. */
static void
test_many_repairs (void)
{
  GString *text = g_string_new (HEAD USE_CASE "\"notes\": [");
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (MoatDocument) document = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "%s\n{\"id\": \"n%u\"}", i > 0 ? "," : "", i);
  g_string_append (text, "]}");
  document = read_bytes (text->str, text->len, report, NULL);
  g_assert_nonnull (document);
  g_assert_cmpuint (moat_report_count (report), ==, 1000);
  lines = moat_report_dup_lines (report);
  g_assert_cmpuint (g_strv_length (lines), ==, MOAT_MAX_REPORTED + 1);
  g_assert_cmpstr (lines[MOAT_MAX_REPORTED], ==, "900 more like these.");
  g_string_free (text, TRUE);
}

/* ---- By name ---- */

/* What moat_formats_load() says begins with the file's name, whatever is wrong. */
static void
test_load_names_the_file (void)
{
  static const char *const texts[] = { "", "hello", "{", "{\"format\": \"moat\", \"version\": 99}" };
  g_autofree char *folder = g_dir_make_tmp ("moat-bad-XXXXXX", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing.moat", NULL);
  g_autofree char *path = g_build_filename (folder, "model.moat", NULL);
  g_autofree char *other = g_build_filename (folder, "model.xyz", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (moat_formats_load (missing, NULL, NULL, NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, missing));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_clear_error (&error);
      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_assert_null (moat_formats_load (path, NULL, NULL, NULL, &error));
      g_assert_true (g_str_has_prefix (error->message, path));
      g_assert_true (error->domain == MOAT_FORMAT_ERROR);
    }
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (other, "\x01\x02\x03", -1, NULL));
  g_assert_null (moat_formats_load (other, NULL, NULL, NULL, &error));
  g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_UNKNOWN);
  g_assert_true (g_str_has_prefix (error->message, other));

  g_unlink (other);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  moat_test_init (&argc, &argv);

  g_test_add_func ("/formats/bad-input/truncated", test_truncated);
  g_test_add_func ("/formats/bad-input/mutated", test_mutated);
  g_test_add_func ("/formats/bad-input/not-json", test_not_json);
  g_test_add_func ("/formats/bad-input/zero-bytes", test_zero_bytes);
  g_test_add_func ("/formats/bad-input/not-a-model", test_not_a_model);
  g_test_add_func ("/formats/bad-input/version", test_version);
  g_test_add_func ("/formats/bad-input/wrong-shape", test_wrong_shape);
  g_test_add_func ("/formats/bad-input/every-field-with-every-shape", test_every_field_with_every_shape);
  g_test_add_func ("/formats/bad-input/duplicate-ids", test_duplicate_ids);
  g_test_add_func ("/formats/bad-input/no-id", test_no_id);
  g_test_add_func ("/formats/bad-input/dangling", test_dangling);
  g_test_add_func ("/formats/bad-input/cycles", test_cycles);
  g_test_add_func ("/formats/bad-input/names-itself", test_names_itself);
  g_test_add_func ("/formats/bad-input/far-away", test_far_away);
  g_test_add_func ("/formats/bad-input/twice", test_twice);
  g_test_add_func ("/formats/bad-input/text", test_text);
  g_test_add_func ("/formats/bad-input/long-text", test_long_text);
  g_test_add_func ("/formats/bad-input/depth", test_depth);
  g_test_add_func ("/formats/bad-input/nested-boundaries", test_nested_boundaries);
  g_test_add_func ("/formats/bad-input/too-many-records", test_too_many_records);
  g_test_add_func ("/formats/bad-input/many-repairs", test_many_repairs);
  g_test_add_func ("/formats/bad-input/load-names-the-file", test_load_names_the_file);

  return g_test_run ();
}
