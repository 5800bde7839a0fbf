/* What one click can put right, and setting findings aside.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "checks.h"

#include "edit.h"
#include "query.h"
#include "words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- The fixes: each edits inside the caller's transaction ---- */

static gboolean
mark_encrypted (MoatDocument *document, MoatRecord *flow)
{
  ((MoatFlowState *) moat_document_edit (document, flow))->encrypted = MOAT_YES;

  return TRUE;
}

/* The decisions of the later move go over to the earlier one that says the same. */
static gboolean
join_duplicate (MoatDocument *document, MoatRecord *threat)
{
  g_autoptr (GPtrArray) decisions = moat_query_decisions (document, moat_record_get_id (threat));
  g_autoptr (GPtrArray) others = moat_document_list_children (document, moat_threat_state (threat)->on,
                                                              MOAT_KIND_THREAT);
  MoatRecord *kept = NULL;
  double best = 0;

  for (guint i = 0; i < others->len; i++)
    {
      MoatRecord *other = g_ptr_array_index (others, i);
      double alike = other == threat ? 0
                                     : moat_words_compare (moat_threat_state (other)->text,
                                                           moat_threat_state (threat)->text);

      if (alike > best)
        {
          best = alike;
          kept = other;
        }
    }
  if (kept == NULL)
    return FALSE;
  for (guint i = 0; i < decisions->len; i++)
    moat_edit_link_decision (document, g_ptr_array_index (decisions, i), kept);
  moat_document_remove (document, threat);

  return TRUE;
}

static gboolean
number_flows (MoatDocument *document, MoatRecord *use_case)
{
  const char *id = moat_record_get_id (use_case);
  g_autoptr (GPtrArray) flows = moat_query_flows (document, id);

  for (guint i = 0; i < flows->len; i++)
    moat_edit_add_step (document, id, g_ptr_array_index (flows, i), NULL, NULL);

  return flows->len > 0;
}

static gboolean
reopen (MoatDocument *document, MoatRecord *threat)
{
  ((MoatThreatState *) moat_document_edit (document, threat))->status = MOAT_THREAT_OPEN;

  return TRUE;
}

static gboolean
remove_record (MoatDocument *document, MoatRecord *record)
{
  moat_document_remove (document, record);

  return TRUE;
}

static const struct
{
  const char *rule;
  const char *label; /* translatable: of a button */
  gboolean (*fix) (MoatDocument *document, MoatRecord *record);
} fixes[] = {
  { "crossing-encryption-unstated", N_ ("It is encrypted"), mark_encrypted },
  { "move-duplicate", N_ ("Join the moves"), join_duplicate },
  { "use-case-without-steps", N_ ("Number the flows"), number_flows },
  { "element-unconnected", N_ ("Delete the element"), remove_record },
  { "accepted-expired", N_ ("Open the move again"), reopen },
  { "exemption-expired", N_ ("Remove the exemption"), remove_record },
};

static int
find_fix (const MoatFinding *finding)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixes); i++)
    {
      if (strcmp (fixes[i].rule, finding->rule->id) == 0)
        return (int) i;
    }

  return -1;
}

/* Numbering needs flows to number. */
static gboolean
is_possible (const MoatFinding *finding, MoatDocument *document)
{
  return strcmp (finding->rule->id, "use-case-without-steps") != 0
         || moat_document_has_referrers (document, moat_record_get_id (finding->record), MOAT_KIND_FLOW);
}

const char *
moat_finding_get_fix (const MoatFinding *finding, MoatDocument *document)
{
  int index = find_fix (finding);

  return index < 0 || !is_possible (finding, document) ? NULL : _ (fixes[index].label);
}

gboolean
moat_finding_fix (const MoatFinding *finding, MoatDocument *document)
{
  int index = find_fix (finding);
  /* Both are gone with the finding, once the model has changed. */
  g_autoptr (MoatRecord) record = g_object_ref (finding->record);

  if (index < 0 || !moat_record_is_live (record))
    return FALSE;
  moat_document_begin (document, _ (fixes[index].label));
  fixes[index].fix (document, record);

  return moat_document_commit (document);
}

void
moat_finding_exempt (const MoatFinding *finding,
                     MoatDocument *document,
                     const char *reason,
                     const char *who,
                     const char *until)
{
  const char *rule = finding->rule->id;
  g_autoptr (MoatRecord) about = g_object_ref (finding->record);

  MOAT_TRANSACTION (document, _ ("Set a finding aside"))
  {
    MoatExemptionState *state = moat_document_edit (document,
                                                    moat_document_add (document, MOAT_KIND_EXEMPTION, NULL));

    moat_text_set (&state->about, moat_record_get_id (about));
    moat_text_set (&state->rule, rule);
    moat_text_set (&state->reason, reason);
    moat_text_set (&state->who, who);
    moat_text_set (&state->until, until);
  }
}

void
moat_finding_count_again (const MoatFinding *finding, MoatDocument *document)
{
  g_autoptr (MoatRecord) exemption = NULL;

  g_return_if_fail (finding->exemption != NULL);

  exemption = g_object_ref (finding->exemption);
  if (!moat_record_is_live (exemption))
    return;
  MOAT_TRANSACTION (document, _ ("Count a finding again"))
  moat_document_remove (document, exemption);
}

gboolean
moat_finding_can_exempt (const MoatFinding *finding)
{
  return moat_record_get_kind (finding->record) != MOAT_KIND_EXEMPTION;
}
