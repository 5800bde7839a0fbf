/* A use case as a Mermaid flowchart.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "mermaid.h"

#include "untranslated.h"
#include "query.h"
#include "zones.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  MoatDocument *document;
  MoatZones *zones;
  GString *text;
  GHashTable *names;   /* id → "n1" */
  GHashTable *numbers; /* of flows */
  GPtrArray *elements;
  GPtrArray *boundaries;
} Chart;

/* Letters, digits and signs that mean nothing as they are; everything else as the character's number, which
 * Mermaid takes as text. Newer versions read labels as Markdown, so a list's number or dash is no exception.
 */
static gboolean
is_harmless (const char *label, const char *at)
{
  gsize digits = strspn (label, "0123456789");

  if (g_ascii_isalnum (*at) || (*at & 0x80) != 0)
    return TRUE;
  if (at == label + digits && strchr ("-+.)", *at) != NULL)
    return FALSE;
  if (*at == '_')
    return at > label && g_ascii_isalnum (at[-1]) && g_ascii_isalnum (at[1]);

  return strchr (" ,.!?/()-'+=", *at) != NULL;
}

static gboolean
is_override (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

static void
append_label (GString *text, const char *label)
{
  label += strspn (label, " \t\r\n");
  for (const char *at = label; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '\n' || c == '\t' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
        g_string_append_c (text, ' ');
      else if (g_unichar_iscntrl (c) || is_override (c))
        continue;
      else if (is_harmless (label, at))
        g_string_append_unichar (text, c);
      else
        g_string_append_printf (text, "#%u;", c);
    }
}

static void
append_quoted (GString *text, const char *label, const char *fallback)
{
  g_autoptr (GString) words = g_string_new (NULL);

  append_label (words, label);
  /* A label of control characters alone has no words, and an empty one is an error to Mermaid. */
  if (words->str[strspn (words->str, " ")] == '\0')
    g_string_assign (words, fallback);
  g_string_append_printf (text, "\"%s\"", words->str);
}

static void
indent (Chart *chart, guint depth)
{
  for (guint i = 0; i <= depth; i++)
    g_string_append (chart->text, "  ");
}

static void
write_element (Chart *chart, MoatRecord *element, guint depth)
{
  static const char *const shapes[][2] = {
    [MOAT_ELEMENT_PROCESS] = { "(", ")" },
    [MOAT_ELEMENT_EXTERNAL_ENTITY] = { "[", "]" },
    [MOAT_ELEMENT_DATA_STORE] = { "[(", ")]" },
  };
  const MoatElementState *state = moat_element_state (element);

  indent (chart, depth);
  g_string_append_printf (chart->text, "%s%s",
                          (const char *) g_hash_table_lookup (chart->names, moat_record_get_id (element)),
                          shapes[state->type][0]);
  append_quoted (chart->text, moat_text_get (state->name), "unnamed");
  g_string_append_printf (chart->text, "%s\n", shapes[state->type][1]);
}

/* The zone that a chart, which knows no overlapping ones, shows an element in: the smallest. */
static MoatRecord *
home_of (Chart *chart, MoatRecord *element)
{
  GPtrArray *containing = moat_zones_get_containing (chart->zones, moat_record_get_id (element));

  return containing->len > 0 ? g_ptr_array_index (containing, 0) : NULL;
}

/* A subgraph with nothing in it would be drawn as a node: of zones that overlap, all elements may be at home
 * in the other one.
 */
static gboolean
is_empty (Chart *chart, MoatRecord *zone)
{
  for (guint i = 0; i < chart->elements->len; i++)
    {
      MoatRecord *home = home_of (chart, g_ptr_array_index (chart->elements, i));

      while (home != NULL && home != zone)
        home = moat_zones_get_parent (chart->zones, moat_record_get_id (home));
      if (home == zone)
        return FALSE;
    }

  return TRUE;
}

static void
write_members (Chart *chart, MoatRecord *zone, guint depth)
{
  for (guint i = 0; i < chart->elements->len; i++)
    if (home_of (chart, g_ptr_array_index (chart->elements, i)) == zone)
      write_element (chart, g_ptr_array_index (chart->elements, i), depth);

  for (guint i = 0; i < chart->boundaries->len; i++)
    {
      MoatRecord *inner = g_ptr_array_index (chart->boundaries, i);
      const char *id = moat_record_get_id (inner);

      if (moat_boundary_state (inner)->shape != MOAT_BOUNDARY_ZONE
          || moat_zones_get_parent (chart->zones, id) != zone)
        continue;
      if (is_empty (chart, inner))
        continue;
      indent (chart, depth);
      g_string_append_printf (chart->text, "subgraph %s[",
                              (const char *) g_hash_table_lookup (chart->names, id));
      append_quoted (chart->text, moat_record_get_title (inner), "unnamed");
      g_string_append (chart->text, "]\n");
      write_members (chart, inner, depth + 1);
      indent (chart, depth);
      g_string_append (chart->text, "end\n");
    }
}

/* A free end needs a node of its own. */
static char *
end_name (Chart *chart, const char *element_id, guint flow, const char *side)
{
  const char *name = element_id != NULL ? g_hash_table_lookup (chart->names, element_id) : NULL;
  g_autofree char *free_end = NULL;

  if (name != NULL)
    return g_strdup (name);

  free_end = g_strdup_printf ("f%u%s", flow, side);
  g_string_append_printf (chart->text, "  %s((\"…\"))\n", free_end);

  return g_steal_pointer (&free_end);
}

static void
write_flow (Chart *chart, MoatRecord *flow, guint index)
{
  const MoatFlowState *state = moat_flow_state (flow);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (chart->numbers, flow));
  g_autofree char *source = end_name (chart, state->source, index, "a");
  g_autofree char *target = end_name (chart, state->target, index, "b");
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (chart->text, "  %s %s", source, state->bidirectional ? "<-->" : "-->");
  if (number > 0)
    g_string_append_printf (words, "%u ", number);
  append_label (words, moat_text_get (state->name));
  g_strchomp (words->str);
  if (*words->str != '\0')
    g_string_append_printf (chart->text, "|\"%s\"|", words->str);
  g_string_append_printf (chart->text, " %s\n", target);
}

static void
name_all (Chart *chart, GPtrArray *records, char prefix)
{
  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (chart->names, (gpointer) moat_record_get_id (g_ptr_array_index (records, i)),
                         g_strdup_printf ("%c%u", prefix, i + 1));
}

char *
moat_mermaid_write_use_case (MoatDocument *document, const char *use_case_id)
{
  g_autoptr (GPtrArray) elements = moat_query_elements (document, use_case_id);
  g_autoptr (GPtrArray) flows = moat_query_flows (document, use_case_id);
  g_autoptr (GPtrArray) boundaries = moat_document_list_children (document, use_case_id, MOAT_KIND_BOUNDARY);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GHashTable) numbers = moat_query_numbers (document);
  g_auto (MoatUntranslated) untranslated G_GNUC_UNUSED = moat_untranslated_begin ();
  Chart chart = {
    .document = document,
    .zones = moat_zones_get (document),
    .text = g_string_new ("flowchart LR\n"),
    .names = names,
    .numbers = numbers,
    .elements = elements,
    .boundaries = boundaries,
  };

  name_all (&chart, elements, 'n');
  name_all (&chart, boundaries, 'b');
  write_members (&chart, NULL, 0);
  for (guint i = 0; i < flows->len; i++)
    write_flow (&chart, g_ptr_array_index (flows, i), i + 1);

  return g_string_free (chart.text, FALSE);
}

static GBytes *
write_mermaid (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error)
{
  MoatRecord *first = moat_query_first_use_case (document);
  const char *id = options->use_case_id != NULL ? options->use_case_id
                   : first != NULL              ? moat_record_get_id (first)
                                                : "";
  char *text = moat_mermaid_write_use_case (document, id);

  return g_bytes_new_take (text, strlen (text));
}

static const char *const suffixes[] = { ".mmd", ".mermaid", NULL };

const MoatFormat moat_mermaid_format = {
  .name = "mermaid",
  .label = N_ ("Mermaid flowchart"),
  .suffixes = suffixes,
  .mime = "text/vnd.mermaid",
  .flags = MOAT_FORMAT_ONE_USE_CASE,
  .write = write_mermaid,
};
