/* Reading XML: what is walked is what is there, and what could hurt is refused
 * at once with its line.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "xml.h"

#include "bounds.h"
#include "formats.h"

#include <string.h>

static MoatXml *
read_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return moat_xml_read (bytes, error);
}

/* Elements are found by namespace and local name, whatever the prefix; texts come without the white space
 * around them. */
static void
test_walk (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatXml) xml = read_text ("<?xml version='1.0'?>\n<a:root xmlns:a='urn:a' xmlns='urn:b'>\n"
                                       "<item a:kind='x' kind='y'> one &amp;\n <![CDATA[<two>]]> </item>\n"
                                       "<b:item xmlns:b='urn:a'/><item/></a:root>",
                                       &error);
  const MoatXmlNode *root = moat_xml_get_root (xml);
  const MoatXmlNode *item = moat_xml_get_child (root, "urn:b", "item");
  g_autofree char *text = moat_xml_dup_text (item);
  g_autofree char *qualified = moat_xml_dup_attribute (item, "urn:a", "kind");
  g_autofree char *plain = moat_xml_dup_attribute (item, NULL, "kind");

  g_assert_no_error (error);
  g_assert_true (moat_xml_is (root, "urn:a", "root"));
  g_assert_false (moat_xml_is (root, "urn:b", "root"));
  g_assert_cmpstr (text, ==, "one &\n <two>");
  g_assert_cmpstr (qualified, ==, "x");
  g_assert_cmpstr (plain, ==, "y");
  g_assert_cmpuint (moat_xml_get_line (item), ==, 3);
  g_assert_nonnull (moat_xml_get_child (root, "urn:a", "item"));
  g_assert_nonnull (moat_xml_get_next (item, "urn:b", "item"));
  g_assert_null (moat_xml_get_child (item, NULL, NULL));
  g_assert_null (moat_xml_get_child (NULL, NULL, NULL));
}

/* The first tag tells, not what stands in comments before it or in elements after it. */
static void
test_begins_with (void)
{
  static const struct
  {
    const char *text;
    gboolean fits;
  } cases[] = {
    { "<m urn:a>", TRUE },
    { "\xef\xbb\xbf \n<?xml version='1.0'?><!-- <x> -->\n<p:m x='urn:a'>", TRUE },
    { "<m/><n x='urn:a'>", FALSE },
    { "<model x='urn:a'>", FALSE },
    { "<!-- <m urn:a>", FALSE },
    { "<m urn:a", FALSE },
    { "", FALSE },
    { "m urn:a>", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (moat_xml_begins_with (cases[i].text, strlen (cases[i].text), "m", "urn:a"), ==,
                     cases[i].fits);
}

static char *
dup_nested (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, "<a>");
  for (guint i = 0; i < depth; i++)
    g_string_append (text, "</a>");

  return g_string_free (text, FALSE);
}

/* Every reason names a line, or says what the file is instead. */
static void
test_refused (void)
{
  g_autofree char *deep = dup_nested (MOAT_MAX_DEPTH + 1);
  g_autofree char *deeper = dup_nested (200000);
  const struct
  {
    const char *text;
    int code;
    const char *says;
  } cases[] = {
    { "", MOAT_FORMAT_ERROR_DAMAGED, "line 1: *empty*" },
    { "<a>\n<b></a>", MOAT_FORMAT_ERROR_DAMAGED, "line 2: *" },
    { "<a>", MOAT_FORMAT_ERROR_DAMAGED, "line 1: *" },
    { "<a>&x;</a>", MOAT_FORMAT_ERROR_DAMAGED, "line 1: *" },
    { "<a>\xff</a>", MOAT_FORMAT_ERROR_DAMAGED, "line 1: *" },
    { "\n<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;'>]>\n<a>&c;</a>", MOAT_FORMAT_ERROR_DAMAGED,
      "line 2: *document type*" },
    { "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", MOAT_FORMAT_ERROR_DAMAGED, "line 1: *document type*" },
    { "<!DOCTYPE a [<!ENTITY % e SYSTEM 'http://localhost/'>%e;]><a/>", MOAT_FORMAT_ERROR_DAMAGED,
      "line 1: *document type*" },
    { deep, MOAT_FORMAT_ERROR_TOO_MUCH, "line 1: *too deeply*" },
    { deeper, MOAT_FORMAT_ERROR_TOO_MUCH, "line 1: *too deeply*" },
    { "PK\003\004...", MOAT_FORMAT_ERROR_UNKNOWN, "*ZIP archive*" },
    { "\037\213\010", MOAT_FORMAT_ERROR_UNKNOWN, "*gzip*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MoatXml) xml = read_text (cases[i].text, &error);

      g_assert_null (xml);
      g_assert_error (error, MOAT_FORMAT_ERROR, cases[i].code);
      if (!g_pattern_match_simple (cases[i].says, error->message))
        g_error ("%u: %s", i, error->message);
      g_assert_null (strchr (error->message, '\n'));
    }
}

/* As deep as may be is read. */
static void
test_depth (void)
{
  g_autofree char *deep = dup_nested (MOAT_MAX_DEPTH);
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatXml) xml = read_text (deep, &error);

  g_assert_no_error (error);
  g_assert_nonnull (xml);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/xml/walk", test_walk);
  g_test_add_func ("/formats/xml/begins-with", test_begins_with);
  g_test_add_func ("/formats/xml/refused", test_refused);
  g_test_add_func ("/formats/xml/depth", test_depth);
  return g_test_run ();
}
