/* A model that goes through another tool's format and back says the same of
 * everything that both can say; and nothing changes the second time.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "moat-test-seed.h"

#include "formats.h"
#include "ids.h"
#include "json-get.h"
#include "json-put.h"
#include "json.h"
#include "native.h"

#include <string.h>

typedef struct
{
  MoatKind kind;
  const char *fields; /* that both can say, with blanks between */
} Said;

static const Said otm[] = {
  { MOAT_KIND_USE_CASE, "title summary notes attackTest" },
  { MOAT_KIND_ELEMENT, "useCase type name description box assets technology tags encrypted backedUp keepsLog "
                       "privileged outOfScope reason" },
  { MOAT_KIND_FLOW, "useCase source target bends labelOffset name description assets protocol authenticated "
                    "encrypted bidirectional tags outOfScope reason" },
  { MOAT_KIND_BOUNDARY, "useCase shape type name description box tags" },
  { MOAT_KIND_ASSET, "name description handling owner" },
  { MOAT_KIND_THREAT,
    "on text stride severity likelihood impact status reason acceptedBy until owner notes cwe "
    "capec prompt private" },
  { MOAT_KIND_DECISION, "threats text type enforced owner ticket status notes pattern decidedOn private" },
};

static const Said threatforge[] = {
  { MOAT_KIND_ELEMENT,
    "type name description box tags encrypted backedUp keepsLog privileged outOfScope reason" },
  { MOAT_KIND_FLOW, "source target bends labelOffset name description protocol bidirectional tags outOfScope "
                    "reason" },
  { MOAT_KIND_BOUNDARY, "shape type name description box tags" },
  { MOAT_KIND_THREAT,
    "on text stride severity likelihood impact status acceptedBy until owner notes cwe capec "
    "prompt private" },
};

/* ---- A model whose ids are such as Moat gives ---- */

static void mint_in_object (JsonObject *object, GHashTable *minted);

static JsonNode *
mint_node (JsonNode *node, GHashTable *minted)
{
  JsonArray *array = moat_json_as_array (node);
  const char *id = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
                       ? g_hash_table_lookup (minted, json_node_get_string (node))
                       : NULL;
  JsonNode *copy;

  if (id != NULL)
    return json_node_init_string (json_node_alloc (), id);
  if (JSON_NODE_HOLDS_OBJECT (node))
    mint_in_object (json_node_get_object (node), minted);
  if (array == NULL)
    return json_node_copy (node);
  copy = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (copy, json_array_new ());
  for (guint i = 0; i < json_array_get_length (array); i++)
    json_array_add_element (json_node_get_array (copy),
                            mint_node (json_array_get_element (array, i), minted));
  return copy;
}

static void
mint_in_object (JsonObject *object, GHashTable *minted)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *name = names; name != NULL; name = name->next)
    if (strcmp (name->data, "order") != 0)
      json_object_set_member (object, name->data,
                              mint_node (json_object_get_member (object, name->data), minted));
}

static MoatDocument *
mint_ids (MoatDocument *document)
{
  g_autoptr (GHashTable) minted = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GBytes) bytes = moat_native_write (document);
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = moat_json_parse (bytes, NULL, &error);
  MoatDocument *copy;

  for (MoatKind kind = MOAT_KIND_USE_CASE; kind < MOAT_N_KINDS; kind++)
    {
      GPtrArray *records = moat_document_list (document, kind);

      for (guint i = 0; i < records->len; i++)
        {
          const char *id = moat_record_get_id (g_ptr_array_index (records, i));

          g_hash_table_insert (minted, (gpointer) id, moat_id_from_text (kind, id));
        }
    }
  mint_in_object (json_node_get_object (node), minted);
  changed = moat_json_to_bytes (json_node_get_object (node));
  copy = moat_native_read (changed, MOAT_NATIVE_WHOLE, NULL, &error);
  g_assert_no_error (error);
  return copy;
}

/* ---- There and back ---- */

static GBytes *
write_as (MoatDocument *document, const char *name)
{
  const MoatFormat *format = moat_formats_find_by_name (moat_formats_get_all (), name);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = format->write (document, &(MoatExportOptions){ 0 }, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static MoatDocument *
read_as (GBytes *bytes, const char *name)
{
  const MoatFormat *format = moat_formats_find_by_name (moat_formats_get_all (), name);
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GError) error = NULL;
  MoatDocument *document;

  g_assert_true (format == moat_formats_find_by_content (moat_formats_get_all (), bytes, NULL));
  document = format->read (bytes, &(MoatImportOptions){ 0 }, report, &error);
  g_assert_no_error (error);
  return document;
}

/* Free ends, lines and what hangs on them have no place in these formats. */
static gboolean
is_sayable (MoatDocument *document, MoatRecord *record)
{
  switch ((int) moat_record_get_kind (record))
    {
    case MOAT_KIND_FLOW:
      return moat_flow_state (record)->source != NULL && moat_flow_state (record)->target != NULL;
    case MOAT_KIND_BOUNDARY:
      return moat_boundary_state (record)->shape == MOAT_BOUNDARY_ZONE;
    case MOAT_KIND_THREAT:
      {
        MoatRecord *on = moat_document_find (document, moat_threat_state (record)->on);

        return moat_record_get_kind (on) != MOAT_KIND_BOUNDARY
               && moat_record_get_kind (on) != MOAT_KIND_USE_CASE && is_sayable (document, on);
      }
    case MOAT_KIND_DECISION:
      for (guint i = 0; i < moat_list_len (moat_decision_state (record)->threats); i++)
        if (!is_sayable (document,
                         moat_document_find (document,
                                             moat_list_get (moat_decision_state (record)->threats, i))))
          return FALSE;
      return TRUE;
    default:
      return TRUE;
    }
}

/* The order of a set says nothing. */
static gboolean
says_the_same (const MoatField *field, const MoatState *a, const MoatState *b)
{
  const MoatList *list_a;
  const MoatList *list_b;

  if ((field->type != MOAT_REFS && field->type != MOAT_LINES) || field->is_sequence)
    return moat_field_equal (field, a, b);
  list_a = *(MoatList *const *) MOAT_FIELD_PTR (a, field);
  list_b = *(MoatList *const *) MOAT_FIELD_PTR (b, field);
  for (guint i = 0; i < moat_list_len (list_a); i++)
    if (!moat_list_contains (list_b, moat_list_get (list_a, i)))
      return FALSE;
  return moat_list_len (list_a) == moat_list_len (list_b);
}

static void
assert_said (MoatDocument *before, MoatDocument *after, const Said *said, const char *use_case_id)
{
  g_auto (GStrv) names = g_strsplit (said->fields, " ", -1);
  GPtrArray *records = moat_document_list (before, said->kind);

  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);
      MoatRecord *use_case = moat_query_use_case (before, record);
      MoatRecord *again = moat_document_find_kind (after, moat_record_get_id (record), said->kind);

      if (!is_sayable (before, record)
          || (use_case_id != NULL
              && (use_case == NULL || strcmp (moat_record_get_id (use_case), use_case_id) != 0)))
        continue;
      if (again == NULL)
        g_error ("%s “%s” is lost", moat_record_get_id (record), moat_record_get_title (record));
      for (guint j = 0; names[j] != NULL; j++)
        {
          const MoatField *field = moat_kind_find_field (said->kind, names[j]);
          const MoatState *a = moat_record_get_state (record);
          const MoatState *b = moat_record_get_state (again);
          g_autofree char *was = moat_field_to_text (field, a);
          g_autofree char *is = moat_field_to_text (field, b);

          if (!says_the_same (field, a, b))
            g_error ("%s of %s “%s” was “%s” and is “%s”", names[j], moat_record_get_id (record),
                     moat_record_get_title (record), was, is);
        }
    }
}

static void
assert_round_trip (MoatDocument *document, const char *format, const Said *said, gsize n_said)
{
  g_autoptr (GBytes) once = write_as (document, format);
  g_autoptr (MoatDocument) second = read_as (once, format);
  g_autoptr (GBytes) twice = write_as (second, format);
  g_autoptr (MoatDocument) third = read_as (twice, format);
  g_autoptr (GBytes) thrice = write_as (third, format);
  const char *only = strcmp (format, "threatforge") == 0
                         ? moat_record_get_id (moat_query_first_use_case (document))
                         : NULL;

  for (gsize i = 0; i < n_said; i++)
    assert_said (document, second, &said[i], only);
  g_assert_cmpmem (g_bytes_get_data (twice, NULL), g_bytes_get_size (twice), g_bytes_get_data (thrice, NULL),
                   g_bytes_get_size (thrice));
}

static void
test_random (gconstpointer data)
{
  const char *format = data;
  gboolean is_otm = strcmp (format, "otm") == 0;

  for (guint i = 0; i < 25; i++)
    {
      guint32 seed = g_test_rand_int ();
      g_autoptr (MoatDocument) random = moat_test_document (6);
      g_autoptr (MoatDocument) document = NULL;

      g_test_message ("seed %u", seed);
      moat_test_random_edits (random, seed, 60);
      document = mint_ids (random);
      assert_round_trip (document, format, is_otm ? otm : threatforge,
                         is_otm ? G_N_ELEMENTS (otm) : G_N_ELEMENTS (threatforge));
    }
}

int
main (int argc, char *argv[])
{
  moat_test_init (&argc, &argv);
  g_test_add_data_func ("/formats/round-trip/otm", "otm", test_random);
  g_test_add_data_func ("/formats/round-trip/threatforge", "threatforge", test_random);

  return g_test_run ();
}
