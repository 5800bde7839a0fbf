/* Whether a sentence can be acted on: one sentence, short enough to read aloud,
 * and saying something that could be built or tried.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MOAT_SENTENCE_FINE,
  MOAT_SENTENCE_EMPTY,
  MOAT_SENTENCE_SEVERAL,  /* more than one sentence, or several lines */
  MOAT_SENTENCE_LONG,     /* more than MOAT_SENTENCE_MAX characters */
  MOAT_SENTENCE_CATEGORY, /* of a move: the name of a kind of attack and nothing else */
  MOAT_SENTENCE_ABSTRACT, /* nothing in it that could be built or tried */
} MoatSentenceFlaw;

/* Characters that a sentence read aloud in a meeting may have. */
#define MOAT_SENTENCE_MAX 240

typedef enum
{
  MOAT_SENTENCE_OF_MOVE,
  MOAT_SENTENCE_OF_DECISION,
} MoatSentenceRole;

/* The first flaw in the order above. What is abstract is known by English words: a text in another language
 * is judged by its length and its sentences alone. @text may be NULL.
 */
MoatSentenceFlaw moat_sentence_judge (const char *text, MoatSentenceRole role);

G_END_DECLS
