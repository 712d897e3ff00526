/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing a bag. Entries come in the order of their names, so bag-info.txt, which sums up, stands
 * before the payload: sizes are known by then, hashes are checked on the way. */
#define G_LOG_DOMAIN "yipu-bundle"
#include "bundle/bag-write.h"

#include "base/archive.h"
#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define PIECE (256 * 1024)
#define BAGIT "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

typedef struct {
  YipuZip *zip;
  const char *name;
  GString *manifest;
  GString *tagmanifest;
  YipuHash *hash;
  guint8 *piece;
  const YipuProgress *progress;
  guint64 done;
} Writer;

YipuBagFile *
yipu_bag_file_new_bytes (char *path, GBytes *bytes, const char *type)
{
  YipuBagFile *file = g_new0 (YipuBagFile, 1);
  guint8 digest[YIPU_HASH_SIZE];
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  yipu_hash_bytes (data, length, digest);
  file->path = path;
  file->bytes = bytes;
  file->size = (gint64) length;
  file->sha256 = yipu_hash_to_hex (digest);
  file->text = TRUE;
  file->type = type;
  return file;
}

void
yipu_bag_file_free (YipuBagFile *file)
{
  g_free (file->path);
  g_clear_pointer (&file->bytes, g_bytes_unref);
  g_free (file->file);
  g_free (file->sha256);
  g_free (file->title);
  g_free (file);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(YipuBagFile *const *) a)->path, (*(YipuBagFile *const *) b)->path);
}

void
yipu_bag_files_sort (GPtrArray *files)
{
  g_ptr_array_sort (files, compare_paths);
}

guint64
yipu_bag_files_size (GPtrArray *files)
{
  guint64 size = 0;

  for (guint i = 0; i < files->len; i++)
    size += (guint64) ((YipuBagFile *) files->pdata[i])->size;
  return size;
}

/* A tag file, listed in the tag manifest unless that is itself. */
static gboolean
add_tag (Writer *self, const char *name, const char *text, gboolean list, GError **error)
{
  g_autofree char *path = g_strconcat (self->name, "/", name, NULL);
  guint8 digest[YIPU_HASH_SIZE];
  g_autofree char *hex = NULL;

  yipu_hash_bytes (text, strlen (text), digest);
  hex = yipu_hash_to_hex (digest);
  if (list)
    g_string_append_printf (self->tagmanifest, "%s  %s\n", hex, name);
  return yipu_zip_add (self->zip, path, text, strlen (text), TRUE, error);
}

/* A label and its value on one line, whatever line ends the value had. */
static void
append_info (GString *text, const char *label, const char *value)
{
  g_autofree char *line = g_strdelimit (g_strdup (value ? value : ""), "\r\n", ' ');

  g_strstrip (line);
  if (*line)
    g_string_append_printf (text, "%s: %s\n", label, line);
}

static char *
info_text (GPtrArray *files, const YipuBagInfo *info)
{
  GString *text = g_string_new (NULL);
  g_autofree char *oxum =
      g_strdup_printf ("%" G_GUINT64_FORMAT ".%u", yipu_bag_files_size (files), files->len);

  append_info (text, "Source-Organization", info->organisation);
  append_info (text, "External-Identifier", info->identifier);
  append_info (text, "External-Description", info->description);
  append_info (text, "Bagging-Date", info->date);
  append_info (text, "Payload-Oxum", oxum);
  append_info (text, "Bag-Software-Agent", "Yipu " YIPU_VERSION);
  return g_string_free (text, FALSE);
}

static gboolean
write_piece (Writer *self, const guint8 *data, gsize length, const char *path, GError **error)
{
  yipu_hash_feed (self->hash, data, length);
  self->done += length;
  return yipu_zip_write (self->zip, data, length, error) &&
         yipu_progress_step (self->progress, self->done, error, _ ("Writing %s"), path);
}

static gboolean
copy_from (Writer *self, int fd, const YipuBagFile *file, GError **error)
{
  for (;;) {
    gssize n = read (fd, self->piece, PIECE);

    if (n < 0 && errno == EINTR)
      continue;
    if (n == 0)
      return TRUE;
    if (n < 0) {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", file->path,
                   g_strerror (errno));
      return FALSE;
    }
    if (!write_piece (self, self->piece, (gsize) n, file->path, error))
      return FALSE;
  }
}

static gboolean
copy_file (Writer *self, const YipuBagFile *file, GError **error)
{
  int fd = open (file->file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  gboolean ok;

  if (fd < 0) {
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", file->path,
                 g_strerror (errno));
    return FALSE;
  }
  ok = copy_from (self, fd, file, error);
  close (fd);
  return ok;
}

static gboolean
copy_payload (Writer *self, const YipuBagFile *file, GError **error)
{
  gsize length;
  const guint8 *data;

  if (!file->bytes)
    return copy_file (self, file, error);
  data = g_bytes_get_data (file->bytes, &length);
  return length == 0 || write_piece (self, data, length, file->path, error);
}

static gboolean
add_payload (Writer *self, const YipuBagFile *file, GError **error)
{
  g_autofree char *path = g_strconcat (self->name, "/data/", file->path, NULL);
  guint8 digest[YIPU_HASH_SIZE];
  g_autofree char *hex = NULL;

  if (strlen (path) > YIPU_BAG_MAX_PATH || strpbrk (path, "%\r\n")) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
                 _ ("The path “%s” is longer than %d bytes or holds a %% sign; shorten the name "
                    "it comes from."),
                 path, YIPU_BAG_MAX_PATH);
    return FALSE;
  }
  if (!yipu_zip_begin (self->zip, path, file->text, error) || !copy_payload (self, file, error) ||
      !yipu_zip_end (self->zip, error))
    return FALSE;
  yipu_hash_end (self->hash, digest);
  hex = yipu_hash_to_hex (digest);
  if (strcmp (hex, file->sha256) != 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 _ ("“%s” changed or was damaged while it was exported; export again."),
                 file->path);
    return FALSE;
  }
  g_string_append_printf (self->manifest, "%s  data/%s\n", hex, file->path);
  return TRUE;
}

static gboolean
write_all (Writer *self, GPtrArray *files, const YipuBagInfo *info, GError **error)
{
  g_autofree char *text = info_text (files, info);

  if (!add_tag (self, "bag-info.txt", text, TRUE, error) ||
      !add_tag (self, "bagit.txt", BAGIT, TRUE, error))
    return FALSE;
  for (guint i = 0; i < files->len; i++) {
    if (!add_payload (self, files->pdata[i], error))
      return FALSE;
  }
  return add_tag (self, "manifest-sha256.txt", self->manifest->str, TRUE, error) &&
         add_tag (self, "tagmanifest-sha256.txt", self->tagmanifest->str, FALSE, error) &&
         yipu_zip_finish (self->zip, error);
}

gboolean
yipu_bag_write (YipuDurable *out,
                const char *name,
                GPtrArray *files,
                const YipuBagInfo *info,
                const YipuProgress *progress,
                GError **error)
{
  g_autoptr (YipuZip) zip = yipu_zip_new (out);
  g_autoptr (GString) manifest = g_string_new (NULL);
  g_autoptr (GString) tagmanifest = g_string_new (NULL);
  g_autoptr (YipuHash) hash = yipu_hash_new ();
  g_autofree guint8 *piece = g_malloc (PIECE);
  Writer self = { .zip = zip,
                  .name = name,
                  .manifest = manifest,
                  .tagmanifest = tagmanifest,
                  .hash = hash,
                  .piece = piece,
                  .progress = progress };

  return write_all (&self, files, info, error);
}
