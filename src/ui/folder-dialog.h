/* The models of a project's folder to choose from; and the offer to begin one
 * where there is none.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "model-grid.h"
#include "project-folder.h"

G_BEGIN_DECLS

#define MOAT_TYPE_FOLDER_DIALOG (moat_folder_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MoatFolderDialog, moat_folder_dialog, MOAT, FOLDER_DIALOG, AdwWindow)

/* Signals, after which it closes: "chosen" (GFile *model), and "begun" (GFile *model): that a new one be made
 * there.
 */

/* Takes @project. */
MoatFolderDialog *moat_folder_dialog_new (GtkWindow *parent, MoatProjectFolder *project)
    G_GNUC_WARN_UNUSED_RESULT;

/* Borrowed; NULL where the project has no model. */
MoatModelGrid *moat_folder_dialog_get_grid (MoatFolderDialog *self);

G_END_DECLS
