/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bags: writing one beside reading, hashing and writing the same bytes; verifying one beside
 * reading and hashing the same file. Both as they do their work, fsync and all. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>
#include <yipu/bag.h>
#include <yipu/init.h>

#include "base/archive.h"
#include "base/hash.h"
#include "bundle/bag-write.h"
#include "figure.h"

#define ROUNDS 5
#define FILE_SIZE (400 * 1000)
#define PIECE (256 * 1024)

typedef struct {
  char *folder;
  char *zip;
  char *copy;
  GPtrArray *files; /* of YipuBagFile */
  int n;
} Bench;

/* Photos as they are after derivation: files that no packing makes smaller. */
static void
make_files (Bench *bench)
{
  g_autofree guint32 *words = g_malloc (FILE_SIZE);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  bench->files = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_bag_file_free);
  for (int i = 0; i < bench->n; i++) {
    YipuBagFile *file = g_new0 (YipuBagFile, 1);

    for (gsize j = 0; j < FILE_SIZE / sizeof *words; j++)
      words[j] = g_rand_int (rand);
    file->path = g_strdup_printf ("shop/%05d.jpg", i);
    file->file = g_strdup_printf ("%s/%05d.jpg", bench->folder, i);
    file->size = FILE_SIZE;
    file->type = "image/jpeg";
    g_assert_true (g_file_set_contents (file->file, (const char *) words, FILE_SIZE, NULL));
    file->sha256 = yipu_hash_file (file->file, NULL, NULL);
    g_ptr_array_add (bench->files, file);
  }
}

static void
write_bag (Bench *bench)
{
  g_autoptr (YipuDurable) out = yipu_durable_open (bench->zip, NULL);
  YipuBagInfo info = { .date = "2026-11-24" };

  g_assert_true (yipu_bag_write (out, "yipu-00000000", bench->files, &info, NULL, NULL));
  g_assert_true (yipu_durable_commit (out, NULL));
}

static void
verify_bag (Bench *bench)
{
  g_autoptr (GPtrArray) findings = yipu_bag_verify (bench->zip, NULL, NULL, NULL);

  g_assert_cmpint (findings->len, ==, 0);
}

/* Copies all files into one; feeds @hash, if there is one, on the way. */
static void
copy_all (Bench *bench, YipuHash *hash)
{
  g_autofree guint8 *piece = g_malloc (PIECE);
  int out = open (bench->copy, O_WRONLY | O_CREAT | O_TRUNC, 0600);

  for (guint i = 0; i < bench->files->len; i++) {
    int in = open (((YipuBagFile *) bench->files->pdata[i])->file, O_RDONLY);
    guint8 digest[YIPU_HASH_SIZE];
    gssize n;

    while ((n = read (in, piece, PIECE)) > 0) {
      if (hash)
        yipu_hash_feed (hash, piece, (gsize) n);
      g_assert_cmpint (write (out, piece, (gsize) n), ==, n);
    }
    if (hash)
      yipu_hash_end (hash, digest);
    close (in);
  }
  g_assert_cmpint (fsync (out), ==, 0);
  close (out);
}

/* The least that any program must do to copy what is hashed on the way. */
static void
copy_and_hash (Bench *bench)
{
  g_autoptr (YipuHash) hash = yipu_hash_new ();

  copy_all (bench, hash);
}

/* The same where the hashes are known and nobody looks whether they still hold. */
static void
copy_only (Bench *bench)
{
  copy_all (bench, NULL);
}

static void
read_and_hash (Bench *bench)
{
  g_free (yipu_hash_file (bench->zip, NULL, NULL));
}

/* Both sides in turn, medians, after one round that does not count. */
static void
compare (Bench *bench,
         const char *what,
         void (*ours) (Bench *),
         void (*floor) (Bench *),
         const char *target)
{
  g_auto (Timing) a = timing_new ();
  g_auto (Timing) b = timing_new ();

  for (int i = 0; i <= ROUNDS; i++) {
    double start = clock_us ();
    double middle;

    ours (bench);
    middle = clock_us ();
    floor (bench);
    if (i == 0)
      continue;
    timing_add (&a, middle - start);
    timing_add (&b, clock_us () - middle);
  }
  figure_ratio (what, bench->n, timing_percentile (&a, 50), timing_percentile (&b, 50), target);
}

static void
write_and_verify (Bench *bench)
{
  write_bag (bench);
  verify_bag (bench);
}

static void
measure (int n)
{
  Bench bench = { .folder = g_dir_make_tmp ("yipu-bench-XXXXXX", NULL), .n = n };

  bench.zip = g_build_filename (bench.folder, "b.zip", NULL);
  bench.copy = g_build_filename (bench.folder, "copy", NULL);
  make_files (&bench);
  compare (&bench, "bag written / read, hashed, written", write_bag, copy_and_hash, "<= 1.10");
  compare (&bench, "bag written, hashes known / read, written", write_bag, copy_only, "<= 1.15");
  compare (&bench, "bag written and read back / the same", write_and_verify, copy_and_hash, "-");
  compare (&bench, "bag verified / read, hashed", verify_bag, read_and_hash, "<= 1.3");
  g_ptr_array_unref (bench.files);
  yipu_archive_remove_folder (bench.folder, NULL);
  g_free (bench.folder);
  g_free (bench.zip);
  g_free (bench.copy);
}

int
main (void)
{
  static const int photos[] = { 40, 400 };

  yipu_init ();
  for (guint i = 0; i < G_N_ELEMENTS (photos); i++)
    measure (photos[i]);
  return 0;
}
