/* Asks what only a person can say about a file before it is imported: what a
 * shape stands for, which field a column holds.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "import-choices.h"

G_BEGIN_DECLS

#define MOAT_TYPE_IMPORT_CHOOSER (moat_import_chooser_get_type ())
G_DECLARE_FINAL_TYPE (MoatImportChooser, moat_import_chooser, MOAT, IMPORT_CHOOSER, AdwWindow)

/* Signal: "answered" (GHashTable *): key → nick, for MoatImportOptions; NULL: the import is called off. Once,
 * and then the window closes.
 */

/* Over @parent, about the file of this name. Takes @choices. */
MoatImportChooser *moat_import_chooser_new (GtkWindow *parent,
                                            const char *file_name,
                                            MoatImportChoices *choices) G_GNUC_WARN_UNUSED_RESULT;
/* Answers with what is chosen now. */
void moat_import_chooser_accept (MoatImportChooser *self);
/* For tests: the row that asks about @key, or NULL. Borrowed. */
GtkWidget *moat_import_chooser_find_row (MoatImportChooser *self, const char *key);

G_END_DECLS
