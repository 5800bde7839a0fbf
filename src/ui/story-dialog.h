/* The happy path, typed: a window to write story text in, which becomes a use
 * case with its diagram.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "page.h"

G_BEGIN_DECLS

#define MOAT_TYPE_STORY_DIALOG (moat_story_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MoatStoryDialog, moat_story_dialog, MOAT, STORY_DIALOG, AdwWindow)

/* Shows it over @page. What is written is added to the page's model as one undo step, and shown. */
void moat_story_dialog_present (MoatPage *page);

G_END_DECLS
