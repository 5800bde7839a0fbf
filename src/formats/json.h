/* Reading JSON from anywhere: strict, bounded, and with the line of every
 * error and of every record, as json-glib's nodes. Knows no format.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Where things stand in the text: the members of the top-level object, and the elements of those that are
 * arrays. */
typedef struct _MoatJsonPlaces MoatJsonPlaces;

/* The value that @bytes hold, UTF-8 with or without a byte order mark, as RFC 8259 has it and within
 * bounds.h; or NULL and a MOAT_FORMAT_ERROR whose message begins with the line and says what to do. Owned.
 * @places, when given, receives where the records are.
 */
JsonNode *moat_json_parse (GBytes *bytes, MoatJsonPlaces **places, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void moat_json_places_free (MoatJsonPlaces *self);
/* The line, from 1, of element @index of the top-level member, or of the member itself with -1; 0 when
 * unknown.
 */
guint moat_json_places_get_line (const MoatJsonPlaces *self, const char *member, gssize index);
/* How many members the object there has in the text, repeated ones included. */
guint moat_json_places_count_members (const MoatJsonPlaces *self, const char *member, gssize index);
/* How many members the top-level object has in the text, repeated ones included. */
guint moat_json_places_count (const MoatJsonPlaces *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatJsonPlaces, moat_json_places_free)

G_END_DECLS
