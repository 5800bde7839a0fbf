/* Reading the findings that pytm wrote.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "pytm-private.h"

#include "import-words.h"
#include "json-get.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The numbers in links such as https://cwe.mitre.org/data/definitions/79.html, as "CWE-79". */
static void
add_references (MoatList **list, const char *references, const char *site, const char *prefix)
{
  for (const char *at = references; at != NULL && (at = strstr (at, site)) != NULL;)
    {
      g_autofree char *number = NULL;
      g_autofree char *id = NULL;

      at += strlen (site);
      number = g_strndup (at, MIN (strspn (at, "0123456789"), 9));
      id = g_strconcat (prefix, number, NULL);
      if (*number != '\0' && !moat_list_contains (*list, id))
        moat_list_add (list, id);
    }
}

/* "accepted", "mitigated by the firewall": how the team answers it, in its own words. */
static void
read_response (MoatPytmReader *self, MoatRecord *threat, const char *response)
{
  MoatThreatState *state = moat_document_edit (self->document, threat);
  g_auto (GStrv) words = g_strsplit (response, " ", 2);
  gboolean is_mitigated;

  state->status = moat_import_words_status (words[0], &is_mitigated);
  if (state->status != MOAT_THREAT_OPEN)
    moat_text_set (&state->reason, response);
  else if (is_mitigated)
    ((MoatDecisionState *) moat_document_edit (self->document, moat_import_add_decision (self->import, threat,
                                                                                         NULL, response)))
        ->status
        = MOAT_DECISION_BUILT;
}

/* By its name: what has one name in pytm is one thing. */
static MoatRecord *
find_target (MoatPytmReader *self, JsonObject *finding)
{
  static const MoatKind kinds[] = { MOAT_KIND_FLOW, MOAT_KIND_ELEMENT, MOAT_KIND_BOUNDARY };
  g_autofree char *name = moat_json_dup_text (finding, "target");

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      MoatRecord *record = moat_import_find (self->import, kinds[i], name);

      if (record != NULL)
        return record;
    }
  if (name != NULL)
    moat_import_lost (self->import, name, NULL,
                      _ ("A finding is on “%s”, which is not in the file; it is on the use case now."), name);
  return self->use_case;
}

static MoatRecord *
read_finding (MoatPytmReader *self, JsonObject *finding, MoatRecord *target)
{
  static const char *const understood[] = { "target",      "description", "details",  "severity",
                                            "mitigations", "references",  "response", "element",
                                            "condition",   "id",          NULL };
  g_autofree char *text = moat_json_dup_text (finding, "description");
  g_autofree char *severity = moat_json_dup_text (finding, "severity");
  g_autofree char *references = moat_json_dup_text (finding, "references");
  g_autofree char *response = moat_json_dup_text (finding, "response");
  g_autofree char *details = moat_json_dup_text (finding, "details");
  g_autofree char *mitigations = moat_json_dup_text (finding, "mitigations");
  MoatRecord *threat = moat_import_add_threat (self->import, target, NULL, text);
  MoatThreatState *state = moat_document_edit (self->document, threat);

  /* What pytm's list advises for any such threat; nobody has decided it. */
  moat_text_take (&state->notes,
                  g_strjoin (details != NULL && mitigations != NULL ? "\n" : "",
                             details != NULL ? details : "", mitigations != NULL ? mitigations : "", NULL));
  state->severity = moat_import_words_level (severity);
  add_references (&state->cwe, references, "cwe.mitre.org/data/definitions/", "CWE-");
  add_references (&state->capec, references, "capec.mitre.org/data/definitions/", "CAPEC-");
  if (response != NULL)
    read_response (self, threat, response);
  moat_import_keep (self->import, threat, finding, understood);
  return threat;
}

/* Those that every thing has of its own, where the file has no list of all. */
static void
read_own_findings (MoatPytmReader *self, const char *member, MoatKind kind)
{
  JsonArray *list = moat_json_get_array (self->root, member);

  for (guint i = 0; i < moat_json_len (list); i++)
    {
      JsonObject *object = moat_json_object_at (list, i);
      JsonArray *findings = moat_json_get_array (object, "findings");
      g_autofree char *name = moat_json_dup_text (object, "name");
      MoatRecord *target = moat_import_find (self->import, kind, name);

      for (guint j = 0; target != NULL && j < moat_json_len (findings); j++)
        if (moat_json_object_at (findings, j) != NULL)
          read_finding (self, moat_json_object_at (findings, j), target);
    }
}

/* An assumption of the team excluded them. */
static void
read_excluded (MoatPytmReader *self)
{
  JsonArray *list = moat_json_get_array (self->root, "excluded_findings");

  for (guint i = 0; i < moat_json_len (list); i++)
    {
      JsonObject *finding = moat_json_object_at (list, i);
      g_autofree char *assumption = moat_json_dup_text (moat_json_get_object (finding, "assumption"), "name");
      MoatThreatState *state;

      if (finding == NULL)
        continue;
      state = moat_document_edit (self->document, read_finding (self, finding, find_target (self, finding)));
      state->status = MOAT_THREAT_NOT_APPLICABLE;
      if (assumption != NULL)
        moat_text_set (&state->reason, assumption);
    }
}

void
moat_pytm_read_findings (MoatPytmReader *self)
{
  JsonArray *all = moat_json_get_array (self->root, "findings");

  for (guint i = 0; i < moat_json_len (all); i++)
    if (moat_json_object_at (all, i) != NULL && moat_import_go_on (self->import, 90, 100))
      read_finding (self, moat_json_object_at (all, i), find_target (self, moat_json_object_at (all, i)));
  if (moat_json_len (all) == 0)
    {
      read_own_findings (self, "elements", MOAT_KIND_ELEMENT);
      read_own_findings (self, "flows", MOAT_KIND_FLOW);
      read_own_findings (self, "boundaries", MOAT_KIND_BOUNDARY);
    }
  read_excluded (self);
}
