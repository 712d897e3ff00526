/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of the kit's page share. */
#pragma once

#include "kit-line.h"
#include "kit-page.h"
#include "kit-summary.h"
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
  GtkLabel *workshop_label;
  GtkLabel *buyer_label;
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
/* The line is grabbed and moved by the pointer. */
void yipu_kit_page_add_drag (YipuKitPage *self);
/* How many of each target lie in a box. */
void yipu_kit_page_show_targets (YipuKitPage *self);
/* A product that sells the kit, with all that is known already; opens it. */
void yipu_kit_page_make_product (YipuKitPage *self);
