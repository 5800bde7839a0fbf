/* Templates: each that ships says what it must and is whole; a team's own are
 * made, found, renamed, and told of when they are broken.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "checks.h"
#include "files.h"
#include "fragment.h"
#include "geometry.h"
#include "moat-test.h"
#include "native.h"
#include "story.h"
#include "templates.h"
#include "zones.h"

#include <glib/gstdio.h>
#include <string.h>

/* ---- Those that ship ---- */

static void
assert_described (const MoatTemplate *template)
{
  const MoatModelState *model = moat_model_state (moat_document_get_model (template->document));

  g_assert_cmpstr (moat_text_get (model->title), !=, "");
  g_assert_cmpstr (moat_text_get (model->scope), !=, "");
  g_assert_cmpuint (moat_list_len (model->keywords), >=, 3);
}

/* Who builds it, under which ticket, and who is told of holes, only the team can say. */
static void
assert_nothing_found (const MoatTemplate *template)
{
  static const char *const own[] = {
    "decision-unowned",
    "decision-unticketed",
    "use-case-without-attack-test",
    "model-without-contact",
    "model-unreviewed",
    "use-case-few-decisions",
    NULL,
  };
  g_autoptr (MoatChecks) checks = moat_checks_new (template->document, "2026-01-01");
  g_autoptr (GPtrArray) findings = moat_checks_list_all (checks, MOAT_GATE_BUILD);

  for (guint i = 0; i < findings->len; i++)
    {
      const MoatFinding *finding = g_ptr_array_index (findings, i);

      if (!g_strv_contains (own, finding->rule->id))
        g_error ("%s: %s: %s", template->id, finding->rule->id, moat_record_get_title (finding->record));
    }
}

/* Each move has its categories, its rating, and what stops it by what flows and by who may. */
static void
assert_decided (const MoatTemplate *template)
{
  GPtrArray *threats = moat_document_list (template->document, MOAT_KIND_THREAT);

  g_assert_cmpuint (threats->len, >=, 5);
  for (guint i = 0; i < threats->len; i++)
    {
      MoatRecord *threat = g_ptr_array_index (threats, i);
      const MoatThreatState *state = moat_threat_state (threat);
      g_autoptr (GPtrArray) decisions = moat_query_decisions (template->document,
                                                              moat_record_get_id (threat));
      guint types = 0;

      g_assert_cmpint (state->stride, !=, 0);
      g_assert_cmpint (moat_query_severity (state), !=, MOAT_LEVEL_UNKNOWN);
      g_assert_cmpuint (moat_list_len (state->cwe), >=, 1);
      g_assert_cmpuint (g_utf8_strlen (state->text, -1), <=, 120);
      for (guint j = 0; j < decisions->len; j++)
        types |= 1u << moat_decision_state (g_ptr_array_index (decisions, j))->type;
      g_assert_cmpuint (types, ==, (1u << MOAT_DECISION_DATA_FLOW) | (1u << MOAT_DECISION_AUTHORIZATION));
    }
}

/* Nothing stands on anything, and nothing is cut by a boundary. */
static void
assert_apart (const MoatTemplate *template)
{
  GPtrArray *elements = moat_document_list (template->document, MOAT_KIND_ELEMENT);
  MoatZones *zones = moat_zones_get (template->document);

  for (guint i = 0; i < elements->len; i++)
    {
      MoatRecord *element = g_ptr_array_index (elements, i);
      MoatRect box = moat_element_state (element)->box;

      g_assert_false (moat_zones_is_doubtful (zones, moat_record_get_id (element), NULL, NULL));
      for (guint j = 0; j < i; j++)
        g_assert_false (
            moat_rect_intersects (&box, &moat_element_state (g_ptr_array_index (elements, j))->box));
    }
}

/* What the story says of it makes the same flows and moves again. */
static void
assert_told (const MoatTemplate *template)
{
  static const MoatKind kinds[] = { MOAT_KIND_ELEMENT, MOAT_KIND_FLOW, MOAT_KIND_BOUNDARY, MOAT_KIND_STEP,
                                    MOAT_KIND_THREAT };
  MoatRecord *use_case = moat_query_first_use_case (template->document);
  g_autofree char *text = moat_story_write (template->document, moat_record_get_id (use_case));
  g_autoptr (MoatDocument) again = moat_document_new ();
  g_autoptr (MoatStory) story = NULL;

  MOAT_TRANSACTION (again, "Read")
  story = moat_story_read (again, text);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpuint (moat_document_count (again, kinds[i]), ==,
                      moat_document_count (template->document, kinds[i]));
}

static void
test_shipped (void)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GPtrArray) templates = moat_templates_load (NULL, report);
  guint n_systems = 0;

  g_assert_cmpuint (moat_report_count (report), ==, 0);
  for (guint i = 0; i < templates->len; i++)
    {
      const MoatTemplate *template = g_ptr_array_index (templates, i);
      g_autoptr (GPtrArray) repairs = NULL;

      g_test_message ("%s", template->id);
      assert_described (template);
      MOAT_TRANSACTION (template->document, "Repair")
      repairs = moat_document_repair (template->document);
      g_assert_cmpuint (repairs->len, ==, 0);
      if (template->group == MOAT_TEMPLATE_ELEMENT)
        {
          g_assert_cmpuint (moat_document_count (template->document, MOAT_KIND_ELEMENT), ==, 1);
          continue;
        }
      n_systems++;
      assert_nothing_found (template);
      assert_decided (template);
      assert_apart (template);
      assert_told (template);
    }
  g_assert_cmpuint (n_systems, >=, 8);
  g_assert_cmpuint (templates->len, >=, n_systems + 15);
}

/* ---- Searching ---- */

static const char *
find_best (GPtrArray *templates, const char *text)
{
  const MoatTemplate *best = NULL;
  guint most = 0;

  for (guint i = 0; i < templates->len; i++)
    {
      guint fit = moat_template_match (g_ptr_array_index (templates, i), text);

      if (fit > most)
        {
          most = fit;
          best = g_ptr_array_index (templates, i);
        }
    }

  return best != NULL ? best->id : NULL;
}

static void
test_search (void)
{
  g_autoptr (GPtrArray) templates = moat_templates_load (NULL, NULL);

  g_assert_cmpstr (find_best (templates, "file UP"), ==, "file-upload");
  g_assert_cmpstr (find_best (templates, "oidc"), ==, "login-oauth");
  g_assert_cmpstr (find_best (templates, "postgres"), ==, "element-sql-database");
  g_assert_cmpstr (find_best (templates, "prompt injection"), ==, "llm-assistant");
  g_assert_null (find_best (templates, "zeppelin"));
  g_assert_cmpuint (moat_template_match (g_ptr_array_index (templates, 0), ""), >, 0);
}

/* ---- A team's own ---- */

typedef struct
{
  char *folder;
  char *fragment; /* the whole of a small model */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  MoatDecisionState *decision;

  MOAT_TRANSACTION (document, "Set up")
  {
    decision = moat_document_edit (document,
                                   g_ptr_array_index (moat_document_list (document, MOAT_KIND_DECISION), 0));
    moat_text_set (&decision->ticket, "SHOP-1");
    moat_text_set (&decision->owner, "@api-team");
  }
  self->fragment = moat_fragment_write (document, moat_document_list (document, MOAT_KIND_FLOW));
  self->folder = g_dir_make_tmp ("moat-templates-XXXXXX", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->fragment);
}

static MoatDocument *
make (Fixture *self, gboolean has_moves)
{
  const MoatTemplateWords words = { "Our login, v2", "How we sign in.", has_moves };
  g_autoptr (GError) error = NULL;
  MoatDocument *document = moat_template_new (self->fragment, &words, &error);

  g_assert_no_error (error);

  return document;
}

static GPtrArray *
load (Fixture *self, MoatReport *report)
{
  const char *const folders[] = { self->folder, NULL };

  return moat_templates_load (folders, report);
}

/* What only one product has does not come along; without moves, none of what is about them. */
static void
test_make (Fixture *self, gconstpointer data)
{
  g_autoptr (MoatDocument) with = make (self, TRUE);
  g_autoptr (MoatDocument) without = make (self, FALSE);
  GPtrArray *decisions = moat_document_list (with, MOAT_KIND_DECISION);

  g_assert_cmpuint (decisions->len, >, 0);
  for (guint i = 0; i < decisions->len; i++)
    {
      g_assert_null (moat_decision_state (g_ptr_array_index (decisions, i))->owner);
      g_assert_null (moat_decision_state (g_ptr_array_index (decisions, i))->ticket);
    }
  g_assert_cmpuint (moat_document_count (without, MOAT_KIND_THREAT), ==, 0);
  g_assert_cmpuint (moat_document_count (without, MOAT_KIND_DECISION), ==, 0);
  g_assert_cmpuint (moat_document_count (without, MOAT_KIND_VERIFICATION), ==, 0);
  g_assert_cmpuint (moat_document_count (without, MOAT_KIND_FLOW), ==,
                    moat_document_count (with, MOAT_KIND_FLOW));
}

/* It is listed first, found by its name; a second one of that name gets a file of its own. */
static void
test_save (Fixture *self, gconstpointer data)
{
  g_autoptr (MoatDocument) document = make (self, TRUE);
  g_autofree char *first = moat_template_save (document, self->folder, NULL);
  g_autofree char *second = moat_template_save (document, self->folder, NULL);
  g_autoptr (GPtrArray) templates = load (self, NULL);
  const MoatTemplate *found = moat_templates_find (templates, "our-login-v2", NULL);

  g_assert_true (g_str_has_suffix (first, "/our-login-v2.moat"));
  g_assert_true (g_str_has_suffix (second, "/our-login-v2-2.moat"));
  g_assert_nonnull (found);
  g_assert_true (g_ptr_array_index (templates, 0) == found);
  g_assert_cmpint (found->group, ==, MOAT_TEMPLATE_TEAM);
  g_assert_cmpstr (moat_template_get_title (found), ==, "Our login, v2");
  g_assert_cmpstr (moat_template_get_summary (found), ==, "How we sign in.");
}

/* Another title, and every member that this version does not know as it was. */
static void
test_rename (Fixture *self, gconstpointer data)
{
  const char *text
      = "{ \"format\": \"moat\", \"version\": 1, \"model\": { \"title\": \"Old\", \"mood\": 7 },\n"
        "  \"useCases\": [ { \"id\": \"u-1\", \"title\": \"Login\", \"colour\": \"red\" } ],\n"
        "  \"signedBy\": \"somebody\" }";
  g_autofree char *path = g_build_filename (self->folder, "old.moat", NULL);
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) templates = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  templates = load (self, NULL);
  g_assert_true (moat_template_rename (g_ptr_array_index (templates, 0), "New", "What it is.", &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_nonnull (strstr (after, "\"title\": \"New\""));
  g_assert_nonnull (strstr (after, "\"mood\": 7"));
  g_assert_nonnull (strstr (after, "\"colour\": \"red\""));
  g_assert_nonnull (strstr (after, "\"signedBy\": \"somebody\""));
}

/* A broken one is named with its line, and the others are there. */
static void
test_broken (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "broken.moat", NULL);
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GPtrArray) shipped = moat_templates_load (NULL, NULL);
  g_autoptr (GPtrArray) templates = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (
      g_file_set_contents (path, "{ \"format\": \"moat\",\n  \"version\": 1,\n  oops }", -1, NULL));
  templates = load (self, report);
  lines = moat_report_dup_lines (report);
  g_assert_cmpuint (templates->len, ==, shipped->len);
  g_assert_cmpuint (moat_report_count (report), ==, 1);
  g_assert_nonnull (strstr (lines[0], "broken.moat"));
  g_assert_nonnull (strstr (lines[0], "line 3"));
}

/* A model of a template has ids of its own, the rules of its classes and nothing to undo. */
static void
test_model (void)
{
  g_autoptr (GPtrArray) templates = moat_templates_load (NULL, NULL);
  const MoatTemplate *template = moat_templates_find (templates, "payment", NULL);
  g_autoptr (MoatDocument) document = moat_template_make_model (template, TRUE);
  g_autoptr (MoatDocument) bare = moat_template_make_model (template, FALSE);
  GPtrArray *elements = moat_document_list (document, MOAT_KIND_ELEMENT);
  MoatRecord *secret = moat_document_find (document, "secret");

  g_assert_cmpuint (elements->len, ==, moat_document_count (template->document, MOAT_KIND_ELEMENT));
  for (guint i = 0; i < elements->len; i++)
    g_assert_null (
        moat_document_find (template->document, moat_record_get_id (g_ptr_array_index (elements, i))));
  g_assert_cmpstr (moat_text_get (moat_class_state (secret)->retention), !=, "");
  g_assert_false (moat_document_can_undo (document));
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_THREAT), >, 0);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_DEPENDENCY), >, 0);
  g_assert_cmpuint (moat_document_count (bare, MOAT_KIND_THREAT), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/templates/shipped", test_shipped);
  g_test_add_func ("/formats/templates/search", test_search);
  g_test_add_func ("/formats/templates/model", test_model);
  g_test_add ("/formats/templates/make", Fixture, NULL, set_up, test_make, tear_down);
  g_test_add ("/formats/templates/save", Fixture, NULL, set_up, test_save, tear_down);
  g_test_add ("/formats/templates/rename", Fixture, NULL, set_up, test_rename, tear_down);
  g_test_add ("/formats/templates/broken", Fixture, NULL, set_up, test_broken, tear_down);

  return g_test_run ();
}
