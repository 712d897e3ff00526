/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kinds: the process of making, and the kits cut from it (kit.md). */
#include "kind-table.h"

static const YipuField process_fields[] = {
  REF ("craft", N_ ("Craft"), "craft", WANTED),
  REF ("target", N_ ("Finished piece"), "item", WANTED),
  GONE,
};

static const YipuField step_fields[] = {
  REF ("process", N_ ("Process"), "process"),
  TEXT2 ("title", N_ ("Step"), 12, 48, PUBLIC, ASKED, WANTED),
  TEXT2 ("instruction", N_ ("Instruction"), 304, 804, PUBLIC, CONSENT ("steps"), ASKED, LINES),
  INT ("hands_on_min", N_ ("Minutes of work a run"), PUBLIC, AT_LEAST (0)),
  INT ("setup_min", N_ ("Set-up minutes a batch"), AT_LEAST (0)),
  INT ("batch_runs", N_ ("Runs in one batch"), AT_LEAST (1)),
  INT ("wait_min", N_ ("Minutes of waiting"), PUBLIC, AT_LEAST (0)),
  YES ("minutes_scale", N_ ("Minutes grow with the amount made")),
  INT ("repeat", N_ ("Done how many times"), AT_LEAST (1)),
  ONE ("who", N_ ("Who may do it"), "who_may_do", PUBLIC),
  ONE ("pay", N_ ("Paid by"), "pay_kinds"),
  FEN ("piece_fen", N_ ("Pay a piece")),
  ONE ("difficulty", N_ ("Difficulty"), "difficulty", PUBLIC),
  INT ("least_age", N_ ("Least age"), PUBLIC, BETWEEN (0, 99)),
  SET ("hazards", N_ ("Hazards"), "hazards", PUBLIC),
  YES ("machine", N_ ("By machine"), PUBLIC),
  YES ("fit_for_home", N_ ("Can be done at home")),
  REFS ("photos", N_ ("Photos"), "file", CONSENT ("works")),
  YES ("private", N_ ("Kept private"), ASKED),
  TEXT2 ("private_reason", N_ ("Why it is private"), 60, 120),
  YES ("released", N_ ("Released for buyers"), ASKED),
  POSITION,
  GONE,
};

static const YipuField item_fields[] = {
  REF ("craft", N_ ("Craft"), "craft"),
  TEXT2 ("name", N_ ("Material, part or tool"), 16, 48, PUBLIC, ASKED, WANTED),
  ONE ("unit", N_ ("Unit"), "units", WANTED),
  FRACTION ("unit_size", N_ ("One of them holds")),
  ONE ("unit_of", N_ ("… of this unit"), "units"),
  FRACTION ("weight_g", N_ ("Grams a unit")),
  FRACTION ("volume_ml", N_ ("Millilitres a unit")),
  FRACTION ("price_fen", N_ ("Price a unit")),
  FRACTION ("purchase_pack", N_ ("Bought in packs of")),
  FRACTION ("portion", N_ ("Put in a box in portions of")),
  PERCENT ("spare_percent", N_ ("Spare share")),
  YES ("consumable", N_ ("Used up")),
  YES ("tool", N_ ("Tool")),
  INT ("together", N_ ("Needed at once"), AT_LEAST (1)),
  INT ("life_uses", N_ ("Life in uses"), AT_LEAST (1)),
  ONE ("supply", N_ ("Who has it"), "supply", PUBLIC),
  SET ("hazards", N_ ("Hazards"), "hazards", PUBLIC),
  INT ("least_age", N_ ("Least age"), PUBLIC, BETWEEN (0, 99)),
  ONE ("shipping", N_ ("Shipping"), "shipping_classes", PUBLIC),
  TEXT2 ("composition", N_ ("Composition"), 120, 240, PUBLIC, ASKED),
  YES ("sealed", N_ ("Sealed blend")),
  TEXT2 ("disposal", N_ ("Disposal"), 60, 160, PUBLIC),
  TEXT2 ("note", N_ ("Note"), 120, 400, LINES),
  GONE,
};

static const YipuField flow_fields[] = {
  REF ("step", N_ ("Step"), "step"),
  REF ("item", N_ ("Material, part or tool"), "item"),
  ONE ("direction", N_ ("Direction"), "flow_directions"),
  FRACTION ("quantity", N_ ("Quantity a run"), PUBLIC, ASKED),
  ONE ("unit", N_ ("Unit"), "units", PUBLIC),
  ONE ("scaling", N_ ("Scaling"), "flow_scalings"),
  YES ("each_repeat", N_ ("Used each repeat")),
  PERCENT ("loss_percent", N_ ("Loss")),
  PERCENT ("cost_share_percent", N_ ("Share of the cost")),
  REF ("substitute", N_ ("Substitute"), "item"),
  POSITION,
  GONE,
};

static const YipuField kit_fields[] = {
  REF ("process", N_ ("Process"), "process"),
  TEXT2 ("name", N_ ("Kit"), 24, 70, PUBLIC, ASKED, WANTED),
  TEXT2 ("blurb", N_ ("In one sentence"), 60, 220, PUBLIC, ASKED),
  REFS ("line", N_ ("First steps of the buyer"), "step"),
  FEN ("royalty_fen", N_ ("Royalty a box"), ASKED),
  PERCENT ("royalty_percent", N_ ("Royalty share"), ASKED),
  TEXT ("royalty_reason", N_ ("Why there is no royalty"), 120),
  SOURCES,
  POSITION,
  GONE,
};

static const YipuField kit_item_fields[] = {
  REF ("kit", N_ ("Kit"), "kit"),
  REF ("item", N_ ("Material, part or tool"), "item"),
  INT ("target_count", N_ ("Pieces a box"), AT_LEAST (0)),
  ONE ("source", N_ ("Made or bought"), "item_sources"),
  ONE ("supply", N_ ("Who has it"), "supply"),
  GONE,
};

static const YipuField work_order_fields[] = {
  REF ("kit", N_ ("Kit"), "kit"),
  INT ("boxes", N_ ("Boxes"), AT_LEAST (1)),
  DATE ("due_on", N_ ("Due on")),
  TEXT ("note", N_ ("Note"), 120, LINES),
  GONE,
};

static const YipuField assignment_fields[] = {
  REF ("work_order", N_ ("Order"), "work_order"),
  REF ("step", N_ ("Step"), "step"),
  REF ("household", N_ ("Household"), "household", PERSONAL),
  REF ("person", N_ ("Person"), "person", PERSONAL),
  FRACTION ("runs", N_ ("Runs")),
  DATE ("pay_agreed_on", N_ ("Pay agreed on")),
  GONE,
};

const YipuKind yipu_process_kinds[] = {
  KIND ("process", N_ ("Process"), process_fields, OWNER ("craft")),
  KIND ("step", N_ ("Step"), step_fields, TITLE ("title"), OWNER ("process"), ORDERED),
  KIND ("item", N_ ("Material"), item_fields, TITLE ("name"), OWNER ("craft")),
  KIND ("flow", N_ ("Flow"), flow_fields, OWNER ("step"), ORDERED),
  KIND ("kit", N_ ("Kit"), kit_fields, TITLE ("name"), OWNER ("process"), ORDERED),
  KIND ("kit_item", N_ ("Item of a kit"), kit_item_fields, OWNER ("kit")),
  KIND ("work_order", N_ ("Order"), work_order_fields, OWNER ("kit")),
  KIND ("assignment", N_ ("Assignment"), assignment_fields, OWNER ("work_order")),
};
const guint yipu_n_process_kinds = G_N_ELEMENTS (yipu_process_kinds);
