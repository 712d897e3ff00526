/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules are data of our own, compiled into libyipu: a pattern that does not compile is a
 * mistake of ours, and a test compiles them all. */
#include "brand/claim-rules.h"

#include <string.h>
#include <yipu/init.h>
#include <yipu/text.h>

#include "base/json.h"

typedef struct {
  char *id;
  char *kind;
  char *zh;
  char *en;
} Condition;

typedef struct {
  GArray *rules;      /* of YipuClaimRule */
  GArray *dynamic;    /* of YipuClaimRule */
  GArray *conditions; /* of Condition */
} Rules;

static char **
dup_texts (JsonObject *object, const char *member)
{
  JsonArray *array = yipu_json_get_array (object, member);
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    g_strv_builder_add (texts, json_array_get_string_element (array, i));
  return array ? g_strv_builder_end (texts) : NULL;
}

static GPtrArray *
compile (JsonObject *object, const char *member)
{
  g_auto (GStrv) patterns = dup_texts (object, member);
  GPtrArray *compiled = g_ptr_array_new ();

  for (guint i = 0; patterns && patterns[i]; i++) {
    g_autoptr (GError) error = NULL;
    GRegex *regex = g_regex_new (patterns[i], G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, &error);
    if (regex)
      g_ptr_array_add (compiled, regex);
    else
      g_warning ("claim-rules.json: %s", error->message);
  }
  return compiled;
}

static YipuSeverity
severity_of (const char *text)
{
  if (strcmp (text, "block") == 0)
    return YIPU_SEVERITY_BLOCK;
  return strcmp (text, "warn") == 0 ? YIPU_SEVERITY_WARN : YIPU_SEVERITY_HINT;
}

static GArray *
read_rules (JsonObject *root, const char *member)
{
  JsonArray *array = yipu_json_get_array (root, member);
  GArray *rules = g_array_new (FALSE, TRUE, sizeof (YipuClaimRule));

  for (guint i = 0; array && i < json_array_get_length (array); i++) {
    JsonObject *object = json_array_get_object_element (array, i);
    JsonObject *message = yipu_json_get_object (object, "message");
    YipuClaimRule rule = { .id = g_strdup (yipu_json_get_text (object, "id", "")),
                           .group = g_strdup (yipu_json_get_text (object, "group", "")),
                           .severity = severity_of (yipu_json_get_text (object, "severity", "")),
                           .surfaces = dup_texts (object, "fields"),
                           .product_types = dup_texts (object, "product_types"),
                           .patterns = compile (object, "patterns"),
                           .excuses = compile (object, "unless"),
                           .message_zh = g_strdup (yipu_json_get_text (message, "zh", "")),
                           .message_en = g_strdup (yipu_json_get_text (message, "en", "")),
                           .law = g_strdup (yipu_json_get_text (object, "law", NULL)),
                           .conditions = dup_texts (object, "allowed_if") };
    if (!rule.conditions)
      rule.conditions = g_new0 (char *, 1);
    g_array_append_val (rules, rule);
  }
  return rules;
}

static GArray *
read_conditions (JsonObject *root)
{
  JsonArray *array = yipu_json_get_array (root, "conditions");
  GArray *conditions = g_array_new (FALSE, TRUE, sizeof (Condition));

  for (guint i = 0; array && i < json_array_get_length (array); i++) {
    JsonObject *object = json_array_get_object_element (array, i);
    Condition condition = { g_strdup (yipu_json_get_text (object, "id", "")),
                            g_strdup (yipu_json_get_text (object, "kind", "")),
                            g_strdup (yipu_json_get_text (object, "zh", "")),
                            g_strdup (yipu_json_get_text (object, "en", "")) };
    g_array_append_val (conditions, condition);
  }
  return conditions;
}

static const Rules *
rules (void)
{
  static gsize done = 0;
  static Rules read;

  if (g_once_init_enter (&done)) {
    g_autoptr (GBytes) bytes = yipu_resource_load ("claim-rules.json");
    JsonNode *node = bytes ? yipu_json_parse (bytes, YIPU_JSON_MAX_BYTES, NULL) : NULL;
    g_assert (node != NULL && JSON_NODE_HOLDS_OBJECT (node));
    read.rules = read_rules (json_node_get_object (node), "rules");
    read.dynamic = read_rules (json_node_get_object (node), "dynamic_rules");
    read.conditions = read_conditions (json_node_get_object (node));
    json_node_unref (node);
    g_once_init_leave (&done, 1);
  }
  return &read;
}

const YipuClaimRule *
yipu_claim_rules (guint *n_rules)
{
  *n_rules = rules ()->rules->len;
  return &g_array_index (rules ()->rules, YipuClaimRule, 0);
}

const YipuClaimRule *
yipu_claim_rule_dynamic (const char *id)
{
  GArray *dynamic = rules ()->dynamic;

  for (guint i = 0; i < dynamic->len; i++)
    if (strcmp (g_array_index (dynamic, YipuClaimRule, i).id, id) == 0)
      return &g_array_index (dynamic, YipuClaimRule, i);
  return NULL;
}

static const Condition *
find_condition (const char *id)
{
  GArray *conditions = rules ()->conditions;

  for (guint i = 0; i < conditions->len; i++)
    if (strcmp (g_array_index (conditions, Condition, i).id, id) == 0)
      return &g_array_index (conditions, Condition, i);
  return NULL;
}

const char *
yipu_claims_condition_kind (const char *condition)
{
  const Condition *found = find_condition (condition);

  return found ? found->kind : NULL;
}

const char *
yipu_claims_condition_label (const char *condition)
{
  const Condition *found = find_condition (condition);

  return found ? yipu_text_pick (found->zh, found->en) : condition;
}
