/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bags: a corpus of small ones, valid and not, made here (each names the clause of RFC 8493 or the
 * trick it stands for); then our own writer, read back by us and by unzip and sha256sum. */
#include "base/archive.h"
#include "base/hash.h"
#include "bundle/bag-write.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <yipu/bag.h>
#include <yipu/init.h>

#define BAGIT_1_0 "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
#define BAGIT_0_97 "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"

typedef struct {
  char *folder;
  char *bag;
  char *zip;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("yipu-bag-XXXXXX", NULL);
  fixture->bag = g_build_filename (fixture->folder, "bag", NULL);
  fixture->zip = g_build_filename (fixture->folder, "bag.zip", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_true (yipu_archive_remove_folder (fixture->folder, NULL));
  g_free (fixture->folder);
  g_free (fixture->bag);
  g_free (fixture->zip);
}

static void
put_bytes (const char *bag, const char *name, const char *data, gssize length)
{
  g_autofree char *path = g_build_filename (bag, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, data, length, NULL));
}

static void
put (const char *bag, const char *name, const char *text)
{
  put_bytes (bag, name, text, -1);
}

static void
drop (const char *bag, const char *name)
{
  g_autofree char *path = g_build_filename (bag, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* "digest  name" of a file that is there. */
static char *
line_of (const char *bag, GChecksumType type, const char *name)
{
  g_autofree char *path = g_build_filename (bag, name, NULL);
  g_autofree char *data = NULL;
  gsize length;
  g_autofree char *hex = NULL;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  hex = g_compute_checksum_for_data (type, (const guchar *) data, length);
  return g_strdup_printf ("%s  %s\n", hex, name);
}

static void
put_manifest (const char *bag, GChecksumType type, const char *file)
{
  g_autofree char *a = line_of (bag, type, "data/a.txt");
  g_autofree char *b = line_of (bag, type, "data/竹/b.txt");
  g_autofree char *text = g_strconcat (a, b, NULL);

  put (bag, file, text);
}

/* A valid bag with two files and all that is optional. */
static void
make_bag (const char *bag, const char *bagit)
{
  g_autofree char *tag = NULL;

  put (bag, "bagit.txt", bagit);
  put (bag, "data/a.txt", "hello\n");
  put (bag, "data/竹/b.txt", "bamboo\n");
  put (bag, "bag-info.txt", "Source-Organization: 合作社\nPayload-Oxum: 13.2\n");
  put_manifest (bag, G_CHECKSUM_SHA256, "manifest-sha256.txt");
  tag = line_of (bag, G_CHECKSUM_SHA256, "bagit.txt");
  put (bag, "tagmanifest-sha256.txt", tag);
}

static GPtrArray *
findings_of (const char *path)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = yipu_bag_verify (path, NULL, NULL, &error);

  g_assert_no_error (error);
  return findings;
}

/* @rule: a finding of this severity must be there; NULL: none at all may be. */
static void
check (const char *path, const char *rule, YipuSeverity severity)
{
  g_autoptr (GPtrArray) findings = findings_of (path);
  gboolean found = FALSE;

  for (guint i = 0; i < findings->len; i++) {
    YipuFinding *finding = findings->pdata[i];

    g_test_message ("%s %s: %s", yipu_severity_to_string (finding->severity), finding->rule,
                    finding->message);
    found = found || (g_strcmp0 (finding->rule, rule) == 0 && finding->severity == severity);
    /* What should only warn must not block. */
    if (severity != YIPU_SEVERITY_BLOCK)
      g_assert_cmpint (finding->severity, !=, YIPU_SEVERITY_BLOCK);
  }
  if (rule)
    g_assert_true (found);
  else
    g_assert_cmpint (findings->len, ==, 0);
}

/* The corpus: each changes the valid bag in one way. */
static void
unchanged (const char *bag)
{
}

static void
old_version (const char *bag)
{
  put (bag, "bagit.txt", BAGIT_0_97);
  drop (bag, "tagmanifest-sha256.txt");
}

static void
md5_only (const char *bag)
{
  drop (bag, "manifest-sha256.txt");
  put_manifest (bag, G_CHECKSUM_MD5, "manifest-md5.txt");
}

static void
sha1_and_md5 (const char *bag)
{
  md5_only (bag);
  put_manifest (bag, G_CHECKSUM_SHA1, "manifest-sha1.txt");
}

static void
sha512_with_dash (const char *bag)
{
  put_manifest (bag, G_CHECKSUM_SHA512, "manifest-sha-512.txt");
}

static void
crlf_tabs_stars (const char *bag)
{
  g_autofree char *a = line_of (bag, G_CHECKSUM_SHA256, "data/a.txt");
  g_autofree char *b = line_of (bag, G_CHECKSUM_SHA256, "data/竹/b.txt");
  g_autofree char *text = NULL;

  a[64] = '\t';
  b[65] = '*';
  text = g_strconcat (a, b, NULL);
  text[strcspn (text, "\n")] = '\r';
  put (bag, "manifest-sha256.txt", text);
}

static void
upper_case_digest (const char *bag)
{
  g_autofree char *path = g_build_filename (bag, "manifest-sha256.txt", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (int i = 0; i < 64; i++)
    text[i] = g_ascii_toupper (text[i]);
  put (bag, "manifest-sha256.txt", text);
}

static void
utf16_tags (const char *bag)
{
  g_autofree char *path = g_build_filename (bag, "manifest-sha256.txt", NULL);
  g_autofree char *text = NULL;
  g_autofree char *wide = NULL;
  g_autofree char *info = NULL;
  gsize length;
  gsize info_length;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  wide = g_convert (text, -1, "UTF-16BE", "UTF-8", NULL, &length, NULL);
  info = g_convert ("Payload-Oxum: 13.2\n", -1, "UTF-16BE", "UTF-8", NULL, &info_length, NULL);
  put_bytes (bag, "manifest-sha256.txt", wide, (gssize) length);
  put_bytes (bag, "bag-info.txt", info, (gssize) info_length);
  put (bag, "bagit.txt", "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-16BE\n");
  drop (bag, "tagmanifest-sha256.txt");
}

static void
percent_name (const char *bag)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autofree char *text = NULL;
  g_autofree char *all = NULL;

  put (bag, "data/50%.txt", "half\n");
  put (bag, "bag-info.txt", "Payload-Oxum: 18.3\n");
  a = line_of (bag, G_CHECKSUM_SHA256, "data/a.txt");
  b = line_of (bag, G_CHECKSUM_SHA256, "data/竹/b.txt");
  text = line_of (bag, G_CHECKSUM_SHA256, "data/50%.txt");
  text[64] = '\0';
  all = g_strconcat (a, b, text, "  data/50%25.txt\n", NULL);
  put (bag, "manifest-sha256.txt", all);
}

static void
percent_name_not_encoded (const char *bag)
{
  g_autofree char *path = g_build_filename (bag, "manifest-sha256.txt", NULL);
  g_autofree char *text = NULL;
  char *at;

  percent_name (bag);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  at = strstr (text, "%25");
  memmove (at + 1, at + 3, strlen (at + 3) + 1);
  put (bag, "manifest-sha256.txt", text);
}

static void
folded_oxum (const char *bag)
{
  put (bag, "bag-info.txt", "External-Description: one\n  two\nPayload-Oxum:\n 13.2\nX: y\n");
}

static void
byte_order_mark (const char *bag)
{
  put (bag, "bagit.txt", "\xef\xbb\xbf" BAGIT_1_0);
}

static void
empty_bagit (const char *bag)
{
  put (bag, "bagit.txt", "");
}

static void
space_before_colon (const char *bag)
{
  put (bag, "bagit.txt", "BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n");
}

static void
third_line (const char *bag)
{
  put (bag, "bagit.txt", BAGIT_1_0 "Also: this\n");
}

static void
unknown_version (const char *bag)
{
  put (bag, "bagit.txt", "BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n");
}

static void
unknown_encoding (const char *bag)
{
  put (bag, "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-7\n");
}

static void
missing_payload (const char *bag)
{
  drop (bag, "data/a.txt");
}

static void
extra_payload (const char *bag)
{
  put (bag, "data/c.txt", "c");
}

static void
listed_in_one_of_two (const char *bag)
{
  g_autofree char *a = line_of (bag, G_CHECKSUM_MD5, "data/a.txt");

  put (bag, "manifest-md5.txt", a);
}

static void
listed_in_one_of_two_old (const char *bag)
{
  listed_in_one_of_two (bag);
  old_version (bag);
}

static void
altered_payload (const char *bag)
{
  put (bag, "data/a.txt", "hullo\n");
}

static void
altered_tag (const char *bag)
{
  put (bag, "bagit.txt", "BagIt-Version: 1.0\r\nTag-File-Character-Encoding: UTF-8\r\n");
}

static void
wrong_oxum (const char *bag)
{
  put (bag, "bag-info.txt", "Payload-Oxum: 14.2\n");
}

static void
no_oxum_numbers (const char *bag)
{
  put (bag, "bag-info.txt", "Payload-Oxum: many\n");
}

static void
no_manifest (const char *bag)
{
  drop (bag, "manifest-sha256.txt");
}

static void
garbled_line (const char *bag)
{
  put (bag, "manifest-sha256.txt", "nonsense  data/a.txt\n");
}

static void
append_line (const char *bag, const char *name)
{
  g_autofree char *path = g_build_filename (bag, "manifest-sha256.txt", NULL);
  g_autofree char *text = NULL;
  g_autofree char *zeros = g_strnfill (64, '0');
  g_autofree char *more = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  more = g_strconcat (text, zeros, "  ", name, "\n", NULL);
  put (bag, "manifest-sha256.txt", more);
}

static void
dot_dot (const char *bag)
{
  append_line (bag, "data/../../outside.txt");
}

static void
absolute_path (const char *bag)
{
  append_line (bag, "/etc/passwd");
}

static void
outside_payload (const char *bag)
{
  append_line (bag, "bag-info.txt");
}

static void
home_of_somebody (const char *bag)
{
  append_line (bag, "~/x");
}

static void
twice_with_another_digest (const char *bag)
{
  append_line (bag, "data/a.txt");
}

static void
promised_by_fetch (const char *bag)
{
  drop (bag, "data/a.txt");
  put (bag, "fetch.txt", "http://localhost:1/a.txt 6 data/a.txt\n");
}

static void
fetch_leads_outside (const char *bag)
{
  put (bag, "fetch.txt", "http://localhost:1/a.txt - data/../../a.txt\n");
}

static void
fetched_already (const char *bag)
{
  put (bag, "fetch.txt", "http://localhost:1/a.txt 6 data/a.txt\n");
}

static void
dot_slash (const char *bag)
{
  g_autofree char *a = line_of (bag, G_CHECKSUM_SHA256, "./data/a.txt");
  g_autofree char *b = line_of (bag, G_CHECKSUM_SHA256, "./data/竹/b.txt");
  g_autofree char *text = g_strconcat (a, b, NULL);

  put (bag, "manifest-sha256.txt", text);
}

static void
case_twins (const char *bag)
{
  put (bag, "A", "");
  put (bag, "a", "");
}

static void
windows_word (const char *bag)
{
  put (bag, "aux.txt", "");
}

static void
unknown_algorithm (const char *bag)
{
  put (bag, "manifest-whirlpool.txt", "");
}

static void
symbolic_link (const char *bag)
{
  g_autofree char *path = g_build_filename (bag, "data", "link", NULL);

  g_assert_cmpint (symlink ("/etc/passwd", path), ==, 0);
}

static void
other_normal_form (const char *bag)
{
  g_autofree char *line = NULL;
  g_autofree char *path = g_build_filename (bag, "manifest-sha256.txt", NULL);
  g_autofree char *text = NULL;
  g_autofree char *more = NULL;

  put (bag, "data/\xc3\xa9.txt", "");
  put (bag, "bag-info.txt", "Payload-Oxum: 13.3\n");
  line = line_of (bag, G_CHECKSUM_SHA256, "data/\xc3\xa9.txt");
  line[64] = '\0';
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  more = g_strconcat (text, line, "  data/e\xcc\x81.txt\n", NULL);
  put (bag, "manifest-sha256.txt", more);
}

static const struct {
  const char *name;
  void (*change) (const char *bag);
  const char *rule;
  YipuSeverity severity;
} corpus[] = {
  { "valid/as-made", unchanged, NULL, 0 },
  { "valid/version-0.97-without-tag-manifest", old_version, NULL, 0 },
  { "valid/two-algorithms-one-spelt-with-a-dash", sha512_with_dash, NULL, 0 },
  { "valid/line-ends-tabs-and-stars", crlf_tabs_stars, NULL, 0 },
  { "valid/upper-case-digest", upper_case_digest, NULL, 0 },
  { "valid/tag-files-in-utf-16", utf16_tags, NULL, 0 },
  { "valid/percent-sign-encoded", percent_name, NULL, 0 },
  { "valid/percent-sign-not-encoded", percent_name_not_encoded, NULL, 0 },
  { "valid/folded-lines-of-bag-info", folded_oxum, NULL, 0 },
  { "valid/before-1.0-one-manifest-suffices", listed_in_one_of_two_old, NULL, 0 },
  { "warning/only-md5", md5_only, "bag.weak", YIPU_SEVERITY_WARN },
  { "warning/only-sha1-and-md5", sha1_and_md5, "bag.weak", YIPU_SEVERITY_WARN },
  { "warning/dot-slash", dot_slash, "bag.dot-slash", YIPU_SEVERITY_WARN },
  { "warning/case-twins", case_twins, "bag.twin", YIPU_SEVERITY_WARN },
  { "warning/windows-word", windows_word, "bag.name", YIPU_SEVERITY_WARN },
  { "warning/unknown-algorithm", unknown_algorithm, "bag.algorithm", YIPU_SEVERITY_WARN },
  { "warning/other-normal-form", other_normal_form, "bag.form", YIPU_SEVERITY_WARN },
  { "warning/fetched-already", fetched_already, "bag.fetch", YIPU_SEVERITY_HINT },
  { "invalid/byte-order-mark", byte_order_mark, "bag.bagit", YIPU_SEVERITY_BLOCK },
  { "invalid/empty-bagit", empty_bagit, "bag.bagit", YIPU_SEVERITY_BLOCK },
  { "invalid/space-before-colon", space_before_colon, "bag.bagit", YIPU_SEVERITY_BLOCK },
  { "invalid/third-line", third_line, "bag.bagit", YIPU_SEVERITY_BLOCK },
  { "invalid/unknown-version", unknown_version, "bag.version", YIPU_SEVERITY_BLOCK },
  { "invalid/unknown-encoding", unknown_encoding, "bag.tag-file", YIPU_SEVERITY_BLOCK },
  { "invalid/missing-payload", missing_payload, "bag.missing", YIPU_SEVERITY_BLOCK },
  { "invalid/extra-payload", extra_payload, "bag.extra", YIPU_SEVERITY_BLOCK },
  { "invalid/listed-in-one-of-two", listed_in_one_of_two, "bag.extra", YIPU_SEVERITY_BLOCK },
  { "invalid/altered-payload", altered_payload, "bag.digest", YIPU_SEVERITY_BLOCK },
  { "invalid/altered-tag-file", altered_tag, "bag.digest", YIPU_SEVERITY_BLOCK },
  { "invalid/wrong-oxum", wrong_oxum, "bag.oxum", YIPU_SEVERITY_BLOCK },
  { "invalid/oxum-without-numbers", no_oxum_numbers, "bag.oxum", YIPU_SEVERITY_BLOCK },
  { "invalid/no-manifest", no_manifest, "bag.no-manifest", YIPU_SEVERITY_BLOCK },
  { "invalid/garbled-line", garbled_line, "bag.line", YIPU_SEVERITY_BLOCK },
  { "invalid/dot-dot", dot_dot, "bag.outside", YIPU_SEVERITY_BLOCK },
  { "invalid/absolute-path", absolute_path, "bag.outside", YIPU_SEVERITY_BLOCK },
  { "invalid/tag-file-in-payload-manifest", outside_payload, "bag.outside", YIPU_SEVERITY_BLOCK },
  { "invalid/home-of-somebody", home_of_somebody, "bag.outside", YIPU_SEVERITY_BLOCK },
  { "invalid/twice-with-another-digest", twice_with_another_digest, "bag.twice",
    YIPU_SEVERITY_BLOCK },
  { "invalid/promised-by-fetch", promised_by_fetch, "bag.missing", YIPU_SEVERITY_BLOCK },
  { "invalid/fetch-leads-outside", fetch_leads_outside, "bag.outside", YIPU_SEVERITY_BLOCK },
  { "invalid/symbolic-link", symbolic_link, "bag.link", YIPU_SEVERITY_BLOCK },
};

static void
zip_folder (YipuZip *zip, const char *folder, const char *below)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *entry = g_build_filename (below, name, NULL);
    g_autofree char *data = NULL;
    gsize length;

    if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
      continue;
    if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
      zip_folder (zip, path, entry);
      continue;
    }
    g_assert_true (g_file_get_contents (path, &data, &length, NULL));
    /* Our writer refuses some names that others write; those cases are for folders only. */
    yipu_zip_add (zip, entry, data, length, length > 20, NULL);
  }
}

static void
make_zip (const char *path, const char *bag)
{
  g_autoptr (YipuDurable) file = yipu_durable_open (path, NULL);
  g_autoptr (YipuZip) zip = yipu_zip_new (file);

  zip_folder (zip, bag, "my bag");
  g_assert_true (yipu_zip_finish (zip, NULL));
  g_assert_true (yipu_durable_commit (file, NULL));
}

static void
test_corpus (Fixture *fixture, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  gboolean folder_only = strstr (corpus[i].name, "symbolic") || strstr (corpus[i].name, "case-") ||
                         strstr (corpus[i].name, "windows");

  make_bag (fixture->bag, BAGIT_1_0);
  corpus[i].change (fixture->bag);
  check (fixture->bag, corpus[i].rule, corpus[i].severity);
  /* The folder around the bag will do as well as the bag, and a zip of it. */
  check (fixture->folder, corpus[i].rule, corpus[i].severity);
  if (folder_only)
    return;
  make_zip (fixture->zip, fixture->bag);
  check (fixture->zip, corpus[i].rule, corpus[i].severity);
}

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
  for (guint i = 0; i < G_N_ELEMENTS (corpus); i++) {
    g_autofree char *name = g_strconcat ("/bag/corpus/", corpus[i].name, NULL);

    g_test_add (name, Fixture, GUINT_TO_POINTER (i), set_up, test_corpus, tear_down);
  }
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
