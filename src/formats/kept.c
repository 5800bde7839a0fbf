/* What a reader kept for a writer of the same format.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "kept.h"

#include "json-get.h"

#include <string.h>

/* All that is kept for anybody; NULL: nothing. */
static JsonNode *
parse (const MoatState *state)
{
  return state->extra != NULL ? json_from_string (state->extra, NULL) : NULL;
}

JsonObject *
moat_kept_get (const MoatState *state, const char *format)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *kept;

  /* Most records of most models have nothing. */
  if (state->extra == NULL || strstr (state->extra, format) == NULL)
    return NULL;
  node = parse (state);
  kept = moat_json_get_object (moat_json_as_object (node), format);
  return kept != NULL ? json_object_ref (kept) : NULL;
}

void
moat_kept_set (MoatState *state, const char *format, JsonObject *kept)
{
  g_autoptr (JsonNode) node = parse (state);
  g_autoptr (JsonObject) extra = moat_json_as_object (node) != NULL ? json_node_dup_object (node)
                                                                    : json_object_new ();

  if (kept != NULL && json_object_get_size (kept) > 0)
    json_object_set_object_member (extra, format, json_object_ref (kept));
  else
    json_object_remove_member (extra, format);
  moat_text_take (&state->extra, json_object_get_size (extra) > 0 ? moat_json_to_text (extra) : NULL);
}

void
moat_kept_give_back (JsonObject *object, JsonObject *kept)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (kept == NULL)
    return;
  json_object_iter_init_ordered (&iter, kept);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!json_object_has_member (object, name))
      json_object_set_member (object, name, json_node_copy (node));
}

/* Of version 8, which leaves the making to the maker (RFC 9562, section 5.8). */
char *
moat_kept_dup_uuid (const char *text)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf ("%.8s-%.4s-8%.3s-8%.3s-%.12s", digest, digest + 8, digest + 12, digest + 15,
                          digest + 18);
}
