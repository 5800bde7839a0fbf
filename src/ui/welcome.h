/* What a window shows before it has a model: begin one, open one or a folder of
 * them, go on with a recent one, or look at an example.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "model-grid.h"

G_BEGIN_DECLS

#define MOAT_TYPE_WELCOME (moat_welcome_get_type ())
G_DECLARE_FINAL_TYPE (MoatWelcome, moat_welcome, MOAT, WELCOME, GtkWidget)

/* All it offers are actions of the window. */
GtkWidget *moat_welcome_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Borrowed. */
MoatModelGrid *moat_welcome_get_recent (MoatWelcome *self);
MoatModelGrid *moat_welcome_get_examples (MoatWelcome *self);

G_END_DECLS
