/* A popover to pick one or several of a list, with a search entry when the list
 * is long: values of a choice, flows, decisions, assets.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MOAT_TYPE_PICKER (moat_picker_get_type ())
G_DECLARE_FINAL_TYPE (MoatPicker, moat_picker, MOAT, PICKER, GtkPopover)

typedef enum
{
  MOAT_PICKER_ONE,  /* picking one closes it */
  MOAT_PICKER_MANY, /* picking switches an item on or off */
} MoatPickerMode;

/* Signals:
 *   "picked" (const char *id, gboolean is_checked)
 *   "create" (const char *text)  something that is not in the list, when moat_picker_set_create_label() was
 * called
 */

GtkWidget *moat_picker_new (MoatPickerMode mode, gboolean has_search) G_GNUC_WARN_UNUSED_RESULT;
/* @detail is said dimly after the label, or NULL. */
void moat_picker_add (MoatPicker *self,
                      const char *id,
                      const char *label,
                      const char *detail,
                      gboolean is_checked);
/* Offers to make what was searched for; @format has one "%s" for it, as in "Add “%s”". */
void moat_picker_set_create_label (MoatPicker *self, const char *format);
guint moat_picker_get_n_items (MoatPicker *self);
/* The id of the only item whose label begins with @letter, borrowed; NULL for none or several. */
const char *moat_picker_find_letter (MoatPicker *self, gunichar letter);

/* Shows it as a child of @parent beside @at (NULL: beside all of @parent), with the keyboard in it. It goes
 * by itself when closed. */
void moat_picker_popup (MoatPicker *self, GtkWidget *parent, const GdkRectangle *at);

G_END_DECLS
