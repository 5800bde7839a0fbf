/* Which rows of the table pass.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "table-filter.h"

#include "table-row-private.h"
#include "zones.h"

#include <string.h>

struct _MoatTableFilter
{
  char **words; /* folded, or NULL */
  gboolean open_only;
  GHashTable *places; /* set of ids, or NULL */
  char *boundary;     /* id, or NULL */
  char *owner;        /* folded, or NULL */
  char *owner_text;   /* as it was given */
  MoatLevel severity;
};

/* Case, accents and ways to write the same letter ignored, in any script. */
static char *
fold (const char *text)
{
  g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *at = decomposed; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (!g_unichar_ismark (letter))
        g_string_append_unichar (folded, g_unichar_tolower (letter));
    }

  return g_string_free (g_steal_pointer (&folded), FALSE);
}

MoatTableFilter *
moat_table_filter_new (void)
{
  return g_new0 (MoatTableFilter, 1);
}

void
moat_table_filter_clear (MoatTableFilter *self)
{
  g_clear_pointer (&self->words, g_strfreev);
  self->open_only = FALSE;
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->boundary, g_free);
  g_clear_pointer (&self->owner, g_free);
  g_clear_pointer (&self->owner_text, g_free);
  self->severity = MOAT_LEVEL_UNKNOWN;
}

void
moat_table_filter_free (MoatTableFilter *self)
{
  moat_table_filter_clear (self);
  g_free (self);
}

void
moat_table_filter_set_search (MoatTableFilter *self, const char *search)
{
  g_autofree char *folded = fold (search != NULL ? search : "");
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n", -1);

  g_clear_pointer (&self->words, g_strfreev);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  if (words->len == 0)
    return;

  g_ptr_array_add (words, NULL);
  self->words = (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

void
moat_table_filter_set_open_only (MoatTableFilter *self, gboolean open_only)
{
  self->open_only = open_only;
}

void
moat_table_filter_set_places (MoatTableFilter *self, const char *const *ids)
{
  g_clear_pointer (&self->places, g_hash_table_unref);
  if (ids == NULL)
    return;

  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (self->places, g_strdup (ids[i]));
}

void
moat_table_filter_set_boundary (MoatTableFilter *self, const char *boundary_id)
{
  g_free (self->boundary);
  self->boundary = g_strdup (boundary_id);
}

void
moat_table_filter_set_owner (MoatTableFilter *self, const char *owner)
{
  g_clear_pointer (&self->owner, g_free);
  g_clear_pointer (&self->owner_text, g_free);
  if (owner == NULL || *owner == '\0')
    return;

  self->owner = fold (owner);
  self->owner_text = g_strdup (owner);
}

void
moat_table_filter_set_severity (MoatTableFilter *self, MoatLevel severity)
{
  self->severity = severity;
}

gboolean
moat_table_filter_is_open_only (MoatTableFilter *self)
{
  return self->open_only;
}

const char *
moat_table_filter_get_boundary (MoatTableFilter *self)
{
  return self->boundary;
}

const char *
moat_table_filter_get_owner (MoatTableFilter *self)
{
  return self->owner_text;
}

MoatLevel
moat_table_filter_get_severity (MoatTableFilter *self)
{
  return self->severity;
}

gboolean
moat_table_filter_is_set (MoatTableFilter *self)
{
  return self->words != NULL || self->open_only || self->places != NULL || self->boundary != NULL
         || self->owner != NULL || self->severity != MOAT_LEVEL_UNKNOWN;
}

/* ---- Passing ---- */

static gboolean
touches_boundary (MoatDocument *document, MoatRecord *place, const char *boundary)
{
  MoatZones *zones = moat_zones_get (document);
  const char *id = moat_record_get_id (place);
  const MoatCrossing *crossings;
  guint n_crossings;

  if (strcmp (id, boundary) == 0)
    return TRUE;
  if (moat_record_get_kind (place) == MOAT_KIND_ELEMENT)
    return moat_zones_is_inside (zones, id, boundary);
  if (moat_record_get_kind (place) != MOAT_KIND_FLOW)
    return FALSE;

  crossings = moat_zones_get_crossings (zones, id, &n_crossings);
  for (guint i = 0; i < n_crossings; i++)
    if (crossings[i].direction != MOAT_CROSSING_THROUGH
        && strcmp (moat_record_get_id (crossings[i].boundary), boundary) == 0)
      return TRUE;

  return FALSE;
}

static const char *
get_search_text (MoatDocument *document, MoatTableRow *row)
{
  g_autoptr (GString) all = NULL;

  if (row->search_text != NULL)
    return row->search_text;

  all = g_string_new (NULL);
  for (guint i = 0; i < MOAT_N_COLUMNS; i++)
    {
      g_autofree char *text = moat_column_dup_long_text (moat_column_get (i), document, row);

      g_string_append (all, text);
      g_string_append_c (all, '\n');
    }
  row->search_text = fold (all->str);

  return row->search_text;
}

static gboolean
has_words (MoatTableFilter *self, MoatDocument *document, MoatTableRow *row)
{
  const char *text;

  if (self->words == NULL)
    return TRUE;

  text = get_search_text (document, row);
  for (guint i = 0; self->words[i] != NULL; i++)
    if (strstr (text, self->words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
has_owner (MoatTableFilter *self, MoatDocument *document, MoatTableRow *row)
{
  g_autofree char *owner = NULL;
  g_autofree char *folded = NULL;

  if (self->owner == NULL)
    return TRUE;

  owner = moat_column_dup_text (moat_column_get (MOAT_COLUMN_OWNER), document, row);
  folded = fold (owner);

  return strcmp (folded, self->owner) == 0;
}

gboolean
moat_table_filter_passes (MoatTableFilter *self, MoatDocument *document, MoatTableRow *row)
{
  MoatRecord *threat = moat_table_row_get_threat (row);
  MoatRecord *place = moat_table_row_get_place (row);

  if (!moat_record_is_live (threat) || !moat_record_is_live (place))
    return FALSE;
  if (self->open_only && moat_query_standing (document, threat) != MOAT_STANDING_OPEN)
    return FALSE;
  if (self->severity != MOAT_LEVEL_UNKNOWN
      && moat_query_severity (moat_threat_state (threat)) < self->severity)
    return FALSE;
  if (self->places != NULL && !g_hash_table_contains (self->places, moat_record_get_id (place)))
    return FALSE;
  if (self->boundary != NULL && !touches_boundary (document, place, self->boundary))
    return FALSE;

  return has_owner (self, document, row) && has_words (self, document, row);
}
