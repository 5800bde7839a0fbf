/* Finding and reading templates (see templates.h); making them is
 * template-make.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "templates.h"

#include "files.h"
#include "formats.h"
#include "native.h"
#include "query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define RESOURCES "/io/github/moat_app/Moat/templates/"
/* What the ids of those begin with that are one element. */
#define ELEMENT_PREFIX "element-"

static void
template_free (gpointer data)
{
  MoatTemplate *self = data;

  g_free (self->id);
  g_free (self->path);
  g_object_unref (self->document);
  g_free (self);
}

/* ---- Reading ---- */

static char *
dup_id (const char *name)
{
  return g_str_has_suffix (name, MOAT_NATIVE_SUFFIX)
             ? g_strndup (name, strlen (name) - strlen (MOAT_NATIVE_SUFFIX))
             : g_strdup (name);
}

/* Takes the path. */
static gboolean
add (GPtrArray *templates, GBytes *bytes, const char *name, char *path, GError **error)
{
  MoatDocument *document = moat_native_read (bytes, MOAT_NATIVE_WHOLE, NULL, error);
  MoatTemplate *self;

  if (document == NULL)
    {
      g_free (path);
      return FALSE;
    }

  self = g_new0 (MoatTemplate, 1);
  self->id = dup_id (name);
  self->path = path;
  self->document = document;
  self->group = path != NULL                              ? MOAT_TEMPLATE_TEAM
                : g_str_has_prefix (name, ELEMENT_PREFIX) ? MOAT_TEMPLATE_ELEMENT
                                                          : MOAT_TEMPLATE_SYSTEM;
  g_ptr_array_add (templates, self);

  return TRUE;
}

static void
add_shipped (GPtrArray *templates, MoatReport *report)
{
  g_auto (GStrv) names = g_resources_enumerate_children (RESOURCES, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (RESOURCES, names[i], NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_autoptr (GError) error = NULL;

      /* A program that ends takes its resources away under the thread that reads them. */
      if (bytes != NULL && !add (templates, bytes, names[i], NULL, &error))
        moat_report_add (report, "%s: %s", names[i], error->message);
    }
}

static void
add_file (GPtrArray *templates, const char *path, MoatReport *report)
{
  g_autofree char *shown = moat_files_get_name (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = moat_files_read (path, NULL, &error);

  if (bytes == NULL)
    moat_report_add (report, _ ("A template was left out. %s"), error->message);
  else if (!add (templates, bytes, name, g_strdup (path), &error))
    moat_report_add (report, _ ("A template was left out. %s: %s"), shown, error->message);
}

static void
add_folder (GPtrArray *templates, const char *folder, MoatReport *report)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, MOAT_NATIVE_SUFFIX))
        add_file (templates, path, report);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const MoatTemplate *first = *(const MoatTemplate *const *) a;
  const MoatTemplate *second = *(const MoatTemplate *const *) b;
  int order = (int) first->group - (int) second->group;

  if (order == 0)
    order = g_utf8_collate (moat_template_get_title (first), moat_template_get_title (second));

  return order != 0 ? order : strcmp (first->id, second->id);
}

GPtrArray *
moat_templates_load (const char *const *folders, MoatReport *report)
{
  GPtrArray *templates = g_ptr_array_new_with_free_func (template_free);

  add_shipped (templates, report);
  for (guint i = 0; folders != NULL && folders[i] != NULL; i++)
    add_folder (templates, folders[i], report);
  g_ptr_array_sort (templates, compare);

  return templates;
}

GStrv
moat_templates_list_folders (const char *model_path)
{
  return moat_files_list_team_folders ("templates", MOAT_TEMPLATES_FOLDER, model_path);
}

const MoatTemplate *
moat_templates_find (GPtrArray *templates, const char *id, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < templates->len; i++)
    {
      const MoatTemplate *self = g_ptr_array_index (templates, i);

      if (strcmp (self->id, id) == 0)
        return self;
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", self->id);
    }
  g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_OPTION,
               _ ("There is no template “%s”. There are: %s."), id, names->str);

  return NULL;
}

/* ---- One template ---- */

static const MoatModelState *
get_model (const MoatTemplate *self)
{
  return moat_model_state (moat_document_get_model (self->document));
}

const char *
moat_template_get_title (const MoatTemplate *self)
{
  const char *title = moat_text_get (get_model (self)->title);
  MoatRecord *use_case = moat_query_first_use_case (self->document);

  if (*title == '\0' && use_case != NULL)
    title = moat_record_get_title (use_case);

  return *title != '\0' ? title : self->id;
}

const char *
moat_template_get_summary (const MoatTemplate *self)
{
  const char *summary = moat_text_get (get_model (self)->scope);
  MoatRecord *use_case = moat_query_first_use_case (self->document);

  if (*summary == '\0' && use_case != NULL)
    summary = moat_text_get (moat_use_case_state (use_case)->summary);

  return summary;
}

/* ---- Searching ---- */

/* All that a template may be found by, folded: the title, then the rest. */
static char *
dup_words (const MoatTemplate *self)
{
  GPtrArray *elements = moat_document_list (self->document, MOAT_KIND_ELEMENT);
  g_autofree char *keywords = moat_list_join (get_model (self)->keywords, " ");
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words, "%s %s %s", keywords, moat_template_get_summary (self), self->id);
  for (guint i = 0; i < elements->len; i++)
    g_string_append_printf (words, " %s", moat_record_get_title (g_ptr_array_index (elements, i)));

  return g_utf8_casefold (words->str, -1);
}

/* 3 where a word of @text begins with @word, 1 where it is somewhere inside. */
static guint
weigh (const char *text, const char *word)
{
  const char *at = strstr (text, word);

  if (at == NULL)
    return 0;
  for (; at != NULL; at = strstr (at + 1, word))
    if (at == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at))))
      return 3;

  return 1;
}

guint
moat_template_match (const MoatTemplate *self, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *title = g_utf8_casefold (moat_template_get_title (self), -1);
  g_autofree char *rest = dup_words (self);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t-", -1);
  guint sum = 1;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint weight = 10 * weigh (title, words[i]) + weigh (rest, words[i]);

      if (*words[i] == '\0')
        continue;
      if (weight == 0)
        return 0;
      sum += weight;
    }

  return sum;
}
