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

/* Where a hint's words stand: phrases by their first word. */
typedef struct _MoatWordIndex MoatWordIndex;

MoatWordIndex *moat_word_index_new (void) G_GNUC_WARN_UNUSED_RESULT;
void moat_word_index_free (MoatWordIndex *self);
/* @phrase: words that follow one another; a "*" at its end takes any ending of its last word. Finding it
 * yields @value. A phrase without any word is ignored.
 */
void moat_word_index_add (MoatWordIndex *self, const char *phrase, guint value);
/* Calls @found for every phrase in @words, as often as it is there. */
void moat_word_index_match (const MoatWordIndex *self,
                            const char *const *words,
                            void (*found) (guint value, gpointer user_data),
                            gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatWordIndex, moat_word_index_free)

G_END_DECLS
