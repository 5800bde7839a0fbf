/* Showing what changed between two models.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "diff-report.h"

#include "json-text.h"
#include "markdown.h"
#include "query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const marks[] = {
  [MOAT_DIFFERENCE_ADDED] = "+",   [MOAT_DIFFERENCE_REMOVED] = "-", [MOAT_DIFFERENCE_CHANGED] = "~",
  [MOAT_DIFFERENCE_FOLLOWS] = ">", [MOAT_DIFFERENCE_LAYOUT] = "·",
};

/* Whether a heading is due before difference @index. */
static gboolean
begins_section (GPtrArray *differences, guint index)
{
  const MoatDifference *difference = g_ptr_array_index (differences, index);
  const MoatDifference *before = index > 0 ? g_ptr_array_index (differences, index - 1) : NULL;

  return before == NULL || before->section != difference->section;
}

static char *
name_section (const MoatDifference *difference)
{
  if (difference->use_case == NULL)
    return g_strdup (_ ("The whole model"));
  if (*difference->use_case == '\0')
    return g_strdup (_ ("A use case without a title"));

  return g_strdelimit (g_strdup (difference->use_case), "\r\n\t", ' ');
}

char *
moat_diff_report_text (GPtrArray *differences)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    {
      const MoatDifference *difference = g_ptr_array_index (differences, i);

      if (begins_section (differences, i))
        {
          g_autofree char *name = name_section (difference);

          g_string_append_printf (text, "%s%s\n", i > 0 ? "\n" : "", name);
        }
      g_string_append_printf (text, "  %s %s\n", marks[difference->type], difference->sentence);
    }
  if (differences->len == 0)
    g_string_append_printf (text, "%s\n", _ ("Nothing changed."));

  return g_string_free (text, FALSE);
}

/* ---- Markdown ---- */

char *
moat_diff_report_counts (GPtrArray *differences)
{
  GString *text = g_string_new (NULL);
  guint counts[G_N_ELEMENTS (marks)] = { 0 };

  for (guint i = 0; i < differences->len; i++)
    counts[((const MoatDifference *) g_ptr_array_index (differences, i))->type]++;
  g_string_append_printf (text, _ ("%u added, %u removed, %u changed."), counts[MOAT_DIFFERENCE_ADDED],
                          counts[MOAT_DIFFERENCE_REMOVED], counts[MOAT_DIFFERENCE_CHANGED]);
  if (counts[MOAT_DIFFERENCE_FOLLOWS] > 0)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, " %u crossing or place follows from that.",
                                         " %u crossings or places follow from that.",
                                         counts[MOAT_DIFFERENCE_FOLLOWS]),
                            counts[MOAT_DIFFERENCE_FOLLOWS]);

  return g_string_free (text, FALSE);
}

static const char *
get_word (MoatDifferenceType type)
{
  static const char *const words[] = {
    [MOAT_DIFFERENCE_ADDED] = N_ ("Added"),        [MOAT_DIFFERENCE_REMOVED] = N_ ("Removed"),
    [MOAT_DIFFERENCE_CHANGED] = N_ ("Changed"),    [MOAT_DIFFERENCE_FOLLOWS] = N_ ("Follows"),
    [MOAT_DIFFERENCE_LAYOUT] = N_ ("Layout only"),
  };

  return _ (words[type]);
}

/* Words as they are, but that nobody is called by "@name" in a comment: behind the sign stands a space
 * without width. */
static void
append_sentence (GString *text, const char *sentence)
{
  g_autoptr (GString) quiet = g_string_new (sentence);

  g_string_replace (quiet, "@", "@\xe2\x80\x8b", 0);
  moat_markdown_append (text, quiet->str, " ");
}

char *
moat_diff_report_markdown (GPtrArray *differences, const char *title)
{
  GString *text = g_string_new (NULL);
  g_autofree char *counts = moat_diff_report_counts (differences);

  if (title != NULL)
    moat_markdown_heading (text, 2, "", title);
  if (differences->len == 0)
    {
      g_string_append_printf (text, "%s\n", _ ("Nothing changed."));
      return g_string_free (text, FALSE);
    }
  g_string_append_printf (text, "%s\n\n", counts);
  for (guint i = 0; i < differences->len; i++)
    {
      const MoatDifference *difference = g_ptr_array_index (differences, i);

      if (begins_section (differences, i))
        {
          g_autofree char *name = name_section (difference);

          if (i > 0)
            g_string_append_c (text, '\n');
          moat_markdown_heading (text, 3, "", name);
        }
      g_string_append_printf (text, "- **%s:** ", get_word (difference->type));
      append_sentence (text, difference->sentence);
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

/* ---- JSON ---- */

static void
set_text (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}

static JsonObject *
difference_to_object (const MoatDifference *difference)
{
  JsonObject *object = json_object_new ();
  JsonArray *ids = difference->ids != NULL ? json_array_new () : NULL;

  set_text (object, "change", moat_difference_get_type_nick (difference->type));
  set_text (object, "kind", moat_kind_get_info (difference->kind)->name);
  set_text (object, "id", difference->id);
  for (guint i = 0; ids != NULL && difference->ids[i] != NULL; i++)
    json_array_add_string_element (ids, difference->ids[i]);
  if (ids != NULL)
    json_object_set_array_member (object, "ids", ids);
  set_text (object, "field", difference->field);
  set_text (object, "before", difference->before);
  set_text (object, "after", difference->after);
  set_text (object, "useCase", difference->use_case);
  set_text (object, "text", difference->sentence);

  return object;
}

char *
moat_diff_report_json (GPtrArray *differences)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *root = json_object_new ();
  JsonArray *list = json_array_new ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    json_array_add_object_element (list, difference_to_object (g_ptr_array_index (differences, i)));
  json_object_set_array_member (root, "differences", list);
  json_node_take_object (node, root);
  moat_json_append_node (text, node, 0);
  g_string_append_c (text, '\n');

  return g_string_free (text, FALSE);
}

/* ---- A model as text ---- */

static gboolean
is_place (const MoatField *field)
{
  return field->type == MOAT_POINT || field->type == MOAT_RECT || field->type == MOAT_POINTS;
}

/* A line "  Label: text", lines of the text after the first indented under it. */
static void
append_line (GString *text, const char *label, const char *value)
{
  g_auto (GStrv) lines = g_strsplit (value, "\n", -1);

  g_string_append_printf (text, "  %s: %s\n", label, lines[0] != NULL ? lines[0] : "");
  for (char **line = lines; *line != NULL && *(line + 1) != NULL; line++)
    g_string_append_printf (text, "    %s\n", *(line + 1));
}

/* The names of what a field names, in its order. */
static char *
name_references (MoatDocument *document, const MoatField *field, const MoatState *state)
{
  const void *at = MOAT_FIELD_PTR (state, field);
  g_autofree char *id = field->type == MOAT_REF ? g_strdup (*(char *const *) at) : NULL;
  g_autofree char *ids = field->type == MOAT_REFS ? moat_list_join (*(MoatList *const *) at, "\n") : NULL;
  g_auto (GStrv) names = g_strsplit (id != NULL ? id : moat_text_get (ids), "\n", -1);

  for (char **name = names; *name != NULL; name++)
    {
      MoatRecord *record = moat_document_find (document, *name);
      const char *title = record != NULL ? moat_record_get_title (record) : "";
      char *label = NULL;

      if (record != NULL && moat_record_get_kind (record) == MOAT_KIND_FLOW)
        label = moat_query_flow_ends (document, record);
      else if (*title != '\0')
        label = g_strdup (title);
      if (label == NULL)
        continue;
      g_free (*name);
      *name = label;
    }

  return g_strjoinv (", ", names);
}

static void
append_record (MoatDocument *document, MoatRecord *record, GString *text)
{
  const MoatState *state = moat_record_get_state (record);
  const MoatKindInfo *info = moat_kind_get_info (state->kind);

  g_string_append_printf (text, "%s %s\n", _ (info->label), moat_record_get_id (record));
  for (guint i = 0; i < info->n_fields; i++)
    {
      const MoatField *field = &info->fields[i];
      g_autofree char *value = NULL;

      if (moat_field_is_default (field, state) || is_place (field))
        continue;
      value = field->ref_kinds != 0 ? name_references (document, field, state)
                                    : moat_field_to_text (field, state);
      append_line (text, _ (field->label), value);
    }
  if (state->extra != NULL)
    append_line (text, _ ("Else"), state->extra);
  g_string_append_c (text, '\n');
}

char *
moat_diff_report_model (MoatDocument *document)
{
  GString *text = g_string_new (NULL);

  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      GPtrArray *records = moat_document_list (document, (MoatKind) kind);

      for (guint i = 0; i < records->len; i++)
        append_record (document, g_ptr_array_index (records, i), text);
    }

  return g_string_free (text, FALSE);
}
