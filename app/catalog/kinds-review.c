/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kinds: review and release, remarks, needs and resources. */
#include "kind-table.h"

static const YipuField review_fields[] = {
  REF ("person", N_ ("Who reviews"), "person", SENSITIVE),
  DATE ("started_on", N_ ("Started on")),
  DATE ("finished_on", N_ ("Finished on")),
  REF ("read_by", N_ ("Read by"), "person"),
  REF ("witness", N_ ("Witness"), "person"),
  REF ("sheet", N_ ("Signed sheet"), "file", SENSITIVE),
  GONE,
};

static const YipuField answer_fields[] = {
  REF ("review", N_ ("Review"), "review"),
  REF ("record", N_ ("Record"), "any"),
  TEXT ("field", N_ ("Field"), 40),
  ONE ("answer", N_ ("Answer"), "review_answers", WANTED),
  TEXT ("words", N_ ("In their words"), 1000, PERSONAL, LINES),
  REF ("voice", N_ ("Spoken answer"), "file", SENSITIVE),
  TEXT ("shown_hash", N_ ("What was shown"), 64),
  GONE,
};

static const YipuField release_fields[] = {
  REFS ("records", N_ ("What is released"), "any"),
  TEXT ("content_hash", N_ ("Content hash"), 64),
  REF ("content_by", N_ ("Content released by"), "person", SENSITIVE),
  DATE ("content_on", N_ ("Content released on")),
  REF ("mark_by", N_ ("Use of the mark released by"), "organisation"),
  DATE ("mark_on", N_ ("Use of the mark released on")),
  DATE ("until", N_ ("Until")),
  DATE ("revoked_on", N_ ("Revoked on")),
  GONE,
};

static const YipuField remark_fields[] = {
  REF ("about", N_ ("About"), "any"),
  TEXT ("asked_by", N_ ("Asked by"), 60, PERSONAL),
  TEXT ("text", N_ ("Remark"), 1000, PERSONAL, WANTED, LINES),
  REF ("voice", N_ ("Spoken remark"), "file", SENSITIVE),
  ONE ("state", N_ ("State"), "loop_states"),
  REF ("owner", N_ ("Who sees to it"), "person"),
  DATE ("due_on", N_ ("Due on")),
  TEXT ("handled", N_ ("What was done"), 1000, LINES),
  DATE ("told_on", N_ ("Told back on")),
  GONE,
};

static const YipuField need_fields[] = {
  REF ("household", N_ ("Household"), "household", PERSONAL),
  TEXT ("text", N_ ("Need"), 400, PERSONAL, WANTED, LINES),
  ONE ("state", N_ ("State"), "loop_states"),
  REF ("resource", N_ ("Met by"), "resource"),
  TEXT ("outcome", N_ ("What came of it"), 400, LINES),
  GONE,
};

static const YipuField resource_fields[] = {
  REF ("giver", N_ ("Giver"), "any", PERSONAL, CONSENT ("name")),
  TEXT ("thing", N_ ("What is given"), 60, PUBLIC),
  INT ("number", N_ ("How many"), AT_LEAST (0)),
  INT ("number_left", N_ ("How many are left"), AT_LEAST (0)),
  DATE ("given_on", N_ ("Given on")),
  REF ("agreement", N_ ("Agreement"), "paper"),
  TEXT ("mark", N_ ("Mark to print"), 60, PUBLIC),
  GONE,
};

const YipuKind yipu_review_kinds[] = {
  KIND ("review", N_ ("Review"), review_fields, OWNER ("person"), OUTSIDE_UNDO),
  KIND ("answer", N_ ("Answer"), answer_fields, TITLE ("words"), OWNER ("review"), OUTSIDE_UNDO),
  KIND ("release", N_ ("Release"), release_fields, TITLE ("content_hash"), OUTSIDE_UNDO),
  KIND ("remark", N_ ("Remark"), remark_fields, TITLE ("text"), OWNER ("about")),
  KIND ("need", N_ ("Need"), need_fields, TITLE ("text"), OWNER ("household")),
  KIND ("resource", N_ ("Resource"), resource_fields, TITLE ("thing")),
};
const guint yipu_n_review_kinds = G_N_ELEMENTS (yipu_review_kinds);
