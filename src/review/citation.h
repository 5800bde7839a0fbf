/* What an entry of “where enforced” or of a verification's evidence cites: a
 * file, a test, a link, or nothing that could be looked up. Text only; whether
 * it is there is asked elsewhere (evidence.h, results.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MOAT_CITES_NOTHING, /* plain words: "API", "Gateway", "/orders/{id}", a sentence */
  MOAT_CITES_FILE,    /* "src/api.py", "src/api.py:12", "src/api.py#update", "src/auth/" */
  MOAT_CITES_TEST,    /* "tests/test_api.py::TestA::test_b", "shop.ApiTest.update", "ApiTest#update",
                         "TestUpdate/other_user", "address form › rejects" */
  MOAT_CITES_LINK,    /* "https://…" */
} MoatCites;

typedef struct
{
  MoatCites cites;
  char *path;   /* of a file, or the file that a test is led by: as typed, with "/"; or NULL */
  guint line;   /* of a file, from 1; 0 for none */
  char *symbol; /* of a file: a name in it; or NULL */
  char *test;   /* of a test: its name without the file that it is led by; or NULL */
} MoatCitation;

/* Takes @entry apart. Spaces around it and backticks round the whole do not count; between backticks a path
 * may hold spaces. */
void moat_citation_init (MoatCitation *self, const char *entry);
void moat_citation_clear (MoatCitation *self);

/* @path (with "/", relative to a folder) without "." and "..", owned; NULL when it leads out of that folder:
 * absolute, a home folder, a drive, or too many "..". Text only: symbolic links are the disk's affair.
 */
char *moat_citation_dup_inside (const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MoatCitation, moat_citation_clear)

G_END_DECLS
