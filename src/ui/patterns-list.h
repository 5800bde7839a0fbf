/* The decisions that the catalogue suggests for an attacker move that came from
 * it, ready to be taken with their first way to verify.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "advice.h"

G_BEGIN_DECLS

#define MOAT_TYPE_PATTERNS_LIST (moat_patterns_list_get_type ())
G_DECLARE_FINAL_TYPE (MoatPatternsList, moat_patterns_list, MOAT, PATTERNS_LIST, AdwPreferencesRow)

/* Hides itself while there is nothing to suggest. */
GtkWidget *moat_patterns_list_new (MoatDocument *document, MoatAdvice *advice, MoatRecord *threat)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
