/* What tools see of the pointer and the keyboard: plain values in model units,
 * so that every tool can be tested without a display. The canvas's event
 * controllers make them; no tool ever meets a GdkEvent.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "values.h"

G_BEGIN_DECLS

typedef enum
{
  MOAT_MODIFIER_NONE = 0,
  MOAT_MODIFIER_SHIFT = 1 << 0,
  MOAT_MODIFIER_CONTROL = 1 << 1,
  MOAT_MODIFIER_ALT = 1 << 2,
} MoatModifiers;

typedef enum
{
  MOAT_BUTTON_NONE = 0,
  MOAT_BUTTON_PRIMARY = 1,
  MOAT_BUTTON_MIDDLE = 2,
  MOAT_BUTTON_SECONDARY = 3,
} MoatButton;

typedef struct
{
  MoatPoint at; /* model units */
  MoatModifiers modifiers;
  MoatButton button; /* that went down or up; of a motion: the one held, or none */
  guint n_press;     /* 1 for a click, 2 for a double click */
  double zoom;       /* screen pixels per model unit, above 0 */
  gboolean is_touch; /* reach further: a finger is not a point */
  gboolean
      is_still; /* it did not move itself: the drawing did, under it; tools are not told of such motions */
} MoatPointer;

/* Keys that mean something to a tool; a letter arrives as MOAT_KEY_TEXT. */
typedef enum
{
  MOAT_KEY_TEXT,
  MOAT_KEY_ENTER,
  MOAT_KEY_ESCAPE,
  MOAT_KEY_TAB,
  MOAT_KEY_BACK_TAB,
  MOAT_KEY_LEFT,
  MOAT_KEY_RIGHT,
  MOAT_KEY_UP,
  MOAT_KEY_DOWN,
  MOAT_KEY_DELETE,
  MOAT_KEY_BACKSPACE,
  MOAT_KEY_F2,
} MoatKeyName;

typedef struct
{
  MoatKeyName name;
  gunichar text; /* of MOAT_KEY_TEXT, lower case */
  MoatModifiers modifiers;
} MoatKey;

/* How far the pointer must travel, in screen pixels, before a press becomes a drag. */
#define MOAT_DRAG_THRESHOLD 4.0

G_END_DECLS
