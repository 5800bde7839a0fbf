/* A dialog that asks for a few things at once: rows, a button to cancel and one
 * that says what will be done, which waits until what was entered can be used.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MOAT_TYPE_FORM_DIALOG (moat_form_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MoatFormDialog, moat_form_dialog, MOAT, FORM_DIALOG, AdwWindow)

/* Signals:
 *   "changed" ()   something was entered
 *   "accepted" ()  do it; the dialog closes afterwards
 */

/* Over the window that @widget is in. @accept: a verb with a mnemonic. */
MoatFormDialog *moat_form_dialog_new (GtkWidget *widget, const char *title, const char *accept)
    G_GNUC_WARN_UNUSED_RESULT;
/* What it is about, above the rows. */
void moat_form_dialog_set_description (MoatFormDialog *self, const char *text);
/* Rows of text are followed by themselves. Returns @row. */
GtkWidget *moat_form_dialog_add (MoatFormDialog *self, GtkWidget *row);
GtkWidget *moat_form_dialog_add_entry (MoatFormDialog *self, const char *title, const char *text);
/* Several lines. Returns the text's buffer, borrowed. */
GtkTextBuffer *moat_form_dialog_add_paragraphs (MoatFormDialog *self, const char *title);
void moat_form_dialog_set_valid (MoatFormDialog *self, gboolean is_valid);
/* Shows it, with the keyboard in @row. */
void moat_form_dialog_present (MoatFormDialog *self, GtkWidget *row);

/* What is entered in a row, without the spaces around; NULL when nothing is. Owned. */
char *moat_form_dialog_dup_text (GtkWidget *row) G_GNUC_WARN_UNUSED_RESULT;

/* Who reviews and sets aside on this machine, as entered last; else the user's name, or "". Owned. */
char *moat_form_dialog_dup_person (void) G_GNUC_WARN_UNUSED_RESULT;
void moat_form_dialog_remember_person (const char *person);

G_END_DECLS
