/* The managed region of a Markdown file: what stands between
 * <!-- moat:begin NAME … --> and <!-- moat:end NAME -->. Found with cmark-gfm's
 * source positions, so that the same words in a code block are text; replaced
 * so that every other byte of the file stays.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *name;
  guint begin_line; /* from 1: where the begin marker stands */
  gsize begin;      /* offset of the begin marker in the file */
  gsize end;        /* offset behind the end marker; the line's end is the file's */
} MoatRegion;

/* The regions of @data, in order; of MoatRegion, owned. NULL with MOAT_FORMAT_ERROR_CONFLICT and the line's
 * number when markers do not pair or two regions have one name.
 */
GPtrArray *moat_regions_find (const char *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @existing with its region of @name holding @content, which ends lines in "\n" and is given those of the
 * file. Without such a region one is added at the end, with a blank line before it and a line end behind it;
 * that is refused where it would be part of a fence or comment that was never closed.
 */
GBytes *moat_regions_replace (GBytes *existing, const char *name, const char *content, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* A file with @text, lines ending in "\n", in the line ends of @blank and with its byte order mark; @blank
 * may be NULL. */
GBytes *moat_regions_begin_file (GBytes *blank, const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Markers and content, lines ending in "\n" except for the last one; owned. */
char *moat_regions_wrap (const char *name, const char *content) G_GNUC_WARN_UNUSED_RESULT;

/* What a region can be called: letters, digits, '-', '_' and '.' of @base_name, never empty; owned. */
char *moat_regions_make_name (const char *base_name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
