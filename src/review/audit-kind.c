/* Which documents are security documentation, and of what kind.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "audit-private.h"

#include "audit-path.h"
#include "audit-words.h"

#include <glib/gi18n-lib.h>

/* A decision record that speaks of security does so more than once. */
#define ENOUGH_OF_SECURITY 3

static const struct
{
  const char *nick;
  const char *label;
} names[] = {
  [MOAT_AUDIT_SECURITY_MD] = { "security-md", N_ ("security policy") },
  [MOAT_AUDIT_THREAT_MODEL] = { "threat-model", N_ ("threat model") },
  [MOAT_AUDIT_DECISION_RECORD] = { "decision-record", N_ ("architecture decision on security") },
  [MOAT_AUDIT_REVIEW] = { "review", N_ ("security review") },
  [MOAT_AUDIT_DOCUMENT] = { "document", N_ ("security document") },
  [MOAT_AUDIT_SECTION] = { "section", N_ ("document with a section on security") },
  [MOAT_AUDIT_MODEL] = { "model", N_ ("model") },
};

const char *
moat_audit_kind_get_label (MoatAuditKind kind)
{
  return _ (names[kind].label);
}

const char *
moat_audit_kind_get_nick (MoatAuditKind kind)
{
  return names[kind].nick;
}

static guint
count_security (const MoatProse *prose)
{
  guint n = 0;

  for (guint i = 0; i < prose->blocks->len; i++)
    {
      const MoatProseBlock *block = g_ptr_array_index (prose->blocks, i);
      g_autofree char *words = moat_audit_words_normalize (block->text);

      n += moat_audit_words_find (words, MOAT_WORD_SECURITY) != 0;
    }
  return n;
}

static gboolean
has_section (const MoatProse *prose)
{
  for (guint i = 0; i < prose->blocks->len; i++)
    {
      const MoatProseBlock *block = g_ptr_array_index (prose->blocks, i);
      g_autofree char *words = NULL;

      if (block->kind != MOAT_PROSE_HEADING || block->level == MOAT_PROSE_LABEL)
        continue;
      words = moat_audit_words_normalize (block->text);
      if (moat_audit_words_find (words, MOAT_WORD_SECTION) != 0)
        return TRUE;
    }
  return FALSE;
}

/* By what the name and the title promise. A text on how such documents are made is none itself. */
static int
kind_by_title (const char *words)
{
  MoatWord found = moat_audit_words_find (words, MOAT_WORD_MODEL | MOAT_WORD_REVIEW | MOAT_WORD_METHOD
                                                     | MOAT_WORD_SECURITY | MOAT_WORD_BOUNDARY);

  if ((found & MOAT_WORD_METHOD) != 0)
    return -1;
  if ((found & MOAT_WORD_MODEL) != 0)
    return MOAT_AUDIT_THREAT_MODEL;
  if ((found & MOAT_WORD_REVIEW) != 0)
    return MOAT_AUDIT_REVIEW;
  return (found & (MOAT_WORD_SECURITY | MOAT_WORD_BOUNDARY)) != 0 ? MOAT_AUDIT_DOCUMENT : -1;
}

static gboolean
is_about_method (const char *words)
{
  return moat_audit_words_find (words, MOAT_WORD_METHOD) != 0
         && moat_audit_words_find (words, MOAT_WORD_MODEL | MOAT_WORD_REVIEW | MOAT_WORD_SECURITY) != 0;
}

gboolean
moat_audit_find_kind (const char *path,
                      const MoatProse *prose,
                      const MoatAuditCoverage *coverage,
                      MoatAuditKind *kind)
{
  const char *title = moat_prose_get_title (prose);
  g_autofree char *stem = moat_audit_path_get_stem (path);
  g_autofree char *stem_words = moat_audit_words_normalize (stem);
  g_autofree char *title_words = moat_audit_words_normalize (title != NULL ? title : "");
  int found;

  if (moat_audit_path_is_security_md (path))
    {
      *kind = MOAT_AUDIT_SECURITY_MD;
      return TRUE;
    }
  if (is_about_method (stem_words) || is_about_method (title_words))
    return FALSE;
  if (moat_audit_path_is_decision_record (path))
    {
      *kind = MOAT_AUDIT_DECISION_RECORD;
      return coverage->topics != 0 && count_security (prose) >= ENOUGH_OF_SECURITY;
    }
  found = MAX (kind_by_title (stem_words), -1);
  if (found < 0)
    found = kind_by_title (title_words);
  if (found < 0 && has_section (prose))
    found = MOAT_AUDIT_SECTION;
  if (found < 0)
    return FALSE;
  *kind = found;
  /* A name alone promises a threat model or a review; anything else has to say something. */
  return found == MOAT_AUDIT_THREAT_MODEL || found == MOAT_AUDIT_REVIEW ? coverage->n_statements > 0
                                                                        : coverage->topics != 0;
}
