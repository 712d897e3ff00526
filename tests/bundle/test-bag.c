/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bags beyond the corpus: what is none, hostile and damaged ones, and our own writer, read back by
 * us and by unzip and sha256sum. */
#include "bag-maker.h"

#include "base/hash.h"
#include "bundle/bag-write.h"

#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>
#include <yipu/init.h>

static void
test_no_bag (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  check (fixture->folder, "bag.none", YIPU_SEVERITY_BLOCK);
  put (fixture->folder, "bag.zip", "this is no zip");
  check (fixture->zip, "bag.zip", YIPU_SEVERITY_BLOCK);
  g_assert_null (yipu_bag_verify ("/nowhere/at/all", NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* Zips by another hand: what leads outside is told and not read. */
static void
test_hostile_zips (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *name;
    mode_t mode;
    const char *rule;
  } cases[] = {
    { "b/../../evil", AE_IFREG | 0644, "bag.name" }, { "/etc/evil", AE_IFREG | 0644, "bag.name" },
    { "C:\\evil", AE_IFREG | 0644, "bag.name" },     { "b/link", AE_IFLNK | 0777, "bag.zip" },
    { "b/pipe", AE_IFIFO | 0644, "bag.zip" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    struct archive *archive = archive_write_new ();
    struct archive_entry *entry = archive_entry_new ();

    archive_write_set_format_zip (archive);
    archive_write_open_filename (archive, fixture->zip);
    archive_entry_set_pathname (entry, cases[i].name);
    archive_entry_set_mode (entry, cases[i].mode);
    if (cases[i].mode == (AE_IFLNK | 0777))
      archive_entry_set_symlink (entry, "/etc/passwd");
    archive_entry_set_size (entry, 0);
    archive_write_header (archive, entry);
    archive_entry_free (entry);
    archive_write_free (archive);
    check (fixture->zip, cases[i].rule, YIPU_SEVERITY_BLOCK);
  }
}

static void
test_summary (Fixture *fixture, gconstpointer data)
{
  YipuBagSummary summary;
  g_autoptr (GPtrArray) findings = NULL;

  make_bag (fixture->bag, BAGIT_1_0);
  findings = yipu_bag_verify (fixture->bag, &summary, NULL, NULL);
  g_assert_cmpint (findings->len, ==, 0);
  g_assert_cmpstr (summary.version, ==, "1.0");
  g_assert_cmpstr (summary.algorithms[0], ==, "sha256");
  g_assert_cmpint (summary.files, ==, 2);
  g_assert_cmpint (summary.bytes, ==, 13);
  yipu_bag_summary_clear (&summary);
}

static GPtrArray *
some_files (Fixture *fixture, guint n, gsize size)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_bag_file_free);

  for (guint i = 0; i < n; i++) {
    g_autofree guint8 *bytes = g_malloc (size);
    char *path = g_strdup_printf ("店/%03u.bin", i);

    for (gsize j = 0; j < size; j++)
      bytes[j] = (guint8) g_test_rand_int ();
    g_ptr_array_add (
        files, yipu_bag_file_new_bytes (path, g_bytes_new_take (g_steal_pointer (&bytes), size),
                                        "application/octet-stream"));
  }
  return files;
}

static void
write_bag (const char *path, GPtrArray *files)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuDurable) out = yipu_durable_open (path, &error);
  YipuBagInfo info = { .organisation = "苇汀坞合作社\nnext line",
                       .identifier = "urn:sha256:00",
                       .date = "2026-11-24" };

  yipu_bag_files_sort (files);
  g_assert_true (yipu_bag_write (out, "yipu-00000000", files, &info, NULL, &error));
  g_assert_true (yipu_durable_commit (out, &error));
  g_assert_no_error (error);
}

static void
test_own_bag_verifies (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = some_files (fixture, 12, 5000);
  g_autoptr (GPtrArray) none = some_files (fixture, 0, 0);
  g_autofree char *file = g_build_filename (fixture->folder, "photo", NULL);
  YipuBagFile *photo = g_new0 (YipuBagFile, 1);

  g_assert_true (g_file_set_contents (file, "a photo", 7, NULL));
  photo->path = g_strdup ("店/photo.jpg");
  photo->file = g_strdup (file);
  photo->size = 7;
  photo->sha256 = yipu_hash_file (file, NULL, NULL);
  g_ptr_array_add (files, photo);
  write_bag (fixture->zip, files);
  check (fixture->zip, NULL, 0);
  write_bag (fixture->zip, none);
  check (fixture->zip, NULL, 0);
}

/* Somebody who has never heard of us: unzip, then sha256sum -c in the bag's folder. */
static void
test_others_agree (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = some_files (fixture, 5, 3000);
  g_autofree char *unzip = g_find_program_in_path ("unzip");
  g_autofree char *script = NULL;
  const char *argv[] = { "/bin/sh", "-c", NULL, NULL };
  g_autofree char *output = NULL;
  int status = 0;

  if (!unzip) {
    g_test_skip ("unzip is not installed");
    return;
  }
  write_bag (fixture->zip, files);
  script = g_strdup_printf ("cd '%s' && unzip -q bag.zip && cd yipu-00000000 && "
                            "sha256sum --strict -c manifest-sha256.txt tagmanifest-sha256.txt && "
                            "test \"$(cat bagit.txt | wc -l)\" = 2 && cat bag-info.txt",
                            fixture->folder);
  argv[2] = script;
  g_assert_true (
      g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, &output, NULL, &status, NULL));
  g_test_message ("%s", output);
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (output, "Source-Organization: 苇汀坞合作社 next line\n"));
  g_assert_nonnull (strstr (output, "Payload-Oxum: 15000.5\n"));
}

static void
test_writer_notices_a_changed_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = some_files (fixture, 2, 100);
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuDurable) out = yipu_durable_open (fixture->zip, NULL);
  YipuBagInfo info = { 0 };
  YipuBagFile *file = files->pdata[1];

  file->sha256[0] = file->sha256[0] == '0' ? '1' : '0';
  g_assert_false (yipu_bag_write (out, "yipu-0", files, &info, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
test_writer_refuses_long_paths (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = some_files (fixture, 1, 10);
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuDurable) out = yipu_durable_open (fixture->zip, NULL);
  YipuBagInfo info = { 0 };
  YipuBagFile *file = files->pdata[0];

  g_free (file->path);
  file->path = g_strnfill (90, 'x');
  g_assert_false (yipu_bag_write (out, "yipu-00000000", files, &info, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME);
}

static gboolean
is_invalid (const char *path)
{
  g_autoptr (GPtrArray) findings = findings_of (path);
  YipuSeverity worst = YIPU_SEVERITY_HINT;

  return yipu_findings_worst (findings, &worst) && worst == YIPU_SEVERITY_BLOCK;
}

static void
test_cut_anywhere_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = some_files (fixture, 4, 2000);
  g_autofree char *bytes = NULL;
  gsize length;

  write_bag (fixture->zip, files);
  g_assert_true (g_file_get_contents (fixture->zip, &bytes, &length, NULL));
  for (int i = 0; i < 500; i++) {
    gsize cut = (gsize) g_test_rand_int_range (0, (int) length);

    g_assert_cmpint (truncate (fixture->zip, 0), ==, 0);
    g_assert_true (g_file_set_contents (fixture->zip, bytes, (gssize) cut, NULL));
    g_assert_true (is_invalid (fixture->zip));
  }
}

/* A changed byte in a file's data or in any list must show; in the zip's own structure it may be
 * one that nothing reads (a time, say), so there only no crash is asked. */
static void
test_flipped_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = some_files (fixture, 4, 2000);
  g_autofree char *bytes = NULL;
  gsize length;
  guint found = 0;

  write_bag (fixture->zip, files);
  g_assert_true (g_file_get_contents (fixture->zip, &bytes, &length, NULL));
  for (int i = 0; i < 500; i++) {
    gsize at = (gsize) g_test_rand_int_range (0, (int) length);
    char was = bytes[at];

    bytes[at] = (char) (was ^ (1 << g_test_rand_int_range (0, 8)));
    g_assert_true (g_file_set_contents (fixture->zip, bytes, (gssize) length, NULL));
    found += is_invalid (fixture->zip) ? 1 : 0;
    bytes[at] = was;
  }
  g_test_message ("%u of 500 found", found);
  g_assert_cmpint (found, >, 400);
}

/* 10 GB of zeros, deflated to some 10 MB: stopped by what comes out, not by what it claims. */
static void
test_ten_gigabytes_of_zeros (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YipuDurable) file = yipu_durable_open (fixture->zip, NULL);
  g_autoptr (YipuZip) zip = yipu_zip_new (file);
  g_autofree char *zeros = g_malloc0 (1 << 20);
  g_autofree char *digest = g_strnfill (64, '0');
  g_autofree char *manifest = g_strconcat (digest, "  data/zeros\n", NULL);
  const int mebibytes = g_test_slow () ? 3900 : 200;

  g_assert_true (yipu_zip_add (zip, "b/bagit.txt", BAGIT_1_0, strlen (BAGIT_1_0), FALSE, NULL));
  for (int i = 0; i < (g_test_slow () ? 3 : 1); i++) {
    g_autofree char *name = g_strdup_printf ("b/data/zeros%s", i == 0 ? "" : i == 1 ? "1" : "2");

    g_assert_true (yipu_zip_begin (zip, name, TRUE, NULL));
    for (int j = 0; j < mebibytes; j++)
      g_assert_true (yipu_zip_write (zip, zeros, 1 << 20, NULL));
    g_assert_true (yipu_zip_end (zip, NULL));
  }
  g_assert_true (
      yipu_zip_add (zip, "b/manifest-sha256.txt", manifest, strlen (manifest), FALSE, NULL));
  g_assert_true (yipu_zip_finish (zip, NULL));
  g_assert_true (yipu_durable_commit (file, NULL));
  check (fixture->zip, "bag.zip", YIPU_SEVERITY_BLOCK);
}

typedef struct {
  GCancellable *cancellable;
  guint64 most;
  guint calls;
} Listener;

static void
listen_and_cancel (guint64 done, guint64 total, const char *message, gpointer data)
{
  Listener *listener = data;

  g_assert_cmpuint (done, >=, listener->most);
  listener->most = done;
  if (++listener->calls == 1)
    g_cancellable_cancel (listener->cancellable);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = some_files (fixture, 100, 100000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Listener listener = { .cancellable = cancellable };
  YipuProgress progress = { .func = listen_and_cancel,
                            .data = &listener,
                            .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  write_bag (fixture->zip, files);
  g_assert_null (yipu_bag_verify (fixture->zip, NULL, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Many files on several threads: each of the damaged ones is named, and no other. */
static void
test_many_files_on_all_processors (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = some_files (fixture, 300, 20000);
  g_autofree char *where = g_build_filename (fixture->folder, "out", NULL);
  g_autofree char *bag = g_build_filename (where, "yipu-00000000", NULL);
  g_autoptr (GPtrArray) findings = NULL;

  write_bag (fixture->zip, files);
  check (fixture->zip, NULL, 0);
  g_assert_true (yipu_archive_extract (fixture->zip, where, NULL, NULL));
  for (guint i = 0; i < 300; i += 30) {
    g_autofree char *name = g_strdup_printf ("data/店/%03u.bin", i);
    g_autofree char *zeros = g_malloc0 (20000);

    put_bytes (bag, name, zeros, 20000);
  }
  findings = findings_of (bag);
  g_assert_cmpint (findings->len, ==, 10);
  for (guint i = 0; i < findings->len; i++)
    g_assert_cmpstr (((YipuFinding *) findings->pdata[i])->rule, ==, "bag.digest");
}

#define ADD(name, func) g_test_add ("/bag/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("no-bag-at-all", test_no_bag);
  ADD ("hostile-zips", test_hostile_zips);
  ADD ("summary", test_summary);
  ADD ("own-bag-verifies", test_own_bag_verifies);
  ADD ("unzip-and-sha256sum-agree", test_others_agree);
  ADD ("the-writer-notices-a-changed-file", test_writer_notices_a_changed_file);
  ADD ("the-writer-refuses-long-paths", test_writer_refuses_long_paths);
  ADD ("cut-anywhere-is-refused", test_cut_anywhere_is_refused);
  ADD ("flipped-bytes-are-found", test_flipped_bytes);
  ADD ("ten-gigabytes-of-zeros", test_ten_gigabytes_of_zeros);
  ADD ("cancelled", test_cancelled);
  ADD ("many-files-on-all-processors", test_many_files_on_all_processors);
  return g_test_run ();
}
