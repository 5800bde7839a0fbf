/* A row that shows and edits one field of one record, made by the field's type:
 * a line, some lines, a choice, a switch. What is typed goes into the model at
 * once; typing into one row is one undo step.
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

G_END_DECLS
