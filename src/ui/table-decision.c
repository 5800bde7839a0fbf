/* How a decision's verifications read in one cell and come back from it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "table-decision.h"

#include "edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SEPARATOR "; "

static const char *
get_text (GPtrArray *verifications, guint index)
{
  return moat_text_get (moat_verification_state (g_ptr_array_index (verifications, index))->text);
}

char *
moat_verifications_dup_text (MoatDocument *document, MoatRecord *decision)
{
  g_autoptr (GPtrArray) verifications = moat_document_list_children (document, moat_record_get_id (decision),
                                                                     MOAT_KIND_VERIFICATION);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < verifications->len; i++)
    {
      if (text->len > 0 && *get_text (verifications, i) != '\0')
        g_string_append (text, SEPARATOR);
      g_string_append (text, get_text (verifications, i));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- Results ---- */

static char *
dup_result_and_day (const char *label, const char *day)
{
  return day == NULL ? g_strdup (label) : g_strconcat (label, " ", day, NULL);
}

char *
moat_verifications_dup_long_text (MoatDocument *document, MoatRecord *decision)
{
  g_autoptr (GPtrArray) verifications = moat_document_list_children (document, moat_record_get_id (decision),
                                                                     MOAT_KIND_VERIFICATION);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < verifications->len; i++)
    {
      const MoatVerificationState *state = moat_verification_state (g_ptr_array_index (verifications, i));
      g_autofree char *result = dup_result_and_day (moat_value_get_label (moat_results, state->result),
                                                    state->checked_on);

      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", moat_text_get (state->text));
      if (state->result != MOAT_RESULT_PLANNED)
        /* TRANSLATORS: after a test's description: " (Failing 2024-05-02)". */
        g_string_append_printf (text, _ (" (%s)"), result);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* How many of @verifications came out so; @day receives the latest day of that, or NULL. */
static guint
count_result (GPtrArray *verifications, MoatResult result, const char **day)
{
  guint n = 0;

  *day = NULL;
  for (guint i = 0; i < verifications->len; i++)
    {
      const MoatVerificationState *state = moat_verification_state (g_ptr_array_index (verifications, i));

      if (state->result != result)
        continue;
      n++;
      if (g_strcmp0 (state->checked_on, *day) > 0)
        *day = state->checked_on;
    }

  return n;
}

char *
moat_verifications_dup_result (MoatDocument *document, MoatRecord *decision, MoatResult *worst)
{
  static const MoatResult from_worst[] = { MOAT_RESULT_FAILING, MOAT_RESULT_MISSING, MOAT_RESULT_PASSING };
  static const char *const signs[] = { "✗ ", "▲ ", "✓ " };
  g_autoptr (GPtrArray) verifications = moat_document_list_children (document, moat_record_get_id (decision),
                                                                     MOAT_KIND_VERIFICATION);

  *worst = MOAT_RESULT_PLANNED;
  for (guint i = 0; i < G_N_ELEMENTS (from_worst); i++)
    {
      const char *day;
      guint n = count_result (verifications, from_worst[i], &day);
      g_autofree char *result = NULL;

      if (n == 0)
        continue;
      /* Some were not run yet. */
      if (from_worst[i] == MOAT_RESULT_PASSING && n < verifications->len)
        return g_strdup_printf (_ ("%u of %u passing"), n, verifications->len);
      *worst = from_worst[i];
      result = dup_result_and_day (moat_value_get_label (moat_results, from_worst[i]), day);
      return g_strconcat (signs[i], result, NULL);
    }

  return NULL;
}

/* ---- Editing ---- */

/* The length of the part that @text begins with. A text that a verification already has is one part even when
 * a semicolon is in it.
 */
static gsize
measure_part (const char *text, GPtrArray *verifications)
{
  const char *end = strpbrk (text, ";\n");

  for (guint i = 0; i < verifications->len; i++)
    {
      const char *known = get_text (verifications, i);
      gsize length = strlen (known);

      if (length > 0 && strncmp (text, known, length) == 0 && strchr (";\n", text[length]) != NULL)
        return length;
    }

  return end == NULL ? strlen (text) : (gsize) (end - text);
}

static GPtrArray *
split_parts (const char *text, GPtrArray *verifications)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);

  while (*text != '\0')
    {
      gsize length;
      char *part;

      text += strspn (text, "; \n\t");
      length = measure_part (text, verifications);
      part = g_strstrip (g_strndup (text, length));
      if (*part != '\0')
        g_ptr_array_add (parts, part);
      else
        g_free (part);
      text += length;
    }

  return parts;
}

/* Takes out of both lists what is in both. */
static void
drop_unchanged (GPtrArray *verifications, GPtrArray *parts)
{
  for (guint i = verifications->len; i > 0; i--)
    for (guint j = parts->len; j > 0; j--)
      if (strcmp (get_text (verifications, i - 1), g_ptr_array_index (parts, j - 1)) == 0)
        {
          g_ptr_array_remove_index (verifications, i - 1);
          g_ptr_array_remove_index (parts, j - 1);
          break;
        }
}

void
moat_verifications_set_text (MoatDocument *document, MoatRecord *decision, const char *text)
{
  const char *id = moat_record_get_id (decision);
  g_autoptr (GPtrArray) verifications = moat_document_list_children (document, id, MOAT_KIND_VERIFICATION);
  g_autoptr (GPtrArray) parts = split_parts (text, verifications);

  drop_unchanged (verifications, parts);

  for (guint i = 0; i < MIN (verifications->len, parts->len); i++)
    {
      MoatVerificationState *state = moat_document_edit (document, g_ptr_array_index (verifications, i));

      moat_text_set (&state->text, g_ptr_array_index (parts, i));
    }
  for (guint i = verifications->len; i < parts->len; i++)
    moat_edit_add_verification (document, id, g_ptr_array_index (parts, i));
  for (guint i = parts->len; i < verifications->len; i++)
    moat_document_remove (document, g_ptr_array_index (verifications, i));
}

gboolean
moat_decision_is_blank (MoatDocument *document, MoatRecord *decision)
{
  const MoatDecisionState *state = moat_decision_state (decision);

  return state->enforced == NULL && state->owner == NULL && state->ticket == NULL && state->notes == NULL
         && !moat_document_has_referrers (document, moat_record_get_id (decision), MOAT_KIND_VERIFICATION);
}
