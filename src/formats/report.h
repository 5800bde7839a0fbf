/* What a reader or writer did that a person should know of and that did not
 * stop it: repairs, things that could not be carried, things held back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MoatReport MoatReport;

MoatReport *moat_report_new (void) G_GNUC_WARN_UNUSED_RESULT;
void moat_report_free (MoatReport *self);

/* Adds one translated sentence. @self may be NULL: nobody asked. */
void moat_report_add (MoatReport *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* How many were added; beyond MOAT_MAX_REPORTED they are counted but not kept. */
guint moat_report_count (const MoatReport *self);
/* The sentences, with a last one that counts those not kept. NULL-terminated and owned. */
char **moat_report_dup_lines (const MoatReport *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatReport, moat_report_free)

G_END_DECLS
