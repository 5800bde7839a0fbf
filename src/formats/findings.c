/* Writing what the acceptance check found.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "findings.h"

#include "json-text.h"
#include "native.h"
#include "paths.h"
#include "sarif.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The rule that repairs count under: no row of the table of rules, because reading finds it. */
#define DAMAGE_RULE "damage"
/* So do attack paths: they are judged over a whole use case, when somebody asks. */
#define PATH_RULE "attack-path"

const MoatValue moat_findings_formats[] = {
  { MOAT_FINDINGS_TEXT, "text", N_ ("Text") },
  { MOAT_FINDINGS_JSON, "json", "JSON" },
  { MOAT_FINDINGS_SARIF, "sarif", "SARIF" },
  { MOAT_FINDINGS_GITHUB, "github", N_ ("GitHub annotations") },
  { 0, NULL, NULL },
};

/* One finding as all formats need it; borrowed from the model at hand. */
typedef struct
{
  const char *path;
  guint line;
  const char *rule;
  MoatSeverity severity;
  const char *message;
  const char *record;     /* an id; NULL: none */
  const char *suppressed; /* why it is set aside; NULL: it counts */
} Entry;

struct _MoatFindings
{
  MoatFindingsFormat format;
  MoatGate gate;
  guint n_counting;
  GString *text;        /* of text and GitHub */
  JsonBuilder *builder; /* of JSON: inside the list of findings */
  MoatSarif *sarif;
  GArray *rules; /* of MoatSarifRule, as the writer keeps them */
};

/* ---- Each format ---- */

static void
write_text (MoatFindings *self, const Entry *entry)
{
  if (entry->suppressed != NULL)
    return;
  g_string_append (self->text, entry->path);
  if (entry->line > 0)
    g_string_append_printf (self->text, ":%u", entry->line);
  g_string_append_printf (self->text, ": %s: %s [%s]\n",
                          moat_value_get_nick (moat_severities, entry->severity), entry->message,
                          entry->rule);
}

/* Source: "Workflow commands for GitHub Actions", docs.github.com: properties also escape ":" and ",". */
static void
append_escaped (GString *text, const char *value, gboolean is_property)
{
  for (; *value != '\0'; value++)
    {
      if (*value == '%' || *value == '\r' || *value == '\n' || (is_property && strchr (":,", *value) != NULL))
        g_string_append_printf (text, "%%%02X", (guchar) *value);
      else
        g_string_append_c (text, *value);
    }
}

static void
write_github (MoatFindings *self, const Entry *entry)
{
  static const char *const commands[] = { "notice", "warning", "error" };

  if (entry->suppressed != NULL)
    return;
  g_string_append_printf (self->text, "::%s file=", commands[entry->severity]);
  append_escaped (self->text, entry->path, TRUE);
  if (entry->line > 0)
    g_string_append_printf (self->text, ",line=%u", entry->line);
  g_string_append (self->text, ",title=");
  append_escaped (self->text, entry->rule, TRUE);
  g_string_append (self->text, "::");
  append_escaped (self->text, entry->message, FALSE);
  g_string_append_c (self->text, '\n');
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
write_json (MoatFindings *self, const Entry *entry)
{
  const MoatRule *rule = moat_rules_find (entry->rule);

  json_builder_begin_object (self->builder);
  add_text (self->builder, "file", entry->path);
  if (entry->line > 0)
    {
      json_builder_set_member_name (self->builder, "line");
      json_builder_add_int_value (self->builder, entry->line);
    }
  add_text (self->builder, "rule", entry->rule);
  add_text (self->builder, "severity", moat_value_get_nick (moat_severities, entry->severity));
  add_text (self->builder, "message", entry->message);
  if (rule != NULL)
    {
      add_text (self->builder, "gate", moat_value_get_nick (moat_gates, rule->gate));
      add_text (self->builder, "why", _ (rule->why));
      add_text (self->builder, "fix", _ (rule->how));
    }
  add_text (self->builder, "record", entry->record);
  add_text (self->builder, "exempted", entry->suppressed);
  json_builder_end_object (self->builder);
}

static MoatSarifLevel
to_sarif_level (MoatSeverity severity)
{
  switch (severity)
    {
    case MOAT_SEVERITY_NOTE:
      return MOAT_SARIF_NOTE;
    case MOAT_SEVERITY_WARNING:
      return MOAT_SARIF_WARNING;
    case MOAT_SEVERITY_ERROR:
      return MOAT_SARIF_ERROR;
    }

  g_return_val_if_reached (MOAT_SARIF_NOTE);
}

static void
write_sarif (MoatFindings *self, const Entry *entry)
{
  g_autofree char *fingerprint = entry->record == NULL
                                     ? NULL
                                     : g_strdup_printf ("%s/%s", entry->rule, entry->record);
  const MoatSarifResult result = {
    .rule = entry->rule,
    .level = to_sarif_level (entry->severity),
    .message = entry->message,
    .path = entry->path,
    .line = entry->line,
    .subject = entry->record,
    .fingerprint = fingerprint,
    .suppressed = entry->suppressed,
  };

  moat_sarif_add (self->sarif, &result);
}

/* ---- Gathering ---- */

static void
write_entry (MoatFindings *self, const Entry *entry)
{
  switch (self->format)
    {
    case MOAT_FINDINGS_TEXT:
      write_text (self, entry);
      break;
    case MOAT_FINDINGS_JSON:
      write_json (self, entry);
      break;
    case MOAT_FINDINGS_SARIF:
      write_sarif (self, entry);
      break;
    case MOAT_FINDINGS_GITHUB:
      write_github (self, entry);
      break;
    }
  self->n_counting += entry->suppressed == NULL;
}

static void
add_damage (MoatFindings *self, const char *path, const MoatReport *damage)
{
  g_auto (GStrv) lines = damage == NULL ? NULL : moat_report_dup_lines (damage);

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      const Entry entry
          = { .path = path, .rule = DAMAGE_RULE, .severity = MOAT_SEVERITY_ERROR, .message = lines[i] };

      write_entry (self, &entry);
    }
}

/* Why a finding is set aside, in one text. NULL: it counts. */
static char *
dup_suppression (const MoatFinding *finding)
{
  const MoatExemptionState *state;

  if (finding->exemption == NULL)
    return NULL;
  state = moat_exemption_state (finding->exemption);

  return g_strdup_printf ("%s%s%s", moat_text_get (state->reason), state->who != NULL ? " – " : "",
                          moat_text_get (state->who));
}

void
moat_findings_add (MoatFindings *self,
                   const char *path,
                   GBytes *bytes,
                   MoatChecks *checks,
                   const MoatReport *damage)
{
  g_autoptr (GPtrArray) findings = moat_checks_list_all (checks, self->gate);
  g_autoptr (GHashTable) lines = NULL;

  add_damage (self, path, damage);
  if (findings->len == 0)
    return;
  lines = moat_native_find_lines (bytes);
  for (guint i = 0; i < findings->len; i++)
    {
      const MoatFinding *finding = g_ptr_array_index (findings, i);
      const char *id = moat_record_get_id (finding->record);
      g_autofree char *suppressed = dup_suppression (finding);
      const Entry entry = {
        .path = path,
        .line = GPOINTER_TO_UINT (g_hash_table_lookup (lines, id)),
        .rule = finding->rule->id,
        .severity = finding->rule->severity,
        .message = finding->message,
        .record = id,
        .suppressed = suppressed,
      };

      write_entry (self, &entry);
    }
}

static void
add_path (MoatFindings *self,
          const char *file,
          GHashTable *lines,
          MoatDocument *document,
          const MoatPath *path)
{
  const char *id = moat_record_get_id (path->target);
  g_autofree char *chain = moat_path_describe (document, path);
  g_autofree char *message
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Attack path of %u flow, with an open move on it: %s.",
                                      "Attack path of %u flows, with an open move on each: %s.",
                                      path->flows->len),
                         path->flows->len, chain);
  const Entry entry = {
    .path = file,
    .line = GPOINTER_TO_UINT (g_hash_table_lookup (lines, id)),
    .rule = PATH_RULE,
    .severity = MOAT_SEVERITY_WARNING,
    .message = message,
    .record = id,
  };

  write_entry (self, &entry);
}

static void
add_incomplete (MoatFindings *self, const char *file, MoatRecord *use_case)
{
  g_autofree char *message = g_strdup_printf (
      _ ("There are more attack paths in “%s” than are listed; a shortest one to each target is among them."),
      moat_record_get_title (use_case));
  const Entry entry = { .path = file, .rule = PATH_RULE, .severity = MOAT_SEVERITY_NOTE, .message = message };

  write_entry (self, &entry);
}

void
moat_findings_add_paths (MoatFindings *self, const char *path, GBytes *bytes, MoatDocument *document)
{
  GPtrArray *use_cases = moat_document_list (document, MOAT_KIND_USE_CASE);
  g_autoptr (GHashTable) lines = moat_native_find_lines (bytes);

  for (guint i = 0; i < use_cases->len; i++)
    {
      MoatRecord *use_case = g_ptr_array_index (use_cases, i);
      gboolean is_complete;
      g_autoptr (GPtrArray) paths = moat_paths_find (document, moat_record_get_id (use_case), &is_complete);

      for (guint j = 0; j < paths->len; j++)
        add_path (self, path, lines, document, g_ptr_array_index (paths, j));
      if (!is_complete)
        add_incomplete (self, path, use_case);
    }
}

guint
moat_findings_count (const MoatFindings *self)
{
  return self->n_counting;
}

/* ---- The object ---- */

static void
begin_sarif (MoatFindings *self)
{
  const MoatSarifRule damage = {
    .id = DAMAGE_RULE,
    .name = _ ("The file is whole"),
    .text = _ ("Nothing in the file had to be repaired to read it."),
    .level = MOAT_SARIF_ERROR,
  };
  const MoatSarifRule path = {
    .id = PATH_RULE,
    .name = _ ("No open way to data worth having"),
    .text = _ (
        "On each way from where an attacker may stand to Sensitive or Secret data, a decision stops a move."),
    .level = MOAT_SARIF_WARNING,
  };
  guint n_rules;
  const MoatRule *rules = moat_rules_get (&n_rules);

  self->rules = g_array_new (FALSE, TRUE, sizeof (MoatSarifRule));
  g_array_append_val (self->rules, damage);
  g_array_append_val (self->rules, path);
  for (guint i = 0; i < n_rules; i++)
    {
      const MoatSarifRule rule = {
        .id = rules[i].id,
        .name = rules[i].id,
        .text = _ (rules[i].what),
        .help = _ (rules[i].how),
        .level = to_sarif_level (rules[i].severity),
      };

      g_array_append_val (self->rules, rule);
    }
  self->sarif = moat_sarif_new ((const MoatSarifRule *) (gpointer) self->rules->data, self->rules->len);
}

MoatFindings *
moat_findings_new (MoatFindingsFormat format, MoatGate gate)
{
  MoatFindings *self = g_new0 (MoatFindings, 1);

  self->format = format;
  self->gate = gate;
  self->text = g_string_new (NULL);
  if (format == MOAT_FINDINGS_SARIF)
    begin_sarif (self);
  if (format == MOAT_FINDINGS_JSON)
    {
      self->builder = json_builder_new_immutable ();
      json_builder_begin_object (self->builder);
      add_text (self->builder, "gate", moat_value_get_nick (moat_gates, gate));
      json_builder_set_member_name (self->builder, "findings");
      json_builder_begin_array (self->builder);
    }

  return self;
}

void
moat_findings_free (MoatFindings *self)
{
  g_string_free (self->text, TRUE);
  g_clear_object (&self->builder);
  g_clear_pointer (&self->sarif, moat_sarif_free);
  g_clear_pointer (&self->rules, g_array_unref);
  g_free (self);
}

static char *
end_json (MoatFindings *self)
{
  g_autoptr (JsonNode) root = NULL;

  json_builder_end_array (self->builder);
  json_builder_set_member_name (self->builder, "counting");
  json_builder_add_int_value (self->builder, self->n_counting);
  json_builder_end_object (self->builder);
  root = json_builder_get_root (self->builder);
  moat_json_append_node (self->text, root, 0);
  g_string_append_c (self->text, '\n');

  return g_strdup (self->text->str);
}

char *
moat_findings_write (MoatFindings *self)
{
  switch (self->format)
    {
    case MOAT_FINDINGS_TEXT:
    case MOAT_FINDINGS_GITHUB:
      return g_strdup (self->text->str);
    case MOAT_FINDINGS_JSON:
      return end_json (self);
    case MOAT_FINDINGS_SARIF:
      return moat_sarif_write (self->sarif);
    }

  g_return_val_if_reached (NULL);
}
