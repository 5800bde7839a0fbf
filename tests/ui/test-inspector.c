/* The inspector: everything can be reached, what is typed arrives and stays as it
 * was typed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "moat-test.h"
#include "moat-test-seed.h"

#include "form-row.h"
#include "inspector-page.h"
#include "inspector.h"
#include "record-row.h"
#include "selection.h"
#include "suggestion-row.h"

static MoatRecord *
get_first (MoatDocument *document, MoatKind kind)
{
  return g_ptr_array_index (moat_document_list (document, kind), 0);
}

/* What is no field to fill in: where a thing is drawn, and what it belongs to. */
static gboolean
is_for_forms (const MoatField *field)
{
  static const char *const drawn[] = { "source", "target", NULL };

  return moat_form_row_can_show (field) && !field->is_parent && !g_strv_contains (drawn, field->name);
}

/* Every field of what can be selected is on its page. */
static void
test_every_field (void)
{
  const MoatKind kinds[] = { MOAT_KIND_FLOW, MOAT_KIND_ELEMENT, MOAT_KIND_BOUNDARY, MOAT_KIND_NOTE,
                             MOAT_KIND_USE_CASE };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const MoatKindInfo *info = moat_kind_get_info (kinds[i]);
      g_autofree const char **names = moat_inspector_page_list_fields (kinds[i]);

      for (guint j = 0; j < info->n_fields; j++)
        if (is_for_forms (&info->fields[j]) && !g_strv_contains (names, info->fields[j].name))
          g_error ("the page of %s has no field %s", info->name, info->fields[j].name);
    }
}

/* A page can be made of each record there is, and of all together. */
static void
test_every_page (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (8);
  const MoatKind kinds[] = { MOAT_KIND_FLOW, MOAT_KIND_ELEMENT, MOAT_KIND_BOUNDARY, MOAT_KIND_USE_CASE };
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *records = moat_document_list (document, kinds[i]);

      for (guint j = 0; j < records->len; j++)
        {
          g_autoptr (GPtrArray) one = g_ptr_array_new ();
          GtkWidget *page;

          g_ptr_array_add (one, g_ptr_array_index (records, j));
          if (kinds[i] != MOAT_KIND_USE_CASE)
            g_ptr_array_add (all, g_ptr_array_index (records, j));
          page = g_object_ref_sink (moat_inspector_page_new (document, NULL, one));
          g_assert_finalize_object (page);
        }
    }

  g_assert_finalize_object (g_object_ref_sink (moat_inspector_page_new (document, NULL, all)));
}

/* Each field of moves, decisions and verifications has a row that can be made and says what the field says.
 */
static void
test_every_row (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (8);
  const MoatKind kinds[] = { MOAT_KIND_THREAT, MOAT_KIND_DECISION, MOAT_KIND_VERIFICATION, MOAT_KIND_ASSET };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const MoatKindInfo *info = moat_kind_get_info (kinds[i]);
      MoatRecord *record = get_first (document, kinds[i]);

      for (guint j = 0; j < info->n_fields; j++)
        if (is_for_forms (&info->fields[j]))
          g_assert_finalize_object (
              g_object_ref_sink (moat_form_row_new (document, record, info->fields[j].name, MOAT_FORM_LINE)));
      if (kinds[i] != MOAT_KIND_ASSET)
        {
          GtkWidget *row = g_object_ref_sink (moat_record_row_new (document, NULL, record, NULL));

          moat_record_row_open (MOAT_RECORD_ROW (row));
          g_assert_finalize_object (row);
        }
    }
}

/* What is half typed is not tidied under the cursor; typing is one undo step; undo shows in the row. */
static void
test_typing (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (8);
  MoatRecord *flow = get_first (document, MOAT_KIND_FLOW);
  g_autofree char *before = moat_test_dump (document);
  GtkWidget *row = g_object_ref_sink (moat_form_row_new (document, flow, "tags", MOAT_FORM_LINE));

  gtk_editable_set_text (GTK_EDITABLE (row), "a");
  gtk_editable_set_text (GTK_EDITABLE (row), "a, ");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "a, ");
  gtk_editable_set_text (GTK_EDITABLE (row), "a, b");
  g_assert_cmpuint (moat_list_len (moat_flow_state (flow)->tags), ==, 2);

  moat_document_undo (document);
  moat_test_assert_same_dump (document, before);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
  g_assert_finalize_object (row);
}

/* Of several records the row says that they differ, and sets all. */
static void
test_several (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (8);
  GPtrArray *flows = moat_document_list (document, MOAT_KIND_FLOW);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  GtkWidget *row;

  moat_document_begin (document, "Differ");
  moat_text_set (&((MoatFlowState *) moat_document_edit (document, g_ptr_array_index (flows, 0)))->protocol,
                 "HTTPS");
  moat_document_commit (document);
  flows = moat_document_list (document, MOAT_KIND_FLOW);
  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (records, g_ptr_array_index (flows, i));

  row = g_object_ref_sink (moat_form_row_new_many (document, records, "protocol", MOAT_FORM_LINE));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
  gtk_editable_set_text (GTK_EDITABLE (row), "SSH");
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (moat_flow_state (g_ptr_array_index (records, i))->protocol, ==, "SSH");
  g_assert_finalize_object (row);
}

/* The inspector follows the selection, and edits that take away what it shows. */
static void
test_follows (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (8);
  g_autoptr (MoatSelection) selection = moat_selection_new (document);
  guint32 seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GtkWidget *inspector = g_object_ref_sink (moat_inspector_new (document, selection, NULL));

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 150; i++)
    {
      MoatRecord *record = moat_test_pick (document, rand,
                                           (MoatKind) g_rand_int_range (rand, 0, MOAT_N_KINDS));

      if (record != NULL && moat_record_get_kind (record) == MOAT_KIND_THREAT)
        moat_inspector_show_threat (MOAT_INSPECTOR (inspector), record);
      else if (record != NULL && moat_selection_can_hold (record))
        moat_selection_toggle (selection, record);
      else if (g_rand_boolean (rand))
        moat_document_undo (document);
      moat_test_random_edit (document, rand);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }

  g_assert_finalize_object (inspector);
}

static guint
count_moves (MoatDocument *document, GPtrArray *places)
{
  guint n_moves = 0;

  for (guint i = 0; i < places->len; i++)
    {
      g_autoptr (GPtrArray) threats
                 = moat_document_list_children (document, moat_record_get_id (g_ptr_array_index (places, i)),
                                                MOAT_KIND_THREAT);

      n_moves += threats->len;
    }

  return n_moves;
}

static GtkWidget *
find_of_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_of_type (child, type);
  return found;
}

/* Suggestions come when the catalogue is read, are taken and set aside for all that is selected in one step,
 * and nothing of it stays behind.
 */
static void
test_suggestions (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (8);
  GPtrArray *flows = moat_document_list (document, MOAT_KIND_FLOW);
  g_autoptr (GPtrArray) places = g_ptr_array_new ();
  g_autofree char *before = moat_test_dump (document);
  MoatAdvice *advice = moat_advice_new (document);
  GtkWidget *page, *row;
  guint n_before;

  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (places, g_ptr_array_index (flows, i));
  n_before = count_moves (document, places);
  page = g_object_ref_sink (moat_inspector_page_new (document, advice, places));
  g_assert_null (find_of_type (page, MOAT_TYPE_SUGGESTION_ROW));
  while (moat_advice_get_prompts (advice) == NULL)
    g_main_context_iteration (NULL, TRUE);

  row = find_of_type (page, MOAT_TYPE_SUGGESTION_ROW);
  g_assert_nonnull (row);
  g_signal_emit_by_name (row, "taken");
  g_assert_cmpuint (count_moves (document, places), >, n_before);
  moat_document_undo (document);
  moat_test_assert_same_dump (document, before);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  row = find_of_type (page, MOAT_TYPE_SUGGESTION_ROW);
  g_signal_emit_by_name (row, "dismissed", "Solved elsewhere");
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_PROMPT), >, 0);
  moat_document_undo (document);
  moat_test_assert_same_dump (document, before);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (page);
  g_assert_finalize_object (advice);
}

/* An empty title says what belongs there, until something is typed. */
static void
test_empty_title (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (9);
  MoatRecord *flow = get_first (document, MOAT_KIND_FLOW);
  GtkWidget *title = NULL;
  GtkWidget *hint = NULL;

  moat_document_begin (document, "Empty");
  moat_text_set (&((MoatFlowState *) moat_document_edit (document, flow))->name, NULL);
  moat_document_commit (document);
  title = g_object_ref_sink (moat_form_title_new (document, flow, "name"));
  hint = find_of_type (title, GTK_TYPE_LABEL);
  g_assert_nonnull (hint);
  g_assert_true (gtk_widget_get_visible (hint));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (title)), "signs in", -1);
  g_assert_false (gtk_widget_get_visible (hint));
  g_assert_finalize_object (title);
}

int
main (int argc, char *argv[])
{
  moat_test_init (&argc, &argv);
  adw_init ();

  g_test_add_func ("/ui/inspector/every-field", test_every_field);
  g_test_add_func ("/ui/inspector/every-page", test_every_page);
  g_test_add_func ("/ui/inspector/every-row", test_every_row);
  g_test_add_func ("/ui/inspector/typing", test_typing);
  g_test_add_func ("/ui/inspector/empty-title", test_empty_title);
  g_test_add_func ("/ui/inspector/several", test_several);
  g_test_add_func ("/ui/inspector/follows", test_follows);
  g_test_add_func ("/ui/inspector/suggestions", test_suggestions);

  return g_test_run ();
}
