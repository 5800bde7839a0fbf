/* The canvas' part that lets one type elements and flows instead of drawing
 * them: where the entry stands, and where what was typed goes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-private.h"
#include "create.h"
#include "story-chain.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *name;
  int columns;
  int rows;
} ways[] = {
  { "right", 1, 0 },
  { "left", -1, 0 },
  { "down", 0, 1 },
  { "up", 0, -1 },
};

/* The element that a flow would begin at: the only one that is selected. */
static MoatRecord *
get_from (MoatCanvas *self)
{
  MoatRecord *single = moat_selection_get_single (self->selection);

  return single != NULL && moat_record_get_kind (single) == MOAT_KIND_ELEMENT ? single : NULL;
}

static void open_entry (MoatCanvas *self, const char *text);

/* ---- Making ---- */

static MoatRect
find_room (MoatCanvas *self, MoatElementType type, const char *name, MoatRecord *after)
{
  MoatRect box = { 0, 0, 0, 0 };

  moat_create_get_size (moat_create_get_tool (type), &box.width, &box.height);
  if (self->scene != NULL)
    moat_text_measure_element_size (self->text, type, name, moat_scene_get_notation (self->scene), &box);
  return moat_create_find_room_beside (moat_toolbox_get_context (self->toolbox), &box, after,
                                       ways[self->typing_way].columns, ways[self->typing_way].rows);
}

/* What was made before is drawn first, so that the next does not stand on it. */
static MoatRect
place_cb (const MoatChainPart *part, MoatRecord *after, gpointer user_data)
{
  MoatCanvas *self = user_data;

  moat_document_publish (self->document);
  return find_room (self, part->type, part->name, after);
}

/* Whether all that is drawn is in view; an empty diagram is. */
static gboolean
sees_all (MoatCanvas *self)
{
  const MoatRect visible = moat_viewport_get_visible (&self->viewport);
  MoatRect extents;

  return !moat_canvas_get_extents (self, &extents) || moat_rect_contains_rect (&visible, &extents);
}

static void
entered_cb (MoatCanvas *self, const char *text, gboolean goes_on)
{
  g_autoptr (GPtrArray) parts = moat_story_chain_parse (text);
  MoatRecord *from = get_from (self);
  MoatRecord *last = NULL;
  const gboolean saw_all = sees_all (self);

  if (self->use_case_id == NULL)
    return;
  MOAT_TRANSACTION (self->document, _ ("Add by typing"))
  last = moat_story_chain_apply (self->document, self->use_case_id, parts, from, place_cb, self);

  if (last != NULL)
    {
      moat_selection_set_only (self->selection, last);
      /* Who had the whole diagram in view keeps it there. */
      if (saw_all && !sees_all (self))
        moat_canvas_zoom_fit (self);
      moat_canvas_scroll_to (self, last);
      moat_canvas_focus_record (self, last);
    }
  if (goes_on && last != NULL)
    open_entry (self, "-> ");
}

/* ---- Beginning ---- */

/* Below where the new element will stand, within the canvas. */
static void
place_entry (MoatCanvas *self)
{
  MoatRect box = find_room (self, MOAT_ELEMENT_PROCESS, "", get_from (self));
  MoatPoint at = moat_viewport_to_view (&self->viewport,
                                        (MoatPoint){ box.x + box.width / 2, box.y + box.height });
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  gtk_popover_set_pointing_to (GTK_POPOVER (self->typing),
                               &(GdkRectangle){ (int) CLAMP (at.x, 0, width), (int) CLAMP (at.y, 0, height),
                                                1, 1 });
}

static void
open_entry (MoatCanvas *self, const char *text)
{
  if (self->use_case_id == NULL || moat_toolbox_is_busy (self->toolbox))
    return;
  if (moat_name_editor_is_open (self->editor))
    moat_name_editor_close (self->editor, TRUE);

  if (self->typing == NULL)
    {
      self->typing = GTK_WIDGET (moat_typing_entry_new ());
      gtk_widget_set_parent (self->typing, GTK_WIDGET (self));
      g_signal_connect_object (self->typing, "entered", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
    }
  place_entry (self);
  moat_typing_entry_open (MOAT_TYPING_ENTRY (self->typing), self->document, self->use_case_id,
                          get_from (self), text);
}

void
moat_canvas_begin_typing (MoatCanvas *self, const char *text)
{
  self->typing_way = 0;
  open_entry (self, text);
}

void
moat_canvas_begin_typing_arrow (MoatCanvas *self, const char *way)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_strcmp0 (ways[i].name, way) == 0)
      self->typing_way = i;
  open_entry (self, "-> ");
}

/* ---- Keys ---- */

gboolean
moat_canvas_type_key (MoatCanvas *self, guint keyval, GdkModifierType state)
{
  static const struct
  {
    guint keyval;
    guint other; /* on the number pad */
    const char *way;
  } arrows[] = {
    { GDK_KEY_Right, GDK_KEY_KP_Right, "right" },
    { GDK_KEY_Left, GDK_KEY_KP_Left, "left" },
    { GDK_KEY_Down, GDK_KEY_KP_Down, "down" },
    { GDK_KEY_Up, GDK_KEY_KP_Up, "up" },
  };
  GdkModifierType held = state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);

  if (held != GDK_CONTROL_MASK || get_from (self) == NULL || moat_toolbox_is_busy (self->toolbox)
      || moat_toolbox_get_tool (self->toolbox) != MOAT_TOOL_SELECT)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (arrows); i++)
    if (arrows[i].keyval == keyval || arrows[i].other == keyval)
      {
        moat_canvas_begin_typing_arrow (self, arrows[i].way);
        return TRUE;
      }
  return FALSE;
}

gboolean
moat_canvas_type_letter (MoatCanvas *self, const MoatKey *key)
{
  char letter[7] = "";

  if (key->text == '/')
    {
      moat_canvas_begin_typing (self, NULL);
      return TRUE;
    }
  if ((key->text == '-' || key->text == '>') && get_from (self) != NULL)
    {
      moat_canvas_begin_typing (self, "-> ");
      return TRUE;
    }
  if ((key->modifiers & MOAT_MODIFIER_SHIFT) == 0 || !g_unichar_isalpha (key->text))
    return FALSE;
  g_unichar_to_utf8 (g_unichar_toupper (key->text), letter);
  moat_canvas_begin_typing (self, letter);
  return TRUE;
}
