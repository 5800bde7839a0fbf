/* Rows of the table as text: tab-separated as spreadsheets have it, and Markdown.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "table-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Spreadsheets quote a cell with a tab, a line end or a quote in it, and double the quotes inside. */
static void
append_tsv_cell (GString *text, const char *cell)
{
  if (strpbrk (cell, "\t\n\r\"") == NULL)
    {
      g_string_append (text, cell);
      return;
    }

  g_string_append_c (text, '"');
  for (; *cell != '\0'; cell++)
    {
      if (*cell == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *cell);
    }
  g_string_append_c (text, '"');
}

char *
moat_table_text_to_tsv (MoatDocument *document, GPtrArray *rows, const MoatColumnId *columns, guint n_columns)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\t');
      append_tsv_cell (text, _ (moat_column_get (columns[i])->title));
    }
  g_string_append_c (text, '\n');

  for (guint i = 0; i < rows->len; i++)
    {
      for (guint j = 0; j < n_columns; j++)
        {
          g_autofree char *cell = moat_column_dup_text (moat_column_get (columns[j]), document,
                                                        g_ptr_array_index (rows, i));

          if (j > 0)
            g_string_append_c (text, '\t');
          append_tsv_cell (text, cell);
        }
      g_string_append_c (text, '\n');
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Every character that could end the cell or start markup is escaped; a line end becomes a break. */
static void
append_markdown_cell (GString *text, const char *cell)
{
  g_string_append (text, " ");
  for (; *cell != '\0'; cell++)
    {
      if (*cell == '\n')
        g_string_append (text, "<br>");
      else if (*cell == '<')
        g_string_append (text, "&lt;");
      else if (*cell == '&')
        g_string_append (text, "&amp;");
      else if (strchr ("\\`*_[]|~", *cell) != NULL)
        g_string_append_printf (text, "\\%c", *cell);
      else if (*cell != '\r')
        g_string_append_c (text, *cell);
    }
  g_string_append (text, " |");
}

char *
moat_table_text_to_markdown (MoatDocument *document,
                             GPtrArray *rows,
                             const MoatColumnId *columns,
                             guint n_columns)
{
  g_autoptr (GString) text = g_string_new ("|");

  for (guint i = 0; i < n_columns; i++)
    append_markdown_cell (text, _ (moat_column_get (columns[i])->title));
  g_string_append (text, "\n|");
  for (guint i = 0; i < n_columns; i++)
    g_string_append (text, " --- |");
  g_string_append_c (text, '\n');

  for (guint i = 0; i < rows->len; i++)
    {
      g_string_append_c (text, '|');
      for (guint j = 0; j < n_columns; j++)
        {
          g_autofree char *cell = moat_column_dup_text (moat_column_get (columns[j]), document,
                                                        g_ptr_array_index (rows, i));

          append_markdown_cell (text, cell);
        }
      g_string_append_c (text, '\n');
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
