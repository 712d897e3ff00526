/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How old things are, in words. */
#include "backup-age.h"

#include <glib/gi18n-lib.h>
#include <yipu/backup.h>

char *
yipu_time_ago (gint64 time)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (time);
  gint64 today = g_date_time_to_unix (now) + g_date_time_get_utc_offset (now) / G_TIME_SPAN_SECOND;
  gint64 day = g_date_time_to_unix (then) + g_date_time_get_utc_offset (then) / G_TIME_SPAN_SECOND;
  gint64 days = today / 86400 - day / 86400;

  if (days <= 0)
    return g_date_time_format (then, _ ("today %H:%M"));
  if (days == 1)
    return g_date_time_format (then, _ ("yesterday %H:%M"));
  if (days < 30)
    return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) days), (int) days);
  return g_date_time_format (then, "%Y-%m-%d");
}

char *
yipu_backup_age (YipuCatalog *catalog)
{
  gint64 newest = yipu_backup_get_newest (catalog, NULL);

  if (newest == 0)
    return g_strdup (_ ("Never backed up"));

  g_autofree char *ago = yipu_time_ago (newest);

  /* Translators: %s is "today 10:32" or "3 days ago". */
  return g_strdup_printf (_ ("Backup: %s"), ago);
}
