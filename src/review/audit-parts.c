/* Which files are one document: a threat model is often several pages.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "audit-private.h"

#include "audit-words.h"

#include <string.h>

static char *
get_folder (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? g_strndup (path, slash - path) : g_strdup ("");
}

/* A folder that says by its own name that what lies in it is a threat model. */
static gboolean
is_own_folder (const char *folder)
{
  const char *slash = strrchr (folder, '/');
  g_autofree char *words = moat_audit_words_normalize (slash != NULL ? slash + 1 : folder);

  return *folder != '\0' && moat_audit_words_find (words, MOAT_WORD_MODEL) != 0;
}

char *
moat_audit_resolve_link (const char *path, const char *link)
{
  g_autofree char *folder = get_folder (path);
  g_autofree char *target = g_strndup (link, strcspn (link, "#?"));
  g_autofree char *joined = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  if (*target == '\0' || strstr (target, "://") != NULL)
    return NULL;
  joined = *target == '/' || *folder == '\0' ? g_strdup (target) : g_strjoin ("/", folder, target, NULL);
  parts = g_strsplit (joined, "/", -1);
  for (char **part = parts; *part != NULL; part++)
    {
      if (g_str_equal (*part, "..") && kept->len == 0)
        return NULL;
      if (g_str_equal (*part, ".."))
        g_ptr_array_set_size (kept, kept->len - 1);
      else if (**part != '\0' && !g_str_equal (*part, "."))
        g_ptr_array_add (kept, *part);
    }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

/* A link may leave the suffix out, as those of Sphinx do. */
static gboolean
leads_to (const char *target, const char *path)
{
  gsize length = strlen (target);

  return g_str_has_prefix (path, target) && (path[length] == '\0' || path[length] == '.');
}

static gboolean
points_to (const MoatAuditFile *from, const MoatAuditFile *to)
{
  for (guint i = 0; i < from->links->len; i++)
    {
      if (leads_to (g_ptr_array_index (from->links, i), to->path))
        return TRUE;
    }
  return FALSE;
}

static gboolean
lie_together (const MoatAuditFile *a, const MoatAuditFile *b)
{
  g_autofree char *folder = get_folder (a->path);
  g_autofree char *other = get_folder (b->path);

  return g_str_equal (folder, other) && is_own_folder (folder);
}

/* A document that is there to say how the system is secured; others link to one another for other reasons. */
static gboolean
is_page (const MoatAuditFile *file)
{
  return file->kind == MOAT_AUDIT_SECURITY_MD || file->kind == MOAT_AUDIT_THREAT_MODEL
         || file->kind == MOAT_AUDIT_REVIEW || file->kind == MOAT_AUDIT_MODEL;
}

static gboolean
are_one (const MoatAuditFile *a, const MoatAuditFile *b)
{
  if (is_page (a) && is_page (b) && lie_together (a, b))
    return TRUE;
  return (is_page (a) && points_to (a, b)) || (is_page (b) && points_to (b, a));
}

void
moat_audit_join_parts (GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    ((MoatAuditFile *) g_ptr_array_index (files, i))->part = i;

  for (guint i = 0; i < files->len; i++)
    {
      MoatAuditFile *a = g_ptr_array_index (files, i);

      for (guint j = i + 1; j < files->len; j++)
        {
          MoatAuditFile *b = g_ptr_array_index (files, j);
          guint from = b->part;

          if (a->part == b->part || !are_one (a, b))
            continue;
          for (guint k = 0; k < files->len; k++)
            {
              MoatAuditFile *file = g_ptr_array_index (files, k);

              if (file->part == from)
                file->part = a->part;
            }
        }
    }
}
