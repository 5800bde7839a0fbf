/* Finding by a few typed letters: "wapi" and "api w" both find "Web API". Pure
 * functions over text; what is searched and shown is another's (command-index.h).
 *
 * Letters are compared without case and without their marks. What is typed is
 * split into words; each of them must be found, in any order: its letters one
 * after the other, where a letter may be the next one, or begin a later word, or
 * leave out letters of a word that was entered at its beginning ("prfl" finds
 * "Profile", "rofl" does not).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Letters of one text that are looked at; the rest is not found. */
#define MOAT_COMMAND_KEY_LIMIT 200

/* A text made ready to be searched. */
typedef struct
{
  gunichar *letters; /* owned: folded letters and digits; bit 31 marks the beginning of a word */
  guint n_letters;
  guint n_title; /* how many of them are the title's; the others count half */
  guint64 mask;  /* which letters there are, to pass over most texts at once */
} MoatCommandKey;

/* @more: other words it is found by, or NULL. */
void moat_command_key_init (MoatCommandKey *key, const char *title, const char *more);
void moat_command_key_clear (MoatCommandKey *key);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MoatCommandKey, moat_command_key_clear)

/* What was typed. */
typedef struct _MoatCommandQuery MoatCommandQuery;

MoatCommandQuery *moat_command_query_new (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void moat_command_query_free (MoatCommandQuery *query);
/* Whether it has no letter or digit: it then finds everything, with a score of 1. */
gboolean moat_command_query_is_empty (MoatCommandQuery *query);

/* How well @key answers: 0 for not at all, else the more the better. Not for two threads at once. */
int moat_command_query_score (MoatCommandQuery *query, const MoatCommandKey *key);

/* Bytes of a title, from @start to before @end. */
typedef struct
{
  guint start;
  guint end;
} MoatCommandMark;

/* Which letters of @title answer, for marking them. Of MoatCommandMark, from left to right; owned. Empty when
 * what was typed was found in other words.
 */
GArray *moat_command_query_list_marks (MoatCommandQuery *query, const char *title, const char *more)
    G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatCommandQuery, moat_command_query_free)

G_END_DECLS
