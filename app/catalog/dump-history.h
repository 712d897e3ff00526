/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The log as JSON lines, in log.md's portable form: edits named by replica and seq, changes by
 * these and their number, nothing by what is local. */
#pragma once

#include <yipu/progress.h>
#include <yipu/reader.h>

G_BEGIN_DECLS

/* One edit a line with its changes, in order of arrival. FALSE with @error set. */
gboolean yipu_dump_history (YipuReader *reader,
                            GOutputStream *out,
                            const YipuProgress *progress,
                            GError **error);

G_END_DECLS
