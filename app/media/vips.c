/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libvips, fenced in (trust.md, "Pictures, sound, text"): every loader is blocked but those of the
 * five formats we take, and these are called by name after the magic bytes were seen, so that
 * libvips never chooses one itself. */
#include "media/vips.h"

#define G_LOG_DOMAIN_VIPS "VIPS"

/* Says nothing: a log handler that logs in its turn is fatal. */
static void
keep_quiet (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

/* A damaged photo is ordinary input and makes libvips warn: no reason to end a program that runs
 * with fatal warnings. Other domains stay fatal. */
static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  return g_strcmp0 (domain, G_LOG_DOMAIN_VIPS) != 0;
}

static void
allow_our_loaders (void)
{
  static const char *const loaders[] = { "VipsForeignLoadJpeg", "VipsForeignLoadPng",
                                         "VipsForeignLoadTiff", "VipsForeignLoadWebp",
                                         "VipsForeignLoadHeif" };

  vips_operation_block_set ("VipsForeignLoad", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (loaders); i++)
    vips_operation_block_set (loaders[i], FALSE);
}

void
yipu_vips_init (void)
{
  static gsize done = 0;

  /* Each time anew: GTest takes it off before every test. */
  g_test_log_set_fatal_handler (is_fatal, NULL);
  if (!g_once_init_enter (&done))
    return;
  g_log_set_handler (G_LOG_DOMAIN_VIPS, G_LOG_LEVEL_MASK | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION,
                     keep_quiet, NULL);
  if (vips_init ("yipu") != 0)
    g_assert_not_reached ();
  allow_our_loaders ();
  vips_cache_set_max (0);
  vips_concurrency_set (1);
  g_once_init_leave (&done, 1);
}

void
yipu_vips_forget_errors (void)
{
  g_autofree char *text = vips_error_buffer_copy ();

  if (*text)
    g_debug ("libvips: %s", text);
}
