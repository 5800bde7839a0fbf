/* XML as the importers want it: read whole with libxml2, bounded, nothing
 * fetched and nothing expanded, then walked by namespace and local name.
 *
 * Texts and attributes come back as UTF-8 that a model may hold.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* libxml2's own, so that nobody needs its headers to walk. */
typedef struct _xmlDoc MoatXml;
typedef struct _xmlNode MoatXmlNode;

/* The document in @bytes, or NULL with a MOAT_FORMAT_ERROR that gives the line. A document type declaration,
 * with which entities could grow without bound, is refused, and so is what is nested deeper or has more
 * elements and attributes than bounds.h allows.
 */
MoatXml *moat_xml_read (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void moat_xml_free (MoatXml *self);

/* Whether the first tag of what begins so is called @name and mentions @mention (NULL: whatever it mentions).
 * Does not parse.
 */
gboolean moat_xml_begins_with (const char *data, gsize length, const char *name, const char *mention);

/* Everywhere below, @uri is a namespace and @name a local name; NULL fits any. Nodes are borrowed from the
 * document and may be NULL, which has no children, no text and no attributes.
 */
const MoatXmlNode *moat_xml_get_root (const MoatXml *self);
gboolean moat_xml_is (const MoatXmlNode *node, const char *uri, const char *name);
/* The first element in @node that fits, and the next one after @node beside it. */
const MoatXmlNode *moat_xml_get_child (const MoatXmlNode *node, const char *uri, const char *name);
const MoatXmlNode *moat_xml_get_next (const MoatXmlNode *node, const char *uri, const char *name);
/* Borrowed. */
const char *moat_xml_get_name (const MoatXmlNode *node);
guint moat_xml_get_line (const MoatXmlNode *node);

/* All text in @node without the white space around it; "" for none. Owned. */
char *moat_xml_dup_text (const MoatXmlNode *node) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a child of @node. */
char *moat_xml_dup_child_text (const MoatXmlNode *node, const char *uri, const char *name)
    G_GNUC_WARN_UNUSED_RESULT;
/* Owned; NULL when there is none. */
char *moat_xml_dup_attribute (const MoatXmlNode *node, const char *uri, const char *name)
    G_GNUC_WARN_UNUSED_RESULT;

/* All of them by local name, owned by the table. */
GHashTable *moat_xml_dup_attributes (const MoatXmlNode *node) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatXml, moat_xml_free)

G_END_DECLS
