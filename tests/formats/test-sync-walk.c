/* SECURITY.md and the model under whatever people may do to both: nothing that
 * either says is lost, and no text of a model becomes more than text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "gfm.h"
#include "moat-test.h"
#include "moat-test-seed.h"

#include "formats.h"
#include "native.h"
#include "security-md.h"
#include "security-read.h"
#include "sync.h"

#include <string.h>

static const MoatSyncOptions defaults = { .base_name = "model" };

static MoatDocument *
load_example (void)
{
  g_autofree char *path = g_strdup_printf ("%s/resources/examples/shipping-address.moat",
                                           g_getenv ("MOAT_SRCDIR"));
  g_autoptr (GError) error = NULL;
  MoatDocument *document = moat_formats_load (path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static char *
text_of (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Takes @file and returns what it is after. */
static GBytes *
sync_once (MoatDocument *document, GBytes *file, const MoatSyncOptions *options, MoatSync **result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatSync) sync = moat_sync_run (document, file, options, &error);
  GBytes *bytes;

  g_assert_no_error (error);
  bytes = sync->bytes != NULL ? g_bytes_ref (sync->bytes) : g_bytes_ref (file);
  g_bytes_unref (file);
  if (result != NULL)
    *result = g_steal_pointer (&sync);

  return bytes;
}

static void
assert_settled (MoatDocument *document, GBytes *file)
{
  g_autofree char *before = moat_test_dump (document);
  g_autoptr (MoatSync) sync = NULL;
  g_autoptr (GBytes) after = sync_once (document, g_bytes_ref (file), &defaults, &sync);
  gboolean is_same = FALSE;
  g_autoptr (GBytes) written G_GNUC_UNUSED = moat_sync_write (document, file, &defaults, &is_same, NULL);

  for (guint i = 0; i < sync->items->len; i++)
    {
      const MoatSyncItem *item = g_ptr_array_index (sync->items, i);

      g_test_message ("%d line %u %s: model “%s”, file “%s”: %s", item->type, item->line, item->what,
                      item->model, item->file, item->message);
    }
  g_assert_cmpuint (sync->items->len, ==, 0);
  g_assert_true (g_bytes_equal (file, after));
  g_assert_true (is_same);
  moat_test_assert_same_dump (document, before);
}

/* ---- Hostile text ---- */

static const char *const hostile[] = {
  "a | b \\| c \\",
  "`code` `` ` ```",
  "two\nlines\n\nand a third",
  "--> <!-- moat:end model --> <!-- moat:begin model -->",
  "<!-- moat:published 1 -: x",
  "<script>alert(1)</script><img src=x onerror=y>",
  "[x](javascript:alert(1)) ![y](data:text/html,z) <javascript:alert(2)>",
  "%%{init: {'theme': 'dark'}}%% \"]; click n1 \"javascript:x\"",
  "&lt;b&gt; &amp;amp; &#60;i&#62; &nbsp;",
  ("\xe2\x80\xae"
   "evil\xe2\x80\xac \xe2\x81\xa6x\xe2\x81\xa9"),
  "bell\a tab\tend\x01",
  "# h\n- item\n1. one\n> quote\n| --- |\n***\n```\nx",
  "**b** *i* __u__ ~~s~~ $m$ H_2_O _x_",
  "https://x.example/a_b|c www.x.example mailto:a@b.example ftp://c",
  "<br> <br/> <BR>",
  "\\<br\\> \\\\ \\",
  "=h5kvwe 53g3ba\nthreats\nt-1 aaaaaa",
  "Trust Boundaries\n===",
  " \xc2\xa0 padded \xc2\xa0 ",
};

static void
set_all_texts (MoatDocument *document, const char *text)
{
  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      GPtrArray *records = moat_document_list (document, (MoatKind) kind);
      const MoatKindInfo *info = moat_kind_get_info ((MoatKind) kind);

      for (guint i = 0; i < records->len; i++)
        for (guint j = 0; j < info->n_fields; j++)
          if (info->fields[j].type == MOAT_TEXT || info->fields[j].type == MOAT_LINES)
            {
              gpointer state = moat_document_edit (document, g_ptr_array_index (records, i));
              gpointer at = MOAT_FIELD_PTR (state, &info->fields[j]);

              if (info->fields[j].type == MOAT_TEXT)
                moat_text_set (at, text);
              else
                moat_list_set (at, (const char *const[]){ text, NULL });
            }
    }
}

static void
accept_one (MoatDocument *document)
{
  MoatRecord *threat = g_ptr_array_index (moat_document_list (document, MOAT_KIND_THREAT), 0);

  ((MoatThreatState *) moat_document_edit (document, threat))->status = MOAT_THREAT_ACCEPTED;
}

/* Each text cell of a row says the text that the model has. */
static void
assert_read_back (GBytes *file, const char *text)
{
  g_autofree char *all = text_of (file);
  g_autoptr (MoatSecurityText) read = moat_security_read (all);
  g_autoptr (GPtrArray) rows = moat_security_text_list_rows (read);
  g_autofree char *wanted = moat_gfm_normalize (text, "\n");
  guint n_seen = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const MoatSecurityRow *row = g_ptr_array_index (rows, i);
      int column = moat_security_table_find_column (row->table, row->table->main);

      if (row->table->kind == MOAT_KIND_REVIEW)
        continue;
      if (moat_security_digest (row->cells[column]) != moat_security_digest (wanted))
        g_error ("“%s” is read as “%s”", wanted, row->cells[column]);
      n_seen++;
    }
  g_assert_cmpuint (n_seen, >, 20);
}

static guint
count_of (const char *text, const char *what)
{
  guint n = 0;

  while ((text = strstr (text, what)) != NULL)
    {
      n++;
      text += strlen (what);
    }

  return n;
}

/* As GitHub reads it: tables keep their shape, and what is HTML are Moat's own three comments. */
static void
assert_harmless (GBytes *file)
{
  g_autofree char *text = text_of (file);
  cmark_node *root = moat_gfm_parse (text, -1);
  guint n_html = 0;

  for (cmark_node *node = cmark_node_first_child (root); node != NULL; node = cmark_node_next (node))
    {
      if (strcmp (cmark_node_get_type_string (node), "table") == 0)
        moat_gfm_assert_rectangular (node);
      if (cmark_node_get_type (node) != CMARK_NODE_HTML_BLOCK)
        continue;
      g_assert_true (g_str_has_prefix (cmark_node_get_literal (node), "<!-- moat:"));
      n_html++;
    }
  g_assert_cmpuint (n_html, ==, 3);
  g_assert_cmpuint (count_of (text, "\n<!-- moat:begin "), ==, 1);
  g_assert_cmpuint (count_of (text, "\n<!-- moat:end "), ==, 1);
  g_assert_cmpuint (count_of (text, "\n<!-- moat:published "), ==, 1);
  cmark_node_free (root);
}

static void
test_hostile (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (MoatDocument) document = load_example ();
      g_autoptr (GBytes) file = NULL;

      moat_document_begin (document, "Hostile");
      set_all_texts (document, hostile[i]);
      accept_one (document);
      moat_document_commit (document);
      file = moat_security_md_format.write (document, &(MoatExportOptions){ .base_name = "model" }, NULL,
                                            NULL);
      assert_harmless (file);
      assert_read_back (file, hostile[i]);
      assert_settled (document, file);
    }
}

/* ---- Random edits of both sides ---- */

typedef struct
{
  GRand *rand;
  MoatDocument *document;
  GBytes *file;
  guint n_words;
  GPtrArray *prose; /* words of paragraphs that somebody wrote into the file */
} Walk;

/* A word that is nowhere else. */
static char *
new_word (Walk *walk)
{
  return g_strdup_printf ("Zq%uq", ++walk->n_words);
}

/* Adds a word to a random cell behind the id of a random row. */
static char *
edit_cell (Walk *walk)
{
  g_autofree char *text = text_of (walk->file);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_lines = g_strv_length (lines);

  while (TRUE)
    {
      guint at = g_rand_int_range (walk->rand, 0, n_lines);
      g_auto (GStrv) cells = g_strsplit (lines[at], " |", -1);
      guint n_cells = g_strv_length (cells);
      guint column;
      g_autofree char *word = NULL;
      char *cell;

      if (n_cells < 5 || strchr (cells[0], '-') == NULL || strchr (cells[0] + 3, '-') == NULL
          || g_str_has_prefix (lines[at], "| --"))
        continue;
      column = g_rand_int_range (walk->rand, 1, n_cells - 1);
      word = new_word (walk);
      cell = g_strconcat (cells[column], " ", word, NULL);
      g_free (cells[column]);
      cells[column] = cell;
      g_free (lines[at]);
      lines[at] = g_strjoinv (" |", cells);
      g_bytes_unref (walk->file);
      cell = g_strjoinv ("\n", lines);
      walk->file = g_bytes_new_take (cell, strlen (cell));
      return g_steal_pointer (&word);
    }
}

static char *
edit_record (Walk *walk)
{
  static const MoatKind kinds[] = { MOAT_KIND_THREAT, MOAT_KIND_DECISION, MOAT_KIND_VERIFICATION,
                                    MOAT_KIND_DEPENDENCY };
  MoatKind kind = kinds[g_rand_int_range (walk->rand, 0, G_N_ELEMENTS (kinds))];
  MoatRecord *record = moat_test_pick (walk->document, walk->rand, kind);
  g_autofree char *word = new_word (walk);
  const char *field = kind == MOAT_KIND_DEPENDENCY ? "name" : "text";
  g_autofree char *text = g_strconcat (moat_record_get_title (record), " ", word, NULL);

  moat_document_begin (walk->document, "Edit");
  g_assert_true (moat_edit_set_text (walk->document, record, field, text, NULL));
  moat_document_commit (walk->document);

  return g_steal_pointer (&word);
}

/* ---- What people and editors do to the form of the file ---- */

static gboolean
is_row (const char *line)
{
  return *line == '|' && !g_str_has_prefix (line, "| Id ") && !g_str_has_prefix (line, "| ---");
}

/* A blank line above a row. */
static void
part_table (GPtrArray *lines, guint at)
{
  if (is_row (g_ptr_array_index (lines, at)))
    g_ptr_array_insert (lines, at, g_strdup (""));
}

static void
swap_rows (GPtrArray *lines, guint at)
{
  gpointer row = g_ptr_array_index (lines, at);

  if (at + 1 == lines->len || !is_row (row) || !is_row (g_ptr_array_index (lines, at + 1)))
    return;
  g_ptr_array_index (lines, at) = g_ptr_array_index (lines, at + 1);
  g_ptr_array_index (lines, at + 1) = row;
}

static void
damage_rule (GPtrArray *lines, guint at)
{
  char *line = g_ptr_array_index (lines, at);

  if (g_str_has_prefix (line, "| --- | --- | --- | --- |"))
    strcpy (line, "| --- |");
}

static void
pad_row (GPtrArray *lines, guint at)
{
  g_autoptr (GString) row = g_string_new (g_ptr_array_index (lines, at));

  if (!is_row (row->str))
    return;
  g_string_replace (row, " | ", "   |  ", 0);
  g_free (g_ptr_array_index (lines, at));
  g_ptr_array_index (lines, at) = g_strdup (row->str);
}

static void
disturb (Walk *walk)
{
  static void (*const ways[]) (GPtrArray *, guint) = { part_table, swap_rows, damage_rule, pad_row };
  g_autofree char *text = text_of (walk->file);
  g_auto (GStrv) split = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  char *joined;

  for (guint i = 0; split[i] != NULL; i++)
    g_ptr_array_add (lines, g_strdup (split[i]));
  for (guint i = 0; i < 20; i++)
    ways[g_rand_int_range (walk->rand, 0, G_N_ELEMENTS (ways))](lines,
                                                                g_rand_int_range (walk->rand, 0, lines->len));
  g_ptr_array_add (lines, NULL);
  joined = g_strjoinv ("\n", (char **) lines->pdata);
  g_bytes_unref (walk->file);
  walk->file = g_bytes_new_take (joined, strlen (joined));
}

/* A paragraph behind a heading. */
static char *
write_prose (Walk *walk)
{
  g_autofree char *text = text_of (walk->file);
  g_auto (GStrv) parts = g_strsplit (text, "\n### ", -1);
  guint at = g_rand_int_range (walk->rand, 1, g_strv_length (parts));
  g_autofree char *word = new_word (walk);
  g_auto (GStrv) halves = g_strsplit (parts[at], "\n", 2);
  char *joined;

  g_free (parts[at]);
  parts[at] = g_strdup_printf ("%s\n\nWhat %s says.\n%s", halves[0], word, halves[1]);
  joined = g_strjoinv ("\n### ", parts);
  g_bytes_unref (walk->file);
  walk->file = g_bytes_new_take (joined, strlen (joined));

  return g_steal_pointer (&word);
}

static gboolean
has_word (MoatDocument *document, const char *word)
{
  g_autoptr (GBytes) native = moat_native_write (document);

  return g_strstr_len (g_bytes_get_data (native, NULL), g_bytes_get_size (native), word) != NULL;
}

static gboolean
is_reported (const MoatSync *sync, const char *word)
{
  for (guint i = 0; i < sync->items->len; i++)
    {
      const MoatSyncItem *item = g_ptr_array_index (sync->items, i);

      if ((item->file != NULL && strstr (item->file, word) != NULL)
          || (item->model != NULL && strstr (item->model, word) != NULL))
        return TRUE;
    }

  return FALSE;
}

/* Each is there once. */
static void
assert_prose (Walk *walk)
{
  g_autofree char *text = text_of (walk->file);

  for (guint i = 0; i < walk->prose->len; i++)
    {
      g_autofree char *line = g_strdup_printf ("\n\nWhat %s says.\n\n",
                                               (char *) g_ptr_array_index (walk->prose, i));

      g_assert_cmpuint (count_of (text, line), ==, 1);
    }
}

/* Every word that was added on either side is in the model and in the file, or nothing was done and it is
 * reported.
 */
static void
walk_step (Walk *walk)
{
  g_autoptr (GPtrArray) of_file = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) of_model = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (MoatSync) sync = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autofree char *text = NULL;

  if (g_rand_int_range (walk->rand, 0, 4) == 0)
    g_ptr_array_add (walk->prose, write_prose (walk));

  for (gint n = g_rand_int_range (walk->rand, 0, 4); n > 0; n--)
    g_ptr_array_add (of_file, edit_cell (walk));
  for (gint n = g_rand_int_range (walk->rand, 0, 4); n > 0; n--)
    g_ptr_array_add (of_model, edit_record (walk));
  if (g_rand_int_range (walk->rand, 0, 3) == 0)
    disturb (walk);
  before = g_bytes_ref (walk->file);
  walk->file = sync_once (walk->document, walk->file, &defaults, &sync);

  for (guint i = 0; i < of_model->len; i++)
    g_assert_true (has_word (walk->document, g_ptr_array_index (of_model, i)));
  if (sync->is_blocked)
    {
      g_assert_true (g_bytes_equal (walk->file, before));
      for (guint i = 0; i < of_file->len; i++)
        g_assert_true (is_reported (sync, g_ptr_array_index (of_file, i)));
      walk->file = sync_once (walk->document, walk->file,
                              &(MoatSyncOptions){ .base_name = "model", .prefer = MOAT_SYNC_PREFER_MODEL },
                              NULL);
      assert_settled (walk->document, walk->file);
      assert_prose (walk);
      return;
    }
  assert_prose (walk);
  text = text_of (walk->file);
  for (guint i = 0; i < of_file->len; i++)
    {
      g_assert_true (has_word (walk->document, g_ptr_array_index (of_file, i)));
      g_assert_nonnull (strstr (text, g_ptr_array_index (of_file, i)));
    }
  for (guint i = 0; i < of_model->len; i++)
    g_assert_nonnull (strstr (text, g_ptr_array_index (of_model, i)));
  assert_settled (walk->document, walk->file);
}

static void
test_random (void)
{
  g_autoptr (GPtrArray) prose = g_ptr_array_new_with_free_func (g_free);
  Walk walk
      = { .rand = g_rand_new_with_seed (g_test_rand_int ()), .document = load_example (), .prose = prose };

  walk.file = sync_once (walk.document, g_bytes_new_static ("# Ours\n", 7), &defaults, NULL);
  for (guint i = 0; i < 150; i++)
    walk_step (&walk);
  g_bytes_unref (walk.file);
  g_object_unref (walk.document);
  g_rand_free (walk.rand);
}

/* Whatever is done to the model: the file follows, and then there is nothing to do. */
static void
test_model_walk (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (6);
  g_autoptr (GBytes) file = NULL;

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MoatSync) sync = NULL;

      moat_test_random_edits (document, g_test_rand_int (), 5);
      sync = moat_sync_run (document, file, &defaults, &error);
      g_assert_no_error (error);
      g_assert_false (sync->is_blocked);
      g_assert_cmpuint (sync->items->len, ==, 0);
      g_clear_pointer (&file, g_bytes_unref);
      file = g_bytes_ref (sync->bytes);
      assert_settled (document, file);
    }
}

/* ---- Files of others ---- */

/* The region is put in, follows the model, and is taken out: what was there before is there after. */
static void
check_file (const char *data, gsize length)
{
  g_autoptr (MoatDocument) document = load_example ();
  g_autoptr (GBytes) file = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;
  const char *after;
  gsize size;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (MoatSync) sync = moat_sync_run (document, file, &defaults, &error);

      if (i == 0 && error != NULL)
        {
          /* Refused as it is: two regions, an open fence. */
          g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_CONFLICT);
          return;
        }
      g_assert_no_error (error);
      g_assert_false (sync->is_blocked);
      g_bytes_unref (file);
      file = g_bytes_ref (sync->bytes);
      assert_settled (document, file);
      after = g_bytes_get_data (file, &size);
      g_assert_cmpuint (size, >, length);
      g_assert_cmpmem (after, length, data, length);
      g_assert_nonnull (memmem (after + length, size - length, "moat:begin", strlen ("moat:begin")));
      moat_document_begin (document, "Edit");
      accept_one (document);
      moat_text_set (&((MoatDecisionState *) moat_document_edit (
                           document,
                           g_ptr_array_index (moat_document_list (document, MOAT_KIND_DECISION), i)))
                          ->owner,
                     "@somebody");
      moat_document_commit (document);
    }
}

static const char *const files[] = {
  "x",
  "# Security\n\ntext",
  "Security\n========\n\nSub\n---\n",
  "---\ntitle: x\n---\n\n# Security\n",
  "<!-- a comment\nof two lines -->\n# Security\n",
  "<!-- BEGIN MICROSOFT SECURITY.MD V0.0.9 BLOCK -->\n\n## Security\n\n<!-- END MICROSOFT SECURITY.MD BLOCK "
  "-->\n",
  "```\n<!-- moat:begin model: x -->\n<!-- moat:end model -->\n```\n",
  "    <!-- moat:begin model: x -->\n    <!-- moat:end model -->\n",
  "| a \\| b | c |\n| --- | --- |\n| `x \\| y` | z |\n",
  "<!-- moat:begin other id=m-x: x -->\n\nNot ours.\n\n<!-- moat:end other -->\n",
  "### Decisions\n\n| Id | Threat (attacker move) | Design decision |\n| --- | --- | --- |\n| d-1 | a | b "
  "|\n",
};

static void
check_with_ends (const char *text, const char *line_end)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *other = g_strjoinv (line_end, lines);
  g_autofree char *marked = g_strconcat ("\xef\xbb\xbf", other, NULL);

  check_file (other, strlen (other));
  check_file (marked, strlen (marked));
}

static void
test_files (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      check_with_ends (files[i], "\n");
      check_with_ends (files[i], "\r\n");
    }
}

static void
test_samples (void)
{
  const char *shared = g_getenv ("MOAT_SHARED");
  g_autofree char *folder = shared != NULL ? g_build_filename (shared, "samples", "security-md", NULL)
                                           : g_build_filename (g_getenv ("MOAT_SRCDIR"), "..", "shared",
                                                               "samples", "security-md", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL)
    {
      g_test_skip ("there are no samples beside the sources; MOAT_SHARED can name their folder");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      check_file (text, length);
    }
}

static void
test_large (void)
{
  g_autoptr (GString) text = g_string_new ("# Large\n\n");

  for (guint i = 0; text->len < 1024 * 1024; i++)
    g_string_append_printf (text, "- item %u with *words* and `code`\n\n| a | b |\n| --- | --- |\n\n", i);
  check_file (text->str, text->len);
}

int
main (int argc, char *argv[])
{
  moat_test_init (&argc, &argv);
  moat_gfm_init ();

  g_test_add_func ("/formats/sync-walk/hostile", test_hostile);
  g_test_add_func ("/formats/sync-walk/random", test_random);
  g_test_add_func ("/formats/sync-walk/model", test_model_walk);
  g_test_add_func ("/formats/sync-walk/files", test_files);
  g_test_add_func ("/formats/sync-walk/samples", test_samples);
  g_test_add_func ("/formats/sync-walk/large", test_large);

  return g_test_run ();
}
