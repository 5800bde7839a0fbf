/* What tests of every layer share.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"

#include <string.h>

static MoatRecord *
add_with_id (MoatDocument *document, MoatKind kind, char prefix, guint number)
{
  g_autofree char *id = g_strdup_printf ("%c%u", prefix, number);
  MoatRecord *record = moat_document_add (document, kind, id);

  g_assert_nonnull (record);
  return record;
}

static void
add_elements (MoatDocument *document, guint n_elements)
{
  guint columns = MAX (4, (guint) (n_elements / 25));

  for (guint i = 0; i < n_elements; i++)
    {
      g_autofree char *name = g_strdup_printf ("Element %u", i);
      MoatElementState *state = moat_document_edit (document,
                                                    add_with_id (document, MOAT_KIND_ELEMENT, 'e', i));

      moat_text_set (&state->use_case, "u0");
      moat_text_set (&state->name, name);
      state->type = (MoatElementType) (i % 3);
      state->box = (MoatRect){ (i % columns) * 240.0, (i / columns) * 160.0, 120, 60 };
    }
}

static void
add_flow (MoatDocument *document, guint number)
{
  g_autofree char *source = g_strdup_printf ("e%u", number);
  g_autofree char *target = g_strdup_printf ("e%u", number + 1);
  g_autofree char *flow_id = g_strdup_printf ("f%u", number);
  MoatFlowState *flow = moat_document_edit (document, add_with_id (document, MOAT_KIND_FLOW, 'f', number));
  MoatStepState *step;

  moat_text_set (&flow->use_case, "u0");
  moat_text_set (&flow->source, source);
  moat_text_set (&flow->target, target);
  moat_text_set (&flow->name, "sends something");
  if (number % 2 == 0)
    moat_list_add (&flow->assets, "a0");

  step = moat_document_edit (document, add_with_id (document, MOAT_KIND_STEP, 's', number));
  moat_text_set (&step->use_case, "u0");
  moat_text_set (&step->flow, flow_id);
}

static void
add_move (MoatDocument *document, guint number)
{
  g_autofree char *flow_id = g_strdup_printf ("f%u", number);
  g_autofree char *threat_id = g_strdup_printf ("t%u", number);
  g_autofree char *decision_id = g_strdup_printf ("d%u", number);
  MoatThreatState *threat = moat_document_edit (document,
                                                add_with_id (document, MOAT_KIND_THREAT, 't', number));
  MoatDecisionState *decision;
  MoatVerificationState *verification;

  moat_text_set (&threat->on, flow_id);
  moat_text_set (&threat->text, "Change the id to reach another user's record");
  threat->stride = MOAT_STRIDE_TAMPERING | MOAT_STRIDE_ELEVATION;
  threat->severity = MOAT_LEVEL_HIGH;
  if (number % 3 == 2)
    return;

  decision = moat_document_edit (document, add_with_id (document, MOAT_KIND_DECISION, 'd', number));
  moat_list_add (&decision->threats, threat_id);
  moat_text_set (&decision->text, "Look the record up by the signed-in user");
  decision->type = MOAT_DECISION_AUTHORIZATION;
  moat_list_add (&decision->enforced, "API");

  verification = moat_document_edit (document, add_with_id (document, MOAT_KIND_VERIFICATION, 'v', number));
  moat_text_set (&verification->decision, decision_id);
  moat_text_set (&verification->text, "Integration test with two accounts");
}

MoatDocument *
moat_test_document (guint n_elements)
{
  MoatDocument *document = moat_document_new ();
  MoatUseCaseState *use_case;
  MoatAssetState *asset;
  MoatBoundaryState *zone;

  moat_document_begin (document, "Build");
  use_case = moat_document_edit (document, add_with_id (document, MOAT_KIND_USE_CASE, 'u', 0));
  moat_text_set (&use_case->title, "User does something");
  asset = moat_document_edit (document, add_with_id (document, MOAT_KIND_ASSET, 'a', 0));
  moat_text_set (&asset->name, "Address");
  moat_text_set (&asset->asset_class, "sensitive");
  add_elements (document, n_elements);
  for (guint i = 0; i + 1 < n_elements; i++)
    add_flow (document, i);
  for (guint i = 0; i + 1 < n_elements && i < 6; i++)
    add_move (document, i);
  zone = moat_document_edit (document, add_with_id (document, MOAT_KIND_BOUNDARY, 'b', 0));
  moat_text_set (&zone->use_case, "u0");
  moat_text_set (&zone->name, "Backend");
  zone->box = (MoatRect){ 200, -40, 420, 300 };
  moat_document_commit (document);

  moat_document_clear_history (document);
  moat_document_mark_saved (document);

  return document;
}

static void
dump_record (GString *dump, MoatRecord *record)
{
  const MoatState *state = moat_record_get_state (record);
  const MoatKindInfo *info = moat_kind_get_info (state->kind);

  g_string_append_printf (dump, "%s %s order=%s extra=%s\n", info->name, moat_record_get_id (record),
                          moat_text_get (state->order), moat_text_get (state->extra));
  for (guint i = 0; i < info->n_fields; i++)
    {
      g_autofree char *text = moat_field_to_text (&info->fields[i], state);

      if (!moat_field_is_default (&info->fields[i], state))
        g_string_append_printf (dump, "  %s=%s\n", info->fields[i].name, text);
    }
}

char *
moat_test_dump (MoatDocument *document)
{
  GString *dump = g_string_new (NULL);

  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      GPtrArray *list = moat_document_list (document, (MoatKind) kind);

      for (guint i = 0; i < list->len; i++)
        dump_record (dump, g_ptr_array_index (list, i));
    }

  return g_string_free (dump, FALSE);
}

MoatRecord *
moat_test_pick (MoatDocument *document, GRand *rand, MoatKind kind)
{
  GPtrArray *list = moat_document_list (document, kind);

  return list->len > 0 ? g_ptr_array_index (list, g_rand_int_range (rand, 0, list->len)) : NULL;
}

static const char *
pick_id (MoatDocument *document, GRand *rand, MoatKind kind)
{
  MoatRecord *record = moat_test_pick (document, rand, kind);

  return record != NULL ? moat_record_get_id (record) : NULL;
}

static MoatRect
random_box (GRand *rand)
{
  return (MoatRect){ g_rand_int_range (rand, -40, 80) * 10.0, g_rand_int_range (rand, -40, 80) * 10.0,
                     g_rand_int_range (rand, 6, 60) * 10.0, g_rand_int_range (rand, 4, 50) * 10.0 };
}

/* Between elements of one use case, or from one to nowhere. */
static void
random_add_flow (MoatDocument *document, GRand *rand)
{
  MoatRecord *source = moat_test_pick (document, rand, MOAT_KIND_ELEMENT);
  MoatRecord *target = moat_test_pick (document, rand, MOAT_KIND_ELEMENT);
  const char *use_case = source != NULL ? moat_element_state (source)->use_case : NULL;

  if (use_case == NULL)
    return;
  moat_edit_add_flow (document, use_case, moat_record_get_id (source),
                      strcmp (moat_element_state (target)->use_case, use_case) == 0
                          ? moat_record_get_id (target)
                          : NULL,
                      "asks");
}

static void
random_add (MoatDocument *document, GRand *rand)
{
  const char *use_case = pick_id (document, rand, MOAT_KIND_USE_CASE);
  MoatRect box = random_box (rand);
  MoatPoint points[] = { { box.x, box.y }, { box.x + box.width, box.y + box.height } };
  MoatRecord *flow = moat_test_pick (document, rand, MOAT_KIND_FLOW);
  MoatRecord *threat = moat_test_pick (document, rand, MOAT_KIND_THREAT);
  MoatRecord *decision = moat_test_pick (document, rand, MOAT_KIND_DECISION);

  if (use_case == NULL)
    {
      moat_edit_add_use_case (document, "Another");
      return;
    }

  switch (g_rand_int_range (rand, 0, 11))
    {
    case 0:
      moat_edit_add_use_case (document, "Another");
      break;
    case 1:
    case 2:
      moat_edit_add_element (document, use_case, (MoatElementType) g_rand_int_range (rand, 0, 3), "New",
                             &box);
      break;
    case 3:
    case 4:
      random_add_flow (document, rand);
      break;
    case 5:
      moat_edit_add_zone (document, use_case, "Zone", &box);
      break;
    case 6:
      moat_edit_add_line (document, use_case, "Line", points, 2);
      break;
    case 7:
      moat_edit_add_note (document, use_case, "Note", &box);
      break;
    case 8:
      if (flow != NULL)
        moat_edit_add_threat (document, moat_record_get_id (flow), "Replay it");
      break;
    case 9:
      if (threat != NULL)
        moat_edit_add_decision (document, moat_record_get_id (threat), "Expire tokens");
      break;
    default:
      if (decision != NULL)
        moat_edit_add_verification (document, moat_record_get_id (decision), "Reuse after logout");
      break;
    }
}

static void
random_field (MoatDocument *document, GRand *rand, MoatRecord *record)
{
  const MoatKindInfo *info = moat_kind_get_info (moat_record_get_kind (record));
  const MoatField *field = &info->fields[g_rand_int_range (rand, 0, info->n_fields)];
  g_autofree char *text = g_strdup_printf ("Text %u", g_rand_int_range (rand, 0, 1000));
  MoatState *state;
  gpointer at;

  if (field->ref_kinds != 0 || field->type == MOAT_DATE)
    return;

  state = moat_document_edit (document, record);
  at = MOAT_FIELD_PTR (state, field);
  if (field->type == MOAT_TEXT || field->type == MOAT_ID_TEXT)
    moat_text_set (at, text);
  else if (field->type == MOAT_LINES)
    moat_list_add (at, text);
  else if (field->type == MOAT_BOOL)
    *(gboolean *) at = !*(gboolean *) at;
  else if (field->type == MOAT_TRISTATE)
    *(MoatTristate *) at = (MoatTristate) g_rand_int_range (rand, 0, 3);
  else if (field->type == MOAT_NUMBER)
    *(double *) at = g_rand_int_range (rand, 0, 100);
  else if (field->type == MOAT_RECT)
    *(MoatRect *) at = random_box (rand);
  else if (field->type == MOAT_FLAGS)
    *(int *) at = g_rand_int_range (rand, 0, 64);
}

static void
random_change (MoatDocument *document, GRand *rand)
{
  MoatKind kind = (MoatKind) g_rand_int_range (rand, 0, MOAT_N_KINDS);
  MoatRecord *record = moat_test_pick (document, rand, kind);
  MoatRecord *threat = moat_test_pick (document, rand, MOAT_KIND_THREAT);
  MoatRecord *decision = moat_test_pick (document, rand, MOAT_KIND_DECISION);
  const char *flow = pick_id (document, rand, MOAT_KIND_FLOW);

  switch (g_rand_int_range (rand, 0, 12))
    {
    case 0:
    case 1:
      if (record != NULL && moat_document_count (document, kind) > 1)
        moat_document_remove (document, record);
      break;
    case 2:
      if (record != NULL)
        moat_document_move_before (document, record, moat_test_pick (document, rand, kind));
      break;
    case 3:
      if (threat != NULL && decision != NULL)
        moat_edit_link_decision (document, decision, threat);
      break;
    case 4:
      if (threat != NULL && decision != NULL)
        moat_edit_unlink_decision (document, decision, threat);
      break;
    case 5:
      if (threat != NULL && flow != NULL)
        moat_edit_copy_threat (document, threat, flow);
      break;
    case 6:
      if (flow != NULL)
        moat_edit_reverse_flow (document, moat_document_find (document, flow));
      break;
    case 7:
      if (moat_document_count (document, MOAT_KIND_USE_CASE) < 4)
        moat_edit_duplicate_use_case (document, moat_test_pick (document, rand, MOAT_KIND_USE_CASE));
      break;
    case 8:
      {
        g_autoptr (GPtrArray) all = g_ptr_array_new ();

        g_ptr_array_extend (all, moat_document_list (document, MOAT_KIND_ELEMENT), NULL, NULL);
        g_ptr_array_set_size (all, all->len / 2);
        moat_edit_move (document, all, g_rand_int_range (rand, -9, 9) * 10, 20);
      }
      break;
    default:
      if (record != NULL)
        random_field (document, rand, record);
      break;
    }
}

void
moat_test_random_edit (MoatDocument *document, GRand *rand)
{
  moat_document_begin (document, "Random");
  for (guint i = g_rand_int_range (rand, 1, 4); i > 0; i--)
    {
      if (g_rand_int_range (rand, 0, 3) == 0)
        random_add (document, rand);
      else
        random_change (document, rand);
      if (g_rand_int_range (rand, 0, 4) == 0)
        moat_document_publish (document);
    }

  if (g_rand_int_range (rand, 0, 8) == 0)
    {
      moat_document_begin (document, "Nested");
      random_change (document, rand);
      random_add (document, rand);
      if (g_rand_boolean (rand))
        moat_document_commit (document);
      else
        moat_document_rollback (document);
    }

  if (g_rand_int_range (rand, 0, 10) == 0)
    moat_document_rollback (document);
  else
    moat_document_commit (document);
}

void
moat_test_random_edits (MoatDocument *document, guint32 seed, guint n_edits)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n_edits; i++)
    moat_test_random_edit (document, rand);
}

void
moat_test_assert_same_dump (MoatDocument *document, const char *expected)
{
  g_autofree char *dump = moat_test_dump (document);
  g_auto (GStrv) have = g_strsplit (dump, "\n", -1);
  g_auto (GStrv) want = g_strsplit (expected, "\n", -1);

  for (guint i = 0; have[i] != NULL && want[i] != NULL; i++)
    if (strcmp (have[i], want[i]) != 0)
      g_error ("Line %u of the dump is “%.200s”, not “%.200s”", i + 1, have[i], want[i]);

  g_assert_cmpuint (g_strv_length (have), ==, g_strv_length (want));
}
