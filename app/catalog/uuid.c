/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * UUIDs of version 7: milliseconds, a counter within them, and chance. Those made later in this
 * process sort later, also within a millisecond and when the clock is set back. */
#include "catalog/uuid.h"

#include <string.h>
#include <sys/random.h>
#include <yipu/edit.h>

#define COUNTER_BITS 12

static GMutex lock;
static guint64 last; /* milliseconds << COUNTER_BITS | counter */

static guint64
next_stamp (void)
{
  guint64 now = (guint64) (g_get_real_time () / 1000) << COUNTER_BITS;
  guint64 stamp;

  g_mutex_lock (&lock);
  last = MAX (last + 1, now);
  stamp = last;
  g_mutex_unlock (&lock);
  return stamp;
}

static void
ask_kernel (guint8 *at, gsize length)
{
  while (length > 0) {
    gssize n = getrandom (at, length, 0);
    if (n > 0) {
      at += n;
      length -= (gsize) n;
    }
  }
}

void
yipu_random_bytes (gpointer data, gsize length)
{
  static guint8 pool[4096];
  static gsize left = 0;

  g_assert (length <= sizeof pool);
  g_mutex_lock (&lock);
  if (left < length) {
    ask_kernel (pool, sizeof pool);
    left = sizeof pool;
  }
  left -= length;
  memcpy (data, pool + left, length);
  g_mutex_unlock (&lock);
}

char *
yipu_edit_new_uuid (void)
{
  guint64 stamp = next_stamp ();
  guint64 millis = stamp >> COUNTER_BITS;
  guint8 chance[8];

  yipu_random_bytes (chance, sizeof chance);
  return g_strdup_printf ("%08x-%04x-7%03x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          (guint) (millis >> 16), (guint) (millis & 0xffff),
                          (guint) (stamp & 0xfff), 0x80 | (chance[0] & 0x3f), chance[1], chance[2],
                          chance[3], chance[4], chance[5], chance[6], chance[7]);
}

gboolean
yipu_uuid_is_valid (const char *id)
{
  if (strlen (id) != 36)
    return FALSE;
  for (guint i = 0; i < 36; i++) {
    gboolean dash = i == 8 || i == 13 || i == 18 || i == 23;
    gboolean hex = g_ascii_isdigit (id[i]) || (id[i] >= 'a' && id[i] <= 'f');

    if (dash ? id[i] != '-' : !hex)
      return FALSE;
  }
  return TRUE;
}
