/* Places for what another tool's file holds: what the file says where it says
 * it for all of a use case, else a layout.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "import-private.h"

#include "bounds.h"
#include "layout.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Graphviz takes seconds beyond these; what is larger is put in rows. */
#define MAX_LAID_OUT_ELEMENTS 1500
#define MAX_LAID_OUT_FLOWS    3000
#define MAX_LAID_OUT_ZONES    300

#define ZONE_WIDTH  400.0
#define ZONE_HEIGHT 300.0
#define NOTE_WIDTH  190.0
#define NOTE_HEIGHT 80.0
#define FREE_LENGTH 120.0

/* Of zones round their members: the title stands at the top. */
#define ZONE_PADDING 40.0
#define ZONE_TITLE   20.0

#define ROW_WIDTH   2400.0
#define CELL_WIDTH  280.0
#define CELL_HEIGHT 150.0

double
moat_import_round (double value)
{
  if (!isfinite (value))
    return 0;
  return round (CLAMP (value, -MOAT_MAX_COORDINATE, MOAT_MAX_COORDINATE) * 10) / 10;
}

MoatPoint
moat_import_round_point (MoatPoint point)
{
  return (MoatPoint){ moat_import_round (point.x), moat_import_round (point.y) };
}

void
moat_import_place (MoatImport *self, MoatRecord *record, MoatRecord *parent, const MoatRect *box)
{
  MoatImportPlace *place = g_new (MoatImportPlace, 1);

  place->box = *box;
  place->parent = parent;
  g_hash_table_insert (self->places, record, place);
}

void
moat_import_put_in (MoatImport *self, MoatRecord *record, MoatRecord *zone)
{
  if (record != zone)
    g_hash_table_insert (self->zone_of, record, zone);
}

void
moat_import_attach (MoatImport *self,
                    MoatRecord *flow,
                    MoatImportEnd end,
                    MoatRecord *element,
                    const MoatPoint *point)
{
  MoatFlowState *state = moat_document_edit (self->document, flow);
  gboolean is_source = end == MOAT_IMPORT_SOURCE;

  moat_text_set (is_source ? &state->source : &state->target,
                 element != NULL ? moat_record_get_id (element) : NULL);
  if (point != NULL)
    *(is_source ? &state->source_point : &state->target_point) = moat_import_round_point (*point);
}

void
moat_import_bend (MoatImport *self, MoatRecord *flow, const MoatPoint *points, guint n_points)
{
  MoatFlowState *state = moat_document_edit (self->document, flow);
  g_autofree MoatPoint *rounded = g_new (MoatPoint, MAX (n_points, 1));

  n_points = MIN (n_points, MOAT_MAX_LIST);
  for (guint i = 0; i < n_points; i++)
    rounded[i] = moat_import_round_point (points[i]);
  moat_points_set (&state->bends, rounded, n_points);
}

/* ---- Places that the file gives ---- */

/* Its size where the file gives none. */
static MoatRect
usual_size (MoatRecord *record)
{
  switch ((int) moat_record_get_kind (record))
    {
    case MOAT_KIND_ELEMENT:
      return moat_layout_estimate_element (moat_record_get_title (record));
    case MOAT_KIND_NOTE:
      return MOAT_RECT_INIT (0, 0, NOTE_WIDTH, NOTE_HEIGHT);
    default:
      return MOAT_RECT_INIT (0, 0, ZONE_WIDTH, ZONE_HEIGHT);
    }
}

/* From the page's corner. FALSE when it is inside of itself. */
static gboolean
add_up (MoatImport *self, const MoatImportPlace *place, MoatRect *box)
{
  MoatRecord *parent = place->parent;

  *box = place->box;
  for (guint depth = 0; parent != NULL; depth++)
    {
      const MoatImportPlace *above = g_hash_table_lookup (self->places, parent);

      if (depth == MOAT_MAX_DEPTH)
        return FALSE;
      if (above == NULL)
        return TRUE;
      box->x += above->box.x;
      box->y += above->box.y;
      parent = above->parent;
    }
  return TRUE;
}

static MoatRect *
get_box (MoatImport *self, MoatRecord *record)
{
  MoatState *state = moat_document_edit (self->document, record);

  if (state->kind == MOAT_KIND_ELEMENT)
    return &((MoatElementState *) state)->box;
  if (state->kind == MOAT_KIND_NOTE)
    return &((MoatNoteState *) state)->box;
  return &((MoatBoundaryState *) state)->box;
}

static void
set_box (MoatImport *self, MoatRecord *record, const MoatRect *box)
{
  MoatRect usual = usual_size (record);
  MoatRect *own = get_box (self, record);

  own->x = moat_import_round (box->x);
  own->y = moat_import_round (box->y);
  own->width = moat_import_round (box->width >= 1 ? box->width : usual.width);
  own->height = moat_import_round (box->height >= 1 ? box->height : usual.height);
}

static void
apply_place (MoatImport *self, MoatRecord *record)
{
  const MoatImportPlace *place = g_hash_table_lookup (self->places, record);
  MoatRect box;

  if (place == NULL)
    return;
  if (!add_up (self, place, &box))
    {
      moat_import_lost (self, NULL, record, _ ("“%s” is inside of itself; its place was taken as it stands."),
                        moat_record_get_title (record));
      box = place->box;
    }
  set_box (self, record, &box);
}

/* ---- What is inside what ---- */

static MoatRecord *
get_zone (MoatImport *self, MoatRecord *record)
{
  return g_hash_table_lookup (self->zone_of, record);
}

/* How many zones it is in; one more than MOAT_MAX_DEPTH for too many, maybe without end. */
static guint
get_depth (MoatImport *self, MoatRecord *zone)
{
  guint depth = 0;

  for (MoatRecord *outer = get_zone (self, zone); outer != NULL && depth <= MOAT_MAX_DEPTH;
       outer = get_zone (self, outer))
    depth++;
  return depth;
}

/* No zone is left inside of itself, by whatever way round, nor in one of another use case. */
static void
break_loops (MoatImport *self, GPtrArray *zones)
{
  for (guint i = 0; i < zones->len; i++)
    {
      MoatRecord *zone = g_ptr_array_index (zones, i);

      if (get_depth (self, zone) <= MOAT_MAX_DEPTH)
        continue;
      g_hash_table_remove (self->zone_of, zone);
      moat_import_lost (self, NULL, zone, _ ("“%s” is inside of itself, or too deep; it stands alone now."),
                        moat_record_get_title (zone));
    }
}

/* Whether all that is said to be inside of something is drawn there. */
static gboolean
agrees (MoatImport *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);
      MoatRecord *zone = get_zone (self, record);
      MoatRect box;
      MoatRect outer;

      if (zone == NULL)
        continue;
      box = *get_box (self, record);
      outer = *get_box (self, zone);
      if (moat_record_get_kind (record) == MOAT_KIND_ELEMENT
              ? !moat_rect_contains_point (&outer, moat_rect_get_center (&box))
              : !moat_rect_contains_rect (&outer, &box))
        return FALSE;
    }
  return TRUE;
}

static guint
count_placed (MoatImport *self, GPtrArray *records)
{
  guint count = 0;

  for (guint i = 0; i < records->len; i++)
    count += g_hash_table_contains (self->places, g_ptr_array_index (records, i));
  return count;
}

/* ---- Rows, for what is too large to be laid out well ---- */

typedef struct
{
  MoatImport *import;
  GHashTable *members; /* zone, or the use case, → GPtrArray of borrowed records */
} Rows;

static void
add_members (Rows *rows, MoatRecord *use_case, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);
      MoatRecord *zone = get_zone (rows->import, record);
      MoatRecord *owner = zone != NULL ? zone : use_case;
      GPtrArray *members = g_hash_table_lookup (rows->members, owner);

      if (members == NULL)
        {
          members = g_ptr_array_new ();
          g_hash_table_insert (rows->members, owner, members);
        }
      g_ptr_array_add (members, record);
    }
}

static guint
count_elements (const GPtrArray *members)
{
  guint count = 0;

  for (guint i = 0; members != NULL && i < members->len; i++)
    count += moat_record_get_kind (g_ptr_array_index (members, i)) == MOAT_KIND_ELEMENT;
  return count;
}

/* Puts the elements of @owner in rows from @corner on; returns what they cover. */
static MoatRect
fill_elements (Rows *rows, const GPtrArray *members, MoatPoint corner)
{
  guint count = count_elements (members);
  guint n_columns = MAX (1, (guint) ceil (sqrt (count * 0.7)));
  guint n = 0;

  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (members, i);
      MoatRect box;

      if (moat_record_get_kind (record) != MOAT_KIND_ELEMENT)
        continue;
      box = usual_size (record);
      box.x = corner.x + (n % n_columns) * CELL_WIDTH;
      box.y = corner.y + (n / n_columns) * CELL_HEIGHT;
      set_box (rows->import, record, &box);
      n++;
    }
  return MOAT_RECT_INIT (corner.x, corner.y, MIN (count, n_columns) * CELL_WIDTH,
                         ceil ((double) count / n_columns) * CELL_HEIGHT);
}

/* Elements first, zones in rows below them; no deeper than break_loops() leaves. Returns what it covers. */
static MoatRect
fill (Rows *rows, MoatRecord *owner, MoatPoint corner)
{
  const GPtrArray *members = g_hash_table_lookup (rows->members, owner);
  MoatRect covered = fill_elements (rows, members, corner);
  MoatPoint at = { corner.x, covered.y + covered.height };
  double row_height = 0;

  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      MoatRecord *zone = g_ptr_array_index (members, i);
      MoatRect inside;

      if (moat_record_get_kind (zone) == MOAT_KIND_ELEMENT)
        continue;
      inside = fill (rows, zone, (MoatPoint){ at.x + ZONE_PADDING, at.y + ZONE_PADDING + ZONE_TITLE });
      inside = MOAT_RECT_INIT (at.x, at.y, MAX (inside.width, CELL_WIDTH) + 2 * ZONE_PADDING,
                               MAX (inside.height, CELL_HEIGHT) + 2 * ZONE_PADDING + ZONE_TITLE);
      set_box (rows->import, zone, &inside);
      covered = moat_rect_union (&covered, &inside);
      row_height = MAX (row_height, inside.height);
      at.x += inside.width + ZONE_PADDING;
      if (at.x - corner.x > ROW_WIDTH)
        {
          at = (MoatPoint){ corner.x, at.y + row_height + ZONE_PADDING };
          row_height = 0;
        }
    }
  return covered;
}

static void
put_in_rows (MoatImport *self, MoatRecord *use_case, GPtrArray *elements, GPtrArray *zones)
{
  g_autoptr (GHashTable) members = g_hash_table_new_full (NULL, NULL, NULL,
                                                          (GDestroyNotify) g_ptr_array_unref);
  Rows rows = { self, members };

  add_members (&rows, use_case, elements);
  add_members (&rows, use_case, zones);
  fill (&rows, use_case, (MoatPoint){ 0, 0 });
}

/* ---- A use case ---- */

/* Of one use case; the arrays own their records. */
typedef struct
{
  MoatRecord *use_case;
  GPtrArray *elements;
  GPtrArray *zones;
  GPtrArray *notes;
  GPtrArray *flows;
} Page;

static void
page_clear (Page *page)
{
  g_clear_pointer (&page->elements, g_ptr_array_unref);
  g_clear_pointer (&page->zones, g_ptr_array_unref);
  g_clear_pointer (&page->notes, g_ptr_array_unref);
  g_clear_pointer (&page->flows, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static void
page_init (Page *page, MoatImport *self, MoatRecord *use_case)
{
  const char *id = moat_record_get_id (use_case);

  page->use_case = use_case;
  page->elements = moat_document_list_children (self->document, id, MOAT_KIND_ELEMENT);
  page->zones = moat_document_list_children (self->document, id, MOAT_KIND_BOUNDARY);
  page->notes = moat_document_list_children (self->document, id, MOAT_KIND_NOTE);
  page->flows = moat_document_list_children (self->document, id, MOAT_KIND_FLOW);
  for (guint i = page->zones->len; i > 0; i--)
    if (moat_boundary_state (g_ptr_array_index (page->zones, i - 1))->shape != MOAT_BOUNDARY_ZONE)
      g_ptr_array_remove_index (page->zones, i - 1);
}

/* Counts @record among what its zone covers. */
static void
cover (MoatImport *self, GHashTable *covered, MoatRecord *record)
{
  MoatRecord *zone = get_zone (self, record);
  MoatRect *box = zone != NULL ? g_hash_table_lookup (covered, zone) : NULL;

  if (box != NULL)
    *box = moat_rect_union (box, get_box (self, record));
  else if (zone != NULL)
    g_hash_table_insert (covered, zone, g_memdup2 (get_box (self, record), sizeof (MoatRect)));
}

static int
compare_depths (gconstpointer a, gconstpointer b, gpointer import)
{
  guint depth_a = get_depth (import, *(MoatRecord *const *) a);
  guint depth_b = get_depth (import, *(MoatRecord *const *) b);

  return depth_a < depth_b ? 1 : depth_a > depth_b ? -1 : 0;
}

/* Zones without a place go round what is in them, inner ones first; without that, below everything. */
static void
fit_zones (MoatImport *self, const Page *page)
{
  g_autoptr (GHashTable) covered = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GPtrArray) zones = g_ptr_array_copy (page->zones, (GCopyFunc) (void *) g_object_ref, NULL);
  MoatRect all = *get_box (self, g_ptr_array_index (page->elements, 0));

  for (guint i = 0; i < page->elements->len; i++)
    {
      cover (self, covered, g_ptr_array_index (page->elements, i));
      all = moat_rect_union (&all, get_box (self, g_ptr_array_index (page->elements, i)));
    }
  g_ptr_array_sort_with_data (zones, compare_depths, self);
  for (guint i = 0; i < zones->len; i++)
    {
      MoatRecord *zone = g_ptr_array_index (zones, i);
      const MoatRect *inside = g_hash_table_lookup (covered, zone);
      MoatRect box = MOAT_RECT_INIT (all.x, all.y + all.height + ZONE_PADDING, 0, 0);

      if (inside != NULL)
        {
          box = moat_rect_inset (inside, -ZONE_PADDING, -ZONE_PADDING);
          box.y -= ZONE_TITLE;
          box.height += ZONE_TITLE;
        }
      if (!g_hash_table_contains (self->places, zone))
        set_box (self, zone, &box);
      cover (self, covered, zone);
      all = moat_rect_union (&all, get_box (self, zone));
    }
}

static GHashTable *
zone_ids (MoatImport *self)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer record;
  gpointer zone;

  g_hash_table_iter_init (&iter, self->zone_of);
  while (g_hash_table_iter_next (&iter, &record, &zone))
    g_hash_table_insert (ids, (gpointer) moat_record_get_id (record), (gpointer) moat_record_get_id (zone));
  return ids;
}

static gboolean
lay_out (MoatImport *self, const Page *page, GHashTable *zone_of, GError **error)
{
  if (self->options.in_rows || page->elements->len > MAX_LAID_OUT_ELEMENTS
      || page->flows->len > MAX_LAID_OUT_FLOWS || page->zones->len > MAX_LAID_OUT_ZONES)
    {
      put_in_rows (self, page->use_case, page->elements, page->zones);
      return TRUE;
    }
  return moat_layout_arrange (self->document, moat_record_get_id (page->use_case), zone_of, error);
}

/* Whether the file leaves the places of elements or zones open, or gives places that do not fit what it says
 * about zones.
 */
static gboolean
needs_layout (MoatImport *self, const Page *page)
{
  gboolean has_all = count_placed (self, page->elements) == page->elements->len;

  if (page->elements->len == 0)
    return count_placed (self, page->zones) < page->zones->len;
  if (!has_all)
    return TRUE;
  fit_zones (self, page);
  if (agrees (self, page->elements) && agrees (self, page->zones))
    return FALSE;
  moat_import_lost (
      self, moat_record_get_title (page->use_case), page->use_case,
      _ ("The places in the file are not those that its trust boundaries ask for; it was laid out anew."));
  return TRUE;
}

/* Notes without a place stand in a column left of everything. */
static void
place_notes (MoatImport *self, const Page *page)
{
  MoatPoint at = { -2 * NOTE_WIDTH, 0 };

  for (guint i = 0; i < page->notes->len; i++)
    {
      MoatRecord *note = g_ptr_array_index (page->notes, i);

      if (g_hash_table_contains (self->places, note))
        continue;
      set_box (self, note, &MOAT_RECT_INIT (at.x, at.y, 0, 0));
      at.y += 1.5 * NOTE_HEIGHT;
    }
}

/* The point of a free end that has none: beside the other end. */
static void
place_free_end (MoatImport *self, MoatFlowState *flow, const char *other_id, MoatPoint *point, double side)
{
  MoatRecord *other = moat_document_find_kind (self->document, other_id, MOAT_KIND_ELEMENT);
  MoatRect box;

  if (other == NULL || point->x != 0 || point->y != 0)
    return;
  box = moat_element_state (other)->box;
  point->x = round (box.x + box.width / 2 + side * (box.width / 2 + FREE_LENGTH));
  point->y = round (box.y + box.height / 2);
}

static void
place_free_ends (MoatImport *self, const Page *page)
{
  for (guint i = 0; i < page->flows->len; i++)
    {
      const MoatFlowState *now = moat_flow_state (g_ptr_array_index (page->flows, i));
      MoatFlowState *flow;

      if (now->source != NULL && now->target != NULL)
        continue;
      flow = moat_document_edit (self->document, g_ptr_array_index (page->flows, i));
      if (flow->source == NULL)
        place_free_end (self, flow, flow->target, &flow->source_point, -1);
      if (flow->target == NULL)
        place_free_end (self, flow, flow->source, &flow->target_point, 1);
    }
}

static gboolean
arrange_page (MoatImport *self, MoatRecord *use_case, GHashTable *zone_of, GError **error)
{
  g_auto (Page) page = { 0 };

  page_init (&page, self, use_case);
  break_loops (self, page.zones);
  for (guint i = 0; i < page.zones->len; i++)
    apply_place (self, g_ptr_array_index (page.zones, i));
  for (guint i = 0; i < page.elements->len; i++)
    apply_place (self, g_ptr_array_index (page.elements, i));
  for (guint i = 0; i < page.notes->len; i++)
    apply_place (self, g_ptr_array_index (page.notes, i));
  if (needs_layout (self, &page) && !lay_out (self, &page, zone_of, error))
    return FALSE;
  place_notes (self, &page);
  place_free_ends (self, &page);
  return TRUE;
}

gboolean
moat_import_arrange (MoatImport *self, GError **error)
{
  GPtrArray *use_cases = moat_document_list (self->document, MOAT_KIND_USE_CASE);
  /* Editing while the list is looked at would be editing the list. */
  g_autoptr (GPtrArray) copy = g_ptr_array_copy (use_cases, NULL, NULL);
  g_autoptr (GHashTable) zone_of = zone_ids (self);

  for (guint i = 0; i < copy->len; i++)
    if (!arrange_page (self, g_ptr_array_index (copy, i), zone_of, error))
      return FALSE;
  return TRUE;
}
