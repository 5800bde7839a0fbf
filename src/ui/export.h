/* Exporting a model from the window: one table of formats, one way to choose a
 * file, and SECURITY.md with a look at what will change.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "page.h"

#include "formats.h"

G_BEGIN_DECLS

/* Exports in the format of this name, after asking where to. */
void moat_export_run (MoatPage *page, const char *format_name);

/* Items "win.export::NAME" for every format that can be written. */
void moat_export_fill_menu (GMenu *menu);

/* In the tables of all layers; NULL when there is none. */
const MoatFormat *moat_export_find_format (const char *name);
/* The model file's name without folder and suffix. Owned. */
char *moat_export_dup_base_name (MoatSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
