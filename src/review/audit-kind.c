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
                                                     | MOAT_WORD_TITLE);

  if ((found & MOAT_WORD_METHOD) != 0)
    return -1;
  if ((found & MOAT_WORD_MODEL) != 0)
    return MOAT_AUDIT_THREAT_MODEL;
  if ((found & MOAT_WORD_REVIEW) != 0)
    return MOAT_AUDIT_REVIEW;
  return (found & MOAT_WORD_TITLE) != 0 ? MOAT_AUDIT_DOCUMENT : -1;
}

static gboolean
is_about_method (const char *words)
{
  return moat_audit_words_find (words, MOAT_WORD_METHOD) != 0
         && moat_audit_words_find (words, MOAT_WORD_MODEL | MOAT_WORD_REVIEW | MOAT_WORD_TITLE) != 0;
}

gboolean
moat_audit_guess_kind (const char *path, const MoatProse *prose, MoatAuditKind *kind)
{
  const char *title = moat_prose_get_title (prose);
  g_autofree char *stem = moat_audit_path_get_stem (path);
  g_autofree char *stem_words = moat_audit_words_normalize (stem);
  g_autofree char *title_words = moat_audit_words_normalize (title != NULL ? title : "");
  int found = -1;

  if (moat_audit_path_is_security_md (path))
    found = MOAT_AUDIT_SECURITY_MD;
  else if (is_about_method (stem_words) || is_about_method (title_words))
    return FALSE;
  else if (moat_audit_path_is_decision_record (path))
    found = MOAT_AUDIT_DECISION_RECORD;
  if (found < 0)
    found = kind_by_title (stem_words);
  if (found < 0)
    found = kind_by_title (title_words);
  if (found < 0 && has_section (prose))
    found = MOAT_AUDIT_SECTION;
  *kind = MAX (found, 0);
  return found >= 0;
}

gboolean
moat_audit_is_documentation (const MoatProse *prose, const MoatAuditCoverage *coverage, MoatAuditKind kind)
{
  const guint telling = 1 << MOAT_AUDIT_BOUNDARIES | 1 << MOAT_AUDIT_THREATS;

  switch (kind)
    {
    case MOAT_AUDIT_SECURITY_MD:
    case MOAT_AUDIT_MODEL:
      return TRUE;
    case MOAT_AUDIT_THREAT_MODEL:
    case MOAT_AUDIT_REVIEW:
      /* The name promises it; whether it is kept is what the audit says. */
      return prose->blocks->len > 0;
    case MOAT_AUDIT_DECISION_RECORD:
      return coverage->topics != 0 && count_security (prose) >= ENOUGH_OF_SECURITY;
    case MOAT_AUDIT_DOCUMENT:
    case MOAT_AUDIT_SECTION:
      /* How to sign in, or how to set up encryption, is a manual's page like any other. */
      return (coverage->topics & telling) != 0;
    }
  g_assert_not_reached ();
}
