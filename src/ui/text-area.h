/* Room for a text view that is as high as its text at any width: a text view by
 * itself only knows its height at the width it had last.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MOAT_TYPE_TEXT_AREA (moat_text_area_get_type ())
G_DECLARE_FINAL_TYPE (MoatTextArea, moat_text_area, MOAT, TEXT_AREA, GtkWidget)

/* @view wraps its lines; it becomes the area's child. */
GtkWidget *moat_text_area_new (GtkTextView *view) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
