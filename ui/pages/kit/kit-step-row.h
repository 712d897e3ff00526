/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A step in the list of a kit: whose it is, its time, and a check that leaves it, and all that
 * comes after, to the buyer. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>
#include <yipu/kit-sheet.h>

G_BEGIN_DECLS

/* Signals: "chosen" (guint position): the line shall stand there; "opened": show the step's record.
 */
#define YIPU_TYPE_KIT_STEP_ROW (yipu_kit_step_row_get_type ())
G_DECLARE_FINAL_TYPE (YipuKitStepRow, yipu_kit_step_row, YIPU, KIT_STEP_ROW, GtkBox)

/** A row for the step of that index, with its first photo. */
GtkWidget *yipu_kit_step_row_new (YipuSession *session, YipuKitSheet *sheet, guint step);
/** Shows how the step stands as the line is now. */
void yipu_kit_step_row_update (YipuKitStepRow *self, YipuKitSheet *sheet);
guint yipu_kit_step_row_get_step (YipuKitStepRow *self);

G_END_DECLS
