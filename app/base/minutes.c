/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Minutes as people say them. The words stand here and not in the translations: what is printed
 * speaks its own language, whatever the person at the desk reads. */
#include <yipu/text.h>

#define HOUR 60
#define DAY (24 * HOUR)
#define LONGEST (G_MAXINT / 2)

char *
yipu_text_minutes_in (gint64 given, YipuLanguage language)
{
  gboolean zh = language == YIPU_LANGUAGE_ZH;
  int minutes = (int) MIN (given, LONGEST);

  if (minutes < 0)
    return g_strdup ("?");
  if (minutes < HOUR)
    return g_strdup_printf (zh ? "%d 分钟" : "%d min", minutes);
  if (minutes < DAY && minutes % HOUR == 0)
    return g_strdup_printf (zh ? "%d 小时" : "%d h", minutes / HOUR);
  if (minutes < DAY)
    return g_strdup_printf (zh ? "%d 小时 %d 分" : "%d h %d min", minutes / HOUR, minutes % HOUR);
  if (minutes % DAY < HOUR)
    return g_strdup_printf (zh ? "%d 天" : "%d d", minutes / DAY);
  return g_strdup_printf (zh ? "%d 天 %d 小时" : "%d d %d h", minutes / DAY, minutes % DAY / HOUR);
}

char *
yipu_text_work_in (gint64 given, YipuLanguage language)
{
  gboolean zh = language == YIPU_LANGUAGE_ZH;
  int minutes = (int) MIN (given, LONGEST);

  if (minutes < DAY)
    return yipu_text_minutes_in (given, language);
  if (minutes % HOUR == 0)
    return g_strdup_printf (zh ? "%d 小时" : "%d h", minutes / HOUR);
  return g_strdup_printf (zh ? "%d 小时 %d 分" : "%d h %d min", minutes / HOUR, minutes % HOUR);
}

static YipuLanguage
own_language (void)
{
  return yipu_text_is_chinese () ? YIPU_LANGUAGE_ZH : YIPU_LANGUAGE_EN;
}

char *
yipu_text_minutes (gint64 minutes)
{
  return yipu_text_minutes_in (minutes, own_language ());
}

char *
yipu_text_work (gint64 minutes)
{
  return yipu_text_work_in (minutes, own_language ());
}
