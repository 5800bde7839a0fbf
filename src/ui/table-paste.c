/* Pasted rows become moves, decisions and verifications.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "table-text.h"

#include "edit.h"
#include "table-decision.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One paste under way. */
typedef struct
{
  MoatDocument *document;
  const char *use_case;
  MoatRecord *place;  /* where rows go that name none; borrowed, or NULL */
  GPtrArray *columns; /* of const MoatColumn *, NULL for those not understood */
  GPtrArray *report;
  GHashTable *moves;     /* place and text → move record, so that rows of one move are one */
  GHashTable *decisions; /* all that a row says of its decision → decision record */
  MoatRecord *last_place;
  MoatRecord *last_move;
  guint line; /* from 1 */
} Paste;

/* ---- Cells ---- */

/* Takes one cell off @text; @ends_row says whether it was the last one of its row. */
static char *
read_cell (const char **text, gboolean *ends_row)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  const char *at = *text;
  gboolean is_quoted = *at == '"';

  if (is_quoted)
    at++;
  for (; *at != '\0'; at++)
    {
      if (is_quoted && at[0] == '"' && at[1] == '"')
        at++;
      else if (is_quoted && *at == '"')
        {
          is_quoted = FALSE;
          continue;
        }
      else if (!is_quoted && strchr ("\t\n\r", *at) != NULL)
        break;
      g_string_append_c (cell, *at);
    }

  *ends_row = *at != '\t';
  if (at[0] == '\r' && at[1] == '\n')
    at++;
  *text = *at == '\0' ? at : at + 1;

  return g_string_free (g_steal_pointer (&cell), FALSE);
}

/* Rows of cells, each a GPtrArray of strings; blank ones left out. */
static GPtrArray *
read_rows (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  while (*text != '\0')
    {
      g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (g_free);
      gboolean ends_row = FALSE;
      gboolean is_blank = TRUE;

      while (!ends_row)
        {
          char *cell = g_strstrip (read_cell (&text, &ends_row));

          is_blank = is_blank && *cell == '\0';
          g_ptr_array_add (row, cell);
        }
      if (!is_blank)
        g_ptr_array_add (rows, g_steal_pointer (&row));
    }

  return rows;
}

/* ---- Columns ---- */

/* A header names at least two columns, or is one name alone in its row. */
static GPtrArray *
read_header (GPtrArray *row)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  guint n_known = 0;

  for (guint i = 0; i < row->len; i++)
    {
      const MoatColumn *column = moat_column_find (g_ptr_array_index (row, i));

      n_known += column != NULL;
      g_ptr_array_add (columns, (gpointer) column);
    }

  return n_known >= MIN (2, row->len) ? g_steal_pointer (&columns) : NULL;
}

static GPtrArray *
list_columns (const MoatColumnId *ids, guint n_ids, guint n_cells)
{
  GPtrArray *columns = g_ptr_array_new ();

  /* Lines of plain text are moves. */
  if (n_cells == 1)
    {
      g_ptr_array_add (columns, (gpointer) moat_column_get (MOAT_COLUMN_MOVE));
      return columns;
    }

  for (guint i = 0; i < n_ids; i++)
    g_ptr_array_add (columns, (gpointer) moat_column_get (ids[i]));

  return columns;
}

static const char *
get_cell (Paste *paste, GPtrArray *row, MoatColumnId id)
{
  guint index;

  if (!g_ptr_array_find (paste->columns, moat_column_get (id), &index) || index >= row->len)
    return "";

  return g_ptr_array_index (row, index);
}

/* ---- Rows ---- */

static void report (Paste *paste, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
report (Paste *paste, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  /* TRANSLATORS: the line of pasted text, and what was not understood there. */
  g_ptr_array_add (paste->report, g_strdup_printf (_ ("Row %u: %s"), paste->line, sentence));
}

/* What the row's move goes on; NULL when nothing says. */
static MoatRecord *
find_place (Paste *paste, GPtrArray *row)
{
  const char *name = get_cell (paste, row, MOAT_COLUMN_FLOW);
  MoatRecord *place = moat_place_find (paste->document, paste->use_case, name);

  if (place != NULL)
    return place;

  if (*name == '\0')
    place = paste->last_place != NULL ? paste->last_place : paste->place;
  else
    place = paste->place;

  if (*name != '\0' && place != NULL)
    {
      g_autofree char *label = moat_place_dup_label (paste->document, place);

      report (paste, _ ("there is no flow “%s”, so the move went to “%s”"), name, label);
    }
  else if (*name != '\0')
    report (paste, _ ("there is no flow “%s”; left out"), name);
  else if (place == NULL)
    report (paste, _ ("no flow is named or selected; left out"));

  return place;
}

/* Sets what the row says of one record. Cells that cannot be read are reported and left at their default. */
static void
set_fields (Paste *paste, GPtrArray *row, MoatRecord *record, gboolean of_decision)
{
  for (guint i = 0; i < MIN (paste->columns->len, row->len); i++)
    {
      const MoatColumn *column = g_ptr_array_index (paste->columns, i);
      g_autoptr (GError) error = NULL;

      if (column == NULL || column->field == NULL || column->is_decision != of_decision
          || column == moat_column_get (MOAT_COLUMN_STATUS))
        continue;
      if (!moat_edit_set_text (paste->document, record, column->field, g_ptr_array_index (row, i), &error))
        report (paste, "%s", error->message);
    }
}

static void
set_status (Paste *paste, MoatRecord *move, const char *text)
{
  g_autoptr (GError) error = NULL;

  if (*text != '\0' && !moat_standing_set_text (paste->document, move, text, &error))
    report (paste, "%s", error->message);
}

/* The row's move: the one above when its cell is empty, one pasted before with the same words, or a new one.
 */
static MoatRecord *
take_move (Paste *paste, GPtrArray *row)
{
  const char *text = get_cell (paste, row, MOAT_COLUMN_MOVE);
  g_autofree char *key = NULL;
  MoatRecord *place, *move;

  if (*text == '\0' && paste->last_move != NULL)
    return paste->last_move;
  if (*text == '\0')
    {
      report (paste, _ ("there is no attacker move; left out"));
      return NULL;
    }

  place = find_place (paste, row);
  if (place == NULL)
    return NULL;

  key = g_strconcat (moat_record_get_id (place), "\n", text, NULL);
  move = g_hash_table_lookup (paste->moves, key);
  if (move == NULL)
    {
      move = moat_edit_add_threat (paste->document, moat_record_get_id (place), text);
      set_fields (paste, row, move, FALSE);
      set_status (paste, move, get_cell (paste, row, MOAT_COLUMN_STATUS));
      g_hash_table_insert (paste->moves, g_steal_pointer (&key), move);
    }

  paste->last_place = place;
  paste->last_move = move;

  return move;
}

/* All that the row says of its decision, or NULL when that is nothing. A kind alone is what an empty row of a
 * spreadsheet with a default has.
 */
static char *
join_decision_cells (Paste *paste, GPtrArray *row)
{
  g_autoptr (GString) all = g_string_new (NULL);
  gboolean says_something = FALSE;

  for (guint i = 0; i < MIN (paste->columns->len, row->len); i++)
    {
      const MoatColumn *column = g_ptr_array_index (paste->columns, i);
      const char *cell = g_ptr_array_index (row, i);

      if (column == NULL || !column->is_decision)
        continue;
      says_something = says_something || (*cell != '\0' && column->editor == MOAT_CELL_TEXT);
      g_string_append_printf (all, "%s\n", cell);
    }

  return says_something ? g_string_free (g_steal_pointer (&all), FALSE) : NULL;
}

static void
take_decision (Paste *paste, GPtrArray *row, MoatRecord *move)
{
  g_autofree char *key = join_decision_cells (paste, row);
  const char *owner = get_cell (paste, row, MOAT_COLUMN_OWNER);
  const char *text = get_cell (paste, row, MOAT_COLUMN_DECISION);
  MoatRecord *decision;

  if (key == NULL)
    {
      if (*owner != '\0')
        moat_edit_set_text (paste->document, move, "owner", owner, NULL);
      return;
    }

  decision = *text == '\0' ? NULL : g_hash_table_lookup (paste->decisions, key);
  if (decision != NULL)
    {
      moat_edit_link_decision (paste->document, decision, move);
      return;
    }

  decision = moat_edit_add_decision (paste->document, moat_record_get_id (move), text);
  set_fields (paste, row, decision, TRUE);
  moat_edit_set_text (paste->document, decision, "owner", owner, NULL);
  moat_verifications_set_text (paste->document, decision, get_cell (paste, row, MOAT_COLUMN_VERIFY));
  g_hash_table_insert (paste->decisions, g_steal_pointer (&key), decision);
}

static gboolean
take_row (Paste *paste, GPtrArray *row)
{
  MoatRecord *move = take_move (paste, row);

  if (move == NULL)
    return FALSE;

  take_decision (paste, row, move);

  return TRUE;
}

static void
report_header (Paste *paste, GPtrArray *header)
{
  for (guint i = 0; i < header->len; i++)
    {
      const char *name = g_ptr_array_index (header, i);

      if (g_ptr_array_index (paste->columns, i) == NULL && *name != '\0')
        g_ptr_array_add (paste->report, g_strdup_printf (_ ("There is no column “%s”; left out"), name));
    }
}

static GPtrArray *
list_values (GHashTable *table)
{
  GPtrArray *values = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (values, value);

  return values;
}

guint
moat_table_text_paste (MoatDocument *document,
                       const char *use_case_id,
                       MoatRecord *place,
                       const char *text,
                       const MoatColumnId *columns,
                       guint n_columns,
                       GPtrArray **moves_out,
                       GPtrArray **report_out)
{
  g_autoptr (GPtrArray) rows = read_rows (text);
  g_autoptr (GPtrArray) report_list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) header = rows->len > 0 ? read_header (g_ptr_array_index (rows, 0)) : NULL;
  g_autoptr (GHashTable) moves = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) decisions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint first = header != NULL ? 1 : 0;
  guint n_taken = 0;
  Paste paste = { document, use_case_id, place, NULL, report_list, moves, decisions, NULL, NULL, 0 };

  if (rows->len > first)
    {
      GPtrArray *first_row = g_ptr_array_index (rows, 0);
      g_autoptr (GPtrArray) used = header != NULL ? g_ptr_array_ref (header)
                                                  : list_columns (columns, n_columns, first_row->len);

      paste.columns = used;
      if (header != NULL)
        report_header (&paste, first_row);

      moat_document_begin (document, _ ("Paste rows"));
      for (guint i = first; i < rows->len; i++)
        {
          paste.line = i + 1;
          n_taken += take_row (&paste, g_ptr_array_index (rows, i));
        }
      moat_document_commit (document);
    }

  if (moves_out != NULL)
    *moves_out = list_values (moves);
  if (report_out != NULL)
    *report_out = g_steal_pointer (&report_list);

  return n_taken;
}
