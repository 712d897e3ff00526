/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Claim rules: every example of the data file, disguises, and spans in the text as typed. */
#include <json-glib/json-glib.h>
#include <string.h>
#include <yipu/claims.h>
#include <yipu/init.h>

static const YipuClaim *
find (GPtrArray *claims, const char *rule)
{
  for (guint i = 0; i < claims->len; i++) {
    const YipuClaim *claim = claims->pdata[i];
    if (strcmp (claim->rule, rule) == 0)
      return claim;
  }
  return NULL;
}

static guint
check_examples (JsonObject *rule, const char *member, gboolean found)
{
  JsonArray *examples = json_object_get_array_member (rule, member);
  const char *id = json_object_get_string_member (rule, "id");
  const char *surface =
      json_array_get_string_element (json_object_get_array_member (rule, "fields"), 0);
  const char *type =
      json_object_has_member (rule, "product_types")
          ? json_array_get_string_element (json_object_get_array_member (rule, "product_types"), 0)
          : NULL;

  for (guint i = 0; i < json_array_get_length (examples); i++) {
    const char *text = json_array_get_string_element (examples, i);
    g_autoptr (GPtrArray) claims = yipu_claims_match (text, surface, type, NULL);
    if ((find (claims, id) != NULL) != found)
      g_error ("%s: “%s” should %sbe found", id, text, found ? "" : "not ");
  }
  return json_array_get_length (examples);
}

static void
test_examples (void)
{
  g_autoptr (GBytes) bytes = yipu_resource_load ("claim-rules.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  guint n_examples = 0;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  g_assert_true (json_parser_load_from_data (parser, data, (gssize) length, NULL));
  JsonArray *rules =
      json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "rules");
  for (guint i = 0; i < json_array_get_length (rules); i++) {
    JsonObject *rule = json_array_get_object_element (rules, i);
    n_examples += check_examples (rule, "bad", TRUE);
    n_examples += check_examples (rule, "ok", FALSE);
  }
  g_assert_cmpuint (n_examples, ==, 192);
}

static void
test_disguises (void)
{
  static const struct {
    const char *text;
    const char *rule;
    int start;
    int length;
  } disguises[] = {
    { "村里最好的布", "A01", 2, 2 },
    { "村里最 好的布", "A01", 2, 3 },
    { "村里最·*·好的布", "A01", 2, 5 },
    { "村里最\u200b好的布", "A01", 2, 3 },
    { "\U00020000村里最好的布", "A01", 3, 2 },
    { "ＮＯ．１竹编", "A04", 0, 4 },
    { "第①批", "A09", 0, 2 },
    { "極品竹篮", "A03", 0, 2 },
    { "UNESCO craft", "H03", 0, 6 },
    { "苇汀坞®", "C07", 3, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (disguises); i++) {
    g_autoptr (GPtrArray) claims = yipu_claims_match (disguises[i].text, "title", NULL, NULL);
    g_test_message ("%s", disguises[i].text);
    if (!disguises[i].rule) {
      g_assert_cmpuint (claims->len, ==, 0);
      continue;
    }
    const YipuClaim *claim = find (claims, disguises[i].rule);
    g_assert_nonnull (claim);
    const YipuClaimSpan *span = &g_array_index (claim->spans, YipuClaimSpan, 0);
    g_assert_cmpint (span->start, ==, disguises[i].start);
    g_assert_cmpint (span->length, ==, disguises[i].length);
  }
}

static void
test_all_spans (void)
{
  g_autoptr (GPtrArray) claims =
      yipu_claims_match ("最好的布，最美的花，最佳", "detail", NULL, NULL);
  const YipuClaim *claim = find (claims, "A01");

  g_assert_cmpuint (claims->len, ==, 1);
  g_assert_cmpuint (claim->spans->len, ==, 3);
  g_assert_cmpint (g_array_index (claim->spans, YipuClaimSpan, 1).start, ==, 5);
  g_assert_cmpint (claim->severity, ==, YIPU_SEVERITY_BLOCK);
  g_assert_nonnull (claim->law);
}

static void
test_longest_of_a_group (void)
{
  g_autoptr (GPtrArray) claims = yipu_claims_match ("非遗认证产品", "title", NULL, NULL);

  g_assert_nonnull (find (claims, "H08"));
  g_assert_null (find (claims, "H01"));
}

static void
test_unless (void)
{
  g_autoptr (GPtrArray) tip = yipu_claims_match ("最好在通风处晾干", "detail", NULL, NULL);
  g_autoptr (GPtrArray) both =
      yipu_claims_match ("最好在通风处晾干，村里最好的布", "detail", NULL, NULL);

  g_assert_null (find (tip, "A01"));
  g_assert_cmpuint (find (both, "A01")->spans->len, ==, 1);
  g_assert_cmpint (g_array_index (find (both, "A01")->spans, YipuClaimSpan, 0).start, ==, 11);
}

static void
test_exempt (void)
{
  const char *const exempt[] = { "中医养生", NULL };
  g_autoptr (GPtrArray) name = yipu_claims_match ("技艺：中醫養生", "pack", NULL, exempt);
  g_autoptr (GPtrArray) more = yipu_claims_match ("中医养生，安神", "pack", NULL, exempt);

  g_assert_null (find (name, "M02"));
  g_assert_nonnull (find (more, "M02"));
}

static void
test_surfaces_and_types (void)
{
  g_autoptr (GPtrArray) cloth = yipu_claims_match ("零添加", "title", "craft", NULL);
  g_autoptr (GPtrArray) food = yipu_claims_match ("零添加", "title", "food", NULL);
  g_autoptr (GPtrArray) story = yipu_claims_match ("蓝布★方巾", "story", NULL, NULL);

  g_assert_null (find (cloth, "O01"));
  g_assert_nonnull (find (food, "O01"));
  g_assert_null (find (story, "U03"));
}

static void
test_conditions (void)
{
  g_autoptr (GPtrArray) claims = yipu_claims_match ("省级非遗蓝布", "title", NULL, NULL);
  const YipuClaim *claim = find (claims, "H02");

  g_assert_cmpstr (claim->conditions[0], ==, "listing");
  g_assert_cmpstr (yipu_claims_condition_kind ("listing"), ==, "record");
  g_assert_null (yipu_claims_condition_kind ("no such"));
  g_assert_cmpstr (yipu_claims_condition_label ("no such"), ==, "no such");
}

/* Whatever is typed: no crash, and spans inside the text. */
static void
test_any_text (void)
{
  static const gunichar alphabet[] = { U'最', U'好', U'非', U'遗', U' ',  U'·',   U'①',    U'1',
                                       U'%',  U'a',  U'̈',   U'ﷺ',  U'㍿', 0x200b, 0x20000, U'第' };

  for (int round = 0; round < 300; round++) {
    GString *text = g_string_new (NULL);
    int length = g_test_rand_int_range (0, 40);
    for (int i = 0; i < length; i++)
      g_string_append_unichar (text, alphabet[g_test_rand_int_range (0, G_N_ELEMENTS (alphabet))]);
    g_autoptr (GPtrArray) claims = yipu_claims_match (text->str, "detail", NULL, NULL);
    for (guint c = 0; c < claims->len; c++) {
      const YipuClaim *claim = claims->pdata[c];
      int last = 0;
      for (guint s = 0; s < claim->spans->len; s++) {
        const YipuClaimSpan *span = &g_array_index (claim->spans, YipuClaimSpan, s);
        g_assert_cmpint (span->start, >=, last);
        g_assert_cmpint (span->length, >, 0);
        last = span->start + span->length;
        g_assert_cmpint (last, <=, length);
      }
    }
    g_string_free (text, TRUE);
  }
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/claims/all-examples-of-the-data-file", test_examples);
  g_test_add_func ("/claims/disguises-are-seen-through", test_disguises);
  g_test_add_func ("/claims/one-claim-a-rule-with-all-its-places", test_all_spans);
  g_test_add_func ("/claims/the-longest-of-a-group-is-meant", test_longest_of_a_group);
  g_test_add_func ("/claims/what-a-rule-excuses-is-masked", test_unless);
  g_test_add_func ("/claims/official-names-are-passed-by", test_exempt);
  g_test_add_func ("/claims/a-rule-counts-in-its-places-and-types", test_surfaces_and_types);
  g_test_add_func ("/claims/what-would-allow-it-is-named", test_conditions);
  g_test_add_func ("/claims/any-text-has-its-spans-inside", test_any_text);
  return g_test_run ();
}
