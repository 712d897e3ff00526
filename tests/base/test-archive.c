/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Zips: what we write is the same bytes each time and plain to every reader; what others write is
 * unpacked by our rules or not at all. */
#include "base/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yipu/init.h>

typedef struct {
  char *folder;
  char *zip;
  char *out;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("yipu-archive-XXXXXX", NULL);
  fixture->zip = g_build_filename (fixture->folder, "a.zip", NULL);
  fixture->out = g_build_filename (fixture->folder, "out", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_true (yipu_archive_remove_folder (fixture->folder, NULL));
  g_free (fixture->folder);
  g_free (fixture->zip);
  g_free (fixture->out);
}

static void
write_sample (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuDurable) file = yipu_durable_open (path, &error);
  g_autoptr (YipuZip) zip = yipu_zip_new (file);
  g_autofree char *long_text = g_strnfill (300000, 'x');

  g_assert_true (yipu_zip_add (zip, "top/a.jpg", "\xff\xd8jpeg", 6, FALSE, &error));
  g_assert_true (yipu_zip_add (zip, "top/empty.txt", "", 0, TRUE, &error));
  g_assert_true (yipu_zip_add (zip, "top/data/读我.txt", long_text, 300000, TRUE, &error));
  g_assert_true (yipu_zip_finish (zip, &error));
  g_assert_true (yipu_durable_commit (file, &error));
  g_assert_no_error (error);
}

/* A zip of one entry by another hand, with whatever type and name. */
static void
write_foreign (const char *path, const char *name, mode_t type, const char *target)
{
  struct archive *archive = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  archive_entry_set_pathname (entry, name);
  archive_entry_set_mode (entry, type);
  if (target)
    archive_entry_set_symlink (entry, target);
  else
    archive_entry_set_size (entry, 2);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  if (!target)
    archive_write_data (archive, "hi", 2);
  archive_entry_free (entry);
  archive_write_free (archive);
}

static void
refuses (Fixture *fixture, const char *gist)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (yipu_archive_extract (fixture->zip, fixture->out, NULL, &error));
  g_assert_nonnull (error);
  if (gist && !strstr (error->message, gist))
    g_error ("“%s” does not say “%s”", error->message, gist);
  g_assert_false (g_file_test (fixture->out, G_FILE_TEST_EXISTS));
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = g_build_filename (fixture->out, "top", "data", "读我.txt", NULL);
  struct stat status;
  gsize length;

  write_sample (fixture->zip);
  g_assert_true (yipu_archive_extract (fixture->zip, fixture->out, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, &length, &error));
  g_assert_cmpint (length, ==, 300000);
  g_assert_cmpint (strspn (text, "x"), ==, 300000);
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (stat (fixture->out, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
}

static void
test_same_entries_same_bytes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *again = g_strconcat (fixture->zip, "2", NULL);
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  gsize a_length;
  gsize b_length;

  write_sample (fixture->zip);
  write_sample (again);
  g_assert_true (g_file_get_contents (fixture->zip, &a, &a_length, NULL));
  g_assert_true (g_file_get_contents (again, &b, &b_length, NULL));
  g_assert_cmpint (a_length, ==, b_length);
  g_assert_cmpint (memcmp (a, b, a_length), ==, 0);
  /* No descriptor after the data, no extra field, the UTF-8 flag. */
  g_assert_cmpint (a[6], ==, 0);
  g_assert_cmpint (a[7], ==, 8);
  g_assert_cmpint (a[18], ==, 6);
  g_assert_cmpint (a[28], ==, 0);
}

static void
test_unzip_agrees (Fixture *fixture, gconstpointer data)
{
  g_autofree char *unzip = g_find_program_in_path ("unzip");
  const char *argv[] = { unzip, "-tq", fixture->zip, NULL };
  g_autofree char *output = NULL;
  int status = 0;

  if (!unzip) {
    g_test_skip ("unzip is not installed");
    return;
  }
  write_sample (fixture->zip);
  g_assert_true (
      g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, &output, NULL, &status, NULL));
  g_test_message ("%s", output);
  g_assert_cmpint (status, ==, 0);
}

static void
test_writer_refuses_names (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = { "",     "/a",    "../a", "a/../b",   "C:/a",    "a\\b",
                                     "a//b", "a/./b", "a.",   "a ",       "con.txt", "lpt1",
                                     "a:b",  "a\tb",  "a/b/", "e\xcc\x81" };
  g_autoptr (YipuDurable) file = yipu_durable_open (fixture->zip, NULL);
  g_autoptr (YipuZip) zip = yipu_zip_new (file);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (yipu_zip_begin (zip, bad[i], FALSE, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME);
  }
  g_assert_true (yipu_zip_add (zip, "Straße.txt", "", 0, FALSE, NULL));
  g_assert_false (yipu_zip_add (zip, "STRASSE.TXT", "", 0, FALSE, NULL));
}

static void
test_names_are_judged (void)
{
  const char *why;

  g_assert_cmpint (yipu_archive_judge_name ("data/竹编/𠮷.jpg", &why), ==, YIPU_NAME_GOOD);
  g_assert_null (why);
  g_assert_cmpint (yipu_archive_judge_name ("a\\..\\b", &why), ==, YIPU_NAME_OUTSIDE);
  g_assert_cmpint (yipu_archive_judge_name ("..", &why), ==, YIPU_NAME_OUTSIDE);
  g_assert_cmpint (yipu_archive_judge_name ("~/x", &why), ==, YIPU_NAME_GOOD);
  g_assert_cmpint (yipu_archive_judge_name ("a/AUX", &why), ==, YIPU_NAME_UNSUITED);
  g_assert_cmpint (yipu_archive_judge_name ("a\xe2\x80\xaegpj.exe", &why), ==, YIPU_NAME_UNSUITED);
  g_assert_cmpint (yipu_archive_judge_name ("1/2/3/4/5/6/7/8/9/10/11/12/13", &why), ==,
                   YIPU_NAME_UNSUITED);
  g_assert_cmpint (yipu_archive_judge_name ("\xff", &why), ==, YIPU_NAME_OUTSIDE);
}

static void
test_foreign_zips_are_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "../evil",  "/evil", "a/../../evil", "..\\evil",
                                       "C:\\evil", "nul",   "a:b",          "dot." };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    write_foreign (fixture->zip, names[i], AE_IFREG | 0644, NULL);
    refuses (fixture, names[i][0] == '/' ? "evil" : NULL);
  }
  write_foreign (fixture->zip, "link", AE_IFLNK | 0777, "/etc/passwd");
  refuses (fixture, "link");
  write_foreign (fixture->zip, "suid", AE_IFREG | 04755, NULL);
  refuses (fixture, "somebody else");
}

static void
test_chinese_names_without_the_flag (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  g_autofree char *path = g_build_filename (fixture->out, "竹.txt", NULL);
  gsize length;

  /* As Windows in China writes it: GB18030 bytes (here 4: 竹 and two more of ".t"), no flag. */
  write_foreign (fixture->zip, "AB.txt", AE_IFREG | 0644, NULL);
  g_assert_true (g_file_get_contents (fixture->zip, &bytes, &length, NULL));
  for (gsize i = 0; i + 6 <= length; i++) {
    if (memcmp (bytes + i, "AB.txt", 6) == 0)
      memcpy (bytes + i, "\xd6\xf1", 2);
  }
  g_assert_true (g_file_set_contents (fixture->zip, bytes, (gssize) length, NULL));
  g_assert_true (yipu_archive_extract (fixture->zip, fixture->out, NULL, NULL));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
test_case_twins_and_files_as_folders (Fixture *fixture, gconstpointer data)
{
  struct archive *archive = archive_write_new ();
  static const char *const names[] = { "a", "A" };

  archive_write_set_format_zip (archive);
  archive_write_open_filename (archive, fixture->zip);
  for (int i = 0; i < 2; i++) {
    struct archive_entry *entry = archive_entry_new ();

    archive_entry_set_pathname (entry, names[i]);
    archive_entry_set_mode (entry, AE_IFREG | 0644);
    archive_entry_set_size (entry, 0);
    archive_write_header (archive, entry);
    archive_entry_free (entry);
  }
  archive_write_free (archive);
  refuses (fixture, "A");
}

/* 10 GB of zeros deflate to 10 MB; here what is read before the ratio stops it is what counts. */
static void
test_zeros_are_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YipuDurable) file = yipu_durable_open (fixture->zip, NULL);
  g_autoptr (YipuZip) zip = yipu_zip_new (file);
  g_autofree char *zeros = g_malloc0 (1 << 20);

  g_assert_true (yipu_zip_begin (zip, "zeros", TRUE, NULL));
  for (int i = 0; i < 64; i++)
    g_assert_true (yipu_zip_write (zip, zeros, 1 << 20, NULL));
  g_assert_true (yipu_zip_end (zip, NULL));
  g_assert_true (yipu_zip_finish (zip, NULL));
  g_assert_true (yipu_durable_commit (file, NULL));
  refuses (fixture, "200");
}

static void
test_cut_anywhere_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length;

  write_sample (fixture->zip);
  g_assert_true (g_file_get_contents (fixture->zip, &bytes, &length, NULL));
  for (int i = 0; i < 500; i++) {
    gsize cut = (gsize) g_test_rand_int_range (0, (int) length);

    g_assert_true (g_file_set_contents (fixture->zip, bytes, (gssize) cut, NULL));
    refuses (fixture, NULL);
  }
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  YipuProgress progress = { .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  write_sample (fixture->zip);
  g_cancellable_cancel (cancellable);
  g_assert_false (yipu_archive_extract (fixture->zip, fixture->out, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (fixture->out, G_FILE_TEST_EXISTS));
}

static void
test_an_existing_folder_is_not_touched (Fixture *fixture, gconstpointer data)
{
  write_sample (fixture->zip);
  g_assert_cmpint (g_mkdir (fixture->out, 0700), ==, 0);
  g_assert_false (yipu_archive_extract (fixture->zip, fixture->out, NULL, NULL));
  g_assert_true (g_file_test (fixture->out, G_FILE_TEST_IS_DIR));
}

#define ADD(name, func) g_test_add ("/archive/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("round-trip", test_round_trip);
  ADD ("same-entries-same-bytes", test_same_entries_same_bytes);
  ADD ("unzip-agrees", test_unzip_agrees);
  ADD ("the-writer-refuses-unsafe-names", test_writer_refuses_names);
  g_test_add_func ("/archive/names-are-judged", test_names_are_judged);
  ADD ("foreign-zips-with-unsafe-names-are-refused", test_foreign_zips_are_refused);
  ADD ("chinese-names-without-the-flag", test_chinese_names_without_the_flag);
  ADD ("case-twins-are-refused", test_case_twins_and_files_as_folders);
  ADD ("zeros-are-stopped", test_zeros_are_stopped);
  ADD ("cut-anywhere-is-refused", test_cut_anywhere_is_refused);
  ADD ("cancelled-leaves-nothing", test_cancelled);
  ADD ("an-existing-folder-is-not-touched", test_an_existing_folder_is_not_touched);
  return g_test_run ();
}
