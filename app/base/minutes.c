/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Minutes as people say them. */
#include <yipu/text.h>

#include <glib/gi18n-lib.h>

#define HOUR 60
#define DAY (24 * HOUR)
#define LONGEST (G_MAXINT / 2)

char *
yipu_text_minutes (gint64 given)
{
  int minutes = (int) MIN (given, LONGEST);

  if (minutes < 0)
    return g_strdup ("?");
  if (minutes < HOUR)
    return g_strdup_printf (_ ("%d min"), minutes);
  if (minutes < DAY && minutes % HOUR == 0)
    return g_strdup_printf (_ ("%d h"), minutes / HOUR);
  if (minutes < DAY)
    return g_strdup_printf (_ ("%d h %d min"), minutes / HOUR, minutes % HOUR);
  if (minutes % DAY < HOUR)
    return g_strdup_printf (_ ("%d d"), minutes / DAY);
  return g_strdup_printf (_ ("%d d %d h"), minutes / DAY, minutes % DAY / HOUR);
}
