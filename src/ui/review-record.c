/* Recording a review (see review-record.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "review-record.h"

#include "digest.h"

#include <glib/gi18n-lib.h>

MoatRecord *
moat_review_record (MoatDocument *document, const MoatReviewEntry *entry)
{
  g_autofree char *digest = moat_digest_compute (document);
  MoatRecord *review = moat_document_add (document, MOAT_KIND_REVIEW, NULL);
  MoatReviewState *state = moat_document_edit (document, review);

  moat_text_set (&state->date, entry->date);
  moat_text_set (&state->who, entry->who);
  moat_text_set (&state->notes, entry->notes);
  moat_text_set (&state->digest, digest);
  state->trigger = entry->trigger;
  state->minutes = entry->minutes;
  moat_list_set_split (&state->people, entry->people, ",");

  return review;
}

static void
add_names (GPtrArray *names, const MoatList *list)
{
  for (guint i = 0; i < moat_list_len (list); i++)
    {
      const char *name = moat_list_get (list, i);

      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, (gpointer) name);
    }
}

void
moat_review_record_contributors (MoatDocument *document, const char *who, const char *people)
{
  const MoatModelState *model = moat_model_state (moat_document_get_model (document));
  g_autofree char *text = g_strjoin (",", who != NULL ? who : "", people != NULL ? people : "", NULL);
  g_autoptr (MoatList) met = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  MoatModelState *state;

  moat_list_set_split (&met, text, ",");
  add_names (names, model->contributors);
  add_names (names, met);
  if (names->len == moat_list_len (model->contributors))
    return;

  g_ptr_array_add (names, NULL);
  state = moat_document_edit (document, moat_document_get_model (document));
  moat_list_set (&state->contributors, (const char *const *) names->pdata);
}

/* The first review is before the first deployment, later ones are mostly because of a change. */
GtkWidget *
moat_review_trigger_row_new (MoatDocument *document)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  int usual = moat_document_count (document, MOAT_KIND_REVIEW) == 0 ? MOAT_TRIGGER_DEPLOYMENT
                                                                    : MOAT_TRIGGER_DESIGN_CHANGE;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Reason"));
  for (const MoatValue *value = moat_review_triggers; value->nick != NULL; value++)
    gtk_string_list_append (names, _ (value->label));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  for (guint i = 0; moat_review_triggers[i].nick != NULL; i++)
    if (moat_review_triggers[i].value == usual)
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);

  return row;
}

MoatReviewTrigger
moat_review_trigger_row_get (GtkWidget *row)
{
  return (MoatReviewTrigger) moat_review_triggers[adw_combo_row_get_selected (ADW_COMBO_ROW (row))].value;
}
