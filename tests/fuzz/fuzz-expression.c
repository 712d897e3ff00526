/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Expressions: whatever the text is, it is refused by name or evaluates, within the bounds, to
 * valid UTF-8; twice the same. */
#include <stdint.h>
#include <string.h>
#include <yipu/shop.h>

#include "bundle/expression.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static const char context[] =
    "{\"p\":{\"title\":\"【苇汀坞】蓝布\",\"price\":12880,\"sku\":\"WTW_B1 小\",\"weight_g\":350,"
    "\"has_variants\":1,\"story_html\":\"<p>水 &amp; 竹</p>\",\"tags\":[\"蓝布\",\"a,b\"],"
    "\"options\":[{\"name\":\"颜色\",\"values\":[\"靛\",\"白\"]}],"
    "\"option_values\":[{\"text\":\"靛\",\"pid\":1627207,\"vid\":-1001}],"
    "\"attrs\":[{\"key\":\"brand\",\"name\":\"品牌\",\"value\":\"苇汀坞\",\"pid\":20000}],"
    "\"variants\":[{\"sku\":\"A\",\"price\":9223372036854775807,\"stock\":9223372036854775807,"
    "\"values\":[{\"text\":\"靛\",\"pid\":1,\"vid\":2}]},{\"sku\":\"B\",\"stock\":3,\"values\":[]}]},"
    "\"s\":{\"unit\":\"oz\"},\"r\":{\"date\":1779262320},\"img\":{\"main\":[{\"stem\":\"x\"}]}}";

static JsonObject *
ensure_roots (void)
{
  static JsonNode *node;

  if (node == NULL)
    node = json_from_string (context, NULL);
  return json_node_get_object (node);
}

static void
evaluate (const YipuExpression *expression)
{
  YipuScope scope = { ensure_roots (), NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = yipu_expression_evaluate (expression, &scope, &error);
  g_autofree char *again = yipu_expression_evaluate (expression, &scope, NULL);

  g_assert_true ((text == NULL) == (error != NULL));
  g_assert_cmpstr (text, ==, again);
  if (text == NULL)
    return;
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), <=, YIPU_EXPRESSION_MAX_TEXT);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const settings[] = { "unit", NULL };
  static const char *const sets[] = { "main", NULL };
  static const char *const maps[] = { "cid", NULL };
  YipuPathSpace space = {
    .roots = YIPU_ROOT_P | YIPU_ROOT_S | YIPU_ROOT_R | YIPU_ROOT_IMG | YIPU_ROOT_PICTURE,
    .settings = settings,
    .sets = sets,
    .maps = maps,
  };
  g_autofree char *source = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuExpression) expression = yipu_expression_parse (source, &space, &error);

  g_assert_true ((expression == NULL) == (error != NULL));
  if (expression)
    evaluate (expression);
  return 0;
}
