/* Reading a .tm7 as a whole: what it is, its template, what it says of itself
 * and the notes. Drawings and threats have files of their own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "tm7.h"

#include "html-text.h"
#include "tm7-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ESCAPES 4

/* The tool escapes what it has escaped before, each time it saves. */
char *
moat_tm7_plain_text (const char *html)
{
  char *text = moat_html_to_text_keep_lines (html);
  gboolean was_escaped = TRUE;

  for (guint i = 0; i < MAX_ESCAPES && was_escaped; i++)
    {
      g_autofree char *escaped = text;

      text = moat_html_to_text_keep_lines (escaped);
      was_escaped = strcmp (text, escaped) != 0;
    }

  return text;
}

char *
moat_tm7_dup_text (const MoatXmlNode *node, const char *name)
{
  g_autofree char *html = moat_xml_dup_child_text (node, NULL, name);

  return moat_tm7_plain_text (html);
}

char *
moat_tm7_dup_type (const MoatXmlNode *node)
{
  g_autofree char *type = moat_xml_dup_attribute (node, MOAT_TM7_INSTANCE, "type");
  const char *colon = type != NULL ? strrchr (type, ':') : NULL;

  return g_strstrip (g_strdup (colon != NULL ? colon + 1 : type != NULL ? type : ""));
}

/* ---- The template ---- */

static void
read_stencils (MoatTm7 *self, const MoatXmlNode *list)
{
  for (const MoatXmlNode *node = moat_xml_get_child (list, NULL, "ElementType"); node != NULL;
       node = moat_xml_get_next (node, NULL, "ElementType"))
    {
      g_autofree char *representation = moat_xml_dup_child_text (node, NULL, "Representation");
      char *id = moat_xml_dup_child_text (node, NULL, "Id");

      if (strcmp (representation, "Annotation") == 0)
        g_hash_table_add (self->annotations, g_strdup (id));
      g_hash_table_insert (self->stencils, id, moat_xml_dup_child_text (node, NULL, "Name"));
    }
}

static void
read_categories (MoatTm7 *self, const MoatXmlNode *list)
{
  for (const MoatXmlNode *node = moat_xml_get_child (list, NULL, "ThreatCategory"); node != NULL;
       node = moat_xml_get_next (node, NULL, "ThreatCategory"))
    {
      g_hash_table_insert (self->categories, moat_xml_dup_child_text (node, NULL, "Id"),
                           moat_xml_dup_child_text (node, NULL, "Name"));
      g_hash_table_add (self->category_texts, moat_tm7_dup_text (node, "ShortDescription"));
    }
}

/* What the fields of a threat are called in the tool: teams add fields, which have an id for a name. */
static void
read_labels (MoatTm7 *self, const MoatXmlNode *data)
{
  const MoatXmlNode *list = moat_xml_get_child (data, NULL, "PropertiesMetaData");

  for (const MoatXmlNode *node = moat_xml_get_child (list, NULL, "ThreatMetaDatum"); node != NULL;
       node = moat_xml_get_next (node, NULL, "ThreatMetaDatum"))
    {
      g_autofree char *label = moat_xml_dup_child_text (node, NULL, "Label");

      g_hash_table_insert (self->labels, moat_xml_dup_child_text (node, NULL, "Id"), g_strdup (label));
      g_hash_table_insert (self->labels, moat_xml_dup_child_text (node, NULL, "Name"),
                           g_steal_pointer (&label));
    }
}

void
moat_tm7_read_template (MoatTm7 *self)
{
  const MoatXmlNode *base = moat_xml_get_child (self->root, NULL, "KnowledgeBase");

  read_stencils (self, moat_xml_get_child (base, NULL, "GenericElements"));
  read_stencils (self, moat_xml_get_child (base, NULL, "StandardElements"));
  read_categories (self, moat_xml_get_child (base, NULL, "ThreatCategories"));
  read_labels (self, moat_xml_get_child (base, NULL, "ThreatMetaData"));
}

/* ---- What the file says of itself ---- */

/* Whether a field that must hold something holds nothing. */
static gboolean
says_nothing (const char *text)
{
  static const char *const nothings[] = { "", "none", "n/a", "na", "-", "tbd", NULL };
  g_autofree char *folded = g_ascii_strdown (text, -1);

  return g_strv_contains (nothings, g_strchomp (folded));
}

/* The lines or, with @separators, items of a field, trimmed, without those that say nothing. Owned. */
static char **
list_items (const MoatXmlNode *information, const char *name, const char *separators)
{
  g_autofree char *text = moat_tm7_dup_text (information, name);
  g_auto (GStrv) parts = g_strsplit_set (text, separators, -1);
  g_autoptr (GStrvBuilder) items = g_strv_builder_new ();

  for (char **part = parts; *part != NULL; part++)
    if (!says_nothing (g_strstrip (*part)))
      g_strv_builder_add (items, *part);

  return g_strv_builder_end (items);
}

static void
read_people (MoatTm7 *self, const MoatXmlNode *information)
{
  static const char *const fields[] = { "Owner", "Contributors", "Reviewer" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_auto (GStrv) names = list_items (information, fields[i], ",;\n");
      g_autofree char *all = g_strjoinv (", ", names);

      for (char **name = names; *name != NULL; name++)
        moat_import_add_contributor (self->import, *name);
      /* Moat has contributors alone; who of them owned it is kept. */
      if (*all != '\0')
        moat_import_keep_text (self->import,
                               moat_document_get_model (moat_import_get_document (self->import)), fields[i],
                               all);
    }
}

static void
read_information (MoatTm7 *self)
{
  const MoatXmlNode *information = moat_xml_get_child (self->root, NULL, "MetaInformation");
  MoatDocument *document = moat_import_get_document (self->import);
  MoatModelState *model = moat_document_edit (document, moat_document_get_model (document));
  g_autofree char *title = moat_tm7_dup_text (information, "ThreatModelName");
  g_autofree char *description = moat_tm7_dup_text (information, "HighLevelSystemDescription");
  g_auto (GStrv) assumptions = list_items (information, "Assumptions", "\n");
  g_auto (GStrv) dependencies = list_items (information, "ExternalDependencies", "\n");

  if (*title != '\0')
    moat_text_set (&model->title, title);
  moat_text_set (&model->scope, description);
  for (char **text = assumptions; *text != NULL; text++)
    moat_import_add_assumption (self->import, NULL, *text);
  for (char **text = dependencies; *text != NULL; text++)
    {
      MoatRecord *record = moat_import_add (self->import, MOAT_KIND_DEPENDENCY, NULL);

      moat_text_set (&((MoatDependencyState *) moat_document_edit (document, record))->name, *text);
    }
  read_people (self, information);
}

/* ---- Notes ---- */

/* They belong to the file; here they go where the first use case has its notes. */
static void
read_notes (MoatTm7 *self)
{
  MoatDocument *document = moat_import_get_document (self->import);
  GPtrArray *use_cases = moat_document_list (document, MOAT_KIND_USE_CASE);
  const MoatXmlNode *notes = moat_xml_get_child (self->root, NULL, "Notes");
  g_autoptr (GString) text = g_string_new (NULL);

  for (const MoatXmlNode *note = moat_xml_get_child (notes, NULL, "Note"); note != NULL;
       note = moat_xml_get_next (note, NULL, "Note"))
    {
      g_autofree char *message = moat_tm7_dup_text (note, "Message");
      g_autofree char *date = moat_xml_dup_child_text (note, NULL, "Date");
      g_autofree char *who = moat_xml_dup_child_text (note, NULL, "AddedBy");

      if (*who != '\0')
        g_hash_table_add (self->people, g_steal_pointer (&who));
      if (*message == '\0')
        continue;
      if (strlen (date) >= 10 && !g_str_has_prefix (date, "0001"))
        g_string_append_printf (text, "%.10s: ", date);
      g_string_append_printf (text, "%s\n", message);
    }
  if (text->len > 0 && use_cases->len > 0)
    moat_text_set (&((MoatUseCaseState *) moat_document_edit (document, g_ptr_array_index (use_cases, 0)))
                        ->notes,
                   g_strchomp (text->str));
}

static void
report_people (MoatTm7 *self)
{
  guint n = g_hash_table_size (self->people);

  if (n > 0)
    moat_import_lost (
        self->import, _ ("Notes and threats"), NULL,
        g_dngettext (GETTEXT_PACKAGE,
                     "The name of %u machine and its user, which the tool writes down, was left out.",
                     "The names of %u machines and their users, which the tool writes down, were "
                     "left out.",
                     n),
        n);
}

/* ---- The file ---- */

static guint
count_children (const MoatXmlNode *node)
{
  guint n = 0;

  for (node = moat_xml_get_child (node, NULL, NULL); node != NULL;
       node = moat_xml_get_next (node, NULL, NULL))
    n++;

  return n;
}

/* How many things there are to read, for how far it is. */
static guint
count_total (const MoatXmlNode *root)
{
  const MoatXmlNode *list = moat_xml_get_child (root, NULL, "DrawingSurfaceList");
  guint n = count_children (moat_xml_get_child (root, NULL, "ThreatInstances"));

  for (const MoatXmlNode *surface = moat_xml_get_child (list, NULL, NULL); surface != NULL;
       surface = moat_xml_get_next (surface, NULL, NULL))
    n += count_children (moat_xml_get_child (surface, NULL, "Borders"))
         + count_children (moat_xml_get_child (surface, NULL, "Lines"));

  return n;
}

static gboolean
check_root (const MoatXmlNode *root, GError **error)
{
  if (moat_xml_is (root, MOAT_TM7_MODEL, "ThreatModel"))
    return TRUE;

  if (moat_xml_is (root, NULL, "KnowledgeBase"))
    g_set_error_literal (
        error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_UNKNOWN,
        _ ("This is a template of the Microsoft Threat Modeling Tool, not a model. Take a model "
           "that was made with it, a .tm7 file."));
  else
    g_set_error (
        error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_UNKNOWN,
        _ ("line %u: This is no model of the Microsoft Threat Modeling Tool: it begins with <%s>, not "
           "with its <ThreatModel>. Check that it is the right file."),
        moat_xml_get_line (root), moat_xml_get_name (root));
  return FALSE;
}

static GHashTable *
new_texts (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static MoatDocument *
read_model (const MoatXmlNode *root, const MoatImportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (MoatImport) import = moat_import_new (moat_tm7_format.name, options, report);
  MoatTm7 self = {
    .import = import,
    .root = root,
    .stencils = new_texts (),
    .annotations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .labels = new_texts (),
    .categories = new_texts (),
    .category_texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .total = count_total (root),
  };

  moat_tm7_read_template (&self);
  if (moat_tm7_read_drawings (&self) && moat_tm7_read_threats (&self))
    {
      read_information (&self);
      read_notes (&self);
      report_people (&self);
    }
  g_hash_table_unref (self.stencils);
  g_hash_table_unref (self.annotations);
  g_hash_table_unref (self.labels);
  g_hash_table_unref (self.categories);
  g_hash_table_unref (self.category_texts);
  g_hash_table_unref (self.people);

  return moat_import_finish (import, error);
}

static int
sniff_tm7 (const char *data, gsize length)
{
  if (moat_xml_begins_with (data, length, "ThreatModel", MOAT_TM7_MODEL))
    return 100;

  return moat_xml_begins_with (data, length, "KnowledgeBase", NULL) ? 50 : 0;
}

static MoatDocument *
read_tm7 (GBytes *bytes, const MoatImportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (MoatXml) xml = moat_xml_read (bytes, error);
  const MoatXmlNode *root = xml != NULL ? moat_xml_get_root (xml) : NULL;

  if (root == NULL || !check_root (root, error))
    return NULL;

  return read_model (root, options, report, error);
}

static const char *const suffixes[] = { ".tm7", NULL };

const MoatFormat moat_tm7_format = {
  .name = "tm7",
  .label = N_ ("Microsoft Threat Modeling Tool"),
  .suffixes = suffixes,
  .mime = "application/xml",
  .sniff = sniff_tm7,
  .read = read_tm7,
};
