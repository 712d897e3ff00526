/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A record as JSON, with the names of model.md: what yipuctl prints and dump writes. */
#pragma once

#include <json-glib/json-glib.h>
#include <yipu/record.h>

G_BEGIN_DECLS

/**
 * yipu_record_to_json:
 * @record: a record
 *
 * "kind" and "id" first, then the fields in the kind's order, empty ones left out: numbers and fen
 * as numbers, yes as true or false, lists, sets, refs and months as arrays of texts, all else as
 * canonical text. Any thread.
 *
 * Returns: (transfer full): a new object
 */
JsonObject *yipu_record_to_json (const YipuRecord *record);

/**
 * yipu_field_json_name:
 * @kind: a kind
 * @field: one of its fields
 *
 * The field's name, but "role.kind" for a field "kind": in JSON "kind" is the record's.
 *
 * Returns: (transfer full): its key in JSON
 */
char *yipu_field_json_name (const YipuKind *kind, const YipuField *field);

G_END_DECLS
