/* The immutable values that states are made of: text, lists of text, points.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whether two texts are the same, NULL and "" alike. */
static gboolean
text_equal (const char *a, const char *b)
{
  return g_strcmp0 (moat_text_get (a), moat_text_get (b)) == 0;
}

/**
 * moat_text_set:
 * @text: a text member of a private state
 * @value: (nullable): what it becomes; "" and %NULL are the same
 */
void
moat_text_set (GRefString **text, const char *value)
{
  GRefString *old = *text;

  if (text_equal (old, value))
    return;

  *text = value != NULL && *value != '\0' ? g_ref_string_new (value) : NULL;
  g_clear_pointer (&old, g_ref_string_release);
}

/**
 * moat_text_take:
 * @value: (transfer full): as in moat_text_set(), freed here
 */
void
moat_text_take (GRefString **text, char *value)
{
  moat_text_set (text, value);
  g_free (value);
}

/**
 * moat_text_get:
 *
 * Returns: @text, or "" for %NULL
 */
const char *
moat_text_get (const char *text)
{
  return text != NULL ? text : "";
}

char *
moat_text_shorten (const char *text, guint max_length)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= (glong) max_length)
    return g_strdup (text);

  start = g_utf8_substring (text, 0, max_length);
  return g_strconcat (start, "…", NULL);
}

/**
 * moat_text_embed_label:
 * @label: a translated label, as it stands alone
 *
 * Returns: (transfer full): the same within a sentence
 */
char *
moat_text_embed_label (const char *label)
{
  /* TRANSLATORS: "small" in languages that write what things are called with a small letter within a
   * sentence, as English does ("Data store", but "the data store is"); "as it is" in those that do not, like
   * German. */
  if (strcmp (_ ("small"), "small") != 0)
    return g_strdup (label);

  return g_utf8_strdown (label, -1);
}

static MoatList *
list_alloc (guint len)
{
  MoatList *list;

  if (len == 0)
    return NULL;

  list = g_atomic_rc_box_alloc0 (sizeof (MoatList) + len * sizeof (GRefString *));
  list->len = len;

  return list;
}

/**
 * moat_list_new:
 * @items: the strings
 * @n_items: how many, or -1 when @items ends with %NULL
 *
 * Returns: (transfer full) (nullable): the list; %NULL when it is empty
 */
MoatList *
moat_list_new (const char *const *items, gssize n_items)
{
  guint len = n_items >= 0 ? (guint) n_items : items != NULL ? g_strv_length ((char **) items) : 0;
  MoatList *list = list_alloc (len);

  for (guint i = 0; i < len; i++)
    list->items[i] = g_ref_string_new (items[i]);

  return list;
}

MoatList *
moat_list_ref (MoatList *list)
{
  return list != NULL ? g_atomic_rc_box_acquire (list) : NULL;
}

static void
list_clear (gpointer data)
{
  MoatList *list = data;

  for (guint i = 0; i < list->len; i++)
    g_ref_string_release (list->items[i]);
}

void
moat_list_unref (MoatList *list)
{
  if (list != NULL)
    g_atomic_rc_box_release_full (list, list_clear);
}

guint
moat_list_len (const MoatList *list)
{
  return list != NULL ? list->len : 0;
}

const char *
moat_list_get (const MoatList *list, guint index)
{
  g_return_val_if_fail (index < moat_list_len (list), NULL);

  return list->items[index];
}

gboolean
moat_list_contains (const MoatList *list, const char *item)
{
  for (guint i = 0; i < moat_list_len (list); i++)
    if (strcmp (list->items[i], item) == 0)
      return TRUE;

  return FALSE;
}

gboolean
moat_list_equal (const MoatList *a, const MoatList *b)
{
  if (a == b)
    return TRUE;
  if (moat_list_len (a) != moat_list_len (b))
    return FALSE;

  for (guint i = 0; i < moat_list_len (a); i++)
    if (strcmp (a->items[i], b->items[i]) != 0)
      return FALSE;

  return TRUE;
}

/**
 * moat_list_join:
 *
 * Returns: (transfer full): the items with @separator between them, "" for none
 */
char *
moat_list_join (const MoatList *list, const char *separator)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < moat_list_len (list); i++)
    {
      if (i > 0)
        g_string_append (joined, separator);
      g_string_append (joined, list->items[i]);
    }

  return g_string_free (joined, FALSE);
}

static void
list_swap (MoatList **list, MoatList *replacement)
{
  MoatList *old = *list;

  *list = replacement;
  moat_list_unref (old);
}

void
moat_list_set (MoatList **list, const char *const *items)
{
  list_swap (list, moat_list_new (items, -1));
}

/**
 * moat_list_set_split:
 *
 * Sets @list to the parts of @text between @separator, stripped of white space, without empty parts.
 */
void
moat_list_set_split (MoatList **list, const char *text, const char *separator)
{
  g_auto (GStrv) parts = g_strsplit (moat_text_get (text), separator, -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (kept, parts[i]);

  list_swap (list, moat_list_new ((const char *const *) kept->pdata, kept->len));
}

/**
 * moat_list_add:
 *
 * Adds @item at the end, unless it is there already.
 */
void
moat_list_add (MoatList **list, const char *item)
{
  guint len = moat_list_len (*list);
  MoatList *longer;

  if (moat_list_contains (*list, item))
    return;

  longer = list_alloc (len + 1);
  for (guint i = 0; i < len; i++)
    longer->items[i] = g_ref_string_acquire ((*list)->items[i]);
  longer->items[len] = g_ref_string_new (item);

  list_swap (list, longer);
}

void
moat_list_remove (MoatList **list, const char *item)
{
  MoatList *shorter;
  guint at = 0;

  if (!moat_list_contains (*list, item))
    return;

  shorter = list_alloc ((*list)->len);
  for (guint i = 0; i < (*list)->len; i++)
    if (strcmp ((*list)->items[i], item) != 0)
      shorter->items[at++] = g_ref_string_acquire ((*list)->items[i]);
  shorter->len = at;

  if (at == 0)
    g_clear_pointer (&shorter, moat_list_unref);

  list_swap (list, shorter);
}

/**
 * moat_list_replace:
 *
 * Puts @new_item where @old_item was; only takes @old_item out when @new_item is there already.
 */
void
moat_list_replace (MoatList **list, const char *old_item, const char *new_item)
{
  MoatList *replaced;

  if (moat_list_contains (*list, new_item))
    {
      moat_list_remove (list, old_item);
      return;
    }

  replaced = list_alloc (moat_list_len (*list));
  for (guint i = 0; i < moat_list_len (*list); i++)
    replaced->items[i] = strcmp ((*list)->items[i], old_item) == 0 ? g_ref_string_new (new_item)
                                                                   : g_ref_string_acquire ((*list)->items[i]);

  list_swap (list, replaced);
}

/**
 * moat_points_new:
 *
 * Returns: (transfer full) (nullable): a copy of the points; %NULL when there are none
 */
MoatPoints *
moat_points_new (const MoatPoint *items, guint n_items)
{
  MoatPoints *points;

  if (n_items == 0)
    return NULL;

  points = g_atomic_rc_box_alloc (sizeof (MoatPoints) + n_items * sizeof (MoatPoint));
  points->len = n_items;
  memcpy (points->items, items, n_items * sizeof (MoatPoint));

  return points;
}

MoatPoints *
moat_points_ref (MoatPoints *points)
{
  return points != NULL ? g_atomic_rc_box_acquire (points) : NULL;
}

void
moat_points_unref (MoatPoints *points)
{
  if (points != NULL)
    g_atomic_rc_box_release (points);
}

guint
moat_points_len (const MoatPoints *points)
{
  return points != NULL ? points->len : 0;
}

gboolean
moat_points_equal (const MoatPoints *a, const MoatPoints *b)
{
  if (a == b)
    return TRUE;
  if (moat_points_len (a) != moat_points_len (b))
    return FALSE;

  for (guint i = 0; i < moat_points_len (a); i++)
    if (a->items[i].x != b->items[i].x || a->items[i].y != b->items[i].y)
      return FALSE;

  return TRUE;
}

void
moat_points_set (MoatPoints **points, const MoatPoint *items, guint n_items)
{
  MoatPoints *old = *points;

  *points = moat_points_new (items, n_items);
  moat_points_unref (old);
}

void
moat_points_translate (MoatPoints **points, double dx, double dy)
{
  MoatPoints *moved;

  if (*points == NULL || (dx == 0 && dy == 0))
    return;

  moved = moat_points_new ((*points)->items, (*points)->len);
  for (guint i = 0; i < moved->len; i++)
    {
      moved->items[i].x += dx;
      moved->items[i].y += dy;
    }

  moat_points_unref (*points);
  *points = moved;
}
