/* The canvas' part that lets one type a name in place: where the editor lies,
 * and what a finished name does to the model.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-private.h"
#include "commands.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Widths that an editor takes at least and at most, in model units, where the item gives no width of its own.
 */
#define LABEL_MIN 160.0
#define LABEL_MAX 260.0
#define PILL_MIN  140.0
/* Room for the margins beside the text. */
#define TEXT_ROOM 28.0
/* Below this zoom what is typed is shown larger than the drawing, so that it can be read. */
#define MIN_EDITOR_SCALE 0.8

/* ---- Sizes ---- */

static MoatRect
get_grown_box (MoatCanvas *self, const MoatElementState *state, const char *text)
{
  MoatNotation notation = moat_scene_get_notation (self->scene);
  MoatRect area = moat_shapes_get_name_area (state->type, notation, &state->box);
  MoatRect needed = state->box;
  MoatRect grown;
  double height = 0, width = 0;

  moat_text_measure_get_size (self->text, MOAT_TEXT_STYLE_NAME, text, area.width, 0, &width, &height);
  if (text == NULL || *text == '\0' || (height <= area.height && width <= area.width))
    return state->box;
  moat_text_measure_element_size (self->text, state->type, text, notation, &needed);
  grown = MOAT_RECT_INIT (0, 0, MAX (needed.width, state->box.width), MAX (needed.height, state->box.height));
  /* About its middle, by whole units, so that what is beside it stays in line. */
  grown.x = state->box.x - round ((grown.width - state->box.width) / 2);
  grown.y = state->box.y - round ((grown.height - state->box.height) / 2);
  return grown;
}

static void
grow (MoatCanvas *self, MoatRecord *record, const char *text)
{
  if (moat_record_get_kind (record) == MOAT_KIND_ELEMENT)
    {
      MoatRect box = get_grown_box (self, moat_element_state (record), text);

      ((MoatElementState *) moat_document_edit (self->document, record))->box = box;
    }
  else if (moat_record_get_kind (record) == MOAT_KIND_NOTE)
    {
      MoatNoteState *state = moat_document_edit (self->document, record);
      MoatRect needed = state->box;

      moat_text_measure_note_size (self->text, text, &needed);
      state->box.width = MAX (state->box.width, needed.width);
      state->box.height = MAX (state->box.height, needed.height);
    }
}

/* ---- Where the editor lies, in model units ---- */

static MoatRect
widen (MoatCanvas *self, MoatRect rect, MoatTextStyle style, double least, const char *text)
{
  double width = 0;

  moat_text_measure_get_size (self->text, style, text, 0, 0, &width, NULL);
  rect.width = CLAMP (width + TEXT_ROOM, MAX (rect.width, least), MAX (rect.width, LABEL_MAX));
  return rect;
}

static MoatRect
get_flow_area (MoatCanvas *self, const MoatSceneItem *item, const char *text)
{
  MoatRect rect = item->chip;
  MoatPoint middle = rect.width > 0
                         ? (MoatPoint){ rect.x, rect.y + rect.height / 2 }
                         : moat_polyline_get_point_at (item->route->points, item->route->len,
                                                       moat_polyline_get_length (item->route->points,
                                                                                 item->route->len)
                                                           / 2,
                                                       NULL);

  if (rect.width <= 0)
    rect.x = middle.x - LABEL_MIN / 2;
  rect.y = middle.y - MOAT_SHAPE_CHIP_HEIGHT / 2;
  rect.height = MAX (rect.height, MOAT_SHAPE_CHIP_HEIGHT);
  return widen (self, rect, MOAT_TEXT_STYLE_LABEL, LABEL_MIN, text);
}

static MoatRect
get_area (MoatCanvas *self, const MoatSceneItem *item, const char *text)
{
  switch ((int) item->kind)
    {
    case MOAT_KIND_ELEMENT:
      {
        const MoatElementState *state = moat_element_state (item->record);
        MoatRect box = get_grown_box (self, state, text);
        MoatRect area = moat_shapes_get_name_area (state->type, moat_scene_get_notation (self->scene), &box);

        return moat_rect_inset (&area, -MOAT_NAME_EDITOR_MARGIN, 0);
      }
    case MOAT_KIND_FLOW:
      return get_flow_area (self, item, text);
    case MOAT_KIND_BOUNDARY:
      return widen (self, item->pill, MOAT_TEXT_STYLE_BOUNDARY, PILL_MIN, text);
    default:
      return moat_rect_inset (&item->box, 4, 4);
    }
}

static MoatTextStyle
get_style (MoatKind kind)
{
  switch ((int) kind)
    {
    case MOAT_KIND_FLOW:
      return MOAT_TEXT_STYLE_LABEL;
    case MOAT_KIND_BOUNDARY:
      return MOAT_TEXT_STYLE_BOUNDARY;
    case MOAT_KIND_NOTE:
      return MOAT_TEXT_STYLE_NOTE;
    default:
      return MOAT_TEXT_STYLE_NAME;
    }
}

/* Where the open editor goes, in model units; @text_height is set. FALSE when its item is gone. */
static gboolean
place_editor (MoatCanvas *self, MoatRect *area, double *text_height)
{
  MoatRecord *record = moat_name_editor_get_record (self->editor);
  MoatItemWidget *widget = moat_plane_find (MOAT_PLANE (self->plane), record);
  g_autofree char *text = NULL;

  if (widget == NULL)
    return FALSE;
  text = moat_name_editor_dup_text (self->editor);
  *area = get_area (self, moat_item_widget_get_item (widget), text);
  moat_text_measure_get_size (self->text, get_style (moat_record_get_kind (record)),
                              *text != '\0' ? text : "X", area->width - 2 * MOAT_NAME_EDITOR_MARGIN, 0, NULL,
                              text_height);
  if (area->height < *text_height)
    {
      area->y -= (*text_height - area->height) / 2;
      area->height = *text_height;
    }
  return TRUE;
}

/* Inside an element or note the text stands as it will stand; what needs more room gets an edge of its own.
 */
static void
update_edge (MoatCanvas *self)
{
  MoatRecord *record = moat_name_editor_get_record (self->editor);
  double text_height;
  MoatRect area, box;

  moat_name_editor_set_fits (self->editor, place_editor (self, &area, &text_height)
                                               && moat_handles_get_box (record, &box)
                                               && moat_record_get_kind (record) != MOAT_KIND_BOUNDARY
                                               && moat_rect_contains_rect (&box, &area));
}

void
moat_canvas_allocate_editor (MoatCanvas *self)
{
  double scale = MAX (self->viewport.zoom, MIN_EDITOR_SCALE);
  double text_height;
  MoatRect area;
  MoatPoint corner;
  int least = 0;
  int width, height;

  if (!place_editor (self, &area, &text_height))
    return;
  gtk_widget_measure (GTK_WIDGET (self->editor), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  width = MAX ((int) ceil (area.width), least);
  gtk_widget_measure (GTK_WIDGET (self->editor), GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
  height = MAX ((int) ceil (area.height), least);
  moat_name_editor_set_text_height (self->editor, (int) ceil (text_height));

  corner = moat_viewport_to_view (&self->viewport, moat_rect_get_center (&area));
  corner.x = round (corner.x - width * scale / 2);
  corner.y = round (corner.y - height * scale / 2);
  gtk_widget_allocate (GTK_WIDGET (self->editor), width, height, -1,
                       gsk_transform_scale (gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (corner.x,
                                                                                                 corner.y)),
                                            scale, scale));
}

/* ---- Beginning and ending ---- */

static const char *
get_placeholder (MoatRecord *record)
{
  switch ((int) moat_record_get_kind (record))
    {
    case MOAT_KIND_FLOW:
      return _ ("What happens here");
    case MOAT_KIND_BOUNDARY:
      return _ ("Name of the boundary");
    case MOAT_KIND_NOTE:
      return _ ("Note");
    default:
      return _ ("Name");
    }
}

static const char *
get_text (MoatRecord *record)
{
  switch ((int) moat_record_get_kind (record))
    {
    case MOAT_KIND_ELEMENT:
      return moat_element_state (record)->name;
    case MOAT_KIND_FLOW:
      return moat_flow_state (record)->name;
    case MOAT_KIND_BOUNDARY:
      return moat_boundary_state (record)->name;
    case MOAT_KIND_NOTE:
      return moat_note_state (record)->text;
    default:
      return NULL;
    }
}

/* Such a name can only be replaced by another; while none is typed it stays. */
static gboolean
is_too_long (MoatRecord *record)
{
  return g_utf8_strlen (moat_text_get (get_text (record)), -1) > MOAT_NAME_EDITOR_LIMIT;
}

static gboolean
is_renamed (MoatRecord *record, const char *text)
{
  if (!moat_record_is_live (record) || (*text == '\0' && is_too_long (record)))
    return FALSE;
  return g_strcmp0 (text, moat_text_get (get_text (record))) != 0;
}

static void
done_cb (MoatCanvas *self, gboolean is_kept)
{
  MoatRecord *record = moat_name_editor_get_record (self->editor);
  g_autofree char *text = g_strstrip (moat_name_editor_dup_text (self->editor));
  gboolean is_left = gtk_widget_get_focus_child (GTK_WIDGET (self)) != GTK_WIDGET (self->editor)
                     && !gtk_widget_has_focus (GTK_WIDGET (self));

  if (is_kept && is_renamed (record, text))
    {
      MOAT_TRANSACTION (self->document, _ ("Rename"))
      {
        /* Making a thing and naming it is one step. */
        moat_document_set_merge_key (self->document, moat_record_get_id (record));
        moat_commands_rename (self->document, record, text);
        grow (self, record, text);
      }
      moat_document_break_merge (self->document);
    }
  moat_plane_set_edited (MOAT_PLANE (self->plane), NULL);
  moat_canvas_say (self, MOAT_CANVAS_STATUS, "");
  /* Back to the item, unless the typing ended because the focus went elsewhere. */
  if (!is_left && !moat_canvas_focus_record (self, record))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
changed_cb (MoatCanvas *self)
{
  update_edge (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
moat_canvas_edit_name (MoatCanvas *self, MoatRecord *record)
{
  g_return_if_fail (MOAT_IS_CANVAS (self));

  if (record == NULL || moat_plane_find (MOAT_PLANE (self->plane), record) == NULL
      || moat_toolbox_is_busy (self->toolbox))
    return;
  if (self->popover != NULL)
    {
      /* A menu gives the focus back when it is gone, which would end the typing. */
      g_set_object (&self->next_edit, record);
      return;
    }
  moat_canvas_scroll_to (self, record);
  if (is_too_long (record))
    moat_name_editor_open (self->editor, record, NULL, _ ("New name"));
  else
    moat_name_editor_open (self->editor, record, get_text (record), get_placeholder (record));
  if (moat_record_get_kind (record) == MOAT_KIND_ELEMENT || moat_record_get_kind (record) == MOAT_KIND_NOTE)
    moat_plane_set_edited (MOAT_PLANE (self->plane), record);
  moat_canvas_say (self, MOAT_CANVAS_STATUS,
                   _ ("Enter keeps the name, Shift+Enter begins a line, Escape leaves it as it was"));
}

void
moat_canvas_edit_next (MoatCanvas *self)
{
  g_autoptr (MoatRecord) record = g_steal_pointer (&self->next_edit);

  moat_canvas_edit_name (self, record);
}

void
moat_canvas_init_naming (MoatCanvas *self)
{
  self->editor = moat_name_editor_new ();
  gtk_widget_set_parent (GTK_WIDGET (self->editor), GTK_WIDGET (self));
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
}
