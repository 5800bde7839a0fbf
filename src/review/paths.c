/* Finding attack paths in the graph of flows that have an open move.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "paths.h"

#include "facts.h"
#include "query.h"
#include "zones.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CLASS_SENSITIVE "sensitive"

/* How many steps the bounded search takes in all before it gives up. */
#define MAX_STEPS 200000

/* A flow in one of its directions. */
typedef struct
{
  MoatRecord *flow;   /* borrowed */
  const char *source; /* element id, or NULL: a free end */
  const char *target;
  gboolean is_entry; /* an attacker may begin here */
} Edge;

typedef struct
{
  MoatDocument *document;
  GArray *edges;       /* of Edge; those with an open move and a target */
  GHashTable *leaving; /* element id → GArray of guint: edges; owned */
  GHashTable *ranks;   /* id of a target → double *, owned */
  GHashTable *reached; /* id → GUINT: edge by which the shortest way comes, + 1 */
  GHashTable *on_way;  /* set of element ids of the chain at hand */
  GArray *chain;       /* of guint: its edges */
  GPtrArray *paths;    /* of MoatPath */
  guint n_steps;
  gboolean is_complete;
} Search;

static void
path_free (gpointer data)
{
  MoatPath *path = data;

  g_ptr_array_unref (path->flows);
  g_object_unref (path->target);
  g_free (path);
}

/* ---- The graph ---- */

static gboolean
has_open_move (MoatDocument *document, const char *flow_id)
{
  guint n_open;
  guint n_decided;

  moat_query_count_moves (document, flow_id, &n_open, &n_decided);

  return n_open > 0;
}

static gboolean
comes_from_outside (MoatDocument *document, const char *element_id)
{
  MoatRecord *element = moat_document_find_kind (document, element_id, MOAT_KIND_ELEMENT);

  return element != NULL && moat_element_state (element)->type == MOAT_ELEMENT_EXTERNAL_ENTITY
         && !moat_element_state (element)->out_of_scope;
}

/* Whether it comes into a boundary from outside all that are around that: into a nested one it only goes
 * deeper.
 * @against: seen from the flow's target.
 */
static gboolean
comes_in (MoatDocument *document, const char *flow_id, gboolean against)
{
  MoatCrossingDirection inbound = against ? MOAT_CROSSING_OUTBOUND : MOAT_CROSSING_INBOUND;
  guint n_crossings;
  const MoatCrossing *crossings = moat_zones_get_crossings (moat_zones_get (document), flow_id, &n_crossings);

  for (guint i = 0; i < n_crossings; i++)
    {
      if (crossings[i].direction == inbound
          && moat_zones_get_depth (moat_zones_get (document), moat_record_get_id (crossings[i].boundary))
                 == 0)
        return TRUE;
    }

  return FALSE;
}

static void
add_edge (Search *search, MoatRecord *flow, const char *source, const char *target, gboolean against)
{
  Edge edge = { flow, source, target, FALSE };
  guint index = search->edges->len;
  GArray *leaving;

  if (target == NULL)
    return;
  edge.is_entry = source == NULL || comes_from_outside (search->document, source)
                  || comes_in (search->document, moat_record_get_id (flow), against);
  g_array_append_val (search->edges, edge);
  if (source == NULL)
    return;
  leaving = g_hash_table_lookup (search->leaving, source);
  if (leaving == NULL)
    {
      leaving = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (search->leaving, (gpointer) source, leaving);
    }
  g_array_append_val (leaving, index);
}

/* The rank of what is worth having at this element; NULL where nothing is. */
static const double *
get_rank (Search *search, const char *element_id)
{
  return g_hash_table_lookup (search->ranks, element_id);
}

static void
add_target (Search *search, MoatRecord *element, double least)
{
  const MoatElementState *state = moat_element_state (element);
  /* Through a process data passes; it holds what is said to be its own. */
  MoatRecord *class = state->type == MOAT_ELEMENT_DATA_STORE
                          ? moat_query_class (search->document, element)
                          : moat_query_class_of_assets (search->document, state->assets);
  double rank;

  if (state->type == MOAT_ELEMENT_EXTERNAL_ENTITY || state->out_of_scope || class == NULL)
    return;
  rank = moat_class_state (class)->rank;
  if (rank >= least)
    g_hash_table_insert (search->ranks, (gpointer) moat_record_get_id (element),
                         g_memdup2 (&rank, sizeof rank));
}

static void
build (Search *search, const char *use_case_id)
{
  g_autoptr (GPtrArray) flows = moat_document_list_children (search->document, use_case_id, MOAT_KIND_FLOW);
  g_autoptr (GPtrArray) elements = moat_document_list_children (search->document, use_case_id,
                                                                MOAT_KIND_ELEMENT);
  double least = moat_facts_get_class_rank (search->document, CLASS_SENSITIVE);

  for (guint i = 0; i < elements->len; i++)
    add_target (search, g_ptr_array_index (elements, i), least);
  for (guint i = 0; i < flows->len; i++)
    {
      MoatRecord *flow = g_ptr_array_index (flows, i);
      const MoatFlowState *state = moat_flow_state (flow);

      if (state->out_of_scope || !has_open_move (search->document, moat_record_get_id (flow)))
        continue;
      add_edge (search, flow, state->source, state->target, FALSE);
      if (state->bidirectional)
        add_edge (search, flow, state->target, state->source, TRUE);
    }
}

/* ---- Chains ---- */

static void
take_path (Search *search, const guint *edges, guint n_edges, gboolean is_shortest)
{
  const Edge *last = &g_array_index (search->edges, Edge, edges[n_edges - 1]);
  MoatPath *path = g_new0 (MoatPath, 1);

  path->flows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_edges; i++)
    g_ptr_array_add (path->flows, g_object_ref (g_array_index (search->edges, Edge, edges[i]).flow));
  path->target = g_object_ref (moat_document_find (search->document, last->target));
  path->rank = *get_rank (search, last->target);
  path->is_shortest = is_shortest;
  g_ptr_array_add (search->paths, path);
}

/* The edges of the shortest way to @element_id, the first one first. */
static void
take_shortest (Search *search, const char *element_id)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (guint));

  for (const char *at = element_id; at != NULL;)
    {
      guint index = GPOINTER_TO_UINT (g_hash_table_lookup (search->reached, at)) - 1;
      const Edge *edge = &g_array_index (search->edges, Edge, index);

      g_array_prepend_val (edges, index);
      at = edge->is_entry ? NULL : edge->source;
    }
  take_path (search, (const guint *) (gpointer) edges->data, edges->len, TRUE);
}

/* Notes how @edge reaches its target, the first time; what holds data ends the way. */
static void
reach (Search *search, guint index, GQueue *front)
{
  const Edge *edge = &g_array_index (search->edges, Edge, index);

  if (g_hash_table_contains (search->reached, edge->target))
    return;
  g_hash_table_insert (search->reached, (gpointer) edge->target, GUINT_TO_POINTER (index + 1));
  if (get_rank (search, edge->target) != NULL)
    take_shortest (search, edge->target);
  g_queue_push_tail (front, (gpointer) edge->target);
}

/* Breadth first, from all entries at once: the first way to an element is one of the shortest. */
static void
find_shortest (Search *search)
{
  g_auto (GQueue) front = G_QUEUE_INIT;

  for (guint i = 0; i < search->edges->len; i++)
    {
      if (g_array_index (search->edges, Edge, i).is_entry)
        reach (search, i, &front);
    }
  while (!g_queue_is_empty (&front))
    {
      const GArray *leaving = g_hash_table_lookup (search->leaving, g_queue_pop_head (&front));

      for (guint i = 0; leaving != NULL && i < leaving->len; i++)
        reach (search, g_array_index (leaving, guint, i), &front);
    }
}

static gboolean
is_known (Search *search)
{
  for (guint i = 0; i < search->paths->len; i++)
    {
      const MoatPath *path = g_ptr_array_index (search->paths, i);
      gboolean is_same = path->flows->len == search->chain->len;

      for (guint j = 0; is_same && j < path->flows->len; j++)
        is_same = g_ptr_array_index (path->flows, j)
                  == g_array_index (search->edges, Edge, g_array_index (search->chain, guint, j)).flow;
      if (is_same)
        return TRUE;
    }

  return FALSE;
}

static void follow (Search *search, guint index);

/* On from the end of the chain, unless it has come to data or to a bound. */
static void
follow_on (Search *search, const char *element_id)
{
  const GArray *leaving = g_hash_table_lookup (search->leaving, element_id);

  if (get_rank (search, element_id) != NULL)
    {
      if (!is_known (search))
        take_path (search, (const guint *) (gpointer) search->chain->data, search->chain->len, FALSE);
      return;
    }
  if (search->chain->len == MOAT_PATHS_MAX_LENGTH)
    {
      search->is_complete = search->is_complete && leaving == NULL;
      return;
    }
  for (guint i = 0; leaving != NULL && i < leaving->len; i++)
    follow (search, g_array_index (leaving, guint, i));
}

static void
follow (Search *search, guint index)
{
  const Edge *edge = &g_array_index (search->edges, Edge, index);

  if (search->paths->len >= MOAT_PATHS_MAX || ++search->n_steps > MAX_STEPS)
    {
      search->is_complete = FALSE;
      return;
    }
  /* A chain that could begin later is no other way. */
  if (g_hash_table_contains (search->on_way, edge->target) || (search->chain->len > 0 && edge->is_entry))
    return;
  g_array_append_val (search->chain, index);
  g_hash_table_add (search->on_way, (gpointer) edge->target);
  follow_on (search, edge->target);
  g_hash_table_remove (search->on_way, edge->target);
  g_array_set_size (search->chain, search->chain->len - 1);
}

static void
find_others (Search *search)
{
  for (guint i = 0; i < search->edges->len; i++)
    {
      const Edge *edge = &g_array_index (search->edges, Edge, i);

      if (!edge->is_entry)
        continue;
      if (edge->source != NULL)
        g_hash_table_add (search->on_way, (gpointer) edge->source);
      follow (search, i);
      g_hash_table_remove_all (search->on_way);
    }
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  const MoatPath *first = *(MoatPath *const *) a;
  const MoatPath *second = *(MoatPath *const *) b;

  if (first->rank != second->rank)
    return first->rank > second->rank ? -1 : 1;
  if (first->flows->len != second->flows->len)
    return first->flows->len < second->flows->len ? -1 : 1;

  return strcmp (moat_record_get_id (first->target), moat_record_get_id (second->target));
}

GPtrArray *
moat_paths_find (MoatDocument *document, const char *use_case_id, gboolean *is_complete)
{
  Search search = {
    .document = document,
    .edges = g_array_new (FALSE, FALSE, sizeof (Edge)),
    .leaving = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref),
    .ranks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free),
    .reached = g_hash_table_new (g_str_hash, g_str_equal),
    .on_way = g_hash_table_new (g_str_hash, g_str_equal),
    .chain = g_array_new (FALSE, FALSE, sizeof (guint)),
    .paths = g_ptr_array_new_with_free_func (path_free),
    .is_complete = TRUE,
  };

  build (&search, use_case_id);
  find_shortest (&search);
  find_others (&search);
  /* Stable: what was found first stays first among equals. */
  g_ptr_array_sort (search.paths, compare_paths);

  g_array_unref (search.edges);
  g_hash_table_unref (search.leaving);
  g_hash_table_unref (search.ranks);
  g_hash_table_unref (search.reached);
  g_hash_table_unref (search.on_way);
  g_array_unref (search.chain);
  if (is_complete != NULL)
    *is_complete = search.is_complete;

  return search.paths;
}

char *
moat_path_describe (MoatDocument *document, const MoatPath *path)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *at = moat_record_get_id (path->target);

  /* From the end, because a bidirectional flow may be taken either way. */
  g_string_append (text, moat_record_get_title (path->target));
  for (guint i = path->flows->len; i > 0; i--)
    {
      const MoatFlowState *state = moat_flow_state (g_ptr_array_index (path->flows, i - 1));
      gboolean against = state->bidirectional && g_strcmp0 (state->target, at) != 0;
      MoatRecord *before = moat_document_find (document, against ? state->target : state->source);

      g_string_prepend (text, " → ");
      g_string_prepend (text, before == NULL ? "…" : moat_record_get_title (before));
      at = before == NULL ? NULL : moat_record_get_id (before);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_record (GPtrArray *records, MoatRecord *record)
{
  if (record != NULL && !g_ptr_array_find (records, record, NULL))
    g_ptr_array_add (records, g_object_ref (record));
}

GPtrArray *
moat_path_list_records (MoatDocument *document, const MoatPath *path)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < path->flows->len; i++)
    {
      MoatRecord *flow = g_ptr_array_index (path->flows, i);
      guint n_crossings;
      const MoatCrossing *crossings = moat_zones_get_crossings (moat_zones_get (document),
                                                                moat_record_get_id (flow), &n_crossings);

      add_record (records, flow);
      add_record (records, moat_document_find (document, moat_flow_state (flow)->source));
      add_record (records, moat_document_find (document, moat_flow_state (flow)->target));
      for (guint j = 0; j < n_crossings; j++)
        add_record (records, crossings[j].boundary);
    }

  return records;
}
