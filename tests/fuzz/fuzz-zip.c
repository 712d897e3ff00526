/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file that says it is a zip: walked to its end, every byte read. */
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/archive.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
read_all (YipuArchive *archive)
{
  const YipuArchiveEntry *entry;
  char piece[4096];

  while (yipu_archive_next (archive, &entry, NULL) && entry) {
    const char *why;

    g_assert_true (g_utf8_validate (entry->name, -1, NULL));
    yipu_archive_judge_name (entry->name, &why);
    while (yipu_archive_read (archive, piece, sizeof piece, NULL) > 0)
      continue;
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *path = NULL;
  int fd = memfd_create ("fuzz", MFD_CLOEXEC);
  g_autoptr (YipuArchive) archive = NULL;

  g_assert_cmpint (write (fd, data, size), ==, size);
  path = g_strdup_printf ("/proc/self/fd/%d", fd);
  archive = yipu_archive_open (path, NULL, NULL);
  if (archive)
    read_all (archive);
  close (fd);
  return 0;
}
