/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What belongs to a craft: its process, its picture, the craft a step or an element is of. */
#pragma once

#include "session.h"

G_BEGIN_DECLS

/** Id of the craft's process; %NULL when it has none. (transfer full) */
char *yipu_craft_dup_process (YipuSession *session, const char *craft);

/** Id of the craft a record belongs to, up its owners; %NULL for none. (transfer full) */
char *yipu_craft_dup_owner (YipuSession *session, const YipuRecord *record);

/** The photo that stands for a craft: that of its finished piece's product, else its first
 * element's or step's; %NULL for none. (transfer full) */
char *yipu_craft_dup_picture (YipuSession *session, const char *craft);

G_END_DECLS
