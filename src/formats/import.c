/* Building a model from another tool's file: adding and keeping. Places are
 * import-place.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "import-private.h"

#include "bounds.h"
#include "edit.h"
#include "ids.h"
#include "json-get.h"
#include "plain-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Kept values stand five levels deep in a model's file, which has a limit itself. */
#define MAX_KEPT_DEPTH (MOAT_MAX_DEPTH - 10)

/* Assets of one record, and people of a model: no more than somebody could read. */
#define MAX_CARRIED 1000

/* Characters of a place in a report. */
#define MAX_WHERE 120

MoatImport *
moat_import_new (const char *format, const MoatImportOptions *options, MoatReport *report)
{
  MoatImport *self = g_new0 (MoatImport, 1);

  self->format = format;
  self->options = *options;
  self->report = report;
  self->document = moat_document_new ();
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->assets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->kept = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) json_object_unref);
  self->n_kept = g_hash_table_new (g_str_hash, g_str_equal);
  self->n_numbered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->zone_of = g_hash_table_new (NULL, NULL);
  moat_document_begin (self->document, _ ("Import"));
  return self;
}

void
moat_import_free (MoatImport *self)
{
  if (self->document != NULL)
    moat_document_rollback (self->document);
  g_clear_object (&self->document);
  g_free (self->scope);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->assets);
  g_hash_table_unref (self->kept);
  g_hash_table_unref (self->n_kept);
  g_hash_table_unref (self->n_numbered);
  g_ptr_array_unref (self->names);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->zone_of);
  g_free (self);
}

MoatDocument *
moat_import_get_document (MoatImport *self)
{
  return self->document;
}

gboolean
moat_import_go_on (MoatImport *self, guint done, guint total)
{
  guint percent = total > 0 ? (guint) (100.0 * MIN (done, total) / total) : 0;

  if (percent != self->percent && self->options.progress != NULL)
    self->options.progress (percent / 100.0, self->options.progress_data);
  self->percent = percent;
  self->is_cancelled = self->is_cancelled || g_cancellable_is_cancelled (self->options.cancellable);
  return !self->is_cancelled && self->n_records <= MOAT_MAX_RECORDS;
}

/* ---- Adding ---- */

void
moat_import_set_scope (MoatImport *self, const char *scope)
{
  g_free (self->scope);
  self->scope = g_strdup (scope);
}

/* What a record is called in the file, for nobody but tables and hashes. Owned. */
static char *
make_key (MoatImport *self, MoatKind kind, const char *foreign_id)
{
  return g_strdup_printf ("%s\n%s\n%s\n%s", self->format, moat_kind_get_info (kind)->name,
                          self->scope != NULL ? self->scope : "", foreign_id);
}

/* What a record without an id of its own is called: its number within @parent, so that adding one elsewhere
 * changes no other. Owned. */
static char *
make_number (MoatImport *self, MoatKind kind, const char *parent_id)
{
  g_autofree char *parent = g_strdup_printf ("%s %s", moat_kind_get_info (kind)->name, parent_id);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->n_numbered, parent)) + 1;

  g_hash_table_insert (self->n_numbered, g_strdup (parent), GUINT_TO_POINTER (number));
  return g_strdup_printf ("%s #%u", parent, number);
}

/* An id that a writer of ours gave comes back as it was; any other follows from @text. Owned. */
static char *
make_id (MoatImport *self, MoatKind kind, const char *foreign_id, const char *text)
{
  char *id = moat_id_is_minted (kind, foreign_id) ? g_strdup (foreign_id) : moat_id_from_text (kind, text);

  /* Sixty bits of a good hash do not meet by chance, but a file may bring an id that is the hash of another.
   */
  while (moat_document_find (self->document, id) != NULL)
    {
      g_autofree char *taken = id;

      id = moat_id_from_text (kind, taken);
    }
  return id;
}

/* @parent_id is the id of the record that it belongs to, or "". */
static MoatRecord *
add (MoatImport *self, MoatKind kind, const char *foreign_id, const char *parent_id)
{
  g_autofree char *key = foreign_id != NULL ? make_key (self, kind, foreign_id) : NULL;
  gboolean is_taken = key != NULL && g_hash_table_contains (self->ids, key);
  g_autofree char *number = key == NULL || is_taken ? make_number (self, kind, parent_id) : NULL;
  g_autofree char *unique = number != NULL ? make_key (self, kind, number) : NULL;
  g_autofree char *id = make_id (self, kind, number == NULL ? foreign_id : NULL,
                                 unique != NULL ? unique : key);
  MoatRecord *record = moat_document_add (self->document, kind, id);

  g_assert (record != NULL);
  self->n_records++;
  if (is_taken)
    moat_import_lost (self, NULL, record, _ ("The id “%s” stands there twice; the first one keeps it."),
                      foreign_id);
  else if (key != NULL)
    g_hash_table_insert (self->ids, g_steal_pointer (&key), record);
  return record;
}

MoatRecord *
moat_import_add (MoatImport *self, MoatKind kind, const char *foreign_id)
{
  return add (self, kind, foreign_id, "");
}

MoatRecord *
moat_import_find (MoatImport *self, MoatKind kind, const char *foreign_id)
{
  g_autofree char *key = foreign_id != NULL ? make_key (self, kind, foreign_id) : NULL;

  return key != NULL ? g_hash_table_lookup (self->ids, key) : NULL;
}

MoatRecord *
moat_import_add_use_case (MoatImport *self, const char *foreign_id, const char *title)
{
  MoatRecord *record = moat_import_add (self, MOAT_KIND_USE_CASE, foreign_id);
  MoatUseCaseState *state = moat_document_edit (self->document, record);

  moat_text_set (&state->title, title);
  return record;
}

MoatRecord *
moat_import_add_element (MoatImport *self,
                         MoatRecord *use_case,
                         const char *foreign_id,
                         MoatElementType type,
                         const char *name)
{
  MoatRecord *record = add (self, MOAT_KIND_ELEMENT, foreign_id, moat_record_get_id (use_case));
  MoatElementState *state = moat_document_edit (self->document, record);

  moat_text_set (&state->use_case, moat_record_get_id (use_case));
  moat_text_set (&state->name, name);
  state->type = type;
  return record;
}

MoatRecord *
moat_import_add_flow (MoatImport *self, MoatRecord *use_case, const char *foreign_id, const char *name)
{
  MoatRecord *record = add (self, MOAT_KIND_FLOW, foreign_id, moat_record_get_id (use_case));
  MoatFlowState *state = moat_document_edit (self->document, record);
  MoatRecord *step = add (self, MOAT_KIND_STEP, NULL, moat_record_get_id (record));
  MoatStepState *step_state = moat_document_edit (self->document, step);

  moat_text_set (&state->use_case, moat_record_get_id (use_case));
  moat_text_set (&state->name, name);
  moat_text_set (&step_state->use_case, moat_record_get_id (use_case));
  moat_text_set (&step_state->flow, moat_record_get_id (record));
  return record;
}

static MoatRecord *
add_boundary (MoatImport *self,
              MoatRecord *use_case,
              const char *foreign_id,
              MoatBoundaryShape shape,
              const char *name)
{
  MoatRecord *record = add (self, MOAT_KIND_BOUNDARY, foreign_id, moat_record_get_id (use_case));
  MoatBoundaryState *state = moat_document_edit (self->document, record);

  moat_text_set (&state->use_case, moat_record_get_id (use_case));
  moat_text_set (&state->name, name);
  state->shape = shape;
  return record;
}

MoatRecord *
moat_import_add_zone (MoatImport *self, MoatRecord *use_case, const char *foreign_id, const char *name)
{
  return add_boundary (self, use_case, foreign_id, MOAT_BOUNDARY_ZONE, name);
}

MoatRecord *
moat_import_add_line (MoatImport *self,
                      MoatRecord *use_case,
                      const char *foreign_id,
                      const char *name,
                      const MoatPoint *points,
                      guint n_points)
{
  MoatRecord *record = add_boundary (self, use_case, foreign_id, MOAT_BOUNDARY_LINE, name);
  MoatBoundaryState *state = moat_document_edit (self->document, record);
  g_autofree MoatPoint *rounded = g_new (MoatPoint, MAX (n_points, 1));

  n_points = MIN (n_points, MOAT_MAX_LIST);
  for (guint i = 0; i < n_points; i++)
    rounded[i] = moat_import_round_point (points[i]);
  moat_points_set (&state->points, rounded, n_points);
  return record;
}

MoatRecord *
moat_import_add_note (MoatImport *self, MoatRecord *use_case, const char *foreign_id, const char *text)
{
  MoatRecord *record = add (self, MOAT_KIND_NOTE, foreign_id, moat_record_get_id (use_case));
  MoatNoteState *state = moat_document_edit (self->document, record);

  moat_text_set (&state->use_case, moat_record_get_id (use_case));
  moat_text_set (&state->text, text);
  return record;
}

MoatRecord *
moat_import_add_threat (MoatImport *self, MoatRecord *on, const char *foreign_id, const char *text)
{
  MoatRecord *record = add (self, MOAT_KIND_THREAT, foreign_id, moat_record_get_id (on));
  MoatThreatState *state = moat_document_edit (self->document, record);

  moat_text_set (&state->on, moat_record_get_id (on));
  moat_text_set (&state->text, text);
  return record;
}

MoatRecord *
moat_import_add_decision (MoatImport *self, MoatRecord *threat, const char *foreign_id, const char *text)
{
  MoatRecord *record = add (self, MOAT_KIND_DECISION, foreign_id, moat_record_get_id (threat));
  MoatDecisionState *state = moat_document_edit (self->document, record);

  moat_list_add (&state->threats, moat_record_get_id (threat));
  moat_text_set (&state->text, text);
  return record;
}

MoatRecord *
moat_import_add_assumption (MoatImport *self, const char *foreign_id, const char *text)
{
  MoatRecord *record = moat_import_add (self, MOAT_KIND_ASSUMPTION, foreign_id);
  MoatAssumptionState *state = moat_document_edit (self->document, record);

  moat_text_set (&state->text, text);
  return record;
}

MoatRecord *
moat_import_ensure_asset (MoatImport *self, const char *name)
{
  g_autofree char *key = g_utf8_casefold (name, -1);
  MoatRecord *record = g_hash_table_lookup (self->assets, key);

  if (record == NULL)
    {
      record = add (self, MOAT_KIND_ASSET, NULL, key);
      moat_text_set (&((MoatAssetState *) moat_document_edit (self->document, record))->name, name);
      g_hash_table_insert (self->assets, g_steal_pointer (&key), record);
    }
  return record;
}

void
moat_import_carry (MoatImport *self, MoatRecord *record, MoatRecord *asset)
{
  const char *id = moat_record_get_id (asset);
  MoatState *state = moat_document_edit (self->document, record);
  MoatList **assets = state->kind == MOAT_KIND_FLOW ? &((MoatFlowState *) state)->assets
                                                    : &((MoatElementState *) state)->assets;

  g_return_if_fail (state->kind == MOAT_KIND_FLOW || state->kind == MOAT_KIND_ELEMENT);

  if (!moat_list_contains (*assets, id) && moat_list_len (*assets) < MAX_CARRIED)
    moat_list_add (assets, id);
}

void
moat_import_carry_ids (MoatImport *self, MoatRecord *record, JsonArray *ids)
{
  for (guint i = 0; i < moat_json_len (ids); i++)
    {
      g_autofree char *id = moat_json_dup_as_text (json_array_get_element (ids, i));
      MoatRecord *asset = moat_import_find (self, MOAT_KIND_ASSET, id);

      if (id == NULL)
        continue;
      if (asset == NULL)
        {
          moat_import_lost (self, moat_record_get_title (record), record,
                            _ ("The data “%s” is not described in the file."), id);
          asset = moat_import_ensure_asset (self, id);
        }
      moat_import_carry (self, record, asset);
    }
}

void
moat_import_add_contributor (MoatImport *self, const char *name)
{
  MoatModelState *model = moat_document_edit (self->document, moat_document_get_model (self->document));

  if (name != NULL && *name != '\0' && !moat_list_contains (model->contributors, name)
      && moat_list_len (model->contributors) < MAX_CARRIED)
    moat_list_add (&model->contributors, name);
}

/* ---- What does not fit ---- */

void
moat_import_lost (MoatImport *self, const char *where, MoatRecord *record, const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *place = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  /* Names go over several lines in some diagrams; a report's line does not. */
  if (where != NULL)
    place = g_strdelimit (moat_text_shorten (where, MAX_WHERE), "\r\n\t", ' ');
  moat_report_add_item (self->report, place, record != NULL ? moat_record_get_id (record) : NULL, "%s", text);
}

void
moat_import_tell (MoatImport *self, MoatRecord *record, const char *format, ...)
{
  const char *title = record != NULL ? moat_record_get_title (record) : "";
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  moat_report_add_note (self->report, "%s%s%s", title, *title != '\0' ? ": " : "", text);
}

/* Says later how many there were: most records of a file have the same ones. */
static void
count_kept (MoatImport *self, const char *name)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->n_kept, name));

  if (count == 0)
    {
      g_ptr_array_add (self->names, g_strdup (name));
      name = g_ptr_array_index (self->names, self->names->len - 1);
    }
  else
    g_hash_table_lookup_extended (self->n_kept, name, (gpointer *) &name, NULL);
  g_hash_table_insert (self->n_kept, (gpointer) name, GUINT_TO_POINTER (count + 1));
}

static JsonObject *
ensure_kept (MoatImport *self, MoatRecord *record)
{
  JsonObject *kept = g_hash_table_lookup (self->kept, record);

  if (kept == NULL)
    {
      kept = json_object_new ();
      g_hash_table_insert (self->kept, record, kept);
    }
  return kept;
}

static void
keep_in (MoatImport *self, MoatRecord *record, JsonObject *kept, const char *name, JsonNode *node)
{
  if (moat_json_get_depth (node, MAX_KEPT_DEPTH) < MAX_KEPT_DEPTH)
    json_object_set_member (kept, name, json_node_copy (node));
  else
    moat_import_lost (self, NULL, record, _ ("“%s” is nested too deeply to be kept."), name);
}

void
moat_import_keep_node (MoatImport *self, MoatRecord *record, const char *name, JsonNode *node)
{
  keep_in (self, record, ensure_kept (self, record), name, node);
}

void
moat_import_keep_quietly (MoatImport *self, MoatRecord *record, JsonObject *object, const char *const *names)
{
  for (; object != NULL && *names != NULL; names++)
    {
      JsonNode *node = json_object_get_member (object, *names);

      if (moat_json_says_something (node))
        moat_import_keep_node (self, record, *names, node);
    }
}

void
moat_import_keep_text (MoatImport *self, MoatRecord *record, const char *name, const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

  moat_import_keep_node (self, record, name, node);
}

/* Ids are for programs; people are among the contributors. */
static const char *const unsaid[] = { "id", "owner", "reviewer", NULL };

static void
keep_members (MoatImport *self,
              MoatRecord *record,
              JsonObject *kept,
              JsonObject *object,
              const char *const *understood)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (g_strv_contains (understood, name) || !moat_json_says_something (node))
        continue;
      keep_in (self, record, kept, name, node);
      if (!g_strv_contains (unsaid, name))
        count_kept (self, name);
    }
}

void
moat_import_keep (MoatImport *self, MoatRecord *record, JsonObject *object, const char *const *understood)
{
  if (object != NULL)
    keep_members (self, record, ensure_kept (self, record), object, understood);
}

void
moat_import_keep_within (MoatImport *self,
                         MoatRecord *record,
                         const char *name,
                         JsonObject *object,
                         const char *const *understood)
{
  JsonObject *kept;
  JsonObject *within;

  if (object == NULL)
    return;
  kept = ensure_kept (self, record);
  within = moat_json_get_object (kept, name);
  if (within == NULL)
    {
      within = json_object_new ();
      json_object_set_object_member (kept, name, within);
    }
  keep_members (self, record, within, object, understood);
  if (json_object_get_size (within) == 0)
    json_object_remove_member (kept, name);
}

/* What stays behind but is in the model's file. */
static void
report_kept (MoatImport *self, const char *name, guint count, gboolean is_written)
{
  if (is_written)
    moat_report_add_note (
        self->report,
        ngettext ("“%s” of %u thing has no place here; it is kept for writing the same format.",
                  "“%s” of %u things has no place here; it is kept for writing the same format.", count),
        name, count);
  else
    moat_report_add_note (self->report,
                          ngettext ("“%s” of %u thing has no place here; the model's file keeps it.",
                                    "“%s” of %u things has no place here; the model's file keeps it.", count),
                          name, count);
}

static void
store_kept (MoatImport *self)
{
  const MoatFormat *format = moat_formats_find_by_name (moat_formats_get_all (), self->format);
  GHashTableIter iter;
  gpointer record;
  gpointer kept;

  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, &record, &kept))
    moat_kept_set (moat_document_edit (self->document, record), self->format, kept);
  for (guint i = 0; i < self->names->len; i++)
    {
      const char *name = g_ptr_array_index (self->names, i);
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->n_kept, name));

      report_kept (self, name, count, format != NULL && format->write != NULL);
    }
}

/* ---- The end ---- */

/* A model is known by the file it came from and by its title. */
static void
name_model (MoatImport *self)
{
  MoatModelState *model = moat_document_edit (self->document, moat_document_get_model (self->document));
  const char *base_name = self->options.base_name;
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;

  if (model->title == NULL)
    moat_text_set (&model->title, base_name);
  text = g_strdup_printf ("%s\n%s\n%s", self->format, base_name != NULL ? base_name : "",
                          moat_text_get (model->title));
  id = moat_id_from_text (MOAT_KIND_MODEL, text);
  moat_text_set (&model->id, id);
}

/* Texts as any file of ours may hold them: \n for line ends, no other control characters but the tab. */
static gboolean
clean_text (GRefString **text)
{
  gboolean lost = FALSE;
  char *clean = *text != NULL ? moat_plain_text_clean (*text, &lost) : NULL;

  if (clean != NULL)
    moat_text_take (text, clean);
  return lost;
}

static gboolean
clean_field (const MoatField *field, MoatState *state)
{
  gpointer at = MOAT_FIELD_PTR (state, field);
  gboolean lost = FALSE;

  if (field->type == MOAT_TEXT || field->type == MOAT_ID_TEXT || field->type == MOAT_DATE)
    return clean_text (at);
  if (field->type != MOAT_LINES)
    return FALSE;
  for (guint i = moat_list_len (*(MoatList **) at); i > 0; i--)
    {
      g_autofree char *item = g_strdup (moat_list_get (*(MoatList **) at, i - 1));
      g_autofree char *clean = moat_plain_text_clean (item, &lost);

      if (clean != NULL && *clean != '\0')
        moat_list_replace (at, item, clean);
      else if (clean != NULL)
        moat_list_remove (at, item);
    }
  return lost;
}

static void
clean_texts (MoatImport *self)
{
  guint n_lost = 0;

  for (MoatKind kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      const MoatKindInfo *info = moat_kind_get_info (kind);
      GPtrArray *records = moat_document_list (self->document, kind);

      for (guint i = 0; i < records->len; i++)
        {
          MoatState *state = moat_document_edit (self->document, g_ptr_array_index (records, i));

          for (guint j = 0; j < info->n_fields; j++)
            n_lost += clean_field (&info->fields[j], state);
        }
    }
  if (n_lost > 0)
    moat_report_add (self->report,
                     ngettext ("Control characters were taken out of %u text.",
                               "Control characters were taken out of %u texts.", n_lost),
                     n_lost);
}

static void
repair (MoatImport *self)
{
  g_autoptr (GPtrArray) sentences = moat_document_repair (self->document);

  for (guint i = 0; i < sentences->len; i++)
    moat_report_add (self->report, "%s", (const char *) g_ptr_array_index (sentences, i));
}

MoatDocument *
moat_import_finish (MoatImport *self, GError **error)
{
  g_return_val_if_fail (self->document != NULL, NULL);

  if (!moat_import_go_on (self, self->percent, 100))
    {
      if (self->is_cancelled)
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Reading was cancelled."));
      else
        g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_TOO_MUCH,
                     _ ("It holds more than %u things. Split it into several files."), MOAT_MAX_RECORDS);
      return NULL;
    }
  name_model (self);
  /* A file may hold a title and nothing else yet. */
  if (moat_document_count (self->document, MOAT_KIND_USE_CASE) == 0)
    moat_import_add_use_case (self, NULL, moat_record_get_title (moat_document_get_model (self->document)));
  store_kept (self);
  clean_texts (self);
  repair (self);
  if (!moat_import_arrange (self, error))
    return NULL;
  moat_document_commit (self->document);
  moat_document_clear_history (self->document);
  return g_steal_pointer (&self->document);
}
