/* Rules of the acceptance check about use cases, the model as a whole and what
 * was set aside; and how messages call a record.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "rules.h"

#include "conflicts.h"
#include "query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Characters of a text by which a message calls the record that says it. */
#define MAX_NAME 72

/* ---- What messages call a record ---- */

static char *
quote (const char *text)
{
  g_autofree char *line = g_strdup (text);
  g_autofree char *begin = NULL;

  g_strdelimit (line, "\n", ' ');
  if (g_utf8_strlen (line, -1) <= MAX_NAME)
    return g_strdup_printf (_ ("“%s”"), line);
  begin = g_utf8_substring (line, 0, MAX_NAME - 1);

  /* TRANSLATORS: the beginning of a long text. */
  return g_strdup_printf (_ ("“%s…”"), g_strchomp (begin));
}

char *
moat_checking_name (MoatChecking *checking, MoatRecord *record)
{
  const char *title = moat_record_get_title (record);
  g_autofree char *ends = NULL;
  g_autofree char *quoted = *title == '\0' ? NULL : quote (title);

  if (moat_record_get_kind (record) == MOAT_KIND_ELEMENT && *title != '\0')
    return g_strdup (title);
  if (moat_record_get_kind (record) != MOAT_KIND_FLOW)
    return quoted != NULL
               ? g_steal_pointer (&quoted)
               : moat_text_embed_label (_ (moat_kind_get_info (moat_record_get_kind (record))->label));

  ends = moat_query_flow_ends (checking->document, record);
  /* TRANSLATORS: a flow: its ends, and what happens on it. */
  return quoted == NULL ? g_steal_pointer (&ends) : g_strdup_printf (_ ("%s %s"), ends, quoted);
}

/* ---- Merging ---- */

static void
report_conflicts (MoatChecking *checking, GPtrArray *conflicts)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      const MoatConflict *conflict = g_ptr_array_index (conflicts, i);
      g_autofree char *line = moat_conflict_describe (checking->document, conflict);

      moat_checking_report (checking, _ ("Not settled since a merge: %s"), line);
    }
}

void
moat_rule_merge_unsettled (MoatChecking *checking)
{
  g_autoptr (GPtrArray) conflicts = moat_conflicts_list_of (checking->record);

  report_conflicts (checking, conflicts);
  if (moat_record_get_kind (checking->record) == MOAT_KIND_MODEL)
    {
      g_autoptr (GPtrArray) of_file = moat_conflicts_list_of_file (checking->document);

      report_conflicts (checking, of_file);
    }
}

/* ---- Use cases ---- */

/* One that is begun: it has flows. */
static gboolean
is_drawn (MoatChecking *checking)
{
  return moat_document_has_referrers (checking->document, moat_record_get_id (checking->record),
                                      MOAT_KIND_FLOW);
}

void
moat_rule_use_case_without_steps (MoatChecking *checking)
{
  g_autofree char *name = NULL;

  if (moat_document_has_referrers (checking->document, moat_record_get_id (checking->record), MOAT_KIND_STEP))
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (checking, _ ("Use case %s has no steps."), name);
}

void
moat_rule_use_case_few_moves (MoatChecking *checking)
{
  guint n_moves = moat_checking_get_tally (checking, moat_record_get_id (checking->record), MOAT_TALLY_MOVES);
  g_autofree char *name = NULL;

  if (!is_drawn (checking) || n_moves >= MOAT_TOP_MOVES)
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (
      checking,
      g_dngettext (GETTEXT_PACKAGE, "Use case %s has %u attacker move; its top three threats are asked for.",
                   "Use case %s has %u attacker moves; its top three threats are asked for.", n_moves),
      name, n_moves);
}

void
moat_rule_use_case_few_decisions (MoatChecking *checking)
{
  guint n_decisions = moat_checking_get_tally (checking, moat_record_get_id (checking->record),
                                               MOAT_TALLY_ACTIONABLE);
  g_autofree char *name = NULL;

  if (!is_drawn (checking) || n_decisions >= MOAT_ENOUGH_DECISIONS)
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (
      checking,
      g_dngettext (GETTEXT_PACKAGE,
                   "Use case %s has %u decision that can be built (text, place, verification, and owner or "
                   "ticket); five are asked for.",
                   "Use case %s has %u decisions that can be built (text, place, verification, and owner or "
                   "ticket); five are asked for.",
                   n_decisions),
      name, n_decisions);
}

void
moat_rule_use_case_without_attack_test (MoatChecking *checking)
{
  g_autofree char *name = NULL;

  if (!is_drawn (checking) || moat_use_case_state (checking->record)->attack_test != NULL)
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (checking, _ ("Use case %s has no ticket for an attack test."), name);
}

/* ---- The model ---- */

static const MoatModelState *
get_model (MoatChecking *checking)
{
  return moat_model_state (checking->record);
}

void
moat_rule_model_without_contact (MoatChecking *checking)
{
  if (get_model (checking)->contact == NULL)
    moat_checking_report (checking, _ ("There is no security contact."));
}

static const MoatReviewState *
find_last_review (MoatDocument *document)
{
  MoatRecord *review = moat_query_last_review (document);

  return review != NULL ? moat_review_state (review) : NULL;
}

void
moat_rule_model_unreviewed (MoatChecking *checking)
{
  if (find_last_review (checking->document) == NULL)
    moat_checking_report (checking, _ ("The model was never reviewed."));
}

void
moat_rule_model_changed_since_review (MoatChecking *checking)
{
  const MoatReviewState *review = find_last_review (checking->document);

  if (review == NULL || review->digest == NULL
      || strcmp (review->digest, moat_checking_get_digest (checking)) == 0)
    return;
  moat_checking_report (checking, _ ("The model has changed since its review of %s."), review->date);
}

/* Days after which a review is overdue; 0: never. */
static int
get_days (MoatReviewPolicy policy)
{
  switch (policy)
    {
    case MOAT_REVIEW_POLICY_NONE:
      return 0;
    case MOAT_REVIEW_POLICY_SPRINT:
      return 14;
    case MOAT_REVIEW_POLICY_QUARTERLY:
      return 92;
    case MOAT_REVIEW_POLICY_YEARLY:
      return 366;
    }

  g_return_val_if_reached (0);
}

/* Days from the year 1 on; 0 for what is no date. */
static int
count_days (const char *date)
{
  g_auto (GStrv) parts = g_strsplit (date, "-", 3);
  int numbers[3] = { 0 };
  GDate day;

  for (guint i = 0; i < G_N_ELEMENTS (numbers) && parts[i] != NULL; i++)
    numbers[i] = (int) g_ascii_strtoll (parts[i], NULL, 10);
  if (!g_date_valid_dmy ((GDateDay) numbers[2], numbers[1], (GDateYear) numbers[0]))
    return 0;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) numbers[2], numbers[1], (GDateYear) numbers[0]);

  return (int) g_date_get_julian (&day);
}

void
moat_rule_review_overdue (MoatChecking *checking)
{
  const MoatReviewState *review = find_last_review (checking->document);
  int n_days = get_days (get_model (checking)->review_policy);

  if (review == NULL || n_days == 0 || count_days (review->date) == 0
      || count_days (review->date) + n_days >= count_days (checking->today))
    return;
  moat_checking_report (checking, _ ("The last review was on %s; the next one is overdue."), review->date);
}

/* ---- What was set aside ---- */

void
moat_rule_exemption_unexplained (MoatChecking *checking)
{
  const MoatExemptionState *exemption = moat_exemption_state (checking->record);

  if (exemption->reason == NULL)
    moat_checking_report (checking, _ ("The exemption from “%s” does not say why."),
                          moat_text_get (exemption->rule));
  else if (exemption->who == NULL)
    moat_checking_report (checking, _ ("The exemption from “%s” does not say who decided it."),
                          moat_text_get (exemption->rule));
}

void
moat_rule_exemption_expired (MoatChecking *checking)
{
  const MoatExemptionState *exemption = moat_exemption_state (checking->record);

  if (exemption->until == NULL || strcmp (exemption->until, checking->today) >= 0)
    return;
  moat_checking_report (checking, _ ("The exemption from “%s” ended on %s."), moat_text_get (exemption->rule),
                        exemption->until);
}
