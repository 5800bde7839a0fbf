/* The columns of the table as one table: what a cell says, how it is edited, how
 * it sorts. A column is mostly one field of the move or the decision; those that
 * say more have functions of their own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "table-columns.h"

#include "edit.h"
#include "table-decision.h"
#include "table-row-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Records behind a row ---- */

static const MoatThreatState *
get_threat_state (MoatTableRow *row)
{
  return moat_threat_state (moat_table_row_get_threat (row));
}

static const MoatDecisionState *
get_decision_state (MoatTableRow *row)
{
  MoatRecord *decision = moat_table_row_get_decision (row);

  return decision == NULL ? NULL : moat_decision_state (decision);
}

/* The record that the column's field is of; NULL for a decision that is not made yet. */
static MoatRecord *
get_record (const MoatColumn *column, MoatTableRow *row)
{
  MoatRecord *record = column->is_decision ? moat_table_row_get_decision (row)
                                           : moat_table_row_get_threat (row);

  return record != NULL && moat_record_is_live (record) ? record : NULL;
}

static MoatRecord *
ensure_decision (MoatDocument *document, MoatTableRow *row)
{
  MoatRecord *decision = moat_table_row_get_decision (row);

  if (decision != NULL)
    return decision;

  return moat_edit_add_decision (document, moat_record_get_id (moat_table_row_get_threat (row)), NULL);
}

/* ---- Text ---- */

static gboolean
same_words (const char *a, const char *b)
{
  g_autofree char *left = g_utf8_casefold (a, -1);
  g_autofree char *right = g_utf8_casefold (b, -1);

  return strcmp (left, right) == 0;
}

/* ---- Columns with more to them than a field ---- */

static char *
dup_flow (MoatDocument *document, MoatTableRow *row)
{
  return moat_place_dup_label_numbered (document, moat_table_row_get_place (row),
                                        moat_table_row_get_number (row));
}

static gboolean
set_flow (MoatDocument *document, MoatTableRow *row, const char *text, GError **error)
{
  MoatRecord *use_case = moat_query_use_case (document, moat_table_row_get_threat (row));
  MoatRecord *place = moat_place_find (document, moat_record_get_id (use_case), text);

  if (place == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("There is no flow “%s” in this use case"), text);
      return FALSE;
    }

  if (place != moat_table_row_get_place (row))
    moat_edit_move_threat (document, moat_table_row_get_threat (row), moat_record_get_id (place));

  return TRUE;
}

static guint
rank_flow (MoatDocument *document, MoatTableRow *row)
{
  return moat_table_row_get_rank (row);
}

static char *
dup_use_case (MoatDocument *document, MoatTableRow *row)
{
  MoatRecord *use_case = moat_query_use_case (document, moat_table_row_get_threat (row));

  return use_case == NULL ? NULL : g_strdup (moat_record_get_title (use_case));
}

static char *
dup_boundary (MoatDocument *document, MoatTableRow *row)
{
  return moat_place_dup_boundaries (document, moat_table_row_get_place (row));
}

static char *
dup_stride (MoatDocument *document, MoatTableRow *row)
{
  MoatStride stride = get_threat_state (row)->stride;
  g_autoptr (GString) letters = g_string_new (NULL);

  for (const MoatValue *value = moat_stride; value->nick != NULL; value++)
    if (((int) stride & value->value) != 0)
      {
        if (letters->len > 0)
          g_string_append_c (letters, ' ');
        /* The letters are the acronym's, in every language. */
        g_string_append_c (letters, g_ascii_toupper (value->nick[0]));
      }

  return g_string_free (g_steal_pointer (&letters), FALSE);
}

static guint
rank_severity (MoatDocument *document, MoatTableRow *row)
{
  return moat_query_severity (get_threat_state (row));
}

static char *
dup_severity (MoatDocument *document, MoatTableRow *row)
{
  guint severity = rank_severity (document, row);

  return severity == MOAT_LEVEL_UNKNOWN ? NULL
                                        : g_strdup (moat_value_get_label (moat_levels, (int) severity));
}

static guint
rank_standing (MoatDocument *document, MoatTableRow *row)
{
  return moat_query_standing (document, moat_table_row_get_threat (row));
}

static char *
dup_standing (MoatDocument *document, MoatTableRow *row)
{
  return g_strdup (moat_standing_get_label (rank_standing (document, row)));
}

/* What is computed ("Decided") reads as an open move when it comes back as text. */
gboolean
moat_standing_set_text (MoatDocument *document, MoatRecord *threat, const char *text, GError **error)
{
  static const MoatStanding computed[] = { MOAT_STANDING_OPEN, MOAT_STANDING_DECIDED,
                                           MOAT_STANDING_VERIFIED };

  for (guint i = 0; i < G_N_ELEMENTS (computed); i++)
    if (same_words (text, moat_standing_get_nick (computed[i]))
        || same_words (text, moat_standing_get_label (computed[i])))
      return moat_edit_set_text (document, threat, "status", "open", error);

  return moat_edit_set_text (document, threat, "status", text, error);
}

static gboolean
set_status (MoatDocument *document, MoatTableRow *row, const char *text, GError **error)
{
  return moat_standing_set_text (document, moat_table_row_get_threat (row), text, error);
}

static gboolean
set_decision_text (MoatDocument *document, MoatTableRow *row, const char *text, GError **error)
{
  MoatRecord *decision = moat_table_row_get_decision (row);

  if (*text == '\0' && moat_decision_is_blank (document, decision))
    {
      moat_edit_unlink_decision (document, decision, moat_table_row_get_threat (row));
      return TRUE;
    }

  decision = ensure_decision (document, row);

  return moat_edit_set_text (document, decision, "text", text, error);
}

static char *
dup_verifications (MoatDocument *document, MoatTableRow *row)
{
  MoatRecord *decision = moat_table_row_get_decision (row);

  return decision == NULL ? NULL : moat_verifications_dup_text (document, decision);
}

static char *
dup_verifications_and_results (MoatDocument *document, MoatTableRow *row)
{
  MoatRecord *decision = moat_table_row_get_decision (row);

  return decision == NULL ? NULL : moat_verifications_dup_long_text (document, decision);
}

static gboolean
set_verifications (MoatDocument *document, MoatTableRow *row, const char *text, GError **error)
{
  moat_verifications_set_text (document, ensure_decision (document, row), text);

  return TRUE;
}

/* Who builds the decision; until there is one, who follows the move up. */
static char *
dup_owner (MoatDocument *document, MoatTableRow *row)
{
  const MoatDecisionState *decision = get_decision_state (row);

  return g_strdup (decision != NULL ? decision->owner : get_threat_state (row)->owner);
}

static gboolean
set_owner (MoatDocument *document, MoatTableRow *row, const char *text, GError **error)
{
  MoatRecord *decision = moat_table_row_get_decision (row);

  return moat_edit_set_text (document, decision != NULL ? decision : moat_table_row_get_threat (row), "owner",
                             text, error);
}

/* ---- The table ---- */

/* clang-format off */
static const MoatColumn columns[MOAT_N_COLUMNS] = {
  [MOAT_COLUMN_FLOW] = {
    .name = "flow", .title = N_ ("Flow"), .label = N_ ("Move to another flow"), .editor = MOAT_CELL_PLACE,
    .is_shown = TRUE, .width = 170, .dup_text = dup_flow, .set_text = set_flow, .get_rank = rank_flow },
  [MOAT_COLUMN_BOUNDARY] = {
    .name = "boundary", .title = N_ ("Boundary"), .editor = MOAT_CELL_READ_ONLY,
    .is_shown = TRUE, .width = 150, .dup_text = dup_boundary },
  [MOAT_COLUMN_MOVE] = {
    .name = "move", .title = N_ ("Attacker move"), .label = N_ ("Change the attacker move"),
    .editor = MOAT_CELL_TEXT, .field = "text", .is_shown = TRUE, .width = 220, .expands = TRUE },
  [MOAT_COLUMN_STRIDE] = {
    .name = "stride", .title = N_ ("STRIDE"), .label = N_ ("Change STRIDE"), .editor = MOAT_CELL_FLAGS,
    .values = moat_stride, .field = "stride", .is_shown = TRUE, .width = 74, .dup_text = dup_stride },
  [MOAT_COLUMN_SEVERITY] = {
    .name = "severity", .title = N_ ("Severity"), .label = N_ ("Change the severity"),
    .editor = MOAT_CELL_CHOICE, .values = moat_levels, .field = "severity", .is_shown = TRUE, .width = 84,
    .dup_text = dup_severity, .get_rank = rank_severity },
  [MOAT_COLUMN_STATUS] = {
    .name = "status", .title = N_ ("Status"), .label = N_ ("Change the status"), .editor = MOAT_CELL_CHOICE,
    .values = moat_threat_statuses, .field = "status", .is_shown = TRUE, .width = 92,
    .dup_text = dup_standing, .set_text = set_status, .get_rank = rank_standing },
  [MOAT_COLUMN_DECISION] = {
    .name = "decision", .title = N_ ("Decision"), .label = N_ ("Change the decision"), .editor = MOAT_CELL_TEXT,
    .field = "text", .is_decision = TRUE, .is_shown = TRUE, .width = 220, .expands = TRUE,
    .set_text = set_decision_text },
  [MOAT_COLUMN_KIND] = {
    .name = "kind", .title = N_ ("Kind"), .label = N_ ("Change the kind of decision"),
    .editor = MOAT_CELL_CHOICE, .values = moat_decision_types, .field = "type", .is_decision = TRUE,
    .is_shown = TRUE, .width = 104 },
  [MOAT_COLUMN_ENFORCED] = {
    .name = "enforced", .title = N_ ("Where enforced"), .label = N_ ("Change where it is enforced"),
    .editor = MOAT_CELL_TEXT, .field = "enforced", .is_decision = TRUE, .is_shown = TRUE, .width = 140 },
  [MOAT_COLUMN_VERIFY] = {
    .name = "verification", .title = N_ ("How we verify"), .label = N_ ("Change how we verify"),
    .editor = MOAT_CELL_TEXT, .is_decision = TRUE, .is_shown = TRUE, .width = 180, .expands = TRUE,
    .dup_text = dup_verifications, .dup_long_text = dup_verifications_and_results, .set_text = set_verifications },
  [MOAT_COLUMN_OWNER] = {
    .name = "owner", .title = N_ ("Owner"), .label = N_ ("Change the owner"), .editor = MOAT_CELL_TEXT,
    .is_shown = TRUE, .width = 92, .dup_text = dup_owner, .set_text = set_owner },
  [MOAT_COLUMN_TICKET] = {
    .name = "ticket", .title = N_ ("Ticket"), .label = N_ ("Change the ticket"), .editor = MOAT_CELL_TEXT,
    .field = "ticket", .is_decision = TRUE, .is_shown = TRUE, .width = 84 },
  [MOAT_COLUMN_PROGRESS] = {
    .name = "progress", .title = N_ ("Progress"), .label = N_ ("Change the progress"),
    .editor = MOAT_CELL_CHOICE, .values = moat_decision_statuses, .field = "status", .is_decision = TRUE,
    .width = 92 },
  [MOAT_COLUMN_LIKELIHOOD] = {
    .name = "likelihood", .title = N_ ("Likelihood"), .label = N_ ("Change the likelihood"),
    .editor = MOAT_CELL_CHOICE, .values = moat_levels, .field = "likelihood", .width = 92 },
  [MOAT_COLUMN_IMPACT] = {
    .name = "impact", .title = N_ ("Impact"), .label = N_ ("Change the impact"), .editor = MOAT_CELL_CHOICE,
    .values = moat_levels, .field = "impact", .width = 84 },
  [MOAT_COLUMN_REASON] = {
    .name = "reason", .title = N_ ("Reason"), .label = N_ ("Change the reason"), .editor = MOAT_CELL_TEXT,
    .field = "reason", .width = 160 },
  [MOAT_COLUMN_USE_CASE] = {
    .name = "use-case", .title = N_ ("Use case"), .editor = MOAT_CELL_READ_ONLY, .width = 160,
    .dup_text = dup_use_case },
};
/* clang-format on */

const MoatColumn *
moat_column_get (MoatColumnId id)
{
  g_assert ((guint) id < MOAT_N_COLUMNS);

  return &columns[id];
}

MoatColumnId
moat_column_get_id (const MoatColumn *column)
{
  return (MoatColumnId) (column - columns);
}

const MoatColumn *
moat_column_find (const char *name)
{
  for (guint i = 0; i < MOAT_N_COLUMNS; i++)
    if (same_words (columns[i].name, name) || same_words (columns[i].title, name)
        || same_words (_ (columns[i].title), name))
      return &columns[i];

  return NULL;
}

/* ---- Reading ---- */

static const MoatField *
get_field (const MoatColumn *column)
{
  return moat_kind_find_field (column->is_decision ? MOAT_KIND_DECISION : MOAT_KIND_THREAT, column->field);
}

/* "Not set" in every other cell would only be noise. */
static gboolean
is_unset_level (const MoatColumn *column, MoatTableRow *row)
{
  return column->values == moat_levels && moat_column_get_value (column, row) == MOAT_LEVEL_UNKNOWN;
}

char *
moat_column_dup_text (const MoatColumn *column, MoatDocument *document, MoatTableRow *row)
{
  MoatRecord *record = get_record (column, row);
  char *text = NULL;

  if (!moat_record_is_live (moat_table_row_get_threat (row)))
    return g_strdup ("");

  if (column->dup_text != NULL)
    text = column->dup_text (document, row);
  else if (record != NULL && !is_unset_level (column, row))
    text = moat_field_to_text (get_field (column), moat_record_get_state (record));

  return text != NULL ? text : g_strdup ("");
}

static char *
dup_flag_names (const MoatValue *values, int flags)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (; values->nick != NULL; values++)
    if ((flags & values->value) != 0)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", _ (values->label));

  return g_string_free (g_steal_pointer (&names), FALSE);
}

char *
moat_column_dup_long_text (const MoatColumn *column, MoatDocument *document, MoatTableRow *row)
{
  if (column->editor == MOAT_CELL_FLAGS && get_record (column, row) != NULL)
    return dup_flag_names (column->values, moat_column_get_value (column, row));
  if (column->dup_long_text != NULL)
    {
      char *text = column->dup_long_text (document, row);

      return text != NULL ? text : g_strdup ("");
    }

  return moat_column_dup_text (column, document, row);
}

/* Sorts by strcmp(). */
static char *
dup_sort_key (const MoatColumn *column, MoatDocument *document, MoatTableRow *row)
{
  g_autofree char *text = moat_column_dup_text (column, document, row);
  g_autofree char *folded = NULL;
  g_autofree char *key = NULL;

  /* '1' sorts before '2': what is empty comes last. */
  if (*text == '\0')
    return g_strdup ("2");
  if (column->get_rank != NULL)
    return g_strdup_printf ("1%010u", column->get_rank (document, row));
  if (column->editor == MOAT_CELL_CHOICE)
    return g_strdup_printf ("1%010d", moat_column_get_value (column, row));

  folded = g_utf8_casefold (text, -1);
  key = g_utf8_collate_key_for_filename (folded, -1);

  return g_strconcat ("1", key, NULL);
}

/* Texts are compared some hundred thousand times in one sort: their keys are kept. */
static const char *
get_sort_key (const MoatColumn *column, MoatDocument *document, MoatTableRow *row)
{
  char **key = &row->sort_keys[moat_column_get_id (column)];

  if (*key == NULL)
    *key = dup_sort_key (column, document, row);

  return *key;
}

int
moat_column_compare (const MoatColumn *column, MoatDocument *document, MoatTableRow *a, MoatTableRow *b)
{
  return strcmp (get_sort_key (column, document, a), get_sort_key (column, document, b));
}

gboolean
moat_column_refresh_sort_keys (MoatDocument *document, MoatTableRow *row)
{
  gboolean differs = FALSE;

  for (guint i = 0; i < MOAT_N_COLUMNS; i++)
    {
      g_autofree char *old = g_steal_pointer (&row->sort_keys[i]);

      if (old != NULL && strcmp (old, get_sort_key (&columns[i], document, row)) != 0)
        differs = TRUE;
    }

  return differs;
}

int
moat_column_get_value (const MoatColumn *column, MoatTableRow *row)
{
  MoatRecord *record = get_record (column, row);

  g_return_val_if_fail (column->values != NULL, 0);

  return record == NULL ? 0
                        : *(const int *) MOAT_FIELD_PTR (moat_record_get_state (record), get_field (column));
}

/* ---- Writing ---- */

/* Does @edit inside a transaction that leaves nothing behind when it fails. */
static gboolean
set_text_in_transaction (const MoatColumn *column,
                         MoatDocument *document,
                         MoatTableRow *row,
                         const char *text,
                         GError **error)
{
  MoatRecord *record;

  if (column->set_text != NULL)
    return column->set_text (document, row, text, error);

  record = column->is_decision ? ensure_decision (document, row) : moat_table_row_get_threat (row);

  return moat_edit_set_text (document, record, column->field, text, error);
}

gboolean
moat_column_set_text (const MoatColumn *column,
                      MoatDocument *document,
                      MoatTableRow *row,
                      const char *text,
                      GError **error)
{
  g_autofree char *typed = g_strstrip (g_strdup (text));
  g_autofree char *before = moat_column_dup_text (column, document, row);
  gboolean makes_decision = column->is_decision && moat_table_row_get_decision (row) == NULL;

  g_return_val_if_fail (column->editor != MOAT_CELL_READ_ONLY, FALSE);

  if (strcmp (typed, before) == 0)
    return TRUE;

  moat_document_begin (document, makes_decision ? _ ("Add a decision") : _ (column->label));
  if (!set_text_in_transaction (column, document, row, typed, error))
    {
      moat_document_rollback (document);
      return FALSE;
    }
  moat_document_commit (document);

  return TRUE;
}

void
moat_column_set_value (const MoatColumn *column, MoatDocument *document, MoatTableRow *row, int value)
{
  MoatRecord *record;
  MoatState *state;

  g_return_if_fail (column->values != NULL);

  moat_document_begin (document, _ (column->label));
  record = column->is_decision ? ensure_decision (document, row) : moat_table_row_get_threat (row);
  state = moat_document_edit (document, record);
  *(int *) MOAT_FIELD_PTR (state, get_field (column)) = value;
  moat_document_commit (document);
}
