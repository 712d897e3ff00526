/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A step on the map: a round picture with its title and minutes. A check box to assistive
 * technology: checked, the buyer does it. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>
#include <yipu/kit-sheet.h>

G_BEGIN_DECLS

/* Across a step's picture, px at 100 %. */
#define YIPU_MAP_CIRCLE 46

/* Signals: "toggled" (Space): it shall change sides; "opened" (Enter, click): tell more of it;
 * "go" (int; a GtkDirectionType): an arrow key. */
#define YIPU_TYPE_STEP_NODE (yipu_step_node_get_type ())
G_DECLARE_FINAL_TYPE (YipuStepNode, yipu_step_node, YIPU, STEP_NODE, GtkBox)

/** The step of that index, with its first photo. */
GtkWidget *yipu_step_node_new (YipuSession *session, YipuKitSheet *sheet, guint step);
/** Shows how the step stands as the line is now. */
void yipu_step_node_update (YipuStepNode *self, YipuKitSheet *sheet);
guint yipu_step_node_get_step (YipuStepNode *self);

G_END_DECLS
