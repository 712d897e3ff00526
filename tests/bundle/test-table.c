/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables as bytes: quotes, escapes, encodings, and reading back what was written. */
#include <string.h>
#include <yipu/init.h>

#include "bundle/table.h"

#define N_ROUNDS 500

static YipuTableForm
form_new (YipuQuote quote, YipuEncoding encoding)
{
  return (YipuTableForm){ .encoding = encoding,
                          .sep = (char *) ",",
                          .eol = "\n",
                          .quote = quote,
                          .escape = g_ptr_array_new_with_free_func (g_free) };
}

/* One row of three cells as text; @numbers: the second is one. */
static char *
write_row (const YipuTableForm *form, const char *a, const char *b, const char *c)
{
  static const gboolean numbers[] = { FALSE, TRUE, FALSE };
  const char *const cells[] = { a, b, c, NULL };
  g_autoptr (YipuTable) table = yipu_table_new (form, 3, numbers);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  yipu_table_add_row (table, cells);
  bytes = yipu_table_end (table, &error);
  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
assert_row (
    const YipuTableForm *form, const char *a, const char *b, const char *c, const char *expected)
{
  g_autofree char *row = write_row (form, a, b, c);

  g_assert_cmpstr (row, ==, expected);
}

static void
test_quotes (void)
{
  static const struct {
    YipuQuote quote;
    const char *row;
  } modes[] = {
    { YIPU_QUOTE_MIN, "\"a,b\",12,\"say \"\"hi\"\"\"\n" },
    { YIPU_QUOTE_ALL, "\"a,b\",\"12\",\"say \"\"hi\"\"\"\n" },
    { YIPU_QUOTE_TEXT, "\"a,b\",12,\"say \"\"hi\"\"\"\n" },
    { YIPU_QUOTE_NONE, "a,b,12,say \"hi\"\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++) {
    YipuTableForm form = form_new (modes[i].quote, YIPU_ENC_UTF8);

    assert_row (&form, "a,b", "12", "say \"hi\"", modes[i].row);
    g_ptr_array_unref (form.escape);
  }
}

static void
test_text_is_quoted_even_when_empty (void)
{
  YipuTableForm form = form_new (YIPU_QUOTE_TEXT, YIPU_ENC_UTF8);

  assert_row (&form, "", "", "plain", "\"\",,\"plain\"\n");
  g_ptr_array_unref (form.escape);
}

static void
test_cells_are_cleaned (void)
{
  YipuTableForm form = form_new (YIPU_QUOTE_MIN, YIPU_ENC_UTF8);

  assert_row (&form, "a\r\nb", "\x01zero\xe2\x80\x8bwidth", "\xef\xbb\xbfmark",
              "\"a\nb\",zerowidth,mark\n");
  g_ptr_array_unref (form.escape);
}

static void
test_escapes_replace (void)
{
  YipuTableForm form = form_new (YIPU_QUOTE_MIN, YIPU_ENC_UTF8);
  static const char *const pairs[] = { "\t", " ", "\n", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_ptr_array_add (form.escape, g_strdup (pairs[i]));
  assert_row (&form, "a\tb\nc", "1", "", "a bc,1,\n");
  g_ptr_array_unref (form.escape);
}

/* For people only: shops show the quote. */
static void
test_formulas_are_guarded_where_asked (void)
{
  YipuTableForm form = form_new (YIPU_QUOTE_MIN, YIPU_ENC_UTF8);

  assert_row (&form, "=1+1", "-5", "＝A1", "=1+1,-5,＝A1\n");
  form.guard = TRUE;
  assert_row (&form, "=1+1", "-5", "＝A1", "'=1+1,-5,'＝A1\n");
  assert_row (&form, " @x", "+86", "-- x", "' @x,+86,'-- x\n");
  g_ptr_array_unref (form.escape);
}

static GBytes *
write_cell (YipuEncoding encoding, const char *text, GError **error)
{
  const char *const cells[] = { text, NULL };
  YipuTableForm form = form_new (YIPU_QUOTE_MIN, encoding);
  g_autoptr (YipuTable) table = yipu_table_new (&form, 1, NULL);
  GBytes *bytes;

  yipu_table_add_header (table, (const char *const[]){ "h", NULL });
  yipu_table_add_row (table, cells);
  bytes = yipu_table_end (table, error);
  g_ptr_array_unref (form.escape);
  return bytes;
}

static void
test_encodings (void)
{
  static const struct {
    YipuEncoding encoding;
    const char *bytes;
    gsize size;
  } encodings[] = {
    { YIPU_ENC_UTF8, "h\n\xe8\x93\x9d\n", 6 },
    { YIPU_ENC_UTF8_BOM, "\xef\xbb\xbfh\n\xe8\x93\x9d\n", 9 },
    { YIPU_ENC_UTF16LE_BOM, "\xff\xfeh\0\n\0\xdd\x84\n\0", 10 },
    { YIPU_ENC_GBK, "h\n\xc0\xb6\n", 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes = write_cell (encodings[i].encoding, "蓝", &error);
    g_autoptr (GBytes) expected = g_bytes_new_static (encodings[i].bytes, encodings[i].size);

    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (bytes, expected));
  }
}

static void
test_an_unmappable_character_is_named (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (write_cell (YIPU_ENC_GBK, "蓝布🧵", &error));
  g_assert_error (error, YIPU_SHOP_ERROR, YIPU_SHOP_ERROR_CELL);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "U+1F9F5"));
  g_assert_nonnull (strstr (error->message, "Line 2"));
}

static void
test_raw_lines_stand_first (void)
{
  YipuTableForm form = form_new (YIPU_QUOTE_MIN, YIPU_ENC_UTF8);
  g_autoptr (YipuTable) table = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) expected = g_bytes_new_static ("version 1.00\t\t\r\n", 16);

  form.sep = (char *) "\t";
  form.eol = "\r\n";
  form.head = (char *[]){ (char *) "version 1.00", NULL };
  table = yipu_table_new (&form, 3, NULL);
  bytes = yipu_table_end (table, NULL);
  g_assert_true (g_bytes_equal (bytes, expected));
  g_ptr_array_unref (form.escape);
}

/* RFC 4180, character by character. */
static GPtrArray *
read_row (const char *row)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  GString *cell = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (const char *c = row; *c; c++) {
    if (quoted && c[0] == '"' && c[1] == '"')
      g_string_append_c (cell, *++c);
    else if (*c == '"')
      quoted = !quoted;
    else if (!quoted && (*c == ',' || *c == '\n')) {
      g_ptr_array_add (cells, g_strdup (cell->str));
      g_string_truncate (cell, 0);
    } else
      g_string_append_c (cell, *c);
  }
  g_string_free (cell, TRUE);
  return cells;
}

static char *
random_cell (void)
{
  static const char *const bits[] = { "a", "\"", ",", "\n", " ", "蓝", "=", "'", "🧵", "\t", "" };
  GString *cell = g_string_new (NULL);

  for (int i = g_test_rand_int_range (0, 8); i > 0; i--)
    g_string_append (cell, bits[g_test_rand_int_range (0, G_N_ELEMENTS (bits))]);
  return g_string_free (cell, FALSE);
}

static void
test_what_was_written_reads_back (void)
{
  static const YipuQuote quotes[] = { YIPU_QUOTE_MIN, YIPU_QUOTE_ALL, YIPU_QUOTE_TEXT };

  for (guint i = 0; i < N_ROUNDS; i++) {
    YipuTableForm form = form_new (quotes[i % G_N_ELEMENTS (quotes)], YIPU_ENC_UTF8);
    g_autofree char *a = random_cell (), *b = random_cell (), *c = random_cell ();
    g_autofree char *row = write_row (&form, a, b, c);
    g_autoptr (GPtrArray) cells = read_row (row);

    g_assert_cmpuint (cells->len, ==, 3);
    g_assert_cmpstr (cells->pdata[0], ==, a);
    g_assert_cmpstr (cells->pdata[1], ==, b);
    g_assert_cmpstr (cells->pdata[2], ==, c);
    g_ptr_array_unref (form.escape);
  }
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/table/quotes", test_quotes);
  g_test_add_func ("/table/text-is-quoted-even-when-empty", test_text_is_quoted_even_when_empty);
  g_test_add_func ("/table/cells-are-cleaned", test_cells_are_cleaned);
  g_test_add_func ("/table/escapes-replace", test_escapes_replace);
  g_test_add_func ("/table/formulas-are-guarded-where-asked",
                   test_formulas_are_guarded_where_asked);
  g_test_add_func ("/table/encodings", test_encodings);
  g_test_add_func ("/table/an-unmappable-character-is-named",
                   test_an_unmappable_character_is_named);
  g_test_add_func ("/table/raw-lines-stand-first", test_raw_lines_stand_first);
  g_test_add_func ("/table/what-was-written-reads-back", test_what_was_written_reads_back);
  return g_test_run ();
}
