/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing a zip. An entry's header is written with zeros, then the data, then checksum and sizes
 * are put into the header: the file can be sought, so no descriptor need follow the data. Numbers
 * are little-endian (APPNOTE 6.3). */
#define G_LOG_DOMAIN "yipu-base"
#include "base/archive.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define LOCAL_SIGNATURE 0x04034b50
#define CENTRAL_SIGNATURE 0x02014b50
#define END_SIGNATURE 0x06054b50
#define END64_SIGNATURE 0x06064b50
#define LOCATOR64_SIGNATURE 0x07064b50

#define FLAG_UTF8 0x0800
#define METHOD_STORED 0
#define METHOD_DEFLATED 8
#define VERSION_PLAIN 20
#define VERSION_ZIP64 45
/* 1980-01-01 00:00, the format's first moment: there is no way to write no time. */
#define DOS_DATE 0x0021
#define UNIX_FILE_0644 (0100644U << 16)
#define MADE_BY_UNIX (3 << 8)
#define MAX_16 0xffff
#define MAX_32 G_GUINT64_CONSTANT (0xffffffff)
#define LOCAL_CHECKSUM_AT 14
#define PIECE (64 * 1024)

typedef struct {
  char *name;
  guint64 offset;
  guint32 checksum;
  guint32 packed;
  guint32 size;
  guint16 method;
} Entry;

struct _YipuZip {
  YipuDurable *file; /* no ref: outlives us */
  GArray *entries;   /* of Entry, names owned */
  GHashTable *names; /* folded, owned */
  GByteArray *block; /* a header being put together */
  guint64 at;        /* bytes written */
  guint64 packed;    /* of the open entry */
  guint64 size;
  uLong checksum;
  gboolean open;
  gboolean deflate;
  z_stream stream;
  guint8 *piece;
};

static void
clear_entry (gpointer data)
{
  g_free (((Entry *) data)->name);
}

YipuZip *
yipu_zip_new (YipuDurable *file)
{
  YipuZip *zip = g_new0 (YipuZip, 1);

  zip->file = file;
  zip->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (zip->entries, clear_entry);
  zip->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  zip->block = g_byte_array_new ();
  zip->piece = g_malloc (PIECE);
  /* No header, as zip wants it; level and strategy fixed, so that the bytes are. */
  if (deflateInit2 (&zip->stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    g_assert_not_reached ();
  return zip;
}

void
yipu_zip_free (YipuZip *zip)
{
  deflateEnd (&zip->stream);
  g_array_unref (zip->entries);
  g_hash_table_unref (zip->names);
  g_byte_array_unref (zip->block);
  g_free (zip->piece);
  g_free (zip);
}

static void
put (GByteArray *block, guint64 value, guint bytes)
{
  for (guint i = 0; i < bytes; i++) {
    guint8 byte = (guint8) (value >> (8 * i));

    g_byte_array_append (block, &byte, 1);
  }
}

static gboolean
write_out (YipuZip *zip, gconstpointer data, gsize length, GError **error)
{
  if (!yipu_durable_write (zip->file, data, length, error))
    return FALSE;
  zip->at += length;
  return TRUE;
}

static gboolean
write_block (YipuZip *zip, GError **error)
{
  gboolean ok = write_out (zip, zip->block->data, zip->block->len, error);

  g_byte_array_set_size (zip->block, 0);
  return ok;
}

/* What a local header and the directory have in common. */
static void
put_common (GByteArray *block, const Entry *entry, guint version)
{
  put (block, version, 2);
  put (block, FLAG_UTF8, 2);
  put (block, entry->method, 2);
  put (block, 0, 2);
  put (block, DOS_DATE, 2);
  put (block, entry->checksum, 4);
  put (block, entry->packed, 4);
  put (block, entry->size, 4);
  put (block, strlen (entry->name), 2);
}

static gboolean
refuse_name (const char *name, const char *why, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
               _ ("“%s” cannot be put into a zip: %s."), name, why);
  return FALSE;
}

gboolean
yipu_zip_begin (YipuZip *zip, const char *name, gboolean deflate, GError **error)
{
  Entry entry = { .offset = zip->at, .method = deflate ? METHOD_DEFLATED : METHOD_STORED };
  const char *why = NULL;

  g_assert (!zip->open);
  if (yipu_archive_judge_name (name, &why) != YIPU_NAME_GOOD)
    return refuse_name (name, why, error);
  if (!g_hash_table_add (zip->names, yipu_archive_fold_name (name)))
    return refuse_name (name, _ ("that name is there already"), error);
  entry.name = g_strdup (name);
  g_array_append_val (zip->entries, entry);
  put (zip->block, LOCAL_SIGNATURE, 4);
  put_common (zip->block, &entry, VERSION_PLAIN);
  put (zip->block, 0, 2);
  g_byte_array_append (zip->block, (const guint8 *) name, (guint) strlen (name));
  zip->open = TRUE;
  zip->deflate = deflate;
  zip->packed = zip->size = 0;
  zip->checksum = crc32 (0, NULL, 0);
  deflateReset (&zip->stream);
  return write_block (zip, error);
}

static gboolean
pack (YipuZip *zip, gconstpointer data, gsize length, int flush, GError **error)
{
  int result;

  zip->stream.next_in = (Bytef *) data;
  zip->stream.avail_in = (uInt) length;
  do {
    zip->stream.next_out = zip->piece;
    zip->stream.avail_out = PIECE;
    result = deflate (&zip->stream, flush);
    gsize made = PIECE - zip->stream.avail_out;
    if (!write_out (zip, zip->piece, made, error))
      return FALSE;
    zip->packed += made;
  } while (zip->stream.avail_out == 0 && result != Z_STREAM_END);
  return TRUE;
}

static gboolean
write_piece (YipuZip *zip, const guint8 *data, gsize length, GError **error)
{
  zip->checksum = crc32_z (zip->checksum, data, length);
  if (zip->deflate)
    return pack (zip, data, length, Z_NO_FLUSH, error);
  zip->packed += length;
  return write_out (zip, data, length, error);
}

static gboolean
refuse_size (const Entry *entry, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               _ ("“%s” is 4 GiB or larger; no stick of the usual kind takes such a file."),
               entry->name);
  return FALSE;
}

gboolean
yipu_zip_write (YipuZip *zip, gconstpointer data, gsize length, GError **error)
{
  const guint8 *at = data;

  g_assert (zip->open);
  zip->size += length;
  if (zip->size >= MAX_32)
    return refuse_size (&g_array_index (zip->entries, Entry, zip->entries->len - 1), error);
  while (length > 0) {
    gsize piece = MIN (length, 1 << 30);

    if (!write_piece (zip, at, piece, error))
      return FALSE;
    at += piece;
    length -= piece;
  }
  return TRUE;
}

/* Puts checksum and sizes into the header that went before. */
static gboolean
patch_header (YipuZip *zip, const Entry *entry, GError **error)
{
  guint8 block[12];
  const guint32 values[] = { entry->checksum, entry->packed, entry->size };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    guint32 value = GUINT32_TO_LE (values[i]);

    memcpy (block + 4 * i, &value, 4);
  }
  if (pwrite (yipu_durable_get_fd (zip->file), block, sizeof block,
              (off_t) (entry->offset + LOCAL_CHECKSUM_AT)) == sizeof block)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}

gboolean
yipu_zip_end (YipuZip *zip, GError **error)
{
  Entry *entry = &g_array_index (zip->entries, Entry, zip->entries->len - 1);

  g_assert (zip->open);
  if (zip->deflate && !pack (zip, NULL, 0, Z_FINISH, error))
    return FALSE;
  if (MAX (zip->size, zip->packed) >= MAX_32)
    return refuse_size (entry, error);
  zip->open = FALSE;
  entry->checksum = (guint32) zip->checksum;
  entry->size = (guint32) zip->size;
  entry->packed = (guint32) zip->packed;
  return patch_header (zip, entry, error);
}

gboolean
yipu_zip_add (YipuZip *zip,
              const char *name,
              gconstpointer data,
              gsize length,
              gboolean deflate,
              GError **error)
{
  return yipu_zip_begin (zip, name, deflate, error) && yipu_zip_write (zip, data, length, error) &&
         yipu_zip_end (zip, error);
}

static gboolean
write_directory_entry (YipuZip *zip, const Entry *entry, GError **error)
{
  gboolean far = entry->offset >= MAX_32;

  put (zip->block, CENTRAL_SIGNATURE, 4);
  put (zip->block, MADE_BY_UNIX | VERSION_PLAIN, 2);
  put_common (zip->block, entry, far ? VERSION_ZIP64 : VERSION_PLAIN);
  put (zip->block, far ? 12 : 0, 2);
  put (zip->block, 0, 6); /* comment, disk, internal attributes */
  put (zip->block, UNIX_FILE_0644, 4);
  put (zip->block, far ? MAX_32 : entry->offset, 4);
  g_byte_array_append (zip->block, (const guint8 *) entry->name, (guint) strlen (entry->name));
  if (far) {
    put (zip->block, 1, 2);
    put (zip->block, 8, 2);
    put (zip->block, entry->offset, 8);
  }
  return write_block (zip, error);
}

static void
put_end64 (YipuZip *zip, guint64 start)
{
  guint64 end = zip->at;

  put (zip->block, END64_SIGNATURE, 4);
  put (zip->block, 44, 8);
  put (zip->block, MADE_BY_UNIX | VERSION_ZIP64, 2);
  put (zip->block, VERSION_ZIP64, 2);
  put (zip->block, 0, 8);
  put (zip->block, zip->entries->len, 8);
  put (zip->block, zip->entries->len, 8);
  put (zip->block, end - start, 8);
  put (zip->block, start, 8);
  put (zip->block, LOCATOR64_SIGNATURE, 4);
  put (zip->block, 0, 4);
  put (zip->block, end, 8);
  put (zip->block, 1, 4);
}

gboolean
yipu_zip_finish (YipuZip *zip, GError **error)
{
  guint64 start = zip->at;
  guint64 length;

  g_assert (!zip->open);
  for (guint i = 0; i < zip->entries->len; i++) {
    if (!write_directory_entry (zip, &g_array_index (zip->entries, Entry, i), error))
      return FALSE;
  }
  length = zip->at - start;
  if (zip->entries->len >= MAX_16 || start + length >= MAX_32)
    put_end64 (zip, start);
  put (zip->block, END_SIGNATURE, 4);
  put (zip->block, 0, 4);
  put (zip->block, MIN (zip->entries->len, MAX_16), 2);
  put (zip->block, MIN (zip->entries->len, MAX_16), 2);
  put (zip->block, MIN (length, MAX_32), 4);
  put (zip->block, MIN (start, MAX_32), 4);
  put (zip->block, 0, 2);
  return write_block (zip, error);
}
