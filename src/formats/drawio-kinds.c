/* What the shapes of a draw.io page stand for. Stencils for data-flow diagrams
 * say so; of the rest the place and the name tell more or less, which is then
 * a guess that a person can correct.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "drawio-private.h"

#include "import-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More comparisons of boxes than these are not made: on so large a page only members of containers count. */
#define MAX_COMPARISONS 20000000

const MoatValue moat_drawio_kinds[] = {
  { MOAT_DRAWIO_PROCESS, "process", N_ ("Process") },
  { MOAT_DRAWIO_ENTITY, "external-entity", N_ ("External entity") },
  { MOAT_DRAWIO_STORE, "data-store", N_ ("Data store") },
  { MOAT_DRAWIO_ZONE, "zone", N_ ("Trust boundary") },
  { MOAT_DRAWIO_LINE, "line", N_ ("Trust boundary as a line") },
  { MOAT_DRAWIO_NOTE, "note", N_ ("Note") },
  { MOAT_DRAWIO_IGNORE, "nothing", N_ ("Nothing: leave it out") },
  { 0, NULL, NULL },
};

/* ---- Shapes ---- */

/* The last part of a stencil's or picture's name: "img/lib/mscae/Docker.svg" → "docker". */
static char *
dup_short_name (const char *path)
{
  const char *slash = strrchr (path, '/');
  g_autofree char *name = g_ascii_strdown (slash != NULL ? slash + 1 : path, -1);
  char *dot = strrchr (name, '.');

  if (dot != NULL)
    *dot = '\0';
  /* What was pasted, and addresses that only say where it was found. */
  if (g_str_has_prefix (path, "data:") || strpbrk (name, "?%") != NULL)
    return g_strdup ("");

  return g_strdelimit (g_steal_pointer (&name), "= ,;", '-');
}

static gboolean
has_word (const MoatDrawioCell *cell, const char *word)
{
  return moat_drawio_get_style (cell, word) != NULL;
}

static gboolean
is_picture (const MoatDrawioCell *cell)
{
  return has_word (cell, "image") || moat_drawio_has_style (cell, "shape", "image")
         || has_word (cell, "icon");
}

static gboolean
is_dashed (const MoatDrawioCell *cell)
{
  return moat_drawio_has_style (cell, "dashed", "1");
}

/* The name of what such shapes are, the same for all that look so. Owned. */
static char *
dup_shape (const MoatDrawioCell *cell)
{
  static const char *const words[] = { "text",     "edgeLabel", "ellipse", "rhombus", "triangle",
                                       "swimlane", "group",     "label",   "line",    "actor" };
  const char *shape = moat_drawio_get_style (cell, "shape");
  static const char *const icons[] = { "resIcon", "prIcon", "grIcon" };

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (moat_drawio_get_style (cell, icons[i]) != NULL)
      return g_strdup (moat_drawio_get_style (cell, icons[i]));
  if (is_picture (cell))
    {
      const char *path = moat_drawio_get_style (cell, "image");
      g_autofree char *name = dup_short_name (path != NULL ? path : "");

      return *name != '\0' ? g_strdup_printf ("image:%s", name) : g_strdup ("image");
    }
  if (shape != NULL && *shape != '\0' && strcmp (shape, "rectangle") != 0)
    return g_str_has_prefix (shape, "stencil(") ? g_strdup ("stencil") : g_strdup (shape);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (has_word (cell, words[i]))
      return g_strdup (words[i]);

  return g_strdup (is_dashed (cell)                               ? "dashed-rectangle"
                   : moat_drawio_has_style (cell, "rounded", "1") ? "rounded-rectangle"
                                                                  : "rectangle");
}

/* ---- Neighbours ---- */

static gboolean
is_shape (const MoatDrawioCell *cell)
{
  return cell->is_vertex && (cell->parent == NULL || cell->parent->is_vertex);
}

static gboolean
is_text (const MoatDrawioCell *cell)
{
  return strcmp (cell->shape, "text") == 0 || strcmp (cell->shape, "edgeLabel") == 0;
}

static gboolean
contains (const MoatDrawioCell *outer, const MoatDrawioCell *inner)
{
  return outer != inner && moat_rect_contains_point (&outer->box, moat_rect_get_center (&inner->box))
         && inner->box.width * inner->box.height < outer->box.width * outer->box.height;
}

static void
count_inside (MoatDrawioPage *page)
{
  g_autoptr (GPtrArray) shapes = g_ptr_array_new ();

  for (guint i = 0; i < page->cells->len; i++)
    {
      MoatDrawioCell *cell = g_ptr_array_index (page->cells, i);

      if (is_shape (cell) && !is_text (cell) && *cell->text != '\0')
        g_ptr_array_add (shapes, cell);
    }
  for (guint i = 0; i < page->cells->len; i++)
    {
      MoatDrawioCell *cell = g_ptr_array_index (page->cells, i);

      if (!is_shape (cell) || is_text (cell) || (guint64) page->cells->len * shapes->len > MAX_COMPARISONS)
        continue;
      for (guint j = 0; j < shapes->len; j++)
        cell->n_inside += contains (cell, g_ptr_array_index (shapes, j));
    }
}

static void
count_neighbours (MoatDrawioPage *page)
{
  for (guint i = 0; i < page->cells->len; i++)
    {
      MoatDrawioCell *cell = g_ptr_array_index (page->cells, i);
      const char *const ends[] = { cell->source_id, cell->target_id };

      if (is_shape (cell) && cell->parent != NULL && !is_text (cell))
        cell->parent->n_parts++;
      for (guint j = 0; cell->is_edge && j < G_N_ELEMENTS (ends); j++)
        {
          MoatDrawioCell *end = ends[j] != NULL ? g_hash_table_lookup (page->by_id, ends[j]) : NULL;

          if (end != NULL)
            end->n_edges++;
        }
    }
  count_inside (page);
}

/* ---- Sure kinds ---- */

typedef struct
{
  const char *shape; /* or a beginning of it, with a star */
  MoatDrawioKind kind;
} Known;

/* The stencils for data-flow diagrams that draw.io and the threat-modelling library bring, and those whose
 * look says the same everywhere. */
static const Known known_shapes[] = {
  { "ellipse", MOAT_DRAWIO_PROCESS },
  { "doubleEllipse", MOAT_DRAWIO_PROCESS },
  { "mxgraph.dfd.process*", MOAT_DRAWIO_PROCESS },
  { "mxgraph.dfd.start", MOAT_DRAWIO_PROCESS },
  { "cylinder*", MOAT_DRAWIO_STORE },
  { "datastore", MOAT_DRAWIO_STORE },
  { "dataStorage", MOAT_DRAWIO_STORE },
  { "mxgraph.dfd.dataStore*", MOAT_DRAWIO_STORE },
  { "mxgraph.dfd.archive", MOAT_DRAWIO_STORE },
  { "mxgraph.flowchart.database", MOAT_DRAWIO_STORE },
  { "mxgraph.flowchart.direct_data", MOAT_DRAWIO_STORE },
  { "mxgraph.flowchart.stored_data", MOAT_DRAWIO_STORE },
  { "mxgraph.dfd.externalEntity", MOAT_DRAWIO_ENTITY },
  { "umlActor", MOAT_DRAWIO_ENTITY },
  { "actor", MOAT_DRAWIO_ENTITY },
  { "requiredInterface", MOAT_DRAWIO_LINE },
  { "mxgraph.aws4.group*", MOAT_DRAWIO_ZONE },
  { "mxgraph.aws3d.*group*", MOAT_DRAWIO_ZONE },
  { "note*", MOAT_DRAWIO_NOTE },
  { "mxgraph.dfd.check", MOAT_DRAWIO_PROCESS },
  { "mxgraph.dfd.loop", MOAT_DRAWIO_PROCESS },
};

static gboolean
find_known (const char *shape, MoatDrawioKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_shapes); i++)
    if (g_pattern_match_simple (known_shapes[i].shape, shape))
      {
        *kind = known_shapes[i].kind;
        return TRUE;
      }
  return FALSE;
}

/* The object round a cell may say it in words, as CAIRIS and materialize_threats have people do. */
static gboolean
find_typed (const MoatDrawioCell *cell, MoatDrawioKind *kind)
{
  static const struct
  {
    const char *type;
    MoatDrawioKind kind;
  } types[] = {
    { "process", MOAT_DRAWIO_PROCESS },    { "multiprocess", MOAT_DRAWIO_PROCESS },
    { "entity", MOAT_DRAWIO_ENTITY },      { "externalentity", MOAT_DRAWIO_ENTITY },
    { "actor", MOAT_DRAWIO_ENTITY },       { "externalinteractor", MOAT_DRAWIO_ENTITY },
    { "datastore", MOAT_DRAWIO_STORE },    { "store", MOAT_DRAWIO_STORE },
    { "trustboundary", MOAT_DRAWIO_ZONE }, { "boundary", MOAT_DRAWIO_ZONE },
    { "trustzone", MOAT_DRAWIO_ZONE },     { "zone", MOAT_DRAWIO_ZONE },
    { "annotation", MOAT_DRAWIO_NOTE },    { "note", MOAT_DRAWIO_NOTE },
  };
  const char *type = moat_drawio_get_attribute (cell, "type");
  g_autoptr (GString) folded = g_string_new (NULL);

  for (; type != NULL && *type != '\0'; type++)
    if (g_ascii_isalnum (*type))
      g_string_append_c (folded, g_ascii_tolower (*type));
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].type, folded->str) == 0)
      {
        *kind = types[i].kind;
        return TRUE;
      }
  return FALSE;
}

/* Two sides of the box are missing: how a store is drawn. */
static gboolean
is_open_box (const MoatDrawioCell *cell)
{
  return moat_drawio_has_style (cell, "shape", "partialRectangle")
         && (moat_drawio_has_style (cell, "left", "0") || moat_drawio_has_style (cell, "right", "0"))
         && !moat_drawio_has_style (cell, "top", "0") && !moat_drawio_has_style (cell, "bottom", "0");
}

/* What the library of M. Henriksen has for assets, controls and threat actors: small filled texts. */
static gboolean
is_library_label (const MoatDrawioCell *cell)
{
  static const char *const fills[] = { "#fff2cc", "#d5e8d4", "#f8cecc" };
  const char *fill = moat_drawio_get_style (cell, "fillColor");

  for (guint i = 0; fill != NULL && i < G_N_ELEMENTS (fills); i++)
    if (g_ascii_strcasecmp (fill, fills[i]) == 0)
      return *cell->text != '\0' && strlen (cell->text) <= 12 && cell->box.width <= 90
             && cell->box.height <= 40;

  return FALSE;
}

/* A table is one note, however many cells it has. */
static gboolean
find_table_part (const MoatDrawioCell *cell, MoatDrawioKind *kind)
{
  if (strcmp (cell->shape, "table") == 0)
    *kind = MOAT_DRAWIO_NOTE;
  else if (strcmp (cell->shape, "tableRow") == 0)
    *kind = MOAT_DRAWIO_GROUP;
  else if (cell->parent != NULL && strcmp (cell->parent->shape, "tableRow") == 0)
    *kind = MOAT_DRAWIO_PART;
  else
    return FALSE;

  return TRUE;
}

static gboolean
find_sure (const MoatDrawioCell *cell, MoatDrawioKind *kind)
{
  if (find_table_part (cell, kind))
    return TRUE;
  if (is_text (cell))
    {
      *kind = is_library_label (cell)                                              ? MOAT_DRAWIO_LABEL
              : cell->parent != NULL && strcmp (cell->parent->shape, "group") != 0 ? MOAT_DRAWIO_PART
              : *cell->text != '\0'                                                ? MOAT_DRAWIO_NOTE
                                                                                   : MOAT_DRAWIO_IGNORE;
      return TRUE;
    }
  if (find_typed (cell, kind) || find_known (cell->shape, kind))
    return TRUE;
  if (strcmp (cell->shape, "group") == 0)
    {
      *kind = *cell->text == '\0' ? MOAT_DRAWIO_GROUP : MOAT_DRAWIO_ZONE;
      return TRUE;
    }
  if (is_open_box (cell))
    {
      *kind = MOAT_DRAWIO_STORE;
      return TRUE;
    }
  if (strcmp (cell->shape, "dashed-rectangle") == 0
      && (cell->n_inside > 0 || cell->n_edges == 0 || moat_drawio_has_style (cell, "fillColor", "none")))
    {
      *kind = MOAT_DRAWIO_ZONE;
      return TRUE;
    }
  if ((moat_drawio_has_style (cell, "container", "1") || strcmp (cell->shape, "swimlane") == 0)
      && cell->n_parts > 0 && cell->n_edges == 0)
    {
      *kind = MOAT_DRAWIO_ZONE;
      return TRUE;
    }
  return FALSE;
}

/* ---- Guesses ---- */

/* Whether people drew a data-flow diagram here, in which a plain box is an external entity. */
static gboolean
has_dfd_shapes (const MoatDrawioPage *page)
{
  gboolean has_process = FALSE, has_store = FALSE;

  for (guint i = 0; i < page->cells->len; i++)
    {
      const MoatDrawioCell *cell = g_ptr_array_index (page->cells, i);

      has_process = has_process || (cell->is_sure && cell->kind == MOAT_DRAWIO_PROCESS);
      has_store = has_store || (is_open_box (cell) && cell->is_vertex);
    }

  return has_process || has_store;
}

/* Stencils of the clouds whose names say what they do to those who know them. */
static gboolean
is_cloud_store (const char *shape)
{
  static const char *const words[] = { "sqs",      "aurora",   "rds",     "dynamo",   "cosmos",   "bigquery",
                                       "redshift", "kinesis",  "queue",   "cache",    "bucket",   "glacier",
                                       "blob",     "_s3",      ".s3",     "kafka",    "postgres", "mysql",
                                       "mongo",    "redis",    "table",   "database", "store",    "storage",
                                       "backup",   "registry", "secrets", "vault",    "disk" };
  g_autofree char *folded = g_ascii_strdown (shape, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

static MoatDrawioKind
guess_by_words (const MoatDrawioCell *cell)
{
  g_autofree char *type = g_strdelimit (g_strdup (cell->shape), ".:_", ' ');

  switch (
      moat_import_words_element_type (strstr (cell->shape, "rectangle") == NULL ? type : NULL, cell->text))
    {
    case MOAT_ELEMENT_EXTERNAL_ENTITY:
      return MOAT_DRAWIO_ENTITY;
    case MOAT_ELEMENT_DATA_STORE:
      return MOAT_DRAWIO_STORE;
    case MOAT_ELEMENT_PROCESS:
      return MOAT_DRAWIO_PROCESS;
    }
  return MOAT_DRAWIO_PROCESS;
}

static gboolean
is_solid (const MoatDrawioCell *cell)
{
  const char *fill = moat_drawio_get_style (cell, "fillColor");

  return fill != NULL && strcmp (fill, "none") != 0;
}

static void
guess (MoatDrawioCell *cell, gboolean is_dfd)
{
  gboolean is_box = strstr (cell->shape, "rectangle") != NULL || strcmp (cell->shape, "swimlane") == 0;
  gboolean is_nameless = *cell->text == '\0';

  cell->is_sure = FALSE;
  if (is_nameless && cell->n_edges == 0 && (cell->n_inside == 0 || is_solid (cell) || !is_box))
    /* A picture, an arrow of decoration, the paper under a drawing. */
    cell->kind = MOAT_DRAWIO_IGNORE;
  else if (is_box && cell->n_inside > 0)
    cell->kind = MOAT_DRAWIO_ZONE;
  else if (strcmp (cell->shape, "rectangle") == 0 && is_dfd)
    {
      cell->kind = MOAT_DRAWIO_ENTITY;
      cell->is_sure = TRUE;
    }
  else if (strcmp (cell->shape, "cloud") == 0)
    cell->kind = MOAT_DRAWIO_ENTITY;
  else if (!is_box && is_cloud_store (cell->shape))
    cell->kind = MOAT_DRAWIO_STORE;
  else
    cell->kind = guess_by_words (cell);
}

static gboolean
is_element (const MoatDrawioCell *cell)
{
  return cell->kind == MOAT_DRAWIO_PROCESS || cell->kind == MOAT_DRAWIO_ENTITY
         || cell->kind == MOAT_DRAWIO_STORE;
}

/* A picture without a name on a shape with one is the look of that shape, and what leads to it leads there.
 */
static void
find_bearer (MoatDrawioPage *page, MoatDrawioCell *picture)
{
  for (guint i = 0; i < page->cells->len; i++)
    {
      MoatDrawioCell *cell = g_ptr_array_index (page->cells, i);

      if (is_shape (cell) && is_element (cell) && *cell->text != '\0' && contains (cell, picture))
        picture->stands_for = cell;
    }
  if (picture->stands_for != NULL)
    picture->kind = MOAT_DRAWIO_IGNORE;
}

void
moat_drawio_find_kinds (MoatDrawioPage *page, GHashTable *answers)
{
  gboolean is_dfd;

  for (guint i = 0; i < page->cells->len; i++)
    {
      MoatDrawioCell *cell = g_ptr_array_index (page->cells, i);

      cell->shape = dup_shape (cell);
    }
  count_neighbours (page);
  for (guint i = 0; i < page->cells->len; i++)
    {
      MoatDrawioCell *cell = g_ptr_array_index (page->cells, i);

      cell->is_sure = is_shape (cell) && find_sure (cell, &cell->kind);
    }
  is_dfd = has_dfd_shapes (page);
  for (guint i = 0; i < page->cells->len; i++)
    {
      MoatDrawioCell *cell = g_ptr_array_index (page->cells, i);
      int chosen;

      if (!is_shape (cell))
        continue;
      if (!cell->is_sure)
        guess (cell, is_dfd);
      if (!is_text (cell) && cell->kind != MOAT_DRAWIO_GROUP
          && moat_import_choices_get_answer (answers, moat_drawio_kinds, cell->shape, &chosen))
        {
          cell->kind = (MoatDrawioKind) chosen;
          cell->is_sure = TRUE;
        }
    }
  for (guint i = 0; i < page->cells->len && i < MAX_COMPARISONS / (page->cells->len + 1); i++)
    {
      MoatDrawioCell *cell = g_ptr_array_index (page->cells, i);

      if (is_shape (cell) && !cell->is_sure && is_element (cell) && *cell->text == '\0')
        find_bearer (page, cell);
    }
}
