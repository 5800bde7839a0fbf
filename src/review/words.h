/* Taking text apart into words, the same way for everything that judges what
 * people typed: hints of the catalogue, sentences, documents.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words of @text (NULL has none), case folded, without accents' compositions changed: runs of letters and
 * digits; "camelCase" and "snake_case" are two words each, "customer's" is one word without what follows the
 * apostrophe. NULL-terminated, owned.
 */
GStrv moat_words_split (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* The same with "GraphQL" and "camelCase" as one word each: names that are written so. */
GStrv moat_words_split_names (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* How alike two texts are by the words they share, in any order and without those that every sentence has: 0
 * … 1 (Jaccard's index; the same in any form of a word's first five letters). 0 when either has no such word.
 */
double moat_words_compare (const char *a, const char *b);
/* How much of the shorter one is in the other, 0 … 1, whatever else that says; 0 when it has fewer than three
 * words that matter, which any sentence may happen to have.
 */
double moat_words_contain (const char *a, const char *b);

/* Where a hint's words stand: phrases by their first word. */
typedef struct _MoatWordIndex MoatWordIndex;

MoatWordIndex *moat_word_index_new (void) G_GNUC_WARN_UNUSED_RESULT;
void moat_word_index_free (MoatWordIndex *self);
/* @phrase: words that follow one another; a "*" at its end takes any ending of its last word. Finding it
 * yields @value. A phrase without any word is ignored.
 */
void moat_word_index_add (MoatWordIndex *self, const char *phrase, guint value);
/* Calls @found for every phrase in @words, as often as it is there: it begins at word @at and is @n_words
 * long.
 */
typedef void (*MoatWordFound) (guint value, guint at, guint n_words, gpointer user_data);
void moat_word_index_match (const MoatWordIndex *self,
                            const char *const *words,
                            MoatWordFound found,
                            gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatWordIndex, moat_word_index_free)

G_END_DECLS
