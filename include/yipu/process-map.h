/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The map of a process: where everything stands when it is drawn from left to right, with the line
 * as one straight cut. What the workshop does is left of the line, what the buyer does right of it,
 * what goes into the box on it. Pure; any thread. */
#pragma once

#include <yipu/kit.h>

G_BEGIN_DECLS

/** What stands somewhere on the map. */
typedef enum {
  YIPU_MAP_STEP,   /* a step */
  YIPU_MAP_BOXED,  /* a part that the workshop made and the buyer uses: it crosses the line */
  YIPU_MAP_TARGET, /* what comes out in the end */
  YIPU_MAP_BEND,   /* only a link passes here, on its way to a later column */
} YipuMapNodeType;

/**
 * YipuMapNode:
 * @type: what it is
 * @index: of the step for a step, of the item else
 * @column: from 0, left to right
 * @lane: from 0, top to bottom; two of a column are a lane apart, half a lane from a bend
 */
typedef struct {
  YipuMapNodeType type;
  guint index;
  guint column;
  double lane;
} YipuMapNode;

/** A part on its way: from a node to one further right, mostly in the next column. */
typedef struct {
  guint from;
  guint to;
  guint item;
} YipuMapLink;

/**
 * YipuMap:
 * @nodes: (array length=n_nodes): steps first, in their index's order, each once
 * @links: (array length=n_links): by item
 * @n_columns: how many columns there are
 * @line_column: where the line stands: no step stands in it, those before are the workshop's
 * @n_lanes: room that is needed from top to bottom, in lanes
 */
typedef struct {
  YipuMapNode *nodes;
  YipuMapLink *links;
  guint n_nodes;
  guint n_links;
  guint n_columns;
  guint line_column;
  double n_lanes;
} YipuMap;

/**
 * yipu_map_new:
 * @plan: a plan
 * @kit: its targets
 * @result: computed for both
 * @before: (nullable): the map as it stood: what both have keeps its order from top to bottom
 *   unless less lines cross otherwise
 *
 * In layers, each step as near to what uses it as can be; columns in the order in which the fewest
 * links cross, as far as sweeps find it (Sugiyama, Tagawa and Toda 1981); what is one behind the
 * other stands in one lane. Circles are drawn with the link that closes them left out.
 *
 * Returns: (transfer full): the map
 */
YipuMap *yipu_map_new (const YipuPlan *plan,
                       const YipuKit *kit,
                       const YipuKitResult *result,
                       const YipuMap *before);

/** Frees the map. */
void yipu_map_free (YipuMap *map);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuMap, yipu_map_free)

/** How many pairs of links cross, as the measure of a good map. */
guint yipu_map_count_crossings (const YipuMap *map);

G_END_DECLS
