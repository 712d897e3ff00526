/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of the kit's page share. */
#pragma once

#include "kit-line.h"
#include "kit-page.h"
#include "kit-suggestions.h"
#include "kit-summary.h"
#include "process-map.h"
#include "widgets/finding-list.h"
#include "widgets/form.h"
#include "widgets/subrecords.h"

#include <adwaita.h>
#include <yipu/kit-sheet.h>

struct _YipuKitPage {
  GtkBox parent_instance;

  YipuSession *session;
  YipuForm *form;      /* the kit's name and blurb */
  char *id;            /* of the kit shown */
  YipuKitSheet *sheet; /* NULL while none is shown */
  GPtrArray *rows;     /* of YipuKitStepRow, children of @steps */
  GtkWidget *line;     /* among them */
  gboolean moving;     /* the scale follows the line, not the other way */
  int frames_to_wait;  /* until the line is brought into view */

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkStack *views;
  GtkLabel *notice;
  YipuProcessMap *map;
  YipuKitSuggestions *suggestions;
  GtkRange *line_scale;
  GtkAdjustment *line_adjustment;
  GtkScrolledWindow *scroller;
  GtkBox *steps;
  GtkWidget *fields;
  GtkBox *targets;
  YipuSubrecords *items;
  YipuKitSummary *summary;
  YipuFindingList *findings;
};

/* Moves the line to a place in the list of steps, shows what follows, and stores it. */
void yipu_kit_page_set_position (YipuKitPage *self, guint position);
/* Shows all that follows from where the line stands now, and stores it. */
void yipu_kit_page_line_moved (YipuKitPage *self);
/* Says what came along, or whose answer is missing; NULL for nothing. */
void yipu_kit_page_notice (YipuKitPage *self, const char *text);
/* What the map and the suggestions ask for. */
void yipu_kit_page_connect_map (YipuKitPage *self);
/* Moves the line past steps and says what came of it. */
void yipu_kit_page_move_steps (YipuKitPage *self, GArray *steps, gboolean to_buyer);
/* The line is grabbed and moved by the pointer. */
void yipu_kit_page_add_drag (YipuKitPage *self);
/* How many of each target lie in a box. */
void yipu_kit_page_show_targets (YipuKitPage *self);
/* An order of boxes of the kit; opens it. */
void yipu_kit_page_make_order (YipuKitPage *self);
/* A product that sells the kit, with all that is known already; opens it. */
void yipu_kit_page_make_product (YipuKitPage *self);
