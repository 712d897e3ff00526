/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JSON from anywhere: what is read, what is refused and where, and that nothing crashes. */
#include "base/json.h"

#include <string.h>
#include <yipu/init.h>

static void
refuses (const char *text, const char *where)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = yipu_json_parse_text (text, strlen (text), YIPU_JSON_MAX_BYTES, &error);

  g_assert_null (node);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  if (!g_str_has_prefix (error->message, where))
    g_error ("“%s”: “%s” does not begin with “%s”", text, error->message, where);
}

static JsonNode *
reads (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = yipu_json_parse_text (text, strlen (text), YIPU_JSON_MAX_BYTES, &error);

  g_assert_no_error (error);
  return node;
}

static void
test_values (void)
{
  g_autoptr (JsonNode) node = reads (
      "\xef\xbb\xbf {\"名\": \"蓝印\\ud83d\\ude00\", \"n\": -12, \"a\": [], \"o\": {\"x\": [1, 2]}} ");
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpstr (yipu_json_get_text (object, "名", ""), ==, "蓝印😀");
  g_assert_cmpint (yipu_json_get_int (object, "n", 0), ==, -12);
  g_assert_cmpint (yipu_json_get_int (object, "名", 7), ==, 7);
  g_assert_cmpint (json_array_get_length (yipu_json_get_array (object, "a")), ==, 0);
  g_assert_nonnull (yipu_json_get_object (object, "o"));
  g_assert_null (yipu_json_get_object (object, "a"));
  g_assert_null (yipu_json_get_text (object, "none", NULL));
}

static void
test_errors_say_where (void)
{
  refuses ("", "line 1, column 1:");
  refuses ("{\"a\": 1,\n \"b\" 2}", "line 2, column 6:");
  refuses ("[1, 2", "line 1, column 6:");
  refuses ("{\"蓝印\": nil}", "line 1, column 8:");
  refuses ("[1,]", "line 1, column 4:");
  refuses ("{\"a\":1,}", "line 1, column 8:");
  refuses ("[1]]", "line 1, column 4:");
  refuses ("{\"a\":[1}", "line 1, column 8:");
  refuses ("[01]", "line 1, column 3:");
  refuses ("[1.]", "line 1, column 4:");
  refuses ("[+1]", "line 1, column 2:");
  refuses ("[NaN]", "line 1, column 2:");
  refuses ("'a'", "line 1, column 1:");
  refuses ("// no\n1", "line 1, column 1:");
  refuses ("\"a\nb\"", "line 1, column 3:");
  refuses ("\"\\u0000\"", "line 1, column 8:");
  refuses ("\"\\ud800\"", "line 1, column 8:");
  refuses ("\"\\ud800\\u0041\"", "line 1, column 14:");
  refuses ("\"\\x\"", "line 1, column 3:");
  refuses ("\"\xff\"", "line 1, column 2:");
  refuses ("[1234567890123456789]", "line 1, column 21:");
}

static void
test_nul_is_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("[1\0]", 4);

  g_assert_null (yipu_json_parse (bytes, YIPU_JSON_MAX_BYTES, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_depth_and_number_are_bounded (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *opening = g_strnfill (64, '[');
  g_autofree char *closing = g_strnfill (64, ']');
  g_autofree char *just = g_strconcat (opening, closing, NULL);
  g_autoptr (GString) many = g_string_new ("[0");
  g_autoptr (GError) error = NULL;

  refuses (deep, "line 1, column 65:");
  json_node_unref (reads (just));
  for (int i = 0; i < YIPU_JSON_MAX_NODES; i++)
    g_string_append (many, ",1");
  g_string_append_c (many, ']');
  refuses (many->str, "line 1, column 2000");
  g_assert_false (yipu_json_check ("[1,2]", 5, 4, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

/* Whatever the scan lets through, json-glib must take: else its limits and ours disagree. */
static void
test_what_passes_the_scan_parses (void)
{
  static const char alphabet[] = "{}[]\",:0-1.e\\untrf \n";

  for (int i = 0; i < 20000; i++) {
    char text[24];
    gsize length = (gsize) g_test_rand_int_range (1, sizeof text);

    for (gsize j = 0; j < length; j++)
      text[j] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
    if (yipu_json_check (text, length, sizeof text, NULL)) {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = yipu_json_parse_text (text, length, sizeof text, &error);

      g_assert_no_error (error);
      g_assert_nonnull (node);
    }
  }
}

static void
test_writing_is_stable (void)
{
  const char *text = "{\"b\":1,\"a\":[\"竹\\\"\",true,null]}";
  g_autoptr (JsonNode) node = reads (text);
  g_autofree char *compact = yipu_json_to_text (node, FALSE);
  g_autofree char *pretty = yipu_json_to_text (node, TRUE);
  g_autoptr (JsonNode) again = reads (pretty);
  g_autofree char *second = yipu_json_to_text (again, FALSE);

  g_assert_cmpstr (compact, ==, text);
  g_assert_cmpstr (second, ==, text);
  g_assert_true (g_str_has_suffix (pretty, "}\n"));
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/json/values", test_values);
  g_test_add_func ("/json/errors-say-where", test_errors_say_where);
  g_test_add_func ("/json/nul-is-refused", test_nul_is_refused);
  g_test_add_func ("/json/depth-and-number-are-bounded", test_depth_and_number_are_bounded);
  g_test_add_func ("/json/what-passes-the-scan-parses", test_what_passes_the_scan_parses);
  g_test_add_func ("/json/writing-is-stable", test_writing_is_stable);
  return g_test_run ();
}
