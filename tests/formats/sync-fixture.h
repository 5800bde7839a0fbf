/* A model and the SECURITY.md that was written from it, to be edited on either
 * side. For the tests of sync.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "moat-test.h"

#include "sync.h"

G_BEGIN_DECLS

typedef struct
{
  MoatDocument *document;
  GBytes *file;
  MoatSync *sync; /* the last one */
} Fixture;

/* The shipped example. Both have the form that g_test_add() wants. */
void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

/* What is written from the model, over @existing or (NULL) into nothing. */
GBytes *fixture_export (MoatDocument *document, GBytes *existing) G_GNUC_WARN_UNUSED_RESULT;
char *fixture_dup_text (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;

/* As an editor would: the first place of @old. */
void fixture_edit_file (Fixture *fixture, const char *old_text, const char *new_text);
void fixture_edit_model (Fixture *fixture, const char *id, const char *field, const char *text);

void fixture_run_with (Fixture *fixture, const MoatSyncOptions *options);
void fixture_run (Fixture *fixture);

/* How many items of a type are about something. */
guint fixture_count_items (Fixture *fixture, MoatSyncType type, const char *about);
void fixture_assert_field (Fixture *fixture, const char *id, const char *field, const char *wanted);
void fixture_assert_file_has (Fixture *fixture, const char *wanted);
/* Nothing to do: neither side changes by a byte. */
void fixture_assert_settled (Fixture *fixture);

G_END_DECLS
