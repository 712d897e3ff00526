/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A corpus of small bags, valid and not, made here: each names the clause of RFC 8493 or the trick
 * it stands for, and is read as a folder and as a zip. */
#include "bag-maker.h"

#include <unistd.h>
#include <yipu/init.h>

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

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (corpus); i++) {
    g_autofree char *name = g_strconcat ("/bag/corpus/", corpus[i].name, NULL);

    g_test_add (name, Fixture, GUINT_TO_POINTER (i), set_up, test_corpus, tear_down);
  }
  return g_test_run ();
}
