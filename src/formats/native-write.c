/* Writing the native file.
 *
 * A .moat file is one JSON object in UTF-8:
 *
 *   "format": "moat", "version": 1, then the model's own fields as the object
 *   "model", then for each kind that has records an array ("useCases",
 *   "elements", … in the order of the table of kinds), then what a newer
 *   version wrote and this one does not know.
 *
 * A record is an object: "id", "order" (which sorts the records of a kind by
 * bytes, ties by id), then its fields in the table's order, then what is not
 * known. Left out is what says nothing: empty text, false, 0, the first word of
 * an enum, an unknown tristate, a class that every model has as it comes.
 *
 * Bytes are canonical: \n, two spaces of indentation, each field on one line,
 * numbers rounded to tenths, which is what the canvas can show, and without
 * needless digits. Between two records stands "}, {" on one line, so that a
 * record that comes or goes touches no line of another.
 *
 * A higher "version" is refused unless the file says by "readableFrom" that
 * this version may read it; it then keeps both members when saved.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "native.h"

#include "json-text.h"
#include "native-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* ---- Values ---- */

static void
append_text (GString *text, const MoatField *field, gconstpointer value)
{
  moat_json_append_string (text, moat_text_get (*(char *const *) value));
}

static void
append_list (GString *text, const MoatField *field, gconstpointer value)
{
  const MoatList *list = *(MoatList *const *) value;

  g_string_append_c (text, '[');
  for (guint i = 0; i < moat_list_len (list); i++)
    {
      if (i > 0)
        g_string_append (text, ", ");
      moat_json_append_string (text, list->items[i]);
    }
  g_string_append_c (text, ']');
}

static void
append_enum (GString *text, const MoatField *field, gconstpointer value)
{
  moat_json_append_string (text, moat_value_get_nick (field->values, *(const int *) value));
}

static void
append_flags (GString *text, const MoatField *field, gconstpointer value)
{
  gboolean is_first = TRUE;

  g_string_append_c (text, '[');
  for (const MoatValue *flag = field->values; flag->nick != NULL; flag++)
    {
      if ((*(const int *) value & flag->value) == 0)
        continue;
      if (!is_first)
        g_string_append (text, ", ");
      moat_json_append_string (text, flag->nick);
      is_first = FALSE;
    }
  g_string_append_c (text, ']');
}

static void
append_numbers (GString *text, const double *numbers, guint n_numbers)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < n_numbers; i++)
    {
      if (i > 0)
        g_string_append (text, ", ");
      moat_json_append_number (text, numbers[i]);
    }
  g_string_append_c (text, ']');
}

static void
append_number (GString *text, const MoatField *field, gconstpointer value)
{
  moat_json_append_number (text, *(const double *) value);
}

static void
append_point (GString *text, const MoatField *field, gconstpointer value)
{
  const MoatPoint *point = value;

  append_numbers (text, (double[]){ point->x, point->y }, 2);
}

static void
append_rect (GString *text, const MoatField *field, gconstpointer value)
{
  const MoatRect *rect = value;

  append_numbers (text, (double[]){ rect->x, rect->y, rect->width, rect->height }, 4);
}

static void
append_points (GString *text, const MoatField *field, gconstpointer value)
{
  const MoatPoints *points = *(MoatPoints *const *) value;

  g_string_append_c (text, '[');
  for (guint i = 0; i < moat_points_len (points); i++)
    {
      if (i > 0)
        g_string_append (text, ", ");
      append_point (text, field, &points->items[i]);
    }
  g_string_append_c (text, ']');
}

static void
append_truth (GString *text, const MoatField *field, gconstpointer value)
{
  gboolean truth = field->type == MOAT_BOOL ? *(const gboolean *) value
                                            : *(const MoatTristate *) value == MOAT_YES;

  g_string_append (text, truth ? "true" : "false");
}

typedef void (*AppendValue) (GString *text, const MoatField *field, gconstpointer value);

static const AppendValue append_value[] = {
  [MOAT_TEXT] = append_text,   [MOAT_ID_TEXT] = append_text,   [MOAT_DATE] = append_text,
  [MOAT_LINES] = append_list,  [MOAT_REF] = append_text,       [MOAT_REFS] = append_list,
  [MOAT_ENUM] = append_enum,   [MOAT_FLAGS] = append_flags,    [MOAT_NUMBER] = append_number,
  [MOAT_POINT] = append_point, [MOAT_RECT] = append_rect,      [MOAT_POINTS] = append_points,
  [MOAT_BOOL] = append_truth,  [MOAT_TRISTATE] = append_truth,
};

void
moat_native_append_value (GString *text, const MoatField *field, const MoatState *state)
{
  append_value[field->type](text, field, MOAT_FIELD_PTR (state, field));
}

/* Whether all numbers of the field are 0 once rounded. */
static gboolean
rounds_to_nothing (const MoatField *field, const MoatState *state)
{
  const double *numbers = MOAT_FIELD_PTR (state, field);
  guint n_numbers = field->type == MOAT_NUMBER ? 1 : field->type == MOAT_POINT ? 2 : 4;

  if (field->type != MOAT_NUMBER && field->type != MOAT_POINT && field->type != MOAT_RECT)
    return FALSE;
  for (guint i = 0; i < n_numbers; i++)
    {
      if (fabs (numbers[i]) >= 0.05)
        return FALSE;
    }
  return TRUE;
}

/* ---- Members ---- */

/* Begins a member of an object whose members are indented by @depth. */
static void
begin_member (GString *text, const char *name, guint depth)
{
  if (text->str[text->len - 1] != '{')
    g_string_append_c (text, ',');
  moat_json_append_line (text, depth);
  moat_json_append_string (text, name);
  g_string_append (text, ": ");
}

/* The words that this version knows, then those that it kept. */
static void
append_joined_flags (GString *text, const MoatField *field, const MoatState *state, JsonArray *kept)
{
  append_flags (text, field, MOAT_FIELD_PTR (state, field));
  for (guint i = 0; i < json_array_get_length (kept); i++)
    {
      g_string_truncate (text, text->len - 1);
      if (text->str[text->len - 1] != '[')
        g_string_append (text, ", ");
      moat_json_append_string (text, json_array_get_string_element (kept, i));
      g_string_append_c (text, ']');
    }
}

/* @kept is the word or words of the file that this version does not know, or NULL. It gives way to a word
 * that was chosen since.
 */
static void
append_field (GString *text, const MoatField *field, const MoatState *state, JsonNode *kept, guint depth)
{
  gboolean is_default = moat_field_is_default (field, state) || rounds_to_nothing (field, state);

  if (is_default && kept == NULL)
    return;
  begin_member (text, field->name, depth);
  if (kept != NULL && field->type == MOAT_FLAGS)
    append_joined_flags (text, field, state, json_node_get_array (kept));
  else if (is_default)
    moat_json_append_node (text, kept, depth);
  else
    append_value[field->type](text, field, MOAT_FIELD_PTR (state, field));
}

/* The object that @extra, canonical text of our own, stands for. Owned; NULL of NULL. */
static JsonNode *
parse_extra (const char *extra)
{
  JsonNode *node;

  if (extra == NULL)
    return NULL;
  node = json_from_string (extra, NULL);
  g_assert (node != NULL && JSON_NODE_HOLDS_OBJECT (node));
  return node;
}

static void
append_fields (GString *text, const MoatKindInfo *info, const MoatState *state, guint depth)
{
  g_autoptr (JsonNode) node = parse_extra (state->extra);
  JsonObject *extra = node != NULL ? json_node_get_object (node) : NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  for (guint i = 0; i < info->n_fields; i++)
    append_field (text, &info->fields[i], state,
                  extra != NULL ? json_object_get_member (extra, info->fields[i].name) : NULL, depth);
  if (extra == NULL)
    return;
  json_object_iter_init_ordered (&iter, extra);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      if (moat_kind_find_field (info->kind, name) != NULL)
        continue;
      begin_member (text, name, depth);
      moat_json_append_node (text, member, depth);
    }
}

/* ---- Records ---- */

static void
append_record (GString *text, MoatRecord *record)
{
  const MoatState *state = moat_record_get_state (record);

  g_string_append_c (text, '{');
  begin_member (text, "id", 3);
  moat_json_append_string (text, moat_record_get_id (record));
  if (state->order != NULL)
    {
      begin_member (text, "order", 3);
      moat_json_append_string (text, state->order);
    }
  append_fields (text, moat_kind_get_info (state->kind), state, 3);
  moat_json_append_line (text, 2);
  g_string_append_c (text, '}');
}

static void
append_model (GString *text, MoatRecord *model)
{
  const MoatKindInfo *info = moat_kind_get_info (MOAT_KIND_MODEL);
  gsize before = text->len;
  gsize begun;

  begin_member (text, info->member, 1);
  g_string_append_c (text, '{');
  begun = text->len;
  append_fields (text, info, moat_record_get_state (model), 2);
  if (text->len == begun)
    {
      g_string_truncate (text, before);
      return;
    }
  moat_json_append_line (text, 1);
  g_string_append_c (text, '}');
}

/* @records: of MoatRecord *, all of one kind. @pristine: a document whose records need no mention, or NULL.
 */
static void
append_records (GString *text, MoatKind kind, GPtrArray *records, MoatDocument *pristine)
{
  gboolean is_first = TRUE;

  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);
      MoatRecord *twin = pristine != NULL
                             ? moat_document_find_kind (pristine, moat_record_get_id (record), kind)
                             : NULL;

      if (twin != NULL && moat_state_equal (moat_record_get_state (twin), moat_record_get_state (record)))
        continue;
      if (is_first)
        {
          begin_member (text, moat_kind_get_info (kind)->member, 1);
          g_string_append_c (text, '[');
          moat_json_append_line (text, 2);
        }
      else
        {
          g_string_append (text, ", ");
        }
      is_first = FALSE;
      append_record (text, record);
    }
  if (is_first)
    return;
  moat_json_append_line (text, 1);
  g_string_append_c (text, ']');
}

/* ---- The file ---- */

/* The version of a newer file stays: what is kept in it may need that version. */
static void
append_head (GString *text, JsonObject *extra)
{
  begin_member (text, "format", 1);
  moat_json_append_string (text, "moat");
  begin_member (text, "version", 1);
  if (extra != NULL && json_object_has_member (extra, "version"))
    {
      moat_json_append_node (text, json_object_get_member (extra, "version"), 1);
      begin_member (text, "readableFrom", 1);
      moat_json_append_node (text, json_object_get_member (extra, "readableFrom"), 1);
    }
  else
    {
      g_string_append_printf (text, "%d", MOAT_NATIVE_VERSION);
    }
}

static void
append_tail (GString *text, JsonObject *extra)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, extra);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      if (strcmp (name, "version") == 0 || strcmp (name, "readableFrom") == 0)
        continue;
      begin_member (text, name, 1);
      moat_json_append_node (text, member, 1);
    }
}

/* @pristine: as for append_records(). */
static GBytes *
write_document (MoatDocument *document, MoatDocument *pristine)
{
  g_autoptr (JsonNode) node = parse_extra (moat_document_get_extra (document));
  JsonObject *extra = node != NULL ? json_node_get_object (node) : NULL;
  GString *text = g_string_new ("{");

  append_head (text, extra);
  append_model (text, moat_document_get_model (document));
  for (MoatKind kind = MOAT_KIND_MODEL + 1; kind < MOAT_N_KINDS; kind++)
    append_records (text, kind, moat_document_list (document, kind), pristine);
  if (extra != NULL)
    append_tail (text, extra);
  g_string_append (text, "\n}\n");
  return g_string_free_to_bytes (text);
}

GBytes *
moat_native_write (MoatDocument *document)
{
  g_autoptr (MoatDocument) pristine = moat_document_new ();

  return write_document (document, pristine);
}

GBytes *
moat_native_write_all (MoatDocument *document)
{
  return write_document (document, NULL);
}

GBytes *
moat_native_write_records (GPtrArray *records)
{
  GString *text = g_string_new ("{");

  append_head (text, NULL);
  for (MoatKind kind = MOAT_KIND_MODEL + 1; kind < MOAT_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) of_kind = g_ptr_array_new ();

      for (guint i = 0; i < records->len; i++)
        {
          if (moat_record_get_kind (g_ptr_array_index (records, i)) == kind)
            g_ptr_array_add (of_kind, g_ptr_array_index (records, i));
        }
      append_records (text, kind, of_kind, NULL);
    }
  g_string_append (text, "\n}\n");
  return g_string_free_to_bytes (text);
}

/* ---- As a format ---- */

/* The head stands first in what we write, but a person may have put it elsewhere. */
static int
sniff (const char *data, gsize length)
{
  gsize seen = MIN (length, 4096);
  const char *format = g_strstr_len (data, seen, "\"format\"");
  const char *at;

  if (format == NULL)
    return 0;
  for (at = format + strlen ("\"format\""); at < data + seen && (g_ascii_isspace (*at) || *at == ':'); at++)
    ;
  return (gsize) (data + seen - at) >= 6 && memcmp (at, "\"moat\"", 6) == 0 ? 100 : 0;
}

static MoatDocument *
read_whole (GBytes *bytes, const MoatImportOptions *options, MoatReport *report, GError **error)
{
  return moat_native_read (bytes, MOAT_NATIVE_WHOLE, report, error);
}

static GBytes *
write_whole (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error)
{
  return moat_native_write (document);
}

static const char *const suffixes[] = { MOAT_NATIVE_SUFFIX, NULL };

const MoatFormat moat_native_format = {
  .name = "moat",
  .label = N_ ("Moat model"),
  .suffixes = suffixes,
  .mime = MOAT_NATIVE_MIME,
  .sniff = sniff,
  .read = read_whole,
  .write = write_whole,
};
