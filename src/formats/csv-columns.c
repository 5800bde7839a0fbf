/* Columns of a table and what they hold.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "csv-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const MoatValue moat_csv_fields[] = {
  { MOAT_CSV_THREAT, "threat", N_ ("Attacker move") },
  { MOAT_CSV_NOTES, "notes", N_ ("Notes") },
  { MOAT_CSV_USE_CASE, "use-case", N_ ("Use case") },
  { MOAT_CSV_FLOW, "flow", N_ ("Flow it is on") },
  { MOAT_CSV_ELEMENT, "element", N_ ("Element it is on") },
  { MOAT_CSV_SOURCE, "source", N_ ("Where the flow comes from") },
  { MOAT_CSV_TARGET, "target", N_ ("Where the flow goes") },
  { MOAT_CSV_CATEGORY, "category", N_ ("STRIDE category") },
  { MOAT_CSV_SEVERITY, "severity", N_ ("Severity") },
  { MOAT_CSV_LIKELIHOOD, "likelihood", N_ ("Likelihood") },
  { MOAT_CSV_IMPACT, "impact", N_ ("Impact") },
  { MOAT_CSV_STATUS, "status", N_ ("Status") },
  { MOAT_CSV_REASON, "reason", N_ ("Reason for the status") },
  { MOAT_CSV_DECISION, "decision", N_ ("Decision") },
  { MOAT_CSV_KIND, "decision-kind", N_ ("Kind of the decision") },
  { MOAT_CSV_ENFORCED, "enforced", N_ ("Where it is enforced") },
  { MOAT_CSV_VERIFICATION, "verification", N_ ("How it is verified") },
  { MOAT_CSV_OWNER, "owner", N_ ("Owner") },
  { MOAT_CSV_TICKET, "ticket", N_ ("Ticket") },
  { MOAT_CSV_PROGRESS, "progress", N_ ("Progress of the decision") },
  { MOAT_CSV_PRIVATE, "private", N_ ("Private") },
  { MOAT_CSV_ASSET, "asset", N_ ("Data or asset") },
  { MOAT_CSV_CWE, "cwe", N_ ("CWE") },
  { MOAT_CSV_THREAT_ID, "threat-id", N_ ("Id of the move") },
  { MOAT_CSV_DECISION_ID, "decision-id", N_ ("Id of the decision") },
  { MOAT_CSV_NOTHING, "nothing", N_ ("Nothing: leave it out") },
  { 0, NULL, NULL },
};

/* Names without case, spaces and signs. Earlier ones are better where a table has two. */
static const struct
{
  const char *name;
  MoatCsvField field;
} names[] = {
  { "attackermove", MOAT_CSV_THREAT },
  { "threattitle", MOAT_CSV_THREAT },
  { "threatname", MOAT_CSV_THREAT },
  { "title", MOAT_CSV_THREAT },
  { "threat", MOAT_CSV_THREAT },
  { "threatscenario", MOAT_CSV_THREAT },
  { "threatstatement", MOAT_CSV_THREAT },
  { "abusecase", MOAT_CSV_THREAT },
  { "attack", MOAT_CSV_THREAT },
  { "risk", MOAT_CSV_THREAT },
  { "risktitle", MOAT_CSV_THREAT },
  { "summary", MOAT_CSV_THREAT },
  { "name", MOAT_CSV_THREAT },
  { "description", MOAT_CSV_NOTES },
  { "threatdescription", MOAT_CSV_NOTES },
  { "details", MOAT_CSV_NOTES },
  { "notes", MOAT_CSV_NOTES },
  { "comment", MOAT_CSV_NOTES },
  { "comments", MOAT_CSV_NOTES },
  { "usecase", MOAT_CSV_USE_CASE },
  { "diagram", MOAT_CSV_USE_CASE },
  { "flow", MOAT_CSV_FLOW },
  { "dataflow", MOAT_CSV_FLOW },
  { "interaction", MOAT_CSV_FLOW },
  { "connection", MOAT_CSV_FLOW },
  { "element", MOAT_CSV_ELEMENT },
  { "component", MOAT_CSV_ELEMENT },
  { "elementname", MOAT_CSV_ELEMENT },
  { "componentname", MOAT_CSV_ELEMENT },
  { "affectedcomponent", MOAT_CSV_ELEMENT },
  { "affectedelement", MOAT_CSV_ELEMENT },
  { "system", MOAT_CSV_ELEMENT },
  { "from", MOAT_CSV_SOURCE },
  { "source", MOAT_CSV_SOURCE },
  { "sourceelement", MOAT_CSV_SOURCE },
  { "to", MOAT_CSV_TARGET },
  { "target", MOAT_CSV_TARGET },
  { "destination", MOAT_CSV_TARGET },
  { "sink", MOAT_CSV_TARGET },
  { "stride", MOAT_CSV_CATEGORY },
  { "category", MOAT_CSV_CATEGORY },
  { "stridecategory", MOAT_CSV_CATEGORY },
  { "threatcategory", MOAT_CSV_CATEGORY },
  { "threattype", MOAT_CSV_CATEGORY },
  { "type", MOAT_CSV_CATEGORY },
  { "severity", MOAT_CSV_SEVERITY },
  { "priority", MOAT_CSV_SEVERITY },
  { "risklevel", MOAT_CSV_SEVERITY },
  { "riskrating", MOAT_CSV_SEVERITY },
  { "rating", MOAT_CSV_SEVERITY },
  { "criticality", MOAT_CSV_SEVERITY },
  { "likelihood", MOAT_CSV_LIKELIHOOD },
  { "probability", MOAT_CSV_LIKELIHOOD },
  { "impact", MOAT_CSV_IMPACT },
  { "status", MOAT_CSV_STATUS },
  { "state", MOAT_CSV_STATUS },
  { "threatstatus", MOAT_CSV_STATUS },
  { "riskresponse", MOAT_CSV_STATUS },
  { "treatment", MOAT_CSV_STATUS },
  { "reason", MOAT_CSV_REASON },
  { "justification", MOAT_CSV_REASON },
  { "rationale", MOAT_CSV_REASON },
  { "decision", MOAT_CSV_DECISION },
  { "mitigation", MOAT_CSV_DECISION },
  { "mitigations", MOAT_CSV_DECISION },
  { "control", MOAT_CSV_DECISION },
  { "controls", MOAT_CSV_DECISION },
  { "securitycontrol", MOAT_CSV_DECISION },
  { "countermeasure", MOAT_CSV_DECISION },
  { "countermeasures", MOAT_CSV_DECISION },
  { "remediation", MOAT_CSV_DECISION },
  { "recommendation", MOAT_CSV_DECISION },
  { "possiblemitigations", MOAT_CSV_NOTES },
  { "kind", MOAT_CSV_KIND },
  { "decisionkind", MOAT_CSV_KIND },
  { "controltype", MOAT_CSV_KIND },
  { "whereenforced", MOAT_CSV_ENFORCED },
  { "enforcedat", MOAT_CSV_ENFORCED },
  { "enforcedin", MOAT_CSV_ENFORCED },
  { "implementedin", MOAT_CSV_ENFORCED },
  { "howweverify", MOAT_CSV_VERIFICATION },
  { "verification", MOAT_CSV_VERIFICATION },
  { "howverified", MOAT_CSV_VERIFICATION },
  { "test", MOAT_CSV_VERIFICATION },
  { "tests", MOAT_CSV_VERIFICATION },
  { "owner", MOAT_CSV_OWNER },
  { "assignee", MOAT_CSV_OWNER },
  { "assignedto", MOAT_CSV_OWNER },
  { "responsible", MOAT_CSV_OWNER },
  { "riskowner", MOAT_CSV_OWNER },
  { "ticket", MOAT_CSV_TICKET },
  { "issue", MOAT_CSV_TICKET },
  { "issuekey", MOAT_CSV_TICKET },
  { "jira", MOAT_CSV_TICKET },
  { "workitem", MOAT_CSV_TICKET },
  { "tracking", MOAT_CSV_TICKET },
  { "progress", MOAT_CSV_PROGRESS },
  { "mitigationstatus", MOAT_CSV_PROGRESS },
  { "controlstatus", MOAT_CSV_PROGRESS },
  { "private", MOAT_CSV_PRIVATE },
  { "confidential", MOAT_CSV_PRIVATE },
  { "asset", MOAT_CSV_ASSET },
  { "assets", MOAT_CSV_ASSET },
  { "data", MOAT_CSV_ASSET },
  { "dataasset", MOAT_CSV_ASSET },
  { "affectedasset", MOAT_CSV_ASSET },
  { "affectedassets", MOAT_CSV_ASSET },
  { "cwe", MOAT_CSV_CWE },
  { "cweid", MOAT_CSV_CWE },
  { "moveid", MOAT_CSV_THREAT_ID },
  { "threatid", MOAT_CSV_THREAT_ID },
  { "id", MOAT_CSV_THREAT_ID },
  { "decisionid", MOAT_CSV_DECISION_ID },
  { "mitigationid", MOAT_CSV_DECISION_ID },
  { "controlid", MOAT_CSV_DECISION_ID },
  /* Follows from where things are; what the Microsoft tool writes of a machine and its user. */
  { "boundary", MOAT_CSV_NOTHING },
  { "changedby", MOAT_CSV_NOTHING },
  { "lastmodified", MOAT_CSV_NOTHING },
};

/* Words in longer names, as in "Proposed mitigation (short)": a guess. */
static const struct
{
  const char *part;
  MoatCsvField field;
} parts[] = {
  { "mitigation", MOAT_CSV_DECISION }, { "countermeasure", MOAT_CSV_DECISION },
  { "control", MOAT_CSV_DECISION },    { "severity", MOAT_CSV_SEVERITY },
  { "priority", MOAT_CSV_SEVERITY },   { "stride", MOAT_CSV_CATEGORY },
  { "categor", MOAT_CSV_CATEGORY },    { "likelihood", MOAT_CSV_LIKELIHOOD },
  { "impact", MOAT_CSV_IMPACT },       { "status", MOAT_CSV_STATUS },
  { "owner", MOAT_CSV_OWNER },         { "ticket", MOAT_CSV_TICKET },
  { "component", MOAT_CSV_ELEMENT },   { "element", MOAT_CSV_ELEMENT },
  { "dataflow", MOAT_CSV_FLOW },       { "threatdescr", MOAT_CSV_NOTES },
  { "threat", MOAT_CSV_THREAT },       { "attack", MOAT_CSV_THREAT },
};

/* ---- Matching ---- */

static char *
fold (const char *name)
{
  GString *folded = g_string_new (NULL);

  for (; *name != '\0'; name++)
    if (g_ascii_isalnum (*name))
      g_string_append_c (folded, g_ascii_tolower (*name));

  return g_string_free (folded, FALSE);
}

/* How good a name is for its field, from 1: less is better, and 0 what a person said; G_MAXUINT: it is not
 * known.
 */
static guint
match (const char *name, MoatCsvField *field)
{
  g_autofree char *folded = fold (name);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].name, folded) == 0)
      {
        *field = names[i].field;
        return i + 1;
      }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (folded, parts[i].part) != NULL)
      {
        *field = parts[i].field;
        return G_N_ELEMENTS (names) + i + 1;
      }
  *field = MOAT_CSV_NOTES;

  return G_MAXUINT;
}

/* Fields that several columns may hold: their texts come together. */
static gboolean
takes_several (MoatCsvField field)
{
  return field == MOAT_CSV_NOTES || field == MOAT_CSV_NOTHING || field == MOAT_CSV_ASSET;
}

/* ---- Columns ---- */

static void
column_free (gpointer data)
{
  MoatCsvColumn *column = data;

  g_free (column->name);
  g_free (column);
}

static gboolean
has_name (GPtrArray *columns, const char *name)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_ascii_strcasecmp (((MoatCsvColumn *) g_ptr_array_index (columns, i))->name, name) == 0)
      return TRUE;

  return FALSE;
}

static char *
dup_unique_name (GPtrArray *columns, const char *name)
{
  g_autofree char *own = *name != '\0' ? g_strdelimit (g_strdup (name), "\n\t", ' ')
                                       : g_strdup_printf (_ ("Column %u"), columns->len + 1);
  g_autofree char *unique = g_strdup (own);

  for (guint n = 2; has_name (columns, unique); n++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s (%u)", own, n);
    }

  return g_steal_pointer (&unique);
}

/* The best name keeps a field that takes one column; the others are notes. */
static void
settle_twins (GPtrArray *columns, const guint *ranks)
{
  for (guint i = 0; i < columns->len; i++)
    for (guint j = 0; j < columns->len; j++)
      {
        MoatCsvColumn *column = g_ptr_array_index (columns, i);
        const MoatCsvColumn *other = g_ptr_array_index (columns, j);

        if (i != j && column->field == other->field && !takes_several (column->field)
            && (ranks[j] < ranks[i] || (ranks[j] == ranks[i] && j < i)))
          {
            column->field = MOAT_CSV_NOTES;
            column->is_sure = FALSE;
          }
      }
}

/* Where there is a description but no title, the description is the move. */
static void
ensure_threats (GPtrArray *columns)
{
  if (moat_csv_columns_find (columns, MOAT_CSV_THREAT) >= 0)
    return;
  for (guint i = 0; i < columns->len; i++)
    {
      MoatCsvColumn *column = g_ptr_array_index (columns, i);

      if (column->field == MOAT_CSV_NOTES && column->is_sure)
        {
          column->field = MOAT_CSV_THREAT;
          column->is_sure = FALSE;
          return;
        }
    }
}

GPtrArray *
moat_csv_columns_new (GPtrArray *rows, GHashTable *answers)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (column_free);
  const MoatCsvRow *row = rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;
  guint n_columns = row != NULL ? MIN (row->cells->len, 1000) : 0;
  g_autofree guint *ranks = g_new (guint, n_columns + 1);

  for (guint i = 0; i < n_columns; i++)
    {
      MoatCsvColumn *column = g_new0 (MoatCsvColumn, 1);
      int chosen;

      column->name = dup_unique_name (columns, moat_csv_row_get (row, i));
      ranks[i] = match (column->name, &column->field);
      column->is_sure = ranks[i] <= G_N_ELEMENTS (names);
      if (moat_import_choices_get_answer (answers, moat_csv_fields, column->name, &chosen))
        {
          column->field = (MoatCsvField) chosen;
          column->is_sure = TRUE;
          ranks[i] = 0;
        }
      g_ptr_array_add (columns, column);
    }
  settle_twins (columns, ranks);
  ensure_threats (columns);

  return columns;
}

int
moat_csv_columns_find (GPtrArray *columns, MoatCsvField field)
{
  for (guint i = 0; i < columns->len; i++)
    if (((MoatCsvColumn *) g_ptr_array_index (columns, i))->field == field)
      return (int) i;

  return -1;
}

guint
moat_csv_columns_count_known (GPtrArray *columns, gboolean *has_threats)
{
  guint n = 0;

  *has_threats = moat_csv_columns_find (columns, MOAT_CSV_THREAT) >= 0;
  for (guint i = 0; i < columns->len; i++)
    n += ((MoatCsvColumn *) g_ptr_array_index (columns, i))->is_sure;

  return n;
}

MoatImportChoices *
moat_csv_columns_ask (GPtrArray *rows, GHashTable *answers)
{
  g_autoptr (GPtrArray) columns = moat_csv_columns_new (rows, answers);
  MoatImportChoices *choices = moat_import_choices_new (_ ("What the columns hold"), moat_csv_fields);

  for (guint i = 0; i < columns->len; i++)
    {
      const MoatCsvColumn *column = g_ptr_array_index (columns, i);
      MoatImportChoice *choice = moat_import_choices_ensure (choices, column->name);

      choice->guess = column->field;
      choice->is_sure = column->is_sure;
      for (guint j = 1; j < rows->len; j++)
        {
          const char *cell = moat_csv_row_get (g_ptr_array_index (rows, j), i);

          if (*cell != '\0')
            moat_import_choice_count (choice, cell);
        }
    }

  return choices;
}
