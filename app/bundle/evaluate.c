/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Evaluating expressions. Values are JSON nodes, NULL for empty; an empty value passes through
 * every pipe but "bool" and "default". Total: work and output are counted, and what would be too
 * much ends as an error instead of a hang. */
#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/shop.h>

#include "bundle/expression-private.h"
#include "bundle/pipes.h"

/* Values looked at in one evaluation: forty variants with three values ask for some hundreds. */
#define MAX_WORK 200000

typedef struct {
  const YipuScope *scope;
  guint work;
  gsize bytes; /* of texts made, so that no list of long ones is joined for ever */
} Evaluation;

/* What "it" is, and where in the list. */
typedef struct {
  JsonNode *it; /* NULL outside of lists */
  guint n;
} Item;

static void
append_template (const YipuExpression *expression, Evaluation *eval, Item item, GString *out);

/* FALSE when the evaluation costs too much already; every loop asks. */
static gboolean
spend (Evaluation *eval, gsize bytes)
{
  eval->work++;
  eval->bytes += bytes;
  return eval->work <= MAX_WORK && eval->bytes <= YIPU_EXPRESSION_MAX_TEXT;
}

static JsonNode *
take_text (char *text)
{
  JsonNode *node = NULL;

  if (text && text[0]) {
    node = json_node_alloc ();
    json_node_init_string (node, text);
  }
  g_free (text);
  return node;
}

static JsonNode *
new_number (gint64 number)
{
  return json_node_init_int (json_node_alloc (), number);
}

/* NULL for what is no text: lists, objects, null. */
char *
yipu_node_dup_text (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "1" : "0");
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}

gboolean
yipu_node_is_empty (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) == 0;
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
         json_node_get_string (node)[0] == '\0';
}

/* 0, "0" and empty are false. */
gboolean
yipu_node_is_true (JsonNode *node)
{
  g_autofree char *text = yipu_node_is_empty (node) ? NULL : yipu_node_dup_text (node);

  return !yipu_node_is_empty (node) && (text == NULL || !g_str_equal (text, "0"));
}

static gboolean
to_number (JsonNode *node, gint64 *number)
{
  g_autofree char *text = yipu_node_dup_text (node);

  return text && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, number, NULL);
}

static JsonNode *
wrap_list (JsonArray *list)
{
  if (json_array_get_length (list) > 0)
    return json_node_init_array (json_node_alloc (), list);
  return NULL;
}

static JsonNode *
member (JsonNode *node, const char *name)
{
  JsonNode *found;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  found = json_object_get_member (json_node_get_object (node), name);
  return yipu_node_is_empty (found) ? NULL : json_node_ref (found);
}

/* The value of the attribute with that key, where a list has such. */
static JsonNode *
keyed (JsonArray *list, const char *key)
{
  for (guint i = 0; i < json_array_get_length (list); i++) {
    JsonNode *element = json_array_get_element (list, i);
    g_autoptr (JsonNode) own = member (element, "key");
    g_autofree char *text = yipu_node_dup_text (own);

    if (g_strcmp0 (text, key) == 0)
      return member (element, "value");
  }
  return NULL;
}

/* Adds a member that may itself be a list. */
static void
append_flat (JsonArray *list, JsonNode *node, Evaluation *eval)
{
  if (!JSON_NODE_HOLDS_ARRAY (node)) {
    json_array_add_element (list, json_node_ref (node));
    return;
  }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    if (spend (eval, 0))
      json_array_add_element (
          list, json_node_ref (json_array_get_element (json_node_get_array (node), i)));
}

/* A segment on a list: an index, the key of an attribute, or that member of each element. */
static JsonNode *
list_member (JsonArray *list, const char *name, Evaluation *eval)
{
  g_autoptr (JsonArray) all = NULL;
  JsonNode *found;

  if (g_ascii_isdigit (name[0])) {
    guint64 index = g_ascii_strtoull (name, NULL, 10);

    if (index >= json_array_get_length (list))
      return NULL;
    return json_node_ref (json_array_get_element (list, (guint) index));
  }
  found = keyed (list, name);
  if (found)
    return found;
  all = json_array_new ();
  for (guint i = 0; i < json_array_get_length (list) && spend (eval, 0); i++) {
    g_autoptr (JsonNode) each = member (json_array_get_element (list, i), name);

    if (each)
      append_flat (all, each, eval);
  }
  return wrap_list (all);
}

static JsonNode *
root (const char *name, Evaluation *eval, Item item)
{
  JsonNode *found;

  if (item.it && g_str_equal (name, "it"))
    return json_node_ref (item.it);
  if (item.it && g_str_equal (name, "n"))
    return new_number (item.n);
  if (item.it && g_str_equal (name, "n1"))
    return new_number ((gint64) item.n + 1);
  found = json_object_get_member (eval->scope->roots, name);
  return yipu_node_is_empty (found) ? NULL : json_node_ref (found);
}

static JsonNode *
look_up (char **path, Evaluation *eval, Item item)
{
  JsonNode *node = root (path[0], eval, item);

  for (guint i = 1; node && path[i]; i++) {
    g_autoptr (JsonNode) from = node;

    if (JSON_NODE_HOLDS_ARRAY (from))
      node = list_member (json_node_get_array (from), path[i], eval);
    else
      node = member (from, path[i]);
  }
  return node;
}

/* A text pipe on a text, or on each text of a list. */
static JsonNode *
run_text (JsonNode *in, const YipuStep *step, const char *argument, Evaluation *eval)
{
  g_autoptr (JsonArray) list = NULL;

  if (!JSON_NODE_HOLDS_ARRAY (in)) {
    g_autofree char *text = yipu_node_dup_text (in);

    if (text == NULL || !spend (eval, strlen (text)))
      return NULL;
    return take_text (step->pipe->text (text, argument));
  }
  list = json_array_new ();
  for (guint i = 0; i < json_array_get_length (json_node_get_array (in)); i++) {
    JsonNode *element = json_array_get_element (json_node_get_array (in), i);
    JsonNode *out =
        JSON_NODE_HOLDS_ARRAY (element) ? NULL : run_text (element, step, argument, eval);

    if (out)
      json_array_add_element (list, out);
  }
  return wrap_list (list);
}

/* unit() may take its unit from a setting. */
static JsonNode *
run_text_argument (JsonNode *in, const YipuStep *step, Evaluation *eval, Item item)
{
  g_autoptr (JsonNode) said = step->words ? look_up (step->words, eval, item) : NULL;
  g_autofree char *argument = said ? yipu_node_dup_text (said) : g_strdup (step->text);

  return run_text (in, step, argument ? argument : "", eval);
}

static JsonNode *
run_template (const YipuExpression *expression, Evaluation *eval, Item item)
{
  g_autoptr (GString) out = g_string_new (NULL);

  append_template (expression, eval, item, out);
  return take_text (g_string_free (g_steal_pointer (&out), FALSE));
}

static JsonNode *
run_map (JsonNode *in, const YipuStep *step, Evaluation *eval)
{
  JsonNode *map = eval->scope->maps ? json_object_get_member (eval->scope->maps, step->text) : NULL;
  g_autofree char *ours = yipu_node_dup_text (in);

  return map && ours ? member (map, ours) : NULL;
}

static JsonNode *
run_fmt (JsonArray *in, const YipuStep *step, Evaluation *eval)
{
  g_autoptr (JsonArray) list = json_array_new ();

  for (guint i = 0; i < json_array_get_length (in) && spend (eval, 0); i++) {
    Item item = { json_array_get_element (in, i), i };
    JsonNode *text = run_template (step->first, eval, item);

    if (text)
      json_array_add_element (list, text);
  }
  return wrap_list (list);
}

static JsonNode *
run_each (JsonArray *in, const YipuStep *step, Evaluation *eval)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (in) && spend (eval, 0); i++)
    append_template (step->first, eval, (Item){ json_array_get_element (in, i), i }, out);
  return take_text (g_string_free (g_steal_pointer (&out), FALSE));
}

/* Numbers as numbers, other texts bytewise. */
static int
compare (JsonNode *node, const char *value)
{
  g_autofree char *text = yipu_node_dup_text (node);
  gint64 left, right;

  if (to_number (node, &left) &&
      g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &right, NULL))
    return left < right ? -1 : left > right;
  return g_strcmp0 (text, value);
}

static gboolean
passes (JsonNode *element, char **test)
{
  g_autoptr (JsonNode) value = member (element, test[0]);
  const char *op = test[1];

  if (g_str_equal (op, "set") || g_str_equal (op, "unset"))
    return (value != NULL) == (g_str_equal (op, "set") == g_str_equal (test[2], "1"));
  if (value == NULL)
    return g_str_equal (op, "ne");
  if (g_str_equal (op, "gt"))
    return compare (value, test[2]) > 0;
  if (g_str_equal (op, "lt"))
    return compare (value, test[2]) < 0;
  return (compare (value, test[2]) == 0) == g_str_equal (op, "eq");
}

static JsonNode *
run_where (JsonArray *in, const YipuStep *step, Evaluation *eval)
{
  g_autoptr (JsonArray) list = json_array_new ();

  for (guint i = 0; i < json_array_get_length (in) && spend (eval, 0); i++)
    if (passes (json_array_get_element (in, i), step->words))
      json_array_add_element (list, json_node_ref (json_array_get_element (in, i)));
  return wrap_list (list);
}

/* NULL where the sum does not fit. */
static JsonNode *
run_sum (JsonArray *in, const YipuStep *step, Evaluation *eval)
{
  gint64 sum = 0;

  for (guint i = 0; i < json_array_get_length (in) && spend (eval, 0); i++) {
    g_autoptr (JsonNode) node = member (json_array_get_element (in, i), step->words[0]);
    gint64 number;

    if (node && to_number (node, &number) && __builtin_add_overflow (sum, number, &sum))
      return NULL;
  }
  return new_number (sum);
}

static JsonNode *
run_join (JsonArray *in, const YipuStep *step, Evaluation *eval)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (in); i++) {
    g_autofree char *text = yipu_node_dup_text (json_array_get_element (in, i));

    if (text == NULL || !spend (eval, strlen (text) + strlen (step->text)))
      continue;
    if (out->len > 0)
      g_string_append (out, step->text);
    g_string_append (out, text);
  }
  return take_text (g_string_free (g_steal_pointer (&out), FALSE));
}

static JsonNode *
run_list (JsonArray *in, const YipuStep *step, Evaluation *eval)
{
  switch (step->pipe->kind) {
  case YIPU_PIPE_FMT: return run_fmt (in, step, eval);
  case YIPU_PIPE_EACH: return run_each (in, step, eval);
  case YIPU_PIPE_PICK: return list_member (in, step->words[0], eval);
  case YIPU_PIPE_WHERE: return run_where (in, step, eval);
  case YIPU_PIPE_FIRST: return json_node_ref (json_array_get_element (in, 0));
  case YIPU_PIPE_COUNT: return new_number (json_array_get_length (in));
  case YIPU_PIPE_SUM: return run_sum (in, step, eval);
  case YIPU_PIPE_JOIN: return run_join (in, step, eval);
  case YIPU_PIPE_TEXT:
  case YIPU_PIPE_DEFAULT:
  case YIPU_PIPE_BOOL:
  case YIPU_PIPE_MAP:
  default: g_assert_not_reached ();
  }
}

static JsonNode *
run_step (JsonNode *in, const YipuStep *step, Evaluation *eval, Item item)
{
  if (step->pipe->kind == YIPU_PIPE_BOOL)
    return run_template (yipu_node_is_true (in) ? step->first : step->second, eval, item);
  if (step->pipe->kind == YIPU_PIPE_DEFAULT)
    return yipu_node_is_empty (in) ? run_template (step->first, eval, item) : json_node_ref (in);
  if (yipu_node_is_empty (in))
    return NULL;
  if (step->pipe->kind == YIPU_PIPE_TEXT)
    return run_text_argument (in, step, eval, item);
  if (step->pipe->kind == YIPU_PIPE_MAP)
    return run_map (in, step, eval);
  return JSON_NODE_HOLDS_ARRAY (in) ? run_list (json_node_get_array (in), step, eval) : NULL;
}

static JsonNode *
run_part (const YipuPart *part, Evaluation *eval, Item item)
{
  JsonNode *value = look_up (part->path, eval, item);

  for (guint i = 0; i < part->steps->len && spend (eval, 0); i++) {
    g_autoptr (JsonNode) in = value;

    value = run_step (in, &g_array_index (part->steps, YipuStep, i), eval, item);
  }
  return value;
}

static void
append_template (const YipuExpression *expression, Evaluation *eval, Item item, GString *out)
{
  for (guint i = 0; i < expression->parts->len; i++) {
    const YipuPart *part = &g_array_index (expression->parts, YipuPart, i);
    g_autoptr (JsonNode) value = part->literal ? NULL : run_part (part, eval, item);
    g_autofree char *text = part->literal ? g_strdup (part->literal) : yipu_node_dup_text (value);

    if (text && spend (eval, strlen (text)))
      g_string_append (out, text);
  }
}

char *
yipu_expression_evaluate (const YipuExpression *expression, const YipuScope *scope, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  Evaluation eval = { scope, 0, 0 };

  append_template (expression, &eval, (Item){ NULL, 0 }, out);
  if (!spend (&eval, 0)) {
    g_set_error (error, YIPU_SHOP_ERROR, YIPU_SHOP_ERROR_CELL, "%s",
                 _ ("A cell of this shop's table would be larger than 1 MB: shorten the texts, or "
                    "mend the profile"));
    return NULL;
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

JsonNode *
yipu_expression_look_up (const YipuExpression *expression, const YipuScope *scope)
{
  Evaluation eval = { scope, 0, 0 };

  return look_up (g_array_index (expression->parts, YipuPart, 0).path, &eval, (Item){ NULL, 0 });
}
