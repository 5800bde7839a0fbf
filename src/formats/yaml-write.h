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

G_END_DECLS
