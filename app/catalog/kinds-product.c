/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kinds: products, what each shop asks of them, and files. */
#include "kind-table.h"

static const YipuField product_fields[] = {
  REF ("kit", N_ ("Kit"), "kit"),
  REF ("item", N_ ("Finished piece"), "item"),
  REF ("brand", N_ ("Brand"), "brand", WANTED),
  REF ("maker", N_ ("Maker"), "organisation", PUBLIC, WANTED),
  ONE ("type", N_ ("Type of product"), "product_types", PUBLIC, WANTED),
  TEXT2 ("name", N_ ("Name"), 30, 80, PUBLIC),
  TEXT2 ("title", N_ ("Title in shops"), 60, 120, PUBLIC, WANTED, TERM ("schema:name")),
  REFS ("selling_points", N_ ("Selling points"), "selling_point", PUBLIC),
  TEXT ("sku", N_ ("SKU"), 64, PUBLIC, WANTED, TERM ("schema:sku")),
  TEXT ("gtin", N_ ("Barcode"), 14, PUBLIC, TERM ("schema:gtin")),
  FEN ("price_fen", N_ ("Price"), PUBLIC, TERM ("schema:price")),
  FEN ("recommended_fen", N_ ("Recommended price")),
  REF ("decision", N_ ("Decision"), "decision"),
  INT ("stock", N_ ("In stock"), PUBLIC, AT_LEAST (0)),
  INT ("lead_days", N_ ("Days until it is sent"), PUBLIC, BETWEEN (0, 365)),
  YES ("return7", N_ ("Return within 7 days"), PUBLIC),
  YES ("invoice", N_ ("Invoice"), PUBLIC),
  INT ("weight_g", N_ ("Weight, g"), PUBLIC, AT_LEAST (0), TERM ("schema:weight")),
  INT ("length_mm", N_ ("Length, mm"), PUBLIC, AT_LEAST (0)),
  INT ("width_mm", N_ ("Width, mm"), PUBLIC, AT_LEAST (0)),
  INT ("height_mm", N_ ("Height, mm"), PUBLIC, AT_LEAST (0)),
  TEXT ("category_path", N_ ("Shop category"), 100, PUBLIC, TERM ("schema:category")),
  LIST ("tags", N_ ("Tags"), PUBLIC, TERM ("schema:keywords")),
  TEXT ("option1_name", N_ ("First option"), 20, PUBLIC),
  TEXT ("option2_name", N_ ("Second option"), 20, PUBLIC),
  TEXT ("option3_name", N_ ("Third option"), 20, PUBLIC),
  TEXT ("standard_no", N_ ("Standard number"), 60, PUBLIC),
  TEXT2 ("composition", N_ ("Composition"), 120, 240, PUBLIC, TERM ("schema:material")),
  TEXT ("net_content", N_ ("Net content"), 30, PUBLIC),
  DATE ("made_on", N_ ("Made on"), PUBLIC),
  DATE ("made_to", N_ ("Made until"), PUBLIC),
  TEXT ("shelf_life", N_ ("Shelf life"), 30, PUBLIC),
  TEXT ("storage", N_ ("Storage"), 60, PUBLIC),
  TEXT ("licence_no", N_ ("Licence number"), 40, PUBLIC),
  TEXT ("ingredients", N_ ("Ingredients"), 400, PUBLIC, LINES),
  TEXT ("additives", N_ ("Additives"), 400, PUBLIC, LINES),
  GONE,
};

static const YipuField variant_fields[] = {
  REF ("product", N_ ("Product"), "product"),
  TEXT ("sku", N_ ("SKU"), 64, PUBLIC, WANTED, TERM ("schema:sku")),
  TEXT ("gtin", N_ ("Barcode"), 14, PUBLIC, TERM ("schema:gtin")),
  TEXT ("option1", N_ ("First option"), 30, PUBLIC),
  TEXT ("option2", N_ ("Second option"), 30, PUBLIC),
  TEXT ("option3", N_ ("Third option"), 30, PUBLIC),
  FEN ("price_fen", N_ ("Price"), PUBLIC),
  INT ("stock", N_ ("In stock"), PUBLIC, AT_LEAST (0)),
  INT ("weight_g", N_ ("Weight, g"), PUBLIC, AT_LEAST (0)),
  POSITION,
  GONE,
};

static const YipuField slot_fields[] = {
  REF ("product", N_ ("Product"), "product"),
  REF ("variant", N_ ("Variant"), "variant"),
  REF ("file", N_ ("Photo"), "file", PUBLIC, CONSENT ("works"), WANTED),
  ONE ("role", N_ ("Slot"), "slot_roles", PUBLIC, WANTED),
  TEXT2 ("caption", N_ ("Caption"), 60, 160, PUBLIC, ASKED),
  POSITION,
  GONE,
};

static const YipuField shop_state_fields[] = {
  REF ("product", N_ ("Product"), "product"),
  TEXT ("shop", N_ ("Shop"), 30),
  TEXT ("title", N_ ("Title in this shop"), 120, PUBLIC),
  TEXT ("subtitle", N_ ("Subtitle in this shop"), 150, PUBLIC),
  TEXT ("text", N_ ("Text in this shop"), 8000, PUBLIC, LINES),
  DATE ("exported_on", N_ ("Exported on")),
  TEXT ("exported_hash", N_ ("What was exported"), 64),
  TEXT ("online_at", N_ ("Online at"), 300),
  DATE ("taken_down_on", N_ ("Taken down on")),
  GONE,
};

static const YipuField shop_setting_fields[] = {
  TEXT ("shop", N_ ("Shop"), 30),
  TEXT ("key", N_ ("Setting"), 30),
  TEXT ("value", N_ ("Value"), 300),
  GONE,
};

static const YipuField shop_match_fields[] = {
  TEXT ("shop", N_ ("Shop"), 30),
  TEXT ("map", N_ ("What is translated"), 30),
  TEXT ("ours", N_ ("Ours"), 60),
  TEXT ("theirs", N_ ("The shop's"), 60),
  TEXT ("pid", N_ ("Property number"), 20),
  TEXT ("vid", N_ ("Value number"), 20),
  GONE,
};

static const YipuField file_fields[] = {
  TEXT ("hash", N_ ("Content hash"), 64, WANTED),
  ONE ("kind", N_ ("Kind of file"), "file_kinds"),
  TEXT ("name", N_ ("Name as received"), 120, PERSONAL),
  INT ("bytes", N_ ("Bytes"), AT_LEAST (0)),
  INT ("width_px", N_ ("Width, px"), AT_LEAST (0)),
  INT ("height_px", N_ ("Height, px"), AT_LEAST (0)),
  INT ("duration_ms", N_ ("Length, ms"), AT_LEAST (0)),
  DATE ("taken_on", N_ ("Taken on")),
  REF ("by", N_ ("Taken by"), "person", PERSONAL),
  TEXT ("rights_holder", N_ ("Rights holder"), 60, PUBLIC, TERM ("schema:copyrightHolder")),
  TEXT ("licence", N_ ("Licence"), 60, PUBLIC, TERM ("schema:license")),
  REFS ("shown", N_ ("Who is shown"), "person", SENSITIVE),
  TEXT2 ("caption", N_ ("Caption"), 60, 160, PUBLIC, ASKED, TERM ("schema:caption")),
  INT ("focus_x", N_ ("Focus, from the start edge"), BETWEEN (0, 1000)),
  INT ("focus_y", N_ ("Focus, from the top"), BETWEEN (0, 1000)),
  YES ("private", N_ ("Private")),
  GONE,
};

const YipuKind yipu_product_kinds[] = {
  KIND ("product", N_ ("Product"), product_fields, TITLE ("title")),
  KIND ("variant", N_ ("Variant"), variant_fields, TITLE ("sku"), OWNER ("product"), ORDERED),
  KIND ("slot", N_ ("Photo of a product"), slot_fields, OWNER ("product"), ORDERED),
  KIND (
      "shop_state", N_ ("Product in a shop"), shop_state_fields, TITLE ("shop"), OWNER ("product")),
  KIND ("shop_setting", N_ ("Setting of a shop"), shop_setting_fields, TITLE ("key")),
  KIND ("shop_match", N_ ("Shop's word for ours"), shop_match_fields, TITLE ("ours")),
  KIND ("file", N_ ("File"), file_fields, TITLE ("caption")),
};
const guint yipu_n_product_kinds = G_N_ELEMENTS (yipu_product_kinds);
