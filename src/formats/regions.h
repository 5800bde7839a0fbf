/* The managed region of a Markdown file: what stands between
 * <!-- moat:begin NAME id=ID: … --> and <!-- moat:end NAME -->. NAME is the model
 * file's, for people; ID is the model's own, by which its region is found when
 * the file is renamed, and which tells two models of one name apart. Models and
 * regions that have no id are known by the name.
 *
 * Found with cmark-gfm's source positions, so that the same words in a code
 * block are text; replaced so that every other byte of the file stays.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *id;          /* or NULL */
  guint begin_line;  /* from 1: where the begin marker stands */
  gsize begin;       /* offset of the begin marker in the file */
  gsize end;         /* offset behind the end marker; the line's end is the file's */
  gsize content;     /* offset behind the begin marker */
  gsize content_end; /* offset of the end marker */
} MoatRegion;

/* The regions of @data, in order; of MoatRegion, owned. NULL with MOAT_FORMAT_ERROR_CONFLICT and the line's
 * number when markers do not pair or two regions are for one model.
 */
GPtrArray *moat_regions_find (const char *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What stands between the markers of the model of @name and @id, its lines ending in "\n"; owned. NULL with
 * an error when markers do not pair or the text cannot be read, and without one when there is no such region.
 * @place receives where it is, without its name and id.
 */
char *moat_regions_dup_content (GBytes *existing,
                                const char *name,
                                const char *id,
                                MoatRegion *place,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @existing with that region holding @content, as moat_regions_replace() has it; looks for nothing again. */
GBytes *moat_regions_put (GBytes *existing,
                          const MoatRegion *place,
                          const char *name,
                          const char *id,
                          const char *content) G_GNUC_WARN_UNUSED_RESULT;

/* @existing with the region of the model of @name and @id (NULL: it has none) holding @content, which ends
 * lines in "\n" and is given those of the file. Without such a region one is added at the end, with a blank
 * line before it and a line end behind it; that is refused where it would be part of a fence or comment that
 * was never closed.
 */
GBytes *
moat_regions_replace (GBytes *existing, const char *name, const char *id, const char *content, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* A file with @text, lines ending in "\n", in the line ends of @blank and with its byte order mark; @blank
 * may be NULL. */
GBytes *moat_regions_begin_file (GBytes *blank, const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Markers and content, lines ending in "\n" except for the last one; owned. */
char *moat_regions_wrap (const char *name, const char *id, const char *content) G_GNUC_WARN_UNUSED_RESULT;

/* What can stand in a marker as name or id: letters, digits, '-', '_' and '.' of @text, never empty; owned.
 */
char *moat_regions_make_name (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
