/* The acceptance check's engine: judges what a change set touched, and knows
 * all findings at any time.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "checks.h"

#include "affected.h"
#include "digest.h"
#include "query.h"
#include "rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a record adds to its use case. */
typedef struct
{
  char *use_case;
  MoatTally tally;
} Share;

typedef struct
{
  guint counts[MOAT_N_TALLIES];
} Tallies;

struct _MoatChecks
{
  GObject parent_instance;
  MoatDocument *document;
  MoatEvidence *evidence; /* NULL: nothing was looked up */
  char *today;
  MoatDigest *digest;   /* NULL: nobody has asked yet */
  char *digest_text;    /* of the records as they were judged last; NULL: nobody has asked since */
  GHashTable *findings; /* record id → GPtrArray of MoatFinding; owned, never empty */
  GHashTable *shares;   /* record id → Share; owned */
  GHashTable *tallies;  /* use case id → Tallies; owned */
  GHashTable *touched;  /* set of MoatRecord: told by the zones, not judged yet */
  guint counts[MOAT_GATE_BUILD + 1][MOAT_SEVERITY_ERROR + 1]; /* those that count, by their rule's own gate */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatChecks, moat_checks, G_TYPE_OBJECT)

/* ---- Findings ---- */

static void
finding_clear (MoatFinding *finding)
{
  g_object_unref (finding->record);
  g_clear_object (&finding->exemption);
  g_free (finding->message);
}

MoatFinding *
moat_finding_ref (const MoatFinding *finding)
{
  return g_rc_box_acquire ((MoatFinding *) finding);
}

void
moat_finding_unref (MoatFinding *finding)
{
  g_rc_box_release_full (finding, (GDestroyNotify) finding_clear);
}

/* In force, not run out by today. */
static MoatRecord *
find_exemption (MoatChecking *checking)
{
  g_autoptr (GPtrArray) exemptions = moat_document_list_children (checking->document,
                                                                  moat_record_get_id (checking->record),
                                                                  MOAT_KIND_EXEMPTION);

  for (guint i = 0; i < exemptions->len; i++)
    {
      MoatRecord *exemption = g_ptr_array_index (exemptions, i);
      const MoatExemptionState *state = moat_exemption_state (exemption);

      if (g_strcmp0 (state->rule, checking->rule->id) == 0
          && (state->until == NULL || strcmp (state->until, checking->today) >= 0))
        return exemption;
    }

  return NULL;
}

void
moat_checking_report (MoatChecking *checking, const char *format, ...)
{
  MoatFinding *finding = g_rc_box_new0 (MoatFinding);
  MoatRecord *exemption = find_exemption (checking);
  va_list args;

  va_start (args, format);
  finding->message = g_strdup_vprintf (format, args);
  va_end (args);
  finding->rule = checking->rule;
  finding->record = g_object_ref (checking->record);
  finding->exemption = exemption != NULL ? g_object_ref (exemption) : NULL;
  g_ptr_array_add (checking->findings, finding);
}

guint
moat_checking_get_tally (MoatChecking *checking, const char *use_case_id, MoatTally tally)
{
  const Tallies *tallies = g_hash_table_lookup (checking->checks->tallies, use_case_id);

  return tallies == NULL ? 0 : tallies->counts[tally];
}

const char *
moat_checking_get_digest (MoatChecking *checking)
{
  MoatChecks *self = checking->checks;

  if (self->digest == NULL)
    self->digest = moat_digest_new (self->document);
  if (self->digest_text == NULL)
    self->digest_text = moat_digest_get (self->digest);

  return self->digest_text;
}

MoatEvidence *
moat_checking_get_evidence (MoatChecking *checking)
{
  return checking->checks->evidence;
}

/* Adds @sign for each finding of @list that counts. */
static void
count_list (MoatChecks *self, const GPtrArray *list, int sign)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const MoatFinding *finding = g_ptr_array_index (list, i);

      if (finding->exemption == NULL)
        self->counts[finding->rule->gate][finding->rule->severity] += (guint) sign;
    }
}

static void
judge (MoatChecks *self, MoatRecord *record)
{
  const char *id = moat_record_get_id (record);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) moat_finding_unref);
  MoatChecking checking = { self,   self->document, moat_zones_get (self->document), self->today, NULL,
                            record, findings };
  guint n_rules;
  const MoatRule *rules = moat_rules_get (&n_rules);

  count_list (self, g_hash_table_lookup (self->findings, id), -1);
  g_hash_table_remove (self->findings, id);
  if (!moat_record_is_live (record))
    return;
  for (guint i = 0; i < n_rules; i++)
    {
      checking.rule = &rules[i];
      if (rules[i].kind == moat_record_get_kind (record) || rules[i].kind == MOAT_N_KINDS)
        rules[i].check (&checking);
    }
  count_list (self, findings, 1);
  if (findings->len > 0)
    g_hash_table_insert (self->findings, g_strdup (id), g_steal_pointer (&findings));
}

/* ---- What use cases end with ---- */

static void
share_free (gpointer data)
{
  Share *share = data;

  g_free (share->use_case);
  g_free (share);
}

static void
add_share (MoatChecks *self, const Share *share, int sign)
{
  Tallies *tallies = g_hash_table_lookup (self->tallies, share->use_case);

  if (tallies == NULL)
    {
      tallies = g_new0 (Tallies, 1);
      g_hash_table_insert (self->tallies, g_strdup (share->use_case), tallies);
    }
  tallies->counts[share->tally] += (guint) sign;
}

static gboolean
has_share (MoatChecks *self, MoatRecord *record, MoatTally *tally)
{
  if (moat_record_get_kind (record) == MOAT_KIND_THREAT)
    {
      const MoatThreatState *state = moat_threat_state (record);

      *tally = MOAT_TALLY_MOVES;
      return state->text != NULL && state->status != MOAT_THREAT_NOT_APPLICABLE;
    }
  *tally = MOAT_TALLY_ACTIONABLE;

  return moat_record_get_kind (record) == MOAT_KIND_DECISION
         && moat_decision_is_actionable (self->document, record);
}

/* Counts @record anew; the use cases that have another count now are added to @records. */
static void
tally (MoatChecks *self, MoatRecord *record, GHashTable *records)
{
  const char *id = moat_record_get_id (record);
  const Share *before = g_hash_table_lookup (self->shares, id);
  MoatRecord *use_case = moat_record_is_live (record) ? moat_query_use_case (self->document, record) : NULL;
  MoatTally share_of;
  gboolean counts = use_case != NULL && has_share (self, record, &share_of);
  const char *use_case_id = counts ? moat_record_get_id (use_case) : NULL;

  if (before == NULL ? !counts : counts && strcmp (before->use_case, use_case_id) == 0)
    return;
  if (before != NULL)
    {
      MoatRecord *left = moat_document_find (self->document, before->use_case);

      add_share (self, before, -1);
      if (left != NULL)
        g_hash_table_add (records, g_object_ref (left));
      g_hash_table_remove (self->shares, id);
    }
  if (counts)
    {
      Share *share = g_new0 (Share, 1);

      share->use_case = g_strdup (use_case_id);
      share->tally = share_of;
      add_share (self, share, 1);
      g_hash_table_add (records, g_object_ref (use_case));
      g_hash_table_insert (self->shares, g_strdup (id), share);
    }
}

/* ---- Judging what changed ---- */

/* The records of a set. Owned. */
static GPtrArray *
list_records (GHashTable *records)
{
  GPtrArray *list = g_ptr_array_new_full (g_hash_table_size (records), g_object_unref);
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, &record, NULL))
    g_ptr_array_add (list, g_object_ref (record));

  return list;
}

static gboolean
is_tallied (MoatRecord *record)
{
  return moat_record_get_kind (record) == MOAT_KIND_THREAT
         || moat_record_get_kind (record) == MOAT_KIND_DECISION;
}

/* Judges all of @records, a set that may grow by use cases; digest and counts first, for rules that ask them.
 */
static void
judge_all (MoatChecks *self, GHashTable *records)
{
  g_autoptr (GPtrArray) list = list_records (records);
  MoatRecord *model = moat_document_get_model (self->document);
  GHashTableIter iter;
  gpointer record;

  for (guint i = 0; i < list->len; i++)
    {
      if (is_tallied (g_ptr_array_index (list, i)))
        tally (self, g_ptr_array_index (list, i), records);
      if (self->digest != NULL)
        moat_digest_update (self->digest, g_ptr_array_index (list, i));
    }
  g_clear_pointer (&self->digest_text, g_free);
  /* Any change may be one since the last review. */
  g_hash_table_add (records, g_object_ref (model));
  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, &record, NULL))
    judge (self, record);
}

static void
zones_changed_cb (MoatChecks *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);

      if (moat_record_get_kind (record) == MOAT_KIND_FLOW)
        g_hash_table_add (self->touched, g_object_ref (record));
    }
}

static void
document_changed_cb (MoatChecks *self, const MoatChanges *changes)
{
  g_autoptr (GPtrArray) records = NULL;

  moat_affected_add (self->document, changes, self->touched);
  moat_affected_add_judged (self->document, changes, self->touched);
  if (g_hash_table_size (self->touched) == 0)
    return;
  judge_all (self, self->touched);

  records = list_records (self->touched);
  g_hash_table_remove_all (self->touched);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, records);
}

static GHashTable *
new_record_set (void)
{
  return g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/* Judges every record there is. Returns them; owned. */
static GHashTable *
judge_whole (MoatChecks *self)
{
  GHashTable *records = new_record_set ();

  for (int kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      GPtrArray *list = moat_document_list (self->document, kind);

      for (guint i = 0; i < list->len; i++)
        g_hash_table_add (records, g_object_ref (g_ptr_array_index (list, i)));
    }
  judge_all (self, records);

  return records;
}

/* ---- Asking ---- */

MoatDocument *
moat_checks_get_document (MoatChecks *self)
{
  g_return_val_if_fail (MOAT_IS_CHECKS (self), NULL);

  return self->document;
}

const char *
moat_checks_get_today (MoatChecks *self)
{
  g_return_val_if_fail (MOAT_IS_CHECKS (self), NULL);

  return self->today;
}

void
moat_checks_set_today (MoatChecks *self, const char *today)
{
  g_autoptr (GHashTable) judged = NULL;
  g_autoptr (GPtrArray) records = NULL;

  g_return_if_fail (MOAT_IS_CHECKS (self));

  if (strcmp (self->today, today) == 0)
    return;
  g_free (self->today);
  self->today = g_strdup (today);
  judged = judge_whole (self);
  records = list_records (judged);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, records);
}

/* Also emitted by the document's own change, in whatever order: judging twice is judging once. */
static void
evidence_changed_cb (MoatChecks *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    judge (self, g_ptr_array_index (records, i));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, records);
}

/* The records that can cite something. */
static GPtrArray *
list_citing (MoatChecks *self)
{
  GPtrArray *records = g_ptr_array_new ();

  g_ptr_array_extend (records, moat_document_list (self->document, MOAT_KIND_DECISION), NULL, NULL);
  g_ptr_array_extend (records, moat_document_list (self->document, MOAT_KIND_VERIFICATION), NULL, NULL);

  return records;
}

void
moat_checks_set_evidence (MoatChecks *self, MoatEvidence *evidence)
{
  g_autoptr (GPtrArray) records = NULL;

  g_return_if_fail (MOAT_IS_CHECKS (self));

  if (self->evidence == evidence)
    return;
  if (self->evidence != NULL)
    g_signal_handlers_disconnect_by_data (self->evidence, self);
  g_set_object (&self->evidence, evidence);
  if (evidence != NULL)
    g_signal_connect_object (evidence, "changed", G_CALLBACK (evidence_changed_cb), self, G_CONNECT_SWAPPED);
  records = list_citing (self);
  evidence_changed_cb (self, records);
}

GPtrArray *
moat_checks_list (MoatChecks *self, const char *record_id)
{
  g_return_val_if_fail (MOAT_IS_CHECKS (self), NULL);

  return g_hash_table_lookup (self->findings, record_id);
}

int
moat_finding_compare (const MoatFinding *a, const MoatFinding *b)
{
  const MoatState *first = moat_record_get_state (a->record);
  const MoatState *second = moat_record_get_state (b->record);
  int order = 0;

  if (a->rule->question != b->rule->question)
    return a->rule->question < b->rule->question ? -1 : 1;
  if (a->rule != b->rule)
    return a->rule < b->rule ? -1 : 1;
  if (first != NULL && second != NULL)
    order = strcmp (moat_text_get (first->order), moat_text_get (second->order));

  return order != 0 ? order : strcmp (moat_record_get_id (a->record), moat_record_get_id (b->record));
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  return moat_finding_compare (*(MoatFinding *const *) a, *(MoatFinding *const *) b);
}

GPtrArray *
moat_checks_list_all (MoatChecks *self, MoatGate gate)
{
  GPtrArray *all = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer list;

  g_return_val_if_fail (MOAT_IS_CHECKS (self), all);

  g_hash_table_iter_init (&iter, self->findings);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    {
      for (guint i = 0; i < ((GPtrArray *) list)->len; i++)
        {
          MoatFinding *finding = g_ptr_array_index ((GPtrArray *) list, i);

          if (finding->rule->gate <= gate)
            g_ptr_array_add (all, finding);
        }
    }
  g_ptr_array_sort (all, compare_findings);

  return all;
}

guint
moat_checks_count (MoatChecks *self, MoatGate gate, MoatSeverity severity)
{
  guint n_findings = 0;

  g_return_val_if_fail (MOAT_IS_CHECKS (self), 0);

  for (guint i = 0; i <= (guint) gate; i++)
    for (guint j = severity; j <= MOAT_SEVERITY_ERROR; j++)
      n_findings += self->counts[i][j];

  return n_findings;
}

char *
moat_checks_dup_digest (MoatChecks *self)
{
  g_return_val_if_fail (MOAT_IS_CHECKS (self), NULL);

  if (self->digest == NULL)
    self->digest = moat_digest_new (self->document);

  return moat_digest_get (self->digest);
}

/* ---- The object ---- */

static void
moat_checks_finalize (GObject *object)
{
  MoatChecks *self = MOAT_CHECKS (object);

  g_clear_pointer (&self->digest, moat_digest_free);
  g_clear_object (&self->document);
  g_clear_object (&self->evidence);
  g_free (self->today);
  g_free (self->digest_text);
  g_hash_table_unref (self->findings);
  g_hash_table_unref (self->shares);
  g_hash_table_unref (self->tallies);
  g_hash_table_unref (self->touched);

  G_OBJECT_CLASS (moat_checks_parent_class)->finalize (object);
}

static void
moat_checks_class_init (MoatChecksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_checks_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", MOAT_TYPE_CHECKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
moat_checks_init (MoatChecks *self)
{
  self->findings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_ptr_array_unref);
  self->shares = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, share_free);
  self->tallies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->touched = new_record_set ();
}

MoatChecks *
moat_checks_new (MoatDocument *document, const char *today)
{
  MoatChecks *self = g_object_new (MOAT_TYPE_CHECKS, NULL);

  self->document = g_object_ref (document);
  self->today = g_strdup (today);
  g_hash_table_unref (judge_whole (self));
  g_signal_connect_object (moat_zones_get (document), "changed", G_CALLBACK (zones_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}
