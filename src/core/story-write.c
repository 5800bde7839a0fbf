/* A use case to story text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "query.h"
#include "story-words.h"
#include "story.h"
#include "zones.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NAME_SPECIALS  ":,[]/|#>"
#define WORDS_SPECIALS "[]|"

typedef struct
{
  MoatDocument *document;
  GPtrArray *lines;   /* of MoatStoryLine */
  GString *text;      /* of the line that is being written */
  GHashTable *names;  /* id of an element or zone → quoted name, unique in the text */
  GHashTable *called; /* the same names, plain; or NULL */
} Writer;

/* What was written is a line that tells of @record. */
static void
end_line (Writer *writer, MoatRecord *record)
{
  g_ptr_array_add (writer->lines, moat_story_line_new (writer->text->str, record));
  g_string_truncate (writer->text, 0);
}

/* ---- Names ---- */

static void
name_record (Writer *writer, GHashTable *taken, MoatRecord *record, const char *name)
{
  g_hash_table_add (taken, g_utf8_casefold (name, -1));
  if (writer->called != NULL)
    g_hash_table_insert (writer->called, g_strdup (moat_record_get_id (record)), g_strdup (name));
  g_hash_table_insert (writer->names, (gpointer) moat_record_get_id (record),
                       moat_story_is_free_end (name) ? g_strconcat ("\\", name, NULL)
                                                     : moat_story_quote (name, NAME_SPECIALS));
}

static gboolean
is_taken (GHashTable *taken, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_hash_table_contains (taken, folded);
}

/* Two elements of one name are two in the text as well. */
static char *
dup_free_name (GHashTable *taken, const char *name)
{
  char *numbered = g_strdup (name);

  for (guint i = 2; is_taken (taken, numbered); i++)
    {
      g_free (numbered);
      numbered = g_strdup_printf ("%s (%u)", name, i);
    }

  return numbered;
}

static const char *
get_name (MoatRecord *record)
{
  const char *title = moat_record_get_title (record);

  return *title != '\0' ? title : _ ("unnamed");
}

/* Whether a record that was called @called can go on being called so: by its name, or by that and a number.
 */
static gboolean
still_fits (GHashTable *taken, const char *called, const char *name)
{
  const char *rest;

  if (called == NULL || !g_str_has_prefix (called, name) || is_taken (taken, called))
    return FALSE;
  rest = called + strlen (name);

  return *rest == '\0' || (g_str_has_prefix (rest, " (") && rest[2 + strspn (rest + 2, "0123456789")] == ')');
}

static void
name_all (Writer *writer, GPtrArray *records, GHashTable *called)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; called != NULL && i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);
      const char *old = g_hash_table_lookup (called, moat_record_get_id (record));

      if (still_fits (taken, old, get_name (record)))
        name_record (writer, taken, record, old);
    }
  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);
      g_autofree char *name = NULL;

      if (g_hash_table_contains (writer->names, moat_record_get_id (record)))
        continue;
      name = dup_free_name (taken, get_name (record));
      name_record (writer, taken, record, name);
    }
}

static const char *
name_of (Writer *writer, const char *id)
{
  const char *name = id != NULL ? g_hash_table_lookup (writer->names, id) : NULL;

  return name != NULL ? name : MOAT_STORY_FREE_END;
}

/* ---- Moves ---- */

static char *
quoted_list (const MoatList *list, const char *specials)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < moat_list_len (list); i++)
    {
      g_autofree char *item = moat_story_quote (moat_list_get (list, i), specials);

      g_string_append_printf (joined, "%s%s", i > 0 ? ", " : "", item);
    }

  return g_string_free (joined, FALSE);
}

static char *
quoted_proofs (Writer *writer, MoatRecord *decision)
{
  g_autoptr (GPtrArray) proofs = moat_document_list_children (writer->document, moat_record_get_id (decision),
                                                              MOAT_KIND_VERIFICATION);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < proofs->len; i++)
    {
      g_autofree char *proof = moat_story_quote (moat_record_get_title (g_ptr_array_index (proofs, i)), "|;");

      g_string_append_printf (joined, "%s%s", i > 0 ? "; " : "", proof);
    }

  return g_string_free (joined, FALSE);
}

/* Parts joined by " | ", without empty ones at the end. */
static void
append_parts (GString *text, const char *const *parts, guint n_parts)
{
  while (n_parts > 1 && *parts[n_parts - 1] == '\0')
    n_parts--;

  for (guint i = 0; i < n_parts; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : *parts[i] != '\0' ? " | " : " |", parts[i]);
}

static void
write_decision (Writer *writer, MoatRecord *decision)
{
  const MoatDecisionState *state = moat_decision_state (decision);
  g_autofree char *text = moat_story_quote (moat_text_get (state->text), ":|");
  g_autofree char *enforced = quoted_list (state->enforced, ",|");
  g_autofree char *proofs = quoted_proofs (writer, decision);
  g_autofree char *owner = moat_story_quote (moat_text_get (state->owner), "|#");
  g_autofree char *ticket = moat_story_quote (moat_text_get (state->ticket), "|@");
  g_autoptr (GString) people = g_string_new (NULL);
  const char *parts[] = { text, enforced, proofs, "" };

  if (*owner != '\0')
    g_string_append_printf (people, "%s%s", *owner == '@' ? "" : "@", owner);
  if (*ticket != '\0')
    g_string_append_printf (people, "%s#%s", people->len > 0 ? " " : "", ticket);
  parts[3] = people->str;

  g_string_append (writer->text, "   => ");
  if (state->type != MOAT_DECISION_OTHER)
    g_string_append_printf (writer->text, "%s: ", moat_value_get_nick (moat_decision_types, state->type));
  append_parts (writer->text, parts, G_N_ELEMENTS (parts));
  end_line (writer, decision);
}

static char *
stride_nicks (MoatStride stride)
{
  GString *nicks = g_string_new (NULL);

  for (const MoatValue *value = moat_stride; value->nick != NULL; value++)
    if (stride & value->value)
      g_string_append_printf (nicks, "%s%s", nicks->len > 0 ? ", " : "", value->nick);

  return g_string_free (nicks, FALSE);
}

static void
write_moves (Writer *writer, const char *id)
{
  g_autoptr (GPtrArray) threats = moat_document_list_children (writer->document, id, MOAT_KIND_THREAT);

  for (guint i = 0; i < threats->len; i++)
    {
      MoatRecord *threat = g_ptr_array_index (threats, i);
      const MoatThreatState *state = moat_threat_state (threat);
      g_autoptr (GPtrArray) decisions = moat_query_decisions (writer->document, moat_record_get_id (threat));
      g_autofree char *text = moat_story_quote (moat_text_get (state->text), "|");
      g_autofree char *stride = stride_nicks (state->stride);
      const char *severity = state->severity != MOAT_LEVEL_UNKNOWN
                                 ? moat_value_get_nick (moat_levels, state->severity)
                                 : "";
      const char *parts[] = { text, stride, severity };

      g_string_append (writer->text, "   ! ");
      append_parts (writer->text, parts, G_N_ELEMENTS (parts));
      end_line (writer, threat);
      for (guint j = 0; j < decisions->len; j++)
        write_decision (writer, g_ptr_array_index (decisions, j));
    }
}

/* ---- Declarations ---- */

static void
write_title (Writer *writer, MoatRecord *use_case)
{
  const MoatUseCaseState *state = moat_use_case_state (use_case);
  g_autofree char *title = moat_story_quote (moat_text_get (state->title), "");
  g_auto (GStrv) lines = g_strsplit (moat_text_get (state->summary), "\n", -1);

  if (*title != '\0')
    {
      g_string_append_printf (writer->text, "# %s", title);
      end_line (writer, use_case);
    }
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = moat_story_quote (lines[i], "");

      g_string_append_printf (writer->text, "> %s", line);
      end_line (writer, use_case);
    }
  write_moves (writer, moat_record_get_id (use_case));
}

static void
write_elements (Writer *writer, GPtrArray *elements)
{
  static const char *const keywords[] = {
    [MOAT_ELEMENT_PROCESS] = "process",
    [MOAT_ELEMENT_EXTERNAL_ENTITY] = "actor",
    [MOAT_ELEMENT_DATA_STORE] = "store",
  };

  for (guint i = 0; i < elements->len; i++)
    {
      const char *id = moat_record_get_id (g_ptr_array_index (elements, i));
      const MoatElementState *state = moat_element_state (g_ptr_array_index (elements, i));

      g_string_append_printf (writer->text, "%s %s", keywords[state->type], name_of (writer, id));
      end_line (writer, g_ptr_array_index (elements, i));
      write_moves (writer, id);
    }
}

static void
append_zone_path (Writer *writer, MoatRecord *zone, guint depth)
{
  MoatRecord *parent = moat_zones_get_parent (moat_zones_get (writer->document), moat_record_get_id (zone));

  if (parent != NULL && depth < 100)
    {
      append_zone_path (writer, parent, depth + 1);
      g_string_append (writer->text, " / ");
    }
  g_string_append (writer->text, name_of (writer, moat_record_get_id (zone)));
}

/* A zone's line names those of which it is the innermost zone. */
static void
write_zone (Writer *writer, MoatRecord *zone, GPtrArray *elements)
{
  MoatZones *zones = moat_zones_get (writer->document);
  gboolean is_first = TRUE;

  g_string_append (writer->text, "zone ");
  append_zone_path (writer, zone, 0);
  for (guint i = 0; i < elements->len; i++)
    {
      const char *id = moat_record_get_id (g_ptr_array_index (elements, i));
      GPtrArray *containing = moat_zones_get_containing (zones, id);

      if (containing->len == 0 || g_ptr_array_index (containing, 0) != zone)
        continue;
      g_string_append_printf (writer->text, "%s %s", is_first ? ":" : ",", name_of (writer, id));
      is_first = FALSE;
    }
  end_line (writer, zone);
  write_moves (writer, moat_record_get_id (zone));
}

static void
collect_assets (Writer *writer, GPtrArray *found, GHashTable *seen, const MoatList *assets)
{
  for (guint i = 0; i < moat_list_len (assets); i++)
    {
      MoatRecord *asset = moat_document_find_kind (writer->document, moat_list_get (assets, i),
                                                   MOAT_KIND_ASSET);

      if (asset != NULL && g_hash_table_add (seen, asset))
        g_ptr_array_add (found, asset);
    }
}

static void
write_data (Writer *writer, GPtrArray *flows)
{
  g_autoptr (GPtrArray) assets = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < flows->len; i++)
    collect_assets (writer, assets, seen, moat_flow_state (g_ptr_array_index (flows, i))->assets);

  for (guint i = 0; i < assets->len; i++)
    {
      const MoatAssetState *state = moat_asset_state (g_ptr_array_index (assets, i));
      MoatRecord *asset_class = moat_document_find (writer->document, state->asset_class);
      g_autofree char *name = moat_story_quote (moat_text_get (state->name), NAME_SPECIALS);
      g_autofree char *class_name = NULL;

      if (asset_class == NULL)
        continue;
      class_name = moat_story_quote (moat_record_get_title (asset_class), "");
      g_string_append_printf (writer->text, "data %s: %s", name, class_name);
      end_line (writer, g_ptr_array_index (assets, i));
    }
}

/* ---- Steps ---- */

static char *
quoted_assets (Writer *writer, const MoatList *assets)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < moat_list_len (assets); i++)
    {
      MoatRecord *asset = moat_document_find_kind (writer->document, moat_list_get (assets, i),
                                                   MOAT_KIND_ASSET);
      g_autofree char *name = asset != NULL ? moat_story_quote (moat_record_get_title (asset), NAME_SPECIALS)
                                            : NULL;

      if (name != NULL && *name != '\0')
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? ", " : "", name);
    }

  return g_string_free (joined, FALSE);
}

/* @subject is what the line tells of: the flow's step, or the flow itself. */
static void
write_flow (Writer *writer, MoatRecord *flow, MoatRecord *subject)
{
  const MoatFlowState *state = moat_flow_state (flow);
  g_autofree char *words = moat_story_quote (moat_text_get (state->name), WORDS_SPECIALS);
  g_autofree char *assets = quoted_assets (writer, state->assets);

  g_string_append_printf (writer->text, "%s %s %s", name_of (writer, state->source),
                          state->bidirectional ? "<->" : "->", name_of (writer, state->target));
  if (*words != '\0' || *assets != '\0')
    g_string_append (writer->text, ":");
  if (*words != '\0')
    g_string_append_printf (writer->text, " %s", words);
  if (*assets != '\0')
    g_string_append_printf (writer->text, " [%s]", assets);
  end_line (writer, subject);
  write_moves (writer, moat_record_get_id (flow));
}

static void
write_steps (Writer *writer, GPtrArray *steps)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const MoatStepState *state = moat_step_state (g_ptr_array_index (steps, i));
      MoatRecord *flow = moat_document_find_kind (writer->document, state->flow, MOAT_KIND_FLOW);
      g_autofree char *text = moat_story_quote (moat_text_get (state->text), "");

      g_string_append_printf (writer->text, "%u. ", i + 1);
      if (flow != NULL)
        {
          write_flow (writer, flow, g_ptr_array_index (steps, i));
          continue;
        }
      g_string_append (writer->text, text);
      end_line (writer, g_ptr_array_index (steps, i));
    }
}

static void
write_loose_flows (Writer *writer, GPtrArray *flows)
{
  for (guint i = 0; i < flows->len; i++)
    if (!moat_document_has_referrers (writer->document, moat_record_get_id (g_ptr_array_index (flows, i)),
                                      MOAT_KIND_STEP))
      {
        g_string_append (writer->text, "flow ");
        write_flow (writer, g_ptr_array_index (flows, i), g_ptr_array_index (flows, i));
      }
}

GPtrArray *
moat_story_write_lines (MoatDocument *document, const char *use_case_id, GHashTable **names)
{
  MoatRecord *use_case = moat_document_find_kind (document, use_case_id, MOAT_KIND_USE_CASE);
  g_autoptr (GHashTable) quoted = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GHashTable) called = names != NULL ? g_steal_pointer (names) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) elements = moat_query_elements (document, use_case_id);
  g_autoptr (GPtrArray) flows = moat_query_flows (document, use_case_id);
  g_autoptr (GPtrArray) steps = moat_document_list_children (document, use_case_id, MOAT_KIND_STEP);
  g_autoptr (GPtrArray) boundaries = moat_document_list_children (document, use_case_id, MOAT_KIND_BOUNDARY);
  Writer writer = { .document = document, .text = text, .names = quoted };

  writer.lines = g_ptr_array_new_with_free_func (moat_story_line_free);
  if (names != NULL)
    *names = writer.called = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_return_val_if_fail (use_case != NULL, writer.lines);

  name_all (&writer, elements, called);
  name_all (&writer, boundaries, called);
  write_title (&writer, use_case);
  write_elements (&writer, elements);
  for (guint i = 0; i < boundaries->len; i++)
    if (moat_boundary_state (g_ptr_array_index (boundaries, i))->shape == MOAT_BOUNDARY_ZONE)
      write_zone (&writer, g_ptr_array_index (boundaries, i), elements);
  write_data (&writer, flows);
  write_steps (&writer, steps);
  write_loose_flows (&writer, flows);

  return writer.lines;
}

char *
moat_story_write (MoatDocument *document, const char *use_case_id)
{
  g_autoptr (GPtrArray) lines = moat_story_write_lines (document, use_case_id, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", ((const MoatStoryLine *) g_ptr_array_index (lines, i))->text);

  return g_string_free (text, FALSE);
}
