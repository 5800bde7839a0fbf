/* Copying a use case into another model that is open, and bringing use cases from
 * the file of another one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "page.h"

G_BEGIN_DECLS

/* Asks into which of the open models the use case shown is to be copied. */
void moat_use_case_copy_present (MoatPage *page);
/* Asks for a file, then which of its use cases are to be brought. */
void moat_use_case_bring_choose (MoatPage *page);
/* The second half: which use cases of @document. */
void moat_use_case_bring_present (MoatPage *page, MoatDocument *document);

G_END_DECLS
