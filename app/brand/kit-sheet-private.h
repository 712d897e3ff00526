/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a kit's sheet, shared by the files that make it. */
#pragma once

#include "craft/kit-store.h"
#include "craft/plan.h"
#include "kit-rates.h"

#include <yipu/kit-sheet.h>

G_BEGIN_DECLS

struct _YipuKitSheet {
  YipuKitStore *store;
  YipuPlan *plan;
  YipuKitResult *result;
  YipuKitRates *rates;
  YipuPrice price;
  GPtrArray *findings;      /* of YipuFinding, owned */
  GPtrArray *line_findings; /* of YipuFinding, owned: of the line as it was set last */
};

/* All that follows from the line. */
void yipu_kit_sheet_recompute (YipuKitSheet *self);

G_END_DECLS
