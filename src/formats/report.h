/* What a reader or writer did that a person should know of and that did not
 * stop it: repairs, things that could not be carried, things held back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MoatReport MoatReport;

/* One thing to know of: what a list of them shows, each in a row. */
typedef struct
{
  char *where;      /* in the words of the file: "Login, “API”"; NULL: the file as a whole */
  char *text;       /* a translated sentence */
  char *record_id;  /* what it is about in the model; NULL: nothing that is there */
  gboolean is_lost; /* the model does not say it as the file did; FALSE: good to know, and nothing is lost */
} MoatReportItem;

/* Keeps the first MOAT_MAX_REPORTED and counts the rest. */
MoatReport *moat_report_new (void) G_GNUC_WARN_UNUSED_RESULT;
void moat_report_free (MoatReport *self);
/* How many to keep from now on, for who wants each of them: a reader adds at most some for each record. */
void moat_report_set_most (MoatReport *self, guint most);

/* Adds one translated sentence about something lost. @self may be NULL: nobody asked. */
void moat_report_add (MoatReport *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The same, about one place. @where and @record_id may be NULL. */
void
moat_report_add_item (MoatReport *self, const char *where, const char *record_id, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/* Adds a sentence that is good to know, where nothing is lost. */
void moat_report_add_note (MoatReport *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* How many were added, kept or not; and those among them that tell of something lost. */
guint moat_report_count (const MoatReport *self);
guint moat_report_count_lost (const MoatReport *self);
/* Those that are kept, in the order they came: index below moat_report_count_items(). Borrowed. */
guint moat_report_count_items (const MoatReport *self);
const MoatReportItem *moat_report_get_item (const MoatReport *self, guint index);
/* The sentences, led by where, with a last one that counts those not kept. NULL-terminated and owned. */
char **moat_report_dup_lines (const MoatReport *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatReport, moat_report_free)

G_END_DECLS
