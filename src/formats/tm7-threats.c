/* The threats of a .tm7: what the template generated for each flow, and what
 * became of it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "import-words.h"
#include "tm7-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One of the file, with what it is about. Its members are found by their names alone: other programs that
 * write such files mistake their namespaces.
 */
typedef struct
{
  MoatTm7 *tm7;
  const MoatXmlNode *node;
  GHashTable *values; /* name of a property → its text, owned */
  MoatRecord *source; /* elements and flow; NULL where the file names none that is there */
  MoatRecord *target;
  MoatRecord *flow;
  MoatRecord *use_case; /* of its drawing, or NULL */
} Threat;

/* ---- Texts ---- */

/* The name that "{source.Name}" and the like stand for; NULL for what is no such. */
static const char *
find_placeholder (const Threat *threat, const char *text, gsize length)
{
  const struct
  {
    const char *name;
    MoatRecord *record;
  } names[] = {
    { "source.Name", threat->source },
    { "target.Name", threat->target },
    { "flow.Name", threat->flow },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].record != NULL && length == strlen (names[i].name)
        && g_ascii_strncasecmp (text, names[i].name, length) == 0)
      return moat_record_get_title (names[i].record);

  return NULL;
}

/* Takes @text and fills in the names. */
static char *
fill_in (const Threat *threat, char *text)
{
  g_autofree char *owned G_GNUC_UNUSED = text;
  GString *filled = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    {
      const char *close = *at == '{' ? strchr (at, '}') : NULL;
      const char *name = close != NULL && close - at <= 20 ? find_placeholder (threat, at + 1, close - at - 1)
                                                           : NULL;

      if (name == NULL)
        {
          g_string_append_c (filled, *at);
          continue;
        }
      g_string_append (filled, name);
      at = close;
    }

  return g_string_free (filled, FALSE);
}

/* The value of a property; older files have an element beside them instead. Owned. */
static char *
dup_value (const Threat *threat, const char *name)
{
  const char *value = g_hash_table_lookup (threat->values, name);
  char *text = value != NULL && *value != '\0' ? moat_tm7_plain_text (value)
                                               : moat_tm7_dup_text (threat->node, name);

  return fill_in (threat, text);
}

static void
read_values (Threat *threat)
{
  const MoatXmlNode *list = moat_xml_get_child (threat->node, NULL, "Properties");

  for (const MoatXmlNode *node = moat_xml_get_child (list, NULL, NULL); node != NULL;
       node = moat_xml_get_next (node, NULL, NULL))
    g_hash_table_insert (threat->values, moat_xml_dup_child_text (node, NULL, "Key"),
                         moat_xml_dup_child_text (node, NULL, "Value"));
}

/* ---- Notes ---- */

static void
append_paragraph (GString *notes, const char *label, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (notes->len > 0)
    g_string_append (notes, "\n\n");
  if (label != NULL && *label != '\0')
    g_string_append_printf (notes, "%s: ", label);
  g_string_append (notes, text);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What teams and templates add, each with its label, in an order of its own. */
static void
append_others (const Threat *threat, GString *notes)
{
  static const char *const known[] = { "Title",
                                       "UserThreatCategory",
                                       "UserThreatShortDescription",
                                       "UserThreatDescription",
                                       "StateInformation",
                                       "InteractionString",
                                       "PossibleMitigations",
                                       "Priority",
                                       NULL };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, threat->values);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_strv_contains (known, name))
      g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      const char *label = g_hash_table_lookup (threat->tm7->labels, g_ptr_array_index (names, i));
      g_autofree char *value = dup_value (threat, g_ptr_array_index (names, i));

      append_paragraph (notes, label != NULL ? label : g_ptr_array_index (names, i), value);
    }
}

/* All that the file says about a threat and Moat has no field for. Owned. */
static char *
dup_notes (const Threat *threat, const char *title, const char *category, const char *justification)
{
  GString *notes = g_string_new (NULL);
  g_autofree char *description = dup_value (threat, "UserThreatDescription");
  g_autofree char *short_description = dup_value (threat, "UserThreatShortDescription");
  g_autofree char *mitigations = dup_value (threat, "PossibleMitigations");

  if (strcmp (description, title) != 0)
    append_paragraph (notes, NULL, description);
  /* Mostly it is the template's explanation of the category, the same for hundreds. */
  if (!g_hash_table_contains (threat->tm7->category_texts, short_description)
      && strcmp (short_description, description) != 0 && strcmp (short_description, title) != 0)
    append_paragraph (notes, NULL, short_description);
  append_paragraph (notes, _ ("Category"), category);
  append_paragraph (notes, _ ("Justification"), justification);
  append_paragraph (notes, _ ("Possible mitigations"), mitigations);
  append_others (threat, notes);

  return g_string_free (notes, FALSE);
}

/* ---- One threat ---- */

static MoatRecord *
find (const Threat *threat, MoatKind kind, const char *field)
{
  g_autofree char *id = moat_xml_dup_child_text (threat->node, NULL, field);

  return moat_import_find (threat->tm7->import, kind, id);
}

static void
find_places (Threat *threat)
{
  MoatImport *import = threat->tm7->import;
  g_autofree char *surface = moat_xml_dup_child_text (threat->node, NULL, "DrawingSurfaceGuid");

  threat->use_case = moat_import_find (import, MOAT_KIND_USE_CASE, surface);
  moat_import_set_scope (import, surface);
  threat->flow = find (threat, MOAT_KIND_FLOW, "FlowGuid");
  threat->source = find (threat, MOAT_KIND_ELEMENT, "SourceGuid");
  threat->target = find (threat, MOAT_KIND_ELEMENT, "TargetGuid");
  moat_import_set_scope (import, NULL);
}

/* On its flow; without one on what it aims at, or where nothing is left of that, on the drawing. */
static MoatRecord *
find_home (const Threat *threat)
{
  GPtrArray *use_cases = moat_document_list (moat_import_get_document (threat->tm7->import),
                                             MOAT_KIND_USE_CASE);

  if (threat->flow != NULL)
    return threat->flow;
  if (threat->target != NULL || threat->source != NULL)
    return threat->target != NULL ? threat->target : threat->source;

  return threat->use_case != NULL ? threat->use_case
         : use_cases->len > 0     ? g_ptr_array_index (use_cases, 0)
                                  : NULL;
}

/* The tool knows that something stops a threat, and what only where somebody wrote it down. */
static void
add_decision (const Threat *threat, MoatRecord *record, const char *justification)
{
  MoatImport *import = threat->tm7->import;
  MoatRecord *decision = moat_import_add_decision (import, record, NULL,
                                                   *justification != '\0'
                                                       ? justification
                                                       : _ ("Mitigated, but the file does not say how"));
  MoatDecisionState *state = moat_document_edit (moat_import_get_document (import), decision);

  state->status = MOAT_DECISION_BUILT;
}

static void
set_state (const Threat *threat, MoatRecord *record, char **justification)
{
  g_autofree char *word = moat_xml_dup_child_text (threat->node, NULL, "State");
  gboolean is_mitigated = FALSE;
  MoatThreatStatus status = moat_import_words_status (word, &is_mitigated);
  MoatThreatState *state = moat_document_edit (moat_import_get_document (threat->tm7->import), record);

  state->status = status;
  if (is_mitigated)
    add_decision (threat, record, *justification);
  else if (status != MOAT_THREAT_OPEN)
    moat_text_set (&state->reason, *justification);
  if (is_mitigated || status != MOAT_THREAT_OPEN)
    g_clear_pointer (justification, g_free);
}

/* The words of its category, unless STRIDE says them; "" then. Owned. */
static char *
set_category (const Threat *threat, MoatRecord *record)
{
  g_autofree char *word = dup_value (threat, "UserThreatCategory");
  const char *name = g_hash_table_lookup (threat->tm7->categories, word);
  MoatThreatState *state = moat_document_edit (moat_import_get_document (threat->tm7->import), record);

  state->stride = moat_import_words_stride (name != NULL ? name : word);

  return g_strdup (state->stride != 0 ? "" : name != NULL ? name : word);
}

static void
set_severity (const Threat *threat, MoatRecord *record)
{
  g_autofree char *word = dup_value (threat, "Priority");
  MoatLevel level = moat_import_words_level (word);
  MoatThreatState *state = moat_document_edit (moat_import_get_document (threat->tm7->import), record);

  state->severity = level;
  if (level == MOAT_LEVEL_UNKNOWN && *word != '\0')
    moat_import_lost (threat->tm7->import, moat_record_get_title (record), record,
                      _ ("Its priority is “%s”, which is none of Moat’s severities."), word);
}

static void
note_person (const Threat *threat)
{
  g_autofree char *who = moat_xml_dup_child_text (threat->node, NULL, "ChangedBy");

  if (*who != '\0')
    g_hash_table_add (threat->tm7->people, g_steal_pointer (&who));
}

static void
add_threat (Threat *threat, const char *key)
{
  MoatImport *import = threat->tm7->import;
  MoatRecord *home = find_home (threat);
  g_autofree char *title = dup_value (threat, "Title");
  g_autofree char *description = dup_value (threat, "UserThreatDescription");
  g_autofree char *justification = dup_value (threat, "StateInformation");
  g_autofree char *category = NULL;
  g_autofree char *notes = NULL;
  const char *text = *title != '\0' ? title : description;
  MoatRecord *record;

  if (home == NULL)
    {
      moat_import_lost (import, text, NULL, _ ("There is no diagram that it belongs to; it was left out."));
      return;
    }
  record = moat_import_add_threat (import, home, *key != '\0' ? key : NULL,
                                   *text != '\0' ? text : _ ("A threat without a title"));
  category = set_category (threat, record);
  set_severity (threat, record);
  set_state (threat, record, &justification);
  notes = dup_notes (threat, text, category, justification);
  moat_text_set (&((MoatThreatState *) moat_document_edit (moat_import_get_document (import), record))->notes,
                 notes);
  note_person (threat);
  if (threat->flow == NULL)
    moat_import_lost (import, text, record, _ ("Its flow is not in the file; it hangs on “%s” now."),
                      moat_record_get_title (home));
}

gboolean
moat_tm7_read_threats (MoatTm7 *self)
{
  const MoatXmlNode *list = moat_xml_get_child (self->root, NULL, "ThreatInstances");

  for (const MoatXmlNode *entry = moat_xml_get_child (list, NULL, NULL); entry != NULL;
       entry = moat_xml_get_next (entry, NULL, NULL))
    {
      g_autofree char *key = moat_xml_dup_child_text (entry, NULL, "Key");
      g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      Threat threat = { .tm7 = self, .node = moat_xml_get_child (entry, NULL, "Value"), .values = values };

      if (threat.node != NULL)
        {
          read_values (&threat);
          find_places (&threat);
          add_threat (&threat, key);
        }
      if (!moat_import_go_on (self->import, self->done++, self->total))
        return FALSE;
    }
  return TRUE;
}
