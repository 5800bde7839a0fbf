/* Words that are as high as they need to be (see wrapped-label.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "wrapped-label.h"

GtkWidget *
moat_wrapped_label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

GtkWidget *
moat_wrapped_label_new_signed (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *sign = gtk_label_new (NULL);
  GtkWidget *words = moat_wrapped_label_new (NULL, NULL);

  gtk_label_set_width_chars (GTK_LABEL (sign), 2);
  gtk_widget_set_valign (sign, GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), sign);
  gtk_box_append (GTK_BOX (box), words);

  return box;
}
