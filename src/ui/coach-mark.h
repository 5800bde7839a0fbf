/* A popover that explains one part of a window after another: what it is, where
 * one is in the row, and buttons to go on, back and out. It takes the keyboard
 * at each step, so that it is read out, and keeps nobody from using the window.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MOAT_TYPE_COACH_MARK (moat_coach_mark_get_type ())
G_DECLARE_FINAL_TYPE (MoatCoachMark, moat_coach_mark, MOAT, COACH_MARK, GtkPopover)

/* Signals: "moved" (int by): one step on (1) or back (-1); "left" (): the user has seen enough. */

typedef struct
{
  const char *title;
  const char *text;
  guint number; /* from 1 */
  guint total;
} MoatCoachWords;

/* A child of @parent until it is unparented. */
MoatCoachMark *moat_coach_mark_new (GtkWidget *parent) G_GNUC_WARN_UNUSED_RESULT;

/* Points at @target, which is somewhere in the same window, from the side @position. */
void moat_coach_mark_show (MoatCoachMark *self,
                           const MoatCoachWords *words,
                           GtkWidget *target,
                           GtkPositionType position);

G_END_DECLS
