/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The search from within, for figures and tests. */
#pragma once

#include <yipu/search.h>

G_BEGIN_DECLS

/* Blocks until the index is in as few pieces as it will be while nobody edits. Any thread. */
void yipu_search_wait_tidy (YipuSearch *self);

/* Removes the index file after a forgetting: FTS5 keeps deleted words. Where somebody has it open
 * to write, that one builds it anew, woken by the edit. */
void yipu_search_forget (YipuCatalog *catalog);

G_END_DECLS
