/* Strict and bounded JSON. json-glib's parser takes comments, single quotes and
 * any depth, and says little about where it stopped; so the text is checked
 * first (json-scan.c) and only then made into json-glib's nodes (json-build.c).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "json.h"

#include "formats.h"
#include "json-scan.h"
#include "plain-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One object's line and number of members. */
typedef struct
{
  guint line;
  guint n_members;
} Place;

typedef struct
{
  char *name; /* as the text has it, escapes and all */
  Place place;
  GArray *elements; /* of Place; NULL when the member is not an array */
} Member;

struct _MoatJsonPlaces
{
  GArray *members; /* of Member */
};

/* ---- Places ---- */

static void
member_clear (gpointer data)
{
  Member *member = data;

  g_free (member->name);
  g_clear_pointer (&member->elements, g_array_unref);
}

static MoatJsonPlaces *
places_new (void)
{
  MoatJsonPlaces *self = g_new0 (MoatJsonPlaces, 1);

  self->members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_array_set_clear_func (self->members, member_clear);
  return self;
}

void
moat_json_places_free (MoatJsonPlaces *self)
{
  g_array_unref (self->members);
  g_free (self);
}

void
moat_json_places_begin_member (MoatJsonPlaces *self, const char *name, gsize name_length, guint line)
{
  g_array_append_vals (self->members, &(Member){ g_strndup (name, name_length), { line, 0 }, NULL }, 1);
}

static Member *
places_last (MoatJsonPlaces *self)
{
  return &g_array_index (self->members, Member, self->members->len - 1);
}

void
moat_json_places_end_member (MoatJsonPlaces *self, guint n_members)
{
  places_last (self)->place.n_members = n_members;
}

void
moat_json_places_add_element (MoatJsonPlaces *self, guint line, guint n_members)
{
  Member *member = places_last (self);

  if (member->elements == NULL)
    member->elements = g_array_new (FALSE, FALSE, sizeof (Place));
  g_array_append_vals (member->elements, &(Place){ line, n_members }, 1);
}

/* The last of that name, as with a repeated member the last counts. */
static const Place *
places_find (const MoatJsonPlaces *self, const char *name, gssize index)
{
  for (guint i = self->members->len; i > 0; i--)
    {
      const Member *member = &g_array_index (self->members, Member, i - 1);

      if (strcmp (member->name, name) != 0)
        continue;
      if (index < 0)
        return &member->place;
      if (member->elements != NULL && (gsize) index < member->elements->len)
        return &g_array_index (member->elements, Place, index);
      return NULL;
    }
  return NULL;
}

guint
moat_json_places_get_line (const MoatJsonPlaces *self, const char *member, gssize index)
{
  const Place *place = places_find (self, member, index);

  return place != NULL ? place->line : 0;
}

guint
moat_json_places_count_members (const MoatJsonPlaces *self, const char *member, gssize index)
{
  const Place *place = places_find (self, member, index);

  return place != NULL ? place->n_members : 0;
}

guint
moat_json_places_count (const MoatJsonPlaces *self)
{
  return self->members->len;
}

/* ---- The text ---- */

JsonNode *
moat_json_parse (GBytes *bytes, MoatJsonPlaces **places, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (MoatJsonPlaces) found = places_new ();

  if (length == 0)
    {
      g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED,
                   _ ("line 1: The file is empty. Restore it from a copy or from version control."));
      return NULL;
    }
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  if (!moat_plain_text_check (text, length, error) || !moat_json_scan (text, length, found, error))
    return NULL;

  if (places != NULL)
    *places = g_steal_pointer (&found);
  return moat_json_build (text, length);
}
