/* The keys of a presentation: those that presenters' remotes send, and a letter
 * for each thing there is to do.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "present-private.h"

/* How long a second digit is waited for. */
#define DIGIT_MS 1200

static void
go_next (MoatPresentView *self)
{
  moat_present_view_go_to (self, self->index + 1);
}

static void
go_back (MoatPresentView *self)
{
  if (self->index > 0)
    moat_present_view_go_to (self, self->index - 1);
}

static void
go_first (MoatPresentView *self)
{
  moat_present_view_go_to (self, 0);
}

static void
go_last (MoatPresentView *self)
{
  moat_present_view_go_to (self, G_MAXUINT);
}

static void
type_move (MoatPresentView *self)
{
  moat_present_view_begin_typing (self, MOAT_TYPING_MOVE);
}

static void
type_decision (MoatPresentView *self)
{
  moat_present_view_begin_typing (self, MOAT_TYPING_DECISION);
}

static void
toggle_blank (MoatPresentView *self)
{
  moat_present_view_set_blank (self, !moat_present_view_is_blank (self));
}

static const struct
{
  guint keyval;
  void (*act) (MoatPresentView *self);
} keys[] = {
  { GDK_KEY_space, go_next },
  { GDK_KEY_Right, go_next },
  { GDK_KEY_Down, go_next },
  { GDK_KEY_Page_Down, go_next },
  { GDK_KEY_KP_Right, go_next },
  { GDK_KEY_KP_Down, go_next },
  { GDK_KEY_KP_Page_Down, go_next },
  { GDK_KEY_BackSpace, go_back },
  { GDK_KEY_Left, go_back },
  { GDK_KEY_Up, go_back },
  { GDK_KEY_Page_Up, go_back },
  { GDK_KEY_KP_Left, go_back },
  { GDK_KEY_KP_Up, go_back },
  { GDK_KEY_KP_Page_Up, go_back },
  { GDK_KEY_Home, go_first },
  { GDK_KEY_End, go_last },
  { GDK_KEY_n, type_move },
  { GDK_KEY_d, type_decision },
  { GDK_KEY_b, toggle_blank },
  { GDK_KEY_period, toggle_blank },
  { GDK_KEY_c, moat_present_view_toggle_table },
  { GDK_KEY_Escape, moat_present_view_finish },
};

/* ---- Numbers ---- */

void
moat_present_view_forget_number (MoatPresentView *self)
{
  g_clear_handle_id (&self->number_source, g_source_remove);
  self->typed_number = 0;
}

/* Step 1 is the stop after the whole diagram, which is 0. */
static void
go_to_number (MoatPresentView *self)
{
  guint number = self->typed_number;

  moat_present_view_forget_number (self);
  moat_present_view_go_to (self, number);
  moat_present_view_refresh (self);
}

static gboolean
waited_cb (gpointer user_data)
{
  MoatPresentView *self = user_data;

  self->number_source = 0;
  go_to_number (self);
  return G_SOURCE_REMOVE;
}

/* Goes there at once when no further digit would make sense. */
static void
type_digit (MoatPresentView *self, guint digit)
{
  guint number = self->typed_number * 10 + digit;

  moat_present_view_forget_number (self);
  self->typed_number = number;
  if (number == 0 || number * 10 >= self->stops->len)
    {
      go_to_number (self);
      return;
    }
  self->number_source = g_timeout_add (DIGIT_MS, waited_cb, self);
  moat_present_view_refresh (self);
}

static gboolean
press_number (MoatPresentView *self, guint keyval)
{
  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    type_digit (self, keyval - GDK_KEY_0);
  else if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    type_digit (self, keyval - GDK_KEY_KP_0);
  else if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && self->typed_number > 0)
    go_to_number (self);
  else
    return FALSE;

  return TRUE;
}

/* ---- All keys ---- */

static gboolean
press_history (MoatPresentView *self, guint keyval, gboolean is_shifted)
{
  if (keyval == GDK_KEY_y || (keyval == GDK_KEY_z && is_shifted))
    return moat_document_redo (self->document), TRUE;
  if (keyval == GDK_KEY_z)
    return moat_document_undo (self->document), TRUE;

  return FALSE;
}

gboolean
moat_present_view_press (MoatPresentView *self, guint keyval, GdkModifierType modifiers)
{
  guint key = gdk_keyval_to_lower (keyval);

  g_return_val_if_fail (MOAT_IS_PRESENT_VIEW (self), FALSE);

  if (self->typing != MOAT_TYPING_NOTHING)
    {
      if (key == GDK_KEY_Escape)
        moat_present_view_end_typing (self);
      return key == GDK_KEY_Escape;
    }
  if (modifiers & GDK_CONTROL_MASK)
    return press_history (self, key, (modifiers & GDK_SHIFT_MASK) != 0);
  if (modifiers & GDK_ALT_MASK)
    return FALSE;
  if (press_number (self, keyval))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].keyval == key)
      {
        moat_present_view_forget_number (self);
        if (moat_present_view_is_blank (self) && keys[i].act != moat_present_view_finish)
          moat_present_view_set_blank (self, FALSE);
        else
          keys[i].act (self);
        return TRUE;
      }

  return FALSE;
}
