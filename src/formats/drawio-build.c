/* Records of what stands on a draw.io page.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "drawio-private.h"

#include "import-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ARC_POINTS 9

#define MIN_WIDTH  90.0
#define MIN_HEIGHT 50.0

typedef struct
{
  MoatImport *import;
  MoatDrawioPage *page;
  MoatRecord *use_case;
  guint n_ignored;
} Build;

static gpointer
edit (const Build *build, MoatRecord *record)
{
  return moat_document_edit (moat_import_get_document (build->import), record);
}

/* ---- Texts ---- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

/* What the object round a cell says beyond what is read elsewhere, a line each; "" for nothing. Owned. */
static char *
dup_description (const MoatDrawioCell *cell)
{
  static const char *const read[] = { "label", "id", "placeholders", "type", "assets", "description", NULL };
  GString *out = g_string_new (moat_drawio_get_attribute (cell, "description"));
  g_autoptr (GList) names = cell->attributes != NULL ? g_hash_table_get_keys (cell->attributes) : NULL;

  names = g_list_sort (names, compare_names);
  for (GList *at = names; at != NULL; at = at->next)
    {
      const char *value = moat_drawio_get_attribute (cell, at->data);

      if (g_strv_contains (read, at->data) || *value == '\0'
          || (strcmp (at->data, "name") == 0 && *cell->text == '\0'))
        continue;
      g_string_append_printf (out, "%s%s: %s", out->len > 0 ? "\n" : "", (const char *) at->data, value);
    }

  return g_string_free (out, FALSE);
}

/* The label, else what its object is called. */
static const char *
get_name (const MoatDrawioCell *cell)
{
  const char *name = moat_drawio_get_attribute (cell, "name");

  return *cell->text != '\0' || name == NULL ? cell->text : name;
}

/* "Card data, Address" in the object round a cell. */
static void
carry_assets (const Build *build, const MoatDrawioCell *cell)
{
  const char *assets = moat_drawio_get_attribute (cell, "assets");
  g_auto (GStrv) names = g_strsplit (assets != NULL ? assets : "", ",", -1);

  for (char **name = names; *name != NULL; name++)
    if (*g_strstrip (*name) != '\0')
      moat_import_carry (build->import, cell->record, moat_import_ensure_asset (build->import, *name));
}

/* ---- Shapes ---- */

/* A figure or an icon has its name below it; here it stands inside, which needs room. */
static void
make_room (MoatRect *box)
{
  double width = MAX (box->width, MIN_WIDTH), height = MAX (box->height, MIN_HEIGHT);

  *box = MOAT_RECT_INIT (box->x - (width - box->width) / 2, box->y - (height - box->height) / 2, width,
                         height);
}

static void
add_element (const Build *build, MoatDrawioCell *cell, MoatElementType type)
{
  g_autofree char *description = dup_description (cell);

  if (*get_name (cell) != '\0')
    make_room (&cell->box);

  cell->record = moat_import_add_element (build->import, build->use_case, cell->id, type, get_name (cell));
  moat_text_set (&((MoatElementState *) edit (build, cell->record))->description, description);
  carry_assets (build, cell);
}

static void
add_zone (const Build *build, MoatDrawioCell *cell)
{
  g_autofree char *description = dup_description (cell);
  MoatBoundaryState *state;

  cell->record = moat_import_add_zone (build->import, build->use_case, cell->id, get_name (cell));
  state = edit (build, cell->record);
  state->type = moat_import_words_boundary_type (cell->shape, get_name (cell));
  moat_text_set (&state->description, description);
}

/* An arc: half an ellipse that opens to the left, as “required interface” is drawn; direction turns it. */
static void
add_line (const Build *build, MoatDrawioCell *cell)
{
  const MoatRect *box = &cell->box;
  const char *direction = moat_drawio_get_style (cell, "direction");
  MoatPoint points[ARC_POINTS];
  MoatBoundaryState *state;

  for (guint i = 0; i < ARC_POINTS; i++)
    {
      double t = i / (ARC_POINTS - 1.0);
      /* Across the opening, and how far out, both from 0 to 1. */
      double across = t, out = 4 * t * (1 - t);

      if (g_strcmp0 (direction, "south") == 0 || g_strcmp0 (direction, "north") == 0)
        points[i] = (MoatPoint){ box->x + across * box->width,
                                 box->y + (*direction == 's' ? out : 1 - out) * box->height };
      else
        points[i] = (MoatPoint){ box->x + (g_strcmp0 (direction, "west") == 0 ? 1 - out : out) * box->width,
                                 box->y + across * box->height };
    }
  cell->record = moat_import_add_line (build->import, build->use_case, cell->id, get_name (cell), points,
                                       ARC_POINTS);
  state = edit (build, cell->record);
  state->type = moat_import_words_boundary_type (NULL, get_name (cell));
}

/* What a part belongs to: the next thing above it that became something. */
static MoatRecord *
find_whole (const MoatDrawioCell *cell)
{
  const MoatDrawioCell *above = cell->parent;

  while (above != NULL && above->record == NULL)
    above = above->parent;

  return above != NULL ? above->record : NULL;
}

static void
append_text (GRefString **to, const char *separator, const char *text)
{
  if (*text != '\0')
    moat_text_take (to, *to != NULL ? g_strconcat (*to, separator, text, NULL) : g_strdup (text));
}

/* The rows of a list, as in a class with its members, describe what they stand in; cells make a table's note.
 */
static void
add_part (const Build *build, MoatDrawioCell *cell)
{
  MoatRecord *whole = find_whole (cell);
  MoatState *state = whole != NULL ? edit (build, whole) : NULL;

  if (*cell->text == '\0')
    return;
  if (state != NULL && state->kind == MOAT_KIND_ELEMENT)
    append_text (&((MoatElementState *) state)->description, "\n", cell->text);
  else if (state != NULL && state->kind == MOAT_KIND_NOTE)
    append_text (&((MoatNoteState *) state)->text, cell->geometry.x > 0 ? " | " : "\n", cell->text);
  else
    cell->record = moat_import_add_note (build->import, build->use_case, cell->id, cell->text);
}

static void
add_shape (Build *build, MoatDrawioCell *cell)
{
  switch (cell->kind)
    {
    case MOAT_DRAWIO_PROCESS:
      add_element (build, cell, MOAT_ELEMENT_PROCESS);
      break;
    case MOAT_DRAWIO_ENTITY:
      add_element (build, cell, MOAT_ELEMENT_EXTERNAL_ENTITY);
      break;
    case MOAT_DRAWIO_STORE:
      add_element (build, cell, MOAT_ELEMENT_DATA_STORE);
      break;
    case MOAT_DRAWIO_ZONE:
      add_zone (build, cell);
      break;
    case MOAT_DRAWIO_LINE:
      add_line (build, cell);
      return;
    case MOAT_DRAWIO_NOTE:
      cell->record = moat_import_add_note (build->import, build->use_case, cell->id, get_name (cell));
      break;
    case MOAT_DRAWIO_PART:
      add_part (build, cell);
      break;
    case MOAT_DRAWIO_IGNORE:
      build->n_ignored += cell->is_vertex;
      return;
    case MOAT_DRAWIO_LABEL:
    case MOAT_DRAWIO_GROUP:
      return;
    }
  if (cell->record != NULL)
    moat_import_place (build->import, cell->record, NULL, &cell->box);
}

/* ---- Connections ---- */

/* The element that an end stands on, or a part of which it does; NULL for none. */
static MoatDrawioCell *
find_end (const Build *build, const char *id)
{
  MoatDrawioCell *cell = id != NULL ? g_hash_table_lookup (build->page->by_id, id) : NULL;

  if (cell != NULL && cell->stands_for != NULL)
    cell = cell->stands_for;
  while (cell != NULL && (cell->record == NULL || moat_record_get_kind (cell->record) != MOAT_KIND_ELEMENT))
    cell = cell->parent;

  return cell;
}

/* Where an end is that stands on something other than an element. */
static MoatPoint
get_free_point (const Build *build, const char *id, MoatPoint given, MoatPoint other)
{
  const MoatDrawioCell *cell = id != NULL ? g_hash_table_lookup (build->page->by_id, id) : NULL;

  if (cell == NULL || !cell->is_vertex)
    return given;

  return moat_outline_clip (MOAT_OUTLINE_RECT, &cell->box, moat_rect_get_center (&cell->box), other);
}

static MoatPoint
get_middle (const MoatDrawioCell *end, MoatPoint point)
{
  return end != NULL ? moat_rect_get_center (&end->box) : point;
}

static void
attach (const Build *build, MoatDrawioCell *edge, MoatImportEnd end, gboolean is_drawn_source)
{
  const char *id = is_drawn_source ? edge->source_id : edge->target_id;
  const char *other_id = is_drawn_source ? edge->target_id : edge->source_id;
  MoatDrawioCell *cell = find_end (build, id);
  MoatDrawioCell *other = find_end (build, other_id);
  MoatPoint given = is_drawn_source ? edge->source_point : edge->target_point;
  MoatPoint beyond = get_middle (other, is_drawn_source ? edge->target_point : edge->source_point);
  MoatPoint point = cell != NULL ? moat_rect_get_center (&cell->box)
                                 : get_free_point (build, id, given, beyond);

  moat_import_attach (build->import, edge->record, end, cell != NULL ? cell->record : NULL, &point);
  if (cell == NULL && id != NULL)
    moat_import_lost (build->import,
                      *edge->text != '\0' ? moat_record_get_title (edge->record) : build->page->name,
                      edge->record, _ ("One end is on something that is no element; it is free now."));
}

static gboolean
has_arrow (const MoatDrawioCell *edge, const char *end)
{
  const char *arrow = moat_drawio_get_style (edge, end);

  /* Unless it says otherwise, a connection ends in an arrow. */
  return arrow != NULL ? strcmp (arrow, "none") != 0 : strcmp (end, "endArrow") == 0;
}

/* Whether an end is on a text or on decoration. */
static gboolean
is_on_remark (const Build *build, const char *id)
{
  const MoatDrawioCell *cell = id != NULL ? g_hash_table_lookup (build->page->by_id, id) : NULL;

  return cell != NULL && find_end (build, id) == NULL
         && (cell->kind == MOAT_DRAWIO_NOTE || cell->kind == MOAT_DRAWIO_IGNORE);
}

/* A line that connects nothing and has no arrow is a trust boundary when it is dashed; else it is decoration.
 */
static void
add_loose_line (Build *build, MoatDrawioCell *edge)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MoatPoint));

  if (!moat_drawio_has_style (edge, "dashed", "1"))
    {
      build->n_ignored++;
      return;
    }
  g_array_append_val (points, edge->source_point);
  g_array_append_vals (points, edge->points->data, edge->points->len);
  g_array_append_val (points, edge->target_point);
  edge->record = moat_import_add_line (build->import, build->use_case, edge->id, get_name (edge),
                                       (const MoatPoint *) (gpointer) points->data, points->len);
}

static void
turn_points (MoatDrawioCell *edge)
{
  MoatPoint *points = (MoatPoint *) (gpointer) edge->points->data;

  for (guint i = 0, j = edge->points->len; i + 1 < j; i++)
    {
      MoatPoint point = points[i];

      points[i] = points[--j];
      points[j] = point;
    }
}

static void
set_words (const Build *build, MoatDrawioCell *edge)
{
  g_autofree char *description = dup_description (edge);
  const char *protocol = moat_drawio_get_attribute (edge, "protocol");
  MoatFlowState *state = edit (build, edge->record);

  moat_text_set (&state->description, description);
  if (protocol == NULL && moat_import_words_encrypted (state->name) != MOAT_UNKNOWN)
    protocol = state->name;
  moat_text_set (&state->protocol, protocol);
  state->encrypted = moat_import_words_encrypted (protocol);
  carry_assets (build, edge);
}

static void
add_edge (Build *build, MoatDrawioCell *edge)
{
  gboolean at_end = has_arrow (edge, "endArrow"), at_start = has_arrow (edge, "startArrow");
  gboolean is_turned = at_start && !at_end;

  if (!at_end && !at_start && edge->source_id == NULL && edge->target_id == NULL)
    {
      add_loose_line (build, edge);
      return;
    }
  if (is_on_remark (build, edge->source_id) && is_on_remark (build, edge->target_id))
    {
      build->n_ignored++;
      return;
    }
  edge->record = moat_import_add_flow (build->import, build->use_case, edge->id, get_name (edge));
  attach (build, edge, is_turned ? MOAT_IMPORT_TARGET : MOAT_IMPORT_SOURCE, TRUE);
  attach (build, edge, is_turned ? MOAT_IMPORT_SOURCE : MOAT_IMPORT_TARGET, FALSE);
  if (is_turned)
    turn_points (edge);
  moat_import_bend (build->import, edge->record, (const MoatPoint *) (gpointer) edge->points->data,
                    edge->points->len);
  ((MoatFlowState *) edit (build, edge->record))->bidirectional = at_end == at_start;
  if (!at_end && !at_start)
    moat_import_tell (build->import, edge->record,
                      _ ("A connection without arrows is taken to go both ways."));
  set_words (build, edge);
}

/* Labels are children of their connection; more than one come one after the other. */
static void
add_edge_label (const Build *build, MoatDrawioCell *label)
{
  MoatRecord *flow = label->parent->record;
  MoatFlowState *state;

  if (flow == NULL || *label->text == '\0')
    return;
  if (moat_record_get_kind (flow) != MOAT_KIND_FLOW)
    {
      moat_text_set (&((MoatBoundaryState *) edit (build, flow))->name, label->text);
      return;
    }
  state = edit (build, flow);
  append_text (&state->name, ", ", label->text);
  if (state->protocol == NULL && moat_import_words_encrypted (label->text) != MOAT_UNKNOWN)
    {
      moat_text_set (&state->protocol, label->text);
      state->encrypted = moat_import_words_encrypted (label->text);
    }
}

/* ---- The page ---- */

typedef void (*AddFunc) (Build *build, MoatDrawioCell *cell);

static void
add_if_shape (Build *build, MoatDrawioCell *cell)
{
  if (cell->is_vertex && (cell->parent == NULL || cell->parent->is_vertex))
    add_shape (build, cell);
}

static void
add_if_edge (Build *build, MoatDrawioCell *cell)
{
  if (cell->is_edge)
    add_edge (build, cell);
}

static void
add_if_label (Build *build, MoatDrawioCell *cell)
{
  if (cell->is_vertex && cell->parent != NULL && cell->parent->is_edge)
    add_edge_label (build, cell);
}

/* “One”, “Two”; NULL for none. Owned. */
static char *
join_names (GPtrArray *names)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (list, "%s“%s”", i > 0 ? ", " : "", (const char *) g_ptr_array_index (names, i));

  return g_string_free (list, names->len == 0);
}

static void
report_page (const Build *build)
{
  const MoatDrawioPage *page = build->page;
  g_autofree char *layers = join_names (page->layers);
  g_autofree char *hidden = join_names (page->hidden_layers);

  if (build->n_ignored > 0)
    moat_import_lost (build->import, page->name, build->use_case,
                      g_dngettext (GETTEXT_PACKAGE, "%u shape or line of decoration was left out.",
                                   "%u shapes and lines of decoration were left out.", build->n_ignored),
                      build->n_ignored);
  if (layers != NULL)
    moat_import_tell (build->import, build->use_case,
                      _ ("Moat has no layers; what is on %s is shown together."), layers);
  if (hidden != NULL)
    moat_import_tell (build->import, build->use_case,
                      _ ("What is on %s is hidden in the file, and shown here."), hidden);
}

gboolean
moat_drawio_build (MoatImport *import, MoatDrawioPage *page, guint *done, guint total)
{
  /* Wholes before their parts, shapes before what connects them, connections before their labels. */
  static const AddFunc passes[] = { add_if_shape, add_if_edge, add_if_label };
  Build build = { .import = import, .page = page };

  build.use_case = moat_import_add_use_case (import, page->id, page->name);
  moat_import_set_scope (import, page->id);
  for (guint i = 0; i < G_N_ELEMENTS (passes); i++)
    for (guint j = 0; j < page->cells->len; j++)
      {
        passes[i](&build, g_ptr_array_index (page->cells, j));
        if (i == 0 && !moat_import_go_on (import, (*done)++, total))
          return FALSE;
      }
  moat_drawio_add_labels (import, page, build.use_case);
  report_page (&build);
  moat_import_set_scope (import, NULL);

  return TRUE;
}
