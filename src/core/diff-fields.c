/* What became of the fields of a record that two models have, in words.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "diff-private.h"

#include "query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One field of a record whose two states differ there. */
typedef struct
{
  MoatDiff *diff;
  const MoatDiffPair *pair;
  const MoatField *field;
  const MoatState *before;
  const MoatState *after;
  char *old_value; /* as people read it */
  char *new_value;
} Change;

static void
tell (const Change *change, char *sentence)
{
  MoatDifference *difference = moat_diff_tell (change->diff, MOAT_DIFFERENCE_CHANGED,
                                               change->diff->new_document, change->pair->new_record,
                                               sentence);

  difference->field = g_strdup (change->field->name);
  difference->before = g_strdup (change->old_value);
  difference->after = g_strdup (change->new_value);
}

/* ---- One value ---- */

static void
tell_value (const Change *change)
{
  g_autofree char *name = moat_diff_name (change->diff->new_document, change->pair->new_record);
  g_autofree char *before = moat_diff_quote (change->old_value);
  g_autofree char *after = moat_diff_quote (change->new_value);
  const char *label = _ (change->field->label);

  if (*change->old_value == '\0')
    /* TRANSLATORS: a record, one of its fields, and what it says. */
    tell (change, g_strdup_printf (_ ("%s: %s is now %s."), name, label, after));
  else if (*change->new_value == '\0')
    tell (change, g_strdup_printf (_ ("%s: %s was %s, and is empty now."), name, label, before));
  else
    tell (change, g_strdup_printf (_ ("%s: %s was %s, and is now %s."), name, label, before, after));
}

/* What a record is called: the sentence names it by what it was. */
static void
tell_title (const Change *change)
{
  g_autofree char *before = NULL;
  g_autofree char *after = moat_diff_quote (change->new_value);

  if (*change->old_value == '\0' || *change->new_value == '\0')
    {
      tell_value (change);
      return;
    }
  before = moat_diff_name (change->diff->old_document, change->pair->old_record);
  /* TRANSLATORS: a record as it was called, and its new name or text in quotes. */
  tell (change, g_strdup_printf (strcmp (change->field->name, "text") == 0 ? _ ("%s now reads %s.")
                                                                           : _ ("%s is now called %s."),
                                 before, after));
}

static void
tell_flow_name (const Change *change)
{
  g_autofree char *name = moat_diff_name (change->diff->new_document, change->pair->new_record);
  g_autofree char *after = moat_diff_quote (change->new_value);

  tell (change, g_strdup_printf (_ ("%s now says %s."), name, after));
}

/* ---- Lists ---- */

/* What @list has and @other has not, as people read it. Owned. */
static char *
name_missing (const Change *change, MoatDocument *document, const MoatList *list, const MoatList *other)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < moat_list_len (list); i++)
    {
      const char *item = moat_list_get (list, i);
      MoatRecord *record = change->field->ref_kinds != 0 ? moat_document_find (document, item) : NULL;
      g_autofree char *name = record != NULL ? moat_diff_short_name (document, record)
                                             : moat_diff_quote (item);

      if (!moat_list_contains (other, item))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }

  return g_string_free (names, FALSE);
}

static void
tell_list (const Change *change)
{
  const MoatList *before = *(MoatList *const *) MOAT_FIELD_PTR (change->before, change->field);
  const MoatList *after = *(MoatList *const *) MOAT_FIELD_PTR (change->after, change->field);
  g_autofree char *name = moat_diff_name (change->diff->new_document, change->pair->new_record);
  g_autofree char *lost = name_missing (change, change->diff->old_document, before, after);
  g_autofree char *gained = name_missing (change, change->diff->new_document, after, before);
  const char *label = _ (change->field->label);

  if (*lost != '\0' && *gained != '\0')
    tell (change, g_strdup_printf (_ ("%s: %s gained %s and lost %s."), name, label, gained, lost));
  else if (*gained != '\0')
    tell (change, g_strdup_printf (_ ("%s: %s gained %s."), name, label, gained));
  else if (*lost != '\0')
    tell (change, g_strdup_printf (_ ("%s: %s lost %s."), name, label, lost));
  else
    tell (change, g_strdup_printf (_ ("%s: %s is in another order."), name, label));
}

static void
tell_stopped (const Change *change)
{
  const MoatList *before = *(MoatList *const *) MOAT_FIELD_PTR (change->before, change->field);
  const MoatList *after = *(MoatList *const *) MOAT_FIELD_PTR (change->after, change->field);
  g_autofree char *name = moat_diff_name (change->diff->new_document, change->pair->new_record);
  g_autofree char *lost = name_missing (change, change->diff->old_document, before, after);
  g_autofree char *gained = name_missing (change, change->diff->new_document, after, before);

  if (*gained != '\0')
    tell (change, g_strdup_printf (_ ("%s now also stops %s."), name, gained));
  if (*lost != '\0')
    tell (change, g_strdup_printf (_ ("%s no longer stops %s."), name, lost));
}

/* ---- Moves ---- */

/* "Move “…” on flow 2 was accepted by Ada until 2026-12-31: the cost is low." */
static void
tell_status (const Change *change)
{
  const MoatThreatState *state = (const MoatThreatState *) change->after;
  g_autofree char *name = moat_diff_name (change->diff->new_document, change->pair->new_record);
  GString *text = g_string_new (name);

  if (state->status == MOAT_THREAT_ACCEPTED)
    {
      g_string_append (text, _ (" was accepted"));
      if (state->accepted_by != NULL)
        g_string_append_printf (text, _ (" by %s"), state->accepted_by);
      if (state->until != NULL)
        g_string_append_printf (text, _ (" until %s"), state->until);
    }
  else if (state->status == MOAT_THREAT_OPEN)
    {
      g_string_append_printf (text, _ (" is open again; it was “%s”"), change->old_value);
    }
  else
    {
      g_string_append_printf (text, _ (" is now “%s”; it was “%s”"), change->new_value, change->old_value);
    }
  if (state->status != MOAT_THREAT_OPEN && state->reason != NULL)
    g_string_append_printf (text, _ (", because “%s”"), state->reason);
  g_string_append_c (text, '.');
  tell (change, g_string_free (text, FALSE));
}

/* Told with the status when that changes. */
static void
tell_acceptance (const Change *change)
{
  const MoatThreatState *before = (const MoatThreatState *) change->before;
  const MoatThreatState *after = (const MoatThreatState *) change->after;

  if (before->status == after->status)
    tell_value (change);
}

static void
tell_place (const Change *change)
{
  g_autofree char *text = moat_diff_quote (moat_record_get_title (change->pair->new_record));

  tell (change,
        g_strdup_printf (_ ("Move %s went from %s to %s."), text, change->old_value, change->new_value));
}

/* ---- The table ---- */

typedef void (*TellChange) (const Change *change);

/* What is not in here is told by its type. */
static const struct
{
  MoatKind kind;
  const char *field;
  TellChange tell;
} special[] = {
  { MOAT_KIND_CLASS, "name", tell_title },
  { MOAT_KIND_USE_CASE, "title", tell_title },
  { MOAT_KIND_ELEMENT, "name", tell_title },
  { MOAT_KIND_FLOW, "name", tell_flow_name },
  { MOAT_KIND_BOUNDARY, "name", tell_title },
  { MOAT_KIND_NOTE, "text", tell_title },
  { MOAT_KIND_STEP, "text", tell_title },
  { MOAT_KIND_ASSET, "name", tell_title },
  { MOAT_KIND_THREAT, "on", tell_place },
  { MOAT_KIND_THREAT, "text", tell_title },
  { MOAT_KIND_THREAT, "status", tell_status },
  { MOAT_KIND_THREAT, "reason", tell_acceptance },
  { MOAT_KIND_THREAT, "acceptedBy", tell_acceptance },
  { MOAT_KIND_THREAT, "until", tell_acceptance },
  { MOAT_KIND_DECISION, "text", tell_title },
  { MOAT_KIND_DECISION, "threats", tell_stopped },
  { MOAT_KIND_VERIFICATION, "text", tell_title },
  { MOAT_KIND_ASSUMPTION, "text", tell_title },
  { MOAT_KIND_DEPENDENCY, "name", tell_title },
};

static TellChange
find_teller (MoatKind kind, const MoatField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    {
      if (special[i].kind == kind && strcmp (special[i].field, field->name) == 0)
        return special[i].tell;
    }

  return field->type == MOAT_LINES || field->type == MOAT_REFS ? tell_list : tell_value;
}

void
moat_diff_tell_fields (MoatDiff *self, const MoatDiffPair *pair)
{
  const MoatState *before = moat_record_get_state (pair->old_record);
  const MoatState *after = moat_record_get_state (pair->new_record);
  const MoatKindInfo *info = moat_kind_get_info (after->kind);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const MoatField *field = &info->fields[i];
      g_autofree char *old_value = NULL;
      g_autofree char *new_value = NULL;

      if (moat_diff_is_geometry (field) || moat_field_equal (field, before, after))
        continue;
      old_value = moat_diff_value (self->old_document, field, before);
      new_value = moat_diff_value (self->new_document, field, after);
      find_teller (info->kind, field) (&(Change){ self, pair, field, before, after, old_value, new_value });
    }
}
