/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of the map share. */
#pragma once

#include "process-map.h"
#include "step-node.h"

struct _YipuProcessMap {
  GtkWidget parent_instance;

  YipuKitSheet *sheet; /* NULL: nothing is drawn */
  YipuMap *map;
  GPtrArray *steps;  /* of YipuStepNode, by index */
  GHashTable *cards; /* of an item on the line or at the end: its index → widget */
  GtkWidget *workshop_head;
  GtkWidget *buyer_head;
  GtkWidget *grip;
  double zoom;

  /* Where everything goes, and where it is on its way there; by node of the map, in px. */
  graphene_point_t *to;
  graphene_point_t *now;
  double line_to;
  double line_now;
  guint tick;
  gint64 began; /* µs of the frame clock */
};

/* process-map-draw.c: the buyer's side, the links, the line. */
void yipu_process_map_draw (YipuProcessMap *self, GtkSnapshot *snapshot);

/* process-map-drag.c: the line follows the pointer; elsewhere the pointer moves the sheet. */
void yipu_process_map_add_drags (YipuProcessMap *self);
/* The adjustments of the scrolled window around; %NULL where there is none. */
GtkAdjustment *yipu_process_map_get_adjustment (YipuProcessMap *self, GtkOrientation orientation);
