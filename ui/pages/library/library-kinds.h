/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the Library keeps: one line a kind, with the fields its page shows. */
#pragma once

#include "widgets/list-row.h"

G_BEGIN_DECLS

/**
 * YipuLibraryKind:
 * @kind: the kind
 * @plural: English source string, translate with _()
 * @icon: of rows without a picture
 * @fields: what the page shows, as YipuFieldGrid
 * @summary: fields in a row's second line, separated by spaces
 * @about: English source string: what belongs here
 * @sub_kind: (nullable): kind of records shown below, whose @sub_owner refers to this one
 * @sub_owner: (nullable): their field
 * @sub_fields: (nullable): what an opened one shows
 * @sub_title: (nullable): English source string above them
 */
typedef struct {
  const char *kind;
  const char *plural;
  const char *icon;
  const char *fields;
  const char *summary;
  const char *about;
  const char *sub_kind;
  const char *sub_owner;
  const char *sub_fields;
  const char *sub_title;
} YipuLibraryKind;

const YipuLibraryKind *yipu_library_kinds (guint *n_kinds);
/** The entry of a kind, or %NULL. */
const YipuLibraryKind *yipu_library_kind_find (const char *kind);
/** Fills a row of a list pane. */
void yipu_library_describe (YipuListRow *row, YipuSession *session, YipuRecord *record);

G_END_DECLS
