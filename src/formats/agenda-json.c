/* The file of a workshop's agenda (see agenda-json.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "agenda-json.h"

#include "files.h"
#include "formats.h"
#include "json-get.h"
#include "json-put.h"
#include "json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define AGENDA_FORMAT  "moat-agenda"
#define AGENDA_VERSION 1

static const char *const phase_members[] = { "name", "question", "minutes", "pane", NULL };

/* Where in which file a mistake is. */
typedef struct
{
  const char *name;
  guint line;
} Place;

static gboolean fail (const Place *place, GError **error, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (const Place *place, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  /* TRANSLATORS: file, line, sentence. */
  g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED, _ ("%s, line %u: %s"), place->name,
               place->line, message);

  return FALSE;
}

/* ---- Reading ---- */

/* A member that is there and no text is a mistake: a question that is one by accident would be asked. */
static gboolean
check_members (const Place *place, JsonObject *object, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *item = names; item != NULL; item = item->next)
    {
      const char *name = item->data;
      JsonNode *node = json_object_get_member (object, name);
      gboolean is_text = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;

      if (!g_strv_contains (phase_members, name))
        return fail (place, error, _ ("A phase has no “%s”. It has: name, question, minutes, pane."), name);
      if (!is_text && !g_str_equal (name, "minutes"))
        return fail (place, error, _ ("“%s” must be a text."), name);
    }

  return TRUE;
}

static gboolean
read_minutes (const Place *place, JsonObject *object, guint *minutes, GError **error)
{
  JsonNode *node = json_object_get_member (object, "minutes");
  double value = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : 0;

  if (value < 1 || value > MOAT_AGENDA_MAX_MINUTES || value != floor (value))
    return fail (place, error, _ ("“minutes” must be a whole number from 1 to %d."), MOAT_AGENDA_MAX_MINUTES);
  *minutes = (guint) value;

  return TRUE;
}

static gboolean
read_pane (const Place *place, JsonObject *object, MoatAgendaPane *pane, GError **error)
{
  const char *nick = moat_json_get_text (object, "pane");
  int value = MOAT_PANE_NONE;

  if (nick != NULL && !moat_value_from_nick (moat_agenda_panes, nick, &value))
    {
      g_autoptr (GString) list = g_string_new (NULL);

      for (const MoatValue *known = moat_agenda_panes; known->nick != NULL; known++)
        g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", known->nick);
      return fail (place, error, _ ("“%s” is no pane. There are: %s."), nick, list->str);
    }
  *pane = (MoatAgendaPane) value;

  return TRUE;
}

static gboolean
read_phase (const Place *place, JsonNode *node, MoatAgenda *agenda, GError **error)
{
  JsonObject *object = moat_json_as_object (node);
  const char *name = moat_json_get_text (object, "name");
  guint minutes = 0;
  MoatAgendaPane pane = MOAT_PANE_NONE;

  if (object == NULL)
    return fail (place, error, _ ("A phase must be an object: { … }."));
  if (!check_members (place, object, error))
    return FALSE;
  if (name == NULL)
    return fail (place, error, _ ("The phase needs a “name”."));
  if (!read_minutes (place, object, &minutes, error) || !read_pane (place, object, &pane, error))
    return FALSE;
  moat_agenda_add (agenda, name, moat_json_get_text (object, "question"), minutes, pane);

  return TRUE;
}

static gboolean
read_header (const Place *place, JsonObject *object, GError **error)
{
  if (g_strcmp0 (moat_json_get_text (object, "format"), AGENDA_FORMAT) != 0)
    return fail (place, error, _ ("This is no agenda: it must begin with \"format\": \"%s\"."),
                 AGENDA_FORMAT);
  if (moat_json_get_number (object, "version", 0) != AGENDA_VERSION)
    return fail (place, error, _ ("“version” must be %d. A newer Moat may have written this file."),
                 AGENDA_VERSION);

  return TRUE;
}

MoatAgenda *
moat_agenda_json_read (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (MoatJsonPlaces) lines = NULL;
  g_autoptr (JsonNode) root = moat_json_parse (bytes, &lines, error);
  g_autoptr (MoatAgenda) agenda = moat_agenda_new ();
  JsonObject *object = moat_json_as_object (root);
  JsonArray *phases;
  Place place = { name, 1 };

  if (root == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  if (!read_header (&place, object, error))
    return NULL;

  phases = moat_json_get_array (object, "phases");
  place.line = MAX (moat_json_places_get_line (lines, "phases", -1), 1);
  if (moat_json_len (phases) < 1 || moat_json_len (phases) > MOAT_AGENDA_MAX_PHASES)
    {
      fail (&place, error, _ ("“phases” must be a list of 1 to %d phases."), MOAT_AGENDA_MAX_PHASES);
      return NULL;
    }
  for (guint i = 0; i < moat_json_len (phases); i++)
    {
      place.line = moat_json_places_get_line (lines, "phases", i);
      if (!read_phase (&place, json_array_get_element (phases, i), agenda, error))
        return NULL;
    }

  return g_steal_pointer (&agenda);
}

/* ---- Writing ---- */

GBytes *
moat_agenda_json_write (const MoatAgenda *agenda)
{
  g_autoptr (JsonObject) root = json_object_new ();
  JsonArray *phases;

  json_object_set_string_member (root, "format", AGENDA_FORMAT);
  json_object_set_int_member (root, "version", AGENDA_VERSION);
  phases = moat_json_ensure_array (root, "phases");
  for (guint i = 0; i < agenda->phases->len; i++)
    {
      const MoatAgendaPhase *phase = moat_agenda_get (agenda, i);
      JsonObject *object = moat_json_add_object (phases);

      json_object_set_string_member (object, "name", phase->name);
      json_object_set_int_member (object, "minutes", phase->minutes);
      json_object_set_string_member (object, "pane", moat_value_get_nick (moat_agenda_panes, phase->pane));
      moat_json_put_text (object, "question", phase->question);
    }

  return moat_json_to_bytes (root);
}

/* ---- Files ---- */

char *
moat_agenda_json_get_own_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "moat", "agenda.json", NULL);
}

char *
moat_agenda_json_get_team_path (const char *model_path)
{
  g_autofree char *folder = model_path != NULL ? g_path_get_dirname (model_path) : NULL;

  return folder != NULL ? g_build_filename (folder, MOAT_AGENDA_FILE, NULL) : NULL;
}

/* The agenda at @path; NULL when there is none, or @problem. */
static MoatAgenda *
load_file (const char *path, char **problem)
{
  g_autofree char *name = path != NULL ? moat_files_get_name (path) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  MoatAgenda *agenda;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;

  bytes = moat_files_read (path, NULL, &error);
  agenda = bytes != NULL ? moat_agenda_json_read (bytes, name, &error) : NULL;
  if (agenda == NULL && *problem == NULL)
    *problem = g_strdup (error->message);

  return agenda;
}

MoatAgenda *
moat_agenda_json_load (const char *model_path, gboolean *is_of_team, char **problem)
{
  g_autofree char *team_path = moat_agenda_json_get_team_path (model_path);
  g_autofree char *own_path = moat_agenda_json_get_own_path ();
  MoatAgenda *agenda = load_file (team_path, problem);

  *is_of_team = agenda != NULL;
  if (agenda == NULL)
    agenda = load_file (own_path, problem);

  return agenda != NULL ? agenda : moat_agenda_new_default ();
}
