/* moat-cli import as a script sees it: what it writes, what it asks, how it
 * ends.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-run.h"

#include <gio/gio.h>
#include <string.h>

static const char table[] = "What could happen,Component,Owner,Colour\n"
                            "Read the orders of others,API,@shop,red\n";

static const char drawing[]
    = "<mxfile><diagram name=\"One\"><mxGraphModel><root><mxCell id=\"0\"/><mxCell id=\"1\" parent=\"0\"/>"
      "<mxCell id=\"2\" value=\"Portal\" style=\"shape=cloud\" vertex=\"1\" parent=\"1\">"
      "<mxGeometry x=\"0\" y=\"0\" width=\"120\" height=\"60\" as=\"geometry\"/></mxCell>"
      "<mxCell id=\"3\" value=\"Orders\" style=\"shape=cylinder3\" vertex=\"1\" parent=\"1\">"
      "<mxGeometry x=\"300\" y=\"0\" width=\"80\" height=\"80\" as=\"geometry\"/></mxCell>"
      "<mxCell id=\"4\" value=\"writes\" style=\"endArrow=classic\" edge=\"1\" parent=\"1\" source=\"2\" "
      "target=\"3\"><mxGeometry relative=\"1\" as=\"geometry\"/></mxCell>"
      "</root></mxGraphModel></diagram></mxfile>";

static const char dragon[]
    = "{\"version\": \"2.2.0\", \"summary\": {\"title\": \"Shop\"}, \"detail\": {\"contributors\": [], "
      "\"diagrams\": [{\"id\": 0, \"title\": \"Main\", \"diagramType\": \"STRIDE\", \"cells\": ["
      "{\"id\": \"a\", \"shape\": \"process\", \"position\": {\"x\": 10, \"y\": 10}, "
      "\"size\": {\"width\": 100, \"height\": 100}, \"data\": {\"type\": \"tm.Process\", \"name\": \"API\", "
      "\"threats\": [{\"id\": \"t\", \"title\": \"Floods it\", \"status\": \"Open\", \"severity\": \"High\", "
      "\"type\": \"Denial of service\"}]}}]}], \"diagramTop\": 1, \"threatTop\": 1}}";

static void
set_up (MoatRun *run, gconstpointer program)
{
  moat_run_init (run, program);
  moat_run_put (run, "risks.csv", table);
  moat_run_put (run, "shop.drawio", drawing);
  moat_run_put (run, "shop.json", dragon);
}

static void
tear_down (MoatRun *run, gconstpointer program)
{
  moat_run_clear (run);
}

#define import(run, ...) moat_run ((run), NULL, "import", __VA_ARGS__, NULL)

static void
assert_says (const char *text, const char *what)
{
  if (strstr (text, what) == NULL)
    g_error ("“%s” does not say “%s”", text, what);
}

static void
assert_model_says (MoatRun *run, const char *what)
{
  g_autofree char *model = moat_run_get (run, "out.moat");

  g_assert_nonnull (model);
  assert_says (model, what);
}

static void
assert_no_model (MoatRun *run)
{
  g_autofree char *model = moat_run_get (run, "out.moat");

  g_assert_null (model);
}

/* The content tells the format, whatever the name; nothing lost is nothing to report. */
static void
test_import_by_content (MoatRun *run, gconstpointer program)
{
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;

  moat_run_put (run, "odd.name", dragon);
  import (run, "odd.name", "-o", "out.moat");
  g_assert_cmpint (run->status, ==, 0);
  assert_model_says (run, "\"Floods it\"");
  first = moat_run_get (run, "out.moat");
  import (run, "odd.name", "-o", "out.moat");
  again = moat_run_get (run, "out.moat");
  g_assert_cmpstr (first, ==, again);
}

static void
test_import_columns (MoatRun *run, gconstpointer program)
{
  import (run, "risks.csv", "--choices");
  g_assert_cmpint (run->status, ==, 0);
  assert_says (run->output, "What could happen=");
  assert_says (run->output, "Component=element");

  import (run, "risks.csv", "-o", "out.moat");
  g_assert_cmpint (run->status, ==, 2);
  assert_says (run->errors, "--column");
  assert_no_model (run);

  import (run, "risks.csv", "-o", "out.moat", "--column", "What could happen=threat");
  g_assert_cmpint (run->status, ==, 0);
  assert_model_says (run, "\"Read the orders of others\"");
}

static void
test_import_shapes (MoatRun *run, gconstpointer program)
{
  import (run, "shop.drawio", "--choices");
  g_assert_cmpint (run->status, ==, 0);
  assert_says (run->output, "cloud=");

  import (run, "shop.drawio", "-o", "out.moat", "--map", "cloud=banana");
  g_assert_cmpint (run->status, ==, 2);
  assert_says (run->errors, "zone");
  assert_no_model (run);

  import (run, "shop.drawio", "-o", "out.moat", "--map", "cloud=data-store");
  assert_model_says (run, "\"Portal\"");
  assert_model_says (run, "\"data-store\"");
}

/* Whatever is wrong, the line says what to do, and nothing is written. */
static void
test_import_refused (MoatRun *run, gconstpointer program)
{
  moat_run_put (run, "zip.tm7", "PK\003\004 and so on");
  import (run, "zip.tm7", "-o", "out.moat");
  g_assert_cmpint (run->status, ==, 2);
  assert_says (run->errors, "zip.tm7");

  import (run, "shop.json", "-o", "out.moat", "--from", "nothing");
  g_assert_cmpint (run->status, ==, 2);
  assert_says (run->errors, "threat-dragon");

  import (run, "shop.json", "-o", "shop.json");
  g_assert_cmpint (run->status, ==, 2);

  import (run, "missing.json", "-o", "out.moat");
  g_assert_cmpint (run->status, ==, 2);
  assert_says (run->errors, "missing.json");
  assert_no_model (run);
}

#define TEST(path, test) g_test_add ("/cli/import/" path, MoatRun, program, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *program = NULL;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  /* It is run in another folder. */
  program = g_canonicalize_filename (argv[1], NULL);

  TEST ("by-content", test_import_by_content);
  TEST ("columns", test_import_columns);
  TEST ("shapes", test_import_shapes);
  TEST ("refused", test_import_refused);

  return g_test_run ();
}
