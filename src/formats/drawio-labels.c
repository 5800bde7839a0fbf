/* The labels of the threat-modelling library for draw.io (M. Henriksen): A01,
 * C01 and TA01 stand on elements and flows and are explained in tables beside
 * the drawing; Z0 to Z9 are the trust zones of the "Rapid Threat Model
 * Prototyping" convention.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "drawio-private.h"

#include <string.h>

/* A label belongs to what it touches or almost touches. */
#define NEAR_ELEMENT 15.0
#define NEAR_FLOW    30.0

/* ---- What the tables say ---- */

/* "A01" and the like: letters, then digits. */
static gsize
get_code_length (const char *text)
{
  gsize letters = 0, digits = 0;

  while (g_ascii_isupper (text[letters]))
    letters++;
  while (g_ascii_isdigit (text[letters + digits]))
    digits++;

  return letters > 0 && letters <= 3 && digits > 0 && digits <= 4 ? letters + digits : 0;
}

/* Code → its explanation. */
static GHashTable *
read_tables (MoatDrawioPage *page)
{
  GHashTable *meanings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < page->cells->len; i++)
    {
      const MoatDrawioCell *cell = g_ptr_array_index (page->cells, i);
      g_auto (GStrv) lines = NULL;

      if (strstr (cell->html, "<table") == NULL)
        continue;
      lines = g_strsplit (cell->text, "\n", -1);
      for (char **line = lines; *line != NULL; line++)
        {
          gsize length = get_code_length (*line);

          if (length > 0 && (*line)[length] == ' ')
            g_hash_table_insert (meanings, g_strndup (*line, length), g_strdup (*line + length + 1));
        }
    }

  return meanings;
}

/* ---- What a label stands on ---- */

static MoatDrawioCell *
find_element (MoatDrawioPage *page, MoatPoint point)
{
  MoatDrawioCell *best = NULL;
  double best_distance = NEAR_ELEMENT;

  for (guint i = 0; i < page->cells->len; i++)
    {
      MoatDrawioCell *cell = g_ptr_array_index (page->cells, i);
      double distance;

      if (cell->record == NULL || moat_record_get_kind (cell->record) != MOAT_KIND_ELEMENT)
        continue;
      distance = moat_rect_contains_point (&cell->box, point)
                     ? 0
                     : moat_rect_get_edge_distance (&cell->box, point);
      if (distance < best_distance || (distance == 0 && best == NULL))
        {
          best = cell;
          best_distance = distance;
        }
    }

  return best;
}

static double
get_edge_distance (MoatDrawioPage *page, const MoatDrawioCell *edge, MoatPoint point)
{
  const MoatDrawioCell *source = edge->source_id != NULL ? g_hash_table_lookup (page->by_id, edge->source_id)
                                                         : NULL;
  const MoatDrawioCell *target = edge->target_id != NULL ? g_hash_table_lookup (page->by_id, edge->target_id)
                                                         : NULL;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MoatPoint));
  MoatPoint from = source != NULL ? moat_rect_get_center (&source->box) : edge->source_point;
  MoatPoint to = target != NULL ? moat_rect_get_center (&target->box) : edge->target_point;

  g_array_append_val (points, from);
  g_array_append_vals (points, edge->points->data, edge->points->len);
  g_array_append_val (points, to);

  return moat_polyline_get_distance ((const MoatPoint *) (gpointer) points->data, points->len, point, NULL);
}

static MoatDrawioCell *
find_flow (MoatDrawioPage *page, MoatPoint point)
{
  MoatDrawioCell *best = NULL;
  double best_distance = NEAR_FLOW;

  for (guint i = 0; i < page->cells->len; i++)
    {
      MoatDrawioCell *cell = g_ptr_array_index (page->cells, i);
      double distance;

      if (cell->record == NULL || moat_record_get_kind (cell->record) != MOAT_KIND_FLOW)
        continue;
      distance = get_edge_distance (page, cell, point);
      if (distance < best_distance)
        {
          best = cell;
          best_distance = distance;
        }
    }

  return best;
}

/* The smallest zone round it. */
static MoatDrawioCell *
find_zone (MoatDrawioPage *page, MoatPoint point)
{
  MoatDrawioCell *best = NULL;

  for (guint i = 0; i < page->cells->len; i++)
    {
      MoatDrawioCell *cell = g_ptr_array_index (page->cells, i);

      if (cell->kind == MOAT_DRAWIO_ZONE && cell->record != NULL
          && moat_rect_contains_point (&cell->box, point)
          && (best == NULL || cell->box.width * cell->box.height < best->box.width * best->box.height))
        best = cell;
    }

  return best;
}

static gboolean
is_asset (const MoatDrawioCell *label)
{
  return g_ascii_strcasecmp (moat_drawio_get_style (label, "fillColor"), "#fff2cc") == 0;
}

static MoatDrawioCell *
find_bearer (MoatDrawioPage *page, const MoatDrawioCell *label)
{
  MoatPoint point = moat_rect_get_center (&label->box);
  MoatDrawioCell *bearer = find_element (page, point);

  if (bearer == NULL)
    bearer = find_flow (page, point);
  /* A zone holds no assets. */
  if (bearer == NULL && !is_asset (label))
    bearer = find_zone (page, point);

  return bearer;
}

/* ---- What becomes of it ---- */

static void
add_tag (MoatImport *import, MoatRecord *record, const char *tag)
{
  MoatState *state = moat_document_edit (moat_import_get_document (import), record);
  MoatList **tags = state->kind == MOAT_KIND_FLOW       ? &((MoatFlowState *) state)->tags
                    : state->kind == MOAT_KIND_BOUNDARY ? &((MoatBoundaryState *) state)->tags
                                                        : &((MoatElementState *) state)->tags;

  if (!moat_list_contains (*tags, tag))
    moat_list_add (tags, tag);
}

static void
add_label (MoatImport *import, const MoatDrawioCell *label, MoatRecord *on, GHashTable *meanings)
{
  const char *fill = moat_drawio_get_style (label, "fillColor");
  const char *meaning = g_hash_table_lookup (meanings, label->text);
  g_autofree char *tag = NULL;

  if (is_asset (label))
    {
      moat_import_carry (import, on,
                         moat_import_ensure_asset (import, meaning != NULL ? meaning : label->text));
      return;
    }
  if (label->text[0] == 'Z' && g_ascii_isdigit (label->text[1]))
    tag = g_strdup_printf ("Trust zone %s", label->text);
  else
    tag = g_strdup_printf ("%s %s%s%s",
                           g_ascii_strcasecmp (fill, "#d5e8d4") == 0 ? "Control" : "Threat actor",
                           label->text, meaning != NULL ? ": " : "", meaning != NULL ? meaning : "");
  add_tag (import, on, tag);
}

void
moat_drawio_add_labels (MoatImport *import, MoatDrawioPage *page, MoatRecord *use_case)
{
  g_autoptr (GHashTable) meanings = read_tables (page);

  for (guint i = 0; i < page->cells->len; i++)
    {
      MoatDrawioCell *label = g_ptr_array_index (page->cells, i);
      MoatDrawioCell *on;

      if (!label->is_vertex || label->kind != MOAT_DRAWIO_LABEL)
        continue;
      on = find_bearer (page, label);
      if (on != NULL)
        {
          add_label (import, label, on->record, meanings);
          continue;
        }
      label->record = moat_import_add_note (import, use_case, label->id, label->text);
      moat_import_place (import, label->record, NULL, &label->box);
    }
}
