/* The tables of SECURITY.md.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "security-tables.h"

#include <string.h>

const MoatSecurityTable moat_security_tables[MOAT_SECURITY_N_TABLES] = {
  [MOAT_SECURITY_BOUNDARIES] = {
    "boundaries", "Trust Boundaries", MOAT_KIND_BOUNDARY, "Boundary",
    { { "Id", MOAT_CELL_ID, NULL },
      { "Boundary", MOAT_CELL_FIELD, "name" },
      { "Type", MOAT_CELL_FIELD, "type" },
      { "Inside", MOAT_CELL_COMPUTED, NULL },
      { "Flows that cross it", MOAT_CELL_COMPUTED, NULL },
      { "What it means", MOAT_CELL_FIELD, "description" } },
  },
  [MOAT_SECURITY_ASSETS] = {
    "data", "Sensitive Data Flows", MOAT_KIND_ASSET, "Data",
    { { "Id", MOAT_CELL_ID, NULL },
      { "Data", MOAT_CELL_FIELD, "name" },
      { "Class", MOAT_CELL_CLASS, NULL },
      { "Where it travels", MOAT_CELL_COMPUTED, NULL },
      { "Where it rests", MOAT_CELL_COMPUTED, NULL },
      { "Handling", MOAT_CELL_HANDLING, NULL } },
  },
  [MOAT_SECURITY_THREATS] = {
    "threats", "Threats and Mitigations", MOAT_KIND_THREAT, "Threat",
    { { "Id", MOAT_CELL_ID, NULL },
      { "Threat", MOAT_CELL_FIELD, "text" },
      { "Category", MOAT_CELL_STRIDE, "stride" },
      { "Severity", MOAT_CELL_FIELD, "severity" },
      { "Status", MOAT_CELL_STANDING, NULL },
      { "Mitigation", MOAT_CELL_MITIGATIONS, NULL } },
  },
  [MOAT_SECURITY_DECISIONS] = {
    "decisions", "Decisions", MOAT_KIND_DECISION, "Design decision",
    { { "Id", MOAT_CELL_ID, NULL },
      { "Threat (attacker move)", MOAT_CELL_MOVES, NULL },
      { "Design decision", MOAT_CELL_FIELD, "text" },
      { "Where enforced", MOAT_CELL_PLACES, "enforced" },
      { "How we verify", MOAT_CELL_PROOFS, NULL },
      { "Owner", MOAT_CELL_FIELD, "owner" },
      { "Ticket", MOAT_CELL_FIELD, "ticket" } },
  },
  [MOAT_SECURITY_RISKS] = {
    "risks", "Accepted Risks", MOAT_KIND_THREAT, "Risk",
    { { "Id", MOAT_CELL_ID, NULL },
      { "Risk", MOAT_CELL_FIELD, "text" },
      { "Why", MOAT_CELL_FIELD, "reason" },
      { "Accepted by", MOAT_CELL_FIELD, "acceptedBy" },
      { "Until", MOAT_CELL_FIELD, "until" } },
  },
  [MOAT_SECURITY_VERIFICATIONS] = {
    "verifications", "Verification Plan", MOAT_KIND_VERIFICATION, "How we verify",
    { { "Id", MOAT_CELL_ID, NULL },
      { "Decision", MOAT_CELL_DECISION, NULL },
      { "Kind", MOAT_CELL_FIELD, "type" },
      { "How we verify", MOAT_CELL_FIELD, "text" },
      { "Evidence", MOAT_CELL_LINES, "evidence" },
      { "Last result", MOAT_CELL_RESULT, NULL } },
  },
  [MOAT_SECURITY_DEPENDENCIES] = {
    "dependencies", "Dependencies", MOAT_KIND_DEPENDENCY, "Dependency",
    { { "Id", MOAT_CELL_ID, NULL },
      { "Dependency", MOAT_CELL_FIELD, "name" },
      { "Kind", MOAT_CELL_FIELD, "type" },
      { "What for", MOAT_CELL_FIELD, "description" },
      { "Contact", MOAT_CELL_FIELD, "contact" } },
  },
  [MOAT_SECURITY_REVIEWS] = {
    "reviews", "Review", MOAT_KIND_REVIEW, "Date",
    { { "Id", MOAT_CELL_ID, NULL },
      { "Date", MOAT_CELL_FIELD, "date" },
      { "Who", MOAT_CELL_FIELD, "who" },
      { "Reason", MOAT_CELL_FIELD, "trigger" },
      { "Notes", MOAT_CELL_FIELD, "notes" } },
  },
};

guint
moat_security_table_count_columns (const MoatSecurityTable *table)
{
  guint n_columns = 0;

  while (table->columns[n_columns].title != NULL)
    n_columns++;

  return n_columns;
}

int
moat_security_table_find_column (const MoatSecurityTable *table, const char *title)
{
  for (guint i = 0; table->columns[i].title != NULL; i++)
    if (g_ascii_strcasecmp (table->columns[i].title, title) == 0)
      return (int) i;

  return -1;
}

const MoatSecurityTable *
moat_security_table_find (const char *nick)
{
  for (guint i = 0; i < MOAT_SECURITY_N_TABLES; i++)
    if (strcmp (moat_security_tables[i].nick, nick) == 0)
      return &moat_security_tables[i];

  return NULL;
}

gboolean
moat_security_is_heading (const char *words)
{
  static const char *const others[] = { "Threat Model Summary", "Data Flow Diagram", "Out of Scope",
                                        "Security Contact" };

  for (guint i = 0; i < MOAT_SECURITY_N_TABLES; i++)
    if (g_ascii_strcasecmp (moat_security_tables[i].heading, words) == 0)
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_ascii_strcasecmp (others[i], words) == 0)
      return TRUE;

  return FALSE;
}
