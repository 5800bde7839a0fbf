/* Every kind of record goes through the same invariants, so that a new one, or
 * a new field, is tested on the day it is added.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"

#include "ids.h"

#include <gio/gio.h>
#include <string.h>

/* Gives a field some value that is not its default. */
static void
fill_field (const MoatField *field, MoatState *state)
{
  gpointer at = MOAT_FIELD_PTR (state, field);
  MoatPoint points[] = { { 1, 2 }, { 3, 4 } };

  switch (field->type)
    {
    case MOAT_TEXT:
    case MOAT_ID_TEXT:
    case MOAT_REF:
      moat_text_set (at, "something");
      break;
    case MOAT_DATE:
      moat_text_set (at, "2026-02-28");
      break;
    case MOAT_LINES:
    case MOAT_REFS:
      moat_list_add (at, "one");
      moat_list_add (at, "two");
      break;
    case MOAT_ENUM:
    case MOAT_FLAGS:
      *(int *) at = field->values[1].value;
      break;
    case MOAT_NUMBER:
      *(double *) at = 5;
      break;
    case MOAT_POINT:
      *(MoatPoint *) at = points[1];
      break;
    case MOAT_RECT:
      *(MoatRect *) at = (MoatRect){ 1, 2, 3, 4 };
      break;
    case MOAT_POINTS:
      moat_points_set (at, points, 2);
      break;
    case MOAT_BOOL:
      *(gboolean *) at = TRUE;
      break;
    case MOAT_TRISTATE:
      *(MoatTristate *) at = MOAT_YES;
      break;
    }
}

static MoatState *
filled_state (MoatKind kind)
{
  MoatState *state = moat_state_new (kind);
  const MoatKindInfo *info = moat_kind_get_info (kind);

  for (guint i = 0; i < info->n_fields; i++)
    fill_field (&info->fields[i], state);

  return state;
}

/* The table is whole: names, members and prefixes are there and unique, fields lie inside the struct, words
 * are there. */
static void
test_table (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint prefixes = 0;

  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      const MoatKindInfo *info = moat_kind_get_info ((MoatKind) kind);

      g_assert_cmpint (info->kind, ==, kind);
      g_assert_true (g_hash_table_add (names, (gpointer) info->name));
      g_assert_true (*info->member != '\0' && *info->label != '\0');
      g_assert_true (g_ascii_islower (info->id_prefix));
      g_assert_cmpuint (prefixes & (1u << (info->id_prefix - 'a')), ==, 0);
      prefixes |= 1u << (info->id_prefix - 'a');

      for (guint i = 0; i < info->n_fields; i++)
        {
          const MoatField *field = &info->fields[i];

          g_assert_cmpuint (field->offset, >=, sizeof (MoatState));
          g_assert_cmpuint (field->offset + moat_field_get_size (field), <=, info->size);
          g_assert_true (*field->label != '\0' && *field->description != '\0');
          g_assert_true ((field->values != NULL) == (field->type == MOAT_ENUM || field->type == MOAT_FLAGS));
          g_assert_true ((field->ref_kinds != 0) == (field->type == MOAT_REF || field->type == MOAT_REFS));
          g_assert_true (moat_kind_find_field ((MoatKind) kind, field->name) == field);
        }
    }
}

/* No two fields of a kind share a place, and together they fill the struct: a member without a line in the
 * table is found here. */
static void
test_every_member_has_a_field (void)
{
  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      const MoatKindInfo *info = moat_kind_get_info ((MoatKind) kind);
      g_autofree guint8 *covered = g_new0 (guint8, info->size);
      guint n_gaps = 0;

      for (guint i = 0; i < info->n_fields; i++)
        for (gsize at = 0; at < moat_field_get_size (&info->fields[i]); at++)
          g_assert_cmpuint (covered[info->fields[i].offset + at]++, ==, 0);

      for (gsize at = sizeof (MoatState); at < info->size; at++)
        n_gaps += !covered[at];
      /* Padding goes up to the next 8 bytes after each run of ints; a forgotten pointer or box would be a gap
       * of 8. */
      g_assert_cmpuint (n_gaps % 8, <=, 4);
      g_assert_cmpuint (n_gaps, <=, 12);
    }
}

static void
test_copies (void)
{
  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      const MoatKindInfo *info = moat_kind_get_info ((MoatKind) kind);
      g_autoptr (MoatState) empty = moat_state_new ((MoatKind) kind);
      g_autoptr (MoatState) full = filled_state ((MoatKind) kind);
      g_autoptr (MoatState) copy = moat_state_copy (full);

      g_assert_true (moat_state_equal (full, copy));
      g_assert_false (moat_state_equal (full, empty));
      for (guint i = 0; i < info->n_fields; i++)
        {
          g_assert_true (moat_field_is_default (&info->fields[i], empty));
          g_assert_false (moat_field_is_default (&info->fields[i], full));
          g_assert_false (moat_field_equal (&info->fields[i], empty, full));
          moat_field_copy (&info->fields[i], copy, empty);
          g_assert_false (moat_state_equal (full, copy));
        }
      g_assert_true (moat_state_equal (copy, empty));
    }
}

/* What is written for people can be typed again. */
static void
test_text_round_trip (void)
{
  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      const MoatKindInfo *info = moat_kind_get_info ((MoatKind) kind);
      g_autoptr (MoatState) full = filled_state ((MoatKind) kind);

      for (guint i = 0; i < info->n_fields; i++)
        {
          const MoatField *field = &info->fields[i];
          g_autofree char *text = moat_field_to_text (field, full);
          g_autoptr (MoatState) read = moat_state_new ((MoatKind) kind);
          g_autoptr (GError) error = NULL;

          g_assert_cmpstr (text, !=, "");
          if (moat_field_from_text (field, read, text, &error))
            {
              g_assert_no_error (error);
              g_assert_true (moat_field_equal (field, full, read));
              continue;
            }
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
          g_assert_true (field->type == MOAT_POINT || field->type == MOAT_RECT || field->type == MOAT_POINTS);
        }
    }
}

static void
test_values_round_trip (void)
{
  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      const MoatKindInfo *info = moat_kind_get_info ((MoatKind) kind);

      for (guint i = 0; i < info->n_fields; i++)
        for (const MoatValue *value = info->fields[i].values; value != NULL && value->nick != NULL; value++)
          {
            int back = -1;

            g_assert_true (moat_value_from_nick (info->fields[i].values, value->nick, &back));
            g_assert_cmpint (back, ==, value->value);
            g_assert_cmpstr (moat_value_get_nick (info->fields[i].values, value->value), ==, value->nick);
          }
    }
}

/* Any kind can be added, changed, removed, and all of it undone. */
static void
test_lives (void)
{
  for (guint kind = 1; kind < MOAT_N_KINDS; kind++)
    {
      const MoatKindInfo *info = moat_kind_get_info ((MoatKind) kind);
      g_autoptr (MoatDocument) document = moat_test_document (3);
      g_autofree char *first = moat_test_dump (document);
      guint n_before = moat_document_count (document, (MoatKind) kind);
      MoatRecord *record;

      moat_document_begin (document, "Add");
      record = moat_document_add (document, (MoatKind) kind, NULL);
      g_assert_true (moat_id_is_valid (moat_record_get_id (record)));
      for (guint i = 0; i < info->n_fields; i++)
        if (info->fields[i].ref_kinds == 0)
          fill_field (&info->fields[i], moat_document_edit (document, record));
      moat_document_commit (document);
      g_assert_cmpuint (moat_document_count (document, (MoatKind) kind), ==, n_before + 1);

      moat_document_begin (document, "Remove");
      moat_document_remove (document, record);
      moat_document_commit (document);
      g_assert_cmpuint (moat_document_count (document, (MoatKind) kind), ==, n_before);

      moat_document_undo (document);
      g_assert_true (moat_record_is_live (record));
      moat_document_undo (document);
      g_assert_false (moat_record_is_live (record));
      moat_test_assert_same_dump (document, first);
    }
}

static void
test_flags_by_letters (void)
{
  const MoatField *field = moat_kind_find_field (MOAT_KIND_THREAT, "stride");
  g_autoptr (MoatState) state = moat_state_new (MOAT_KIND_THREAT);
  MoatThreatState *threat = (MoatThreatState *) state;
  g_autoptr (GError) error = NULL;

  g_assert_true (moat_field_from_text (field, state, "T E", NULL));
  g_assert_cmpint (threat->stride, ==, MOAT_STRIDE_TAMPERING | MOAT_STRIDE_ELEVATION);
  g_assert_true (moat_field_from_text (field, state, "tampering, denial", NULL));
  g_assert_cmpint (threat->stride, ==, MOAT_STRIDE_TAMPERING | MOAT_STRIDE_DENIAL);
  g_assert_false (moat_field_from_text (field, state, "magic", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_cmpint (threat->stride, ==, MOAT_STRIDE_TAMPERING | MOAT_STRIDE_DENIAL);
}

static void
test_dates (void)
{
  static const char *const wrong[] = { "yesterday",   "2026-02-30",  "2026-2-3",
                                       "2026-02-03 ", "2026-02-03x", "26-02-03" };
  const MoatField *field = moat_kind_find_field (MOAT_KIND_THREAT, "until");
  g_autoptr (MoatState) state = moat_state_new (MOAT_KIND_THREAT);

  g_assert_true (moat_field_from_text (field, state, "2028-02-29", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *stripped = g_strstrip (g_strdup (wrong[i]));

      if (strcmp (stripped, "2026-02-03") != 0)
        g_assert_false (moat_field_from_text (field, state, wrong[i], NULL));
    }
  g_assert_cmpstr (((MoatThreatState *) state)->until, ==, "2028-02-29");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/all-kinds/table", test_table);
  g_test_add_func ("/core/all-kinds/every-member-has-a-field", test_every_member_has_a_field);
  g_test_add_func ("/core/all-kinds/copies", test_copies);
  g_test_add_func ("/core/all-kinds/text-round-trip", test_text_round_trip);
  g_test_add_func ("/core/all-kinds/values-round-trip", test_values_round_trip);
  g_test_add_func ("/core/all-kinds/lives", test_lives);
  g_test_add_func ("/core/all-kinds/flags-by-letters", test_flags_by_letters);
  g_test_add_func ("/core/all-kinds/dates", test_dates);

  return g_test_run ();
}
