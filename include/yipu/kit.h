/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kit engine: a process, a line, and everything that follows from them (kit.md, "The kit").
 * Pure functions over plain arrays: any thread, no catalog. What cannot be computed is a finding
 * and leaves its figure unknown (%YIPU_FRACTION_NONE, −1), never wrong. What a loaded kit needs in
 * one object: <yipu/kit-sheet.h>. Money: <yipu/price.h>. */
#pragma once

#include <yipu/finding.h>
#include <yipu/process.h>
#include <yipu/text.h>

G_BEGIN_DECLS

/** A unit: @num ÷ @den of its dimension's base; @den 0 where it has no fixed size. @symbol: how a
 * label writes it ("g", "cm", "个"), or %NULL. */
typedef struct {
  const char *id;
  const char *dimension;
  const char *symbol;
  gint64 num;
  gint64 den;
} YipuUnit;

/** A hazard: its standard sentence in the user's language, the ages it asks for, whether it is
 * a note rather than a warning. @adult_below: an adult is needed under this age, 0 for none. */
typedef struct {
  const char *id;
  const char *text;
  int least_age;
  int adult_below;
  gboolean note;
} YipuHazard;

/** A shipping class; carriers take it or not. */
typedef struct {
  const char *id;
  gboolean refused;
} YipuShipping;

/** A tier of kits by its times; −1 for no limit. */
typedef struct {
  const char *id;
  int elapsed_max_min;
  int hands_on_max_min;
} YipuTier;

/**
 * YipuKitRules:
 * @adult_text: (nullable): sentence with "{age}" in it, in the user's language
 * @adult_texts: (nullable): the same by #YipuLanguage
 *
 * The tables the engine reads: vocabularies, as arrays.
 */
typedef struct {
  const YipuUnit *units;
  const YipuHazard *hazards;
  const YipuShipping *shipping;
  const YipuTier *tiers;
  guint n_units;
  guint n_hazards;
  guint n_shipping;
  guint n_tiers;
  const char *adult_text;
  const char *adult_texts[2];
} YipuKitRules;

/**
 * yipu_kit_rules_get:
 *
 * Returns: the rules as vocabularies.json has them. Static; any thread
 */
const YipuKitRules *yipu_kit_rules_get (void);

/**
 * yipu_item_dup_amount:
 * @item: what there is an amount of
 * @quantity: in the item's own unit; invalid for unknown, which reads "?"
 *
 * For people, in their language: "36 根", "1.5 米"; in English, which has no measure words, "× 36"
 * and "1.5 m". Any thread.
 *
 * Returns: (transfer full): the words
 */
char *yipu_item_dup_amount (const YipuItem *item, YipuFraction quantity);

/** As yipu_item_dup_amount(), in @language whatever the user speaks: for what is printed. */
char *yipu_item_dup_amount_in (const YipuItem *item, YipuFraction quantity, YipuLanguage language);

/**
 * YipuPlan:
 *
 * A process made ready: checked, units converted, steps in topological order (the recorded order
 * where the graph leaves a choice). Moving the line needs no new plan. Immutable; any thread.
 */
typedef struct _YipuPlan YipuPlan;

/**
 * yipu_plan_new:
 * @process: a process; must outlive the plan
 * @rules: the rules; must outlive the plan
 * @bought: (nullable) (array length=n_items): items whose maker this kit ignores; %NULL for none
 *
 * Accepts any process: cycles, two makers of an item, quantities ≤ 0 and units that do not convert
 * are findings, and only the figures that need them stay unknown.
 *
 * Returns: (transfer full): the plan
 */
YipuPlan *
yipu_plan_new (const YipuProcess *process, const YipuKitRules *rules, const gboolean *bought);

/** Frees the plan. */
void yipu_plan_free (YipuPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuPlan, yipu_plan_free)

/** What is wrong with the process itself. (element-type YipuFinding) (transfer none) */
GPtrArray *yipu_plan_get_findings (const YipuPlan *plan);
/** All steps in topological order; (array length=n_steps). */
const guint *yipu_plan_get_order (const YipuPlan *plan);
/** The step that makes @item in this kit, −1 where it is bought or nobody makes it. */
int yipu_plan_get_maker (const YipuPlan *plan, guint item);

/** A target: @count of @item in each box. */
typedef struct {
  guint item;
  gint64 count;
} YipuTarget;

/**
 * YipuKit:
 * @id: (nullable): its record, for findings
 * @targets: (array length=n_targets): what comes out when the buyer is done
 * @line: (array length=n_line): the first steps the buyer does; none: the finished piece
 * @supply: (nullable) (array length=n_items): who has each item in this kit, %NULL for the items'
 *   own
 */
typedef struct {
  const char *id;
  const YipuTarget *targets;
  const guint *line;
  const YipuSupply *supply;
  guint n_targets;
  guint n_line;
} YipuKit;

/** Whose a step is in a kit; @YIPU_CUT_SIDE_NONE: nothing it makes is wanted. */
typedef enum {
  YIPU_CUT_SIDE_NONE,
  YIPU_CUT_SIDE_WORKSHOP,
  YIPU_CUT_SIDE_BUYER,
} YipuCutSide;

/**
 * YipuKitStep:
 * @side: whose it is
 * @because: a buyer's step: the step before it that brought it along, −1 when none did: it is
 *   the first on its path
 * @amount: x, how many runs' worth is wanted; 0 for nothing
 * @runs: r, whole on the buyer's side
 * @hands_on_min: work and set-up for one box
 * @part: a workshop's step: the part of its pay that the box bears, 0 to 1; 1 unless what it makes
 *   shares its cost
 * @start_min: a buyer's step: when it starts, counted from the first
 * @ready_min: a buyer's step: when what it makes is ready
 */
typedef struct {
  YipuCutSide side;
  int because;
  YipuFraction amount;
  YipuFraction runs;
  YipuFraction hands_on_min;
  YipuFraction part;
  YipuFraction start_min;
  YipuFraction ready_min;
} YipuKitStep;

/**
 * YipuKitItem:
 * @buyer_uses: what the buyer's steps use of it
 * @workshop_uses: what the workshop's steps use of it
 * @boxed: what lies in the box (targets included), rounded up to portions
 * @demand: what is wanted of it in all
 * @made: what its maker makes; what is bought where nobody does
 * @surplus: @made − @demand, ≥ 0
 *
 * In units of the item, for one box. A tool the buyer uses has its pieces in @boxed.
 */
typedef struct {
  YipuFraction buyer_uses;
  YipuFraction workshop_uses;
  YipuFraction boxed;
  YipuFraction demand;
  YipuFraction made;
  YipuFraction surplus;
} YipuKitItem;

/** An item and how much of it, in its unit. */
typedef struct {
  guint item;
  YipuFraction quantity;
} YipuKitAmount;

/** A tool the buyer uses and who has it. */
typedef struct {
  guint item;
  gint64 count;
  YipuSupply supply;
} YipuKitTool;

/** A sentence for the pack; @hazard is %NULL for the one that asks for an adult, under the age
 * @under. */
typedef struct {
  const char *hazard;
  char *text;
  int under;
} YipuKitWarning;

/** The sentence of @warning in @language, whatever the user speaks; (transfer full). */
char *yipu_kit_warning_dup_text (const YipuKitWarning *warning, YipuLanguage language);

/**
 * YipuKitResult:
 * @steps: (array length=n_steps): by index of the process
 * @items: (array length=n_items): by index of the process
 * @box: (element-type YipuKitAmount): in the box, tools apart, as recorded
 * @tools: (element-type YipuKitTool): what the buyer uses, each once
 * @buyer_has: (element-type YipuKitAmount): "you will need", tools too; never in the box
 * @left_over: (element-type YipuKitAmount): surplus of the workshop
 * @booklet: (element-type guint): the buyer's steps in order
 * @warnings: (element-type YipuKitWarning): warnings, then notes, then the adult's sentence
 * @hands_on_min: the buyer's work, whole minutes rounded up; −1 where unknown, as all below
 * @elapsed_min: from the first touch to the finished piece
 * @elapsed_days: days it is spread over, when a night lies between; else 0
 * @difficulty: the highest, 0 for none
 * @least_age: the highest, 0 for none
 * @tier: (nullable): id of its tier, %NULL for a finished piece or unknown times
 * @shipping: index of the class that travels worst
 * @weight_g: contents, in whole grams
 * @volume_ml: contents, in whole millilitres
 * @workshop_min: the workshop's minutes, by who
 * @paid_min: those of them paid by the minute
 * @piece_pay_fen: what is paid by the piece, by who
 * @materials_fen: what is bought, used up and worn, in and out of the box
 * @lent: something goes back to the workshop
 * @findings: (element-type YipuFinding): of the plan and of this cut
 *
 * All for one box. Belongs to the plan it was made for and is filled anew by each
 * yipu_kit_compute().
 */
typedef struct {
  YipuKitStep *steps;
  YipuKitItem *items;
  GArray *box;
  GArray *tools;
  GArray *buyer_has;
  GArray *left_over;
  GArray *booklet;
  GArray *warnings;
  gint64 hands_on_min;
  gint64 elapsed_min;
  gint64 elapsed_days;
  int difficulty;
  int least_age;
  const char *tier;
  int shipping;
  gint64 weight_g;
  gint64 volume_ml;
  YipuFraction workshop_min[YIPU_N_WHO];
  YipuFraction paid_min[YIPU_N_WHO];
  YipuFraction piece_pay_fen[YIPU_N_WHO];
  YipuFraction materials_fen;
  gboolean lent;
  GPtrArray *findings;
} YipuKitResult;

/** Room for what yipu_kit_compute() fills, made once for a plan. (transfer full) */
YipuKitResult *yipu_kit_result_new (const YipuPlan *plan);
/** Frees the result. */
void yipu_kit_result_free (YipuKitResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuKitResult, yipu_kit_result_free)

/**
 * yipu_kit_compute:
 * @plan: the plan
 * @kit: targets and line
 * @result: made for @plan
 *
 * Everything that follows, in exact fractions (kit.md, "The kit"), in time linear in the process.
 */
void yipu_kit_compute (const YipuPlan *plan, const YipuKit *kit, YipuKitResult *result);

/**
 * yipu_kit_reckon_order:
 * @plan: the plan
 * @kit: targets and line
 * @boxes: how many boxes are ordered, ≥ 1
 * @result: made for @plan
 *
 * As yipu_kit_compute(), for an order: the workshop's runs are rounded up, tools it makes are made
 * whole. Fills the sides, amounts and runs of the steps, the items and the findings of numbers too
 * large, nothing else; what is the buyer's or lies in the box is that of one box still.
 */
void yipu_kit_reckon_order (const YipuPlan *plan,
                            const YipuKit *kit,
                            gint64 boxes,
                            YipuKitResult *result);

/** An item to buy for an order; @packs purchase packs, or 0 where it is bought loose. */
typedef struct {
  guint item;
  YipuFraction quantity;
  gint64 packs;
} YipuShoppingItem;

/**
 * yipu_kit_shop:
 * @plan: the plan
 * @kit: targets and line
 * @boxes: how many boxes are ordered, ≥ 1
 * @findings: (element-type YipuFinding): what cannot be computed is added here
 *
 * The shopping list of an order: the demand of all boxes, the workshop's runs rounded up, tools it
 * makes made whole, bought items rounded up to their packs. An unknown quantity is none, packs −1.
 *
 * Returns: (transfer full) (element-type YipuShoppingItem): in the items' order
 */
GArray *yipu_kit_shop (const YipuPlan *plan, const YipuKit *kit, gint64 boxes, GPtrArray *findings);

/**
 * yipu_cut_close:
 * @plan: a plan
 * @line: (array length=n_line): steps
 * @n_line: how many
 *
 * Returns: (transfer full) (array length=n_steps): D of kit.md, for each step whether it is on or
 *   after the line
 */
gboolean *yipu_cut_close (const YipuPlan *plan, const guint *line, guint n_line);

/**
 * yipu_cut_line_of:
 * @plan: a plan
 * @buyer: (array length=n_steps): steps, closed or not
 *
 * Returns: (transfer full) (element-type guint): the line whose closure holds them: those with
 *   none of the others before them, in topological order
 */
GArray *yipu_cut_line_of (const YipuPlan *plan, const gboolean *buyer);

G_END_DECLS
