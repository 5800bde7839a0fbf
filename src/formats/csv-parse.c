/* Reading comma-separated values.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "csv-parse.h"

#include "bounds.h"
#include "formats.h"
#include "plain-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *at;
  char separator;
  guint line;
} Parser;

/* ---- Encodings ---- */

/* What Excel calls "Unicode text" is UTF-16 with a byte order mark. NULL when it is not that. */
static char *
decode_utf16 (const char *data, gsize length)
{
  gboolean is_little = length >= 2 && memcmp (data, "\xff\xfe", 2) == 0;
  gboolean is_big = length >= 2 && memcmp (data, "\xfe\xff", 2) == 0;

  if (!is_little && !is_big)
    return NULL;

  return g_convert (data + 2, (gssize) length - 2, "UTF-8", is_little ? "UTF-16LE" : "UTF-16BE", NULL, NULL,
                    NULL);
}

static char *
decode (GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *wide = decode_utf16 (data, length);
  g_autoptr (GBytes) narrow = wide != NULL ? g_bytes_new (wide, strlen (wide)) : g_bytes_ref (bytes);
  g_autoptr (GError) problem = NULL;
  char *text;

  if (length >= 4 && memcmp (data, "PK\003\004", 4) == 0)
    {
      g_set_error_literal (
          error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_UNKNOWN,
          _ ("This is a workbook, or another ZIP archive. Save the sheet as “CSV UTF-8” in the "
             "spreadsheet."));
      return NULL;
    }
  text = moat_plain_text_decode (narrow, &problem);
  if (text == NULL)
    g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED,
                 _ ("%s A spreadsheet does so when the type is “CSV UTF-8”."), problem->message);

  return text;
}

/* ---- Cells ---- */

/* What there is most of outside of quotes in the first line; of none, a comma. */
static char
find_separator (const char *text)
{
  static const char separators[] = { ',', ';', '\t' };
  guint counts[G_N_ELEMENTS (separators)] = { 0 };
  gboolean is_quoted = FALSE;
  guint best = 0;

  for (; *text != '\0' && (is_quoted || *text != '\n'); text++)
    {
      is_quoted = is_quoted != (*text == '"');
      for (guint i = 0; !is_quoted && i < G_N_ELEMENTS (separators); i++)
        counts[i] += *text == separators[i];
    }
  for (guint i = 1; i < G_N_ELEMENTS (separators); i++)
    if (counts[i] > counts[best])
      best = i;

  return separators[best];
}

/* Excel writes "sep=;" before the table. */
static const char *
skip_hint (const char *text, char *separator)
{
  if (g_ascii_strncasecmp (text, "sep=", 4) != 0 || text[4] == '\0' || text[5] != '\n')
    return text;
  *separator = text[4];

  return text + 6;
}

/* Behind its first quote. FALSE at the end of the text. */
static gboolean
take_quoted (Parser *parser, GString *cell)
{
  for (; *parser->at != '\0'; parser->at++)
    {
      if (*parser->at == '"' && parser->at[1] != '"')
        {
          parser->at++;
          return TRUE;
        }
      if (*parser->at == '"')
        parser->at++;
      parser->line += *parser->at == '\n';
      g_string_append_c (cell, *parser->at);
    }

  return FALSE;
}

/* The next cell, trimmed; NULL with an error when its quotes do not close. */
static char *
take_cell (Parser *parser, GError **error)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  guint line = parser->line;

  while (*parser->at == ' ')
    parser->at++;
  if (*parser->at == '"')
    {
      parser->at++;
      if (!take_quoted (parser, cell))
        {
          g_set_error (
              error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED,
              _ ("line %u: The quotes that open here are not closed. Write two for one that belongs to "
                 "the text."),
              line);
          return NULL;
        }
    }
  /* What some programs write behind closed quotes belongs to the cell all the same. */
  for (; *parser->at != '\0' && *parser->at != '\n' && *parser->at != parser->separator; parser->at++)
    g_string_append_c (cell, *parser->at);

  return g_strstrip (g_string_free (g_steal_pointer (&cell), FALSE));
}

/* ---- Rows ---- */

static void
row_free (gpointer data)
{
  MoatCsvRow *row = data;

  g_ptr_array_unref (row->cells);
  g_free (row);
}

static gboolean
is_empty (const MoatCsvRow *row)
{
  for (guint i = 0; i < row->cells->len; i++)
    if (*(const char *) g_ptr_array_index (row->cells, i) != '\0')
      return FALSE;

  return TRUE;
}

static MoatCsvRow *
take_row (Parser *parser, GError **error)
{
  MoatCsvRow *row = g_new0 (MoatCsvRow, 1);
  gboolean is_last = FALSE;

  row->line = parser->line;
  row->cells = g_ptr_array_new_with_free_func (g_free);
  while (!is_last)
    {
      char *cell = take_cell (parser, error);

      if (cell == NULL || row->cells->len >= MOAT_MAX_LIST)
        {
          if (cell != NULL)
            g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_TOO_MUCH,
                         _ ("line %u: A row has more cells than any table."), row->line);
          g_free (cell);
          row_free (row);
          return NULL;
        }
      g_ptr_array_add (row->cells, cell);
      is_last = *parser->at != parser->separator;
      if (*parser->at == '\n')
        parser->line++;
      if (*parser->at != '\0')
        parser->at++;
    }

  return row;
}

GPtrArray *
moat_csv_parse (GBytes *bytes, GError **error)
{
  g_autofree char *text = decode (bytes, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  Parser parser = { .line = 1 };

  if (text == NULL)
    return NULL;
  parser.at = skip_hint (text, &parser.separator);
  parser.line += parser.at > text;
  if (parser.separator == '\0')
    parser.separator = find_separator (parser.at);
  while (*parser.at != '\0')
    {
      MoatCsvRow *row = take_row (&parser, error);

      if (row == NULL)
        return NULL;
      if (is_empty (row))
        row_free (row);
      else
        g_ptr_array_add (rows, row);
    }

  return g_steal_pointer (&rows);
}

const char *
moat_csv_row_get (const MoatCsvRow *row, guint index)
{
  const char *cell = index < row->cells->len ? g_ptr_array_index (row->cells, index) : "";

  return cell[0] == '\'' && cell[1] != '\0' && strchr ("=+-@\t", cell[1]) != NULL ? cell + 1 : cell;
}
