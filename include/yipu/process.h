/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The process: how a craft is made, once, as plain arrays (kit.md, "The process"). Steps, items and
 * flows name each other by index. Quantities are exact; a value nobody gave is
 * %YIPU_FRACTION_NONE, or −1 where it is an int: it stays unknown and is never taken for 0. */
#pragma once

#include <yipu/fraction.h>

G_BEGIN_DECLS

/** Who may do a step; the order of the vocabulary who_may_do. */
typedef enum {
  YIPU_WHO_INHERITOR,
  YIPU_WHO_TRAINED,
  YIPU_WHO_ANYONE,
} YipuWho;
#define YIPU_N_WHO 3

/** Who has an item a buyer uses; the order of the vocabulary supply. */
typedef enum {
  YIPU_SUPPLY_IN_BOX,
  YIPU_SUPPLY_LENT,
  YIPU_SUPPLY_BUYER_HAS,
} YipuSupply;

/**
 * YipuItem:
 * @id: its record, for findings
 * @name: for people
 * @unit: index into #YipuKitRules.units, −1 for none
 * @unit_of: what one @unit holds is counted in this unit, −1 where that isn't said
 * @unit_size: how many @unit_of one @unit holds
 * @weight_g: grams a unit
 * @volume_ml: millilitres a unit
 * @price_fen: fen a unit
 * @purchase_pack: units in a pack as bought
 * @portion: least units that can be put in a box
 * @spare_percent: 0 where none
 * @together: how many of a tool are needed at once, ≥ 1
 * @life_uses: uses a tool lasts, 0 where that isn't said
 * @supply: who has it, unless a kit says otherwise
 * @hazards: bits by index into #YipuKitRules.hazards
 * @least_age: years, 0 for none
 * @shipping: index into #YipuKitRules.shipping
 * @tool: used, not used up
 * @consumable: used up, never in the result
 * @of_step: nobody recorded it: what a step silently makes (kit.md, "The process"); @id is the step
 */
typedef struct {
  const char *id;
  const char *name;
  int unit;
  int unit_of;
  YipuFraction unit_size;
  YipuFraction purchase_pack;
  YipuFraction portion;
  YipuFraction price_fen;
  gint64 life_uses;
  /* What is asked of everything in a box lies together. */
  YipuFraction spare_percent;
  YipuFraction weight_g;
  YipuFraction volume_ml;
  guint64 hazards;
  gint64 together;
  YipuSupply supply;
  int least_age;
  int shipping;
  gboolean tool;
  gboolean consumable;
  gboolean of_step;
} YipuItem;

/**
 * YipuStep:
 * @id: its record, for findings
 * @title: for people
 * @hands_on_min: minutes of work a run, −1 where nobody gave them
 * @setup_min: minutes a batch
 * @batch_runs: runs made in one go, ≥ 1
 * @wait_min: minutes of waiting, the same for all runs together
 * @repeat: how often the work and the waiting are done, ≥ 1
 * @minutes_scale: work grows with the amount made instead of with whole runs
 * @who: who may do it
 * @by_piece: paid by the piece, @piece_fen for each unit of what it makes first
 * @piece_fen: fen, −1 where nobody gave it
 * @difficulty: 1 to 5, 0 for none
 * @least_age: years, 0 for none
 * @hazards: bits by index into #YipuKitRules.hazards
 * @is_private: kept by the inheritor
 * @released: released for buyers by the inheritor
 */
typedef struct {
  const char *id;
  const char *title;
  gint64 hands_on_min;
  gint64 setup_min;
  gint64 batch_runs;
  gint64 wait_min;
  gint64 repeat;
  gint64 piece_fen;
  YipuWho who;
  int difficulty;
  int least_age;
  guint64 hazards;
  gboolean minutes_scale;
  gboolean by_piece;
  gboolean is_private;
  gboolean released;
} YipuStep;

/**
 * YipuFlow:
 * @id: its record, for findings
 * @step: index of its step
 * @item: index of its item
 * @out: what the step makes; else what it uses
 * @per_run: whole for each run; else by the amount made
 * @each_repeat: anew for each repeat; else once
 * @quantity: a run, in @unit; for a tool without meaning
 * @unit: index into #YipuKitRules.units, −1 for the item's own
 * @loss_percent: of an output, 0 where none
 * @cost_share_percent: of an output, none where that isn't said
 */
typedef struct {
  const char *id;
  guint step;
  guint item;
  gboolean out;
  gboolean per_run;
  gboolean each_repeat;
  YipuFraction quantity;
  int unit;
  YipuFraction loss_percent;
  YipuFraction cost_share_percent;
} YipuFlow;

/**
 * YipuProcess:
 * @items: (array length=n_items): items
 * @steps: (array length=n_steps): steps in the order they were recorded
 * @flows: (array length=n_flows): flows in the order they were recorded
 */
typedef struct {
  const YipuItem *items;
  const YipuStep *steps;
  const YipuFlow *flows;
  guint n_items;
  guint n_steps;
  guint n_flows;
} YipuProcess;

/** An item with the defaults of an empty record: nothing known, one piece, in the box. */
#define YIPU_ITEM_INIT                                                                             \
  {                                                                                                \
    .unit = -1, .unit_of = -1, .spare_percent = { 0, 1 }, .together = 1                            \
  }
/** A step with the defaults of an empty record. */
#define YIPU_STEP_INIT                                                                             \
  {                                                                                                \
    .hands_on_min = -1, .batch_runs = 1, .repeat = 1, .piece_fen = -1, .who = YIPU_WHO_ANYONE      \
  }
/** A flow with the defaults of an empty record: in, by the amount made, quantity not known. */
#define YIPU_FLOW_INIT                                                                             \
  {                                                                                                \
    .unit = -1, .loss_percent = { 0, 1 }                                                           \
  }

G_END_DECLS
