/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What several pages show of a product: its picture and its price. */
#pragma once

#include "session.h"

G_BEGIN_DECLS

/** The photo buyers see first, else any of the product's; %NULL for none. (transfer full) */
char *yipu_product_dup_picture (YipuSession *session, const char *product);
/** "¥ 61.80", what was typed or what the kit comes to; "" while it is not known. (transfer full) */
char *yipu_product_dup_price (YipuSession *session, const YipuRecord *product);

G_END_DECLS
