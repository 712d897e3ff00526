/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lock file. An open-file-description lock ends with its process, however it ends, so a stale
 * file never locks anybody out; what stands in the file is only for the message. */
#include "catalog/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>
#include <yipu/catalog.h>

static char *
describe_holder (int fd)
{
  char text[256];
  gssize n = pread (fd, text, sizeof text - 1, 0);

  if (n <= 0)
    return g_strdup (_ ("another program"));
  text[n] = '\0';
  g_strstrip (text);
  return g_utf8_validate (text, -1, NULL) && *text ? g_strdup (text)
                                                   : g_strdup (_ ("another program"));
}

static void
write_holder (int fd)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *since = g_date_time_format (now, "%Y-%m-%d %H:%M");
  const char *program = g_get_prgname ();
  /* Translators: who is writing a catalog: a program, its process number, a login, since when */
  g_autofree char *text =
      g_strdup_printf (_ ("%s (process %d) of %s, since %s"), program ? program : "yipu",
                       (int) getpid (), g_get_user_name (), since);

  if (ftruncate (fd, 0) != 0 || pwrite (fd, text, strlen (text), 0) < 0)
    g_debug ("Cannot write the lock file: %s", g_strerror (errno));
}

int
yipu_lock_take (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int fd = open (path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  g_autofree char *holder = NULL;

  if (fd < 0) {
    int saved = errno;
    g_set_error (error, YIPU_CATALOG_ERROR,
                 saved == ENOSPC ? YIPU_CATALOG_ERROR_FULL : YIPU_CATALOG_ERROR_READ_ONLY,
                 _ ("%s cannot be changed: %s. It can be opened for reading."), folder,
                 g_strerror (saved));
    return -1;
  }
  if (fcntl (fd, F_OFD_SETLK, &lock) == 0) {
    write_holder (fd);
    return fd;
  }
  holder = describe_holder (fd);
  close (fd);
  g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_LOCKED,
               _ ("%s is being written by %s. Close it there, or open it here for reading."),
               folder, holder);
  return -1;
}

void
yipu_lock_release (int fd)
{
  if (ftruncate (fd, 0) != 0)
    g_debug ("Cannot empty the lock file: %s", g_strerror (errno));
  close (fd);
}
