/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The order of names in lists, by ICU's Chinese collation. A collator is dear to open and not made
 * for several threads at once: one is kept, and callers take turns. */
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>
#include <yipu/text.h>

#include "collate.h"

static GMutex collator_lock;

/* Opened once, kept; NULL only where ICU's data is missing. Call with the lock held. */
static UCollator *
get_collator (void)
{
  static UCollator *collator = NULL;
  UErrorCode status = U_ZERO_ERROR;

  if (collator == NULL) {
    collator = ucol_open ("zh@collation=pinyin", &status);
    if (U_FAILURE (status))
      return NULL;
    ucol_setAttribute (collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
  }
  return collator;
}

GBytes *
yipu_collate_key (const char *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&collator_lock);
  UCollator *collator = get_collator ();
  gsize size = strlen (text);
  g_autofree UChar *units = g_new (UChar, size + 1);
  UErrorCode status = U_ZERO_ERROR;
  int32_t n_units = 0, needed;
  guint8 *key;

  u_strFromUTF8WithSub (units, (int32_t) size + 1, &n_units, text, (int32_t) size, 0xfffd, NULL,
                        &status);
  if (collator == NULL || U_FAILURE (status))
    return g_bytes_new (text, size);
  needed = ucol_getSortKey (collator, units, n_units, NULL, 0);
  key = g_malloc ((gsize) needed);
  ucol_getSortKey (collator, units, n_units, key, needed);
  return g_bytes_new_take (key, (gsize) needed);
}

int
yipu_text_compare (const char *a, const char *b)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&collator_lock);
  UErrorCode status = U_ZERO_ERROR;
  UCollator *collator = get_collator ();

  if (collator == NULL)
    return strcmp (a, b);
  return ucol_strcollUTF8 (collator, a, -1, b, -1, &status);
}
