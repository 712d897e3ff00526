/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Making records out of rows. */
#pragma once

#include <yipu/record.h>

#include "catalog/sql.h"

G_BEGIN_DECLS

/* From a row of yipu_table_get()'s columns. */
YipuRecord *yipu_record_from_row (const YipuKind *kind, YipuQuery *query);

G_END_DECLS
