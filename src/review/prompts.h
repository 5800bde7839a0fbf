/* Prompts: for each flow and element the attacker moves that the catalogue
 * suggests there, ranked, kept true from change sets.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "catalog.h"
#include "document.h"

G_BEGIN_DECLS

/* How many a person is asked at one place before asking for more. */
#define MOAT_PROMPTS_BEST 5

typedef struct
{
  const MoatMove *move; /* of the catalogue */
  char *text;           /* the sentence, with the model's names */
  double score;         /* more is more worth asking, comparable over the whole model */
} MoatPrompt;

#define MOAT_TYPE_PROMPTS (moat_prompts_get_type ())
G_DECLARE_FINAL_TYPE (MoatPrompts, moat_prompts, MOAT, PROMPTS, GObject)

/* Signal: "changed" (GPtrArray * of MoatRecord *): flows and elements whose prompts may differ from before;
 * emitted after the document's "changed".
 */

/* Holds references to both; @catalog must be sealed. */
MoatPrompts *moat_prompts_new (MoatDocument *document, MoatCatalog *catalog) G_GNUC_WARN_UNUSED_RESULT;

MoatCatalog *moat_prompts_get_catalog (MoatPrompts *self);
MoatDocument *moat_prompts_get_document (MoatPrompts *self);

/* The open prompts at a flow or element, of MoatPrompt, the best first. One idea is there once at most; what
 * was dismissed there, and what a move there says already, is not. Borrowed, good until the next change;
 * empty for what is no flow or element. Costs a look at the whole catalogue the first time after a change.
 */
GPtrArray *moat_prompts_list (MoatPrompts *self, const char *id);
/* How many of the best are open: at most MOAT_PROMPTS_BEST. */
guint moat_prompts_count (MoatPrompts *self, const char *id);
/* The open prompt of this catalogue entry there, or NULL. Borrowed until the next change. */
const MoatPrompt *moat_prompts_find (MoatPrompts *self, const char *id, const char *move_id);

/* ---- Answers: each one is a transaction of its own ---- */

/* The move that @prompt asks about becomes one of the model: with its categories, levels and ids, and the
 * answer remembered. Borrowed.
 */
MoatRecord *moat_prompt_take (MoatDocument *document, const MoatPrompt *prompt, const char *on_id);
/* Never asked there again. @reason may be empty. */
void moat_prompt_dismiss (MoatDocument *document, const char *move_id, const char *on_id, const char *reason);
/* The record that remembers the dismissal there, or NULL; removing it asks again. Borrowed. */
MoatRecord *moat_prompt_find_dismissal (MoatDocument *document, const char *move_id, const char *on_id);

/* Patterns for a move that came from the catalogue, those that no decision of it follows yet; the best first.
 * Of const MoatPattern *, owned container.
 */
GPtrArray *moat_prompt_list_patterns (MoatDocument *document, MoatCatalog *catalog, MoatRecord *threat)
    G_GNUC_WARN_UNUSED_RESULT;
/* A decision after @pattern for @threat, with its first way to verify; the use case's own decision after that
 * pattern is linked where there is one. Borrowed.
 */
MoatRecord *moat_prompt_take_pattern (MoatDocument *document, const MoatPattern *pattern, MoatRecord *threat);

G_END_DECLS
