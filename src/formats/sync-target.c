/* The file that is brought together with a model: the region in it, what that
 * shall hold, and whether it says so already.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sync-target.h"

#include "formats.h"
#include "security-compose.h"
#include "security-md.h"
#include "security-sections.h"

#include <glib/gi18n-lib.h>

/* ---- The file and its region ---- */

void
moat_sync_target_clear (MoatSyncTarget *target)
{
  g_free (target->name);
  g_free (target->id);
  g_free (target->content);
  g_clear_pointer (&target->text, moat_security_text_free);
  g_clear_pointer (&target->published, moat_published_free);
}

gboolean
moat_sync_target_init (MoatSyncTarget *target,
                       MoatDocument *document,
                       GBytes *existing,
                       const char *base_name,
                       GError **error)
{
  const MoatModelState *model = moat_model_state (moat_document_get_model (document));
  GError *problem = NULL;

  target->existing = existing;
  target->name = moat_regions_make_name (base_name);
  target->id = model->id != NULL ? moat_regions_make_name (model->id) : NULL;
  if (existing != NULL)
    target->content = moat_regions_dup_content (existing, target->name, target->id, &target->place, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (target->content != NULL)
    {
      target->text = moat_security_read (target->content);
      target->published = moat_published_read (target->text);
      target->is_untouched = target->published != NULL && moat_published_is_untouched (target->content);
    }

  return TRUE;
}

const char *
moat_sync_target_get_use_case (const MoatSyncTarget *target, MoatDocument *document)
{
  const char *id = target->published != NULL ? moat_published_get_use_case (target->published) : NULL;

  return moat_document_find_kind (document, id, MOAT_KIND_USE_CASE) != NULL ? id : NULL;
}

/* The file with the region written anew. */
static GBytes *
write_target (const MoatSyncTarget *target, MoatDocument *document, const char *base_name, GError **error)
{
  const char *use_case = moat_sync_target_get_use_case (target, document);
  MoatExportOptions options
      = { .existing = target->existing, .base_name = base_name, .use_case_id = use_case };
  g_autoptr (MoatPublished) published = NULL;
  g_autofree char *sections = NULL;
  g_autofree char *region = NULL;
  g_autofree char *lost = NULL;
  guint n_private;

  if (target->text == NULL)
    return moat_security_md_format.write (document, &options, NULL, error);
  sections = moat_security_sections_write (document, use_case, &n_private, &published);
  region = moat_security_compose (sections, published, target->text, target->published, &lost);
  if (region != NULL)
    return moat_regions_put (target->existing, &target->place, target->name, target->id, region);

  g_set_error (
      error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_CONFLICT,
      _ ("line %u: This text in the region cannot be kept where it is; move it out of the region: “%s”"),
      target->place.begin_line, lost);
  return NULL;
}

/* ---- Whether both say the same ---- */

static gboolean
row_says (const MoatSecurityRow *row, const MoatSecurityRow *written)
{
  if (row->other != NULL || row->place != NULL)
    return FALSE;
  for (guint i = 1; row->table->columns[i].title != NULL; i++)
    if (row->cells[i] == NULL
        || !moat_sync_same_cell (&row->table->columns[i], row->cells[i], written->cells[i]))
      return FALSE;

  return TRUE;
}

static gboolean
rows_say (const MoatSyncTarget *target, const MoatSyncSide *side)
{
  g_autoptr (GPtrArray) rows = moat_security_text_list_rows (target->text);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const MoatSecurityRow *row = g_ptr_array_index (rows, i);
      const MoatSecurityRow *written = moat_sync_side_find (side, row->table, row->id);

      if (written == NULL || !g_hash_table_add (seen, (gpointer) written) || !row_says (row, written))
        return FALSE;
    }

  return g_hash_table_size (seen) == g_hash_table_size (side->rows);
}

/* Headings, paragraphs and items, which are not told apart by an id. */
static GHashTable *
list_digests (const MoatSecurityText *text)
{
  GHashTable *digests = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < text->blocks->len; i++)
    {
      MoatSecurityBlock *block = g_ptr_array_index (text->blocks, i);

      if (block->type != MOAT_BLOCK_TABLE && block->type != MOAT_BLOCK_DIGESTS)
        g_hash_table_add (digests, &block->digest);
    }

  return digests;
}

static gboolean
blocks_say (const MoatSyncTarget *target, const MoatSyncSide *side)
{
  g_autoptr (GHashTable) there = list_digests (target->text);
  g_autoptr (GHashTable) wanted = list_digests (side->text);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (there, key))
      return FALSE;

  /* What was published and is not wanted any more; all else is somebody's own. */
  g_hash_table_iter_init (&iter, there);
  while (target->published != NULL && g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (wanted, key)
        && moat_published_has_block (target->published, *(const guint64 *) key))
      return FALSE;

  return TRUE;
}

static gboolean
says_the_same (const MoatSyncTarget *target, MoatDocument *document)
{
  MoatSyncSide side = { 0 };
  gboolean is_same;

  if (target->text == NULL)
    return FALSE;
  moat_sync_side_read (&side, document, moat_sync_target_get_use_case (target, document));
  is_same = rows_say (target, &side) && blocks_say (target, &side);
  moat_sync_side_clear (&side);

  return is_same;
}

GBytes *
moat_sync_write (MoatDocument *document,
                 GBytes *existing,
                 const MoatSyncOptions *options,
                 gboolean *is_same,
                 GError **error)
{
  g_auto (MoatSyncTarget) target = { 0 };

  if (!moat_sync_target_init (&target, document, existing, options->base_name, error))
    return NULL;
  *is_same = says_the_same (&target, document);

  return write_target (&target, document, options->base_name, error);
}

/* Whether what is remembered as published is what the model says. */
static gboolean
remembers (const MoatSyncTarget *target, MoatDocument *document)
{
  g_autoptr (MoatPublished) published = NULL;
  guint n_private;
  g_autofree char *sections G_GNUC_UNUSED
      = moat_security_sections_write (document, moat_sync_target_get_use_case (target, document), &n_private,
                                      &published);

  return target->published != NULL && moat_published_equal (target->published, published);
}

GBytes *
moat_sync_target_finish (const MoatSyncTarget *target,
                         MoatDocument *document,
                         const char *base_name,
                         GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (target->text != NULL && !target->is_untouched && says_the_same (target, document)
      && remembers (target, document))
    return g_bytes_ref (target->existing);
  bytes = write_target (target, document, base_name, error);
  if (bytes != NULL && target->existing != NULL && g_bytes_equal (bytes, target->existing))
    return g_bytes_ref (target->existing);

  return g_steal_pointer (&bytes);
}
