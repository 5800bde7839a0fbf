/* Places for the nodes of a plan, by Graphviz' dot. What now stands left of or
 * above something else is given to it as the order it begins with.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "layout-plan.h"

#include <glib/gi18n-lib.h>
#include <gmodule.h>
#include <gvc.h>
#include <math.h>

/* Graphviz counts in points and takes node sizes in inches; one point is one unit here. */
#define UNITS_PER_INCH 72.0

/* Between nodes: a label with its badges fits under a line in a row, and beside it between columns. */
#define ROW_GAP         70.0
#define LABEL_MIN_WIDTH 150.0 /* of the row of badges under it */
#define COLUMN_MAX_GAP  220.0
#define COLUMN_PADDING  40.0
#define ZONE_GAP        20.0

/* With this many nodes one search for the order that crosses least takes a second: rough is fine there. */
#define MANY_NODES 3000

typedef struct
{
  MoatPlan *plan;
  Agraph_t *graph;
  Agnode_t **nodes;
  Agraph_t **clusters;    /* NULL: not made yet, or a block */
  Agedge_t **edges;       /* by flow; NULL where there is none */
  gboolean *is_reversed;  /* by flow: the edge runs against it */
  GHashTable *joined;     /* two nodes as one number → the edge between them */
  gboolean *is_inhabited; /* by zone */
} Dot;

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

static void
set_graph_inches (Dot *dot, const char *name, double units)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  agattr (dot->graph, AGRAPH, (char *) name,
          g_ascii_formatd (buffer, sizeof buffer, "%.4f", units / UNITS_PER_INCH));
}

/* An empty table of a size: dot leaves room for it and draws nothing. */
static void
set_label_size (Dot *dot, void *object, double width, double height)
{
  g_autofree char *html = g_strdup_printf (
      "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR><TD FIXEDSIZE=\"TRUE\" "
      "WIDTH=\"%d\" HEIGHT=\"%d\"></TD></TR></TABLE>",
      (int) width, (int) height);

  /* The copy goes with the graph. Freeing it here would take other arguments in newer releases. */
  agsafeset (object, (char *) "label", agstrdup_html (dot->graph, html), (char *) "");
}

/* ---- The graph ---- */

static gboolean
has_cluster (const MoatPlan *plan, int zone)
{
  return zone >= 0 && MOAT_PLAN_ZONE (plan, zone)->is_part && MOAT_PLAN_ZONE (plan, zone)->block < 0;
}

static Agraph_t *
ensure_cluster (Dot *dot, int zone, guint depth)
{
  const MoatPlanZone *info = MOAT_PLAN_ZONE (dot->plan, zone);
  Agraph_t *parent = dot->graph;
  g_autofree char *name = NULL;
  g_autofree char *anchor = NULL;
  Agnode_t *node;

  if (dot->clusters[zone] != NULL)
    return dot->clusters[zone];

  /* Zones that say they lie in one another in a circle are cut open somewhere. */
  if (has_cluster (dot->plan, info->parent) && depth < dot->plan->zones->len)
    parent = ensure_cluster (dot, info->parent, depth + 1);

  name = g_strdup_printf ("cluster_%d", zone);
  dot->clusters[zone] = agsubg (parent, name, TRUE);
  set_attribute (dot->clusters[zone], "margin", "40");
  set_label_size (dot, dot->clusters[zone], info->title_width, 16);

  /* A zone with nothing in it would not be laid out at all. */
  if (!dot->is_inhabited[zone])
    {
      anchor = g_strconcat (name, "_anchor", NULL);
      node = agnode (dot->clusters[zone], anchor, TRUE);
      set_attribute (node, "shape", "point");
      set_attribute (node, "label", "");
      set_attribute (node, "style", "invis");
    }

  return dot->clusters[zone];
}

static void
add_node (Dot *dot, guint number)
{
  const MoatPlanNode *info = MOAT_PLAN_NODE (dot->plan, number);
  g_autofree char *name = g_strdup_printf ("node_%u", number);
  Agraph_t *home = has_cluster (dot->plan, info->home) ? ensure_cluster (dot, info->home, 0) : dot->graph;
  Agnode_t *node = agnode (home, name, TRUE);

  set_attribute (node, "shape", "box");
  set_attribute (node, "label", "");
  set_attribute (node, "fixedsize", "true");
  set_inches (node, "width", info->now.width);
  set_inches (node, "height", info->now.height);
  dot->nodes[number] = node;
}

static gboolean
is_part (const MoatPlan *plan, const MoatPlanFlow *flow)
{
  return MOAT_PLAN_THING (plan, flow->source)->is_part && MOAT_PLAN_THING (plan, flow->target)->is_part;
}

/* How two nodes stand to one another now. */
typedef enum
{
  STANDS_LEFT_OF,
  STANDS_RIGHT_OF,
  STANDS_ABOVE,
  STANDS_BELOW,
} Stand;

static Stand
compare_places (const MoatRect *a, const MoatRect *b)
{
  MoatPoint from = moat_rect_get_center (a);
  MoatPoint to = moat_rect_get_center (b);
  gboolean is_beside = fabs (to.x - from.x) >= (a->width + b->width) / 4;
  gboolean is_stacked = fabs (to.y - from.y) >= (a->height + b->height) / 4;

  if (!is_beside && is_stacked)
    return to.y > from.y ? STANDS_ABOVE : STANDS_BELOW;

  return to.x >= from.x ? STANDS_LEFT_OF : STANDS_RIGHT_OF;
}

/* What is in one row now should be in one row then. */
static gboolean
is_level (const MoatPlan *plan, guint a, guint b)
{
  return fabs (moat_rect_get_center (&MOAT_PLAN_NODE (plan, a)->now).y
               - moat_rect_get_center (&MOAT_PLAN_NODE (plan, b)->now).y)
         <= MOAT_LAYOUT_GRID;
}

/* What stands left of the other comes before it, what stands above it stays in its column: an edge that runs
 * against its flow, or counts for no column, says so. All flows between the same two nodes share one edge:
 * Graphviz 2.42 gives up on several between clusters (an assertion in merge_chain(), lib/dotgen/class2.c).
 */
static void
add_edge (Dot *dot, guint number)
{
  const MoatPlanFlow *flow = MOAT_PLAN_FLOW (dot->plan, number);
  guint source = MOAT_PLAN_THING (dot->plan, flow->source)->node;
  guint target = MOAT_PLAN_THING (dot->plan, flow->target)->node;
  g_autofree char *name = g_strdup_printf ("edge_%u", number);
  Stand stand = STANDS_LEFT_OF;
  gpointer pair;

  if (source == target || !is_part (dot->plan, flow))
    return;
  if (dot->plan->keeps_order)
    stand = compare_places (&MOAT_PLAN_NODE (dot->plan, source)->now,
                            &MOAT_PLAN_NODE (dot->plan, target)->now);

  pair = GSIZE_TO_POINTER ((gsize) MIN (source, target) * dot->plan->nodes->len + MAX (source, target));
  dot->edges[number] = g_hash_table_lookup (dot->joined, pair);
  if (dot->edges[number] != NULL)
    {
      dot->is_reversed[number] = agtail (dot->edges[number]) != dot->nodes[source];
      return;
    }

  dot->is_reversed[number] = stand == STANDS_RIGHT_OF || stand == STANDS_BELOW;
  dot->edges[number] = agedge (dot->graph, dot->nodes[dot->is_reversed[number] ? target : source],
                               dot->nodes[dot->is_reversed[number] ? source : target], name, TRUE);
  g_hash_table_insert (dot->joined, pair, dot->edges[number]);
  if (stand == STANDS_ABOVE || stand == STANDS_BELOW)
    set_attribute (dot->edges[number], "constraint", "false");
  else if (dot->plan->keeps_order && is_level (dot->plan, source, target))
    set_attribute (dot->edges[number], "weight", "8");
}

/* The nodes in the order dot is to begin with: from top to bottom. */
static int
compare_nodes (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const MoatPlan *plan = user_data;
  MoatPoint first = moat_rect_get_center (&MOAT_PLAN_NODE (plan, *(const guint *) a)->now);
  MoatPoint second = moat_rect_get_center (&MOAT_PLAN_NODE (plan, *(const guint *) b)->now);

  if (first.y != second.y)
    return first.y < second.y ? -1 : 1;
  if (first.x != second.x)
    return first.x < second.x ? -1 : 1;
  return 0;
}

static void
add_nodes (Dot *dot)
{
  guint n_nodes = dot->plan->nodes->len;
  g_autofree guint *order = g_new (guint, n_nodes + 1);

  for (guint i = 0; i < n_nodes; i++)
    order[i] = i;
  if (dot->plan->keeps_order)
    g_qsort_with_data (order, n_nodes, sizeof *order, compare_nodes, dot->plan);
  for (guint i = 0; i < n_nodes; i++)
    add_node (dot, order[i]);
}

/* Between two columns there is room for the widest label. Labels that dot itself places would do this per
 * edge, but up to Graphviz 2.42 at least it frees the ranks of clusters twice when such an edge stays within
 * one rank (abomination() in lib/dotgen/flat.c moves them).
 */
static double
estimate_column_gap (const MoatPlan *plan)
{
  double widest = LABEL_MIN_WIDTH;

  for (guint i = 0; i < plan->flows->len; i++)
    if (is_part (plan, MOAT_PLAN_FLOW (plan, i)))
      widest = MAX (widest, MOAT_PLAN_FLOW (plan, i)->label_width);

  return MIN (widest, COLUMN_MAX_GAP) + COLUMN_PADDING;
}

static void
build_graph (Dot *dot)
{
  MoatPlan *plan = dot->plan;

  dot->graph = agopen ((char *) "use-case", Agdirected, NULL);
  agattr (dot->graph, AGRAPH, (char *) "rankdir", (char *) "LR");
  agattr (dot->graph, AGRAPH, (char *) "splines", (char *) "polyline");
  set_graph_inches (dot, "nodesep", ROW_GAP);
  set_graph_inches (dot, "ranksep", estimate_column_gap (plan));
  if (plan->nodes->len > MANY_NODES)
    agattr (dot->graph, AGRAPH, (char *) "mclimit", (char *) "0.2");
  /* No label has text: sizes are ours, and Graphviz' Pango plugin compares font names that an earlier context
   * has freed. */

  for (guint i = 0; i < plan->nodes->len; i++)
    if (MOAT_PLAN_NODE (plan, i)->home >= 0)
      dot->is_inhabited[MOAT_PLAN_NODE (plan, i)->home] = TRUE;
  for (guint i = 0; i < plan->zones->len; i++)
    if (has_cluster (plan, MOAT_PLAN_ZONE (plan, i)->parent))
      dot->is_inhabited[MOAT_PLAN_ZONE (plan, i)->parent] = TRUE;

  for (guint i = 0; i < plan->zones->len; i++)
    if (has_cluster (plan, i))
      ensure_cluster (dot, i, 0);
  add_nodes (dot);
  for (guint i = 0; i < plan->flows->len; i++)
    add_edge (dot, i);
}

/* ---- Places ---- */

static double
to_grid (double value)
{
  return round (value / MOAT_LAYOUT_GRID) * MOAT_LAYOUT_GRID;
}

/* Graphviz' y grows upwards. */
static MoatPoint
place_of (Dot *dot, pointf at)
{
  return (MoatPoint){ to_grid (at.x), to_grid (GD_bb (dot->graph).UR.y - at.y) };
}

/* The corners of dot's polyline between the ends, once each, from the flow's source. */
static void
take_corners (Dot *dot, guint number)
{
  MoatPlanFlow *flow = MOAT_PLAN_FLOW (dot->plan, number);
  const splines *spline = dot->edges[number] != NULL ? ED_spl (dot->edges[number]) : NULL;

  g_array_set_size (flow->corners, 0);
  if (spline == NULL || spline->size == 0)
    return;

  for (gsize i = 3; i + 3 < (gsize) spline->list[0].size; i += 3)
    {
      MoatPoint corner = place_of (dot, spline->list[0].list[i]);
      MoatPoint *last = flow->corners->len > 0
                            ? &g_array_index (flow->corners, MoatPoint, flow->corners->len - 1)
                            : NULL;

      if (last == NULL || moat_point_get_distance (*last, corner) > 2 * MOAT_LAYOUT_GRID)
        g_array_append_val (flow->corners, corner);
    }

  for (guint i = 0; dot->is_reversed[number] && i < flow->corners->len / 2; i++)
    {
      MoatPoint *corners = (MoatPoint *) (gpointer) flow->corners->data;
      MoatPoint corner = corners[i];

      corners[i] = corners[flow->corners->len - 1 - i];
      corners[flow->corners->len - 1 - i] = corner;
    }
}

static void
take_places (Dot *dot)
{
  MoatPlan *plan = dot->plan;

  for (guint i = 0; i < plan->nodes->len; i++)
    MOAT_PLAN_NODE (plan, i)->place = place_of (dot, ND_coord (dot->nodes[i]));
  for (guint i = 0; i < plan->zones->len; i++)
    if (dot->clusters[i] != NULL)
      {
        boxf bounds = GD_bb (dot->clusters[i]);
        MoatPoint top_left = place_of (dot, (pointf){ bounds.LL.x, bounds.UR.y });
        MoatPoint bottom_right = place_of (dot, (pointf){ bounds.UR.x, bounds.LL.y });

        /* Clusters side by side touch; zones do not. */
        MOAT_PLAN_ZONE (plan, i)->place = MOAT_RECT_INIT (top_left.x + ZONE_GAP / 2,
                                                          top_left.y + ZONE_GAP / 2,
                                                          bottom_right.x - top_left.x - ZONE_GAP,
                                                          bottom_right.y - top_left.y - ZONE_GAP);
      }
  for (guint i = 0; i < plan->flows->len; i++)
    take_corners (dot, i);
}

/* Hands Graphviz the one plugin that is needed. By itself it would look into a list of all plugins, which
 * some distributions write only for its command line, and load what draws too. @plugins has room for one and
 * an end, and lives as long as the context.
 */
static GVC_t *
create_context (lt_symlist_t *plugins)
{
  GModule *module = g_module_open (MOAT_DOT_PLUGIN, G_MODULE_BIND_LOCAL);

  if (module == NULL)
    return gvContext ();

  /* Graphviz keeps pointers into it. */
  g_module_make_resident (module);
  plugins[0].name = "gvplugin_dot_layout_LTX_library";
  if (!g_module_symbol (module, plugins[0].name, &plugins[0].address))
    return gvContext ();

  return gvContextPlugins (plugins, FALSE);
}

static gboolean
run (MoatPlan *plan, GError **error)
{
  g_autofree Agnode_t **nodes = g_new0 (Agnode_t *, plan->nodes->len + 1);
  g_autofree Agraph_t **clusters = g_new0 (Agraph_t *, plan->zones->len + 1);
  g_autofree Agedge_t **edges = g_new0 (Agedge_t *, plan->flows->len + 1);
  g_autofree gboolean *is_reversed = g_new0 (gboolean, plan->flows->len + 1);
  g_autofree gboolean *is_inhabited = g_new0 (gboolean, plan->zones->len + 1);
  g_autoptr (GHashTable) joined = g_hash_table_new (NULL, NULL);
  Dot dot = {
    .plan = plan,
    .joined = joined,
    .nodes = nodes,
    .clusters = clusters,
    .edges = edges,
    .is_reversed = is_reversed,
    .is_inhabited = is_inhabited,
  };
  lt_symlist_t plugins[2] = { { NULL, NULL }, { NULL, NULL } };
  GVC_t *context = create_context (plugins);
  gboolean is_done;

  build_graph (&dot);
  is_done = gvLayout (context, dot.graph, "dot") == 0;
  if (is_done)
    take_places (&dot);
  else
    g_set_error_literal (
        error, G_IO_ERROR, G_IO_ERROR_FAILED,
        _ ("Graphviz could not lay the diagram out; check that its “dot” plugin is installed"));

  gvFreeLayout (context, dot.graph);
  agclose (dot.graph);
  gvFreeContext (context);

  return is_done;
}

gboolean
moat_plan_ask_dot (MoatPlan *plan, GCancellable *cancellable, GError **error)
{
  static GMutex one_at_a_time;
  g_autoptr (GMutexLocker) locker = NULL;

  if (plan->nodes->len == 0 && plan->zones->len == 0)
    return TRUE;

  /* Graphviz is not thread-safe. */
  locker = g_mutex_locker_new (&one_at_a_time);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  return run (plan, error);
}
