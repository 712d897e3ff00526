/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SHA-256 by libcrypto. */
#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <string.h>
#include <unistd.h>

#define PIECE (256 * 1024)

struct _YipuHash {
  EVP_MD_CTX *context;
};

YipuHash *
yipu_hash_new (void)
{
  YipuHash *hash = g_new0 (YipuHash, 1);

  hash->context = EVP_MD_CTX_new ();
  if (!EVP_DigestInit_ex (hash->context, EVP_sha256 (), NULL))
    g_assert_not_reached ();
  return hash;
}

void
yipu_hash_free (YipuHash *hash)
{
  EVP_MD_CTX_free (hash->context);
  g_free (hash);
}

void
yipu_hash_feed (YipuHash *hash, gconstpointer data, gsize length)
{
  EVP_DigestUpdate (hash->context, data, length);
}

void
yipu_hash_end (YipuHash *hash, guint8 out[YIPU_HASH_SIZE])
{
  EVP_DigestFinal_ex (hash->context, out, NULL);
  EVP_DigestInit_ex (hash->context, NULL, NULL);
}

void
yipu_hash_bytes (gconstpointer data, gsize length, guint8 out[YIPU_HASH_SIZE])
{
  EVP_Digest (data, length, out, NULL, EVP_sha256 (), NULL);
}

char *
yipu_hash_to_hex (const guint8 hash[YIPU_HASH_SIZE])
{
  static const char digits[] = "0123456789abcdef";
  char *hex = g_malloc (2 * YIPU_HASH_SIZE + 1);

  for (int i = 0; i < YIPU_HASH_SIZE; i++) {
    hex[2 * i] = digits[hash[i] >> 4];
    hex[2 * i + 1] = digits[hash[i] & 15];
  }
  hex[2 * YIPU_HASH_SIZE] = '\0';
  return hex;
}

gboolean
yipu_hash_from_hex (const char *hex, guint8 out[YIPU_HASH_SIZE])
{
  if (strlen (hex) != 2 * YIPU_HASH_SIZE || strspn (hex, "0123456789abcdef") != 2 * YIPU_HASH_SIZE)
    return FALSE;
  for (int i = 0; i < YIPU_HASH_SIZE; i++)
    out[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
  return TRUE;
}

static gboolean
feed_file (YipuHash *hash, int fd, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);

  for (;;) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    gssize n = read (fd, piece, PIECE);
    if (n == 0)
      return TRUE;
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }
    yipu_hash_feed (hash, piece, (gsize) n);
  }
}

char *
yipu_hash_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (YipuHash) hash = yipu_hash_new ();
  guint8 out[YIPU_HASH_SIZE];
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0) {
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path,
                 g_strerror (errno));
    return NULL;
  }
  gboolean ok = feed_file (hash, fd, cancellable, error);
  close (fd);
  if (!ok) {
    g_prefix_error (error, "%s: ", path);
    return NULL;
  }
  yipu_hash_end (hash, out);
  return yipu_hash_to_hex (out);
}
