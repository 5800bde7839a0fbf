/* Bounded YAML: a text becomes the same nodes that JSON does. What they mean is
 * the reader's business.
 *
 * YAML 1.1 calls "y", "No", "0777" and "2024-01-02" something else than text
 * and tools disagree about it. Here a plain scalar is a number or a boolean
 * only when writing it gives the same letters again (yaml-write.h); all else
 * is text, and a reader that wants a number or a boolean takes it from text.
 * So nothing that a person wrote is changed by reading it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "report.h"

G_BEGIN_DECLS

/* The one document of @bytes, UTF-8: YAML 1.1 within bounds.h. Aliases and merge keys are expanded while all
 * of them together stay below MOAT_MAX_ALIASED. Keys that stand twice (the last counts), tags and further
 * documents are reported. NULL with a MOAT_FORMAT_ERROR whose message gives the line. Owned.
 */
JsonNode *moat_yaml_read (GBytes *bytes, MoatReport *report, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of a format that is written in JSON as well as in YAML. */
JsonNode *moat_yaml_or_json_read (GBytes *bytes, MoatReport *report, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Whether the text is, or begins as, a YAML mapping with all of these keys; a list ends with NULL. For
 * guessing a format. */
gboolean moat_yaml_peek (const char *data, gsize length, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
