/* Words for what the catalogue holds.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "advice-text.h"

#include "kinds.h"
#include "query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

char *
moat_advice_text_list_letters (MoatStride stride)
{
  g_autoptr (GString) letters = g_string_new (NULL);

  for (const MoatValue *value = moat_stride; value->nick != NULL; value++)
    {
      if ((stride & value->value) == 0)
        continue;
      /* The letters are the acronym's, in every language. */
      g_string_append_printf (letters, "%s%c", letters->len > 0 ? " " : "", g_ascii_toupper (value->nick[0]));
    }

  return g_string_free (g_steal_pointer (&letters), FALSE);
}

char *
moat_advice_text_list_categories (MoatStride stride)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (const MoatValue *value = moat_stride; value->nick != NULL; value++)
    if ((stride & value->value) != 0)
      g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "", _ (value->label));

  return g_string_free (g_steal_pointer (&names), FALSE);
}

MoatLevel
moat_advice_text_get_severity (const MoatMove *move)
{
  const MoatThreatState as_taken = { .likelihood = move->likelihood, .impact = move->impact };

  return moat_query_severity (&as_taken);
}

static void
append_links (GString *markup, const char *const *ids, const char *prefix, const char *address)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      const char *number = ids[i] + (g_str_has_prefix (ids[i], prefix) ? strlen (prefix) : 0);

      g_string_append_printf (markup, "%s<a href=\"%s%s.html\">%s</a>", markup->len > 0 ? " · " : "", address,
                              number, ids[i]);
    }
}

char *
moat_advice_text_link_ids (const MoatMove *move)
{
  g_autoptr (GString) markup = g_string_new (NULL);

  append_links (markup, (const char *const *) move->cwe, "CWE-", "https://cwe.mitre.org/data/definitions/");
  append_links (markup, (const char *const *) move->capec, "CAPEC-",
                "https://capec.mitre.org/data/definitions/");

  return g_string_free (g_steal_pointer (&markup), FALSE);
}
