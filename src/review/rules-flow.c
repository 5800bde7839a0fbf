/* Rules of the acceptance check about the picture: flows, elements, steps.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "rules.h"

#include "facts.h"
#include "query.h"
#include "words.h"

#include <glib/gi18n-lib.h>

/* From which class on data is worth protecting on its way, and at rest. */
#define CLASS_SENSITIVE "sensitive"
#define CLASS_SECRET    "secret"

static const MoatFlowState *
get_flow (MoatChecking *checking)
{
  return moat_flow_state (checking->record);
}

static const MoatElementState *
get_element (MoatChecking *checking)
{
  return moat_element_state (checking->record);
}

static gboolean
crosses (MoatChecking *checking)
{
  return moat_zones_count_crossings (checking->zones, moat_record_get_id (checking->record)) > 0;
}

/* A boundary that the flow crosses, the outermost of them; its name, or a word for it. */
static const char *
get_boundary_name (MoatChecking *checking)
{
  guint n_crossings;
  const MoatCrossing *crossings
      = moat_zones_get_crossings (checking->zones, moat_record_get_id (checking->record), &n_crossings);

  for (guint i = 0; i < n_crossings; i++)
    {
      const MoatBoundaryState *boundary = moat_boundary_state (crossings[i].boundary);

      if (crossings[i].direction != MOAT_CROSSING_THROUGH && boundary->name != NULL)
        return boundary->name;
    }

  return _ ("a trust boundary");
}

static gboolean
is_at_least (MoatChecking *checking, const char *class_id)
{
  MoatRecord *class = moat_query_class (checking->document, checking->record);

  return class != NULL
         && moat_class_state (class)->rank >= moat_facts_get_class_rank (checking->document, class_id);
}

/* Whether it crosses a boundary with data from which this class on. */
static gboolean
crosses_with (MoatChecking *checking, const char *class_id)
{
  return !get_flow (checking)->out_of_scope && crosses (checking) && is_at_least (checking, class_id);
}

static const char *
get_class_name (MoatChecking *checking)
{
  return moat_record_get_title (moat_query_class (checking->document, checking->record));
}

void
moat_rule_crossing_without_moves (MoatChecking *checking)
{
  g_autofree char *name = NULL;

  if (get_flow (checking)->out_of_scope || !crosses (checking)
      || moat_document_has_referrers (checking->document, moat_record_get_id (checking->record),
                                      MOAT_KIND_THREAT))
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (checking, _ ("%s crosses %s and has no attacker move."), name,
                        get_boundary_name (checking));
}

void
moat_rule_flow_free_end (MoatChecking *checking)
{
  g_autofree char *name = NULL;

  if (get_flow (checking)->source != NULL && get_flow (checking)->target != NULL)
    return;
  name = moat_checking_name (checking, checking->record);
  if (get_flow (checking)->source != NULL)
    moat_checking_report (checking, _ ("%s leads nowhere."), name);
  else if (get_flow (checking)->target != NULL)
    moat_checking_report (checking, _ ("%s comes from nowhere."), name);
  else
    moat_checking_report (checking, _ ("%s has no element at either end."), name);
}

void
moat_rule_flow_unnamed (MoatChecking *checking)
{
  g_autofree char *name = NULL;

  if (get_flow (checking)->name != NULL)
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (checking, _ ("%s does not say what happens on it."), name);
}

void
moat_rule_crossing_in_clear (MoatChecking *checking)
{
  g_autofree char *name = NULL;

  if (get_flow (checking)->encrypted != MOAT_NO || !crosses_with (checking, CLASS_SENSITIVE))
    return;
  name = moat_checking_name (checking, checking->record);
  /* TRANSLATORS: flow, the name of a class such as “Secret”, boundary. */
  moat_checking_report (checking, _ ("%s carries %s data over %s unencrypted."), name,
                        get_class_name (checking), get_boundary_name (checking));
}

void
moat_rule_crossing_encryption_unstated (MoatChecking *checking)
{
  g_autofree char *name = NULL;

  if (get_flow (checking)->encrypted != MOAT_UNKNOWN || !crosses_with (checking, CLASS_SENSITIVE))
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (checking, _ ("%s carries %s data over %s, and does not say whether it is encrypted."),
                        name, get_class_name (checking), get_boundary_name (checking));
}

void
moat_rule_crossing_unclassified (MoatChecking *checking)
{
  const MoatList *assets = get_flow (checking)->assets;

  if (get_flow (checking)->out_of_scope || !crosses (checking))
    return;
  for (guint i = 0; i < moat_list_len (assets); i++)
    {
      MoatRecord *asset = moat_document_find_kind (checking->document, moat_list_get (assets, i),
                                                   MOAT_KIND_ASSET);
      g_autofree char *name = NULL;

      if (asset == NULL || moat_asset_state (asset)->asset_class != NULL)
        continue;
      name = moat_checking_name (checking, checking->record);
      moat_checking_report (checking, _ ("%s carries “%s” over %s, which has no class."), name,
                            moat_record_get_title (asset), get_boundary_name (checking));
      return;
    }
}

/* Inside a boundary nothing else speaks of it; across one the rules above do. */
void
moat_rule_flow_in_clear (MoatChecking *checking)
{
  MoatRecord *class = moat_query_class (checking->document, checking->record);
  g_autofree char *name = NULL;

  if (get_flow (checking)->encrypted != MOAT_NO || get_flow (checking)->out_of_scope || crosses (checking)
      || !is_at_least (checking, CLASS_SENSITIVE) || moat_class_state (class)->in_transit == NULL)
    return;
  name = moat_checking_name (checking, checking->record);
  /* TRANSLATORS: flow, the name of a class such as “Secret”, the rule that the class has. */
  moat_checking_report (checking, _ ("%s carries %s data unencrypted; its rule is “%s”."), name,
                        get_class_name (checking), moat_class_state (class)->in_transit);
}

/* Whether a name tells a log; "log in" tells none. A log made for audits is one of records about people and
 * orders, and only what is Secret has no business there.
 */
static gboolean
names_log (const char *name, gboolean is_secret)
{
  static const char *const logs[] = { "log",       "logs",   "logging", "syslog", "siem",
                                      "telemetry", "splunk", "sentry",  NULL };
  static const char *const particles[] = { "in", "out", "on", "off", NULL };
  g_auto (GStrv) words = moat_words_split (name);

  if (!is_secret && g_strv_contains ((const char *const *) words, "audit"))
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_strv_contains (logs, words[i])
          && (words[i + 1] == NULL || !g_strv_contains (particles, words[i + 1])))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_log (MoatRecord *element, gboolean is_secret)
{
  return element != NULL && moat_element_state (element)->type != MOAT_ELEMENT_EXTERNAL_ENTITY
         && (names_log (moat_element_state (element)->name, is_secret)
             || names_log (moat_element_state (element)->technology, is_secret));
}

void
moat_rule_flow_into_log (MoatChecking *checking)
{
  const MoatFlowState *flow = get_flow (checking);
  MoatRecord *target = moat_document_find_kind (checking->document, flow->target, MOAT_KIND_ELEMENT);
  double secret = moat_facts_get_class_rank (checking->document, CLASS_SECRET);

  if (flow->out_of_scope)
    return;
  for (guint i = 0; i < moat_list_len (flow->assets); i++)
    {
      MoatRecord *asset = moat_document_find_kind (checking->document, moat_list_get (flow->assets, i),
                                                   MOAT_KIND_ASSET);
      MoatRecord *class = asset != NULL ? moat_query_class (checking->document, asset) : NULL;
      g_autofree char *name = NULL;

      if (class == NULL || !moat_class_state (class)->never_logged
          || !is_log (target, moat_class_state (class)->rank >= secret))
        continue;
      name = moat_checking_name (checking, checking->record);
      /* TRANSLATORS: flow, an asset, a log, the name of the asset’s class. */
      moat_checking_report (checking, _ ("%s brings “%s” into %s, but %s data is never logged."), name,
                            moat_record_get_title (asset), moat_record_get_title (target),
                            moat_record_get_title (class));
      return;
    }
}

static void
report_unexplained (MoatChecking *checking)
{
  g_autofree char *name = moat_checking_name (checking, checking->record);

  moat_checking_report (checking, _ ("%s is out of scope and does not say why."), name);
}

void
moat_rule_flow_out_of_scope (MoatChecking *checking)
{
  if (get_flow (checking)->out_of_scope && get_flow (checking)->reason == NULL)
    report_unexplained (checking);
}

void
moat_rule_element_out_of_scope (MoatChecking *checking)
{
  if (get_element (checking)->out_of_scope && get_element (checking)->reason == NULL)
    report_unexplained (checking);
}

void
moat_rule_element_unconnected (MoatChecking *checking)
{
  g_autofree char *name = NULL;

  if (get_element (checking)->out_of_scope
      || moat_document_has_referrers (checking->document, moat_record_get_id (checking->record),
                                      MOAT_KIND_FLOW))
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (checking, _ ("No flow begins or ends at %s."), name);
}

void
moat_rule_element_unnamed (MoatChecking *checking)
{
  if (get_element (checking)->name == NULL)
    moat_checking_report (checking, _ ("An element has no name."));
}

/* Whether it is settled how data of this class rests here. */
static gboolean
has_rules (MoatChecking *checking)
{
  MoatRecord *class = moat_query_class (checking->document, checking->record);
  const MoatClassState *rules = moat_class_state (class);

  return rules->at_rest != NULL && rules->access != NULL && rules->retention != NULL;
}

static gboolean
is_secret_store (MoatChecking *checking)
{
  return get_element (checking)->type == MOAT_ELEMENT_DATA_STORE && !get_element (checking)->out_of_scope
         && is_at_least (checking, CLASS_SECRET);
}

void
moat_rule_store_without_rules (MoatChecking *checking)
{
  g_autofree char *name = NULL;

  if (!is_secret_store (checking) || has_rules (checking))
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (
      checking, _ ("%s holds %s data, and its encryption at rest, access and retention are not settled."),
      name, get_class_name (checking));
}

void
moat_rule_store_unencrypted (MoatChecking *checking)
{
  g_autofree char *name = NULL;

  if (!is_secret_store (checking) || get_element (checking)->encrypted != MOAT_NO)
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (checking, _ ("%s holds %s data unencrypted."), name, get_class_name (checking));
}

/* Of Secret data the rule above asks for it, with the rest. */
void
moat_rule_store_without_retention (MoatChecking *checking)
{
  MoatRecord *class = moat_query_class (checking->document, checking->record);
  g_autofree char *name = NULL;

  if (get_element (checking)->type != MOAT_ELEMENT_DATA_STORE || get_element (checking)->out_of_scope
      || !is_at_least (checking, CLASS_SENSITIVE) || is_secret_store (checking)
      || moat_class_state (class)->retention != NULL)
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (checking, _ ("%s holds %s data, and nothing says how long."), name,
                        get_class_name (checking));
}

/* Whether @words has the words of @name one after the other. */
static gboolean
names_element (const char *const *words, const char *name)
{
  g_auto (GStrv) wanted = moat_words_split (name);
  guint n_wanted = g_strv_length (wanted);

  for (guint at = 0; n_wanted > 0 && words[at] != NULL; at++)
    {
      guint n_same = 0;

      while (n_same < n_wanted && words[at + n_same] != NULL
             && g_str_equal (words[at + n_same], wanted[n_same]))
        n_same++;
      if (n_same == n_wanted)
        return TRUE;
    }

  return FALSE;
}

/* A step that one element does by itself is no flow; one that names two was meant to be, and one that names
 * none leaves open who does it.
 */
void
moat_rule_step_without_flow (MoatChecking *checking)
{
  const MoatStepState *step = moat_step_state (checking->record);
  g_autoptr (GPtrArray) elements = NULL;
  g_auto (GStrv) words = NULL;
  g_autofree char *name = NULL;
  guint n_named = 0;

  if (step->flow != NULL || step->text == NULL)
    return;
  words = moat_words_split (step->text);
  elements = moat_document_list_children (checking->document, step->use_case, MOAT_KIND_ELEMENT);
  for (guint i = 0; i < elements->len; i++)
    n_named += names_element ((const char *const *) words,
                              moat_element_state (g_ptr_array_index (elements, i))->name);
  if (n_named == 1)
    return;
  name = moat_checking_name (checking, checking->record);
  if (n_named == 0)
    moat_checking_report (checking, _ ("Step %s has no flow and names no element that does it."), name);
  else
    moat_checking_report (checking, _ ("Step %s names several elements and has no flow between them."), name);
}
