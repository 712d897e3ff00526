/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Beside the table of Export: what one product still lacks in one shop, each opening its field;
 * warnings go on with a written reason. After an export: what was written, and where. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>
#include <yipu/export.h>

G_BEGIN_DECLS

/* Signal: "ticked": a warning got its reason: plan again. */
#define YIPU_TYPE_EXPORT_ASIDE (yipu_export_aside_get_type ())
G_DECLARE_FINAL_TYPE (YipuExportAside, yipu_export_aside, YIPU, EXPORT_ASIDE, GtkBox)

void yipu_export_aside_set_session (YipuExportAside *self, YipuSession *session);
/** Shows a cell; @shop is the shop's name. */
void
yipu_export_aside_show_cell (YipuExportAside *self, const YipuExportCell *cell, const char *shop);
/** Shows what an export came to. */
void yipu_export_aside_show_result (YipuExportAside *self, const YipuExportResult *result);

G_END_DECLS
