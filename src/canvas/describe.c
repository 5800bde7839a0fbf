/* What a diagram's record is and how it stands, in one sentence for a screen
 * reader.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "describe.h"

#include "query.h"
#include "zones.h"

#include <glib/gi18n-lib.h>

/* Sentences are made of parts joined by commas; a part that has nothing to say is left out. */
static char *
join (GPtrArray *parts)
{
  g_ptr_array_add (parts, NULL);
  /* TRANSLATORS: joins the parts of a description that is read aloud. */
  return g_strjoinv (_ (", "), (char **) parts->pdata);
}

static const char *
name_or (const char *name, const char *fallback)
{
  return name != NULL && *name != '\0' ? name : fallback;
}

static void
add_moves (GPtrArray *parts, MoatDocument *document, MoatRecord *record)
{
  guint n_open, n_decided, n_all;

  moat_query_count_moves (document, moat_record_get_id (record), &n_open, &n_decided);
  n_all = n_open + n_decided;
  if (n_all == 0)
    return;
  /* TRANSLATORS: attacker moves: what an attacker would do instead. */
  g_ptr_array_add (parts,
                   g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u move", "%u moves", n_all), n_all));
  if (n_open > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u open", "%u open", n_open), n_open));
  else
    g_ptr_array_add (parts, g_strdup (_ ("all decided")));
}

static void
add_class (GPtrArray *parts, MoatDocument *document, MoatRecord *record)
{
  MoatRecord *asset_class = moat_query_class (document, record);

  if (asset_class != NULL)
    /* TRANSLATORS: the data's class, such as Sensitive. */
    g_ptr_array_add (parts, g_strdup_printf (_ ("%s data"), moat_record_get_title (asset_class)));
}

static char *
describe_crossing (const MoatCrossing *crossing)
{
  const char *name = name_or (moat_record_get_title (crossing->boundary), _ ("a trust boundary"));

  switch (crossing->direction)
    {
    case MOAT_CROSSING_INBOUND:
      return g_strdup_printf (_ ("%s inbound"), name);
    case MOAT_CROSSING_OUTBOUND:
      return g_strdup_printf (_ ("%s outbound"), name);
    case MOAT_CROSSING_THROUGH:
      return NULL;
    }
  g_assert_not_reached ();
}

char *
moat_describe_crossings (MoatDocument *document, MoatRecord *flow)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;
  guint n_crossings = 0;
  const MoatCrossing *crossings = moat_zones_get_crossings (moat_zones_get (document),
                                                            moat_record_get_id (flow), &n_crossings);

  for (guint i = 0; i < n_crossings; i++)
    {
      char *name = describe_crossing (&crossings[i]);

      if (name != NULL)
        g_ptr_array_add (names, name);
    }
  if (names->len == 0)
    return NULL;
  list = join (names);
  return g_strdup_printf (_ ("crosses %s"), list);
}

static const char *
get_end_name (MoatDocument *document, const char *id)
{
  MoatRecord *element = moat_document_find (document, id);

  if (element == NULL)
    return _ ("a free end");
  return name_or (moat_record_get_title (element), _ ("an unnamed element"));
}

static char *
describe_flow (MoatDocument *document, MoatRecord *record, guint number)
{
  const MoatFlowState *state = moat_flow_state (record);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const char *source = get_end_name (document, state->source);
  const char *target = get_end_name (document, state->target);
  char *crossings = moat_describe_crossings (document, record);

  g_ptr_array_add (parts, number > 0 ? g_strdup_printf (_ ("Flow %u"), number) : g_strdup (_ ("Flow")));
  /* TRANSLATORS: the two ends of a data flow, "Browser to API". */
  g_ptr_array_add (parts, g_strdup_printf (state->bidirectional ? _ ("%s to %s and back") : _ ("%s to %s"),
                                           source, target));
  if (state->name != NULL)
    g_ptr_array_add (parts, g_strdup (state->name));
  add_class (parts, document, record);
  if (crossings != NULL)
    g_ptr_array_add (parts, crossings);
  if (state->out_of_scope)
    g_ptr_array_add (parts, g_strdup (_ ("out of scope")));
  add_moves (parts, document, record);
  return join (parts);
}

static guint
count_flows (MoatDocument *document, const char *element_id)
{
  g_autoptr (GPtrArray) flows = moat_document_list_referrers (document, element_id, MOAT_KIND_FLOW);

  return flows->len;
}

static void
add_containing (GPtrArray *parts, MoatDocument *document, const char *element_id)
{
  GPtrArray *zones = moat_zones_get_containing (moat_zones_get (document), element_id);

  if (zones->len > 0)
    g_ptr_array_add (parts, g_strdup_printf (_ ("inside %s"),
                                             name_or (moat_record_get_title (g_ptr_array_index (zones, 0)),
                                                      _ ("an unnamed trust boundary"))));
}

static char *
describe_element (MoatDocument *document, MoatRecord *record)
{
  const MoatElementState *state = moat_element_state (record);
  const char *id = moat_record_get_id (record);
  const char *type = moat_value_get_label (moat_element_types, state->type);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  guint n_flows = count_flows (document, id);

  /* TRANSLATORS: kind and name of an element, "Process API". */
  g_ptr_array_add (parts, g_strdup_printf (_ ("%s %s"), type, name_or (state->name, _ ("without a name"))));
  add_containing (parts, document, id);
  add_class (parts, document, record);
  g_ptr_array_add (parts,
                   g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u flow", "%u flows", n_flows), n_flows));
  if (state->out_of_scope)
    g_ptr_array_add (parts, g_strdup (_ ("out of scope")));
  if (state->opens != NULL)
    g_ptr_array_add (parts, g_strdup (_ ("opens another use case")));
  add_moves (parts, document, record);
  return join (parts);
}

static char *
describe_boundary (MoatDocument *document, MoatRecord *record)
{
  const MoatBoundaryState *state = moat_boundary_state (record);
  const char *id = moat_record_get_id (record);
  MoatZones *zones = moat_zones_get (document);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) flows = moat_zones_list_crossing_flows (zones, id);
  MoatRecord *parent = moat_zones_get_parent (zones, id);

  g_ptr_array_add (parts,
                   g_strdup_printf (_ ("Trust boundary %s"), name_or (state->name, _ ("without a name"))));
  if (parent != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_ ("inside %s"), moat_record_get_title (parent)));
  if (state->shape == MOAT_BOUNDARY_ZONE)
    {
      guint n_inside = moat_zones_get_inside (zones, id)->len;

      g_ptr_array_add (parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u element inside",
                                                            "%u elements inside", n_inside),
                                               n_inside));
    }
  g_ptr_array_add (parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u flow crosses", "%u flows cross",
                                                        flows->len),
                                           flows->len));
  add_moves (parts, document, record);
  return join (parts);
}

char *
moat_describe (MoatDocument *document, MoatRecord *record, guint number)
{
  if (!moat_record_is_live (record))
    return g_strdup ("");

  switch ((int) moat_record_get_kind (record))
    {
    case MOAT_KIND_ELEMENT:
      return describe_element (document, record);
    case MOAT_KIND_FLOW:
      return describe_flow (document, record, number);
    case MOAT_KIND_BOUNDARY:
      return describe_boundary (document, record);
    case MOAT_KIND_NOTE:
      return g_strdup_printf (_ ("Note: %s"), moat_record_get_title (record));
    default:
      return g_strdup (moat_record_get_title (record));
    }
}
