/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Order keys and ids. */
#include <string.h>
#include <yipu/edit.h>
#include <yipu/init.h>

#include "catalog/order-key.h"
#include "catalog/uuid.h"

static void
test_appending_keeps_keys_short (void)
{
  g_autofree char *last = NULL;

  for (int i = 0; i < 5000; i++) {
    g_autofree char *next = yipu_order_key_between (last, NULL);

    if (last)
      g_assert_cmpstr (last, <, next);
    g_free (last);
    last = g_steal_pointer (&next);
  }
  g_assert_cmpuint (strlen (last), <=, 4);
}

static void
test_prepending_keeps_keys_short (void)
{
  g_autofree char *first = NULL;

  for (int i = 0; i < 5000; i++) {
    g_autofree char *next = yipu_order_key_between (NULL, first);

    if (first)
      g_assert_cmpstr (next, <, first);
    g_free (first);
    first = g_steal_pointer (&next);
  }
  g_assert_cmpuint (strlen (first), <=, 4);
}

static void
test_random_insertions_stay_in_order (void)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < 2000; i++) {
    guint at = (guint) g_test_rand_int_range (0, (gint32) keys->len + 1);
    const char *low = at > 0 ? keys->pdata[at - 1] : NULL;
    const char *high = at < keys->len ? keys->pdata[at] : NULL;
    char *key = yipu_order_key_between (low, high);

    if (low)
      g_assert_cmpstr (low, <, key);
    if (high)
      g_assert_cmpstr (key, <, high);
    g_ptr_array_insert (keys, (int) at, key);
  }
}

static void
test_foreign_keys_do_no_harm (void)
{
  static const char *const odd[] = { "", "a", "a0", "a00", "zzz", "竹", "~", "0", "A0", "a0\x01" };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    for (guint j = 0; j < G_N_ELEMENTS (odd); j++) {
      g_autofree char *key = yipu_order_key_between (odd[i], odd[j]);
      g_assert_cmpstr (odd[i], <, key);
    }
}

static void
test_ids_made_later_sort_later (void)
{
  g_autofree char *last = yipu_edit_new_uuid ();

  for (int i = 0; i < 10000; i++) {
    char *next = yipu_edit_new_uuid ();

    g_assert_cmpstr (last, <, next);
    g_assert_true (yipu_uuid_is_valid (next));
    g_assert_cmpint (next[14], ==, '7');
    g_free (last);
    last = next;
  }
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/order-key/appending-keeps-keys-short", test_appending_keeps_keys_short);
  g_test_add_func ("/order-key/prepending-keeps-keys-short", test_prepending_keeps_keys_short);
  g_test_add_func ("/order-key/random-insertions-stay-in-order",
                   test_random_insertions_stay_in_order);
  g_test_add_func ("/order-key/foreign-keys-do-no-harm", test_foreign_keys_do_no_harm);
  g_test_add_func ("/uuid/made-later-sort-later", test_ids_made_later_sort_later);
  return g_test_run ();
}
