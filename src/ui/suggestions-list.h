/* What else to ask about the places that are selected: the best suggestions of
 * the catalogue, more on request, and those that were set aside.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "advice.h"

G_BEGIN_DECLS

#define MOAT_TYPE_SUGGESTIONS_LIST (moat_suggestions_list_get_type ())
G_DECLARE_FINAL_TYPE (MoatSuggestionsList, moat_suggestions_list, MOAT, SUGGESTIONS_LIST, AdwPreferencesGroup)

/* Signal: "taken" (MoatRecord *): a suggestion became this move; emitted for a single place only. */

/* @places of MoatRecord, flows and elements; one answer is given for all of them. */
GtkWidget *moat_suggestions_list_new (MoatDocument *document, MoatAdvice *advice, GPtrArray *places)
    G_GNUC_WARN_UNUSED_RESULT;
/* Whether anything can be suggested about @record. */
gboolean moat_suggestions_list_can_ask (MoatRecord *record);
/* Puts the keyboard on the first suggestion, at once or when there is one. */
void moat_suggestions_list_focus (MoatSuggestionsList *self);

G_END_DECLS
