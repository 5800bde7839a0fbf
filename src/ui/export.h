/* Exporting a model from the window: one table of formats, one way to choose a
 * file, and SECURITY.md with a look at what will change.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "page.h"

#include "formats.h"

G_BEGIN_DECLS

/* Shows the export window with the format of this name, or "" for the one chosen last; of SECURITY.md, what
 * will change in it.
 */
void moat_export_run (MoatPage *page, const char *format_name);
/* Exports so, after asking where to. @options are copied. */
void moat_export_run_with (MoatPage *page, const MoatFormat *format, const MoatExportOptions *options);

/* Lets Escape close a window. */
void moat_export_close_by_escape (GtkWidget *window);

/* In the tables of all layers; NULL when there is none. */
const MoatFormat *moat_export_find_format (const char *name);
/* The model file's name without folder and suffix. Owned. */
char *moat_export_dup_base_name (MoatSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
