/* The immutable values that states are made of: text, lists of text, points.
 * Not here: which fields exist (kinds.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "moat-types.h"

G_BEGIN_DECLS

/* Model units: one unit is one pixel at 100 %; x grows rightwards, y downwards. */
struct _MoatPoint
{
  double x;
  double y;
};

struct _MoatRect
{
  double x;
  double y;
  double width;
  double height;
};

/* An immutable, atomically reference-counted array of strings; NULL is the empty list.
 * Holds lines of text as well as ids of other records.
 */
struct _MoatList
{
  guint len;
  GRefString *items[];
};

/* An immutable, atomically reference-counted array of points; NULL is the empty one. */
struct _MoatPoints
{
  guint len;
  MoatPoint items[];
};

typedef enum
{
  MOAT_UNKNOWN,
  MOAT_NO,
  MOAT_YES,
} MoatTristate;

/* Text in a state: NULL is the empty text and nothing else is (never ""). */
void moat_text_set (GRefString **text, const char *value);
void moat_text_take (GRefString **text, char *value);
const char *moat_text_get (const char *text);
/* Its first @max_length characters and an ellipsis, or all of it when it has no more; owned. */
char *moat_text_shorten (const char *text, guint max_length) G_GNUC_WARN_UNUSED_RESULT;
/* A translated label ("Data store") as it stands within a sentence of that language ("data store"); owned. */
char *moat_text_embed_label (const char *label) G_GNUC_WARN_UNUSED_RESULT;

MoatList *moat_list_new (const char *const *items, gssize n_items) G_GNUC_WARN_UNUSED_RESULT;
MoatList *moat_list_ref (MoatList *list);
void moat_list_unref (MoatList *list);
guint moat_list_len (const MoatList *list);
const char *moat_list_get (const MoatList *list, guint index);
gboolean moat_list_contains (const MoatList *list, const char *item);
gboolean moat_list_equal (const MoatList *a, const MoatList *b);
char *moat_list_join (const MoatList *list, const char *separator) G_GNUC_WARN_UNUSED_RESULT;

/* Replace what @list points to, as moat_text_set() does for text. */
void moat_list_set (MoatList **list, const char *const *items);
void moat_list_set_split (MoatList **list, const char *text, const char *separator);
void moat_list_add (MoatList **list, const char *item);
void moat_list_remove (MoatList **list, const char *item);
void moat_list_replace (MoatList **list, const char *old_item, const char *new_item);

MoatPoints *moat_points_new (const MoatPoint *items, guint n_items) G_GNUC_WARN_UNUSED_RESULT;
MoatPoints *moat_points_ref (MoatPoints *points);
void moat_points_unref (MoatPoints *points);
guint moat_points_len (const MoatPoints *points);
gboolean moat_points_equal (const MoatPoints *a, const MoatPoints *b);
void moat_points_set (MoatPoints **points, const MoatPoint *items, guint n_items);
void moat_points_translate (MoatPoints **points, double dx, double dy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatList, moat_list_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatPoints, moat_points_unref)

G_END_DECLS
