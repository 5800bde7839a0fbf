/* The words by which the audit knows what a sentence speaks of, and what it
 * only seems to. Knows sentences, not documents (audit-cover.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a sentence, a heading or a cell speaks of; flags. */
typedef enum
{
  MOAT_WORD_BOUNDARY = 1 << 0,       /* names a trust boundary, zone or level */
  MOAT_WORD_TRUST = 1 << 1,          /* says who or what is trusted or is not */
  MOAT_WORD_SECRET = 1 << 2,         /* data worth protecting */
  MOAT_WORD_HANDLING = 1 << 3,       /* what is done with data: sent, stored, encrypted */
  MOAT_WORD_AUTHENTICATION = 1 << 4, /* who somebody is, and how that is proved */
  MOAT_WORD_AUTHORIZATION = 1 << 5,  /* who may do what */
  MOAT_WORD_THREAT = 1 << 6,         /* what an attacker does */
  MOAT_WORD_MITIGATION = 1 << 7,     /* what is done against it */
  MOAT_WORD_DATA = 1 << 8,           /* of a heading: data, assets and where they flow */
  MOAT_WORD_MITIGATIONS = 1 << 9,    /* of a heading or column: here stand the mitigations */
  MOAT_WORD_THREATS = 1 << 10,       /* of a heading or column: here stand the threats */
  MOAT_WORD_ELSEWHERE = 1 << 11,     /* of a heading: about reports, versions, people, other texts */
  MOAT_WORD_METHOD = 1 << 12,        /* of a title: how such documents are made */
  MOAT_WORD_MODEL = 1 << 13,         /* of a title: a threat model and its like */
  MOAT_WORD_REVIEW = 1 << 14,        /* of a title: a review, an audit, a penetration test */
  MOAT_WORD_SECURITY = 1 << 15,      /* security at all */
  MOAT_WORD_TITLE = 1 << 17,         /* of a title: the document is about security */
  MOAT_WORD_SECTION = 1 << 16,       /* of a heading: what security documents are divided into */
} MoatWord;

/* Lower-case words with single spaces between and around: " the api trusts arrow ". Owned. */
char *moat_audit_words_normalize (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* Of a normalized text. */
MoatWord moat_audit_words_find (const char *words, MoatWord among);
guint moat_audit_words_count (const char *words);

/* Sentences of a text without markup; owned. */
char **moat_audit_words_split (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a sentence says nothing about the system at hand: it is left to be filled in, asks, tells the
 * reader to write something, says that something is not there, explains a term, or points elsewhere.
 */
gboolean moat_audit_words_is_empty (const char *sentence, const char *words);
/* Whether it is left to be filled in. */
gboolean moat_audit_words_is_placeholder (const char *sentence, const char *words);

G_END_DECLS
