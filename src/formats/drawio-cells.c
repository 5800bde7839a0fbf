/* The cells of a draw.io page as mxGraph keeps them: identity, label, style,
 * geometry, and where they really are. What they mean is drawio-kinds.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "drawio-private.h"

#include "html-text.h"

#include <math.h>
#include <string.h>

/* ---- Cells ---- */

static void
cell_free (gpointer data)
{
  MoatDrawioCell *cell = data;

  g_free (cell->id);
  g_free (cell->parent_id);
  g_free (cell->source_id);
  g_free (cell->target_id);
  g_free (cell->html);
  g_free (cell->text);
  g_free (cell->shape);
  g_hash_table_unref (cell->style);
  g_clear_pointer (&cell->attributes, g_hash_table_unref);
  g_array_unref (cell->points);
  g_free (cell);
}

void
moat_drawio_page_free (MoatDrawioPage *page)
{
  g_free (page->id);
  g_free (page->name);
  g_ptr_array_unref (page->cells);
  g_hash_table_unref (page->by_id);
  g_ptr_array_unref (page->layers);
  g_ptr_array_unref (page->hidden_layers);
  g_free (page);
}

const char *
moat_drawio_get_style (const MoatDrawioCell *cell, const char *name)
{
  return g_hash_table_lookup (cell->style, name);
}

gboolean
moat_drawio_has_style (const MoatDrawioCell *cell, const char *name, const char *value)
{
  return g_strcmp0 (g_hash_table_lookup (cell->style, name), value) == 0;
}

const char *
moat_drawio_get_attribute (const MoatDrawioCell *cell, const char *name)
{
  return cell->attributes != NULL ? g_hash_table_lookup (cell->attributes, name) : NULL;
}

/* ---- Reading ---- */

/* "shape=cylinder;html=1;text": of two with one name the last counts. */
static GHashTable *
read_style (const MoatXmlNode *node)
{
  g_autofree char *text = moat_xml_dup_attribute (node, NULL, "style");
  GHashTable *style = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ";", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      char *equals = strchr (g_strstrip (*part), '=');

      if (**part == '\0')
        continue;
      if (equals != NULL)
        *equals = '\0';
      g_hash_table_insert (style, g_strdup (*part), g_strdup (equals != NULL ? equals + 1 : ""));
    }

  return style;
}

static double
get_number (const MoatXmlNode *node, const char *name)
{
  g_autofree char *text = moat_xml_dup_attribute (node, NULL, name);
  double number = text != NULL ? g_ascii_strtod (text, NULL) : 0;

  return isfinite (number) ? number : 0;
}

static MoatPoint
get_point (const MoatXmlNode *node)
{
  return (MoatPoint){ get_number (node, "x"), get_number (node, "y") };
}

static void
read_points (MoatDrawioCell *cell, const MoatXmlNode *geometry)
{
  const MoatXmlNode *array = moat_xml_get_child (geometry, NULL, "Array");

  for (const MoatXmlNode *node = moat_xml_get_child (array, NULL, "mxPoint"); node != NULL;
       node = moat_xml_get_next (node, NULL, "mxPoint"))
    {
      MoatPoint point = get_point (node);

      g_array_append_val (cell->points, point);
    }
  for (const MoatXmlNode *node = moat_xml_get_child (geometry, NULL, "mxPoint"); node != NULL;
       node = moat_xml_get_next (node, NULL, "mxPoint"))
    {
      g_autofree char *as = moat_xml_dup_attribute (node, NULL, "as");

      if (g_strcmp0 (as, "sourcePoint") == 0)
        cell->source_point = get_point (node);
      else if (g_strcmp0 (as, "targetPoint") == 0)
        cell->target_point = get_point (node);
      else if (g_strcmp0 (as, "offset") == 0)
        cell->offset = get_point (node);
    }
}

static gboolean
is_set (const MoatXmlNode *node, const char *name)
{
  g_autofree char *text = moat_xml_dup_attribute (node, NULL, name);

  return g_strcmp0 (text, "1") == 0;
}

static void
read_geometry (MoatDrawioCell *cell, const MoatXmlNode *node)
{
  const MoatXmlNode *geometry = moat_xml_get_child (node, NULL, "mxGeometry");

  cell->points = g_array_new (FALSE, FALSE, sizeof (MoatPoint));
  cell->is_relative = is_set (geometry, "relative");
  cell->geometry = MOAT_RECT_INIT (get_number (geometry, "x"), get_number (geometry, "y"),
                                   get_number (geometry, "width"), get_number (geometry, "height"));
  read_points (cell, geometry);
}

/* ---- Labels ---- */

/* "%name%" stands for an attribute where the object says so. Takes @html. */
static char *
fill_in (const MoatDrawioCell *cell, char *html)
{
  g_autofree char *owned = html;
  GString *filled;

  if (g_strcmp0 (moat_drawio_get_attribute (cell, "placeholders"), "1") != 0 || strchr (html, '%') == NULL)
    return g_steal_pointer (&owned);

  filled = g_string_new (NULL);
  for (const char *at = html; *at != '\0'; at++)
    {
      const char *close = *at == '%' ? strchr (at + 1, '%') : NULL;
      g_autofree char *name = close != NULL && close - at < 60 ? g_strndup (at + 1, close - at - 1) : NULL;
      const char *value = name != NULL ? moat_drawio_get_attribute (cell, name) : NULL;

      if (value == NULL)
        {
          g_string_append_c (filled, *at);
          continue;
        }
      g_string_append (filled, value);
      at = close;
    }

  return g_string_free (filled, FALSE);
}

static void
read_label (MoatDrawioCell *cell, const MoatXmlNode *node, const MoatXmlNode *wrap)
{
  char *html = wrap != NULL ? moat_xml_dup_attribute (wrap, NULL, "label")
                            : moat_xml_dup_attribute (node, NULL, "value");

  cell->html = fill_in (cell, html != NULL ? html : g_strdup (""));
  /* Where a shape does not say so, its label is plain text. */
  cell->text = moat_drawio_has_style (cell, "html", "1") ? moat_html_to_text (cell->html)
                                                         : moat_html_to_text_keep_lines (cell->html);
}

static MoatDrawioCell *
read_cell (const MoatXmlNode *node, const MoatXmlNode *wrap)
{
  MoatDrawioCell *cell = g_new0 (MoatDrawioCell, 1);

  cell->id = moat_xml_dup_attribute (wrap != NULL ? wrap : node, NULL, "id");
  cell->parent_id = moat_xml_dup_attribute (node, NULL, "parent");
  cell->source_id = moat_xml_dup_attribute (node, NULL, "source");
  cell->target_id = moat_xml_dup_attribute (node, NULL, "target");
  cell->is_vertex = is_set (node, "vertex");
  cell->is_edge = is_set (node, "edge");
  cell->style = read_style (node);
  if (wrap != NULL)
    cell->attributes = moat_xml_dup_attributes (wrap);
  read_geometry (cell, node);
  read_label (cell, node, wrap);

  return cell;
}

/* ---- Places ---- */

/* The corner that children of @cell count from. */
static MoatPoint
get_origin (const MoatDrawioCell *cell)
{
  return cell != NULL && cell->is_vertex ? (MoatPoint){ cell->box.x, cell->box.y } : (MoatPoint){ 0, 0 };
}

/* Children are drawn where their parent is, however deep; one that is inside of itself counts from the page.
 */
static void
place (MoatDrawioCell *cell)
{
  MoatRect box = cell->geometry;
  MoatPoint origin;

  if (cell->is_placed || cell->is_busy)
    return;
  cell->is_busy = TRUE;
  if (cell->parent != NULL)
    place (cell->parent);
  origin = get_origin (cell->parent);
  if (cell->is_relative && cell->is_vertex && cell->parent != NULL)
    {
      box.x = box.x * cell->parent->box.width + cell->offset.x;
      box.y = box.y * cell->parent->box.height + cell->offset.y;
    }
  box.x += origin.x;
  box.y += origin.y;
  cell->box = box;
  cell->is_placed = TRUE;
  cell->is_busy = FALSE;
}

/* A shape that was turned stands on its side. */
static void
turn (MoatDrawioCell *cell)
{
  const char *rotation = moat_drawio_get_style (cell, "rotation");
  double angle = rotation != NULL ? fabs (fmod (g_ascii_strtod (rotation, NULL), 180)) : 0;
  MoatRect box = cell->box;

  if (angle < 45 || angle > 135)
    return;
  cell->box = MOAT_RECT_INIT (box.x + (box.width - box.height) / 2, box.y + (box.height - box.width) / 2,
                              box.height, box.width);
}

static void
shift_points (MoatDrawioCell *cell)
{
  MoatPoint origin = get_origin (cell->parent);

  for (guint i = 0; i < cell->points->len; i++)
    {
      g_array_index (cell->points, MoatPoint, i).x += origin.x;
      g_array_index (cell->points, MoatPoint, i).y += origin.y;
    }
  cell->source_point.x += origin.x;
  cell->source_point.y += origin.y;
  cell->target_point.x += origin.x;
  cell->target_point.y += origin.y;
}

/* mxGraph itself refuses deeper; it also bounds the recursion above. */
static gboolean
is_too_deep (const MoatDrawioCell *cell)
{
  guint depth = 0;

  for (; cell != NULL && depth < 64; cell = cell->parent)
    depth++;

  return cell != NULL;
}

static void
link_cells (MoatDrawioPage *page)
{
  for (guint i = 0; i < page->cells->len; i++)
    {
      MoatDrawioCell *cell = g_ptr_array_index (page->cells, i);

      if (cell->parent_id != NULL)
        cell->parent = g_hash_table_lookup (page->by_id, cell->parent_id);
    }
  for (guint i = 0; i < page->cells->len; i++)
    {
      MoatDrawioCell *cell = g_ptr_array_index (page->cells, i);

      if (is_too_deep (cell))
        cell->parent = NULL;
    }
  for (guint i = 0; i < page->cells->len; i++)
    place (g_ptr_array_index (page->cells, i));
  for (guint i = 0; i < page->cells->len; i++)
    {
      MoatDrawioCell *cell = g_ptr_array_index (page->cells, i);

      if (cell->is_edge)
        shift_points (cell);
      else
        turn (cell);
    }
}

/* ---- The page ---- */

static void
take_layer (MoatDrawioPage *page, const MoatXmlNode *node, const MoatDrawioCell *cell)
{
  g_autofree char *visible = moat_xml_dup_attribute (node, NULL, "visible");
  GPtrArray *layers = g_strcmp0 (visible, "0") == 0 ? page->hidden_layers : page->layers;

  if (*cell->text != '\0')
    g_ptr_array_add (layers, g_strdup (cell->text));
}

/* What is neither shape nor connection is the root or a layer. */
static void
take_cell (MoatDrawioPage *page, const MoatXmlNode *node, const MoatXmlNode *wrap)
{
  MoatDrawioCell *cell = read_cell (node, wrap);

  if (cell->is_vertex || cell->is_edge)
    {
      g_ptr_array_add (page->cells, cell);
      if (cell->id != NULL && !g_hash_table_contains (page->by_id, cell->id))
        g_hash_table_insert (page->by_id, cell->id, cell);
      return;
    }
  take_layer (page, node, cell);
  cell_free (cell);
}

MoatDrawioPage *
moat_drawio_read_page (const MoatXmlNode *model, const char *name)
{
  MoatDrawioPage *page = g_new0 (MoatDrawioPage, 1);
  const MoatXmlNode *root = moat_xml_get_child (model, NULL, "root");

  page->name = g_strdup (name);
  page->cells = g_ptr_array_new_with_free_func (cell_free);
  page->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  page->layers = g_ptr_array_new_with_free_func (g_free);
  page->hidden_layers = g_ptr_array_new_with_free_func (g_free);
  for (const MoatXmlNode *node = moat_xml_get_child (root, NULL, NULL); node != NULL;
       node = moat_xml_get_next (node, NULL, NULL))
    {
      const MoatXmlNode *inner = moat_xml_is (node, NULL, "mxCell")
                                     ? NULL
                                     : moat_xml_get_child (node, NULL, "mxCell");

      if (inner != NULL)
        take_cell (page, inner, node);
      else if (moat_xml_is (node, NULL, "mxCell"))
        take_cell (page, node, NULL);
    }
  link_cells (page);

  return page;
}
