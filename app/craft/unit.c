/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Units: exact conversion inside a dimension, and through what an item says that one of it holds
 * (heritage.md §5). */
#include "plan.h"

#include <yipu/kit.h>
#include <yipu/text.h>
#include <yipu/vocabulary.h>

static const YipuUnit *
unit_at (const YipuKitRules *rules, int unit)
{
  return unit >= 0 && (guint) unit < rules->n_units ? &rules->units[unit] : NULL;
}

/* Words such as "a little" are for notes; weighed amounts only count. */
static gboolean
is_vague (const YipuUnit *unit)
{
  return g_str_equal (unit->dimension, "vague");
}

/* How many @to one @from is. */
static YipuFraction
convert (const YipuUnit *from, const YipuUnit *to)
{
  if (from == to && !is_vague (from))
    return yipu_fraction_from_int (1);
  if (from->den == 0 || to->den == 0 || !g_str_equal (from->dimension, to->dimension))
    return YIPU_FRACTION_NONE;
  return yipu_fraction_divide (yipu_fraction_new (from->num, from->den),
                               yipu_fraction_new (to->num, to->den));
}

YipuFraction
yipu_unit_factor (const YipuKitRules *rules, const YipuItem *item, int unit)
{
  const YipuUnit *from = unit_at (rules, unit);
  const YipuUnit *to = unit_at (rules, item->unit);
  const YipuUnit *held = unit_at (rules, item->unit_of);
  YipuFraction factor;

  if (unit == -1 || unit == item->unit)
    return to && is_vague (to) ? YIPU_FRACTION_NONE : yipu_fraction_from_int (1);
  if (!from || !to)
    return YIPU_FRACTION_NONE;
  factor = convert (from, to);
  if (yipu_fraction_is_valid (factor) || !held || item->unit_size.num <= 0)
    return factor;
  return yipu_fraction_divide (convert (from, held), item->unit_size);
}

YipuFraction
yipu_unit_portion (const YipuKitRules *rules, const YipuItem *item)
{
  const YipuUnit *unit = unit_at (rules, item->unit);
  const YipuUnit *held = unit_at (rules, item->unit_of);

  if (yipu_fraction_is_valid (item->portion) && item->portion.num > 0)
    return item->portion;
  if (unit && g_str_equal (unit->dimension, "count"))
    return yipu_fraction_from_int (1);
  if (!unit || !g_str_equal (unit->dimension, "pack"))
    return yipu_fraction_from_int (0);
  if (!held || item->unit_size.num <= 0)
    return yipu_fraction_from_int (1);
  return g_str_equal (held->dimension, "count")
             ? yipu_fraction_divide (yipu_fraction_from_int (1), item->unit_size)
             : yipu_fraction_from_int (0);
}

const char *
yipu_unit_name (const YipuKitRules *rules, int unit)
{
  const YipuUnit *found = unit_at (rules, unit);

  return yipu_vocabulary_label ("units", found ? found->id : "?");
}

/* "pair (双)" → "pair": the bracket tells Chinese measure words apart in a list of units only. */
static char *
dup_english_unit (const YipuUnit *unit)
{
  const YipuTerm *term = yipu_vocabulary_find ("units", unit->id);
  const char *name = term ? term->en : unit->id;

  return unit->symbol && (guchar) unit->symbol[0] < 0x80 ? g_strdup (unit->symbol)
                                                         : g_strndup (name, strcspn (name, "("));
}

/* Whether a unit only counts: "3 个竹销" is "3 pegs" in English. */
static gboolean
only_counts (const YipuUnit *unit, const YipuItem *item)
{
  return (g_str_equal (unit->dimension, "count") && unit->num == 1) ||
         (g_str_equal (unit->dimension, "pack") && item->tool);
}

char *
yipu_item_dup_amount_in (const YipuItem *item, YipuFraction quantity, YipuLanguage language)
{
  const YipuUnit *unit = unit_at (yipu_kit_rules_get (), item->unit);
  const YipuTerm *term = unit ? yipu_vocabulary_find ("units", unit->id) : NULL;
  g_autofree char *number =
      yipu_fraction_is_valid (quantity) ? yipu_fraction_to_decimal (quantity) : g_strdup ("?");
  g_autofree char *english = NULL;

  if (!unit)
    return g_steal_pointer (&number);
  if (language == YIPU_LANGUAGE_ZH)
    return g_strdup_printf ("%s %s", number, term ? term->zh : unit->id);
  if (only_counts (unit, item))
    return g_strdup_printf ("× %s", number);
  english = dup_english_unit (unit);
  return g_strdup_printf ("%s %s", number, g_strchomp (english));
}

char *
yipu_item_dup_amount (const YipuItem *item, YipuFraction quantity)
{
  return yipu_item_dup_amount_in (item, quantity,
                                  yipu_text_is_chinese () ? YIPU_LANGUAGE_ZH : YIPU_LANGUAGE_EN);
}
