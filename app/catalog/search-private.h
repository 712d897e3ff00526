/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The search from within, for figures and tests. */
#pragma once

#include <yipu/search.h>

G_BEGIN_DECLS

/* Blocks until the index is in as few pieces as it will be while nobody edits. Any thread. */
void yipu_search_wait_tidy (YipuSearch *self);

G_END_DECLS
