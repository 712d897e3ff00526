/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every program does first, and the data compiled into libyipu. */
#include <yipu/init.h>

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "yipu-resources.h"

#define RESOURCE_PREFIX "/org/yipu/Yipu/data/"

/* libarchive hands out NULL for a Chinese name unless the locale's characters are UTF-8. */
static void
set_utf8_locale (void)
{
  setlocale (LC_ALL, "");
  if (!g_get_charset (NULL))
    setlocale (LC_CTYPE, "C.UTF-8");
  setlocale (LC_NUMERIC, "C");
}

static void
bind_translations (void)
{
  const char *dir = g_file_test (YIPU_BUILD_LOCALEDIR "/zh_CN", G_FILE_TEST_IS_DIR)
                        ? YIPU_BUILD_LOCALEDIR
                        : YIPU_LOCALEDIR;

  bindtextdomain (GETTEXT_PACKAGE, dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

void
yipu_init (void)
{
  static gsize done = 0;

  if (!g_once_init_enter (&done))
    return;
  set_utf8_locale ();
  bind_translations ();
  umask (077);
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_CORE, &(struct rlimit){ 0, 0 });
  g_resources_register (yipu_data_get_resource ());
  g_once_init_leave (&done, 1);
}

GBytes *
yipu_resource_load (const char *path)
{
  g_autofree char *full = g_strconcat (RESOURCE_PREFIX, path, NULL);

  g_return_val_if_fail (path != NULL, NULL);
  return g_resources_lookup_data (full, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}
