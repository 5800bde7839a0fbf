/* The preferences: how the program looks and what new models begin with. What
 * belongs to one model is in model-dialog.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MOAT_TYPE_PREFERENCES (moat_preferences_get_type ())
G_DECLARE_FINAL_TYPE (MoatPreferences, moat_preferences, MOAT, PREFERENCES, AdwPreferencesWindow)

GtkWidget *moat_preferences_new (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
