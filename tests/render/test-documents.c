/* Tests the full document as HTML, as PDF and on sheets, and the walk as HTML:
 * nothing private is in them, nothing of the model is missing, and no text
 * becomes anything but text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "exports.h"
#include "full-document.h"
#include "moat-test.h"
#include "query.h"
#include "sheets.h"
#include "story.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <string.h>

#define SECRET "Xyzzy"

static GBytes *
write_as (MoatDocument *document, const char *name, const MoatExportOptions *options, MoatReport *report)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = moat_exports_find_by_name (name)->write (document, options, report, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
set_text (MoatDocument *document, const char *id, const char *field, const char *text)
{
  g_autoptr (GError) error = NULL;

  MOAT_TRANSACTION (document, "Set")
  moat_edit_set_text (document, moat_document_find (document, id), field, text, &error);
  g_assert_no_error (error);
}

/* ---- Same input, same bytes ---- */

static void
test_deterministic (void)
{
  static const char *const names[] = { "pdf", "html", "html-walk", "markdown" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (MoatDocument) document = moat_test_document (12);
      g_autoptr (MoatDocument) same = moat_test_document (12);
      const MoatExportOptions options = { .base_name = "model" };
      g_autoptr (GBytes) first = write_as (document, names[i], &options, NULL);
      g_autoptr (GBytes) second = write_as (document, names[i], &options, NULL);
      g_autoptr (GBytes) third = write_as (same, names[i], &options, NULL);

      g_assert_true (g_bytes_equal (first, second));
      g_assert_true (g_bytes_equal (first, third));
    }
}

/* ---- HTML ---- */

static xmlDocPtr
parse (GBytes *html)
{
  xmlDocPtr parsed = xmlReadMemory (g_bytes_get_data (html, NULL), (int) g_bytes_get_size (html), "a.html",
                                    NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);

  g_assert_nonnull (parsed);
  return parsed;
}

/* The values of all attributes or texts that @path finds. Owned. */
static GPtrArray *
find_all (xmlDocPtr parsed, const char *path)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  xmlXPathContextPtr context = xmlXPathNewContext (parsed);
  xmlXPathObjectPtr found = xmlXPathEvalExpression ((const xmlChar *) path, context);

  g_assert_nonnull (found);
  for (int i = 0; found->nodesetval != NULL && i < found->nodesetval->nodeNr; i++)
    {
      xmlChar *value = xmlNodeGetContent (found->nodesetval->nodeTab[i]);

      g_ptr_array_add (values, g_strdup ((const char *) value));
      xmlFree (value);
    }
  xmlXPathFreeObject (found);
  xmlXPathFreeContext (context);

  return values;
}

static guint
count (xmlDocPtr parsed, const char *path)
{
  g_autoptr (GPtrArray) found = find_all (parsed, path);

  return found->len;
}

static const char *const hostile[] = {
  "</td></tr></table><script>alert(1)</script>",
  "\" onmouseover=\"alert(1)",
  "javascript:alert(1) data:text/html,x http://ok.example/?a=1&b='\"<x>",
  ("<!-- x --> ]]> &lt; &#60; \xe2\x80\xae"
   "abc"),
  "https://e.example/\"onload=alert(1) mailto:a@b.example",
};

static void
make_hostile (MoatDocument *document, const char *text)
{
  moat_document_begin (document, "Hostile");
  for (MoatKind kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      GPtrArray *records = moat_document_list (document, kind);
      const MoatKindInfo *info = moat_kind_get_info (kind);

      for (guint i = 0; i < records->len; i++)
        for (guint j = 0; j < info->n_fields; j++)
          if (info->fields[j].type == MOAT_TEXT)
            {
              gpointer state = moat_document_edit (document, g_ptr_array_index (records, i));

              moat_text_set ((GRefString **) MOAT_FIELD_PTR (state, &info->fields[j]), text);
            }
    }
  moat_document_commit (document);
}

/* What the page's policy allows is this content, by its digest. */
static void
check_allowed (const char *policy, const char *content)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autofree char *encoded = NULL;

  g_checksum_update (checksum, (const guchar *) content, -1);
  g_checksum_get_digest (checksum, digest, &length);
  encoded = g_base64_encode (digest, length);
  g_assert_nonnull (strstr (policy, encoded));
}

/* Nothing can run or be fetched but what the policy names, which is the page's own. */
static void
check_policy (xmlDocPtr parsed, guint n_scripts)
{
  g_autoptr (GPtrArray) policies = find_all (parsed, "//*[@http-equiv='Content-Security-Policy']/@content");
  g_autoptr (GPtrArray) scripts = find_all (parsed, "//*[local-name()='script']");
  g_autoptr (GPtrArray) styles = find_all (parsed, "//*[local-name()='style']");
  const char *policy;

  g_assert_cmpuint (policies->len, ==, 1);
  policy = g_ptr_array_index (policies, 0);
  g_assert_true (g_str_has_prefix (policy, "default-src 'none';"));
  g_assert_null (strstr (policy, "unsafe"));
  g_assert_cmpuint (scripts->len, ==, n_scripts);
  g_assert_cmpuint (styles->len, ==, 1);
  for (guint i = 0; i < scripts->len; i++)
    check_allowed (policy, g_ptr_array_index (scripts, i));
  check_allowed (policy, g_ptr_array_index (styles, 0));
  g_assert_cmpuint (count (parsed, "//@style"), ==, 0);
}

/* It is well-formed; nothing runs but its own script, nothing is fetched, and links lead to web pages, mail
 * and places in it. */
static void
check_html (GBytes *html, guint n_scripts)
{
  xmlDocPtr parsed = parse (html);
  g_autoptr (GPtrArray) ids = find_all (parsed, "//@id");
  g_autoptr (GPtrArray) links = find_all (parsed, "//@href");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ids->len; i++)
    g_assert_true (g_hash_table_add (seen, g_ptr_array_index (ids, i)));
  for (guint i = 0; i < links->len; i++)
    {
      const char *link = g_ptr_array_index (links, i);

      if (*link == '#')
        g_assert_true (g_hash_table_contains (seen, link + 1));
      else
        g_assert_true (g_str_has_prefix (link, "https://") || g_str_has_prefix (link, "http://")
                       || g_str_has_prefix (link, "mailto:"));
    }
  check_policy (parsed, n_scripts);
  g_assert_cmpuint (count (parsed,
                           "//*[local-name()='img' or local-name()='image' or local-name()='iframe']"),
                    ==, 0);
  g_assert_cmpuint (count (parsed, "//@*[starts-with(name(), 'on')]"), ==, 0);
  g_assert_cmpuint (count (parsed, "//@src"), ==, 0);
  /* Every table says what its columns and rows are. */
  g_assert_cmpuint (count (parsed, "//*[local-name()='thead']//*[local-name()='th'][not(@scope='col')]"), ==,
                    0);
  g_assert_cmpuint (count (parsed,
                           "//*[local-name()='tbody']/*[local-name()='tr'][not(*[local-name()='th'])]"),
                    ==, 0);
  xmlFreeDoc (parsed);
}

static const struct
{
  const char *format;
  guint n_scripts;
} pages[] = { { "html", 0 }, { "html-walk", 1 } };

static void
test_html (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (MoatDocument) document = moat_test_document (20);
      const MoatExportOptions options = { .base_name = "model" };
      g_autoptr (GBytes) html = write_as (document, pages[i].format, &options, NULL);

      check_html (html, pages[i].n_scripts);
    }
}

static void
test_html_hostile (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (hostile) * G_N_ELEMENTS (pages); i++)
    {
      const guint page = i % G_N_ELEMENTS (pages);
      g_autoptr (MoatDocument) document = moat_test_document (8);
      const MoatExportOptions options = { .base_name = "model" };
      g_autoptr (GBytes) html = NULL;

      make_hostile (document, hostile[i / G_N_ELEMENTS (pages)]);
      html = write_as (document, pages[page].format, &options, NULL);
      check_html (html, pages[page].n_scripts);
    }
}

/* ---- The walk ---- */

static void
give_words (MoatDocument *document, MoatKind kind, const char *field, char letter)
{
  GPtrArray *records = moat_document_list (document, kind);

  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *word = g_strdup_printf ("%c%uq", letter, i);

      set_text (document, moat_record_get_id (g_ptr_array_index (records, i)), field, word);
    }
}

static void
check_words (const char *text, MoatDocument *document, MoatKind kind, char letter)
{
  for (guint i = 0; i < moat_document_count (document, kind); i++)
    {
      g_autofree char *word = g_strdup_printf ("%c%uq", letter, i);

      g_assert_nonnull (strstr (text, word));
    }
}

/* Every flow, move, decision and proof is there for who cannot run the script, and a picture for each stop.
 */
static void
test_walk (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (30);
  g_autoptr (GBytes) html = NULL;
  g_autoptr (GPtrArray) words = NULL;
  xmlDocPtr parsed;

  give_words (document, MOAT_KIND_FLOW, "name", 'f');
  give_words (document, MOAT_KIND_THREAT, "text", 'm');
  give_words (document, MOAT_KIND_DECISION, "text", 'd');
  give_words (document, MOAT_KIND_VERIFICATION, "text", 'v');
  html = write_as (document, "html-walk", &(MoatExportOptions){ .base_name = "model" }, NULL);
  parsed = parse (html);
  words = find_all (parsed, "//*[local-name()='main']");
  check_words (g_ptr_array_index (words, 0), document, MOAT_KIND_FLOW, 'f');
  check_words (g_ptr_array_index (words, 0), document, MOAT_KIND_THREAT, 'm');
  check_words (g_ptr_array_index (words, 0), document, MOAT_KIND_DECISION, 'd');
  check_words (g_ptr_array_index (words, 0), document, MOAT_KIND_VERIFICATION, 'v');
  g_assert_cmpuint (count (parsed, "//*[@data-number]"), >, moat_document_count (document, MOAT_KIND_FLOW));
  g_assert_cmpuint (count (parsed, "//*[@data-number]//*[local-name()='svg'][@aria-label]"), ==,
                    count (parsed, "//*[@data-number]"));
  xmlFreeDoc (parsed);
}

/* The surroundings are drawn once, so that a step costs little: 60 of them less than a megabyte. */
static void
test_walk_size (void)
{
  g_autoptr (MoatDocument) document = moat_document_new ();
  g_autoptr (GString) story = g_string_new ("# Long\n");
  g_autoptr (GBytes) html = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (story, "%u. Part %u -> Part %u: does thing %u [Data %u]\n", i + 1, i % 12,
                            (i * 5 + 1) % 12, i, i % 3);
  MOAT_TRANSACTION (document, "Set up")
  {
    g_autoptr (MoatStory) read = moat_story_read (document, story->str);

    g_assert_nonnull (read);
  }
  html = write_as (document, "html-walk", &(MoatExportOptions){ .base_name = "model" }, NULL);
  g_assert_cmpuint (g_bytes_get_size (html), <, 1000 * 1000);
}

static void
test_walk_of_one (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (8);
  g_autofree char *id = g_strdup (moat_record_get_id (moat_query_first_use_case (document)));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) html = NULL;
  g_autoptr (GBytes) none = NULL;
  xmlDocPtr parsed;

  MOAT_TRANSACTION (document, "Another")
  moat_document_add (document, MOAT_KIND_USE_CASE, "another");
  html = write_as (document, "html-walk", &(MoatExportOptions){ .use_case_id = id }, NULL);
  parsed = parse (html);
  g_assert_cmpuint (count (parsed, "//*[local-name()='h2']"), ==, 1);
  xmlFreeDoc (parsed);

  none = moat_exports_find_by_name ("html-walk")
             ->write (document, &(MoatExportOptions){ .use_case_id = "nowhere" }, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_OPTION);
}

/* An empty model is a document too. */
static void
test_empty (void)
{
  static const char *const names[] = { "pdf", "html", "html-walk", "markdown" };
  g_autoptr (MoatDocument) document = moat_document_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) bytes = write_as (document, names[i], &(MoatExportOptions){ 0 }, NULL);

      g_assert_cmpuint (g_bytes_get_size (bytes), >, 20);
    }
}

/* ---- Private ---- */

static void
hide_some (MoatDocument *document)
{
  MoatAssumptionState *assumption;

  moat_document_begin (document, "Hide");
  ((MoatThreatState *) moat_document_edit (document, moat_document_find (document, "t0")))->is_private = TRUE;
  ((MoatDecisionState *) moat_document_edit (document, moat_document_find (document, "d1")))->is_private
      = TRUE;
  assumption = moat_document_edit (document, moat_document_add (document, MOAT_KIND_ASSUMPTION, "x0"));
  assumption->is_private = TRUE;
  moat_text_set (&assumption->text, SECRET " assumption");
  moat_document_commit (document);
  set_text (document, "t0", "text", SECRET " move");
  set_text (document, "t0", "reason", SECRET " reason");
  set_text (document, "d0", "text", SECRET " decision of a private move");
  set_text (document, "v0", "text", SECRET " proof");
  set_text (document, "d1", "text", SECRET " decision");
  set_text (document, "v1", "text", SECRET " proof");
  /* What a speaker means to say is nobody else's. */
  set_text (document,
            moat_record_get_id (g_ptr_array_index (moat_document_list (document, MOAT_KIND_FLOW), 0)),
            "notes", SECRET " notes");
}

static char *
dup_pdf_text (GBytes *pdf)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *command = NULL;
  char *text = NULL;

  if (program == NULL)
    return NULL;
  folder = g_dir_make_tmp ("moat-pdf-XXXXXX", NULL);
  path = g_build_filename (folder, "a.pdf", NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), NULL));
  command = g_strdup_printf ("%s %s -", program, path);
  g_assert_true (g_spawn_command_line_sync (command, &text, NULL, NULL, NULL));
  g_assert_cmpint (remove (path), ==, 0);
  g_assert_cmpint (remove (folder), ==, 0);

  return text;
}

/* No word of what is private is in any form for the public, and each of them says how much that was. */
static void
test_private (void)
{
  g_autoptr (GPtrArray) formats = moat_exports_list ();
  g_autoptr (MoatDocument) document = moat_test_document (8);
  guint n_public = 0;

  hide_some (document);
  for (guint i = 0; i < formats->len; i++)
    {
      const MoatFormat *format = g_ptr_array_index (formats, i);
      g_autoptr (MoatReport) report = moat_report_new ();
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *text = NULL;

      if (!(format->flags & MOAT_FORMAT_PUBLIC))
        continue;
      n_public++;
      bytes = write_as (document, format->name, &(MoatExportOptions){ .base_name = "model" }, report);
      text = g_str_equal (format->name, "pdf")
                 ? dup_pdf_text (bytes)
                 : g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_test_message ("%s", format->name);
      g_assert_cmpuint (moat_report_count (report), >, 0);
      if (text != NULL)
        g_assert_null (strstr (text, SECRET));
    }
  g_assert_cmpuint (n_public, >=, 8);
}

/* ---- PDF ---- */

/* Every move, decision and proof, each with a word of its own, can be read in the PDF. */
static void
test_pdf_text (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (60);
  static const MoatKind kinds[] = { MOAT_KIND_THREAT, MOAT_KIND_DECISION, MOAT_KIND_VERIFICATION };
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *records = moat_document_list (document, kinds[i]);

      for (guint j = 0; j < records->len; j++)
        {
          g_autofree char *word = g_strdup_printf ("w%uq%uz", i, j);

          set_text (document, moat_record_get_id (g_ptr_array_index (records, j)), "text", word);
        }
    }
  pdf = write_as (document, "pdf", &(MoatExportOptions){ .base_name = "model" }, NULL);
  text = dup_pdf_text (pdf);
  if (text == NULL)
    {
      g_test_skip ("pdftotext is not installed");
      return;
    }
  /* Letter by letter, so that it is found by searching. */
  g_assert_nonnull (strstr (text, "Verification Plan"));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint j = 0; j < moat_document_count (document, kinds[i]); j++)
      {
        g_autofree char *word = g_strdup_printf ("w%uq%uz", i, j);

        g_assert_nonnull (strstr (text, word));
      }
}

/* ---- Sheets ---- */

#define MARGIN 36.0

static MoatSheets *
make_sheets (MoatDocument *document)
{
  g_autoptr (MoatPaper) paper = moat_full_document_compose (document, &(MoatExportOptions){ 0 }, NULL);

  return moat_sheets_new (paper, document, 595, 842);
}

/* What is drawn on each sheet stays away from its edges. */
static void
check_edges (MoatSheets *sheets)
{
  for (guint i = 0; i < moat_sheets_count (sheets); i++)
    {
      cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cairo_t *cr = cairo_create (surface);
      double width, height, x, y, ink_width, ink_height;

      moat_sheets_get_size (sheets, i, &width, &height);
      moat_sheets_draw (sheets, i, cr);
      cairo_destroy (cr);
      cairo_recording_surface_ink_extents (surface, &x, &y, &ink_width, &ink_height);
      cairo_surface_destroy (surface);
      g_assert_cmpfloat (x, >=, MARGIN);
      g_assert_cmpfloat (y, >=, MARGIN);
      g_assert_cmpfloat (x + ink_width, <=, width - MARGIN);
      g_assert_cmpfloat (y + ink_height, <=, height - MARGIN + 8);
    }
}

/* Long texts, one that has no place to break, and one as long as several sheets. */
static void
test_edges (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (40);
  g_autofree char *word = g_strnfill (400, 'w');
  g_autoptr (GString) endless = g_string_new (NULL);
  g_autoptr (MoatSheets) sheets = NULL;

  for (guint i = 0; i < 900; i++)
    g_string_append (endless, "on and on it goes ");
  set_text (document, "t0", "text", word);
  set_text (document, "t1", "text", endless->str);
  set_text (document, "d3", "text", endless->str);
  set_text (document, "model", "title", word);
  sheets = make_sheets (document);
  check_edges (sheets);
  g_assert_cmpuint (moat_sheets_count (sheets), >, 6);
}

/* A diagram that is wider than high lies on a sheet on its side; chapters are where the outline says. */
static void
test_places (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autoptr (MoatSheets) sheets = NULL;
  const GArray *places;
  gboolean lies = FALSE;
  guint before = 0;

  MOAT_TRANSACTION (document, "Widen")
  {
    MoatElementState *state
        = moat_document_edit (document,
                              g_ptr_array_index (moat_document_list (document, MOAT_KIND_ELEMENT), 3));

    state->box.x = 4000;
  }
  sheets = make_sheets (document);
  for (guint i = 0; i < moat_sheets_count (sheets); i++)
    {
      double width, height;

      moat_sheets_get_size (sheets, i, &width, &height);
      lies = lies || width > height;
    }
  g_assert_true (lies);
  places = moat_sheets_list_places (sheets);
  g_assert_cmpuint (places->len, >, 3);
  for (guint i = 0; i < places->len; i++)
    {
      const MoatSheetsPlace *place = &g_array_index (places, MoatSheetsPlace, i);

      g_assert_cmpuint (place->sheet, >=, before);
      g_assert_cmpuint (place->sheet, <, moat_sheets_count (sheets));
      before = place->sheet;
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/render/documents/deterministic", test_deterministic);
  g_test_add_func ("/render/documents/html", test_html);
  g_test_add_func ("/render/documents/html-hostile", test_html_hostile);
  g_test_add_func ("/render/documents/walk", test_walk);
  g_test_add_func ("/render/documents/walk-size", test_walk_size);
  g_test_add_func ("/render/documents/walk-of-one", test_walk_of_one);
  g_test_add_func ("/render/documents/empty", test_empty);
  g_test_add_func ("/render/documents/private", test_private);
  g_test_add_func ("/render/documents/pdf-text", test_pdf_text);
  g_test_add_func ("/render/documents/edges", test_edges);
  g_test_add_func ("/render/documents/places", test_places);

  return g_test_run ();
}
