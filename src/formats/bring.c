/* Bringing use cases of one model into another (see bring.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "bring.h"

#include "edit.h"
#include "geometry.h"
#include "query.h"
#include "zones.h"

#include <math.h>
#include <string.h>

/* Between what is there and what comes: room for a flow's label. */
#define GAP 200.0
/* Where the first thing in an empty use case stands. */
#define ORIGIN 80.0
#define GRID   20.0
/* Between an element and its zone's edge, more at the top for the name. */
#define PADDING 40.0
#define TITLE   20.0
/* From one element to the next among those that settle in a zone. */
#define COLUMN 320.0
#define ROW    140.0

typedef struct
{
  MoatDocument *target;
  MoatDocument *source;
  const MoatBringing *how;
  GPtrArray *records; /* of MoatRecord of the source: what is to be there; owned */
  GHashTable *joined; /* source record → target record that stands for it */
  GHashTable
      *zone_of; /* id of each element and zone in the target's use case → id of its zone; owned strings */
  gboolean is_woven; /* elements are joined, so that the rest is placed one by one */
} Bringing;

/* ---- What comes ---- */

static gboolean
is_about_moves (MoatKind kind)
{
  return kind == MOAT_KIND_THREAT || kind == MOAT_KIND_DECISION || kind == MOAT_KIND_VERIFICATION
         || kind == MOAT_KIND_PROMPT;
}

static gboolean
holds (Bringing *self, const char *id)
{
  MoatRecord *record = moat_document_find (self->source, id);

  return record != NULL && g_ptr_array_find (self->records, record, NULL);
}

/* Whether an assumption comes along: all do, or those that settle a move that comes. */
static gboolean
is_wanted (Bringing *self, MoatRecord *assumption)
{
  const MoatList *threats = moat_assumption_state (assumption)->threats;

  if (self->how->has_model)
    return TRUE;
  for (guint i = 0; self->how->has_moves && i < moat_list_len (threats); i++)
    if (holds (self, moat_list_get (threats, i)))
      return TRUE;

  return FALSE;
}

static void
collect (Bringing *self, GPtrArray *use_cases)
{
  g_autoptr (GPtrArray) closure = moat_edit_collect_closure (self->source, use_cases);
  GPtrArray *assumptions = moat_document_list (self->source, MOAT_KIND_ASSUMPTION);
  GPtrArray *dependencies = moat_document_list (self->source, MOAT_KIND_DEPENDENCY);

  for (guint i = 0; i < closure->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (closure, i);

      if (self->how->has_moves || !is_about_moves (moat_record_get_kind (record)))
        g_ptr_array_add (self->records, g_object_ref (record));
    }
  for (guint i = 0; i < assumptions->len; i++)
    if (is_wanted (self, g_ptr_array_index (assumptions, i)))
      g_ptr_array_add (self->records, g_object_ref (g_ptr_array_index (assumptions, i)));
  for (guint i = 0; self->how->has_model && i < dependencies->len; i++)
    g_ptr_array_add (self->records, g_object_ref (g_ptr_array_index (dependencies, i)));
}

/* ---- What is there already ---- */

static gboolean
is_same_name (const char *a, const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1);
  g_autofree char *folded_b = g_utf8_casefold (b, -1);

  return *a != '\0' && strcmp (g_strstrip (folded_a), g_strstrip (folded_b)) == 0;
}

/* The element or zone of @use_case_id that has the type and name of @record. */
static MoatRecord *
find_like (MoatDocument *document, const char *use_case_id, MoatRecord *record)
{
  MoatKind kind = moat_record_get_kind (record);
  g_autoptr (GPtrArray) list = moat_document_list_children (document, use_case_id, kind);

  for (guint i = 0; i < list->len; i++)
    {
      MoatRecord *other = g_ptr_array_index (list, i);

      if (kind == MOAT_KIND_ELEMENT && moat_element_state (other)->type != moat_element_state (record)->type)
        continue;
      if (kind == MOAT_KIND_BOUNDARY
          && moat_boundary_state (other)->shape != moat_boundary_state (record)->shape)
        continue;
      if (is_same_name (moat_record_get_title (other), moat_record_get_title (record)))
        return other;
    }

  return NULL;
}

GPtrArray *
moat_bring_list_shared (MoatDocument *target,
                        const char *target_id,
                        MoatDocument *source,
                        const char *source_id)
{
  g_autoptr (GPtrArray) elements = moat_document_list_children (source, source_id, MOAT_KIND_ELEMENT);
  GPtrArray *shared = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < elements->len; i++)
    {
      MoatRecord *like = find_like (target, target_id, g_ptr_array_index (elements, i));

      if (like != NULL && !g_ptr_array_find (shared, like, NULL))
        g_ptr_array_add (shared, g_object_ref (like));
    }

  return shared;
}

/* Equal in all that is said of them: what they hang on is another matter. */
static gboolean
is_equal_but (MoatRecord *a, MoatRecord *b, const char *but)
{
  const MoatState *state_a = moat_record_get_state (a);
  const MoatState *state_b = moat_record_get_state (b);
  const MoatKindInfo *info = moat_kind_get_info (state_a->kind);

  for (guint i = 0; i < info->n_fields; i++)
    if (strcmp (info->fields[i].name, but) != 0 && !moat_field_equal (&info->fields[i], state_a, state_b))
      return FALSE;

  return TRUE;
}

static MoatRecord *
find_equal (MoatDocument *document, MoatRecord *record, const char *but)
{
  GPtrArray *list = moat_document_list (document, moat_record_get_kind (record));

  for (guint i = 0; i < list->len; i++)
    if (is_equal_but (g_ptr_array_index (list, i), record, but))
      return g_ptr_array_index (list, i);

  return NULL;
}

/* The verification of the decision that stands for @record's. */
static MoatRecord *
find_equal_proof (Bringing *self, MoatRecord *record)
{
  MoatRecord *decision = moat_document_find (self->source, moat_verification_state (record)->decision);
  MoatRecord *standing = decision != NULL ? g_hash_table_lookup (self->joined, decision) : NULL;
  g_autoptr (GPtrArray) proofs = NULL;

  if (standing == NULL)
    return NULL;
  proofs = moat_document_list_children (self->target, moat_record_get_id (standing), MOAT_KIND_VERIFICATION);
  for (guint i = 0; i < proofs->len; i++)
    if (is_equal_but (g_ptr_array_index (proofs, i), record, "decision"))
      return g_ptr_array_index (proofs, i);

  return NULL;
}

static MoatRecord *
find_standing (Bringing *self, MoatRecord *record)
{
  const char *use_case_id = self->how->use_case_id;

  switch (moat_record_get_kind (record))
    {
    case MOAT_KIND_USE_CASE:
      return use_case_id != NULL ? moat_document_find (self->target, use_case_id) : NULL;
    case MOAT_KIND_ELEMENT:
    case MOAT_KIND_BOUNDARY:
      return use_case_id != NULL && self->how->joins ? find_like (self->target, use_case_id, record) : NULL;
    case MOAT_KIND_DECISION:
    case MOAT_KIND_ASSUMPTION:
      /* A copy beside its original, in one model, has decisions of its own: either may change. */
      return self->source != self->target ? find_equal (self->target, record, "threats") : NULL;
    case MOAT_KIND_DEPENDENCY:
      return moat_query_find_by_title (self->target, MOAT_KIND_DEPENDENCY, moat_record_get_title (record));
    case MOAT_KIND_VERIFICATION:
      return find_equal_proof (self, record);
    case MOAT_KIND_MODEL:
    case MOAT_KIND_CLASS:
    case MOAT_KIND_FLOW:
    case MOAT_KIND_NOTE:
    case MOAT_KIND_STEP:
    case MOAT_KIND_ASSET:
    case MOAT_KIND_THREAT:
    case MOAT_KIND_PROMPT:
    case MOAT_KIND_EXEMPTION:
    case MOAT_KIND_REVIEW:
    case MOAT_N_KINDS:
      return NULL;
    }

  return NULL;
}

/* Decisions before their verifications, as the closure lists them. */
static void
join (Bringing *self)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (self->records, i);
      MoatRecord *standing = find_standing (self, record);

      if (standing == NULL)
        continue;
      g_hash_table_insert (self->joined, record, standing);
      if (moat_record_get_kind (record) == MOAT_KIND_ELEMENT)
        self->is_woven = TRUE;
    }
}

/* A zone whose members are all here already, in whatever zones, would come empty. */
static gboolean
is_emptied (Bringing *self, MoatRecord *zone)
{
  GPtrArray *inside = moat_zones_get_inside (moat_zones_get (self->source), moat_record_get_id (zone));

  for (guint i = 0; i < inside->len; i++)
    if (!g_hash_table_contains (self->joined, g_ptr_array_index (inside, i)))
      return FALSE;

  return inside->len > 0;
}

static void
drop_emptied_zones (Bringing *self)
{
  for (guint i = self->records->len; i > 0; i--)
    {
      MoatRecord *record = g_ptr_array_index (self->records, i - 1);

      if (moat_record_get_kind (record) == MOAT_KIND_BOUNDARY && !g_hash_table_contains (self->joined, record)
          && is_emptied (self, record))
        g_ptr_array_remove_index (self->records, i - 1);
    }
}

/* What a joined decision stops besides. */
static void
link_joined_decisions (Bringing *self, GHashTable *ids)
{
  GHashTableIter iter;
  gpointer original, standing;

  g_hash_table_iter_init (&iter, self->joined);
  while (g_hash_table_iter_next (&iter, &original, &standing))
    {
      const MoatList *threats = NULL;

      if (moat_record_get_kind (original) != MOAT_KIND_DECISION)
        continue;
      threats = moat_decision_state (original)->threats;
      for (guint i = 0; i < moat_list_len (threats); i++)
        {
          MoatRecord *threat = moat_document_find (self->target,
                                                   g_hash_table_lookup (ids, moat_list_get (threats, i)));

          if (threat != NULL)
            moat_edit_link_decision (self->target, standing, threat);
        }
    }
}

/* ---- Places ---- */

static void
extend (MoatRect *bounds, gboolean *is_found, const MoatRect *rect)
{
  *bounds = *is_found ? moat_rect_union (bounds, rect) : *rect;
  *is_found = TRUE;
}

static void
extend_by_points (MoatRect *bounds, gboolean *is_found, const MoatPoints *points)
{
  MoatRect rect;

  if (moat_points_len (points) == 0)
    return;
  rect = moat_polyline_get_bounds (points->items, points->len);
  extend (bounds, is_found, &rect);
}

/* The bounds of all that has a place among @records; FALSE when nothing has. */
static gboolean
get_bounds (GPtrArray *records, MoatRect *bounds)
{
  gboolean is_found = FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);
      MoatKind kind = moat_record_get_kind (record);

      if (kind == MOAT_KIND_ELEMENT)
        extend (bounds, &is_found, &moat_element_state (record)->box);
      else if (kind == MOAT_KIND_NOTE)
        extend (bounds, &is_found, &moat_note_state (record)->box);
      else if (kind == MOAT_KIND_BOUNDARY && moat_boundary_state (record)->shape == MOAT_BOUNDARY_ZONE)
        extend (bounds, &is_found, &moat_boundary_state (record)->box);
      else if (kind == MOAT_KIND_BOUNDARY)
        extend_by_points (bounds, &is_found, moat_boundary_state (record)->points);
      else if (kind == MOAT_KIND_FLOW)
        extend_by_points (bounds, &is_found, moat_flow_state (record)->bends);
    }

  return is_found;
}

static gboolean
get_taken (Bringing *self, MoatRect *bounds)
{
  static const MoatKind kinds[] = { MOAT_KIND_ELEMENT, MOAT_KIND_BOUNDARY, MOAT_KIND_NOTE, MOAT_KIND_FLOW };
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) list = moat_document_list_children (self->target, self->how->use_case_id,
                                                                kinds[i]);

      /* What stays alive is the document's. */
      g_ptr_array_extend (all, list, NULL, NULL);
    }

  return get_bounds (all, bounds);
}

/* How far everything moves: onto the point, else right of what is there. */
static MoatPoint
find_shift (Bringing *self)
{
  MoatRect bounds, taken;
  MoatPoint corner = { ORIGIN, ORIGIN };

  if (self->how->use_case_id == NULL || !get_bounds (self->records, &bounds))
    return (MoatPoint){ 0, 0 };

  if (self->how->at != NULL)
    corner = (MoatPoint){ self->how->at->x - bounds.width / 2, self->how->at->y - bounds.height / 2 };
  else if (get_taken (self, &taken))
    corner = (MoatPoint){ taken.x + taken.width + GAP, taken.y };

  return (MoatPoint){ round ((corner.x - bounds.x) / GRID) * GRID,
                      round ((corner.y - bounds.y) / GRID) * GRID };
}

static void
note_zone (GHashTable *zone_of, const char *id, MoatRecord *zone)
{
  if (zone != NULL)
    g_hash_table_insert (zone_of, g_strdup (id), g_strdup (moat_record_get_id (zone)));
}

/* Before anything comes: where everything is. */
static void
note_zones (Bringing *self)
{
  MoatZones *zones = moat_zones_get (self->target);
  g_autoptr (GPtrArray) elements = moat_document_list_children (self->target, self->how->use_case_id,
                                                                MOAT_KIND_ELEMENT);
  g_autoptr (GPtrArray) boundaries = moat_document_list_children (self->target, self->how->use_case_id,
                                                                  MOAT_KIND_BOUNDARY);

  for (guint i = 0; i < elements->len; i++)
    {
      const char *id = moat_record_get_id (g_ptr_array_index (elements, i));
      GPtrArray *containing = moat_zones_get_containing (zones, id);

      note_zone (self->zone_of, id, containing->len > 0 ? g_ptr_array_index (containing, 0) : NULL);
    }
  for (guint i = 0; i < boundaries->len; i++)
    {
      const char *id = moat_record_get_id (g_ptr_array_index (boundaries, i));

      note_zone (self->zone_of, id, moat_zones_get_parent (zones, id));
    }
}

/* What the innermost zone around @original became; one that did not come is looked through. */
static MoatRecord *
find_new_zone (Bringing *self, MoatRecord *original, GHashTable *ids)
{
  MoatZones *zones = moat_zones_get (self->source);
  const char *id = moat_record_get_id (original);
  MoatRecord *zone = NULL;

  if (moat_record_get_kind (original) == MOAT_KIND_ELEMENT)
    {
      GPtrArray *containing = moat_zones_get_containing (zones, id);

      zone = containing->len > 0 ? g_ptr_array_index (containing, 0) : NULL;
    }
  else
    zone = moat_zones_get_parent (zones, id);

  for (; zone != NULL; zone = moat_zones_get_parent (zones, moat_record_get_id (zone)))
    {
      MoatRecord *now = moat_document_find (self->target,
                                            g_hash_table_lookup (ids, moat_record_get_id (zone)));

      if (now != NULL)
        return now;
    }

  return NULL;
}

/* The ways round that flows took between elements that now stand elsewhere. */
static void
straighten (Bringing *self, MoatRecord *flow)
{
  MoatFlowState *state = moat_document_edit (self->target, flow);

  g_clear_pointer (&state->bends, moat_points_unref);
  state->label_offset = (MoatPoint){ 0, 0 };
}

/* Elements, zones and notes of the use case that are not among @brought. Owned container. */
static GPtrArray *
list_standing (Bringing *self, GPtrArray *brought)
{
  static const MoatKind kinds[] = { MOAT_KIND_ELEMENT, MOAT_KIND_BOUNDARY, MOAT_KIND_NOTE };
  GPtrArray *standing = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) list = moat_document_list_children (self->target, self->how->use_case_id,
                                                                kinds[i]);

      for (guint j = 0; j < list->len; j++)
        if (!g_ptr_array_find (brought, g_ptr_array_index (list, j), NULL))
          g_ptr_array_add (standing, g_ptr_array_index (list, j));
    }

  return standing;
}

/* The elements that come and belong into @zone. Owned container. */
static GPtrArray *
list_newcomers (Bringing *self, GHashTable *ids, MoatRecord *zone)
{
  GPtrArray *newcomers = g_ptr_array_new ();

  for (guint i = 0; i < self->records->len; i++)
    {
      MoatRecord *original = g_ptr_array_index (self->records, i);
      const char *id = g_hash_table_lookup (ids, moat_record_get_id (original));

      if (moat_record_get_kind (original) == MOAT_KIND_ELEMENT
          && !g_hash_table_contains (self->joined, original) && find_new_zone (self, original, ids) == zone)
        g_ptr_array_add (newcomers, moat_document_find (self->target, id));
    }

  return newcomers;
}

/* Whether @zone may take @room besides what it has: nothing is there but what it lies in. */
static gboolean
is_free_for (MoatRecord *zone, const MoatRect *room, GPtrArray *standing)
{
  for (guint i = 0; i < standing->len; i++)
    {
      g_autoptr (GPtrArray) other = g_ptr_array_new ();
      MoatRect box;

      g_ptr_array_add (other, g_ptr_array_index (standing, i));
      if (g_ptr_array_index (standing, i) != zone && get_bounds (other, &box)
          && moat_rect_intersects (room, &box)
          && !moat_rect_contains_rect (&box, &moat_boundary_state (zone)->box))
        return FALSE;
    }

  return TRUE;
}

/* Grows @zone, and those it lies in, round @box. */
static void
grow_round (Bringing *self, MoatRecord *zone, MoatRect box)
{
  const char *id = moat_record_get_id (zone);

  while (zone != NULL)
    {
      MoatBoundaryState *state = moat_document_edit (self->target, zone);

      state->box = moat_rect_union (&state->box, &box);
      box = moat_rect_inset (&state->box, -PADDING, -PADDING);
      id = g_hash_table_lookup (self->zone_of, id);
      zone = moat_document_find_kind (self->target, id, MOAT_KIND_BOUNDARY);
      /* It may have had the room. */
      if (zone != NULL && moat_rect_contains_rect (&moat_boundary_state (zone)->box, &state->box))
        break;
    }
}

/* Rows of newcomers below what a zone holds, which grows downwards for them: no other place in it is sure to
 * be free, and what is beside it stays where it is. FALSE, and nothing is done, when something is in the way.
 */
static gboolean
settle_in (Bringing *self, MoatRecord *zone, GPtrArray *newcomers, GPtrArray *standing)
{
  MoatRect box = moat_boundary_state (zone)->box;
  guint n_columns = MAX (1, (guint) ((box.width - 2 * PADDING + COLUMN - 160) / COLUMN));
  guint n_rows = (newcomers->len + n_columns - 1) / n_columns;
  MoatRect room = MOAT_RECT_INIT (box.x, box.y + box.height, box.width, n_rows * ROW);

  if (!is_free_for (zone, &room, standing))
    return FALSE;

  for (guint i = 0; i < newcomers->len; i++)
    {
      MoatElementState *state = moat_document_edit (self->target, g_ptr_array_index (newcomers, i));

      /* Alone in its row it stands in the middle. */
      state->box.x = n_columns > 1 ? box.x + PADDING + (i % n_columns) * COLUMN
                                   : box.x + MAX (0, (box.width - state->box.width) / 2);
      state->box.y = box.y + box.height + (i / n_columns) * ROW + PADDING;
      room = moat_rect_union (&room, &state->box);
    }
  grow_round (self, zone, room);

  return TRUE;
}

/* New zones go round what is in them, inner ones first; without anything they keep their box. */
static void
wrap (Bringing *self, GHashTable *ids, GPtrArray *brought)
{
  for (guint i = 0; i < brought->len; i++)
    {
      MoatRecord *zone = g_ptr_array_index (brought, i);
      g_autoptr (GPtrArray) inside = NULL;
      MoatRect box;

      if (moat_record_get_kind (zone) != MOAT_KIND_BOUNDARY
          || moat_boundary_state (zone)->shape != MOAT_BOUNDARY_ZONE)
        continue;
      inside = list_newcomers (self, ids, zone);
      if (!get_bounds (inside, &box))
        continue;
      box = moat_rect_inset (&box, -PADDING, -PADDING - TITLE);
      ((MoatBoundaryState *) moat_document_edit (self->target, zone))->box = box;
    }
}

/* The part of what came that no zone took, as it stands to itself, below everything: what it is joined with
 * is above it rather than across other things.
 */
static void
put_below (Bringing *self, GPtrArray *rest)
{
  MoatRect bounds, taken;
  g_autoptr (GPtrArray) standing = list_standing (self, rest);

  if (!get_bounds (rest, &bounds) || !get_bounds (standing, &taken))
    return;
  moat_edit_move (self->target, rest, round ((taken.x - bounds.x) / GRID) * GRID,
                  round ((taken.y + taken.height + GAP / 2 - bounds.y) / GRID) * GRID);
}

/* Newcomers settle in the zones that are there; the rest comes below. */
static void
weave (Bringing *self, GHashTable *ids, GPtrArray *brought)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  g_autoptr (GPtrArray) standing = list_standing (self, brought);

  for (guint i = 0; i < brought->len; i++)
    {
      MoatKind kind = moat_record_get_kind (g_ptr_array_index (brought, i));

      if (kind == MOAT_KIND_FLOW)
        straighten (self, g_ptr_array_index (brought, i));
      else if (kind == MOAT_KIND_ELEMENT || kind == MOAT_KIND_BOUNDARY || kind == MOAT_KIND_NOTE)
        g_ptr_array_add (rest, g_ptr_array_index (brought, i));
    }
  wrap (self, ids, brought);
  for (guint i = 0; i < standing->len; i++)
    {
      MoatRecord *zone = g_ptr_array_index (standing, i);
      g_autoptr (GPtrArray) newcomers = NULL;

      if (moat_record_get_kind (zone) != MOAT_KIND_BOUNDARY)
        continue;
      newcomers = list_newcomers (self, ids, zone);
      if (newcomers->len == 0 || !settle_in (self, zone, newcomers, standing))
        continue;
      for (guint j = 0; j < newcomers->len; j++)
        g_ptr_array_remove (rest, g_ptr_array_index (newcomers, j));
    }
  put_below (self, rest);
}

/* ---- All ---- */

/* Two use cases of one title could not be told apart. */
static void
set_apart (Bringing *self, MoatRecord *use_case)
{
  g_autofree char *title = g_strdup (moat_record_get_title (use_case));
  GPtrArray *others = moat_document_list (self->target, MOAT_KIND_USE_CASE);

  for (guint number = 1; *title != '\0'; number++)
    {
      g_autofree char *name = number == 1 ? g_strdup (title) : g_strdup_printf ("%s (%u)", title, number);
      gboolean is_taken = FALSE;

      for (guint i = 0; i < others->len && !is_taken; i++)
        is_taken = g_ptr_array_index (others, i) != use_case
                   && strcmp (moat_record_get_title (g_ptr_array_index (others, i)), name) == 0;
      if (is_taken)
        continue;
      if (number > 1)
        moat_text_set (&((MoatUseCaseState *) moat_document_edit (self->target, use_case))->title, name);
      return;
    }
}

static GPtrArray *
insert (Bringing *self)
{
  g_autoptr (GHashTable) ids = NULL;
  MoatPoint shift = find_shift (self);
  GPtrArray *copies = moat_edit_insert_joined (self->target, self->records, self->joined,
                                               self->how->use_case_id, shift.x, shift.y, &ids);

  link_joined_decisions (self, ids);
  if (self->is_woven)
    weave (self, ids, copies);
  for (guint i = 0; i < copies->len; i++)
    if (moat_record_get_kind (g_ptr_array_index (copies, i)) == MOAT_KIND_USE_CASE)
      set_apart (self, g_ptr_array_index (copies, i));

  return copies;
}

GPtrArray *
moat_bring_use_cases (MoatDocument *target,
                      MoatDocument *source,
                      GPtrArray *use_cases,
                      const MoatBringing *how)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) joined = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) zone_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Bringing self = { target, source, how, records, joined, zone_of, FALSE };

  g_return_val_if_fail (moat_document_in_transaction (target), NULL);

  collect (&self, use_cases);
  join (&self);
  if (self.is_woven)
    {
      note_zones (&self);
      drop_emptied_zones (&self);
    }

  return insert (&self);
}
