/* Checking that a text is JSON, and reading one that is. Only json.c includes
 * this.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "json.h"

G_BEGIN_DECLS

/* Whether @text, valid UTF-8, is one JSON value within bounds.h; else FALSE with the line and what to do.
 * Tells
 * @places where the members of the top-level object and their elements stand.
 */
gboolean moat_json_scan (const char *text, gsize length, MoatJsonPlaces *places, GError **error);

/* The value of @text, which moat_json_scan() has let pass. Owned. */
JsonNode *moat_json_build (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;

/* Every member is begun and ended; elements are added between. @name need not end with a zero byte. */
void moat_json_places_begin_member (MoatJsonPlaces *self, const char *name, gsize name_length, guint line);
void moat_json_places_add_element (MoatJsonPlaces *self, guint line, guint n_members);
void moat_json_places_end_member (MoatJsonPlaces *self, guint n_members);

G_END_DECLS
