/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a map, shared by the files that make it. */
#pragma once

#include <yipu/process-map.h>

G_BEGIN_DECLS

/* A map in the making. Links whose ends stand in neighbouring columns are listed by column; only
 * they take part in order and lanes. */
typedef struct {
  GArray *nodes;    /* of YipuMapNode */
  GArray *links;    /* of YipuMapLink */
  GArray **columns; /* n_columns, of guint: nodes from top to bottom */
  GArray **gaps;    /* n_columns, of guint: links from column i - 1 to i; the first is empty */
  guint *places;    /* of a node: from the top of its column */
  guint n_columns;
} YipuMapDraft;

static inline YipuMapNode *
yipu_draft_node (const YipuMapDraft *draft, guint node)
{
  return &g_array_index (draft->nodes, YipuMapNode, node);
}

static inline const YipuMapLink *
yipu_draft_link (const YipuMapDraft *draft, guint link)
{
  return &g_array_index (draft->links, YipuMapLink, link);
}

/* map-order.c: columns and places, so that few links cross; nodes that have a lane already (≥ 0)
 * begin in its order, and with @drawn_before stay in it unless clearly fewer cross otherwise. */
void yipu_map_order (YipuMapDraft *draft, gboolean drawn_before);
/* Links that cross between column - 1 and column. */
guint yipu_map_crossings (const YipuMapDraft *draft, guint column);

/* map-lanes.c: lanes, so that what is one behind the other is straight. */
void yipu_map_place (YipuMapDraft *draft);

G_END_DECLS
