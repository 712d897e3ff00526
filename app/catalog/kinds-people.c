/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kinds: people, households, places and organisations. */
#include "kind-table.h"

static const YipuField person_fields[] = {
  TEXT2 ("display_name", N_ ("Name as shown"), 30, 80, PERSONAL, CONSENT ("name"), ASKED, WANTED),
  TEXT ("legal_name", N_ ("Legal name"), 30, PERSONAL),
  INT ("birth_year", N_ ("Year of birth"), PERSONAL, BETWEEN (1900, 2100)),
  TEXT ("sex", N_ ("Sex"), 10, SENSITIVE),
  TEXT ("ethnic_group", N_ ("Ethnic group"), 20, SENSITIVE),
  TEXT ("phone", N_ ("Phone"), 30, SENSITIVE, CONSENT ("contact")),
  TEXT ("address", N_ ("Address"), 120, SENSITIVE, CONSENT ("contact")),
  TEXT ("language", N_ ("Language"), 35, PERSONAL),
  TEXT ("dialect", N_ ("Dialect"), 30, PERSONAL),
  ONE ("living", N_ ("Living"), "living", PERSONAL),
  GONE,
};

static const YipuField household_fields[] = {
  TEXT2 ("name", N_ ("Household"), 20, 40, PERSONAL, WANTED),
  REF ("contact", N_ ("Contact"), "person", PERSONAL),
  LIST ("skills", N_ ("Skills"), PERSONAL),
  INT ("weekly_min", N_ ("Minutes free a week"), PERSONAL, BETWEEN (0, 10080)),
  YES ("fit_for_home", N_ ("May take work home"), SENSITIVE),
  TEXT ("note", N_ ("Note"), 120, PERSONAL, LINES),
  GONE,
};

static const YipuField place_fields[] = {
  TEXT2 ("name", N_ ("Place"), 60, 120, PUBLIC, WANTED, TERM ("schema:name")),
  TEXT ("region_code", N_ ("Region code"), 6, PUBLIC),
  TEXT2 ("province", N_ ("Province"), 20, 40, PUBLIC, TERM ("schema:addressRegion")),
  TEXT2 ("city", N_ ("City"), 30, 60, PUBLIC, TERM ("schema:addressLocality")),
  TEXT2 ("text", N_ ("Address as written"), 60, 160, PUBLIC, TERM ("dc:spatial")),
  TEXT2 ("region_note", N_ ("About the region code"), 40, 80),
  TEXT ("point", N_ ("Coarse point on the map"), 40, PERSONAL),
  GONE,
};

static const YipuField organisation_fields[] = {
  ONE ("kind", N_ ("Kind of organisation"), "organisation_kinds"),
  TEXT2 ("name", N_ ("Organisation"), 60, 120, PUBLIC, WANTED, TERM ("schema:legalName")),
  TEXT ("credit_code", N_ ("Credit code"), 18, PUBLIC),
  TEXT2 ("address", N_ ("Address"), 120, 240, PUBLIC, TERM ("schema:address")),
  TEXT ("phone", N_ ("Phone"), 30, PUBLIC, TERM ("schema:telephone")),
  ONE ("workshop_status", N_ ("Heritage workshop"), "workshop_status", PUBLIC),
  TEXT ("recognised_by", N_ ("Recognised by"), 60, PUBLIC),
  DATE ("recognised_on", N_ ("Recognised on"), PUBLIC),
  DATE ("confirmed_on", N_ ("Last confirmed on"), PUBLIC),
  GONE,
};

const YipuKind yipu_people_kinds[] = {
  KIND ("person", N_ ("Person"), person_fields, TITLE ("display_name")),
  KIND ("household", N_ ("Household"), household_fields, TITLE ("name")),
  KIND ("place", N_ ("Place"), place_fields, TITLE ("name")),
  KIND ("organisation", N_ ("Organisation"), organisation_fields, TITLE ("name")),
};
const guint yipu_n_people_kinds = G_N_ELEMENTS (yipu_people_kinds);
