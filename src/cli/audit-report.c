/* Writing what audits found.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "audit-report.h"

#include "json-text.h"
#include "sarif.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#define REFERENCES "NIST SP 800-53 RA-3", "NIST SP 800-53 PL-2", "ISO/IEC 27001:2022 A.5.8"

static const char *const references[] = { REFERENCES, NULL };

static const struct
{
  const char *word; /* in upper case at the beginning of a line; not translated, scripts look for it */
  const char *nick;
  MoatSarifLevel level;
} verdicts[] = {
  [MOAT_AUDIT_PASS] = { "PASS", "pass", MOAT_SARIF_PASS },
  [MOAT_AUDIT_FAIL] = { "FAIL", "fail", MOAT_SARIF_NOTE },
  [MOAT_AUDIT_NOT_APPLICABLE] = { "N/A", "not-applicable", MOAT_SARIF_NOT_APPLICABLE },
};

/* ---- Text ---- */

/* Where each topic is first spoken of: "trust boundaries, line 12". */
static void
append_lines (GString *text, const MoatAuditFile *file)
{
  for (guint topic = 0; topic < MOAT_AUDIT_N_TOPICS; topic++)
    {
      if (file->coverage.lines[topic] > 0)
        /* TRANSLATORS: a line's number and what it is about. */
        g_string_append_printf (text, _ ("    line %u: %s\n"), file->coverage.lines[topic],
                                moat_audit_topic_get_label (topic));
    }
}

static void
append_file (GString *text, const MoatAuditFile *file)
{
  g_autofree char *what = moat_audit_file_describe (file);

  if (file->kind == MOAT_AUDIT_MODEL)
    /* TRANSLATORS: a file's name, the name of a tool, what the file covers. */
    g_string_append_printf (text, _ ("  %s (%s model): %s\n"), file->path, file->tool, what);
  else
    g_string_append_printf (text, "  %s (%s): %s\n", file->path, moat_audit_kind_get_label (file->kind),
                            what);
  append_lines (text, file);
}

static void
append_comments (GString *text, const MoatAuditResult *result)
{
  if (result->n_comments == 0)
    return;
  g_string_append_printf (text,
                          ngettext ("%u comment states a security assumption.\n",
                                    "%u comments state security assumptions.\n", result->n_comments),
                          result->n_comments);
  for (guint i = 0; i < result->comments->len; i++)
    {
      const MoatAuditComment *comment = g_ptr_array_index (result->comments, i);

      g_string_append_printf (text, "  %s:%u: %s\n", comment->path, comment->line, comment->text);
    }
  if (result->n_comments > result->comments->len)
    g_string_append_printf (text, _ ("  and %u more\n"), result->n_comments - result->comments->len);
}

/* Names of files may hold anything; a terminal shall not take it for a command. */
static void
make_printable (GString *text)
{
  for (gsize i = 0; i < text->len; i++)
    {
      if (g_ascii_iscntrl (text->str[i]) && text->str[i] != '\n')
        text->str[i] = ' ';
    }
}

static void
append_run (GString *text, const MoatAuditRun *run, gboolean is_alone)
{
  const MoatAuditResult *result = run->result;
  g_autofree char *name = g_filename_display_name (run->path);

  if (!is_alone)
    g_string_append_printf (text, "%s%s\n", text->len > 0 ? "\n" : "", name);
  /* The sentence is what scripts look for, whatever the number and the language. */
  g_string_append_printf (text, "%u security documentation files found.\n", result->files->len);
  for (guint i = 0; i < result->files->len; i++)
    append_file (text, g_ptr_array_index (result->files, i));
  append_comments (text, result);
  if (run->note != NULL)
    g_string_append_printf (text, "%s\n", run->note);
  g_string_append_printf (text, "%s %s (info): %s\n", verdicts[result->verdict].word, MOAT_AUDIT_CHECK_ID,
                          result->message);
  if (result->verdict == MOAT_AUDIT_FAIL)
    g_string_append_printf (text, _ ("  References: %s, %s, %s\n"), REFERENCES);
}

char *
moat_audit_report_text (const GPtrArray *runs)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n[G_N_ELEMENTS (verdicts)] = { 0 };

  for (guint i = 0; i < runs->len; i++)
    {
      const MoatAuditRun *run = g_ptr_array_index (runs, i);

      if (run->result == NULL)
        continue;
      append_run (text, run, runs->len == 1);
      n[run->result->verdict]++;
    }
  if (runs->len > 1)
    g_string_append_printf (text, _ ("\n%u repositories: %u pass, %u fail, %u not applicable\n"),
                            n[MOAT_AUDIT_PASS] + n[MOAT_AUDIT_FAIL] + n[MOAT_AUDIT_NOT_APPLICABLE],
                            n[MOAT_AUDIT_PASS], n[MOAT_AUDIT_FAIL], n[MOAT_AUDIT_NOT_APPLICABLE]);
  make_printable (text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- JSON ---- */

static JsonArray *
list_topics (guint topics)
{
  JsonArray *array = json_array_new ();

  for (guint topic = 0; topic < MOAT_AUDIT_N_TOPICS; topic++)
    {
      if ((topics & (1u << topic)) != 0)
        json_array_add_string_element (array, moat_audit_topic_get_nick (topic));
    }
  return array;
}

static JsonObject *
make_file (const MoatAuditFile *file)
{
  JsonObject *object = json_object_new ();
  JsonObject *lines = json_object_new ();

  json_object_set_string_member (object, "path", file->path);
  json_object_set_string_member (object, "kind", moat_audit_kind_get_nick (file->kind));
  if (file->tool != NULL)
    json_object_set_string_member (object, "tool", file->tool);
  json_object_set_boolean_member (object, "judged", file->is_read);
  json_object_set_array_member (object, "covers", list_topics (file->coverage.topics));
  for (guint topic = 0; topic < MOAT_AUDIT_N_TOPICS; topic++)
    {
      if (file->coverage.lines[topic] > 0)
        json_object_set_int_member (lines, moat_audit_topic_get_nick (topic), file->coverage.lines[topic]);
    }
  json_object_set_object_member (object, "lines", lines);
  return object;
}

static JsonArray *
list_comments (const MoatAuditResult *result)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < result->comments->len; i++)
    {
      const MoatAuditComment *comment = g_ptr_array_index (result->comments, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "path", comment->path);
      json_object_set_int_member (object, "line", comment->line);
      json_object_set_string_member (object, "text", comment->text);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
make_run (const MoatAuditRun *run)
{
  const MoatAuditResult *result = run->result;
  g_autofree char *name = g_filename_display_name (run->path);
  JsonObject *object = json_object_new ();
  JsonArray *files = json_array_new ();
  JsonArray *handles = json_array_new ();

  for (guint i = 0; i < result->files->len; i++)
    json_array_add_object_element (files, make_file (g_ptr_array_index (result->files, i)));
  for (guint kind = 0; kind < MOAT_HANDLES_N; kind++)
    {
      if ((result->handles & (1u << kind)) != 0)
        json_array_add_string_element (handles, moat_audit_data_get_nick (kind));
    }
  json_object_set_string_member (object, "repository", name);
  json_object_set_string_member (object, "verdict", verdicts[result->verdict].nick);
  json_object_set_string_member (object, "message", result->message);
  json_object_set_array_member (object, "missing",
                                list_topics (result->verdict == MOAT_AUDIT_FAIL ? result->missing : 0));
  json_object_set_array_member (object, "handles", handles);
  json_object_set_int_member (object, "fileCount", result->files->len);
  json_object_set_array_member (object, "files", files);
  json_object_set_int_member (object, "commentCount", result->n_comments);
  json_object_set_array_member (object, "comments", list_comments (result));
  if (run->note != NULL)
    json_object_set_string_member (object, "note", run->note);
  return object;
}

char *
moat_audit_report_json (const GPtrArray *runs)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();
  JsonArray *standards = json_array_new ();

  for (const char *const *reference = references; *reference != NULL; reference++)
    json_array_add_string_element (standards, *reference);
  for (guint i = 0; i < runs->len; i++)
    {
      const MoatAuditRun *run = g_ptr_array_index (runs, i);

      if (run->result != NULL)
        json_array_add_object_element (array, make_run (run));
    }
  json_object_set_string_member (object, "check", MOAT_AUDIT_CHECK_ID);
  json_object_set_string_member (object, "severity", "info");
  json_object_set_array_member (object, "references", standards);
  json_object_set_array_member (object, "repositories", array);
  json_node_take_object (root, object);
  moat_json_append_node (text, root, 0);
  g_string_append_c (text, '\n');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- SARIF ---- */

static char *
make_path (const MoatAuditRun *run, const char *file, gboolean is_alone)
{
  return is_alone ? g_strdup (file) : g_build_filename (run->path, file, NULL);
}

char *
moat_audit_report_sarif (const GPtrArray *runs)
{
  const MoatSarifRule rule = {
    .id = MOAT_AUDIT_CHECK_ID,
    .name = _ ("Threat modeling"),
    .text = _ (
        "A document in the repository covers trust boundaries, sensitive data flows, authentication and "
        "authorization assumptions, and identified threats with mitigations."),
    .help = _ (
        "Without a threat model, security rests on what each developer assumed. Write down the boundaries, "
        "the sensitive data that crosses them, who may do what, and what is done about each threat. "
        "“moat-cli audit --fix” writes a SECURITY.md to begin with."),
    .level = MOAT_SARIF_NOTE,
    .references = references,
  };
  g_autoptr (MoatSarif) sarif = moat_sarif_new (&rule, 1);

  for (guint i = 0; i < runs->len; i++)
    {
      const MoatAuditRun *run = g_ptr_array_index (runs, i);
      const MoatAuditFile *file;
      g_autofree char *path = NULL;

      if (run->result == NULL)
        continue;
      /* What is not there has no place: code scanning shows it where it should be. */
      file = run->result->best->len > 0 ? g_ptr_array_index (run->result->best, 0) : NULL;
      path = make_path (run, file != NULL ? file->path : "SECURITY.md", runs->len == 1);
      moat_sarif_add (sarif, &(MoatSarifResult){ .rule = MOAT_AUDIT_CHECK_ID,
                                                 .level = verdicts[run->result->verdict].level,
                                                 .message = run->result->message,
                                                 .path = path,
                                                 .line = file != NULL ? 1 : 0 });
    }
  return moat_sarif_write (sarif);
}
