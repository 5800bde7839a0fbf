/* What the comparison of models calls things.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "diff-private.h"

#include "query.h"

#include <glib/gi18n-lib.h>

/* Characters of a text that one line quotes. */
#define MAX_QUOTED 100

char *
moat_diff_quote (const char *text)
{
  g_autofree char *shortened = moat_text_shorten (moat_text_get (text), MAX_QUOTED);

  return g_strdup_printf (_ ("“%s”"), shortened);
}

static char *
name_flow (MoatDocument *document, MoatRecord *flow)
{
  g_autofree char *ends = moat_query_flow_ends (document, flow);
  guint number = moat_query_number (document, flow);

  /* TRANSLATORS: a flow by its number and its ends: Flow 2 (User → API). */
  return number > 0 ? g_strdup_printf (_ ("Flow %u (%s)"), number, ends)
                    : g_strdup_printf (_ ("Flow %s"), ends);
}

static char *
name_move (MoatDocument *document, MoatRecord *threat)
{
  MoatRecord *on = moat_document_find (document, moat_threat_state (threat)->on);
  g_autofree char *text = moat_diff_quote (moat_threat_state (threat)->text);
  g_autofree char *place = on != NULL ? moat_diff_short_name (document, on) : NULL;

  if (place == NULL)
    return g_strdup_printf (_ ("Move %s"), text);
  /* TRANSLATORS: an attacker move in quotes, and the flow or element it is on. */
  return g_strdup_printf (_ ("Move %s on %s"), text, place);
}

static char *
name_verification (MoatDocument *document, MoatRecord *verification)
{
  const MoatVerificationState *state = moat_verification_state (verification);
  MoatRecord *decision = moat_document_find (document, state->decision);
  g_autofree char *text = moat_diff_quote (state->text);
  g_autofree char *proved = moat_diff_quote (decision != NULL ? moat_record_get_title (decision) : "");

  return g_strdup_printf (_ ("Verification %s of decision %s"), text, proved);
}

static char *
name_step (MoatDocument *document, MoatRecord *step)
{
  MoatRecord *flow = moat_document_find (document, moat_step_state (step)->flow);
  g_autofree char *text = moat_diff_quote (moat_record_get_title (flow != NULL ? flow : step));

  return g_strdup_printf (_ ("Step %u %s"), moat_query_number (document, step), text);
}

char *
moat_diff_name (MoatDocument *document, MoatRecord *record)
{
  MoatKind kind = moat_record_get_kind (record);
  const char *label = _ (moat_kind_get_info (kind)->label);
  const char *title = moat_record_get_title (record);
  g_autofree char *quoted = moat_diff_quote (title);

  if (kind == MOAT_KIND_FLOW)
    return name_flow (document, record);
  if (kind == MOAT_KIND_THREAT)
    return name_move (document, record);
  if (kind == MOAT_KIND_VERIFICATION)
    return name_verification (document, record);
  if (kind == MOAT_KIND_STEP)
    return name_step (document, record);
  if (kind == MOAT_KIND_MODEL)
    return g_strdup (_ ("The model"));
  if (kind == MOAT_KIND_ELEMENT)
    label = moat_value_get_label (moat_element_types, (int) moat_element_state (record)->type);
  if (*title == '\0')
    return g_strdup_printf ("%s %s", label, moat_record_get_id (record));

  /* TRANSLATORS: what it is and its name in quotes: Decision “Expire tokens”. */
  return g_strdup_printf (_ ("%s %s"), label, quoted);
}

char *
moat_diff_short_name (MoatDocument *document, MoatRecord *record)
{
  MoatKind kind = moat_record_get_kind (record);
  const char *title = moat_record_get_title (record);
  guint number = kind == MOAT_KIND_FLOW || kind == MOAT_KIND_STEP ? moat_query_number (document, record) : 0;

  if (kind == MOAT_KIND_FLOW && number > 0)
    return g_strdup_printf (_ ("flow %u"), number);
  if (kind == MOAT_KIND_STEP && number > 0)
    return g_strdup_printf (_ ("step %u"), number);
  if (kind == MOAT_KIND_FLOW)
    return moat_query_flow_ends (document, record);
  if (*title == '\0')
    return g_strdup (moat_record_get_id (record));
  if (kind == MOAT_KIND_ELEMENT || kind == MOAT_KIND_BOUNDARY)
    return moat_text_shorten (title, MAX_QUOTED);

  return moat_diff_quote (title);
}

/* ---- Values ---- */

static void
append_name (MoatDocument *document, const char *id, GString *text)
{
  MoatRecord *record = moat_document_find (document, id);
  g_autofree char *name = record != NULL ? moat_diff_short_name (document, record) : g_strdup (id);

  g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", moat_text_get (name));
}

char *
moat_diff_value (MoatDocument *document, const MoatField *field, const MoatState *state)
{
  const void *at = MOAT_FIELD_PTR (state, field);
  GString *text;

  if (field->ref_kinds == 0)
    return moat_field_to_text (field, state);

  text = g_string_new (NULL);
  if (field->type == MOAT_REF && *(char *const *) at != NULL)
    append_name (document, *(char *const *) at, text);
  for (guint i = 0; field->type == MOAT_REFS && i < moat_list_len (*(MoatList *const *) at); i++)
    append_name (document, moat_list_get (*(MoatList *const *) at, i), text);

  return g_string_free (text, FALSE);
}

gboolean
moat_diff_is_geometry (const MoatField *field)
{
  return field->type == MOAT_POINT || field->type == MOAT_RECT || field->type == MOAT_POINTS;
}
