/* The table as CSV, read back by the letter of RFC 4180.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "csv.h"
#include "moat-test.h"

#include <string.h>

#define N_COLUMNS 17

static char *
write_csv (MoatDocument *document)
{
  g_autoptr (GBytes) bytes = moat_csv_format.write (document, &(MoatExportOptions){ 0 }, NULL, NULL);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Takes one field, and the comma or line end behind it. */
static char *
take_field (const char **at, gboolean *is_last)
{
  GString *field = g_string_new (NULL);
  const char *c = *at;

  if (*c == '"')
    for (c++; *c != '"' || c[1] == '"'; c++)
      {
        g_assert_cmpint (*c, !=, '\0');
        if (*c == '"')
          c++;
        g_string_append_c (field, *c);
      }
  else
    for (; strchr (",\r\n\"", *c) == NULL; c++)
      g_string_append_c (field, *c);
  if (**at == '"')
    c++;

  *is_last = *c != ',';
  if (*is_last)
    g_assert_true (g_str_has_prefix (c, "\r\n"));
  *at = c + (*is_last ? 2 : 1);

  return g_string_free (field, FALSE);
}

/* Of rows, each a GPtrArray of strings; every row has as many fields as there are columns. */
static GPtrArray *
parse (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  while (*text != '\0')
    {
      GPtrArray *row = g_ptr_array_new_with_free_func (g_free);
      gboolean is_last = FALSE;

      while (!is_last)
        g_ptr_array_add (row, take_field (&text, &is_last));
      g_assert_cmpuint (row->len, ==, N_COLUMNS);
      g_ptr_array_add (rows, row);
    }

  return rows;
}

static const char *
cell (GPtrArray *rows, guint row, guint column)
{
  return g_ptr_array_index ((GPtrArray *) g_ptr_array_index (rows, row), column);
}

static void
set_move (MoatDocument *document, const char *text)
{
  moat_document_begin (document, "Set");
  moat_text_set (
      &((MoatThreatState *) moat_document_edit (document, moat_document_find (document, "t0")))->text, text);
  moat_text_set (&((MoatUseCaseState *) moat_document_edit (document, moat_document_find (document, "u0")))
                      ->title,
                 text);
  moat_document_commit (document);
}

static void
test_rows (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autofree char *text = write_csv (document);
  g_autoptr (GPtrArray) rows = parse (text);

  g_assert_cmpuint (rows->len, ==, 4);
  g_assert_cmpstr (cell (rows, 0, 0), ==, "Use case");
  g_assert_cmpstr (cell (rows, 1, 0), ==, "User does something");
  g_assert_cmpstr (cell (rows, 1, 1), ==, "1. sends something");
  g_assert_cmpstr (cell (rows, 1, 2), ==, "into Backend");
  g_assert_cmpstr (cell (rows, 1, 4), ==, "tampering; elevation-of-privilege");
  g_assert_cmpstr (cell (rows, 1, 15), ==, "t0");
  g_assert_cmpstr (cell (rows, 1, 16), ==, "d0");
  g_assert_cmpstr (cell (rows, 3, 7), ==, "");
  g_assert_cmpstr (cell (rows, 3, 16), ==, "");
}

/* Any text comes back as it was, first cell and others, empty ones too; what a spreadsheet would run has an
 * apostrophe before it, and nothing else has.
 */
static void
test_texts (void)
{
  static const struct
  {
    const char *text;
    gboolean is_formula;
  } cases[] = {
    { "", FALSE },
    { "plain", FALSE },
    { "a, b", FALSE },
    { "\"quoted\"", FALSE },
    { "\"", FALSE },
    { "a \"b\", c", FALSE },
    { "a\nb", FALSE },
    { "a\r\nb\r\n", FALSE },
    { "ends with a line break\n", FALSE },
    { ",", FALSE },
    { ",,,", FALSE },
    { "'", FALSE },
    { "a=1", FALSE },
    { "=1+1", TRUE },
    { "=cmd|' /C calc'!A0", TRUE },
    { "+49 30", TRUE },
    { "-1", TRUE },
    { "@SUM(A1)", TRUE },
    { "\t=1", TRUE },
    { "\r=1", TRUE },
    { "\n=1", TRUE },
    { "=\"a,b\"", TRUE },
    { "\xef\xbc\x9d"
      "1+1",
      TRUE },
    { "配送先 \xf0\x9f\x9a\x9a", FALSE },
  };
  g_autoptr (MoatDocument) document = moat_test_document (4);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *wanted = g_strconcat (cases[i].is_formula ? "'" : "", cases[i].text, NULL);
      g_autoptr (GPtrArray) rows = NULL;

      set_move (document, cases[i].text);
      text = write_csv (document);
      rows = parse (text);
      g_assert_cmpuint (rows->len, ==, 4);
      g_assert_cmpstr (cell (rows, 1, 0), ==, wanted);
      g_assert_cmpstr (cell (rows, 1, 3), ==, wanted);
      g_assert_cmpstr (cell (rows, 2, 0), ==, wanted);
      g_assert_cmpstr (cell (rows, 1, 15), ==, "t0");
    }
}

/* Programs that read CSV trip over a byte order mark. */
static void
test_no_mark (void)
{
  g_autoptr (MoatDocument) document = moat_document_new ();
  g_autofree char *text = write_csv (document);

  g_assert_true (g_str_has_prefix (text, "Use case,Flow,"));
  g_assert_true (g_str_has_suffix (text, "Decision id\r\n"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/csv/rows", test_rows);
  g_test_add_func ("/formats/csv/texts", test_texts);
  g_test_add_func ("/formats/csv/no-mark", test_no_mark);

  return g_test_run ();
}
