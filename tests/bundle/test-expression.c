/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Expressions: each pipe by example, random ones against a naive evaluator that reads the source
 * as it goes, and the bounds. */
#include <string.h>
#include <yipu/init.h>
#include <yipu/shop.h>

#include "bundle/expression.h"
#include "bundle/pipes.h"

#define N_ROUNDS 3000

static const char *const settings[] = { "weight_unit", "postage_id", NULL };
static const char *const sets[] = { "main", NULL };
static const char *const maps[] = { "cid", NULL };
static const YipuPathSpace space = {
  .roots = YIPU_ROOT_P | YIPU_ROOT_S | YIPU_ROOT_R | YIPU_ROOT_IMG,
  .settings = settings,
  .sets = sets,
  .maps = maps,
};

static const char context[] =
    "{\"p\":{\"title\":\"【苇汀坞】 蓝布 方巾\",\"price\":12880,\"sku\":\"WTW_B1 小\",\"category\":\"textile\","
    "\"weight_g\":350,\"has_variants\":1,\"return7\":0,\"is_food\":0,\"stock_total\":0,"
    "\"story_html\":\"<p>水 &amp; 竹</p><p>二</p>\",\"subtitle\":\"a\\nb\\tc\","
    "\"tags\":[\"蓝布\",\"a,b\",\"c\"],\"selling_points\":[],"
    "\"size_mm\":{\"l\":450,\"w\":225},"
    "\"category_path\":[\"家居\",\"布艺, 巾\"],"
    "\"options\":[{\"name\":\"颜色\",\"values\":[\"靛\",\"白\"]},{\"name\":\"码\",\"values\":[\"大\"]}],"
    "\"option_values\":[{\"text\":\"靛\",\"pid\":1627207,\"vid\":28341},"
    "{\"text\":\"白\",\"pid\":1627207,\"vid\":-1001},{\"text\":\"大\",\"pid\":-1002,\"vid\":-1001}],"
    "\"attrs\":[{\"key\":\"brand\",\"name\":\"品牌\",\"value\":\"苇汀坞\",\"pid\":20000},"
    "{\"key\":\"place\",\"name\":\"产地\",\"value\":\"芦溪\",\"pid\":7,\"vid\":8}],"
    "\"variants\":[{\"sku\":\"A\",\"price\":100,\"stock\":2,\"gtin\":\"4006381333931\",\"values\":["
    "{\"text\":\"靛\",\"pid\":1627207,\"vid\":28341},{\"text\":\"大\",\"pid\":-1002,\"vid\":-1001}]},"
    "{\"sku\":\"B\",\"price\":250,\"stock\":3,\"values\":[{\"text\":\"白\",\"pid\":1627207,\"vid\":-1001}"
    "]}],\"food\":{\"licence\":\"SC;1:2\"}},"
    "\"img\":{\"main\":[{\"stem\":\"x-m1\",\"name\":\"x-m1.jpg\"},{\"stem\":\"x-m2\",\"name\":"
    "\"x-m2.jpg\"}]},"
    "\"s\":{\"weight_unit\":\"oz\",\"postage_id\":\"0\"},\"r\":{\"date\":1779262320}}";
static const char map_text[] = "{\"cid\":{\"textile\":\"50008090\"}}";

static JsonNode *
parse_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

static char *
evaluate (const char *source)
{
  g_autoptr (JsonNode) roots = parse_json (context);
  g_autoptr (JsonNode) map = parse_json (map_text);
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuExpression) expression = yipu_expression_parse (source, &space, &error);
  YipuScope scope = { json_node_get_object (roots), json_node_get_object (map) };
  char *text;

  g_assert_no_error (error);
  text = yipu_expression_evaluate (expression, &scope, &error);
  g_assert_no_error (error);
  return text;
}

static const struct {
  const char *source, *text;
} examples[] = {
  { "", "" },
  { "plain, | (text) }", "plain, | (text) }" },
  { "{p.title}", "【苇汀坞】 蓝布 方巾" },
  { "{p.gtin}", "" },
  { "{p.price|yuan}", "128.80" },
  { "{p.price|fen}", "12880" },
  { "{p.gtin|yuan}", "" },
  { "{p.weight_g|kg}", "0.35" },
  { "{p.size_mm.l|cm}", "45" },
  { "{p.size_mm.w|cm}", "22.5" },
  { "{p.size_mm.h|cm}", "" },
  { "{p.size_mm.w|unit(in)}", "8.858" },
  { "{p.weight_g|unit(s.weight_unit)}", "12.346" },
  { "{p.weight_g|unit(g)}", "350" },
  { "{p.subtitle|one_line}", "a b c" },
  { "{p.tags.0|html}", "<p>蓝布</p>" },
  { "{p.story_html|text}", "水 & 竹\n二" },
  { "{p.title|cut(chars,5)}", "【苇汀坞】" },
  { "{p.title|cut(gbk,9)}", "【苇汀坞" },
  { "{p.title|cut(utf8,2)}", "" },
  { "{p.gtin|default(none)}", "none" },
  { "{p.gtin|default({p.sku}!)}", "WTW_B1 小!" },
  { "{p.sku|default(none)}", "WTW_B1 小" },
  { "{p.has_variants|bool(variable,simple)}", "variable" },
  { "{s.postage_id|bool(2,1)}", "1" },
  { "{p.gtin|bool(yes,no)}", "no" },
  { "{p.stock_total|bool(1,0)}", "0" },
  { "{p.selling_points|bool(some,none)}", "none" },
  { "{p.gtin|bool(a,{p.tags|join(,)})}", "蓝布,a,b,c" },
  { "{p.category|map(cid)}", "50008090" },
  { "{p.sku|map(cid)}", "" },
  { "{p.tags|join(, )}", "蓝布, a,b, c" },
  { "{p.tags|esc(,)|join(, )}", "蓝布, a\\,b, c" },
  { "{p.category_path|esc(,)|join( > )}", "家居 > 布艺\\, 巾" },
  { "{p.selling_points|join(；)}", "" },
  { "{p.options.0.name}", "颜色" },
  { "{p.options.2.name}", "" },
  { "{p.options.0.values|join(/)}", "靛/白" },
  { "{p.option_values.text|join(/)}", "靛/白/大" },
  { "{p.attrs.brand}", "苇汀坞" },
  { "{p.attrs.size}", "" },
  { "{p.attrs|where(vid,set,1)|each({it.pid}:{it.vid};)}", "7:8;" },
  { "{p.attrs|where(vid,unset,1)|pick(pid)|join(,)}", "20000" },
  { "{p.option_values|where(vid,lt,0)|each({it.pid}:{it.vid}:{it.text};)}",
    "1627207:-1001:白;-1002:-1001:大;" },
  { "{p.option_values|where(vid,gt,0)|each({it.text})}", "靛" },
  { "{p.option_values|where(text,eq,白)|count}", "1" },
  { "{p.option_values|where(text,ne,白)|count}", "2" },
  { "{p.variants|each({it.price|yuan}:{it.stock}:{it.sku}:{it.values|each({it.pid}:{it.vid};)})}",
    "1.00:2:A:1627207:28341;-1002:-1001;2.50:3:B:1627207:-1001;" },
  { "{p.variants|sum(stock)}", "5" },
  { "{p.variants|count}", "2" },
  { "{p.selling_points|count}", "" },
  { "{p.variants|first|bool(1,0)}", "1" },
  { "{p.tags|first}", "蓝布" },
  { "{img.main|each({it.stem}:1:{n}:|;)}", "x-m1:1:0:|;x-m2:1:1:|;" },
  { "{img.main|fmt({n1}-{it.name})|join(,)}", "1-x-m1.jpg,2-x-m2.jpg" },
  { "{p.food.licence|pair(prd_license_no)}{p.food.storage|pair(plan_storage)}",
    "prd_license_no:SC；1：2;" },
  { "{p.sku|slug}", "wtw-b1-xiao" },
  { "{p.title|slug}", "weitingwu-lanbu-fangjin" },
  { "{p.stock_total|pad(3)}", "000" },
  { "{p.price|pad(3)}", "12880" },
  { "{r.date|date(YYYY-MM-DD hh:mm:ss)}", "2026-05-20 07:32:00" },
  { "%7B%20%20%7D", "%7B%20%20%7D" },
};

static void
test_examples (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++) {
    g_autofree char *text = evaluate (examples[i].source);

    g_test_message ("%s", examples[i].source);
    g_assert_cmpstr (text, ==, examples[i].text);
  }
}

static const char *const slips[] = {
  "{",
  "{}",
  "{p}",
  "{q.title}",
  "{p.titel}",
  "{p.title.x}",
  "{p.title",
  "{p.title|}",
  "{p.title|shout}",
  "{p.title|yuan(2)}",
  "{p.tags}",
  "{p.variants|join(,)}",
  "{p.title|join(,)}",
  "{p.tags|join}",
  "{p.tags|join(}",
  "{p.variants|each({it.title})}",
  "{p.variants|each({it.sku)}",
  "{p.variants|pick(title)|join(,)}",
  "{p.variants|where(sku,like,a)|count}",
  "{p.variants|where(sku,set)|count}",
  "{p.title|cut(words,2)}",
  "{p.title|cut(chars,x)}",
  "{p.weight_g|unit(stone)}",
  "{p.weight_g|unit(p.tags)}",
  "{p.category|map(vid)}",
  "{p.title|pad(x)}",
  "{p.title|bool(a)}",
  "{it.sku}",
  "{n}",
  "{s.colour}",
  "{img.white|each(1)}",
  "{p.title|trim|trim|trim|trim|trim|trim|trim|trim|trim|trim|trim|trim|trim}",
  "\xff",
};

static void
test_slips_are_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (slips); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (YipuExpression) expression = yipu_expression_parse (slips[i], &space, &error);

    g_test_message ("slip %" G_GSIZE_FORMAT, i);
    g_assert_null (expression);
    g_assert_error (error, YIPU_SHOP_ERROR, YIPU_SHOP_ERROR_PROFILE);
  }
}

/* The naive evaluator: no types, no tree, strings split again at every step. A value is a list of
 * nodes; a text is a list of one. */

static GPtrArray *
nodes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
}

static char *naive (const char *source, JsonNode *roots, JsonNode *it, guint n);

static char *
naive_text (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}

static void
naive_add (GPtrArray *out, JsonNode *node)
{
  g_autofree char *text = naive_text (node);

  if (JSON_NODE_HOLDS_ARRAY (node)) {
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      g_ptr_array_add (out, json_node_ref (json_array_get_element (json_node_get_array (node), i)));
  } else if (JSON_NODE_HOLDS_OBJECT (node) || text[0]) {
    g_ptr_array_add (out, json_node_ref (node));
  }
}

static void
naive_add_text (GPtrArray *out, const char *text)
{
  if (text[0])
    g_ptr_array_add (out, json_node_init_string (json_node_alloc (), text));
}

static GPtrArray *
naive_path (const char *path, JsonNode *roots, JsonNode *it, guint n)
{
  g_auto (GStrv) words = g_strsplit (path, ".", -1);
  GPtrArray *now = nodes_new ();

  if (it && (g_str_equal (path, "n") || g_str_equal (path, "n1"))) {
    g_ptr_array_add (now, json_node_init_int (json_node_alloc (), n + (path[1] == '1')));
    return now;
  }
  g_ptr_array_add (now, json_node_ref (it && g_str_equal (words[0], "it") ? it : roots));
  for (guint w = g_str_equal (words[0], "it"); words[w]; w++) {
    GPtrArray *next = nodes_new ();

    if (g_ascii_isdigit (words[w][0])) {
      guint index = (guint) atoi (words[w]);

      if (index < now->len)
        naive_add (next, now->pdata[index]);
    } else {
      for (guint i = 0; i < now->len; i++) {
        JsonObject *object = json_node_get_object (now->pdata[i]);
        const char *key = json_object_get_string_member_with_default (object, "key", "");

        if (g_str_equal (key, words[w]))
          naive_add (next, json_object_get_member (object, "value"));
        else if (json_object_has_member (object, words[w]))
          naive_add (next, json_object_get_member (object, words[w]));
      }
    }
    g_ptr_array_unref (now);
    now = next;
  }
  return now;
}

static char *
naive_member (JsonNode *node, const char *name)
{
  JsonNode *found = json_object_get_member (json_node_get_object (node), name);

  return found ? naive_text (found) : g_strdup ("");
}

static gboolean
naive_where (JsonNode *node, char **test)
{
  g_autofree char *text = naive_member (node, test[0]);

  if (g_str_equal (test[1], "set"))
    return text[0] != '\0';
  if (g_str_equal (test[1], "unset"))
    return text[0] == '\0';
  if (text[0] == '\0')
    return g_str_equal (test[1], "ne");
  if (g_str_equal (test[1], "gt"))
    return atoll (text) > atoll (test[2]);
  if (g_str_equal (test[1], "lt"))
    return atoll (text) < atoll (test[2]);
  return g_str_equal (text, test[2]) == g_str_equal (test[1], "eq");
}

static GPtrArray *
naive_each (GPtrArray *in, const char *argument, JsonNode *roots, gboolean together)
{
  g_autoptr (GString) all = g_string_new (NULL);
  GPtrArray *out = nodes_new ();

  for (guint i = 0; i < in->len; i++) {
    g_autofree char *text = naive (argument, roots, in->pdata[i], i);

    g_string_append (all, text);
    if (!together)
      naive_add_text (out, text);
  }
  if (together)
    naive_add_text (out, all->str);
  return out;
}

static GPtrArray *
naive_join (GPtrArray *in, const char *argument)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;
  g_autofree char *joined = NULL;
  GPtrArray *out = nodes_new ();

  for (guint i = 0; i < in->len; i++) {
    g_autofree char *text = naive_text (in->pdata[i]);

    g_strv_builder_add (builder, text);
  }
  texts = g_strv_builder_end (builder);
  joined = g_strjoinv (argument, texts);
  naive_add_text (out, joined);
  return out;
}

static GPtrArray *
naive_number (gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  GPtrArray *out = nodes_new ();

  naive_add_text (out, text);
  return out;
}

static char *
naive_scalar (const char *name, const char *argument, const char *text)
{
  if (g_str_equal (name, "yuan"))
    return g_ascii_isdigit (text[0])
               ? g_strdup_printf ("%lld.%02lld", atoll (text) / 100, atoll (text) % 100)
               : g_strdup ("");
  if (g_str_equal (name, "pad"))
    return strlen (text) >= 6
               ? g_strdup (text)
               : g_strdup_printf ("%.*s%s", (int) (6 - strlen (text)), "000000", text);
  if (g_str_equal (name, "cut")) {
    glong length = g_utf8_strlen (text, -1);

    return g_utf8_substring (text, 0, MIN (length, 3));
  }
  if (g_str_equal (name, "pair")) {
    g_auto (GStrv) halves = g_strsplit (text, ";", -1);
    g_autofree char *one = g_strjoinv ("；", halves);
    g_auto (GStrv) again = g_strsplit (one, ":", -1);
    g_autofree char *both = g_strjoinv ("：", again);

    return g_strdup_printf ("%s:%s;", argument, both);
  }
  if (g_str_equal (name, "esc")) {
    g_auto (GStrv) parts = g_strsplit (text, argument, -1);
    g_autofree char *by = g_strconcat ("\\", argument, NULL);

    return g_strjoinv (by, parts);
  }
  g_assert_not_reached ();
}

static gboolean
naive_is_true (GPtrArray *in)
{
  g_autofree char *text = in->len > 0 ? naive_text (in->pdata[0]) : NULL;

  return in->len > 1 || (in->len == 1 && !g_str_equal (text, "0"));
}

/* The length of what stands before the first @stop outside of brackets and braces. */
static gsize
naive_until (const char *text, char stop)
{
  int open = 0;
  gsize i;

  for (i = 0; text[i]; i++) {
    if (open == 0 && text[i] == stop)
      break;
    if (strchr ("({", text[i]))
      open++;
    else if (strchr (")}", text[i]))
      open--;
  }
  return i;
}

static GPtrArray *
naive_pipe (
    GPtrArray *in, const char *name, const char *argument, JsonNode *roots, JsonNode *it, guint n)
{
  GPtrArray *out;
  gint64 sum = 0;

  if (g_str_equal (name, "bool") || g_str_equal (name, "default")) {
    gsize length = naive_until (argument, ',');
    gboolean two = g_str_equal (name, "bool");
    g_autofree char *yes = g_strndup (argument, length);
    g_autofree char *chosen = NULL;

    if (!two && in->len > 0)
      return g_ptr_array_ref (in);
    chosen = naive (!two                 ? argument
                    : naive_is_true (in) ? yes
                                         : argument + length + 1,
                    roots, it, n);
    out = nodes_new ();
    naive_add_text (out, chosen);
    return out;
  }
  if (in->len == 0)
    return nodes_new ();
  if (g_str_equal (name, "each") || g_str_equal (name, "fmt"))
    return naive_each (in, argument, roots, g_str_equal (name, "each"));
  if (g_str_equal (name, "join"))
    return naive_join (in, argument);
  if (g_str_equal (name, "count"))
    return naive_number (in->len);
  out = nodes_new ();
  for (guint i = 0; i < in->len; i++) {
    g_auto (GStrv) test = g_strsplit (argument, ",", 3);
    g_autofree char *text = NULL;

    if (g_str_equal (name, "first") && i > 0)
      break;
    if (g_str_equal (name, "first") ||
        (g_str_equal (name, "where") && naive_where (in->pdata[i], test))) {
      g_ptr_array_add (out, json_node_ref (in->pdata[i]));
      continue;
    }
    if (g_str_equal (name, "where"))
      continue;
    if (g_str_equal (name, "pick") || g_str_equal (name, "sum")) {
      text = naive_member (in->pdata[i], argument);
      sum += atoll (text);
      if (g_str_equal (name, "pick"))
        naive_add_text (out, text);
      continue;
    }
    {
      g_autofree char *old = naive_text (in->pdata[i]);

      text = naive_scalar (name, argument, old);
      naive_add_text (out, text);
    }
  }
  if (!g_str_equal (name, "sum"))
    return out;
  g_ptr_array_unref (out);
  return naive_number (sum);
}

static char *
naive_inner (const char *inner, JsonNode *roots, JsonNode *it, guint n)
{
  gsize length = naive_until (inner, '|');
  g_autofree char *path = g_strndup (inner, length);
  GPtrArray *now = naive_path (path, roots, it, n);
  char *text;

  while (inner[length]) {
    const char *step = inner + length + 1;
    gsize end = naive_until (step, '|');
    g_autofree char *whole = g_strndup (step, end);
    char *bracket = strchr (whole, '(');
    GPtrArray *next;

    if (bracket) {
      whole[strlen (whole) - 1] = '\0';
      *bracket++ = '\0';
    }
    next = naive_pipe (now, whole, bracket ? bracket : "", roots, it, n);
    g_ptr_array_unref (now);
    now = next;
    length += 1 + end;
  }
  text = now->len > 0 ? naive_text (now->pdata[0]) : g_strdup ("");
  g_ptr_array_unref (now);
  return text;
}

static char *
naive (const char *source, JsonNode *roots, JsonNode *it, guint n)
{
  GString *out = g_string_new (NULL);

  while (*source) {
    g_autofree char *inner = NULL;
    g_autofree char *text = NULL;
    gsize length;

    if (*source != '{') {
      g_string_append_c (out, *source++);
      continue;
    }
    length = naive_until (source + 1, '}');
    inner = g_strndup (source + 1, length);
    text = naive_inner (inner, roots, it, n);
    g_string_append (out, text);
    source += length + 2;
  }
  return g_string_free (out, FALSE);
}

/* Random sources that the reader takes. @object: what "it" is, NULL for none. */

static const char *
pick_text (const char *const *from, guint n)
{
  return from[g_test_rand_int_range (0, (gint32) n)];
}
#define PICK(array) pick_text (array, G_N_ELEMENTS (array))

static void random_template (GString *out, const char *object, guint depth);

static void
random_scalar_pipes (GString *out, const char *object, guint depth)
{
  static const char *const pipes[] = { "|cut(chars,3)", "|pair(k)", "|esc(a)", "|pad(6)",
                                       "|default(d)" };

  while (g_test_rand_int_range (0, 3) == 0)
    g_string_append (out, PICK (pipes));
  if (g_test_rand_int_range (0, 5) > 0)
    return;
  g_string_append (out, "|bool(");
  random_template (out, object, depth + 2);
  g_string_append (out, ",");
  random_template (out, object, depth + 2);
  g_string_append (out, ")");
}

static const char *
random_list (GString *out, const char *object)
{
  static const char *const tests[] = { "vid,gt,0",    "vid,lt,0",     "vid,set,1",
                                       "pid,unset,1", "vid,eq,-1001", "vid,ne,8" };
  guint which = (guint) g_test_rand_int_range (0, object && g_str_equal (object, "v") ? 4 : 3);
  static const char *const paths[] = { "p.variants", "p.option_values", "p.attrs", "it.values" };
  static const char *const objects[] = { "v", "value", "attr", "value" };

  g_string_append (out, paths[which]);
  if (which > 0 && g_test_rand_bit ())
    g_string_append_printf (out, "|where(%s)", PICK (tests));
  return objects[which];
}

static void
random_from_list (GString *out, const char *object, guint depth)
{
  const char *of = random_list (out, object);
  gboolean variant = g_str_equal (of, "v");

  switch (g_test_rand_int_range (0, 5)) {
  case 0: g_string_append (out, "|count"); break;
  case 1: g_string_append_printf (out, "|sum(%s)", variant ? "stock" : "pid"); break;
  case 2: g_string_append_printf (out, "|pick(%s)|join(, )", variant ? "sku" : "vid"); break;
  case 3:
    g_string_append (out, "|each(");
    random_template (out, of, depth + 1);
    g_string_append (out, ")");
    break;
  default:
    g_string_append (out, "|fmt(");
    random_template (out, of, depth + 1);
    g_string_append (out, ")|join(;)");
  }
}

static void
random_scalar (GString *out, const char *object)
{
  static const char *const any[] = { "p.title",
                                     "p.price",
                                     "p.gtin",
                                     "p.sku",
                                     "p.options.0.name",
                                     "p.options.1.values.0",
                                     "p.options.7.name",
                                     "p.attrs.brand",
                                     "s.postage_id",
                                     "p.has_variants",
                                     "p.tags|first",
                                     "p.tags|join(、)",
                                     "p.options.0.values|esc(a)|join(/)",
                                     "p.price|yuan" };
  static const char *const of_variant[] = { "it.sku", "it.price|yuan", "it.gtin", "n", "n1" };
  static const char *const of_value[] = { "it.text", "it.pid", "it.vid", "n1" };
  static const char *const of_attr[] = { "it.name", "it.value", "it.vid", "n" };

  if (object == NULL || g_test_rand_int_range (0, 3) == 0)
    g_string_append (out, PICK (any));
  else if (g_str_equal (object, "v"))
    g_string_append (out, PICK (of_variant));
  else
    g_string_append (out, g_str_equal (object, "attr") ? PICK (of_attr) : PICK (of_value));
}

static void
random_template (GString *out, const char *object, guint depth)
{
  static const char *const literals[] = { "x", ":", "；", " - ", "|;", "" };
  guint n = (guint) g_test_rand_int_range (1, depth > 2 ? 2 : 4);

  for (guint i = 0; i < n; i++) {
    if (g_test_rand_int_range (0, 3) == 0 || depth > 4) {
      g_string_append (out, PICK (literals));
      continue;
    }
    g_string_append_c (out, '{');
    if (depth < 3 && g_test_rand_bit ())
      random_from_list (out, object, depth);
    else
      random_scalar (out, object);
    random_scalar_pipes (out, object, depth);
    g_string_append_c (out, '}');
  }
}

static void
test_agrees_with_a_naive_evaluator (void)
{
  g_autoptr (JsonNode) roots = parse_json (context);
  YipuScope scope = { json_node_get_object (roots), NULL };
  guint filled = 0;

  for (guint i = 0; i < N_ROUNDS; i++) {
    g_autoptr (GString) source = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (YipuExpression) expression = NULL;
    g_autofree char *text = NULL, *expected = NULL;

    random_template (source, NULL, 0);
    expression = yipu_expression_parse (source->str, &space, &error);
    if (error)
      g_test_message ("%s", source->str);
    g_assert_no_error (error);
    text = yipu_expression_evaluate (expression, &scope, &error);
    g_assert_no_error (error);
    expected = naive (source->str, roots, NULL, 0);
    if (!g_str_equal (text, expected))
      g_test_message ("%s", source->str);
    g_assert_cmpstr (text, ==, expected);
    filled += strlen (text) > 3;
  }
  g_assert_cmpuint (filled, >, N_ROUNDS / 3);
}

/* A list of 500 within itself four times would be 62,500,000,000 texts. */
static void
test_evaluation_is_bounded (void)
{
  g_autoptr (JsonObject) roots = json_object_new ();
  JsonObject *p = json_object_new ();
  JsonArray *variants = json_array_new ();
  g_autoptr (YipuExpression) expression = yipu_expression_parse (
      "{p.variants|each({p.variants|each({p.variants|each({p.variants|each({it.sku})})})})}",
      &space, NULL);
  g_autoptr (GError) error = NULL;
  YipuScope scope = { roots, NULL };

  json_object_set_object_member (roots, "p", p);
  json_object_set_array_member (p, "variants", variants);
  for (guint i = 0; i < 500; i++) {
    JsonObject *variant = json_object_new ();

    json_object_set_string_member (variant, "sku", "WTW-B1-INDIGO-LARGE");
    json_array_add_object_element (variants, variant);
  }
  g_assert_null (yipu_expression_evaluate (expression, &scope, &error));
  g_assert_error (error, YIPU_SHOP_ERROR, YIPU_SHOP_ERROR_CELL);
}

static void
test_sources_are_bounded (void)
{
  g_autofree char *filler = g_strnfill (YIPU_EXPRESSION_MAX_SOURCE + 1, 'x');
  g_autoptr (GString) deep = g_string_new ("x");
  g_autoptr (GError) error = NULL;

  g_assert_null (yipu_expression_parse (filler, &space, &error));
  g_assert_error (error, YIPU_SHOP_ERROR, YIPU_SHOP_ERROR_PROFILE);
  g_clear_error (&error);
  for (guint i = 0; i <= YIPU_EXPRESSION_MAX_DEPTH; i++) {
    g_string_prepend (deep, "{p.sku|default(");
    g_string_append (deep, ")}");
  }
  g_assert_null (yipu_expression_parse (deep->str, &space, &error));
  g_assert_error (error, YIPU_SHOP_ERROR, YIPU_SHOP_ERROR_PROFILE);
}

/* A slug is a folder on any disk, and short enough to name a file in a folder of the same name. */
static void
test_slugs_suit_every_disk (void)
{
  static const char *const devices[] = { "CON", "nul", "Com1", "。lpt9。" };
  g_autofree char *han = g_strnfill (200, 'x');
  g_autofree char *near_device = yipu_pipe_slug ("CON-2", NULL);
  g_autofree char *none = yipu_pipe_slug ("..", NULL);
  g_autofree char *one_word = yipu_pipe_slug (han, NULL);
  g_autofree char *many = yipu_pipe_slug ("竹竹竹竹竹竹竹竹竹竹竹竹竹竹竹竹", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (devices); i++) {
    g_autofree char *slug = yipu_pipe_slug (devices[i], NULL);
    g_assert_true (g_str_has_prefix (slug, "no-"));
  }
  g_assert_cmpstr (near_device, ==, "con-2");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpuint (strlen (one_word), ==, 28);
  g_assert_cmpstr (many, ==, "zhuzhuzhuzhuzhuzhuzhuzhuzhu");
}

static void
test_numbers_do_not_overflow (void)
{
  g_autofree char *big = yipu_pipe_unit ("9223372036854775807", "lbs");
  g_autofree char *negative = yipu_pipe_kg ("-1500", NULL);
  g_autofree char *half = yipu_pipe_cm ("-5", NULL);
  g_autofree char *word = yipu_pipe_yuan ("cheap", NULL);
  g_autofree char *pad = yipu_pipe_pad ("7", "999999999");

  g_assert_null (big);
  g_assert_cmpstr (negative, ==, "-1.5");
  g_assert_cmpstr (half, ==, "-0.5");
  g_assert_null (word);
  g_assert_cmpstr (pad, ==, "7");
}

static void
test_measures (void)
{
  g_assert_cmpuint (yipu_measure_text (YIPU_MEASURE_CHARS, "蓝a𠮷🧵"), ==, 4);
  g_assert_cmpuint (yipu_measure_text (YIPU_MEASURE_GBK, "蓝a𠮷🧵"), ==, 7);
  g_assert_cmpuint (yipu_measure_text (YIPU_MEASURE_UTF8, "蓝a𠮷🧵"), ==, 12);
}

static void
test_html_becomes_text (void)
{
  static const struct {
    const char *html, *text;
  } pages[] = {
    { "<p>a</p><p>b</p>", "a\nb" },
    { "a<br>b", "a\nb" },
    { "1 &lt; 2 &amp;&amp; 3", "1 < 2 && 3" },
    { "&#34634;&#x4e00;&nope;&", "蝊一&nope;&" },
    { "a < b", "a < b" },
    { "&#0;&#xd800;", "&#0;&#xd800;" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_autofree char *text = yipu_pipe_text (pages[i].html, NULL);

    g_assert_cmpstr (text, ==, pages[i].text);
  }
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/expression/examples", test_examples);
  g_test_add_func ("/expression/slips-are-refused", test_slips_are_refused);
  g_test_add_func ("/expression/agrees-with-a-naive-evaluator", test_agrees_with_a_naive_evaluator);
  g_test_add_func ("/expression/evaluation-is-bounded", test_evaluation_is_bounded);
  g_test_add_func ("/expression/sources-are-bounded", test_sources_are_bounded);
  g_test_add_func ("/expression/numbers-do-not-overflow", test_numbers_do_not_overflow);
  g_test_add_func ("/expression/measures", test_measures);
  g_test_add_func ("/expression/html-becomes-text", test_html_becomes_text);
  g_test_add_func ("/expression/slugs-suit-every-disk", test_slugs_suit_every_disk);
  return g_test_run ();
}
