/* What the catalogue has to say about one open model: its prompts, read when
 * they are first asked for and anew when the team's files change.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

#include "prompts.h"

G_BEGIN_DECLS

#define MOAT_TYPE_ADVICE (moat_advice_get_type ())
G_DECLARE_FINAL_TYPE (MoatAdvice, moat_advice, MOAT, ADVICE, GObject)

/* Signal: "changed" (GPtrArray * of MoatRecord *, or NULL): the flows and elements whose prompts may differ;
 * NULL: all of them, the catalogue is another one.
 * Property "n-problems" (uint, read only, notified with each reading that had or fixes some): see
 * moat_advice_get_problems().
 */

MoatAdvice *moat_advice_new (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;

/* The model's file, whose folder may hold a team's own catalogue; NULL: never saved. */
void moat_advice_set_file (MoatAdvice *self, GFile *file);

/* NULL until the catalogue is read, which the first call begins; "changed" says when it is. Borrowed until
 * the next "changed" with NULL.
 */
MoatPrompts *moat_advice_get_prompts (MoatAdvice *self);

/* The same without beginning to read. */
MoatPrompts *moat_advice_peek_prompts (MoatAdvice *self);

/* Sentences with file and line on what was left out of the catalogue; NULL-terminated, borrowed. */
const char *const *moat_advice_get_problems (MoatAdvice *self);

G_END_DECLS
