/* A model and the SECURITY.md that was written from it, to be edited on either
 * side.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sync-fixture.h"

#include "formats.h"
#include "security-md.h"

#include <string.h>

static const MoatSyncOptions defaults = { .base_name = "model" };

GBytes *
fixture_export (MoatDocument *document, GBytes *existing)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = moat_security_md_format.write (document,
                                                 &(MoatExportOptions){ .base_name = "model",
                                                                       .existing = existing },
                                                 NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

char *
fixture_dup_text (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("%s/resources/examples/shipping-address.moat",
                                           g_getenv ("MOAT_SRCDIR"));
  g_autoptr (GError) error = NULL;

  fixture->document = moat_formats_load (path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->file = fixture_export (fixture->document, NULL);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->sync, moat_sync_free);
  g_clear_pointer (&fixture->file, g_bytes_unref);
  g_clear_object (&fixture->document);
}

void
fixture_edit_file (Fixture *fixture, const char *old_text, const char *new_text)
{
  g_autoptr (GString) text = g_string_new_len (g_bytes_get_data (fixture->file, NULL),
                                               g_bytes_get_size (fixture->file));

  g_assert_cmpuint (g_string_replace (text, old_text, new_text, 1), ==, 1);
  g_bytes_unref (fixture->file);
  fixture->file = g_bytes_new (text->str, text->len);
}

void
fixture_edit_model (Fixture *fixture, const char *id, const char *field, const char *text)
{
  moat_document_begin (fixture->document, "Edit");
  g_assert_true (
      moat_edit_set_text (fixture->document, moat_document_find (fixture->document, id), field, text, NULL));
  moat_document_commit (fixture->document);
}

void
fixture_run_with (Fixture *fixture, const MoatSyncOptions *options)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->sync, moat_sync_free);
  fixture->sync = moat_sync_run (fixture->document, fixture->file, options, &error);
  g_assert_no_error (error);
  if (fixture->sync->bytes != NULL && !options->is_dry)
    {
      g_bytes_unref (fixture->file);
      fixture->file = g_bytes_ref (fixture->sync->bytes);
    }
}

void
fixture_run (Fixture *fixture)
{
  fixture_run_with (fixture, &defaults);
}

guint
fixture_count_items (Fixture *fixture, MoatSyncType type, const char *about)
{
  guint n_items = 0;

  for (guint i = 0; i < fixture->sync->items->len; i++)
    {
      const MoatSyncItem *item = g_ptr_array_index (fixture->sync->items, i);

      n_items += item->type == type && strstr (item->what, about) != NULL;
    }

  return n_items;
}

void
fixture_assert_field (Fixture *fixture, const char *id, const char *field, const char *wanted)
{
  MoatRecord *record = moat_document_find (fixture->document, id);
  g_autofree char *text = NULL;

  g_assert_nonnull (record);
  text = moat_field_to_text (moat_kind_find_field (moat_record_get_kind (record), field),
                             moat_record_get_state (record));
  g_assert_cmpstr (text, ==, wanted);
}

void
fixture_assert_file_has (Fixture *fixture, const char *wanted)
{
  g_autofree char *text = fixture_dup_text (fixture->file);

  if (strstr (text, wanted) == NULL)
    g_error ("not in the file: %s", wanted);
}

void
fixture_assert_settled (Fixture *fixture)
{
  g_autofree char *before = moat_test_dump (fixture->document);
  g_autoptr (GBytes) file = g_bytes_ref (fixture->file);

  fixture_run (fixture);
  g_assert_false (fixture->sync->is_blocked);
  g_assert_cmpuint (fixture->sync->items->len, ==, 0);
  g_assert_true (g_bytes_equal (fixture->file, file));
  moat_test_assert_same_dump (fixture->document, before);
}
