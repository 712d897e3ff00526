/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bags: the input is either a zip, or the text files of a bag one after another with a NUL between,
 * which are put into a bag of one payload file. */
#include <glib/gstdio.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <yipu/bag.h>

#include "base/archive.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static const char *const names[] = { "b/bagit.txt", "b/manifest-sha256.txt", "b/bag-info.txt",
                                     "b/fetch.txt", "b/tagmanifest-md5.txt" };

static void
verify (const char *path)
{
  YipuBagSummary summary;
  g_autoptr (GPtrArray) findings = yipu_bag_verify (path, &summary, NULL, NULL);

  g_assert_nonnull (findings);
  yipu_bag_summary_clear (&summary);
}

static void
verify_texts (const uint8_t *data, size_t size)
{
  g_autofree char *folder = g_dir_make_tmp ("yipu-fuzz-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "b.zip", NULL);
  g_autoptr (YipuDurable) file = yipu_durable_open (path, NULL);
  g_autoptr (YipuZip) zip = yipu_zip_new (file);

  yipu_zip_add (zip, "b/data/a", "a", 1, FALSE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names) && size > 0; i++) {
    const uint8_t *nul = memchr (data, 0, size);
    size_t length = nul ? (size_t) (nul - data) : size;

    yipu_zip_add (zip, names[i], data, length, FALSE, NULL);
    data += length + (nul ? 1 : 0);
    size -= length + (nul ? 1 : 0);
  }
  g_assert_true (yipu_zip_finish (zip, NULL));
  verify (yipu_durable_get_path (file));
  g_clear_pointer (&file, yipu_durable_free);
  g_rmdir (folder);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *path = NULL;
  int fd;

  if (size < 2 || memcmp (data, "PK", 2) != 0) {
    verify_texts (data, size);
    return 0;
  }
  fd = memfd_create ("fuzz", MFD_CLOEXEC);
  g_assert_cmpint (write (fd, data, size), ==, size);
  path = g_strdup_printf ("/proc/self/fd/%d", fd);
  verify (path);
  close (fd);
  return 0;
}
