-- SPDX-License-Identifier: GPL-3.0-or-later
-- The record tables, one a kind, as the kinds describe them (a test compares the two). A list is a
-- scan of its index alone: in order, with what is gone passed over. What belongs to a record is
-- listed by that; only long lists have an index for the whole.
CREATE TABLE "person" (
  id TEXT NOT NULL PRIMARY KEY,
  "display_name" TEXT,
  "display_name_en" TEXT,
  "legal_name" TEXT,
  "birth_year" INTEGER,
  "sex" TEXT,
  "ethnic_group" TEXT,
  "phone" TEXT,
  "address" TEXT,
  "language" TEXT,
  "dialect" TEXT,
  "living" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "person_list" ON "person" (id, gone);
CREATE TABLE "household" (
  id TEXT NOT NULL PRIMARY KEY,
  "name" TEXT,
  "name_en" TEXT,
  "contact" TEXT,
  "skills" TEXT,
  "weekly_min" INTEGER,
  "fit_for_home" INTEGER,
  "note" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "household_list" ON "household" (id, gone);
CREATE TABLE "place" (
  id TEXT NOT NULL PRIMARY KEY,
  "name" TEXT,
  "name_en" TEXT,
  "region_code" TEXT,
  "province" TEXT,
  "province_en" TEXT,
  "city" TEXT,
  "city_en" TEXT,
  "text" TEXT,
  "text_en" TEXT,
  "region_note" TEXT,
  "region_note_en" TEXT,
  "point" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "place_list" ON "place" (id, gone);
CREATE TABLE "organisation" (
  id TEXT NOT NULL PRIMARY KEY,
  "kind" TEXT,
  "name" TEXT,
  "name_en" TEXT,
  "credit_code" TEXT,
  "address" TEXT,
  "address_en" TEXT,
  "phone" TEXT,
  "workshop_status" TEXT,
  "recognised_by" TEXT,
  "recognised_on" TEXT,
  "confirmed_on" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "organisation_list" ON "organisation" (id, gone);
CREATE TABLE "craft" (
  id TEXT NOT NULL PRIMARY KEY,
  "name" TEXT,
  "name_en" TEXT,
  "code" TEXT,
  "local_name" TEXT,
  "local_language" TEXT,
  "category" TEXT,
  "unesco_domain" TEXT,
  "place" TEXT,
  "community" TEXT,
  "community_en" TEXT,
  "languages" TEXT,
  "summary" TEXT,
  "summary_en" TEXT,
  "story_card" TEXT,
  "story_card_en" TEXT,
  "story_page" TEXT,
  "story_page_en" TEXT,
  "season" TEXT,
  "transmission" TEXT,
  "access_custom" TEXT,
  "access_text" TEXT,
  "access_text_en" TEXT,
  "access_asked_on" TEXT,
  "protocol_labels" TEXT,
  "viability" TEXT,
  "viability_text" TEXT,
  "viability_text_en" TEXT,
  "references" TEXT,
  "private_terms" TEXT,
  "sources" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "craft_list" ON "craft" (id, gone);
CREATE TABLE "listing" (
  id TEXT NOT NULL PRIMARY KEY,
  "craft" TEXT,
  "name" TEXT,
  "category" TEXT,
  "level" TEXT,
  "entry_kind" TEXT,
  "batch" TEXT,
  "batch_label" TEXT,
  "batch_label_en" TEXT,
  "year" INTEGER,
  "number" TEXT,
  "sub_item" TEXT,
  "province" TEXT,
  "region_code" TEXT,
  "region_text" TEXT,
  "protection_unit" TEXT,
  "document_no" TEXT,
  "document_date" TEXT,
  "evidence" TEXT,
  "status" TEXT,
  "note" TEXT,
  "note_en" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "listing_list" ON "listing" (id, gone);
CREATE INDEX "listing_craft" ON "listing" ("craft", id, gone);
CREATE TABLE "role" (
  id TEXT NOT NULL PRIMARY KEY,
  "person" TEXT,
  "craft" TEXT,
  "kind" TEXT,
  "level" TEXT,
  "batch" TEXT,
  "year" INTEGER,
  "number" TEXT,
  "status" TEXT,
  "evidence" TEXT,
  "since_year" INTEGER,
  "gone" INTEGER
) STRICT;
CREATE INDEX "role_craft" ON "role" ("craft", id, gone);
CREATE TABLE "interview" (
  id TEXT NOT NULL PRIMARY KEY,
  "craft" TEXT,
  "tellers" TEXT,
  "asked_by" TEXT,
  "date" TEXT,
  "place_text" TEXT,
  "place_text_en" TEXT,
  "language" TEXT,
  "dialect" TEXT,
  "overseas" INTEGER,
  "sounds" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "interview_craft" ON "interview" ("craft", id, gone);
CREATE TABLE "note" (
  id TEXT NOT NULL PRIMARY KEY,
  "interview" TEXT,
  "text" TEXT,
  "text_en" TEXT,
  "kind" TEXT,
  "use" TEXT,
  "private" INTEGER,
  "teller" TEXT,
  "question" TEXT,
  "sound" TEXT,
  "at_ms" INTEGER,
  "position" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "note_interview" ON "note" ("interview", position, id, gone);
CREATE TABLE "consent" (
  id TEXT NOT NULL PRIMARY KEY,
  "person" TEXT,
  "purpose" TEXT,
  "step" TEXT,
  "answer" TEXT,
  "statement" TEXT,
  "statement_en" TEXT,
  "receivers" TEXT,
  "date" TEXT,
  "until" TEXT,
  "told_by" TEXT,
  "interview" TEXT,
  "language" TEXT,
  "form" TEXT,
  "witness" TEXT,
  "guardian" TEXT,
  "evidence" TEXT,
  "text_version" TEXT,
  "withdrawn_on" TEXT,
  "withdrawn_words" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "consent_person" ON "consent" ("person", id, gone);
CREATE TABLE "element" (
  id TEXT NOT NULL PRIMARY KEY,
  "craft" TEXT,
  "kind" TEXT,
  "name" TEXT,
  "name_en" TEXT,
  "evidence" TEXT,
  "told_by" TEXT,
  "place_text" TEXT,
  "place_text_en" TEXT,
  "season" TEXT,
  "label" TEXT,
  "position" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "element_craft" ON "element" ("craft", position, id, gone);
CREATE TABLE "selling_point" (
  id TEXT NOT NULL PRIMARY KEY,
  "element" TEXT,
  "text" TEXT,
  "text_en" TEXT,
  "basis" TEXT,
  "basis_en" TEXT,
  "sources" TEXT,
  "position" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "selling_point_element" ON "selling_point" ("element", position, id, gone);
CREATE TABLE "process" (
  id TEXT NOT NULL PRIMARY KEY,
  "craft" TEXT,
  "target" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "process_craft" ON "process" ("craft", id, gone);
CREATE TABLE "step" (
  id TEXT NOT NULL PRIMARY KEY,
  "process" TEXT,
  "title" TEXT,
  "title_en" TEXT,
  "instruction" TEXT,
  "instruction_en" TEXT,
  "hands_on_min" INTEGER,
  "setup_min" INTEGER,
  "batch_runs" INTEGER,
  "wait_min" INTEGER,
  "minutes_scale" INTEGER,
  "repeat" INTEGER,
  "who" TEXT,
  "pay" TEXT,
  "piece_fen" INTEGER,
  "difficulty" TEXT,
  "least_age" INTEGER,
  "hazards" TEXT,
  "machine" INTEGER,
  "fit_for_home" INTEGER,
  "photos" TEXT,
  "private" INTEGER,
  "private_reason" TEXT,
  "private_reason_en" TEXT,
  "released" INTEGER,
  "position" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "step_process" ON "step" ("process", position, id, gone);
CREATE TABLE "item" (
  id TEXT NOT NULL PRIMARY KEY,
  "craft" TEXT,
  "name" TEXT,
  "name_en" TEXT,
  "unit" TEXT,
  "unit_size" TEXT,
  "unit_of" TEXT,
  "weight_g" TEXT,
  "volume_ml" TEXT,
  "price_fen" TEXT,
  "purchase_pack" TEXT,
  "portion" TEXT,
  "spare_percent" TEXT,
  "consumable" INTEGER,
  "tool" INTEGER,
  "together" INTEGER,
  "life_uses" INTEGER,
  "supply" TEXT,
  "hazards" TEXT,
  "least_age" INTEGER,
  "shipping" TEXT,
  "composition" TEXT,
  "composition_en" TEXT,
  "sealed" INTEGER,
  "disposal" TEXT,
  "disposal_en" TEXT,
  "note" TEXT,
  "note_en" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "item_craft" ON "item" ("craft", id, gone);
CREATE TABLE "flow" (
  id TEXT NOT NULL PRIMARY KEY,
  "step" TEXT,
  "item" TEXT,
  "direction" TEXT,
  "quantity" TEXT,
  "unit" TEXT,
  "scaling" TEXT,
  "each_repeat" INTEGER,
  "loss_percent" TEXT,
  "cost_share_percent" TEXT,
  "substitute" TEXT,
  "position" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "flow_step" ON "flow" ("step", position, id, gone);
CREATE TABLE "kit" (
  id TEXT NOT NULL PRIMARY KEY,
  "process" TEXT,
  "name" TEXT,
  "name_en" TEXT,
  "blurb" TEXT,
  "blurb_en" TEXT,
  "line" TEXT,
  "royalty_fen" INTEGER,
  "royalty_percent" TEXT,
  "royalty_reason" TEXT,
  "sources" TEXT,
  "position" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "kit_process" ON "kit" ("process", position, id, gone);
CREATE TABLE "kit_item" (
  id TEXT NOT NULL PRIMARY KEY,
  "kit" TEXT,
  "item" TEXT,
  "target_count" INTEGER,
  "source" TEXT,
  "supply" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "kit_item_kit" ON "kit_item" ("kit", id, gone);
CREATE TABLE "work_order" (
  id TEXT NOT NULL PRIMARY KEY,
  "kit" TEXT,
  "boxes" INTEGER,
  "due_on" TEXT,
  "note" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "work_order_kit" ON "work_order" ("kit", id, gone);
CREATE TABLE "assignment" (
  id TEXT NOT NULL PRIMARY KEY,
  "work_order" TEXT,
  "step" TEXT,
  "household" TEXT,
  "person" TEXT,
  "runs" TEXT,
  "pay_agreed_on" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "assignment_work_order" ON "assignment" ("work_order", id, gone);
CREATE TABLE "brand" (
  id TEXT NOT NULL PRIMARY KEY,
  "kind" TEXT,
  "name" TEXT,
  "name_en" TEXT,
  "short" TEXT,
  "short_en" TEXT,
  "title_prefix" TEXT,
  "title_prefix_en" TEXT,
  "forbidden_spellings" TEXT,
  "owner" TEXT,
  "trademark" TEXT,
  "gi" TEXT,
  "gi_user" TEXT,
  "logo" TEXT,
  "logo_mono" TEXT,
  "logo_reversed" TEXT,
  "logo_description" TEXT,
  "logo_description_en" TEXT,
  "logo_clear_space" TEXT,
  "logo_smallest_mm" INTEGER,
  "type_story" TEXT,
  "type_plain" TEXT,
  "label_smallest_mm" TEXT,
  "after_sale" TEXT,
  "after_sale_en" TEXT,
  "channel_tags" TEXT,
  "inheritor_fen_per_min" INTEGER,
  "trained_fen_per_min" INTEGER,
  "anyone_fen_per_min" INTEGER,
  "fixed_fen" INTEGER,
  "packaging_fen" INTEGER,
  "freight_fen" INTEGER,
  "return_freight_fen" INTEGER,
  "fund_percent" TEXT,
  "royalty_percent" TEXT,
  "commission_percent" TEXT,
  "tax_percent" TEXT,
  "overhead_percent" TEXT,
  "margin_percent" TEXT,
  "price_ending_fen" INTEGER,
  "rounding_to" TEXT,
  "fund_use" TEXT,
  "fund_use_en" TEXT,
  "fund_trustee" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "brand_list" ON "brand" (id, gone);
CREATE TABLE "colour" (
  id TEXT NOT NULL PRIMARY KEY,
  "brand" TEXT,
  "hex" TEXT,
  "use" TEXT,
  "position" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "colour_brand" ON "colour" ("brand", position, id, gone);
CREATE TABLE "slogan" (
  id TEXT NOT NULL PRIMARY KEY,
  "brand" TEXT,
  "slot" TEXT,
  "text" TEXT,
  "text_en" TEXT,
  "channel" TEXT,
  "season" TEXT,
  "valid_from" TEXT,
  "until" TEXT,
  "decision" TEXT,
  "sources" TEXT,
  "position" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "slogan_brand" ON "slogan" ("brand", position, id, gone);
CREATE TABLE "story" (
  id TEXT NOT NULL PRIMARY KEY,
  "brand" TEXT,
  "slot" TEXT,
  "text" TEXT,
  "text_en" TEXT,
  "sources" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "story_brand" ON "story" ("brand", id, gone);
CREATE TABLE "script" (
  id TEXT NOT NULL PRIMARY KEY,
  "brand" TEXT,
  "slot" TEXT,
  "text" TEXT,
  "text_en" TEXT,
  "channel" TEXT,
  "papers" TEXT,
  "sources" TEXT,
  "position" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "script_brand" ON "script" ("brand", position, id, gone);
CREATE TABLE "pack" (
  id TEXT NOT NULL PRIMARY KEY,
  "product" TEXT,
  "template" TEXT,
  "width_mm" INTEGER,
  "height_mm" INTEGER,
  "depth_mm" INTEGER,
  "cost_fen" INTEGER,
  "gift" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "pack_product" ON "pack" ("product", id, gone);
CREATE TABLE "panel" (
  id TEXT NOT NULL PRIMARY KEY,
  "pack" TEXT,
  "name" TEXT,
  "text" TEXT,
  "text_en" TEXT,
  "computed" INTEGER,
  "position" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "panel_pack" ON "panel" ("pack", position, id, gone);
CREATE TABLE "membership" (
  id TEXT NOT NULL PRIMARY KEY,
  "brand" TEXT,
  "organisation" TEXT,
  "products" TEXT,
  "valid_from" TEXT,
  "until" TEXT,
  "document" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "membership_brand" ON "membership" ("brand", id, gone);
CREATE TABLE "decision" (
  id TEXT NOT NULL PRIMARY KEY,
  "brand" TEXT,
  "about" TEXT,
  "decided_on" TEXT,
  "minutes" TEXT,
  "minutes_en" TEXT,
  "votes_for" INTEGER,
  "votes_against" INTEGER,
  "votes_abstain" INTEGER,
  "file" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "decision_brand" ON "decision" ("brand", id, gone);
CREATE TABLE "paper" (
  id TEXT NOT NULL PRIMARY KEY,
  "kind" TEXT,
  "number" TEXT,
  "issuer" TEXT,
  "holder" TEXT,
  "scope" TEXT,
  "valid_from" TEXT,
  "until" TEXT,
  "file" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "paper_list" ON "paper" (id, gone);
CREATE TABLE "allowance" (
  id TEXT NOT NULL PRIMARY KEY,
  "rule" TEXT,
  "condition" TEXT,
  "record" TEXT,
  "field" TEXT,
  "text_hash" TEXT,
  "reason" TEXT,
  "paper" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "allowance_record" ON "allowance" ("record", id, gone);
CREATE TABLE "product" (
  id TEXT NOT NULL PRIMARY KEY,
  "kit" TEXT,
  "item" TEXT,
  "brand" TEXT,
  "maker" TEXT,
  "type" TEXT,
  "name" TEXT,
  "name_en" TEXT,
  "title" TEXT,
  "title_en" TEXT,
  "selling_points" TEXT,
  "sku" TEXT,
  "gtin" TEXT,
  "price_fen" INTEGER,
  "recommended_fen" INTEGER,
  "decision" TEXT,
  "stock" INTEGER,
  "lead_days" INTEGER,
  "return7" INTEGER,
  "invoice" INTEGER,
  "weight_g" INTEGER,
  "length_mm" INTEGER,
  "width_mm" INTEGER,
  "height_mm" INTEGER,
  "category_path" TEXT,
  "tags" TEXT,
  "option1_name" TEXT,
  "option2_name" TEXT,
  "option3_name" TEXT,
  "standard_no" TEXT,
  "composition" TEXT,
  "composition_en" TEXT,
  "net_content" TEXT,
  "made_on" TEXT,
  "made_to" TEXT,
  "shelf_life" TEXT,
  "storage" TEXT,
  "licence_no" TEXT,
  "ingredients" TEXT,
  "additives" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "product_list" ON "product" (id, gone);
CREATE TABLE "variant" (
  id TEXT NOT NULL PRIMARY KEY,
  "product" TEXT,
  "sku" TEXT,
  "gtin" TEXT,
  "option1" TEXT,
  "option2" TEXT,
  "option3" TEXT,
  "price_fen" INTEGER,
  "stock" INTEGER,
  "weight_g" INTEGER,
  "position" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "variant_product" ON "variant" ("product", position, id, gone);
CREATE TABLE "slot" (
  id TEXT NOT NULL PRIMARY KEY,
  "product" TEXT,
  "variant" TEXT,
  "file" TEXT,
  "role" TEXT,
  "caption" TEXT,
  "caption_en" TEXT,
  "position" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "slot_product" ON "slot" ("product", position, id, gone);
CREATE TABLE "shop_state" (
  id TEXT NOT NULL PRIMARY KEY,
  "product" TEXT,
  "shop" TEXT,
  "title" TEXT,
  "subtitle" TEXT,
  "text" TEXT,
  "exported_on" TEXT,
  "exported_hash" TEXT,
  "online_at" TEXT,
  "taken_down_on" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "shop_state_product" ON "shop_state" ("product", id, gone);
CREATE TABLE "shop_setting" (
  id TEXT NOT NULL PRIMARY KEY,
  "shop" TEXT,
  "key" TEXT,
  "value" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "shop_setting_list" ON "shop_setting" (id, gone);
CREATE TABLE "shop_match" (
  id TEXT NOT NULL PRIMARY KEY,
  "shop" TEXT,
  "map" TEXT,
  "ours" TEXT,
  "theirs" TEXT,
  "pid" TEXT,
  "vid" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "shop_match_list" ON "shop_match" (id, gone);
CREATE TABLE "file" (
  id TEXT NOT NULL PRIMARY KEY,
  "hash" TEXT,
  "kind" TEXT,
  "name" TEXT,
  "bytes" INTEGER,
  "width_px" INTEGER,
  "height_px" INTEGER,
  "duration_ms" INTEGER,
  "taken_on" TEXT,
  "by" TEXT,
  "rights_holder" TEXT,
  "licence" TEXT,
  "shown" TEXT,
  "caption" TEXT,
  "caption_en" TEXT,
  "focus_x" INTEGER,
  "focus_y" INTEGER,
  "private" INTEGER,
  "gone" INTEGER
) STRICT;
CREATE INDEX "file_list" ON "file" (id, gone);
CREATE INDEX "file_hash" ON "file" ("hash", id, gone);
CREATE TABLE "review" (
  id TEXT NOT NULL PRIMARY KEY,
  "person" TEXT,
  "started_on" TEXT,
  "finished_on" TEXT,
  "read_by" TEXT,
  "witness" TEXT,
  "sheet" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "review_person" ON "review" ("person", id, gone);
CREATE TABLE "answer" (
  id TEXT NOT NULL PRIMARY KEY,
  "review" TEXT,
  "record" TEXT,
  "field" TEXT,
  "answer" TEXT,
  "words" TEXT,
  "voice" TEXT,
  "shown_hash" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "answer_review" ON "answer" ("review", id, gone);
CREATE TABLE "release" (
  id TEXT NOT NULL PRIMARY KEY,
  "records" TEXT,
  "content_hash" TEXT,
  "content_by" TEXT,
  "content_on" TEXT,
  "mark_by" TEXT,
  "mark_on" TEXT,
  "until" TEXT,
  "revoked_on" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "release_list" ON "release" (id, gone);
CREATE TABLE "remark" (
  id TEXT NOT NULL PRIMARY KEY,
  "about" TEXT,
  "asked_by" TEXT,
  "text" TEXT,
  "voice" TEXT,
  "state" TEXT,
  "owner" TEXT,
  "due_on" TEXT,
  "handled" TEXT,
  "told_on" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "remark_about" ON "remark" ("about", id, gone);
CREATE TABLE "need" (
  id TEXT NOT NULL PRIMARY KEY,
  "household" TEXT,
  "text" TEXT,
  "state" TEXT,
  "resource" TEXT,
  "outcome" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "need_household" ON "need" ("household", id, gone);
CREATE TABLE "resource" (
  id TEXT NOT NULL PRIMARY KEY,
  "giver" TEXT,
  "thing" TEXT,
  "number" INTEGER,
  "number_left" INTEGER,
  "given_on" TEXT,
  "agreement" TEXT,
  "mark" TEXT,
  "gone" INTEGER
) STRICT;
CREATE INDEX "resource_list" ON "resource" (id, gone);
