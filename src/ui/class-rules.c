/* What the rules of a class say.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "class-rules.h"

#include "query.h"

#include <glib/gi18n-lib.h>

/* Between two classes, so that one fits in between. */
#define RANK_STEP 10

static void
append (GString *text, const char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

char *
moat_class_rules_describe (MoatDocument *document, MoatRecord *class_record)
{
  static const char *const rules[] = { "inTransit", "atRest", "access", "retention" };
  const MoatState *state = moat_record_get_state (class_record);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const MoatField *field = moat_kind_find_field (MOAT_KIND_CLASS, rules[i]);
      g_autofree char *value = moat_field_to_text (field, state);
      g_autofree char *rule = NULL;

      if (*value == '\0')
        continue;
      /* TRANSLATORS: what a rule is about, then the rule, as in "At rest: encrypted". */
      rule = g_strdup_printf (_ ("%s: %s"), _ (field->label), value);
      append (text, rule);
    }
  if (moat_class_state (class_record)->never_logged)
    append (text, _ ("Never logged"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
moat_class_rules_describe_asset (MoatDocument *document, MoatRecord *asset)
{
  MoatRecord *class_record = moat_query_class (document, asset);
  g_autofree char *rules = NULL;

  if (class_record == NULL)
    return g_strdup (_ ("Not classified"));
  rules = moat_class_rules_describe (document, class_record);
  if (*rules == '\0')
    return g_strdup (moat_record_get_title (class_record));

  return g_strdup_printf ("%s · %s", moat_record_get_title (class_record), rules);
}

void
moat_class_rules_rank_highest (MoatDocument *document, MoatRecord *class_record)
{
  GPtrArray *classes = moat_document_list (document, MOAT_KIND_CLASS);
  double highest = 0;

  for (guint i = 0; i < classes->len; i++)
    highest = MAX (highest, moat_class_state (g_ptr_array_index (classes, i))->rank);
  ((MoatClassState *) moat_document_edit (document, class_record))->rank = highest + RANK_STEP;
}
