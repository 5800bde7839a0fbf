/* Puts the model's file as text into an SVG's metadata, and takes it out.
 *
 * Plain text rather than base64, so that a change of the model shows as that
 * in the differences of two pictures, and in a quarter less room.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "svg-model.h"

#include "native.h"
#include "xml.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SVG_URI "http://www.w3.org/2000/svg"
/* Names the element and nothing else: nothing is fetched from there. */
#define MODEL_URI "https://github.com/moat-app/moat/ns/model"

/* ---- Writing ---- */

/* As text of XML. JSON has its own escapes for the two characters that no XML may hold: they can only stand
 * in its strings.
 */
static void
append_json (GString *out, const char *json, gsize length)
{
  static const struct
  {
    const char *from;
    const char *to;
  } escapes[] = {
    { "&", "&amp;" },
    { "<", "&lt;" },
    { ">", "&gt;" },
    { "\xef\xbf\xbe", "\\ufffe" },
    { "\xef\xbf\xbf", "\\uffff" },
  };
  const char *end = json + length;

  for (const char *at = json; at < end; at++)
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (escapes) && strncmp (at, escapes[i].from, strlen (escapes[i].from)) != 0)
        i++;
      if (i == G_N_ELEMENTS (escapes))
        {
          g_string_append_c (out, *at);
          continue;
        }
      g_string_append (out, escapes[i].to);
      at += strlen (escapes[i].from) - 1;
    }
}

char *
moat_svg_model_dup_metadata (MoatDocument *document)
{
  g_autoptr (GBytes) bytes = moat_native_write (document);
  gsize length;
  const char *json = g_bytes_get_data (bytes, &length);
  GString *out = g_string_sized_new (length + length / 8);

  g_string_append (out, "<metadata>\n<moat:model xmlns:moat=\"" MODEL_URI "\">");
  append_json (out, json, length);
  g_string_append (out, "</moat:model>\n</metadata>");

  return g_string_free (out, FALSE);
}

/* ---- Reading ---- */

/* At any depth: another program may have put the metadata into a group. */
static const MoatXmlNode *
find_model (const MoatXmlNode *node)
{
  for (const MoatXmlNode *child = moat_xml_get_child (node, NULL, NULL); child != NULL;
       child = moat_xml_get_next (child, NULL, NULL))
    {
      const MoatXmlNode *found = moat_xml_is (child, MODEL_URI, "model") ? child : find_model (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static int
sniff_svg (const char *data, gsize length)
{
  if (!moat_xml_begins_with (data, length, "svg", NULL))
    return 0;

  return g_strstr_len (data, (gssize) length, MODEL_URI) != NULL ? 100 : 40;
}

static MoatDocument *
read_svg (GBytes *bytes, const MoatImportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (MoatXml) xml = moat_xml_read (bytes, error);
  const MoatXmlNode *root;
  const MoatXmlNode *model;
  g_autoptr (GBytes) json = NULL;
  MoatDocument *document;
  char *text;

  if (xml == NULL)
    return NULL;
  root = moat_xml_get_root (xml);
  model = find_model (root);
  if (!moat_xml_is (root, SVG_URI, "svg") || model == NULL)
    {
      g_set_error_literal (
          error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_UNKNOWN,
          _ ("This picture carries no model: only an SVG that Moat exported does, and only as long as no "
             "other program has left it out. Open the model itself, or import the diagram from the tool "
             "that drew it."));
      return NULL;
    }

  text = moat_xml_dup_text (model);
  json = g_bytes_new_take (text, strlen (text));
  document = moat_native_read (json, MOAT_NATIVE_WHOLE, report, error);
  if (document == NULL)
    g_prefix_error (error, _ ("In the model that begins in line %u: "), moat_xml_get_line (model));

  return document;
}

static const char *const suffixes[] = { ".svg", NULL };

const MoatFormat moat_svg_model_format = {
  .name = "svg",
  .label = N_ ("Diagram with its model (SVG)"),
  .suffixes = suffixes,
  .mime = "image/svg+xml",
  .sniff = sniff_svg,
  .read = read_svg,
};
