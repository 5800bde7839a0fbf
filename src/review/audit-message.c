/* The verdict of an audit in whole sentences.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "audit-private.h"

#include <glib/gi18n-lib.h>

char *
moat_audit_file_describe (const MoatAuditFile *file)
{
  g_autofree char *topics = moat_audit_topics_join (file->coverage.topics);

  if (!file->is_read)
    return g_strdup (_ ("its content is not judged"));
  if (file->coverage.is_form)
    return g_strdup (_ ("a form that has not been filled in"));
  if (file->coverage.topics == 0)
    return g_strdup (_ ("covers none of what is looked for"));
  /* TRANSLATORS: %s is a list such as "trust boundaries and sensitive data flows". */
  return g_strdup_printf (_ ("covers %s"), topics);
}

/* The paths of the files that the verdict rests on. */
static char *
join_paths (const GPtrArray *files)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const MoatAuditFile *file = g_ptr_array_index (files, i);

      if (i > 0)
        g_string_append (text, i + 1 == files->len ? _ (" and ") : _ (", "));
      g_string_append (text, file->path);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_lack (GString *text, const MoatAuditResult *result)
{
  g_autofree char *missing = moat_audit_topics_join (result->missing);
  g_autofree char *covered = moat_audit_topics_join (MOAT_AUDIT_ALL & ~result->missing);
  g_autofree char *paths = join_paths (result->best);

  if (result->files->len == 0)
    g_string_append (text,
                     _ ("No SECURITY.md, threat model document, or security architecture review found in "
                        "the repository."));
  else if (result->best->len == 0 || result->missing == MOAT_AUDIT_ALL)
    g_string_append_printf (text, _ ("No document covers %s."), missing);
  else
    /* TRANSLATORS: a file's name, what it covers, and what it does not. */
    g_string_append_printf (text,
                            ngettext ("%s covers %s, but not %s.", "%s together cover %s, but not %s.",
                                      result->best->len),
                            paths, covered, missing);
}

char *
moat_audit_make_message (const MoatAuditResult *result)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *paths = join_paths (result->best);

  if (result->verdict == MOAT_AUDIT_NOT_APPLICABLE)
    return g_strdup (_ ("Not applicable: this is a prototype without production users or sensitive data."));
  if (result->verdict == MOAT_AUDIT_PASS)
    /* TRANSLATORS: one or several files' names. */
    return g_strdup_printf (
        ngettext (
            "%s covers trust boundaries, sensitive data flows, authentication and authorization "
            "assumptions, and identified threats with mitigations.",
            "%s together cover trust boundaries, sensitive data flows, authentication and authorization "
            "assumptions, and identified threats with mitigations.",
            result->best->len),
        paths);

  append_lack (text, result);
  if (result->handles != 0)
    {
      g_autofree char *handles = moat_audit_data_join (result->handles);
      g_autofree char *missing = NULL;
      guint of = result->missing == MOAT_AUDIT_ALL ? 1 << MOAT_AUDIT_BOUNDARIES : result->missing;

      missing = moat_audit_topics_join (of);
      /* TRANSLATORS: kinds of data such as "payment and health", and what is missing: "trust boundaries". */
      g_string_append_printf (text,
                              _ (" Application handles %s data but no documented security review of %s."),
                              handles, missing);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
