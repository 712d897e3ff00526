/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kinds: the brand, its words, its packs and its members. */
#include "kind-table.h"

static const YipuField brand_fields[] = {
  ONE ("kind", N_ ("Kind of brand"), "brand_kinds"),
  TEXT2 ("name", N_ ("Brand"), 30, 80, PUBLIC, WANTED, TERM ("schema:brand")),
  TEXT2 ("short", N_ ("Short name"), 8, 30, PUBLIC, WANTED),
  TEXT2 ("title_prefix", N_ ("Prefix of every title"), 8, 20, PUBLIC),
  LIST ("forbidden_spellings", N_ ("Spellings to avoid")),
  REF ("owner", N_ ("Owner"), "organisation", PUBLIC, WANTED),
  REF ("trademark", N_ ("Trade mark"), "paper", PUBLIC),
  REF ("gi", N_ ("Geographical mark"), "paper", PUBLIC),
  TEXT ("gi_user", N_ ("Approved user of the mark"), 60, PUBLIC),
  REF ("logo", N_ ("Logo"), "file", PUBLIC, TERM ("schema:logo")),
  REF ("logo_mono", N_ ("Logo in one colour"), "file", PUBLIC),
  REF ("logo_reversed", N_ ("Logo reversed"), "file", PUBLIC),
  TEXT2 ("logo_description", N_ ("What the logo shows"), 60, 120, PUBLIC),
  TEXT ("logo_clear_space", N_ ("Clear space around the logo"), 40, PUBLIC),
  INT ("logo_smallest_mm", N_ ("Smallest logo, mm"), PUBLIC, AT_LEAST (1)),
  TEXT ("type_story", N_ ("Typeface of stories"), 60, PUBLIC),
  TEXT ("type_plain", N_ ("Typeface of the rest"), 60, PUBLIC),
  FRACTION ("label_smallest_mm", N_ ("Smallest letters on labels, mm"), PUBLIC),
  TEXT2 ("after_sale", N_ ("After-sale text"), 200, 600, PUBLIC, LINES),
  SET ("channel_tags", N_ ("Channels"), "channel_tags", PUBLIC),
  FEN ("inheritor_fen_per_min", N_ ("Inheritor, a minute")),
  FEN ("trained_fen_per_min", N_ ("Trained household, a minute")),
  FEN ("anyone_fen_per_min", N_ ("Anyone, a minute")),
  FEN ("fixed_fen", N_ ("Fixed costs a box")),
  FEN ("packaging_fen", N_ ("Packaging a box")),
  FEN ("freight_fen", N_ ("Freight a box")),
  FEN ("return_freight_fen", N_ ("Return freight of lent tools")),
  PERCENT ("fund_percent", N_ ("Help fund")),
  PERCENT ("royalty_percent", N_ ("Royalty of the inheritor")),
  PERCENT ("commission_percent", N_ ("Commission of the shop")),
  PERCENT ("tax_percent", N_ ("Tax")),
  PERCENT ("overhead_percent", N_ ("Overhead of the cooperative")),
  PERCENT ("margin_percent", N_ ("Margin of the cooperative")),
  FEN ("price_ending_fen", N_ ("Prices end in"), BETWEEN (0, 99)),
  ONE ("rounding_to", N_ ("Who gets what rounding adds"), "share_parties"),
  TEXT2 ("fund_use", N_ ("What the fund is for"), 120, 240, PUBLIC),
  REF ("fund_trustee", N_ ("Trustee of the fund"), "organisation"),
  GONE,
};

static const YipuField colour_fields[] = {
  REF ("brand", N_ ("Brand"), "brand"),
  TEXT ("hex", N_ ("Colour"), 7, PUBLIC, WANTED),
  TEXT ("use", N_ ("Use"), 40, PUBLIC),
  POSITION,
  GONE,
};

static const YipuField slogan_fields[] = {
  REF ("brand", N_ ("Brand"), "brand"),
  ONE ("slot", N_ ("Slot"), "brand_text_slots", PUBLIC),
  TEXT2 ("text", N_ ("Slogan"), 30, 140, PUBLIC, ASKED, WANTED, TERM ("schema:slogan")),
  ONE ("channel", N_ ("Channel"), "channel_tags", PUBLIC),
  MONTHS ("season", N_ ("Season")),
  DATE ("valid_from", N_ ("From")),
  DATE ("until", N_ ("Until")),
  REF ("decision", N_ ("Decision"), "decision"),
  SOURCES,
  POSITION,
  GONE,
};

static const YipuField story_fields[] = {
  REF ("brand", N_ ("Brand"), "brand"),
  ONE ("slot", N_ ("Slot"), "brand_text_slots"),
  TEXT2 ("text", N_ ("Story"), 500, 1600, CONSENT ("story"), ASKED, LINES),
  SOURCES,
  GONE,
};

static const YipuField script_fields[] = {
  REF ("brand", N_ ("Brand"), "brand"),
  ONE ("slot", N_ ("Slot"), "brand_text_slots"),
  TEXT2 ("text", N_ ("Live-stream script"), 120, 420, PUBLIC, ASKED, LINES),
  ONE ("channel", N_ ("Channel"), "channel_tags", PUBLIC),
  REFS ("papers", N_ ("Papers"), "paper"),
  SOURCES,
  POSITION,
  GONE,
};

static const YipuField pack_fields[] = {
  REF ("product", N_ ("Product"), "product", WANTED),
  TEXT ("template", N_ ("Template"), 40, WANTED),
  INT ("width_mm", N_ ("Width, mm"), PUBLIC, AT_LEAST (1)),
  INT ("height_mm", N_ ("Height, mm"), PUBLIC, AT_LEAST (1)),
  INT ("depth_mm", N_ ("Depth, mm"), PUBLIC, AT_LEAST (1)),
  FEN ("cost_fen", N_ ("Cost of the pack")),
  REF ("gift", N_ ("Given by"), "resource"),
  GONE,
};

static const YipuField panel_fields[] = {
  REF ("pack", N_ ("Pack"), "pack"),
  TEXT ("name", N_ ("Panel"), 20),
  TEXT2 ("text", N_ ("Text of the panel"), 120, 400, PUBLIC, LINES),
  YES ("computed", N_ ("Computed")),
  POSITION,
  GONE,
};

static const YipuField membership_fields[] = {
  REF ("brand", N_ ("Brand"), "brand"),
  REF ("organisation", N_ ("Member"), "organisation", PUBLIC, WANTED),
  REFS ("products", N_ ("Products"), "product", PUBLIC),
  DATE ("valid_from", N_ ("From"), PUBLIC),
  DATE ("until", N_ ("Until"), PUBLIC, WANTED),
  REF ("document", N_ ("Document"), "file"),
  GONE,
};

static const YipuField decision_fields[] = {
  REF ("brand", N_ ("Brand"), "brand"),
  TEXT ("about", N_ ("About"), 80),
  DATE ("decided_on", N_ ("Decided on"), WANTED),
  TEXT2 ("minutes", N_ ("Minutes"), 40, 80),
  INT ("votes_for", N_ ("Votes for"), AT_LEAST (0)),
  INT ("votes_against", N_ ("Votes against"), AT_LEAST (0)),
  INT ("votes_abstain", N_ ("Abstentions"), AT_LEAST (0)),
  REF ("file", N_ ("File"), "file"),
  GONE,
};

static const YipuField paper_fields[] = {
  ONE ("kind", N_ ("Kind of paper"), "paper_kinds", PUBLIC, WANTED),
  TEXT ("number", N_ ("Number"), 60, PUBLIC),
  TEXT ("issuer", N_ ("Issued by"), 60, PUBLIC),
  REF ("holder", N_ ("Holder"), "any"),
  REFS ("scope", N_ ("Holds for"), "any"),
  DATE ("valid_from", N_ ("From"), PUBLIC),
  DATE ("until", N_ ("Until"), PUBLIC),
  REF ("file", N_ ("File"), "file"),
  GONE,
};

static const YipuField allowance_fields[] = {
  TEXT ("rule", N_ ("Rule"), 64),
  TEXT ("condition", N_ ("Condition"), 40),
  REF ("record", N_ ("Record"), "any"),
  TEXT ("field", N_ ("Field"), 40),
  TEXT ("text_hash", N_ ("Text it was given for"), 64),
  TEXT ("reason", N_ ("Reason"), 200, WANTED),
  REF ("paper", N_ ("Paper"), "paper"),
  GONE,
};

const YipuKind yipu_brand_kinds[] = {
  KIND ("brand", N_ ("Brand"), brand_fields, TITLE ("name")),
  KIND ("colour", N_ ("Colour"), colour_fields, TITLE ("hex"), OWNER ("brand"), ORDERED),
  KIND ("slogan", N_ ("Slogan"), slogan_fields, TITLE ("text"), OWNER ("brand"), ORDERED),
  KIND ("story", N_ ("Story"), story_fields, TITLE ("text"), OWNER ("brand")),
  KIND (
      "script", N_ ("Live-stream script"), script_fields, TITLE ("text"), OWNER ("brand"), ORDERED),
  KIND ("pack", N_ ("Pack"), pack_fields, TITLE ("template"), OWNER ("product")),
  KIND ("panel", N_ ("Panel"), panel_fields, TITLE ("name"), OWNER ("pack"), ORDERED),
  KIND ("membership", N_ ("Membership"), membership_fields, OWNER ("brand")),
  KIND ("decision", N_ ("Decision"), decision_fields, TITLE ("about"), OWNER ("brand")),
  KIND ("paper", N_ ("Paper"), paper_fields, TITLE ("number")),
  KIND ("allowance", N_ ("Allowance"), allowance_fields, TITLE ("reason"), OWNER ("record")),
};
const guint yipu_n_brand_kinds = G_N_ELEMENTS (yipu_brand_kinds);
