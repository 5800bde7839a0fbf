/* What only a person can decide about a file before it is read: which kind of
 * thing a shape stands for, which field a column holds. A format that has such
 * questions lists them with a guess each; the answers go into
 * MoatImportOptions.choices.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

#include "kinds.h"

G_BEGIN_DECLS

typedef struct
{
  char *key;        /* what it is called in the file and in the options: "rounded-rectangle", "Risk level" */
  char *examples;   /* some of what is so, in one line: "Web app, API, …" */
  guint count;      /* how many there are */
  int guess;        /* a value of the table: what reading takes it for unless told otherwise */
  gboolean is_sure; /* the file says so; FALSE: by names alone */
} MoatImportChoice;

typedef struct
{
  const char *question;    /* translated, for a heading: "What the shapes stand for" */
  const MoatValue *values; /* the answers, static */
  GPtrArray *choices;      /* of MoatImportChoice, in the order of the file */
} MoatImportChoices;

MoatImportChoices *moat_import_choices_new (const char *question, const MoatValue *values)
    G_GNUC_WARN_UNUSED_RESULT;
void moat_import_choices_free (MoatImportChoices *self);
/* The one of this key, made when there is none. Borrowed. */
MoatImportChoice *moat_import_choices_ensure (MoatImportChoices *self, const char *key);
/* One more that is so, with its name, which may be empty. */
void moat_import_choice_count (MoatImportChoice *choice, const char *example);

/* What @answers (key → nick of a value; may be NULL; the case of letters in keys is ignored) says about @key.
 * FALSE: nothing that @values know. */
gboolean
moat_import_choices_get_answer (GHashTable *answers, const MoatValue *values, const char *key, int *value);

/* Whether each of @answers is one of the answers to one of the questions; FALSE with an error that says what
 * there is to choose. @self may be NULL: there are no questions. */
gboolean moat_import_choices_check (MoatImportChoices *self, GHashTable *answers, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatImportChoices, moat_import_choices_free)

G_END_DECLS
