/* A row to enter a day: typed as YYYY-MM-DD or picked from a calendar.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MOAT_TYPE_DATE_ROW (moat_date_row_get_type ())
G_DECLARE_FINAL_TYPE (MoatDateRow, moat_date_row, MOAT, DATE_ROW, AdwEntryRow)

/* Signal: GtkEditable's "changed". */

/* @date: YYYY-MM-DD, or NULL for none. */
GtkWidget *moat_date_row_new (const char *title, const char *date) G_GNUC_WARN_UNUSED_RESULT;
/* YYYY-MM-DD, or NULL when nothing is entered or no day. Owned. */
char *moat_date_row_dup_date (MoatDateRow *self) G_GNUC_WARN_UNUSED_RESULT;
/* Whether nothing is entered, or a day. */
gboolean moat_date_row_is_valid (MoatDateRow *self);

/* The day @n_days from today, here, as YYYY-MM-DD. Owned. */
char *moat_date_dup_from_today (int n_days) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
