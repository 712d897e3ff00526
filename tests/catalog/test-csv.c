/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * CSV as it comes from Chinese desks: encodings, quotes, ragged rows, limits, guards. */
#include <glib/gstdio.h>
#include <string.h>
#include <yipu/finding.h>
#include <yipu/import.h>
#include <yipu/init.h>

#include "catalog/encoding.h"

typedef struct {
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("yipu-csv-XXXXXX", NULL);

  self->path = g_build_filename (folder, "list.csv", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  g_unlink (self->path);
  g_rmdir (folder);
  g_free (self->path);
}

static YipuImport *
open_bytes (Fixture *self, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  YipuImport *import;

  g_assert_true (g_file_set_contents (self->path, bytes, (gssize) length, NULL));
  import = yipu_import_open (self->path, NULL, NULL, &error);
  g_assert_no_error (error);
  return import;
}

static YipuImport *
open_text (Fixture *self, const char *text)
{
  return open_bytes (self, text, strlen (text));
}

static void
assert_not_opened (Fixture *self, const char *bytes, gsize length, YipuImportError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (self->path, bytes, (gssize) length, NULL));
  g_assert_null (yipu_import_open (self->path, NULL, NULL, &error));
  g_assert_error (error, YIPU_IMPORT_ERROR, (int) code);
}

static const YipuFinding *
problem (const YipuImport *import, guint index)
{
  GPtrArray *problems = yipu_import_get_problems (import);

  g_assert_cmpuint (index, <, problems->len);
  return problems->pdata[index];
}

static void
assert_problem (const YipuImport *import, guint index, const char *rule, const char *start)
{
  const YipuFinding *finding = problem (import, index);

  g_assert_cmpstr (finding->rule, ==, rule);
  g_assert_cmpint (finding->severity, ==, YIPU_SEVERITY_BLOCK);
  if (!g_str_has_prefix (finding->message, start))
    g_error ("“%s” does not begin with “%s”", finding->message, start);
}

static void
test_plain (Fixture *self, gconstpointer data)
{
  g_autoptr (YipuImport) import = open_text (self, "name, year\n竹编,2006\n\n\"蓝,布\",\"20\"\n");

  g_assert_cmpstr (yipu_import_get_encoding (import), ==, "UTF-8");
  g_assert_cmpuint (yipu_import_get_n_columns (import), ==, 2);
  g_assert_cmpstr (yipu_import_get_header (import, 1), ==, "year");
  g_assert_cmpuint (yipu_import_get_n_rows (import), ==, 2);
  g_assert_cmpstr (yipu_import_get_cell (import, 0, 0), ==, "竹编");
  g_assert_cmpstr (yipu_import_get_cell (import, 1, 0), ==, "蓝,布");
  g_assert_cmpuint (yipu_import_get_row_number (import, 0), ==, 2);
  g_assert_cmpuint (yipu_import_get_row_number (import, 1), ==, 4);
  g_assert_cmpuint (yipu_import_get_problems (import)->len, ==, 0);
}

/* Long enough for a guess, with a character beyond the BMP, which GB18030 writes in four bytes. */
#define CHINESE                                                                                    \
  "名称,类别,保护单位\r\n苏绣,传统美术,苏州刺绣研究所有限公司\r\n竹编𠮷,传统美术,嵊州市竹编厂\r\n"

static void
check_encoded (Fixture *self, const char *to, const char *mark, gsize mark_length)
{
  gsize length;
  g_autofree char *encoded = g_convert (CHINESE, -1, to, "UTF-8", NULL, &length, NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (YipuImport) import = NULL;

  g_assert_nonnull (encoded);
  g_byte_array_append (bytes, (const guint8 *) mark, (guint) mark_length);
  g_byte_array_append (bytes, (const guint8 *) encoded, (guint) length);
  import = open_bytes (self, (const char *) bytes->data, bytes->len);
  g_assert_cmpstr (yipu_import_get_encoding (import), ==, to);
  g_assert_cmpstr (yipu_import_get_header (import, 0), ==, "名称");
  g_assert_cmpuint (yipu_import_get_n_rows (import), ==, 2);
  g_assert_cmpstr (yipu_import_get_cell (import, 1, 0), ==, "竹编𠮷");
  g_assert_cmpstr (yipu_import_get_cell (import, 1, 2), ==, "嵊州市竹编厂");
}

static void
test_encodings_are_found_out (Fixture *self, gconstpointer data)
{
  check_encoded (self, "UTF-8", "", 0);
  check_encoded (self, "UTF-8", "\xef\xbb\xbf", 3);
  check_encoded (self, "GB18030", "", 0);
  check_encoded (self, "UTF-16LE", "\xff\xfe", 2);
  check_encoded (self, "UTF-16LE", "", 0);
  check_encoded (self, "UTF-16BE", "\xfe\xff", 2);
  check_encoded (self, "UTF-16BE", "", 0);
}

static void
test_big5_is_not_taken_for_gb (Fixture *self, gconstpointer data)
{
  static const char text[] =
      "名稱,類別,說明\r\n藍印花布,傳統技藝,用豆粉和石灰調成漿,透過花版刮在棉布上,浸靛藍後刮去灰漿\r\n"
      "竹編,傳統美術,把竹子剖成細絲編成籃子,老人家說手要輕,眼要準,慢慢做就好\r\n";
  gsize length;
  g_autofree char *big5 = g_convert (text, -1, "BIG5", "UTF-8", NULL, &length, NULL);

  g_assert_nonnull (big5);
  g_assert_cmpstr (yipu_encoding_guess (big5, length), ==, "BIG5");
}

static void
test_an_encoding_may_be_chosen (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuImport) import = NULL;
  gsize length;
  g_autofree char *gbk = g_convert ("名称\n刻\n", -1, "GBK", "UTF-8", NULL, &length, NULL);

  g_assert_true (g_file_set_contents (self->path, gbk, (gssize) length, NULL));
  import = yipu_import_open (self->path, "gbk", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yipu_import_get_cell (import, 0, 0), ==, "刻");
  g_assert_null (yipu_import_open (self->path, "klingon", NULL, &error));
  g_assert_error (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_FORMAT);
}

static void
test_bytes_that_are_no_text_cost_their_row (Fixture *self, gconstpointer data)
{
  g_autoptr (YipuImport) import =
      open_text (self, "名称,年份\n竹编苏绣蓝印花布剪纸年画,2006\n刻\xe7\xba,2008\n"
                       "苗族古歌布洛陀遮帕麻,2011\n");

  g_assert_cmpuint (yipu_import_get_n_rows (import), ==, 3);
  g_assert_cmpuint (yipu_import_get_problems (import)->len, ==, 1);
  assert_problem (import, 0, "csv.encoding", "Row 3, column 1: ");
}

static void
test_nul_costs_its_row (Fixture *self, gconstpointer data)
{
  static const char bytes[] = "name,year\na\0b,2006\nc,2008\n";
  g_autoptr (YipuImport) import = open_bytes (self, bytes, sizeof bytes - 1);

  g_assert_cmpuint (yipu_import_get_n_rows (import), ==, 2);
  g_assert_cmpuint (yipu_import_get_problems (import)->len, ==, 1);
  assert_problem (import, 0, "csv.nul", "Row 2, column 1: ");
}

static void
test_ragged_rows_are_said (Fixture *self, gconstpointer data)
{
  g_autoptr (YipuImport) import = open_text (self, "a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n1,2,3\n,,\n");

  g_assert_cmpuint (yipu_import_get_n_rows (import), ==, 4);
  g_assert_cmpuint (yipu_import_get_problems (import)->len, ==, 2);
  assert_problem (import, 0, "csv.ragged", "Row 2 has 2 cells, but there are 3 columns");
  assert_problem (import, 1, "csv.ragged", "Row 3 has 4 cells");
  g_assert_cmpstr (yipu_import_get_cell (import, 0, 2), ==, "");
}

static void
test_quotes_go_across_lines (Fixture *self, gconstpointer data)
{
  g_autoptr (YipuImport) import =
      open_text (self, "a,b\r\n\"one\r\ntwo\",\"say \"\"hi\"\"\"\r\n\"\",x\r\n");

  g_assert_cmpuint (yipu_import_get_n_rows (import), ==, 2);
  g_assert_cmpstr (yipu_import_get_cell (import, 0, 0), ==, "one\ntwo");
  g_assert_cmpstr (yipu_import_get_cell (import, 0, 1), ==, "say \"hi\"");
  g_assert_cmpstr (yipu_import_get_cell (import, 1, 0), ==, "");
  g_assert_cmpuint (yipu_import_get_problems (import)->len, ==, 0);
}

static void
test_a_wrong_quote_costs_its_row_only (Fixture *self, gconstpointer data)
{
  g_autoptr (YipuImport) import = open_text (self, "a,b\n1,5\" pipe\n2,fine\n3,\"a\"b\"\n4,fine\n");

  g_assert_cmpuint (yipu_import_get_n_rows (import), ==, 4);
  g_assert_cmpuint (yipu_import_get_problems (import)->len, ==, 2);
  assert_problem (import, 0, "csv.quote", "Row 2, column 2: ");
  assert_problem (import, 1, "csv.quote", "Row 4, column 2: ");
  g_assert_cmpstr (yipu_import_get_cell (import, 3, 0), ==, "4");
  g_assert_cmpstr (yipu_import_get_cell (import, 3, 1), ==, "fine");
}

static void
test_a_quote_without_end (Fixture *self, gconstpointer data)
{
  g_autoptr (YipuImport) import = open_text (self, "a,b\n1,2\n3,\"four\n5,6\n");

  g_assert_cmpuint (yipu_import_get_n_rows (import), ==, 2);
  assert_problem (import, 0, "csv.open-quote", "Row 3, column 2: ");
}

static void
test_a_cell_of_a_megabyte (Fixture *self, gconstpointer data)
{
  g_autofree char *field = g_strnfill (1024 * 1024, 'x');
  g_autofree char *text = g_strconcat ("a,b\n\"", field, "\",2\n3,4\n", NULL);
  g_autoptr (YipuImport) import = open_text (self, text);

  g_assert_cmpuint (yipu_import_get_n_rows (import), ==, 2);
  g_assert_cmpuint (yipu_import_get_problems (import)->len, ==, 1);
  assert_problem (import, 0, "csv.long", "Row 2, column 1: longer than 100000 characters");
  g_assert_cmpstr (yipu_import_get_cell (import, 1, 1), ==, "4");
}

/* 100,000 Chinese characters are 300,000 bytes, and within the limit. */
static void
test_cells_are_measured_in_characters (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("a\n");
  g_autoptr (YipuImport) import = NULL;

  for (int i = 0; i < YIPU_IMPORT_CELL_MAX; i++)
    g_string_append (text, "苇");
  import = open_text (self, text->str);
  g_assert_cmpuint (yipu_import_get_problems (import)->len, ==, 0);
}

static void
test_our_own_guard_is_taken_off (Fixture *self, gconstpointer data)
{
  static const char *const cells[][2] = {
    { "'=1+1", "=1+1" }, { "'  -5", "  -5" }, { "'＋1", "＋1" },
    { "'@x", "@x" },     { "'\tx", "\tx" },   { "=1+1", "=1+1" },
    { "'x", "'x" },      { "''=1", "''=1" },  { "=HYPERLINK(1)", "=HYPERLINK(1)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++) {
    g_autofree char *text = g_strdup_printf ("a\n\"%s\"\n", cells[i][0]);
    g_autoptr (YipuImport) import = open_text (self, text);

    g_assert_cmpstr (yipu_import_get_cell (import, 0, 0), ==, cells[i][1]);
  }
}

static void
test_semicolons_and_tabs_separate (Fixture *self, gconstpointer data)
{
  g_autoptr (YipuImport) semicolons = open_text (self, "a;b;\"c,d,e\"\n1;2,5;3\n");
  g_autoptr (YipuImport) tabs = open_text (self, "a\tb\n 1 \t2\n");

  g_assert_cmpuint (yipu_import_get_n_columns (semicolons), ==, 3);
  g_assert_cmpstr (yipu_import_get_cell (semicolons, 0, 1), ==, "2,5");
  g_assert_cmpuint (yipu_import_get_n_columns (tabs), ==, 2);
  g_assert_cmpstr (yipu_import_get_cell (tabs, 0, 1), ==, "2");
}

static void
test_what_is_no_table (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  assert_not_opened (self, "", 0, YIPU_IMPORT_ERROR_FORMAT);
  assert_not_opened (self, "\n \n,,\n", 6, YIPU_IMPORT_ERROR_FORMAT);
  assert_not_opened (self, "\"a", 2, YIPU_IMPORT_ERROR_FORMAT);
  assert_not_opened (self, "PK\x03\x04xlsx", 8, YIPU_IMPORT_ERROR_FORMAT);
  g_unlink (self->path);
  g_assert_null (yipu_import_open (self->path, NULL, NULL, &error));
  g_assert_error (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_READ);
  g_clear_error (&error);
  g_assert_null (yipu_import_open (g_get_tmp_dir (), NULL, NULL, &error));
  g_assert_error (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_READ);
}

static void
test_limits (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) wide = g_string_new ("c");
  g_autoptr (GString) tall = g_string_new ("a\n");
  g_autofree char *large = g_malloc (YIPU_IMPORT_BYTES_MAX + 1);

  for (int i = 0; i < YIPU_IMPORT_COLUMNS_MAX; i++)
    g_string_append (wide, ",c");
  assert_not_opened (self, wide->str, wide->len, YIPU_IMPORT_ERROR_LIMIT);
  for (int i = 0; i < YIPU_IMPORT_ROWS_MAX; i++)
    g_string_append (tall, "1\n");
  yipu_import_free (open_text (self, tall->str));
  g_string_append (tall, "1\n");
  assert_not_opened (self, tall->str, tall->len, YIPU_IMPORT_ERROR_LIMIT);
  memset (large, 'a', YIPU_IMPORT_BYTES_MAX + 1);
  assert_not_opened (self, large, YIPU_IMPORT_BYTES_MAX + 1, YIPU_IMPORT_ERROR_LIMIT);
}

static void
test_cancelling (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_true (g_file_set_contents (self->path, "a\n1\n", -1, NULL));
  g_assert_null (yipu_import_open (self->path, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static char *
random_cell (void)
{
  static const char *const letters[] = { "苇", "a", "\"", ",", "\n", "𠮷", " x", "'", ";" };
  GString *cell = g_string_new ("c");

  for (int i = g_test_rand_int_range (0, 5); i > 0; i--)
    g_string_append (cell, letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))]);
  return g_string_free (cell, FALSE);
}

static void
write_cell (GString *out, const char *cell)
{
  g_auto (GStrv) parts = g_strsplit (cell, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  g_string_append_printf (out, "\"%s\"", doubled);
}

/* What is written with every cell quoted is read back cell by cell, in any encoding. */
static void
test_written_tables_are_read_back (Fixture *self, gconstpointer data)
{
  static const char *const encodings[] = { "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE" };

  for (int round = 0; round < 200; round++) {
    g_autoptr (GString) out = g_string_new ("名称,column two\n");
    g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *encoded = NULL;
    g_autoptr (YipuImport) import = NULL;
    gsize length;

    for (int i = 0; i < 8; i++) {
      g_ptr_array_add (cells, random_cell ());
      write_cell (out, cells->pdata[i]);
      g_string_append_c (out, i % 2 == 0 ? ',' : '\n');
    }
    encoded = g_convert (out->str, -1, encodings[round % 4], "UTF-8", NULL, &length, NULL);
    g_assert_true (g_file_set_contents (self->path, encoded, (gssize) length, NULL));
    import = yipu_import_open (self->path, encodings[round % 4], NULL, NULL);
    g_assert_nonnull (import);
    g_assert_cmpuint (yipu_import_get_problems (import)->len, ==, 0);
    for (guint i = 0; i < 8; i++)
      g_assert_cmpstr (yipu_import_get_cell (import, i / 2, i % 2), ==, cells->pdata[i]);
  }
}

static void
test_the_national_list_in_any_encoding (Fixture *self, gconstpointer data)
{
  static const char *const encodings[] = { "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE" };
  const char *folder = g_getenv ("YIPU_SHARED_DATA");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "", "national-ich.csv", NULL);
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL)) {
    g_test_skip ("the national list is not here");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++) {
    gsize n;
    g_autofree char *encoded =
        g_convert (text, (gssize) length, encodings[i], "UTF-8", NULL, &n, NULL);
    g_autoptr (YipuImport) import = open_bytes (self, encoded, n);

    g_assert_cmpstr (yipu_import_get_encoding (import), ==, encodings[i]);
    g_assert_cmpuint (yipu_import_get_n_rows (import), ==, 3610);
    g_assert_cmpuint (yipu_import_get_n_columns (import), ==, 11);
    g_assert_cmpuint (yipu_import_get_problems (import)->len, ==, 0);
    g_assert_cmpstr (yipu_import_get_cell (import, 0, 2), ==, "苗族古歌");
  }
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add ("/csv/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("plain", test_plain);
  ADD ("encodings-are-found-out", test_encodings_are_found_out);
  ADD ("big5-is-not-taken-for-gb", test_big5_is_not_taken_for_gb);
  ADD ("an-encoding-may-be-chosen", test_an_encoding_may_be_chosen);
  ADD ("bytes-that-are-no-text-cost-their-row", test_bytes_that_are_no_text_cost_their_row);
  ADD ("nul-costs-its-row", test_nul_costs_its_row);
  ADD ("ragged-rows-are-said", test_ragged_rows_are_said);
  ADD ("quotes-go-across-lines", test_quotes_go_across_lines);
  ADD ("a-wrong-quote-costs-its-row-only", test_a_wrong_quote_costs_its_row_only);
  ADD ("a-quote-without-end", test_a_quote_without_end);
  ADD ("a-cell-of-a-megabyte", test_a_cell_of_a_megabyte);
  ADD ("cells-are-measured-in-characters", test_cells_are_measured_in_characters);
  ADD ("our-own-guard-is-taken-off", test_our_own_guard_is_taken_off);
  ADD ("semicolons-and-tabs-separate", test_semicolons_and_tabs_separate);
  ADD ("what-is-no-table", test_what_is_no_table);
  ADD ("limits", test_limits);
  ADD ("cancelling", test_cancelling);
  ADD ("written-tables-are-read-back", test_written_tables_are_read_back);
  ADD ("the-national-list-in-any-encoding", test_the_national_list_in_any_encoding);
  return g_test_run ();
}
