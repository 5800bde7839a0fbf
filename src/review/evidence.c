/* Keeping what is known of cited files, entry by entry, and who cites them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "evidence.h"

#include "citation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is kept of an entry from when it first comes up; entries that are edited away stay, as they may come
 * back with an undo. */
typedef struct
{
  MoatEvidenceStatus status;
  char *changed_on; /* owned, may be NULL */
  gboolean is_file; /* only those are looked up */
} Known;

struct _MoatEvidence
{
  GObject parent_instance;
  MoatDocument *document;
  GHashTable *known; /* entry → Known, owned */
  GPtrArray *wanted; /* entries, owned; none of them twice */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatEvidence, moat_evidence, G_TYPE_OBJECT)

/* ---- Statuses ---- */

gboolean
moat_evidence_status_is_missing (MoatEvidenceStatus status)
{
  return status == MOAT_EVIDENCE_NO_FILE || status == MOAT_EVIDENCE_NO_LINE
         || status == MOAT_EVIDENCE_NO_SYMBOL || status == MOAT_EVIDENCE_OUTSIDE;
}

char *
moat_evidence_status_describe (MoatEvidenceStatus status, const char *entry)
{
  g_auto (MoatCitation) citation = { 0 };

  moat_citation_init (&citation, entry);
  switch (status)
    {
    case MOAT_EVIDENCE_UNKNOWN:
    case MOAT_EVIDENCE_NOT_LOOKED:
    case MOAT_EVIDENCE_FOUND:
      return NULL;
    case MOAT_EVIDENCE_CHANGED:
      return g_strdup_printf (_ ("%s was changed after the decision."), entry);
    case MOAT_EVIDENCE_NO_FILE:
      return g_strdup_printf (_ ("There is no file %s."), citation.path == NULL ? entry : citation.path);
    case MOAT_EVIDENCE_NO_LINE:
      return g_strdup_printf (_ ("%s has no line %u."), citation.path, citation.line);
    case MOAT_EVIDENCE_NO_SYMBOL:
      return g_strdup_printf (_ ("%s has no “%s”."), citation.path,
                              citation.symbol == NULL ? citation.test : citation.symbol);
    case MOAT_EVIDENCE_OUTSIDE:
      return g_strdup_printf (_ ("%s is outside the repository."), entry);
    }

  g_assert_not_reached ();
}

MoatEvidenceFact *
moat_evidence_fact_new (const char *entry, MoatEvidenceStatus status, const char *changed_on)
{
  MoatEvidenceFact *fact = g_new (MoatEvidenceFact, 1);

  fact->entry = g_strdup (entry);
  fact->status = status;
  fact->changed_on = g_strdup (changed_on);

  return fact;
}

void
moat_evidence_fact_free (MoatEvidenceFact *fact)
{
  g_free (fact->entry);
  g_free (fact->changed_on);
  g_free (fact);
}

/* ---- Entries ---- */

static void
known_free (gpointer data)
{
  Known *known = data;

  g_free (known->changed_on);
  g_free (known);
}

const MoatList *
moat_evidence_get_entries (MoatRecord *record)
{
  const MoatState *state = moat_record_get_state (record);

  if (state != NULL && state->kind == MOAT_KIND_DECISION)
    return ((const MoatDecisionState *) state)->enforced;
  if (state != NULL && state->kind == MOAT_KIND_VERIFICATION)
    return ((const MoatVerificationState *) state)->evidence;

  return NULL;
}

/* A file, or a test that is led by its file: that one should be there too. */
static gboolean
is_cited_file (const char *entry)
{
  g_auto (MoatCitation) citation = { 0 };

  moat_citation_init (&citation, entry);
  return citation.path != NULL;
}

static void
want_record (MoatEvidence *self, MoatRecord *record)
{
  const MoatList *entries = moat_evidence_get_entries (record);

  for (guint i = 0; i < moat_list_len (entries); i++)
    {
      const char *entry = moat_list_get (entries, i);
      Known *known;

      if (g_hash_table_contains (self->known, entry))
        continue;
      known = g_new0 (Known, 1);
      known->is_file = is_cited_file (entry);
      known->status = known->is_file ? MOAT_EVIDENCE_UNKNOWN : MOAT_EVIDENCE_NOT_LOOKED;
      g_hash_table_insert (self->known, g_strdup (entry), known);
      if (known->is_file)
        g_ptr_array_add (self->wanted, g_strdup (entry));
    }
}

static void
want_kind (MoatEvidence *self, MoatKind kind)
{
  GPtrArray *records = moat_document_list (self->document, kind);

  for (guint i = 0; i < records->len; i++)
    want_record (self, g_ptr_array_index (records, i));
}

static void
document_changed_cb (MoatDocument *document, MoatChanges *changes, MoatEvidence *self)
{
  gboolean had_wanted = self->wanted->len > 0;

  if (!moat_changes_touch (changes, MOAT_KIND_DECISION)
      && !moat_changes_touch (changes, MOAT_KIND_VERIFICATION))
    return;
  for (guint i = 0; i < changes->items->len; i++)
    {
      MoatChange *change = g_ptr_array_index (changes->items, i);

      want_record (self, change->record);
    }
  if (!had_wanted && self->wanted->len > 0)
    g_signal_emit (self, signals[SIGNAL_WANTED], 0);
}

/* ---- Asking ---- */

/* Code that enforces a decision and changed since may no longer do so; a test that changed is run again. */
static gboolean
is_newer_than_decision (MoatRecord *record, const Known *known)
{
  const MoatState *state = moat_record_get_state (record);
  const char *decided_on;

  if (known->changed_on == NULL || state == NULL || state->kind != MOAT_KIND_DECISION)
    return FALSE;
  decided_on = ((const MoatDecisionState *) state)->decided_on;

  return decided_on != NULL && strcmp (known->changed_on, decided_on) > 0;
}

MoatEvidenceStatus
moat_evidence_get (MoatEvidence *self, MoatRecord *record, const char *entry)
{
  const Known *known;

  g_return_val_if_fail (entry != NULL, MOAT_EVIDENCE_UNKNOWN);

  known = self == NULL ? NULL : g_hash_table_lookup (self->known, entry);
  if (known == NULL)
    return is_cited_file (entry) ? MOAT_EVIDENCE_UNKNOWN : MOAT_EVIDENCE_NOT_LOOKED;
  if (known->status == MOAT_EVIDENCE_FOUND && is_newer_than_decision (record, known))
    return MOAT_EVIDENCE_CHANGED;

  return known->status;
}

gboolean
moat_evidence_has_wanted (MoatEvidence *self)
{
  return self->wanted->len > 0;
}

GPtrArray *
moat_evidence_steal_wanted (MoatEvidence *self)
{
  GPtrArray *wanted = g_steal_pointer (&self->wanted);

  self->wanted = g_ptr_array_new_with_free_func (g_free);
  return wanted;
}

void
moat_evidence_want_all (MoatEvidence *self)
{
  GHashTableIter iter;
  gpointer entry, known;

  g_ptr_array_set_size (self->wanted, 0);
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &entry, &known))
    {
      if (((Known *) known)->is_file)
        g_ptr_array_add (self->wanted, g_strdup (entry));
    }
  if (self->wanted->len > 0)
    g_signal_emit (self, signals[SIGNAL_WANTED], 0);
}

/* ---- Telling ---- */

static gboolean
take_fact (MoatEvidence *self, const MoatEvidenceFact *fact)
{
  Known *known = g_hash_table_lookup (self->known, fact->entry);

  if (known == NULL || !known->is_file
      || (known->status == fact->status && g_strcmp0 (known->changed_on, fact->changed_on) == 0))
    return FALSE;
  known->status = fact->status;
  g_free (known->changed_on);
  known->changed_on = g_strdup (fact->changed_on);

  return TRUE;
}

static void
add_citing (MoatEvidence *self, MoatKind kind, GHashTable *entries, GPtrArray *citing)
{
  GPtrArray *records = moat_document_list (self->document, kind);

  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);
      const MoatList *list = moat_evidence_get_entries (record);
      gboolean is_citing = FALSE;

      for (guint j = 0; j < moat_list_len (list) && !is_citing; j++)
        is_citing = g_hash_table_contains (entries, moat_list_get (list, j));
      if (is_citing)
        g_ptr_array_add (citing, g_object_ref (record));
    }
}

void
moat_evidence_tell (MoatEvidence *self, GPtrArray *facts)
{
  g_autoptr (GHashTable) differing = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) citing = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < facts->len; i++)
    {
      MoatEvidenceFact *fact = g_ptr_array_index (facts, i);

      if (take_fact (self, fact))
        g_hash_table_add (differing, fact->entry);
    }
  if (g_hash_table_size (differing) == 0)
    return;

  add_citing (self, MOAT_KIND_DECISION, differing, citing);
  add_citing (self, MOAT_KIND_VERIFICATION, differing, citing);
  if (citing->len > 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, citing);
}

/* ---- The object ---- */

static void
moat_evidence_finalize (GObject *object)
{
  MoatEvidence *self = MOAT_EVIDENCE (object);

  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->wanted);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (moat_evidence_parent_class)->finalize (object);
}

static void
moat_evidence_class_init (MoatEvidenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_evidence_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_WANTED] = g_signal_new ("wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
}

static void
moat_evidence_init (MoatEvidence *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_free);
  self->wanted = g_ptr_array_new_with_free_func (g_free);
}

MoatEvidence *
moat_evidence_new (MoatDocument *document)
{
  MoatEvidence *self = g_object_new (MOAT_TYPE_EVIDENCE, NULL);

  self->document = g_object_ref (document);
  want_kind (self, MOAT_KIND_DECISION);
  want_kind (self, MOAT_KIND_VERIFICATION);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, 0);

  return self;
}
