/* Reading a file of draw.io: its pages, and what people may decide about its
 * shapes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "drawio.h"

#include "bounds.h"
#include "drawio-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Pages ---- */

/* The file's element: the document's, or what a picture carries in an attribute, which *inner then owns. */
static const MoatXmlNode *
find_file (const MoatXml *xml, MoatXml **inner, GError **error)
{
  const MoatXmlNode *root = moat_xml_get_root (xml);
  g_autofree char *content = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!moat_xml_is (root, NULL, "svg"))
    return root;
  content = moat_xml_dup_attribute (root, NULL, "content");
  bytes = g_bytes_new (content != NULL ? content : "", content != NULL ? strlen (content) : 0);
  *inner = moat_xml_read (bytes, error);

  return *inner != NULL ? moat_xml_get_root (*inner) : NULL;
}

/* The page in a <diagram> but for its id, or NULL with an error; NULL without one for an empty page. */
static MoatDrawioPage *
read_diagram (const MoatXmlNode *diagram, guint number, gsize *budget, GError **error)
{
  g_autofree char *own_name = moat_xml_dup_attribute (diagram, NULL, "name");
  g_autofree char *name = own_name != NULL ? g_steal_pointer (&own_name)
                                           : g_strdup_printf (_ ("Page %u"), number);
  const MoatXmlNode *model = moat_xml_get_child (diagram, NULL, "mxGraphModel");
  g_autofree char *text = NULL;
  g_autoptr (GBytes) unpacked = NULL;
  g_autoptr (MoatXml) xml = NULL;

  if (model != NULL)
    return moat_drawio_read_page (model, name);
  text = moat_xml_dup_text (diagram);
  if (*text == '\0')
    return NULL;
  unpacked = moat_drawio_unpack (text, budget, error);
  xml = unpacked != NULL ? moat_xml_read (unpacked, error) : NULL;
  if (xml == NULL)
    {
      g_prefix_error (error, _ ("line %u, page “%s”: "), moat_xml_get_line (diagram), name);
      return NULL;
    }

  return moat_drawio_read_page (moat_xml_get_root (xml), name);
}

static gboolean
check_root (const MoatXmlNode *root, GError **error)
{
  if (moat_xml_is (root, NULL, "mxfile") || moat_xml_is (root, NULL, "mxGraphModel"))
    return TRUE;

  if (moat_xml_is (root, NULL, "mxlibrary"))
    g_set_error_literal (
        error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_UNKNOWN,
        _ ("This is a library of shapes, not a diagram. Take a diagram that was drawn with it."));
  else
    g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_UNKNOWN,
                 _ ("line %u: This is no diagram of draw.io: it begins with <%s>, not with <mxfile> or "
                    "<mxGraphModel>. Check that it is the right file."),
                 moat_xml_get_line (root), moat_xml_get_name (root));
  return FALSE;
}

/* Of MoatDrawioPage, owned; or NULL with an error. */
static GPtrArray *
read_pages (GBytes *bytes, const MoatImportOptions *options, GError **error)
{
  g_autoptr (MoatXml) xml = moat_xml_read (bytes, error);
  g_autoptr (MoatXml) inner = NULL;
  const MoatXmlNode *root = xml != NULL ? find_file (xml, &inner, error) : NULL;
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) moat_drawio_page_free);
  gsize budget = MOAT_MAX_FILE_BYTES;
  guint number = 0;

  if (root == NULL || !check_root (root, error))
    return NULL;

  if (moat_xml_is (root, NULL, "mxGraphModel"))
    {
      const char *name = options->base_name != NULL ? options->base_name : _ ("Page 1");
      MoatDrawioPage *page = moat_drawio_read_page (root, name);

      page->id = g_strdup ("page 1");
      g_ptr_array_add (pages, page);
      return g_steal_pointer (&pages);
    }
  for (const MoatXmlNode *node = moat_xml_get_child (root, NULL, "diagram"); node != NULL;
       node = moat_xml_get_next (node, NULL, "diagram"))
    {
      g_autoptr (GError) problem = NULL;
      MoatDrawioPage *page = read_diagram (node, ++number, &budget, &problem);

      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      if (page == NULL)
        continue;
      page->id = moat_xml_dup_attribute (node, NULL, "id");
      if (page->id == NULL || *page->id == '\0')
        {
          g_free (page->id);
          page->id = g_strdup_printf ("page %u", number);
        }
      g_ptr_array_add (pages, page);
    }

  return g_steal_pointer (&pages);
}

/* ---- Choices ---- */

/* What can be chosen about the shapes of @pages, whose kinds are found. */
static MoatImportChoices *
list_choices (GPtrArray *pages)
{
  MoatImportChoices *choices = moat_import_choices_new (_ ("What the shapes stand for"), moat_drawio_kinds);

  for (guint i = 0; i < pages->len; i++)
    {
      MoatDrawioPage *page = g_ptr_array_index (pages, i);

      for (guint j = 0; j < page->cells->len; j++)
        {
          MoatDrawioCell *cell = g_ptr_array_index (page->cells, j);
          MoatImportChoice *choice;

          if (!cell->is_vertex || (cell->parent != NULL && cell->parent->is_edge)
              || cell->kind == MOAT_DRAWIO_LABEL || cell->kind == MOAT_DRAWIO_PART
              || cell->kind == MOAT_DRAWIO_GROUP || strcmp (cell->shape, "text") == 0)
            continue;
          choice = moat_import_choices_ensure (choices, cell->shape);
          if (choice->count == 0 || (choice->is_sure && !cell->is_sure))
            {
              choice->guess = cell->kind;
              choice->is_sure = cell->is_sure;
            }
          moat_import_choice_count (choice, cell->text);
        }
    }

  return choices;
}

static MoatImportChoices *
ask_drawio (GBytes *bytes, const MoatImportOptions *options, GError **error)
{
  g_autoptr (GPtrArray) pages = read_pages (bytes, options, error);

  if (pages == NULL)
    return NULL;
  for (guint i = 0; i < pages->len; i++)
    moat_drawio_find_kinds (g_ptr_array_index (pages, i), options->choices);

  return list_choices (pages);
}

/* Tells which shapes were guessed, and how to say it better. */
static void
report_guesses (MoatImport *import, GPtrArray *pages)
{
  g_autoptr (MoatImportChoices) choices = list_choices (pages);

  for (guint i = 0; i < choices->choices->len; i++)
    {
      const MoatImportChoice *choice = g_ptr_array_index (choices->choices, i);

      if (choice->is_sure || choice->guess == MOAT_DRAWIO_IGNORE)
        continue;
      moat_import_tell (
          import, NULL,
          g_dngettext (GETTEXT_PACKAGE,
                       "%u shape “%s” (%s) was taken for what its name and place say; “--map %s=KIND” "
                       "decides otherwise.",
                       "%u shapes “%s” (%s) were taken for what their names and places say; “--map "
                       "%s=KIND” decides otherwise.",
                       choice->count),
          choice->count, choice->key, *choice->examples != '\0' ? choice->examples : "…", choice->key);
    }
}

/* ---- The format ---- */

static int
sniff_drawio (const char *data, gsize length)
{
  if (moat_xml_begins_with (data, length, "mxfile", NULL)
      || moat_xml_begins_with (data, length, "mxGraphModel", NULL))
    return 100;
  if (moat_xml_begins_with (data, length, "mxlibrary", NULL))
    return 50;

  /* A picture that draw.io saved with the diagram in it. */
  return moat_xml_begins_with (data, length, "svg", "content=\"&lt;mxfile") ? 90 : 0;
}

static MoatDocument *
read_drawio (GBytes *bytes, const MoatImportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (GPtrArray) pages = read_pages (bytes, options, error);
  g_autoptr (MoatImport) import = NULL;
  guint done = 0, total = 0;
  gboolean goes_on = TRUE;

  if (pages == NULL)
    return NULL;
  import = moat_import_new (moat_drawio_format.name, options, report);
  for (guint i = 0; i < pages->len; i++)
    total += ((MoatDrawioPage *) g_ptr_array_index (pages, i))->cells->len;
  for (guint i = 0; goes_on && i < pages->len; i++)
    {
      moat_drawio_find_kinds (g_ptr_array_index (pages, i), options->choices);
      goes_on = moat_drawio_build (import, g_ptr_array_index (pages, i), &done, total);
    }
  if (goes_on)
    report_guesses (import, pages);
  if (total == 0)
    moat_import_lost (import, NULL, NULL, _ ("The file has no shape that could be read."));

  return moat_import_finish (import, error);
}

static const char *const suffixes[] = { ".drawio", ".drawio.svg", ".drawio.xml", NULL };

const MoatFormat moat_drawio_format = {
  .name = "drawio",
  .label = N_ ("draw.io diagram"),
  .suffixes = suffixes,
  .mime = "application/vnd.jgraph.mxfile",
  .sniff = sniff_drawio,
  .read = read_drawio,
  .ask = ask_drawio,
};
