/* Nodes as YAML text, such that every reader of YAML 1.1 or 1.2 gets the same
 * values. Reading is yaml-read.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* @node in block style, members in the order they have; text of several lines as a literal block, text that a
 * reader could take for something else in quotes. @heading is a comment to begin with, one line, or NULL.
 * Deterministic.
 */
GBytes *moat_yaml_write (JsonNode *node, const char *heading) G_GNUC_WARN_UNUSED_RESULT;

/* A number as json-glib holds it ("12", "-3.5", "1.0") in the fewest letters that read back as the same
 * value; NULL for what is not a number. Owned.
 */
char *moat_yaml_write_number (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
