/* A cell of SECURITY.md into the field that it shows.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sync-private.h"

#include "query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
moat_sync_is_field (const MoatSecurityColumn *column)
{
  switch (column->meaning)
    {
    case MOAT_CELL_FIELD:
    case MOAT_CELL_PLACES:
    case MOAT_CELL_LINES:
    case MOAT_CELL_STRIDE:
    case MOAT_CELL_STANDING:
    case MOAT_CELL_CLASS:
    case MOAT_CELL_HANDLING:
    case MOAT_CELL_RESULT:
      return TRUE;
    case MOAT_CELL_COMPUTED:
    case MOAT_CELL_ID:
    case MOAT_CELL_MITIGATIONS:
    case MOAT_CELL_MOVES:
    case MOAT_CELL_PROOFS:
    case MOAT_CELL_DECISION:
      return FALSE;
    }

  g_assert_not_reached ();
}

static gboolean
fail (GError **error, char *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, message);
  g_free (message);

  return FALSE;
}

/* ---- Words from a list ---- */

static gboolean
same_word (const char *a, const char *b)
{
  g_autofree char *left = g_utf8_casefold (a, -1);
  g_autofree char *right = g_utf8_casefold (b, -1);

  return strcmp (left, right) == 0;
}

static const MoatValue *
find_value (const MoatValue *values, const char *word)
{
  for (; values->nick != NULL; values++)
    if (same_word (values->nick, word) || same_word (values->label, word))
      return values;

  return NULL;
}

/* "“Hgh” is none of: Low, Medium, High, Critical" */
static char *
dup_choices (const MoatValue *values, const char *word)
{
  g_autoptr (GString) choices = g_string_new (NULL);

  for (; values->nick != NULL; values++)
    g_string_append_printf (choices, "%s%s", choices->len > 0 ? ", " : "", values->label);

  /* TRANSLATORS: a word in a table and the words that can stand there. */
  return g_strdup_printf (_ ("“%s” is none of: %s."), word, choices->str);
}

static gboolean
set_value (int *target, const MoatValue *values, const char *word, GError **error)
{
  const MoatValue *value = find_value (values, word);

  if (value == NULL && *word != '\0')
    return fail (error, dup_choices (values, word));
  *target = value != NULL ? value->value : 0;

  return TRUE;
}

static gboolean
set_stride (int *target, const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, "\n,;", -1);
  int flags = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      const MoatValue *value = find_value (moat_stride, g_strstrip (words[i]));

      if (value == NULL && *words[i] != '\0')
        return fail (error, dup_choices (moat_stride, words[i]));
      flags |= value != NULL ? value->value : 0;
    }
  *target = flags;

  return TRUE;
}

/* Open, decided and verified follow from the decisions; all else is what was settled. */
static gboolean
set_standing (MoatThreatState *state, const char *text, GError **error)
{
  g_autofree char *nick = g_strdelimit (g_ascii_strdown (text, -1), " ", '-');
  const MoatValue *value = find_value (moat_threat_statuses, nick);

  if (strcmp (nick, moat_standing_get_nick (MOAT_STANDING_DECIDED)) == 0
      || strcmp (nick, moat_standing_get_nick (MOAT_STANDING_VERIFIED)) == 0 || *nick == '\0')
    value = &moat_threat_statuses[0];
  else if (value == NULL)
    value = find_value (moat_threat_statuses, text);
  if (value == NULL)
    return fail (error, dup_choices (moat_threat_statuses, text));
  state->status = value->value;

  return TRUE;
}

/* ---- Lists ---- */

static void
set_lines (MoatList **list, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_ptr_array_add (items, lines[i]);
  g_ptr_array_add (items, NULL);
  moat_list_set (list, (const char *const *) items->pdata);
}

/* The longest text of @known, with its commas, that @text begins with; else up to the next comma. */
static gsize
measure_place (const char *text, const MoatList *known)
{
  gsize longest = 0;

  for (guint i = 0; i < moat_list_len (known); i++)
    {
      gsize length = strlen (moat_list_get (known, i));
      const char *end = text + length;

      if (length > longest && g_str_has_prefix (text, moat_list_get (known, i))
          && (*end == '\0' || *end == ',' || *end == '\n'))
        longest = length;
    }

  return longest > 0 ? longest : strcspn (text, ",\n");
}

/* Commas part places, but a place that is known may have one of its own. */
static void
set_places (MoatList **list, const char *text)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);

  while (*(text += strspn (text, " ,\n")) != '\0')
    {
      gsize length = measure_place (text, *list);

      g_ptr_array_add (items, g_strstrip (g_strndup (text, length)));
      text += length;
    }
  g_ptr_array_add (items, NULL);
  moat_list_set (list, (const char *const *) items->pdata);
}

/* ---- Assets and results ---- */

static gboolean
set_class (MoatSyncJob *job, MoatAssetState *state, const char *text, GError **error)
{
  MoatRecord *record = moat_query_find_by_title (job->document, MOAT_KIND_CLASS, text);

  if (record == NULL && *text != '\0')
    return fail (error, g_strdup_printf (_ ("There is no class “%s”."), text));
  moat_text_set (&state->asset_class, record != NULL ? moat_record_get_id (record) : NULL);

  return TRUE;
}

/* Its own lines come first; those of its class are behind them and stay. */
static gboolean
set_handling (MoatAssetState *state, const char *before, const char *text, GError **error)
{
  g_autoptr (GString) rules = g_string_new (before);
  gsize own = state->handling != NULL ? strlen (state->handling) : 0;
  g_autofree char *mine = NULL;

  if (own > 0 && g_str_has_prefix (rules->str, state->handling))
    g_string_erase (rules, 0, own + (rules->str[own] == '\n'));
  if (!g_str_has_suffix (text, rules->str))
    return fail (error, g_strdup (_ ("The last lines are the rules of its class; change them there.")));
  mine = g_strndup (text, strlen (text) - rules->len);
  moat_text_set (&state->handling, g_strstrip (mine));

  return TRUE;
}

/* "Passing (2026-03-31)" */
static gboolean
set_result (MoatVerificationState *state, const char *text, GError **error)
{
  const char *bracket = strchr (text, '(');
  g_autofree char *word = g_strstrip (
      g_strndup (text, bracket != NULL ? (gsize) (bracket - text) : strlen (text)));
  g_autofree char *date = bracket != NULL ? g_strdelimit (g_strdup (bracket), "()", ' ') : g_strdup ("");
  const MoatField *field = moat_kind_find_field (MOAT_KIND_VERIFICATION, "checkedOn");
  int result = 0;

  if (!set_value (&result, moat_results, word, error)
      || !moat_field_from_text (field, &state->base, date, error))
    return FALSE;
  state->result = result;

  return TRUE;
}

static gboolean
set_field (MoatState *state, const MoatSecurityColumn *column, const char *text, GError **error)
{
  const MoatField *field = moat_kind_find_field (state->kind, column->field);

  g_assert (field != NULL);
  if (field->type == MOAT_ENUM)
    return set_value (MOAT_FIELD_PTR (state, field), field->values, text, error);

  return moat_field_from_text (field, state, text, error);
}

static gboolean
set_cell (MoatSyncJob *job, MoatState *state, const MoatSyncRow *row, guint column, GError **error)
{
  const MoatSecurityColumn *info = &row->row->table->columns[column];
  const char *text = moat_sync_row_get (row, column);
  const char *before = row->before != NULL ? row->before->cells[column] : "";
  const MoatField *field = info->field != NULL ? moat_kind_find_field (state->kind, info->field) : NULL;

  switch (info->meaning)
    {
    case MOAT_CELL_FIELD:
      return set_field (state, info, text, error);
    case MOAT_CELL_PLACES:
      set_places (MOAT_FIELD_PTR (state, field), text);
      return TRUE;
    case MOAT_CELL_LINES:
      set_lines (MOAT_FIELD_PTR (state, field), text);
      return TRUE;
    case MOAT_CELL_STRIDE:
      return set_stride (MOAT_FIELD_PTR (state, field), text, error);
    case MOAT_CELL_STANDING:
      return set_standing ((MoatThreatState *) state, text, error);
    case MOAT_CELL_CLASS:
      return set_class (job, (MoatAssetState *) state, text, error);
    case MOAT_CELL_HANDLING:
      return set_handling ((MoatAssetState *) state, before, text, error);
    case MOAT_CELL_RESULT:
      return set_result ((MoatVerificationState *) state, text, error);
    case MOAT_CELL_COMPUTED:
    case MOAT_CELL_ID:
    case MOAT_CELL_MITIGATIONS:
    case MOAT_CELL_MOVES:
    case MOAT_CELL_PROOFS:
    case MOAT_CELL_DECISION:
      break;
    }

  g_assert_not_reached ();
}

gboolean
moat_sync_apply_cell (MoatSyncJob *job, const MoatSyncRow *row, guint column, GError **error)
{
  MoatRecord *record = moat_document_find (job->document, row->id);

  g_return_val_if_fail (record != NULL, FALSE);

  return set_cell (job, moat_document_edit (job->document, record), row, column, error);
}
