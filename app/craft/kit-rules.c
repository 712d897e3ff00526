/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The engine's tables, from the vocabularies: units, hazards, shipping classes, tiers. */
#include "base/json.h"

#include <yipu/init.h>
#include <yipu/kit.h>
#include <yipu/text.h>
#include <yipu/vocabulary.h>

static gboolean
says (const YipuTerm *term, const char *member)
{
  return json_object_has_member (term->object, member) &&
         json_object_get_boolean_member (term->object, member);
}

static int
number (const YipuTerm *term, const char *member, int fallback)
{
  return (int) yipu_json_get_int (term->object, member, fallback);
}

static const YipuUnit *
read_units (guint *n)
{
  const YipuTerm *terms = yipu_vocabulary_terms ("units", n);
  YipuUnit *units = g_new0 (YipuUnit, *n);

  for (guint i = 0; i < *n; i++)
    units[i] = (YipuUnit){
      .id = terms[i].id,
      .dimension = yipu_json_get_text (terms[i].object, "dim", ""),
      .symbol = yipu_json_get_text (terms[i].object, "label_symbol", NULL),
      .num = yipu_json_get_int (terms[i].object, "num", 0),
      .den = yipu_json_get_int (terms[i].object, "den", 0),
    };
  return units;
}

static const YipuHazard *
read_hazards (guint *n)
{
  const YipuTerm *terms = yipu_vocabulary_terms ("hazards", n);
  YipuHazard *hazards = g_new0 (YipuHazard, *n);

  for (guint i = 0; i < *n; i++) {
    const char *zh = yipu_json_get_text (terms[i].object, "warn_zh", NULL);
    const char *en = yipu_json_get_text (terms[i].object, "warn_en", NULL);
    hazards[i] = (YipuHazard){
      .id = terms[i].id,
      .text = yipu_text_pick (zh, en),
      .least_age = number (&terms[i], "least_age", 0),
      .adult_below = number (&terms[i], "adult_needed_below", 0),
      .note = en && g_str_has_prefix (en, "Note"),
    };
  }
  return hazards;
}

static const YipuShipping *
read_shipping (guint *n)
{
  const YipuTerm *terms = yipu_vocabulary_terms ("shipping_classes", n);
  YipuShipping *classes = g_new0 (YipuShipping, *n);

  for (guint i = 0; i < *n; i++)
    classes[i] = (YipuShipping){ terms[i].id, says (&terms[i], "refused") };
  return classes;
}

static const YipuTier *
read_tiers (guint *n)
{
  const YipuTerm *terms = yipu_vocabulary_terms ("kit_tiers", n);
  YipuTier *tiers = g_new0 (YipuTier, *n);

  for (guint i = 0; i < *n; i++)
    tiers[i] = (YipuTier){ terms[i].id, number (&terms[i], "elapsed_max_min", -1),
                           number (&terms[i], "hands_on_max_min", -1) };
  return tiers;
}

/* The sentence stands beside the list of hazards, not in it. */
static void
read_adult_sentence (YipuKitRules *rules)
{
  g_autoptr (GBytes) bytes = yipu_resource_load ("vocabularies.json");
  g_autoptr (JsonNode) root = yipu_json_parse (bytes, YIPU_JSON_MAX_BYTES, NULL);
  JsonObject *hazards = yipu_json_get_object (json_node_get_object (root), "hazards");
  JsonObject *sentence = yipu_json_get_object (hazards, "adult_sentence");
  const char **texts = rules->adult_texts;

  texts[YIPU_LANGUAGE_ZH] = g_strdup (yipu_json_get_text (sentence, "zh", NULL));
  texts[YIPU_LANGUAGE_EN] = g_strdup (yipu_json_get_text (sentence, "en", NULL));
  rules->adult_text = yipu_text_pick (texts[YIPU_LANGUAGE_ZH], texts[YIPU_LANGUAGE_EN]);
}

static YipuKitRules *
read_rules (void)
{
  YipuKitRules *rules = g_new0 (YipuKitRules, 1);

  rules->units = read_units (&rules->n_units);
  rules->hazards = read_hazards (&rules->n_hazards);
  rules->shipping = read_shipping (&rules->n_shipping);
  rules->tiers = read_tiers (&rules->n_tiers);
  read_adult_sentence (rules);
  return rules;
}

const YipuKitRules *
yipu_kit_rules_get (void)
{
  static gsize rules = 0;

  if (g_once_init_enter (&rules))
    g_once_init_leave (&rules, (gsize) read_rules ());
  return (const YipuKitRules *) rules;
}

char *
yipu_kit_warning_dup_text (const YipuKitWarning *warning, YipuLanguage language)
{
  const char *adult = yipu_kit_rules_get ()->adult_texts[language];
  const YipuTerm *term = yipu_vocabulary_find ("hazards", warning->hazard);
  g_autofree char *age = g_strdup_printf ("%d", warning->under);
  g_auto (GStrv) parts = NULL;

  if (term)
    return g_strdup (yipu_json_get_text (
        term->object, language == YIPU_LANGUAGE_ZH ? "warn_zh" : "warn_en", warning->text));
  if (!adult)
    return g_strdup (warning->text);
  parts = g_strsplit (adult, "{age}", -1);
  return g_strjoinv (age, parts);
}
