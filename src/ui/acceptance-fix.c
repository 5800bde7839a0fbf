/* What the button beside a finding does (see acceptance-fix.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "acceptance-fix.h"

#include "toast.h"

#include <glib/gi18n-lib.h>

/* What takes a person's answer: an action of the page asks for it. */
typedef struct
{
  const char *rule;
  const char *label;  /* translatable */
  const char *action; /* detailed name; one that ends in "::" is of the record */
} Question;

static const Question questions[] = {
  { "model-without-contact", N_ ("Add a contact…"), "page.model-properties-at::contact" },
  { "model-unreviewed", N_ ("Record a review…"), "page.record-review" },
  { "model-changed-since-review", N_ ("Record a review…"), "page.record-review" },
  { "review-overdue", N_ ("Record a review…"), "page.record-review" },
  { "merge-unsettled", N_ ("Settle…"), "page.settle-conflicts::" },
};

static const Question *
find_question (const MoatFinding *finding)
{
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    if (g_str_equal (questions[i].rule, finding->rule->id))
      return &questions[i];

  return NULL;
}

static void
ask (GtkWidget *widget, const Question *question, MoatRecord *record)
{
  gboolean is_of_record = g_str_has_suffix (question->action, "::");
  g_autofree char *detailed = g_strconcat (question->action,
                                           is_of_record ? moat_record_get_id (record) : NULL, NULL);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (g_action_parse_detailed_name (detailed, &name, &target, NULL))
    gtk_widget_activate_action_variant (widget, name, target);
}

/* ---- What the catalogue suggests ---- */

/* The best prompt for a flow that has no move. */
static const MoatPrompt *
find_prompt (const MoatFinding *finding, MoatAdvice *advice)
{
  MoatPrompts *prompts = advice != NULL ? moat_advice_get_prompts (advice) : NULL;
  GPtrArray *list;

  if (prompts == NULL || !g_str_equal (finding->rule->id, "crossing-without-moves"))
    return NULL;
  list = moat_prompts_list (prompts, moat_record_get_id (finding->record));

  return list->len > 0 ? g_ptr_array_index (list, 0) : NULL;
}

/* The best pattern for a move that has no decision. */
static const MoatPattern *
find_pattern (const MoatFinding *finding, MoatDocument *document, MoatAdvice *advice)
{
  MoatPrompts *prompts = advice != NULL ? moat_advice_get_prompts (advice) : NULL;
  g_autoptr (GPtrArray) patterns = NULL;

  if (prompts == NULL || !moat_record_is_live (finding->record)
      || (!g_str_equal (finding->rule->id, "move-undecided")
          && !g_str_equal (finding->rule->id, "high-move-open")))
    return NULL;
  patterns = moat_prompt_list_patterns (document, moat_prompts_get_catalog (prompts), finding->record);

  return patterns->len > 0 ? g_ptr_array_index (patterns, 0) : NULL;
}

static gboolean
take_suggestion (const MoatFinding *finding, MoatDocument *document, MoatAdvice *advice)
{
  const MoatPrompt *prompt = find_prompt (finding, advice);
  const MoatPattern *pattern = find_pattern (finding, document, advice);

  if (prompt != NULL)
    moat_prompt_take (document, prompt, moat_record_get_id (finding->record));
  else if (pattern != NULL)
    moat_prompt_take_pattern (document, pattern, finding->record);

  return prompt != NULL || pattern != NULL;
}

/* ---- API ---- */

const char *
moat_acceptance_fix_get_text (const MoatFinding *finding, MoatDocument *document, MoatAdvice *advice)
{
  const MoatPrompt *prompt = find_prompt (finding, advice);
  const MoatPattern *pattern = find_pattern (finding, document, advice);

  if (prompt != NULL)
    return prompt->text;

  return pattern != NULL ? pattern->text : NULL;
}

const char *
moat_acceptance_fix_get_label (const MoatFinding *finding, MoatDocument *document, MoatAdvice *advice)
{
  const Question *question = find_question (finding);

  if (question != NULL)
    return _ (question->label);
  if (moat_acceptance_fix_get_text (finding, document, advice) != NULL)
    return _ ("Take a suggestion");

  return moat_finding_get_fix (finding, document);
}

void
moat_acceptance_fix_apply (GtkWidget *widget,
                           const MoatFinding *finding,
                           MoatDocument *document,
                           MoatAdvice *advice)
{
  const Question *question = find_question (finding);
  const char *suggestion = moat_acceptance_fix_get_text (finding, document, advice);
  const char *label = moat_finding_get_fix (finding, document);
  g_autofree char *text = NULL;

  if (question != NULL)
    {
      ask (widget, question, finding->record);
      return;
    }

  /* TRANSLATORS: what was added, or a button's label said of what was just done, like “It is encrypted”. */
  text = suggestion != NULL ? g_strdup_printf (_ ("Added “%s”"), suggestion)
                            : g_strdup_printf (_ ("Done: %s"), label);
  if (take_suggestion (finding, document, advice) || moat_finding_fix (finding, document))
    moat_toast_show_undo (widget, text);
}
