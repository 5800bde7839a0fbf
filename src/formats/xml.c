/* Reading XML into libxml2's tree under a guard, and walking it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "xml.h"

#include "bounds.h"
#include "formats.h"
#include "plain-text.h"

#include <glib/gi18n-lib.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

/* No network. Long texts are let through, as an embedded picture or model may be longer than libxml2's own
 * bounds: what those are for is bounded here and by the size of a file.
 */
#define OPTIONS                                                                                              \
  (XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_NOBLANKS | XML_PARSE_COMPACT | XML_PARSE_HUGE             \
   | XML_PARSE_BIG_LINES)

#if LIBXML_VERSION >= 21200
typedef const xmlError Problem;
#else
typedef xmlError Problem;
#endif

/* What stands at the parser while it reads. */
typedef struct
{
  guint depth;
  guint n_nodes;
  /* The first thing that was wrong; owned, NULL while nothing is. */
  char *complaint;
  int line;
  int code; /* of our own reasons, else -1 */
} Guard;

/* ---- Reading ---- */

static void
stop (xmlParserCtxt *parser, int code, const char *reason)
{
  Guard *guard = parser->_private;

  if (guard->code < 0)
    {
      g_free (guard->complaint);
      guard->complaint = g_strdup (reason);
      guard->line = parser->input != NULL ? parser->input->line : 1;
      guard->code = code;
    }
  xmlStopParser (parser);
}

static void
complain_cb (void *data, Problem *problem)
{
  Guard *guard = ((xmlParserCtxt *) data)->_private;

  if (guard->complaint != NULL || problem->level < XML_ERR_FATAL || problem->message == NULL)
    return;
  guard->complaint = g_utf8_make_valid (problem->message, (gssize) strcspn (problem->message, "!\n"));
  g_strstrip (guard->complaint);
  guard->line = problem->line;
}

static void
start_type_cb (void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  stop (data, MOAT_FORMAT_ERROR_DAMAGED,
        _ ("The file has a document type declaration, which no such file needs and which could make it huge. "
           "Remove it."));
}

static void
start_element_cb (void *data,
                  const xmlChar *name,
                  const xmlChar *prefix,
                  const xmlChar *uri,
                  int n_namespaces,
                  const xmlChar **namespaces,
                  int n_attributes,
                  int n_defaulted,
                  const xmlChar **attributes)
{
  xmlParserCtxt *parser = data;
  Guard *guard = parser->_private;

  guard->n_nodes += 1 + (guint) n_namespaces + (guint) n_attributes;
  if (++guard->depth > MOAT_MAX_DEPTH)
    stop (parser, MOAT_FORMAT_ERROR_TOO_MUCH,
          _ ("The elements are nested too deeply. Check that it is the right file."));
  else if (guard->n_nodes > MOAT_MAX_XML_NODES)
    stop (parser, MOAT_FORMAT_ERROR_TOO_MUCH,
          _ ("The file has more elements than a model can have. Check that it is the right file."));
  else
    xmlSAX2StartElementNs (data, name, prefix, uri, n_namespaces, namespaces, n_attributes, n_defaulted,
                           attributes);
}

static void
end_element_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  ((Guard *) ((xmlParserCtxt *) data)->_private)->depth--;
  xmlSAX2EndElementNs (data, name, prefix, uri);
}

/* What people take for XML because of its name, by how it begins. */
static const char *
find_other_type (const char *data, gsize length)
{
  static const struct
  {
    const char *begin;
    const char *what;
  } others[] = {
    { "PK\003\004", N_ ("It is a ZIP archive. Unpack it and take the file that is in it.") },
    { "\037\213", N_ ("It is compressed with gzip. Unpack it and take the file that is in it.") },
    { "%PDF", N_ ("It is a PDF document. Take the file that it was printed from.") },
    { "\211PNG", N_ ("It is a PNG picture. Take the file that it was made from.") },
    { "\320\317\021\340",
      N_ ("It is a document of an old office program. Save it anew in the tool that made it.") },
    { "SQLite format", N_ ("It is a database. Export the model in the tool that made it.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (length >= strlen (others[i].begin) && memcmp (data, others[i].begin, strlen (others[i].begin)) == 0)
      return _ (others[i].what);

  return NULL;
}

static void
give_error (const Guard *guard, const char *data, gsize length, GError **error)
{
  const char *other = find_other_type (data, length);

  if (other != NULL)
    g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_UNKNOWN, _ ("This is no XML document. %s"),
                 other);
  else if (guard->code >= 0)
    g_set_error (error, MOAT_FORMAT_ERROR, guard->code, _ ("line %d: %s"), MAX (guard->line, 1),
                 guard->complaint);
  else
    g_set_error (
        error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED,
        _ ("line %d: The file is no whole XML document (%s). Save it anew in the tool that made it."),
        MAX (guard->line, 1), guard->complaint != NULL ? guard->complaint : _ ("it is empty"));
}

MoatXml *
moat_xml_read (GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  Guard guard = { .code = -1 };
  xmlParserCtxt *parser = xmlNewParserCtxt ();
  xmlDoc *document;

  g_return_val_if_fail (length <= G_MAXINT, NULL);

  parser->_private = &guard;
  parser->sax->internalSubset = start_type_cb;
  parser->sax->startElementNs = start_element_cb;
  parser->sax->endElementNs = end_element_cb;
  parser->sax->serror = complain_cb;
  document = xmlCtxtReadMemory (parser, data != NULL ? data : "", (int) length, NULL, NULL, OPTIONS);
  if (document == NULL || guard.code >= 0 || xmlDocGetRootElement (document) == NULL)
    {
      g_clear_pointer (&document, xmlFreeDoc);
      give_error (&guard, data, length, error);
    }
  g_free (guard.complaint);
  xmlFreeParserCtxt (parser);

  return document;
}

void
moat_xml_free (MoatXml *self)
{
  xmlFreeDoc (self);
}

/* ---- Sniffing ---- */

/* The "<" of the first tag: after white space, declarations and comments; NULL when there is none. */
static const char *
find_tag (const char *at, const char *end)
{
  if (end - at >= 3 && memcmp (at, "\xef\xbb\xbf", 3) == 0)
    at += 3;
  while (at < end)
    {
      const char *close = NULL;

      while (at < end && g_ascii_isspace (*at))
        at++;
      if (end - at >= 4 && memcmp (at, "<!--", 4) == 0)
        close = "-->";
      else if (end - at >= 2 && memcmp (at, "<?", 2) == 0)
        close = "?>";
      else
        return at < end && *at == '<' ? at : NULL;
      at = g_strstr_len (at, end - at, close);
      if (at == NULL)
        return NULL;
      at += strlen (close);
    }
  return NULL;
}

gboolean
moat_xml_begins_with (const char *data, gsize length, const char *name, const char *mention)
{
  const char *end = data + length;
  const char *tag = find_tag (data, end);
  const char *tag_end = tag != NULL ? memchr (tag, '>', end - tag) : NULL;
  const char *colon;
  gsize name_length = 0;

  if (tag_end == NULL)
    return FALSE;
  tag++;
  while (tag + name_length < tag_end && strchr (" \t\r\n/", tag[name_length]) == NULL)
    name_length++;
  colon = memchr (tag, ':', name_length);
  if (colon != NULL)
    {
      name_length -= colon + 1 - tag;
      tag = colon + 1;
    }

  return name_length == strlen (name) && memcmp (tag, name, name_length) == 0
         && (mention == NULL || g_strstr_len (tag, tag_end - tag, mention) != NULL);
}

/* ---- Walking ---- */

const MoatXmlNode *
moat_xml_get_root (const MoatXml *self)
{
  return xmlDocGetRootElement (self);
}

gboolean
moat_xml_is (const MoatXmlNode *node, const char *uri, const char *name)
{
  if (node == NULL || node->type != XML_ELEMENT_NODE)
    return FALSE;
  if (name != NULL && strcmp ((const char *) node->name, name) != 0)
    return FALSE;

  return uri == NULL || (node->ns != NULL && strcmp ((const char *) node->ns->href, uri) == 0);
}

static const MoatXmlNode *
find_from (const MoatXmlNode *node, const char *uri, const char *name)
{
  while (node != NULL && !moat_xml_is (node, uri, name))
    node = node->next;

  return node;
}

const MoatXmlNode *
moat_xml_get_child (const MoatXmlNode *node, const char *uri, const char *name)
{
  return node != NULL ? find_from (node->children, uri, name) : NULL;
}

const MoatXmlNode *
moat_xml_get_next (const MoatXmlNode *node, const char *uri, const char *name)
{
  return node != NULL ? find_from (node->next, uri, name) : NULL;
}

const char *
moat_xml_get_name (const MoatXmlNode *node)
{
  return node != NULL ? (const char *) node->name : "";
}

guint
moat_xml_get_line (const MoatXmlNode *node)
{
  return node != NULL ? (guint) MAX (xmlGetLineNo (node), 1) : 0;
}

/* Takes libxml2's string; NULL stays NULL. */
static char *
take_text (xmlChar *text)
{
  gboolean lost = FALSE;
  char *clean;

  if (text == NULL)
    return NULL;
  clean = moat_plain_text_clean ((const char *) text, &lost);
  if (clean == NULL)
    clean = g_strdup ((const char *) text);
  xmlFree (text);

  return clean;
}

char *
moat_xml_dup_text (const MoatXmlNode *node)
{
  char *text = node != NULL ? take_text (xmlNodeGetContent (node)) : NULL;

  return text != NULL ? g_strstrip (text) : g_strdup ("");
}

char *
moat_xml_dup_child_text (const MoatXmlNode *node, const char *uri, const char *name)
{
  return moat_xml_dup_text (moat_xml_get_child (node, uri, name));
}

char *
moat_xml_dup_attribute (const MoatXmlNode *node, const char *uri, const char *name)
{
  if (node == NULL)
    return NULL;

  return take_text (uri != NULL ? xmlGetNsProp (node, BAD_CAST name, BAD_CAST uri)
                                : xmlGetNoNsProp (node, BAD_CAST name));
}

GHashTable *
moat_xml_dup_attributes (const MoatXmlNode *node)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      char *value = take_text (xmlNodeListGetString (node->doc, attribute->children, 1));

      g_hash_table_insert (attributes, g_strdup ((const char *) attribute->name),
                           value != NULL ? value : g_strdup (""));
    }

  return attributes;
}
