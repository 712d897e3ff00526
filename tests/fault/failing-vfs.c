/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Wraps SQLite's own file system; counts and fails, and passes everything else through. */
#include "failing-vfs.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>

typedef struct {
  sqlite3_file base;
  sqlite3_file *real;
} File;

static sqlite3_vfs *real_vfs;
static int fail_at; /* atomic; 0 for never */
static int count;   /* atomic */
static int for_ever;
static int kills;

static gboolean
fails (void)
{
  int now = g_atomic_int_add (&count, 1) + 1;
  int at = g_atomic_int_get (&fail_at);

  if (kills && now == at)
    raise (SIGKILL);
  return at > 0 && (now == at || (for_ever && now > at));
}

static sqlite3_file *
real (sqlite3_file *file)
{
  return ((File *) file)->real;
}

static int
file_close (sqlite3_file *file)
{
  int rc = real (file)->pMethods->xClose (real (file));

  g_free (real (file));
  return rc;
}

static int
file_read (sqlite3_file *file, void *data, int length, sqlite3_int64 offset)
{
  return real (file)->pMethods->xRead (real (file), data, length, offset);
}

static int
file_write (sqlite3_file *file, const void *data, int length, sqlite3_int64 offset)
{
  if (fails ())
    return SQLITE_FULL;
  return real (file)->pMethods->xWrite (real (file), data, length, offset);
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  if (fails ())
    return SQLITE_IOERR_TRUNCATE;
  return real (file)->pMethods->xTruncate (real (file), size);
}

static int
file_sync (sqlite3_file *file, int flags)
{
  if (fails ())
    return SQLITE_IOERR_FSYNC;
  return real (file)->pMethods->xSync (real (file), flags);
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return real (file)->pMethods->xFileSize (real (file), size);
}

static int
file_lock (sqlite3_file *file, int level)
{
  return real (file)->pMethods->xLock (real (file), level);
}

static int
file_unlock (sqlite3_file *file, int level)
{
  return real (file)->pMethods->xUnlock (real (file), level);
}

static int
file_check_lock (sqlite3_file *file, int *out)
{
  return real (file)->pMethods->xCheckReservedLock (real (file), out);
}

static int
file_control (sqlite3_file *file, int op, void *data)
{
  return real (file)->pMethods->xFileControl (real (file), op, data);
}

static int
file_sector (sqlite3_file *file)
{
  return real (file)->pMethods->xSectorSize (real (file));
}

static int
file_traits (sqlite3_file *file)
{
  return real (file)->pMethods->xDeviceCharacteristics (real (file));
}

static int
file_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
  return real (file)->pMethods->xShmMap (real (file), page, size, extend, out);
}

static int
file_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return real (file)->pMethods->xShmLock (real (file), offset, n, flags);
}

static void
file_shm_barrier (sqlite3_file *file)
{
  real (file)->pMethods->xShmBarrier (real (file));
}

static int
file_shm_unmap (sqlite3_file *file, int remove)
{
  return real (file)->pMethods->xShmUnmap (real (file), remove);
}

static const sqlite3_io_methods methods = {
  2,           file_close,   file_read,     file_write,       file_truncate,  file_sync,
  file_size,   file_lock,    file_unlock,   file_check_lock,  file_control,   file_sector,
  file_traits, file_shm_map, file_shm_lock, file_shm_barrier, file_shm_unmap,
};

static int
vfs_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
  File *own = (File *) file;
  int rc;

  own->real = g_malloc0 ((gsize) real_vfs->szOsFile);
  rc = real_vfs->xOpen (real_vfs, name, own->real, flags, out);
  if (rc == SQLITE_OK)
    own->base.pMethods = &methods;
  else
    g_free (own->real);
  return rc;
}

void
failing_vfs_install (void)
{
  static sqlite3_vfs vfs;

  real_vfs = sqlite3_vfs_find (NULL);
  vfs = *real_vfs;
  vfs.zName = "failing";
  vfs.szOsFile = sizeof (File);
  vfs.xOpen = vfs_open;
  vfs.pNext = NULL;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

void
failing_vfs_arm (guint n, gboolean ever)
{
  for_ever = ever;
  g_atomic_int_set (&count, 0);
  g_atomic_int_set (&fail_at, (int) n);
}

void
failing_vfs_kill_at (guint n)
{
  kills = TRUE;
  failing_vfs_arm (n, FALSE);
}

guint
failing_vfs_count (void)
{
  return (guint) g_atomic_int_get (&count);
}
