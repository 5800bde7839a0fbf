/* A row that shows and edits one field of one record or of several, made by the
 * field's type: a line, some lines, a choice, a switch, a list of other records.
 * What is typed goes into the model at once; typing into one row is one undo
 * step.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

typedef enum
{
  MOAT_FORM_LINE,
  MOAT_FORM_PARAGRAPHS, /* for text: several lines */
} MoatFormSize;

/* A row for a list of preferences. Of a record that leaves the model the row stays as it is; its owner
 * removes it.
 */
GtkWidget *
moat_form_row_new (MoatDocument *document, MoatRecord *record, const char *field_name, MoatFormSize size)
    G_GNUC_WARN_UNUSED_RESULT;
/* The same for several records, whose kinds all have such a field: where they differ the row says so, and
 * what is entered goes to all. @records of MoatRecord.
 */
GtkWidget *
moat_form_row_new_many (MoatDocument *document, GPtrArray *records, const char *field_name, MoatFormSize size)
    G_GNUC_WARN_UNUSED_RESULT;
/* A text as large as a heading, that is edited where it stands; not a row but for the top of a page. */
GtkWidget *moat_form_title_new (MoatDocument *document, MoatRecord *record, const char *field_name)
    G_GNUC_WARN_UNUSED_RESULT;
/* Whether a form can show such a field: not places and lines, which are dragged. */
gboolean moat_form_row_can_show (const MoatField *field);

G_END_DECLS
