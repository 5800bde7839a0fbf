/* A hashed grid of square cells. What would cover very many cells is kept in a
 * list that every query looks through: there are few such things.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "spatial.h"

#include <math.h>

#define CELL           256.0
#define MAX_CELLS      64
#define MAX_PIECES     1000
#define MAX_COORDINATE 1e6 /* cells; farther out all share the last one */

typedef struct _Entry Entry;

struct _Entry
{
  MoatSpatialItem item;
  Entry *next;   /* of the same owner, whatever its tag */
  guint64 stamp; /* the last query that found it, because it may be in several cells */
};

typedef struct
{
  int left;
  int top;
  int right;
  int bottom;
} Cells;

struct _MoatSpatial
{
  GHashTable *cells;  /* of a cell's key → GPtrArray of Entry */
  GPtrArray *wide;    /* of Entry */
  GHashTable *owners; /* of owner → first Entry; owns the entries */
  guint64 stamp;
};

static int
cell_of (double coordinate)
{
  return (int) floor (CLAMP (coordinate / CELL, -MAX_COORDINATE, MAX_COORDINATE));
}

static Cells
cells_of (const MoatRect *rect)
{
  return (Cells){
    cell_of (rect->x),
    cell_of (rect->y),
    cell_of (rect->x + rect->width),
    cell_of (rect->y + rect->height),
  };
}

static gboolean
is_wide (const Cells *cells)
{
  gint64 columns = (gint64) cells->right - cells->left + 1;
  gint64 rows = (gint64) cells->bottom - cells->top + 1;

  return columns * rows > MAX_CELLS;
}

/* Two cells may share a key: that only joins their lists, because each find is compared with the area. */
static gpointer
cell_key (int x, int y)
{
  return GSIZE_TO_POINTER ((gsize) (guint) x * 2654435761u + (guint) y + 1);
}

static void
entry_add_to_cells (MoatSpatial *self, Entry *entry)
{
  Cells cells = cells_of (&entry->item.rect);

  if (is_wide (&cells))
    {
      g_ptr_array_add (self->wide, entry);
      return;
    }

  for (int y = cells.top; y <= cells.bottom; y++)
    for (int x = cells.left; x <= cells.right; x++)
      {
        GPtrArray *list = g_hash_table_lookup (self->cells, cell_key (x, y));

        if (list == NULL)
          {
            list = g_ptr_array_new ();
            g_hash_table_insert (self->cells, cell_key (x, y), list);
          }
        g_ptr_array_add (list, entry);
      }
}

static void
entry_remove_from_cells (MoatSpatial *self, Entry *entry)
{
  Cells cells = cells_of (&entry->item.rect);

  if (is_wide (&cells))
    {
      g_ptr_array_remove_fast (self->wide, entry);
      return;
    }

  for (int y = cells.top; y <= cells.bottom; y++)
    for (int x = cells.left; x <= cells.right; x++)
      {
        GPtrArray *list = g_hash_table_lookup (self->cells, cell_key (x, y));

        g_ptr_array_remove_fast (list, entry);
        if (list->len == 0)
          g_hash_table_remove (self->cells, cell_key (x, y));
      }
}

void
moat_spatial_add (MoatSpatial *self, gpointer owner, guint tag, const MoatRect *rect)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->item = (MoatSpatialItem){ owner, tag, *rect };
  entry->next = g_hash_table_lookup (self->owners, owner);
  g_hash_table_insert (self->owners, owner, entry);
  entry_add_to_cells (self, entry);
}

void
moat_spatial_add_polyline (MoatSpatial *self,
                           gpointer owner,
                           guint tag,
                           const MoatPoint *points,
                           guint n_points,
                           double piece,
                           double margin)
{
  for (guint i = 0; i + 1 < n_points; i++)
    {
      double length = moat_point_get_distance (points[i], points[i + 1]);
      guint n_pieces = (guint) CLAMP (ceil (length / piece), 1, MAX_PIECES);
      MoatPoint step = { (points[i + 1].x - points[i].x) / n_pieces,
                         (points[i + 1].y - points[i].y) / n_pieces };

      for (guint j = 0; j < n_pieces; j++)
        {
          MoatPoint ends[] = {
            { points[i].x + step.x * j, points[i].y + step.y * j },
            { points[i].x + step.x * (j + 1), points[i].y + step.y * (j + 1) },
          };
          MoatRect rect = moat_polyline_get_bounds (ends, 2);

          rect = moat_rect_inset (&rect, -margin, -margin);
          moat_spatial_add (self, owner, tag, &rect);
        }
    }
}

void
moat_spatial_list (MoatSpatial *self, gpointer owner, GArray *rects)
{
  for (Entry *entry = g_hash_table_lookup (self->owners, owner); entry != NULL; entry = entry->next)
    g_array_append_val (rects, entry->item.rect);
}

void
moat_spatial_remove (MoatSpatial *self, gpointer owner, guint tag)
{
  Entry *kept = NULL;
  Entry *next;

  for (Entry *entry = g_hash_table_lookup (self->owners, owner); entry != NULL; entry = next)
    {
      next = entry->next;
      if (entry->item.tag == tag)
        {
          entry_remove_from_cells (self, entry);
          g_free (entry);
        }
      else
        {
          entry->next = kept;
          kept = entry;
        }
    }

  if (kept != NULL)
    g_hash_table_insert (self->owners, owner, kept);
  else
    g_hash_table_remove (self->owners, owner);
}

static gboolean
meets (const MoatRect *a, const MoatRect *b)
{
  return a->x <= b->x + b->width && b->x <= a->x + a->width && a->y <= b->y + b->height
         && b->y <= a->y + a->height;
}

static void
collect (MoatSpatial *self, GPtrArray *list, const MoatRect *area, GArray *found)
{
  for (guint i = 0; i < list->len; i++)
    {
      Entry *entry = g_ptr_array_index (list, i);

      if (entry->stamp == self->stamp)
        continue;
      entry->stamp = self->stamp;
      if (meets (&entry->item.rect, area))
        g_array_append_val (found, entry->item);
    }
}

void
moat_spatial_query (MoatSpatial *self, const MoatRect *area, GArray *found)
{
  Cells cells = cells_of (area);
  gint64 n_cells = ((gint64) cells.right - cells.left + 1) * ((gint64) cells.bottom - cells.top + 1);
  GHashTableIter iter;
  gpointer list;

  self->stamp++;
  collect (self, self->wide, area, found);

  if (n_cells > g_hash_table_size (self->cells))
    {
      /* More cells asked for than there are. */
      g_hash_table_iter_init (&iter, self->cells);
      while (g_hash_table_iter_next (&iter, NULL, &list))
        collect (self, list, area, found);
      return;
    }

  for (int y = cells.top; y <= cells.bottom; y++)
    for (int x = cells.left; x <= cells.right; x++)
      {
        list = g_hash_table_lookup (self->cells, cell_key (x, y));
        if (list != NULL)
          collect (self, list, area, found);
      }
}

static void
entries_free (gpointer data)
{
  Entry *next;

  for (Entry *entry = data; entry != NULL; entry = next)
    {
      next = entry->next;
      g_free (entry);
    }
}

MoatSpatial *
moat_spatial_new (void)
{
  MoatSpatial *self = g_new0 (MoatSpatial, 1);

  self->cells = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->wide = g_ptr_array_new ();
  /* The lists change their heads without being freed: freed as a whole at the end. */
  self->owners = g_hash_table_new (NULL, NULL);
  return self;
}

void
moat_spatial_free (MoatSpatial *self)
{
  GHashTableIter iter;
  gpointer entries;

  g_hash_table_iter_init (&iter, self->owners);
  while (g_hash_table_iter_next (&iter, NULL, &entries))
    entries_free (entries);
  g_hash_table_unref (self->owners);
  g_hash_table_unref (self->cells);
  g_ptr_array_unref (self->wide);
  g_free (self);
}
