/* Commands that select in order and put things in their place.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "commands.h"
#include "edit.h"
#include "query.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How far one press of an arrow key with Shift goes; without, a step of the grid. */
#define FINE_STEP 10.0

/* ---- Selecting ---- */

static gboolean
belongs_to (MoatDocument *document, MoatRecord *record, const char *use_case_id)
{
  MoatRecord *use_case = moat_query_use_case (document, record);

  return use_case != NULL && g_strcmp0 (moat_record_get_id (use_case), use_case_id) == 0;
}

static void
append_kind (GPtrArray *list, MoatDocument *document, MoatKind kind, const char *use_case_id)
{
  GPtrArray *records = moat_document_list (document, kind);

  for (guint i = 0; i < records->len; i++)
    if (belongs_to (document, g_ptr_array_index (records, i), use_case_id))
      g_ptr_array_add (list, g_object_ref (g_ptr_array_index (records, i)));
}

static void
append_once (GPtrArray *list, GHashTable *seen, MoatRecord *record)
{
  if (record != NULL && g_hash_table_add (seen, record))
    g_ptr_array_add (list, g_object_ref (record));
}

GPtrArray *
moat_commands_list_in_story_order (MoatDocument *document, const char *use_case_id)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) flows = moat_query_flows (document, use_case_id);
  g_autoptr (GPtrArray) elements = moat_query_elements (document, use_case_id);

  for (guint i = 0; i < flows->len; i++)
    {
      MoatRecord *flow = g_ptr_array_index (flows, i);

      append_once (list, seen, moat_document_find (document, moat_flow_state (flow)->source));
      append_once (list, seen, flow);
      append_once (list, seen, moat_document_find (document, moat_flow_state (flow)->target));
    }
  for (guint i = 0; i < elements->len; i++)
    append_once (list, seen, g_ptr_array_index (elements, i));
  append_kind (list, document, MOAT_KIND_BOUNDARY, use_case_id);
  append_kind (list, document, MOAT_KIND_NOTE, use_case_id);
  return list;
}

void
moat_commands_select_all (MoatSelection *selection, const char *use_case_id)
{
  g_autoptr (GPtrArray) all = moat_commands_list_in_story_order (moat_selection_get_document (selection),
                                                                 use_case_id);

  moat_selection_set_list (selection, (MoatRecord *const *) all->pdata, all->len);
}

MoatRecord *
moat_commands_select_next (MoatSelection *selection, const char *use_case_id, gboolean backwards)
{
  g_autoptr (GPtrArray) all = moat_commands_list_in_story_order (moat_selection_get_document (selection),
                                                                 use_case_id);
  MoatRecord *next = NULL;
  guint index = 0;

  if (all->len == 0)
    return NULL;
  if (!g_ptr_array_find (all, moat_selection_get_primary (selection), &index))
    index = backwards ? all->len - 1 : 0;
  else if (backwards ? index == 0 : index + 1 == all->len)
    return NULL;
  else
    index += backwards ? -1 : 1;
  next = g_ptr_array_index (all, index);
  moat_selection_set_only (selection, next);
  moat_selection_reveal (selection, next);
  return next;
}

/* ---- Moving ---- */

/* Elements and notes by their centre, boundaries as a whole, as when a boundary is dragged with Ctrl. */
static gboolean
is_within (MoatRecord *record, const MoatRect *zone)
{
  MoatRect box;

  if (!moat_handles_get_box (record, &box))
    return FALSE;
  if (moat_record_get_kind (record) == MOAT_KIND_BOUNDARY)
    return moat_rect_contains_rect (zone, &box);
  return moat_rect_contains_point (zone, moat_rect_get_center (&box));
}

static void
add_contents (GPtrArray *records, MoatDocument *document, MoatRecord *zone)
{
  MoatRecord *use_case = moat_query_use_case (document, zone);
  g_autoptr (GPtrArray) all = NULL;
  MoatRect box;

  if (use_case == NULL || !moat_handles_get_box (zone, &box))
    return;
  all = moat_commands_list_in_story_order (document, moat_record_get_id (use_case));
  for (guint i = 0; i < all->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (all, i);

      if (is_within (record, &box) && !g_ptr_array_find (records, record, NULL))
        g_ptr_array_add (records, g_object_ref (record));
    }
}

/* One key for one selection, so that presses in a row are one undo step. */
static char *
make_merge_key (const char *what, GPtrArray *records)
{
  GString *key = g_string_new (what);

  for (guint i = 0; i < records->len; i++)
    g_string_append_printf (key, " %s", moat_record_get_id (g_ptr_array_index (records, i)));
  return g_string_free (key, FALSE);
}

void
moat_commands_nudge (MoatSelection *selection, int columns, int rows, gboolean fine, gboolean with_contents)
{
  MoatDocument *document = moat_selection_get_document (selection);
  g_autoptr (GPtrArray) records = moat_selection_list (selection);
  g_autofree char *key = make_merge_key ("nudge", records);
  double step = fine ? FINE_STEP : MOAT_GRID_STEP;
  guint n_selected = records->len;

  for (guint i = 0; with_contents && i < n_selected; i++)
    if (moat_record_get_kind (g_ptr_array_index (records, i)) == MOAT_KIND_BOUNDARY)
      add_contents (records, document, g_ptr_array_index (records, i));
  if (records->len == 0)
    return;
  MOAT_TRANSACTION (document, _ ("Move"))
  {
    moat_document_set_merge_key (document, key);
    moat_edit_move (document, records, columns * step, rows * step);
  }
}

void
moat_commands_grow (MoatSelection *selection, int columns, int rows)
{
  MoatDocument *document = moat_selection_get_document (selection);
  g_autoptr (GPtrArray) records = moat_selection_list (selection);
  g_autofree char *key = make_merge_key ("grow", records);
  MoatPoint delta = { columns * MOAT_GRID_STEP, rows * MOAT_GRID_STEP };

  if (records->len == 0)
    return;
  MOAT_TRANSACTION (document, _ ("Resize"))
  {
    moat_document_set_merge_key (document, key);
    for (guint i = 0; i < records->len; i++)
      {
        MoatRecord *record = g_ptr_array_index (records, i);
        double width = 0.0;
        double height = 0.0;
        MoatRect box;

        if (!moat_handles_get_box (record, &box))
          continue;
        moat_handles_get_min_size (record, &width, &height);
        box = moat_handles_resize (&box, MOAT_EDGE_RIGHT | MOAT_EDGE_BOTTOM, delta, MIN (width, box.width),
                                   MIN (height, box.height), FALSE, FALSE);
        moat_handles_set_box (document, record, &box);
      }
  }
}

/* ---- Aligning ---- */

static void
align_box (MoatRect *box, const MoatRect *to, MoatAlign align)
{
  switch (align)
    {
    case MOAT_ALIGN_LEFT:
      box->x = to->x;
      return;
    case MOAT_ALIGN_CENTER:
      box->x = to->x + (to->width - box->width) / 2.0;
      return;
    case MOAT_ALIGN_RIGHT:
      box->x = to->x + to->width - box->width;
      return;
    case MOAT_ALIGN_TOP:
      box->y = to->y;
      return;
    case MOAT_ALIGN_MIDDLE:
      box->y = to->y + (to->height - box->height) / 2.0;
      return;
    case MOAT_ALIGN_BOTTOM:
      box->y = to->y + to->height - box->height;
      return;
    }
}

void
moat_commands_align (MoatSelection *selection, MoatAlign align)
{
  MoatDocument *document = moat_selection_get_document (selection);
  g_autoptr (GPtrArray) records = moat_selection_list (selection);
  MoatRect to;

  if (records->len < 2 || !moat_handles_get_box (moat_selection_get_primary (selection), &to))
    return;
  MOAT_TRANSACTION (document, _ ("Align"))
  for (guint i = 0; i + 1 < records->len; i++)
    {
      MoatRect box;

      if (!moat_handles_get_box (g_ptr_array_index (records, i), &box))
        continue;
      align_box (&box, &to, align);
      moat_handles_set_box (document, g_ptr_array_index (records, i), &box);
    }
}

/* ---- Distributing ---- */

typedef struct
{
  MoatRecord *record;
  MoatRect box;
} Placed;

static double *
start_of (Placed *placed, gboolean is_level)
{
  return is_level ? &placed->box.x : &placed->box.y;
}

static double
size_of (const Placed *placed, gboolean is_level)
{
  return is_level ? placed->box.width : placed->box.height;
}

/* By where their middles are, so that a large thing round a small one is not always first. */
static int
compare_placed (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gboolean is_level = GPOINTER_TO_INT (user_data);
  MoatPoint first = moat_rect_get_center (&((const Placed *) a)->box);
  MoatPoint second = moat_rect_get_center (&((const Placed *) b)->box);
  double difference = is_level ? first.x - second.x : first.y - second.y;

  return difference < 0 ? -1 : difference > 0;
}

static GArray *
list_placed (GPtrArray *records)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Placed));

  for (guint i = 0; i < records->len; i++)
    {
      Placed placed = { .record = g_ptr_array_index (records, i) };

      if (moat_handles_get_box (placed.record, &placed.box))
        g_array_append_val (list, placed);
    }

  return list;
}

void
moat_commands_distribute (MoatSelection *selection, gboolean is_level)
{
  MoatDocument *document = moat_selection_get_document (selection);
  g_autoptr (GPtrArray) records = moat_selection_list (selection);
  g_autoptr (GArray) list = list_placed (records);
  Placed *last = NULL;
  double room = 0;
  double at = 0;

  if (list->len < 3)
    return;
  g_array_sort_with_data (list, compare_placed, GINT_TO_POINTER (is_level));
  last = &g_array_index (list, Placed, list->len - 1);
  at = *start_of (&g_array_index (list, Placed, 0), is_level);
  room = *start_of (last, is_level) + size_of (last, is_level) - at;
  for (guint i = 0; i < list->len; i++)
    room -= size_of (&g_array_index (list, Placed, i), is_level);

  MOAT_TRANSACTION (document, _ ("Distribute"))
  for (guint i = 0; i + 1 < list->len; i++)
    {
      Placed *placed = &g_array_index (list, Placed, i);

      if (i > 0)
        {
          *start_of (placed, is_level) = round (at);
          moat_handles_set_box (document, placed->record, &placed->box);
        }
      at += size_of (placed, is_level) + room / (list->len - 1);
    }
}
