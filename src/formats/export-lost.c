/* What a writer cannot say of a model.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "export-lost.h"

#include <glib/gi18n-lib.h>

void
moat_export_lost_kinds (MoatDocument *document, guint kinds, MoatReport *report)
{
  for (MoatKind kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      guint count = moat_document_count (document, kind);

      if ((kinds & (1u << kind)) != 0 && count > 0)
        moat_report_add (report, _ ("The format has no place for these: %s (%u)."),
                         _ (moat_kind_get_info (kind)->label), count);
    }
}

void
moat_export_lost_steps (MoatDocument *document, MoatReport *report)
{
  GPtrArray *steps = moat_document_list (document, MOAT_KIND_STEP);
  guint count = 0;

  for (guint i = 0; i < steps->len; i++)
    count += moat_step_state (g_ptr_array_index (steps, i))->flow == NULL;
  if (count > 0)
    moat_report_add (report,
                     ngettext ("The format has no place for steps without a flow (%u).",
                               "The format has no place for steps without a flow (%u).", count),
                     count);
}

static guint
count_private (MoatDocument *document)
{
  GPtrArray *threats = moat_document_list (document, MOAT_KIND_THREAT);
  GPtrArray *decisions = moat_document_list (document, MOAT_KIND_DECISION);
  guint count = 0;

  for (guint i = 0; i < threats->len; i++)
    count += moat_threat_state (g_ptr_array_index (threats, i))->is_private;
  for (guint i = 0; i < decisions->len; i++)
    count += moat_decision_state (g_ptr_array_index (decisions, i))->is_private;
  return count;
}

void
moat_export_lost_privacy (MoatDocument *document, MoatReport *report)
{
  guint count = count_private (document);

  if (count > 0)
    moat_report_add (report,
                     ngettext ("%u move or decision marked private is in the file: keep it within the team.",
                               "%u moves and decisions marked private are in the file: keep it within the "
                               "team.",
                               count),
                     count);
}

void
moat_export_lost_marks (MoatDocument *document, MoatReport *report)
{
  guint count = count_private (document);

  if (count > 0)
    moat_report_add (report,
                     ngettext ("%u move or decision marked private is in the file, without that mark.",
                               "%u moves and decisions marked private are in the file, without that mark.",
                               count),
                     count);
}
