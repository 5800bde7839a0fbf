/* What of a workshop outlives the program (see workshop-keep.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "workshop-keep.h"

#include "agenda-json.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define GROUP "workshop"

/* What nobody came back to for so long is of no use: a model that was never saved leaves such files. */
#define DAYS_KEPT 30

void
moat_workshop_kept_free (MoatWorkshopKept *self)
{
  g_clear_pointer (&self->agenda, moat_agenda_free);
  g_clear_pointer (&self->clock, moat_workshop_clock_free);
  g_free (self);
}

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "moat", "workshops", NULL);
}

static char *
get_path (const char *model)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, model, -1);
  g_autofree char *name = g_strconcat (sum, ".ini", NULL);

  return g_build_filename (folder, name, NULL);
}

/* ---- Writing ---- */

static void
put_clock (GKeyFile *file, const MoatWorkshopClock *clock)
{
  g_autoptr (GString) all_planned = g_string_new (NULL);
  g_autoptr (GString) all_spent = g_string_new (NULL);

  for (guint i = 0; i < clock->phases->len; i++)
    {
      const MoatClockPhase *phase = &g_array_index (clock->phases, MoatClockPhase, i);

      g_string_append_printf (all_planned, "%" G_GINT64_FORMAT ";", phase->planned);
      g_string_append_printf (all_spent, "%" G_GINT64_FORMAT ";", phase->spent);
    }
  g_key_file_set_value (file, GROUP, "planned", all_planned->str);
  g_key_file_set_value (file, GROUP, "spent", all_spent->str);
  g_key_file_set_uint64 (file, GROUP, "phase", clock->phase);
  g_key_file_set_boolean (file, GROUP, "paused", clock->is_paused);
  g_key_file_set_int64 (file, GROUP, "away", clock->away);
}

/* A reader sees the old file or the new one, as long as the system itself goes on. */
static gboolean
replace (const char *path, const char *data, gsize length, GError **error)
{
  g_autofree char *beside = g_strconcat (path, ".new", NULL);

  if (!g_file_set_contents_full (beside, data, length, G_FILE_SET_CONTENTS_NONE, 0600, error))
    return FALSE;
  if (g_rename (beside, path) == 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path, g_strerror (errno));

  return FALSE;
}

gboolean
moat_workshop_keep_write (const char *model, const MoatWorkshopKept *kept, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GBytes) agenda = moat_agenda_json_write (kept->agenda);
  g_autofree char *text = g_strndup (g_bytes_get_data (agenda, NULL), g_bytes_get_size (agenda));
  g_autofree char *folder = get_folder ();
  g_autofree char *path = get_path (model);
  g_autofree char *data = NULL;
  gsize length;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }
  g_key_file_set_string (file, GROUP, "model", model);
  g_key_file_set_string (file, GROUP, "agenda", text);
  g_key_file_set_int64 (file, GROUP, "began", kept->began);
  g_key_file_set_int64 (file, GROUP, "saved", kept->saved);
  put_clock (file, kept->clock);
  data = g_key_file_to_data (file, &length, NULL);

  return replace (path, data, length, error);
}

/* ---- Reading ---- */

/* Times as put_clock() wrote them; FALSE unless there is one for each phase, and none that is absurd. */
static gboolean
get_times (GKeyFile *file, const char *key, gint64 least, gint64 *times, guint n_times)
{
  g_auto (GStrv) words = g_key_file_get_string_list (file, GROUP, key, NULL, NULL);

  if (words == NULL || g_strv_length (words) != n_times)
    return FALSE;
  for (guint i = 0; i < n_times; i++)
    if (!g_ascii_string_to_signed (words[i], 10, least, 1000 * G_TIME_SPAN_DAY, &times[i], NULL))
      return FALSE;

  return TRUE;
}

static MoatWorkshopClock *
get_clock (GKeyFile *file, const MoatAgenda *agenda)
{
  g_autoptr (MoatWorkshopClock) clock = moat_workshop_clock_new (agenda, 0);
  guint n = clock->phases->len;
  gint64 planned[MOAT_AGENDA_MAX_PHASES];
  gint64 spent[MOAT_AGENDA_MAX_PHASES];
  guint64 phase = g_key_file_get_uint64 (file, GROUP, "phase", NULL);

  if (!get_times (file, "planned", 1, planned, n) || !get_times (file, "spent", 0, spent, n) || phase >= n)
    return NULL;
  for (guint i = 0; i < n; i++)
    g_array_index (clock->phases, MoatClockPhase, i) = (MoatClockPhase){ planned[i], spent[i] };
  clock->phase = (guint) phase;
  clock->is_paused = g_key_file_get_boolean (file, GROUP, "paused", NULL);
  clock->away = CLAMP (g_key_file_get_int64 (file, GROUP, "away", NULL), 0, 1000 * G_TIME_SPAN_DAY);

  return g_steal_pointer (&clock);
}

static void
drop_old (void)
{
  g_autofree char *folder = get_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 oldest = g_get_real_time () / G_USEC_PER_SEC - DAYS_KEPT * 24 * 60 * 60;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf about;

      if (g_stat (path, &about) == 0 && about.st_mtime < oldest)
        g_unlink (path);
    }
}

MoatWorkshopKept *
moat_workshop_keep_read (const char *model)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (MoatWorkshopKept) kept = g_new0 (MoatWorkshopKept, 1);
  g_autofree char *path = get_path (model);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;

  drop_old ();
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return NULL;
  text = g_key_file_get_string (file, GROUP, "agenda", NULL);
  if (text == NULL)
    return NULL;
  bytes = g_bytes_new (text, strlen (text));
  kept->agenda = moat_agenda_json_read (bytes, path, NULL);
  kept->clock = kept->agenda != NULL ? get_clock (file, kept->agenda) : NULL;
  if (kept->clock == NULL)
    return NULL;
  /* A time that no calendar has would not be a day for the review. */
  kept->began = CLAMP (g_key_file_get_int64 (file, GROUP, "began", NULL), 0, G_MAXINT32);
  kept->saved = g_key_file_get_int64 (file, GROUP, "saved", NULL);

  return g_steal_pointer (&kept);
}

void
moat_workshop_keep_drop (const char *model)
{
  g_autofree char *path = get_path (model);

  g_unlink (path);
}
