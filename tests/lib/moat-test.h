/* What tests of every layer share: small documents, random edits, and a dump
 * of everything a document says, to compare.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"
#include "edit.h"
#include "query.h"

G_BEGIN_DECLS

/* A use case with @n_elements elements in a grid, flows between neighbours, a boundary, an asset, moves and
 * decisions; saved, with nothing to undo. The ids are the same each time.
 */
MoatDocument *moat_test_document (guint n_elements) G_GNUC_WARN_UNUSED_RESULT;

/* One line a record and field, in order: equal exactly when the documents are. */
char *moat_test_dump (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;

/* Any kind of edit that a person can make, in a transaction of its own, some of them nested, some rolled
 * back. */
void moat_test_random_edit (MoatDocument *document, GRand *rand);
void moat_test_random_edits (MoatDocument *document, guint32 seed, guint n_edits);
/* A random live record of @kind, or NULL. Borrowed. */
MoatRecord *moat_test_pick (MoatDocument *document, GRand *rand, MoatKind kind);

/* Fails with the first line that differs. */
void moat_test_assert_same_dump (MoatDocument *document, const char *expected);

G_END_DECLS
