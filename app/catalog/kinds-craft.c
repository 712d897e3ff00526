/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kinds: the craft, what is told of it, and who agreed to what. */
#include "kind-table.h"

static const YipuField craft_fields[] = {
  TEXT2 ("name", N_ ("Official name"), 30, 80, PUBLIC, ASKED, WANTED, TERM ("dc:title")),
  TEXT ("code", N_ ("Code"), 16, PUBLIC),
  TEXT ("local_name", N_ ("Local name"), 30, PUBLIC, ASKED, TERM ("dc:alternative")),
  TEXT ("local_language", N_ ("Language of the local name"), 35, PUBLIC),
  ONE ("category", N_ ("Category"), "ich_categories", PUBLIC, WANTED, TERM ("dc:type")),
  SET ("unesco_domain", N_ ("UNESCO domains"), "unesco_domains", PUBLIC),
  REF ("place", N_ ("Place"), "place", PUBLIC, WANTED, TERM ("dc:spatial")),
  TEXT2 ("community", N_ ("Whose craft it is"), 60, 160, PUBLIC, ASKED, WANTED),
  SET ("languages", N_ ("Languages"), "languages", PUBLIC, TERM ("dc:language")),
  TEXT2 (
      "summary", N_ ("Summary"), 200, 600, PUBLIC, ASKED, WANTED, LINES, TERM ("schema:abstract")),
  TEXT2 ("story_card", N_ ("Story for a card"), 120, 400, CONSENT ("story"), ASKED, LINES),
  TEXT2 ("story_page",
         N_ ("Story for a page"),
         500,
         1600,
         CONSENT ("story"),
         ASKED,
         LINES,
         TERM ("schema:description")),
  MONTHS ("season", N_ ("Season"), PUBLIC, ASKED),
  SET ("transmission", N_ ("How it is passed on"), "transmission", PUBLIC, ASKED),
  ONE ("access_custom", N_ ("Customary access"), "access_customs", PUBLIC, ASKED, WANTED),
  TEXT2 ("access_text", N_ ("Access in their words"), 120, 400, PUBLIC, ASKED, LINES),
  DATE ("access_asked_on", N_ ("Access asked on")),
  SET ("protocol_labels", N_ ("Protocol labels"), "protocol_labels", PUBLIC, ASKED),
  ONE ("viability", N_ ("How alive it is"), "viability", ASKED),
  TEXT2 ("viability_text", N_ ("What shows it"), 120, 400, ASKED, LINES),
  LIST ("references", N_ ("References"), TERM ("dc:references")),
  LIST ("private_terms", N_ ("Words that stay private")),
  SOURCES,
  GONE,
};

static const YipuField listing_fields[] = {
  REF ("craft", N_ ("Craft"), "craft"),
  TEXT ("name", N_ ("Name on the list"), 60, PUBLIC),
  ONE ("category", N_ ("Category"), "ich_categories", PUBLIC),
  ONE ("level", N_ ("Level"), "ich_levels", PUBLIC),
  ONE ("entry_kind", N_ ("Kind of entry"), "entry_kinds", PUBLIC),
  ONE ("batch", N_ ("Batch"), "ich_batches", PUBLIC),
  TEXT2 ("batch_label", N_ ("Batch as printed"), 20, 40, PUBLIC),
  INT ("year", N_ ("Year"), PUBLIC, BETWEEN (1900, 2100)),
  TEXT ("number", N_ ("Project number"), 20, PUBLIC),
  TEXT ("sub_item", N_ ("Sub-item number"), 30),
  TEXT ("province", N_ ("Province"), 20, PUBLIC),
  TEXT ("region_code", N_ ("Region code as printed"), 60, PUBLIC),
  TEXT ("region_text", N_ ("Region as printed"), 60, PUBLIC),
  TEXT ("protection_unit", N_ ("Protection unit"), 120, PUBLIC),
  TEXT ("document_no", N_ ("Document number"), 40, PUBLIC),
  DATE ("document_date", N_ ("Document date"), PUBLIC),
  REF ("evidence", N_ ("Evidence"), "file"),
  ONE ("status", N_ ("Status"), "listing_status"),
  TEXT2 ("note", N_ ("Note"), 120, 400, LINES),
  GONE,
};

static const YipuField role_fields[] = {
  REF ("person", N_ ("Person"), "person", PERSONAL, WANTED),
  REF ("craft", N_ ("Craft"), "craft"),
  ONE ("kind", N_ ("Role"), "role_kinds", PERSONAL, WANTED),
  ONE ("level", N_ ("Level of the title"), "ich_levels", PERSONAL, CONSENT ("name"), ASKED),
  ONE ("batch", N_ ("Batch of the title"), "inheritor_batches", PERSONAL, CONSENT ("name")),
  INT ("year", N_ ("Year of the title"), PERSONAL, CONSENT ("name"), ASKED, BETWEEN (1900, 2100)),
  TEXT ("number", N_ ("Number of the title"), 20, PERSONAL, CONSENT ("name"), ASKED),
  ONE ("status", N_ ("Status of the title"), "inheritor_status", PERSONAL),
  REF ("evidence", N_ ("Evidence"), "file"),
  INT ("since_year",
       N_ ("Doing it since"),
       PERSONAL,
       CONSENT ("story"),
       ASKED,
       BETWEEN (1900, 2100)),
  GONE,
};

static const YipuField interview_fields[] = {
  REF ("craft", N_ ("Craft"), "craft", WANTED),
  REFS ("tellers", N_ ("Who tells"), "person", PERSONAL, WANTED),
  REF ("asked_by", N_ ("Who asks"), "person", PERSONAL, WANTED),
  DATE ("date", N_ ("Date"), PERSONAL, WANTED, TERM ("dc:date")),
  TEXT2 ("place_text", N_ ("Where"), 60, 120, PERSONAL),
  TEXT ("language", N_ ("Language"), 35),
  TEXT ("dialect", N_ ("Dialect"), 30),
  YES ("overseas", N_ ("Somebody of an overseas body takes part")),
  REFS ("sounds", N_ ("Sound"), "file", SENSITIVE),
  GONE,
};

static const YipuField note_fields[] = {
  REF ("interview", N_ ("Interview"), "interview"),
  TEXT2 ("text", N_ ("Note"), 4000, 4000, PERSONAL, ASKED, LINES),
  ONE ("kind", N_ ("Kind of note"), "note_kinds"),
  ONE ("use", N_ ("Use"), "note_uses"),
  YES ("private", N_ ("Private")),
  REF ("teller", N_ ("Who told it"), "person", PERSONAL),
  TEXT ("question", N_ ("Question"), 20),
  REF ("sound", N_ ("Sound"), "file", SENSITIVE),
  INT ("at_ms", N_ ("Moment in the sound"), AT_LEAST (0)),
  POSITION,
  GONE,
};

static const YipuField consent_fields[] = {
  REF ("person", N_ ("Person"), "person", SENSITIVE, WANTED),
  ONE ("purpose", N_ ("For what"), "consent_items", WANTED),
  REF ("step", N_ ("Step"), "step"),
  ONE ("answer", N_ ("Answer"), "consent_answers", WANTED),
  TEXT2 ("statement", N_ ("What was said it is for"), 200, 400, LINES),
  LIST ("receivers", N_ ("Who receives it")),
  DATE ("date", N_ ("Asked on"), WANTED),
  DATE ("until", N_ ("Until")),
  REF ("told_by", N_ ("Explained by"), "person"),
  REF ("interview", N_ ("Interview"), "interview"),
  TEXT ("language", N_ ("Language"), 35),
  ONE ("form", N_ ("Form"), "consent_forms", WANTED),
  REF ("witness", N_ ("Witness"), "person"),
  REF ("guardian", N_ ("Guardian"), "person"),
  REF ("evidence", N_ ("Evidence"), "file", SENSITIVE),
  TEXT ("text_version", N_ ("Version of the text"), 20),
  DATE ("withdrawn_on", N_ ("Withdrawn on")),
  TEXT ("withdrawn_words", N_ ("Words of the withdrawal"), 400, LINES),
  GONE,
};

static const YipuField element_fields[] = {
  REF ("craft", N_ ("Craft"), "craft", WANTED),
  ONE ("kind", N_ ("Kind of element"), "element_kinds", PUBLIC, WANTED),
  TEXT2 ("name", N_ ("Cultural element"), 30, 80, PUBLIC, ASKED, WANTED),
  REFS ("evidence", N_ ("Evidence"), "any", WANTED),
  REFS ("told_by", N_ ("Told by"), "person", PERSONAL),
  TEXT2 ("place_text", N_ ("Where"), 60, 120, PUBLIC),
  MONTHS ("season", N_ ("Season"), PUBLIC),
  ONE ("label", N_ ("Protocol label"), "protocol_labels", PUBLIC),
  POSITION,
  GONE,
};

static const YipuField selling_point_fields[] = {
  REF ("element", N_ ("Cultural element"), "element", WANTED),
  TEXT2 ("text", N_ ("Selling point"), 40, 160, PUBLIC, ASKED, WANTED, TERM ("schema:slogan")),
  TEXT2 ("basis", N_ ("What a stranger can check"), 80, 260, ASKED, WANTED),
  SOURCES,
  POSITION,
  GONE,
};

const YipuKind yipu_craft_kinds[] = {
  KIND ("craft", N_ ("Craft"), craft_fields, TITLE ("name")),
  KIND ("listing", N_ ("Listing"), listing_fields, TITLE ("name"), OWNER ("craft")),
  KIND ("role", N_ ("Role"), role_fields, OWNER ("craft")),
  KIND ("interview", N_ ("Interview"), interview_fields, TITLE ("date"), OWNER ("craft")),
  KIND ("note", N_ ("Note"), note_fields, TITLE ("text"), OWNER ("interview"), ORDERED),
  KIND ("consent", N_ ("Consent"), consent_fields, OWNER ("person"), OUTSIDE_UNDO),
  KIND (
      "element", N_ ("Cultural element"), element_fields, TITLE ("name"), OWNER ("craft"), ORDERED),
  KIND ("selling_point",
        N_ ("Selling point"),
        selling_point_fields,
        TITLE ("text"),
        OWNER ("element"),
        ORDERED),
};
const guint yipu_n_craft_kinds = G_N_ELEMENTS (yipu_craft_kinds);
