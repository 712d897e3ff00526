/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading a zip by libarchive, with only the seekable reader: it needs the directory at the end, so
 * a cut file is refused at once. What an archive says of its own sizes is a hint; limits hold for
 * the bytes that really come out and the bytes they really took. */
#define G_LOG_DOMAIN "yipu-base"
#include "base/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK (128 * 1024)

typedef struct archive ArchiveReader;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArchiveReader, archive_read_free)

struct _YipuArchive {
  ArchiveReader *reader;
  int fd;
  guint64 file_size;
  GCancellable *cancellable;
  YipuArchiveEntry entry;
  guint n_entries;
  guint64 total;       /* bytes that came out of all entries */
  guint64 out;         /* and of this one */
  guint64 entry_start; /* place in the file where its data begins */
  guint64 taken;       /* bytes of the file that earlier entries took */
};

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, message);
  return FALSE;
}

/* @what holds one %s, for the entry's name. */
static gboolean
refuse_entry (YipuArchive *self, const char *what, GError **error)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, what, self->entry.name);
#pragma GCC diagnostic pop
  return FALSE;
}

/* libarchive's own words go in brackets at the end: they are English. */
static gboolean
refuse_damaged (YipuArchive *self, GError **error)
{
  const char *why = archive_error_string (self->reader);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _ ("This is not a whole zip file; copy it again from where it came (%s)."),
               why ? why : "zip");
  return FALSE;
}

static gboolean
open_file (YipuArchive *self, const char *path, GError **error)
{
  struct stat status;

  self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (self->fd < 0 || fstat (self->fd, &status) != 0) {
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path,
                 g_strerror (errno));
    return FALSE;
  }
  if (!S_ISREG (status.st_mode))
    return refuse (error, _ ("This is no regular file."));
  self->file_size = (guint64) status.st_size;
  return TRUE;
}

YipuArchive *
yipu_archive_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (YipuArchive) self = g_new0 (YipuArchive, 1);

  self->fd = -1;
  self->reader = archive_read_new ();
  g_set_object (&self->cancellable, cancellable);
  if (!open_file (self, path, error))
    return NULL;
  archive_read_support_format_zip_seekable (self->reader);
  if (archive_read_open_fd (self->reader, self->fd, BLOCK) != ARCHIVE_OK) {
    refuse_damaged (self, error);
    return NULL;
  }
  return g_steal_pointer (&self);
}

void
yipu_archive_free (YipuArchive *self)
{
  archive_read_free (self->reader);
  if (self->fd >= 0)
    close (self->fd);
  g_clear_object (&self->cancellable);
  g_free (self->entry.name);
  g_free (self);
}

static guint64
position (YipuArchive *self)
{
  return (guint64) MAX (archive_filter_bytes (self->reader, 0), 0);
}

/* Bytes of the file that the open entry took so far. */
static guint64
entry_taken (YipuArchive *self)
{
  guint64 now = position (self);

  return now > self->entry_start ? now - self->entry_start : 0;
}

static gboolean
take_name (YipuArchive *self, struct archive_entry *entry, GError **error)
{
  const char *raw = archive_entry_pathname (entry);
  gboolean utf8 = raw && g_utf8_validate (raw, -1, NULL);
  gsize length;

  g_clear_pointer (&self->entry.name, g_free);
  if (!raw)
    return refuse (error, _ ("The zip holds a name that cannot be read."));
  self->entry.guessed = !utf8;
  self->entry.name =
      utf8 ? g_strdup (raw) : g_convert (raw, -1, "UTF-8", "GB18030", NULL, NULL, NULL);
  if (!self->entry.name)
    return refuse (error, _ ("The zip holds a name that is neither UTF-8 nor GB18030."));
  length = strlen (self->entry.name);
  while (length > 1 && self->entry.name[length - 1] == '/')
    self->entry.name[--length] = '\0';
  return TRUE;
}

static gboolean
take_type (YipuArchive *self, struct archive_entry *entry, GError **error)
{
  mode_t type = archive_entry_filetype (entry);
  const char *what = NULL;

  if (archive_entry_is_encrypted (entry))
    what = _ ("“%s” is encrypted; Yipu reads no encrypted bundles.");
  else if (archive_entry_hardlink (entry) || archive_entry_symlink (entry) || type == AE_IFLNK)
    what = _ ("“%s” is a link; a bundle holds files and folders only.");
  else if (type != AE_IFREG && type != AE_IFDIR)
    what = _ ("“%s” is neither a file nor a folder.");
  else if (type == AE_IFREG && (archive_entry_perm (entry) & (S_ISUID | S_ISGID)))
    what = _ ("“%s” asks to run as somebody else.");
  if (what)
    return refuse_entry (self, what, error);
  self->entry.folder = type == AE_IFDIR;
  self->entry.size = (guint64) MAX (archive_entry_size (entry), 0);
  return TRUE;
}

gboolean
yipu_archive_next (YipuArchive *self, const YipuArchiveEntry **entry, GError **error)
{
  struct archive_entry *raw;
  int result;

  *entry = NULL;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->n_entries > 0 && self->out > 0)
    self->taken += entry_taken (self);
  if (self->taken > self->file_size)
    return refuse (error, _ ("The files in this zip overlap; it was made to deceive."));
  result = archive_read_next_header (self->reader, &raw);
  if (result == ARCHIVE_EOF)
    return TRUE;
  if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
    return refuse_damaged (self, error);
  if (++self->n_entries > YIPU_ARCHIVE_MAX_ENTRIES)
    return refuse (error, _ ("The zip holds more than 200,000 files."));
  if (!take_name (self, raw, error) || !take_type (self, raw, error))
    return FALSE;
  self->entry_start = position (self);
  self->out = 0;
  *entry = &self->entry;
  return TRUE;
}

/* Stops what grows out of all proportion, before it has eaten disk or patience. */
static gboolean
within_limits (YipuArchive *self, GError **error)
{
  const char *what = NULL;

  if (self->out > YIPU_ARCHIVE_MAX_FILE)
    what = _ ("“%s” would unpack to more than 4 GB; not read.");
  else if (self->total > YIPU_ARCHIVE_MAX_TOTAL)
    what = _ ("With “%s” the zip would unpack to more than 20 GB; not read.");
  else if (self->out > YIPU_ARCHIVE_RATIO_FROM &&
           self->out / YIPU_ARCHIVE_MAX_RATIO > entry_taken (self))
    what = _ ("“%s” unpacks to more than 200 times its size; such zips are made to fill disks.");
  return !what || refuse_entry (self, what, error);
}

gssize
yipu_archive_read (YipuArchive *self, gpointer buffer, gsize size, GError **error)
{
  gssize n;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return -1;
  n = archive_read_data (self->reader, buffer, size);
  if (n < 0) {
    refuse_damaged (self, error);
    g_prefix_error (error, "%s: ", self->entry.name);
    return -1;
  }
  self->out += (guint64) n;
  self->total += (guint64) n;
  return within_limits (self, error) ? n : -1;
}

guint64
yipu_archive_get_taken (YipuArchive *self)
{
  return self->taken + (self->out > 0 ? entry_taken (self) : 0);
}
