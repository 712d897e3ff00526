/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the page of an order holds; its tests look here. */
#pragma once

#include "widgets/finding-list.h"
#include "widgets/form.h"
#include "widgets/subrecords.h"
#include "work-aside.h"
#include "work-page.h"
#include "work-table.h"

#include <adwaita.h>
#include <yipu/order.h>

struct _YipuWorkPage {
  GtkBox parent_instance;

  YipuSession *session;
  YipuForm *form;
  char *id;                   /* of the order shown */
  YipuOrder *order;           /* NULL while none is shown */
  YipuProposal *proposal;     /* of it: what could be given out, and what not */
  GtkFileChooserNative *file; /* while it is asked where */

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkLabel *headline;
  GtkButton *slips_button;
  GtkButton *propose_button;
  YipuWorkTable *table;
  YipuFindingList *unplaced;
  GtkLabel *surplus;
  GtkWidget *fields;
  YipuFindingList *findings;
  YipuWorkHours *hours;
  YipuSubrecords *assignments;
  YipuWorkShopping *shopping;
};
