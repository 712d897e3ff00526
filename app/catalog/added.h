/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one edit of the log brought. */
#pragma once

#include <yipu/reader.h>

G_BEGIN_DECLS

/* Ids of the records that came with the edit that added @record, itself among them.
 * NULL with @error set. */
GPtrArray *yipu_reader_list_added_with (YipuReader *reader, const char *record, GError **error);

G_END_DECLS
