/* Places for the elements and zones of a use case, by Graphviz' dot.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "layout.h"

#include "query.h"
#include "zones.h"

#include <glib/gi18n-lib.h>
#include <gvc.h>
#include <math.h>
#include <string.h>

/* Graphviz counts in points and takes node sizes in inches; one point is one unit here. */
#define UNITS_PER_INCH 72.0

/* What the canvas snaps to; centres go there so that what dot aligned stays aligned. */
#define GRID 10.0

#define ELEMENT_MIN_WIDTH  120.0
#define ELEMENT_MAX_WIDTH  220.0
#define ELEMENT_MIN_HEIGHT 60.0
#define NAME_CHAR          8.6
#define NAME_LINE          20.0
#define NAME_PADDING       28.0

#define LABEL_CHAR      7.2
#define LABEL_PADDING   48.0
#define LABEL_MAX_WIDTH 268.0
#define LABEL_MIN_WIDTH 150.0 /* of the row of badges under it */

/* Between elements: a label with its badges fits under a line in a row, and beside it between columns. */
#define ROW_GAP        70.0
#define COLUMN_MAX_GAP 220.0
#define COLUMN_PADDING 40.0
#define ZONE_GAP       20.0

/* ---- Estimates ---- */

static double
count_columns (const char *text, gsize length)
{
  double columns = 0;

  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_iszerowidth (c))
        columns += g_unichar_iswide (c) ? 2 : 1;
    }

  return columns;
}

typedef struct
{
  double width;
  guint n_lines;
} Wrapped;

/* Wraps @text at spaces to @max_width; a longer word is broken. */
static Wrapped
wrap (const char *text, double char_width, double max_width)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Wrapped wrapped = { 0, 0 };

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      double width = 0;

      wrapped.n_lines++;
      for (guint j = 0; words[j] != NULL; j++)
        {
          double word = count_columns (words[j], strlen (words[j])) * char_width;

          if (width > 0 && width + char_width + word > max_width)
            {
              wrapped.n_lines++;
              width = 0;
            }
          wrapped.n_lines += (guint) (word / max_width);
          width += (width > 0 ? char_width : 0) + MIN (word, max_width);
          wrapped.width = MAX (wrapped.width, width);
        }
    }

  return wrapped;
}

static double
round_up (double value, double step)
{
  return ceil (value / step) * step;
}

MoatRect
moat_layout_estimate_element (const char *name)
{
  Wrapped wrapped = wrap (moat_text_get (name), NAME_CHAR, ELEMENT_MAX_WIDTH - NAME_PADDING);
  double width = round_up (wrapped.width + NAME_PADDING, 2 * GRID);
  double height = round_up (wrapped.n_lines * NAME_LINE + NAME_PADDING, 2 * GRID);

  return (MoatRect){ 0, 0, CLAMP (width, ELEMENT_MIN_WIDTH, ELEMENT_MAX_WIDTH),
                     MAX (height, ELEMENT_MIN_HEIGHT) };
}

static double
estimate_label_width (const char *name)
{
  double width = count_columns (name, strlen (name)) * LABEL_CHAR + LABEL_PADDING;

  return CLAMP (width, LABEL_MIN_WIDTH, LABEL_MAX_WIDTH);
}

/* ---- The graph ---- */

typedef struct
{
  MoatDocument *document;
  const char *use_case_id;
  GHashTable *zone_of;
  GHashTable *inhabited; /* ids of zones that something is said to be in */
  GPtrArray *elements;
  GPtrArray *flows;
  GPtrArray *zones;
  GVC_t *context;
  Agraph_t *graph;
  GHashTable *nodes;    /* id of an element → Agnode_t */
  GHashTable *clusters; /* id of a zone → Agraph_t */
} Layout;

static void
set_attribute (void *object, const char *name, const char *value)
{
  agsafeset (object, (char *) name, (char *) value, (char *) "");
}

static void
set_inches (void *object, const char *name, double units)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  set_attribute (object, name, g_ascii_formatd (buffer, sizeof buffer, "%.4f", units / UNITS_PER_INCH));
}

/* An empty table of a size: dot leaves room for it and draws nothing. */
static void
set_label_size (Layout *layout, void *object, double width, double height)
{
  g_autofree char *html = g_strdup_printf (
      "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR><TD FIXEDSIZE=\"TRUE\" "
      "WIDTH=\"%d\" HEIGHT=\"%d\"></TD></TR></TABLE>",
      (int) width, (int) height);
  char *shared = agstrdup_html (layout->graph, html);

  agsafeset (object, (char *) "label", shared, (char *) "");
  agstrfree (layout->graph, shared);
}

static Agraph_t *
ensure_cluster (Layout *layout, const char *zone_id, guint depth)
{
  Agraph_t *cluster = g_hash_table_lookup (layout->clusters, zone_id);
  const char *parent_id = g_hash_table_lookup (layout->zone_of, zone_id);
  Agraph_t *parent = layout->graph;
  g_autofree char *name = NULL;
  g_autofree char *anchor = NULL;
  Agnode_t *node;

  if (cluster != NULL)
    return cluster;

  /* Zones that say they lie in one another in a circle are cut open somewhere. */
  if (parent_id != NULL && depth < layout->zones->len
      && moat_document_find (layout->document, parent_id) != NULL)
    parent = ensure_cluster (layout, parent_id, depth + 1);

  name = g_strdup_printf ("cluster_%u", g_hash_table_size (layout->clusters));
  cluster = agsubg (parent, name, TRUE);
  g_hash_table_insert (layout->clusters, (gpointer) zone_id, cluster);
  set_attribute (cluster, "margin", "40");
  set_label_size (layout, cluster,
                  estimate_label_width (
                      moat_record_get_title (moat_document_find (layout->document, zone_id))),
                  16);

  /* A zone with nothing in it would not be laid out at all. */
  anchor = g_strconcat (name, "_anchor", NULL);
  if (!g_hash_table_contains (layout->inhabited, zone_id))
    {
      node = agnode (cluster, anchor, TRUE);
      set_attribute (node, "shape", "point");
      set_attribute (node, "label", "");
      set_attribute (node, "style", "invis");
    }

  return cluster;
}

static void
add_node (Layout *layout, MoatRecord *element, guint number)
{
  const char *zone_id = g_hash_table_lookup (layout->zone_of, moat_record_get_id (element));
  g_autofree char *name = g_strdup_printf ("node_%u", number);
  MoatRect box = moat_layout_estimate_element (moat_element_state (element)->name);
  Agraph_t *home = layout->graph;
  Agnode_t *node;

  if (zone_id != NULL && moat_document_find_kind (layout->document, zone_id, MOAT_KIND_BOUNDARY) != NULL)
    home = ensure_cluster (layout, zone_id, 0);

  node = agnode (home, name, TRUE);
  set_attribute (node, "shape", "box");
  set_attribute (node, "label", "");
  set_attribute (node, "fixedsize", "true");
  set_inches (node, "width", box.width);
  set_inches (node, "height", box.height);
  g_hash_table_insert (layout->nodes, (gpointer) moat_record_get_id (element), node);
}

static void
add_edge (Layout *layout, MoatRecord *flow, guint number)
{
  const MoatFlowState *state = moat_flow_state (flow);
  Agnode_t *source = state->source != NULL ? g_hash_table_lookup (layout->nodes, state->source) : NULL;
  Agnode_t *target = state->target != NULL ? g_hash_table_lookup (layout->nodes, state->target) : NULL;
  g_autofree char *name = g_strdup_printf ("edge_%u", number);

  if (source != NULL && target != NULL && source != target)
    agedge (layout->graph, source, target, name, TRUE);
}

/* Between two columns there is room for the widest label. Labels that dot itself places would do this per
 * edge, but up to Graphviz 2.42 at least it frees the ranks of clusters twice when such an edge stays within
 * one rank (abomination() in lib/dotgen/flat.c moves them).
 */
static double
estimate_column_gap (Layout *layout)
{
  double widest = LABEL_MIN_WIDTH;

  for (guint i = 0; i < layout->flows->len; i++)
    widest = MAX (widest,
                  estimate_label_width (moat_record_get_title (g_ptr_array_index (layout->flows, i))));

  return MIN (widest, COLUMN_MAX_GAP) + COLUMN_PADDING;
}

static void
set_graph_inches (Layout *layout, const char *name, double units)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  agattr (layout->graph, AGRAPH, (char *) name,
          g_ascii_formatd (buffer, sizeof buffer, "%.4f", units / UNITS_PER_INCH));
}

static void
build_graph (Layout *layout)
{
  layout->graph = agopen ((char *) "use-case", Agdirected, NULL);
  agattr (layout->graph, AGRAPH, (char *) "rankdir", (char *) "LR");
  agattr (layout->graph, AGRAPH, (char *) "splines", (char *) "polyline");
  set_graph_inches (layout, "nodesep", ROW_GAP);
  set_graph_inches (layout, "ranksep", estimate_column_gap (layout));
  /* No label has text: sizes are ours, and Graphviz' Pango plugin compares font names that an earlier context
   * has freed. */

  for (guint i = 0; i < layout->zones->len; i++)
    ensure_cluster (layout, moat_record_get_id (g_ptr_array_index (layout->zones, i)), 0);
  for (guint i = 0; i < layout->elements->len; i++)
    add_node (layout, g_ptr_array_index (layout->elements, i), i);
  for (guint i = 0; i < layout->flows->len; i++)
    add_edge (layout, g_ptr_array_index (layout->flows, i), i);
}

/* ---- Places ---- */

static double
to_grid (double value)
{
  return round (value / GRID) * GRID;
}

/* Graphviz' y grows upwards. */
static MoatPoint
place_of (Layout *layout, pointf at)
{
  return (MoatPoint){ to_grid (at.x), to_grid (GD_bb (layout->graph).UR.y - at.y) };
}

static void
place_elements (Layout *layout)
{
  for (guint i = 0; i < layout->elements->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (layout->elements, i);
      Agnode_t *node = g_hash_table_lookup (layout->nodes, moat_record_get_id (record));
      MoatRect box = moat_layout_estimate_element (moat_element_state (record)->name);
      MoatPoint centre = place_of (layout, ND_coord (node));
      MoatElementState *state = moat_document_edit (layout->document, record);

      box.x = centre.x - box.width / 2;
      box.y = centre.y - box.height / 2;
      state->box = box;
    }
}

static void
place_zones (Layout *layout)
{
  for (guint i = 0; i < layout->zones->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (layout->zones, i);
      Agraph_t *cluster = g_hash_table_lookup (layout->clusters, moat_record_get_id (record));
      boxf bounds = GD_bb (cluster);
      MoatPoint top_left = place_of (layout, (pointf){ bounds.LL.x, bounds.UR.y });
      MoatPoint bottom_right = place_of (layout, (pointf){ bounds.UR.x, bounds.LL.y });
      MoatBoundaryState *state = moat_document_edit (layout->document, record);

      /* Clusters side by side touch; zones do not. */
      state->box = MOAT_RECT_INIT (top_left.x + ZONE_GAP / 2, top_left.y + ZONE_GAP / 2,
                                   bottom_right.x - top_left.x - ZONE_GAP,
                                   bottom_right.y - top_left.y - ZONE_GAP);
    }
}

/* Whether the straight line between the flow's ends meets an element that it does not join. */
static gboolean
meets_an_element (Layout *layout, const MoatFlowState *flow, MoatPoint from, MoatPoint to)
{
  for (guint i = 0; i < layout->elements->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (layout->elements, i);
      const char *id = moat_record_get_id (record);
      MoatRect box = moat_rect_inset (&moat_element_state (record)->box, -GRID, -GRID);
      MoatPoint corners[] = {
        { box.x, box.y },
        { box.x + box.width, box.y },
        { box.x + box.width, box.y + box.height },
        { box.x, box.y + box.height },
      };

      if (g_strcmp0 (id, flow->source) == 0 || g_strcmp0 (id, flow->target) == 0)
        continue;
      for (guint corner = 0; corner < 4; corner++)
        if (moat_segment_intersect (from, to, corners[corner], corners[(corner + 1) % 4], NULL))
          return TRUE;
    }

  return FALSE;
}

/* The corners of dot's polyline between the ends, once each. */
static GArray *
corners_of (Layout *layout, Agedge_t *edge)
{
  GArray *corners = g_array_new (FALSE, FALSE, sizeof (MoatPoint));
  const splines *spline = ED_spl (edge);

  if (spline == NULL || spline->size == 0)
    return corners;

  for (gsize i = 3; i + 3 < (gsize) spline->list[0].size; i += 3)
    {
      MoatPoint corner = place_of (layout, spline->list[0].list[i]);
      MoatPoint *last = corners->len > 0 ? &g_array_index (corners, MoatPoint, corners->len - 1) : NULL;

      if (last == NULL || moat_point_get_distance (*last, corner) > 2 * GRID)
        g_array_append_val (corners, corner);
    }

  return corners;
}

static MoatPoint
centre_of (Layout *layout, const char *element_id)
{
  return moat_rect_get_center (&moat_element_state (moat_document_find (layout->document, element_id))->box);
}

static void
place_flow (Layout *layout, MoatRecord *flow, guint number)
{
  MoatFlowState *state = moat_document_edit (layout->document, flow);
  Agnode_t *source = state->source != NULL ? g_hash_table_lookup (layout->nodes, state->source) : NULL;
  Agnode_t *target = state->target != NULL ? g_hash_table_lookup (layout->nodes, state->target) : NULL;
  g_autofree char *name = g_strdup_printf ("edge_%u", number);
  g_autoptr (GArray) corners = NULL;
  Agedge_t *edge;

  moat_points_set (&state->bends, NULL, 0);
  state->label_offset = (MoatPoint){ 0, 0 };
  if (source == NULL || target == NULL || source == target)
    return;
  if (!meets_an_element (layout, state, centre_of (layout, state->source), centre_of (layout, state->target)))
    return;

  edge = agedge (layout->graph, source, target, name, FALSE);
  corners = edge != NULL ? corners_of (layout, edge) : NULL;
  if (corners != NULL && corners->len > 0)
    moat_points_set (&state->bends, (MoatPoint *) (void *) corners->data, corners->len);
}

/* A free end lies beside the element at the other end. */
static void
place_free_ends (Layout *layout, MoatRecord *flow)
{
  const MoatFlowState *now = moat_flow_state (flow);
  const char *attached = now->source != NULL ? now->source : now->target;
  MoatFlowState *state;
  MoatPoint centre;

  if ((now->source != NULL && now->target != NULL) || attached == NULL)
    return;

  centre = centre_of (layout, attached);
  state = moat_document_edit (layout->document, flow);
  if (state->source == NULL)
    state->source_point = (MoatPoint){ centre.x, centre.y + 150 };
  else
    state->target_point = (MoatPoint){ centre.x, centre.y + 150 };
}

/* ---- What is inside what, now ---- */

static GHashTable *
current_zones (Layout *layout)
{
  MoatZones *zones = moat_zones_get (layout->document);
  GHashTable *zone_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < layout->elements->len; i++)
    {
      const char *id = moat_record_get_id (g_ptr_array_index (layout->elements, i));
      GPtrArray *containing = moat_zones_get_containing (zones, id);

      if (containing->len > 0)
        g_hash_table_insert (zone_of, g_strdup (id),
                             g_strdup (moat_record_get_id (g_ptr_array_index (containing, 0))));
    }
  for (guint i = 0; i < layout->zones->len; i++)
    {
      const char *id = moat_record_get_id (g_ptr_array_index (layout->zones, i));
      MoatRecord *parent = moat_zones_get_parent (zones, id);

      if (parent != NULL)
        g_hash_table_insert (zone_of, g_strdup (id), g_strdup (moat_record_get_id (parent)));
    }

  return zone_of;
}

/* The values of @table as a set. */
static GHashTable *
collect_values (GHashTable *table)
{
  GHashTable *values = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_hash_table_add (values, value);

  return values;
}

static GPtrArray *
list_zones (MoatDocument *document, const char *use_case_id)
{
  GPtrArray *boundaries = moat_document_list_children (document, use_case_id, MOAT_KIND_BOUNDARY);

  for (guint i = boundaries->len; i > 0; i--)
    if (moat_boundary_state (g_ptr_array_index (boundaries, i - 1))->shape != MOAT_BOUNDARY_ZONE)
      g_ptr_array_remove_index (boundaries, i - 1);

  return boundaries;
}

static void
apply (Layout *layout)
{
  place_elements (layout);
  place_zones (layout);
  for (guint i = 0; i < layout->flows->len; i++)
    {
      place_flow (layout, g_ptr_array_index (layout->flows, i), i);
      place_free_ends (layout, g_ptr_array_index (layout->flows, i));
    }
}

gboolean
moat_layout_arrange (MoatDocument *document, const char *use_case_id, GHashTable *zone_of, GError **error)
{
  g_autoptr (GPtrArray) elements = moat_query_elements (document, use_case_id);
  g_autoptr (GPtrArray) flows = moat_query_flows (document, use_case_id);
  g_autoptr (GPtrArray) zones = list_zones (document, use_case_id);
  g_autoptr (GHashTable) nodes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) clusters = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) current = NULL;
  g_autoptr (GHashTable) inhabited = NULL;
  Layout layout = {
    .document = document,
    .use_case_id = use_case_id,
    .elements = elements,
    .flows = flows,
    .zones = zones,
    .nodes = nodes,
    .clusters = clusters,
  };
  gboolean is_done;

  g_return_val_if_fail (moat_document_in_transaction (document), FALSE);

  if (elements->len == 0 && zones->len == 0)
    return TRUE;

  if (zone_of == NULL)
    zone_of = current = current_zones (&layout);
  layout.zone_of = zone_of;
  layout.inhabited = inhabited = collect_values (zone_of);
  layout.context = gvContext ();
  build_graph (&layout);

  is_done = gvLayout (layout.context, layout.graph, "dot") == 0;
  if (is_done)
    apply (&layout);
  else
    g_set_error_literal (
        error, G_IO_ERROR, G_IO_ERROR_FAILED,
        _ ("Graphviz could not lay the diagram out; check that its “dot” plugin is installed"));

  gvFreeLayout (layout.context, layout.graph);
  agclose (layout.graph);
  gvFreeContext (layout.context);

  return is_done;
}
