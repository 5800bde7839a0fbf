/* Commands on what is selected, and copying and pasting: no pointer, no
 * display.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "clipboard.h"
#include "commands.h"
#include "tool-driver.h"

#include <string.h>

static void
select_ids (Driver *driver, const char *const *ids)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (records, driver_find (driver, ids[i]));
  moat_selection_set_list (driver->selection, (MoatRecord *const *) records->pdata, records->len);
}

#define SELECT(driver, ...) select_ids (driver, (const char *const[]){ __VA_ARGS__, NULL })

/* ---- Selecting ---- */

/* Walking goes as the story is told, then over the rest, and ends at both ends, so that Tab can go on. */
static void
test_story_order (Driver *driver, gconstpointer data)
{
  const char *order[] = { "e0", "f0", "e1", "f1", "e2", "f2", "e3", "b0" };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      moat_commands_select_next (driver->selection, "u0", FALSE);
      driver_assert_selected (driver, order[i]);
    }
  g_assert_null (moat_commands_select_next (driver->selection, "u0", FALSE));
  driver_assert_selected (driver, "b0");
  moat_commands_select_next (driver->selection, "u0", TRUE);
  driver_assert_selected (driver, "e3");
}

static void
test_select_all (Driver *driver, gconstpointer data)
{
  moat_commands_select_all (driver->selection, "u0");
  g_assert_cmpuint (moat_selection_get_size (driver->selection), ==, 8);
}

/* ---- Arranging ---- */

static void
test_align (Driver *driver, gconstpointer data)
{
  SELECT (driver, "e0", "f0", "b0");
  moat_commands_align (driver->selection, MOAT_ALIGN_MIDDLE);
  driver_assert_box (driver, "e0", 0, 80, 120, 60);
  driver_assert_box (driver, "b0", 200, -40, 420, 300);
  driver_assert_one_step (driver, "Align");
}

/* The outermost stay, what is between them comes to stand in equal gaps; two things have nothing between. */
static void
test_distribute (Driver *driver, gconstpointer data)
{
  SELECT (driver, "e0", "e1");
  moat_commands_distribute (driver->selection, TRUE);
  driver_assert_box (driver, "e1", 240, 0, 120, 60);

  MOAT_TRANSACTION (driver->document, "Move")
  ((MoatElementState *) moat_document_edit (driver->document, moat_document_find (driver->document, "e1")))
      ->box
      = MOAT_RECT_INIT (180, 40, 120, 60);
  moat_document_clear_history (driver->document);
  SELECT (driver, "e2", "e0", "e1");
  moat_commands_distribute (driver->selection, TRUE);
  driver_assert_box (driver, "e0", 0, 0, 120, 60);
  driver_assert_box (driver, "e1", 240, 40, 120, 60);
  g_assert_cmpstr (moat_document_get_undo_label (driver->document), ==, "Distribute");
  moat_document_undo (driver->document);
  driver_assert_box (driver, "e1", 180, 40, 120, 60);
  g_assert_false (moat_document_can_undo (driver->document));
}

/* Nothing shrinks below its least size. */
static void
test_grow (Driver *driver, gconstpointer data)
{
  SELECT (driver, "e0", "b0");
  moat_commands_grow (driver->selection, -1, 0);
  driver_assert_box (driver, "e0", 0, 0, 120, 60);
  driver_assert_box (driver, "b0", 200, -40, 400, 300);
  moat_commands_grow (driver->selection, 0, 1);
  driver_assert_box (driver, "e0", 0, 0, 120, 80);
  driver_assert_one_step (driver, "Resize");
}

/* ---- Making and changing ---- */

/* Made by command, a thing stands where nothing else does. */
static void
test_create_finds_room (Driver *driver, gconstpointer data)
{
  const MoatToolContext *context = moat_toolbox_get_context (driver->toolbox);
  GPtrArray *elements = NULL;

  for (guint i = 0; i < 12; i++)
    moat_commands_create (context, i % 2 == 0 ? MOAT_TOOL_PROCESS : MOAT_TOOL_DATA_STORE);
  elements = moat_document_list (driver->document, MOAT_KIND_ELEMENT);
  g_assert_cmpuint (elements->len, ==, 16);
  for (guint i = 0; i < elements->len; i++)
    for (guint j = i + 1; j < elements->len; j++)
      g_assert_false (moat_rect_intersects (&moat_element_state (g_ptr_array_index (elements, i))->box,
                                            &moat_element_state (g_ptr_array_index (elements, j))->box));
}

/* A flow to itself for one element, none for none. */
static void
test_connect (Driver *driver, gconstpointer data)
{
  MoatRecord *flow = NULL;

  g_assert_null (moat_commands_connect (driver->selection));
  SELECT (driver, "e2");
  flow = moat_commands_connect (driver->selection);
  g_assert_cmpstr (moat_flow_state (flow)->source, ==, "e2");
  g_assert_cmpstr (moat_flow_state (flow)->target, ==, "e2");
}

/* A copy brings moves and decisions, and flows between what is copied join the copies. */
static void
test_duplicate (Driver *driver, gconstpointer data)
{
  SELECT (driver, "e0", "e1", "f0");
  moat_commands_duplicate (driver->selection);
  g_assert_cmpuint (moat_document_count (driver->document, MOAT_KIND_ELEMENT), ==, 6);
  g_assert_cmpuint (moat_document_count (driver->document, MOAT_KIND_FLOW), ==, 4);
  g_assert_cmpuint (moat_document_count (driver->document, MOAT_KIND_THREAT), ==, 4);
  g_assert_cmpuint (moat_selection_get_size (driver->selection), ==, 3);
  {
    g_autoptr (GPtrArray) flows = moat_selection_list_kind (driver->selection, MOAT_KIND_FLOW);
    g_autoptr (GPtrArray) elements = moat_selection_list_kind (driver->selection, MOAT_KIND_ELEMENT);

    g_assert_cmpstr (moat_flow_state (g_ptr_array_index (flows, 0))->source, ==,
                     moat_record_get_id (g_ptr_array_index (elements, 0)));
    g_assert_cmpfloat (moat_element_state (g_ptr_array_index (elements, 0))->box.x, ==, 40);
  }
  driver_assert_one_step (driver, "Duplicate");
}

static void
test_reverse_and_bidirectional (Driver *driver, gconstpointer data)
{
  SELECT (driver, "f0", "f1", "e0");
  moat_commands_reverse (driver->selection);
  g_assert_cmpstr (moat_flow_state (driver_find (driver, "f0"))->source, ==, "e1");
  driver_assert_one_step (driver, "Reverse");

  moat_commands_toggle_bidirectional (driver->selection);
  g_assert_true (moat_flow_state (driver_find (driver, "f0"))->bidirectional);
  g_assert_true (moat_flow_state (driver_find (driver, "f1"))->bidirectional);
  moat_commands_toggle_bidirectional (driver->selection);
  g_assert_false (moat_flow_state (driver_find (driver, "f0"))->bidirectional);
}

/* The sentence counts all that went, also what hung on it. */
static void
test_delete (Driver *driver, gconstpointer data)
{
  g_autofree char *sentence = NULL;
  g_autofree char *short_sentence = NULL;

  g_assert_null (moat_commands_delete (driver->selection));
  SELECT (driver, "f0", "b0");
  sentence = moat_commands_delete (driver->selection);
  g_assert_cmpstr (sentence, ==, "Deleted 1 flow, 1 boundary, 1 attacker move and 1 decision");
  g_assert_true (moat_selection_is_empty (driver->selection));
  driver_assert_one_step (driver, "Delete");
  moat_document_undo (driver->document);

  SELECT (driver, "b0");
  short_sentence = moat_commands_delete (driver->selection);
  g_assert_cmpstr (short_sentence, ==, "Deleted 1 boundary");
}

/* ---- Moves ---- */

/* One sentence hangs on everything selected that can have moves, and the last one is looked at. */
static void
test_add_move (Driver *driver, gconstpointer data)
{
  MoatRecord *threat = NULL;

  SELECT (driver, "f0", "e1");
  g_assert_null (moat_commands_add_move (driver->selection, "   "));
  driver_assert_untouched (driver);
  threat = moat_commands_add_move (driver->selection, "  Replay it\n");
  g_assert_cmpstr (moat_threat_state (threat)->text, ==, "Replay it");
  g_assert_cmpstr (moat_threat_state (threat)->on, ==, "e1");
  g_assert_true (moat_selection_get_threat (driver->selection) == threat);
  g_assert_cmpuint (moat_document_count (driver->document, MOAT_KIND_THREAT), ==, 5);
  driver_assert_selected (driver, "f0 e1");
  driver_assert_one_step (driver, "Add attacker move");
}

/* Moved, a move leaves where it was; copied, it stays, and its decision stops both. */
static void
test_move_threats (Driver *driver, gconstpointer data)
{
  g_autoptr (GPtrArray) threats = g_ptr_array_new ();
  MoatRecord *copy = NULL;

  g_ptr_array_add (threats, driver_find (driver, "t0"));
  moat_commands_move_threats (driver->selection, threats, driver_find (driver, "f2"));
  g_assert_cmpstr (moat_threat_state (driver_find (driver, "t0"))->on, ==, "f2");
  driver_assert_selected (driver, "f2");
  driver_assert_one_step (driver, "Move attacker move");

  moat_commands_copy_threats (driver->selection, threats, driver_find (driver, "f1"));
  copy = moat_selection_get_threat (driver->selection);
  g_assert_true (copy != driver_find (driver, "t0"));
  g_assert_true (moat_list_contains (moat_decision_state (driver_find (driver, "d0"))->threats,
                                     moat_record_get_id (copy)));
  driver_assert_selected (driver, "f1");
}

/* ---- Clipboard ---- */

static char *
copy_text (Driver *driver, const char *mime_type)
{
  g_autoptr (MoatClip) clip = moat_clip_new (driver->selection);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = moat_clip_to_bytes (clip, mime_type, &error);
  gsize size = 0;
  const char *data_start = NULL;

  g_assert_no_error (error);
  data_start = g_bytes_get_data (bytes, &size);
  return g_strndup (data_start, size);
}

static guint n_emissions;

static void
count_cb (void)
{
  n_emissions++;
}

/* Copying changes nothing and tells nobody. */
static void
test_copy_is_silent (Driver *driver, gconstpointer data)
{
  g_autoptr (MoatClip) clip = NULL;

  g_assert_null (moat_clip_new (driver->selection));
  SELECT (driver, "e0", "f0", "f1");
  n_emissions = 0;
  g_signal_connect (driver->document, "changed", G_CALLBACK (count_cb), NULL);
  clip = moat_clip_new (driver->selection);
  g_assert_cmpuint (n_emissions, ==, 0);
  driver_assert_untouched (driver);
}

/* Pasted into the same use case, copies stand a step beside the originals, the next ones a step further. */
static void
test_paste (Driver *driver, gconstpointer data)
{
  g_autofree char *fragment = NULL;
  MoatRect box;

  SELECT (driver, "e0", "e1", "f0");
  fragment = copy_text (driver, MOAT_CLIP_MIME_FRAGMENT);
  g_assert_true (moat_clipboard_paste (driver->selection, "u0", fragment, NULL, NULL));
  driver_assert_one_step (driver, "Paste");
  g_assert_true (moat_clipboard_paste (driver->selection, "u0", fragment, NULL, NULL));
  g_assert_cmpuint (moat_document_count (driver->document, MOAT_KIND_ELEMENT), ==, 8);
  g_assert_cmpuint (moat_document_count (driver->document, MOAT_KIND_FLOW), ==, 5);
  g_assert_cmpuint (moat_document_count (driver->document, MOAT_KIND_THREAT), ==, 5);
  {
    g_autoptr (GPtrArray) elements = moat_selection_list_kind (driver->selection, MOAT_KIND_ELEMENT);

    g_assert_cmpuint (elements->len, ==, 2);
    g_assert_true (moat_handles_get_box (g_ptr_array_index (elements, 0), &box));
    g_assert_cmpfloat (box.x, ==, 80);
    g_assert_cmpfloat (box.y, ==, 80);
  }
}

/* At a point, what is pasted lies round it. */
static void
test_paste_at (Driver *driver, gconstpointer data)
{
  g_autofree char *fragment = NULL;
  MoatRect box;

  SELECT (driver, "e2");
  fragment = copy_text (driver, MOAT_CLIP_MIME_FRAGMENT);
  g_assert_true (moat_clipboard_paste (driver->selection, "u0", fragment, &(MoatPoint){ 1060, 530 }, NULL));
  g_assert_true (moat_handles_get_box (moat_selection_get_single (driver->selection), &box));
  g_assert_cmpfloat (box.x, ==, 1000);
  g_assert_cmpfloat (box.y, ==, 500);
}

/* A flow pasted beside its elements stays on them; into another window it comes with free ends where they
 * were.
 */
static void
test_paste_flow_alone (Driver *driver, gconstpointer data)
{
  g_autoptr (MoatDocument) other = moat_document_new ();
  g_autoptr (MoatSelection) selection = moat_selection_new (other);
  g_autofree char *fragment = NULL;
  const MoatFlowState *state = NULL;
  const char *use_case_id = NULL;

  SELECT (driver, "f1");
  fragment = copy_text (driver, MOAT_CLIP_MIME_FRAGMENT);
  g_assert_true (moat_clipboard_paste (driver->selection, "u0", fragment, NULL, NULL));
  state = moat_flow_state (moat_selection_get_single (driver->selection));
  g_assert_cmpstr (state->source, ==, "e1");
  g_assert_cmpstr (state->target, ==, "e2");
  g_assert_cmpfloat (state->source_point.x, ==, 0);

  MOAT_TRANSACTION (other, "Use case")
  use_case_id = moat_record_get_id (moat_edit_add_use_case (other, "Other"));
  g_assert_true (moat_clipboard_paste (selection, use_case_id, fragment, NULL, NULL));
  state = moat_flow_state (moat_selection_get_single (selection));
  g_assert_null (state->source);
  g_assert_null (state->target);
  g_assert_cmpfloat_with_epsilon (state->source_point.x, 360, 1);
  g_assert_cmpfloat_with_epsilon (state->target_point.x, 480, 1);
}

/* Pasted into another use case of the same model, a flow does not reach across. */
static void
test_paste_across_use_cases (Driver *driver, gconstpointer data)
{
  g_autofree char *fragment = NULL;
  const MoatFlowState *state = NULL;
  const char *use_case_id = NULL;

  SELECT (driver, "f1");
  fragment = copy_text (driver, MOAT_CLIP_MIME_FRAGMENT);
  MOAT_TRANSACTION (driver->document, "Use case")
  use_case_id = moat_record_get_id (moat_edit_add_use_case (driver->document, "Other"));
  g_assert_true (moat_clipboard_paste (driver->selection, use_case_id, fragment, NULL, NULL));
  state = moat_flow_state (moat_selection_get_single (driver->selection));
  g_assert_cmpstr (state->use_case, ==, use_case_id);
  g_assert_null (state->source);
  g_assert_null (state->target);
}

/* What is no fragment changes nothing and says so. */
static void
test_paste_rubbish (Driver *driver, gconstpointer data)
{
  const char *rubbish[]
      = { "", "{", "[]", "{\"format\":\"other\"}", "\"text\"", "{\"elements\":[{\"box\":1e999}]}" };

  for (guint i = 0; i < G_N_ELEMENTS (rubbish); i++)
    {
      g_autoptr (GError) error = NULL;

      if (!moat_clipboard_paste (driver->selection, "u0", rubbish[i], NULL, &error))
        g_assert_nonnull (error);
      driver_assert_untouched (driver);
    }
}

/* As text it is the story of what was copied; as a picture it is one. A later edit does not change the clip.
 */
static void
test_other_forms (Driver *driver, gconstpointer data)
{
  g_autoptr (MoatClip) clip = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *story = NULL;

  SELECT (driver, "e0", "e1", "f0");
  clip = moat_clip_new (driver->selection);
  g_free (moat_commands_delete (driver->selection));
  for (guint i = 0; moat_clip_list_mime_types ()[i] != NULL; i++)
    {
      g_autoptr (GBytes) bytes = moat_clip_to_bytes (clip, moat_clip_list_mime_types ()[i], &error);

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), >, 0);
    }
  text = moat_clip_to_bytes (clip, MOAT_CLIP_MIME_TEXT, NULL);
  story = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  g_assert_nonnull (strstr (story, "Element 0 -> Element 1"));
  g_assert_null (strstr (story, "Element 2"));
  svg = moat_clip_to_bytes (clip, MOAT_CLIP_MIME_SVG, NULL);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg), "<svg"));
  png = moat_clip_to_bytes (clip, MOAT_CLIP_MIME_PNG, NULL);
  g_assert_cmpint (memcmp (g_bytes_get_data (png, NULL), "\x89PNG", 4), ==, 0);
  g_assert_null (moat_clip_to_bytes (clip, "audio/ogg", &error));
  g_assert_nonnull (error);
}

/* Text from elsewhere: moves on the flow that is selected, one a line; else a note. */
static void
test_paste_text (Driver *driver, gconstpointer data)
{
  SELECT (driver, "f1");
  g_assert_true (moat_clipboard_paste_text (driver->selection, "u0", "Replay it\n\n  Guess the id \n",
                                            &(MoatPoint){ 0, 0 }));
  g_assert_cmpuint (moat_document_count (driver->document, MOAT_KIND_THREAT), ==, 5);
  g_assert_cmpstr (moat_record_get_title (moat_selection_get_threat (driver->selection)), ==, "Guess the id");
  driver_assert_one_step (driver, "Paste attacker moves");
  moat_document_undo (driver->document);

  moat_selection_clear (driver->selection);
  g_assert_false (moat_clipboard_paste_text (driver->selection, "u0", " \n ", NULL));
  g_assert_true (
      moat_clipboard_paste_text (driver->selection, "u0", "Ask the team", &(MoatPoint){ 100, 500 }));
  g_assert_cmpstr (moat_note_state (moat_selection_get_single (driver->selection))->text, ==, "Ask the team");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  DRIVER_ADD ("/canvas/commands/story-order", test_story_order);
  DRIVER_ADD ("/canvas/commands/select-all", test_select_all);
  DRIVER_ADD ("/canvas/commands/align", test_align);
  DRIVER_ADD ("/canvas/commands/distribute", test_distribute);
  DRIVER_ADD ("/canvas/commands/grow", test_grow);
  DRIVER_ADD ("/canvas/commands/create-finds-room", test_create_finds_room);
  DRIVER_ADD ("/canvas/commands/connect", test_connect);
  DRIVER_ADD ("/canvas/commands/duplicate", test_duplicate);
  DRIVER_ADD ("/canvas/commands/reverse-and-bidirectional", test_reverse_and_bidirectional);
  DRIVER_ADD ("/canvas/commands/delete", test_delete);
  DRIVER_ADD ("/canvas/commands/add-move", test_add_move);
  DRIVER_ADD ("/canvas/commands/move-threats", test_move_threats);
  DRIVER_ADD ("/canvas/clipboard/copy-is-silent", test_copy_is_silent);
  DRIVER_ADD ("/canvas/clipboard/paste", test_paste);
  DRIVER_ADD ("/canvas/clipboard/paste-at", test_paste_at);
  DRIVER_ADD ("/canvas/clipboard/paste-flow-alone", test_paste_flow_alone);
  DRIVER_ADD ("/canvas/clipboard/paste-across-use-cases", test_paste_across_use_cases);
  DRIVER_ADD ("/canvas/clipboard/paste-rubbish", test_paste_rubbish);
  DRIVER_ADD ("/canvas/clipboard/other-forms", test_other_forms);
  DRIVER_ADD ("/canvas/clipboard/paste-text", test_paste_text);

  return g_test_run ();
}
