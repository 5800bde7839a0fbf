/* Whatever a text says, it comes out as these words in its own place: read back
 * with GitHub's own parser.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "gfm.h"
#include "markdown.h"
#include "moat-test-seed.h"

#include <string.h>

/* Each is tried alone, first, last, doubled, on a line of its own, and in random company. */
static const char *const hostile[] = {
  "plain words",
  "",
  " ",
  "|",
  "\\|",
  "\\\\|",
  "a | b | c",
  "| --- | --- |",
  "|---|",
  ":-:",
  "---",
  "--- | ---",
  "ends with a backslash \\",
  "\\",
  "\\\\",
  "`",
  "``code``",
  "```\ncode\n```",
  "~~~",
  "~~gone~~",
  "~once~",
  "*",
  "**bold**",
  "*a*",
  "__init__",
  "_x_",
  "snake_case_name",
  "…_x_…",
  " _a_ _b_",
  "é_è_ê",
  "<",
  "<b>bold</b>",
  "<script>alert(1)</script>",
  "<br>",
  "<!-- moat:end x -->",
  "<!-- moat:begin x -->",
  "<!--",
  "-->",
  "--!>",
  "<?php",
  "<![CDATA[",
  "]]>",
  "<!DOCTYPE html>",
  "<details>",
  "</td></tr></table>",
  "<img src=x onerror=alert(1)>",
  "&amp;",
  "&lt;script&gt;",
  "&#60;",
  "&#x3c;",
  "&",
  "&nbsp;",
  "[text](javascript:alert(1))",
  "](javascript:alert(1))",
  "[a][b]",
  "[a]: javascript:alert(1)",
  "[^1]: note",
  "[^1]",
  "![image](https://example.com/x.png)",
  "!",
  "[ ] task",
  "[x] task",
  "<javascript:alert(1)>",
  "<xmpp:a@example.com>",
  "javascript:alert(1)",
  "javascript://example.com/%0aalert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "file:///etc/passwd",
  "ftp://example.com/file",
  "FTP://example.com",
  "xmpp:someone@example.com",
  "XMPP:someone@example.com/room",
  "xmpp:a@b_c.example",
  "axmpp:someone@example.com",
  "mailto:someone@example.com",
  "amailto:someone@example.com",
  "-xmpp:mailto:someone@example.com",
  "mailto:xmpp:mailto:",
  "mailto:mailto:someone@example.com",
  "mailto:someone@example.comasomeone@example.com",
  "someone@example.com",
  "some_one+tag@example.com.",
  "@team",
  "https://example.com",
  "https://example.com/a_b_c",
  "https://example.com/~someone/",
  "https://example.com/__tests__/x.js",
  "https://example.com/*glob*|pipe",
  "https://example.com/<script>alert(1)</script>",
  "https://example.com/`code`",
  "https://example.com/\\<b>",
  "https://example.com/?a=1&copy;=2",
  "https://example.com/\"*a*\"",
  "https://example.com/[a](b)",
  "(https://example.com/a)",
  "https://",
  "https://<b>",
  "https://*a*",
  "http://_a_",
  "HTTPS://EXAMPLE.COM/$x$",
  "xhttps://example.com/*a*",
  "1https://example.com/*a*",
  "https:// *a*",
  "www.example.com/a",
  "www.example.com/*a*<b>",
  "www.example.com/~x~",
  "(www.example.com)",
  "WWW.example.com/*a*",
  "www.",
  "$x$",
  "$$x$$",
  "$`x`$",
  "# heading",
  "#hash",
  "ends with #",
  "ends with ##",
  "- item",
  "-",
  "+ item",
  "* item",
  "1. item",
  "1) item",
  "123456789. item",
  "1234567890. item",
  "> quote",
  ">",
  ">>> quote",
  "===",
  "=",
  "    indented code",
  "\tindented code",
  "\x01# heading",
  "\x01    code",
  "\x1b[31mred\x1b[0m",
  "\x7f",
  "\xc2\x80\xc2\x9f",
  "\n",
  "\n\n",
  "a\nb",
  "a\r\nb",
  "a\rb",
  "a\n\nb",
  "a\n# b",
  "a\n===",
  "a\n---",
  "a\n:-:",
  "a\n| - |",
  "a\n    b",
  "a  \nb",
  "a\\\nb",
  "a\vb",
  "a\fb",
  ("a\xc2\x85"
   "b"),
  "a\u2028# b",
  "a\u2029- b",
  "\u202ereversed\u202c",
  "\u2066isolated\u2069",
  "\ufeff# bom",
  "e\u0301\u0302\u0303",
  "👩‍👩‍👧‍👦 🏳️‍🌈",
  "العربية עברית",
  "配送先住所",
  "\u00a0no-break\u00a0",
  "\u3000wide\u3000",
  ":::",
  "::include{file=x}",
  "[[_TOC_]]",
  "%%{init: {}}%%",
  "{{ liquid }}",
  "'\"“”‘’",
  "--",
  "...",
};

typedef struct
{
  GString *text;
  cmark_node *root;
  cmark_node *at; /* the block to look at next */
} Page;

static void
page_parse (Page *page)
{
  page->root = moat_gfm_parse (page->text->str, page->text->len);
  page->at = cmark_node_first_child (page->root);
}

static void
page_clear (Page *page)
{
  g_string_free (page->text, TRUE);
  g_clear_pointer (&page->root, cmark_node_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static void
assert_type (const Page *page, cmark_node *node, const char *type)
{
  if (node == NULL || strcmp (cmark_node_get_type_string (node), type) != 0)
    g_error ("There is %s where a %s was written:\n%s",
             node != NULL ? cmark_node_get_type_string (node) : "nothing", type, page->text->str);
}

/* Words may differ in how many blanks stand between them, as they do to a reader. */
static void
assert_words (const Page *page, cmark_node *node, const char *text, const char *line_break)
{
  g_autofree char *found = moat_gfm_dup_words (node);
  g_autofree char *words = moat_gfm_normalize (found, line_break);
  g_autofree char *once = moat_gfm_normalize (text, line_break);
  g_autofree char *wanted = moat_gfm_normalize (once,
                                                line_break); /* blanks beside breaks that are blanks now */

  if (strcmp (words, wanted) != 0)
    g_error ("“%s” became “%s” in:\n%s", wanted, words, page->text->str);
}

static cmark_node *
next_block (Page *page, const char *type)
{
  cmark_node *node = page->at;

  assert_type (page, node, type);
  page->at = cmark_node_next (node);

  return node;
}

static gboolean
is_empty (const char *text)
{
  g_autofree char *words = moat_gfm_normalize (text, " ");

  return *words == '\0';
}

/* ---- Each way that text is placed ---- */

static void
check_heading (const char *text)
{
  g_auto (Page) page = { .text = g_string_new (NULL) };

  moat_markdown_heading (page.text, 3, "", text);
  moat_markdown_heading (page.text, 3, "Use Case: ", text);
  g_string_append (page.text, "after\n");
  page_parse (&page);
  assert_words (&page, next_block (&page, "heading"), text, " ");
  {
    g_autofree char *whole = g_strconcat ("Use Case: ", text, NULL);
    cmark_node *heading = next_block (&page, "heading");
    g_autofree char *wanted = moat_gfm_normalize (whole, " ");
    g_autofree char *found = moat_gfm_dup_words (heading);
    g_autofree char *words = moat_gfm_normalize (found, " ");

    g_assert_cmpint (cmark_node_get_heading_level (heading), ==, 3);
    /* The prefix's blank and the text's own are one. */
    g_strdelimit (wanted, "\n", ' ');
    g_assert_cmpuint (strlen (words), <=, strlen (wanted));
  }
  assert_words (&page, next_block (&page, "paragraph"), "after", " ");
  g_assert_null (page.at);
}

static void
check_paragraphs (const char *text)
{
  g_auto (Page) page = { .text = g_string_new ("before\n\n") };
  g_autofree char *normal = moat_gfm_normalize (text, "\n");
  g_auto (GStrv) paragraphs = NULL;

  moat_markdown_paragraphs (page.text, text);
  g_string_append (page.text, "after\n");
  page_parse (&page);

  while (strstr (normal, "\n\n\n") != NULL)
    memmove (strstr (normal, "\n\n\n"), strstr (normal, "\n\n\n") + 1,
             strlen (strstr (normal, "\n\n\n") + 1) + 1);
  paragraphs = g_strsplit (normal, "\n\n", -1);
  assert_words (&page, next_block (&page, "paragraph"), "before", "\n");
  for (guint i = 0; paragraphs[i] != NULL && *paragraphs[i] != '\0'; i++)
    assert_words (&page, next_block (&page, "paragraph"), paragraphs[i], "\n");
  assert_words (&page, next_block (&page, "paragraph"), "after", "\n");
  g_assert_null (page.at);
}

static void
check_list (const char *text)
{
  g_auto (Page) page = { .text = g_string_new ("- ") };
  cmark_node *item;

  moat_markdown_append (page.text, text, " ");
  g_string_append (page.text, "\n- second\n\n1. ");
  moat_markdown_append (page.text, text, " ");
  g_string_append (page.text, "\n2. second\n\nafter\n");
  page_parse (&page);

  for (guint i = 0; i < 2; i++)
    {
      item = cmark_node_first_child (next_block (&page, "list"));
      assert_type (&page, item, "item");
      if (!is_empty (text))
        {
          assert_type (&page, cmark_node_first_child (item), "paragraph");
          assert_words (&page, cmark_node_first_child (item), text, " ");
          g_assert_null (cmark_node_next (cmark_node_first_child (item)));
        }
      item = cmark_node_next (item);
      assert_type (&page, item, "item");
      assert_words (&page, cmark_node_first_child (item), "second", " ");
      g_assert_null (cmark_node_next (item));
    }
  assert_words (&page, next_block (&page, "paragraph"), "after", " ");
  g_assert_null (page.at);
}

static void
check_table (const char *text)
{
  static const char *const titles[] = { "Id", "Text", "Last", NULL };
  g_auto (Page) page = { .text = g_string_new (NULL) };
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autofree char *twice = g_strconcat (text, "\n", text, NULL);
  MoatMarkdownTable table;
  cmark_node *node;

  g_ptr_array_add (texts, (gpointer) text);
  g_ptr_array_add (texts, (gpointer) text);
  moat_markdown_table_begin (&table, page.text, titles);
  moat_markdown_table_cell (&table, "first");
  moat_markdown_table_cell (&table, text);
  moat_markdown_table_cell (&table, "1");
  moat_markdown_table_cell (&table, text);
  moat_markdown_table_cells (&table, texts);
  moat_markdown_table_cell (&table, text);
  moat_markdown_table_cell (&table, "third");
  moat_markdown_table_end (&table);
  g_string_append (page.text, "after\n");
  page_parse (&page);

  node = next_block (&page, "table");
  g_assert_cmpuint (moat_gfm_count_rows (node), ==, 4);
  moat_gfm_assert_rectangular (node);
  assert_words (&page, moat_gfm_get_cell (node, 1, 0), "first", "\n");
  assert_words (&page, moat_gfm_get_cell (node, 1, 1), text, "\n");
  assert_words (&page, moat_gfm_get_cell (node, 1, 2), "1", "\n");
  assert_words (&page, moat_gfm_get_cell (node, 2, 0), text, "\n");
  if (!is_empty (text) && strpbrk (text, "\r\n\v\f") == NULL)
    assert_words (&page, moat_gfm_get_cell (node, 2, 1), twice, "\n");
  assert_words (&page, moat_gfm_get_cell (node, 2, 2), text, "\n");
  assert_words (&page, moat_gfm_get_cell (node, 3, 0), "third", "\n");
  assert_words (&page, moat_gfm_get_cell (node, 3, 1), "", "\n");
  assert_words (&page, next_block (&page, "paragraph"), "after", "\n");
  g_assert_null (page.at);
}

/* A title in bold letters is that and nothing else. */
static void
check_strong (const char *text)
{
  g_auto (Page) page = { .text = g_string_new (NULL) };
  cmark_node *node;

  moat_markdown_strong (page.text, text);
  g_string_append (page.text, "after\n");
  page_parse (&page);

  node = next_block (&page, "paragraph");
  if (cmark_node_next (node) == NULL)
    {
      assert_words (&page, node, "after", " ");
      return;
    }
  assert_type (&page, cmark_node_first_child (node), "strong");
  g_assert_null (cmark_node_next (cmark_node_first_child (node)));
  {
    g_autofree char *found = moat_gfm_dup_words (cmark_node_first_child (node));
    g_autofree char *words = moat_gfm_normalize (found, " ");
    g_autofree char *once = moat_gfm_normalize (text, " ");
    g_autofree char *wanted = moat_gfm_normalize (once, " ");

    g_assert_nonnull (strstr (wanted, words));
  }
  assert_words (&page, next_block (&page, "paragraph"), "after", " ");
  g_assert_null (page.at);
}

static void
check (const char *text)
{
  check_heading (text);
  check_paragraphs (text);
  check_list (text);
  check_table (text);
  check_strong (text);
}

/* ---- Tests ---- */

static void
test_hostile (void)
{
  static const char *const frames[] = { "%s",       "%s%s", "a%s",  "%sb",   "a %s b",
                                        "a\n%s\nb", "(%s)", "*%s*", "x%sx%s" };

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    for (guint j = 0; j < G_N_ELEMENTS (frames); j++)
      {
        g_auto (GStrv) pieces = g_strsplit (frames[j], "%s", -1);
        g_autofree char *text = g_strjoinv (hostile[i], pieces);

        check (text);
      }
}

static void
test_random (void)
{
  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (gint n = g_test_rand_int_range (1, 6); n > 0; n--)
        {
          static const char *const glue[] = { "", "", "", " ", "\n", "a" };

          g_string_append (text, hostile[g_test_rand_int_range (0, G_N_ELEMENTS (hostile))]);
          g_string_append (text, glue[g_test_rand_int_range (0, G_N_ELEMENTS (glue))]);
        }
      check (text->str);
    }
}

/* Any signs at all, those that mean something more often than letters. */
static void
test_signs (void)
{
  static const char signs[] = "\\`*_{}[]()#+-.!|<>&;:/@=~$^'\"% \n\tabw1";

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (gint n = g_test_rand_int_range (1, 30); n > 0; n--)
        g_string_append_c (text, signs[g_test_rand_int_range (0, sizeof signs - 1)]);
      check (text->str);
    }
}

static void
test_long (void)
{
  static const char *const units[] = { "a",       "|",
                                       "\\",      "*a ",
                                       "<b",      "_ ",
                                       "@",       "[",
                                       "a@b.cd ", "https://a.b/*a*<b ",
                                       "(www.",   "https://a&b;",
                                       "xmpp:a",  "https://a/" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      while (text->len < 100000)
        g_string_append (text, units[i]);
      check_table (text->str);
      check_paragraphs (text->str);
    }
}

/* Nothing at all leaves nothing behind: no empty heading's neighbour, no dangling break. */
static void
test_empty (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  moat_markdown_append (out, NULL, " ");
  moat_markdown_paragraphs (out, NULL);
  moat_markdown_paragraphs (out, " \n\u202e\n ");
  moat_markdown_strong (out, NULL);
  moat_markdown_strong (out, "\u202e");
  g_assert_cmpstr (out->str, ==, "");
}

/* What people write every day is left as they wrote it. */
static void
test_readable (void)
{
  static const char *const texts[] = {
    "Find the record by the signed-in user, never by an id from the client",
    "snake_case_name and a-b-c, 3 + 4 = 7, 50 %",
    "https://example.com/issues/12?a=1&b=2#x",
    "https://example.com/a_b_c",
    "security@example.com, +49 30 123",
    "@api-team #12 (see docs/adr/0001.md)",
    "metadata: key 'a', \"b\"; c",
    "AT&T & more",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      moat_markdown_append (out, texts[i], " ");
      g_assert_cmpstr (out->str, ==, texts[i]);
    }
}

static gboolean
has_link (cmark_node *cell)
{
  for (cmark_node *node = cmark_node_first_child (cell); node != NULL; node = cmark_node_next (node))
    if (cmark_node_get_type (node) == CMARK_NODE_LINK)
      return TRUE;

  return FALSE;
}

/* A link stays one where escapes would have broken its address. */
static void
test_links (void)
{
  static const char *const texts[] = {
    "https://example.com/~someone/", "https://example.com/__tests__/x.js", "https://example.com/a?q=*|x",
    "https://example.com/plain",     "mailto:someone@example.com",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      static const char *const titles[] = { "Text", NULL };
      g_auto (Page) page = { .text = g_string_new (NULL) };
      MoatMarkdownTable table;
      cmark_node *cell;

      moat_markdown_table_begin (&table, page.text, titles);
      moat_markdown_table_cell (&table, texts[i]);
      moat_markdown_table_end (&table);
      page_parse (&page);
      cell = moat_gfm_get_cell (page.at, 1, 0);
      g_assert_true (has_link (cell));
      assert_words (&page, cell, texts[i], " ");
    }
}

int
main (int argc, char *argv[])
{
  moat_test_init (&argc, &argv);
  moat_gfm_init ();

  g_test_add_func ("/formats/markdown/hostile", test_hostile);
  g_test_add_func ("/formats/markdown/random", test_random);
  g_test_add_func ("/formats/markdown/signs", test_signs);
  g_test_add_func ("/formats/markdown/long", test_long);
  g_test_add_func ("/formats/markdown/empty", test_empty);
  g_test_add_func ("/formats/markdown/readable", test_readable);
  g_test_add_func ("/formats/markdown/links", test_links);

  return g_test_run ();
}
