/* What is asked at several places at once: the prompts of each, put together
 * by their idea, so that one answer is given for all of them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "prompts.h"

G_BEGIN_DECLS

/* One place where an idea is asked, and the entry that asks it there. */
typedef struct
{
  char *on_id;
  char *move_id;
} MoatPromptPlace;

typedef struct
{
  const MoatMove *move; /* of the place that it is most worth asking at; of the catalogue */
  char *text;           /* its sentence there */
  double score;         /* of all the places together */
  GPtrArray *places;    /* of MoatPromptPlace, in the order asked about */
} MoatPromptChoice;

/* The open prompts at flows and elements, @records of MoatRecord: what is asked at most of them, and is most
 * worth asking, first; each idea once. Of MoatPromptChoice, owned; the moves are the catalogue's, and stay as
 * long as that.
 */
GPtrArray *moat_prompt_choices_list (MoatPrompts *prompts, GPtrArray *records) G_GNUC_WARN_UNUSED_RESULT;

/* Answers at all the places, each in the words of that place, in one transaction. What is not asked there any
 * more is passed over. Taking returns the moves that were made, of MoatRecord; owned container.
 */
GPtrArray *moat_prompt_choice_take (MoatPrompts *prompts, const MoatPromptChoice *choice)
    G_GNUC_WARN_UNUSED_RESULT;
void moat_prompt_choice_dismiss (MoatPrompts *prompts, const MoatPromptChoice *choice, const char *reason);

G_END_DECLS
