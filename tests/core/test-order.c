/* Order keys and ids: room everywhere, no clashes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "ids.h"
#include "order.h"
#include "moat-test-seed.h"

#include <string.h>

static void
assert_between (const char *before, const char *key, const char *after)
{
  g_assert_true (moat_order_is_valid (key));
  if (before != NULL)
    g_assert_cmpstr (before, <, key);
  if (after != NULL)
    g_assert_cmpstr (key, <, after);
}

/* Appending and prepending ten thousand times keeps keys short and in order. */
static void
test_ends (void)
{
  g_autofree char *last = moat_order_between (NULL, NULL);
  g_autofree char *first = g_strdup (last);

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *next = moat_order_between (last, NULL);
      g_autofree char *previous = moat_order_between (NULL, first);

      assert_between (last, next, NULL);
      assert_between (NULL, previous, first);
      g_free (last);
      last = g_steal_pointer (&next);
      g_free (first);
      first = g_steal_pointer (&previous);
    }
  g_assert_cmpuint (strlen (last), <=, 4);
  g_assert_cmpuint (strlen (first), <=, 4);
}

/* Between any two neighbours there is room, wherever one inserts. */
static void
test_random_insertions (void)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 3000; i++)
    {
      guint at = g_test_rand_int_range (0, keys->len + 1);
      const char *before = at > 0 ? g_ptr_array_index (keys, at - 1) : NULL;
      const char *after = at < keys->len ? g_ptr_array_index (keys, at) : NULL;
      char *key = moat_order_between (before, after);

      assert_between (before, key, after);
      g_ptr_array_insert (keys, at, key);
    }
}

/* Always inserting at the same place still works. */
static void
test_same_place (void)
{
  g_autofree char *low = g_strdup ("a0");
  g_autofree char *high = g_strdup ("a1");

  for (guint i = 0; i < 500; i++)
    {
      char *key = moat_order_between (low, high);

      assert_between (low, key, high);
      if (i % 2 == 0)
        {
          g_free (low);
          low = key;
        }
      else
        {
          g_free (high);
          high = key;
        }
    }
}

/* The lowest integer part is no key: nothing could come before it. */
static void
test_lowest (void)
{
  g_autofree char *lowest = g_strconcat ("A", "00000000000000000000000000", NULL);
  g_autofree char *first = g_strconcat (lowest, "1", NULL);
  g_autofree char *before = NULL;

  g_assert_false (moat_order_is_valid (lowest));
  g_assert_true (moat_order_is_valid (first));
  before = moat_order_between (NULL, first);
  assert_between (NULL, before, first);
}

/* A file that somebody edited can have any text there. */
static void
test_damaged_keys (void)
{
  static const char *const damaged[] = { "", "?", "a", "zz", "a00", "é", "a0 ", "b0" };

  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autofree char *after = moat_order_between (damaged[i], NULL);
      g_autofree char *before = moat_order_between (NULL, damaged[i]);
      g_autofree char *reversed = moat_order_between ("a5", "a1");

      g_assert_false (moat_order_is_valid (damaged[i]));
      assert_between (NULL, after, NULL);
      assert_between (NULL, before, NULL);
      assert_between ("a5", reversed, NULL);
    }
}

static void
test_ids (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *one = moat_id_from_text (MOAT_KIND_FLOW, "story/1");
  g_autofree char *same = moat_id_from_text (MOAT_KIND_FLOW, "story/1");
  g_autofree char *other = moat_id_from_text (MOAT_KIND_FLOW, "story/2");

  for (guint i = 0; i < 20000; i++)
    {
      char *id = moat_id_new (MOAT_KIND_THREAT);

      g_assert_true (moat_id_is_valid (id));
      g_assert_true (g_str_has_prefix (id, "t-"));
      g_assert_true (g_hash_table_add (seen, id));
    }
  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (one, !=, other);
  g_assert_false (moat_id_is_valid (""));
  g_assert_false (moat_id_is_valid ("a b"));
  g_assert_false (moat_id_is_valid ("<!-- -->"));
}

int
main (int argc, char *argv[])
{
  moat_test_init (&argc, &argv);

  g_test_add_func ("/core/order/ends", test_ends);
  g_test_add_func ("/core/order/random-insertions", test_random_insertions);
  g_test_add_func ("/core/order/same-place", test_same_place);
  g_test_add_func ("/core/order/lowest", test_lowest);
  g_test_add_func ("/core/order/damaged-keys", test_damaged_keys);
  g_test_add_func ("/core/order/ids", test_ids);

  return g_test_run ();
}
