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
  const char *action; /* detailed name */
} Question;

static const Question questions[] = {
  { "model-without-contact", N_ ("Add a contact…"), "page.model-properties-at::contact" },
  { "model-unreviewed", N_ ("Record a review…"), "page.record-review" },
  { "model-changed-since-review", N_ ("Record a review…"), "page.record-review" },
  { "review-overdue", N_ ("Record a review…"), "page.record-review" },
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
ask (GtkWidget *widget, const Question *question)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (g_action_parse_detailed_name (question->action, &name, &target, NULL))
    gtk_widget_activate_action_variant (widget, name, target);
}

const char *
moat_acceptance_fix_get_label (const MoatFinding *finding, MoatDocument *document)
{
  const Question *question = find_question (finding);

  return question != NULL ? _ (question->label) : moat_finding_get_fix (finding, document);
}

void
moat_acceptance_fix_apply (GtkWidget *widget, const MoatFinding *finding, MoatDocument *document)
{
  const Question *question = find_question (finding);
  g_autofree char *text = NULL;

  if (question != NULL)
    {
      ask (widget, question);
      return;
    }

  /* TRANSLATORS: a button's label, said of what was just done, like “It is encrypted”. */
  text = g_strdup_printf (_ ("Done: %s"), moat_finding_get_fix (finding, document));
  if (moat_finding_fix (finding, document))
    moat_toast_show_undo (widget, text);
}
