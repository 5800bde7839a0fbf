/* The drawings of a .tm7: stencils, connectors and boundaries of each drawing
 * surface, and their properties.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "import-words.h"
#include "tm7-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* Fixed by the tool, whatever the template. */
#define OUT_OF_SCOPE "71f3d9aa-b8ef-4e54-8126-607a1d903103"
#define REASON       "752473b6-52d4-4776-9a24-202153f7d579"
#define FLOW_ORDER   "15ccd509-98eb-49ad-b9c2-b4a2926d1780"
#define NOWHERE      "00000000-0000-0000-0000-000000000000"

/* The handle of a line that nobody bent lies about in its middle. */
#define STRAIGHT     6.0
#define CURVE_POINTS 9

/* What the properties of one thing say; all owned. */
typedef struct
{
  char *stencil; /* of the template: "Web Application" */
  char *name;
  char *reason;
  gboolean out_of_scope;
  int order; /* of a flow; 0: none */
  MoatTristate encrypted;
  MoatTristate authenticated;
  MoatTristate backed_up;
  MoatTristate keeps_log;
  MoatTristate privileged;
  GPtrArray *tags;
} Properties;

static void
properties_clear (Properties *properties)
{
  g_free (properties->stencil);
  g_free (properties->name);
  g_free (properties->reason);
  g_ptr_array_unref (properties->tags);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Properties, properties_clear)

/* ---- Properties ---- */

/* The value that was chosen in a list; NULL when it is the one that every new thing has. Owned. */
static char *
dup_choice (const MoatXmlNode *property, const char *type)
{
  g_autofree char *index_text = moat_xml_dup_child_text (property, NULL, "SelectedIndex");
  const MoatXmlNode *value = moat_xml_get_child (property, NULL, "Value");
  int index = atoi (index_text);
  const MoatXmlNode *item = moat_xml_get_child (value, NULL, NULL);

  if (index == 0 && !g_str_has_prefix (type, "Static"))
    return NULL;
  for (int i = 0; i < index && item != NULL; i++)
    item = moat_xml_get_next (item, NULL, NULL);

  return item != NULL ? moat_xml_dup_text (item) : NULL;
}

static MoatTristate
get_tristate (const char *value)
{
  if (g_ascii_strcasecmp (value, "yes") == 0 || g_ascii_strcasecmp (value, "true") == 0)
    return MOAT_YES;

  return g_ascii_strcasecmp (value, "no") == 0 || g_ascii_strcasecmp (value, "false") == 0 ? MOAT_NO
                                                                                           : MOAT_UNKNOWN;
}

/* What Moat has a field for. */
static gboolean
take_known (Properties *properties, const char *label, const char *value)
{
  const struct
  {
    const char *label;
    MoatTristate *field;
  } known[] = {
    { "Encrypted", &properties->encrypted },
    { "Provides Confidentiality", &properties->encrypted },
    { "Source Authenticated", &properties->authenticated },
    { "Backup", &properties->backed_up },
    { "Stores Log Data", &properties->keeps_log },
  };
  static const char *const privileged[] = { "Kernel", "System", "Administrator", NULL };

  if (strcmp (label, "Running As") == 0 && g_strv_contains (privileged, value))
    properties->privileged = MOAT_YES;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].label, label) == 0 && get_tristate (value) != MOAT_UNKNOWN)
      {
        *known[i].field = get_tristate (value);
        return TRUE;
      }
  return FALSE;
}

/* The rest: "Transmits XML", or "Identity Provider: Azure AD". Takes @value. */
static void
take_other (Properties *properties, const char *label, char *value)
{
  g_autofree char *owned G_GNUC_UNUSED = value;

  if (value == NULL || *value == '\0' || take_known (properties, label, value))
    return;
  if (get_tristate (value) == MOAT_YES && *label != '\0')
    g_ptr_array_add (properties->tags, g_strdup (label));
  else
    g_ptr_array_add (properties->tags, g_strdup_printf ("%s%s%s", label, *label != '\0' ? ": " : "", value));
}

static void
take_property (Properties *properties, const MoatXmlNode *property)
{
  g_autofree char *type = moat_tm7_dup_type (property);
  g_autofree char *label = moat_xml_dup_child_text (property, NULL, "DisplayName");
  g_autofree char *id = moat_xml_dup_child_text (property, NULL, "Name");
  gboolean is_list = strstr (type, "List") != NULL;
  char *value = is_list ? NULL : moat_xml_dup_child_text (property, NULL, "Value");

  if (strcmp (type, "HeaderDisplayAttribute") == 0)
    {
      if (properties->stencil == NULL)
        properties->stencil = g_strdup (label);
    }
  else if (is_list)
    take_other (properties, label, dup_choice (property, type));
  else if (strcmp (id, OUT_OF_SCOPE) == 0)
    properties->out_of_scope = get_tristate (value) == MOAT_YES;
  else if (strcmp (id, REASON) == 0 && properties->reason == NULL)
    properties->reason = g_steal_pointer (&value);
  else if (strcmp (id, FLOW_ORDER) == 0)
    properties->order = atoi (value);
  else if (strcmp (label, "Name") == 0 && properties->name == NULL)
    properties->name = g_steal_pointer (&value);
  else if (strcmp (type, "BooleanDisplayAttribute") != 0 || get_tristate (value) == MOAT_YES)
    take_other (properties, label, g_steal_pointer (&value));
  g_free (value);
}

static void
read_properties (MoatTm7 *self, const MoatXmlNode *thing, Properties *properties)
{
  const MoatXmlNode *list = moat_xml_get_child (thing, NULL, "Properties");
  g_autofree char *type_id = moat_xml_dup_child_text (thing, NULL, "TypeId");
  const char *stencil = g_hash_table_lookup (self->stencils, type_id);

  properties->tags = g_ptr_array_new_with_free_func (g_free);
  for (const MoatXmlNode *node = moat_xml_get_child (list, NULL, "anyType"); node != NULL;
       node = moat_xml_get_next (node, NULL, "anyType"))
    take_property (properties, node);
  if (stencil != NULL)
    {
      g_free (properties->stencil);
      properties->stencil = g_strdup (stencil);
    }
  if (properties->name == NULL || *properties->name == '\0')
    {
      g_free (properties->name);
      properties->name = g_strdup (properties->stencil);
    }
}

static void
set_tags (MoatList **list, const Properties *properties)
{
  for (guint i = 0; i < properties->tags->len; i++)
    if (!moat_list_contains (*list, g_ptr_array_index (properties->tags, i)))
      moat_list_add (list, g_ptr_array_index (properties->tags, i));
}

/* Whether a stencil says more than what kind of thing it is. */
static gboolean
says_something (const char *stencil)
{
  static const char *const plain[] = { "Request", "Response", "Free Text Annotation", NULL };

  return stencil != NULL && !g_str_has_prefix (stencil, "Generic ") && !g_strv_contains (plain, stencil);
}

/* ---- Numbers ---- */

static double
get_number (const MoatXmlNode *thing, const char *name)
{
  g_autofree char *text = moat_xml_dup_child_text (thing, NULL, name);

  return g_ascii_strtod (text, NULL);
}

static MoatPoint
get_point (const MoatXmlNode *thing, const char *x, const char *y)
{
  return (MoatPoint){ get_number (thing, x), get_number (thing, y) };
}

static MoatRect
get_box (const MoatXmlNode *thing)
{
  return MOAT_RECT_INIT (get_number (thing, "Left"), get_number (thing, "Top"), get_number (thing, "Width"),
                         get_number (thing, "Height"));
}

/* ---- Things ---- */

/* A drawing surface while it is read. */
typedef struct
{
  MoatTm7 *tm7;
  MoatRecord *use_case;
  GPtrArray *connectors; /* of borrowed MoatXmlNode: they come after all that they connect */
} Surface;

static MoatRecord *
add_element (Surface *surface, const char *id, MoatElementType type, const Properties *properties)
{
  MoatImport *import = surface->tm7->import;
  MoatRecord *record = moat_import_add_element (import, surface->use_case, id, type, properties->name);
  MoatElementState *state = moat_document_edit (moat_import_get_document (import), record);

  if (says_something (properties->stencil))
    moat_text_set (&state->technology, properties->stencil);
  state->encrypted = properties->encrypted;
  state->backed_up = properties->backed_up;
  state->keeps_log = properties->keeps_log;
  state->privileged = properties->privileged;
  state->out_of_scope = properties->out_of_scope;
  moat_text_set (&state->reason, properties->reason);
  set_tags (&state->tags, properties);

  return record;
}

static MoatRecord *
add_zone (Surface *surface, const char *id, const Properties *properties)
{
  MoatImport *import = surface->tm7->import;
  MoatRecord *record = moat_import_add_zone (import, surface->use_case, id, properties->name);
  MoatBoundaryState *state = moat_document_edit (moat_import_get_document (import), record);

  state->type = moat_import_words_boundary_type (properties->stencil, properties->name);
  set_tags (&state->tags, properties);

  return record;
}

/* The curve from one end through the handle to the other: a parabola, as the tool draws it. */
static void
add_line (Surface *surface, const MoatXmlNode *thing, const char *id, const Properties *properties)
{
  MoatImport *import = surface->tm7->import;
  MoatPoint from = get_point (thing, "SourceX", "SourceY"), to = get_point (thing, "TargetX", "TargetY");
  MoatPoint handle = get_point (thing, "HandleX", "HandleY");
  MoatPoint control = { 2 * handle.x - (from.x + to.x) / 2, 2 * handle.y - (from.y + to.y) / 2 };
  MoatPoint points[CURVE_POINTS] = { from, to };
  guint n_points = 2;
  MoatRecord *record;
  MoatBoundaryState *state;

  if (moat_segment_get_distance (from, to, handle) > STRAIGHT)
    for (n_points = 0; n_points < CURVE_POINTS; n_points++)
      {
        double t = n_points / (CURVE_POINTS - 1.0);

        points[n_points] = moat_point_mix (moat_point_mix (from, control, t), moat_point_mix (control, to, t),
                                           t);
      }
  record = moat_import_add_line (import, surface->use_case, id, properties->name, points, n_points);
  state = moat_document_edit (moat_import_get_document (import), record);
  state->type = moat_import_words_boundary_type (properties->stencil, properties->name);
  set_tags (&state->tags, properties);
}

static void
attach (Surface *surface, MoatRecord *flow, MoatImportEnd end, const MoatXmlNode *thing)
{
  MoatImport *import = surface->tm7->import;
  gboolean is_source = end == MOAT_IMPORT_SOURCE;
  g_autofree char *id = moat_xml_dup_child_text (thing, NULL, is_source ? "SourceGuid" : "TargetGuid");
  MoatRecord *element = moat_import_find (import, MOAT_KIND_ELEMENT, id);
  MoatPoint point = is_source ? get_point (thing, "SourceX", "SourceY")
                              : get_point (thing, "TargetX", "TargetY");

  moat_import_attach (import, flow, end, element, &point);
  if (element == NULL && *id != '\0' && strcmp (id, NOWHERE) != 0)
    moat_import_lost (import, moat_record_get_title (flow), flow,
                      _ ("One end is on something that is no element; it is free now."));
}

static void
add_flow (Surface *surface, const MoatXmlNode *thing)
{
  MoatImport *import = surface->tm7->import;
  g_auto (Properties) properties = { 0 };
  g_autofree char *id = moat_xml_dup_child_text (thing, NULL, "Guid");
  MoatPoint from = get_point (thing, "SourceX", "SourceY"), to = get_point (thing, "TargetX", "TargetY");
  MoatPoint handle = get_point (thing, "HandleX", "HandleY");
  MoatRecord *flow;
  MoatFlowState *state;

  read_properties (surface->tm7, thing, &properties);
  flow = moat_import_add_flow (import, surface->use_case, id, properties.name);
  attach (surface, flow, MOAT_IMPORT_SOURCE, thing);
  attach (surface, flow, MOAT_IMPORT_TARGET, thing);
  if (moat_segment_get_distance (from, to, handle) > STRAIGHT && (handle.x != 0 || handle.y != 0))
    moat_import_bend (import, flow, &handle, 1);

  state = moat_document_edit (moat_import_get_document (import), flow);
  if (says_something (properties.stencil))
    moat_text_set (&state->protocol, properties.stencil);
  state->encrypted = properties.encrypted != MOAT_UNKNOWN
                         ? properties.encrypted
                         : moat_import_words_encrypted (moat_text_get (state->protocol));
  state->authenticated = properties.authenticated;
  state->out_of_scope = properties.out_of_scope;
  moat_text_set (&state->reason, properties.reason);
  set_tags (&state->tags, &properties);
}

/* By its type alone: teams' templates have ids of their own where the tool has generic ones. */
static void
add_thing (Surface *surface, const MoatXmlNode *thing)
{
  MoatTm7 *tm7 = surface->tm7;
  g_autofree char *type = moat_tm7_dup_type (thing);
  g_autofree char *id = moat_xml_dup_child_text (thing, NULL, "Guid");
  g_autofree char *generic = moat_xml_dup_child_text (thing, NULL, "GenericTypeId");
  g_auto (Properties) properties = { 0 };
  MoatRecord *record = NULL;
  MoatRect box = get_box (thing);

  read_properties (tm7, thing, &properties);
  if (strcmp (type, "StencilEllipse") == 0)
    record = add_element (surface, id, MOAT_ELEMENT_PROCESS, &properties);
  else if (strcmp (type, "StencilParallelLines") == 0)
    record = add_element (surface, id, MOAT_ELEMENT_DATA_STORE, &properties);
  else if (strcmp (type, "StencilRectangle") == 0
           && (strcmp (generic, "GE.A") == 0 || g_hash_table_contains (tm7->annotations, generic)))
    record = moat_import_add_note (tm7->import, surface->use_case, id, properties.name);
  else if (strcmp (type, "StencilRectangle") == 0)
    record = add_element (surface, id, MOAT_ELEMENT_EXTERNAL_ENTITY, &properties);
  else if (strcmp (type, "BorderBoundary") == 0)
    record = add_zone (surface, id, &properties);
  else if (strcmp (type, "LineBoundary") == 0)
    add_line (surface, thing, id, &properties);
  else if (strcmp (type, "Connector") == 0)
    g_ptr_array_add (surface->connectors, (gpointer) thing);
  else
    moat_import_lost (tm7->import, properties.name, NULL,
                      _ ("Moat has nothing like a “%s”; it was left out."), type);
  if (record != NULL)
    moat_import_place (tm7->import, record, NULL, &box);
}

static gboolean
add_things (Surface *surface, const MoatXmlNode *list)
{
  for (const MoatXmlNode *entry = moat_xml_get_child (list, NULL, NULL); entry != NULL;
       entry = moat_xml_get_next (entry, NULL, NULL))
    {
      const MoatXmlNode *thing = moat_xml_get_child (entry, NULL, "Value");

      if (thing != NULL)
        add_thing (surface, thing);
      if (!moat_import_go_on (surface->tm7->import, surface->tm7->done++, surface->tm7->total))
        return FALSE;
    }
  return TRUE;
}

/* ---- Surfaces ---- */

static int
get_order (MoatTm7 *self, const MoatXmlNode *connector)
{
  g_auto (Properties) properties = { 0 };

  read_properties (self, connector, &properties);
  return properties.order > 0 ? properties.order : G_MAXINT;
}

typedef struct
{
  const MoatXmlNode *node;
  int order;
  guint position;
} Connector;

static int
compare_connectors (gconstpointer a, gconstpointer b)
{
  const Connector *first = a, *second = b;

  if (first->order != second->order)
    return first->order < second->order ? -1 : 1;
  return first->position < second->position ? -1 : 1;
}

/* In the order that the team gave them; those without one after them, as the file has them. */
static void
add_flows (Surface *surface)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Connector));

  for (guint i = 0; i < surface->connectors->len; i++)
    {
      const MoatXmlNode *node = g_ptr_array_index (surface->connectors, i);
      Connector connector = { node, get_order (surface->tm7, node), i };

      g_array_append_val (sorted, connector);
    }
  g_array_sort (sorted, compare_connectors);
  for (guint i = 0; i < sorted->len; i++)
    add_flow (surface, g_array_index (sorted, Connector, i).node);
}

/* The tab's name: of its properties, or in files of older versions its header. */
static char *
dup_title (MoatTm7 *self, const MoatXmlNode *node)
{
  g_auto (Properties) properties = { 0 };
  g_autofree char *header = moat_xml_dup_child_text (node, NULL, "Header");

  read_properties (self, node, &properties);
  if (*header != '\0' && (properties.name == NULL || g_strcmp0 (properties.name, properties.stencil) == 0))
    return g_steal_pointer (&header);

  return g_strdup (properties.name != NULL ? properties.name : "");
}

static gboolean
read_surface (MoatTm7 *self, const MoatXmlNode *node)
{
  g_autofree char *id = moat_xml_dup_child_text (node, NULL, "Guid");
  g_autofree char *title = dup_title (self, node);
  Surface surface = { .tm7 = self, .connectors = g_ptr_array_new () };
  gboolean goes_on;

  surface.use_case = moat_import_add_use_case (self->import, id, title);
  moat_import_set_scope (self->import, id);
  goes_on = add_things (&surface, moat_xml_get_child (node, NULL, "Borders"))
            && add_things (&surface, moat_xml_get_child (node, NULL, "Lines"));
  if (goes_on)
    add_flows (&surface);
  moat_import_set_scope (self->import, NULL);
  g_ptr_array_unref (surface.connectors);

  return goes_on;
}

gboolean
moat_tm7_read_drawings (MoatTm7 *self)
{
  const MoatXmlNode *list = moat_xml_get_child (self->root, NULL, "DrawingSurfaceList");
  const MoatXmlNode *node = moat_xml_get_child (list, NULL, "DrawingSurfaceModel");

  if (node == NULL)
    moat_import_lost (self->import, NULL, NULL, _ ("The file has no diagram."));
  for (; node != NULL; node = moat_xml_get_next (node, NULL, "DrawingSurfaceModel"))
    if (!read_surface (self, node))
      return FALSE;

  return TRUE;
}
